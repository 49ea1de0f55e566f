"""Nothing is lost in silence: whatever a kind of file does not give back, its export has said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from igglossary.formats import kinds as table
from igglossary.messages import Message
from igglossary.model import (
    AdministrativeStatus,
    Concept,
    CrossReference,
    DataCategory,
    Gender,
    GrammaticalNumber,
    InlineCode,
    LanguageSection,
    PartOfSpeech,
    Relation,
    SourcedText,
    Status,
    Term,
    TermKind,
    Transaction,
    TranslationUnit,
    Variant,
)

if TYPE_CHECKING:
    from pathlib import Path

GERMAN: Final = Term("Netzwerk der Netze", "de")
ENGLISH: Final = Term("network of networks", "en")
PLAIN: Final = Concept("n1", (LanguageSection("de", (GERMAN,)), LanguageSection("en", (ENGLISH,))))
OTHER: Final = Concept(
    "n2", (LanguageSection("de", (Term("Rechner", "de"),)), LanguageSection("en", (Term("host", "en"),)))
)
FACTS: Final = (Transaction("origination", "2020-01-02", "kim"),)
OF_A_TERM: Final[dict[str, dict[str, object]]] = {
    "part of speech": {"part_of_speech": PartOfSpeech.NOUN},
    "proper noun": {"part_of_speech": PartOfSpeech.PROPER_NOUN},
    "gender": {"gender": Gender.NEUTER},
    "number": {"number": GrammaticalNumber.PLURAL},
    "kind": {"kind": TermKind.VARIANT},
    **{str(status): {"administrative_status": status} for status in AdministrativeStatus},
    "forbidden": {"is_forbidden": True},
    "use instead": {"use_instead": "Internet"},
    "case": {"is_case_sensitive": True},
    "untranslatable": {"is_untranslatable": True},
    "context": {"contexts": (SourcedText("Das ist das Netz.", "S. 3"),)},
    "usage note": {"usage_note": "selten"},
    "region": {"regions": ("AT",)},
    "source": {"source": "Handbuch"},
    "note": {"notes": ("eins", "zwei")},
    "changes": {"transactions": FACTS},
    "references": {"references": (CrossReference("n2", "seeAlso", None),)},
    "id": {"id": "t1"},
    "category": {"other": (DataCategory("termNote", "x-mood", "good"),)},
}
OF_A_SECTION: Final[dict[str, dict[str, object]]] = {
    "synonym": {"terms": (GERMAN, Term("Netz", "de"))},
    "definition": {"definitions": (SourcedText("Alle Netze.", "S. 1"),)},
    "note": {"notes": ("eins", "zwei")},
    "changes": {"transactions": FACTS},
    "category": {"other": (DataCategory("descrip", "x-mood", "good"),)},
}
OF_A_CONCEPT: Final[dict[str, dict[str, object]]] = {
    "subject": {"subject_field": "Netze"},
    "definition": {"definitions": (SourcedText("Alle Netze."), SourcedText("Kein Netz.", "S. 1"))},
    "related": {"related": (CrossReference("n2", "seeAlso", None),)},
    "source": {"source": "Handbuch"},
    "note": {"notes": ("eins",)},
    "notes": {"notes": ("eins", "zwei; drei")},
    "changes": {"transactions": FACTS},
    "category": {"other": (DataCategory("descrip", "x-mood", "good"),)},
    **{str(status): {"status": status} for status in (Status.CANDIDATE, Status.DEFERRED)},
}
KINDS: Final[tuple[tuple[str, dict[str, object]], ...]] = (
    ("tbx", {"dialect": "v2"}),
    ("tbx", {"dialect": "dca"}),
    ("tbx", {"dialect": "dct"}),
    ("csv", {}),
    ("csv", {"layout": "memoq"}),
    ("csv", {"layout": "multiterm"}),
    ("xlsx", {}),
    ("xlsx", {"layout": "phrase"}),
    ("tsv", {}),
    ("omegat", {}),
    ("utx", {}),
    ("multiterm", {}),
)


def _with(**facts: object) -> Concept:
    """The plain concept with something said of its German part."""
    return replace(PLAIN, languages=(replace(PLAIN.languages[0], **facts), PLAIN.languages[1]))  # type: ignore[arg-type]


CONCEPTS: Final = {
    **{f"term: {name}": _with(terms=(replace(GERMAN, **facts),)) for name, facts in OF_A_TERM.items()},  # type: ignore[arg-type]
    **{f"language: {name}": _with(**facts) for name, facts in OF_A_SECTION.items()},
    **{f"concept: {name}": replace(PLAIN, **facts) for name, facts in OF_A_CONCEPT.items()},  # type: ignore[arg-type]
    "third language": replace(PLAIN, languages=(*PLAIN.languages, LanguageSection("fr", (Term("réseau", "fr"),)))),
    "one language": replace(PLAIN, languages=PLAIN.languages[:1]),
}


@pytest.mark.parametrize(("name", "options"), KINDS, ids=str)
def test_what_does_not_come_back_was_said(tmp_path: Path, name: str, options: dict[str, object]) -> None:
    kind = next(each for each in table.KINDS if each.name == name)
    assert kind.write is not None
    assert kind.read is not None
    path = tmp_path / f"terms{kind.endings[0]}"
    if name in ("omegat", "utx"):
        options = {**options, "languages": ("de", "en")}
    silent = []
    for what, concept in CONCEPTS.items():
        dropped = dict(kind.write(path, [OTHER, concept], **options).dropped)
        dropped.pop(Message("ids"), None)
        back = [replace(item, id=concept.id) for item in kind.read(path) if isinstance(item, Concept)][1:]
        if not dropped and back != [concept]:
            silent.append(what)
    assert silent == []


PAIR: Final = (Variant("en", "The net is down."), Variant("de", "Das Netz steht still."))
UNIT: Final = TranslationUnit(PAIR)
CODE: Final = InlineCode(4, "ph", (("x", "1"),), "&lt;br&gt;")
OF_A_VARIANT: Final[dict[str, dict[str, object]]] = {
    "code": {"codes": (CODE,)},
    "enclosing code": {"codes": (InlineCode(0, "hi", (), end=3),)},
    "property": {"properties": (("x-mood", "good"),)},
    "notes": {"notes": ("eins", "zwei")},
    "attribute": {"attributes": (("usagecount", "3"),)},
    "created": {"created_at": "2020-01-02T03:04:05Z", "created_by": "kim"},
    "changed": {"changed_at": "2020-01-02T03:04:05Z", "changed_by": "kim"},
    "line ends": {"text": "one\ntwo\r\nthree"},
    "blanks": {"text": " one  two\t"},
    "control": {"text": "one\x01two"},
}
OF_A_UNIT: Final[dict[str, dict[str, object]]] = {
    "id": {"id": "u1"},
    "relation": {"relation": Relation.SUMMARY, "status": Status.CANDIDATE},
    "score": {"score": 0.75},
    "candidate": {"status": Status.CANDIDATE},
    "deferred": {"status": Status.DEFERRED},
    "rejected": {"status": Status.REJECTED},
    "notes": {"notes": ("eins", "zwei")},
    "property": {"properties": (("x-mood", "good"),)},
    "context": {"properties": (("x-context", "menu"),)},
    "flag": {"properties": (("x-flag", "c-format"),)},
    "comment": {"properties": (("x-extracted-comment", "from the code"),)},
    "reference": {"properties": (("x-reference", "a.c:3"),)},
    "previous": {"properties": (("x-previous-source", "The net was down."),)},
    "attribute": {"attributes": (("usagecount", "3"),)},
    "created": {"created_at": "2020-01-02T03:04:05Z", "created_by": "kim"},
    "changed": {"changed_at": "2020-01-02T03:04:05Z", "changed_by": "kim"},
    "third language": {"variants": (*PAIR, Variant("fr", "Le réseau est en panne."))},
    "one language": {"variants": PAIR[:1]},
}
UNITS: Final = {
    **{f"unit: {name}": replace(UNIT, **facts) for name, facts in OF_A_UNIT.items()},  # type: ignore[arg-type]
    **{
        f"{side}: {name}": replace(
            UNIT,
            variants=tuple(replace(each, **facts) if at == place else each for at, each in enumerate(PAIR)),  # type: ignore[arg-type]
        )
        for name, facts in OF_A_VARIANT.items()
        for place, side in enumerate(("source", "target"))
    },
}


@pytest.mark.parametrize("name", ["tmx", "po"])
def test_what_does_not_come_back_of_a_unit_was_said(tmp_path: Path, name: str) -> None:
    kind = next(each for each in table.KINDS if each.name == name)
    assert kind.write is not None
    assert kind.read is not None
    path = tmp_path / f"memory{kind.endings[0]}"
    other = TranslationUnit((Variant("en", "Another line."), Variant("de", "Eine andere Zeile.")))
    silent = []
    for what, unit in UNITS.items():
        report = kind.write(path, [other, unit])
        back = [item for item in kind.read(path) if isinstance(item, TranslationUnit)][1:]
        if not report.dropped and not report.problems and back != [unit]:
            silent.append(what)
    assert silent == []
