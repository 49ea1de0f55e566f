"""Documents in a store: reports with what they contribute, imported files, sentence vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from igglossary.model import Document, Evidence, LinkedStretches, Segment, TermPair, TranslationUnit


class Link(NamedTuple):
    """What is kept of a link beside its unit: why it was made, and the stretches that it joins at its place."""

    evidence: tuple[Evidence, ...] = ()
    stretches: LinkedStretches | None = None


class StoredDocument(NamedTuple):
    """A document that stands for its path now."""

    id: int
    path: str
    title: str | None
    sha256: str
    sources: tuple[str, ...] = ()
    """Hashes of the full texts that a report was built with."""


class FileRun(NamedTuple):
    """An import that has begun: the number of the run, which ``finish`` wants, and the document's."""

    run: int
    document: int


class NewReport(NamedTuple):
    """A report with all that it contributes."""

    document: Document
    """Its ``path`` is absolute."""
    sources: Sequence[str]
    """Hashes of the full texts that it was built with."""
    links: Callable[[int], Mapping[TranslationUnit, Link]]
    """Gives the links as units, in the order of their ids to be; is told the number of the run, which they name."""
    pairs: Sequence[TermPair]
    twin: StoredDocument | None = None
    """The report with the same text that has stood for both until now: this one says more and replaces it."""


class SavedReport(NamedTuple):
    """What became of a report; the former version is the one that stood for its path."""

    had_former: bool
    new_units: int = 0
    new_pairs: int = 0
    known_pairs: int = 0
    retired_units: int = 0
    """Units of the former version that stand nowhere else and that nobody has decided: they are gone."""
    retired_pairs: int = 0


class ReportUses(NamedTuple):
    """How often a report uses concepts in its own words."""

    document: str
    """Its title, else its path."""
    date: str | None
    """Its own, ISO 8601 as far as it is known."""
    concepts: Mapping[str, int]
    """Concept → occurrences; a concept that is not used is missing."""


class Forgotten(NamedTuple):
    """What became of a report that was taken back."""

    units: int = 0
    """That are gone, because nobody has decided them and nothing else has them."""
    pairs: int = 0
    kept_units: int = 0
    kept_pairs: int = 0
    heir: str | None = None
    """The path of the same report in another format, which stands for it now; then nothing went."""


class Reports(Protocol):
    """Documents and runs."""

    def standing(self) -> list[StoredDocument]:
        """The reports that stand for their paths, copies included, the last built first."""

    def forget(self, reports: Sequence[StoredDocument]) -> list[Forgotten]:
        """Take back what some reports contributed: all of them, or after any error none.

        Decisions stay, and so does what was decided or is known from elsewhere.
        """

    def live(self, *, path: str | None = None, sha256: str | None = None) -> StoredDocument | None:
        """The document that now stands for a path, or the first one with these bytes; None if there is none."""

    def same_text(self, document: Document) -> StoredDocument | None:
        """The report under another path whose text is the same (``store.places.text_sha256``); no copies."""

    def document(self, number: int) -> Document | None:
        """A stored report as it was read; None for an unknown number or an imported file."""

    def sentences(self) -> Iterator[tuple[int, Segment]]:
        """All sentences of the reports that stand, with the document's number; those of copies are left out.

        In the order in which they were stored: by report, its body first, then what it quotes. Read in one go from the
        rows that ``save`` writes.
        """

    def save(self, report: NewReport) -> SavedReport:
        """Put a report into the store: as a whole, or after any error not at all.

        Decided units and pairs stay as they are and gain a place; of the former version everything is taken back that
        nobody has decided and nothing else supports, or a copy of it that keeps its text takes it over.
        """

    def save_copy(self, document: Document, twin: StoredDocument) -> SavedReport:
        """Note that a report says what ``twin`` says, in another format, so that it adds nothing."""

    def begin_file(self, kind: str, *, path: str, format: str, sha256: str) -> FileRun:  # noqa: A002
        """Note that a step (``import``, ``align``, ``shipped``) begins to read a file, of which there is one document.

        The same bytes under whatever path are the same document; other bytes retire what stood for the path.
        """

    def finish(self, run: int) -> None:
        """Note that a step ended well."""

    def replace_mined(self, mined: Sequence[TermPair]) -> tuple[int, int]:
        """Store what the memory proposes instead of what it proposed before: (new pairs, pairs known before)."""

    def keep_uses(self, number: int, concepts: Mapping[str, int], fingerprint: str) -> None:
        """Keep how often a report uses concepts, and with which term base (its ``fingerprint``) that was counted."""

    def is_counted(self, number: int, fingerprint: str) -> bool:
        """Whether the uses of a report were counted with this very term base."""

    def uses(self) -> list[ReportUses]:
        """The uses in each report that stands and was counted, copies left out; by date, undated ones first."""

    def vectors(self, model: str, hashes: Sequence[str]) -> dict[str, bytes]:
        """The sentence vectors of a model that are known, by SHA-256 in hexadecimal."""

    def keep_vectors(self, model: str, found: Mapping[str, bytes]) -> None:
        """Keep vectors; one that is there already stays as it is."""
