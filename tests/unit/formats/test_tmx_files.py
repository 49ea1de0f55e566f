"""Units that come from files: each file is told once in a batch, and its number stands for it after that."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from igglossary.formats.report import Tally
from igglossary.formats.tmx import read_tmx, write_tmx
from igglossary.formats.tmx.unit_markup import UnitWriter
from igglossary.model import Place, Status, TranslationUnit, Variant

if TYPE_CHECKING:
    from pathlib import Path

ONE, OTHER = Place("one.tmx", sha256="0f", run=1), Place("other.tmx")


def unit(number: int, *places: Place, **said: object) -> TranslationUnit:
    variants = Variant("en", f"text {number}"), Variant("de", f"Text {number}")
    return TranslationUnit(variants, str(number), provenance=places, **said)  # type: ignore[arg-type]


def written(units: list[TranslationUnit]) -> str:
    stream = io.BytesIO()
    write_tmx(stream, units)
    return stream.getvalue().decode()


def read_back(tmp_path: Path, text: str) -> list[TranslationUnit]:
    path = tmp_path / "a.tmx"
    path.write_text(text, "utf-8")
    return [each for each in read_tmx(path) if isinstance(each, TranslationUnit)]


def test_a_file_is_told_once_and_comes_back_with_every_unit(tmp_path: Path) -> None:
    units = [unit(number, *places) for number, places in enumerate([(ONE,), (ONE, OTHER), (OTHER,), (ONE,)] * 3)]
    text = written(units)

    assert text.count("one.tmx") == text.count("other.tmx") == 1
    assert read_back(tmp_path, text) == units


def test_a_part_of_a_large_file_keeps_its_origins(tmp_path: Path) -> None:
    units = [unit(number, ONE) for number in range(2500)]
    text = written(units)

    assert text.count("one.tmx") == 3
    first = text.index("<tu ")
    later = text.index('<tu tuid="1500"')
    found = read_back(tmp_path, text[:first] + text[later:])
    lost = [each for each in found if not each.provenance]
    assert [each.id for each in lost] == [str(number) for number in range(1500, 2000)]
    assert all("x-igglossary-file" in dict(each.properties) for each in lost)  # said, and not lost in silence
    assert {each.provenance for each in found[500:]} == {(ONE,)}


def test_a_note_like_that_of_a_source_stays_where_the_file_is_only_numbered(tmp_path: Path) -> None:
    units = [unit(1, ONE, notes=("Source: one.tmx",))]

    assert read_back(tmp_path, written(units)) == units


def test_an_export_of_former_times_is_read_as_it_was(tmp_path: Path) -> None:
    text = written([unit(1)]).replace(
        "\n<tuv",
        '\n<note>Source: one.tmx</note><prop type=\'x-igglossary-provenance\'>{"document":"one.tmx"}</prop>\n<tuv',
        1,
    )

    assert read_back(tmp_path, text) == [unit(1, Place("one.tmx"))]


def test_a_number_that_belongs_to_other_facts_is_no_file(tmp_path: Path) -> None:
    text = written([unit(1, ONE)]).replace("one.tmx", "two.tmx")

    (found,) = read_back(tmp_path, text)
    assert not found.provenance
    assert "two.tmx" in dict(found.properties)["x-igglossary-file"]


def test_the_short_and_the_long_way_write_the_same() -> None:
    units = [
        unit(1, ONE, created_at="2024-01-02T03:04:05Z", created_by='a"b', properties=(("x-a", "<1>"),)),
        unit(2, ONE, OTHER, status=Status.CANDIDATE, score=0.5, keep=0.25, notes=("n",)),
        TranslationUnit((Variant("en", "a < b & c > d"), Variant("de", "ä\tö")), changed_by="MT!"),
    ]
    writer, tally = UnitWriter("en", Tally()), Tally()
    short = [writer._usual_unit(each, tally) for each in units]
    writer._forget()
    assert short == ["".join(writer._unit(each, tally)) for each in units]
    assert written([*units, unit(3)]).replace("text 3", "") == written(
        [*units, TranslationUnit((Variant("en", "\x01"), Variant("de", "Text 3")), "3")]
    ).replace("\ufffd", "")  # one character that XML cannot hold sends the whole batch the long way
