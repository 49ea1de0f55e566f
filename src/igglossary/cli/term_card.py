"""A term card: everything the term base knows about a concept, for people (``lookup --full``)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from igglossary.cli.output import BOLD, DIM
from igglossary.cli.values import with_language_tags
from igglossary.concept_fields import WORDS, contents_of
from igglossary.i18n import _, ngettext, say
from igglossary.model import (
    Attestation,
    Collocation,
    Concept,
    CrossReference,
    DataCategory,
    Gender,
    PartOfSpeech,
)
from igglossary.review.words import term_status_word
from igglossary.store import codec
from igglossary.store.contract import pair_of_candidate
from igglossary.workflow.uses import by_quarter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from igglossary.answers.facts import Quarter
    from igglossary.answers.terms import TermAnswer, TermHit
    from igglossary.cli.output import Output
    from igglossary.model import LanguageSection, Term
    from igglossary.store.contract.store import Store
    from igglossary.store.contract.terms import SeenIn

_INDENT = "    "
_BARS = "·▁▂▃▄▅▆▇█"
_MOST_FIGURES = 8
"""Quarters whose figures are told: two years."""
_SHOWN_OF_A_CONCEPT = frozenset({"subject_field", "definitions", "related", "source", "notes"})
_SHOWN_OF_A_TERM = frozenset(
    {"part_of_speech", "gender", "administrative_status", "is_forbidden", "use_instead", "usage_note", "contexts"}
)
"""What has a place of its own on the card; every other field is a line with its label."""


def print_cards(store: Store, answer: TermAnswer, output: Output) -> None:
    """Print a card for every hit of a look-up, a blank line between them."""
    records = store.terms.records([hit.concept for hit in answer.hits])
    for number, hit in enumerate(answer.hits):
        if number:
            output.line()
        if hit.concept in records:
            _print_concept(store, codec.loads(Concept, records[hit.concept]), output)
        else:
            _print_candidate(store, hit, output)
    if answer.memory:
        output.line()
        output.styled((_("In the memory"), BOLD))
        for found in answer.memory:
            output.line(f"  {found.lang}  {found.text}")
            output.styled((f"  {found.other_lang}  {found.other}", DIM))


def _print_concept(store: Store, concept: Concept, output: Output) -> None:
    subject = f"  {concept.subject_field}" if concept.subject_field else ""
    output.styled((concept.id, BOLD), (subject, DIM))
    for section in concept.languages:
        _print_section(section, output)
    for definition in concept.definitions:
        output.line(_INDENT + definition.text)
    labels = _labels(store, [reference.target for reference in concept.related])
    for name, text in (
        (_("Related"), "; ".join(labels)),
        (_("Source"), concept.source),
        *_details(concept, _SHOWN_OF_A_CONCEPT),
        (_("Note"), " ".join(concept.notes)),
        (_("Seen in"), "; ".join(map(_seen, store.terms.seen_in([concept.id])[concept.id]))),
        (_("Used in reports"), _history(by_quarter(store.reports.uses(), concept.id))),
    ):
        if text:
            output.styled("  ", (f"{name}: ", DIM), text)


def _print_section(section: LanguageSection, output: Output) -> None:
    for term in section.terms:
        output.styled(f"  {section.lang}  ", (term.text, BOLD), (_grammar(term), DIM), _remarks(term))
        for context in term.contexts:
            source = f" ({context.source})" if context.source else ""
            output.styled(_INDENT + "  ", (_("Context: "), DIM), context.text, (source, DIM))
        for label, text in _details(term, _SHOWN_OF_A_TERM):
            output.styled(_INDENT + "  ", (f"{label}: ", DIM), text)
    for definition in section.definitions:
        source = f" ({definition.source})" if definition.source else ""
        output.styled(_INDENT, (_("Definition: "), DIM), definition.text, (source, DIM))
    for note in section.notes:
        output.styled(_INDENT, (_("Note: "), DIM), note)


def _details(owner: Concept | Term, shown: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Label and text of every field that people write and that has no place of its own on the card."""
    for each in contents_of(type(owner)):
        value = getattr(owner, each.name)
        if each.label and value != each.default and each.name not in shown:
            items = value if each.is_many else (value,)
            yield say(each.label).capitalize(), "; ".join(map(_words, items))


def _words(item: Any) -> str:
    if isinstance(item, Collocation):
        return " – ".join(text for _lang, text in item.texts)
    if isinstance(item, Attestation):
        return ", ".join(part for part in (item.body, item.symbol, item.date) if part)
    if isinstance(item, CrossReference):
        return item.label or item.target
    if isinstance(item, DataCategory):
        return f"{item.name} = {item.value}"
    if isinstance(item, StrEnum):
        return say(WORDS[item])
    return _("yes") if item is True else str(item)


def _grammar(term: Term) -> str:
    genders = {Gender.MASCULINE: "m", Gender.FEMININE: "f", Gender.NEUTER: "n"}
    parts = {
        PartOfSpeech.NOUN: _("noun"), PartOfSpeech.VERB: _("verb"), PartOfSpeech.ADJECTIVE: _("adjective"),
        PartOfSpeech.ADVERB: _("adverb"), PartOfSpeech.PROPER_NOUN: _("name"),
    }  # fmt: skip
    words = [parts[term.part_of_speech]] if term.part_of_speech in parts else []
    words += [genders[term.gender]] if term.gender in genders else []
    return "  " + " ".join(words) if words else ""


def _remarks(term: Term) -> str:
    remarks = [say(term_status_word(term.administrative_status))] if term.administrative_status else []
    remarks += [_("forbidden")] if term.is_forbidden else []
    remarks += [_("use {terms}").format(terms=term.use_instead)] if term.use_instead else []
    remarks += [term.usage_note] if term.usage_note else []
    return f"  ({'; '.join(remarks)})" if remarks else ""


def _print_candidate(store: Store, hit: TermHit, output: Output) -> None:
    translations = "; ".join(with_language_tags(hit.translations))
    pair = pair_of_candidate(hit.concept)
    remark = _("phrase of the memory") if pair is None else _("candidate, not reviewed yet")
    output.styled((hit.concept, BOLD), ("  " + remark, DIM))
    output.line(f"  {hit.term} → {translations}")
    if pair is None:
        return
    seen = "; ".join(map(_seen, store.terms.seen_in([hit.concept])[hit.concept]))
    if seen:
        output.styled("  ", (_("Seen in") + ": ", DIM), seen)


def _seen(one: SeenIn) -> str:
    times = ngettext("{n} occurrence", "{n} occurrences", one.occurrences).format(n=one.occurrences)
    return f"{one.document} ({times})"


def _history(quarters: Sequence[Quarter]) -> str:
    """A bar for every quarter of which there are reports, then the figures of the last ones."""
    most = max((one.occurrences for one in quarters), default=0)
    bars = "".join(_BARS[-(-one.occurrences * (len(_BARS) - 1) // most)] for one in quarters)
    shown = quarters[-_MOST_FIGURES:]
    figures = [f"{one.quarter or _('undated')} {one.occurrences}" for one in shown]
    return f"{bars}  {'… ' if len(shown) < len(quarters) else ''}{', '.join(figures)}" if quarters else ""


def _labels(store: Store, concepts: list[str]) -> list[str]:
    """The first German term of each concept, else its id."""
    known = store.terms.records(concepts)
    sections = [codec.loads(Concept, known[name]).section("de") if name in known else None for name in concepts]
    return [
        section.terms[0].text if section and section.terms else name
        for name, section in zip(concepts, sections, strict=True)
    ]
