"""OmegaT glossaries, UTX, MultiTerm XML, StarDict and the OmegaT folder."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from igglossary.errors import InputError, Problem, UnsafeInputError, UsageError
from igglossary.formats.multiterm import read_multiterm, write_multiterm
from igglossary.formats.omegat_folder import CANDIDATES, GLOSSARY, MEMORY, write_omegat_folder
from igglossary.formats.stardict import write_stardict
from igglossary.formats.tables.omegat import read_omegat_glossary, write_omegat_glossary
from igglossary.formats.tables.utx import read_utx, write_utx
from igglossary.formats.tmx import read_tmx
from igglossary.messages import Message
from igglossary.model import (
    AdministrativeStatus,
    Concept,
    Gender,
    LanguageSection,
    PartOfSpeech,
    SourcedText,
    Status,
    Term,
    Transaction,
    TranslationUnit,
    Variant,
)

SHARED = Path(__file__).parents[4] / "shared" / "formats"


def entry() -> Concept:
    german = LanguageSection(
        "de",
        (
            Term("Zugangslücke", "de", part_of_speech=PartOfSpeech.NOUN, gender=Gender.FEMININE),
            Term("Kluft", "de", administrative_status=AdministrativeStatus.DEPRECATED),
        ),
        (SourcedText("Abstand zwischen Gruppen", "Handbuch"),),
    )
    english = LanguageSection("en", (Term("access gap", "en"), Term("gap", "en", is_forbidden=True)))
    return Concept("c9", (german, english), "networks", notes=("see also: gap",))


def test_omegat_glossary(tmp_path: Path) -> None:
    path = tmp_path / "g.utf8"
    report = write_omegat_glossary(path, [entry()], languages=("en", "de"))
    lines = path.read_bytes().decode("utf-8").split("\n")
    assert lines[0].startswith("# igglossary")
    assert lines[1:] == [
        "access gap\tZugangslücke\tnoun, f; networks; Abstand zwischen Gruppen (Handbuch); see also: gap",
        "",
    ]
    assert dict(report.dropped)[Message("forbidden, deprecated and superseded terms")] == 2
    concepts = [item for item in read_omegat_glossary(path, languages=("en", "de")) if isinstance(item, Concept)]
    assert [section.terms[0].text for section in concepts[0].languages] == ["access gap", "Zugangslücke"]
    with pytest.raises(UsageError):
        write_omegat_glossary(path, [], languages=("en",))


def test_omegat_exemplar() -> None:
    path = SHARED / "exemplars" / "digital-divide.omegat.utf8"
    if not path.exists():
        pytest.skip("../shared/formats/exemplars is not here")
    assert sum(isinstance(item, Concept) for item in read_omegat_glossary(path)) == 3


def test_utx_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "g.utx"
    write_utx(path, [entry()], languages=("en", "de"))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf#UTX 1.20; en/de; igglossary\r\n#src\ttgt\t")
    concept = next(item for item in read_utx(path) if isinstance(item, Concept))
    assert concept.id == "c9"
    assert [[term.text for term in section.terms] for section in concept.languages] == [
        ["access gap"],  # the forbidden one would be a line without a mark
        ["Zugangslücke", "Kluft"],
    ]
    german = concept.languages[1].terms
    assert german[0].part_of_speech is PartOfSpeech.NOUN
    assert german[1].administrative_status is AdministrativeStatus.DEPRECATED


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utx_simple_1_00(tmp_path: Path, mark: bytes) -> None:
    path = tmp_path / "g.utx"
    path.write_bytes(
        mark
        + b"#UTX-S 1.00; en-US/de; 2010-01-01T00:00:00Z\r\n#src\ttgt\tsrc:pos\tx-rank\r\nline\tLeitung\tnoun\t4\r\n"
    )
    concept = next(item for item in read_utx(path) if isinstance(item, Concept))
    assert [section.lang for section in concept.languages] == ["en-US", "de"]
    assert concept.languages[0].terms[0].part_of_speech is PartOfSpeech.NOUN
    assert concept.notes == ("x-rank: 4",)
    path.write_bytes(b"line\tLeitung\n")
    with pytest.raises(InputError, match="no UTX"):
        list(read_utx(path))


def test_multiterm_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "g.xml"
    report = write_multiterm(path, [entry()])
    assert path.read_bytes().startswith(b"\xff\xfe<\x00?")
    assert list(read_multiterm(path)) == [entry()]
    assert report.dropped == ()


def test_multiterm_of_others(tmp_path: Path) -> None:
    path = tmp_path / "g.xml"
    path.write_text(
        '<mtf><conceptGrp><concept>12</concept><system type="entryClass">1</system>'
        '<transacGrp><transac type="origination">ada</transac><date>2001-02-03T04:05:06</date></transacGrp>'
        '<descripGrp><descrip type="Sachgebiet">Netz</descrip></descripGrp>'
        '<languageGrp><language type="German" lang="DE"/><termGrp><term>Leitung</term>'
        '<descripGrp><descrip type="Genus">f</descrip></descripGrp>'
        '<descripGrp><descrip type="Farbe">rot</descrip></descripGrp></termGrp></languageGrp>'
        '<languageGrp><language type="English" lang="EN-GB"/><termGrp>'
        '<term>li<xref Tlink="x">ne</xref></term></termGrp>'
        "</languageGrp></conceptGrp><conceptGrp><concept>13</concept></conceptGrp></mtf>",
        encoding="utf-8",
    )
    concept, problem = read_multiterm(path)
    assert isinstance(concept, Concept)
    assert isinstance(problem, Problem)
    assert (concept.id, concept.subject_field) == ("12", "Netz")
    assert concept.transactions == (Transaction("origination", "2001-02-03T04:05:06", "ada"),)
    assert concept.languages[0].terms[0].gender is Gender.FEMININE
    assert concept.languages[0].terms[0].other[0].value == "rot"
    assert (concept.languages[1].lang, concept.languages[1].terms[0].text) == ("en-GB", "line")
    path.write_text('<!DOCTYPE mtf [<!ENTITY a "b">]><mtf/>', encoding="utf-8")
    with pytest.raises(UnsafeInputError):
        list(read_multiterm(path))


def test_stardict(tmp_path: Path) -> None:
    report = write_stardict(tmp_path / "g.ifo", [entry()])
    info = dict(line.split("=", 1) for line in (tmp_path / "g.ifo").read_text("utf-8").splitlines()[1:])
    index, data = (tmp_path / "g.idx").read_bytes(), (tmp_path / "g.dict").read_bytes()
    assert int(info["idxfilesize"]) == len(index)
    words, at = [], 0
    while at < len(index):
        end = index.index(b"\0", at)
        start, size = struct.unpack(">II", index[end + 1 : end + 9])
        words.append((index[at:end].decode(), data[start : start + size].decode()))
        at = end + 9
    assert len(words) == int(info["wordcount"]) == 4
    assert [word for word, _article in words] == ["access gap", "gap", "Kluft", "Zugangslücke"]
    assert "Zugangslücke (noun, feminine)" in words[0][1]
    assert report.written == 1
    with pytest.raises(UsageError):
        write_stardict(tmp_path / "g.dict", [])


def test_omegat_folder(tmp_path: Path) -> None:
    def unit(text: str, status: Status) -> TranslationUnit:
        return TranslationUnit((Variant("en", text), Variant("de", text + " de")), status=status)

    units = [unit("one", Status.APPROVED), unit("two", Status.CANDIDATE), unit("three", Status.REJECTED)]
    units.append(TranslationUnit((Variant("fr", "a"), Variant("de", "b"))))
    report = write_omegat_folder(tmp_path / "p", units, [entry()], source="en", target="de")
    project = (tmp_path / "p" / "omegat.project").read_text("utf-8")
    assert "<source_lang>EN</source_lang>" in project
    assert [item.source.text for item in read_tmx(tmp_path / "p" / MEMORY) if isinstance(item, TranslationUnit)] == [
        "one"
    ]
    rest = [item.source.text for item in read_tmx(tmp_path / "p" / CANDIDATES) if isinstance(item, TranslationUnit)]
    assert rest == ["two"]
    assert "access gap" in (tmp_path / "p" / GLOSSARY).read_text("utf-8")
    dropped = dict(report.dropped)
    assert (dropped[Message("rejected and deferred units")], dropped[Message("units in other languages")]) == (1, 1)
    before = {path: path.read_bytes() for path in (tmp_path / "p").rglob("*") if path.is_file()}
    write_omegat_folder(tmp_path / "p", units, [entry()], source="en", target="de")
    assert before == {path: path.read_bytes() for path in (tmp_path / "p").rglob("*") if path.is_file()}
