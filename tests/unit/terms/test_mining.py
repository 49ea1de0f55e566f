"""Mining from the links of a report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from igglossary.model import (
    BackReference,
    Document,
    Footnote,
    Link,
    Paragraph,
    PartOfSpeech,
    Quotation,
    Relation,
    Segment,
    Source,
    Span,
    TermPair,
)
from igglossary.terms.mining.mine import mine_links
from igglossary.terms.mining.scores import acronym_score, cognate, initials

if TYPE_CHECKING:
    from numpy.typing import NDArray

MEANINGS = {
    "Netzausbau": {"net", "grow"}, "network expansion": {"net", "grow"}, "network": {"net"}, "expansion": {"grow"},
    "freie Medien": {"free", "media"}, "free media": {"free", "media"}, "media": {"media"}, "Medien": {"media"},
    "Frist": {"time"}, "deadline": {"time"}, "Fähre": {"boat"},
    "Governing the Internet Together": {"net"}, "Internet": {"net"},
}  # fmt: skip  # a table reads better in rows


class Meanings:
    """An encoder that knows the few words of these tests; any other word is like nothing else."""

    calls = 0

    def encode(self, texts: list[str], /) -> NDArray[np.float32]:
        self.calls += 1
        dimensions = sorted({one for meaning in MEANINGS.values() for one in meaning})
        vectors = np.zeros((len(texts), len(dimensions) + len(texts)), dtype=np.float32)
        for row, text in enumerate(texts):
            for meaning in MEANINGS.get(text, ()):
                vectors[row, dimensions.index(meaning)] = 1
            if text not in MEANINGS:
                vectors[row, len(dimensions) + row] = 1
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def report(*pairs: tuple[str, str]) -> tuple[Document, list[Link]]:
    """A report with one German sentence and one quoted English sentence for each pair, linked in order."""
    body, quoted, links = [], [], []
    for number, (german, english) in enumerate(pairs, 1):
        body.append(Segment(f"s{number}", german, "de", 0, len(german), paragraph=number - 1))
        quoted.append(Segment(f"f1q1s{number}", english, "en", 0, len(english), footnote="1", quotation=0))
        one = Span(f"s{number}", 0, len(german), german)
        other = Span(f"f1q1s{number}", 0, len(english), english)
        links.append(Link(one, (other,), Relation.TRANSLATION, 0.9, "1", 0))
    paragraphs = tuple(Paragraph(one.paragraph or 0, "paragraph", one.text, (one,)) for one in body)
    quotation = Quotation(0, " ".join(one.text for one in quoted), "en", 0, 0, sentences=tuple(quoted))
    note = Footnote("1", "raw", Source(source_title="Annual Note", publisher="The Office"), (quotation,))
    return Document("r.txt", "txt", "0" * 64, title="A report", paragraphs=paragraphs, footnotes=(note,)), links


def test_an_occurrence_names_the_source_that_a_back_reference_stands_for() -> None:
    document, links = report(("Der Netzausbau stärkt freie Medien.", "The network expansion helps free media."))
    cited = Source(publisher="The Ministry", date="2019-10", url="https://example.org/note")
    reference = BackReference("Ebd.", "1", cited)
    note = replace(document.footnotes[0], source=Source(pages="4"), back_reference=reference)
    found = mine_links(replace(document, footnotes=(note,)), links, encoder=Meanings())
    places = {occurrence.provenance for pair in found for occurrence in pair.occurrences}
    assert {(place.publisher, place.source_date, place.url) for place in places} == {
        (cited.publisher, cited.date, cited.url)
    }


def by_german(pairs: tuple[TermPair, ...]) -> dict[str, TermPair]:
    return {one.german: one for one in pairs}


def test_the_best_consistent_pairs_of_a_link_are_proposed() -> None:
    encoder = Meanings()
    document, links = report(("Der Netzausbau stärkt freie Medien.", "The network expansion helps free media."))
    found = by_german(mine_links(document, links, encoder=encoder))
    assert found["Netzausbau"].english == "network expansion"
    assert found["freie Medien"].english == "free media"
    assert "Medien" not in found, "a part of a longer term is no term of its own"
    assert encoder.calls == 1, "everything is encoded in one call"


def test_suggestions_begin_with_the_chosen_one_and_are_at_most_nine() -> None:
    document, links = report(("Der Netzausbau stärkt freie Medien.", "The network expansion helps free media."))
    for pair in mine_links(document, links, encoder=Meanings()):
        assert pair.suggestions[0].term == pair.english
        assert len(pair.suggestions) <= 9
        assert all(0 <= one.score <= 1 for one in pair.suggestions)


def test_every_occurrence_is_kept_with_its_provenance() -> None:
    document, links = report(
        ("Der Netzausbau ruht.", "Network expansion is halted."),
        ("Am Netzausbau hängt viel.", "The network expansion!"),
    )
    occurrences = by_german(mine_links(document, links, encoder=Meanings()))["Netzausbau"].occurrences
    assert [one.german.segment for one in occurrences] == ["s1", "s2"]
    for one in occurrences:
        assert one.german_segment[one.german.start : one.german.end] == one.german.text
        assert one.english_segment[one.english.start : one.english.end] == one.english.text
        assert one.provenance.document == "A report"
        assert one.provenance.publisher == "The Office"
        assert one.provenance.footnote == "1"
        assert one.link_score == 0.9


def test_what_the_term_base_knows_is_recognised_and_conflicts_are_shown() -> None:
    document, links = report(("Die Frist für den Netzausbau.", "The deadline for the network expansion."))
    known = [("Frist", "deadline", "c1"), ("Netzausbau", "grid upgrade", "c2")]
    found = by_german(mine_links(document, links, encoder=Meanings(), known=known))
    assert found["Frist"].known_concept == "c1"
    assert found["Frist"].conflict is None
    assert found["Netzausbau"].known_concept is None
    assert found["Netzausbau"].conflict == "grid upgrade"


def test_acronyms_find_their_full_form_without_an_encoder() -> None:
    document, links = report(("Zuständig ist die GIEN.", "Ask the Group of Independent Experts on Networks."))
    found = by_german(mine_links(document, links))
    assert found["GIEN"].english == "Group of Independent Experts on Networks"
    assert found["GIEN"].part_of_speech is PartOfSpeech.PROPER_NOUN


def test_cognates_stand_in_for_the_encoder() -> None:
    document, links = report(("Der Pluralismus der Information.", "The pluralism of information matters."))
    assert by_german(mine_links(document, links))["Pluralismus"].english == "pluralism"


def test_the_genitive_s_of_an_english_name_is_taken_off_and_said() -> None:
    document, links = report(
        ("laut Bericht des Open Panels on Network Access", "The Open Panel on Network Access said so.")
    )
    found = by_german(mine_links(document, links, encoder=Meanings()))
    assert "Open Panel on Network Access" in found
    assert found["Open Panel on Network Access"].doubt


def test_terms_without_counterpart_are_not_proposed() -> None:
    document, links = report(("Die Fähre fuhr weiter.", "The deadline has passed."))
    assert mine_links(document, links, encoder=Meanings()) == ()


def test_a_term_missing_in_its_link_is_found_elsewhere_in_the_quotations() -> None:
    document, links = report(
        ("Der Pluralismusgedanke und der Regionalismus.", "He spoke."), ("Das war es.", "Regionalism is back.")
    )
    (pair,) = mine_links(document, links, encoder=_Alike())
    assert (pair.german, pair.english) == ("Regionalismus", "regionalism")
    assert [one.link_score for one in pair.occurrences] == [None]


class _Alike:
    """An encoder that finds words alike that begin alike, as Regionalismus and regionalism."""

    def encode(self, texts: list[str], /) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), 2000), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row, sum(ord(one) * (at + 1) for at, one in enumerate(text.lower()[:8])) % 2000] = 1
        return vectors


def test_links_into_segments_that_are_not_there_are_left_out() -> None:
    document, links = report(("Die Frist läuft.", "The deadline nears."))
    stray = Link(Span("s99", 0, 1, "x"), links[0].english, Relation.MENTION, 0.5, "1", 0)
    assert mine_links(document, [stray], encoder=Meanings()) == ()


def test_nothing_comes_of_nothing() -> None:
    assert mine_links(Document("r.txt", "txt", "0" * 64), [], encoder=Meanings()) == ()


def test_initials_and_cognates() -> None:
    assert initials("Group of Open-Network Experts") == ("GONE", "GOONE")
    assert acronym_score("GONE", "Group of Open-Network Experts") > 0.9
    assert acronym_score("XYGONE", "Group of Open-Network Experts", ("XY",)) > 0.8
    assert acronym_score("XYGONE", "Group of Open-Network Experts") == 0
    assert acronym_score("A", "Anything at all") == 0
    assert cognate("Diversität", "diversity") > cognate("Diversität", "density")


def test_an_endless_sentence_takes_bounded_time() -> None:
    document, links = report(("Frist " * 20_000, "deadline " * 20_000))
    assert by_german(mine_links(document, links, encoder=Meanings()))["Frist"].english == "deadline"


def test_a_name_kept_in_english_is_no_term_for_one_of_its_words() -> None:
    document, links = report(
        ("Das Motto war „Governing the Internet Together“.", "Torquist said that the Internet is a common lake."),
        ("Sie lobte die Charter for the Harbour.", "She praised the Charter for the Harbour."),
    )
    found = {(pair.german, pair.english) for pair in mine_links(document, links, encoder=Meanings())}
    assert not [german for german, _english in found if german.startswith("Governing")]
    assert ("Charter for the Harbour", "Charter for the Harbour") in found
