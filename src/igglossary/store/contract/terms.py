"""The term base in a store: concepts as whole values, their designations as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from igglossary.messages import Message
    from igglossary.model import Concept, PartOfSpeech, Status
    from igglossary.store.contract import Found, TermRow


class Outcome(NamedTuple):
    """What became of one concept: ``added``, ``changed``, ``unchanged`` or ``skipped`` (with a ``reason``)."""

    concept_id: str
    result: str
    reason: str = ""
    """``no_terms``, ``deleted`` or ``rejected`` (by a person, here)."""
    contradicted: tuple[Message, ...] = ()
    """The fields of which the stored concept says something else, which stays."""
    gained: tuple[Message, ...] = ()
    """What a changed concept says now and did not before: terms, and labels of fields."""
    removed: tuple[Message, ...] = ()
    """What a person took out of the stored concept, or wrote anew, and the file still has: it stays as it is."""


class SeenIn(NamedTuple):
    """A document in which a term was seen; a place counts once, in the first document that told of it."""

    document: str
    """Its title, else its path."""
    date: str | None
    occurrences: int


class Candidate(NamedTuple):
    """A pair that nobody has decided, for an export; ``contexts`` is one occurrence's (German, English) segment."""

    pair: int
    german: str
    english: str
    status: Status
    part_of_speech: PartOfSpeech | None
    contexts: tuple[str, str] | None


class Compiled(NamedTuple):
    """What was kept of the term base in compiled form; None if it has changed since, or nothing was kept."""

    data: bytes | None
    fingerprint: str
    """Changes whenever a designation of a concept comes or goes."""


class TermBase(Protocol):
    """Designations for look-ups, and whole concepts."""

    # --- look-up ---

    def find(self, keys: Sequence[str], part: str = "") -> Found:
        """The designations stored under a key (``languages.keys``), and at most 500 that contain ``part``.

        Terms of deleted and rejected concepts are not found, nor those of candidates that were decided. An empty
        ``part`` is contained in nothing.
        """

    def designations(self, entries: Sequence[str]) -> dict[str, list[TermRow]]:
        """All designations of concepts and candidates by their ids, unknown ones left out.

        Within an entry: preferred ones first, those to be avoided last; then by language and place in the concept.
        """

    def seen_in(self, entries: Sequence[str]) -> dict[str, list[SeenIn]]:
        """The documents in which concepts or candidates (by ids) were seen, in their order; a list for each id."""

    def records(self, concepts: Sequence[str]) -> dict[str, str]:
        """The JSON of concepts (``store.codec``), deleted ones too, unknown ones left out: cheaper than the model."""

    def subjects(self, concepts: Sequence[str]) -> dict[str, str]:
        """The subject fields of concepts, those without one left out."""

    def vocabulary(self) -> Iterable[tuple[int, str, str]]:
        """(id, text, language) of all designations, for the search that follows a miss."""

    def terms(self, ids: Sequence[int]) -> dict[int, TermRow]:
        """Designations by their ids, unknown ones left out."""

    # --- concepts ---

    def concept(self, concept_id: str) -> Concept | None:
        """One concept, None if it is unknown or deleted."""

    def concepts(self, *, statuses: Iterable[Status] | None = None) -> Iterator[Concept]:
        """All concepts that are not deleted, by id in code point order; only those of certain statuses if given.

        Writes in between are allowed.
        """

    def named(self, text: str, lang: str) -> list[Concept]:
        """The concepts with this designation in the language or a variant of it, case folded, by id."""

    def term_pairs(self) -> list[tuple[str, str, str]]:
        """(German, English, concept id) of all good designations, for linking and mining: a row a combination."""

    def add(self, concepts: Iterable[Concept], *, document: int | None = None) -> Iterator[Outcome]:
        """Bring concepts of a file in, one outcome each and in their order, in transactions of a few hundred.

        The same content is unchanged whatever its id. A concept with a known id and a common term, or whose terms all
        belong to one known concept, is merged into that (``store.merging``): nothing is taken away. A foreign id that
        means something else here gets a number. What a person deleted or rejected stays so and is skipped, whatever its
        id. A concept about which there are decisions is changed by a decision of its own, ``import``, one act a call,
        and nothing that a person took out or wrote anew comes back. Nothing happens before the iterator is asked.
        """

    def candidates(self) -> Iterator[Candidate]:
        """Open and deferred pairs by id; those that are likely general words, and that nobody deferred, are none."""

    # --- compiled ---

    def compiled(self, name: str) -> Compiled:
        """What was kept under a name, if the term base is still as it was then."""

    def fingerprint(self) -> str:
        """What ``compiled`` would give as such, without the data: is it still the term base that somebody loaded?"""

    def keep_compiled(self, data: Mapping[str, bytes], fingerprint: str) -> None:
        """Keep things by name until the term base changes; ``fingerprint`` is that from before it was read.

        Nothing is kept, and no error raised, if it has changed already or the store cannot be written.
        """
