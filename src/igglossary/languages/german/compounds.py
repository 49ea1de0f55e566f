"""German compounds: which stretches of a word are words of their own, so that the rest is made of words, too.

A compound is a chain of nouns with linking elements (Fugen). The nouns come from the lexicon; terms and a few first
elements that are no nouns (cyber, multi) count as well. Opaque words fall out because their rest is no noun:
Ver|ordnung, Wider|stand. With the nouns in a set a look at one word costs 14 µs (benchmarks/bench_recognition.py),
which is why there is no automaton (pyahocorasick, ahocorasick-rs) in front.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

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
_SHORTEST_PART = 4  # letters; of shorter ones only those that are named


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
    closes = [False] * (len(folded) + 1)
    parts = []
    for edge in reversed(edges):
        start, end, key, is_term = edge
        forms = _forms_in(folded, edge, closes)
        if forms:
            closes[start] = True
        if is_term and folded not in forms and any(_is_form(key, form, folded[start:end]) for form in forms):
            parts.append(Part(key, start, end))
    return [part for part in parts[::-1] if not _is_accident(folded, part, edges)] if closes[0] else []


def _forms_in(folded: str, edge: Edge, closes: list[bool]) -> list[str]:
    """How a part stands in the word: with links after which the word goes on to its end, or with its last ending."""
    start, end, key, _is_term = edge
    forms = [folded[start : end + len(fuge)] for fuge in _links(folded, end, key) if closes[end + len(fuge)]]
    if _can_end(folded, start, end) and _is_form(key, folded[start:], folded[start:end]):
        forms.append(folded[start:])
    return forms


def _is_accident(folded: str, part: Part, edges: list[Edge]) -> bool:
    """True if the word is better read without the part: in a longer noun, in fewer parts, or as a noun of a verb."""
    around = _around(folded, part, edges)
    return (
        _is_in_longer_noun(folded, part, edges, around)
        or _is_needless(folded, part, [edge for edge in edges if edge not in around])
        or _is_end_of_verb(folded, part, edges)
    )


def _around(folded: str, part: Part, edges: list[Edge]) -> list[Edge]:
    """The longer known words that have the part in them, but for an ending."""
    limit = len(folded) if folded[part.end :] in NOUN_ENDINGS else part.end
    longer = [edge for edge in edges if edge[0] <= part.start and edge[:2] != part[1:]]
    return [edge for edge in longer if part.end <= edge[1] or folded[edge[1] : limit] in NOUN_ENDINGS]


def _is_in_longer_noun(folded: str, part: Part, edges: list[Edge], around: list[Edge]) -> bool:
    """True if a noun around the part is no compound with it: Sprach|erkennung."""
    is_linked = folded[: part.start].endswith(_LINKED_BY_S)  # Partition|s|tabelle is not Partition|stabelle
    starts = [edge[0] for edge in around if edge[0] < part.start - is_linked]
    return any(part.start not in _fewest(folded, edges, start) for start in starts)


def _is_needless(folded: str, part: Part, edges: list[Edge]) -> bool:
    """True if the word has fewer parts without this one: Leit|er|be|reich."""
    with_part = [edge for edge in edges if edge[1] <= part.start or edge[0] >= part.end or edge[:2] == part[1:]]
    return _n_parts(folded, edges) < _n_parts(folded, with_part)


def _is_end_of_verb(folded: str, part: Part, edges: list[Edge]) -> bool:
    """True if what stands before the part makes a verb with it: freistellen + ung."""
    if not part.key.endswith("ung"):
        return False
    stems = [folded[start : part.end - 3] for start, end, _key, _is_term in edges if end == part.start]
    return any(listed_lemma(stem + ending) is not None for stem in stems for ending in ("en", "n"))


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


class _Lexicon(NamedTuple):
    """Folded words that parts of compounds are, each with its key."""

    lemmas: frozenset[str]
    others: dict[str, str]
    """Plurals that change the stem, and nouns that the lexicon lacks."""
    openers: dict[str, str]
    """What stands at the beginning of a word: first elements, nouns without their -e."""
    firsts: dict[str, str]
    """What stands before another part: the same, but nothing short."""


@cache
def _lexicon() -> _Lexicon:
    lemmas, irregular, elided = nouns()
    more = {word: word for word in _MORE_NOUNS} | irregular
    elements = {word: word for word in _FIRST_ELEMENTS}
    long = {piece: key for piece, key in elided.items() if len(piece) >= _SHORTEST_PART}
    others, openers, firsts = (
        {piece: key for piece, key in table.items() if piece not in NO_PARTS}
        for table in (more, elided | elements, long | elements)
    )
    return _Lexicon(lemmas, others, openers, firsts)


def _edges(folded: str, terms: Container[str], longest_term: int) -> list[Edge]:
    """Start, end, key, is-a-term of every known word that can be reached from the beginning over known words."""
    longest = max(_LONGEST_PART, longest_term)
    reached = [False] * (len(folded) + 4)
    reached[0] = True
    edges = []
    for start in range(len(folded) - 2):
        if reached[start]:
            for edge in _words_at(folded, start, longest, terms):
                edges.append(edge)
                for fuge in _links(folded, edge[1], edge[2]):
                    reached[edge[1] + len(fuge)] = True
    return edges


def _words_at(folded: str, start: int, longest: int, terms: Container[str]) -> Iterator[Edge]:
    """The known words that begin at a place, shortest first."""
    lemmas, others, openers, firsts = _lexicon()
    before_others = firsts if start else openers
    length = len(folded)
    for end in range(start + 3, min(length, start + longest) + 1):
        piece = folded[start:end]
        key = piece if piece in lemmas else others.get(piece)
        if key is None and end < length:
            key = before_others.get(piece)
        if key is None and piece not in terms:
            continue
        term = _key_of_term(piece, key, terms)
        chosen = term or key
        if chosen is not None:
            yield start, end, chosen, term is not None


def _key_of_term(piece: str, key: str | None, terms: Container[str]) -> str | None:
    """The key under which a piece is a term, as it stands or as a form; short ones only if compounds begin so."""
    is_short = len(piece) < _SHORTEST_PART and piece not in _MORE_NOUNS and piece not in nouns().elided
    if is_short or piece in NO_PARTS:
        return None
    if piece in terms:
        return piece
    return key if key in terms else None


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
