"""``export``: the store's content for other programs, with a word about what was left out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from igglossary.errors import UsageError
from igglossary.formats import kinds as table
from igglossary.formats.files import open_output
from igglossary.formats.omegat_folder import write_omegat_folder
from igglossary.messages import Message, _
from igglossary.model import (
    Concept,
    LanguageSection,
    SourcedText,
    Status,
    Term,
)
from igglossary.store.contract import candidate_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from igglossary.errors import Problem
    from igglossary.formats.report import ExportReport
    from igglossary.messages import Message
    from igglossary.store.contract.store import Store
    from igglossary.store.contract.terms import Candidate

_OPEN = (Status.CANDIDATE, Status.DEFERRED)


class ExportSummary(NamedTuple):
    """What stands in one file.

    ``left_out`` counts entries that nobody has decided, ``below`` links under the least ``keep``,
    ``dropped`` what the format could not carry, by reason.
    """

    file: str
    format: str
    written: int
    left_out: int
    dropped: Mapping[Message, int]
    problems: tuple[Problem, ...] = ()
    below: int = 0


def check_export(files: Sequence[str], *, to: str | None = None, dialect: str = "v2", layout: str = "own") -> None:
    """Refuse an impossible call before its first file is written.

    Raises:
        UsageError: nobody writes one of these kinds, or no file has such a dialect or layout.
    """
    found = [table.kind_for_output(name, to) for name in files if not _is_dump(name, to)]
    if dialect != table.DIALECTS[0] and not any(kind.dialects for kind in found):
        raise UsageError(_("--dialect is for TBX only."))
    if layout != table.LAYOUTS[0] and not any(kind.layouts for kind in found):
        raise UsageError(_("--layout is for CSV, TSV and XLSX only."))


def export(
    store: Store,
    path: str | os.PathLike[str],
    *,
    to: str | None = None,
    include_candidates: bool = False,
    dialect: str = "v2",
    layout: str = "own",
    source_lang: str | None = None,
    target_lang: str | None = None,
    min_keep: float = 0.0,
) -> ExportSummary:
    """Write one file; the kind follows from its ending, or from ``to``. Same store, same bytes.

    Args:
        store: From where.
        path: The file; it appears when it is whole.
        to: Name of a kind in ``formats.table``, or ``dump``.
        include_candidates: Undecided and comparable entries too, marked as what they are; never rejected ones.
        dialect: Of TBX, one of ``formats.kinds.DIALECTS``; other kinds have none.
        layout: Of CSV, TSV and XLSX, one of ``formats.kinds.LAYOUTS``; other kinds have none.
        source_lang: Only units from this language.
        target_lang: Only units into this language.
        min_keep: Of undecided links only those that a translator keeps with this probability or more.

    Raises:
        UsageError: nobody writes this kind.
        OutputError: the file cannot be written; nothing is left behind.
    """
    name = os.fspath(path)
    if _is_dump(name, to):
        return _export_dump(store, name)
    kind = table.kind_for_output(name, to)
    assert kind.write is not None  # kind_for_output gives nothing else
    below = 0
    with store.snapshot():
        if kind.holds == "units":
            written = kind.write(
                path,
                store.memory.iterate(
                    statuses=_statuses(include_candidates),
                    source_lang=source_lang,
                    target_lang=target_lang,
                    min_keep=min_keep,
                ),
            )
            below = store.memory.count_below(min_keep) if include_candidates and min_keep else 0
        else:
            found = exported_concepts(store, include_candidates=include_candidates)
            written = kind.write(path, found, **kind.options(dialect=dialect, layout=layout))
        left_out = 0 if include_candidates else _count_left_out(store, kind.holds)
    return _summary(name, kind.name, written, left_out)._replace(below=below)


def export_omegat(
    store: Store,
    folder: str | os.PathLike[str],
    *,
    include_candidates: bool = False,
    source: str = "en",
    target: str = "de",
) -> ExportSummary:
    """Write a folder that OmegaT opens as it is: approved units, candidates at a penalty, the glossary.

    ``include_candidates`` takes undecided term pairs into the glossary, where nothing marks them.

    Raises:
        OutputError: it cannot be written.
    """
    with store.snapshot():
        found = exported_concepts(store, include_candidates=include_candidates)
        written = write_omegat_folder(folder, store.memory.iterate(), found, source=source, target=target)
        left_out = 0 if include_candidates else _count_left_out(store, "concepts")
    return _summary(os.fspath(folder), "omegat", written, left_out)


def _summary(file: str, kind: str, written: ExportReport, left_out: int) -> ExportSummary:
    return ExportSummary(file, kind, written.written, left_out, dict(written.dropped), written.problems)


def candidate_concept(candidate: Candidate) -> Concept:
    """A candidate as a concept of its own, known again by its id when it comes back."""
    sections = []
    for number, (lang, text) in enumerate((("de", candidate.german), ("en", candidate.english))):
        shown = (SourcedText(candidate.contexts[number]),) if candidate.contexts else ()
        term = Term(text, lang, part_of_speech=candidate.part_of_speech, contexts=shown)
        sections.append(LanguageSection(lang, (term,)))
    return Concept(candidate_id(candidate.pair), tuple(sections), status=candidate.status)


def _export_dump(store: Store, name: str) -> ExportSummary:
    count = -1  # the first line is the head
    with open_output(name) as stream:
        for line in store.upkeep.dump():
            stream.write(line.encode() + b"\n")
            count += 1
    return ExportSummary(name, "dump", count, 0, {})


def _is_dump(name: str, to: str | None) -> bool:
    return to == "dump" or (to is None and name.endswith(".jsonl"))


def _statuses(include_candidates: bool) -> tuple[Status, ...]:
    return (Status.APPROVED, *_OPEN) if include_candidates else (Status.APPROVED,)


def exported_concepts(store: Store, *, include_candidates: bool = True) -> Iterator[Concept]:
    """What an export of the term base contains: concepts by id, then open candidates as concepts of their own."""
    yield from store.terms.concepts(statuses=_statuses(include_candidates))
    if include_candidates:
        yield from map(candidate_concept, store.terms.candidates())


def _count_left_out(store: Store, holds: str) -> int:
    counts = store.upkeep.counts()
    kinds = ("unit",) if holds == "units" else ("concept", "pair")
    return sum(counts[kind].get(status, 0) for kind in kinds for status in _OPEN)
