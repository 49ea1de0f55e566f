"""A store with a small invented harbour report, and the screen as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary import i18n
from igglossary.model import (
    Concept,
    Doubt,
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
from igglossary.store.sqlite.opening import open_store
from igglossary.tui.app import ReviewApp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from igglossary.store.sqlite.store import Store

ROWS = (
    ("Hafengebühr", "port fee", 0.93, 6),
    ("Kaimauer", "quay wall", 0.91, 5),
    ("Liegeplatz", "berth", 0.9, 4),
    ("Lotsenpflicht", "compulsory pilotage", 0.88, 3),
    ("Ankerplatz", "anchorage", 0.7, 2),
    ("Mole", "mole", 0.4, 1),
)


LINKS = (
    ("The port fee rose by 12 percent.", "Die Hafengebühr stieg um 12 Prozent."),
    ("Pilots were on strike.", "Die Lotsen streikten."),
)


def occurrence(german: str, english: str, number: int) -> Occurrence:
    before, first = "Im Frühjahr wurde die ", "In spring the "
    return Occurrence(
        Span(f"s{number}", len(before), len(before) + len(german), german),
        Span(f"f{number}q1s1", len(first), len(first) + len(english), english),
        f"{before}{german} nach längerer Debatte im Rat neu geregelt.",
        f"{first}{english} was regulated anew after a long debate in council.",
        Place("Hafenbericht 2024", document_date="2024-03", footnote=str(number)),
        0.9,
    )


def fill(store: Store) -> None:
    run = documents.start_run(store, "build")
    mined = [
        TermPair(
            german,
            english,
            score,
            (Suggestion(english, score, count), Suggestion(f"{english} charge", 0.4, 1)),
            tuple(occurrence(german, english, number) for number in range(1, count + 1)),
            doubt=Doubt("not-in-dictionary") if german == "Mole" else None,
        )
        for german, english, score, count in ROWS
    ]
    with store.transaction():
        document = documents.add_file(store, run, path="hafen.txt", kind="txt", sha256="00")
        pairs.save_mined(store, document, mined)
        evidence = (Evidence("number", "12", "12", 1.0),)
        links = [
            TranslationUnit((Variant("en", source), Variant("de", target)), relation=Relation.QUOTATION, score=0.8,
                            status=Status.CANDIDATE)
            for source, target in LINKS
        ]  # fmt: skip
        units.add_units(store, links, document, link=lambda _unit: Link(evidence))
        german, english = Term("Lotsenpflicht", "de"), Term("mandatory pilotage", "en")
        sections = (LanguageSection("de", (german,)), LanguageSection("en", (english,)))
        concepts.write_concept(store, Concept("known-1", sections, subject_field="Schifffahrt"))


@pytest.fixture
def clock() -> Callable[[], str]:
    return lambda: "2026-01-02T03:04:05Z"


@pytest.fixture
def harbour(tmp_path: Path, clock: Callable[[], str]) -> Iterator[Store]:
    with open_store(str(tmp_path / "harbour.db"), person="anna", now=clock) as store:
        fill(store)
        yield store


@pytest.fixture(params=["en", "de"])
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    """Both languages of the screen."""
    i18n.set_language(str(request.param))
    yield str(request.param)
    i18n.set_language("en")


@pytest.fixture
def german() -> Iterator[None]:
    i18n.set_language("de")
    yield
    i18n.set_language("en")


@pytest.fixture
def make_app(harbour: Store, clock: Callable[[], str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., ReviewApp]:
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setenv("TZ", "UTC")

    def make(**options: object) -> ReviewApp:
        options.setdefault("sort", "count" if options.get("kind", "pairs") == "pairs" else "")
        return ReviewApp(harbour, now=clock, encoding="utf-8", **options)  # type: ignore[arg-type]

    return make


def frame(app: ReviewApp) -> list[str]:
    """The screen as lines of text."""
    return [
        "".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips(app.screen.size)
    ]


@pytest.fixture
def text() -> Callable[[ReviewApp], list[str]]:
    return frame
