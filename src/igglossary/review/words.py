"""What statuses, relations, orders and grammatical values are called; a front end says it in the reader's language."""

from __future__ import annotations

from igglossary.concept_fields import WORDS
from igglossary.languages.sameness import Variation
from igglossary.messages import NOTHING, Message, _, joined
from igglossary.model import (
    AdministrativeStatus,
    Concept,
    Doubt,
    Evidence,
    Gender,
    GrammaticalNumber,
    PartOfSpeech,
    Relation,
    Status,
    TermKind,
)
from igglossary.review.conflicts import Dispute, TermConflict


def status_word(status: Status) -> Message:
    """The word for a status, the same in every screen."""
    return WORDS[status]


def relation_word(relation: Relation) -> Message:
    """The word for a relation."""
    return {
        Relation.TRANSLATION: _("translation"),
        Relation.PARAPHRASE: _("paraphrase"),
        Relation.SUMMARY: _("summary"),
        Relation.QUOTATION: _("quotation"),
        Relation.MENTION: _("mention"),
    }[relation]


def keep_message(item: Evidence) -> Message:
    """What a fact behind ``keep`` says; nothing for what ties the two sides."""
    sides = tuple(filter(None, (item.source, item.target)))
    return {
        "covered": _("covers {n} of {total} content words").format(n=item.source, total=item.target),
        "missing": _("not in the English: {words}").format(words=item.source),
        "added": _("adds: {words}").format(words=item.target),
        "opposite": _("opposites: {german} ↔ {english}").format(german=item.source, english=item.target),
        "frame": _("says who speaks on one side only: {words}").format(words=item.source or item.target),
        "lone_number": _("numbers on one side only: {words}").format(words=" · ".join(sides)),
    }.get(item.kind, NOTHING)


def term_status_word(status: AdministrativeStatus) -> Message:
    """The word for an administrative status."""
    return WORDS[status]


def doubt_message(doubt: Doubt) -> Message:
    """What a doubt about a base form means."""
    words = {
        "final-digit": _("final digit dropped, may be a note"),
        "not-in-dictionary": _("not in the dictionary, may be inflected"),
        "gender": _("gender of {noun} not certain"),
        "genitive-s": _("German genitive -s taken off"),
    }
    return words.get(doubt.code, Message("{doubt}").format(doubt=str(doubt))).format(noun=doubt.word)


SURE = (0.9, 0.75, 0.55)
"""Scores from which something is sure, likely, doubtful; below it hardly is. One scale for all that is estimated."""


def surety_level(score: float) -> int:
    """0 for what is sure to 3 for what hardly is."""
    return next((at for at, least in enumerate(SURE) if round(score, 2) >= least), len(SURE))


def surety_word(score: float) -> Message:
    """How sure something is, in a word."""
    return (_("surely"), _("likely"), _("doubtfully"), _("hardly"))[surety_level(score)]


def variation_word(variation: Variation) -> Message:
    """In what two designations of the same term differ."""
    return {
        Variation.NONE: _("the German term is the same"),
        Variation.CASE: _("the German term is the same but for capitals"),
        Variation.HYPHEN: _("the German term is the same but for the hyphen"),
        Variation.SPACE: _("the German term is the same but for the space"),
        Variation.SPELLING: _("the German term is the same but for the spelling"),
    }[variation]


def conflict_message(conflict: TermConflict) -> Message:
    """Why a pair cannot be approved without a question."""
    if conflict.dispute is Dispute.OPPOSITE:
        text = _("Opposites? “{german}” ↔ “{english}”.")
        return text.format(german=conflict.german, english=conflict.english)
    has = (
        _("The term base has “{german} – {english}”, which is not to be used")
        if conflict.dispute is Dispute.AVOIDED
        else _("The term base has “{german} – {english}”")
    ).format(german=conflict.german, english=conflict.english or "–")
    return joined(has, joined(variation_word(conflict.variation), Message("."), by=""), by="; ")


def terms_in_words(concept: Concept) -> tuple[Message, ...]:
    """The terms of a concept, each with its language and status."""
    return tuple(
        Message("{lang}  {term}  ({status})").format(
            lang=section.lang,
            term=term.text,
            status=term_status_word(term.administrative_status) if term.administrative_status else "–",
        )
        for section in concept.languages
        for term in section.terms
    )


def sort_word(sort: str) -> Message:
    """The word for an order of a queue."""
    return {
        "places": _("by place"),
        "count": _("occurrences ↓"),
        "score": _("sure first"),
        "keep": _("keep ↓"),
        "doubtful": _("doubtful first"),
        "de": _("German A–Z"),
        "en": _("English A–Z"),
        "document": _("as in the documents"),
        "changed": _("last changed"),
        "relation": _("relation"),
        "subject": _("subject field"),
    }[sort]


def kind_word(kind: str) -> Message:
    """The word for a queue."""
    return {"pairs": _("Term pairs"), "links": _("Links"), "concepts": _("Term base")}[kind]


def short_kind_word(kind: str) -> Message:
    """The word for a queue where there is little room."""
    return {"pairs": _("Pairs"), "links": _("Links"), "concepts": _("Concepts")}[kind]


def grammar_word(value: PartOfSpeech | Gender | GrammaticalNumber | TermKind) -> Message:
    """The word for a grammatical value or a kind of term."""
    return WORDS[value]
