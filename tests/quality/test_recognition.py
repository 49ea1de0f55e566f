"""Floors of term recognition: the hand-written development set, and nouns of the lexicon's form dictionary."""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path
from zlib import crc32

import pytest

from igglossary.languages import lexicon
from igglossary.terms.recognition.compiled import CompiledTermBase, compile_term_base
from igglossary.terms.recognition.entries import TermEntry
from igglossary.terms.recognition.recognise import recognise
from igglossary.text.fold import fold

DEV = Path(__file__).parents[2] / ".." / "shared" / "language" / "term_recognition" / "dev.tsv"
DEV_SHA256 = "0d98b3b6f44a2f4f21cb9b8825d3b7cd2ff5bb3a4bfe326b9f249db45679c0fa"


def base_of(terms: list[str], lang: str) -> CompiledTermBase:
    return compile_term_base([TermEntry(term, term, lang) for term in terms], lang)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_development_set(lang: str) -> None:
    if not DEV.exists():
        pytest.skip("../shared/language/term_recognition is not here")
    data = DEV.read_bytes()
    assert hashlib.sha256(data).hexdigest() == DEV_SHA256, "other data: measure anew and set the floors"
    rows = list(csv.DictReader(data.decode().splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    items = [row for row in rows if row["lang"] == lang]
    base = base_of(sorted({row["entry"] for row in items}), lang)
    right, false, missed = 0, [], []
    for row in items:
        hits = [hit for hit in recognise(row["sentence"], lang, base, nested=True) if hit.term == row["entry"]]
        if row["expected"] == "0":
            false += [row["id"]] if hits else []
            continue
        start = int(row["start"])
        if any(hit.start < start + len(row["surface"]) and hit.end > start for hit in hits):
            right += 1
        else:
            missed.append(row["id"])
    assert right / (right + len(false)) >= 0.98, false
    assert right / (right + len(missed)) >= 0.98, missed


def inflected_nouns(lang: str) -> list[tuple[str, str]]:
    """A thirtieth of the dictionary's inflected nouns (form, lemma), the same ones on every machine."""
    chosen = []
    known = lexicon.dictionary(lang)
    for form in known:
        if crc32(form.encode()) % (150 if lang == "de" else 40) or not form.isalpha() or len(form) < 4:
            continue
        lemma = known[form]
        is_noun = lemma[:1].isupper() and form[:1].isupper() if lang == "de" else form.endswith("s")
        if is_noun and fold(form) != fold(lemma) and known.get(lemma) == lemma:
            chosen.append((form, lemma))
    return chosen


@pytest.mark.parametrize("lang", ["de", "en"])
def test_inflected_nouns_of_a_form_dictionary(lang: str) -> None:
    """Forms → entries, without sentences: each form is one token, every third noun of the list is an entry."""
    nouns = inflected_nouns(lang)
    assert len(nouns) > 1000
    entries = {lemma for _, lemma in nouns}
    base = base_of(sorted(entries), lang)
    found, wrong = 0, 0
    for form, lemma in nouns:
        hits = [hit for hit in recognise(f"({form})", lang, base, nested=True) if hit.match != "compound"]
        found += any(hit.term == lemma for hit in hits)
        wrong += any(fold(hit.term) != fold(lemma) for hit in hits)
    assert found / len(nouns) >= 0.96
    assert 100 * wrong / len(nouns) <= 2.5


def test_other_words_of_a_form_dictionary_are_left_alone() -> None:
    """Nouns with the same beginning as an entry, which are words of their own (Lage, Lager), are not hits."""
    lemmas = sorted({lemma for _, lemma in inflected_nouns("de") if len(lemma) < 9})
    entries, others = lemmas[::2], lemmas[1::2]
    base = base_of(entries, "de")
    known = {fold(entry) for entry in entries}
    wrong = [
        (other, hit.term)
        for other in others
        if fold(other) not in known
        for hit in recognise(f"({other})", "de", base)
        if hit.match != "compound"
    ]
    assert 100 * len(wrong) / len(others) <= 2.5, wrong


def test_new_compounds_are_found_by_their_parts() -> None:
    """Random pairs of dictionary nouns with a linking element: the first and the last part are both found."""
    nouns = [lemma for lemma in sorted({lemma for _, lemma in inflected_nouns("de")}) if 5 <= len(lemma) <= 8]
    heads, tails = nouns[::2][:200], nouns[1::2][:200]
    base = base_of(sorted({*heads, *tails}), "de")
    found = 0
    for head, tail in zip(heads, tails, strict=False):
        hits = {hit.term for hit in recognise(f"Das {head}s{tail.lower()} kam.", "de", base, nested=True)}
        found += {head, tail} <= hits
    assert found / min(len(heads), len(tails)) >= 0.9
