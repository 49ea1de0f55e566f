from __future__ import annotations

from igglossary.alignment.sources import locate_quotations
from igglossary.model import Segment

from .conftest import make_document


def source(*texts: str) -> list[Segment]:
    return [Segment(f"x{n}", text, "en", 0, len(text)) for n, text in enumerate(texts)]


FULL = source(
    "The council met at dawn.",
    "The harbour – our “gate to the world” – shall stay open to every ship.",
    "It was cold.",
    "No fee of any kind will be levied on fishing boats under twelve metres.",
    "The meeting closed at noon.",
)


def test_literal_place_with_neighbours_whatever_the_quotation_marks() -> None:
    document = make_document(
        [["Der Hafen bleibt offen[1]."]],
        [["The harbour - our 'gate to the world' - shall stay open to every ship.", "It was cold."]],
    )
    places = locate_quotations(document, [FULL], context=1)
    assert [place.segment for place in places][-1] == "f1q1s2"
    assert (places[-1].first, places[-1].is_literal, places[-1].score) == (2, True, 1.0)
    first = places[0]
    assert first.first == first.last == 1
    assert first.before == ("The council met at dawn.",)
    assert first.after == ("It was cold.",)


def test_changed_words_are_found_nearly() -> None:
    document = make_document([["x[1]."]], [["No fee whatsoever will be levied on fishing boats under twelve metres."]])
    (place,) = locate_quotations(document, [FULL])
    assert not place.is_literal
    assert 0.85 <= place.score < 1.0
    assert place.text == FULL[3].text


def test_an_omission_does_not_hide_the_place() -> None:
    document = make_document([["x[1]."]], [["No fee […] will be levied on fishing boats under twelve metres."]])
    (place,) = locate_quotations(document, [FULL])
    assert place.first == 3


def test_the_best_of_several_sources_is_taken_and_strangers_have_no_place() -> None:
    other = source("No fee of some kind could be levied on a fishing boat under ten metres.")
    document = make_document(
        [["x[1]."]],
        [
            [
                "No fee of any kind will be levied on fishing boats under twelve metres.",
                "Completely different words here.",
            ]
        ],
    )
    places = locate_quotations(document, [other, FULL, []])
    assert [(place.segment, place.source) for place in places] == [("f1q1s1", 1)]


def test_a_repeated_sentence_is_found_where_the_text_continues() -> None:
    text = source("It was cold.", "We wait.", "Ships left port early.", "It was cold.", "We wait.")
    document = make_document([["x[1]."]], [["Ships left port early.", "It was cold.", "We wait."]])
    assert [place.first for place in locate_quotations(document, [text])] == [2, 3, 4]


def test_no_sources_no_places() -> None:
    assert locate_quotations(make_document([["x[1]."]], [["It was cold."]]), []) == ()
