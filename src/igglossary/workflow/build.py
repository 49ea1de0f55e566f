"""``build``: reports into the store, as candidates. Twice on the same file changes nothing."""

from __future__ import annotations

import json
import os
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from igglossary.model import Provenance, Status, TranslationUnit, Variant
from igglossary.store import codec, documents, pairs, units
from igglossary.workflow.analysis import analyse
from igglossary.workflow.hashing import sha256_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from igglossary.errors import Problem
    from igglossary.model import Document, Link, Segment
    from igglossary.store.connection import Store
    from igglossary.workflow.analysis import Analysis


class BuildReport(NamedTuple):
    """What ``build`` did with one report.

    ``outcome`` is ``added``, ``changed`` or ``unchanged`` (then all numbers are 0). ``relations`` counts the links.
    """

    path: str
    title: str | None
    outcome: str
    sentences: int = 0
    footnotes: int = 0
    quotations: int = 0
    relations: Mapping[str, int] = {}
    new_units: int = 0
    retired_units: int = 0
    new_pairs: int = 0
    known_pairs: int = 0
    retired_pairs: int = 0
    problems: tuple[Problem, ...] = ()
    has_model: bool = True


def build_report(store: Store, path: str | os.PathLike[str], *, lang: str = "de") -> BuildReport:
    """Put one report into the store in one transaction: it is there as a whole or not at all.

    Raises:
        InputError: the report cannot be read; nothing was stored.
        StoreError: the store cannot be written; nothing was stored.
    """
    name = os.path.abspath(os.fspath(path))
    same = documents.live_document(store, sha256=sha256_of(name))
    if same is not None:
        return BuildReport(os.fspath(path), same["title"], "unchanged")
    found = analyse(name, store, lang=lang)
    with store.transaction():
        return _save(store, os.fspath(path), name, found)


def link_units(
    document: Document, links: tuple[Link, ...], run: int | None = None
) -> list[tuple[TranslationUnit, str]]:
    """Each link as a translation unit (English source, German target) with its place as JSON."""
    segments = segments_of(document)
    return [(_unit(document, link, segments, run), _place(link, segments)) for link in links]


def segments_of(document: Document) -> dict[str, Segment]:
    """All segments of a document, body and quotations, by their names."""
    quoted = (s for note in document.footnotes for quotation in note.quotations for s in quotation.sentences)
    return {segment.id: segment for segment in (*document.sentences, *quoted)}


def _save(store: Store, shown: str, path: str, found: Analysis) -> BuildReport:
    document = found.document
    former = documents.live_document(store, path=path)
    run = documents.start_run(store, "build")
    row_id = documents.add_report(store, run, document)
    counts = Counter[str]()
    for unit, place in link_units(document, found.links, run):
        counts += units.add_units(store, [unit], row_id, place=place).counts
    new_pairs, known_pairs = pairs.save_mined(store, row_id, found.pairs)
    retired_units = retired_pairs = 0
    if former is not None:
        retired_units = units.retire_document_units(store, former["id"])
        retired_pairs = pairs.retire_document_pairs(store, former["id"])
    documents.finish_run(store, run)
    return BuildReport(
        shown,
        document.title,
        "added" if former is None else "changed",
        sentences=len(document.sentences),
        footnotes=len(document.footnotes),
        quotations=sum(len(note.quotations) for note in document.footnotes),
        relations=Counter(str(link.relation) for link in found.links),
        new_units=counts["added"],
        retired_units=retired_units,
        new_pairs=new_pairs,
        known_pairs=known_pairs,
        retired_pairs=retired_pairs,
        problems=found.problems,
        has_model=found.has_model,
    )


def _unit(document: Document, link: Link, segments: Mapping[str, Segment], run: int | None) -> TranslationUnit:
    note = next(note for note in document.footnotes if note.id == link.footnote)
    source = note.back_reference.resolved if note.back_reference and note.back_reference.resolved else note.source
    german = segments[link.german.segment]
    return TranslationUnit(
        variants=(Variant("en", " ".join(span.text for span in link.english)), Variant("de", link.german.text)),
        relation=link.relation,
        score=round(link.score, 3),
        status=Status.CANDIDATE,
        provenance=(
            Provenance(
                document=document.title or os.path.basename(document.path),
                publisher=source.publisher,
                date=document.date_start,
                url=source.url,
                sha256=document.sha256,
                paragraph=german.paragraph,
                footnote=link.footnote,
                start=german.start + link.german.start,
                end=german.start + link.german.end,
                run=run,
            ),
        ),
    )


def _place(link: Link, segments: Mapping[str, Segment]) -> str:
    german = segments[link.german.segment]
    place = {
        "german": codec.encode(link.german),
        "english": codec.encode(link.english),
        "paragraph": german.paragraph,
        "footnote": link.footnote,
        "quotation": link.quotation,
        "evidence": codec.encode(link.evidence),
    }
    return json.dumps(place, ensure_ascii=False, sort_keys=True)
