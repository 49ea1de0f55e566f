"""German compounds: which stretches of a word are words of their own, so that the rest is made of words, too.

A compound is a chain of nouns with linking elements (Fugen). The nouns come from the lexicon; terms and a few first
elements that are no nouns (cyber, multi) count as well. Opaque words fall out because their rest is no noun:
Ver|ordnung, Wider|stand. With the nouns in a set a look at one word costs 14 µs (benchmarks/bench_recognition.py),
which is why there is no automaton (pyahocorasick, ahocorasick-rs) in front.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from igglossary.text.morphology import noun_lemmas
from igglossary.text.morphology_nouns import NO_PARTS, NOUN_ENDINGS, nouns

if TYPE_CHECKING:
    from collections.abc import Container

_FUGEN = ("", "s", "es", "n", "en", "e", "er", "ens")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FIRST_ELEMENTS = _words("""
    cyber multi multistakeholder online internet inter trans mikro makro mega nano euro bio oeko elektro digital global
    privat sozial grund haupt sonder gesamt gross klein hoch fern nah einzel fach fremd neu alt welt kern rechen schreib
    lese lern pruef mess steuer miet wohn warn spar fahr lauf schalt trenn stell sammel binnen aussen innen frei eigen
    lokal regional national international zentral zivil spezial real ideal universal mobil analog aktiv passiv schnell
    kurz lang rein roh schwer leicht voll halb
""")
_SHORT_NOUNS = _words("rat amt tag bau weg hof typ akt gas tat tor zug see uno weh abo gut ort oel ohr arm ton")
# Names that look like compounds; of other opaque words the rest is no noun.
_CLOSED = _words("""
    deutschland deutschlands russland russlands england englands finnland finnlands griechenland griechenlands
    irland irlands island islands holland hollands thailand thailands lettland lettlands estland estlands
    schottland schottlands neuseeland neuseelands groenland groenlands niederlande niederlanden
    standort standorts standorte standorten hochzeit hochzeiten
""")
_LONGEST_PART = 14


class Part(NamedTuple):
    """A term inside a word: its key and the stretch of the folded word that it takes, half-open."""

    key: str
    start: int
    end: int


def find_parts(folded: str, terms: Container[str], longest_term: int) -> list[Part]:
    """All stretches of a folded word that are keys in ``terms`` while the rest is made of known words.

    The whole word is not among them. A term counts in its base form with a linking element behind it, as the inflected
    last part, or in a plural that changes the stem (``Länderfinanzen``).
    """
    if folded in _CLOSED:
        return []
    edges = _edges(folded, terms, longest_term)
    length = len(folded)
    closes = [False] * (length + 1)
    parts = []
    for start, end, key, is_term in reversed(edges):
        rest = folded[end:]
        is_last = rest in NOUN_ENDINGS and _is_form(key, folded[start:], folded[start:end])
        followers = [fuge for fuge in _FUGEN if folded.startswith(fuge, end) and closes[end + len(fuge)]]
        if not (is_last or followers):
            continue
        closes[start] = True
        if (
            is_term
            and (start or not is_last)
            and (
                is_last or any(_is_form(key, folded[start : end + len(fuge)], folded[start:end]) for fuge in followers)
            )
        ):
            parts.append(Part(key, start, end))
    return parts[::-1] if closes[0] else []


def boundaries(folded: str) -> list[int]:
    """Where a known word begins inside a compound, so that the rest before and after it is made of known words."""
    edges = _edges(folded, frozenset(), 0)
    closes = [False] * (len(folded) + 1)
    starts = set()
    for start, end, _, _ in reversed(edges):
        if folded[end:] in NOUN_ENDINGS or any(folded.startswith(f, end) and closes[end + len(f)] for f in _FUGEN):
            closes[start] = True
            starts.add(start)
    return sorted(starts - {0})


def is_part(folded: str) -> bool:
    """True if a folded word can be a part of a compound by itself."""
    return folded in nouns().lemmas or folded in _FIRST_ELEMENTS or folded in _SHORT_NOUNS


def is_first_element(folded: str) -> bool:
    """True for the first elements that are no nouns of the lexicon (cyber, multi, online)."""
    return folded in _FIRST_ELEMENTS


def _edges(folded: str, terms: Container[str], longest_term: int) -> list[tuple[int, int, str, bool]]:
    """Start, end, key, is-a-term of every known word that can be reached from the beginning over known words."""
    lemmas, irregular = nouns()
    length = len(folded)
    longest = max(_LONGEST_PART, longest_term)
    reached = [False] * (length + 4)
    reached[0] = True
    edges = []
    for start in range(length - 2):
        if not reached[start]:
            continue
        for end in range(start + 3, min(length, start + longest) + 1):
            piece = folded[start:end]
            key = piece if piece in lemmas else irregular.get(piece)
            if key is None and (piece in _SHORT_NOUNS or (piece in _FIRST_ELEMENTS and end < length)):
                key = piece
            is_term = (end - start > 3 or piece in _SHORT_NOUNS) and (
                piece in terms or (key is not None and key in terms)
            )
            if is_term and (key is None or piece in terms):
                key = piece
            if key is None or piece in NO_PARTS:
                continue
            edges.append((start, end, key, is_term))
            for fuge in _FUGEN:
                if folded.startswith(fuge, end):
                    reached[end + len(fuge)] = True
    return edges


def _is_form(key: str, form: str, piece: str) -> bool:
    """False if the piece with its ending or linking element is a form of another noun (Rate, Raten are not Rat)."""
    if form in (piece, piece + "s"):
        return True
    found = noun_lemmas(form.capitalize())
    if not found or key in found[:1]:
        return True
    # Swiss Strassen is a form of Strass, too; but Massen belongs to Masse before Maß.
    return key in found and piece + "e" not in nouns().lemmas
