"""The translation memory in a store: typed rows, and clauses instead of a query language.

Brute force judges it in ``tests/contract/store``. On the look-up path: named tuples and protocols only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from igglossary.answers.places import Place
    from igglossary.messages import Message
    from igglossary.model import Status, TranslationUnit
    from igglossary.store.contract.reports import Link


# --- clauses ---------------------------------------------------------------------------------------------------------


class Both(NamedTuple):
    """A unit has ``code`` and one of ``others``."""

    code: str
    others: tuple[str, ...]


class AnyOf(NamedTuple):
    """A unit of this length bucket has one of ``codes``, or fulfils one of ``pairs``; never both empty."""

    bucket: str
    codes: tuple[str, ...]
    pairs: tuple[Both, ...] = ()


OneOfEach = tuple[tuple[str, ...], ...]
"""A unit of any length has one code of each group."""


class Wanted(NamedTuple):
    """Segments of one side that fulfil the groups, and whose key contains every one of ``key_runs``."""

    side: int
    groups: OneOfEach
    key_runs: tuple[str, ...] = ()


# --- rows ------------------------------------------------------------------------------------------------------------


class UnitRow(NamedTuple):
    """What a look-up needs of a unit. ``codes``: the inline codes of both sides as JSON; ``is_link``: of a report."""

    id: int
    source_lang: str
    target_lang: str
    source: str
    target: str
    relation: str
    status: str
    score: float | None
    codes: str | None
    keep: float | None
    is_link: bool


class Conflict(NamedTuple):
    """One source with different targets; ``targets`` are (unit id, target, status), by id."""

    source_lang: str
    target_lang: str
    source: str
    targets: tuple[tuple[str, str, str], ...]


MAX_CHANGES: Final = 1000
"""More than a person reads; a memory may have millions."""


class AddCounts:
    """What became of the units of one call: ``skipped`` counts by reason. ``read`` is the sum."""

    def __init__(self, skipped: Counter[Message]) -> None:
        """Nothing yet; ``skipped`` is an empty Counter."""
        self.added = 0
        self.changed = 0
        self.unchanged = 0
        self.skipped = skipped
        self.units = 0
        """How many units came in; one with two targets counts once here and twice in ``read``."""
        self.changes: list[tuple[str, tuple[Message, ...]]] = []
        """The first ``MAX_CHANGES`` of the changed units: the source text, and what the unit says now and did not."""

    def change(self, source: str, gained: tuple[Message, ...]) -> None:
        """Count a changed unit."""
        self.changed += 1
        if len(self.changes) < MAX_CHANGES:
            self.changes.append((source, gained))

    @property
    def read(self) -> int:
        """How many pairs of source and target came in."""
        return self.added + self.changed + self.unchanged + self.skipped.total()

    def __repr__(self) -> str:
        return (
            f"AddCounts(added={self.added}, changed={self.changed}, unchanged={self.unchanged}, skipped={self.skipped})"
        )


class Batch(NamedTuple):
    """Units ready for writing, as plain values that ``marshal`` takes; only the store knows what is in ``rows``."""

    rows: list[Any]
    words: list[tuple[str, str]]
    tags: list[tuple[str, int]]


# --- what a store can ------------------------------------------------------------------------------------------------


class Fetched(Protocol):
    """Some units; what may be asked of them besides is there already, where asking again would cost a round trip."""

    rows: dict[int, UnitRow]
    """By id; missing units are left out."""

    def places(self, ids: Iterable[int]) -> dict[int, list[Place]]:
        """For each of these units where it was seen, in the order of the documents."""

    def wholes(self, ids: Iterable[int]) -> dict[int, list[frozenset[int]]]:
        """For each place of each unit, and of those above it, the units that it is a part of there, directly or not."""


class Preparer(Protocol):
    """Makes units ready for writing; needs no connection, so that another process can do it."""

    def prepare(self, units: Iterable[TranslationUnit]) -> tuple[Batch, Counter[Message]]:
        """Some units, and for those that cannot be kept the reasons with their counts."""


class Writer(Protocol):
    """Writes prepared units that come from one document."""

    counts: AddCounts

    def write_batch(self, batch: Batch) -> None:
        """One batch in one transaction: duplicates are merged, decisions stay, the index is in step."""

    def finish(self) -> AddCounts:
        """Call it once, after the last batch."""


class Memory(Protocol):
    """Translation units and the index of their tokens' codes (``text.memory_tokens``); sides are SOURCE and TARGET."""

    batch_units: int
    """How many units make a good batch."""

    fetched_units: int
    """How many units a look-up fetches at once; most need no more than that."""

    def languages(self) -> list[tuple[str, int]]:
        """(primary language, side) of everything that was ever stored, sorted."""

    def frequencies(self, codes: Sequence[str]) -> dict[str, int]:
        """About how many units have each code; rare codes are missing. A wrong number costs time, never a match."""

    def candidates(self, asked: Sequence[tuple[int, AnyOf]]) -> Iterator[tuple[int, int, str]]:
        """(unit, side, key of that side) of the units that fulfil one of the clauses, each with the side it is about.

        In any order, once for each side; others may come as well.
        """

    def texts(self, asked: Sequence[Wanted]) -> Iterator[tuple[int, int, str]]:
        """(unit, which of ``asked``, text of its side) of the units that have what is wanted, by ascending unit.

        Rejected units are left out, and links that lie in others which are no less approved: those contain the same
        words. To stop early is cheap.
        """

    def words_like(self, langs: Sequence[str], *, prefix: str = "", inside: str = "") -> dict[str, list[str]]:
        """For each language the words that begin with ``prefix``, or else contain ``inside``, in code point order."""

    def fetch(self, ids: Sequence[int]) -> Fetched:
        """The units with those ids, and what else there is to say of them."""

    # --- whole units ---

    def is_empty(self) -> bool:
        """True if there is no unit."""

    def iterate(
        self,
        *,
        statuses: Iterable[Status] | None = None,
        source_lang: str | None = None,
        target_lang: str | None = None,
        without_parts: bool = False,
        min_keep: float = 0.0,
    ) -> Iterator[TranslationUnit]:
        """The units by ascending id, with provenance; writes in between are allowed.

        Args:
            statuses: Only units with one of these; None for all.
            source_lang: Only units with this language tag or a longer one that begins with it.
            target_lang: The same for the other side.
            without_parts: Leave out what is everywhere a part of an approved unit.
            min_keep: Of undecided links only those with this ``keep`` or more.
        """

    def count_below(self, min_keep: float) -> int:
        """How many open units ``min_keep`` leaves out."""

    def conflicts(self) -> Iterator[Conflict]:
        """Sources that have different targets in one language, rejected units left out; by language and source.

        A link and a part of it are one place: of the two, the one that fits better counts.
        """

    # --- adding ---

    def add(
        self,
        units: Iterable[TranslationUnit],
        document: int,
        *,
        link: Callable[[TranslationUnit], Link | None] | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> AddCounts:
        """Add units that come from one document, duplicates merged (same languages, texts and inline codes).

        A unit with several targets becomes one unit a target. A unit that a person has decided is never changed; of
        others a duplicate brings its provenance, its notes and properties, its approval, and a better score. Written in
        batches, each a transaction of its own unless the caller has begun one.

        Args:
            units: In the order in which they get their ids.
            document: The document that they come from (``Reports.begin_file``).
            link: Gives for a unit that is a link what is kept with it; its place is its provenance.
            progress: Is told how many units of the iterable have been written so far.
        """

    def preparer(self) -> Preparer:
        """For the units of one file or part of a file."""

    def writer(self, document: int) -> Writer:
        """``document`` is the number of the document that the units come from."""


def is_within(wholes: dict[int, list[frozenset[int]]], part: int, whole: int) -> bool:
    """True if a unit stands nowhere but in another one; ``wholes`` is what ``Fetched.wholes`` gives."""
    places = wholes.get(part)
    return bool(places) and all(whole in above for above in places or ())
