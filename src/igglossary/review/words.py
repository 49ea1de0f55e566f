"""The program's words for statuses, relations and orders, in the language that is spoken."""

from __future__ import annotations

from igglossary.i18n import _
from igglossary.model import (
    AdministrativeStatus,
    Evidence,
    Gender,
    GrammaticalNumber,
    PartOfSpeech,
    Relation,
    Status,
    TermKind,
)


def status_word(status: Status) -> str:
    """The word for a status, the same in every screen."""
    return {
        Status.CANDIDATE: _("candidate"),
        Status.APPROVED: _("approved"),
        Status.REJECTED: _("rejected"),
        Status.DEFERRED: _("for later"),
    }[status]


def relation_word(relation: Relation) -> str:
    """The word for a relation."""
    return {
        Relation.TRANSLATION: _("translation"),
        Relation.PARAPHRASE: _("paraphrase"),
        Relation.SUMMARY: _("summary"),
        Relation.QUOTATION: _("quotation"),
        Relation.MENTION: _("mention"),
    }[relation]


def keep_words(item: Evidence) -> str:
    """What a fact behind ``keep`` says, one line; empty for what ties the two sides."""
    return {
        "covered": _("covers {n} of {total} content words").format(n=item.source, total=item.target),
        "missing": _("not in the English: {words}").format(words=item.source),
        "added": _("adds: {words}").format(words=item.target),
        "opposite": _("opposites: {german} ↔ {english}").format(german=item.source, english=item.target),
        "frame": _("says who speaks on one side only: {words}").format(words=item.source or item.target),
        "lone_number": _("numbers on one side only: {words}").format(
            words=" · ".join(filter(None, (item.source, item.target)))
        ),
    }.get(item.kind, "")


def term_status_word(status: AdministrativeStatus) -> str:
    """The word for an administrative status."""
    return {
        AdministrativeStatus.PREFERRED: _("preferred"),
        AdministrativeStatus.ADMITTED: _("admitted"),
        AdministrativeStatus.DEPRECATED: _("deprecated"),
        AdministrativeStatus.SUPERSEDED: _("superseded"),
    }[status]


def sort_word(sort: str) -> str:
    """The word for an order of a queue."""
    return {
        "count": _("occurrences ↓"),
        "score": _("score ↓"),
        "keep": _("keep ↓"),
        "doubtful": _("doubtful first"),
        "de": _("German A–Z"),
        "en": _("English A–Z"),
        "document": _("as in the documents"),
        "changed": _("last changed"),
        "relation": _("relation"),
        "subject": _("subject field"),
    }[sort]


def kind_word(kind: str) -> str:
    """The word for a queue."""
    return {"pairs": _("Term pairs"), "links": _("Links"), "concepts": _("Term base")}[kind]


def grammar_word(value: PartOfSpeech | Gender | GrammaticalNumber | TermKind) -> str:
    """The word for a grammatical value or a kind of term."""
    words: dict[PartOfSpeech | Gender | GrammaticalNumber | TermKind, str] = {
        PartOfSpeech.NOUN: _("noun"),
        PartOfSpeech.VERB: _("verb"),
        PartOfSpeech.ADJECTIVE: _("adjective"),
        PartOfSpeech.ADVERB: _("adverb"),
        PartOfSpeech.PROPER_NOUN: _("proper noun"),
        PartOfSpeech.OTHER: _("other"),
        Gender.MASCULINE: _("masculine"),
        Gender.FEMININE: _("feminine"),
        Gender.NEUTER: _("neuter"),
        Gender.OTHER: _("other"),
        GrammaticalNumber.SINGULAR: _("singular"),
        GrammaticalNumber.PLURAL: _("plural"),
        GrammaticalNumber.DUAL: _("dual"),
        GrammaticalNumber.MASS: _("mass noun"),
        GrammaticalNumber.OTHER: _("other"),
        TermKind.FULL_FORM: _("full form"),
        TermKind.ABBREVIATION: _("abbreviation"),
        TermKind.ACRONYM: _("acronym"),
        TermKind.VARIANT: _("variant"),
        TermKind.PHRASE: _("phrase"),
    }
    return words[value]
