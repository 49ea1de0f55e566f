"""Small stores for tests: entries, decisions, and everything that a dump has to carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.model import (
    Concept,
    InlineCode,
    LanguageSection,
    Occurrence,
    Place,
    SourcedText,
    Span,
    Status,
    Suggestion,
    Term,
    TermPair,
    TranslationUnit,
    Variant,
)
from igglossary.store.contract.review import Change
from igglossary.store.sqlite import concepts, decisions, documents, pairs, units

if TYPE_CHECKING:
    from igglossary.store.sqlite.store import Store


def add_concept(store: Store, concept_id: str, german: str = "", english: str = "") -> None:
    """A concept with a term in each language."""
    sections = (
        LanguageSection("de", (Term(german or f"Begriff {concept_id}", "de"),), (SourcedText("Abgrenzung", "Buch"),)),
        LanguageSection("en", (Term(english or f"concept {concept_id}", "en"),)),
    )
    with store.transaction():
        concepts.write_concept(store, Concept(concept_id, sections))


def delete_concept(store: Store, concept_id: str) -> None:
    """Delete it as a person does."""
    version = decisions.version(store, "concept", concept_id)
    decisions.decide(store, [Change("concept", concept_id, "delete", {"is_deleted": 1}, version)], reason="doppelt")


def fill(store: Store) -> None:
    """Something in every table that is not derived: decisions of each kind, undone ones, deleted and merged entries."""
    run = documents.start_run(store, "import")
    document = documents.add_file(store, run, path="/memory.tmx", kind="tmx", sha256="0" * 64, title="Gedächtnis")
    code = InlineCode(3, "ph", (("x", "1"),), "<br/>")
    units.add_units(
        store,
        [
            TranslationUnit(
                (Variant("en", "An open net", (code,)), Variant("de", "Ein offenes Netz")), notes=("a", "b")
            ),
            TranslationUnit((Variant("en", "A \u202ehidden\x1b[31m text"), Variant("de", "Ein Text\n\"'\u2028"))),
            TranslationUnit((Variant("en", "Gone"), Variant("de", "Weg")), status=Status.CANDIDATE),
        ],
        document,
    )
    german, english = Span("s1", 0, 4, "Netz"), Span("q1", 0, 3, "net")
    occurrence = Occurrence(german, english, "Netz und Leute", "net and people", Place("Gedächtnis"))
    with store.transaction():
        store.execute(
            "INSERT INTO segment (document, name, lang, text, start, stop) VALUES (?, 's1', 'de', 'Netz', 0, 4)",
            (document,),
        )
        pairs.save_mined(
            store,
            document,
            [
                TermPair("Netz", "net", 0.9, (Suggestion("network", 0.5),), (occurrence,)),
                TermPair("Netze", "nets", 0.8, occurrences=(occurrence,)),
            ],
        )
        units.delete_unit(store, 3)
    for concept_id in ("c1", "c2", "c3"):
        add_concept(store, concept_id)
    delete_concept(store, "c3")
    decide(store, "unit", "1", {"status": "rejected", "note": "zu frei"})
    decide(store, "pair", "1", {"merged_into": 2, "status": "rejected"})  # points to a row that comes later
    decide(store, "pair", "2", {"german": "Netzwerk"})
    decisions.undo(store)
    store.set_meta("shipped", "0")


def decide(store: Store, kind: str, entry: str, new: dict[str, object]) -> None:
    """One decision about one entry."""
    version = decisions.version(store, kind, entry)
    decisions.decide(store, [Change(kind, entry, "edit", new, version)])


def contents(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a store, derived tables too, but without the numbers of derived rows and hints that may be old."""
    hidden = {"term": ("id",), "form": ("term",)}
    hints = ("compiled", "memory_frequency", "memory_vocabulary")
    names = [
        row["name"]
        for row in store.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if row["name"] not in hints and not row["name"].startswith(("memory_term", "memory_word"))
    ]
    found = {}
    for name in names:
        columns = [row["name"] for row in store.rows(f"PRAGMA table_info({name})")]
        shown = ", ".join(column for column in columns if column not in hidden.get(name, ())) or "1"
        found[name] = sorted((tuple(row) for row in store.rows(f"SELECT {shown} FROM {name}")), key=repr)
    found["sqlite_sequence"] = [row for row in found["sqlite_sequence"] if row[0] != "term"]
    return found
