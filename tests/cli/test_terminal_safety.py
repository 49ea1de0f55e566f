"""Escape sequences, bidirectional overrides and markup in any text field are shown harmlessly by every command."""

from __future__ import annotations

import csv
import io
import json
import re
from html import escape
from typing import TYPE_CHECKING

import pytest

from igglossary.store.contract.review import Change
from igglossary.store.sqlite import decisions
from igglossary.store.sqlite.opening import open_store
from igglossary.text.normalise import UNSAFE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Program

BIDI = "\u202egnp\u202c\u2066x\u2069\u061c\u200f\u2028\ufff9\U000e0041"
C1 = "\x9b31m\x85"
ESCAPES = "\x1b[2J\x1b]0;böse\x07\x08\x7f"
MARKUP = "[bold red]<b>*_`&amp;</b>[/] {x} %s \\x1b"
EVIL_XML = f"{C1}{BIDI}{escape(MARKUP)}"
"""XML 1.0 forbids C0 characters, so they come by CSV and PO."""
EVIL = f"{ESCAPES}{C1}{BIDI}{MARKUP}"


def is_harmless(text: str) -> bool:
    """Nothing in it steers a terminal."""
    return not re.search(UNSAFE, text.replace("\n", "").replace("\t", ""))


def tmx() -> str:
    head = (
        '<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t"'
        f' adminlang="en" srclang="en" datatype="plaintext"><note>{EVIL_XML}</note></header><body>'
    )
    unit = (
        f'<tu tuid="{EVIL_XML}" creationid="{EVIL_XML}" changeid="{EVIL_XML}"><note>{EVIL_XML}</note>'
        f'<prop type="{EVIL_XML}">{EVIL_XML}</prop>'
        f'<tuv xml:lang="en"><seg>Ferry {EVIL_XML} harbour</seg></tuv>'
        f'<tuv xml:lang="de"><seg>Fähre @{EVIL_XML} Hafen</seg></tuv></tu>'
    )
    return head + unit.replace("@", "eins ") + unit.replace("@", "zwei ") + "</body></tmx>"


def tbx() -> str:
    return (
        '<martif type="TBX-Basic" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc>'
        f'</martifHeader><text><body><termEntry id="harbour"><descrip type="subjectField">{EVIL_XML}</descrip>'
        f"<note>{EVIL_XML}</note>"
        f'<langSet xml:lang="de"><descripGrp><descrip type="definition">{EVIL_XML}</descrip>'
        f'<admin type="source">{EVIL_XML}</admin></descripGrp><tig><term>Hafenbecken</term>'
        f'<descrip type="context">{EVIL_XML}</descrip><note>{EVIL_XML}</note></tig></langSet>'
        f'<langSet xml:lang="en"><tig><term>basin {EVIL_XML}</term></tig></langSet></termEntry></body></text></martif>'
    )


def po() -> str:
    text = EVIL.replace("\\", "\\\\").replace('"', '\\"')
    return (
        'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        f'msgctxt "{text}"\nmsgid "The basin {text} of 42 ships"\nmsgstr "Das Gewässer {text} von 43 Schiffen"\n'
    )


def csv_terms() -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["concept_id", "subject_field", "de", "de_definition", "de_term_note", "en"])
    writer.writerow(["mole", EVIL, f"Mole {EVIL}", EVIL, EVIL, f"pier {EVIL}"])
    return out.getvalue()


@pytest.fixture
def evil(new: Program, write: Callable[[str, str], Path]) -> Program:
    """The program with a store into which hostile text came through every door."""
    for name, content in (("a.tmx", tmx()), ("b.tbx", tbx()), ("c.po", po()), ("d.csv", csv_terms())):
        result = new("import", write(name, content))
        assert result.code in (0, 1), result
        assert is_harmless(result.out + result.err)
    return new


CALLS = [
    ["lookup", "Hafenbecken"],
    ["lookup", "Hafenbecken", "--full"],
    ["lookup", "Hafenbecken", "--json"],
    ["lookup", "Mole", "--full"],
    ["lookup", f"nichts {EVIL}"],
    ["match", "--threshold", "30", "Ferry harbour"],
    ["match", "--threshold", "30", "--json", f"Ferry {EVIL} harbour"],
    ["concordance", "Ferry"],
    ["concordance", "Ferry", "--json"],
    ["concordance", EVIL],
    ["check", "c.po"],
    ["check", "c.po", "--json"],
    ["check", "c.po", "--sarif"],
    ["validate", "a.tmx"],
    ["stats", "--conflicts"],
    ["stats", "--conflicts", "--json"],
    ["mine"],
    ["doctor"],
    ["history", "harbour"],
    ["history", f"{EVIL}"],
    ["import", f"{ESCAPES.replace('/', '')}.tmx"],
    [EVIL],
]


@pytest.mark.parametrize("words", CALLS, ids=lambda words: words[0][:8].strip("\x1b") + str(CALLS.index(words)))
def test_what_is_in_the_store_is_shown_harmlessly(evil: Program, words: list[str]) -> None:
    result = evil(*words)
    assert result.code in (0, 1, 2, 3)
    assert is_harmless(result.out + result.err)
    if "--json" in words:
        json.loads(result.out)


def test_decisions_with_hostile_reasons(evil: Program) -> None:
    with open_store("store.db", person=EVIL) as store:
        new = {"status": "rejected", "note": EVIL}
        decisions.decide(store, [Change("unit", "1", EVIL, new, decisions.version(store, "unit", "1"))], reason=EVIL)
    for words in (["history"], ["history", "--json"], ["history", "unit-1"]):
        result = evil(*words)
        assert is_harmless(result.out + result.err)
        assert "böse" in result.out


def test_a_report_with_hostile_text(new: Program, write: Callable[[str, str], Path]) -> None:
    text = (
        f"Häfen {EVIL}\n\nKiel, 3. Mai 2021\n\nDie Konferenz nannte den Hafen {EVIL} „ein Gut aller“.[1]\n\n"
        f"  1. [1] Harbour Forum {EVIL}, Report: “The harbour {EVIL} is a good of all”, S. 4.\n"
    )
    path = write("report.txt", text)
    for words in (
        ["inspect", path], ["inspect", path, "--json"], ["build", path], ["annotate", path],
        ["annotate", path, "--json"],
        ["stats"], ["review", "--plain"], ["lookup", "Hafen", "--full"], ["concordance", "Hafen"],
    ):  # fmt: skip
        result = new(*words, stdin="a\nq\n")
        assert is_harmless(result.out + result.err), words
