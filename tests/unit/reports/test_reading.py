"""Which reader reads what, folders, plain segments, and what cannot be read."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from igglossary.errors import ExitCode, InputError, UnsupportedInputError
from igglossary.reports import find_reports, read_plain_segments, read_report
from igglossary.reports.reading import detect_kind

if TYPE_CHECKING:
    from igglossary.model import Document

EXAMPLES = Path(__file__).parents[3] / "examples"
ENDINGS = ("txt", "html", "docx", "odt", "md", "epub", "pdf")


def sample(ending: str) -> Document:
    return read_report(EXAMPLES / f"sample-report.{ending}")[0]


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_format_of_the_sample_gives_the_same(ending: str) -> None:
    if ending == "pdf":
        pytest.importorskip("pypdfium2")
    expected = replace(sample("md"), path="", kind="", sha256="", left_out=())
    assert replace(sample(ending), path="", kind="", sha256="", left_out=()) == expected


@pytest.mark.parametrize("ending", [e for e in ENDINGS if e != "pdf"])
def test_the_sample_has_no_problems(ending: str) -> None:
    assert read_report(EXAMPLES / f"sample-report.{ending}")[1] == ()


def test_samples_are_what_the_script_writes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, EXAMPLES / "make_samples.py", tmp_path], check=True)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (EXAMPLES / path.name).read_bytes(), path.name


@pytest.mark.parametrize("ending", ENDINGS)
def test_kind_by_content(tmp_path: Path, ending: str) -> None:
    data = (EXAMPLES / f"sample-report.{ending}").read_bytes()
    wrong = tmp_path / "report.dat"
    assert detect_kind(data, str(wrong)) == ending


def test_offsets_count_in_their_texts() -> None:
    document = sample("docx")
    for paragraph in document.paragraphs:
        for sentence in paragraph.sentences:
            assert paragraph.text[sentence.start : sentence.end] == sentence.text
    texts = {sentence.id: sentence.text for sentence in document.sentences}
    for string in document.embedded:
        assert texts[string.sentence][string.start : string.end] == string.text


def test_embedded_strings_of_the_sample() -> None:
    assert [(e.kind, e.text) for e in sample("txt").embedded] == [
        ("motto", "One Lake, Many Shores: Governing the Internet Together"),
        ("scare_quotes", "Cybersouveränität"),
        ("scare_quotes", "Offene Ufer"),
        ("literal_quotation", "a thousand walled ponds"),
    ]


def broken(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t \n", "empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "not text"),
        ("a.docx", b"PK\x03\x04 cut off", "damaged or cut off"),
        ("a.docx", b"Just text.", "no DOCX file"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "old Word"),
        ("a.rtf", b"{\\rtf1 Hallo}", "RTF"),
        ("a.html", b"<html><body></body></html>", "no text"),
    ],
)
def test_unreadable(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = broken(tmp_path, name, data)
    with pytest.raises(InputError, match=says) as caught:
        read_report(path)
    assert caught.value.exit_code is ExitCode.INPUT
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("ending", ["docx", "odt", "epub", "pdf"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.99])
def test_cut_off(tmp_path: Path, ending: str, part: float) -> None:
    if ending == "pdf":
        pytest.importorskip("pypdfium2")
    data = (EXAMPLES / f"sample-report.{ending}").read_bytes()
    path = broken(tmp_path, f"a.{ending}", data[: int(len(data) * part)])
    with pytest.raises(InputError):
        read_report(path)


def test_other_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "Hallo")
    with pytest.raises(UnsupportedInputError):
        read_report(path)


def test_encrypted_member(tmp_path: Path) -> None:
    data = bytearray((EXAMPLES / "sample-report.odt").read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 1)
    with pytest.raises(InputError, match="encrypted"):
        read_report(broken(tmp_path, "a.odt", bytes(data)))


def test_missing_and_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_report(tmp_path / "nothing.txt")
    with pytest.raises(InputError, match="folder"):
        read_report(tmp_path)


def test_find_reports(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("z.txt", "a.docx", "b/c.md", ".hidden.txt", "~$a.docx", "picture.png"):
        (tmp_path / name).write_bytes(b"x")
    found = [path.relative_to(tmp_path).as_posix() for path in find_reports([tmp_path, tmp_path / "z.txt"])]
    assert found == ["a.docx", "b/c.md", "z.txt"]
    with pytest.raises(InputError, match="no such file"):
        find_reports([tmp_path / "nothing"])


def test_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no document"):
        find_reports([tmp_path])


def test_plain_segments(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Erster Satz. Zweiter Satz.\n\nDritter Satz.\n", encoding="utf-8")
    assert [s.text for s in read_plain_segments(path, "de")] == ["Erster Satz.", "Zweiter Satz.", "Dritter Satz."]
    lines = read_plain_segments(path, "de", lines=True)
    assert [s.text for s in lines] == ["Erster Satz. Zweiter Satz.", "", "Dritter Satz."]
    assert len({s.id for s in lines}) == 3


def test_plain_segments_of_the_sample() -> None:
    texts = [s.text for s in read_plain_segments(EXAMPLES / "sample-report.docx", "de")]
    assert texts[0].startswith("Q2/2024")
    assert any(text.startswith("Cyber sovereignty is") for text in texts) or any(
        "Cyber sovereignty is" in t for t in texts
    )


def test_address_behind_a_link_of_markdown_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "# Titel\n\nDer See gehört allen[^1].\n\n"
        "[^1]: Open water, [Harbour Times](https://lake.example/x), 3. Mai 2024: „The lake is ours.“\n",
        encoding="utf-8",
    )
    (note,) = read_report(path)[0].footnotes
    assert (note.source.publisher, note.source.url) == ("Harbour Times", "https://lake.example/x")


def test_problems_are_safe_to_show(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    note = (
        "Harbour \x1b[31m Times, 3. Mai 2021: „The lake is open. Nobody may fence it in.“, in: Pond \x1b[31m Post, S. 2"
    )
    path.write_text(f"Titel\n\nDer See gehört allen[1].\n\n[1] {note}\n", encoding="utf-8")
    document, problems = read_report(path)
    assert document.footnotes[0].not_understood
    assert problems
    assert not any("\x1b" in str(problem) for problem in problems)
