"""How often reports use the concepts of the term base in their own words: counted by ``build``, told by quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.answers.facts import Quarter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.model import Document
    from igglossary.store.contract.reports import ReportUses
    from igglossary.store.contract.store import Store
    from igglossary.workflow.terminology import TermBases


def count_uses(store: Store, bases: TermBases, number: int, document: Document | None = None) -> None:
    """Count the concepts in the sentences of a stored report, unless that was done with this very term base.

    Quotations do not count, and of terms that lie in each other only the longest does. ``document`` is the report, if
    it is at hand; else the stored one is read.
    """
    fingerprint = store.terms.fingerprint()
    if store.reports.is_counted(number, fingerprint):
        return
    from collections import Counter

    from igglossary.text.languages import is_same_language
    from igglossary.workflow.terminology import annotate

    document = document or store.reports.document(number)
    if document is None:
        return
    text = "\n\n".join(one.text for one in document.sentences if is_same_language(one.lang, document.lang))
    places = {(hit.concept, hit.start, hit.end) for hit in annotate(store, bases, text, document.lang)}
    store.reports.keep_uses(number, Counter(concept for concept, _start, _end in places), fingerprint)


def by_quarter(reports: Sequence[ReportUses], concept: str) -> tuple[Quarter, ...]:
    """How often each quarter of which there are reports uses a concept; nothing if none does."""
    found: dict[str | None, Quarter] = {}
    for report in reports:
        name = quarter_of(report.date)
        times = report.concepts.get(concept, 0)
        before = found.get(name, Quarter(name, 0, 0))
        found[name] = Quarter(name, before.occurrences + times, before.reports + (times > 0))
    if not any(one.occurrences for one in found.values()):
        return ()
    return tuple(sorted(found.values(), key=lambda one: one.quarter or ""))


def quarter_of(date: str | None) -> str | None:
    """2025-05-14 → 2025-Q2; 2025 → 2025; None for no date."""
    if not date:
        return None
    year, month = date[:4], date[5:7]
    return f"{year}-Q{(int(month) + 2) // 3}" if month.isdigit() else year
