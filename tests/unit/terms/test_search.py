from __future__ import annotations

import pytest

from igglossary.terms.search import search

TERMS = [
    ("Hafensouveränität", "de"),
    ("port sovereignty", "en"),
    ("digitaler Graben", "de"),
    ("digital gap", "en"),
    ("Seekrieg", "de"),
    ("naval war", "en"),
    ("Verordnung", "de"),
    ("militarization", "en"),
    ("Staat", "de"),
    ("Panel of Legal Experts on Fair Shipping and Related Matters", "en"),
    ("global fish market", "en"),
    ("chain", "en"),
    ("seapower", "en"),
    ("Hafenmarke", "de"),
    ("Marke", "de"),
    ("seaport", "en"),
    ("literacy", "en"),
    ("Recht auf Entladen der Fracht", "de"),
    ("Fischereiverwaltungsamt", "de"),
    ("encryption", "en"),
    ("Verzeichnis der Reeder", "de"),
    ("artificial harbour", "en"),
    ("Übertragung", "de"),
    ("Algorithmus", "de"),
    ("Kaufmannschaft", "de"),
]
VOCABULARY = [(10 * number, text, lang) for number, (text, lang) in enumerate(TERMS)]
TEXTS = {number: text for number, text, _ in VOCABULARY}


def found(query: str) -> list[tuple[str, str]]:
    return [(TEXTS[number], match) for number, match, _ in search(query, VOCABULARY)]


@pytest.mark.parametrize(
    ("query", "term", "match"),
    [
        ("Souveränität", "Hafensouveränität", "compound"),
        ("sovereignty", "port sovereignty", "part"),
        ("power", "seapower", "compound"),
        ("Panel of Legal Experts", "Panel of Legal Experts on Fair Shipping and Related Matters", "part"),
        ("all-out naval war", "naval war", "part"),
        ("Überwindung des digitalen Grabens", "digitaler Graben", "part"),
        ("Seekriegsgefahr", "Seekrieg", "compound"),
        ("Hafensouveranittä", "Hafensouveränität", "fuzzy"),
        ("digtal gap", "digital gap", "fuzzy"),
        ("militarzation", "militarization", "fuzzy"),
        ("Souverenität", "Hafensouveränität", "fuzzy"),
        ("sovreignty", "port sovereignty", "fuzzy"),
        ("Recht af Entladen der Fracht", "Recht auf Entladen der Fracht", "fuzzy"),
        ("Fischereiverwaltungsamd", "Fischereiverwaltungsamt", "fuzzy"),
        ("Algorithmenaufsicht", "Algorithmus", "compound"),
        ("Verzeichnis von Reedern", "Verzeichnis der Reeder", "part"),
        ("artifical harbour", "artificial harbour", "fuzzy"),
    ],
)
def test_best_hit(query: str, term: str, match: str) -> None:
    assert found(query)[0] == (term, match)


@pytest.mark.parametrize(
    "query",
    [
        "Ordnung",
        "Stadt",
        "demilitarization",
        "Netzneutralität",
        "global supply chain",
        "of the",
        "",
        "…",
        "digital map",
        "Seeverkehr",
        "Hafenverwaltung",
        "Souveniranteil",
        "Marker",
        "lite",
        "literal",
        "grabber",
        "seafarer",
        "acy",
        "encrypt",
        "Tragung",
        "artisanal harbour",
    ],
)
def test_nothing_unrelated(query: str) -> None:
    assert found(query) == []


def test_scores_order_and_limit() -> None:
    hits = search("war", [(1, "naval war", "en"), (2, "war", "en"), (3, "long and bitter war", "en")], limit=2)
    assert hits == []
    hits = search("peace", [(1, "world peace", "en"), (2, "long and lasting peace", "en"), (3, "x", "en")], limit=1)
    assert [hit[0] for hit in hits] == [1]
    assert all(0 < hit[2] <= 1 for hit in hits)


def test_empty_vocabulary() -> None:
    assert search("sovereignty", []) == []


def test_terms_with_line_breaks_keep_their_ids() -> None:
    assert search("sovereignty", [(1, "a\nb", "en"), (2, "port\u2028sovereignty", "en")])[0][0] == 2


def test_spelling_of_the_query_decides_between_languages() -> None:
    hits = search("all-out cyberwar", [(1, "Cyberwar", "de"), (2, "cyberwar", "en")])
    assert [hit[0] for hit in hits] == [2, 1]


def test_a_chain_is_searched_for_parts_as_one_word() -> None:
    assert ("Seekrieg", "compound") in found("See-Kriegs-Gefahr")


def test_an_adjective_is_searched_for_as_the_noun_that_it_is_made_of() -> None:
    assert found("kaufmannschaftliche Verbände") == [("Kaufmannschaft", "part")]
