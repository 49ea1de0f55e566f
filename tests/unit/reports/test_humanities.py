"""Notes as German humanities write them: names turned round, editors, same author, same place, remarks."""

from __future__ import annotations

import pytest

from igglossary.model import Footnote, Source
from igglossary.reports.authors import find_authors, is_person, list_separators, surnames
from igglossary.reports.blocks import Note
from igglossary.reports.footnotes import parse_footnotes
from igglossary.reports.imprint import split_imprint, take_volume, without_access_dates, without_asides
from igglossary.reports.remarks import is_prose, split_remarks


def parse(*texts: str) -> tuple[Footnote, ...]:
    return parse_footnotes([Note(str(n), text) for n, text in enumerate(texts, start=1)])


@pytest.mark.parametrize(
    ("text", "names", "rest"),
    [
        ("Torquist, Ilvana: The Lake", "Ilvana Torquist", "The Lake"),
        ("von Torquist, Ilvana M.: The Lake", "Ilvana M. von Torquist", "The Lake"),
        ("Torquist, Ilvana; Ondrak, Bero (Hg.): The Lake", "Ilvana Torquist; Bero Ondrak", "The Lake"),
        ("Torquist, Ilvana/Ondrak, Bero (2006): The Lake", "Ilvana Torquist; Bero Ondrak", "The Lake"),
        ("Torquist, Ilvana [u.a.]: The Lake", "Ilvana Torquist [u.a.]", "The Lake"),
        ("Torquist; Ondrak: The Lake", "Torquist; Ondrak", "The Lake"),
        ("I. Torquist & B. Ondrak (2006). The Lake", "I. Torquist & B. Ondrak", "The Lake"),
        ("Ilvana Torquist, Bero Ondrak: The Lake", "Ilvana Torquist, Bero Ondrak", "The Lake"),
    ],
)
def test_authors(text: str, names: str, rest: str) -> None:
    found = find_authors(text)
    assert found is not None
    assert (found.names, text[found.end :]) == (names, rest)


@pytest.mark.parametrize(
    "text", ["Bundestag, Berlin: Bericht", "UNO, Genf: Report", "Reuters, London: News", "Ein See, ein Ufer: Titel", ""]
)
def test_no_authors(text: str) -> None:
    assert find_authors(text) is None


def test_surname_alone_is_an_author_once_it_is_known() -> None:
    first, second, other = parse(
        "Torquist, Ilvana: The Lake, Bern 2006, S. 3.",
        "Torquist: The Lake, 2006, S. 9.",
        "Pond: a problem, 2006, S. 9.",
    )
    assert (first.source.author, first.source.place, first.source.publisher) == ("Ilvana Torquist", "Bern", None)
    assert (second.source.author, second.source.source_title) == ("Torquist", "The Lake")
    assert (other.source.author, other.source.source_title) == (None, "Pond: a problem")


def test_same_author_is_not_the_same_work() -> None:
    notes = parse(
        "Torquist, Ilvana: The Lake, Bern 2006, S. 3.",
        "Dies., The Pond, Genf 2008, S. 4.",
        "Vgl. ebd., S. 5.",
        "Torquist, a. a. O., S. 6.",
        "L. c., p. 7.",
        "Dies., S. 8.",
        "Torquist, Lake (Anm. 1), S. 9.",
    )
    assert (notes[1].source.author, notes[1].source.source_title) == ("Ilvana Torquist", "The Pond")
    assert [note.back_reference and note.back_reference.refers_to for note in notes] == [
        None,
        None,
        "2",
        "2",
        "2",
        "2",
        "1",
    ]
    assert [note.source.pages for note in notes] == [f"{'p' if n == 7 else 'S'}. {n}" for n in range(3, 10)]


def test_same_place_is_that_of_the_last_source_not_of_a_remark() -> None:
    notes = parse(
        "Torquist, Ilvana: The Lake, Bern 2006, S. 3.",
        "Der Steg ist heute nicht mehr vorhanden und war es auch damals nicht.",
        "Ebd., S. 7. Dort wird auch der Steg erwähnt.",
    )
    assert (notes[1].source, len(notes[1].remarks), notes[1].not_understood) == (Source(), 1, ())
    assert notes[2].back_reference is not None
    assert (notes[2].back_reference.refers_to, notes[2].source.pages) == ("1", "S. 7")
    assert notes[2].remarks == ("Dort wird auch der Steg erwähnt.",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ondrak, Bero: Netze. Ein Versuch, in: Torquist, Iris; Pohl, Jan (Hg.): Ufer, Genf: Seeverlag 2004, S. 3.",
            ("Bero Ondrak", "Netze. Ein Versuch", "Seeverlag", "Genf", "2004", "S. 3"),
        ),
        (
            "Ondrak, Bero: Netze, in: Seegeschichte 33 (1999) 6, S. 9–17.",
            ("Bero Ondrak", "Netze", "Seegeschichte", None, "1999", "33, 6, S. 9–17"),
        ),
        (
            "Ondrak, Bero (2013): Netze am See. Genf: Seeverlag, S. 72.",
            ("Bero Ondrak", "Netze am See", "Seeverlag", "Genf", "2013", "S. 72"),
        ),
        (
            "Ondrak, Bero: Netze, 3., überarb. Aufl., hrsg. v. Jan Pohl (= Seeschriften; 4), Genf/Bern 2001, S. 2 f.",
            ("Bero Ondrak", "Netze", None, "Genf/Bern", "2001", "S. 2 f."),
        ),
        ("Vgl. Ondrak/Torquist 2006, S. 12.", ("Ondrak/Torquist", None, None, None, "2006", "S. 12")),
    ],
)
def test_citations(text: str, expected: tuple[str | None, ...]) -> None:
    source = parse(text)[0].source
    found = (source.author, source.source_title, source.publisher, source.place, source.date, source.pages)
    assert found == expected


@pytest.mark.parametrize(
    ("text", "date", "url"),
    [
        (
            "Lake Union, Report, 3. Mai 2021, https://l.example/a (abgerufen am 7.8.2022)",
            "2021-05-03",
            "https://l.example/a",
        ),
        ("Lake Union, Report, https://l.example/a, Stand: 07.08.2022.", None, "https://l.example/a"),
        ("Lake Union: Report, Abgerufen am 7. August 2022. https://l.example/a", None, "https://l.example/a"),
        ("Lake Union, Report, Stand: Mai 2021", "2021-05", None),
        ("Lake Union, Report, Mai 2021, doi:10.5555/lake.7.", "2021-05", "https://doi.org/10.5555/lake.7"),
    ],
)
def test_dates_of_access_and_dois(text: str, date: str | None, url: str | None) -> None:
    source = parse(text)[0].source
    assert (source.date, source.url) == (date, url)
    assert "Stand" not in (source.source_title or "")


def test_remarks_and_sources_in_one_note() -> None:
    (note,) = parse(
        "Das zeigen die Karten, die im Anhang zu finden sind. Vgl. Ondrak, Bero: Netze, Bern 2001, S. 2; "
        "Torquist, Ilvana; Pohl, Jan: The Lake, Genf 2006."
    )
    assert note.remarks == ("Das zeigen die Karten, die im Anhang zu finden sind.",)
    assert (note.source.source_title, note.source.author) == ("Netze", "Bero Ondrak")
    assert [(s.source_title, s.author) for s in note.additional_sources] == [("The Lake", "Ilvana Torquist; Jan Pohl")]


def test_small_parts() -> None:
    assert not is_person("Lake Union")
    assert surnames("Ilvana Torquist; Bero Ondrak et al.") == {"torquist", "ondrak"}
    assert list_separators("Torquist, I.; Ondrak, B.: A; B") == {12}
    assert take_volume("Lake Review 12 (3)") == ("Lake Review", "12 (3)")
    assert take_volume("Lake Review") == ("Lake Review", None)
    assert split_imprint("Oxford: Lake Press", ()) == (None, "Oxford", "Lake Press")
    assert split_imprint("Pond: a problem", ()) is None
    assert without_asides("Netze, 2. Aufl., Bern 2001") == "Netze, Bern 2001"
    assert without_access_dates("Netze (zuletzt besucht am 3.4.2021), S. 2", has_address=False) == "Netze, S. 2"
    assert is_prose("Siehe hierzu auch Kapitel 3.2.")
    assert not is_prose("Die Lage der Netze in den Seen und Teichen, Bern 2001")
    assert split_remarks("") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Vgl. Torquist, I. et al., Open Shores, 2024, S. 2 f.",
            ("I. Torquist et al.", "Open Shores", None, None, "2024"),
        ),
        (
            "Torquist, I., Ondrak, B., Open Shores, 2024, S. 2.",
            ("I. Torquist; B. Ondrak", "Open Shores", None, None, "2024"),
        ),
        (
            "Torquist, Ute, Das Ufer. Ein Versuch, in: Pohl, Jan (Hrsg.), Netze (= Seeschriften, 4), Genf 2015, S. 4.",
            ("Ute Torquist", "Das Ufer. Ein Versuch", "Netze", "Genf", "2015"),
        ),
        (
            "Torquist, Georg: Das Leben am See. Genf 2009, S. 60.",
            ("Georg Torquist", "Das Leben am See", None, "Genf", "2009"),
        ),
        ("Greenpond, Klare Kante, 2021, S. 4.", (None, "Greenpond", "Klare Kante", None, "2021")),
        (
            "Torquist, in: Ondrak/Pohl, Seegesetz, 2020, § 4.",
            ("Torquist", None, "Ondrak/Pohl, Seegesetz", None, "2020"),
        ),
    ],
)
def test_commas_between_names_and_title(text: str, expected: tuple[str | None, ...]) -> None:
    source = parse(text)[0].source
    assert (source.author, source.source_title, source.publisher, source.place, source.date) == expected


def test_sources_joined_by_words_and_short_titles_with_a_year() -> None:
    first, second = parse(
        "Vgl. Ondrak 1966, S. 6, sowie Torquist, Georg: Das Leben am See. Genf 2009, S. 60.",
        "Torquist, Leben am See 2009, S. 61.",
    )
    assert (first.source.author, first.source.date, first.source.pages) == ("Ondrak", "1966", "S. 6")
    assert [s.author for s in first.additional_sources] == ["Georg Torquist"]
    assert (second.source.author, second.source.source_title, second.source.date) == (
        "Torquist",
        "Leben am See",
        "2009",
    )
