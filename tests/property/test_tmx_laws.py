"""Laws of TMX: what is written is what is read, and what could not be written is said."""

from __future__ import annotations

import io
import os
import re
import tempfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.model_strategies import anything, legal, units

from igglossary.formats.markup import replace_illegal
from igglossary.formats.tmx import open_tmx, write_tmx
from igglossary.formats.tmx.vocabulary import tmx_time
from igglossary.model import TranslationUnit, Variant

if TYPE_CHECKING:
    from igglossary.formats.report import ExportReport


def roundtrip(given_units: list[TranslationUnit]) -> tuple[list[TranslationUnit], ExportReport, bytes]:
    """The units after writing and reading, the report, and the bytes."""
    stream = io.BytesIO()
    report = write_tmx(stream, given_units)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.tmx")
        with open(path, "wb") as file:
            file.write(stream.getvalue())
        opened = open_tmx(path)
        read = list(opened)
        assert opened.problems == []
    assert all(isinstance(unit, TranslationUnit) for unit in read)
    return [unit for unit in read if isinstance(unit, TranslationUnit)], report, stream.getvalue()


def normal(unit: TranslationUnit) -> TranslationUnit:
    """The unit without what the model says twice: a variant's time and person that repeat the unit's."""

    def at(own: str | None, of_unit: str | None) -> str | None:
        return None if own == of_unit and own is not None and tmx_time(own) is not None else own

    variants = tuple(
        replace(
            variant,
            created_at=at(variant.created_at, unit.created_at),
            created_by=None if variant.created_by == unit.created_by else variant.created_by,
            changed_at=at(variant.changed_at, unit.changed_at),
            changed_by=None if variant.changed_by == unit.changed_by else variant.changed_by,
        )
        for variant in unit.variants
    )
    return replace(unit, variants=variants)


@settings(max_examples=150, deadline=None)
@given(st.lists(units(), max_size=3))
def test_read_is_the_inverse_of_write(given_units: list[TranslationUnit]) -> None:
    read, report, _data = roundtrip(given_units)

    assert read == [normal(unit) for unit in given_units]
    assert report.written == len(given_units)
    assert report.dropped == ()


@settings(max_examples=50, deadline=None)
@given(st.lists(units(), max_size=3))
def test_writing_is_deterministic_and_stable(given_units: list[TranslationUnit]) -> None:
    read, _report, data = roundtrip(given_units)
    again, _again, data_again = roundtrip(read)

    assert data_again == data
    assert again == read


@settings(max_examples=100, deadline=None)
@given(anything, anything)
def test_what_xml_cannot_hold_is_replaced_and_counted_exactly(one: str, other: str) -> None:
    read, report, _data = roundtrip([TranslationUnit((Variant("en", one), Variant("de", other)))])

    assert [variant.text for variant in read[0].variants] == [replace_illegal(one), replace_illegal(other)]
    lost = sum(a != b for text in (one, other) for a, b in zip(text, replace_illegal(text), strict=True))
    assert sum(count for _reason, count in report.dropped) == lost


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(legal, legal), max_size=5), st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-16-be"]))
def test_the_encoding_of_a_file_makes_no_difference(pairs: list[tuple[str, str]], encoding: str) -> None:
    given_units = [TranslationUnit((Variant("en", one), Variant("de", other))) for one, other in pairs]
    read, _report, data = roundtrip(given_units)
    text = data.decode().replace('encoding="UTF-8"', f'encoding="{encoding}"')
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "b.tmx")
        with open(path, "wb") as file:
            file.write(text.encode(encoding))
        assert list(open_tmx(path)) == read


@settings(max_examples=80, deadline=None)
@given(st.lists(units(), min_size=1, max_size=3))
def test_expressions_and_events_read_the_same(given_units: list[TranslationUnit]) -> None:
    read, _report, data = roundtrip(given_units)
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = os.path.join(folder, "c.tmx")
        with open(path, "wb") as file:
            file.write(data)
        patch.setattr("igglossary.formats.tmx.scanner._UNIT", re.compile("(?!)"))
        assert list(open_tmx(path)) == read
