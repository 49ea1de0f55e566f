"""Look-ups that no stored form answers: part of a term, a term inside the query, a misspelling.

Heavy things are imported by the step that needs them: a miss may cost a quarter of a second of CPU in all, and
simplemma alone takes a third of that. Nothing unrelated is ever returned: parts must be whole words or true parts of
compounds, and only words that no dictionary knows count as misspelt.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from igglossary.languages import folders, language
from igglossary.languages.keys import core_key
from igglossary.text.fold import fold, joined, key, skeleton
from igglossary.text.languages import primary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST_CANDIDATES = 300  # the shortest terms with the query in them; more would not be read
_LEAST_COVERAGE = 0.4  # of a query's letters by a term in it: "global supply chain" is not about chains
_SHORTEST_PART = 4
_LONG_WORD = 9
_LONG_COMPOUND = 15
_LONG_PHRASE = 3  # words
_GOOD_ENOUGH = 0.7  # a part this good makes a misspelling improbable


class _Terms(NamedTuple):
    """The vocabulary as columns: an object a row would take a fifth of the time that a miss may cost."""

    ids: tuple[int, ...]
    texts: list[str]
    langs: tuple[str, ...]
    folded: list[str]

    def words(self, place: int) -> list[str]:
        """The folded words of a term."""
        return key(self.folded[place]).split()

    def beginning_with(self, beginnings: set[str]) -> list[int]:
        """The places of the terms whose first three letters are among these."""
        return [place for place, text in enumerate(self.folded) if text[:3] in beginnings]

    def stems(self, place: int) -> list[str]:
        """The light stems of a term's words."""
        return [*map(language(self.langs[place]).stem, self.words(place))]


class _Hit(NamedTuple):
    """A term by its place among the terms, how it was found, and how good that is (0.0–1.0)."""

    place: int
    match: str
    score: float


class _Query(NamedTuple):
    text: str
    plain: str
    """Folded, hyphens as spaces, without a leading article."""
    words: list[str]

    @property
    def content(self) -> list[str]:
        """The words without function words."""
        return [word for word in self.words if word not in _function_words()]

    def stems(self, lang: str) -> list[str]:
        """The light stems that the words have if they are of a language, one for each word."""
        return [*map(language(lang).stem, self.words)]


def search(query: str, vocabulary: Iterable[tuple[int, str, str]], *, limit: int = 10) -> list[tuple[int, str, float]]:
    """Terms that a query which is no stored form may mean.

    Args:
        query: what a person typed, in either language.
        vocabulary: term id, text and language tag of every term; read once.
        limit: the most results.

    Returns:
        Term id, match kind and score (0.0–1.0), best first, no id twice. The kind is ``compound`` (the query is a part
        of a compound, or a term is a part of the query), ``part`` (the same between whole words) or ``fuzzy``
        (misspelt). Empty rather than unrelated.
    """
    plain = core_key(query).replace("-", " ")
    asked = _Query(query, plain, plain.split())
    if not asked.content:
        return []
    terms = _terms(vocabulary)
    found = _found(asked, terms, limit)
    # Of equal scores the term spelt as in the query comes first: cyberwar before German Cyberwar for "all-out cyberwar"
    is_upper = query[:1].isupper()

    def rank(hit: _Hit) -> tuple[float, bool, bool, int, int]:
        text = terms.texts[hit.place]
        return -hit.score, text not in query, text[:1].isupper() != is_upper, len(text), hit.place

    return [(terms.ids[place], match, score) for place, match, score in sorted(found, key=rank)[:limit]]


def _terms(vocabulary: Iterable[tuple[int, str, str]]) -> _Terms:
    ids, texts, langs = zip(*rows, strict=True) if (rows := list(vocabulary)) else ((), (), ())
    lines = [" ".join(text.splitlines()) if not text.isprintable() else text for text in texts]
    return _Terms(ids, lines, langs, _folded(lines))


def _found(asked: _Query, terms: _Terms, limit: int) -> Iterable[_Hit]:
    """The best hit of each term: parts, then misspelt terms, then parts of what is left, whichever finds first."""
    best = _best(reversed((*_containing(asked, terms), *_contained(asked, terms))))
    is_good = any(hit.score >= _GOOD_ENOUGH for hit in best.values())
    if not is_good or not all(map(_is_known, asked.content)):
        best = _best((*best.values(), *_misspelt(asked, terms, limit)))
    if not best and (nouns := _with_nouns(asked.words)) != asked.words:
        best = _best(_contained(_Query(" ".join(nouns), " ".join(nouns), nouns), terms))
    return (best or _best(_misspelt_part(asked, terms, limit))).values()


def _best(hits: Iterable[_Hit]) -> dict[int, _Hit]:
    """The best hit of each term, of equal ones the last."""
    best: dict[int, _Hit] = {}
    for hit in hits:
        if hit.place not in best or hit.score >= best[hit.place].score:
            best[hit.place] = hit
    return best


def _with_nouns(words: list[str]) -> list[str]:
    """The words, an adjective made of a noun as that noun: zivilgesellschaftliche → zivilgesellschaft."""
    found = []
    for word in words:
        bases = [record.noun_of_adjective(word) for record in folders().values()]
        found.append(next((base for base in bases if base), word))
    return found


def _folded(texts: list[str]) -> list[str]:
    """The texts folded, hyphens as spaces; as one string, which is ten times faster than one by one."""
    return fold("\n".join(texts).replace("-", " ")).split("\n")


def _score(part: int, whole: int) -> float:
    """0.5 for a small part to 0.95 for nearly the whole."""
    return round(0.5 + 0.45 * min(part, whole) / max(part, whole, 1), 4)


def _containing(asked: _Query, terms: _Terms) -> Iterator[_Hit]:
    """Terms of which the query is a part: sovereignty → cyber sovereignty, Souveränität → Cybersouveränität."""
    longest = max(asked.words, key=len)
    if len(longest) < _SHORTEST_PART and not asked.text.isupper():
        return
    probe = longest[: max(_SHORTEST_PART, len(longest) - 3)]
    least = len(asked.plain) - 3 * len(asked.words)
    found = [place for place, text in enumerate(terms.folded) if probe in text and len(text) > least]
    found.sort(key=lambda place: len(terms.folded[place]))
    for place in found[:_MOST_CANDIDATES]:
        score = _score(len(joined(asked.plain)), len("".join(terms.words(place))))
        if _is_run(asked, terms, place):
            yield _Hit(place, "part", score)
        elif len(asked.words) == 1 and _is_in_compound(asked, probe, terms, place):
            yield _Hit(place, "compound", score)


def _is_in_compound(asked: _Query, probe: str, terms: _Terms, place: int) -> bool:
    """True if the query is a part of a word of the term; ``probe`` is the beginning that such a word has in it."""
    words = (word for word in terms.words(place) if probe in word)
    return any(is_true_part(asked.plain, word, terms.langs[place]) for word in words)


def _is_run(asked: _Query, terms: _Terms, place: int) -> bool:
    """True if the words of the query stand in the term one after another, function words apart."""
    lang = primary(terms.langs[place])
    words, stems = terms.words(place), terms.stems(place)
    if len(asked.words) == 1:
        stem = asked.stems(lang)[0]
        return any(
            found == stem and _are_forms(asked.plain, word, lang) for word, found in zip(words, stems, strict=True)
        )
    return _run_in(asked.stems(lang), stems) or _run_in(
        _content(asked.words, asked.stems(lang)), _content(words, stems), least=2
    )


def _content(words: list[str], stems: list[str]) -> list[str]:
    """The stems of all words but function words."""
    return [stem for word, stem in zip(words, stems, strict=True) if word not in _function_words()]


def _run_in(part: list[str], whole: list[str], *, least: int = 1) -> bool:
    """True if one list of at least so many words stands in the other as a run."""
    n = len(part)
    return n >= least and any(whole[start : start + n] == part for start in range(len(whole) - n + 1))


def _are_forms(one: str, other: str, lang: str) -> bool:
    """False if two words with one light stem are two words of the dictionary (Marke, Marker), or of two languages."""
    if one == other:
        return True
    record = language(lang)
    if not record.are_forms(one, other):
        return False
    others = [known for known in folders().values() if known.tag != record.tag]
    return record.is_known(one) or not any(known.is_known(one) for known in others)  # grabber is no form of Graben


def is_true_part(part: str, word: str, lang: str) -> bool:
    """True if a folded word is a part of a compound: Angriff in Netzangriff, but not Tragung in Übertragung."""
    return len(word) >= len(part) + 2 and language(lang).is_true_part(part, word)


def _contained(asked: _Query, terms: _Terms) -> Iterator[_Hit]:
    """Terms that are a part of the query: all-out cyberwar → cyberwar, Cyberkriegsgefahr → Cyberkrieg."""
    if len(asked.words) > 1:
        yield from _runs_of(asked, terms)
    if len(asked.words) == 1 or "-" in asked.text:
        yield from _parts_of(asked, terms)


def _runs_of(asked: _Query, terms: _Terms) -> Iterator[_Hit]:
    """Terms whose words stand in the query one after another and make up enough of it."""
    total = len("".join(asked.content))
    beginnings = {word[:3] for word in asked.words}
    for place in terms.beginning_with(beginnings):
        words, stems = terms.words(place), terms.stems(place)
        covered = sum(len(word) for word in words if word not in _function_words())
        if len(words) > len(asked.words) or covered < _LEAST_COVERAGE * total:
            continue
        whole = asked.stems(primary(terms.langs[place]))
        if _run_in(stems, whole) or _run_in(_content(words, stems), _content(asked.words, whole), least=2):
            yield _Hit(place, "part", _score(covered, total))


def _parts_of(asked: _Query, terms: _Terms) -> Iterator[_Hit]:
    """Terms that the query, written as one word, is a compound with."""
    solid = joined(asked.plain)  # Multi-Stakeholder-Prozesse has Multistakeholder in it
    total = len("".join(asked.content))
    least = max(_SHORTEST_PART, _LEAST_COVERAGE * total)
    beginnings = {solid[start : start + 3] for start in range(len(solid) - 3)}
    inside: dict[str, list[int]] = {}
    for place in terms.beginning_with(beginnings):
        if " " not in terms.folded[place]:
            inside.setdefault(terms.folded[place], []).append(place)
    if not inside:
        return
    parts = {part for record in folders().values() for part in record.find_parts(solid, inside, len(solid))}
    for part in sorted(part for part in parts if part.end - part.start >= least):
        score = _score(part.end - part.start, total)
        yield from (_Hit(place, "compound", score) for place in inside[part.key])


def _misspelt(asked: _Query, terms: _Terms, limit: int) -> Iterator[_Hit]:
    """Terms within a few typing errors, if the query's differing words are in no dictionary."""
    solid = skeleton(joined(asked.plain))
    allowed = _most_errors(len(solid))
    if not allowed:
        return
    # Only on a miss: rapidfuzz costs 40 ms. OSA counts swapped letters as one error.
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extract

    choices = skeleton("\n".join(terms.folded)).replace(" ", "").split("\n")
    n_wanted = 5 * limit + 20
    for choice, distance, place in extract(solid, choices, scorer=OSA.distance, score_cutoff=allowed, limit=n_wanted):
        if _is_typing_error(asked, terms, place, solid, choice):
            yield _Hit(place, "fuzzy", round(1 - distance / max(len(choice), len(solid)), 4))


def _misspelt_part(asked: _Query, terms: _Terms, limit: int) -> Iterator[_Hit]:
    """Terms with a misspelt word in them: Souverenität → Cybersouveränität. Stricter than for a whole term."""
    solid = skeleton(asked.plain)
    allowed = _most_errors(len(solid)) - 1
    if len(asked.words) > 1 or allowed < 1 or _is_known(asked.plain):
        return
    from rapidfuzz.distance import OSA  # imported before, by _misspelt

    for word in _near_words(solid, terms, allowed, limit):
        distance, part = min((OSA.distance(solid, skeleton(part)), part) for part in _stretches(word))
        if distance > allowed:
            continue
        for place in [place for place, text in enumerate(terms.folded) if word in text and word in text.split()]:
            whole = len(joined(terms.folded[place]))
            yield _Hit(place, "fuzzy", round((1 - distance / len(solid)) * _score(len(part), whole), 4))


def _near_words(solid: str, terms: _Terms, allowed: int, limit: int) -> list[str]:
    """The words that a misspelt one may stand in: whole, at the beginning or at the end."""
    from rapidfuzz.distance import OSA  # imported before, by _misspelt
    from rapidfuzz.process import extract

    words = sorted({word for text in terms.folded for word in text.split()})
    length = len(solid)
    plain = skeleton("\n".join(words)).split("\n")
    near: set[int] = set()
    # A beginning or an end cut off at the length of the query may lack a letter: one more error than allowed.
    for choices in (plain, [word[:length] for word in plain], [word[-length:] for word in plain]):
        found = extract(solid, choices, scorer=OSA.distance, score_cutoff=allowed + 1, limit=5 * limit)
        near.update(place for _choice, _distance, place in found)
    return [words[place] for place in sorted(near)]


def _stretches(word: str) -> list[str]:
    """A folded word and its beginnings and ends as a compound."""
    cuts = {cut for record in folders().values() for cut in record.boundaries(word)}
    return [word, *(word[:cut] for cut in cuts), *(word[cut:] for cut in cuts)]


def _most_errors(length: int) -> int:
    """Errors that a word of so many letters may have: one from 5 letters on, two from 9, three from 15."""
    return 0 if length < 5 else 1 if length < 9 else 2 if length < 15 else 3


def _is_typing_error(asked: _Query, terms: _Terms, place: int, solid: str, choice: str) -> bool:
    """False if the query is a good word of its own: Stadt is not a misspelt Staat, nor demilitarised militarised."""
    if terms.texts[place].isupper() or (solid != choice and (solid.endswith(choice) or choice.endswith(solid))):
        return False
    lang = primary(terms.langs[place])
    others = _differing_words(asked, terms, place, lang)
    if not others or not all(map(_is_known, others)):
        return True
    return len(others) == 1 and _is_slip(others[0], asked, terms.words(place), lang)


def _differing_words(asked: _Query, terms: _Terms, place: int, lang: str) -> list[str]:
    """The words of the query that are no form of a word of the term."""
    known = list(zip(terms.words(place), terms.stems(place), strict=True))
    return [
        word
        for word, stem in zip(asked.words, asked.stems(lang), strict=True)
        if not any(stem == other_stem and _are_forms(word, other, lang) for other, other_stem in known)
    ]


def _is_slip(word: str, asked: _Query, term: list[str], lang: str) -> bool:
    """True if a word that the lexicons know is one letter away from the one that must be meant.

    That is so in a phrase of three words or more, in a very long compound (Rechenshaftspflicht), and for an English
    word that begins in the same way: the lexicon lists a few misspellings (artifical intelligence).
    """
    from rapidfuzz.distance import OSA  # imported before, by _misspelt

    near = [other for other in term if OSA.distance(word, other) == 1]
    if len(asked.words) == len(term) >= _LONG_PHRASE or len(word) >= _LONG_COMPOUND:
        return bool(near)
    is_long = len(asked.words) > 1 and lang == "en" and len(word) >= _LONG_WORD
    return is_long and any(word[:3] == other[:3] for other in near)


def _is_known(folded: str) -> bool:
    """True if a folded word is in the dictionary of a language, or a compound of words that are."""
    return any(record.is_known(folded) for record in folders().values())


@cache
def _function_words() -> frozenset[str]:
    """The folded function words of all languages that have a folder."""
    return frozenset(fold(word) for record in folders().values() for word in record.function_words)
