from __future__ import annotations

import pytest

from igglossary.alignment.words import (
    Cognates,
    Rarity,
    Vocabulary,
    longest_common_run,
    stem_similarity,
    take_apart,
    term_pairs,
)


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("Rund 1.500 Boote", "some 1,500 boats"),
        ("zwölf Lotsen", "twelve pilots"),
        ("ein Drittel der Reeder", "one third of the owners"),
        ("3,5 Knoten", "3.5 knots"),
    ],
)
def test_numbers_agree_across_languages(german: str, english: str) -> None:
    assert take_apart(german, "de").numbers == take_apart(english, "en").numbers != frozenset()


def test_function_words_are_no_stems_but_short_names_are() -> None:
    words = take_apart("Die Lotsen der EU und Ma sind hier", "de")
    assert "eu" in words.stems
    assert "ma" in words.stems
    assert "und" not in words.stems


def shared(german: str, english: str) -> list[tuple[str, str]]:
    source, target = take_apart(german, "de"), take_apart(english, "en")
    rarity = Rarity([source.stems, target.stems, ("x",), ("y",)])
    return [pair[:2] for pair in Cognates(source, Vocabulary([target]), rarity).shared(target)]


def test_cognates_are_found_and_strangers_are_not() -> None:
    assert ("Militarisierung", "militarization") in shared("die Militarisierung der Arktis", "the militarization of it")
    assert ("Cyberspace", "cyberspace") in shared("im Cyberspace", "in cyberspace")
    assert shared("Die Möwen kreisen", "Tax revenue fell") == []


def test_parts_of_a_compound_are_cognates() -> None:
    assert ("Verhaltenskodizes", "codes") in shared("die Verhaltenskodizes der Reeder", "the codes of conduct")


def test_an_acronym_finds_its_spelt_out_name() -> None:
    assert shared("Die OEWG tagt", "It set up the Open-Ended Working Group last year") == [("OEWG", "OEWG")]


def test_a_weaker_lookalike_counts_half() -> None:
    source = take_apart("Multilateralismus", "de")
    near, far = take_apart("multilateralism wins", "en"), take_apart("multilateral talks", "en")
    rarity = Rarity([source.stems, near.stems, far.stems, ("x",)])
    relatives = Cognates(source, Vocabulary([near, far]), rarity)
    assert relatives.shared(near)[0][2] > 1.5 * relatives.shared(far)[0][2]


def test_stem_similarity_is_one_for_equal_and_zero_for_different_first_letters() -> None:
    assert stem_similarity("hafen", "hafen") == 1.0
    assert stem_similarity("hafen", "rafen") == 0.0


def test_longest_common_run() -> None:
    assert longest_common_run(list("abcd"), list("xbcdy")) == (1, 1, 3)
    assert longest_common_run([], ["a"]) == (0, 0, 0)


def test_known_terms_are_found_inflected() -> None:
    german = [take_apart("In den Häfen gilt es nicht", "de"), take_apart("Der Zoll schweigt", "de")]
    english = [take_apart("All harbours are open", "en")]
    (found,) = term_pairs(german, english, [("Hafen", "harbour")])[0, 0]
    assert (found.german, found.english) == ("Hafen", "harbour")
    assert found.german_words <= {*german[0].stems}


def test_rarity_is_highest_for_what_occurs_once() -> None:
    rarity = Rarity([("a", "b"), ("a",), ("a",)])
    assert rarity("a") == 0.0
    assert rarity("b") == 1.0


def test_a_term_with_a_number_word_needs_the_number() -> None:
    german, english = [take_apart("Die Gruppe tagt", "de")], [take_apart("Some groups met", "en")]
    assert term_pairs(german, english, [("Gruppe der Zwanzig", "Group of Twenty")]) == {}


def test_synonyms_of_one_term_count_once() -> None:
    german, english = [take_apart("Der Hafen", "de")], [take_apart("The harbour port", "en")]
    terms = [("Hafen", "harbour"), ("Hafen", "port")]
    assert [(one.german, one.english) for one in term_pairs(german, english, terms)[0, 0]] == [("Hafen", "harbour")]
