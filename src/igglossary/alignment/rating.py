"""From chosen pairs to units that a translator can keep: clean stretches, ``keep``, projected phrases, sub-pairs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from igglossary.alignment.choices import Choice, PhraseQuery
from igglossary.alignment.edges import bare, cleaned
from igglossary.alignment.keep import KEPT, QUOTED, facts, keep_phrase, keep_sentence, stretches
from igglossary.alignment.projection import Candidate, candidates, choose
from igglossary.alignment.selection import (
    LEAST_PHRASE,
    LEAST_UNLINKED_PHRASE,
    best_phrases,
    related,
    without_doubles,
)
from igglossary.alignment.stretches import literal_place
from igglossary.alignment.subpairs import LEAST_GAIN, LEAST_KEEP, SubPair, sub_pairs
from igglossary.alignment.text_vectors import TextVectors
from igglossary.alignment.word_alignment import WordPairs, pair_words, words_to_encode
from igglossary.model import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from igglossary.alignment.embedding import Encoder
    from igglossary.alignment.units import Unit

_QUOTED_COSINE = 0.6
"""Least cosine of translated quoted words that link a sentence by themselves, to a note referred to from it."""
_SCORE_MARGIN = 0.15
"""What a phrase's score may exceed its cosine by: single words are less alike than sentences."""
_SUREST_PHRASE = 0.9
"""Score of quoted words that link their sentence by themselves."""
_CLEAR = 0.9
"""Clearness of a short stretch that was not projected, but cut out by its own punctuation on both sides."""


class Rater:
    """The sentences of one document and what was encoded of them."""

    def __init__(self, german: Sequence[str], english: Sequence[str], encoder: Encoder) -> None:
        """Nothing is encoded before it is asked for."""
        self._german = german
        self._english = english
        self._vectors = TextVectors(encoder)
        self._pairs: dict[tuple[int, int], WordPairs] = {}

    def rate(self, choices: Sequence[Choice], queries: Sequence[PhraseQuery]) -> list[Choice]:
        """The choices with ``keep`` and relation, and what was found inside them. Two calls of the encoder."""
        self._encode_words(choices, queries)
        rated = [self._rated(choice) for choice in choices]
        inside = {query: candidates(self._words(query.sentence, query.column), query.unit) for query in queries}
        parts = self._sub_pairs(rated)
        self._vectors.need(self._texts_inside(inside, parts))
        phrases = self._phrases(inside)
        rated += [found for choice, found_inside in parts for found in self._best_part(choice, found_inside, rated)]
        return without_doubles([*(related(one) for one in rated), *phrases])

    def _encode_words(self, choices: Sequence[Choice], queries: Sequence[PhraseQuery]) -> None:
        places = {(one.sentence, one.column) for one in choices} | {(one.sentence, one.column) for one in queries}
        words = words_to_encode({self._german[i] for i, _j in places}, {self._english[j] for _i, j in places})
        texts = [text for one in choices for text in self._bare_texts(one)]
        texts += [bare(query.unit.text(self._german[query.sentence])) for query in queries]
        self._vectors.need([*words, *texts])

    def _bare_texts(self, choice: Choice) -> tuple[str, str]:
        german = choice.german.text(self._german[choice.sentence])
        return bare(german), bare(choice.english.text(self._english[choice.column]))

    def _words(self, sentence: int, column: int) -> WordPairs:
        """The words of a pair of sentences, worked out once."""
        found = self._pairs.get((sentence, column))
        if found is None:
            found = pair_words(self._german[sentence], self._english[column], self._vectors)
            self._pairs[sentence, column] = found
        return found

    def _rated(self, choice: Choice) -> Choice:
        if choice.relation is Relation.QUOTATION:
            return replace(choice, keep=QUOTED)
        pair = stretches(self._words(choice.sentence, choice.column), choice.german, choice.english)
        cosine = self._vectors.cosine(*self._bare_texts(choice))
        keep = keep_sentence(pair, cosine) if pair.is_long else keep_phrase(pair, cosine, _CLEAR)
        return replace(choice, keep=keep, facts=facts(pair))

    def _sub_pairs(self, rated: Sequence[Choice]) -> list[tuple[Choice, list[SubPair]]]:
        """The pairs of sentences of which nothing can be kept yet, with the runs of clauses to try."""
        best: dict[tuple[int, int], float] = {}
        wholes: dict[tuple[int, int], Choice] = {}
        for one in rated:
            place = (one.sentence, one.column)
            if one.relation is not Relation.QUOTATION:
                best[place] = max(best.get(place, 0.0), one.keep or 0.0)
                if one.german.kind == "sentence":
                    wholes[place] = one
        return [(one, sub_pairs(self._words(*place))) for place, one in wholes.items() if best[place] < KEPT]

    def _texts_inside(
        self, inside: dict[PhraseQuery, list[Candidate]], parts: Sequence[tuple[Choice, list[SubPair]]]
    ) -> Iterable[str]:
        for query, found in inside.items():
            yield from (one.unit.text(self._english[query.column]) for one in found)
        for choice, found_parts in parts:
            for part in found_parts:
                yield bare(part.german.text(self._german[choice.sentence]))
                yield bare(part.english.text(self._english[choice.column]))

    def _best_part(self, choice: Choice, parts: Sequence[SubPair], rated: Sequence[Choice]) -> list[Choice]:
        """The runs of clauses that can be kept, where they are clearly better than all that the sentences have."""
        made = [
            self._rated(replace(choice, german=part.german, english=part.english, relation=Relation.PARAPHRASE))
            for part in parts
        ]
        made = [one for one in made if one.german.kind != one.english.kind or one.german.kind != "sentence"]
        best = max(made, key=lambda one: one.keep or 0.0, default=None)
        place = (choice.sentence, choice.column)
        known = max((one.keep or 0.0 for one in rated if (one.sentence, one.column) == place), default=0.0)
        if best is None or best.keep is None or best.keep < max(LEAST_KEEP, known + LEAST_GAIN):
            return []
        return [best]

    def _phrases(self, inside: dict[PhraseQuery, list[Candidate]]) -> list[Choice]:
        """Quoted words and list items as stretches of the English sentences: those that somebody could keep."""
        made = []
        for query, found in inside.items():
            german, english = self._german[query.sentence], self._english[query.column]
            unit = cleaned(query.unit, german)
            kept = literal_place(unit.text(german), english)
            if kept is None:
                made += self._projected(query, unit, found)
            elif " " in unit.text(german).strip():  # a single word that is kept is a name
                score = _SUREST_PHRASE if query.score is None else query.score
                place = (query.row, query.sentence, unit, query.column, kept)
                made.append(Choice(*place, Relation.QUOTATION, score, keep=QUOTED))
        return best_phrases(made)

    def _projected(self, query: PhraseQuery, unit: Unit, found: list[Candidate]) -> list[Choice]:
        """The projection of a phrase, if it can be kept."""
        source = bare(query.unit.text(self._german[query.sentence]))
        texts = [one.unit.text(self._english[query.column]) for one in found]
        cosines = self._vectors.matrix(texts) @ self._vectors.matrix([source])[0] if texts else []
        chosen = choose(found, [float(value) for value in cosines])
        if chosen is None:
            return []
        pair = stretches(self._words(query.sentence, query.column), unit, chosen.unit)
        keep = keep_phrase(pair, chosen.cosine, chosen.clearness)
        likely = chosen.cosine + _SCORE_MARGIN
        if query.score is None:
            is_good = keep >= LEAST_UNLINKED_PHRASE and chosen.cosine >= _QUOTED_COSINE
            score = min(_SUREST_PHRASE, likely)
        else:
            is_good, score = keep >= LEAST_PHRASE, query.score * min(1.0, likely)
        place = (query.row, query.sentence, unit, query.column, chosen.unit)
        choice = Choice(*place, Relation.TRANSLATION, score, chosen.cosine, keep=keep, facts=facts(pair))
        return [choice] if is_good else []
