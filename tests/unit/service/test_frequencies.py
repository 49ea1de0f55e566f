"""Frequencies between questions: shared, and not for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.service import frequencies
from igglossary.service.frequencies import Frequencies

if TYPE_CHECKING:
    import pytest


def test_they_are_kept_until_they_are_old_or_many(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    monkeypatch.setattr(frequencies, "_MOST", 2)
    kept = Frequencies()
    first = kept.get()
    first["net"] = 7
    assert kept.get() is first
    first["law"] = 1
    assert kept.get() == {}
    kept.get()["net"] = 8
    now += 61
    assert kept.get() == {}
