"""``forget``: what a report brought into the store is taken back; what a person decided stays."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from igglossary.errors import UsageError
from igglossary.messages import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.store.contract.reports import Forgotten, StoredDocument
    from igglossary.store.contract.store import Store

_SHOWN = 5
"""Reports that are named to somebody who named none of them."""


class ForgottenReport(NamedTuple):
    """A report, and what became of what it contributed."""

    path: str
    title: str | None
    done: Forgotten


def forget_reports(store: Store, reports: Sequence[str]) -> list[ForgottenReport]:
    """Take back the links and term pairs of some reports, all or none of them.

    A report is named by its path, whether the file is still there or not, by the name of the file or by its title.

    Raises:
        UsageError: there is no such report, or several that could be meant; nothing was done.
        StoreError: the store cannot be written; nothing was done.
    """
    known = store.reports.standing()
    found = list(dict.fromkeys(_find(known, name) for name in reports))
    done = store.reports.forget(found)
    return [ForgottenReport(report.path, report.title, what) for report, what in zip(found, done, strict=True)]


def _find(known: Sequence[StoredDocument], name: str) -> StoredDocument:
    exact = [report for report in known if report.path == os.path.abspath(name)]
    alike = exact or [report for report in known if name in (report.title, os.path.basename(report.path))]
    if len(alike) == 1:
        return alike[0]
    if alike:
        paths = tuple(report.path for report in alike)
        raise UsageError(_("several reports are called like this: {paths}").format(paths=paths), where=name)
    if not known:
        raise UsageError(_("there is no report in the store."), where=name)
    paths = tuple(report.path for report in known[:_SHOWN])
    hint = _("There are: {paths}").format(paths=paths)
    raise UsageError(_("there is no such report in the store."), where=name, hint=hint)
