"""``build``: reports into the store, as candidates. Twice on the same file changes nothing."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from igglossary.alignment.sources import locate_quotations
from igglossary.model import LinkedStretches, Original, Place, Source, Status, TranslationUnit, Variant
from igglossary.reports import read_plain_segments, read_report
from igglossary.store.contract.reports import Link as LinkOfUnit
from igglossary.store.contract.reports import NewReport
from igglossary.terms.mining.known import without_stopped
from igglossary.text.normalise import storable
from igglossary.workflow.analysis import analyse_document
from igglossary.workflow.hashing import sha256_of
from igglossary.workflow.terminology import TermBases
from igglossary.workflow.uses import count_uses

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from igglossary.errors import Problem
    from igglossary.model import Document, Link, Segment
    from igglossary.store.contract.reports import StoredDocument
    from igglossary.store.contract.store import Store
    from igglossary.workflow.analysis import Analysis


class BuildSummary(NamedTuple):
    """What ``build`` did with one report.

    ``outcome`` is ``added``, ``changed``, ``unchanged`` (all numbers are 0) or ``same``: the report ``same_as``
    says the same in another format, so that nothing is added. ``relations`` counts the links.
    Of the term pairs, ``new_pairs`` were never proposed before and ``known_pairs`` were; ``in_term_base`` of both
    are in the term base already, and ``general_pairs`` are general words.
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
    in_term_base: int = 0
    general_pairs: int = 0
    stopped_pairs: int = 0
    """What is not proposed, because a person said that the German word is no term."""
    retired_pairs: int = 0
    problems: tuple[Problem, ...] = ()
    has_model: bool = True
    same_as: str | None = None


def build_report(
    store: Store,
    path: str | os.PathLike[str],
    *,
    lang: str = "de",
    sources: Sequence[str] = (),
    bases: TermBases | None = None,
) -> BuildSummary:
    """Put one report into the store in one transaction: it is there as a whole or not at all.

    Then the uses of the term base in it are counted, anew where the term base has changed since.

    Args:
        store: Where to.
        path: The report, of any kind that ``reports`` reads.
        lang: Its language.
        sources: Full texts that it quotes: each link gets its place there and the neighbouring sentences.
        bases: The compiled term bases of this process, if several reports are built.

    Raises:
        InputError: the report or a source cannot be read; nothing was stored.
        StoreError: the store cannot be written; nothing was stored.
    """
    summary, document = _built(store, os.fspath(path), lang, sources)
    standing = store.reports.live(path=storable(os.path.abspath(os.fspath(path))))
    if standing is not None and summary.outcome != "same":
        count_uses(store, bases or TermBases(), standing.id, document)
    return summary


def _built(store: Store, path: str, lang: str, sources: Sequence[str]) -> tuple[BuildSummary, Document | None]:
    """What was done, and the report if it was read."""
    name = os.path.abspath(path)
    hashes = [sha256_of(source) for source in sources]
    same = store.reports.live(sha256=sha256_of(name))
    if same is not None and (not hashes or list(same.sources) == hashes):
        return BuildSummary(path, same.title, "unchanged"), None
    document, problems = read_report(path, lang=lang)  # its problems name the file as the person did
    document = replace(document, path=storable(name))
    twin = store.reports.same_text(document)
    if twin is not None and (not hashes or list(twin.sources) == hashes):
        return _saved_copy(store, path, document, twin, problems), document
    found = analyse_document(document, problems, store)
    originals = _Originals(hashes, _source_places(found.document, sources))
    return _saved(store, path, found, originals, twin), found.document


class _Originals(NamedTuple):
    """The full texts that a report quotes: their hashes, and where each quotation sentence stands in them."""

    hashes: list[str]
    places: dict[str, Original]


def link_units(
    document: Document,
    links: tuple[Link, ...],
    run: int | None = None,
    places: Mapping[str, Original] | None = None,
) -> dict[TranslationUnit, LinkOfUnit]:
    """Each link as a translation unit (English source, German target) at its place, in the order of the links.

    ``places`` tells where a quotation sentence stands in its full source, by the name of its segment.
    """
    segments = segments_of(document)
    return {_unit(document, link, segments, run): _link(link, places or {}) for link in links}


def segments_of(document: Document) -> dict[str, Segment]:
    """All segments of a document, body and quotations, by their names."""
    return {segment.id: segment for segment in (*document.sentences, *document.quoted_sentences)}


def _source_places(document: Document, sources: Sequence[str]) -> dict[str, Original]:
    """Where each quotation sentence stands in the full texts, by the name of its segment."""
    texts = [read_plain_segments(source, "en") for source in sources]
    return {
        place.segment: Original(
            storable(os.path.basename(sources[place.source])),
            place.first,
            place.text,
            round(place.score, 3),
            tuple(place.before),
            tuple(place.after),
        )
        for place in (locate_quotations(document, texts) if texts else ())
    }


def _saved_copy(
    store: Store, shown: str, document: Document, twin: StoredDocument, problems: Sequence[Problem]
) -> BuildSummary:
    """The same report in another format: it is noted, and adds nothing."""
    saved = store.reports.save_copy(document, twin)
    return BuildSummary(
        shown,
        document.title,
        "same",
        retired_units=saved.retired_units,
        retired_pairs=saved.retired_pairs,
        problems=tuple(problems),
        same_as=twin.path,
    )


def _saved(
    store: Store, shown: str, found: Analysis, originals: _Originals, twin: StoredDocument | None
) -> BuildSummary:
    document = found.document
    proposed, stopped_pairs = without_stopped(found.pairs, store.review.stop_list())
    links = partial(link_units, document, found.links, places=originals.places)
    saved = store.reports.save(NewReport(document, originals.hashes, links, proposed, twin))
    return BuildSummary(
        shown,
        document.title,
        "changed" if saved.had_former else "added",
        sentences=len(document.sentences),
        footnotes=len(document.footnotes),
        quotations=sum(len(note.quotations) for note in document.footnotes),
        relations=Counter(str(link.relation) for link in found.links),
        new_units=saved.new_units,
        retired_units=saved.retired_units,
        new_pairs=saved.new_pairs,
        known_pairs=saved.known_pairs,
        in_term_base=sum(1 for pair in proposed if pair.known_concept),
        general_pairs=sum(1 for pair in proposed if pair.is_general),
        stopped_pairs=stopped_pairs,
        retired_pairs=saved.retired_pairs,
        problems=found.problems,
        has_model=found.has_model,
    )


def _unit(document: Document, link: Link, segments: Mapping[str, Segment], run: int | None) -> TranslationUnit:
    return TranslationUnit(
        variants=(Variant("en", " ".join(span.text for span in link.english)), Variant("de", link.german.text)),
        relation=link.relation,
        score=round(link.score, 3),
        keep=None if link.keep is None else round(link.keep, 3),
        status=Status.CANDIDATE,
        provenance=(
            Place(
                document=document.title or os.path.basename(document.path),
                document_date=document.date_start,
                sha256=document.sha256,
                run=run,
                **_where(document, link, segments),
            ),
        ),
    )


def _link(link: Link, places: Mapping[str, Original]) -> LinkOfUnit:
    originals = tuple(places[span.segment] for span in link.english if span.segment in places)
    return LinkOfUnit(link.evidence, LinkedStretches(link.german, link.english, link.quotation, originals))


def _where(document: Document, link: Link, segments: Mapping[str, Segment]) -> dict[str, Any]:
    """Where a link stands: fields of ``model.Place``."""
    note = next((note for note in document.footnotes if note.id == link.footnote), None)
    cited = note.cited if note is not None else Source()  # English in the body need not have a note
    german = segments[link.german.segment]
    return {
        "publisher": cited.publisher,
        "source_date": cited.date,
        "url": cited.url,
        "paragraph": german.paragraph,
        "footnote": note.id if note is not None else None,
        "start": german.start + link.german.start,
        "end": german.start + link.german.end,
    }
