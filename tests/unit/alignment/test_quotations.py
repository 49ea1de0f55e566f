from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from igglossary.alignment.features import compare, english_sentences
from igglossary.alignment.quotations import link_document
from igglossary.alignment.scoring import probabilities
from igglossary.model import Document, Link, Relation

from .conftest import make_document

if TYPE_CHECKING:
    from .conftest import ToyEncoder

HARBOUR = [
    "The harbour shall be open to every ship without a fee.",
    "Customs will be abolished by 2031.",
    "In a storm the pilot decides alone.",
]


def pairs(links: tuple[Link, ...]) -> set[tuple[str, str]]:
    return {(link.german.text, span.text) for link in links for span in link.english}


def check_spans(document: Document, links: tuple[Link, ...]) -> None:
    texts = {segment.id: segment.text for segment in document.sentences}
    for note in document.footnotes:
        for quotation in note.quotations:
            texts |= {segment.id: segment.text for segment in quotation.sentences}
    for link in links:
        for span in (link.german, *link.english):
            assert texts[span.segment][span.start : span.end] == span.text != ""
        assert 0.0 < link.score <= 1.0
        assert link.evidence


def test_sentences_find_their_counterparts_and_others_stay_alone(toy: ToyEncoder) -> None:
    document = make_document(
        [
            [
                "Der Hafen soll jedem Schiff ohne Gebühr offenstehen[1].",
                "Den Zoll will man bis 2031 abschaffen.",
                "Die Presse war nicht eingeladen.",
                "Bei Sturm entscheidet der Lotse allein.",
            ]
        ],
        [HARBOUR],
    )
    links = link_document(document, encoder=toy)
    check_spans(document, links)
    assert {(link.german.segment, link.english[0].segment) for link in links} == {
        ("s1", "f1q1s1"),
        ("s2", "f1q1s2"),
        ("s4", "f1q1s3"),
    }
    assert {"number", "marker", "similarity"} <= {e.kind for link in links for e in link.evidence}


def test_english_words_kept_in_the_sentence_are_a_quotation(toy: ToyEncoder) -> None:
    document = make_document(
        [["Der Lotse sprach von einem „silent harbour without ships“[1]."]],
        [["I saw a silent harbour without ships that day.", "Nobody spoke."]],
    )
    for encoder in (toy, None):
        links = link_document(document, encoder=encoder)
        check_spans(document, links)
        found = [link for link in links if link.relation is Relation.QUOTATION]
        assert [(link.german.text, link.english[0].text) for link in found] == [("silent harbour without ships",) * 2]
        assert "literal" in {evidence.kind for evidence in found[0].evidence}


def test_an_english_name_is_no_literal_quotation_and_a_far_note_needs_more() -> None:
    sentence = "Die Open Harbour Working Group tagte."
    notes = [["The pilot was ill."], ["The Open Harbour Working Group has a new seat."]]
    near = make_document([["Es regnete[1].", sentence + "[2]"]], notes)
    far = make_document([["Es regnete[1].", sentence], ["Niemand kam."], ["Es war Nacht[2]."]], notes)
    assert pairs(link_document(near, encoder=None)) == {(sentence, notes[1][0])}
    assert link_document(far, encoder=None) == ()


def test_translated_quoted_words_link_a_sentence_to_its_own_note(toy: ToyEncoder) -> None:
    document = make_document(
        [["Der Verband nannte das alles in einem langen Papier eine „Rettung ohne Schiff“[1].", "Es regnete."]],
        [["We saw many things on that day in spring and called it a rescue with no ship.", "Nobody spoke of peace."]],
    )
    links = link_document(document, encoder=toy)
    check_spans(document, links)
    phrase = next(link for link in links if link.german.text == "Rettung ohne Schiff")
    assert phrase.relation is Relation.TRANSLATION
    assert "rescue" in phrase.english[0].text
    assert "ship" in phrase.english[0].text
    assert {link.english[0].segment for link in links if link.german.segment == "s1"} >= {"f1q1s1"}


def test_a_sentence_between_two_linked_ones_is_nearer_to_what_is_left_between(toy: ToyEncoder) -> None:
    first, last = "Den Hafen nimmt kein Schiff ohne Gebühr[1].", "Bei Sturm führt der Lotse die Rettung."
    notes = [["No ship takes the harbour free of fee.", "It was late.", "In a storm the pilot leads the rescue."]]
    within = make_document([[first, "Es blieb dabei.", last]], notes)
    apart = make_document([[first, last], ["Es blieb dabei."]], notes)
    tables = [compare(document, english_sentences(document), toy) for document in (within, apart)]
    between, elsewhere = (probabilities(table) for table in tables)
    assert between[1, 1] > 3 * elsewhere[-1, 1]


def test_two_english_words_in_quotation_marks_are_a_quotation(toy: ToyEncoder) -> None:
    document = make_document(
        [["Das „harbour pilot“ Modell nimmt keine Gebühr vom Schiff[1]."]],
        [["The harbour pilot model takes no fee from a ship."]],
    )
    links = link_document(document, encoder=toy)
    assert [link.relation for link in links if link.german.text == "harbour pilot"] == [Relation.QUOTATION]


def test_the_clause_that_carries_a_sentence_is_linked_with_it(toy: ToyEncoder) -> None:
    clause = "dass der Hafen keine Gebühr vom Schiff nimmt"
    document = make_document(
        [[f"Die Delegation aus dem Süden freute sich in Frieden darüber, {clause}[1]."]],
        [["The harbour takes no fee from a ship.", "The crane is old."]],
    )
    assert clause.removeprefix("dass ") in {link.german.text for link in link_document(document, encoder=toy)}


def test_clauses_go_to_different_sentences(toy: ToyEncoder) -> None:
    document = make_document(
        [["Der Hafen nimmt keine Gebühr vom Schiff; bei Sturm führt der Lotse die Rettung[1]."]],
        [
            [
                "The harbour takes no fee from a ship.",
                "In a storm the pilot leads the rescue.",
                "Peace was not discussed.",
            ]
        ],
    )
    found = pairs(link_document(document, encoder=toy))
    assert ("Der Hafen nimmt keine Gebühr vom Schiff", "The harbour takes no fee from a ship.") in found
    assert ("bei Sturm führt der Lotse die Rettung", "In a storm the pilot leads the rescue.") in found


def test_run_in_enumeration_is_linked_item_by_item_in_order() -> None:
    document = make_document(
        [["Das Papier nennt drei Ziele[1].", "(1) freie Fahrt, (2) klare Regeln, (3) gute Löhne."]],
        [["I. Ships move without any toll.", "II. Rules are easy to read.", "III. Wages are rising."]],
    )
    links = link_document(document, encoder=None)
    check_spans(document, links)
    items = [link for link in links if "order" in {evidence.kind for evidence in link.evidence}]
    assert [(link.german.text, link.english[0].segment) for link in items] == [
        ("freie Fahrt", "f1q1s1"),
        ("klare Regeln", "f1q1s2"),
        ("gute Löhne", "f1q1s3"),
    ]
    assert {link.relation for link in items} == {Relation.SUMMARY}


def test_list_items_inherit_the_reference_of_their_introduction() -> None:
    document = make_document(
        [["Drei Ziele werden genannt[1]:"], ["Freie Fahrt"], ["Klare Regeln"], ["Gute Löhne"]],
        [["1. Ships move without any toll.", "2. Rules are easy to read.", "3. Wages are rising."]],
        {1: "list_item", 2: "list_item", 3: "list_item"},
    )
    links = link_document(document, encoder=None)
    assert [(link.german.text, link.english[0].segment) for link in links] == [
        ("Freie Fahrt", "f1q1s1"),
        ("Klare Regeln", "f1q1s2"),
        ("Gute Löhne", "f1q1s3"),
    ]


def test_approved_terms_help_where_there_is_no_model() -> None:
    document = make_document(
        [["Der Schlepper zieht den Frachter[1].", "Es regnete."]],
        [["A tug pulled the freighter.", "The night was long.", "Nobody came."]],
    )
    terms = [("Schlepper", "tug"), ("Frachter", "freighter")]
    plain = {link.english[0].segment: link.score for link in link_document(document, encoder=None)}
    helped = link_document(document, encoder=None, terms=terms)
    best = max(helped, key=lambda link: link.score)
    assert best.english[0].segment == "f1q1s1"
    assert best.score > plain.get("f1q1s1", 0.0)
    assert ("Schlepper", "tug") in {(e.source, e.target) for e in best.evidence if e.kind == "term"}


def test_german_quotations_are_left_out(toy: ToyEncoder) -> None:
    document = make_document([["Der Hafen ist offen[1]."]], [["Der Hafen ist offen für jedes Schiff."]])
    note = document.footnotes[0]
    german = dataclasses.replace(note.quotations[0], lang="de")
    document = dataclasses.replace(document, footnotes=(dataclasses.replace(note, quotations=(german,)),))
    assert link_document(document, encoder=toy) == ()


def test_documents_without_sentences_or_notes_have_no_links(toy: ToyEncoder) -> None:
    assert link_document(make_document([], []), encoder=toy) == ()
    assert link_document(make_document([["Der Hafen."]], [[]]), encoder=toy) == ()
    assert link_document(make_document([], [HARBOUR]), encoder=toy) == ()


def test_one_sentence_on_each_side_needs_no_rivals(toy: ToyEncoder) -> None:
    document = make_document(
        [["Der Hafen nimmt die Gebühr vom Schiff[1]."]], [["The harbour takes the fee from the ship."]]
    )
    assert len(link_document(document, encoder=toy)) >= 1


def test_the_model_is_called_three_times_whatever_there_is(toy: ToyEncoder) -> None:
    document = make_document([["Der „freie Hafen“ nimmt keine Gebühr vom Schiff[1]."] * 3], [HARBOUR])
    link_document(document, encoder=toy)
    assert toy.calls <= 3


def test_the_same_input_gives_the_same_links(toy: ToyEncoder) -> None:
    document = make_document([["Der Hafen soll jedem Schiff ohne Gebühr offenstehen[1]."]], [HARBOUR])
    assert link_document(document, encoder=toy) == link_document(document, encoder=toy)
