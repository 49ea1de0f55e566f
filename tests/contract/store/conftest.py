"""Stores of every engine for the contract's tests. A further engine is one more of ``ENGINES``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.model import (
    Concept,
    Document,
    Evidence,
    LanguageSection,
    LinkedStretches,
    Occurrence,
    Paragraph,
    Place,
    Relation,
    Segment,
    Span,
    Status,
    Suggestion,
    Term,
    TermPair,
    TranslationUnit,
    Variant,
)
from igglossary.store import open_store
from igglossary.store.contract.reports import Link as LinkOfUnit
from igglossary.store.contract.reports import NewReport

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.cluster import Cluster

    from igglossary.store.contract.store import Store
    from igglossary.store.contract.terms import Outcome


ENGINES = ("sqlite", "postgresql")


class Stores:
    """Stores of one engine for one test; the same name is the same store. All share a clock that only goes forward."""

    def __init__(self, engine: str, folder: Path, cluster: Cluster | None) -> None:
        self.engine = engine
        self.folder = folder
        self._cluster = cluster
        self._databases: dict[str, str] = {}
        self._open: list[Store] = []
        self._seconds = 0

    def address(self, name: str, person: str) -> str:
        """Of the store of a name, made if it is missing, in somebody's name."""
        if self._cluster is None:
            return str(self.folder / f"{name}.db")
        if name not in self._databases:
            self._databases[name] = self._cluster.fresh()
        return self._cluster.address(self._databases[name], person)

    def now(self) -> str:
        self._seconds += 1
        return f"2026-05-01T{self._seconds // 3600:02}:{self._seconds // 60 % 60:02}:{self._seconds % 60:02}Z"

    def open(self, name: str = "a", person: str = "anna") -> Store:
        store = open_store(self.address(name, person), person=person, now=self.now)
        self._open.append(store)
        return store

    def close(self) -> None:
        for store in self._open:
            store.close()
        for database in self._databases.values():
            if self._cluster is not None:
                self._cluster.drop(database)


@pytest.fixture(params=ENGINES)
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stores]:
    cluster = request.getfixturevalue("cluster") if request.param == "postgresql" else None
    opened = Stores(request.param, tmp_path, cluster)
    yield opened
    opened.close()


@pytest.fixture
def store(stores: Stores) -> Store:
    return stores.open()


# --- entries ---------------------------------------------------------------------------------------------------------


def a_concept(name: str, german: str, english: str, **fields: object) -> Concept:
    """A concept with a term in each language."""
    sections = (LanguageSection("de", (Term(german, "de"),)), LanguageSection("en", (Term(english, "en"),)))
    made: dict[str, object] = {"languages": sections, "status": Status.APPROVED, **fields}
    return Concept(name, **made)  # type: ignore[arg-type]  # the fields of a concept


def add(store: Store, *concepts: Concept) -> list[Outcome]:
    return list(store.terms.add(concepts))


def a_pair(german: str, english: str, *, score: float = 0.8, seen: int = 1) -> TermPair:
    """A term pair that was seen so often, at places of their own."""
    return TermPair(
        german,
        english,
        score,
        (Suggestion(english, score), Suggestion(f"{english} two", score / 2)),
        tuple(
            Occurrence(
                Span("s1", n, n + 4, german),
                Span("q1", n, n + 4, english),
                f"Satz {n} mit {german}",
                f"sentence {n} with {english}",
                Place("Bericht", sha256="aa", paragraph=1, start=n, end=n + 4),
            )
            for n in range(seen)
        ),
    )


def mine(store: Store, *pairs: TermPair) -> list[int]:
    """Have the memory propose pairs; their numbers."""
    store.reports.replace_mined(pairs)
    found = store.review.queue("pairs", (), "document").keys
    return list(found)


def a_report(path: str, text: str = "Das Netz ist offen.", sha256: str = "aa") -> Document:
    """A report of one paragraph with two sentences; the second one is always the same."""
    end = len(text)
    sentences = (
        Segment("s1", text, "de", 0, end, paragraph=0),
        Segment("s2", "Das war es.", "de", end + 1, end + 12, paragraph=0),
    )
    paragraph = Paragraph(0, "paragraph", f"{text} Das war es.", sentences)
    return Document(path, "md", sha256, title="Bericht", paragraphs=(paragraph,))


def new_report(document: Document, *pairs: TermPair, english: str = "The net is open.") -> NewReport:
    """A report with one link and these pairs."""
    text = document.sentences[0].text

    def links(run: int) -> dict[TranslationUnit, LinkOfUnit]:
        place = Place("Bericht", sha256=document.sha256, paragraph=0, start=0, end=len(text), run=run)
        unit = TranslationUnit(
            (Variant("en", english), Variant("de", text)),
            relation=Relation.TRANSLATION,
            score=0.9,
            keep=0.7,
            status=Status.CANDIDATE,
            provenance=(place,),
        )
        stretches = LinkedStretches(Span("s1", 0, len(text), text), (Span("q1", 0, len(english), english),), 0)
        return {unit: LinkOfUnit((Evidence("name", "net", "Netz", 0.5),), stretches)}

    return NewReport(document, (), links, pairs)


def everything(store: Store) -> list[str]:
    """All that is in a store, so that two moments can be compared."""
    return list(store.upkeep.dump())


def texts(store: Store, statuses: Sequence[Status] | None = None) -> list[tuple[str, ...]]:
    return [tuple(variant.text for variant in unit.variants) for unit in store.memory.iterate(statuses=statuses)]
