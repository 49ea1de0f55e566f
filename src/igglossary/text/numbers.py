"""Numbers of two segments compared across the German and the English way of writing them.

Every number is a set of readings: 1.500 is 1500 in German and may be 1.5 in a careless translation, 1,500 the other
way round. Day-month-year dates, ordinals, number words, month names, Roman numerals and *million/Mio.* are accepted on
the other side but never asked for: a translator may write *fünf* for 5, but need not write 5 for *five*.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from igglossary.text.languages import primary

_NUMBER = re.compile(r"(?<![\d.,])\d+(?:[.,'’\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)*")
_DATE = re.compile(
    r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})(?!\d)|(?<!\d)(\d{1,4})([/-])(\d{1,2})\5(\d{1,4})(?!\d)"
)
_WORD = re.compile(r"[^\W\d_]+\.?")
_SCALE = {
    "hundert": 100, "hundred": 100, "tausend": 1000, "thousand": 1000, "tsd": 1000, "dutzend": 12, "dozen": 12,
    "mio": 10**6, "million": 10**6, "millionen": 10**6, "millions": 10**6,
    "mrd": 10**9, "milliarde": 10**9, "milliarden": 10**9, "bn": 10**9, "billions": 10**9,
    "billionen": 10**12, "trillions": 10**12, "trillionen": 10**18,
}  # fmt: skip  # a table reads better in rows
_SCALE_BY_LANGUAGE = {
    ("billion", "de"): 10**12,
    ("trillion", "de"): 10**18,
    ("billion", "en"): 10**9,
    ("trillion", "en"): 10**12,
}
"""The false friends: a German *Billion* is an English trillion."""
_CARDINALS = (
    "null zero|ein eins eine einen einem einer eines one a an once einmal single first erste erstes ersten erster"
    "|zwei two second twice zweimal zweite zweiten zweiter zweites zweitens beide beiden both half pair paar doppelt"
    "|drei three third thrice triple dreimal dritte dritten dritter drittes drittens drittel"
    "|vier four fourth quarter vierte vierten vierter viertes viertel"
    "|fünf five fifth fünfte fünften fünfter fünftes fünftel"
    "|sechs six sixth sechste sechsten sechster sechstes|sieben seven seventh siebte siebten siebter siebtes"
    "|acht eight eighth achte achten achter achtes|neun nine ninth neunte neunten neunter neuntes"
    "|zehn ten tenth zehnte zehnten zehnter zehntes|elf eleven eleventh elfte elften"
    "|zwölf twelve twelfth zwölfte zwölften|dreizehn thirteen|vierzehn fourteen|fünfzehn fifteen|sechzehn sixteen"
    "|siebzehn seventeen|achtzehn eighteen|neunzehn nineteen"
)
"""Words for 0, 1, 2 …, the groups separated by |."""
_TENS = (
    "zwanzig twenty twentieth|dreißig dreissig thirty|vierzig forty|fünfzig fifty|sechzig sixty|siebzig seventy"
    "|achtzig eighty|neunzig ninety"
)
_MONTHS = (
    "januar jänner january jan|februar february feb|märz march mar|april apr|mai may|juni june jun|juli july jul"
    "|august aug|september sep sept|oktober october okt oct|november nov|dezember december dez dec"
)
_AFTERNOON = re.compile(r"(?<![^\W\d])[pP]\.?\s?[mM]\b")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?!\d)")
_IDIOM = re.compile(r"(?<!\d)24/7(?!\d)")
_ROMAN = re.compile(r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\.?\Z")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def _table() -> dict[str, Decimal]:
    table: dict[str, Decimal] = {}
    for names, first, step in ((_CARDINALS, 0, 1), (_TENS, 20, 10), (_MONTHS, 1, 1)):
        for index, group in enumerate(names.split("|")):
            for word in group.split():
                table.setdefault(word, Decimal(first + step * index))
    return table


_WORDS = _table()


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
    text = _CLOCK.sub(r"\1.\2", _IDIOM.sub("    ", text))  # 14:30 is 14.30; the offsets stay
    dates = list(_DATE.finditer(text))
    found = [
        Number(date.start(group), date.end(group), date[group], _year(date[group]))
        for date in dates
        for group in (1, 2, 3, 4, 6, 7)
        if date[group] is not None
    ]
    found.extend(
        _number(match, text, lang)
        for match in _NUMBER.finditer(text)
        if not any(date.start() < match.end() and match.start() < date.end() for date in dates)
    )
    return sorted(found, key=lambda one: one.start)


def _year(digits: str) -> tuple[Decimal, ...]:
    """A part of a date; two digits may be the short form of a year."""
    value = Decimal(int(digits))
    return (value, value + 2000, value + 1900) if len(digits) == 2 else (value,)


def _number(match: re.Match[str], text: str, lang: str) -> Number:
    surface = match.group().rstrip(".,")
    end = match.start() + len(surface)
    readings = tuple(dict.fromkeys(_values(surface, primary(lang))))
    return Number(match.start(), end, surface, readings, _scale_after(text, end, primary(lang)))


def _values(surface: str, lang: str) -> list[Decimal]:
    """The readings of digits with separators: by the rules of the language, then by those of the other one."""
    decimal, group = (",", ".") if lang == "de" else (".", ",")
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


def _scale_after(text: str, end: int, lang: str) -> int:
    word = re.match(r"[\s\u00a0-]{0,2}([^\W\d_]+)", text[end : end + 20])
    return _scale(word.group(1).lower(), lang) if word else 1


def _scale(low: str, lang: str) -> int:
    return _SCALE_BY_LANGUAGE.get((low, lang)) or _SCALE.get(low, 1)


def spoken(text: str, lang: str) -> set[Decimal]:
    """Values that a text may mean without digits: number words, ordinals, months, Roman numerals; and their scales."""
    values: set[Decimal] = set()
    for match in _WORD.finditer(text):
        word = match.group().rstrip(".")
        low = word.lower()
        value = _WORDS.get(low) or _compound(low)
        if value is None and _ROMAN.match(word):
            value = Decimal(_roman(word))
        if value is None and _scale(low, lang) != 1:
            value = Decimal(_scale(low, lang))
        if value is not None:
            values.update((value, value * _scale_after(text, match.end(), lang)))
    return values


def _compound(low: str) -> Decimal | None:
    """*einundzwanzig*, *fünfzehnte*, *thirty* with an ending: the parts that the table knows."""
    unit, joint, ten = low.partition("und")
    if joint and unit in _WORDS and ten in _WORDS:
        return _WORDS[unit] + _WORDS[ten]
    for ending in ("ste", "sten", "ster", "te", "ten", "ter", "th", "ieth", "mal", "köpfig", "jährig"):
        if low.endswith(ending) and low[: -len(ending)] in _WORDS:
            return _WORDS[low[: -len(ending)]]
    return None


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
        _missing(first, second, spoken(target, primary(target_lang)), shift),
        _missing(second, first, spoken(source, primary(source_lang)), shift),
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
