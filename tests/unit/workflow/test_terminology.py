"""The compiled term base follows the term base; mining and aligning store what they say."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from igglossary.errors import StoreError
from igglossary.model import Concept, LanguageSection, Status, Term, TranslationUnit, Variant
from igglossary.store.sqlite import concepts, documents, units
from igglossary.store.sqlite.maintenance import count_entries
from igglossary.terms.recognition.compiled import CompiledTermBase, compile_term_base
from igglossary.workflow import terminology
from igglossary.workflow.aligning import align_files, bead_units, save_alignment, write_alignment
from igglossary.workflow.mining import mine_memory
from igglossary.workflow.terminology import TermBases, annotate, check_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from igglossary.store.sqlite.store import Store
    from igglossary.terms.recognition.entries import TermEntry

TEXT = "Die Hafenmeisterinnen prüfen den Fährplan."


def add(store: Store, name: str, german: str, english: str) -> None:
    sections = (LanguageSection("de", (Term(german, "de"),)), LanguageSection("en", (Term(english, "en"),)))
    assert [outcome.result for outcome in store.terms.add([Concept(name, sections)])] == ["added"]


def test_the_compiled_term_base_is_kept_and_made_anew_when_it_must_be(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def counted(entries: Iterable[TermEntry], lang: str) -> CompiledTermBase:
        made.append(lang)
        return compile_term_base(entries, lang)

    monkeypatch.setattr(terminology, "compile_term_base", counted)
    add(store, "master", "Hafenmeisterin", "harbour master")
    assert [hit.surface for hit in annotate(store, TermBases(), TEXT, "de")] == ["Hafenmeisterinnen"]
    assert [hit.surface for hit in annotate(store, TermBases(), TEXT, "de-AT")] == ["Hafenmeisterinnen"]
    assert made == ["de"]
    add(store, "plan", "Fährplan", "ferry timetable")
    assert [hit.surface for hit in annotate(store, TermBases(), TEXT, "de")] == ["Hafenmeisterinnen", "Fährplan"]
    assert made == ["de", "de"]
    with store.transaction():
        concepts.delete_concept(store, "master")
    assert [hit.surface for hit in annotate(store, TermBases(), TEXT, "de")] == ["Fährplan"]


def test_a_cache_of_another_version_is_made_anew(store: Store) -> None:
    add(store, "plan", "Fährplan", "ferry timetable")
    TermBases().load(store, "de")
    store.terms.keep_compiled({"de": b"not what this version reads"}, store.terms.compiled("de").fingerprint)
    assert [hit.surface for hit in annotate(store, TermBases(), TEXT, "de")] == ["Fährplan"]


def test_units_with_the_same_id_keep_their_places(store: Store, tmp_path: Path) -> None:
    add(store, "plan", "Fährplan", "ferry timetable")
    unit = '<trans-unit id="1"><source>{}</source><target>{}</target></trans-unit>'
    file = (
        '<file original="{}" source-language="de" target-language="en" datatype="plaintext"><body>\n{}\n</body></file>'
    )
    path = tmp_path / "two.xlf"
    path.write_text(
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
        + file.format("a", unit.format("Der Fährplan gilt.", "The ferry timetable is valid."))
        + "\n"
        + file.format("b", unit.format("Der Fährplan fehlt.", "It is missing."))
        + "\n</xliff>\n",
        encoding="utf-8",
    )
    checked = check_file(store, TermBases(), path)
    assert [finding.rule for finding in checked.findings] == ["missing-term"]
    place = checked.places[checked.findings[0].unit]
    assert (place.line, place.unit.target.text) == (6, "It is missing.")


def test_mining_again_replaces_what_the_memory_proposed(store: Store) -> None:
    run = documents.start_run(store, "import")
    document = documents.add_file(store, run, path="x", kind="tmx", sha256="00")
    texts = (
        ("The harbour master checks the ferry timetable.", "Die Hafenmeisterin prüft den Fährplan."),
        ("The ferry timetable is valid from May on.", "Der Fährplan gilt ab Mai."),
        ("We no longer print the ferry timetable.", "Wir drucken den Fährplan nicht mehr."),
    )
    units.add_units(store, [TranslationUnit((Variant("en", en), Variant("de", de))) for en, de in texts], document)
    candidate = TranslationUnit((Variant("en", "Not yet."), Variant("de", "Noch nicht.")), status=Status.CANDIDATE)
    units.add_units(store, [candidate], document)
    first = mine_memory(store)
    assert first.units == 3
    pairs = count_entries(store)["pair"]
    again = mine_memory(store)
    assert (again.new_pairs, again.known_pairs) == (0, first.new_pairs)
    assert count_entries(store)["pair"] == pairs


def test_an_alignment_goes_to_the_store_or_to_a_file(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.de").write_text("Die Fähre kommt.\nSie fährt um acht Uhr.\n", encoding="utf-8")
    (tmp_path / "a.en").write_text("The ferry is coming.\nIt leaves at eight o'clock.\n", encoding="utf-8")
    langs = ("de", "en")
    done = align_files(store, tmp_path / "a.de", tmp_path / "a.en", langs=langs, lines=True)
    assert not done.has_model
    made = bead_units(done, langs, "a.de")
    assert [(unit.source.lang, unit.target.lang, unit.status) for unit in made] == [("en", "de", Status.CANDIDATE)] * 2
    assert save_alignment(store, done, langs, str(tmp_path / "a.de")).added == 2
    assert save_alignment(store, done, langs, str(tmp_path / "a.de")).unchanged == 2
    report = write_alignment(str(tmp_path / "out.tmx"), done, langs, "a.de")
    assert report.written == 2


def test_blank_lines_are_no_sentences(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.de").write_text("Die Fähre kommt.\n\n \nSie fährt um acht Uhr.\n\n", encoding="utf-8")
    (tmp_path / "a.en").write_text("\nThe ferry is coming.\n\nIt leaves at eight o'clock.\n", encoding="utf-8")
    done = align_files(store, tmp_path / "a.de", tmp_path / "a.en", langs=("de", "en"), lines=True)
    assert [unit.target.text for unit in bead_units(done, ("de", "en"), "a.de")] == [
        "Die Fähre kommt.",
        "Sie fährt um acht Uhr.",
    ]


def test_a_quotation_kept_beside_its_translation_is_no_sentence_of_the_text(store: Store, tmp_path: Path) -> None:
    german = (
        "Open Harbour Forum\nThe ferry has to leave at eight o'clock in the morning.\n"
        "Die Fähre muss um acht Uhr morgens ablegen.\nDer Hafenmeister schließt danach die Tore.\n"
    )
    english = (
        "Open Harbour Forum\nThe ferry has to leave at eight o'clock in the morning.\n"
        "The harbour master closes the gates after that.\n"
    )
    (tmp_path / "a.de").write_text(german, encoding="utf-8")
    (tmp_path / "a.en").write_text(english, encoding="utf-8")
    for langs in (("de", "en"), ("en", "de")):
        done = align_files(store, tmp_path / f"a.{langs[0]}", tmp_path / f"a.{langs[1]}", langs=langs)
        texts = [unit.target.text for unit in bead_units(done, langs, "a.de")]
        assert texts[:2] == ["Open Harbour Forum", "Die Fähre muss um acht Uhr morgens ablegen."]
        assert [(os.path.basename(one.file), str(one.message)) for one in done.problems] == [
            ("a.de", "1 sentence in the language of the other text is left out")
        ]


def test_a_term_base_that_was_loaded_is_used_until_it_changes(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    bases = TermBases()
    add(store, "master", "Hafenmeisterin", "harbour master")
    assert [hit.surface for hit in annotate(store, bases, TEXT, "de")] == ["Hafenmeisterinnen"]
    with monkeypatch.context() as patch:
        patch.setattr(CompiledTermBase, "from_bytes", None)  # nothing is loaded again
        assert [hit.surface for hit in annotate(store, bases, TEXT, "de")] == ["Hafenmeisterinnen"]
    add(store, "plan", "Fährplan", "ferry timetable")
    assert [hit.surface for hit in annotate(store, bases, TEXT, "de")] == ["Hafenmeisterinnen", "Fährplan"]


def test_a_server_writes_nothing(store: Store) -> None:
    add(store, "master", "Hafenmeisterin", "harbour master")
    store.forbid_writing()
    bases = TermBases(keeps_learned=False)
    assert [hit.surface for hit in annotate(store, bases, TEXT, "de")] == ["Hafenmeisterinnen"]
    assert store.terms.compiled("de").data is None
    with pytest.raises(StoreError):
        add(store, "plan", "Fährplan", "ferry timetable")
