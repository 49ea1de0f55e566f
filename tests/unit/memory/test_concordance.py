"""Concordance: words, phrases, beginnings, inner parts, on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.memory.concordance import search
from igglossary.model import Status, TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Callable

    from igglossary.answers.memory import ConcordanceHit
    from igglossary.store.sqlite.store import Store


@pytest.fixture
def memory(store: Store, remember: Callable[..., None]) -> Store:
    remember(
        ("The Digital Divide grows.", "Die digitale Spaltung wächst."),
        ("Divide et impera, in a digital world of 2005.", "Teile und herrsche."),
        ("State surveillance is on the rise.", "Die Massenüberwachung nimmt zu."),
        ("Oversight of the networks", "Überwachung der Netze, Überwachungsbefugnisse"),
        ("Streets", "Die Straßen"),
        TranslationUnit((Variant("en", "Digital nonsense"), Variant("de", "Unsinn")), status=Status.REJECTED),
    )
    return store


def shown(hits: list[ConcordanceHit]) -> list[tuple[int | None, str, list[str]]]:
    return [(hit.unit, hit.lang, [hit.text[start:end] for start, end in hit.spans]) for hit in hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("digital", [(1, "en", ["Digital"]), (2, "en", ["digital"])]),
        ("divide digital", [(1, "en", ["Digital", "Divide"]), (2, "en", ["Divide", "digital"])]),
        ('"digital divide"', [(1, "en", ["Digital Divide"])]),
        ("„digital divide“", [(1, "en", ["Digital Divide"])]),
        ('"divide digital"', []),
        ("digit*", [(1, "en", ["Digit"]), (1, "de", ["digit"]), (2, "en", ["digit"])]),
        ("überwachung", [(4, "de", ["Überwachung"])]),
        ("*überwachung*", [(3, "de", ["überwachung"]), (4, "de", ["Überwachung", "Überwachung"])]),
        ("massen", [(3, "de", ["Massen"])]),
        ("2005", [(2, "en", ["2005"])]),
        ("2006", []),
        ("strassen", [(5, "de", ["Straßen"])]),
        ("nonsense", []),
        ("…", []),
        ("", []),
        ("x*", []),
    ],
)
def test_queries(memory: Store, query: str, expected: list[tuple[int, str, list[str]]]) -> None:
    assert shown(search(memory, query)) == expected


def test_one_side_and_a_limit(memory: Store) -> None:
    assert [hit.unit for hit in search(memory, "die", lang="de-AT")] == [1, 3, 5]
    (hit,) = search(memory, "die", limit=1)
    assert (hit.lang, hit.other_lang, hit.other) == ("de", "en", "The Digital Divide grows.")
    assert hit.provenance[0].document == "old.tmx"
    assert search(memory, "digital", lang="fr") == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Rat", [(1, "de", ["Räte"]), (2, "de", ["Rat"])]),
        ("Räte", [(1, "de", ["Räte"]), (2, "de", ["Rat"])]),
        ("rates", [(1, "de", ["Räte"]), (2, "de", ["Rat"]), (4, "en", ["rate"])]),
        ("ueberlinger", [(3, "de", ["Überlinger"])]),
        ("cafe", [(3, "de", ["Cafés"]), (3, "en", ["Cafés"])]),
        ("cafés", [(3, "de", ["Cafés"]), (3, "en", ["Cafés"])]),
        ("council meet", [(1, "en", ["councils", "meet"])]),
        ('"der Räte"', []),
        ("fordern", [(4, "de", ["fordern"])]),
        ("Zins*", [(4, "de", ["Zins"])]),
    ],
)
def test_words_are_found_in_all_their_forms(
    store: Store, remember: Callable[..., None], query: str, expected: list[tuple[int, str, list[str]]]
) -> None:
    remember(
        ("The councils meet.", "Die Räte tagen."),
        ("Nobody knows.", "Der Rat rät dazu, sie zu fördern."),
        ("Cafés of the town", "Überlinger Cafés"),
        ("They ask for a rate.", "Sie fordern einen Zinssatz."),
    )

    assert sorted(shown(search(store, query, exact=False))) == sorted(expected)
