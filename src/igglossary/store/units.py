"""Placeholder until the branch `memory` lands its own store/units.py (take theirs on a conflict)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from igglossary.store.connection import Store


def change_unit(store: Store, unit: int, values: dict[str, Any]) -> None:
    """Change fields of a unit; inside a transaction."""
    assignments = "".join(f"{name} = ?, " for name in values)
    store.execute(
        f"UPDATE unit SET {assignments} version = version + 1, changed_at = ?, changed_by = ? WHERE id = ?",
        (*values.values(), store.now(), store.person, unit),
    )
