"""CSV and TSV as people have them."""

from __future__ import annotations

import contextlib
import io
import time
from pathlib import Path

import pytest

from igglossary.errors import InputError, Problem, UnsafeInputError, UsageError
from igglossary.formats.report import Choice
from igglossary.formats.tables.columns import meaning
from igglossary.formats.tables.tabular import read_csv, read_tsv, write_csv
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
    TranslationUnit,
)

BAD = Path(__file__).parents[4] / "shared" / "formats" / "bad"
GOLDEN = Path(__file__).parents[2] / "golden"

Read = tuple[list[Concept], list[TranslationUnit], list[Problem]]


def read(tmp_path: Path, data: str | bytes, name: str = "terms.csv", languages: tuple[str, ...] = ()) -> Read:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    items = list(read_tsv(path) if name.endswith("tsv") else read_csv(path, languages=languages))
    return (
        [item for item in items if isinstance(item, Concept)],
        [item for item in items if isinstance(item, TranslationUnit)],
        [item for item in items if isinstance(item, Problem) and not isinstance(item, Choice)],
    )


def texts(concept: Concept) -> dict[str, list[str]]:
    return {section.lang: [term.text for term in section.terms] for section in concept.languages}


def entry() -> Concept:
    german = LanguageSection(
        "de",
        (
            Term("Datensparsamkeit", "de", part_of_speech=PartOfSpeech.NOUN, gender=Gender.FEMININE),
            Term("Datenarmut", "de", administrative_status=AdministrativeStatus.DEPRECATED, is_forbidden=True),
        ),
        (SourcedText("Nur erheben, was nötig ist; mehr nicht.", "Leitfaden"),),
    )
    english = LanguageSection("en", (Term("data minimisation", "en", notes=("one | two", "=three")),))
    return Concept("c7", (german, english), "data protection", source="Leitfaden", status=Status.CANDIDATE)


@pytest.mark.parametrize(
    ("header", "field", "lang"),
    [
        ("de", "term", "de"),
        ("en_gb", "term", "en-GB"),
        ("Englisch (UK)", "term", "en-GB"),
        ("Term (de)", "term", "de"),
        ("Deutsche Benennung", "term", "de"),
        ("German_Definition", "definition", "de"),
        ("Definition DE", "definition", "de"),
        ("Term DE Status", "status", "de"),
        ("Wortart", "part_of_speech", None),
        ("Genus", "gender", None),
        ("Quelle", "source", None),
        ("Anmerkung", "note", None),
        ("id", "concept_id", None),
        (">>T<<Note", "term_note", None),
        ("Termin", "unknown", None),
    ],
)
def test_headers_are_understood(header: str, field: str, lang: str | None) -> None:
    assert meaning(header) == (field, lang)


def test_a_pair_of_tags_is_a_glossary(tmp_path: Path) -> None:
    concepts, _units, problems = read(tmp_path, "de,en\nEimer; Kübel,bucket | pail\n")
    assert [texts(concept) for concept in concepts] == [{"de": ["Eimer", "Kübel"], "en": ["bucket", "pail"]}]
    assert problems == []


def test_ids_follow_from_the_terms(tmp_path: Path) -> None:
    one, _units, _problems = read(tmp_path, "de,en\nHaus,house\n")
    two, _units, _problems = read(tmp_path, "Englisch;Deutsch\nhouse;Haus\n")
    assert one[0].id == two[0].id


def test_german_excel_with_semicolons_and_windows_1252(tmp_path: Path) -> None:
    data = (
        "Deutsch;Genus;Englisch;Wortart;Definition;Quelle;Priorität\r\nHütte;f.;hut;Substantiv;klein;Lexikon;hoch\r\n"
    )
    concepts, _units, problems = read(tmp_path, data.encode("cp1252"))
    german = concepts[0].languages[0].terms[0]
    assert (german.text, german.gender, german.part_of_speech) == ("Hütte", Gender.FEMININE, PartOfSpeech.NOUN)
    assert concepts[0].languages[1].terms[0].gender is None
    assert concepts[0].definitions == (SourcedText("klein"),)
    assert concepts[0].source == "Lexikon"
    assert concepts[0].notes == ("Priorität: hoch",)
    assert [problem.line for problem in problems] == [1, 1]
    assert "Windows-1252" in str(problems[0].message)


def test_memoq_export(tmp_path: Path) -> None:
    data = (
        "Entry_ID;Entry_Subject;Entry_Note;Entry_Created;German_Def;German;Term_Info;Term_Example;German;Term_Info;"
        "Term_Example;English_Def;English;Term_Info;Term_Example\n"
        "7;Netz;so;1/2/2020;ein Ding;Leitung;;Die Leitung steht.;Strecke;;;a thing;line;;\n"
    )
    concepts, _units, problems = read(tmp_path, data)
    concept = concepts[0]
    assert (concept.id, concept.subject_field, concept.notes) == ("7", "Netz", ("so",))
    assert texts(concept) == {"de": ["Leitung", "Strecke"], "en": ["line"]}
    assert concept.languages[0].definitions == (SourcedText("ein Ding"),)
    assert concept.languages[0].terms[0].contexts == (SourcedText("Die Leitung steht."),)
    assert concept.languages[0].terms[1].contexts == ()
    assert "Entry_Created" in str(problems[0].message)


def test_glossary_converter_and_long_format(tmp_path: Path) -> None:
    data = ">>E<<Subject\t>>L<<German\t>>T<<Status\t>>L<<English\t>>T<<Note\nNetz\tLeitung\tbevorzugt\tline\tgut\n"
    concepts, _units, _problems = read(tmp_path, data, "a.tsv")
    assert concepts[0].languages[0].terms[0].administrative_status is AdministrativeStatus.PREFERRED
    assert concepts[0].languages[1].terms[0].notes == ("gut",)
    concepts, _units, _problems = read(tmp_path, "id,language,term\n1,de,Haus\n1,en,house\n2,fr,maison\n")
    assert [texts(concept) for concept in concepts] == [{"de": ["Haus"], "en": ["house"]}, {"fr": ["maison"]}]


def test_source_and_target_are_segments(tmp_path: Path) -> None:
    concepts, units, _problems = read(tmp_path, "source,target,note\nThe house is old.,Das Haus ist alt.,n\nx,\n")
    assert concepts == []
    assert [(variant.lang, variant.text) for variant in units[0].variants] == [
        ("en", "The house is old."),
        ("de", "Das Haus ist alt."),
    ]
    assert units[0].notes == ("n",)
    assert _problems[0].line == 3


def test_without_a_header_the_words_tell(tmp_path: Path) -> None:
    concepts, _units, problems = read(tmp_path, "The houses are public;Die Häuser sind öffentlich\n")
    assert [section.lang for section in concepts[0].languages] == ["en", "de"]
    assert problems[0].line == 1
    with pytest.raises(InputError, match="Nothing says which languages"):
        read(tmp_path, "1;2\n")
    concepts, _units, _problems = read(tmp_path, "1;2\n", languages=("cs", "pl"))
    assert [section.lang for section in concepts[0].languages] == ["cs", "pl"]


def test_problems_have_their_lines(tmp_path: Path) -> None:
    data = 'de,en\n"a\nb",c\nd,e,f\ng\n"a\nb",c\nh,i\n"open,j\n,\nk,l\n'
    concepts, _units, problems = read(tmp_path, data)
    assert [problem.line for problem in problems] == [4, 5, 6, 9]
    assert texts(concepts[-1]) == {"de": ["k"], "en": ["l"]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    concepts, _units, problems = read(tmp_path, "de,en\nTür,door\n".encode(encoding))
    assert (texts(concepts[0]), problems) == ({"de": ["Tür"], "en": ["door"]}, [])


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\0\1\2\3", b"de,en\n".ljust(90, b"\0"), b"one\ntwo\n"])
def test_no_table_is_one_sentence(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, data)
    assert str(caught.value).count("\n") == 0


def test_a_very_long_line_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnsafeInputError):
        read(tmp_path, b"de,en\n" + b"a" * (5 << 20))


def test_terminal_escapes_are_made_visible(tmp_path: Path) -> None:
    _concepts, _units, problems = read(tmp_path, "de,en,\x1b[31mred\nHaus,house,x\n")
    assert "\x1b" not in str(problems[0])


def test_shared_bad_files() -> None:
    if not BAD.is_dir():
        pytest.skip("../shared/formats/bad is not here")
    assert [type(item) for item in read_csv(BAD / "bad-encoding.csv")] == [Problem, Problem, Concept]
    ragged = list(read_tsv(BAD / "ragged.tsv"))
    assert sum(isinstance(item, Concept) for item in ragged) == 3
    with pytest.raises(InputError):
        list(read_csv(BAD / "formula-injection.csv"))


@pytest.mark.parametrize("layout", ["own", "memoq", "phrase", "multiterm"])
def test_layouts_are_as_documented(tmp_path: Path, layout: str) -> None:
    out = io.BytesIO()
    report = write_csv(out, [entry()], layout=layout)
    golden = GOLDEN / f"terms-{layout}.csv"
    assert out.getvalue() == golden.read_bytes()
    assert report.written == 1
    concepts, _units, _problems = read(tmp_path, out.getvalue())
    assert "data minimisation" in texts(concepts[0])["en"]
    if layout == "own":
        assert concepts == [entry()]
        assert report.dropped == ()
    else:
        assert dict(report.dropped)[Message("ids")] == 1


def test_languages_choose_and_order_the_columns(tmp_path: Path) -> None:
    out = io.BytesIO()
    report = write_csv(out, [entry()], languages=("en",))
    assert report.dropped == ((Message("terms in {language}").format(language="de"), 2),)
    concepts, _units, _problems = read(tmp_path, out.getvalue())
    assert list(texts(concepts[0])) == ["en"]


def test_unknown_layout() -> None:
    with pytest.raises(UsageError):
        write_csv(io.BytesIO(), [entry()], layout="trados")


def test_what_is_no_header_costs_no_time(tmp_path: Path) -> None:
    def cost(data: str) -> float:
        start = time.process_time()
        with contextlib.suppress(InputError):
            read(tmp_path, data)
        return time.process_time() - start

    for piece in ("a ", "a;", "<a b='c'>"):
        assert cost(piece * 100_000 + "\n") < 30 * max(cost(piece * 12_500 + "\n"), 0.01)


def _texts(concepts: list[Concept]) -> list[list[str]]:
    """The terms of each concept, with their languages."""
    return [[f"{term.lang}={term.text}" for part in each.languages for term in part.terms] for each in concepts]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("English [en] Term,German (de-DE)\nwhois,Whois-Dienst\n", ["en=whois", "de-DE=Whois-Dienst"]),
        ("DE_Term;EN_Term\nLeitung;line\n", ["de=Leitung", "en=line"]),
        ("Dt.;Engl.\nLeitung;line\n", ["de=Leitung", "en=line"]),
        ("Deutsch;Übersetzung\nLeitung;line\nZugang;access\n", ["de=Leitung", "en=line"]),
        ("Begriff;Übersetzung\nLeitung;line\nZugang;access\n", ["de=Leitung", "en=line"]),
        ("Deutsch;Englisch\nGerman;English\nLeitung;line\n", ["de=Leitung", "en=line"]),
        ("Deutsch;;Englisch\nBenennung;Genus;Benennung\nLeitung;f;line\n", ["de=Leitung", "en=line"]),
        ("Leitung,line,DE,EN\nZugang,access,DE,EN\n", ["de=Leitung", "en=line"]),
        ("Deutsch;Englisch\nQuelle;source\n", ["de=Quelle", "en=source"]),
        ('Deutsch;Englisch\n"Leitung\nKabel";line\n', ["de=Leitung", "de=Kabel", "en=line"]),
    ],
)
def test_headers_of_other_people(tmp_path: Path, table: str, expected: list[str]) -> None:
    concepts, _units, _problems = read(tmp_path, table)
    assert _texts(concepts)[0] == expected


def test_csv_of_excel_for_the_macintosh(tmp_path: Path) -> None:
    concepts, _units, problems = read(tmp_path, "Deutsch;Englisch\rMündigkeit;maturity\r".encode("mac-roman"))
    assert _texts(concepts) == [["de=Mündigkeit", "en=maturity"]]
    assert "Mac Roman" in str(problems[0].message)


def test_a_row_that_is_fuzzy_is_a_candidate(tmp_path: Path) -> None:
    rows = '"source","target","fuzzy"\n"The file was not found.","Die Datei wurde nicht gefunden.","{}"\n'
    for said, status in (("True", Status.CANDIDATE), ("False", Status.APPROVED)):
        _concepts, units, problems = read(tmp_path, rows.format(said))
        assert ([unit.status for unit in units], problems) == ([status], [])
