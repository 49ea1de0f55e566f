"""How an approved pair makes, extends and leaves a concept; pure functions on concepts."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from typing import TYPE_CHECKING

from igglossary.languages.sameness import is_same_term
from igglossary.model import (
    AdministrativeStatus,
    Concept,
    LanguageSection,
    SourcedText,
    Status,
    Term,
    Transaction,
)
from igglossary.text.languages import primary

if TYPE_CHECKING:
    from igglossary.model import Occurrence
    from igglossary.store.contract.entries import PairEntry

CYCLE = (AdministrativeStatus.PREFERRED, AdministrativeStatus.ADMITTED, AdministrativeStatus.DEPRECATED)
"""What the key for the term status steps through."""
_OUT_OF_USE = (AdministrativeStatus.DEPRECATED, AdministrativeStatus.SUPERSEDED)


def make_id(german: str, english: str) -> str:
    """The id of the concept that a pair makes: the same pair makes the same concept in every store."""
    digest = hashlib.sha256(f"{german}\n{english}".encode()).hexdigest()
    return f"igg-{digest[:12]}"


def new_concept(now: str) -> Concept:
    """An empty concept that a person makes; ``now`` (ISO 8601) and the process keep its id apart from all others."""
    digits = "".join(character for character in now if character.isdigit())
    return Concept(f"own-{digits}-{os.getpid()}")


def next_status(status: AdministrativeStatus | None) -> AdministrativeStatus:
    """The administrative status after this one; a term without one counts as preferred."""
    position = CYCLE.index(status) if status in CYCLE else (0 if status is None else -1)
    return CYCLE[(position + 1) % len(CYCLE)]


def make_concept(
    pair: PairEntry, occurrence: Occurrence | None, origination: Transaction, *, concept_id: str | None = None
) -> Concept:
    """A concept with the two terms of a pair, each with the sentence of ``occurrence`` in which it stands."""
    status = pair.administrative_status or AdministrativeStatus.PREFERRED
    german = make_term(pair.german, "de", AdministrativeStatus.PREFERRED, origination)
    english = make_term(pair.english, "en", status, origination)
    german = replace(german, part_of_speech=pair.part_of_speech)
    german, english = in_context(german, occurrence), in_context(english, occurrence)
    return Concept(
        id=concept_id or make_id(pair.german, pair.english),
        languages=(LanguageSection("de", (german,)), LanguageSection("en", (english,))),
        source=None if occurrence is None else occurrence.provenance.document,
        notes=(pair.note,) if pair.note else (),
        transactions=(origination,),
        status=Status.APPROVED,
        provenance=() if occurrence is None else (occurrence.provenance,),
    )


def make_term(text: str, lang: str, status: AdministrativeStatus, origination: Transaction) -> Term:
    """A term that a reviewer adds; the transaction tells it from curated ones."""
    return Term(text, lang, administrative_status=status, transactions=(origination,))


def in_context(term: Term, occurrence: Occurrence | None) -> Term:
    """The term with the sentence of its language in which it stands; as it is without an occurrence."""
    if occurrence is None:
        return term
    segment = occurrence.german_segment if primary(term.lang) == "de" else occurrence.english_segment
    return replace(term, contexts=(SourcedText(segment, occurrence.provenance.document),))


def has_term(concept: Concept, lang: str, text: str) -> bool:
    """True if the concept has this designation in the language, in any spelling of the same term."""
    return any(is_same_term(term.text, text, lang) for term in terms_of(concept, lang))


def is_avoided(term: Term) -> bool:
    """True for a term that nobody is to use."""
    return term.is_forbidden or term.administrative_status in _OUT_OF_USE


def terms_of(concept: Concept, lang: str) -> tuple[Term, ...]:
    """The terms of a concept in one language, of all its sections."""
    return tuple(term for section in concept.languages if primary(section.lang) == lang for term in section.terms)


def best_term(concept: Concept, lang: str) -> str | None:
    """The preferred term, else the first that is neither forbidden nor out of use, else any; None without terms."""

    def rank(term: Term) -> int:
        if term.administrative_status is AdministrativeStatus.PREFERRED:
            return 0
        return 2 if is_avoided(term) else 1

    terms = sorted(terms_of(concept, lang), key=rank)
    return terms[0].text if terms else None


def add_term(concept: Concept, term: Term) -> Concept:
    """The concept with one more term, in the section of its language; unchanged if it has it, whatever its case.

    Another spelling of a term that is there is a designation of its own.
    """
    lang = primary(term.lang)
    if any(known.text.casefold() == term.text.casefold() for known in terms_of(concept, lang)):
        return concept
    section = concept.section(lang)
    if section is None:
        return replace(concept, languages=(*concept.languages, LanguageSection(term.lang, (term,))))
    return _with_section(concept, section, replace(section, terms=(*section.terms, term)))


def set_status(
    concept: Concept, lang: str, status: AdministrativeStatus, *, only: str | None = None, but: str | None = None
) -> Concept:
    """The concept with the status of one term (``only``) or of all others (``but``) of a language changed."""

    def changed(term: Term) -> Term:
        is_meant = is_same_term(term.text, only, lang) if only is not None else term.text != but
        is_usable = status not in _OUT_OF_USE
        return (
            replace(term, administrative_status=status, is_forbidden=term.is_forbidden and not is_usable)
            if is_meant
            else term
        )

    sections = tuple(
        replace(section, terms=tuple(changed(term) for term in section.terms))
        if primary(section.lang) == lang
        else section
        for section in concept.languages
    )
    return replace(concept, languages=sections)


def withdraw(concept: Concept, german: str, english: str, others: list[tuple[str, str]]) -> Concept | None:
    """The concept without what a pair brought to it, None if nothing else would be left of it.

    Only terms that a review added go, and none that another approved pair (``others``) stands for.
    """
    kept_german = {pair[0].casefold() for pair in others}
    kept_english = {pair[1].casefold() for pair in others}
    left = _without(_without(concept, "de", german, kept_german), "en", english, kept_english)
    languages = {primary(term.lang) for section in left.languages for term in section.terms}
    if left != concept and len(languages) < 2:
        was_alone = len(terms_of(concept, "de")) <= 1 and len(terms_of(concept, "en")) <= 1
        return None if was_alone else left
    return left


def _without(concept: Concept, lang: str, text: str, kept: set[str]) -> Concept:
    def stays(term: Term) -> bool:
        is_ours = any(transaction.kind == "origination" for transaction in term.transactions)
        return term.text.casefold() != text.casefold() or not is_ours or text.casefold() in kept

    sections = tuple(
        replace(section, terms=tuple(term for term in section.terms if stays(term)))
        if primary(section.lang) == lang
        else section
        for section in concept.languages
    )
    return replace(concept, languages=sections)


def _with_section(concept: Concept, old: LanguageSection, new: LanguageSection) -> Concept:
    return replace(concept, languages=tuple(new if section is old else section for section in concept.languages))
