"""A store with a handful of pairs, links and concepts of an invented report about harbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.model import (
    AdministrativeStatus,
    Concept,
    Evidence,
    LanguageSection,
    Occurrence,
    Place,
    Relation,
    Span,
    Status,
    Suggestion,
    Term,
    TermPair,
    TranslationUnit,
    Variant,
)
from igglossary.store.contract.reports import Link
from igglossary.store.sqlite import concepts, documents, pairs, units

if TYPE_CHECKING:
    from collections.abc import Callable

    from igglossary.store.sqlite.store import Store


PAIRS = (
    ("Hafengebühr", "port fee", 0.9),
    ("Kaimauer", "quay wall", 0.8),
    ("Liegeplatz", "berth", 0.7),
    ("Ankerplatz", "berth", 0.6),
    ("Lotsenpflicht", "compulsory pilotage", 0.5),
)
LINKS = (
    ("The fee rose by 12 percent. Berths stayed free.", "Die Gebühr stieg um 12 Prozent. Liegeplätze blieben frei."),
    ("Pilots were on strike.", "Die Lotsen streikten."),
    ("The quay was closed.", "Der Kai blieb zu."),
)


def occurrence(german: str, english: str, document: str) -> Occurrence:
    before = "Seit Mai gilt die "
    return Occurrence(
        Span("s1", len(before), len(before) + len(german), german),
        Span("f1q1s1", 4, 4 + len(english), english),
        f"{before}{german} auch hier.",
        f"The {english} applies here too.",
        Place(document, document_date="2024-03"),
        0.9,
    )


def add_pairs(store: Store, sample: tuple[tuple[str, str, float], ...]) -> None:
    run = documents.start_run(store, "build")
    with store.transaction():
        document = documents.add_file(store, run, path="hafen.txt", kind="txt", sha256="00")
        pairs.save_mined(
            store,
            document,
            [
                TermPair(
                    german,
                    english,
                    score,
                    (Suggestion(english, score, 3), Suggestion(f"{english} charge", score / 2)),
                    (occurrence(german, english, "Hafenbericht"),),
                )
                for german, english, score in sample
            ],
        )


def add_links(store: Store) -> None:
    run = documents.start_run(store, "build")
    evidence = (Evidence("number", "12", "12", 1.0),)
    made = [
        TranslationUnit((Variant("en", source), Variant("de", target)), relation=Relation.QUOTATION, score=0.8,
                        status=Status.CANDIDATE)
        for source, target in LINKS
    ]  # fmt: skip
    with store.transaction():
        document = documents.add_file(store, run, path="links.txt", kind="txt", sha256="01")
        units.add_units(store, made, document, link=lambda _unit: Link(evidence))


def add_concept(store: Store, german: str, english: str, concept_id: str = "known-1") -> None:
    preferred = AdministrativeStatus.PREFERRED
    with store.transaction():
        concepts.write_concept(
            store,
            Concept(
                concept_id,
                (
                    LanguageSection("de", (Term(german, "de", administrative_status=preferred),)),
                    LanguageSection("en", (Term(english, "en", administrative_status=preferred),)),
                ),
            ),
        )


@pytest.fixture
def harbour(store: Store) -> Store:
    """Five pairs, three links, one concept (Lotsenpflicht ↔ mandatory pilotage)."""
    add_pairs(store, PAIRS)
    add_links(store)
    add_concept(store, "Lotsenpflicht", "mandatory pilotage")
    return store


@pytest.fixture
def add() -> Callable[[Store, str, str, str], None]:
    """Adds a concept to a store."""
    return add_concept
