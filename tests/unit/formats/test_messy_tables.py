"""Tables as people write them: headers in words, statuses in words, more than a term in a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from igglossary.errors import Problem
from igglossary.formats.tables.designations import designations
from igglossary.formats.tables.tabular import read_csv
from igglossary.formats.tables.xlsx import read_xlsx
from igglossary.model import Concept, Gender, PartOfSpeech, Status, TermKind, TranslationUnit

if TYPE_CHECKING:
    from pathlib import Path


def concepts(tmp_path: Path, text: str, languages: tuple[str, ...] = ()) -> list[Concept]:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    return [item for item in read_csv(path, languages=languages) if isinstance(item, Concept)]


def terms(concept: Concept) -> set[tuple[str, str]]:
    return {(term.lang, term.text) for section in concept.languages for term in section.terms}


@pytest.mark.parametrize("languages", [(), ("de", "en")])
def test_a_bare_word_for_term_is_the_other_language(tmp_path: Path, languages: tuple[str, ...]) -> None:
    found = concepts(tmp_path, "Fachbegriff;Englisch\nDeichverband;dyke board\nPegelstand;gauge reading\n", languages)
    assert terms(found[0]) == {("de", "Deichverband"), ("en", "dyke board")}


def test_a_word_for_term_beside_two_languages_is_a_third(tmp_path: Path) -> None:
    found = concepts(tmp_path, "Term;German;Spanish\nthe high tide;Flut;pleamar\nthe low tide;Ebbe;bajamar\n")
    assert terms(found[0]) == {("en", "the high tide"), ("de", "Flut"), ("es", "pleamar")}


def test_numbers_under_no_are_no_norwegian(tmp_path: Path) -> None:
    found = concepts(tmp_path, "No;English;German\n1.;tide;Gezeit\n2.;ebb;Ebbe\n")
    assert [(one.id, terms(one)) for one in found] == [
        ("1.", {("en", "tide"), ("de", "Gezeit")}),
        ("2.", {("en", "ebb"), ("de", "Ebbe")}),
    ]
    norwegian = concepts(tmp_path, "no,de\nflo,Flut\nfjære,Ebbe\n")
    assert terms(norwegian[0]) == {("no", "flo"), ("de", "Flut")}


def test_deepl_with_more_columns(tmp_path: Path) -> None:
    found = concepts(tmp_path, "tide,Gezeit,EN,DE,0.9\nebb,Ebbe,EN,DE,0.5\n")
    assert [terms(one) for one in found] == [{("en", "tide"), ("de", "Gezeit")}, {("en", "ebb"), ("de", "Ebbe")}]


def test_sharp_s_in_a_header(tmp_path: Path) -> None:
    (found,) = concepts(tmp_path, "Deutsch;Englisch (Großbritannien);Groß-/Kleinschreibung\nSIEL;sluice;ja\n")
    assert terms(found) == {("de", "SIEL"), ("en-GB", "sluice")}


@pytest.mark.parametrize(
    ("header", "word", "status"),
    [
        ("Status", "Entwurf", Status.CANDIDATE),
        ("Status", "ungeprüft", Status.CANDIDATE),
        ("Status", "freigegeben", Status.APPROVED),
        ("Status", "validated", Status.APPROVED),
        ("Status", "zweite Runde", Status.CANDIDATE),  # what is not understood is never approved
        ("Freigabe", "nein", Status.CANDIDATE),
        ("Freigabe", "ja", Status.APPROVED),
        ("Freigabe", "mal sehen", Status.CANDIDATE),
        ("Freigabe", "", Status.APPROVED),
    ],
)
def test_statuses_in_words(tmp_path: Path, header: str, word: str, status: Status) -> None:
    (found,) = concepts(tmp_path, f"Deutsch;Englisch;{header}\nSiel;sluice;{word}\n")
    assert found.status is status


def test_do_not_use_is_a_forbidden_term(tmp_path: Path) -> None:
    (found,) = concepts(tmp_path, "Deutsch;Englisch;Status\nSiel;drain;nicht verwenden\n")
    assert [term.is_forbidden for section in found.languages for term in section.terms] == [False, True]


def test_what_stands_in_the_cell_beside_the_term() -> None:
    def found(cell: str, lang: str = "de") -> list[tuple[str, object]]:
        return [(one.text, next(iter(one.facts.values()), None)) for one in designations(cell, lang)]

    assert found("Deichgraf, der") == [("Deichgraf", Gender.MASCULINE)]
    assert found("Schleuse (f.)") == [("Schleuse", Gender.FEMININE)]
    assert found("sluice (n.)", "en") == [("sluice", PartOfSpeech.NOUN)]
    assert found("Siel / Deichschleuse") == [("Siel", None), ("Deichschleuse", None)]
    assert found("Wasser- und Schifffahrtsamt (WSA)") == [
        ("Wasser- und Schifffahrtsamt", None),
        ("WSA", TermKind.ACRONYM),
    ]
    assert found("Kapitän/in") == [("Kapitän", None), ("Kapitänin", None)]
    for plain in ("und/oder", "Hafen (alt)", "24/7", "Recht auf Arbeit", "TCP/IP", "Bund, Länder"):
        assert found(plain) == [(plain, None)]


def test_comments_hidden_sheets_and_struck_text_of_excel(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (("Deutsch", "Englisch"), ("Siel", "sluice"), ("", "gate")):
        sheet.append(row)
    sheet["B2"].comment = Comment("nur an der Küste", "x")
    sheet["A3"] = CellRichText("Tor", TextBlock(InlineFont(strike=True), "weg"))
    hidden = workbook.create_sheet("alt")
    hidden.sheet_state = "hidden"
    hidden.append(("Deutsch", "Englisch"))
    hidden.append(("Bohle", "plank"))
    path = tmp_path / "a.xlsx"
    workbook.save(path)
    items = list(read_xlsx(path))
    found = [item for item in items if isinstance(item, Concept)]
    said = [str(item.message) for item in items if isinstance(item, Problem)]
    assert [terms(one) for one in found] == [{("de", "Siel"), ("en", "sluice")}, {("de", "Tor"), ("en", "gate")}]
    assert found[0].notes == ("nur an der Küste",)
    assert said == [
        "The hidden sheet “alt” was not read.",
        "The terms are read as: Deutsch → de, Englisch → en.",
        "Struck-through text of 1 cells was left out.",
    ]


def test_a_table_is_read_as_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("source,target\nthe tide,die Flut\nthe low ebb,die Ebbe\n", encoding="utf-8")
    assert all(isinstance(item, TranslationUnit) for item in read_csv(path))
    found = [item for item in read_csv(path, holds="terms") if isinstance(item, Concept)]
    assert next(terms(one) for one in found) == {("en", "the tide"), ("de", "die Flut")}
    path.write_text("de,en\nDie Flut kommt.,The tide is coming.\n", encoding="utf-8")
    units = [item for item in read_csv(path, holds="units") if isinstance(item, TranslationUnit)]
    assert [(one.source.lang, one.target.text) for one in units] == [("de", "The tide is coming.")]
