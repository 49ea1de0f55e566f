"""Imports account for every unit, change nothing the second time, and put swapped languages right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from igglossary.errors import InputError, UnsupportedInputError, UsageError
from igglossary.formats.tbx import write_tbx
from igglossary.formats.tmx import write_tmx
from igglossary.model import Concept, LanguageSection, Term, TranslationUnit, Variant
from igglossary.store.sqlite import concepts, units
from igglossary.store.sqlite.dump import dump
from igglossary.store.sqlite.maintenance import count_entries
from igglossary.workflow import importing
from igglossary.workflow.exporting import export
from igglossary.workflow.importing import import_file
from igglossary.workflow.selection import Selection

if TYPE_CHECKING:
    from pathlib import Path

    from igglossary.store.sqlite.store import Store

PAIRS = (
    ("The ferry leaves the harbour at eight.", "Die Fähre verlässt den Hafen um acht."),
    ("Nobody has seen the captain today.", "Niemand hat heute den Kapitän gesehen."),
    ("The passengers are waiting on the quay.", "Die Fahrgäste warten auf dem Kai."),
    ("It will not rain before the evening.", "Es wird vor dem Abend nicht regnen."),
)
TERMS = (
    ("Abendfähre", "evening ferry"),
    ("Leuchtturmwärterin", "female lighthouse keeper"),
    ("Hafengebühr", "harbour dues"),
    ("Fahrgastzählung", "passenger counting"),
    ("Ankerplatz", "anchoring place"),
)


def unit(english: str, german: str) -> TranslationUnit:
    return TranslationUnit((Variant("en", english), Variant("de", german)))


def swapped(english: str, german: str) -> TranslationUnit:
    """The texts stand under each other's language."""
    return TranslationUnit((Variant("en", german), Variant("de", english)))


def concept(number: int, german: str, english: str) -> Concept:
    sections = (LanguageSection("de", (Term(german, "de"),)), LanguageSection("en", (Term(english, "en"),)))
    return Concept(f"c{number}", sections)


def sides(store: Store) -> set[tuple[str, str]]:
    return {(variant.lang, variant.text) for one in units.iterate_units(store) for variant in one.variants}


def test_every_unit_is_accounted_for(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    odd = [unit("", "Leer."), unit("Empty.", ""), TranslationUnit((Variant("en", "Alone."),))]
    write_tmx(path, [*(unit(*pair) for pair in PAIRS), unit(*PAIRS[0]), *odd])
    report = import_file(store, path)
    assert report.read == report.added + report.changed + report.unchanged + report.skipped == 8
    assert (report.added, report.unchanged, report.skipped) == (4, 1, 3)
    assert {str(reason): n for reason, n in report.reasons.items()} == {
        "no text in one of the languages": 2,
        "only one language": 1,
    }
    again = import_file(store, path)
    assert (again.read, again.added, again.changed, again.unchanged, again.skipped) == (8, 0, 0, 5, 3)


def test_a_large_file_is_accounted_for_in_the_same_way(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_LARGE_BYTES", 1)  # read by another process
    path = tmp_path / "memory.tmx"
    write_tmx(path, [*(unit(*pair) for pair in PAIRS), TranslationUnit((Variant("en", "Alone."),))])
    text = path.read_text(encoding="utf-8").replace("</body>", "<tu><tuv><seg>No language.</seg></tuv></tu></body>")
    path.write_text(text, encoding="utf-8")
    report = import_file(store, path)
    assert (report.read, report.added, report.skipped) == (6, 4, 2)
    assert sum(report.reasons.values()) == 2
    assert len(report.problems) == 1
    assert report.problems[0].line is not None


def test_dry_run_changes_nothing(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    write_tmx(path, [unit(*pair) for pair in PAIRS])
    before = list(dump(store))
    assert import_file(store, path, dry_run=True).added == 4
    assert list(dump(store)) == before


def test_swapped_units_are_refused_whole(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    write_tmx(path, [swapped(*pair) for pair in PAIRS])
    before = list(dump(store))
    with pytest.raises(InputError, match="what is marked en looks like de"):
        import_file(store, path)
    assert list(dump(store)) == before


def test_swap_exchanges_the_languages_of_units(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    write_tmx(path, [swapped(*pair) for pair in PAIRS])
    assert import_file(store, path, swap=True).added == 4
    assert sides(store) == {("en", en) for en, _de in PAIRS} | {("de", de) for _en, de in PAIRS}


def test_swap_keeps_the_region_of_a_tag_and_skips_a_third_language(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    many = [TranslationUnit((Variant("en-GB", de), Variant("de-AT", en))) for en, de in PAIRS] * 60
    write_tmx(path, [*many, TranslationUnit((Variant("en-GB", "Nein."), Variant("fr", "No.")))])
    report = import_file(store, path, swap=True)
    assert (report.added, report.skipped) == (4, 1)
    assert {str(reason): n for reason, n in report.reasons.items()} == {
        "a third language, fr: only two can be exchanged": 1
    }
    assert {lang for lang, _text in sides(store)} == {"de-AT", "en-GB"}


def test_swap_needs_two_languages(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "memory.tmx"
    variants = (Variant("en", "Yes."), Variant("de", "Ja."), Variant("fr", "Oui."))
    write_tmx(path, [TranslationUnit(variants)])
    with pytest.raises(InputError, match="only two languages can be exchanged"):
        import_file(store, path, swap=True)


def test_swapped_concepts_are_refused_or_exchanged(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "terms.tbx"
    write_tbx(path, [concept(n, english, german) for n, (german, english) in enumerate(TERMS)])
    with pytest.raises(InputError, match="languages seem to be swapped"):
        import_file(store, path)
    assert count_entries(store)["concept"] == {}
    assert import_file(store, path, swap=True).added == len(TERMS)
    found = {
        (section.lang, term.lang, term.text)
        for one in concepts.iterate_concepts(store)
        for section in one.languages
        for term in section.terms
    }
    assert ("de", "de", "Hafengebühr") in found
    assert ("en", "en", "harbour dues") in found


def test_terms_that_look_foreign_are_not_refused(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "terms.tbx"
    same = ("Software", "Server", "Browser", "Cloud Computing", "Domain Name System", "Open Data")
    write_tbx(path, [concept(n, word, word) for n, word in enumerate(same)])
    assert import_file(store, path).added == len(same)


@pytest.mark.parametrize("include_candidates", [False, True])
@pytest.mark.parametrize("ending", ["tmx", "tbx", "csv", "tsv", "xlsx", "utf8", "utx", "mtf"])
def test_our_own_export_changes_nothing(ending: str, include_candidates: bool, built: Store, tmp_path: Path) -> None:
    path = tmp_path / f"own.{ending}"
    export(built, path, selection=Selection(include_candidates=include_candidates))
    before = count_entries(built)
    report = import_file(built, path)
    assert (report.added, report.changed, report.skipped) == (0, 0, 0)
    assert report.read == report.unchanged
    after = count_entries(built)
    assert {**after, "document": 0} == {**before, "document": 0}


def test_a_comment_that_somebody_wrote_into_our_glossary_is_taken(built: Store, tmp_path: Path) -> None:
    path = tmp_path / "own.utf8"
    export(built, path)
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("digitale Spaltung\tdigital divide"))
    lines[at] = "digitale Spaltung\tdigital divide\tasked in Berlin"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert import_file(built, path).changed == 1
    concept = concepts.get_concept(built, "digital-divide")
    assert concept is not None
    assert "asked in Berlin" in concept.notes


def test_a_dump_fills_a_new_store_and_only_that(built: Store, new: Store, tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    rows = export(built, path).written
    same = import_file(built, path)
    assert (same.read, same.unchanged, same.added) == (rows, rows, 0)
    assert import_file(new, path).added == rows
    assert list(dump(new)) == list(dump(built))
    import_file(built, _memory(tmp_path))
    with pytest.raises(UsageError, match="only be read into a new store"):
        import_file(built, path)
    with pytest.raises(InputError, match="cannot be read"):
        import_file(built, tmp_path / "missing.jsonl")


def test_a_kind_that_is_only_written(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "dictionary.ifo"
    path.write_text("StarDict's dict ifo file\n", encoding="utf-8")
    with pytest.raises(UnsupportedInputError, match="can be written, not read"):
        import_file(store, path)


def _memory(folder: Path) -> Path:
    path = folder / "more.tmx"
    write_tmx(path, [unit(*pair) for pair in PAIRS])
    return path


def test_what_the_term_base_says_otherwise_stays_and_is_said(store: Store, tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("de,en,Genus,Sachgebiet\nSchleuse,lock,f,Hafen\n", "utf-8")
    second.write_text("de,en,Genus,Sachgebiet,Register\nSchleuse,lock,m,Wasserbau,technical\n", "utf-8")
    import_file(store, first)
    summary = import_file(store, second)

    assert (summary.changed, summary.skipped) == (1, 0)
    (problem,) = summary.problems
    assert "which stays: subject field, gender." in str(problem.message)


def test_a_changed_concept_says_what_is_new(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("de,en,Definition\nMole,pier,\nKai,quay,\n", "utf-8")
    assert import_file(store, path).changes == ()
    path.write_text("de,en,Definition\nMole,pier; jetty,Damm im Wasser\nKai,quay,\n", "utf-8")
    (change,) = import_file(store, path, dry_run=True).changes
    assert str(change).endswith(": definition, “jetty”")


def test_a_changed_unit_says_what_is_new(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    entries = 'msgid "Dyke"\nmsgstr "Deich"\n\n{}msgid "Weir"\nmsgstr "Wehr"\n'
    path.write_text(HEADER + entries.format("#, fuzzy\n"), "utf-8")
    assert import_file(store, path).changes == ()
    path.write_text(HEADER + entries.format("# Am Fluss\n"), "utf-8")
    (change,) = import_file(store, path, dry_run=True).changes
    assert str(change) == "“Weir”: approved, notes and properties"


HEADER = 'msgid ""\nmsgstr "Language: de\\n"\n\n'
