"""Stretches that need no model: quoted words kept in English, and the English clause that fits a row better."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from igglossary.alignment.features import LEAST_RUN, is_telling
from igglossary.alignment.units import Unit, quoted_stretches
from igglossary.alignment.words import longest_common_run, take_apart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.alignment.features import PairTable

_TOKEN = re.compile(r"\w+(?:[-’'.]\w+)*")
_COVERED = 0.6
"""Share of a quoted stretch that must be found word for word."""

CLAUSE_GAIN = 0.1
"""Hub-corrected similarity by which a clause must beat its sentence to be taken instead (docs/alignment.md)."""


_Token = tuple[str, int, int]
"""A word in lower case, its start and its end."""


@dataclass(frozen=True, slots=True)
class LiteralRun:
    """English words that stand in a German sentence as they stand in a quotation; offsets in the sentences' texts."""

    german: Unit
    english_sentence: int
    english: Unit
    words: int


def literal_runs(german: str, english: Sequence[str]) -> list[LiteralRun]:
    """The quoted stretches of a German sentence that are found word for word in an English one, longest place first."""
    result = []
    for unit in quoted_stretches(german):
        tokens = [t for t in _tokens(german) if unit.start <= t[1] and t[2] <= unit.end]
        words = take_apart(unit.text(german), "de")
        if not is_telling(words, (0, 0, len(words.tokens))):
            continue
        runs = (_literal_run(tokens, j, _tokens(text)) for j, text in enumerate(english))
        found = [run for run in runs if run is not None]
        longest = max((run.words for run in found), default=0)
        result += [run for run in found if run.words == longest]
    return result


def _literal_run(quoted: list[_Token], number: int, sentence: Sequence[_Token]) -> LiteralRun | None:
    """The longest run that the tokens of a quoted stretch share with a sentence, if it is most of the stretch."""
    a, b, length = longest_common_run([t[0] for t in quoted], [t[0] for t in sentence])
    if length < LEAST_RUN or length < _COVERED * len(quoted):
        return None
    source = Unit(quoted[a][1], quoted[a + length - 1][2], "quoted")
    target = Unit(sentence[b][1], sentence[b + length - 1][2], "quoted")
    return LiteralRun(source, number, target, length)


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[_Token, ...]:
    return tuple((match.group().lower(), *match.span()) for match in _TOKEN.finditer(text))


def literal_place(words: str, english: str) -> Unit | None:
    """Where these words stand in an English sentence as they are, whatever their case; None if they do not."""
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", english, re.IGNORECASE) if words else None
    return Unit(found.start(), found.end(), "phrase") if found is not None else None


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
