"""Every field of the model is described once, and so written, read, edited, joined and shown, or counted as lost."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import pytest

from igglossary.concept_fields import WORDS, Field, Joining, Shape, contents_of, fields_of, read_item, write_item
from igglossary.formats import kinds
from igglossary.formats.report import Tally
from igglossary.formats.tables import cells
from igglossary.messages import Message
from igglossary.model import (
    Attestation,
    Collocation,
    Concept,
    CrossReference,
    DataCategory,
    LanguageSection,
    Place,
    SourcedText,
    Status,
    Term,
    Transaction,
)
from igglossary.review.concept_text import read_concept, write_concept
from igglossary.store import codec
from igglossary.store.merging import contradictions, merge

if TYPE_CHECKING:
    from enum import StrEnum
    from pathlib import Path

OWNERS: Final = (Concept, LanguageSection, Term)
FIELDS: Final = [(owner, field) for owner in OWNERS for field in contents_of(owner)]
IDS: Final = [f"{owner.__name__}.{field.name}" for owner, field in FIELDS]
SAMPLES: Final[dict[Shape, Any]] = {
    Shape.TEXT: "2019-10",
    Shape.FLAG: True,
    Shape.TEXTS: ("DE", "AT"),
    Shape.SOURCED: (SourcedText("Ein Hafen."), SourcedText("Ein Kai; lang.", "Lexikon, S. 3")),
    Shape.REFERENCES: (CrossReference("other", "seeAlso", None),),
    Shape.CATEGORIES: (DataCategory("descrip", "x-mood", "good"),),
    Shape.COLLOCATIONS: (Collocation((("de", "im Hafen = sicher"), ("en", "in port: safe"))),),
    Shape.ATTESTATIONS: (Attestation("UN", "A/RES/70/125; 2", "2015-12-16"), Attestation("AT", None, "2019")),
    Shape.TRANSACTIONS: (Transaction("origination", "2020-01-02", "kim"),),
    Shape.PROVENANCE: (Place("Bericht"),),
}
WRITERS: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    *(("tbx", {"dialect": dialect}) for dialect in ("v2", "dca", "dct")),
    *(("csv", {"layout": layout}) for layout in ("own", "memoq", "phrase", "multiterm")),
    ("tsv", {}),
    ("xlsx", {}),
    ("omegat", {"languages": ("de", "en")}),
    ("utx", {"languages": ("de", "en")}),
    ("multiterm", {}),
    ("stardict", {}),
    ("html", {}),
    ("turtle", {}),
    ("json-ld", {}),
)
WRITTEN_ONLY: Final = ("stardict", "html", "turtle", "json-ld")
PLAIN: Final = Concept(
    "n1", (LanguageSection("de", (Term("Kai", "de"),)), LanguageSection("en", (Term("quay", "en"),)))
)


def sample(field: Field) -> Any:
    """A value that the field does not have by default."""
    if field.values is not None:
        return next(value for value in reversed(field.values) if value not in (field.default, Status.REJECTED))
    return SAMPLES[field.shape]


def saying(owner: type, **facts: object) -> Concept:
    """The plain concept with something said of itself, its German section or its German term."""
    german, english = PLAIN.languages
    if owner is Concept:
        return replace(PLAIN, **facts)  # type: ignore[arg-type]
    if owner is LanguageSection:
        return replace(PLAIN, languages=(replace(german, **facts), english))  # type: ignore[arg-type]
    return replace(PLAIN, languages=(replace(german, terms=(replace(german.terms[0], **facts),)), english))  # type: ignore[arg-type]


def test_every_kind_of_glossary_that_is_written_is_asked() -> None:
    written = {kind.name for kind in kinds.KINDS if kind.writer and kind.holds != "units"}

    assert {name for name, _options in WRITERS} == written


@pytest.mark.parametrize("owner", OWNERS)
def test_every_field_of_the_model_is_described(owner: type) -> None:
    described = fields_of(owner)

    assert sorted(field.name for field in described) == sorted(field.name for field in dataclasses.fields(owner))
    assert not [field.name for field in described if field.shape is Shape.UNDESCRIBED]
    assert not [field.name for field in contents_of(owner) if not field.lost]
    assert not [field.name for field in described if field.values and not set(field.values) <= set(WORDS)]


@pytest.mark.parametrize(("owner", "field"), FIELDS, ids=IDS)
@pytest.mark.parametrize(("name", "options"), WRITERS, ids=str)
def test_a_writer_keeps_a_field_or_counts_it(
    tmp_path: Path, name: str, options: dict[str, object], owner: type, field: Field
) -> None:
    kind = next(each for each in kinds.KINDS if each.name == name)
    path = tmp_path / f"terms{kind.endings[0]}"
    assert kind.write is not None
    concept = saying(owner, **{field.name: sample(field)})
    usual = dict(kind.write(path, [PLAIN], **options).dropped)
    dropped = dict(kind.write(path, [concept], **options).dropped)
    said = any(n > usual.get(reason, 0) for reason, n in dropped.items())
    in_words = {"stardict": ".dict", "omegat": ".utf8"}  # what these say, they say in words that nobody reads back
    if not said and name in WRITTEN_ONLY:
        text = path.with_suffix(in_words.get(name, path.suffix)).read_bytes().decode()
        is_label = (
            name in ("turtle", "json-ld") and field.joining is Joining.VERDICT
        )  # SKOS says it by the kind of label
        assert any(word in text for word in (("hiddenLabel",) if is_label else _words(sample(field), field)))
    elif not said:
        assert kind.read is not None
        assert [replace(item, id="n1") for item in kind.read(path) if isinstance(item, Concept)] == [concept]


def _words(value: Any, field: Field) -> tuple[str, ...]:
    """What a file that nobody reads back says of a value; one of these."""
    first = value[0] if isinstance(value, tuple) else value
    if isinstance(first, Collocation):
        return (first.texts[0][1],)
    if isinstance(first, bool):
        return (str(field.label),)
    said = {
        Attestation: "body",
        CrossReference: "target",
        DataCategory: "value",
        Transaction: "date",
        Place: "document",
    }
    named = getattr(first, said.get(type(first), "text"), str(first))
    return (named, str(WORDS[first])) if first in WORDS else (named,)


@pytest.mark.parametrize(("owner", "field"), FIELDS, ids=IDS)
def test_the_store_keeps_a_field(owner: type, field: Field) -> None:
    concept = saying(owner, **{field.name: sample(field)})

    assert codec.loads(Concept, codec.dumps(concept)) == concept


@pytest.mark.parametrize(("owner", "field"), FIELDS, ids=IDS)
def test_the_editor_keeps_a_field(owner: type, field: Field) -> None:
    concept = saying(owner, **{field.name: sample(field)})
    text = write_concept(concept, str)

    assert read_concept(text, concept, str) == (concept, ())
    if field.label:
        assert f"{field.label!s}" in text


@pytest.mark.parametrize(("owner", "field"), FIELDS, ids=IDS)
def test_a_merge_takes_a_field_over_or_says_that_it_concerns_one_entry_only(owner: type, field: Field) -> None:
    other = saying(owner, **{field.name: sample(field)})
    merged = merge(PLAIN, other)

    assert merged == (PLAIN if field.joining is Joining.OURS else other)
    assert not contradictions(PLAIN, other)


SINGLE: Final = [(owner, field) for owner, field in FIELDS if field.joining is Joining.FILL and field.default is None]


@pytest.mark.parametrize(("owner", "field"), SINGLE, ids=[f"{owner.__name__}.{field.name}" for owner, field in SINGLE])
def test_a_merge_names_what_it_cannot_keep(owner: type, field: Field) -> None:
    values = list(field.values)[:2] if field.values else ["this", "that"]
    ours, theirs = (saying(owner, **{field.name: value}) for value in values)

    assert merge(ours, theirs) == ours
    assert contradictions(ours, theirs) == {field.label: 1}


@pytest.mark.parametrize("values", [field.values for _owner, field in FIELDS if field.values], ids=str)
def test_a_table_may_say_every_value_by_its_name_or_its_word(values: type[StrEnum]) -> None:
    for value in values:
        assert cells.pick(values, value.value) is value
        assert cells.pick(values, str(WORDS[value]).upper()) is value


@dataclass(frozen=True, slots=True)
class MoodyTerm(Term):
    """A term with a field that nobody has described."""

    mood: str | None = None
    smells: tuple[str, ...] = ()


def test_a_field_without_a_row_is_noticed() -> None:
    names = [field.name for field in fields_of(MoodyTerm) if field.shape is Shape.UNDESCRIBED]

    assert names == ["mood", "smells"]


@pytest.mark.parametrize(("name", "options"), WRITERS, ids=str)
def test_a_field_without_a_row_is_counted_by_every_writer(
    tmp_path: Path, name: str, options: dict[str, object]
) -> None:
    term = MoodyTerm("Kai", "de", mood="good", smells=("salt", "tar"))
    concept = replace(PLAIN, languages=(LanguageSection("de", (term,)), PLAIN.languages[1]))
    kind = next(each for each in kinds.KINDS if each.name == name)
    assert kind.write is not None
    dropped = dict(kind.write(tmp_path / f"terms{kind.endings[0]}", [concept], **options).dropped)

    assert dropped[Message("things that no kind of file can hold yet")] == 3


def test_editor_and_merge_keep_a_field_without_a_row() -> None:
    term = MoodyTerm("Kai", "de", mood="good", smells=("salt",))
    concept = replace(PLAIN, languages=(LanguageSection("de", (term,)), PLAIN.languages[1]))
    plain = replace(concept, languages=(LanguageSection("de", (MoodyTerm("Kai", "de"),)), PLAIN.languages[1]))

    assert read_concept(write_concept(concept, str), concept, str) == (concept, ())
    assert merge(plain, concept) == concept


def test_what_a_writer_carries_it_does_not_count() -> None:
    tally = Tally()
    tally.lose(Term("Kai", "de", notes=("a", "b"), regions=("AT",)), but={"notes"})

    assert dict(tally.report().dropped) == {Message("properties of terms"): 1}


@pytest.mark.parametrize(
    "line",
    ["de: a = en: b", r"de: a \= b = en: c", "de: ", "zh-Hant: 數位落差 = en: digital divide", r"de: back\\slash"],
)
def test_a_collocation_is_one_line(line: str) -> None:
    item = read_item(Shape.COLLOCATIONS, line)

    assert isinstance(item, Collocation)
    assert write_item(item) == line


@pytest.mark.parametrize("line", ["", "the digital divide", "de a = en: b", "de: a = b", ": a"])
def test_what_is_no_collocation_is_none(line: str) -> None:
    assert read_item(Shape.COLLOCATIONS, line) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("EU; 2022/2065; 2022-10-19", Attestation("EU", "2022/2065", "2022-10-19")),
        ("ICANN", Attestation("ICANN")),
        ("AT; ; 2019", Attestation("AT", None, "2019")),
        ("; x", None),
        ("a; b; c; d", None),
    ],
)
def test_an_attestation_is_one_line(line: str, expected: Attestation | None) -> None:
    assert read_item(Shape.ATTESTATIONS, line) == expected
