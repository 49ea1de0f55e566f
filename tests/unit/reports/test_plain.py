"""Plain texts of many layouts give the same notes, markers and sentences."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest

from igglossary.errors import InputError
from igglossary.reports import read_report
from igglossary.reports.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from igglossary.model import Document

TITLE = "Q2/2024 - 4. Seewinkel-Forum"
PLACE = "Seewinkel, 3. – 5. Mai 2024"
PARAGRAPHS = (
    "Der See gehört nach Ansicht der Delegierten allen Anrainern{1}. Niemand dürfe ihn einzäunen, hieß es am Abend.",
    "Die Fischer warnten vor neuen Zäunen.{2} Ein Beschluss dazu wurde nach langer Debatte nicht gefasst.",
)
NOTES = (
    "Open water for everyone, Harbour Times, 3. Mai 2024: „The lake belongs to everybody.“ In: https://lake.example/a",
    "Lake Union, Submission No. 4, 4. Mai 2024: „New fences are a danger to us.“ In: https://lake.example/b",
)
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def wrap(text: str, width: int, indent: str = "") -> str:
    return textwrap.fill(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def raised(number: int) -> str:
    return str(number).translate(SUPERSCRIPTS)


def layout(
    reference: Callable[[int], str],
    note: Callable[[int, str], str],
    *,
    heading: str = "",
    width: int | None = None,
    related_last: bool = False,
    between: str = "\n",
) -> str:
    """The report as one text."""
    body = [text.replace("{1}", reference(1)).replace("{2}", reference(2)) for text in PARAGRAPHS]
    notes = [note(number, text) for number, text in enumerate(NOTES, start=1)]
    if width:
        body = [wrap(text, width) for text in body]
        notes = [wrap(text, width, "    ") for text in notes]
    related = "Mehr zum Thema\nQ2/2024"
    parts = [
        TITLE,
        PLACE,
        *body,
        *([] if related_last else [related]),
        *([heading] if heading else []),
        between.join(notes),
    ]
    return "\n\n".join([*parts, *([related] if related_last else [])]) + "\n"


LAYOUTS = {
    "numbered twice": layout(lambda n: f"[{n}]", lambda n, t: f"  {n}. [{n}] {t}"),
    "brackets": layout(lambda n: f"[{n}]", lambda n, t: f"[{n}] {t}"),
    "caret brackets": layout(lambda n: f"[^{n}]", lambda n, t: f"[^{n}]: {t}"),
    "parenthesis": layout(lambda n: f"[{n}]", lambda n, t: f"{n}) {t}", heading="Fußnoten"),
    "superscripts": layout(raised, lambda n, t: f"{raised(n)} {t}", heading="-----"),
    "round brackets": layout(lambda n: f"({n})", lambda n, t: f"({n}) {t}", heading="Quellen:"),
    "spaced round brackets": layout(lambda n: f" ({n})", lambda n, t: f"{n}. {t}", heading="Belege", between="\n\n"),
    "full stop": layout(lambda n: f"[{n}]", lambda n, t: f"{n}. {t}", heading="Endnoten"),
    "caret": layout(lambda n: f"^{n}", lambda n, t: f"^{n} {t}", heading="________"),
    "glued numbers": layout(str, lambda n, t: f"{n} {t}", heading="Fußnoten"),
    "word": layout(lambda n: f"[{n}]", lambda n, t: f"Fn. {n}: {t}"),
    "wrapped": layout(lambda n: f"[{n}]", lambda n, t: f"[{n}] {t}", width=60),
    "wrapped superscripts": layout(raised, lambda n, t: f"{n}. {t}", width=64, heading="ENDNOTEN\n========"),
    "related last": layout(lambda n: f"[{n}]", lambda n, t: f"[{n}] {t}", related_last=True),
}  # fmt: skip


def read(folder: Path, text: str, encoding: str = "utf-8") -> Document:
    path = folder / "report.txt"
    path.write_bytes(text.encode(encoding))
    return read_report(path)[0]


def check(document: Document) -> None:
    assert (document.title, document.place_date_line) == (TITLE, PLACE)
    assert [p.text for p in document.paragraphs] == [p.replace("{1}", "").replace("{2}", "") for p in PARAGRAPHS]
    assert [note.raw for note in document.footnotes] == list(NOTES)
    assert [(m.footnote, m.sentence, m.position) for m in document.markers] == [
        ("1", "s1", "before_terminator"),
        ("2", "s3", "after_terminator"),
    ]
    assert document.backlinks == ("Q2/2024",)


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts(tmp_path: Path, name: str) -> None:
    check(read(tmp_path, LAYOUTS[name]))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    check(read(tmp_path, LAYOUTS["brackets"], encoding))


def test_windows_line_ends(tmp_path: Path) -> None:
    check(read(tmp_path, LAYOUTS["brackets"].replace("\n", "\r\n")))


def test_headings_lists_and_quotations(tmp_path: Path) -> None:
    text = (
        f"{TITLE}\n\n{PLACE}\n\n1. Lage\n\nDer See ist groß und tief. Drei Dinge fehlen:\n\n"
        "- ein Boot,\n- ein Steg,\n- ein Netz.\n\n"
        "Streit um Zäune\n===============\n\n> Niemand darf den See einzäunen, auch nicht im Winter.\n\nDas blieb so.\n"
    )
    document = read(tmp_path, text)
    assert document.section_headings == ("1. Lage", "Streit um Zäune")
    assert [(p.kind, p.section) for p in document.paragraphs] == [
        ("paragraph", "1. Lage"),
        ("list_item", "1. Lage"),
        ("list_item", "1. Lage"),
        ("list_item", "1. Lage"),
        ("blockquote", "Streit um Zäune"),
        ("paragraph", "Streit um Zäune"),
    ]
    assert document.paragraphs[1].text == "ein Boot,"


def test_note_used_twice_and_missing_note(tmp_path: Path) -> None:
    text = f"{TITLE}\n\nErster Satz[1]. Zweiter Satz[1]. Dritter Satz[2].\n\n[1] {NOTES[0]}\n"
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    document, problems = read_report(path)
    assert [m.footnote for m in document.markers] == ["1", "1", "2"]
    assert any("2" in str(p.message) and "not there" in str(p.message) for p in problems)


def test_years_and_enumerations_are_no_references(tmp_path: Path) -> None:
    text = f"{TITLE}\n\nEs gab zwei Punkte[1]: (1) den Steg [sic] und (2) das Boot aus [2019].\n\n[1] {NOTES[0]}\n"
    document = read(tmp_path, text)
    assert document.paragraphs[0].text == "Es gab zwei Punkte: (1) den Steg [sic] und (2) das Boot aus [2019]."
    assert len(document.markers) == 1


def test_without_footnotes_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Titel\n\nEin deutscher Satz steht hier. Noch einer steht hier.\n", encoding="utf-8")
    document, problems = read_report(path)
    assert len(document.sentences) == 2
    assert [str(p.message) for p in problems] == ["no footnotes were found"]


def test_other_language_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Title\n\nThis is about the lake and the people who live there.\n", encoding="utf-8")
    assert any("does not look like German" in str(p.message) for p in read_report(path)[1])
    assert not any("does not look like" in str(p.message) for p in read_report(path, lang="en")[1])


def test_binary() -> None:
    with pytest.raises(InputError, match=r"x\.txt: this is not text"):
        decode(bytes(range(256)) * 20, where="x.txt")
