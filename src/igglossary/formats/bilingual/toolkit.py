"""Qt Linguist and other bilingual files through translate-toolkit, each by an explicit class.

The toolkit's factory guesses and fails on half of these, so nothing is guessed.
Formats with a reader of our own (PO, XLIFF, TMX, TBX, CSV) are not here: the toolkit loses inline codes.
"""

from __future__ import annotations

import csv
import os
import struct
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from igglossary.errors import InputError, Problem
from igglossary.formats.bilingual.qt_texts import plain_texts, variant_of
from igglossary.formats.language_names import language_of
from igglossary.formats.report import Skipped
from igglossary.formats.trees import read_bytes
from igglossary.formats.xml import parse_xml
from igglossary.messages import _, ngettext
from igglossary.model import Status, TranslationUnit, Variant
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from os import PathLike


class _Storage(NamedTuple):
    """The toolkit's class for one kind of file.

    ``has_inline``: there are elements inside a text, which the toolkit would drop with the text behind them.
    """

    module: str
    name: str
    is_xml: bool = False
    has_inline: bool = False


def read_qt(path: str | PathLike[str], *, languages: Sequence[str] = ()) -> Iterator[TranslationUnit | Problem]:
    """The translated units of a file of Qt Linguist (``.ts``).

    This and the three readers below: unfinished and fuzzy units are candidates; each plural form is a unit. Obsolete
    and untranslated units are left out with a Problem each; all but the longest variant of a translation are counted
    in one. ``languages`` are source and target, where the file does not say them.

    Raises:
        InputError: the file cannot be read, or does not say its languages.
        UnsafeInputError: it declares entities.
    """
    return _read(path, _Storage("translate.storage.ts2", "tsfile", is_xml=True, has_inline=True), languages)


def read_qt_phrases(path: str | PathLike[str], *, languages: Sequence[str] = ()) -> Iterator[TranslationUnit | Problem]:
    """The units of a phrase book of Qt Linguist (``.qph``), as ``read_qt``."""
    return _read(path, _Storage("translate.storage.qph", "QphFile", is_xml=True), languages)


def read_catkeys(path: str | PathLike[str], *, languages: Sequence[str] = ()) -> Iterator[TranslationUnit | Problem]:
    """The units of a catalogue of Haiku (``.catkeys``), as ``read_qt``."""
    return _read(path, _Storage("translate.storage.catkeys", "CatkeysFile"), languages)


def read_mo(path: str | PathLike[str], *, languages: Sequence[str] = ()) -> Iterator[TranslationUnit | Problem]:
    """The units of a compiled catalogue of gettext (``.mo``), as ``read_qt``."""
    return _read(path, _Storage("translate.storage.mo", "mofile"), languages)


def _read(
    path: str | PathLike[str], storage: _Storage, languages: Sequence[str]
) -> Iterator[TranslationUnit | Problem]:
    where = os.fspath(path)
    store, lost = _load(path, storage)
    if lost:
        message = ngettext(
            "{n} shorter variant of a translation was left out.",
            "{n} shorter variants of translations were left out.",
            lost,
        )
        yield Problem(where, message.format(n=lost))
    tags = _languages(store, languages, where)
    for unit in store.units:
        try:
            found = [] if unit.isheader() else list(_units(unit, tags, where))
        except (ValueError, TypeError, LookupError, AttributeError):  # <message numerus="yes"> without any form
            found = [Skipped(where, _("The entry is damaged; it was left out."))]
        yield from found


def _load(path: str | PathLike[str], storage: _Storage) -> tuple[Any, int]:
    import importlib  # the toolkit's modules cost 100 ms and more, so only the one that is needed is loaded

    where = os.fspath(path)
    data = read_bytes(path, where)
    lost = 0
    if storage.is_xml:
        root = parse_xml(data, where=where)  # refuses entities, which the toolkit's own parser would drop silently
        if storage.has_inline:
            data, lost = plain_texts(root, data)
    if not data.strip():
        raise InputError(_("The file is empty."), where=where)
    from translate.storage.base import ParseError

    try:
        return getattr(importlib.import_module(storage.module), storage.name).parsestring(data), lost
    # what the toolkit's parsers raise on damaged files, found with tests/unit/formats/test_bilingual.py
    except (
        OSError,
        ParseError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        AssertionError,
        SyntaxError,
    ) as error:
        raise InputError(
            _("The file is not what its ending says, or it is damaged: {reason}").format(
                reason=single_line(str(error))[:120] or type(error).__name__
            ),
            where=where,
        ) from error
    except (struct.error, csv.Error) as error:  # a cut-off .mo, a .catkeys whose lines have no end
        raise InputError(_("The file is damaged."), where=where) from error


def _languages(store: Any, languages: Sequence[str], where: str) -> tuple[str, str]:
    named = [language_of(str(getter() or "")) for getter in (store.getsourcelanguage, store.gettargetlanguage)]
    for at, lang in enumerate(languages[:2]):
        named[at] = named[at] or lang
    if named[0] is None or named[1] is None:
        raise InputError(
            _("The file does not say what its languages are."),
            where=where,
            hint=_("Try: name them, source and target, for example en and de."),
        )
    return named[0], named[1]


def _units(unit: Any, tags: tuple[str, str], where: str) -> Iterator[TranslationUnit | Problem]:
    """The entry as a unit, or as one for each plural form."""
    sources, targets = _strings(unit.source), _strings(unit.target)
    entry = _without_texts(unit)
    if unit.isobsolete():
        yield Skipped(where, _("The entry is obsolete; it was left out."), None, _shown(entry.id))
    elif not sources or not any(targets):
        yield Skipped(where, _("The entry has no translation; it was left out."), None, _shown(entry.id))
    elif len(targets) == 1:
        yield replace(entry, variants=_variants(tags, sources[0], targets[0]))
    else:
        for at, target in enumerate(targets):
            if target:
                variants = _variants(tags, sources[min(at, len(sources) - 1)], target)
                form = ("x-plural-form", str(at))
                yield replace(entry, variants=variants, id=None, properties=(*entry.properties, form))


def _without_texts(unit: Any) -> TranslationUnit:
    note, context = str(unit.getnotes() or "").strip(), str(unit.getcontext() or "")
    return TranslationUnit(
        (),
        id=str(unit.getid() or "") or None,
        status=Status.CANDIDATE if unit.isfuzzy() else Status.APPROVED,
        notes=(note,) if note else (),
        properties=(("x-context", context),) if context else (),
    )


def _shown(id_: str | None) -> str | None:
    return single_line(id_ or "")[:60] or None


def _variants(tags: tuple[str, str], source: str, target: str) -> tuple[Variant, Variant]:
    return variant_of(tags[0], source), variant_of(tags[1], target)


def _strings(text: Any) -> list[str]:
    """All plural forms of a text of the toolkit."""
    forms = getattr(text, "strings", None)
    return [str(form) for form in forms] if forms else ([str(text)] if text else [])
