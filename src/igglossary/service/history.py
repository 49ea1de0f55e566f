"""Decisions in words: what a person changed, for the history in screen and command line."""

from __future__ import annotations

from difflib import ndiff
from functools import partial
from typing import TYPE_CHECKING, Any

from igglossary.i18n import say
from igglossary.messages import Message, _
from igglossary.model import AdministrativeStatus, Concept, PartOfSpeech, Relation, Status
from igglossary.review.acts import VERDICTS
from igglossary.review.concept_text import write_concept
from igglossary.review.reasons import reason_word
from igglossary.review.words import grammar_word, relation_word, status_word, term_status_word
from igglossary.store import codec
from igglossary.store.actions import action_word
from igglossary.store.contract import candidate_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from igglossary.model import Decision


def changes(decision: Decision, language: str | None = None) -> list[str]:
    """One line for each field that changed: ``Note: – → only in quotations``, ``− en: mole``, ``+ en: jetty``."""
    lines: list[str] = []
    for name, new in decision.new.items():
        old = decision.old.get(name)
        if name == "status" and decision.action in VERDICTS.values():
            continue  # said by the action
        if name == "data":
            lines += _concept_changes(old, new, language)
        elif name == "is_deleted":
            if decision.undoes is not None and bool(old) != bool(new):
                lines.append(say(_("deleted") if new else _("restored"), language))
        elif (old or None) != (new or None):
            label, word = _fields()[name]
            before, after = (say(word(value), language) if value else "–" for value in (old, new))
            lines.append(f"{say(label, language)}: {before} → {after}")
    return lines


def reason_text(decision: Decision, language: str | None = None) -> str:
    """Why it was decided: what a person wrote; of a dissent, which keeps an action, what was wanted. Perhaps ""."""
    reason = decision.reason or ""
    if decision.action == "dissent" and reason in VERDICTS.values():
        return say(_("wanted: {action}").format(action=action_word(reason)), language)
    word = reason_word(reason)
    return word if isinstance(word, str) else say(word, language)


def _fields() -> dict[str, tuple[Message, Callable[[Any], Message | str]]]:
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
        "reason": (_("Reason"), reason_word),
    }


def _concept_changes(old: Any, new: Any, language: str | None) -> list[str]:
    before, after = (_concept_lines(data, language) if data else [] for data in (old, new))
    marks = {"-": "−", "+": "+"}
    compared = [(line[0], line[2:].strip()) for line in ndiff(before, after)]
    return [f"{marks[kind]} {text}" for kind, text in compared if kind in marks and text]


def _concept_lines(data: Any, language: str | None) -> list[str]:
    """The lines of a concept's text, each field of a term with its term: ``en: mole › status: preferred``."""
    lines: list[str] = []
    term = ""
    for line in write_concept(codec.decode(Concept, data), partial(say, language=language)).splitlines():
        is_field = line.startswith(" ")
        term = term if is_field else line
        lines.append(f"{term} › {line.strip()}" if is_field else line)
    return lines
