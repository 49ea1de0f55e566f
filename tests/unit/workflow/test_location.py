"""Which store is meant: the option, the variable, the nearest folder, the user's data folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.store.contract.review import Change
from igglossary.workflow.location import STORE_NAME, locate_store, open_filled
from igglossary.workflow.shipped import shipped_folder

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_option_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IGGLOSSARY_STORE", "variable.db")
    assert locate_store("option.db") == "option.db"
    assert locate_store() == "variable.db"


def test_the_nearest_parent_that_has_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("IGGLOSSARY_STORE")
    inner = tmp_path / "project" / "reports" / "2024"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    assert locate_store() == str(tmp_path / "data" / "igglossary" / STORE_NAME)
    (tmp_path / STORE_NAME).touch()
    assert locate_store() == str(tmp_path / STORE_NAME)
    (tmp_path / "project" / STORE_NAME).touch()
    assert locate_store() == str(tmp_path / "project" / STORE_NAME)


def test_an_empty_variable_names_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("IGGLOSSARY_STORE", "")
    assert locate_store() == str(tmp_path / "data" / "igglossary" / STORE_NAME)


def test_a_new_store_is_filled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(tmp_path / "store.db")
    with open_filled(path) as store:
        assert store.shipped
        ids = [concept.id for concept in store.terms.concepts()]
        assert len(ids) > 400
        states = store.review.ground([], concepts=ids).concepts
        store.review.decide([Change("concept", one, "delete", {"is_deleted": 1}, states[one].version) for one in ids])
    with open_filled(path) as store:
        assert not list(store.terms.concepts())


def test_the_shipped_term_base_is_there() -> None:
    assert shipped_folder().endswith("glossary")
