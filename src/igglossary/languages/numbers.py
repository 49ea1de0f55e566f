"""Numbers of two segments compared across the ways in which their languages write them.

Every number is a set of readings: 1.500 is 1500 in German and may be 1.5 in a careless translation, 1,500 the other
way round. Day-month-year dates, ordinals, number words, month names, Roman numerals and *million/Mio.* are accepted on
the other side but never asked for: a translator may write *fünf* for 5, but need not write 5 for *five*.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from igglossary.languages import language

if TYPE_CHECKING:
    from igglossary.languages.facts import NumberRules

_NUMBER = re.compile(r"(?<![\d.,])\d+(?:[.,'’\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)*")
_DATE = re.compile(
    r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?!\d)|(?<!\d)(\d{1,4})([/-])(\d{1,2})\5(\d{1,4})(?!\d)"
)
_WORD = re.compile(r"[^\W\d_]+\.?")
_AFTERNOON = re.compile(r"(?<![^\W\d])[pP]\.?\s?[mM]\b")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?!\d)")
_IDIOM = re.compile(r"(?<!\d)24/7(?!\d)")
_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\.?\Z")
_LONGEST_NUMBER_WORD = 12  # letters: fünfundzwanzig and longer words are read before
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: ``text[start:end]``, its possible values (likeliest first) and the scale word after it."""

    start: int
    end: int
    surface: str
    readings: tuple[Decimal, ...]
    scale: int = 1

    def is_same(self, other: Number) -> bool:
        """True if one reading of both agrees; a scale word on one side only may belong to a number in full."""
        if any(one * self.scale == two * other.scale for one in self.readings for two in other.readings):
            return True
        return 1 in (self.scale, other.scale) and not set(self.readings).isdisjoint(other.readings)


def numbers(text: str, lang: str) -> list[Number]:
    """The numbers written in digits, in order; the parts of a date are numbers of their own."""
    rules = language(lang).number_rules
    text = _CLOCK.sub(r"\1.\2", _IDIOM.sub("    ", text))  # 14:30 is 14.30; the offsets stay
    dates = list(_DATE.finditer(text))
    found = [
        Number(date.start(group), date.end(group), date[group], _year(date[group]))
        for date in dates
        for group in (1, 2, 3, 4, 6, 7)
        if date[group] is not None
    ]
    found.extend(
        _number(match, text, rules)
        for match in _NUMBER.finditer(text)
        if not any(date.start() < match.end() and match.start() < date.end() for date in dates)
    )
    return sorted(found, key=lambda one: one.start)


def _year(digits: str) -> tuple[Decimal, ...]:
    """A part of a date; two digits may be the short form of a year."""
    value = Decimal(int(digits))
    return (value, value + 2000, value + 1900) if len(digits) == 2 else (value,)


def _number(match: re.Match[str], text: str, rules: NumberRules) -> Number:
    surface = match.group().rstrip(".,")
    end = match.start() + len(surface)
    readings = tuple(dict.fromkeys(_values(surface, rules.decimal)))
    return Number(match.start(), end, surface, readings, _scale_after(text, end, rules))


def _values(surface: str, decimal: str) -> list[Decimal]:
    """The readings of digits with separators: by the rules of the language, then the other way round."""
    group = "." if decimal == "," else ","
    plain = re.sub(r"['’\u00a0\u202f ]", "", surface)
    readings = []
    for point, thousands in ((decimal, group), (group, decimal)):
        candidate = plain.replace(thousands, "")
        if not re.fullmatch(
            rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})*(?:{re.escape(point)}\d+)?|\d+(?:{re.escape(point)}\d+)?",
            plain,
        ):
            continue
        try:
            readings.append(Decimal(candidate.replace(point, ".")).normalize())
        except InvalidOperation:
            continue
    return readings or [Decimal(int(re.sub(r"\D", "", plain)[:30]))]


def _scale_after(text: str, end: int, rules: NumberRules) -> int:
    word = re.match(r"[\s\u00a0-]{0,2}([^\W\d_]+)", text[end : end + 20])
    return rules.scales.get(word.group(1).lower(), 1) if word else 1


def spoken(text: str, lang: str) -> set[Decimal]:
    """Values that a text may mean without digits: number words, ordinals, months, Roman numerals; and their scales."""
    rules = language(lang).number_rules
    values: set[Decimal] = set()
    for match in _WORD.finditer(text):
        word = match.group().rstrip(".")
        value = _spoken_value(word, rules)
        if value is not None:
            values.update((Decimal(value), Decimal(value * _scale_after(text, match.end(), rules))))
    return values


def _spoken_value(word: str, rules: NumberRules) -> int | None:
    low = word.lower()
    value = rules.words.get(low) or _compound(low, rules)
    if value is None and _ROMAN.match(word):
        value = _roman(word)
    return rules.scales.get(low) if value is None else value


def _compound(low: str, rules: NumberRules) -> int | None:
    """*einundzwanzig*, *fünfzehnte*, *Zehnjahresplan*: the parts that the table knows."""
    words = rules.words
    unit, joint, ten = low.partition(rules.joint) if rules.joint else (low, "", "")
    if joint and unit in words and ten in words:
        return words[unit] + words[ten]
    stems = (low[: -len(ending)] for ending in rules.endings if low.endswith(ending))
    number = next((stem for stem in stems if stem in words), None) or _before_unit(low, rules)
    return None if number is None else words[number]


def _before_unit(low: str, rules: NumberRules) -> str | None:
    """The longest number word that a word begins with and a unit follows: *Zehnjahresplan*."""
    if not rules.units:
        return None
    beginnings = (low[:cut] for cut in range(min(_LONGEST_NUMBER_WORD, len(low)), 1, -1))
    return next((one for one in beginnings if one in rules.words and low.startswith(rules.units, len(one))), None)


def _roman(word: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in word]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))


def differing(source: str, source_lang: str, target: str, target_lang: str) -> tuple[list[Number], list[Number]]:
    """Numbers of the source that the target lacks, and the other way round. How often a number stands is not asked."""
    first, second = numbers(source, source_lang), numbers(target, target_lang)
    if not first and not second:
        return [], []
    shift = 12 if _AFTERNOON.search(source) or _AFTERNOON.search(target) else 0
    return (
        _missing(first, second, spoken(target, target_lang), shift),
        _missing(second, first, spoken(source, source_lang), shift),
    )


def _missing(wanted: list[Number], there: list[Number], words: set[Decimal], shift: int) -> list[Number]:
    """``shift``: hours between the clocks if one of the texts says p.m. (14:30, 2:30 p.m.)."""
    hours = {value + sign * shift for one in there for value in one.readings for sign in (1, -1)} if shift else set()
    return [
        one
        for one in wanted
        if not any(one.is_same(other) for other in there)
        and words.isdisjoint([*one.readings, *(value * one.scale for value in one.readings)])
        and hours.isdisjoint(one.readings)
    ]
