"""SKOS, read by rdflib and held to the integrity conditions of the SKOS Reference."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import RDF, RDFS, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DC, SKOS

from igglossary.errors import UsageError
from igglossary.formats.skos import write_json_ld, write_turtle
from igglossary.model import (
    AdministrativeStatus,
    Concept,
    CrossReference,
    LanguageSection,
    SourcedText,
    Term,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from igglossary.formats.report import ExportReport

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its own reader of JSON-LD
BASE: Final = Namespace("https://example.org/terms#")
WRITERS: Final = ((write_turtle, "turtle"), (write_json_ld, "json-ld"))
PREFERRED, ADMITTED = AdministrativeStatus.PREFERRED, AdministrativeStatus.ADMITTED
CONCEPTS: Final = (
    Concept(
        "tide gate",
        (
            LanguageSection(
                "de",
                (
                    Term("Siel", "de", administrative_status=ADMITTED),
                    Term("Deichsiel", "de", administrative_status=PREFERRED),
                    Term("Schleuse", "de", is_forbidden=True),
                    Term("Deichsiel", "DE", administrative_status=ADMITTED),
                    Term("Deichsiel", "de", administrative_status=AdministrativeStatus.DEPRECATED),
                    Term("Siel", "de-AT"),
                ),
                definitions=(SourcedText("Tor im Deich, „dicht“", "Handbuch"),),
            ),
            LanguageSection("en", (Term('the "gate"\\ of\ttides\n\x07', "en", contexts=(SourcedText("It shuts."),)),)),
            LanguageSection("nl", (Term("sluis", "nl", administrative_status=AdministrativeStatus.SUPERSEDED),)),
        ),
        subject_field="Deichbau",
        source="Deichordnung",
        notes=("Ein Hinweis.",),
        related=(
            CrossReference("dike", "broaderConceptGeneric"),
            CrossReference("dike"),
            CrossReference("gone"),
            CrossReference("https://example.org/siel", "externalCrossReference"),
        ),
    ),
    Concept("dike", (LanguageSection("de", (Term("Deich", "de"),)),), related=(CrossReference("tide gate"),)),
    Concept('a"b<c>/ä', (LanguageSection("de", (Term("Priel", "de"),)),), related=(CrossReference("dike"),)),
)


def graph_of(
    writer: Callable[..., ExportReport], syntax: str, path: Path, **options: str
) -> tuple[Graph, ExportReport]:
    report = writer(path, CONCEPTS, **options)
    return Graph().parse(path, format=syntax), report


@pytest.mark.parametrize(("writer", "syntax"), WRITERS)
def test_labels_follow_the_status_of_terms(tmp_path: Path, writer: Callable[..., ExportReport], syntax: str) -> None:
    graph, report = graph_of(writer, syntax, tmp_path / "a", base_uri=str(BASE))
    gate = BASE["tide%20gate"]

    assert set(graph.objects(gate, SKOS.prefLabel)) == {
        Literal("Deichsiel", "de"),
        Literal("Siel", "de-AT"),
        Literal('the "gate"\\ of\ttides\n\x07', "en"),
    }
    assert set(graph.objects(gate, SKOS.altLabel)) == {Literal("Siel", "de")}
    assert set(graph.objects(gate, SKOS.hiddenLabel)) == {Literal("Schleuse", "de"), Literal("sluis", "nl")}
    assert dict(report.dropped)[next(one for one, _n in report.dropped if "spelt like" in str(one))] == 2
    assert report.written == 3


@pytest.mark.parametrize(("writer", "syntax"), WRITERS)
def test_a_concept_says_what_it_means_and_what_it_belongs_to(
    tmp_path: Path, writer: Callable[..., ExportReport], syntax: str
) -> None:
    graph, report = graph_of(writer, syntax, tmp_path / "a", base_uri=str(BASE))
    gate = BASE["tide%20gate"]

    assert graph.value(gate, SKOS.definition) == Literal("Tor im Deich, „dicht“", "de")
    assert graph.value(gate, SKOS.note) == Literal("Ein Hinweis.")
    assert graph.value(gate, SKOS.example) == Literal("It shuts.", "en")
    assert graph.value(gate, SKOS.notation) == Literal("tide gate")
    assert graph.value(gate, SKOS.broader) == BASE["dike"]
    assert graph.value(gate, RDFS.seeAlso) == URIRef("https://example.org/siel")
    assert graph.value(gate, DC.subject) == Literal("Deichbau")
    assert graph.value(gate, DC.source) == Literal("Deichordnung")
    assert graph.value(BASE["a%22b%3Cc%3E%2F%C3%A4"], SKOS.related) == BASE["dike"]
    assert {str(reason): n for reason, n in report.dropped}["references to what is not in the file"] == 1


@pytest.mark.parametrize(("writer", "syntax"), WRITERS)
def test_it_is_consistent(tmp_path: Path, writer: Callable[..., ExportReport], syntax: str) -> None:
    graph, _report = graph_of(writer, syntax, tmp_path / "a")
    concepts = list(graph.subjects(RDF.type, SKOS.Concept))
    kinds = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)

    assert len(concepts) == 3
    for concept in concepts:
        labels = Counter(label for kind in kinds for label in set(graph.objects(concept, kind)))
        assert max(labels.values()) == 1  # S13
        tags = Counter(label.language for label in graph.objects(concept, SKOS.prefLabel) if isinstance(label, Literal))
        assert max(tags.values()) == 1  # S14
        up = set(graph.transitive_objects(concept, SKOS.broader)) - {concept}
        beside = {*graph.objects(concept, SKOS.related), *graph.subjects(SKOS.related, concept)}
        assert not up & beside  # S27
        scheme = graph.value(concept, SKOS.inScheme)
        assert (scheme, RDF.type, SKOS.ConceptScheme) in graph


def test_both_say_the_same(tmp_path: Path) -> None:
    one, _report = graph_of(write_turtle, "turtle", tmp_path / "a", base_uri=str(BASE))
    other, _report = graph_of(write_json_ld, "json-ld", tmp_path / "b", base_uri=str(BASE))

    assert set(one) == set(other)
    assert len(one) > 20


@pytest.mark.parametrize("address", ["terms", "/terms#", "https://example.org/a b#", "https://x/<y>"])
def test_what_is_no_address_is_refused(tmp_path: Path, address: str) -> None:
    with pytest.raises(UsageError):
        write_turtle(tmp_path / "a.ttl", CONCEPTS, base_uri=address)
    assert not list(tmp_path.iterdir())
