"""Values in the cells of a table: lists, yes and no, picklists, and text that a spreadsheet would run as a formula."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar, cast

from igglossary.concept_fields import WORDS
from igglossary.model import (
    AdministrativeStatus,
    Gender,
    GrammaticalNumber,
    PartOfSpeech,
    Register,
    Reliability,
    Status,
    TermKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from enum import StrEnum

E = TypeVar("E", bound="StrEnum")

LONGEST_LIST: Final = 100_000
"""Characters of a cell that is taken apart; longer ones stay whole, so that no crafted cell costs quadratic time."""

_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_DEFUSED = re.compile(r"'+[=+\-@\t\r＝＋－＠]")
_ITEM = re.compile(r"\s*\"((?:[^\"]|\"\")*)\"\s*(?=[|;]|\Z)|([^|;]*)")
_BAR_ITEM = re.compile(r"\s*\"((?:[^\"]|\"\")*)\"\s*(?=[|]|\Z)|([^|]*)")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

YES: Final = frozenset({"yes", "y", "true", "1", "x", "ja", "j", "wahr", "✓", "forbidden", "verboten"})
NO: Final = frozenset({"", "no", "n", "false", "0", "nein", "falsch", "-"})

_PARTS_OF_SPEECH: Final = {
    "n": PartOfSpeech.NOUN, "noun": PartOfSpeech.NOUN, "substantiv": PartOfSpeech.NOUN, "nomen": PartOfSpeech.NOUN,
    "subst": PartOfSpeech.NOUN, "hauptwort": PartOfSpeech.NOUN, "s": PartOfSpeech.NOUN,
    "v": PartOfSpeech.VERB, "verb": PartOfSpeech.VERB, "vb": PartOfSpeech.VERB, "zeitwort": PartOfSpeech.VERB,
    "adj": PartOfSpeech.ADJECTIVE, "adjective": PartOfSpeech.ADJECTIVE, "adjektiv": PartOfSpeech.ADJECTIVE,
    "eigenschaftswort": PartOfSpeech.ADJECTIVE,
    "adv": PartOfSpeech.ADVERB, "adverb": PartOfSpeech.ADVERB,
    "propernoun": PartOfSpeech.PROPER_NOUN, "proper noun": PartOfSpeech.PROPER_NOUN,
    "eigenname": PartOfSpeech.PROPER_NOUN, "name": PartOfSpeech.PROPER_NOUN,
    "other": PartOfSpeech.OTHER, "sonstiges": PartOfSpeech.OTHER, "andere": PartOfSpeech.OTHER,
}  # fmt: skip
_GENDERS: Final = {
    "m": Gender.MASCULINE, "masc": Gender.MASCULINE, "mask": Gender.MASCULINE, "masculine": Gender.MASCULINE,
    "maskulin": Gender.MASCULINE, "maskulinum": Gender.MASCULINE, "der": Gender.MASCULINE,
    "männlich": Gender.MASCULINE,
    "f": Gender.FEMININE, "fem": Gender.FEMININE, "feminine": Gender.FEMININE, "feminin": Gender.FEMININE,
    "femininum": Gender.FEMININE, "die": Gender.FEMININE, "weiblich": Gender.FEMININE,
    "n": Gender.NEUTER, "neut": Gender.NEUTER, "neuter": Gender.NEUTER, "neutrum": Gender.NEUTER,
    "das": Gender.NEUTER, "neutral": Gender.NEUTER, "sächlich": Gender.NEUTER,
    "othergender": Gender.OTHER, "other": Gender.OTHER,
}  # fmt: skip
_NUMBERS: Final = {
    "sg": GrammaticalNumber.SINGULAR, "sing": GrammaticalNumber.SINGULAR, "singular": GrammaticalNumber.SINGULAR,
    "einzahl": GrammaticalNumber.SINGULAR,
    "pl": GrammaticalNumber.PLURAL, "plural": GrammaticalNumber.PLURAL, "mehrzahl": GrammaticalNumber.PLURAL,
    "dual": GrammaticalNumber.DUAL, "mass": GrammaticalNumber.MASS, "uncountable": GrammaticalNumber.MASS,
    "othernumber": GrammaticalNumber.OTHER, "other": GrammaticalNumber.OTHER,
}  # fmt: skip
_KINDS: Final = {
    "fullform": TermKind.FULL_FORM, "full form": TermKind.FULL_FORM, "vollform": TermKind.FULL_FORM,
    "abbreviation": TermKind.ABBREVIATION, "abkürzung": TermKind.ABBREVIATION, "kurzform": TermKind.ABBREVIATION,
    "short form": TermKind.ABBREVIATION, "abk": TermKind.ABBREVIATION,
    "acronym": TermKind.ACRONYM, "akronym": TermKind.ACRONYM, "initialwort": TermKind.ACRONYM,
    "variant": TermKind.VARIANT, "variante": TermKind.VARIANT, "schreibvariante": TermKind.VARIANT,
    "phrase": TermKind.PHRASE, "wendung": TermKind.PHRASE, "phraseologism": TermKind.PHRASE,
}  # fmt: skip
_REGISTERS: Final = {
    "neutralregister": Register.NEUTRAL, "stilistisch neutral": Register.NEUTRAL, "standard": Register.NEUTRAL,
    "standardsprachlich": Register.NEUTRAL,
    "formell": Register.FORMAL, "förmlich": Register.FORMAL, "gehoben": Register.FORMAL, "amtlich": Register.FORMAL,
    "official": Register.FORMAL, "amtssprachlich": Register.FORMAL,
    "technicalregister": Register.TECHNICAL, "fachsprachlich": Register.TECHNICAL, "fachsprache": Register.TECHNICAL,
    "colloquialregister": Register.COLLOQUIAL, "informal": Register.COLLOQUIAL, "ugs": Register.COLLOQUIAL,
    "umgangssprachlich": Register.COLLOQUIAL, "umgangssprache": Register.COLLOQUIAL,
}  # fmt: skip
_RELIABILITIES: Final = {
    "reliability not verified": Reliability.UNVERIFIED, "nicht geprüft": Reliability.UNVERIFIED,
    "ungeprüft": Reliability.UNVERIFIED, "mindestzuverlässigkeit": Reliability.MINIMUM,
    "zuverlässig": Reliability.RELIABLE, "sehr zuverlässig": Reliability.VERY_RELIABLE,
    "★": Reliability.UNVERIFIED, "★★": Reliability.MINIMUM, "★★★": Reliability.RELIABLE,
    "★★★★": Reliability.VERY_RELIABLE,
}  # fmt: skip
_TERM_STATUS: Final = {
    "preferred": AdministrativeStatus.PREFERRED, "preferredterm-admn-sts": AdministrativeStatus.PREFERRED,
    "bevorzugt": AdministrativeStatus.PREFERRED, "vorzugsbenennung": AdministrativeStatus.PREFERRED,
    "admitted": AdministrativeStatus.ADMITTED, "admittedterm-admn-sts": AdministrativeStatus.ADMITTED,
    "zugelassen": AdministrativeStatus.ADMITTED, "erlaubt": AdministrativeStatus.ADMITTED,
    "provisional": AdministrativeStatus.ADMITTED,
    "deprecated": AdministrativeStatus.DEPRECATED, "deprecatedterm-admn-sts": AdministrativeStatus.DEPRECATED,
    "notrecommended": AdministrativeStatus.DEPRECATED, "not recommended": AdministrativeStatus.DEPRECATED,
    "abgelehnt": AdministrativeStatus.DEPRECATED, "nicht empfohlen": AdministrativeStatus.DEPRECATED,
    "veraltet": AdministrativeStatus.DEPRECATED, "non-standard": AdministrativeStatus.DEPRECATED,
    "superseded": AdministrativeStatus.SUPERSEDED, "supersededterm-admn-sts": AdministrativeStatus.SUPERSEDED,
    "obsolete": AdministrativeStatus.SUPERSEDED, "ersetzt": AdministrativeStatus.SUPERSEDED,
}  # fmt: skip
_REVIEW_STATUS: Final = {
    "candidate": Status.CANDIDATE, "kandidat": Status.CANDIDATE, "new": Status.CANDIDATE, "neu": Status.CANDIDATE,
    "proposed": Status.CANDIDATE, "vorgeschlagen": Status.CANDIDATE, "vorschlag": Status.CANDIDATE,
    "approved": Status.APPROVED, "angenommen": Status.APPROVED, "freigegeben": Status.APPROVED,
    "final": Status.APPROVED, "geprüft": Status.APPROVED,
    **dict.fromkeys(
        (
            "draft", "entwurf", "in bearbeitung", "in arbeit", "in progress", "work in progress", "wip", "pending",
            "offen", "open", "ausstehend", "unklar", "ungeprüft", "unreviewed", "not reviewed", "nicht geprüft",
            "unbestätigt", "unconfirmed", "to be reviewed", "to review", "needs review", "zu prüfen", "prüfen",
            "in review", "in prüfung", "under review", "vorläufig", "suggested", "suggestion", "to do", "todo",
            "tbd", "translated", "übersetzt", "working", "in process", "nicht freigegeben", "not approved",
        ),
        Status.CANDIDATE,
    ),
    **dict.fromkeys(
        (
            "genehmigt", "bestätigt", "confirmed", "validated", "validiert", "verified", "released", "published",
            "veröffentlicht", "abgeschlossen", "fertig", "done", "complete", "completed", "finished", "accepted",
            "akzeptiert", "reviewed", "signed off", "gültig", "valid", "verbindlich", "final (publish)", "ok",
            "okay", "abgenommen", "abgestimmt",
        ),
        Status.APPROVED,
    ),
    **dict.fromkeys(
        (
            "rejected", "abgelehnt", "zurückgewiesen", "verworfen", "declined", "refused", "invalid", "ungültig",
            "withdrawn", "zurückgezogen", "not accepted", "nicht akzeptiert", "nicht angenommen", "gestrichen",
        ),
        Status.REJECTED,
    ),
    "deferred": Status.DEFERRED, "zurückgestellt": Status.DEFERRED,
}  # fmt: skip
_PICKLISTS: Final[Mapping[type[StrEnum], Mapping[str, StrEnum]]] = {
    PartOfSpeech: _PARTS_OF_SPEECH,
    Gender: _GENDERS,
    GrammaticalNumber: _NUMBERS,
    TermKind: _KINDS,
    Register: _REGISTERS,
    Reliability: _RELIABILITIES,
    AdministrativeStatus: _TERM_STATUS,
    Status: _REVIEW_STATUS,
}


_PROHIBITIONS: Final = frozenset({
    "forbidden", "verboten", "do not use", "nicht verwenden", "nicht benutzen", "untersagt", "prohibited", "unzulässig",
    "gesperrt", "blacklisted",
})  # fmt: skip


def split_list(cell: str, *, bars_only: bool = False, quotes: bool = True) -> list[str]:
    """The items of a cell, trimmed. ``|`` and ``;`` separate them; an item in double quotes is taken as it stands.

    Args:
        cell: The text of the cell.
        bars_only: Only ``|`` separates (definitions and notes contain semicolons of their own).
        quotes: Quotation marks are always ours to take off; otherwise only around an item with a separator in it,
            because other programs quote words that are meant to be quoted.
    """
    return [item or "" for item in split_optional(cell, bars_only=bars_only, quotes=quotes)]


def split_optional(cell: str, *, bars_only: bool = False, quotes: bool = True) -> list[str | None]:
    """As ``split_list``, but an item of which nothing stands there is None; ``""`` in quotes is the empty string."""
    separators, pattern = ("|", _BAR_ITEM) if bars_only else ("|;", _ITEM)
    marks = separators + ('"' if quotes else "")
    if len(cell) > LONGEST_LIST or not any(mark in cell for mark in marks):
        return [cell.strip() or None]
    items: list[str | None] = []
    at = 0
    while at <= len(cell):
        match = pattern.match(cell, at)
        assert match is not None  # the second branch matches the empty string
        items.append(_item(match, separators, quotes=quotes))
        at = match.end() + 1
    return items


def _item(match: re.Match[str], separators: str, *, quotes: bool) -> str | None:
    """One item: without its quotation marks if they are ours, else as it stands."""
    quoted = match.group(1)
    if quoted is not None and (quotes or any(mark in quoted for mark in separators)):
        return str(quoted.replace('""', '"'))
    return match.group().strip() or None


def join_list(items: Iterable[str | None], *, bars_only: bool = False) -> str:
    """The inverse of ``split_list``: items with `` | `` between them, quoted where they would not come back.

    None is an empty item, the empty string ``""``. No items, and only Nones, give the empty cell.
    """
    items = list(items)
    if all(item is None for item in items):
        return ""
    return " | ".join("" if item is None else _quoted(item, bars_only=bars_only) for item in items)


def _quoted(item: str, *, bars_only: bool) -> str:
    if item and item == item.strip() and '"' not in item and "|" not in item and (bars_only or ";" not in item):
        return item
    return '"' + item.replace('"', '""') + '"'


def defuse(cell: str) -> str:
    """The cell with an apostrophe before it if a spreadsheet would take it for a formula (OWASP, CSV Injection).

    ``arm`` takes exactly these apostrophes off again; a text that already has them gets one more.
    """
    return "'" + cell if _FORMULA.match(cell) else cell


def arm(cell: str) -> str:
    """The inverse of ``defuse``."""
    return cell[1:] if _DEFUSED.match(cell) else cell


def without_controls(text: str) -> str:
    """The text without the characters that no table and no XML can hold (C0 but tab and line ends, U+FFFE, U+FFFF)."""
    return _NO_TEXT.sub("", text) if _NO_TEXT.search(text) else text


def truth(cell: str) -> bool | None:
    """Yes or no in English and German; None if it is neither."""
    word = cell.strip().casefold()
    return True if word in YES else False if word in NO else None


def pick(values: type[E], cell: str) -> E | None:
    """The value of an enumeration by its word in English or German, or a common abbreviation; None if unknown."""
    return _words_of(values).get(cell.strip().rstrip(".").casefold())


@lru_cache(maxsize=16)
def _words_of(values: type[E]) -> Mapping[str, E]:
    """What a cell may say for each value: its own name, the program's English word, and what people write."""
    own = {str(word).casefold(): value for value in values for word in (value.value, WORDS[value])}
    return {**own, **cast("Mapping[str, E]", _PICKLISTS[values])}


def is_prohibition(cell: str) -> bool:
    """True for a status that says that a term must not be used."""
    return cell.strip().rstrip(".").casefold() in _PROHIBITIONS
