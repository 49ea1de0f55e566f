"""German compounds: which stretches of a word are words of their own, so that the rest is made of words, too.

A compound is a chain of nouns with linking elements (Fugen). The nouns come from the lexicon; terms and a few first
elements that are no nouns (cyber, multi) count as well. Opaque words fall out because their rest is no noun:
Ver|ordnung, Wider|stand. With the nouns in a set a look at one word costs 14 µs (benchmarks/bench_recognition.py),
which is why there is no automaton (pyahocorasick, ahocorasick-rs) in front.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from igglossary.languages.facts import Part
from igglossary.languages.german.morphology import listed_lemma, noun_lemmas
from igglossary.languages.german.nouns import NO_PARTS, NOUN_ENDINGS, nouns
from igglossary.text.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

_FUGEN = ("", "s", "es", "n", "en", "e", "er", "ens")


_FIRST_ELEMENTS = word_set(
    """
    cyber multi multistakeholder online internet inter trans mikro makro mega nano euro bio oeko elektro digital global
    privat sozial grund haupt sonder gesamt gross klein hoch fern nah einzel fach fremd neu alt welt kern rechen schreib
    lese lern pruef mess steuer miet wohn warn spar fahr lauf schalt trenn stell sammel binnen aussen innen frei eigen
    lokal regional national international zentral zivil spezial real ideal universal mobil analog aktiv passiv schnell
    kurz lang rein roh schwer leicht voll halb nord ost sued west selbst
    """
)
_LINKED_FIRST = frozenset(("welt", "kern", "grund"))
# Nouns of three letters that begin or end compounds, and loanwords that the lexicon lacks.
_MORE_NOUNS = word_set(
    """
    rat amt tag bau weg hof typ akt gas tat tor zug see uno weh abo gut ort oel ohr arm ton web app bot ruf uhr rad bus
    bad tod art cloud krypto spam blog token tweet stakeholder game fake tech peer proxy root feed link login patch hash
    wallet coin
    """
)
# Names that look like compounds; of other opaque words the rest is no noun.
_CLOSED = word_set(
    """
    deutschland deutschlands russland russlands england englands finnland finnlands griechenland griechenlands
    irland irlands island islands holland hollands thailand thailands lettland lettlands estland estlands
    schottland schottlands neuseeland neuseelands groenland groenlands niederlande niederlanden
    standort standorts standorte standorten hochzeit hochzeiten
    """
)
_LINKED_BY_S = ("ungs", "ions", "heits", "keits", "schafts", "taets")  # always: the nouns are feminine
_LONGEST_PART = 20


Edge: TypeAlias = tuple[int, int, str, bool]
"""Start and end of a known word inside a word, its key, and whether that is a term; ordered by start."""


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
        is_last = _can_end(folded, start, end) and _is_form(key, folded[start:], folded[start:end])
        followers = [fuge for fuge in _links(folded, end, key) if closes[end + len(fuge)]]
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
    return [part for part in parts[::-1] if not _is_accident(folded, part, edges)] if closes[0] else []


def _is_accident(folded: str, part: Part, edges: list[Edge]) -> bool:
    """True if the word is better read without the part: Sprach|erkennung, Leit|er|be|reich, freistellen + ung.

    Better is a longer noun around the part that is no compound with it, or fewer parts in all.
    """
    limit = len(folded) if folded[part.end :] in NOUN_ENDINGS else part.end
    around = [
        edge
        for edge in edges
        if edge[0] <= part.start
        and edge[:2] != part[1:]
        and (part.end <= edge[1] or folded[edge[1] : limit] in NOUN_ENDINGS)
    ]
    before = folded[: part.start]
    is_linked = before.endswith(_LINKED_BY_S)  # Partition|s|tabelle is not Partition|stabelle
    if any(edge[0] < part.start - is_linked and part.start not in _fewest(folded, edges, edge[0]) for edge in around):
        return True
    others = [edge for edge in edges if edge not in around]
    with_part = [edge for edge in others if edge[1] <= part.start or edge[0] >= part.end or edge[:2] == part[1:]]
    if _n_parts(folded, others) < _n_parts(folded, with_part):
        return True
    return part.key.endswith("ung") and any(
        listed_lemma(folded[edge[0] : part.end - 3] + ending) is not None
        for edge in edges
        if edge[1] == part.start
        for ending in ("en", "n")
    )


def _n_parts(folded: str, edges: list[Edge]) -> float:
    """The fewest parts that a word can be read as."""
    fewest = _fewest(folded, edges, 0)
    ends = (fewest[start] + 1 for start, end, _, _ in edges if start in fewest and _can_end(folded, start, end))
    return min(ends, default=float("inf"))


def _fewest(folded: str, edges: list[Edge], begin: int) -> dict[int, int]:
    """Every place that can be reached from ``begin`` over known words → the fewest words on the way."""
    fewest = {begin: 0}
    for start, end, key, _ in edges:
        if start in fewest:
            for fuge in _links(folded, end, key):
                place = end + len(fuge)
                fewest[place] = min(fewest.get(place, len(folded)), fewest[start] + 1)
    return fewest


def boundaries(folded: str) -> list[int]:
    """Where a known word begins inside a compound, so that the rest before and after it is made of known words."""
    edges = _edges(folded, frozenset(), 0)
    closes = [False] * (len(folded) + 1)
    starts = set()
    for start, end, key, _ in reversed(edges):
        if _can_end(folded, start, end) or any(closes[end + len(fuge)] for fuge in _links(folded, end, key)):
            closes[start] = True
            starts.add(start)
    return sorted(starts - {0})


def other_linking(folded: str) -> Iterator[str]:
    """Schadenersatz ⇄ Schadensersatz: the linking s that another writer would leave out or put in."""
    for cut in range(4, len(folded) - 3):
        head, tail = folded[:cut], folded[cut:]
        if not is_part(tail):
            continue
        if head.endswith("s") and _is_head(head[:-1]):
            yield head[:-1] + tail
        elif _is_head(head):
            yield head + "s" + tail


def _is_head(folded: str) -> bool:
    """True for a noun by itself or with a linking n (Interesse|n|vertreter)."""
    return is_part(folded) or (folded.endswith("n") and folded[:-1] in nouns().lemmas)


def is_part(folded: str) -> bool:
    """True if a folded word can be a part of a compound by itself."""
    return folded in nouns().lemmas or folded in _FIRST_ELEMENTS or folded in _MORE_NOUNS


def is_word(folded: str) -> bool:
    """True for a noun in some form, a first element, or a compound of them."""
    return is_part(folded) or nouns().has_form(folded) or bool(boundaries(folded))


def is_known(folded: str) -> bool:
    """True for a word of the dictionary in any case, a first element, or a compound."""
    if is_first_element(folded):
        return True
    spellings = (folded, folded.capitalize())
    return any(listed_lemma(one) is not None for one in spellings) or bool(boundaries(folded))


def is_first_element(folded: str) -> bool:
    """True for the first elements that are no nouns of the lexicon (cyber, multi, online)."""
    return folded in _FIRST_ELEMENTS


def _edges(folded: str, terms: Container[str], longest_term: int) -> list[Edge]:
    """Start, end, key, is-a-term of every known word that can be reached from the beginning over known words."""
    lemmas, irregular, elided = nouns()
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
            if key is None and (piece in _MORE_NOUNS or (piece in _FIRST_ELEMENTS and end < length)):
                key = piece
            if key is None and end < length and (end - start > 3 or not start):
                key = elided.get(piece)
            is_term = (end - start > 3 or piece in _MORE_NOUNS or piece in elided) and (
                piece in terms or (key is not None and key in terms)
            )
            if is_term and (key is None or piece in terms):
                key = piece
            if key is None or piece in NO_PARTS:
                continue
            edges.append((start, end, key, is_term))
            for fuge in _links(folded, end, key):
                reached[end + len(fuge)] = True
    return edges


def _can_end(folded: str, start: int, end: int) -> bool:
    """True if the word may end with a part: in an ending of nouns, and in no form that is for first parts only."""
    return folded[end:] in NOUN_ENDINGS and folded[start:end] not in nouns().elided


def _links(folded: str, end: int, key: str) -> list[str]:
    """The linking elements after a part; -er only where it makes a plural (Bild|er, but Profil|erstellung)."""
    if key in _FIRST_ELEMENTS and key not in _LINKED_FIRST:
        return [""]  # Onlinestore is not Online|s|tor|e
    found = [fuge for fuge in _FUGEN if folded.startswith(fuge, end)]
    if "er" in found and key not in noun_lemmas(f"{key}er".capitalize()):
        found.remove("er")
    return found


def _is_form(key: str, form: str, piece: str) -> bool:
    """False if the piece with its ending or linking element is a form of another noun (Rate, Raten are not Rat)."""
    if form in (piece, piece + "s"):
        return True
    found = noun_lemmas(form.capitalize())
    if not found or key in found[:1]:
        return True
    # Swiss Strassen is a form of Strass, too; but Massen belongs to Masse before Maß.
    return key in found and piece + "e" not in nouns().lemmas
