"""Laws of the glossary tables: what a table carries comes back equal, and the rest is counted, exactly."""

from __future__ import annotations

import contextlib
import io
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.model_strategies import attestations, collocations

from igglossary.formats.multiterm import read_multiterm, write_multiterm
from igglossary.formats.report import Tally
from igglossary.formats.tables import cells
from igglossary.formats.tables.concept_rows import fit
from igglossary.formats.tables.tabular import read_csv, read_tsv, write_csv, write_tsv
from igglossary.formats.tables.xlsx import read_xlsx, write_xlsx
from igglossary.model import (
    AdministrativeStatus,
    Concept,
    CrossReference,
    DataCategory,
    Gender,
    GrammaticalNumber,
    LanguageSection,
    PartOfSpeech,
    Place,
    Register,
    Reliability,
    SourcedText,
    Status,
    Term,
    TermKind,
    Transaction,
)

if TYPE_CHECKING:
    from pathlib import Path

anything = st.text(max_size=12) | st.sampled_from(
    ["=1+1", "'=x", "''+", "a|b", 'say "x"', ";", " |", '"', "\r\n", "-x"]
)
maybe = st.none() | anything
few = st.lists(anything, max_size=2).map(tuple)
sourced = st.lists(st.builds(SourcedText, anything, maybe), max_size=2).map(tuple)
transactions = st.lists(st.builds(Transaction, st.just("origination")), max_size=1).map(tuple)
references = st.lists(st.builds(CrossReference, st.just("c1")), max_size=1).map(tuple)
other = st.lists(st.builds(DataCategory, st.just("admin"), st.just("x"), st.just("y")), max_size=1).map(tuple)


def terms(lang: str) -> st.SearchStrategy[Term]:
    return st.builds(
        Term,
        text=anything,
        lang=st.sampled_from([lang, lang, lang, "fr"]),
        id=st.none() | st.just("t1"),
        part_of_speech=st.none() | st.sampled_from(PartOfSpeech),
        gender=st.none() | st.sampled_from(Gender),
        number=st.none() | st.sampled_from(GrammaticalNumber),
        kind=st.none() | st.sampled_from(TermKind),
        administrative_status=st.none() | st.sampled_from(AdministrativeStatus),
        is_forbidden=st.booleans(),
        use_instead=maybe,
        is_case_sensitive=st.booleans(),
        is_untranslatable=st.booleans(),
        contexts=sourced,
        usage_note=maybe,
        regions=few,
        source=maybe,
        notes=few,
        transactions=transactions,
        references=references,
        other=other,
        register=st.none() | st.sampled_from(Register),
        reliability=st.none() | st.sampled_from(Reliability),
        attestations=st.lists(attestations, max_size=2).map(tuple),
        valid_from=maybe,
        valid_until=maybe,
        superseded_by=maybe,
    )


def sections(lang: str) -> st.SearchStrategy[LanguageSection]:
    return st.builds(
        LanguageSection,
        st.just(lang),
        st.lists(terms(lang), max_size=3).map(tuple),
        sourced,
        few,
        transactions,
        references,
        other,
    )


languages = st.lists(st.sampled_from(["de", "en-GB", "en", "de", "x!"]), max_size=3).flatmap(
    lambda tags: st.tuples(*(sections(tag) for tag in tags))
)
concepts = st.lists(
    st.builds(
        Concept,
        id=anything,
        languages=languages,
        subject_field=maybe,
        definitions=sourced,
        related=references,
        source=maybe,
        notes=few,
        transactions=transactions,
        other=other,
        status=st.sampled_from(Status),
        provenance=st.lists(st.builds(Place, st.just("d")), max_size=1).map(tuple),
        collocations=st.lists(collocations, max_size=2).map(tuple),
    ),
    max_size=3,
)
modest = settings(
    max_examples=40, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck)
)


def unique(entries: list[Concept]) -> list[Concept]:
    """Entries whose ids are still different when they are in a table."""
    return list({fit(entry, tally=Tally()).id: entry for entry in entries}.values())


def in_order(concept: Concept, tags: list[str]) -> tuple[LanguageSection, ...]:
    return tuple(sorted(concept.languages, key=lambda section: tags.index(section.lang)))


@pytest.mark.parametrize(
    ("write", "read", "name"),
    [(write_csv, read_csv, "a.csv"), (write_tsv, read_tsv, "a.tsv"), (write_xlsx, read_xlsx, "a.xlsx")],
)
@given(entries=concepts.map(unique).filter(bool))
@modest
def test_own_layout_comes_back_and_the_rest_is_counted(
    write: Any, read: Any, name: str, entries: list[Concept], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("laws") / name
    report = write(path, entries)
    tally = Tally()
    kept = [fit(entry, tally=tally) for entry in entries]
    got = list(read(path))
    tags = list(dict.fromkeys(section.lang for entry in kept for section in entry.languages))
    assert [item.id for item in got] == [item.id for item in kept]
    for one, other_one in zip(got, kept, strict=True):
        assert one.languages == in_order(other_one, tags)
        assert _bare(one) == _bare(other_one)
    assert report.dropped == tally.report().dropped
    assert report.written == len(entries)


@given(entry=concepts.filter(bool).map(lambda found: found[0]))
@modest
def test_nothing_counted_means_nothing_lost(entry: Concept) -> None:
    tally = Tally()
    kept = fit(entry, tally=tally)
    assert bool(tally.report().dropped) == (kept != entry)


def _bare(concept: Concept) -> tuple[object, ...]:
    return (concept.id, concept.subject_field, concept.definitions, concept.source, concept.notes, concept.status)


@given(text=st.text())
@modest
def test_defusing_is_undone(text: str) -> None:
    safe = cells.defuse(text)
    assert cells.arm(safe) == text
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r"))


@given(items=st.lists(st.none() | anything, min_size=1, max_size=4), bars_only=st.booleans())
@modest
def test_lists_in_a_cell_come_back(items: list[str | None], bars_only: bool) -> None:
    cell = cells.join_list(items, bars_only=bars_only)
    back = cells.split_optional(cell, bars_only=bars_only)
    assert back == (items if any(item is not None for item in items) else [None])


@given(data=st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
@modest
def test_any_bytes_give_entries_problems_or_one_sentence(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    from igglossary.errors import InputError

    path: Path = tmp_path_factory.mktemp("laws") / "a.csv"
    for head in (b"", b"de,en\n"):
        path.write_bytes(head + data)
        with contextlib.suppress(InputError):
            assert list(read_csv(path)) == list(read_csv(path))


def test_same_entries_give_the_same_bytes() -> None:
    entry = Concept("c1", (LanguageSection("de", (Term("Netz", "de"),)),))
    for write in (write_csv, write_tsv, write_xlsx):
        one, two = io.BytesIO(), io.BytesIO()
        write(one, [entry])
        write(two, [entry])
        assert one.getvalue() == two.getvalue()


@given(entries=concepts.map(unique).filter(bool))
@modest
def test_multiterm_comes_back_and_the_rest_is_counted(
    entries: list[Concept], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("laws") / "a.xml"
    report = write_multiterm(path, entries)
    tally = Tally()
    kept = [fit(entry, tally=tally) for entry in entries]
    with_terms = [entry for entry in kept if entry.languages]
    assert [item for item in read_multiterm(path) if isinstance(item, Concept)] == with_terms
    assert report.dropped == tally.report().dropped
