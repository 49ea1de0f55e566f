"""The right stretch on both sides: quoted words kept in English, translated quoted words, the better clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from igglossary.alignment.features import LEAST_RUN, is_telling
from igglossary.alignment.units import Unit, quoted_stretches, without_label
from igglossary.alignment.words import longest_common_run, take_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.alignment.embedding import Encoder
    from igglossary.alignment.features import PairTable

_TOKEN = re.compile(r"\w+(?:[-’'.]\w+)*")
_COVERED = 0.6
"""Share of a quoted stretch that must be found word for word."""

CLAUSE_GAIN = 0.1
"""Hub-corrected similarity by which a clause must beat its sentence to be taken instead (docs/alignment.md)."""

_LONGEST_PHRASE = 9
_PHRASE_COSINE = 0.45
_FULL_LENGTH, _AUXILIARY, _NEARLY = 0.05, 0.05, 0.05
_VERBS = frozenset("is are was were be been has have had shall should will would can could may might must".split())  # noqa: SIM905  # reads better as words

_TRIMMED = frozenset("the a an of and or in on to for with by that is are be as at from its their".split())  # noqa: SIM905  # reads better as words


@dataclass(frozen=True, slots=True)
class LiteralRun:
    """English words that stand in a German sentence as they stand in a quotation; offsets in the sentences' texts."""

    german: Unit
    english_sentence: int
    english: Unit
    words: int


@dataclass(frozen=True, slots=True)
class PhraseQuery:
    """A German stretch whose counterpart is looked for inside one English sentence."""

    row: int
    unit: Unit
    english_sentence: int


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """The best English stretch for a query with its cosine."""

    query: PhraseQuery
    english: Unit
    cosine: float


def literal_runs(german: str, english: Sequence[str]) -> list[LiteralRun]:
    """The quoted stretches of a German sentence that are found word for word in an English one, longest place first."""
    result = []
    for unit in quoted_stretches(german):
        tokens = list(_TOKEN.finditer(german, unit.start, unit.end))
        words = take_apart(unit.text(german), "de")
        found = []
        for j, text in enumerate(english):
            places = list(_TOKEN.finditer(text))
            a, b, length = longest_common_run([t.group().lower() for t in tokens], [t.group().lower() for t in places])
            if (
                length >= LEAST_RUN
                and length >= _COVERED * len(tokens)
                and is_telling(words, (0, 0, len(words.tokens)))
            ):
                source = Unit(tokens[a].start(), tokens[a + length - 1].end(), "quoted")
                target = Unit(places[b].start(), places[b + length - 1].end(), "quoted")
                found.append(LiteralRun(source, j, target, length))
        if found:
            longest = max(run.words for run in found)
            result += [run for run in found if run.words == longest]
    return result


def better_clause(table: PairTable, row: int, column: int, text: str) -> Unit:
    """The unit of the English sentence that fits the row best: a clause only where it is clearly better."""
    group = table.english_units[column]
    if table.unit_gain is None:
        return group[0]
    first = table.english_first[column]
    gains = table.unit_gain[table.rows[row].units[0], first : first + len(group)]
    best = int(gains.argmax())
    if gains[best] < gains[0] + CLAUSE_GAIN or group[best].kind == "quoted":
        return group[0]
    chosen = group[best]
    # A clause that is nearly the whole sentence is the sentence without its opening words: keep it whole.
    return group[0] if chosen.end - chosen.start > 0.8 * len(text) else chosen


def match_phrases(
    queries: Sequence[PhraseQuery], german: Sequence[str], english: Sequence[str], encoder: Encoder
) -> list[PhraseMatch]:
    """The best English stretch (1–9 words) for every query that has a clear one. One call of the encoder.

    Args:
        queries: what to look for; ``row`` is an index into ``german``.
        german: the texts in which the units of the queries lie.
        english: the English sentences.
        encoder: makes the vectors.
    """
    import numpy as np  # heavy; see the package's docstring

    if not queries:
        return []
    sources = [without_label(query.unit.text(german[query.row])) for query in queries]
    candidates = [
        _phrases(english[query.english_sentence], len(_TOKEN.findall(s)))
        for query, s in zip(queries, sources, strict=True)
    ]
    texts = list(
        dict.fromkeys(
            [
                *sources,
                *(
                    u.text(english[q.english_sentence])
                    for q, group in zip(queries, candidates, strict=True)
                    for u in group
                ),
            ]
        )
    )
    place = {text: n for n, text in enumerate(texts)}
    vectors = encoder.encode(texts)
    result = []
    for query, source, group in zip(queries, sources, candidates, strict=True):
        if not group:
            continue
        text = english[query.english_sentence]
        cosines = vectors[[place[unit.text(text)] for unit in group]] @ vectors[place[source]]
        best = int(np.argmax(cosines + [_preference(unit.text(text), source) for unit in group]))
        if cosines[best] >= _PHRASE_COSINE:
            result.append(PhraseMatch(query, group[best], float(cosines[best])))
    return _without_rivals(result)


def _preference(phrase: str, source: str) -> float:
    """A little more for a phrase that is as long as the source, a little less for one with an auxiliary verb."""
    words = [match.group().lower() for match in _TOKEN.finditer(phrase)]
    length = min(1.0, len(words) / max(1, len(_TOKEN.findall(source))))
    return _FULL_LENGTH * length - (_AUXILIARY if _VERBS.intersection(words) else 0.0)


def _without_rivals(matches: list[PhraseMatch]) -> list[PhraseMatch]:
    """Of several places of one German stretch only the best, and those that are nearly as good."""
    best: dict[tuple[int, Unit], float] = {}
    for match in matches:
        key = (match.query.row, match.query.unit)
        best[key] = max(best.get(key, 0.0), match.cosine)
    return [match for match in matches if match.cosine >= best[match.query.row, match.query.unit] - _NEARLY]


def _phrases(text: str, words: int) -> list[Unit]:
    """Word n-grams about as long as ``words`` German ones (compounds become several words), trimmed of little words."""
    places = list(_TOKEN.finditer(text))
    shortest, longest = max(1, words - 2), min(_LONGEST_PHRASE, words + 3)
    found = {}
    for i in range(len(places)):
        for length in range(shortest, longest + 1):
            if i + length > len(places):
                break
            first, last = places[i], places[i + length - 1]
            if first.group().lower() in _TRIMMED or last.group().lower() in _TRIMMED:
                continue
            if re.search(r"[.;:!?]\s", text[first.end() : last.start()]):
                continue
            found[(first.start(), last.end())] = Unit(first.start(), last.end(), "phrase")
    return list(found.values())
