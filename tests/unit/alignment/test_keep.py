from __future__ import annotations

import pytest

from igglossary.alignment.choices import Choice
from igglossary.alignment.clause_cuts import clauses
from igglossary.alignment.edges import bare, cleaned
from igglossary.alignment.keep import facts, keep_phrase, keep_sentence, stretches
from igglossary.alignment.projection import candidates, choose
from igglossary.alignment.selection import best_phrases, related, without_doubles
from igglossary.alignment.subpairs import sub_pairs
from igglossary.alignment.text_vectors import TextVectors
from igglossary.alignment.units import Unit
from igglossary.alignment.word_alignment import WordPairs, likeness, pair_words, parts, tokens, words_to_encode
from igglossary.languages.opposites import are_opposites
from igglossary.model import Relation

from .conftest import ToyEncoder


def words(german: str, english: str) -> WordPairs:
    vectors = TextVectors(ToyEncoder())
    vectors.need(words_to_encode([german], [english]))
    return pair_words(german, english, vectors)


def unit(text: str, part: str) -> Unit:
    return Unit(text.index(part), text.index(part) + len(part), "phrase")


@pytest.mark.parametrize(
    ("sentence", "part", "clean"),
    [
        ("(1) freie Fahrt, (2) klare Regeln", "(1) freie Fahrt,", "freie Fahrt"),
        ("a) ein Hafen sowie b) ein Kran", "a) ein Hafen sowie", "ein Hafen"),
        ("Er sagte, dass und dass der Hafen frei sei.", "dass und dass der Hafen frei sei.", "der Hafen frei sei."),
        ("IV. Der Hafen ist frei.", "IV. Der Hafen ist frei.", "Der Hafen ist frei."),
        ("Am 7. Mai war er frei, sagt man.", "7. Mai war er frei,", "7. Mai war er frei"),
        ("Aber der Hafen ist frei.", "Aber der Hafen ist frei.", "Aber der Hafen ist frei."),
        ("Man sagt: – ", "– ", "– "),
    ],
)
def test_edges(sentence: str, part: str, clean: str) -> None:
    found = cleaned(unit(sentence, part), sentence)
    assert found.text(sentence) == clean
    assert cleaned(found, sentence) == found


def test_bare_texts_have_no_quotation_marks_and_no_full_stop() -> None:
    assert bare("(a) „Der Hafen ist frei.“") == "Der Hafen ist frei"
    assert bare("…") == "…"


@pytest.mark.parametrize(
    ("german", "english", "expected"),
    [
        ("Unilateralismus", "multilateralism", True),
        ("De-Militarisierung", "militarization", True),
        ("Entmilitarisierung", "demilitarization", False),
        ("international", "national", True),
        ("Multilateralismus", "multilateralism", False),
        ("Überregulierung", "regulation", True),
        ("Überregulierung", "overregulation", False),
        ("Information", "information", False),
        ("Hafen", "harbour", False),
    ],
)
def test_opposites(german: str, english: str, expected: bool) -> None:
    assert are_opposites(german, english) is expected


def test_an_opposite_is_kept_by_nobody_unless_the_word_itself_is_there() -> None:
    pairs = words("Der Unilateralismus der Schiffe", "the multilateralism of ships")
    pair = stretches(pairs, Unit(0, 31, ""), Unit(0, 28, ""))
    assert keep_sentence(pair, 1.0) <= 0.02 >= keep_phrase(pair, 1.0, 1.0)
    assert facts(pair).opposite == ("Unilateralismus", "multilateralism")
    both = words("Uni- und Multilateralismus", "unilateralism and multilateralism")
    assert facts(stretches(both, Unit(0, 26, ""), Unit(0, 33, ""))).opposite is None


def test_numbers_and_compounds_are_alike_in_both_languages() -> None:
    (german,), (english,) = tokens("1.700", "de"), tokens("1,700", "en")
    assert likeness(german, english) == 1.0
    (german,), (english,) = tokens("zwölf", "de"), tokens("13", "en")
    assert likeness(german, english) == 0.0
    assert parts("Hafengebühr") == ("Hafen", "Gebühr")
    assert parts("Multistakeholder-Ansatz") == ("Multistakeholder", "Ansatz")
    assert parts("Hafen") == ()


def test_a_phrase_is_projected_on_the_words_that_render_it() -> None:
    german = "Der Lotse nahm im Sturm die Gebühr vom Schiff."
    english = "In a storm the pilot took the fee from the ship, and nobody spoke."
    pairs = words(german, english)
    found = candidates(pairs, unit(german, "die Gebühr"))
    chosen = choose(found, [0.5] * len(found))
    assert chosen is not None
    assert chosen.unit.text(english) == "the fee"
    assert choose([], []) is None
    assert candidates(pairs, Unit(0, 0, "phrase")) == []


def test_what_a_person_is_told() -> None:
    pairs = words("Zwei Schiffe nahmen den Hafen", "Three ships took the harbour, the pilot said")
    told = facts(stretches(pairs, Unit(0, 29, ""), Unit(0, 44, "")))
    assert (told.frame, told.numbers) == (("", "said"), (("Zwei",), ("Three",)))
    assert "pilot" in told.added
    assert told.covered < told.content


def test_clauses_are_cut_at_real_boundaries_only() -> None:
    german = "Er warnte, dass der Hafen, die Werft und der Kran verfallen, während der Zoll steigt; man staunte."
    assert [german[a:b].strip(" ,;") for a, b in clauses(german, "de")] == [
        "Er warnte",
        "dass der Hafen, die Werft und der Kran verfallen",
        "während der Zoll steigt",
        "man staunte.",
    ]
    english = "The harbour, the yard and the crane decay, which is sad, and is known to all."
    assert [english[a:b].strip(" ,;") for a, b in clauses(english, "en")] == [
        "The harbour, the yard and the crane decay",
        "which is sad",
        "and is known to all.",
    ]


def test_sub_pairs_are_clauses_that_say_the_same() -> None:
    german = "Der Minister staunte in Bonn, dass der Lotse die Gebühr vom Schiff nahm."
    english = "The pilot took the fee from the ship, and everybody else went home to sleep."
    best = sub_pairs(words(german, english))[0]
    assert best.german.text(german) == "der Lotse die Gebühr vom Schiff nahm."
    assert best.english.text(english) == "The pilot took the fee from the ship"


def choice(german: Unit, english: Unit, keep: float, relation: Relation = Relation.TRANSLATION) -> Choice:
    return Choice(0, 0, german, 0, english, relation, 0.9, keep=keep)


def test_one_unit_for_a_stretch() -> None:
    whole, item, cut = Unit(0, 40, "sentence"), Unit(0, 38, "item"), Unit(10, 40, "phrase")
    pairs = [choice(whole, whole, 0.7), choice(item, item, 0.9), choice(item, Unit(2, 40, "phrase"), 0.8)]
    kept = without_doubles([*pairs, choice(cut, Unit(60, 90, "phrase"), 0.6)])
    assert [(one.german.kind, one.keep, one.relation) for one in kept] == [
        ("item", 0.9, Relation.TRANSLATION),
        ("phrase", 0.6, Relation.TRANSLATION),
        ("sentence", 0.7, Relation.PARAPHRASE),
    ]


def test_a_german_and_an_english_phrase_are_given_once() -> None:
    first, second = Unit(0, 10, "quoted"), Unit(20, 30, "quoted")
    found = best_phrases([choice(first, first, 0.6), choice(first, second, 0.8), choice(second, second, 0.7)])
    assert [(one.german, one.english) for one in found] == [(first, second)]


def test_the_relation_follows_keep() -> None:
    whole = Unit(0, 40, "sentence")
    assert related(choice(whole, whole, 0.3)).relation is Relation.PARAPHRASE
    assert related(choice(whole, whole, 0.3, Relation.SUMMARY)).relation is Relation.SUMMARY
    assert related(choice(whole, whole, 0.6, Relation.SUMMARY)).relation is Relation.TRANSLATION
    assert related(choice(whole, whole, 0.3, Relation.QUOTATION)).relation is Relation.QUOTATION
