"""Decisions in words: what a person changed, for the history in screen and command line."""

from __future__ import annotations

from difflib import ndiff
from typing import TYPE_CHECKING, Any

from igglossary.i18n import _, say
from igglossary.model import AdministrativeStatus, Concept, PartOfSpeech, Relation, Status
from igglossary.review.acts import VERDICTS
from igglossary.review.concept_text import write_concept
from igglossary.review.words import grammar_word, relation_word, status_word, term_status_word
from igglossary.store.sqlite import codec
from igglossary.store.sqlite.lookup import candidate_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from igglossary.model import Decision


def changes(decision: Decision) -> list[str]:
    """One line for each field that changed: ``Note: – → only in quotations``, ``− en: mole``, ``+ en: jetty``."""
    lines = []
    for name, new in decision.new.items():
        old = decision.old.get(name)
        if name == "status" and decision.action in VERDICTS.values():
            continue  # said by the action
        if name == "data":
            lines += _concept_changes(old, new)
        elif name == "is_deleted":
            if decision.undoes is not None and bool(old) != bool(new):
                lines.append(_("deleted") if new else _("restored"))
        elif (old or None) != (new or None):
            label, word = _fields()[name]
            lines.append(f"{label}: {word(old) if old else '–'} → {word(new) if new else '–'}")
    return lines


def _fields() -> dict[str, tuple[str, Callable[[Any], str]]]:
    """What the fields of pairs and units are called, and how their values are told."""
    return {
        "german": (_("German"), str),
        "english": (_("English"), str),
        "source": (_("Source segment"), str),
        "target": (_("Target segment"), str),
        "status": (_("Review status"), lambda value: status_word(Status(value))),
        "administrative_status": (_("Term status"), lambda value: term_status_word(AdministrativeStatus(value))),
        "part_of_speech": (_("Part of speech"), lambda value: grammar_word(PartOfSpeech(value))),
        "relation": (_("Relation of the link"), lambda value: relation_word(Relation(value))),
        "note": (_("Note"), str),
        "concept": (_("Concept"), str),
        "merged_into": (_("Merged into"), candidate_id),
    }


def _concept_changes(old: Any, new: Any) -> list[str]:
    before, after = (_concept_lines(data) if data else [] for data in (old, new))
    marks = {"-": "−", "+": "+"}
    compared = [(line[0], line[2:].strip()) for line in ndiff(before, after)]
    return [f"{marks[kind]} {text}" for kind, text in compared if kind in marks and text]


def _concept_lines(data: Any) -> list[str]:
    """The lines of a concept's text, each field of a term with its term: ``en: mole › status: preferred``."""
    lines: list[str] = []
    term = ""
    for line in write_concept(codec.decode(Concept, data), say).splitlines():
        is_field = line.startswith(" ")
        term = term if is_field else line
        lines.append(f"{term} › {line.strip()}" if is_field else line)
    return lines
