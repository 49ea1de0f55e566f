"""What every language folder has to keep, whoever writes the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.languages import folders, language
from igglossary.languages.forms import term_forms
from igglossary.languages.keys import query_keys
from igglossary.languages.numbers import differing
from igglossary.languages.segmentation import split_sentences
from igglossary.terms.recognition.compiled import CompiledTermBase, compile_term_base
from igglossary.terms.recognition.entries import TermEntry
from igglossary.terms.recognition.recognise import recognise

if TYPE_CHECKING:
    from igglossary.languages.record import Language

TAGS = [*folders(), "es", "it", "pt", "nl", "ru", "ar", "zh", "und"]


@pytest.fixture(params=TAGS)
def record(request: pytest.FixtureRequest) -> Language:
    return language(request.param)


def test_a_folder_answers_for_its_tag() -> None:
    assert {"de", "en", "fr"} <= folders().keys()
    assert all(one.tag == tag and language(tag.upper() + "-XX") is one for tag, one in folders().items())


def test_lists_are_written_as_they_are_compared(record: Language) -> None:
    rules, numbers = record.sentence_rules, record.number_rules
    words = record.function_words | record.articles | record.determiners | record.conjunctions
    assert all(word == word.lower() and " " not in word for word in words)
    assert record.articles <= record.determiners
    assert all(word == word.lower().rstrip(".") for word in rules.never | rules.sometimes)
    assert not rules.never & rules.sometimes
    assert rules.closing <= rules.sometimes
    assert all(word[0] != word[0].lower() or not word[0].isalpha() for word in rules.openers)
    assert numbers.decimal in (".", ",")
    assert all(word == word.lower() for word in [*numbers.words, *numbers.scales])


def test_stem_and_spelling_are_stable_and_total(record: Language) -> None:
    for word in ("", "a", "straße", "colour", "œuvres", "internationales", "права", "網路", "x" * 500):
        assert record.spelling(record.spelling(word)) == record.spelling(word)
        assert isinstance(record.stem(word), str)
        assert record.rough_stem(word) == record.rough_stem(record.rough_stem(word)) or record.rough_stem(word)


def test_a_term_is_found_as_it_is_written(record: Language) -> None:
    for term in ("Protokoll", "Server Farm", "net-work", "C3PO"):
        base = compile_term_base([TermEntry("c", term, record.tag)], record.tag)
        assert [hit.match for hit in recognise(f"({term})", record.tag, base)] == ["exact"], term
        again = CompiledTermBase.from_bytes(base.to_bytes())
        assert len(recognise(f"({term})", record.tag, again)) == 1
        assert {key for key, _ in query_keys(term)} & term_forms(term, record.tag).keys()


def test_sentences_cover_the_text_and_numbers_agree_with_themselves(record: Language) -> None:
    text = "Alpha beta 12.5 gamma. Delta!  Omega 1,500 (psi). "
    spans = split_sentences(text, record.tag)
    assert len(spans) == 3
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")
    assert differing(text, record.tag, text, record.tag) == ([], [])


@pytest.mark.parametrize(
    ("tag", "term", "text"),
    [
        ("es", "ciberataque", "Los ciberataques aumentan."),
        ("es", "derecho internacional", "Los derechos internacionales."),
        ("it", "intelligenza artificiale", "Parla dell’intelligenza artificiale."),
        ("it", "attacco informatico", "Gli attacchi informatici crescono."),
        ("pt", "nação", "As nações unidas."),
        ("nl", "netwerk", "De netwerken zijn veilig."),
        ("ru", "кибератака", "О кибератаках говорят."),
        ("ru", "международное право", "нормы международного права"),
        ("ar", "إنترنت", "حوكمة الإنترنت مهمة"),
        ("ar", "أمن سيبراني", "وبالأمن السيبراني نبدأ"),
        ("zh", "网络主权", "中国主张网络主权。"),
        ("pl", "cyberatak", "Seria cyberataków."),
        ("sv", "nätverk", "Nätverken är öppna."),
    ],
)
def test_languages_without_a_folder_find_inflected_forms(tag: str, term: str, text: str) -> None:
    assert len(recognise(text, tag, compile_term_base([TermEntry("c", term, tag)], tag))) == 1


@pytest.mark.parametrize(
    ("tag", "term", "text"),
    [
        ("es", "caso", "La casa es vieja."),
        ("it", "porto", "Porta il libro."),
        ("pt", "porto", "A porta fecha."),
        ("zh", "网络", "网球"),
    ],
)
def test_languages_without_a_folder_keep_words_apart(tag: str, term: str, text: str) -> None:
    assert recognise(text, tag, compile_term_base([TermEntry("c", term, tag)], tag)) == []
