"""How a store writes down which concepts a report uses: one text a report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from igglossary.store.contract.reports import ReportUses

if TYPE_CHECKING:
    from collections.abc import Mapping


def dumps(concepts: Mapping[str, int], fingerprint: str) -> str:
    """The text for what was counted with the term base of a fingerprint."""
    return json.dumps({"terms": fingerprint, "concepts": dict(sorted(concepts.items()))}, ensure_ascii=False)


def is_counted(data: str | None, fingerprint: str) -> bool:
    """Whether the text was made with this very term base."""
    return data is not None and json.loads(data)["terms"] == fingerprint


def loads(document: str, date: str | None, data: str) -> ReportUses:
    """What the text of a report says."""
    return ReportUses(document, date, json.loads(data)["concepts"])
