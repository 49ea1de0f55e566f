"""A store with a document, and a way to fill it with pairs of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.model import TranslationUnit, Variant
from igglossary.store.sqlite import units

if TYPE_CHECKING:
    from collections.abc import Callable

    from igglossary.store.sqlite.store import Store


@pytest.fixture
def remember(store: Store) -> Callable[..., None]:
    """Put (English, German) pairs or whole units into the store."""
    with store.transaction():
        store.execute("INSERT INTO run (id, kind, started_at, person, version) VALUES (1, 'import', '', 'anna', '1')")
        store.execute("INSERT INTO document (id, path, kind, sha256, run) VALUES (1, 'old.tmx', 'tmx', 'ab', 1)")

    def put(*pairs: tuple[str, str] | TranslationUnit) -> None:
        made = [
            pair
            if isinstance(pair, TranslationUnit)
            else TranslationUnit((Variant("en", pair[0]), Variant("de", pair[1])))
            for pair in pairs
        ]
        units.add_units(store, made, 1)

    return put
