"""French as the proof that a language is a folder: its own gold, written for this test."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from igglossary.languages.forms import term_forms
from igglossary.languages.keys import query_keys
from igglossary.languages.segmentation import split_sentences
from igglossary.terms.recognition.compiled import compile_term_base
from igglossary.terms.recognition.entries import TermEntry
from igglossary.terms.recognition.recognise import recognise

GOLD = Path(__file__).parent / "gold" / "french_terms.tsv"


def test_inflected_forms_of_french_terms_are_found_and_other_words_are_not() -> None:
    with GOLD.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    wrong = []
    found = wanted = right = 0
    for row in rows:
        hits = recognise(row["text"], "fr", compile_term_base([TermEntry("c", row["term"], "fr")], "fr"))
        found += len(hits)
        wanted += int(row["hits"])
        right += min(len(hits), int(row["hits"]))
        if len(hits) != int(row["hits"]):
            wrong.append((row["term"], row["text"]))
    assert right / wanted >= 0.95, wrong
    assert right / found >= 0.95, wrong


@pytest.mark.parametrize(
    ("term", "query"),
    [
        ("intelligence artificielle", "l'intelligence artificielle"),
        ("intelligence artificielle", "les intelligences artificielles"),
        ("cyberattaque", "des cyberattaques"),
        ("accord international", "accords internationaux"),
        ("utilisateur", "utilisatrices"),
        ("souveraineté numérique", "souverainete numerique"),
        ("droit d'auteur", "droits d’auteur"),
        ("œuvre", "oeuvres"),
    ],
)
def test_a_look_up_finds_a_french_term_in_any_form(term: str, query: str) -> None:
    assert {key for key, _ in query_keys(query)} & term_forms(term, "fr").keys()


@pytest.mark.parametrize(
    "text",
    [
        "L'accès est garanti par l'art. 12 du traité.|Il est libre.",
        "Selon l'al. 3 de la loi no. 7, M. Exemple décide.|Mme. Modèle conteste.",
        "Le seuil est de 3,5 %.|C'est peu.",
        "« On attend. »|Il est reparti.",
        "Est-ce utile ?|Personne ne le sait !|Voilà.",
        "La réunion a eu lieu en 2019.|Rien n'a suivi.",
        "Des routeurs, des câbles, etc. sont livrés.|Le reste manque.",
        "Cf. chap. II, p. 45, éd. revue.|La suite est ailleurs.",
    ],
)
def test_french_sentences_end_where_they_end(text: str) -> None:
    whole = text.replace("|", " ")
    assert [whole[start:end] for start, end in split_sentences(whole, "fr")] == text.split("|")
