"""TBX: the dialects of others, what they say, what we write."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from igglossary.errors import InputError, Problem, UnsafeInputError
from igglossary.formats.report import Skipped
from igglossary.formats.tbx import open_tbx, read_tbx, write_tbx
from igglossary.formats.tbx.vocabulary import original_id, xml_id
from igglossary.model import (
    AdministrativeStatus,
    Concept,
    CrossReference,
    DataCategory,
    Gender,
    GrammaticalNumber,
    LanguageSection,
    PartOfSpeech,
    SourcedText,
    Status,
    Term,
    TermKind,
    Transaction,
)

if TYPE_CHECKING:
    from pathlib import Path

    from igglossary.formats.tbx import Dialect

V3 = '<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="{type}" style="{style}" xml:lang="en"><tbxHeader/><text><body>'


def v2(tmp_path: Path, body: str, *, kind: str = "TBX-Basic") -> Path:
    """A v2 file with these entries."""
    path = tmp_path / "a.tbx"
    path.write_text(
        f'<martif type="{kind}" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc>'
        f"</martifHeader><text><body>\n{body}\n</body></text></martif>",
        "utf-8",
    )
    return path


def v3(tmp_path: Path, body: str, *, kind: str = "TBX-Basic", style: str = "dca") -> Path:
    """A v3 file with these entries."""
    path = tmp_path / "a.tbx"
    path.write_text(V3.format(type=kind, style=style) + body + "</body></text></tbx>", "utf-8")
    return path


def concepts_of(path: Path) -> list[Concept]:
    """The concepts of a file without the problems."""
    return [item for item in open_tbx(path) if isinstance(item, Concept)]


def term_of(tmp_path: Path, inside: str, **rest: str) -> Term:
    """The only term of a v2 file."""
    body = f'<termEntry id="c"><langSet xml:lang="de"><tig><term>Netz</term>{inside}</tig></langSet></termEntry>'
    return concepts_of(v2(tmp_path, body, **rest))[0].languages[0].terms[0]


def written(*concepts: Concept, dialect: Dialect = "v2") -> str:
    """What is written for concepts."""
    stream = io.BytesIO()
    write_tbx(stream, concepts, dialect=dialect)
    return stream.getvalue().decode()


def concept(*terms: Term, **rest: object) -> Concept:
    """A small concept."""
    return Concept("c1", (LanguageSection("de", terms or (Term("Netz", "de"),)),), **rest)  # type: ignore[arg-type]


def test_everything_of_tbx_basic_is_read(tmp_path: Path) -> None:
    path = v2(
        tmp_path,
        """<termEntry id="c7">
          <descrip type="subjectField">law</descrip>
          <descripGrp><descrip type="definition">what it
             is</descrip><admin type="source">Code</admin></descripGrp>
          <transacGrp><transac type="transactionType">origination</transac>
            <transacNote type="responsibility" target="p">Anna</transacNote><date>2020-01-02</date></transacGrp>
          <ref type="crossReference" target="c8">other</ref>
          <xref type="externalCrossReference" target="https://example.org">site</xref>
          <admin type="source">Handbook</admin><admin type="projectSubset">P</admin><note>N</note>
          <langSet xml:lang="de"><note>L</note><tig id="t1"><term>Netz</term>
            <termNote type="partOfSpeech">Noun</termNote><termNote type="grammaticalGender">neuter</termNote>
            <termNote type="termType">fullForm</termNote><termNote type="grammaticalNumber">singular</termNote>
            <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
            <termNote type="geographicalUsage">AT</termNote><termNote type="usageNote">rare</termNote>
            <descripGrp><descrip type="context">Im Netz.</descrip><admin type="source">Brief</admin></descripGrp>
            <admin type="source">Duden</admin></tig></langSet></termEntry>""",
    )

    assert concepts_of(path) == [
        Concept(
            "c7",
            (
                LanguageSection(
                    "de",
                    (
                        Term(
                            "Netz",
                            "de",
                            "t1",
                            PartOfSpeech.NOUN,
                            Gender.NEUTER,
                            GrammaticalNumber.SINGULAR,
                            TermKind.FULL_FORM,
                            AdministrativeStatus.PREFERRED,
                            contexts=(SourcedText("Im Netz.", "Brief"),),
                            usage_note="rare",
                            regions=("AT",),
                            source="Duden",
                        ),
                    ),
                    notes=("L",),
                ),
            ),
            "law",
            (SourcedText("what it is", "Code"),),
            (
                CrossReference("c8", "crossReference", "other"),
                CrossReference("https://example.org", "externalCrossReference", "site"),
            ),
            "Handbook",
            ("N",),
            (Transaction("origination", "2020-01-02", "Anna"),),
            (DataCategory("admin", "projectSubset", "P"),),
        )
    ]


@pytest.mark.parametrize(
    ("written_status", "status"),
    [
        ("preferredTerm-admn-sts", AdministrativeStatus.PREFERRED),
        ("admitted", AdministrativeStatus.ADMITTED),
        ("notRecommended", AdministrativeStatus.DEPRECATED),
        ("deprecatedTerm", AdministrativeStatus.DEPRECATED),
        ("obsolete", AdministrativeStatus.SUPERSEDED),
        ("standardizedTerm-admn-sts", None),
    ],
)
def test_administrative_status_under_all_its_names(
    tmp_path: Path, written_status: str, status: AdministrativeStatus | None
) -> None:
    for name in ("administrativeStatus", "normativeAuthorization"):
        term = term_of(tmp_path, f'<termNote type="{name}">{written_status}</termNote>')
        assert term.administrative_status is status
        assert bool(term.other) is (status is None)


@pytest.mark.parametrize(
    "note",
    ['"forbidden">true', '"administrativeStatus">forbidden'],  # Phrase; Weblate
)
def test_what_other_tools_forbid_is_forbidden(tmp_path: Path, note: str) -> None:
    assert term_of(tmp_path, f"<termNote type={note}</termNote>") == Term("Netz", "de", is_forbidden=True)
    assert not term_of(tmp_path, '<termNote type="forbidden">false</termNote>').is_forbidden


def test_the_style_is_told_by_namespace_and_not_by_prefix(tmp_path: Path) -> None:
    body = (
        '<conceptEntry id="1"><m:subjectField xmlns:m="http://www.tbxinfo.net/ns/min">law</m:subjectField>'
        '<langSec xml:lang="en"><termSec><term>net</term>'
        '<q:partOfSpeech xmlns:q="http://www.tbxinfo.net/ns/min">noun</q:partOfSpeech>'
        '<b:grammaticalNumber xmlns:b="http://www.tbxinfo.net/ns/linguist">plural</b:grammaticalNumber>'
        "</termSec></langSec></conceptEntry>"
    )
    (made,) = concepts_of(v3(tmp_path, body, style="dct"))

    assert (made.id, made.subject_field) == ("1", "law")
    assert made.languages[0].terms[0].part_of_speech is PartOfSpeech.NOUN
    assert made.languages[0].terms[0].number is GrammaticalNumber.PLURAL


def test_unknown_dialects_are_kept_and_said(tmp_path: Path) -> None:
    body = (
        '<conceptEntry id="127562"><descrip type="subjectField">a;b</descrip><langSec xml:lang="en"><termSec>'
        '<term>net</term><descrip type="reliabilityCode">9</descrip><x:mood xmlns:x="urn:x">good</x:mood>'
        "</termSec></langSec></conceptEntry>"
    )
    file = open_tbx(v3(tmp_path, body, kind="TBX-IATE"))
    (made,) = file

    assert isinstance(made, Concept)
    assert made.languages[0].terms[0].other == (
        DataCategory("descrip", "mood", "good"),
        DataCategory("descrip", "reliabilityCode", "9"),
    )
    assert "mood" in str(file.problems[0].message)


@pytest.mark.parametrize(
    ("entry", "language", "term"),
    [("termEntry", "langSet", "tig"), ("conceptEntry", "langGroup", "termGroup")],
)
def test_tbx_min_2013_in_both_element_sets(tmp_path: Path, entry: str, language: str, term: str) -> None:
    path = tmp_path / "a.tbx"
    path.write_text(
        f'<TBX dialect="TBX-Min"><header><id>s</id></header><body><{entry} id="C1"><subjectField>f</subjectField>'
        f'<{language} xml:lang="de"><{term}><term>Hund</term><partOfSpeech>noun</partOfSpeech><customer>K</customer>'
        "<termStatus>notRecommended</termStatus><noteGrp><note><noteKey>usage</noteKey><noteValue>selten</noteValue>"
        f"</note></noteGrp></{term}></{language}></{entry}></body></TBX>"
    )
    (made,) = concepts_of(path)
    (found,) = made.languages[0].terms

    assert made.subject_field == "f"
    assert found.part_of_speech is PartOfSpeech.NOUN
    assert found.administrative_status is AdministrativeStatus.DEPRECATED
    assert found.notes == ("selten",)
    assert found.other == (DataCategory("admin", "customerSubset", "K"),)


def test_ntig_with_components_and_markup_in_terms(tmp_path: Path) -> None:
    body = (
        '<termEntry><langSet xml:lang="en"><ntig><termGrp><term>H<hi>2</hi>O</term>'
        '<termNote type="partOfSpeech">noun</termNote><termCompList type="lemma"><termComp>a</termComp>'
        "<termComp>b</termComp></termCompList></termGrp></ntig></langSet></termEntry>"
    )
    (made,) = concepts_of(v2(tmp_path, body, kind="TBX"))
    (term,) = made.languages[0].terms

    assert (term.text, term.part_of_speech) == ("H2O", PartOfSpeech.NOUN)
    assert term.other == (DataCategory("termCompList", "lemma", "a|b"),)


def test_ids_are_made_where_there_are_none_and_stay_the_same(tmp_path: Path) -> None:
    entry = '<langSet xml:lang="de"><tig><term>{}</term></tig></langSet></termEntry>'
    one = "<termEntry>" + entry.format("Netz")
    two = "<termEntry>" + entry.format("Knoten")
    same = '<termEntry id="x">' + entry.format("a") + '<termEntry id="x">' + entry.format("b")

    first = {c.languages[0].terms[0].text: c.id for c in concepts_of(v2(tmp_path, one + two))}
    again = {c.languages[0].terms[0].text: c.id for c in concepts_of(v2(tmp_path, two + one))}
    assert first == again
    assert [c.id for c in concepts_of(v2(tmp_path, same))] == ["x", "x-2"]


def test_what_cannot_be_a_concept_is_skipped_and_said(tmp_path: Path) -> None:
    path = v2(
        tmp_path,
        '<termEntry id="a"><langSet xml:lang="de"><tig><term></term></tig></langSet></termEntry>\n'
        '<termEntry id="b"/>\n'
        '<termEntry id="c"><langSet xml:lang="??"><tig><term>x</term></tig></langSet></termEntry>',
    )
    with open_tbx(path) as file:
        items = list(file)

    assert file.read == 2
    assert [(item.unit_id, item.line) for item in items if isinstance(item, Skipped)] == [("a", 2), ("c", 4)]
    assert any("without any language" in str(problem.message) for problem in file.problems)
    assert [type(item) for item in read_tbx(path)].count(Problem) == len(file.problems)


def test_definitions_at_a_term_and_contexts_elsewhere_are_kept(tmp_path: Path) -> None:
    body = (
        '<termEntry id="c"><descrip type="context">C</descrip><langSet xml:lang="de"><descripGrp>'
        '<descrip type="context">L</descrip><admin type="source">S</admin></descripGrp>'
        '<tig><term>Netz</term><descrip type="definition">D</descrip></tig></langSet></termEntry>'
    )
    (made,) = concepts_of(v2(tmp_path, body))

    assert made.other == (DataCategory("descrip", "context", "C"),)
    assert made.languages[0].definitions == (SourcedText("D"),)
    assert made.languages[0].other == (DataCategory("admin", "source", "S"), DataCategory("descrip", "context", "L"))


@pytest.mark.parametrize("name", ["c1", "127562", "a b", "igg.x", "igg.000041", "ä/ö", "", "igg7.z", "x" * 300])
def test_any_string_can_be_an_id(name: str) -> None:
    assert original_id(xml_id(name)) == name
    assert original_id(xml_id(name, 3)) == name


@pytest.mark.parametrize("dialect", ["v2", "dca", "dct"])
def test_other_tools_see_what_is_forbidden(dialect: Dialect) -> None:
    text = written(concept(Term("Cyberspace", "de", is_forbidden=True, use_instead="Netz")), dialect=dialect)

    assert "deprecatedTerm-admn-sts" in text
    assert "<note>Forbidden</note>" in text
    assert "<note>Use instead: Netz</note>" in text


def test_references_into_nowhere_become_notes_and_back(tmp_path: Path) -> None:
    one = concept(related=(CrossReference("c2"), CrossReference("gone"), CrossReference("c2", label="später")))
    two = Concept("c2", (LanguageSection("de", (Term("Knoten", "de"),)),))
    text = written(one, two)
    (tmp_path / "a.tbx").write_text(text, "utf-8")

    assert text.count('<ref type="crossReference" target="c2">') == 2
    assert 'target="gone"' not in text
    assert concepts_of(tmp_path / "a.tbx") == [one, two]


def test_persons_stand_in_the_back_matter_once() -> None:
    done = (Transaction("origination", "2020-01-02", "Anna"), Transaction("modification", None, "Anna"))
    text = written(concept(transactions=done), dialect="dct")

    assert text.count('<item type="fn">Anna</item>') == 1
    assert text.count('<basic:responsibility target="igg.person.1">Anna</basic:responsibility>') == 2


def test_v3_has_no_proper_nouns(tmp_path: Path) -> None:
    given = concept(Term("ICANN", "de", part_of_speech=PartOfSpeech.PROPER_NOUN))
    text = written(given, dialect="dca")
    (tmp_path / "a.tbx").write_text(text, "utf-8")

    assert '<termNote type="partOfSpeech">noun</termNote>' in text
    assert "properNoun" in written(given)
    assert concepts_of(tmp_path / "a.tbx") == [given]


def test_review_status_is_written_unless_approved() -> None:
    assert "<note>Status: candidate</note>" in written(concept(status=Status.CANDIDATE))
    assert "igglossary: status" not in written(concept())


def test_empty_terms_and_repeated_ids_are_counted() -> None:
    stream = io.BytesIO()
    report = write_tbx(stream, [concept(), concept(Term("", "de"), Term("Netz", "de"))])

    assert report.written == 2
    assert sorted(count for _reason, count in report.dropped) == [1, 1]
    assert 'id="c1-2"' in stream.getvalue().decode()


@pytest.mark.parametrize("root", ["html", "tmx", "TAGTABLE"])
def test_another_root_is_named(tmp_path: Path, root: str) -> None:
    path = tmp_path / "a.tbx"
    path.write_text(f"<{root}/>")

    with pytest.raises(InputError, match=f"<{root}>"):
        open_tbx(path)


def test_deep_and_endless_entries_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = "<descripGrp>" * 300 + "</descripGrp>" * 300
    for body in (f"<termEntry>{deep}</termEntry>", deep):
        with pytest.raises(UnsafeInputError, match="nested"):
            concepts_of(v2(tmp_path, body))
    monkeypatch.setattr("igglossary.formats.tbx.tree._MAX_ENTRY", 1 << 20)
    with pytest.raises(UnsafeInputError, match="larger than"):
        concepts_of(v2(tmp_path, f"<termEntry>{'<a/>' * (1 << 19)}</termEntry>"))


def test_the_header_of_a_file(tmp_path: Path) -> None:
    with open_tbx(v3(tmp_path, "", kind="TBX-Min", style="dct")) as file:
        assert (file.header.root, file.header.dialect, file.header.style) == ("tbx", "TBX-Min", "dct")
        assert not file.header.is_ours
        assert list(file) == []
