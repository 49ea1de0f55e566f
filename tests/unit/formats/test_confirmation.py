"""What tools say of a translation: only what a person confirmed is approved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.errors import Problem
from igglossary.formats.bilingual.confirmation import VOCABULARIES, judge
from igglossary.formats.bilingual.fill_markup import Filling
from igglossary.formats.bilingual.fill_xliff import XliffFiller
from igglossary.formats.bilingual.po import read_po, write_po
from igglossary.formats.bilingual.xliff import read_xliff
from igglossary.model import Status, TranslationUnit

if TYPE_CHECKING:
    from pathlib import Path

SDL = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"'
    ' xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0">'
    '<file source-language="en-GB" target-language="de-DE"><body>{}</body></file></xliff>'
)
PLAIN = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
    '<file source-language="en" target-language="de"><body>{}</body></file></xliff>'
)


def written(tmp_path: Path, text: str, name: str = "a.xlf") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def read(tmp_path: Path, text: str) -> tuple[list[TranslationUnit], list[str]]:
    items = list(read_xliff(written(tmp_path, text)))
    units = [item for item in items if isinstance(item, TranslationUnit)]
    return units, [str(item.message) for item in items if isinstance(item, Problem)]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ([], Status.APPROVED),
        ([("conf", "Translated"), ("origin", "mt")], Status.APPROVED),  # a person confirmed what a machine made
        ([("origin", "nmt")], Status.CANDIDATE),
        ([("conf", "RejectedSignOff")], Status.CANDIDATE),
        ([("state", "signed-off"), ("state-qualifier", "leveraged-mt")], Status.APPROVED),
        ([("state", "translated")], Status.CANDIDATE),
        ([("approved", "yes"), ("state", "translated")], Status.APPROVED),
        ([("approved", "no"), ("state", "final")], Status.CANDIDATE),
        ([("state", "final"), ("state-qualifier", "rejected-inaccurate")], Status.REJECTED),
        ([("mq:status", "MachineTranslated")], Status.CANDIDATE),
        ([("mq:status", "Proofread")], Status.APPROVED),
        ([("m:confirmed", "0")], Status.CANDIDATE),
        ([("m:confirmed", "1")], Status.APPROVED),
    ],
)
def test_the_same_rule_for_all_tools(said: list[tuple[str, str | None]], status: Status) -> None:
    assert judge(said).status is status


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_a_word_that_nobody_knows_never_approves_and_is_named(vocabulary: str) -> None:
    found = judge([(vocabulary, "Glorious"), ("approved", "yes")])
    assert found.status is Status.CANDIDATE
    assert found.unknown == (f'{vocabulary}="Glorious"',)


def test_silence_in_a_file_of_trados_is_no_confirmation(tmp_path: Path) -> None:
    unit = '<trans-unit id="1"><source>The gate is shut.</source><target>Das Tor ist zu.</target></trans-unit>'
    assert [one.status for one in read(tmp_path, SDL.format(unit))[0]] == [Status.CANDIDATE]
    assert [one.status for one in read(tmp_path, PLAIN.format(unit))[0]] == [Status.APPROVED]


def test_segments_are_paired_by_their_ids(tmp_path: Path) -> None:
    unit = (
        '<trans-unit id="7"><source>A. B. C.</source><seg-source><mrk mtype="seg" mid="x">Anna came.</mrk> '
        '<mrk mtype="seg" mid="y">Ben left.</mrk> <mrk mtype="seg" mid="z">Carl slept.</mrk></seg-source>'
        '<target><mrk mtype="seg" mid="z">Carl schlief.</mrk> <mrk mtype="seg" mid="x">Anna kam.</mrk> '
        '<mrk mtype="seg" mid="q">Dora sang.</mrk></target></trans-unit>'
    )
    units, problems = read(tmp_path, PLAIN.format(unit))
    assert [(one.id, one.source.text, one.target.text) for one in units] == [
        ("7#x", "Anna came.", "Anna kam."),
        ("7#z", "Carl slept.", "Carl schlief."),
    ]
    assert problems == [
        "The segment has no translation; it was left out.",
        "The source has no segment for this translation; left out.",
    ]


def test_ids_that_stand_twice_are_said_and_nothing_is_guessed(tmp_path: Path) -> None:
    marks = '<mrk mtype="seg" mid="1">{}</mrk><mrk mtype="seg" mid="1">{}</mrk>'
    unit = (
        f'<trans-unit id="2"><source>Up. Down.</source><seg-source>{marks.format("Up.", "Down.")}</seg-source>'
        f"<target>{marks.format('Auf.', 'Ab.')}</target></trans-unit>"
    )
    units, problems = read(tmp_path, PLAIN.format(unit))
    assert units == []
    assert problems[0] == "Segments have the same id: “1”."
    assert len(problems) == 3


def test_tracked_changes_are_read_as_accepted_and_said(tmp_path: Path) -> None:
    unit = (
        '<trans-unit id="1"><source>They met in June.</source><target>Sie trafen sich im '
        '<mrk mtype="x-sdl-deleted">Mai</mrk><mrk mtype="x-sdl-added">Juni</mrk>.</target></trans-unit>'
    )
    units, problems = read(tmp_path, SDL.format(unit))
    assert units[0].target.text == "Sie trafen sich im Juni."
    assert units[0].target.codes == ()
    assert problems == ["2 tracked changes were read as accepted."]


def test_what_is_closed_is_no_memory(tmp_path: Path) -> None:
    unit = '<group translate="no"><trans-unit id="1"><source>X-1</source><target>X-1</target></trans-unit></group>'
    assert read(tmp_path, PLAIN.format(unit)) == ([], ["The segment is not to be translated; it was left out."])


def fill(tmp_path: Path, text: str, translations: dict[str, str], **languages: tuple[str, str]) -> tuple[str, int]:
    filler = XliffFiller(written(tmp_path, text), **languages)
    for segment in filler.segments:
        if segment.text in translations:
            translation = translations[segment.text]
            places = segment.places(translation)
            segment.filling = None if places is None else Filling(translation, True, 100, segment.text, tuple(places))
    out = tmp_path / "out.xlf"
    filler.write(out)
    return out.read_text(encoding="utf-8"), filler.left_alone


def test_empty_places_in_a_half_done_unit_are_filled_and_the_rest_stays(tmp_path: Path) -> None:
    unit = (
        '<trans-unit id="1"><source>S</source><seg-source><g id="5"><mrk mtype="seg" mid="1">Anna came.</mrk> '
        '<mrk mtype="seg" mid="2">Ben left.</mrk></g></seg-source><target><g id="5"><mrk mtype="seg" mid="1"/> '
        '<mrk mtype="seg" mid="2">Ben ging.</mrk></g></target><sdl:seg-defs><sdl:seg id="1"/>'
        '<sdl:seg id="2" conf="Translated"/></sdl:seg-defs></trans-unit>'
    )
    out, left_alone = fill(tmp_path, SDL.format(unit), {"Anna came.": "Anna kam."})
    assert '<g id="5"><mrk mtype="seg" mid="1">Anna kam.</mrk> <mrk mtype="seg" mid="2">Ben ging.</mrk></g>' in out
    assert '<sdl:seg id="1" conf="Draft" origin="tm" percent="100"/><sdl:seg id="2" conf="Translated"/>' in out
    assert left_alone == 1


@pytest.mark.parametrize(
    ("target", "is_filled"),
    [
        ('<target state="new">Ben left.</target>', True),
        ('<target state="needs-translation">Ben left.</target>', True),
        ("<target>Ben left.</target>", False),  # a name, or a decision: nobody says that it waits
        ('<target state="translated">Ben left.</target>', False),
        ('<target><x id="1"/></target>', False),
        ("<target>\n</target>", True),
    ],
)
def test_copies_of_the_source_wait_only_if_the_file_says_so(tmp_path: Path, target: str, is_filled: bool) -> None:
    unit = f'<trans-unit id="1"><source>Ben left.</source>{target}</trans-unit>'
    out, _left = fill(tmp_path, PLAIN.format(unit), {"Ben left.": "Ben ging."})
    assert ("Ben ging." in out) is is_filled


def test_blanks_around_a_segment_are_carried_over(tmp_path: Path) -> None:
    unit = '<trans-unit id="1" xml:space="preserve"><source>  Ben left.\t</source></trans-unit>'
    assert ">  Ben ging.\t</target>" in fill(tmp_path, PLAIN.format(unit), {"Ben left.": "Ben ging."})[0]
    wrapped = '<trans-unit id="1"><source>Ben\n   left.</source></trans-unit>'
    assert ">Ben ging.</target>" in fill(tmp_path, PLAIN.format(wrapped), {"Ben left.": "Ben ging."})[0]


def test_protected_words_stay_or_the_segment_does(tmp_path: Path) -> None:
    unit = (
        '<trans-unit id="1"><source>Press <mrk mtype="protected">F1</mrk> now.</source></trans-unit>'
        '<trans-unit id="2"><source>Open <mrk mtype="protected">Help</mrk> now.</source></trans-unit>'
    )
    out, _left = fill(
        tmp_path, PLAIN.format(unit), {"Press F1 now.": "Jetzt F1 drücken.", "Open Help now.": "Jetzt Hilfe öffnen."}
    )
    assert 'Jetzt <mrk mtype="protected">F1</mrk> drücken.' in out
    assert "Hilfe" not in out


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        (PLAIN.replace(' target-language="de"', ""), ' target-language="de"'),
        (
            (
                '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en">'
                '<file id="f">{}</file></xliff>'
            ),
            ' trgLang="de"',
        ),
    ],
)
def test_the_target_language_is_written_where_the_standard_wants_it(tmp_path: Path, text: str, attribute: str) -> None:
    unit = (
        '<unit id="1"><segment><source>Ben left.</source></segment></unit>'
        if "trgLang" in attribute
        else '<trans-unit id="1"><source>Ben left.</source></trans-unit>'
    )
    out, _left = fill(tmp_path, text.format(unit), {"Ben left.": "Ben ging."}, languages=("en", "de"))
    assert attribute in out
    assert [one.target.text for one in read(tmp_path, out)[0]] == ["Ben ging."]


CATALOGUE = """msgid ""
msgstr ""
"Language: pl\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#. shown in the list
#: src/list.c:12
#: src/a file.c:3
#, c-format
msgid "%d boat"
msgid_plural "%d boats"
msgstr[0] "%d łódź"
msgstr[1] "%d łodzie"
msgstr[2] "%d łodzi"

#: src/menu.c:1
msgctxt "menu"
msgid "Port"
msgstr "Port"

#, fuzzy
#| msgid "Harbour"
msgid "Port"
msgstr "Port"
"""


def test_a_catalogue_comes_back_whole(tmp_path: Path) -> None:
    path = written(tmp_path, CATALOGUE, "pl.po")
    units = [item for item in read_po(path) if isinstance(item, TranslationUnit)]
    out = tmp_path / "out.po"
    report = write_po(out, units)
    text = out.read_text(encoding="utf-8")
    again = [item for item in read_po(out) if isinstance(item, TranslationUnit)]
    assert again == units
    assert report.dropped == ()
    assert 'msgid_plural "%d boats"\nmsgstr[0] "%d łódź"\nmsgstr[1] "%d łodzie"\nmsgstr[2] "%d łodzi"' in text
    assert "nplurals=3;" in text
    assert '#| msgid "Harbour"' in text


def test_a_carriage_return_inside_a_comment_is_a_blank(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b'msgid ""\nmsgstr "Language: de\\n"\n\n#: a.c:1\rb.c:2\nmsgid "Port"\nmsgstr "Hafen"\n')
    units = [item for item in read_po(path) if isinstance(item, TranslationUnit)]
    assert [one.target.text for one in units] == ["Hafen"]
