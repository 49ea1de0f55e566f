"""Numbers of two segments compared across the ways in which their languages write them.

Every number is a set of readings: 1.500 is 1500 in German and may be 1.5 in a careless translation, 1,500 the other
way round. Ordinals, number words, words for parts, Roman numerals and *million/Mio.* are accepted on the other side: a
translator may write *fünf* for 5, but need not write 5 for *five*. The month is asked for where a day or a year stands
beside it. Two number words that stand alone on their sides and contradict each other (*ten*, *elf*) are told, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from igglossary.languages import language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igglossary.languages.facts import NumberRules

_NUMBER = re.compile(r"(?<![\d.,])\d+(?:[.,'’\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)*")
_DATE = re.compile(
    r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?!\d)|(?<!\d)(\d{1,4})([/-])(\d{1,2})\5(\d{1,4})(?!\d)"
)
_WORD = re.compile(r"[^\W\d_]+\.?")
_AFTERNOON = re.compile(r"(?<![^\W\d])[pP]\.?\s?[mM]\b")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?!\d)")
_DECADE = re.compile(r"['’]?s\b|er\b")
_IDIOM = re.compile(r"(?<!\d)24/7(?!\d)")
_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\.?\Z")
_WRITTEN_DATE = re.compile(
    r"(?<!\d)(?:3[01]|[12]?\d)(?:\.|st|nd|rd|th)?\s(?:of\s)?([^\W\d_]{3,9})\b|(?<!\w)([^\W\d_]{3,9})\.?\s(?:[12]?\d|3[01]|\d{4})(?!\d)"
)
_PARTS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_LEAST_TOLD = 3  # one and two are articles, and said in many ways (both, pair, second)
_LONGEST_NUMBER_WORD = 12  # letters: fünfundzwanzig and longer words are read before
_LONGEST_JOINED = 60  # letters
_TENS = frozenset(range(20, 100, 10))
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
    found.extend(_months(text, rules))
    return sorted(found, key=lambda one: one.start)


def _months(text: str, rules: NumberRules) -> list[Number]:
    """The names of months that have a day or a year beside them; they are written with a capital letter."""
    found = []
    for match in _WRITTEN_DATE.finditer(text):
        word = match[match.lastindex or 0]
        if word[0].isupper() and word.lower() in rules.months:
            start, end = match.span(match.lastindex or 0)
            found.append(Number(start, end, word, (Decimal(rules.words[word.lower()]),)))
    return found


def _year(digits: str) -> tuple[Decimal, ...]:
    """A part of a date; two digits may be the short form of a year."""
    value = Decimal(int(digits))
    return (value, value + 2000, value + 1900) if len(digits) == 2 else (value,)


def _number(match: re.Match[str], text: str, rules: NumberRules) -> Number:
    surface = match.group().rstrip(".,")
    end = match.start() + len(surface)
    readings = tuple(dict.fromkeys(_values(surface, rules.decimal)))
    if text[end : end + 1] in _PARTS:
        readings = tuple(value + _PARTS[text[end]] for value in readings) + readings
    elif _DECADE.match(text, end) and not readings[0] % 10:
        readings += (readings[0] % 100,)  # the 1990s are the nineties
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
    for word, value, end in _number_words(text, rules):
        if value is not None:
            values.update((Decimal(value), Decimal(value * _scale_after(text, end, rules))))
        values.update(map(Decimal, rules.parts.get(word.lower(), ())))
    return values


def _number_words(text: str, rules: NumberRules) -> Iterator[tuple[str, int | None, int]]:
    """Each word with its value and its end; *twenty-five* is a third one behind its halves."""
    ten, ten_word, ten_end = 0, "", 0
    for match in _WORD.finditer(text):
        word = match.group().rstrip(".")
        value = _spoken_value(word, rules)
        yield word, value, match.end()
        if ten and value is not None and 0 < value < 10 and text[ten_end : match.start()] == "-":
            yield f"{ten_word}-{word}", ten + value, match.end()
        ten, ten_word, ten_end = (value if value in _TENS else 0) or 0, word, match.end()


def _spoken_value(word: str, rules: NumberRules) -> int | None:
    low = word.lower()
    value = rules.words.get(low) or _compound(low, rules)
    if value is None and _ROMAN.match(word):
        value = _roman(word)
    return rules.scales.get(low) if value is None else value


def _compound(low: str, rules: NumberRules) -> int | None:
    """*einundzwanzig*, *fünfzehnte*, *zweihundertfünf*, *Zehnjahresplan*: the parts that the table knows."""
    words = rules.words
    if rules.joint and (value := _joined(low, rules)) is not None:
        return value
    for ending in rules.endings:
        stem = low[: -len(ending)]
        if low.endswith(ending) and (value := words.get(stem) or (_joined(stem, rules) if rules.joint else None)):
            return value
    if rules.units:
        for cut in range(min(_LONGEST_NUMBER_WORD, len(low)), 1, -1):
            if low[:cut] in words and low.startswith(rules.units, cut):
                return words[low[:cut]]
    return None


def _joined(low: str, rules: NumberRules) -> int | None:
    """A number in one word: thousands, hundreds, unit and ten (*zweitausenddreihundertvierundfünfzig*)."""
    if len(low) > _LONGEST_JOINED or low in rules.words:
        return rules.words.get(low)
    for name, scale in sorted(rules.scales.items(), key=lambda each: -each[1]):
        left, found, right = low.partition(name)
        if found and scale in (100, 1000):
            times = 1 if not left else _joined(left, rules)
            rest = 0 if not right else _joined(right.removeprefix(rules.joint), rules)
            return None if times is None or rest is None or rest >= scale else times * scale + rest
    unit, joint, ten = low.partition(rules.joint)
    if joint and unit in rules.words and rules.words.get(ten) in _TENS:
        return rules.words[unit] + rules.words[ten]
    return None


def _roman(word: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in word]
    return sum(-one if one < following else one for one, following in zip(values, [*values[1:], 0], strict=True))


def differing(source: str, source_lang: str, target: str, target_lang: str) -> tuple[list[Number], list[Number]]:
    """Numbers of the source that the target lacks, and the other way round. How often a number stands is not asked."""
    first, second = numbers(source, source_lang), numbers(target, target_lang)
    if not first and not second:
        return _contradicting(source, source_lang, target, target_lang)
    shift = 12 if _AFTERNOON.search(source) or _AFTERNOON.search(target) else 0
    return (
        _missing(first, second, spoken(target, target_lang), shift),
        _missing(second, first, spoken(source, source_lang), shift),
    )


def _contradicting(source: str, source_lang: str, target: str, target_lang: str) -> tuple[list[Number], list[Number]]:
    """The only number word of the source and that of the target, if they cannot be the same number."""
    one, other = _only_word(source, source_lang), _only_word(target, target_lang)
    if one is None or other is None:
        return [], []
    is_said = {*spoken(target, target_lang)} & {*one.readings} or {*spoken(source, source_lang)} & {*other.readings}
    return ([], []) if is_said else ([one], [other])


def _only_word(text: str, lang: str) -> Number | None:
    """The only number word of a text, if it is sure to be one; None if there are more, or parts, or scales."""
    rules = language(lang).number_rules
    found = None
    for word, value, end in _number_words(text, rules):
        low = word.lower()
        if value is None and low not in rules.parts:
            continue
        if found is not None or low in rules.parts or low not in rules.words:
            return None
        found = Number(end - len(word), end, word, (Decimal(value or 0),))
    if found is None or found.surface.lower() in rules.months | rules.unsure or found.readings[0] < _LEAST_TOLD:
        return None
    return found


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
