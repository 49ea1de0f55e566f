"""TMX: shapes of other tools, marks, odd and broken units, what we write."""

from __future__ import annotations

import gzip
import io
from typing import TYPE_CHECKING

import pytest

from igglossary.errors import InputError, Problem, UnsafeInputError
from igglossary.formats.report import Skipped
from igglossary.formats.tmx import TmxHeader, open_tmx, read_tmx, write_tmx
from igglossary.model import (
    InlineCode,
    Place,
    Relation,
    Status,
    TranslationUnit,
    Variant,
)

if TYPE_CHECKING:
    from pathlib import Path

HEADER = (
    '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" '
    'datatype="plaintext"/>'
)
PAIR = '<tuv xml:lang="en"><seg>The tide is low.</seg></tuv><tuv xml:lang="de"><seg>Es ist Ebbe.</seg></tuv>'


def write_file(tmp_path: Path, body: str, *, header: str = HEADER, root: str = '<tmx version="1.4">') -> Path:
    """A TMX with this content of its body."""
    path = tmp_path / "a.tmx"
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{root}{header}<body>\n{body}\n</body></tmx>\n', "utf-8")
    return path


def units_of(path: Path) -> list[TranslationUnit]:
    """The units of a file without the problems."""
    return [item for item in open_tmx(path) if isinstance(item, TranslationUnit)]


def one(tmp_path: Path, body: str, **rest: str) -> TranslationUnit:
    """The only unit of a file."""
    (unit,) = units_of(write_file(tmp_path, body, **rest))
    return unit


def written(*units: TranslationUnit, header: TmxHeader | None = None) -> str:
    """What is written for units."""
    stream = io.BytesIO()
    write_tmx(stream, units, header=header)
    return stream.getvalue().decode()


def test_the_short_way_and_the_long_way_give_the_same(tmp_path: Path) -> None:
    plain = f'<tu tuid="1" creationdate="20240102T030405Z" usagecount="2"><prop type="p">a &amp; b</prop>{PAIR}</tu>'
    (short,) = units_of(write_file(tmp_path, plain))
    (long,) = units_of(write_file(tmp_path, plain.replace("<seg>The", "<seg><!-- no way to match -->The")))

    assert short == long
    assert short == TranslationUnit(
        (Variant("en", "The tide is low."), Variant("de", "Es ist Ebbe.")),
        "1",
        properties=(("p", "a & b"),),
        attributes=(("usagecount", "2"),),
        created_at="2024-01-02T03:04:05Z",
    )


def test_the_short_way_reads_text_as_a_parser_does(tmp_path: Path) -> None:
    body = (
        '<tu><tuv xml:lang="en"><seg>a &lt;b&gt; &amp;lt; &#x1F600;&#38;\r\nc\rd</seg></tuv>\n'
        "<tuv xml:lang='de'><seg>]]&gt; &quot;&apos;</seg></tuv></tu>"
    )
    path = write_file(tmp_path, "")
    path.write_bytes(path.read_bytes().replace(b"\n\n", body.encode()))
    (unit,) = units_of(path)

    assert unit.source.text == "a <b> &lt; 😀&\nc\nd"
    assert unit.target.text == "]]> \"'"


@pytest.mark.parametrize("size", [1, 7, 64, 1000])
def test_where_a_chunk_ends_makes_no_difference(tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    body = "".join(
        f'<tu tuid="{n}"><tuv xml:lang="en"><seg>Größe {n}\r\n{"<ph/>" * (n % 3)}ä</seg></tuv>'
        f"{'<!-- </tu> -->' * (n % 2)}"
        f'<tuv xml:lang="de"><seg>x</seg></tuv></tu>\r\n'
        for n in range(30)
    )
    path = write_file(tmp_path, body)
    whole = units_of(path)
    monkeypatch.setattr("igglossary.formats.xml.CHUNK", size)
    monkeypatch.setattr("igglossary.formats.xml.HEAD", 1)

    assert units_of(path) == whole
    assert [unit.id for unit in whole] == [str(n) for n in range(30)]


def test_prefixes_empty_elements_and_processing_instructions(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(
        '<t:tmx xmlns:t="urn:x" version="1.4"><t:header srclang="en"/><t:body><?pi x?>'
        '<t:tu><t:tuv xml:lang="en"><t:seg>a</t:seg></t:tuv><t:tuv xml:lang="de"><t:seg/></t:tuv></t:tu>'
        "</t:body></t:tmx>"
    )

    assert [variant.text for variant in units_of(path)[0].variants] == ["a", ""]


def test_a_body_that_is_empty_or_missing(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    for text, count in (
        (f'<tmx version="1.4">{HEADER}<body/></tmx>', 0),
        (f'<tmx version="1.4">{HEADER}</tmx>', 0),
        (f'<tmx version="1.4">{HEADER}<tu>{PAIR}</tu></tmx>', 1),
        (f'<tmx version="1.4"><body a=">"><tu>{PAIR}</tu><tu/></body></tmx>', 1),
    ):
        path.write_text(text)
        assert len(units_of(path)) == count


def test_the_source_comes_first_and_languages_are_normalised(tmp_path: Path) -> None:
    body = '<tu><tuv lang="DE_de"><seg>a</seg></tuv><tuv xml:lang="EN-us"><seg>b</seg></tuv></tu>'
    path = write_file(tmp_path, body)
    file = open_tmx(path)
    (unit,) = file

    assert isinstance(unit, TranslationUnit)
    assert [variant.lang for variant in unit.variants] == ["en-US", "de-DE"]
    assert ["DE_de" in str(problem.message) for problem in file.problems] == [True]


def test_a_unit_may_have_a_source_language_of_its_own(tmp_path: Path) -> None:
    unit = one(tmp_path, f'<tu srclang="de">{PAIR}</tu>')
    assert [variant.lang for variant in unit.variants] == ["de", "en"]
    assert 'srclang="de"' in written(unit, header=TmxHeader(attributes=(("srclang", "en"),)))

    foreign = one(tmp_path, f'<tu srclang="fr">{PAIR}</tu>')
    assert foreign.attributes == (("srclang", "fr"),)


def test_each_unit_that_is_skipped_is_one_item_with_line_and_reason(tmp_path: Path) -> None:
    path = write_file(
        tmp_path,
        f"<tu>{PAIR}</tu>\n"
        '<tu tuid="x"><tuv><seg>a</seg></tuv><tuv xml:lang="de"><seg>b</seg></tuv></tu>\n'
        '<tu><tuv xml:lang="German (Standard)"><seg>a</seg></tuv></tu>\n'
        "<tu></tu>\n"
        '<tu><tuv xml:lang="en"><seg>a</seg><seg>b</seg></tuv></tu>',
    )
    file = open_tmx(path)
    items = list(file)

    assert file.read == len(items) == 5
    skipped = [item for item in items if isinstance(item, Skipped)]
    assert [item.line for item in skipped] == [4, 5, 6, 7]
    assert skipped[0].unit_id == "x"
    assert "language" in str(skipped[0].message)
    assert "German (Standard)" in str(skipped[1].message)


def test_read_tmx_gives_the_remarks_at_last(tmp_path: Path) -> None:
    path = write_file(tmp_path, f"<tu>{PAIR}</tu>", header="<header/>")
    *units, remark = read_tmx(path)

    assert len(units) == 1
    assert isinstance(remark, Problem)
    assert "source language" in str(remark.message)


@pytest.mark.parametrize(
    ("tu", "tuv"),
    [
        ('<prop type="x-ConfirmationLevel">Draft</prop>', ""),  # Trados
        ('<prop type="x-Origin:SinglePicklist">MachineTranslation</prop>', ""),
        ('<prop type="x-origin">MT</prop>', ""),
        ('<prop type="x-confirmed">No</prop>', ""),
        ('<prop type="aligned">yes</prop><prop type="corrected">no</prop>', ""),  # memoQ
        ("", '<prop type="approved">no</prop>'),  # Okapi
        ("", 'creationid="MT!"'),
        ("", 'changeid="ALIGN!"'),
        ("", 'creationid="MT"'),
    ],
)
def test_what_nobody_confirmed_is_a_candidate(tmp_path: Path, tu: str, tuv: str) -> None:
    target = (
        PAIR.replace("<seg>Es", f"{tuv}<seg>Es")
        if tuv.startswith("<")
        else PAIR.replace('lang="de"', f'lang="de" {tuv}')
    )
    unit = one(tmp_path, f"<tu>{tu}{target}</tu>")

    assert unit.status is Status.CANDIDATE
    assert one(tmp_path, f"<tu>{PAIR}</tu>").status is Status.APPROVED


@pytest.mark.parametrize(
    "marks",
    ['<prop type="x-ConfirmationLevel">ApprovedTranslation</prop>', '<prop type="x-Origin">TM</prop>', ""],
)
def test_what_somebody_confirmed_is_approved_and_our_own_status_wins(tmp_path: Path, marks: str) -> None:
    assert one(tmp_path, f"<tu>{marks}{PAIR}</tu>").status is Status.APPROVED
    ours = '<prop type="x-igglossary-status">rejected</prop>'
    assert one(tmp_path, f"<tu>{ours}{marks}{PAIR}</tu>").status is Status.REJECTED
    approved = '<prop type="x-igglossary-status">approved</prop><prop type="approved">no</prop>'
    assert one(tmp_path, f"<tu>{approved}{PAIR}</tu>").status is Status.APPROVED


def test_inline_codes_are_apart_from_the_text(tmp_path: Path) -> None:
    seg = (
        '<seg>A <bpt i="1">&lt;b&gt;</bpt>B<ept i="1">&lt;/b&gt;</ept> <ph x="3">{0}<sub>alt</sub></ph><hi>C</hi></seg>'
    )
    unit = one(tmp_path, f'<tu><tuv xml:lang="en">{seg}</tuv></tu>')

    assert unit.source.text == "A B C"
    assert [(code.position, code.kind, code.content, code.end) for code in unit.source.codes] == [
        (2, "bpt", "&lt;b&gt;", None),
        (3, "ept", "&lt;/b&gt;", None),
        (4, "ph", "{0}<sub>alt</sub>", None),
        (4, "hi", "", 5),
    ]
    assert seg in written(unit)


def test_the_header_is_there_before_the_first_unit_and_goes_out_again(tmp_path: Path) -> None:
    header = HEADER.replace(
        "/>",
        '><note xml:lang="de">Notiz</note><prop type="p">v</prop>'
        '<ude name="u" base="b"><map unicode="#xE000"/></ude></header>',
    )
    with open_tmx(write_file(tmp_path, "", header=header)) as file:
        pass

    assert file.header.get("srclang") == "en"
    assert file.header.notes == ("Notiz",)
    assert file.header.properties == (("p", "v"),)
    text = written(header=file.header)
    assert '<note xml:lang="de">Notiz</note>' in text
    assert '<ude name="u" base="b"><map unicode="#xE000"></map></ude>' in text


def test_what_omegat_misunderstands_is_not_written() -> None:
    unit = TranslationUnit(
        (Variant("en", " padded "), Variant("de", "b")),
        properties=(("file", "a.html"),),
        created_at="2024-01-02T03:04:05Z",
        created_by="anna",
    )
    text = written(unit, header=TmxHeader(attributes=(("creationtool", "OmegaT"),)))

    assert '<prop type="file">' not in text
    assert 'creationtool="igglossary"' in text
    assert '<tuv xml:lang="de">' in text  # without anything of its own it has the unit's time and person
    assert "<seg>padded</seg>" in text


def test_provenance_is_there_for_persons_and_for_machines(tmp_path: Path) -> None:
    unit = TranslationUnit(
        (Variant("en", "a"), Variant("de", "b")),
        "u1",
        Relation.QUOTATION,
        0.91,
        Status.CANDIDATE,
        notes=("mine",),
        provenance=(Place("Report Q3", "Institute", "2025-10", "https://example.org", footnote="7"),),
    )
    text = written(unit)
    (tmp_path / "a.tmx").write_text(text, "utf-8")

    assert "<note>Source: Report Q3, Institute, 2025-10, https://example.org, note 7</note>" in text
    assert units_of(tmp_path / "a.tmx") == [unit]


def test_units_without_text_are_left_out_and_counted() -> None:
    stream = io.BytesIO()
    report = write_tmx(stream, [TranslationUnit(()), TranslationUnit((Variant("de", "x"),))])

    assert report.written == 1
    assert [count for _reason, count in report.dropped] == [1]


def test_units_come_while_the_file_is_still_being_read(tmp_path: Path) -> None:
    path = write_file(tmp_path, f"<tu>{PAIR}</tu>\n" * 9000 + "<tu>")
    items = iter(open_tmx(path))

    assert isinstance(next(items), TranslationUnit)
    with pytest.raises(InputError, match="closing tag"):
        list(items)


def test_gzip_and_a_unit_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_file(tmp_path, f"<tu>{PAIR}</tu>")
    path.write_bytes(gzip.compress(path.read_bytes()))
    assert len(units_of(path)) == 1

    monkeypatch.setattr("igglossary.formats.tmx.scanner.MAX_RECORD_BYTES", 3 << 20)
    with pytest.raises(UnsafeInputError, match="larger than"):
        units_of(write_file(tmp_path, f'<tu><tuv xml:lang="en"><seg>{"x" * (6 << 20)}</seg></tuv></tu>'))


@pytest.mark.parametrize("root", ["html", "martif", "x:y"])
def test_another_root_is_named(tmp_path: Path, root: str) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(f'<{root} xmlns:x="u"/>')

    with pytest.raises(InputError, match=f"<{root}>"):
        open_tmx(path)


def test_deep_nesting_is_refused_wherever_it_is(tmp_path: Path) -> None:
    deep = "<hi>" * 300 + "</hi>" * 300
    for body in (f'<tu><tuv xml:lang="en"><seg>{deep}</seg></tuv></tu>', deep, f"<tu>{deep}{PAIR}</tu>"):
        with pytest.raises(UnsafeInputError, match="nested"):
            units_of(write_file(tmp_path, body))
    with pytest.raises(UnsafeInputError, match="nested"):
        open_tmx(write_file(tmp_path, "", header=f"<header>{deep}</header>"))


def test_unknown_elements_are_said_and_left_out(tmp_path: Path) -> None:
    file = open_tmx(write_file(tmp_path, f"<tu><extra>x</extra>{PAIR}</tu>"))

    assert len(list(file)) == 1
    assert "<extra>" in str(file.problems[0].message)


def test_an_unknown_inline_element_is_a_code(tmp_path: Path) -> None:
    unit = one(tmp_path, '<tu><tuv xml:lang="en"><seg>a <g id="1">b</g></seg></tuv></tu>')

    assert unit.source.text == "a b"
    assert unit.source.codes == (InlineCode(2, "g", (("id", "1"),), "", 3),)


def test_a_unit_goes_out_under_the_id_that_it_came_in_with() -> None:
    variants = (Variant("en", "Tide"), Variant("de", "Gezeiten"))
    assert '<tu tuid="5">' in written(TranslationUnit(variants, "5"))
    assert '<tu tuid="tu-7">' in written(TranslationUnit(variants, "5", file_id="tu-7"))
