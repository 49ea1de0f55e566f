"""``export``: the store's content for other programs, with a word about what was left out."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, NamedTuple

from igglossary.errors import UsageError
from igglossary.formats import kinds as table
from igglossary.formats.files import open_output
from igglossary.formats.omegat_folder import write_omegat_folder
from igglossary.messages import _
from igglossary.workflow.selection import APPROVED, Choice, Selection, check_selection

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from igglossary.errors import Problem
    from igglossary.formats.report import ExportReport
    from igglossary.messages import Message
    from igglossary.store.contract.store import Store


class ExportSummary(NamedTuple):
    """What stands in one file.

    ``left_out`` counts entries that nobody has decided, ``below`` links under the least ``keep``, ``passed_over`` what
    else was not selected, ``dropped`` what the format could not carry, by reason.
    """

    file: str
    format: str
    written: int
    left_out: int
    dropped: Mapping[Message, int]
    problems: tuple[Problem, ...] = ()
    below: int = 0
    passed_over: int = 0


def check_export(
    files: Sequence[str],
    *,
    to: str | None = None,
    dialect: str = "v2",
    layout: str = "own",
    base_uri: str = "",
    selection: Selection = APPROVED,
) -> None:
    """Refuse an impossible call before its first file is written.

    Raises:
        UsageError: nobody writes one of these kinds, no file has such a dialect or layout, or can follow the selection.
    """
    dumps = [name for name in files if _is_dump(name, to)]
    if dumps and selection.is_partial:
        raise UsageError(_("A dump (.jsonl) has everything; nothing can be selected for it."))
    found = [table.kind_for_output(name, to) for name in files if name not in dumps]
    if dialect != table.DIALECTS[0] and not any(kind.dialects for kind in found):
        raise UsageError(_("--dialect is for TBX only."))
    if layout != table.LAYOUTS[0] and not any(kind.layouts for kind in found):
        raise UsageError(_("--layout is for CSV, TSV and XLSX only."))
    if base_uri and not any(kind.is_addressed for kind in found):
        raise UsageError(_("--base-uri is for SKOS (.ttl, .jsonld) only."))
    for kind in found:
        check_selection(selection, _holds(kind))


def export(
    store: Store,
    path: str | os.PathLike[str],
    *,
    to: str | None = None,
    selection: Selection = APPROVED,
    dialect: str = "v2",
    layout: str = "own",
    base_uri: str = "",
    words: table.Wording | None = None,
) -> ExportSummary:
    """Write one file; the kind follows from its ending, or from ``to``. Same store, same bytes.

    Args:
        store: From where.
        path: The file; it appears when it is whole.
        to: Name of a kind in ``formats.table``, or ``dump``.
        selection: Which entries, and in which direction; a dump always has everything.
        dialect: Of TBX, one of ``formats.kinds.DIALECTS``; other kinds have none.
        layout: Of CSV, TSV and XLSX, one of ``formats.kinds.LAYOUTS``; other kinds have none.
        base_uri: Of SKOS, what the ids of concepts are put behind; other kinds have none.
        words: How to speak in files that people read; None for English.

    Raises:
        UsageError: nobody writes this kind, or it cannot follow the selection.
        OutputError: the file cannot be written; nothing is left behind.
    """
    name = os.fspath(path)
    if _is_dump(name, to):
        return _export_dump(store, name)
    kind = table.kind_for_output(name, to)
    assert kind.write is not None  # kind_for_output gives nothing else
    holds = _holds(kind)
    with store.snapshot():
        choice = Choice(store, selection, holds)
        options = kind.options(
            dialect=dialect, layout=layout, languages=selection.languages, words=words, base_uri=base_uri
        )
        written = kind.write(path, choice.units() if holds == "units" else choice.concepts(), **options)
        return _summary(name, kind.name, written, choice, holds)


def glossary_page(store: Store, words: table.Wording) -> bytes:
    """The approved concepts as a page, for a server."""
    from igglossary.formats.page.writing import write_page  # only a server asks for it here

    with store.snapshot():
        stream = io.BytesIO()
        write_page(stream, Choice(store, APPROVED, "concepts").concepts(), say=words.say, opening=words.opening)
        return stream.getvalue()


def export_omegat(store: Store, folder: str | os.PathLike[str], *, selection: Selection = APPROVED) -> ExportSummary:
    """Write a folder that OmegaT opens as it is: approved units, candidates at a penalty, the glossary.

    The project is from English into German unless the selection says otherwise. ``include_candidates`` takes undecided
    term pairs into the glossary, where nothing marks them.

    Raises:
        UsageError: the selection names other than two languages, or a field that nothing in the folder has.
        OutputError: it cannot be written.
    """
    source, target = selection.languages or ("en", "de")
    with store.snapshot():
        choice = Choice(store, selection, "any")
        units = choice.units(all_statuses=True)
        written = write_omegat_folder(folder, units, choice.concepts(), source=source, target=target)
        return _summary(os.fspath(folder), "omegat", written, choice, "concepts")


def _holds(kind: table.Kind) -> str:
    return "units" if kind.holds == "units" else "concepts"


def _summary(file: str, kind: str, written: ExportReport, choice: Choice, holds: str) -> ExportSummary:
    dropped = dict(written.dropped)
    for what, count in choice.dropped.items():
        dropped[what] = dropped.get(what, 0) + count
    return ExportSummary(
        file,
        kind,
        written.written,
        choice.count_left_out(holds),
        dropped,
        written.problems,
        choice.count_below() if holds == "units" else 0,
        choice.passed_over,
    )


def _export_dump(store: Store, name: str) -> ExportSummary:
    count = -1  # the first line is the head
    with open_output(name) as stream:
        for line in store.upkeep.dump():
            stream.write(line.encode() + b"\n")
            count += 1
    return ExportSummary(name, "dump", count, 0, {})


def _is_dump(name: str, to: str | None) -> bool:
    return to == "dump" or (to is None and name.endswith(".jsonl"))
