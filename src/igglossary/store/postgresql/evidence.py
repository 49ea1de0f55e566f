"""What may prove pairs, read from the reports that told of them: everything of some pairs in one round trip."""

from __future__ import annotations

import os
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from igglossary.model import LinkedStretches, Occurrence, Place
from igglossary.store import codec
from igglossary.store.evidence import LinkedTexts, PairTexts, SeenThere, SegmentText, count_places, find_evidence
from igglossary.store.postgresql.connection import Query

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from igglossary.store.postgresql.connection import Database, Row

_MOST_SEEN = 2000
"""Occurrences of a pair that are looked at; a word that is seen more often proves no more by the rest."""
_MOST_DOCUMENTS = 24
"""Reports in which other words are looked up."""
_PAIRS = "SELECT id, mined, german, english FROM pair WHERE id = ANY(%(pairs)s)"
_SEEN = (
    "SELECT o.pair, o.document, o.data, d.data::json ->> 'english' AS english FROM ("
    "SELECT DISTINCT ON (pair, coalesce(place, id::text)) id, pair, document, data FROM occurrence"
    " WHERE pair = ANY(%(pairs)s) ORDER BY pair, coalesce(place, id::text), id) AS o"
    " LEFT JOIN pair_document AS d ON d.pair = o.pair AND d.document = o.document ORDER BY o.pair, o.document, o.id"
)
_LINKED = (  # of a pair with its own words only the sentences in which it was seen
    "SELECT o.document, o.unit, o.place, o.stretches, u.score FROM unit_origin o JOIN unit u ON u.id = o.unit"
    " WHERE o.stretches IS NOT NULL AND o.document IN (SELECT document FROM occurrence WHERE pair = ANY(%(pairs)s))"
    " AND (EXISTS (SELECT 1 FROM pair WHERE id = ANY(%(pairs)s) AND german <> mined)"
    " OR (o.document, o.stretches::json #>> '{german,segment}') IN (SELECT document,"
    " data::json #>> '{german,segment}' FROM occurrence WHERE pair = ANY(%(pairs)s)))"
)
_NAMED = (
    f"WITH linked AS ({_LINKED}), named AS ("
    "SELECT document, stretches::json #>> '{german,segment}' AS name FROM linked"
    " UNION SELECT document, span ->> 'segment' FROM linked,"
    " json_array_elements(stretches::json -> 'english') AS span)"
)
_COLUMNS = "s.id, s.document, s.name, s.text, s.paragraph, s.footnote, s.quotation, s.start"
_SEGMENTS = (
    f"{_NAMED}, here AS (SELECT {_COLUMNS} FROM segment s JOIN named USING (document, name))"
    " SELECT *, true AS is_named FROM here"
    f" UNION ALL SELECT {_COLUMNS}, false FROM segment s WHERE s.quotation IS NOT NULL AND (s.document, s.footnote) IN"
    " (SELECT document, footnote FROM here WHERE footnote IS NOT NULL) ORDER BY 1"
)
_DOCUMENTS = (
    "SELECT id, title, path, date, sha256 FROM document WHERE id IN"
    " (SELECT document FROM occurrence WHERE pair = ANY(%(pairs)s))"
)


class _Report(NamedTuple):
    """The links of one report, in the order of its units, with the segments that they name."""

    links: list[Row]
    segments: dict[str, Row]
    notes: dict[str, list[Row]]
    place: Place


Texts = dict[int, tuple[str, str, PairTexts]]
"""Pair → (German, English, all that may prove it)."""


def load_evidence(store: Database, pairs: Sequence[int], limit: int = 100) -> dict[int, tuple[Occurrence, ...]]:
    """For each pair up to ``limit`` occurrences of the words that it has now, the most different first."""
    return evidence_of(read_texts(store.ask(*queries(pairs))), limit) if pairs else {}


def evidence_of(texts: Texts, limit: int) -> dict[int, tuple[Occurrence, ...]]:
    """See ``load_evidence``."""
    return {pair: find_evidence(found, german, english, limit) for pair, (german, english, found) in texts.items()}


def count_evidence(store: Database, words: dict[int, tuple[str, str]]) -> dict[int, int]:
    """At how many places certain words (German, English) of pairs stand."""
    found = read_texts(store.ask(*queries(list(words)))) if words else {}
    return {
        pair: count_places(find_evidence(found[pair][2], *words[pair], _MOST_SEEN)) for pair in words if pair in found
    }


def load_texts(store: Database, pair: int) -> PairTexts:
    """All that may prove a pair, whatever words are chosen for it."""
    found = read_texts(store.ask(*queries([pair])))
    return found[pair][2] if pair in found else PairTexts("", (), ())


def queries(pairs: Sequence[int]) -> list[Query]:
    """What has to be asked for ``read_texts``, together with whatever else."""
    values = {"pairs": list(pairs)}
    ordered = f"{_LINKED} ORDER BY o.document, o.unit, o.place"
    return [Query(text, values) for text in (_PAIRS, _SEEN, ordered, _SEGMENTS, _DOCUMENTS)]


def read_texts(answers: Sequence[Sequence[Row]]) -> Texts:
    """What the answers to ``queries`` say."""
    rows, seen, linked, segments, documents = answers
    reports = _reports(linked, segments, documents)
    of_pair: dict[int, list[SeenThere]] = defaultdict(list)
    for row in seen:
        if len(of_pair[row["pair"]]) < _MOST_SEEN:
            occurrence = codec.loads(Occurrence, row["data"])
            of_pair[row["pair"]].append(SeenThere(row["document"], row["english"] or "", occurrence))
    found = {}
    for pair, mined, german, english in rows:
        there = of_pair[pair]
        wanted = None if german != mined else {one.occurrence.german.segment for one in there}
        of_documents = list(dict.fromkeys(one.document for one in there))[:_MOST_DOCUMENTS]
        texts = [text for document in of_documents for text in _linked_texts(document, reports[document], wanted)]
        found[pair] = german, english, PairTexts(mined, tuple(there), tuple(texts))
    return found


def _reports(links: Iterable[Row], segments: Iterable[Row], documents: Iterable[Row]) -> dict[int, _Report]:
    reports = {
        row["id"]: _Report(
            [],
            {},
            defaultdict(list),
            Place(row["title"] or os.path.basename(row["path"]), document_date=row["date"], sha256=row["sha256"]),
        )
        for row in documents
    }
    for row in links:
        reports[row["document"]].links.append(row)
    for row in segments:
        report = reports[row["document"]]
        if row["is_named"]:
            report.segments[row["name"]] = row
        else:
            report.notes[row["footnote"]].append(row)
    return reports


def _linked_texts(document: int, report: _Report, german: set[str] | None) -> list[LinkedTexts]:
    """The linked segments of a report, of certain German ones if given, and what stands in the notes beside them."""
    links: dict[tuple[str, str], tuple[float, Place]] = {}
    for row in report.links:
        stretches = codec.loads(LinkedStretches, row["stretches"])
        if german is not None and stretches.german.segment not in german:
            continue
        place = codec.loads(Place, row["place"]) if row["place"] else report.place
        for span in stretches.english:
            key = (stretches.german.segment, span.segment)
            links[key] = (max(row["score"] or 0.0, links[key][0] if key in links else 0.0), place)
    found: list[LinkedTexts] = []
    beside: dict[tuple[str, str], LinkedTexts] = {}
    for (source_name, target_name), (score, place) in links.items():
        source, target = report.segments.get(source_name), report.segments.get(target_name)
        if source is None or target is None:
            continue
        found.append(LinkedTexts(document, _segment(source), _segment(target), place, score))
        for other in report.notes.get(target["footnote"] or "", ()):
            if (source_name, other["name"]) not in links:
                texts = LinkedTexts(document, _segment(source), _segment(other), place, None)
                beside[source_name, other["name"]] = texts
    return [*found, *beside.values()]


def _segment(row: Any) -> SegmentText:
    return SegmentText(row["name"], row["text"], row["paragraph"], row["footnote"], row["start"])
