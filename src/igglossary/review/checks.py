"""What stops an approval, and what only makes the reviewer look twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from igglossary.languages.numbers import differing
from igglossary.messages import Message, _
from igglossary.review.words import conflict_message, doubt_message
from igglossary.store.contract.entries import ConceptEntry, PairEntry, UnitEntry
from igglossary.text.languages import primary

if TYPE_CHECKING:
    from igglossary.model import Concept
    from igglossary.review.conflicts import TermConflict
    from igglossary.store.contract.entries import Entry

_GERMAN_LETTERS = re.compile("[äöüßÄÖÜẞ]")
_IDENTICAL_WORDS = 4
"""From this many words on, a sentence that is the same in both languages was not translated; names are shorter."""


class Finding(NamedTuple):
    """One thing that is wrong or doubtful; only a blocking one stops an approval."""

    message: Message
    is_blocking: bool = False
    conflict: TermConflict | None = None
    """The finding is this conflict, about which an approval asks."""


def check(entry: Entry, conflict: TermConflict | None = None) -> tuple[Finding, ...]:
    """What there is to say about an entry before it is approved, blocking findings first.

    ``conflict`` is what stands against a pair (``review.conflicts``).
    """
    if isinstance(entry, ConceptEntry):
        return check_concept(entry.concept)
    findings = check_sides(entry.german, entry.english, is_segment=isinstance(entry, UnitEntry))
    if isinstance(entry, PairEntry):
        if entry.doubt is not None:
            findings += (Finding(doubt_message(entry.doubt)),)
        if conflict is not None:
            findings += (Finding(conflict_message(conflict), conflict=conflict),)
    return findings


def doubts(pair: PairEntry) -> tuple[Finding, ...]:
    """What makes a reviewer look twice at a pair without a question: its base form, its numbers, equal sides."""
    return tuple(finding for finding in check(pair) if not finding.is_blocking)


def check_sides(german: str, english: str, *, is_segment: bool) -> tuple[Finding, ...]:
    """The checks that need nothing but the two texts of a pair or a link."""
    if not german.strip() or not english.strip():
        side = _("The German side is empty.") if not german.strip() else _("The English side is empty.")
        return (Finding(side, is_blocking=True),)
    if german.strip() == english.strip():
        is_impossible = bool(_GERMAN_LETTERS.search(english)) or (
            is_segment and len(english.split()) >= _IDENTICAL_WORDS
        )
        if is_impossible:
            return (Finding(_("Both sides have the same text: this is no translation."), is_blocking=True),)
        return (Finding(_("Both sides have the same text.")),)
    german_only, english_only = differing(german, "de", english, "en")
    alone = dict.fromkeys(number.surface for number in (*german_only, *english_only))
    if alone:
        return (Finding(_("Numbers stand on one side only: {numbers}.").format(numbers=tuple(alone)[:5])),)
    return ()


def check_concept(concept: Concept) -> tuple[Finding, ...]:
    """A concept needs a term; one that lacks a language is only incomplete."""
    terms = [term for section in concept.languages for term in section.terms]
    if not any(term.text.strip() for term in terms):
        return (Finding(_("The concept has no term."), is_blocking=True),)
    if any(not term.text.strip() for term in terms):
        return (Finding(_("A term is empty."), is_blocking=True),)
    if len({primary(term.lang) for term in terms}) < 2:
        return (Finding(_("The concept has terms in one language only.")),)
    return ()
