"""PO catalogues through polib: msgid and msgstr as segments, context, plural and comments kept."""

from __future__ import annotations

import os
import re
import tempfile
from typing import TYPE_CHECKING, Any, Final

from igglossary.errors import InputError, os_reason
from igglossary.formats.files import check_is_file, write_bytes
from igglossary.formats.language_names import language_of
from igglossary.formats.report import Skipped, Tally
from igglossary.formats.tables.cells import without_controls
from igglossary.messages import _
from igglossary.model import Properties, Relation, Status, TranslationUnit, Variant
from igglossary.text.languages import primary
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from os import PathLike

    from igglossary.errors import Problem
    from igglossary.formats.files import Target
    from igglossary.formats.report import ExportReport

_Entries = dict[tuple[str, str | None], Any]
"""The entries of a catalogue by msgid and msgctxt."""
MAX_BYTES: Final = 64 << 20
"""polib keeps the whole catalogue; the largest of Debian's has 8 MB."""
_LONE_CR: Final = re.compile(rb"\r(?!\n)")
_UNREADABLE: Final = re.compile(rb"^(?:#(?=[^\s.:,|~#=])|domain[ \t])", re.MULTILINE)
"""What gettext reads and polib refuses: a comment without a blank after its mark (left out with it: the entries that
somebody has commented out), and the names of domains, which no entry depends on."""
_CONTEXT, _NO_CONTEXT = "x-context", "x-no-context"
_FORM, _SINGULAR = "x-plural-form", "x-plural-of"
_COMMENT, _REFERENCE, _FLAG, _PREVIOUS = "x-extracted-comment", "x-reference", "x-flag", "x-previous-source"
_CARRIED: Final = frozenset((_CONTEXT, _NO_CONTEXT, _FORM, _SINGULAR, _COMMENT, _REFERENCE, _FLAG, _PREVIOUS))
_SOURCE: Final = "en"
"""The gettext manual (The Format of PO Files): msgids are English unless a project decides otherwise."""


def read_po(
    path: str | PathLike[str], *, languages: Sequence[str] = (), lines: list[int | None] | None = None
) -> Iterator[TranslationUnit | Problem]:
    """The translated entries of a PO file; each plural form is a unit of its own.

    The target language is that of the header (``Language``, else ``Language-Team``) or of the file's name, the source
    language ``X-Source-Language`` or English; ``languages`` (source, target) wins over both. Fuzzy entries are
    candidates. The context is the property ``x-context``, flags, references, extracted comments, previous msgid and
    plural form (with the msgid that it is a plural of) are properties too, the translator's comments are notes: what
    ``write_po`` needs to write the entry again. Obsolete and untranslated entries are left out with a Problem each.
    ``lines`` is given the 1-based line of each unit before that is yielded.

    Raises:
        InputError: the file cannot be read, is no PO file, or does not name its language.
    """
    where = os.fspath(path)
    catalogue = load_po(path)
    source, target = catalogue_languages(catalogue.metadata, languages, where)
    in_contexts = {entry.msgid for entry in catalogue if entry.msgctxt is not None}
    for entry in catalogue:
        id_ = single_line(entry.msgctxt or entry.msgid)[:60]
        if entry.obsolete:
            yield Skipped(where, _("The entry is obsolete; it was left out."), entry.linenum, id_)
            continue
        if not entry.msgid and entry.msgctxt is None:
            yield Skipped(where, _("The entry has no source text; it was left out."), entry.linenum, None)
            continue
        pairs = list(_pairs(entry))
        if not pairs:
            yield Skipped(where, _("The entry has no translation; it was left out."), entry.linenum, id_)
        for original, translation, form in pairs:
            if lines is not None:
                lines.append(entry.linenum)
            yield TranslationUnit(
                (Variant(source, original), Variant(target, translation)),
                status=Status.CANDIDATE if "fuzzy" in entry.flags else Status.APPROVED,
                notes=(entry.tcomment,) if entry.tcomment else (),
                properties=tuple(_properties(entry, form, has_namesake=entry.msgid in in_contexts)),
            )


def load_po(path: str | PathLike[str]) -> Any:
    """The catalogue of a file, as polib has it, long lines unwrapped.

    Raises:
        InputError: the file cannot be read or is no PO file.
    """
    import polib  # 20 ms; only bilingual files need it

    where = os.fspath(path)
    check_is_file(path)
    try:
        if os.path.getsize(path) > MAX_BYTES:
            message = _("The catalogue is larger than {n} MiB.").format(n=MAX_BYTES >> 20)
            raise InputError(message, where=where, hint=_("Try: split it with msggrep."))
        with open(path, "rb") as stream:
            data = stream.read()
        if b"\0" in data:
            raise InputError(_("The file has NUL bytes, so it is no text."), where=where)
        catalogue = polib.pofile(where, wrapwidth=0) if _is_plain(data) else _mended(data)
    except UnicodeDecodeError as error:
        message = _("Bytes that are not {encoding}.").format(encoding=error.encoding)
        raise InputError(message, where=where, hint=_("Try: save the file as UTF-8.")) from error
    except OSError as error:  # polib raises it for syntax errors too, without an errno
        if error.errno:
            message = _("The file cannot be read: {reason}.").format(reason=os_reason(error))
            raise InputError(message, where=where) from error
        raise _syntax_error(error, where) from error
    except (ValueError, LookupError, AssertionError) as error:
        raise InputError(_("This is no PO file, or it is damaged."), where=where) from error
    if not catalogue and not catalogue.metadata:
        raise InputError(_("This is no PO file: it has no entries."), where=where)
    return catalogue


def _syntax_error(error: OSError, where: str) -> InputError:
    """What polib says of a file, without the name that the file had for polib."""
    what, is_named, place = str(error).partition(" in po file ")
    line = re.search(r"\(line (\d{1,9})\)", place)
    at = where if line is None else f"{where}:{line[1]}"
    reason = single_line(what if is_named else str(error))[:160]
    return InputError(_("This is no readable PO file: {reason}.").format(reason=reason), where=at)


def _is_plain(data: bytes) -> bool:
    """True if polib reads the file as gettext does."""
    return not _LONE_CR.search(data) and not _UNREADABLE.search(data)


def _mended(data: bytes) -> Any:
    """The catalogue of a file with carriage returns inside its lines, which gettext takes for blanks, and the like."""
    import polib  # 20 ms; only bilingual files need it

    ends_lines = b"\n" not in data  # a file of an old Mac
    data = _LONE_CR.sub(b"\n" if ends_lines else b" ", data)
    with tempfile.NamedTemporaryFile(suffix=".po") as file:
        file.write(_UNREADABLE.sub(lambda found: b"# " + found.group().strip(b"#"), data))
        file.flush()
        return polib.pofile(file.name, wrapwidth=0)


def catalogue_languages(metadata: dict[str, str], languages: Sequence[str], where: str) -> tuple[str, str]:
    """Source and target of a catalogue: ``languages``, else those of its header or its name.

    Raises:
        InputError: nothing says what its language is.
    """
    if len(languages) >= 2:
        return languages[0], languages[1]
    source = language_of(metadata.get("X-Source-Language", "")) or _SOURCE
    team = metadata.get("Language-Team", "").partition("<")[0]
    stem = os.path.basename(where).partition(".")[0]
    for name in (metadata.get("Language", ""), metadata.get("X-Poedit-Language", ""), *languages, team, stem):
        target = language_of(name.partition("@")[0])
        if target is not None:
            return source, target
    raise InputError(
        _("The catalogue does not say which language it is in."),
        where=where,
        hint=_("Try: a line “Language: de\\n” in its header."),
    )


def _pairs(entry: Any) -> Iterator[tuple[str, str, str | None]]:
    """Original, translation and plural form; the first form goes with the singular unless it is the only one."""
    if not entry.msgid_plural:
        if entry.msgstr:
            yield entry.msgid, entry.msgstr, None
        return
    forms = sorted((int(form), text) for form, text in entry.msgstr_plural.items())
    for form, text in forms:
        if text:
            yield (entry.msgid if form == 0 and len(forms) > 1 else entry.msgid_plural), text, str(form)


def _properties(entry: Any, form: str | None, *, has_namesake: bool) -> Iterator[tuple[str, str]]:
    """What stands around a translation. The context comes first: what follows it belongs to it (``_groups``)."""
    if entry.msgctxt is not None:
        yield _CONTEXT, entry.msgctxt
    elif has_namesake:
        yield _NO_CONTEXT, "yes"
    if form is not None:
        yield _FORM, form
        yield _SINGULAR, entry.msgid
    if entry.comment:
        yield _COMMENT, entry.comment
    for place, line in entry.occurrences:
        yield _REFERENCE, f"{place}:{line}" if line else place
    for flag in entry.flags:
        if flag != "fuzzy":
            yield _FLAG, flag
    if entry.previous_msgid:
        yield _PREVIOUS, entry.previous_msgid


def write_po(path: Target, units: Iterable[TranslationUnit], *, languages: Sequence[str] = ()) -> ExportReport:
    """Write units as a PO catalogue, UTF-8, without dates; candidates are fuzzy.

    A unit that was found in several contexts is an entry in each, and the plural forms of a text are one entry.

    Args:
        path: The file, or a binary stream.
        units: The units. Of two with the same source and context only the first can stand in a catalogue.
        languages: Source and target; by default those of the first unit.

    Raises:
        OutputError: the file cannot be written.
    """
    import polib  # 20 ms; only bilingual files need it

    tally = Tally()
    catalogue = polib.POFile(wrapwidth=0)
    entries: _Entries = {}
    tags = list(languages[:2])
    for unit in units:
        tags = tags or [variant.lang for variant in unit.variants[:2]]
        sides = _sides(unit, tags, tally)
        if sides is None:
            continue
        _count_lost(unit, *sides, tally)
        is_in = [_add(entries, unit, *sides, facts) for facts in _groups(unit.properties)]
        tally.written += any(is_in)
        tally.drop(_("further translations of a source text that is there already"), int(not any(is_in)))
    catalogue.extend(entries.values())
    catalogue.metadata = _metadata(tags, has_plurals=any(entry.msgid_plural for entry in catalogue))
    write_bytes(path, (str(catalogue) + "\n").encode("utf-8", "replace"))
    return tally.report()


def _metadata(tags: Sequence[str], *, has_plurals: bool) -> dict[str, str]:
    target = tags[1] if len(tags) > 1 else ""
    metadata = {
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": target.replace("-", "_"),
        "X-Source-Language": (tags[0] if tags else "").replace("-", "_"),
        "X-Generator": "igglossary",
    }
    if has_plurals and target:
        from translate.lang.data import languages  # 100 ms; only for catalogues with plural forms

        known = languages.get(target.replace("-", "_")) or languages.get(primary(target))
        if known is not None:
            metadata["Plural-Forms"] = f"nplurals={known[1]}; plural={known[2]};"
    return metadata


def _sides(unit: TranslationUnit, tags: Sequence[str], tally: Tally) -> tuple[Variant, Variant] | None:
    """The source and target of a unit that can be an entry."""
    source, target = [_side(unit, tag) for tag in tags[:2]] if len(tags) > 1 else (None, None)
    if source is None or target is None or unit.status is Status.REJECTED:
        tally.drop(_("units that are rejected or in other languages"))
        return None
    if not source.text:
        tally.drop(_("units without a source text"))
        return None
    return source, target


def _side(unit: TranslationUnit, tag: str) -> Variant | None:
    """The variant in a language; ``de`` is also that of any German-speaking country."""
    exact = (variant for variant in unit.variants if variant.lang == tag)
    return next(exact, None) or next((one for one in unit.variants if primary(one.lang) == tag), None)


def _groups(properties: Properties) -> list[Properties]:
    """The properties of a unit by the context that they belong to: one list where there is one or none."""
    starts = [at for at, (name, _value) in enumerate(properties) if name in (_CONTEXT, _NO_CONTEXT)]
    if len(starts) < 2:
        return [properties]
    return [properties[at:end] for at, end in zip(starts, [*starts[1:], len(properties)], strict=True)]


def _add(entries: _Entries, unit: TranslationUnit, source: Variant, target: Variant, facts: Properties) -> bool:
    """Put a unit into the catalogue: an entry of its own, or a form of one; False if that is there already."""
    known = dict(reversed(facts))
    forms = [int(value) for name, value in facts if name == _FORM and value.isdecimal()]
    singular = without_controls(known.get(_SINGULAR, source.text) if forms else source.text)
    key = singular, known.get(_CONTEXT)
    entry = entries.get(key)
    if entry is not None and all(form in entry.msgstr_plural for form in forms):
        return False
    if entry is None:
        comments = "\n".join([*unit.notes, *source.notes, *target.notes])
        entry = entries[key] = _new_entry(*key, comments, facts)
    _translate(entry, without_controls(source.text), without_controls(target.text), forms)
    if unit.status is not Status.APPROVED and "fuzzy" not in entry.flags:
        entry.flags.append("fuzzy")
    return True


def _new_entry(msgid: str, context: str | None, comments: str, facts: Properties) -> Any:
    import polib  # 20 ms; only bilingual files need it

    return polib.POEntry(
        msgid=msgid,
        msgctxt=context,
        tcomment=comments,
        comment="\n".join(value for name, value in facts if name == _COMMENT),
        occurrences=[_occurrence(value) for name, value in facts if name == _REFERENCE],
        flags=[value for name, value in facts if name == _FLAG],
        previous_msgid=dict(reversed(facts)).get(_PREVIOUS),
    )


def _translate(entry: Any, source: str, text: str, forms: Sequence[int]) -> None:
    """Give an entry its translation, or these of its plural forms."""
    if not forms:
        entry.msgstr = text
        return
    entry.msgid_plural = source if source != entry.msgid else entry.msgid_plural or source
    for form in forms:
        entry.msgstr_plural.setdefault(form, text)


def _occurrence(reference: str) -> tuple[str, str]:
    place, _colon, line = reference.rpartition(":")
    return (place, line) if place and line.isdecimal() else (reference, "")


def _count_lost(unit: TranslationUnit, source: Variant, target: Variant, tally: Tally) -> None:
    """What of a unit is not in its entry, or not as it was."""
    sides = source, target
    others = sum(name not in _CARRIED for name, _value in unit.properties) + len(unit.attributes)
    notes = len(unit.notes) + sum(len(side.notes) for side in sides)
    tally.drop(_("variants in further languages"), len(unit.variants) - 2)
    tally.drop(_("inline codes"), sum(len(side.codes) for side in sides))
    tally.drop(_("properties"), others + sum(len(side.properties) + len(side.attributes) for side in sides))
    tally.drop(_("texts, joined in one comment"), notes if notes > 1 or not unit.notes else 0)
    tally.drop(_("places where an entry was found"), len(unit.provenance))
    tally.drop(_("relations and scores"), (unit.relation is not Relation.TRANSLATION) + (unit.score is not None))
    tally.drop(_("review status"), int(unit.status is Status.DEFERRED))
    changes = [(each.created_at, each.created_by, each.changed_at, each.changed_by) for each in (unit, *sides)]
    tally.drop(_("dates and persons of changes"), sum(any(change) for change in changes))
    tally.drop(_("control characters"), sum(len(side.text) - len(without_controls(side.text)) for side in sides))
    tally.drop(_("ids"), int(unit.id is not None))
