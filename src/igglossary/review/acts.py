"""What a verdict, an edit, a merge or a split means for the store: the changes of one act.

Approving a pair makes or extends a concept in the same act. Within one act (a bulk approval) later pairs see the
concepts that earlier ones made.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from igglossary.languages.sameness import same_keys
from igglossary.model import AdministrativeStatus, Concept, Relation, Status, Transaction
from igglossary.review import concepts
from igglossary.review.conflicts import Resolution, find_conflict
from igglossary.review.reasons import Reason
from igglossary.store import codec
from igglossary.store.contract.entries import ConceptEntry, PairEntry, UnitEntry
from igglossary.store.contract.review import Change, Decided
from igglossary.store.merging import merge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.model import Occurrence
    from igglossary.review.conflicts import TermConflict
    from igglossary.store.contract.entries import Entry
    from igglossary.store.contract.store import Store

VERDICTS = {Status.APPROVED: "approve", Status.REJECTED: "reject", Status.DEFERRED: "defer", Status.CANDIDATE: "reopen"}
"""Status → the action that decisions name."""


class Act:
    """Collects what one act changes; concepts are read once and changed in memory until ``commit``."""

    def __init__(self, store: Store) -> None:
        """Start an act that changes nothing yet."""
        self._store = store
        self._changes: list[Change] = []
        self._concepts: dict[str, tuple[Concept | None, int | None]] = {}
        self._touched: dict[str, str] = {}
        self._made: dict[str, list[str]] = {}
        self._prepared: set[int] = set()
        self._terms_before: dict[str, int] = {}
        self._named: dict[str, tuple[str, ...]] = {}
        self._sharing: dict[int, tuple[tuple[str, str], ...]] = {}
        self._first_seen: dict[int, Occurrence] = {}

    def __len__(self) -> int:
        return len(self._changes) + len(self._touched)

    def change(self, entry: PairEntry | UnitEntry, action: str, **new: Any) -> None:
        """Change fields of a pair or a unit."""
        kind = "pair" if isinstance(entry, PairEntry) else "unit"
        self._changes.append(Change(kind, entry.entry_id, action, new, entry.version))

    def prepare(self, pairs: Sequence[PairEntry]) -> None:
        """Read all that the acts on these pairs need of the term base, in one question; else each act asks itself."""
        self._prepared.update(pair.key for pair in pairs)
        self._ask(pairs)

    def _ask(self, pairs: Sequence[PairEntry], *, concept: str = "") -> None:
        ids = dict.fromkeys(concepts.make_id(pair.german, pair.english) for pair in pairs)
        wanted = [*ids, *(pair.concept for pair in pairs if pair.concept), *([concept] if concept else ())]
        german = list(dict.fromkeys(pair.german for pair in pairs))
        ground = self._store.review.ground([pair.key for pair in pairs], german, wanted)
        for name in (*wanted, *ground.concepts):
            found = ground.concepts.get(name)
            state = (None, None) if found is None else (found.concept, found.version)
            self._concepts.setdefault(name, state)  # what this act has changed already stays so
            if found is not None and found.concept is not None:
                self._terms_before.setdefault(name, _term_count(found.concept))
        self._named.update(ground.named)
        self._sharing.update(ground.sharing)
        self._first_seen.update(ground.first_seen)

    def _needs(self, pair: PairEntry) -> None:
        if pair.key not in self._prepared:
            self.prepare([pair])

    def concept(self, concept_id: str) -> Concept | None:
        """A concept as this act leaves it, None if there is none."""
        if concept_id not in self._concepts:
            self._ask((), concept=concept_id)
        return self._concepts[concept_id][0]

    def see(self, entry: ConceptEntry) -> None:
        """Hold the concept in the version that the reviewer looked at."""
        self._concepts[entry.concept.id] = (entry.concept, entry.version)

    def put(self, concept: Concept, action: str) -> None:
        """Make or change a concept."""
        if self.concept(concept.id) == concept:
            return
        self._concepts[concept.id] = (concept, self._concepts[concept.id][1])
        if self._touched.get(concept.id) != "create":  # what was made and then extended was made
            self._touched[concept.id] = action
        for term in concepts.terms_of(concept, "de"):
            for key in same_keys(term.text, "de"):
                self._made.setdefault(key, []).append(concept.id)

    def delete(self, concept_id: str, action: str) -> None:
        """Delete a concept."""
        if self.concept(concept_id) is not None:
            self._concepts[concept_id] = (None, self._concepts[concept_id][1])
            self._touched[concept_id] = action

    def concepts_named(self, german: str) -> list[Concept]:
        """The concepts that have the German term of a prepared pair, in any spelling, those of this act included."""
        made = [found for key in same_keys(german, "de") for found in self._made.get(key, ())]
        ids = [*self._named.get(german, ()), *made]
        found = (self.concept(concept_id) for concept_id in dict.fromkeys(ids))
        return [concept for concept in found if concept is not None and concepts.has_term(concept, "de", german)]

    def counted(self) -> tuple[int, int]:
        """(concepts that this act makes, terms that it brings to concepts that are there)."""
        made = terms = 0
        for concept_id, action in self._touched.items():
            concept = self._concepts[concept_id][0]
            if action == "create":
                made += 1
            elif action == "extend" and concept is not None:
                terms += _term_count(concept) - self._terms_before.get(concept_id, 0)
        return made, terms

    def result(self) -> Concept | None:
        """The concept that this act makes or changes, the last if there are several; None if it deletes or has none."""
        found = (self._concepts[concept_id][0] for concept_id in reversed(self._touched))
        return next((concept for concept in found if concept is not None), None)

    def commit(self, reason: str | None = None, *, queue: str = "", name: str = "") -> Decided:
        """Carry the act out; gives back what the list of a ``queue`` shows of it. ``name`` continues an act.

        Raises:
            ConflictError: somebody changed an entry since it was read; nothing was done.
        """
        changes = list(self._changes)
        for concept_id, action in self._touched.items():
            concept, version = self._concepts[concept_id]
            if concept is None and version is None:
                continue
            new: dict[str, Any] = (
                {"is_deleted": 1} if concept is None else {"data": codec.encode(concept), "is_deleted": 0}
            )
            changes.append(Change("concept", concept_id, action, new, version))
        return self._store.review.decide(changes, reason=reason, queue=queue, act=name) if changes else Decided()

    def origination(self) -> Transaction:
        """The mark of what this act adds to the term base."""
        return Transaction("origination", self._store.now(), self._store.person)

    # --- pairs ---

    def approve_pair(self, pair: PairEntry, resolution: Resolution | None) -> TermConflict | None:
        """Approve a pair and bring its terms into the term base; the conflict if that needs a resolution first."""
        self._needs(pair)
        known = self.concepts_named(pair.german)
        conflict = find_conflict(known, pair.german, pair.english)
        if conflict is not None and resolution is None:
            return conflict
        changed: dict[str, Any] = {"reason": None} if pair.reason else {}
        concept_id = self._home(pair, known, resolution, is_known=conflict is None)
        if concept_id is not None:
            changed["concept"] = concept_id
        self.change(pair, "approve", status=str(Status.APPROVED), **changed)
        return None

    def _home(
        self, pair: PairEntry, known: Sequence[Concept], resolution: Resolution | None, *, is_known: bool
    ) -> str | None:
        """The concept that an approved pair makes or extends; None if the term base has the pair already."""
        same = next((concept for concept in known if concepts.has_term(concept, "en", pair.english)), None)
        if same is not None and is_known:
            self.put(replace(same, status=Status.APPROVED), "approve")
            return None
        if not known or resolution is Resolution.SEPARATE:
            return self._make_from(pair)
        bare = next((concept for concept in known if not concepts.terms_of(concept, "en")), None)
        return self._extend(same or bare or known[0], pair, resolution)

    def release_pair(self, pair: PairEntry) -> None:
        """Take out of the term base what the approval of a pair brought in; no change if it brought nothing."""
        if not pair.concept or pair.status is not Status.APPROVED:
            return
        self._needs(pair)
        concept = self.concept(pair.concept)
        if concept is None:
            return
        left = concepts.withdraw(concept, pair.german, pair.english, list(self._sharing.get(pair.key, ())))
        if left is None:
            self.delete(concept.id, "withdraw")
        else:
            self.put(left, "withdraw")

    def leave_pair(self, pair: PairEntry, status: Status, *, reason: str | None = None, **new: Any) -> None:
        """Reject (for a reason), defer or reopen a pair, perhaps with other changes, and release what it brought."""
        self.release_pair(pair)
        if pair.reason != reason:
            new["reason"] = reason
        if pair.concept:
            new["concept"] = None
        if pair.merged_into:
            new["merged_into"] = None
        action = "edit" if "german" in new else "choose" if "english" in new else VERDICTS[status]
        self.change(pair, action, status=str(status), **new)

    def merge_pairs(self, pairs: Sequence[PairEntry]) -> None:
        """Approve pairs as forms of one concept: the first one's terms are preferred, the others admitted."""
        first, rest = pairs[0], pairs[1:]
        self.prepare(pairs)
        for pair in pairs:
            self.release_pair(pair)
        known = self.concepts_named(first.german)
        same = next((concept for concept in known if concepts.has_term(concept, "en", first.english)), None)
        concept_id = same.id if same is not None else self._make_from(first)
        concept = self.concept(concept_id)
        for pair in rest:
            for text, lang in ((pair.german, "de"), (pair.english, "en")):
                term = concepts.make_term(text, lang, AdministrativeStatus.ADMITTED, self.origination())
                term = concepts.in_context(term, self._first_seen.get(pair.key))
                concept = concepts.add_term(concept, term) if concept is not None else None
        if concept is not None:
            self.put(concept, "merge")
        self.change(first, "merge", status=str(Status.APPROVED), concept=concept_id)
        for pair in rest:
            self.change(pair, "merge", status=str(Status.APPROVED), concept=concept_id, merged_into=first.key)

    def split_pair(self, pair: PairEntry) -> bool:
        """Give an approved pair a concept of its own; False if it has one."""
        concept = self.concept(pair.concept) if pair.concept else None
        if concept is None or sum(len(section.terms) for section in concept.languages) <= 2:
            return False
        self.release_pair(pair)
        concept_id = self._make_from(pair)
        self.change(pair, "split", concept=concept_id, merged_into=None)
        return True

    def set_term_status(self, pair: PairEntry, status: AdministrativeStatus) -> None:
        """Set the status of the English term, in the term base too if the pair is there."""
        self.change(pair, "term-status", administrative_status=str(status))
        concept = self.concept(pair.concept) if pair.concept and pair.status is Status.APPROVED else None
        if concept is not None:
            self.put(concepts.set_status(concept, "en", status, only=pair.english), "term-status")

    def _make_from(self, pair: PairEntry) -> str:
        self._needs(pair)
        concept_id = concepts.make_id(pair.german, pair.english)
        number = 1
        while self.concept(concept_id) is not None:
            number += 1
            concept_id = f"{concepts.make_id(pair.german, pair.english)}-{number}"
        seen = self._first_seen.get(pair.key)
        made = concepts.make_concept(pair, seen, self.origination(), concept_id=concept_id)
        self.put(made, "create")
        return concept_id

    def _extend(self, concept: Concept, pair: PairEntry, resolution: Resolution | None) -> str:
        """Bring the English term to a concept; one that was not to be used may be used again."""
        status = AdministrativeStatus.PREFERRED
        if resolution is Resolution.REPLACE:
            concept = concepts.set_status(concept, "en", AdministrativeStatus.SUPERSEDED, but=pair.english)
        elif resolution is Resolution.ADMIT:
            status = AdministrativeStatus.ADMITTED
        concept = concepts.set_status(concept, "en", status, only=pair.english)
        term = concepts.make_term(pair.english, "en", status, self.origination())
        concept = concepts.add_term(concept, concepts.in_context(term, self._first_seen.get(pair.key)))
        self.put(replace(concept, status=Status.APPROVED), "extend")
        return concept.id

    # --- links ---

    def join_units(self, units: Sequence[UnitEntry]) -> None:
        """Make one open link of several, in their order; the others are rejected. A text that repeats is kept once."""
        german, english = joined_sides(units)
        self.change(units[0], "join", status=str(Status.CANDIDATE), **side_fields(units[0], german, english))
        for unit in units[1:]:
            self.change(unit, "join", status=str(Status.REJECTED))

    # --- concepts ---

    def merge_concepts(self, entries: Sequence[ConceptEntry]) -> None:
        """Bring everything that the other concepts say into the first and delete them."""
        for entry in entries:
            self.see(entry)
        merged = entries[0].concept
        for entry in entries[1:]:
            merged = merge(merged, entry.concept)
            self.delete(entry.concept.id, "merge")
        self.put(merged, "merge")

    # --- any ---

    def merge(self, entries: Sequence[Entry]) -> None:
        """Make one of entries of one kind: one concept of pairs, one link of links, one concept of concepts."""
        if isinstance(entries[0], PairEntry):
            self.merge_pairs([entry for entry in entries if isinstance(entry, PairEntry)])
        elif isinstance(entries[0], UnitEntry):
            self.join_units([entry for entry in entries if isinstance(entry, UnitEntry)])
        else:
            self.merge_concepts([entry for entry in entries if isinstance(entry, ConceptEntry)])

    def judge(
        self, entry: Entry, status: Status, resolution: Resolution | None = None, *, reason: str | None = None
    ) -> TermConflict | None:
        """Give an entry a status, rejected perhaps for a reason; the conflict if a pair needs a resolution first."""
        if isinstance(entry, PairEntry):
            if status is Status.APPROVED:
                return self.approve_pair(entry, resolution)
            self.leave_pair(entry, status, reason=reason if status is Status.REJECTED else None)
        elif isinstance(entry, UnitEntry):
            self.change(entry, VERDICTS[status], status=str(status))
        else:
            self.see(entry)
            self.put(replace(entry.concept, status=status), VERDICTS[status])
        return None

    def reject_as_word(self, pair: PairEntry) -> int:
        """Put a German term on the stop list: the pair and all open ones of the same term are rejected; how many."""
        others = [key for key in self._store.review.pairs_of(pair.german) if key != pair.key]
        entries = [pair, *self._store.review.entries("pairs", others)]
        for entry in entries:
            if isinstance(entry, PairEntry):
                self.leave_pair(entry, Status.REJECTED, reason=Reason.WORD)
        return len(entries)

    def give_reason(self, entry: PairEntry | UnitEntry, reason: str) -> None:
        """Say why something was rejected, after it was."""
        fields = {"reason": reason} if isinstance(entry, PairEntry) else {"status": str(entry.status)}
        self.change(entry, "reason", **fields)


def joined_sides(units: Sequence[UnitEntry]) -> tuple[str, str]:
    """German and English of several links in their order; a text that repeats is kept once."""
    german, english = (dict.fromkeys(getattr(unit, side) for unit in units) for side in ("german", "english"))
    return " ".join(german), " ".join(english)


def _term_count(concept: Concept) -> int:
    return sum(len(section.terms) for section in concept.languages)


def side_fields(unit: UnitEntry, german: str, english: str) -> dict[str, str]:
    """The fields of a unit that hold these two texts."""
    return {"source": german, "target": english} if unit.german_is_source else {"source": english, "target": german}


def next_relation(relation: Relation) -> Relation:
    """The relation after this one, in the order of the model."""
    relations = list(Relation)
    return relations[(relations.index(relation) + 1) % len(relations)]
