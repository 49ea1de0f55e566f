"""Laws of TBX: any concept comes back equal from every dialect, or its loss is said."""

from __future__ import annotations

import io
import os
import tempfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.model_strategies import anything, concepts

from igglossary.formats.markup import replace_illegal
from igglossary.formats.tbx import open_tbx, write_tbx
from igglossary.model import Concept, LanguageSection, Term

if TYPE_CHECKING:
    from igglossary.formats.report import ExportReport
    from igglossary.formats.tbx import Dialect

DIALECTS: tuple[Dialect, ...] = ("v2", "dca", "dct")


def roundtrip(given_concepts: list[Concept], dialect: Dialect) -> tuple[list[Concept], ExportReport, bytes]:
    """The concepts after writing and reading, the report, and the bytes."""
    stream = io.BytesIO()
    report = write_tbx(stream, given_concepts, dialect=dialect)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "a.tbx")
        with open(path, "wb") as file:
            file.write(stream.getvalue())
        opened = open_tbx(path)
        read = list(opened)
        assert opened.problems == []
    return [concept for concept in read if isinstance(concept, Concept)], report, stream.getvalue()


@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(concept=concepts(), other=concepts("7", "a b", "igg.x"))
def test_read_is_the_inverse_of_write(dialect: Dialect, concept: Concept, other: Concept) -> None:
    read, report, _data = roundtrip([concept, other], dialect)

    assert read == [concept, other]
    assert report.written == 2
    assert report.dropped == ()


@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(concept=concepts())
def test_writing_is_deterministic_and_stable(dialect: Dialect, concept: Concept) -> None:
    read, _report, data = roundtrip([concept], dialect)

    assert roundtrip(read, dialect)[2] == data


@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=50, deadline=None)
@given(text=anything.filter(bool), note=anything)
def test_what_xml_cannot_hold_is_replaced_and_counted_exactly(dialect: Dialect, text: str, note: str) -> None:
    section = LanguageSection("de", (Term(text, "de", notes=(note,)),))
    read, report, _data = roundtrip([Concept("c1", (section,))], dialect)

    term = read[0].languages[0].terms[0]
    assert (term.text, term.notes) == (replace_illegal(text), (replace_illegal(note),))
    lost = sum(a != b for each in (text, note) for a, b in zip(each, replace_illegal(each), strict=True))
    assert sum(count for _reason, count in report.dropped) == lost


@pytest.mark.parametrize("dialect", DIALECTS)
@given(holes=st.lists(st.booleans(), min_size=1, max_size=4))
@settings(max_examples=20, deadline=None)
def test_what_has_no_term_is_left_out_and_counted_exactly(dialect: Dialect, holes: list[bool]) -> None:
    given_concepts = [
        Concept(f"c{number}", (LanguageSection("de", () if hole else (Term("Netz", "de"),)),))
        for number, hole in enumerate(holes)
    ]
    read, report, _data = roundtrip(given_concepts, dialect)

    assert read == [concept for concept, hole in zip(given_concepts, holes, strict=True) if not hole]
    assert [count for _reason, count in report.dropped] == ([sum(holes)] if any(holes) else [])
