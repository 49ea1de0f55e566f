"""Why something was rejected: ready-made reasons, each by a letter, kept as codes; any other text is a person's own."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from igglossary.messages import Message, _


class Reason(StrEnum):
    """What a rejection teaches; kept in the decision, and with the pair."""

    WRONG = "wrong"
    WORD = "word"
    """The German term is none: it goes to the stop list of this store."""
    PART = "part"
    OPPOSITE = "opposite"
    NAME = "name"
    DUPLICATE = "duplicate"
    PARAPHRASE = "paraphrase"


class ReasonKey(NamedTuple):
    """A letter of the box, the reason that it stands for, and its words."""

    letter: str
    reason: Reason
    label: Message


def reason_keys() -> tuple[ReasonKey, ...]:
    """The ready-made reasons in the order of the box."""
    return (
        ReasonKey("f", Reason.WRONG, _("wrong translation")),
        ReasonKey("w", Reason.WORD, _("just a word, no term")),
        ReasonKey("t", Reason.PART, _("a part, or too much")),
        ReasonKey("a", Reason.OPPOSITE, _("antonym, the opposite")),
        ReasonKey("n", Reason.NAME, _("a name, stays as it is")),
        ReasonKey("d", Reason.DUPLICATE, _("duplicate")),
        ReasonKey("p", Reason.PARAPHRASE, _("paraphrase, no pair")),
    )


def reason_word(reason: str) -> Message | str:
    """What a kept reason says; a person's own text as it is."""
    return next((one.label for one in reason_keys() if one.reason == reason), reason)
