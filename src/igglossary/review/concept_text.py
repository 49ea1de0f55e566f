r"""A concept as a short text that a person edits: one ``field: value`` a line, terms under their language.

    subject field: Hafenbau
    definition de: Bauwerk, das einen Hafen schützt. | Hafenlexikon
    de: Mole
      status: preferred
      gender: feminine
    en: mole

Every field that ``concept_fields`` has a label for can be written; what only the program writes (ids, transactions,
provenance) is kept from the concept that was opened. Names of fields and values are the reader's (``say``) or English.
``|`` parts a text from its source; a newline, a backslash and a ``|`` inside a value are written ``\n``, ``\\`` and
``\|``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from igglossary.concept_fields import WORDS, Field, Shape, contents_of, read_item, write_item
from igglossary.messages import NOTHING, Message, _
from igglossary.model import (
    AdministrativeStatus,
    Attestation,
    Collocation,
    Concept,
    CrossReference,
    DataCategory,
    LanguageSection,
    SourcedText,
    Term,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Say = Callable[[Message], str]
    Values = dict[str, Any]

V = TypeVar("V", Concept, LanguageSection, Term)
_LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PLAIN = {"n": "\n", "r": "\r"}
_BAR = re.compile(r"(?<!\\)(?:\\\\)*\|")
_UNSAID: tuple[object, ...] = (None, False, ())
_YES = ("yes", "ja", "true", "1", "x")


def _editable(kind: type) -> tuple[Field, ...]:
    return tuple(each for each in contents_of(kind) if each.label)


def write_concept(concept: Concept, say: Say) -> str:
    """The text of a concept; fields without a value are left out."""
    lines = list(_lines(concept, say))
    for section in concept.languages:
        lines += _lines(section, say, suffix=f" {section.lang}")
    for section in concept.languages:
        for term in section.terms:
            lines += ["", f"{term.lang}: {_escape(term.text)}"]
            lines += _lines(term, say, indent="  ")
    return "\n".join(lines).strip("\n") + "\n"


def template(concept: Concept, say: Say) -> str:
    """The text of an empty concept with the fields that are filled most often."""
    status, definition, subject = (say(word) for word in (_("status"), _("definition"), _("subject field")))
    definitions = "\n".join(f"{definition} {lang}: " for lang in ("de", "en"))
    preferred = say(WORDS[AdministrativeStatus.PREFERRED])
    terms = "\n\n".join(f"{lang}: \n  {status}: {preferred}" for lang in ("de", "en"))
    return f"{status}: {say(WORDS[concept.status])}\n{subject}: \n{definitions}\n\n{terms}\n"


def field_names() -> tuple[tuple[Message, ...], tuple[Message, ...]]:
    """The names of the concept's and of a term's fields, for help."""
    return tuple(each.label for each in _editable(Concept)), tuple(each.label for each in _editable(Term))


@dataclass(slots=True)
class _Draft:
    concept: Values = field(default_factory=dict)
    sections: dict[str, Values] = field(default_factory=dict)
    terms: list[tuple[str, str, Values]] = field(default_factory=list)
    problems: list[Message] = field(default_factory=list)


def read_concept(text: str, base: Concept, say: Say) -> tuple[Concept, tuple[Message, ...]]:
    """The concept that a text describes, with the ids and transactions of ``base``, and what could not be read.

    Problems name the 1-based line; the concept then holds everything else.
    """
    draft = _Draft()
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            name, colon, value = line.partition(":")
            problem = _take(draft, name, value.strip(), say) if colon else _("no “field: value”.")
            if problem:
                draft.problems.append(_("Line {n}: {problem}").format(n=number, problem=problem))
    return _build(draft, base), tuple(draft.problems)


def _take(draft: _Draft, name: str, value: str, say: Say) -> Message:
    """Put one line into the draft; returns what is wrong with it."""
    is_indented, name = name[:1].isspace(), name.strip()
    if is_indented:
        if not draft.terms:
            return _("an indented field belongs to a term above it; there is none.")
        return _set(draft.terms[-1][2], Term, name, value, say)
    if _find(Concept, name, say) is not None:
        return _set(draft.concept, Concept, name, value, say)
    if _LANG.fullmatch(name):
        draft.terms.append((name, _unescape(value), {}))
        return NOTHING
    base, _space, lang = name.rpartition(" ")
    if base and _LANG.fullmatch(lang):
        return _set(draft.sections.setdefault(lang, {}), LanguageSection, base, value, say)
    return _unknown(name, Concept)


def _set(values: Values, kind: type, name: str, value: str, say: Say) -> Message:
    """Set one field; returns what is wrong with its name or value."""
    known = _find(kind, name, say)
    if known is None:
        return _unknown(name, kind)
    if not value:
        return NOTHING
    found = _read_value(known, value, say)
    if found is None:
        return _no_value(known, value)
    values[known.name] = (*values.get(known.name, ()), found) if known.is_many else found
    return NOTHING


def _find(kind: type, name: str, say: Say) -> Field | None:
    wanted = name.casefold()
    return next((each for each in _editable(kind) if wanted in _spellings(each.label, say)), None)


def _spellings(word: Message, say: Say) -> tuple[str, str]:
    return say(word).casefold(), str(word).casefold()


def _unknown(name: str, kind: type) -> Message:
    names = tuple(each.label for each in _editable(kind))
    return _("there is no field “{name}”; there are: {names}.").format(name=name, names=names)


def _no_value(known: Field, value: str) -> Message:
    if known.values is not None:
        words = tuple(WORDS[item] for item in known.values)
        return _("“{value}” is none of: {values}.").format(value=value, values=words)
    patterns = {Shape.COLLOCATIONS: "de: … = en: …", Shape.ATTESTATIONS: "UN; A/RES/70/125; 2015-12-16"}
    return _("“{value}” is not written as “{pattern}”.").format(value=value, pattern=patterns[known.shape])


def _read_value(known: Field, value: str, say: Say) -> Any:
    """The value of a field, or one of several; None if it is none."""
    if known.values is not None:
        return next((item for item in known.values if value.casefold() in _names(item, say)), None)
    if known.shape is Shape.FLAG:
        return value.casefold() in _YES
    if known.shape in (Shape.TEXT, Shape.TEXTS):
        return _unescape(value)
    if known.shape in (Shape.COLLOCATIONS, Shape.ATTESTATIONS):
        return read_item(known.shape, _unescape(value))
    first, second = _parts(value)
    if known.shape is Shape.SOURCED:
        return SourcedText(first, second)
    if known.shape is Shape.REFERENCES:
        name, equals, target = first.partition("=")
        return CrossReference(target.strip(), name.strip(), second) if equals else CrossReference(first, label=second)
    element, _slash, name = first.partition("/")
    return DataCategory(element.strip(), name.strip(), second or "")


def _names(item: StrEnum, say: Say) -> tuple[str, ...]:
    """How a value may be written: as it is stored, or by its word."""
    return item.value.casefold(), *_spellings(WORDS[item], say)


def _build(draft: _Draft, base: Concept) -> Concept:
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
    values = {"status": base.status, **draft.concept}  # a text without a status does not decide
    return replace(_edited(base, values), languages=tuple(sections))


def _build_section(
    lang: str, old: LanguageSection | None, terms: list[tuple[str, str, Values]], values: Values
) -> LanguageSection:
    former = old.terms if old is not None else ()
    by_text = {(term.lang, term.text): term for term in former}
    built = []
    for position, (term_lang, text, fields) in enumerate(terms):
        known = by_text.get((term_lang, text))
        if known is None and len(former) == len(terms):  # a term was reworded: it keeps its id and transactions
            known = former[position]
        built.append(replace(_edited(known or Term(text, term_lang), fields), text=text, lang=term_lang))
    return replace(_edited(old or LanguageSection(lang), values), terms=tuple(built))


def _edited(base: V, values: Values) -> V:
    """The value with what was written in the fields that can be edited, and with everything else as it was."""
    return replace(base, **{each.name: values.get(each.name, each.default) for each in _editable(type(base))})


def _lines(owner: Concept | LanguageSection | Term, say: Say, *, indent: str = "", suffix: str = "") -> Iterator[str]:
    for each in _editable(type(owner)):
        value = getattr(owner, each.name)
        if value not in _UNSAID:
            for item in value if each.is_many else (value,):
                yield f"{indent}{say(each.label)}{suffix}: {_write_item(item, say)}"


def _write_item(item: Any, say: Say) -> str:
    if item is True:
        return say(_("yes"))
    if isinstance(item, str):
        return say(WORDS[item]) if isinstance(item, StrEnum) else _escape(item)
    if isinstance(item, (Collocation, Attestation)):
        return _escape(write_item(item))
    if isinstance(item, SourcedText):
        first, second = item.text, item.source
    elif isinstance(item, CrossReference):
        first, second = f"{item.kind}={item.target}", item.label
    else:
        first, second = f"{item.element}/{item.name}", item.value
    return _escape(first) if second is None else f"{_escape(first)} | {_escape(second)}"


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
