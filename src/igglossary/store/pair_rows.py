"""Mined candidates ⇄ rows: what documents say of a pair, brought together."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from igglossary.languages import language
from igglossary.model import LEAST_TERMHOOD, Status, Suggestion
from igglossary.store import codec
from igglossary.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.model import TermPair
    from igglossary.store.origins import Columns

GENERAL = f"(coalesce(termhood, 1) < {LEAST_TERMHOOD} AND known IS NULL)"
"""A pair that is likelier a general word than a term: the review has it in a group of its own (docs/mining.md)."""
MAX_SUGGESTIONS = 9
"""As many as there are keys for them in the review screen."""


def without_occurrences(pair: TermPair) -> str:
    """What a document proposes, as JSON; its occurrences have rows of their own."""
    data = codec.encode(pair)
    data.pop("occurrences", None)
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def load_suggestions(text: str) -> tuple[Suggestion, ...]:
    """The suggestions of a pair from their JSON, best first."""
    return tuple(codec.decode(Suggestion, item) for item in json.loads(text))


def merged_suggestions(contributions: Sequence[TermPair]) -> str:
    """The best suggestions of all documents, as JSON."""
    merged: dict[str, Suggestion] = {}
    for pair in contributions:
        for suggestion in pair.suggestions or (Suggestion(pair.english, pair.score),):
            known = merged.get(suggestion.term)
            merged[suggestion.term] = (
                suggestion
                if known is None
                else Suggestion(suggestion.term, max(known.score, suggestion.score), known.count + suggestion.count)
            )
    best = sorted(merged.values(), key=lambda s: (-s.score, s.term))[:MAX_SUGGESTIONS]
    return json.dumps([codec.encode(suggestion) for suggestion in best], ensure_ascii=False)


def first_status(pair: TermPair) -> str:
    """The status of a pair that is new: what the term base has already needs no decision."""
    return str(Status.APPROVED if pair.known_concept else Status.CANDIDATE)


def best_of(contributions: Sequence[TermPair]) -> dict[str, Any]:
    """The columns of an undecided pair that follow from the document which is surest of it."""
    best = max(contributions, key=lambda pair: pair.score)
    return {
        "english": best.english,
        "score": best.score,
        "termhood": best.termhood,
        "doubt": str(best.doubt or ""),
        "part_of_speech": None if best.part_of_speech is None else str(best.part_of_speech),
        "known": best.known_concept,
        "conflict": best.conflict,
        "status": first_status(best),
    }


def reading_place(first: Columns | None, german: str, score: float, *, is_general: bool) -> str:
    """A text that sorts as pairs are read: newest report, terms before general words, sentence, head word, sure first.

    ``first`` is (id and date of the document, paragraph, start) of its first place in the newest report. Equal up to
    the head word for pairs that one sentence proves.
    """
    last = f"{_last_word(german)}|{1000 - round(1000 * score):04}"
    if first is None:
        return f"~|{is_general:d}|{last}"
    backwards = "".join(chr(ord("9") - int(sign)) if sign.isdecimal() else sign for sign in _ascii(first["date"]))
    report = f"{backwards or '~'}|{10**9 - first['id']:010}|{is_general:d}"
    return f"{report}|{max(0, first['paragraph'] or 0):07}|{max(0, first['start']):08}|{last}"


def _last_word(german: str) -> str:
    """The head of a term, of a compound its last part, so that a family stands together."""
    word = fold(german.replace("-", " ").rpartition(" ")[2]).replace("|", "")
    cuts = language("de").boundaries(word)
    return word[cuts[-1] :] if cuts else word


def _ascii(date: str) -> str:
    return "".join(sign for sign in date if sign.isascii() and sign != "|")
