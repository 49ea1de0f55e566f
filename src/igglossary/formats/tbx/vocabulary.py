"""Data categories of TBX: what they are called in each version, where they may stand, what they may say.

Sources: ISO 30042:2019 and the TBX-Basic 1.2.1 module (DCA and DCT), ISO 30042:2008 and the XCS of TBX-Basic (v2).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from igglossary.concept_fields import fields_of
from igglossary.model import (
    AdministrativeStatus,
    Concept,
    Gender,
    GrammaticalNumber,
    LanguageSection,
    PartOfSpeech,
    Register,
    Term,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

CORE: Final = "urn:iso:std:iso:30042:ed-2"
MIN: Final = "http://www.tbxinfo.net/ns/min"
BASIC: Final = "http://www.tbxinfo.net/ns/basic"
CONCEPT, LANGUAGE, TERM = "concept", "language", "term"


@dataclass(frozen=True, slots=True)
class Category:
    """One data category of TBX-Basic: its meta element, its module, the levels where v3 allows it, its values."""

    element: str
    module: str
    levels: frozenset[str]
    values: frozenset[str] | None = None
    """In v3; None for free text."""
    v2_values: frozenset[str] | None = None


_EVERYWHERE: Final = frozenset({CONCEPT, LANGUAGE, TERM})
_TERM: Final = frozenset({TERM})
_STATUSES: Final = frozenset(f"{status}Term-admn-sts" for status in AdministrativeStatus)
_GENDERS: Final = frozenset({"masculine", "feminine", "neuter", "other"})
_PARTS: Final = frozenset({"noun", "verb", "adjective", "adverb", "other"})
_TYPES: Final = frozenset({"fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"})
_LOCATIONS: Final = frozenset(
    {
        "checkBox",
        "comboBox",
        "comboBoxElement",
        "dialogBox",
        "groupBox",
        "informativeMessage",
        "interactiveMessage",
        "menuItem",
        "progressBar",
        "pushButton",
        "radioButton",
        "slider",
        "spinBox",
        "tab",
        "tableText",
        "textBox",
        "toolTip",
        "user-definedType",
    }
)
BASIC_CATEGORIES: Final[Mapping[str, Category]] = {
    "subjectField": Category("descrip", "min", frozenset({CONCEPT})),
    "definition": Category("descrip", "basic", frozenset({CONCEPT, LANGUAGE})),
    "context": Category("descrip", "basic", _TERM),
    "source": Category("admin", "basic", _EVERYWHERE),
    "customerSubset": Category("admin", "min", frozenset({CONCEPT, TERM})),
    "projectSubset": Category("admin", "basic", frozenset({CONCEPT, TERM})),
    "administrativeStatus": Category("termNote", "min", _TERM, _STATUSES, _STATUSES),
    "partOfSpeech": Category("termNote", "min", _TERM, _PARTS, _PARTS | {"properNoun"}),
    "grammaticalGender": Category("termNote", "basic", _TERM, _GENDERS, _GENDERS),
    "termType": Category("termNote", "basic", _TERM, _TYPES, _TYPES),
    "termLocation": Category("termNote", "basic", _TERM, _LOCATIONS, None),
    "geographicalUsage": Category("termNote", "basic", _TERM),
    "transactionType": Category("transac", "basic", _EVERYWHERE, frozenset({"origination", "modification"})),
    "responsibility": Category("transacNote", "basic", _EVERYWHERE),
    "crossReference": Category("ref", "basic", frozenset({CONCEPT, TERM})),
    "externalCrossReference": Category("xref", "min", _EVERYWHERE),
    "xGraphic": Category("xref", "basic", frozenset({CONCEPT, LANGUAGE})),
}
MODULES: Final = {"min": MIN, "basic": BASIC}

META_ELEMENTS: Final = frozenset(
    {"descrip", "termNote", "admin", "ref", "xref", "transac", "transacNote", "adminNote", "descripNote"}
)
"""Elements of the DCA style, whose ``type`` is the data category."""
DCT_ELEMENTS: Final[Mapping[str, str]] = {
    **{name: category.element for name, category in BASIC_CATEGORIES.items()},
    "grammaticalNumber": "termNote",
    "register": "termNote",
    "frequency": "termNote",
    "termProvenance": "termNote",
    "usageNote": "termNote",
    "transferComment": "termNote",
    "animacy": "termNote",
    "termStatus": "termNote",
    "normativeAuthorization": "termNote",
    "reliabilityCode": "descrip",
    "explanation": "descrip",
    "example": "descrip",
    "antonymConcept": "descrip",
    "relatedConcept": "descrip",
    "broaderConceptGeneric": "descrip",
    "subordinateConceptGeneric": "descrip",
    "superordinateConceptGeneric": "descrip",
    "usageCount": "transacNote",
    "customer": "admin",
    "xSource": "xref",
    "xAudio": "xref",
    "xVideo": "xref",
}
"""Data categories as element names (DCT, TBX-Min 2013) → their meta element; unknown ones count as ``descrip``."""

ENTRY_ELEMENTS: Final = frozenset({"termEntry", "conceptEntry", "entry"})
LANGUAGE_ELEMENTS: Final = frozenset({"langSet", "langSec", "langGroup"})
TERM_ELEMENTS: Final = frozenset({"tig", "ntig", "termSec", "termGroup"})

ADMINISTRATIVE_STATUS: Final[Mapping[str, AdministrativeStatus]] = {
    "preferred": AdministrativeStatus.PREFERRED,
    "admitted": AdministrativeStatus.ADMITTED,
    "deprecated": AdministrativeStatus.DEPRECATED,
    "notrecommended": AdministrativeStatus.DEPRECATED,  # display names of the XCS and of TBX-Min 2013
    "superseded": AdministrativeStatus.SUPERSEDED,
    "obsolete": AdministrativeStatus.SUPERSEDED,
}
"""By ``status_key``."""
_VALUES: Final[Mapping[type[StrEnum], Mapping[str, StrEnum]]] = {
    AdministrativeStatus: ADMINISTRATIVE_STATUS,
    Gender: {"other": Gender.OTHER},
    GrammaticalNumber: {"other": GrammaticalNumber.OTHER},
    Register: {f"{value}register": value for value in Register},  # of TBX-Default: neutralRegister
}
"""What is written for a value, beside its own name."""


def value_of(kind: type[StrEnum], written: str) -> StrEnum | None:
    """The value that a data category says; None if the model has no such value."""
    word = status_key(written) if kind is AdministrativeStatus else written.strip().casefold()
    own = next((value for value in kind if value.value.casefold() == word), None)
    return own if own is not None else _VALUES.get(kind, {}).get(word)


def written_value(value: str) -> str:
    """A value as TBX-Basic writes it; free text is written as it is."""
    if isinstance(value, AdministrativeStatus):
        return f"{value}Term-admn-sts"
    return "other" if value is Gender.OTHER else str(value)


def nearest(value: str) -> str:
    """What other tools are told where TBX-Basic does not have a value: v3 has no proper nouns (ISO 30042:2019)."""
    return "noun" if value is PartOfSpeech.PROPER_NOUN else "other"


FACTS: Final = "https://igglossary.invalid/tbx#"
"""Target of the cross-references that hold what TBX-Basic has no data category for: with the key behind it, the text is
the value. Tools show notes to people and pass such references over; ``.invalid`` is nobody's (RFC 2606)."""
NOTE: Final = "igglossary: "
"""A note that begins so held a fact in former files: ``igglossary: KEY: VALUE``."""
KEYS: Final = frozenset(
    {"note", "time", *(each.note for kind in (Concept, LanguageSection, Term) for each in fields_of(kind) if each.note)}
)
_OF_THE_PROGRAM: Final = frozenset(
    {"category", "language", "note", "provenance", "reference", "term id", "time", "transaction"}
)


def is_key(key: str) -> bool:
    """True for the key of a fact; some have a number behind them."""
    return key in KEYS or key.partition(" ")[0] in KEYS


def target_of(key: str) -> str:
    """The target of the cross-reference that holds a fact."""
    return FACTS + key.replace(" ", "_")


def key_of(target: str) -> str | None:
    """The key of the fact that a cross-reference with this target holds; None if it holds none."""
    key = target.removeprefix(FACTS).replace("_", " ")
    return key if target.startswith(FACTS) and is_key(key) else None


def in_words(key: str, value: str) -> str | None:
    """A fact as a note for people (``Use instead: Netz``); None for what concerns the program alone."""
    if key in _OF_THE_PROGRAM or key.partition(" ")[0] in _OF_THE_PROGRAM:
        return None
    label = key[:1].upper() + key[1:]
    return label if value.startswith("yes") else f"{label}: {value}"


_NCNAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*\Z")
_OURS = re.compile(r"igg\d*\.")
_CODED = re.compile(r"\.([0-9a-f]{6})")
_PLAIN = re.compile(r"[^A-Za-z0-9_-]")


def status_key(written: str) -> str:
    """``deprecatedTerm-admn-sts``, ``deprecatedTerm``, ``Deprecated`` → ``deprecated``."""
    return written.strip().casefold().removesuffix("-admn-sts").removesuffix("term")


def xml_id(name: str, copy: int = 1) -> str:
    """An id that XML accepts (NCName) for any string, another one for each copy; ``original_id`` gives it back."""
    if copy == 1 and _NCNAME.match(name) and not _OURS.match(name):
        return name
    prefix = "igg." if copy == 1 else f"igg{copy}."
    return prefix + _PLAIN.sub(lambda match: f".{ord(match.group()):06x}", name)


def original_id(written: str) -> str:
    """The string that ``xml_id`` made an id of."""
    prefix = _OURS.match(written)
    if prefix is None:
        return written
    try:
        return _CODED.sub(lambda match: chr(int(match.group(1), 16)), written[prefix.end() :])
    except ValueError:  # beyond Unicode: not ours after all
        return written


def person_id(number: int) -> str:
    """The id of a person of the back matter; no ``xml_id`` looks like it."""
    return f"igg.person.{number}"
