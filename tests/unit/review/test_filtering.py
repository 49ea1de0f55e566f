"""The filter language understands German and English and says what it does not know."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from igglossary.errors import UsageError
from igglossary.i18n import say
from igglossary.model import Concept, LanguageSection, Status, Term
from igglossary.review.filtering import read_filter
from igglossary.review.session import ReviewSession
from igglossary.store.contract.review import FIELDS, SORTS, Condition
from igglossary.store.sqlite import concepts

if TYPE_CHECKING:
    from igglossary.store.sqlite.store import Store


def test_both_languages_say_the_same() -> None:
    german = read_filter('status:offen belege>=3 wert<0,5 -zweifel:ja sortierung:wert "am Kai"', "pairs")
    english = read_filter('status:open count>=3 score<50% doubt:no sort:score "am Kai"', "pairs")
    assert german == english
    assert german.sort == "score"
    assert german.conditions[-1] == Condition("text", "has", "am Kai")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("colour:red", "benennung, bericht"),
        ("count>=many", "many"),
        ("sort:colour", "stellen, belege, sicher, zweifelhaft"),
        ("doubt:perhaps", "ja"),
        ("status:aproved", "offen, angenommen, abgelehnt, später"),
        ("-status:erledigt", "erledigt"),
        ("changed>=gestern", "JJJJ-MM-TT"),
    ],
)
def test_what_it_does_not_know_is_said(text: str, hint: str) -> None:
    """In the words that the person can type."""
    with pytest.raises(UsageError) as refused:
        read_filter(text, "pairs")
    assert hint in refused.value.in_words(partial(say, language="de"))


def test_a_relation_that_does_not_exist_is_said() -> None:
    with pytest.raises(UsageError, match="translation, paraphrase, summary"):
        read_filter("relation:copy", "links")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("status:open", 5),
        ("status:alle", 5),
        ("status:approved", 0),
        ("-status:open", 0),
        ("HAFENGEBÜHR", 1),
        ("berth", 2),
        ("en:berth de:anker", 1),
        ("score>=0.7", 3),
        ("count>1", 0),
        ("document:hafen", 5),
        ("-document:hafen", 0),
        ("changed>=2027", 0),
        ("conflict:no", 4),
    ],
)
def test_pairs_are_filtered(harbour: Store, text: str, expected: int) -> None:
    assert len(ReviewSession(harbour, filter=text)) == expected


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("links", "lotsen", 1),
        ("links", "de:fee", 0),
        ("links", "relation:zitat status:offen", 3),
        ("concepts", "pilotage", 1),
        ("concepts", "de:pilotage", 0),
        ("concepts", "complete:yes", 1),
        ("concepts", "defined:yes", 0),
    ],
)
def test_links_and_concepts_are_filtered(harbour: Store, kind: str, text: str, expected: int) -> None:
    assert len(ReviewSession(harbour, kind, text)) == expected


@pytest.mark.parametrize("kind", ["pairs", "links", "concepts"])
def test_every_field_and_order_works(harbour: Store, kind: str) -> None:
    session = ReviewSession(harbour, kind)
    values = {
        "status": "open",
        "relation": "summary",
        "changed": "2026-05",
        "count": "1",
        "documents": "1",
        "score": "1",
        "keep": "1",
    }
    flags = ("doubt", "conflict", "general", "known", "defined", "complete", "proposed")
    for field in sorted(FIELDS[kind]):
        session.set_filter(f"{field}:{values.get(field, 'yes' if field in flags else 'x')}")
    session.set_filter("")
    seen = {session.next_sort() for _round in SORTS[kind]}
    assert seen == set(SORTS[kind])


def test_a_filter_keeps_the_cursor_on_its_entry(harbour: Store) -> None:
    session = ReviewSession(harbour)
    session.move_to(2)
    assert session.entry is not None
    key = session.entry.key
    session.set_sort("doubtful")
    assert session.entry.key == key
    with pytest.raises(UsageError):
        session.set_filter("colour:red")
    assert session.filter == ""
    session.decide(Status.REJECTED)
    session.set_filter("status:abgelehnt")
    assert len(session) == 1


def test_languages_that_begin_alike_are_told_apart(store: Store) -> None:
    """Slavey (den) is not German, Middle English (enm) not English, and each counts as a language of its own."""
    terms = (("c1", (("den", "dehcho"), ("de", "Fluss"))), ("c2", (("de", "Furt"), ("de-AT", "Übergang"))))
    with store.transaction():
        for name, texts in terms:
            sections = tuple(LanguageSection(lang, (Term(text, lang),)) for lang, text in texts)
            concepts.write_concept(store, Concept(name, sections))
    assert len(ReviewSession(store, "concepts", "de:dehcho")) == 0
    assert len(ReviewSession(store, "concepts", "complete:yes")) == 1
