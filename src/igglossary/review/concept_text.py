r"""A concept as a short text that a person edits: one ``field: value`` a line, terms under their language.

    subject field: Hafenbau
    definition de: Bauwerk, das einen Hafen schützt. | Hafenlexikon
    de: Mole
      status: preferred
      gender: feminine
    en: mole

Every field of a concept can be written; what only the program writes (ids, transactions, provenance) is kept from the
concept that was opened. Names of fields and values are the reader's (``say``) or English. ``|`` parts a text from
its source; a newline, a backslash and a ``|`` inside a value are written ``\n``, ``\\`` and ``\|``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from igglossary.messages import Message, _
from igglossary.model import (
    AdministrativeStatus,
    Concept,
    CrossReference,
    DataCategory,
    Gender,
    GrammaticalNumber,
    LanguageSection,
    PartOfSpeech,
    SourcedText,
    Status,
    Term,
    TermKind,
)
from igglossary.review.words import grammar_word, status_word, term_status_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from enum import StrEnum

    Say = Callable[[Message], str]

_LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PLAIN = {"n": "\n", "r": "\r"}
_BAR = re.compile(r"(?<!\\)(?:\\\\)*\|")


class _Field(NamedTuple):
    name: Message
    attribute: str
    kind: str
    """``text``, ``flag``, ``enum``; or ``texts``, ``sourced``, ``references``, ``other``, of which there are many."""
    enum: type[StrEnum] | None = None


def _concept_fields() -> list[_Field]:
    return [
        _Field(_("status"), "status", "enum", Status),
        _Field(_("subject field"), "subject_field", "text"),
        _Field(_("source"), "source", "text"),
        _Field(_("definition"), "definitions", "sourced"),
        _Field(_("note"), "notes", "texts"),
        _Field(_("related"), "related", "references"),
        _Field(_("category"), "other", "other"),
    ]


def _section_fields() -> list[_Field]:
    return [
        _Field(_("definition"), "definitions", "sourced"),
        _Field(_("note"), "notes", "texts"),
        _Field(_("reference"), "references", "references"),
        _Field(_("category"), "other", "other"),
    ]


def _term_fields() -> list[_Field]:
    return [
        _Field(_("status"), "administrative_status", "enum", AdministrativeStatus),
        _Field(_("part of speech"), "part_of_speech", "enum", PartOfSpeech),
        _Field(_("gender"), "gender", "enum", Gender),
        _Field(_("number"), "number", "enum", GrammaticalNumber),
        _Field(_("kind"), "kind", "enum", TermKind),
        _Field(_("forbidden"), "is_forbidden", "flag"),
        _Field(_("use instead"), "use_instead", "text"),
        _Field(_("case-sensitive"), "is_case_sensitive", "flag"),
        _Field(_("do not translate"), "is_untranslatable", "flag"),
        _Field(_("context"), "contexts", "sourced"),
        _Field(_("usage"), "usage_note", "text"),
        _Field(_("region"), "region", "text"),
        _Field(_("source"), "source", "text"),
        _Field(_("note"), "notes", "texts"),
        _Field(_("reference"), "references", "references"),
        _Field(_("category"), "other", "other"),
    ]


def write_concept(concept: Concept, say: Say) -> str:
    """The text of a concept; fields without a value are left out."""
    lines = list(_lines(concept, _concept_fields(), say))
    for section in concept.languages:
        lines += _lines(section, _section_fields(), say, suffix=f" {section.lang}")
    for section in concept.languages:
        for term in section.terms:
            lines += ["", f"{term.lang}: {_escape(term.text)}"]
            lines += _lines(term, _term_fields(), say, indent="  ")
    return "\n".join(lines).strip("\n") + "\n"


def template(concept: Concept, say: Say) -> str:
    """The text of an empty concept with the fields that are filled most often."""
    status, definition = say(_("status")), say(_("definition"))
    definitions = "\n".join(f"{definition} {lang}: " for lang in ("de", "en"))
    preferred = say(term_status_word(AdministrativeStatus.PREFERRED))
    terms = "\n\n".join(f"{lang}: \n  {status}: {preferred}" for lang in ("de", "en"))
    subject = say(_("subject field"))
    return f"{status}: {say(status_word(concept.status))}\n{subject}: \n{definitions}\n\n{terms}\n"


def field_names() -> tuple[tuple[Message, ...], tuple[Message, ...]]:
    """The names of the concept's and of a term's fields, for help."""
    return tuple(f.name for f in _concept_fields()), tuple(f.name for f in _term_fields())


@dataclass(slots=True)
class _Draft:
    concept: dict[str, Any] = field(default_factory=dict)
    sections: dict[str, dict[str, Any]] = field(default_factory=dict)
    terms: list[tuple[str, str, dict[str, Any]]] = field(default_factory=list)
    problems: list[Message] = field(default_factory=list)


def read_concept(text: str, base: Concept, say: Say) -> tuple[Concept, tuple[Message, ...]]:
    """The concept that a text describes, with the ids and transactions of ``base``, and what could not be read.

    Problems are sentences with the 1-based line; the concept then holds everything else.
    """
    draft = _Draft()
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            name, colon, value = line.partition(":")
            problem = _("no “field: value”.") if not colon else _take(draft, name, value.strip(), say)
            if problem is not None:
                draft.problems.append(_("Line {n}: {problem}").format(n=number, problem=problem))
    return _build(draft, base), tuple(draft.problems)


def _take(draft: _Draft, name: str, value: str, say: Say) -> Message | None:
    """Put one line into the draft; returns what is wrong with it."""
    is_indented, name = name[:1].isspace(), name.strip()
    if is_indented:
        if not draft.terms:
            return _("an indented field belongs to a term above it; there is none.")
        return _set(draft.terms[-1][2], _term_fields(), name, value, say)
    if (known := _find(_concept_fields(), name, say)) is not None:
        return _set_field(draft.concept, known, value, say)
    if _LANG.fullmatch(name):
        draft.terms.append((name, _unescape(value), {}))
        return None
    base, _space, lang = name.rpartition(" ")
    if base and _LANG.fullmatch(lang):
        return _set(draft.sections.setdefault(lang, {}), _section_fields(), base, value, say)
    return _unknown(name, _concept_fields())


def _set(values: dict[str, Any], fields: list[_Field], name: str, value: str, say: Say) -> Message | None:
    known = _find(fields, name, say)
    return _unknown(name, fields) if known is None else _set_field(values, known, value, say)


def _unknown(name: str, fields: list[_Field]) -> Message:
    names = tuple(known.name for known in fields)
    return _("there is no field “{name}”; there are: {names}.").format(name=name, names=names)


def _set_field(values: dict[str, Any], known: _Field, value: str, say: Say) -> Message | None:
    if not value:
        return None
    if known.enum is not None:
        found = next((item for item in known.enum if value.casefold() in _spellings(item, say)), None)
        if found is None:
            words = tuple(_word(item) for item in known.enum)
            return _("“{value}” is none of: {values}.").format(value=value, values=words)
        values[known.attribute] = found
    elif known.kind == "flag":
        values[known.attribute] = value.casefold() in ("yes", "ja", "true", "1", "x")
    elif known.kind == "text":
        values[known.attribute] = _unescape(value)
    else:
        values[known.attribute] = (*values.get(known.attribute, ()), _read_item(known.kind, value))
    return None


def _spellings(item: StrEnum, say: Say) -> tuple[str, str]:
    """How a value may be written: as stored, or by its word."""
    return item.casefold(), say(_word(item)).casefold()


def _read_item(kind: str, value: str) -> Any:
    if kind == "texts":
        return _unescape(value)
    first, second = _parts(value)
    if kind == "sourced":
        return SourcedText(first, second)
    if kind == "references":
        name, colon, target = first.partition("=")
        return CrossReference(target.strip(), name.strip(), second) if colon else CrossReference(first, label=second)
    element, _slash, name = first.partition("/")
    return DataCategory(element.strip(), name.strip(), second or "")


def _build(draft: _Draft, base: Concept) -> Concept:
    many: dict[str, Any] = {"definitions": (), "notes": (), "related": (), "other": ()}
    terms = [item for item in draft.terms if item[1]]  # a term without text is a line of the empty form
    langs = dict.fromkeys([section.lang for section in base.languages])
    langs.update(dict.fromkeys([*draft.sections, *(lang for lang, _text, _values in terms)]))
    homes = {(term.lang, term.text): section.lang for section in base.languages for term in section.terms}
    sections = []
    for lang in langs:
        mine = [item for item in terms if homes.get(item[:2], item[0]) == lang]
        old = next((section for section in base.languages if section.lang == lang), None)
        if mine or draft.sections.get(lang) or (old is not None and not old.terms):
            sections.append(_build_section(lang, old, mine, draft.sections.get(lang, {})))
    values: dict[str, Any] = {"status": base.status, "subject_field": None, "source": None, **many, **draft.concept}
    return replace(base, languages=tuple(sections), **values)


def _build_section(
    lang: str, old: LanguageSection | None, terms: list[tuple[str, str, dict[str, Any]]], values: dict[str, Any]
) -> LanguageSection:
    former = old.terms if old is not None else ()
    by_text = {(term.lang, term.text): term for term in former}
    built = []
    for position, (term_lang, text, fields) in enumerate(terms):
        known = by_text.get((term_lang, text))
        if known is None and len(former) == len(terms):  # a term was reworded: it keeps its id and transactions
            known = former[position]
        kept: dict[str, Any] = {} if known is None else {"id": known.id, "transactions": known.transactions}
        built.append(Term(text, term_lang, **kept, **fields))
    kept_section: dict[str, Any] = {} if old is None else {"transactions": old.transactions}
    return LanguageSection(lang, tuple(built), **kept_section, **values)


def _lines(
    owner: Concept | LanguageSection | Term, fields: list[_Field], say: Say, *, indent: str = "", suffix: str = ""
) -> Iterator[str]:
    for known in fields:
        value = getattr(owner, known.attribute)
        if value is None or value is False or value == ():
            continue
        if known.kind == "flag":
            shown = [say(_("yes"))]
        elif known.enum is not None:
            shown = [say(_word(value))]
        elif known.kind == "text":
            shown = [_escape(value)]
        else:
            shown = [_write_item(item) for item in value]
        for text in shown:
            yield f"{indent}{say(known.name)}{suffix}: {text}"


def _write_item(item: Any) -> str:
    if isinstance(item, str):
        return _escape(item)
    if isinstance(item, SourcedText):
        first, second = item.text, item.source
    elif isinstance(item, CrossReference):
        first, second = f"{item.kind}={item.target}", item.label
    else:
        first, second = f"{item.element}/{item.name}", item.value
    return _escape(first) if second is None else f"{_escape(first)} | {_escape(second)}"


def _find(fields: list[_Field], name: str, say: Say) -> _Field | None:
    wanted = name.casefold()
    return next((f for f in fields if wanted in (say(f.name).casefold(), str(f.name))), None)


def _word(value: Any) -> Message:
    if isinstance(value, Status):
        return status_word(value)
    return term_status_word(value) if isinstance(value, AdministrativeStatus) else grammar_word(value)


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n").replace("\r", "\\r")


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda match: _PLAIN.get(match[1], match[1]), text)


def _parts(value: str) -> tuple[str, str | None]:
    """The text before and after the first ``|`` that is not escaped."""
    found = _BAR.search(value)
    if found is None:
        return _unescape(value), None
    return _unescape(value[: found.end() - 1].strip()), _unescape(value[found.end() :].strip()) or None
