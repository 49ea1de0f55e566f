"""Hypothesis strategies for the model: any value that means something, text of any Unicode without surrogates."""

from __future__ import annotations

from typing import TypeVar

from hypothesis import strategies as st

from igglossary.model import (
    AdministrativeStatus,
    Attestation,
    Collocation,
    Concept,
    CrossReference,
    DataCategory,
    Gender,
    GrammaticalNumber,
    InlineCode,
    LanguageSection,
    PartOfSpeech,
    Place,
    Properties,
    Register,
    Relation,
    Reliability,
    SourcedText,
    Status,
    Term,
    TermKind,
    Transaction,
    TranslationUnit,
    Variant,
)

T = TypeVar("T")
ILLEGAL = "".join(map(chr, [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]))
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
"""Control characters and all."""
legal = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=ILLEGAL), max_size=12)
awkward = st.one_of(
    legal,
    st.sampled_from(
        [
            "",
            " ",
            " a ",
            "a\r\nb",
            "\t",
            "<b>&amp;",
            "]]>",
            "igglossary: status: x",
            "igglossary: a: b",
            "Status: candidate",
            "é",
            "é",
        ]
    ),
)
word = st.text("abcdefghijklmnopqrstuvwxyzäöüß -", min_size=1, max_size=10)
languages = st.sampled_from(["de", "en", "en-GB", "fr", "zh-Hant", "sr-Latn-RS", "de-AT"])
times = st.one_of(
    st.none(),
    st.datetimes().map(lambda at: at.strftime("%Y").zfill(4) + at.strftime("-%m-%dT%H:%M:%SZ")),
    st.sampled_from(["2019", "2019-10", "2026-11-23T06:17:00.5Z", "soon"]),
)
days = st.one_of(times, st.sampled_from(["2019-10-01", "2019-02-30", "2026-11-23T06:17:00Z"]))
maybe = st.one_of(st.none(), awkward)
names = st.one_of(st.sampled_from(["file", "x-ice", "x-igglossary-status", "x-a", "x-igglossary-property:b"]), awkward)
properties = st.lists(st.tuples(names, awkward), max_size=3).map(tuple)

# --- memory ----------------------------------------------------------------------------------------------------------

_ATTRIBUTES = {
    "bpt": ["i", "x", "type"],
    "ept": ["i"],
    "it": ["pos", "x", "type"],
    "ph": ["x", "assoc", "type"],
    "ut": ["x"],
    "hi": ["x", "type"],
    "g": ["id"],
}


def _escape(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#13;")


contents = st.one_of(
    awkward.map(_escape),
    st.tuples(awkward, awkward).map(lambda parts: f"{_escape(parts[0])}<sub>{_escape(parts[1])}</sub>"),
)


@st.composite
def code_lists(draw: st.DrawFn, length: int, low: int = 0, depth: int = 0) -> list[InlineCode]:
    """Codes in document order between two places of a text, properly nested."""
    codes: list[InlineCode] = []
    at = low
    for _number in range(draw(st.integers(0, 3 if depth == 0 else 1))):
        position = draw(st.integers(at, length))
        kind = draw(st.sampled_from(sorted(_ATTRIBUTES)))
        chosen = draw(st.lists(st.sampled_from(_ATTRIBUTES[kind]), unique=True))
        attributes = tuple((name, draw(st.sampled_from(["1", "begin", 'a"<b', "\t\n"]))) for name in chosen)
        if kind in ("hi", "g"):
            end = draw(st.integers(position, length))
            inside = draw(code_lists(end, position, depth + 1)) if depth < 2 else []
            codes += [InlineCode(position, kind, attributes, "", end, len(inside)), *inside]
            at = end
        else:
            codes.append(InlineCode(position, kind, attributes, draw(contents)))
            at = position
    return codes


def _sorted_attributes(names_: list[str]) -> st.SearchStrategy[Properties]:
    return st.dictionaries(st.sampled_from(names_), awkward, max_size=2).map(lambda found: tuple(sorted(found.items())))


@st.composite
def variants(draw: st.DrawFn, lang: str) -> Variant:
    text = draw(awkward)
    return Variant(
        lang,
        text,
        tuple(draw(code_lists(len(text)))),
        draw(properties),
        tuple(draw(st.lists(awkward, max_size=2))),
        draw(_sorted_attributes(["usagecount", "o-tmf", "note[1]/@xml:lang", "foo"])),
        draw(times),
        draw(maybe),
        draw(times),
        draw(maybe),
    )


provenances = st.builds(
    Place,
    document=awkward,
    publisher=maybe,
    source_date=maybe,
    document_date=maybe,
    url=maybe,
    paragraph=st.one_of(st.none(), st.integers(0, 9)),
    footnote=maybe,
    run=st.one_of(st.none(), st.integers(0, 9)),
    person=maybe,
)


@st.composite
def units(draw: st.DrawFn) -> TranslationUnit:
    return TranslationUnit(
        tuple(draw(variants(lang)) for lang in draw(st.lists(languages, min_size=1, max_size=3, unique=True))),
        draw(maybe),
        draw(st.sampled_from(Relation)),
        draw(st.one_of(st.none(), st.floats(0, 1))),
        draw(st.sampled_from(Status)),
        tuple(draw(st.lists(awkward, max_size=2))),
        draw(properties),
        draw(_sorted_attributes(["segtype", "lastusagedate", "prop[1]/@xml:lang", "foo"])),
        tuple(draw(st.lists(provenances, max_size=2))),
        draw(times),
        draw(maybe),
        draw(times),
        draw(maybe),
        keep=draw(st.one_of(st.none(), st.floats(0, 1))),
    )


# --- terminology -----------------------------------------------------------------------------------------------------

sourced = st.builds(SourcedText, awkward, maybe)
transactions = st.builds(Transaction, st.one_of(st.sampled_from(["origination", "modification"]), awkward), days, maybe)
references = st.builds(
    CrossReference,
    st.one_of(st.sampled_from(["c1", "1", "https://example.org/a?b=c&d", "http://a b"]), awkward),
    st.one_of(st.sampled_from(["crossReference", "externalCrossReference", "xGraphic"]), awkward),
    maybe,
)
categories = st.builds(
    DataCategory,
    st.sampled_from(["admin", "termNote", "descrip", "x"]),
    st.sampled_from(
        ["projectSubset", "customerSubset", "termLocation", "termType", "source", "partOfSpeech", "reliability"]
    ),
    st.one_of(st.sampled_from(["menuItem", "shortForm", "noun", "3"]), awkward),
)


def _others() -> st.SearchStrategy[tuple[DataCategory, ...]]:
    return st.lists(categories, max_size=3).map(
        lambda found: tuple(sorted(found, key=lambda each: (each.element, each.name, each.value)))
    )


said = st.one_of(legal, st.sampled_from([" a ", "a = b; c", "\\", "de: x", "a\r\nb", "|", "'=1"])).filter(bool)
attestations = st.builds(Attestation, said, st.one_of(st.none(), said), st.one_of(st.none(), said))
collocations = st.lists(st.tuples(languages, said), min_size=1, max_size=2).map(lambda pairs: Collocation(tuple(pairs)))


def _tuples(of: st.SearchStrategy[T], most: int = 2) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(of, max_size=most).map(tuple)


@st.composite
def terms(draw: st.DrawFn, lang: str, number: int) -> Term:
    return Term(
        text=draw(awkward) or "x",
        lang=draw(st.one_of(st.just(lang), languages)),
        id=draw(st.one_of(st.none(), st.sampled_from(["c1", "t.1", f"id {number}", "7"]))),
        part_of_speech=draw(st.one_of(st.none(), st.sampled_from(PartOfSpeech))),
        gender=draw(st.one_of(st.none(), st.sampled_from(Gender))),
        number=draw(st.one_of(st.none(), st.sampled_from(GrammaticalNumber))),
        kind=draw(st.one_of(st.none(), st.sampled_from(TermKind))),
        administrative_status=draw(st.one_of(st.none(), st.sampled_from(AdministrativeStatus))),
        is_forbidden=draw(st.booleans()),
        use_instead=draw(maybe),
        is_case_sensitive=draw(st.booleans()),
        is_untranslatable=draw(st.booleans()),
        contexts=draw(_tuples(sourced)),
        usage_note=draw(maybe),
        regions=draw(_tuples(awkward)),
        source=draw(maybe),
        notes=draw(_tuples(awkward)),
        transactions=draw(_tuples(transactions)),
        references=draw(_tuples(references)),
        other=draw(_others()),
        register=draw(st.one_of(st.none(), st.sampled_from(Register))),
        reliability=draw(st.one_of(st.none(), st.sampled_from(Reliability))),
        attestations=draw(_tuples(attestations)),
        valid_from=draw(maybe),
        valid_until=draw(maybe),
        superseded_by=draw(maybe),
    )


@st.composite
def sections(draw: st.DrawFn, lang: str) -> LanguageSection:
    count = draw(st.integers(1, 2))
    return LanguageSection(
        lang,
        tuple(draw(terms(lang, number)) for number in range(count)),
        draw(_tuples(sourced)),
        draw(_tuples(awkward)),
        draw(_tuples(transactions)),
        draw(_tuples(references)),
        draw(_others()),
    )


@st.composite
def concepts(draw: st.DrawFn, *identities: str) -> Concept:
    return Concept(
        id=draw(st.sampled_from(identities or ("c1",))),
        languages=tuple(
            draw(sections(lang)) for lang in draw(st.lists(languages, min_size=1, max_size=2, unique=True))
        ),
        subject_field=draw(maybe),
        definitions=draw(_tuples(sourced)),
        related=draw(_tuples(references)),
        source=draw(maybe),
        notes=draw(_tuples(awkward)),
        transactions=draw(_tuples(transactions)),
        other=draw(_others()),
        status=draw(st.sampled_from(Status)),
        provenance=draw(_tuples(provenances)),
        collocations=draw(_tuples(collocations)),
    )
