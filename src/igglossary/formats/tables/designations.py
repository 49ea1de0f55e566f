"""What people write into the cell of a term beside the term: article, gender, variants, the short form in brackets."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from igglossary.formats.tables import cells
from igglossary.model import Gender, GrammaticalNumber, PartOfSpeech, TermKind
from igglossary.text.languages import is_same_language

if TYPE_CHECKING:
    from collections.abc import Mapping


class Designation(NamedTuple):
    """A term of a cell, and the arguments of ``Term`` that the cell says of it."""

    text: str
    facts: Mapping[str, Any] = MappingProxyType({})


_LONGEST: Final = 200
"""Characters of a cell that is taken apart; a longer one is no designation."""
_ARTICLE: Final = re.compile(r"(?P<term>.*\w), ?(?P<mark>der|die|das)", re.IGNORECASE)
_GENDER: Final = re.compile(r"(?P<term>.*[\w)]),? ?[(\[](?P<mark>m|f|n|mask|masc|fem|neut|pl|sg|sing)\.?[)\]]")
_CLASS: Final = re.compile(r"(?P<term>.*[\w)]) ?[(\[](?P<mark>n|v|adj|adv)\.?[)\]]")
"""``tenant (n.)``: outside of German an n is a noun."""
_LETTER: Final = re.compile(r"(?P<term>.*\w),? (?P<mark>[mfn])\.?")
_SHORT: Final = re.compile(r"(?P<term>[^()]*\w) ?\((?P<short>[^()\s]{2,12})\)")
_FEMININE: Final = re.compile(r"(?P<term>(?:.* )?\w{3,})/-?(?P<ending>in|innen)")
_ALTERNATIVES: Final = re.compile(r" / ")
_NUMBERS: Final = {"pl": GrammaticalNumber.PLURAL, "sg": GrammaticalNumber.SINGULAR, "sing": GrammaticalNumber.SINGULAR}


def designations(cell: str, lang: str) -> list[Designation]:
    """The terms of a cell that holds one entry of a list.

    ``Küstenrat, der`` is *Küstenrat* with its gender, ``Seekabel / Unterseekabel`` two terms, ``Datenschutz-
    Grundverordnung (DSGVO)`` a term and its short form, ``Beobachter/in`` both forms. Articles and genders are German;
    in other languages a word class or gender in brackets is one. What has none of these forms is one term as it is.
    """
    if len(cell) > _LONGEST:
        return [Designation(cell)]
    parts = [part.strip() for part in _ALTERNATIVES.split(cell)]
    if len(parts) > 1 and all(parts):
        return [found for part in parts for found in designations(part, lang)]
    is_german = is_same_language(lang, "de")
    text, facts = _marked(cell, is_german=is_german)
    both = _FEMININE.fullmatch(text) if is_german else None
    if both is not None:
        return [Designation(both["term"], facts), Designation(both["term"] + both["ending"], facts)]
    return _with_short_form(text, facts)


def _with_short_form(text: str, facts: dict[str, Any]) -> list[Designation]:
    """A term and the short form in brackets behind it, if there is one."""
    found = _SHORT.fullmatch(text)
    if found is None or not _is_short_form(found["short"], found["term"]):
        return [Designation(text, facts)]
    kind = TermKind.ACRONYM if found["short"].isupper() else TermKind.ABBREVIATION
    return [Designation(found["term"], facts), Designation(found["short"], {"kind": kind})]


def _marked(cell: str, *, is_german: bool) -> tuple[str, dict[str, Any]]:
    """The cell without an article or a gender, and what they say."""
    for pattern in (_ARTICLE, _GENDER, _LETTER) if is_german else (_CLASS, _GENDER):
        found = pattern.fullmatch(cell)
        if found is None:
            continue
        mark = found["mark"].casefold()
        if pattern is _CLASS:
            return found["term"], {"part_of_speech": cells.pick(PartOfSpeech, mark)}
        gender = cells.pick(Gender, mark)
        if gender is not None:
            return found["term"], {"gender": gender}
        return found["term"], {"number": _NUMBERS[mark]}
    return cell, {}


def _is_short_form(short: str, term: str) -> bool:
    """True if letters of the short form begin words or parts of the term: *DSGVO*, *GDPR*, *IGF*."""
    capitals = sum(letter.isupper() for letter in short)
    return (
        capitals >= 2
        and capitals * 2 >= len(short)
        and len(term) > len(short)
        and short[0].casefold() in (letter.casefold() for letter in re.findall(r"\b\w", term))
    )
