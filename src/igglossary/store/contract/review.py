"""What the review asks of a store: queues as compact lists, rows by page, single entries, and acts.

A queue of 100,000 entries is an ``array('q')`` of keys and a ``bytearray`` of status codes (0.9 MB together); texts are
read only for the rows that are shown.

A decision is the only way in which a person changes an entry. An entry is a unit, a pair or a concept; a decision names
the fields that change with their old and new values. It is appended, never changed: undo appends the opposite. All
decisions of one act (say, a bulk approval) share ``act`` and are taken back together. A decision that takes another one
back, or does it again, names it in ``undoes`` and has the action ``undo`` or ``redo``; whether a decision stands
follows from the last of these.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from igglossary.model import Status

if TYPE_CHECKING:
    from array import array
    from collections import Counter
    from collections.abc import Container, Mapping, Sequence

    from igglossary.model import Concept, Decision, Occurrence
    from igglossary.store.contract.entries import Entry
    from igglossary.store.evidence import PairTexts

STATUSES = (Status.CANDIDATE, Status.APPROVED, Status.REJECTED, Status.DEFERRED)
"""A status code is an index into this."""
ENTRY_KINDS = {"pairs": "pair", "links": "unit", "concepts": "concept"}
"""Queue → the kind of entry that decisions name."""

_SHARED = ("status", "reason", "note", "person", "mine", "changed", "de", "en", "text", "document", "proposed")
FIELDS = {
    "pairs": frozenset((*_SHARED, "count", "documents", "score", "general", "doubt", "known")),
    "links": frozenset((*_SHARED, "score", "keep", "relation")),
    "concepts": frozenset((*_SHARED, "subject", "defined", "complete", "shipped")) - {"reason"},
    "units": frozenset((*_SHARED, "score", "keep", "relation")),
}
"""What a condition may name, for each queue and for the whole memory (docs/review.md says what each means).

``mine`` is what the store's person has decided or changed; concepts and units that nobody has changed are theirs who
brought them in. ``shipped`` are the concepts that came with the program and that nobody has changed. ``proposed`` is
what somebody in a team has proposed who may not decide, and nobody has decided since.
"""
SORTS = {
    "pairs": ("places", "count", "score", "doubtful", "de", "en", "document", "changed"),
    "links": ("document", "score", "keep", "doubtful", "relation", "de", "en", "changed"),
    "concepts": ("de", "en", "subject", "document", "changed"),
    "units": (),
}
"""Orders of each queue, the usual one first; the entries' ids decide where it says nothing."""

PAIR_FIELDS = (
    "german", "english", "status", "administrative_status", "part_of_speech", "note", "concept", "merged_into",
    "reason",
)  # fmt: skip
UNIT_FIELDS = ("source", "target", "relation", "status", "note")
CONCEPT_FIELDS = ("data", "is_deleted")
CHANGEABLE = {"pair": PAIR_FIELDS, "unit": UNIT_FIELDS, "concept": CONCEPT_FIELDS}
"""Kind of an entry → the fields that a decision may change."""


class Condition(NamedTuple):
    """One condition of a filter: a field of ``FIELDS``, ``=``, ``<``, ``<=``, ``>``, ``>=`` or ``has`` (contains).

    Texts are compared case folded; what is answered by yes or no needs no value.
    """

    field: str
    operator: str
    value: str | float
    is_negated: bool = False


GROUP = 255
"""The code of the line of a group of general words."""
NO_REPORT = 2**40
"""Stands for the report of pairs of which none is known, and for all reports where the order does not part them."""


class Queue(NamedTuple):
    """A filtered, sorted queue: the keys of its entries and their status codes, position by position.

    In a queue of pairs the candidates that are likely general words are closed groups: at the end of each report in the
    order ``places``, else all at the end. The line of a group has the key ``-report`` and the code ``GROUP``; its words
    follow where the group is opened. A condition on ``general`` lists them like all others.
    """

    keys: array[int]
    codes: bytearray
    counts: list[int]
    """How many entries the unfiltered queue has of each status, in the order of ``STATUSES``."""
    groups: dict[int, int]
    """Key of the line of a group of general words → how many of them the filter leaves."""
    open_in: Counter[int]
    """Report → its candidates in the queue, general words not counted."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list; ``score`` of a link is its ``keep`` where it has one.

    A pair stands in ``report`` (a document) at ``passage``, which is equal for pairs that one sentence proves, and for
    links of one German sentence; "" and None where nothing is known.
    """

    key: int
    entry_id: str
    german: str
    english: str
    status: Status
    score: float | None
    count: int
    passage: str = ""
    report: int | None = None


class Change(NamedTuple):
    """What shall become of one entry.

    ``new`` maps field names to values (``CHANGEABLE``). A concept is changed or made by ``data``, its JSON-able form
    (``codec.encode``), deleted by ``{"is_deleted": 1}`` and restored by ``{"is_deleted": 0}``. ``seen_version`` is the
    version that the person looked at, None for an entry that does not exist yet.
    """

    entry_kind: str
    entry_id: str
    action: str
    new: Mapping[str, object]
    seen_version: int | None = None


class Decided(NamedTuple):
    """An act that was carried out."""

    decisions: tuple[Decision, ...] = ()
    keys: tuple[int, ...] = ()
    """Of the entries that were decided in the queue that was asked for, each once, in the order of the act."""
    rows: tuple[Row | None, ...] = ()
    """Those entries as they are now; None for one that is gone (a deleted concept)."""
    proposals: int = 0
    """What was kept as proposals instead, because the person may not decide in this store."""


class StoredConcept(NamedTuple):
    """A concept of which decisions can be made; ``concept`` is None if it is deleted."""

    concept: Concept | None
    version: int


class Ground(NamedTuple):
    """What has to be known of the term base before pairs are approved, merged, split or released."""

    concepts: dict[str, StoredConcept]
    """By id: all that are named below or were asked for; an id that is missing is free."""
    named: dict[str, tuple[str, ...]]
    """German term that was asked for → ids of the concepts that have it, by id."""
    sharing: dict[int, tuple[tuple[str, str], ...]]
    """Pair → (German, English) of the other approved pairs that made or extended the same concept."""
    first_seen: dict[int, Occurrence]
    """Pair → one of the occurrences of its present words; missing where nothing proves them."""


class Review(Protocol):
    """Queues are named ``pairs``, ``links`` (units with evidence) and ``concepts``."""

    # --- looking ---

    def queue(self, queue: str, conditions: Sequence[Condition], sort: str, opened: Container[int] = ()) -> Queue:
        """A queue, filtered (all conditions hold) and sorted by one of ``SORTS``; ``opened`` are keys of groups."""

    def general_words(self, group: int, conditions: Sequence[Condition]) -> list[int]:
        """The keys of the pairs of a closed group that a filter leaves."""

    def reports(self, reports: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Reports that rows name → (title, else name of the file; date, perhaps "")."""

    def matching(self, kind: str, conditions: Sequence[Condition]) -> frozenset[str]:
        """The ids of the entries of a queue, or of all ``units``, that fulfil the conditions."""

    def counts(self, queue: str) -> list[int]:
        """How many entries a queue has of each status, in the order of ``STATUSES``."""

    def rows(self, queue: str, keys: Sequence[int]) -> list[Row | None]:
        """The rows with these keys in this order; None for one that is gone meanwhile."""

    def entries(self, queue: str, keys: Sequence[int]) -> list[Entry | None]:
        """All that is shown of entries but their occurrences, in this order; None for one that is gone."""

    def key(self, queue: str, entry_id: str) -> int | None:
        """The key of an entry that a decision names; None for a concept that never was."""

    def occurrences(self, pair: int, limit: int = 100) -> tuple[Occurrence, ...]:
        """Up to ``limit`` occurrences of the words that a pair has now (``store.evidence``), most different first."""

    def texts(self, pair: int) -> PairTexts:
        """All that may prove a pair, whatever words are chosen for it."""

    def stop_list(self) -> list[str]:
        """The German words of which a person said that they are no terms: pairs rejected for the reason ``word``."""

    def pairs_of(self, german: str) -> list[int]:
        """The undecided pairs of a German term in any spelling (``languages.sameness``)."""

    def context(self, document_sha256: str | None, segment: str, *, around: int = 2) -> list[tuple[str, bool]]:
        """A segment's text with its neighbours in the document: (text, is it the segment asked for).

        Empty if it is unknown. The neighbours of a quotation end with it: the next note is about something else.
        """

    def unit_context(self, unit: int, text: str, *, around: int = 2) -> list[tuple[str, bool]]:
        """The segment that holds a side of a unit, with its neighbours, as in ``context``."""

    def history(self, entry_kind: str | None = None, entry_id: str | None = None) -> list[Decision]:
        """All decisions, or those about one kind of entry or one entry, oldest first."""

    def labels(self, entries: Sequence[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, ...]]:
        """What entries (kind, id) are about now, a text for each language or side; those that are gone left out."""

    def decision_times(self, limit: int = 1000) -> list[str]:
        """Times of this person's acts with verdicts that stand, newest first, among the last ``limit`` decisions."""

    # --- deciding ---

    def ground(self, pairs: Sequence[int], german: Sequence[str] = (), concepts: Sequence[str] = ()) -> Ground:
        """What the term base has: for pairs (of a pair with a concept, that too), German terms, and concepts by id."""

    def decide(
        self, changes: Sequence[Change], *, reason: str | None = None, queue: str = "", act: str = ""
    ) -> Decided:
        """Carry out one act, or one step of it; or keep it as proposals, if the person may not decide here.

        An approval or edit of a pair keeps what a look-up finds in step, and so does every change of a unit or concept.

        Args:
            changes: In the order of the decisions to be.
            reason: What the person says why.
            queue: Whose keys and rows are wanted back.
            act: The act of the former step (``Decision.act``); all of it is taken back together.

        Raises:
            ConflictError: somebody changed one of the entries since it was read (or made one that should be new, or
                deleted a pair or unit); it says who. Nothing was done.
            StoreError: a side of a unit would be empty, or a field is none; nothing was done.
        """

    def split(
        self, unit: int, version: int | None, halves: Sequence[Mapping[str, object]], *, reason: str | None = None
    ) -> Decided:
        """Make links of one, an act: the first takes the first of ``halves`` (fields), each other one a copy.

        Copies have the evidence and places of the unit and the action ``split`` like it.

        Raises:
            ConflictError: as ``decide``.
        """

    def undo(self, *, queue: str = "") -> Decided:
        """Take back this person's last act that stands; no decisions if there is none.

        Raises:
            ConflictError: somebody changed one of the entries since; nothing was done.
        """

    def redo(self, *, queue: str = "") -> Decided:
        """Do again what this person took back last, unless a new act came after; no decisions if there is nothing.

        Raises:
            ConflictError: as ``undo``.
        """

    def restore(self, concept_id: str) -> bool:
        """Bring a deleted concept back, by a decision; False if there is no such one.

        Raises:
            ConflictError: somebody else did it at this moment.
        """

    # --- exports ---

    def note_export(self) -> None:
        """Remember that an export took place now."""

    def since_export(self) -> dict[str, int]:
        """What was decided since the last export, or ever: entry kind → entries touched."""
