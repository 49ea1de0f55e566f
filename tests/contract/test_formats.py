"""What every kind of file that is read and written has to do, one body of tests for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.errors import IgglossaryError, InputError, OutputError, Problem
from igglossary.formats.kinds import KINDS, Kind, kind_of
from igglossary.model import Concept, LanguageSection, Term, TranslationUnit, Variant

if TYPE_CHECKING:
    from pathlib import Path

UNITS = (
    TranslationUnit((Variant("en", "The tide is low."), Variant("de", "Es ist Ebbe.")), "u1"),
    TranslationUnit((Variant("en", "5 < 6 & “7”"), Variant("de", "5 < 6 & „7“")), "u2"),
)
CONCEPTS = (
    Concept(
        "c1",
        (
            LanguageSection("en", (Term("the right to be forgotten", "en"),)),
            LanguageSection("de", (Term("das Recht auf Vergessenwerden", "de"),)),
        ),
    ),
    Concept(
        "c2",
        (
            LanguageSection("en", (Term("research & development", "en"),)),
            LanguageSection("de", (Term("Forschung & Entwicklung", "de"),)),
        ),
    ),
)
BOTH_WAYS = [kind for kind in KINDS if kind.reader and kind.writer]
READ = [kind for kind in KINDS if kind.reader]


def write(kind: Kind, path: Path, *, empty: bool = False) -> int:
    """Write the samples that fit the kind; how many."""
    values: tuple[object, ...] = () if empty else UNITS if kind.holds == "units" else CONCEPTS
    assert kind.write is not None
    return kind.write(path, values).written


def read(path: Path) -> list[set[str]]:
    """The texts of each entry of a file."""
    kind = kind_of(path)
    assert kind.read is not None
    entries: list[set[str]] = []
    for item in kind.read(path):
        if isinstance(item, TranslationUnit):
            entries.append({variant.text for variant in item.variants})
        elif isinstance(item, Concept):
            entries.append({term.text for section in item.languages for term in section.terms})
        else:
            assert isinstance(item, Problem)
    return entries


@pytest.mark.parametrize("kind", BOTH_WAYS, ids=lambda kind: kind.name)
def test_what_is_written_is_read(tmp_path: Path, kind: Kind) -> None:
    path = tmp_path / f"a{kind.endings[0]}"

    assert write(kind, path) == 2
    expected = (
        [{variant.text for variant in unit.variants} for unit in UNITS]
        if kind.holds == "units"
        else [{term.text for section in concept.languages for term in section.terms} for concept in CONCEPTS]
    )
    assert read(path) == expected


@pytest.mark.parametrize("kind", BOTH_WAYS, ids=lambda kind: kind.name)
def test_the_same_values_give_the_same_bytes(tmp_path: Path, kind: Kind) -> None:
    one, other = tmp_path / f"a{kind.endings[0]}", tmp_path / f"b{kind.endings[0]}"
    write(kind, one)
    write(kind, other)

    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("kind", BOTH_WAYS, ids=lambda kind: kind.name)
def test_a_file_that_cannot_be_written_is_an_output_error(tmp_path: Path, kind: Kind) -> None:
    with pytest.raises(OutputError):
        write(kind, tmp_path / "missing" / f"a{kind.endings[0]}")


@pytest.mark.parametrize("kind", READ, ids=lambda kind: kind.name)
@pytest.mark.parametrize("data", [b"", b"\x00\xff\xfe\x80" * 64, b"{}", b"<", b"\x1f\x8b\x08\x00junk"])
def test_junk_is_refused_with_a_sentence_or_read_as_nothing_much(tmp_path: Path, kind: Kind, data: bytes) -> None:
    path = tmp_path / f"a{kind.endings[0]}"
    path.write_bytes(data)

    message = str(path)
    try:
        list(kind.read(path) if kind.read is not None else ())
    except IgglossaryError as error:
        message = str(error)
    assert str(path) in message


@pytest.mark.parametrize("kind", READ, ids=lambda kind: kind.name)
def test_a_file_that_is_not_there_is_an_input_error(tmp_path: Path, kind: Kind) -> None:
    assert kind.read is not None
    with pytest.raises(InputError):
        list(kind.read(tmp_path / f"missing{kind.endings[0]}"))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kind_can_what_it_says(tmp_path: Path, kind: Kind) -> None:
    path = tmp_path / f"a{kind.endings[0]}"

    assert bool(kind.checker) == bool(kind.validates)
    assert bool(kind.filler) == bool(kind.fills)
    assert bool(kind.rows_of) == bool(kind.rows)
    for option, values in (("dialect", kind.dialects), ("layout", kind.layouts)):
        written = set()
        for value in values:
            assert kind.write is not None
            kind.write(path, CONCEPTS, **{option: value})
            written.add(path.read_bytes())
        assert len(written) == len(values)


@pytest.mark.parametrize("kind", [kind for kind in BOTH_WAYS if kind.gives_lines], ids=lambda kind: kind.name)
def test_lines_are_those_of_the_units(tmp_path: Path, kind: Kind) -> None:
    path = tmp_path / f"a{kind.endings[0]}"
    write(kind, path)
    lines: list[int | None] = []
    assert kind.read is not None
    units = [item for item in kind.read(path, lines=lines) if isinstance(item, TranslationUnit)]

    assert len(lines) == len(units) == 2
    assert sorted(filter(None, lines)) == lines
