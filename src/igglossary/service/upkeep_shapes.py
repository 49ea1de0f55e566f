"""The shapes of what is said of the store itself, as JSON; docs/json.md is made from these as well."""

from __future__ import annotations

from typing import TypedDict


class FaultJson(TypedDict):
    """One thing that is wrong with a store."""

    code: str
    text: str


class SalvageJson(TypedDict):
    """`doctor --salvage`: what was saved of a damaged store."""

    store: str
    file: str
    rows: dict[str, int]
    """Table: rows that were saved."""
    lost: dict[str, int]
    """Table: rows, or places of unknown size, that could not be read."""


class DoctorJson(TypedDict):
    """`doctor`; a healthy store has no faults."""

    store: str
    faults: list[FaultJson]


class InitJson(TypedDict):
    """`init`."""

    store: str
    is_new: bool
    """False if it was there already."""


class ForgetJson(TypedDict):
    """`forget`, for each report."""

    path: str
    title: str | None
    units: int
    """That went."""
    pairs: int
    kept_units: int
    """That were decided, or are known from elsewhere too."""
    kept_pairs: int
    heir: str | None
    """The same report in another format, which stands for it now."""


class RestoreJson(TypedDict):
    """`restore`."""

    store: str
    """The store, which now is as the copy."""
    copy: str
    kept: str | None
    """Where the former store is now; null if there was none."""
    was_in_use: bool
    """Others had it open; their next change is not saved, and they are told."""


class BackupJson(TypedDict):
    """`backup`."""

    file: str
    """The copy."""
    store: str
