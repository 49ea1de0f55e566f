"""Numbers of two segments compared across the ways in which their languages write them.

Every number is a set of readings: 1.500 is 1500 in German and may be 1.5 in a careless translation, 1,500 the other
way round. Ordinals, number words, words for parts, Roman numerals and *million/Mio.* are accepted on the other side: a
translator may write *fünf* for 5, but need not write 5 for *five*. The month is asked for where a day or a year stands
beside it; a stretch of time may be said in another unit (12 months, *ein Jahr*). Two number words or two fractions that
stand alone on their sides and contradict each other (*ten*, *elf*; *three quarters*, *zwei Drittel*) are told, too.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING

from igglossary.languages import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
_DIGIT = re.compile(r"\d")
_PARTS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_NEXT_WORD = re.compile(r"(?: of)?(?: an?)?[ \u00a0-]([^\W\d_]{3,12})")
_LEAST_TOLD = 3  # one and two are articles, and said in many ways (both, pair, second)
_LONGEST_NUMBER_WORD = 12  # letters: fünfundzwanzig and longer words are read before
_LONGEST_JOINED = 60  # letters
_TENS = frozenset(range(20, 100, 10))
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}

_Span = tuple[str, Decimal]
"""A stretch of time: the smallest unit of its kind (months and minutes do not make each other up), and how many."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: ``text[start:end]``, its possible values (likeliest first) and the scale word after it.

    ``careless`` are its values if its separators are those of the other language.
    """

    start: int
    end: int
    surface: str
    readings: tuple[Decimal, ...]
    scale: int = 1
    careless: tuple[Decimal, ...] = ()

    @property
    def values(self) -> tuple[Decimal, ...]:
        """All readings, the careless ones last."""
        return self.readings + self.careless

    def is_same(self, other: Number) -> bool:
        """True if one reading of both agrees; a scale word on one side only may belong to a number in full.

        A careless reading counts for the same digits only: who keeps 3.5 as it is does not write 3.500.
        """
        ours, theirs = self.readings, other.readings
        if _DIGIT.findall(self.surface) == _DIGIT.findall(other.surface):
            ours, theirs = self.values, other.values
        if any(one * self.scale == two * other.scale for one in ours for two in theirs):
            return True
        return 1 in (self.scale, other.scale) and not set(ours).isdisjoint(theirs)


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
    likely, *others = dict.fromkeys(_values(surface, rules.decimal))
    readings: tuple[Decimal, ...] = (likely,)
    if text[end : end + 1] in _PARTS:
        readings = (likely + _PARTS[text[end]], likely)
    elif _DECADE.match(text, end) and not likely % 10:
        readings += (likely % 100,)  # the 1990s are the nineties
    return Number(match.start(), end, surface, readings, _scale_after(text, end, rules), tuple(others))


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
    for _start, _end, fraction in _fractions(text, rules):
        said = fraction.numerator, fraction.denominator, math.floor(100 * fraction), math.ceil(100 * fraction)
        values.update((*map(Decimal, said), Decimal(fraction.numerator) / fraction.denominator))
    return values


def _fractions(text: str, rules: NumberRules) -> Iterator[tuple[int, int, Fraction]]:
    """*three quarters*, *two-thirds*, *zwei Drittel*, *Zweidrittelmehrheit*: where they stand, what they are."""
    count, start, before = None, 0, 0
    for match in _WORD.finditer(text):
        low = match.group().rstrip(".").lower()
        below = rules.fractions.get(low)
        if below and count and text[before : match.start()] in (" ", "\u00a0", "-"):
            yield start, match.end(), Fraction(count, below)
        elif rules.joint and (joined := _joined_fraction(low, rules)):
            yield match.start(), match.end(), joined
        count, start, before = rules.words.get(low), match.start(), match.end()


def _joined_fraction(low: str, rules: NumberRules) -> Fraction | None:
    """A fraction that begins a word (*zweidrittel*)."""
    for cut in range(3, 7):
        count = rules.words.get(low[:cut])
        below = next((value for name, value in rules.fractions.items() if low.startswith(name, cut)), None)
        if count and below:
            return Fraction(count, below)
    return None


def _spans(text: str, lang: str) -> set[_Span]:
    """The stretches of time in a text: *12 months* and *ein Jahr* are equal."""
    rules = language(lang).number_rules
    found = {span for one in numbers(text, lang) for span in _spans_at(one.end, one.values, text, rules)}
    for word, value, end in _number_words(text, rules):
        values = [Decimal(part) for part in rules.parts.get(word.lower(), ())]
        values += [Decimal(value)] if value else []
        found.update(_spans_at(end, values, text, rules))
    return found


def _spans_at(end: int, values: Iterable[Decimal], text: str, rules: NumberRules) -> Iterator[_Span]:
    """The stretches that a number says if a unit of time stands behind it."""
    following = _NEXT_WORD.match(text, end)
    if following is not None and following[1].lower() in rules.durations:
        unit, factor = rules.durations[following[1].lower()]
        yield from ((unit, value * factor) for value in values)


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
        low = low.removeprefix(rules.prefix)
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
    missing = _missing(first, second, spoken(target, target_lang), shift)
    added = _missing(second, first, spoken(source, source_lang), shift)
    if not missing and not added:
        return missing, added
    ours, theirs = _spans(source, source_lang), _spans(target, target_lang)
    return _without_spans(missing, source, source_lang, theirs), _without_spans(added, target, target_lang, ours)


def _without_spans(found: list[Number], text: str, lang: str, others: set[_Span]) -> list[Number]:
    """Without the numbers of stretches of time that the other side says in another unit."""
    rules = language(lang).number_rules
    return [one for one in found if others.isdisjoint(_spans_at(one.end, one.values, text, rules))]


def _contradicting(source: str, source_lang: str, target: str, target_lang: str) -> tuple[list[Number], list[Number]]:
    """The only number word, or fraction, of the source and that of the target, if they cannot be the same number."""
    one = _only_fraction(source, source_lang) or _only_word(source, source_lang)
    other = _only_fraction(target, target_lang) or _only_word(target, target_lang)
    if one is None or other is None:
        return [], []
    is_said = {*spoken(target, target_lang)} & {*one.readings} or {*spoken(source, source_lang)} & {*other.readings}
    is_same_span = not _spans(source, source_lang).isdisjoint(_spans(target, target_lang))
    return ([], []) if is_said or is_same_span else ([one], [other])


def _only_fraction(text: str, lang: str) -> Number | None:
    """The only fraction of a text without other number words."""
    rules = language(lang).number_rules
    found = list(_fractions(text, rules))
    if len(found) != 1:
        return None
    start, end, value = found[0]
    outside = _number_words(f"{text[:start]} {text[end:]}", rules)
    if any(each is not None and each >= _LEAST_TOLD for _word, each, _end in outside):
        return None
    return Number(start, end, text[start:end], (Decimal(value.numerator) / value.denominator,))


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
