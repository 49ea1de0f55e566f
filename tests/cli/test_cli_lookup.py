"""``lookup``, for people and programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.cli import conversation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Program

HIT = {"concept", "term", "lang", "match", "score", "translations", "definition", "provenance"}


@pytest.mark.parametrize("query", ["digitalen Spaltung", "DIGITALE SPALTUNG", "digital divides", "digital divide"])
def test_any_form_in_either_language(query: str, new: Program) -> None:
    result = new("lookup", *query.split())
    assert (result.code, result.err) == (0, "")
    first = result.out.splitlines()[0]
    assert "digitale Spaltung" in first
    assert "digital divide" in first


def test_json_has_the_agreed_shape(built: Program) -> None:
    answer = built("lookup", "digitalen Spaltung", "--json").json
    assert {"query", "language", "hits"} <= answer.keys()
    assert (answer["query"], answer["language"]) == ("digitalen Spaltung", "de")
    hit = answer["hits"][0]
    assert hit.keys() >= HIT
    assert (hit["term"], hit["match"], hit["lang"]) == ("digitale Spaltung", "inflected", "de")
    assert {"lang": "en", "term": "digital divide", "status": "preferred"} in hit["translations"]
    assert hit["definition"].startswith("Gefälle")
    assert any(place["document"].startswith("Q2/2024") for place in hit["provenance"])
    assert built("lookup", "digitale Spaltung", "--json").json["memory"][0]["text"].startswith("Die digitale Spaltung")


def test_nothing_found_is_said_and_is_exit_code_1(new: Program) -> None:
    result = new("lookup", "Zitronenfalter")
    assert (result.code, result.out) == (1, "")
    assert result.said == ["There is no term for “Zitronenfalter”. Try: igglossary concordance Zitronenfalter"]
    answer = new("lookup", "Zitronenfalter", "--json")
    assert (answer.code, answer.json["hits"]) == (1, [])


def test_lang_restricts(new: Program) -> None:
    assert new("lookup", "digital divide", "--lang", "de").code == 1
    assert new("lookup", "digital divide", "--lang", "en-GB").code == 0


def test_a_deprecated_term_says_what_to_use(new: Program) -> None:
    assert "(deprecated; use Rechenzentrum)" in new("lookup", "Datenzentrum").out


def test_a_candidate_says_that_it_is_one(built: Program) -> None:
    assert "(candidate)" in built("lookup", "Modell der Internet-Regulierung").out


def test_full_is_a_term_card(built: Program) -> None:
    card = built("lookup", "--full", "digitale Spaltung").out
    facts = "digital-divide", "noun f", "(preferred)", "Definition: ", "Context: ", "Related: ", "Seen in: Q2/2024"
    for part in (*facts, "In the memory"):
        assert part in card
    candidate = built("lookup", "--full", "Modell der Internet-Regulierung").out
    assert "candidate, not reviewed yet" in candidate
    assert "(1 occurrence)" in candidate


def test_a_part_is_shown_as_a_part(new: Program) -> None:
    assert "(only a part of the query)" in new("lookup", "Netzneutralitätsfrage").out
    assert "(a longer term)" in new("lookup", "Neutralität").out.splitlines()[0]
    assert "part" not in new("lookup", "Netzneutralität").out.splitlines()[0]


def test_translations_in_one_language_only(new: Program) -> None:
    assert "net neutrality" in new("lookup", "Netzneutralität", "--to", "en").out
    result = new("lookup", "Netzneutralität", "--to", "ja")
    assert (result.code, result.out) == (1, "Netzneutralität → –  (no translation yet)\n")


def test_a_term_that_has_no_translation_yet(new: Program, write: Callable[[str, str], Path]) -> None:
    new("import", "--as", "terms", write("terms.csv", "de,en\nHafenkran,\n"))
    result = new("lookup", "hafenkran")
    assert (result.code, result.out, result.err) == (0, "Hafenkran → –  (no translation yet)\n", "")
    assert new("lookup", "Hafenkran", "--json").json["hits"][0]["translations"] == []


def test_many_words_in_a_row(new: Program) -> None:
    result = new("lookup", "-i", "Netzneutralität", stdin="\nBotnetz \nFährgast\nbotnet\n")
    assert [line.partition("  ")[0] for line in result.out.splitlines()] == [
        "Netzneutralität", "Netzneutralität → net neutrality; network neutrality", "Botnetz", "Botnetz → botnet",
        "Fährgast", "botnet", "botnet → Botnetz; Botnet",
    ]  # fmt: skip
    assert (result.code, result.said) == (0, ["There is no term for “Fährgast”. Try: igglossary concordance Fährgast"])
    assert new("lookup", "-i", stdin="Fährgast\n").code == 1
    assert new("lookup", "-i", stdin="").code == 0
    answers = new("lookup", "-i", "--json", stdin="Botnetz\nFährgast\n").json
    assert [(answer["query"], len(answer["hits"]) > 0) for answer in answers] == [
        ("Botnetz", True),
        ("Fährgast", False),
    ]


@pytest.mark.parametrize("end", [EOFError, KeyboardInterrupt])
def test_a_person_is_asked_until_the_end(
    new: Program, monkeypatch: pytest.MonkeyPatch, end: type[BaseException]
) -> None:
    lines = iter(["Botnetz", ""])
    prompts = []

    def typed(prompt: str) -> str:
        prompts.append(prompt)
        line = next(lines, None)
        if line is None:
            raise end
        return line

    monkeypatch.setattr("builtins.input", typed)
    monkeypatch.setattr(conversation, "is_person", lambda: True)
    result = new("lookup", "-i", "--ui-language", "de")
    assert (result.code, result.err, prompts) == (0, "", ["Begriff: "] * 3)
    assert result.out.startswith("Botnetz → botnet\n")
