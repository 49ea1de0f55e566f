"""Qt Linguist and other bilingual files through translate-toolkit, each by an explicit class of one table.

The toolkit's factory guesses and fails on half of these, so nothing is guessed.
Formats with a reader of our own (PO, XLIFF, TMX, TBX, CSV) are not in the table: the toolkit loses inline codes.
Formats that hold one language are paired with the file of the source language by the ids of their entries.
"""

from __future__ import annotations

import csv
import os
import struct
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from igglossary.errors import InputError, Problem, UnsupportedInputError, UsageError
from igglossary.formats.bilingual.qt_texts import plain_texts, variant_of
from igglossary.formats.language_names import language_of
from igglossary.formats.report import Skipped
from igglossary.formats.trees import read_bytes
from igglossary.formats.xml import parse_xml
from igglossary.messages import _, ngettext
from igglossary.model import Status, TranslationUnit
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from os import PathLike


class Kind(NamedTuple):
    """How one kind of file is read.

    ``has_inline``: there are elements inside a text, which the toolkit would drop with the text behind them.
    """

    module: str
    name: str
    is_xml: bool = False
    is_bilingual: bool = True
    has_inline: bool = False
    name_if_utf8: str = ""
    """The class for a file in UTF-8, where ``name`` expects the format's old encoding."""


KINDS: Final = {
    ".ts": Kind("translate.storage.ts2", "tsfile", is_xml=True, has_inline=True),
    ".qph": Kind("translate.storage.qph", "QphFile", is_xml=True),
    ".catkeys": Kind("translate.storage.catkeys", "CatkeysFile"),
    ".mo": Kind("translate.storage.mo", "mofile"),
    ".properties": Kind("translate.storage.properties", "javafile", is_bilingual=False, name_if_utf8="javautf8file"),
    ".strings": Kind("translate.storage.properties", "stringsfile", is_bilingual=False, name_if_utf8="stringsutf8file"),
    ".resx": Kind("translate.storage.resx", "RESXFile", is_xml=True, is_bilingual=False),
    ".json": Kind("translate.storage.jsonl10n", "JsonNestedFile", is_bilingual=False),
    ".xml": Kind("translate.storage.aresource", "AndroidResourceFile", is_xml=True, is_bilingual=False),
}
"""By ending. ``.xml`` is Android's ``strings.xml``."""


def read_toolkit(
    path: str | PathLike[str],
    *,
    languages: Sequence[str] = (),
    source_path: str | PathLike[str] | None = None,
) -> Iterator[TranslationUnit | Problem]:
    """The translated units of a file in one of KINDS.

    Unfinished and fuzzy units are candidates; each plural form is a unit. Obsolete and untranslated units are left out
    with a Problem each; all but the longest variant of a translation are counted in one.

    Args:
        path: The file; its ending says what it is.
        languages: Source and target, where the file does not say them.
        source_path: For formats that hold one language: the same file in the source language.

    Raises:
        InputError: the file cannot be read, or does not say its languages.
        UnsafeInputError: it declares entities.
        UnsupportedInputError: the ending is not in KINDS.
        UsageError: the format holds one language and there is no ``source_path``.
    """
    where = os.fspath(path)
    ending = os.path.splitext(where)[1].lower()
    kind = KINDS.get(ending)
    if kind is None:
        message = _("Nobody here reads files that end in “{ending}”.")
        raise UnsupportedInputError(message.format(ending=single_line(ending)[:20]), where=where)
    if not kind.is_bilingual and source_path is None:
        message = _("A file of this kind holds one language, so the file of the source language is needed too.")
        raise UsageError(message, where=where)
    store, lost = _load(path, kind)
    if lost:
        message = ngettext(
            "{n} shorter variant of a translation was left out.",
            "{n} shorter variants of translations were left out.",
            lost,
        )
        yield Problem(where, message.format(n=lost))
    source, target = _languages(store, languages, where)
    originals = _texts(_load(source_path, kind)[0]) if source_path is not None else None
    for unit in store.units:
        try:
            found = [] if unit.isheader() else list(_units(unit, (source, target), originals, where))
        except (ValueError, TypeError, LookupError, AttributeError):  # <message numerus="yes"> without any form
            found = [Skipped(where, _("The entry is damaged; it was left out."))]
        yield from found


def _load(path: str | PathLike[str], kind: Kind) -> tuple[Any, int]:
    import importlib  # the toolkit's modules cost 100 ms and more, so only the one that is needed is loaded

    where = os.fspath(path)
    data = read_bytes(path, where)
    lost = 0
    if kind.is_xml:
        root = parse_xml(data, where=where)  # refuses entities, which the toolkit's own parser would drop silently
        if kind.has_inline:
            data, lost = plain_texts(root, data)
    if not data.strip():
        raise InputError(_("The file is empty."), where=where)
    from translate.storage.base import ParseError

    name = kind.name_if_utf8 if kind.name_if_utf8 and _is_utf8(data) else kind.name
    try:
        return getattr(importlib.import_module(kind.module), name).parsestring(data), lost
    # what the toolkit's parsers raise on damaged files, found with tests/unit/formats/test_toolkit.py
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


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"\0" not in data


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


def _texts(store: Any) -> dict[str, str]:
    return {str(unit.getid()): str(unit.source or unit.target or "") for unit in store.units if not unit.isheader()}


def _units(
    unit: Any, tags: tuple[str, str], originals: dict[str, str] | None, where: str
) -> Iterator[TranslationUnit | Problem]:
    id_ = str(unit.getid() or "") or None
    shown = single_line(id_ or "")[:60] or None
    if unit.isobsolete():
        yield Skipped(where, _("The entry is obsolete; it was left out."), None, shown)
        return
    sources, targets = _strings(unit.source), _strings(unit.target)
    if originals is not None:
        original = originals.get(str(unit.getid()))
        if original is None:
            yield Skipped(where, _("The source file has no such entry; it was left out."), None, shown)
            return
        sources, targets = [original], targets if any(targets) else sources
    if not sources or not any(targets):
        yield Skipped(where, _("The entry has no translation; it was left out."), None, shown)
        return
    done = not unit.isfuzzy()
    notes = tuple(note for note in [str(unit.getnotes() or "").strip()] if note)
    context = tuple(("x-context", str(text)) for text in [unit.getcontext()] if text)
    for at, text in enumerate(targets):
        if text:
            form = (("x-plural-form", str(at)),) if len(targets) > 1 else ()
            yield TranslationUnit(
                (variant_of(tags[0], sources[min(at, len(sources) - 1)]), variant_of(tags[1], text)),
                id=id_ if len(targets) == 1 else None,
                status=Status.APPROVED if done else Status.CANDIDATE,
                notes=notes,
                properties=context + form,
            )


def _strings(text: Any) -> list[str]:
    """All plural forms of a text of the toolkit."""
    forms = getattr(text, "strings", None)
    return [str(form) for form in forms] if forms else ([str(text)] if text else [])
