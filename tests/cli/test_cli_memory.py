"""``match``, ``concordance``, ``pretranslate``, ``align`` and ``mine``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from igglossary.formats.tmx import read_tmx, write_tmx
from igglossary.model import TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .conftest import Program

GERMAN = "Die Fähre legt um acht Uhr ab.\nDer Hafen ist im Winter geschlossen.\nNiemand weiß, warum.\n"
ENGLISH = "The ferry leaves at eight o'clock.\nThe harbour is closed in winter.\nNobody knows why.\n"
MATCH = {"score", "source", "target", "relation", "status", "differences", "provenance"}


def test_match_one_segment(built: Program) -> None:
    result = built("match", "The digital divide remains the biggest challenge of Internet policy.")
    assert (result.code, result.err) == (0, "")
    lines = result.out.splitlines()
    assert lines[0].split(maxsplit=1)[1].startswith("Die digitale Spaltung ist")
    assert int(lines[0].split()[0]) >= 70
    assert "greatest → biggest" in lines[2]
    assert "not reviewed −10" in lines[2]


def test_match_the_other_way(built: Program) -> None:
    result = built("match", "--lang", "de", "Mehr als 3 Mrd. Menschen haben bis heute keinen Zugang zum Internet.")
    assert "More than two billion people" in result.out


@pytest.mark.parametrize("option", ["--json", "--json-lines"])
def test_match_json_is_one_array_or_one_object_a_line(option: str, built: Program) -> None:
    stdin = "The digital divide remains the greatest challenge of Internet policy.\r\n\nQuite unlike anything.\n"
    result = built("match", option, stdin=stdin)
    assert (result.code, result.err) == (0, "")
    answers = result.json if option == "--json" else [json.loads(line) for line in result.out.splitlines()]
    assert [answer.keys() for answer in answers] == [{"segment", "matches", "near"}] * 3
    assert answers[0]["segment"] == "The digital divide remains the greatest challenge of Internet policy."
    assert answers[0]["matches"][0].keys() >= MATCH
    assert answers[0]["matches"][0]["score"] == 90  # identical, but nobody has reviewed it
    assert [len(answer["matches"]) for answer in answers[1:]] == [0, 0]


def test_match_file_and_nothing_found(built: Program, write: Callable[[str, str], Path]) -> None:
    assert built("match", "--file", write("segments.txt", "\ufeffOne.\nTwo.")).out.splitlines() == ["One.", "Two."]
    result = built("match", "Quite unlike anything.")
    assert (result.code, result.out) == (1, "")
    assert result.said == ["There is no match of 70 or more. Try: --threshold 50"]


@pytest.mark.parametrize("name", ["brief.txt", "brief.md", "über setzung.txt"])
def test_match_a_document_whose_language_shows(name: str, new: Program, write: Callable[[str, str], Path]) -> None:
    german, english = "Die Lotsin ging im Morgengrauen an Bord.", "The pilot went on board at dawn."
    new("import", "--as", "units", write("memory.csv", f"de,en\n{german},{english}\n"))
    for text, other in ((german, english), (english, german)):
        write(name, f"{text}\n")
        answers = new("match", name, "--json").json
        assert [[match["target"] for match in answer["matches"]] for answer in answers] == [[other]]
        assert other in new("match", name).out
    assert "there is no such file" in new.refused("match", "nothing.docx", code=3)
    write("numbers.txt", "1 2 3\n")
    assert "cannot be told. Try: --lang LANG" in new.refused("match", "numbers.txt", code=3)
    assert new("match", "numbers.txt", "--lang", "de").code == 1


def test_match_tells_of_what_is_just_below(built: Program) -> None:
    """Ten points are taken off what nobody has reviewed; they never hide the only match."""
    segment = built("concordance", "Internet", "--lang", "en", "--json").json[0]["text"]
    result = built("match", segment, "--threshold", "95")
    assert (result.code, result.said) == (1, ["There is no match of 95 or more. Try: --threshold 50"])
    assert result.out.startswith("  90 ")
    assert "below the threshold · not reviewed −10" in result.out
    answer = built("match", segment, "--threshold", "95", "--json").json
    assert (answer["matches"], answer["near"][0]["score"]) == ([], 90)
    assert built("match", segment, "--json").json["near"] == []


def test_match_says_which_line_is_no_text(built: Program, write: Callable[[str, bytes], Path]) -> None:
    write("latin.txt", b"good\nB\xe4r\n")
    for words, stdin in ((("match", "--file", "latin.txt"), b""), (("match",), b"good\nB\xe4r\n")):
        result = built(*words, stdin=stdin)
        assert (result.code, len(result.said)) == (3, 1)
        assert ":2: this line is not UTF-8." in result.err
    assert "no such file" in built.refused("match", "--file", "nowhere.txt", code=3).lower()


def test_concordance(built: Program) -> None:
    result = built("concordance", "digital divide", "--width", "60")
    assert result.code == 0
    first = result.out.splitlines()[0]
    assert first.startswith("en    ")
    assert first[6:].index("digital") == (60 - 6 - len("digital")) // 2  # the hit in the middle
    assert result.out.splitlines()[1].startswith("de    ")
    hits = built("concordance", "*spalt*", "--lang", "de", "--json").json
    assert [hit["unit"] is None for hit in hits] == [False, True]  # without a model the second is linked with nothing
    assert hits[1]["other"] is None
    assert "one-sided" in built("concordance", "*spalt*", "--lang", "de").out
    assert {hit["lang"] for hit in hits} == {"de"}
    nothing = built("concordance", "Zitronenfalter")
    assert (nothing.code, nothing.out) == (1, "")
    assert nothing.said == ["The memory has nothing for: Zitronenfalter"]


def test_pretranslate_fills_a_catalogue(built: Program, write: Callable[[str, str], Path], tmp_path: Path) -> None:
    write(
        "de.po",
        'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "More than two billion people still have no access to the Internet."\nmsgstr ""\n\n'
        'msgid "Quite unlike anything."\nmsgstr ""\n',
    )
    result = built("pretranslate", "de.po", "-o", "out.po")
    assert result.code == 0
    assert result.out.splitlines()[-1] == "de.po: 0 exact, 1 fuzzy, 1 without a match, 0 left alone"
    assert "keinen Zugang zum Internet" in (tmp_path / "out.po").read_text(encoding="utf-8")
    assert 'msgid "Quite unlike anything."\nmsgstr ""' in (tmp_path / "out.po").read_text(encoding="utf-8")
    report = built("pretranslate", "de.po", "-o", "out.po", "--json").json
    assert (report["fuzzy"], report["unfilled"]) == (1, 1)


def test_align_prints_beads(new: Program, write: Callable[[str, str], Path]) -> None:
    write("a.de", GERMAN)
    write("a.en", ENGLISH)
    beads = new("align", "--lines", "a.de", "a.en", "--json").json["beads"]
    assert [bead.keys() for bead in beads] == [{"first", "second", "score"}] * len(beads)
    assert sorted(number for bead in beads for number in bead["first"]) == [0, 1, 2]
    assert sorted(number for bead in beads for number in bead["second"]) == [0, 1, 2]


def test_align_writes_a_memory(new: Program, write: Callable[[str, str], Path], tmp_path: Path) -> None:
    write("a.de", GERMAN)
    write("a.en", ENGLISH)
    result = new("align", "--lines", "a.de", "a.en", "-o", "out.tmx")
    assert result.out.splitlines() == ["3 pairs from 3 and 3 sentences", "out.tmx: 3 entries written"]
    units = [item for item in read_tmx(tmp_path / "out.tmx") if isinstance(item, TranslationUnit)]
    assert [(unit.source.lang, unit.source.text) for unit in units] == [("en", line) for line in ENGLISH.splitlines()]
    assert new("stats", "--json").json["unit"] == {}


def test_align_sees_the_wrong_languages(new: Program, write: Callable[[str, str], Path]) -> None:
    write("a.de", GERMAN)
    write("a.en", ENGLISH)
    sentence = new.refused("align", "--lines", "a.en", "a.de", code=2)
    assert "swapped" in sentence
    assert "--langs en de" in sentence
    assert new("align", "--lines", "a.en", "a.de", "--langs", "en", "de").err.count("swapped") == 0
    same = new("align", "--lines", "a.de", "a.de", "-o", "out.tmx")
    assert (same.code, same.said[-1]) == (0, "a.de: the text does not look like English. Is it the right file?")


@pytest.mark.parametrize("columns", ["1", "9"])
def test_narrow_terminals(
    built: Program, write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert "[" not in built("concordance", "digital divide").out
    assert built("concordance", "--width", columns, "digital divide").code == 0
    write("de.po", 'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "It has 3 parts."\nmsgstr "Es hat 4 Teile."\n')
    assert built("check", "de.po").code == 1


def test_match_proposes_a_threshold_that_is_lower(built: Program) -> None:
    low = built("match", "--threshold", "40", "Quite unlike anything.")
    assert low.said == ["There is no match of 40 or more. Try: igglossary concordance WORDS"]


def test_align_stores_candidates_that_mine_does_not_read(new: Program, write: Callable[[str, str], Path]) -> None:
    write("a.de", GERMAN)
    write("a.en", ENGLISH)
    assert new("align", "--lines", "a.de", "a.en").out.splitlines()[-1] == "Next: igglossary review --queue links"
    assert new("stats", "--json").json["unit"] == {"candidate": 3}
    result = new("mine")
    assert result.out == "0 units read: 0 new term pairs, 0 seen before\n"
    assert result.said[0].startswith("Only approved translations")
    assert new("mine", "--json").json == {
        "units": 0,
        "left_out": 0,
        "new_pairs": 0,
        "known_pairs": 0,
        "stopped_pairs": 0,
    }


def test_mine_proposes_pairs_from_a_memory(new: Program, tmp_path: Path) -> None:
    pairs = (
        ("Die Hafenmeisterin prüft den Fährplan.", "The harbour master checks the ferry timetable."),
        ("Der Fährplan gilt ab Mai.", "The ferry timetable is valid from May on."),
        ("Wir drucken den Fährplan nicht mehr.", "We no longer print the ferry timetable."),
    )
    write_tmx(tmp_path / "memory.tmx", [TranslationUnit((Variant("en", en), Variant("de", de))) for de, en in pairs])
    assert new("import", "memory.tmx", "--json").json["added"] == 3
    result = new("mine")
    assert result.code == 0
    assert "3 units read" in result.out
    assert new("mine", "--json").json["new_pairs"] == 0  # they are known now
