"""The bytes of an export: they may change only on purpose (and then these files change with them)."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from igglossary import __version__
from igglossary.formats.tbx import write_tbx
from igglossary.formats.tmx import write_tmx
from igglossary.model import (
    AdministrativeStatus,
    Concept,
    CrossReference,
    Gender,
    GrammaticalNumber,
    InlineCode,
    LanguageSection,
    PartOfSpeech,
    Place,
    Relation,
    SourcedText,
    Status,
    Term,
    TermKind,
    Transaction,
    TranslationUnit,
    Variant,
)

if TYPE_CHECKING:
    from igglossary.formats.tbx import Dialect

HERE = Path(__file__).parent
SOURCE = Place("Quarterly report 2/2025", "Example Institute", "2025-06", "https://example.org/q2", footnote="12")
UNITS = (
    TranslationUnit(
        (
            Variant("en", "Ports charge by weight.", notes=("from the tariff",)),
            Variant("de", "Häfen rechnen nach Gewicht ab.", changed_by="bert", changed_at="2025-07-03T00:00:00Z"),
        ),
        "u1",
        created_at="2025-07-01T09:30:00Z",
        created_by="anna",
    ),
    TranslationUnit(
        (
            Variant(
                "en",
                "See table 4.",
                (InlineCode(4, "bpt", (("i", "1"),), "&lt;b&gt;"), InlineCode(11, "ept", (("i", "1"),), "&lt;/b&gt;")),
            ),
            Variant("de", "Siehe Tabelle 4. ", (InlineCode(0, "g", (("id", "7"),), "", 5),)),
        ),
        "u2",
        Relation.PARAPHRASE,
        0.75,
        Status.CANDIDATE,
        ("check the number",),
        (("file", "a.html"), ("x-project", "tides")),
        (("usagecount", "3"),),
        (SOURCE,),
    ),
)
CONCEPTS = (
    Concept(
        "c1",
        (
            LanguageSection(
                "de",
                (
                    Term(
                        "Ebbe",
                        "de",
                        "t1",
                        PartOfSpeech.NOUN,
                        Gender.FEMININE,
                        GrammaticalNumber.SINGULAR,
                        TermKind.FULL_FORM,
                        AdministrativeStatus.PREFERRED,
                        contexts=(SourcedText("Es ist Ebbe.", "Tagebuch"),),
                        source="Wörterbuch",
                    ),
                    Term("Tiefwasser", "de", is_forbidden=True, use_instead="Ebbe", is_case_sensitive=True),
                ),
                (SourcedText("Sinken des Wassers", "Lexikon"),),
            ),
            LanguageSection("en", (Term("low tide", "en", regions=("GB",), usage_note="general language"),)),
        ),
        "hydrography",
        related=(
            CrossReference("c2", label="high tide"),
            CrossReference("https://example.org", "externalCrossReference"),
        ),
        notes=("Two notes", "igglossary: looks like ours"),
        transactions=(Transaction("origination", "2025-07-01T09:30:00Z", "anna"),),
        status=Status.CANDIDATE,
        provenance=(SOURCE,),
    ),
    Concept("2 & 3", (LanguageSection("de", (Term("Nordsee", "de", part_of_speech=PartOfSpeech.PROPER_NOUN),)),)),
    Concept("c2", (LanguageSection("de", (Term("Flut", "de"),)),)),
)


def same_as(name: str, data: bytes) -> None:
    """Compare with the file, the version number aside."""
    assert data.replace(__version__.encode(), b"VERSION").decode() == (HERE / name).read_text("utf-8")


def test_tmx() -> None:
    stream = io.BytesIO()
    write_tmx(stream, UNITS)
    same_as("memory.tmx", stream.getvalue())


@pytest.mark.parametrize("dialect", ["v2", "dca", "dct"])
def test_tbx(dialect: Dialect) -> None:
    stream = io.BytesIO()
    write_tbx(stream, CONCEPTS, dialect=dialect)
    same_as(f"termbase.{dialect}.tbx", stream.getvalue())
