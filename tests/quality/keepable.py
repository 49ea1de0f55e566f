"""How many of the pairs that the linker makes a translator could keep, by the verdicts in ``gold/keep.tsv``.

A verdict is one person's on a pair of stretches: ``keep`` (it could go into a memory as it is), ``borderline`` (a
matter of taste: counts neither way) or ``no``. A pair that was made is judged by the verdict that fits it best: overlap
of at least .75 on both sides, after labels and edge punctuation are taken off.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.quality.annotated import Annotated

from igglossary.alignment.edges import bare
from igglossary.model import Document, Footnote, Marker, Paragraph, Quotation, Segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from igglossary.model import Link

GOLD = Path(__file__).parent / "gold"
USABLE = ("translation", "quotation")
_FIT = 0.75


@dataclass(frozen=True)
class Judged:
    """A pair of stretches with its verdict; ``is_gold`` if it is a link of the annotation."""

    german: str
    english: str
    verdict: str
    is_gold: bool


@dataclass(frozen=True)
class Made:
    """A link that the program made, and its verdict: that of the best fitting pair, ``unjudged`` without one."""

    link: Link
    verdict: str


FITTED = ("keep.tsv", "keep_made.tsv")
"""Verdicts that the weights were fitted on; those in ``keep_fresh.tsv`` are of reports that no fitting has seen."""


def reports(file: str = "keep.tsv") -> dict[str, dict[str, Any]]:
    """The gold of the annotated reports of which this file has verdicts, by name."""
    judged = {line.split("\t", 1)[0] for line in (GOLD / file).read_text(encoding="utf-8").splitlines()[1:]}
    found = {
        path.name.removesuffix("_gold.json"): json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(GOLD.glob("*_gold.json"))
    }
    for path in sorted((GOLD / "reports").glob("*.report")):
        found[path.stem] = Annotated(path.read_text(encoding="utf-8")).gold()
    return {name: gold for name, gold in found.items() if name in judged}


def verdicts(gold: dict[str, dict[str, Any]], *files: str) -> dict[str, list[Judged]]:
    """The verdicts of these files by report."""
    links = {
        (name, link["de"]["text"], english["text"])
        for name, one in gold.items()
        for link in one["links"]
        for english in link["en"]
    }
    found: dict[str, list[Judged]] = {name: [] for name in gold}
    for file in files:
        with (GOLD / file).open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
                place = (row["report"], row["german"], row["english"])
                if row["report"] in found:
                    found[row["report"]].append(Judged(place[1], place[2], row["verdict"], place in links))
    return found


def document(gold: dict[str, Any]) -> Document:
    """A report as its gold has it, so that only linking is measured."""
    paragraphs = []
    for p in gold["paragraphs"]:
        own = [s for s in gold["sentences"] if s["paragraph"] == p["index"]]
        inside = tuple(Segment(s["id"], s["text"], "de", s["start"], s["end"], paragraph=p["index"]) for s in own)
        paragraphs.append(Paragraph(p["index"], p["kind"], p["text"], inside))
    footnotes = tuple(
        Footnote(str(f["id"]), f["raw"], quotations=tuple(_quotation(q) for q in f["quotations"]))
        for f in gold["footnotes"]
    )
    markers = tuple(
        Marker(str(m["footnote"]), m["sentence"], m["paragraph"], m["offset"], m["position"]) for m in gold["markers"]
    )
    return Document("", "txt", "", paragraphs=tuple(paragraphs), footnotes=footnotes, markers=markers)


def _quotation(gold: dict[str, Any]) -> Quotation:
    inside = tuple(Segment(s["id"], s["text"], gold["language"], s["start"], s["end"]) for s in gold["sentences"])
    return Quotation(gold["index"], gold["text"], gold["language"], gold["start"], gold["end"], sentences=inside)


def judge(gold: dict[str, Any], links: Iterable[Link], judged: Sequence[Judged]) -> Iterator[Made]:
    """Every link with its verdict."""
    texts = segments(gold)
    for link in links:
        german, english = texts[link.german.segment], texts[link.english[0].segment]
        best = (0.0, "unjudged")
        for one in judged:
            left = fit(german, bare(one.german), bare(link.german.text), link.german.start)
            right = fit(english, bare(one.english), bare(link.english[0].text), link.english[0].start) if left else 0.0
            if min(left, right) >= _FIT:
                best = max(best, (min(left, right), one.verdict))
        same = bare(link.german.text).casefold() == bare(link.english[0].text).casefold()
        yield Made(link, "keep" if best[1] == "unjudged" and same else best[1])


def segments(gold: dict[str, Any]) -> dict[str, str]:
    """The text of every sentence by its name."""
    quoted = (s for note in gold["footnotes"] for q in note["quotations"] for s in q["sentences"])
    return {s["id"]: s["text"] for s in (*gold["sentences"], *quoted)}


def fit(sentence: str, wanted: str, found: str, near: int) -> float:
    """Overlap (intersection over union) of two stretches of one sentence; 0 if the wanted one is not in it."""
    at = sentence.find(found, near) if found in sentence[near:] else sentence.find(found)
    best, place = 0.0, sentence.find(wanted)
    while place >= 0 and wanted:
        shared = min(place + len(wanted), at + len(found)) - max(place, at)
        union = max(place + len(wanted), at + len(found)) - min(place, at)
        best = max(best, max(0, shared) / union)
        place = sentence.find(wanted, place + 1)
    return best


def precision(made: Iterable[Made]) -> tuple[int, int]:
    """(keepable, judged) of the links called translation or quotation; unjudged ones count as wrong."""
    told = [one.verdict for one in made if one.link.relation in USABLE and one.verdict != "borderline"]
    return told.count("keep"), len(told)


def recall(gold: dict[str, Any], links: Sequence[Link], judged: Sequence[Judged]) -> tuple[int, int]:
    """(found, wanted) keepable gold pairs; one is found by a link called translation or quotation that fits it."""
    texts = segments(gold)
    wanted = {(one.german, one.english): False for one in judged if one.is_gold and one.verdict == "keep"}
    for link in links:
        if link.relation not in USABLE:
            continue
        german, english = texts[link.german.segment], texts[link.english[0].segment]
        for pair in list(wanted):
            left = fit(german, bare(pair[0]), bare(link.german.text), link.german.start)
            if left >= _FIT:
                right = fit(english, bare(pair[1]), bare(link.english[0].text), link.english[0].start)
                wanted[pair] = wanted[pair] or right >= _FIT
    return sum(wanted.values()), len(wanted)


def calibration_error(made: Iterable[Made], bins: int = 10) -> float:
    """Mean of |keep − share of keepable| over bins of equal width, weighted by the links in them."""
    told = [(one.link.keep or 0.0, one.verdict == "keep") for one in made if one.verdict in ("keep", "no")]
    error = 0.0
    for n in range(bins):
        inside = [(k, y) for k, y in told if n / bins <= k < (n + 1) / bins or (n == bins - 1 and k == 1)]
        if inside:
            error += abs(sum(k for k, _ in inside) - sum(y for _, y in inside))
    return error / max(1, len(told))
