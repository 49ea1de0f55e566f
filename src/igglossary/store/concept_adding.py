"""What becomes of a concept of a file: it is new, or known, or a person decided about it before.

The rules are those of ``contract.terms.TermBase.add`` for every engine; what the store has of a concept is asked
through ``Known``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from igglossary.languages.sameness import same_keys
from igglossary.model import Concept, Status
from igglossary.store import codec
from igglossary.store.concept_rows import digest, is_short
from igglossary.store.contract import pair_of_candidate
from igglossary.store.contract.terms import Outcome
from igglossary.store.merging import contradictions, gains, merge, without_removed
from igglossary.text.languages import primary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from igglossary.model import Decision
    from igglossary.store.origins import Columns


class Known(Protocol):
    """What a store has, inside the transaction that adds; what was written in it is known as well."""

    def candidate(self, pair: int) -> set[str] | None:
        """The two texts of a pair; None if there is none."""

    def with_digest(self, digest: str, preferred: str) -> tuple[str, bool] | None:
        """(id, is it deleted) of a concept with the same content, the one with the preferred id first."""

    def concept(self, concept_id: str) -> Columns | None:
        """The row of a concept: at least ``id``, ``status``, ``data`` and ``is_deleted``."""

    def find(self, text: str, lang: str) -> Iterable[str]:
        """Ids of the concepts that have a term in any spelling."""

    def decisions(self, concept_id: str) -> Sequence[Decision]:
        """All decisions about a concept."""

    def hidden(self) -> Iterable[tuple[str, bool, str]]:
        """(id, True if it was deleted, data) of the concepts that a person deleted or rejected."""

    def write(self, concept: Concept) -> None:
        """Insert or replace a concept."""

    def decide(self, concept_id: str, old: dict[str, Any], new: dict[str, Any]) -> None:
        """Append the decision ``import`` about a concept."""


class Adding:
    """Concepts of a file on their way into a store."""

    def __init__(self, known: Known) -> None:
        """Nothing added yet."""
        self._known = known

    def add(self, concept: Concept) -> Outcome:
        """Bring one concept in."""
        if not any(section.terms for section in concept.languages):
            return Outcome(concept.id, "skipped", "no_terms")
        if concept.status is not Status.APPROVED and self._is_known_candidate(concept):
            return Outcome(concept.id, "unchanged")
        same = self._known.with_digest(digest(concept), concept.id)
        if same is not None:
            name, is_deleted = same
            return Outcome(name, "skipped", "deleted") if is_deleted else Outcome(name, "unchanged")
        known = self._same_concept(concept)
        if known is None:
            return self._add_new(concept)
        if known["is_deleted"] or known["status"] == Status.REJECTED:
            return _hidden(known["id"], known["is_deleted"])
        decided = self._known.decisions(known["id"])
        if decided:
            return self._propose(codec.loads(Concept, known["data"]), concept, decided)
        return self._merge(codec.loads(Concept, known["data"]), concept)

    def _add_new(self, concept: Concept) -> Outcome:
        for former in sorted(_common(concept, self._find_hidden)):
            return _hidden(former, self._hidden_ids[former])
        fresh = replace(concept, id=self._free_id(concept.id))
        self._known.write(fresh)
        return Outcome(fresh.id, "added")

    def _merge(self, before: Concept, concept: Concept) -> Outcome:
        merged = merge(before, concept)
        contradicted = tuple(contradictions(before, concept))
        if merged == before:
            return Outcome(before.id, "unchanged", contradicted=contradicted)
        self._known.write(merged)
        return Outcome(before.id, "changed", contradicted=contradicted, gained=gains(before, merged))

    def _propose(self, before: Concept, concept: Concept, decided: Sequence[Decision]) -> Outcome:
        """Change a concept about which a person decided: by a decision, and without what the person took out."""
        states = [state["data"] for one in decided for state in (one.old, one.new) if state.get("data") is not None]
        left, removed = without_removed(concept, before, [codec.decode(Concept, state) for state in states])
        merged = replace(merge(before, left), status=before.status, provenance=before.provenance)
        contradicted, taken_out = tuple(contradictions(before, left)), tuple(removed)
        if digest(merged) == digest(before):
            return Outcome(before.id, "unchanged", contradicted=contradicted, removed=taken_out)
        self._known.write(merged)
        self._known.decide(before.id, {"data": codec.encode(before)}, {"data": codec.encode(merged)})
        return Outcome(before.id, "changed", contradicted=contradicted, removed=taken_out, gained=gains(before, merged))

    def _is_known_candidate(self, concept: Concept) -> bool:
        """A candidate of ours that comes back from an export is no news."""
        pair = pair_of_candidate(concept.id)
        texts = {term.text for section in concept.languages for term in section.terms}
        return pair is not None and self._known.candidate(pair) == texts

    def _same_concept(self, concept: Concept) -> Columns | None:
        """The stored concept that means the same as one of a file."""
        row = self._known.concept(concept.id)
        if row is not None and _keys(concept) & _keys(codec.loads(Concept, row["data"])):
            return row
        common = _common(concept, self._known.find)
        return self._known.concept(min(common)) if common else None

    @cached_property
    def _all_hidden(self) -> list[tuple[str, bool, str]]:
        return list(self._known.hidden())

    @cached_property
    def _hidden_ids(self) -> dict[str, bool]:
        """Concepts that a person deleted (True) or rejected; their terms are in no look-up."""
        return {name: is_deleted for name, is_deleted, _data in self._all_hidden}

    @cached_property
    def _hidden_terms(self) -> dict[tuple[str, str], set[str]]:
        found = defaultdict(set)
        for concept, _is_deleted, data in self._all_hidden:
            for name in _keys(codec.loads(Concept, data)):
                found[name].add(concept)
        return found

    def _find_hidden(self, text: str, lang: str) -> set[str]:
        if not self._hidden_ids:
            return set()
        return set().union(*(self._hidden_terms.get((primary(lang), key), ()) for key in same_keys(text, lang)))

    def _free_id(self, wanted: str) -> str:
        free, number = wanted, 1
        while pair_of_candidate(free) is not None or self._known.concept(free) is not None:
            number += 1
            free = f"{wanted}-{number}"
        return free


def _hidden(concept: str, is_deleted: object) -> Outcome:
    return Outcome(concept, "skipped", "deleted" if is_deleted else "rejected")


def _common(concept: Concept, find: Callable[[str, str], Iterable[str]]) -> set[str]:
    """The ids that are found under a term of every language of a concept."""
    per_language = [
        {found for term in section.terms for found in find(term.text, section.lang)}
        for section in concept.languages
        if section.terms
    ]
    common = set.intersection(*per_language) if len(per_language) > 1 else set()
    named = [(term.text, term.lang) for section in concept.languages for term in section.terms if not is_short(term)]
    if common and named:  # DPI – DPI is packet inspection and public infrastructure: the full names must agree
        common &= {found for text, lang in named for found in find(text, lang)}
    return common


def _keys(concept: Concept) -> set[tuple[str, str]]:
    return {
        (primary(section.lang), key)
        for section in concept.languages
        for term in section.terms
        for key in same_keys(term.text, section.lang)
    }
