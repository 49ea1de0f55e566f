"""``forget``: what a report brought into the store is taken back; what a person decided stays."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from igglossary.errors import UsageError
from igglossary.messages import _
from igglossary.store.sqlite import documents, pairs, units

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from igglossary.store.sqlite.store import Store

_SHOWN = 5
"""Reports that are named to somebody who named none of them."""


class ForgetSummary(NamedTuple):
    """What became of one report.

    ``units`` and ``pairs`` went; ``kept_units`` and ``kept_pairs`` stay, because they were decided or are in another
    report too. ``heir`` is the same report in another format, which stands for it now.
    """

    path: str
    title: str | None
    units: int
    pairs: int
    kept_units: int
    kept_pairs: int
    heir: str | None = None


def forget_reports(store: Store, reports: Sequence[str]) -> list[ForgetSummary]:
    """Take back the links and term pairs of some reports, all or none of them.

    A report is named by its path, whether the file is still there or not, or by its title.

    Raises:
        UsageError: there is no such report, or several that could be meant; nothing was done.
        StoreError: the store cannot be written; nothing was done.
    """
    with store.transaction():
        run = documents.start_run(store, "forget")
        done = [_forget(store, _find(store, name)) for name in reports]
        documents.finish_run(store, run)
    return done


def _find(store: Store, name: str) -> sqlite3.Row:
    known = documents.live_reports(store)
    exact = [row for row in known if row["path"] == os.path.abspath(name)]
    alike = exact or [row for row in known if name in (row["title"], os.path.basename(row["path"]))]
    if len(alike) == 1:
        return alike[0]
    if alike:
        paths = tuple(row["path"] for row in alike)
        raise UsageError(_("several reports are called like this: {paths}").format(paths=paths), where=name)
    if not known:
        raise UsageError(_("there is no report in the store."), where=name)
    paths = tuple(row["path"] for row in known[:_SHOWN])
    raise UsageError(
        _("there is no such report in the store."), where=name, hint=_("There are: {paths}").format(paths=paths)
    )


def _forget(store: Store, report: sqlite3.Row) -> ForgetSummary:
    documents.retire(store, report["id"])
    heir = documents.copy_of(store, report["id"])
    if heir is not None:
        documents.hand_over(store, report["id"], None)
        return ForgetSummary(report["path"], report["title"], 0, 0, 0, 0, heir["path"])
    of_units, of_pairs = units.count_of_document(store, report["id"]), pairs.count_of_document(store, report["id"])
    gone_units = units.retire_report_units(store, report["id"])
    gone_pairs = pairs.retire_document_pairs(store, report["id"])
    return ForgetSummary(
        report["path"], report["title"], gone_units, gone_pairs, of_units - gone_units, of_pairs - gone_pairs
    )
