"""A selection decides which entries are exported, in which direction, and accounts for what it passes over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.errors import UsageError
from igglossary.formats.tbx import read_tbx
from igglossary.formats.tmx import read_tmx
from igglossary.model import Concept, LanguageSection, SourcedText, Status, Term, TranslationUnit, Variant
from igglossary.store.sqlite import concepts, documents, units
from igglossary.store.sqlite.opening import open_store
from igglossary.workflow.exporting import check_export, export, export_omegat
from igglossary.workflow.selection import Selection
from igglossary.workflow.shipped import fill

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from igglossary.store.sqlite.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two reports' worth of units and concepts, of two persons."""
    with open_store(str(tmp_path / "s.db"), person="ada") as mine:
        run = documents.start_run(mine, "import")
        one = documents.add_file(mine, run, path="/texte/Hafen.tmx", kind="tmx", sha256="1")
        units.add_units(mine, [_unit("en", "Quay", "de", "Kai"), _unit("de", "Mole", "en", "Pier")], one)
        _add(mine, _concept("kai", "Kai", "quay", subject_field="Hafen"), one)
    with open_store(str(tmp_path / "s.db"), person="bea") as hers:
        run = documents.start_run(hers, "import")
        two = documents.add_file(hers, run, path="/texte/Werft.tmx", kind="tmx", sha256="2")
        units.add_units(hers, [_unit("fr-CH", "Cale", "de-AT", "Helling")], two)
        _add(hers, _concept("helling", "Helling", "slipway", status=Status.CANDIDATE), two)
    with open_store(str(tmp_path / "s.db"), person="ada") as mine:
        yield mine


def _unit(lang: str, source: str, other: str, target: str) -> TranslationUnit:
    return TranslationUnit((Variant(lang, source), Variant(other, target)), status=Status.APPROVED)


def _concept(name: str, german: str, english: str, **rest: object) -> Concept:
    sections = (
        LanguageSection("de", (Term(german, "de", contexts=(SourcedText(f"Am {german} lag ein Boot.", "Logbuch"),)),)),
        LanguageSection("en", (Term(english, "en"), Term(f"old {english}", "en"))),
    )
    return Concept(name, sections, **rest)  # type: ignore[arg-type]


def _add(store: Store, concept: Concept, document: int) -> None:
    with store.transaction():
        concepts.write_concept(store, concept, document=document)


def _ids(path: Path) -> list[str]:
    return [item.id for item in read_tbx(path) if isinstance(item, Concept)]


def _texts(path: Path) -> list[list[str]]:
    read = [item for item in read_tmx(path) if isinstance(item, TranslationUnit)]
    return [[side.text for side in unit.variants] for unit in read]


def test_units_are_turned_into_the_wanted_direction(store: Store, tmp_path: Path) -> None:
    done = export(store, tmp_path / "a.tmx", selection=Selection(languages=("de", "en")))
    assert _texts(tmp_path / "a.tmx") == [["Kai", "Quay"], ["Mole", "Pier"]]
    assert (done.written, done.passed_over) == (2, 1)
    export(store, tmp_path / "a.po", selection=Selection(languages=("de", "fr")))
    text = (tmp_path / "a.po").read_text("utf-8")
    assert 'msgid "Helling"\nmsgstr "Cale"' in text
    assert "Language: fr" in text


@pytest.mark.parametrize(("ending", "line"), [("utf8", "Kai\tquay"), ("utx", "Kai\tquay"), ("csv", "")])
def test_glossaries_begin_with_the_source_language(ending: str, line: str, store: Store, tmp_path: Path) -> None:
    path = tmp_path / f"a.{ending}"
    assert export(store, path, selection=Selection(languages=("de", "en"))).written == 1
    text = path.read_text("utf-8-sig")
    if ending == "csv":
        assert text.index("Kai") < text.index("quay")
    else:
        assert line in text


def test_an_omegat_project_from_german(store: Store, tmp_path: Path) -> None:
    done = export_omegat(store, tmp_path / "p", selection=Selection(languages=("de", "en"), filter="Kai"))
    assert "<source_lang>DE</source_lang>" in (tmp_path / "p" / "omegat.project").read_text("utf-8")
    assert _texts(tmp_path / "p" / "tm" / "igglossary.tmx") == [["Kai", "Quay"]]
    glossary = (tmp_path / "p" / "glossary" / "igglossary.utf8").read_text("utf-8")
    assert "\nKai\tquay\tHafen; “Am Kai lag ein Boot.” (Logbuch)\nKai\told quay\n" in glossary, "told once a concept"
    assert done.passed_over == 2


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("bericht:hafen", ["kai"]),
        ("report:werft", []),
        ("report:werft status:offen", ["helling"]),
        ("status:alle", ["helling", "kai"]),
        ("fach:Hafen", ["kai"]),
        ("-fach:Hafen", []),
        ("von:me", ["kai"]),
        ("by:me status:all", ["kai"]),
        ("-von:me status:all", ["helling"]),
        ("seit:2020", ["kai"]),
        ("since:2999-01", []),
        ("Kai", ["kai"]),
    ],
)
def test_the_filter_of_the_review_chooses(line: str, names: list[str], store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "a.tbx", selection=Selection(filter=line))
    assert _ids(tmp_path / "a.tbx") == names


def test_mine_is_what_i_brought_or_decided(store: Store, tmp_path: Path) -> None:
    done = export(store, tmp_path / "a.tmx", selection=Selection(mine=True))
    assert _texts(tmp_path / "a.tmx") == [["Quay", "Kai"], ["Mole", "Pier"]]
    assert done.passed_over == 1
    with store.transaction():
        units.change_unit(store, 3, {"note": "sic"})
    export(store, tmp_path / "a.tmx", selection=Selection(mine=True))
    assert ["Cale", "Helling"] in _texts(tmp_path / "a.tmx")
    assert _texts(tmp_path / "a.tmx") == [["Quay", "Kai"], ["Mole", "Pier"], ["Cale", "Helling"]]


def test_what_came_with_the_program_can_stay_out(store: Store, tmp_path: Path) -> None:
    shipped = fill(store)
    done = export(store, tmp_path / "a.tbx", selection=Selection(shipped=False))
    assert _ids(tmp_path / "a.tbx") == ["kai"]
    assert done.passed_over == shipped
    changed = concepts.get_concept(store, "digital-divide")
    assert changed is not None
    with store.transaction():
        concepts.write_concept(store, changed)
    export(store, tmp_path / "a.tbx", selection=Selection(shipped=False))
    assert _ids(tmp_path / "a.tbx") == ["digital-divide", "kai"]
    export(store, tmp_path / "b.tbx", selection=Selection(mine=True))
    assert _ids(tmp_path / "b.tbx") == ["digital-divide", "kai"]


@pytest.mark.parametrize(
    ("name", "selection"),
    [
        ("a.tmx", Selection(filter="fach:Hafen")),
        ("a.tbx", Selection(filter="nonsense:1")),
        ("a.tbx", Selection(filter="sort:de")),
        ("a.tbx", Selection(filter="status:abgelehnt")),
        ("a.jsonl", Selection(mine=True)),
    ],
)
def test_a_selection_that_no_file_can_follow_is_refused_first(name: str, selection: Selection) -> None:
    with pytest.raises(UsageError):
        check_export([name], selection=selection)
