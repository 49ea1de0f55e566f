"""What a page computes of a query is what the program computes: else it finds other terms."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from igglossary.formats.tbx import read_tbx
from igglossary.languages import folders
from igglossary.languages.keys import MATCH_KINDS, query_keys
from igglossary.languages.script import key_script
from igglossary.model import Concept
from igglossary.text.fold import key
from igglossary.workflow.shipped import shipped_folder

if TYPE_CHECKING:
    from playwright.sync_api import Page

QUERIES: Final = 10_000
HARD: Final = (
    "", " ", "-", "Räte", "die Räte", "The UN", "UN", "un", "Un accord", "l’accord", "L'Haÿ", "qu'il",
    "aujourd'hui", "states' rights", "state's", "Straße", "STRASSE", "Rio+20", "C++", "C#", "#metoo",
    "militarisation", "Programme", "cheque-book", "grey area", "non–paper", "Expert:innen", "Expert*in",
    "Jurist(inn)en", "KollegInnen", "Beobachter/-innen", "Cyber- und Netzpolitik", "ueberlingen", "café",
    "İstanbul", "ΣΊΣΥΦΟΣ", "e\u0301tat", "\ufefftest", "\u00adSilbe", "ⅷ", "①", "œuvre", "nationaux", "\u200bZ",
    "a\x1fb", "a\u3000b", "𝐀𝐁𝐂𝐃𝐄𝐒", "數位落差", "فجوة رقمية", "цифровой", "__x__", "- - -", "it’s", "Maßnahme", "ﬁle",
    "Ǆ", "x'", "'s", "analyse", "centres", "fulfilled", "offences", "judgements", "sceptics", "dialogue",
)  # fmt: skip
LETTERS: Final = "aeinrstuäöüßéœæ’'- +#20:*_/(§IŁßİσςΣ\u0301\u00ad\u200b\u2013\u00a0\x1c𝐀"


def queries() -> list[str]:
    """Terms as they are shipped, the same spoilt, words by chance."""
    chance = random.Random(5)
    terms = [
        term.text
        for path in sorted(Path(shipped_folder()).glob("*.tbx"))
        for concept in read_tbx(path)
        if isinstance(concept, Concept)
        for section in concept.languages
        for term in section.terms
    ]
    made = [*HARD, *terms]
    while len(made) < QUERIES:
        word = chance.choice(terms)
        at = chance.randrange(len(word))
        made.append(
            chance.choice(
                (
                    word[:at] + chance.choice(LETTERS) + word[at + 1 :],
                    f"{chance.choice(('the', 'Die', 'l’', 'UN', 'eine'))} {word.upper()}",
                    word + chance.choice(("s", "es", "en", "innen", ":innen", "'s", "ies", "aux", "euses")),
                    "".join(chance.choices(LETTERS, k=chance.randrange(1, 12))),
                )
            )
        )
    return made


def test_ten_thousand_queries_have_the_keys_that_the_program_computes(page: Page) -> None:
    asked = queries()
    page.set_content("<p>")
    answer = "window.answer = (all) => all.map((one) => [key(one), [...queryKeys(one, LANGUAGES)]]);"
    page.evaluate(f"() => {{ {key_script()} {answer} }}")
    answers = page.evaluate("(all) => answer(all)", asked)

    assert len(asked) >= QUERIES
    different = [
        (one, found, expected)
        for one, found in zip(asked, answers, strict=True)
        if found != (expected := [key(one), [[form, MATCH_KINDS.index(kind)] for form, kind in query_keys(one)]])
    ]
    assert not different, different[:10]


def test_a_language_whose_stems_a_query_is_made_of_says_them_in_javascript_too() -> None:
    for record in folders().values():
        module = sys.modules[type(record).__module__]
        assert module.__file__ is not None
        assert Path(module.__file__).with_name("keys.js").exists() == record.is_asked
