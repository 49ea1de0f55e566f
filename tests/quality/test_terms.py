"""Floors of terminology on material of our own: recognition, look-ups, the language of short strings, mined terms.

``gold/recognition.tsv`` marks the stretch that carries the term with ``[[…]]``; an item without it must not be found.
``gold/lookups.tsv`` asks the shipped term base; NONE means that nothing may be found. ``gold/cables.md`` and
``gold/health.md`` are invented reports; their ``_terms.tsv`` hold the pairs that a terminologist would keep, but not
all that are right, so that only recall has a floor.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from igglossary.alignment.embedding import is_available
from igglossary.languages.detection import detect_language
from igglossary.terms.recognition.compiled import compile_term_base
from igglossary.terms.recognition.entries import TermEntry
from igglossary.terms.recognition.recognise import recognise
from igglossary.workflow import analysis
from igglossary.workflow.analysis import analyse
from igglossary.workflow.location import open_filled
from igglossary.workflow.lookup import look_up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igglossary.store.contract.store import Store

GOLD = Path(__file__).parent / "gold"


def rows(name: str) -> list[dict[str, str]]:
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_filled(str(tmp_path_factory.mktemp("store") / "igglossary.db")) as opened:
        yield opened


def spans_of(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The sentence without its marks, and the marked stretches."""
    text, spans = "", []
    for piece in marked.replace("\\n", "\n").replace("\\u00ad", "\u00ad").split("[["):
        inside, closes, after = piece.partition("]]")
        if closes:
            spans.append((len(text), len(text) + len(inside)))
        text += inside + after
    return text, spans


@pytest.mark.parametrize("lang", ["de", "en"])
def test_terms_in_sentences(lang: str) -> None:
    items = [row for row in rows("recognition.tsv") if row["lang"] == lang]
    base = compile_term_base([TermEntry(term, term, lang) for term in sorted({row["entry"] for row in items})], lang)
    right, missed, false = 0, [], []
    for row in items:
        text, spans = spans_of(row["sentence"])
        assert bool(spans) == (row["expected"] == "1")
        hits = [hit for hit in recognise(text, lang, base, nested=True) if hit.term == row["entry"]]
        if any(hit.start < end and hit.end > start for hit in hits for start, end in spans):
            right += 1
        elif spans:
            missed.append(row["id"])
        elif hits:
            false.append(row["id"])
    assert right / (right + len(false)) >= 0.975, false
    assert right / (right + len(missed)) >= 0.97, missed


def test_look_ups(store: Store) -> None:
    wrong = []
    for row in rows("lookups.tsv"):
        hits = look_up(store, row["query"]).hits
        found = {term.casefold() for hit in hits[:3] for term in (hit.term, *(one.term for one in hit.translations))}
        wanted = {term.casefold() for term in row["expected"].split("|")}
        if hits if row["expected"] == "NONE" else not found & wanted:
            wrong.append(row["query"])
    assert len(wrong) <= 0.02 * len(rows("lookups.tsv")), wrong


def test_language_of_short_strings() -> None:
    items = rows("languages.tsv")
    wrong = [(row["text"], found) for row in items if (found := detect_language(row["text"])) != row["lang"]]
    assert len(wrong) <= 0.02 * len(items), wrong


@pytest.mark.parametrize(("report", "floor"), [("cables", 0.75), ("health", 0.76)])
def test_terms_of_a_report(report: str, floor: float, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "is_available", is_available)  # other tests switch the model off for the session
    pairs = analyse(GOLD / f"{report}.md", store).pairs
    found = {(pair.german.casefold(), pair.english.casefold()) for pair in pairs}
    wanted = rows(f"{report}_terms.tsv")
    missed = [
        row["de"]
        for row in wanted
        if not any((row["de"].casefold(), term.casefold()) in found for term in row["en"].split("|"))
    ]
    assert 1 - len(missed) / len(wanted) >= floor, missed
    assert len(pairs) <= 1.6 * len(wanted), "more candidates than a person wants to look at"
