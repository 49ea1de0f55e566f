"""Markdown as site generators and pandoc take it, and HTML inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.reports import read_report

if TYPE_CHECKING:
    from pathlib import Path

    from igglossary.errors import Problem
    from igglossary.model import Document

NOTE = "Hafenblatt, 3. Mai 2024: „The lake belongs to everybody.“"


def read(folder: Path, text: str, name: str = "report.md") -> tuple[Document, tuple[Problem, ...]]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_report(path)


def texts(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_the_title_of_the_front_matter_wins_and_headings_are_sections(tmp_path: Path) -> None:
    document, _problems = read(
        tmp_path, "---\ntitle: Der See\n---\n# 1. Anfang\n\nDer See ruht.\n\n# 2. Ende\n\nUnd bleibt.\n"
    )
    assert (document.title, document.section_headings) == ("Der See", ("1. Anfang", "2. Ende"))
    document, _problems = read(tmp_path, "---\ntitle: Der See\n---\n# Der *See*\n\nDer See ruht.\n")
    assert (document.title, document.section_headings) == ("Der See", ())
    document, _problems = read(tmp_path, "# Der See\n\n## Anfang\n\nDer See ruht.\n")
    assert (document.title, document.section_headings) == ("Der See", ("Anfang",))


def test_notes_are_reported_by_their_own_names(tmp_path: Path) -> None:
    document, problems = read(
        tmp_path, f"# Der See\n\nDer See ruht.[^ufer:a] Er gehört allen.[^b]\n\n[^b]: {NOTE}\n\n[^ufer:b]: Leer.\n"
    )
    assert [(m.footnote, m.position) for m in document.markers] == [
        ("ufer:a", "after_terminator"),
        ("1", "after_terminator"),
    ]
    assert [s.text for s in document.sentences] == ["Der See ruht.", "Er gehört allen."]
    said = [(str(problem.message), problem.unit_id) for problem in problems]
    assert ("the text refers to footnote ufer:a, which is not there", None) in said
    assert ("nothing in the text refers to this footnote", "[ufer:b]") in said


def test_numbers_that_rise_are_kept_and_others_are_counted_anew(tmp_path: Path) -> None:
    document, _problems = read(
        tmp_path, f"Der See ruht.[^49] Er gehört allen.[^51]\n\n[^49]: {NOTE}\n[^50]: Leer.\n[^51]: Ebd., S. 7.\n"
    )
    assert [note.id for note in document.footnotes] == ["49", "51", "50"]
    assert [marker.footnote for marker in document.markers] == ["49", "51"]
    document, problems = read(
        tmp_path, f"Der See ruht.[^9] Er gehört allen.[^3] Und uns.[^1]\n\n[^3]: {NOTE}\n[^9]: Ebd.\n"
    )
    assert [(note.id, note.raw[:4]) for note in document.footnotes] == [("1", "Ebd."), ("2", "Hafe")]
    assert [marker.footnote for marker in document.markers] == ["1", "2", "^1"]
    assert "the text refers to footnote ^1, which is not there" in [str(problem.message) for problem in problems]


def test_templates_imports_and_attributes_are_no_text(tmp_path: Path) -> None:
    document, _problems = read(
        tmp_path,
        "import Box from '../Box';\n\n# Der See\n\n"
        '{{< panel title="Stand" >}}Zweite Durchsicht.{{< /panel >}}\n\n{% include menu.html %}\n\n'
        "## Ufer {#sec-ufer .unnumbered}\n{: .gross}\n\n::: {.callout-note}\nDer [See]{.smallcaps} ruht.\n:::\n\n"
        "Siehe [hier](https://a.example){.uri}.\n\n```toc\nab: 2\n```\n\n```{r}\nplot(x)\n```\n",
    )
    assert document.section_headings == ("Ufer",)
    assert texts(document) == ["Zweite Durchsicht.", "Der See ruht.", "Siehe hier."]
    assert [left.reason for left in document.left_out] == ["template"] * 4 + ["code"] * 2


def test_html_inside_is_read_as_in_a_page(tmp_path: Path) -> None:
    page = (
        "<h1>Der See</h1>\n<p>Der See ruht.<a href='#fn1' id='r1'><sup>1</sup></a> Er gehört allen.</p>\n\n"
        "<h2>Ende</h2>\n<p>Und bleibt.</p>\n\n"
        f"<section class='footnotes'><ol><li id='fn1'><p>{NOTE}<a href='#r1'>↩</a></p></li></ol></section>\n"
    )
    for name in ("report.md", "report.qmd", "report.Rmd", "report.html"):
        document, _problems = read(tmp_path, page, name)
        assert (document.title, document.section_headings) == ("Der See", ("Ende",))
        assert texts(document) == ["Der See ruht. Er gehört allen.", "Und bleibt."]
        assert [(note.id, note.raw) for note in document.footnotes] == [("1", NOTE)]
        assert [(marker.footnote, marker.sentence) for marker in document.markers] == [("1", "s1")]


def test_a_tag_in_the_text_swallows_nothing(tmp_path: Path) -> None:
    document, _problems = read(
        tmp_path, "Das Wort <title> steht hier.\n\nDer See ruht.\n\n<script>\nvar a;\n\nUnd bleibt.\n"
    )
    assert "Der See ruht." in texts(document)


def test_links_and_words_of_pages_stay_in_a_text_without_page(tmp_path: Path) -> None:
    document, _problems = read(
        tmp_path, "# Der See\n\n- [Start](https://a.example)\n- [Archiv](https://b.example)\n\nTeilen | Drucken\n"
    )
    assert texts(document) == ["Start", "Archiv", "Teilen | Drucken"]


def test_a_table_is_cells(tmp_path: Path) -> None:
    document, _problems = read(tmp_path, "# Der See\n\nDer See ruht.\n\n| Steg | Meter |\n|---|---|\n| A | 100 |\n")
    assert [(p.kind, p.text) for p in document.paragraphs[1:]] == [
        ("table_cell", text) for text in ("Steg", "Meter", "A", "100")
    ]
    assert [s.text for s in document.sentences] == ["Der See ruht."]


def test_a_note_of_a_heading_keeps_its_marker(tmp_path: Path) -> None:
    text = (
        f"# Der See[^1]\n\n## Die Ufer[^2]\n\nDer See ruht.[^3]\n\n[^1]: {NOTE}\n[^2]: Ebd., S. 7.\n[^3]: Ebd., S. 8.\n"
    )
    document, problems = read(tmp_path, text)
    assert (document.title, document.section_headings) == ("Der See", ("Die Ufer",))
    assert [(p.kind, p.text) for p in document.paragraphs] == [
        ("heading", "Der See"),
        ("heading", "Die Ufer"),
        ("paragraph", "Der See ruht."),
    ]
    assert [(m.footnote, m.paragraph, m.offset) for m in document.markers] == [("1", 0, 7), ("2", 1, 8), ("3", 2, 13)]
    assert not [problem for problem in problems if "refers" in str(problem.message)]


def test_a_label_that_is_defined_again_is_another_note(tmp_path: Path) -> None:
    first = "# Der See\n\nDer See ruht.[^1]\n\n[^1]: Erste.\n\n"
    chapters = f"{first}## Ufer\n\nDer Wind auch.[^1] Und wir.[^2]\n\n[^1]: Zweite.\n[^2]: Dritte.\n"
    document, problems = read(tmp_path, chapters)
    assert [(note.id, note.raw) for note in document.footnotes] == [("1", "Erste."), ("2", "Zweite."), ("3", "Dritte.")]
    assert [marker.footnote for marker in document.markers] == ["1", "2", "3"]
    document, problems = read(tmp_path, "Der See ruht.[^a] Er bleibt.[^a]\n\n[^a]: Erste.\n\n[^a]: Zweite.\n")
    assert [note.raw for note in document.footnotes] == ["Erste.", "Zweite."]
    assert [marker.footnote for marker in document.markers] == ["1", "1"]
    assert ("nothing in the text refers to this footnote", "[a]") in [(str(p.message), p.unit_id) for p in problems]
    document, problems = read(tmp_path, "Der See ruht.[^a]\n\n[^a]: Erste.\n\n[^a]: Erste.\n")
    assert [note.raw for note in document.footnotes] == ["Erste."]
