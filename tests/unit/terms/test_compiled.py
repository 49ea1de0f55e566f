from __future__ import annotations

import json

import pytest

from igglossary.errors import InputError
from igglossary.terms.recognition.compiled import CompiledTermBase, compile_term_base
from igglossary.terms.recognition.entries import TermEntry
from igglossary.terms.recognition.recognise import recognise

ENTRIES = [
    TermEntry("c1", "Stimmrecht", "de"),
    TermEntry("c2", "globaler Markt", "de-AT", is_case_sensitive=True),
    TermEntry("c3", "voting right", "en"),
    TermEntry("c4", "…", "de"),
]
TEXT = "Die Stimmrechte auf globalen Märkten und das Stimmrechtsgesetz."


def test_only_entries_of_the_language() -> None:
    base = compile_term_base(ENTRIES, "de-CH")
    assert [entry.concept for entry in base.entries] == ["c1", "c2", "c4"]
    assert base.lang == "de"


def test_bytes_keep_everything() -> None:
    base = compile_term_base(ENTRIES, "de")
    before = recognise(TEXT, "de", base, nested=True)
    assert base.has_learned
    again = CompiledTermBase.from_bytes(base.to_bytes())
    assert again.entries == base.entries
    assert recognise(TEXT, "de", again, nested=True) == before
    assert not again.has_learned, "the words of the text were saved"


def test_empty_base() -> None:
    base = CompiledTermBase.from_bytes(compile_term_base([], "de").to_bytes())
    assert recognise(TEXT, "de", base) == []


@pytest.mark.parametrize("data", [b"", b"\xff", b"{}", b"[]", b'{"format":0}', b"[" * 100_000])
def test_damaged_bytes_are_an_input_error(data: bytes) -> None:
    with pytest.raises(InputError, match="made again"):
        CompiledTermBase.from_bytes(data)


def test_other_versions_are_refused() -> None:
    state = json.loads(compile_term_base(ENTRIES, "de").to_bytes())
    state["lexicon"] = "0.0"
    with pytest.raises(InputError):
        CompiledTermBase.from_bytes(json.dumps(state).encode())


def test_capitals_of_up_to_five_letters_are_acronyms() -> None:
    entries = compile_term_base([TermEntry("a", "ITU", "de"), TermEntry("b", "UNESCO", "de")], "de").entries
    assert [entry.is_acronym for entry in entries] == [True, False]
