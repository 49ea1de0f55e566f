"""An import that meets what a person decided: nothing comes back unasked, what it adds is an act, undo works."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from igglossary.errors import ConflictError, InputError
from igglossary.formats import xml
from igglossary.formats.tbx import write_tbx
from igglossary.formats.tmx import write_tmx
from igglossary.model import Concept, LanguageSection, SourcedText, Status, Term, TranslationUnit, Variant
from igglossary.store import codec
from igglossary.store.contract.review import Change
from igglossary.store.sqlite import decisions
from igglossary.store.sqlite.maintenance import examine
from igglossary.store.sqlite.opening import open_store
from igglossary.workflow.importing import import_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from igglossary.store.sqlite.store import Store

LOCK = Concept(
    "lock",
    (
        LanguageSection("de", (Term("Schleuse", "de"), Term("Kammer", "de")), (SourcedText("hebt Schiffe", "Amt"),)),
        LanguageSection("en", (Term("lock", "en"), Term("sluice", "en"))),
    ),
    notes=("Kanal",),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "store.db"), person="Ada") as opened:
        yield opened
        assert examine(opened) == []


def decide(store: Store, kind: str, entry: str, action: str, new: dict[str, object]) -> None:
    store.review.decide([Change(kind, entry, action, new, decisions.version(store, kind, entry))])


def edited(concept: Concept) -> Concept:
    """As a person left it: a term out, the definition and the note written anew."""
    german, english = concept.languages
    german = replace(german, terms=german.terms[:1], definitions=(SourcedText("hebt und senkt Schiffe", "Ada"),))
    return replace(concept, languages=(german, english), notes=("an Kanälen",))


def file_of(tmp_path: Path, concept: Concept) -> Path:
    path = tmp_path / "terms.tbx"
    write_tbx(path, [concept])
    return path


def test_what_a_person_took_out_does_not_come_back(store: Store, tmp_path: Path) -> None:
    former = file_of(tmp_path, LOCK)
    import_file(store, former)
    decide(store, "concept", "lock", "edit", {"data": codec.encode(edited(LOCK))})
    summary = import_file(store, former)
    assert (summary.changed, summary.unchanged) == (0, 1)
    assert "Kammer (de)" in str(summary.problems[0])
    now = store.terms.concept("lock")
    assert now is not None
    assert [term.text for term in now.languages[0].terms] == ["Schleuse"]
    assert [one.text for one in now.languages[0].definitions] == ["hebt und senkt Schiffe"]
    assert now.notes == ("an Kanälen",)
    assert [one.action for one in store.review.undo().decisions] == ["undo"]
    undone = store.terms.concept("lock")
    assert undone is not None
    assert undone.languages == LOCK.languages


def test_what_is_new_is_an_act_that_can_be_undone(store: Store, tmp_path: Path) -> None:
    import_file(store, file_of(tmp_path, LOCK))
    decide(store, "concept", "lock", "edit", {"data": codec.encode(edited(LOCK))})
    dutch = replace(LOCK, languages=(*LOCK.languages, LanguageSection("nl", (Term("sluis", "nl"),))))
    assert import_file(store, file_of(tmp_path, dutch)).changed == 1
    assert [one.action for one in store.review.history("concept", "lock")] == ["edit", "import"]
    now = store.terms.concept("lock")
    assert now is not None
    assert [section.lang for section in now.languages] == ["de", "en", "nl"]
    assert len(now.languages[0].terms) == 1
    assert import_file(store, file_of(tmp_path, dutch)).changed == 0, "the second time changes nothing"
    for _turn in range(2):
        assert store.review.undo().decisions
    back = store.terms.concept("lock")
    assert back is not None
    assert back.languages == LOCK.languages


def test_a_conflict_names_its_cause(store: Store, tmp_path: Path) -> None:
    import_file(store, file_of(tmp_path, LOCK))
    decide(store, "concept", "lock", "edit", {"data": codec.encode(edited(LOCK))})
    store.person = "Bob"
    dutch = replace(LOCK, languages=(*LOCK.languages, LanguageSection("nl", (Term("sluis", "nl"),))))
    import_file(store, file_of(tmp_path, dutch))
    store.person = "Ada"
    with pytest.raises(ConflictError, match=r"Bob changed this entry \(extended from a file"):
        store.review.undo()
    with store.transaction():
        store.execute("UPDATE concept SET data = replace(data, 'lock', 'barrage')")
    with pytest.raises(ConflictError, match="another program"):
        store.review.undo()
    with store.transaction():
        store.execute("UPDATE concept SET data = replace(data, 'barrage', 'lock')")


@pytest.mark.parametrize("how", ["delete", "reject"])
@pytest.mark.parametrize("again", ["same", "other id", "other content"])
def test_what_was_deleted_or_rejected_stays_so(store: Store, tmp_path: Path, how: str, again: str) -> None:
    import_file(store, file_of(tmp_path, LOCK))
    if how == "delete":
        decide(store, "concept", "lock", "delete", {"is_deleted": 1})
    else:
        rejected = replace(LOCK, status=Status.REJECTED)
        decide(store, "concept", "lock", "reject", {"data": codec.encode(rejected)})
    other = {"same": LOCK, "other id": replace(LOCK, id="other"), "other content": replace(LOCK, id="x", notes=("y",))}
    summary = import_file(store, file_of(tmp_path, other[again]))
    assert summary.added == 0
    assert not list(store.terms.concepts(statuses=[Status.APPROVED]))


def test_a_homonym_of_what_was_deleted_is_new(store: Store, tmp_path: Path) -> None:
    import_file(store, file_of(tmp_path, LOCK))
    decide(store, "concept", "lock", "delete", {"is_deleted": 1})
    german, english = LanguageSection("de", (Term("Schloss", "de"),)), LanguageSection("en", (Term("lock", "en"),))
    assert import_file(store, file_of(tmp_path, Concept("door", (german, english)))).added == 1


def test_a_unit_that_was_rewritten_twice_does_not_come_back(store: Store, tmp_path: Path) -> None:
    def unit(german: str) -> TranslationUnit:
        return TranslationUnit((Variant("en", "The lock is closed."), Variant("de", german)), status=Status.APPROVED)

    texts = ("Die Schleuse ist zu.", "Die Schleuse bleibt zu.", "Die Schleuse ist geschlossen.")
    files = []
    for number, text in enumerate(texts):
        files.append(tmp_path / f"{number}.tmx")
        write_tmx(files[-1], [unit(text)])
    import_file(store, files[0])
    for text in texts[1:]:
        decide(store, "unit", "1", "edit", {"target": text})
    for file in files:
        assert import_file(store, file).added == 0, "a former text of a unit is no new unit"
    assert [each.variants[1].text for each in store.memory.iterate()] == [texts[2]]
    for text in reversed(texts[:2]):
        assert store.review.undo().decisions
        assert [each.variants[1].text for each in store.memory.iterate()] == [text]


def test_a_unit_that_was_rejected_stays_so(store: Store, tmp_path: Path) -> None:
    unit = TranslationUnit((Variant("en", "Low water."), Variant("de", "Hochwasser.")), status=Status.APPROVED)
    write_tmx(tmp_path / "m.tmx", [unit])
    import_file(store, tmp_path / "m.tmx")
    decide(store, "unit", "1", "reject", {"status": "rejected"})
    summary = import_file(store, tmp_path / "m.tmx")
    assert (summary.unchanged, summary.added, summary.changed) == (1, 0, 0)
    assert [each.status for each in store.memory.iterate()] == [Status.REJECTED]


def test_a_file_that_breaks_in_the_middle_says_what_may_be_in(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xml, "CHUNK", 4096)
    path = tmp_path / "m.tmx"
    write_tmx(
        path, [TranslationUnit((Variant("en", f"Lock {n}."), Variant("de", f"Schleuse {n}."))) for n in range(2000)]
    )
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace("</body>", "<tu></body>"), encoding="utf-8")
    with pytest.raises(InputError, match="may be in the store already"):
        import_file(store, path)
    path.write_text(sound, encoding="utf-8")
    import_file(store, path)
    assert len(list(store.memory.iterate())) == 2000
    path.write_text(sound[:80], encoding="utf-8")
    with pytest.raises(InputError) as refused:
        import_file(store, path)
    assert "may be in" not in str(refused.value), "nothing was read, so nothing is in"
