"""What tools say of a translation, as one judgement: has a person confirmed it?

Every vocabulary is a table from words to what they mean, so that a file of any tool is judged by the same rule
(``judge``). Sources: XLIFF 1.2 (``state``, ``state-qualifier``, ``approved``: §2.3, Appendix), XLIFF 2.1 §4.3.1
(``state``, ``subState``), the SDLXLIFF schema of Trados Studio (``conf``, ``origin``), the memoQ bilingual format
(``mq:status``), Phrase's MXLIFF (``m:confirmed``), Studio's TMX properties.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from igglossary.model import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Meaning(IntEnum):
    """What one word says, the stronger the later; an objection outweighs a confirmation."""

    ORIGIN = 1
    """Where the text comes from (a memory, a machine), or that it is there: nobody has confirmed it with that."""
    CONFIRMED = 2
    """A person has confirmed it."""
    OPEN = 3
    """Somebody says that it is not done: a draft, to be reviewed, sent back to the translator."""
    REJECTED = 4
    """It was found wrong and is no translation."""


class Judgement(NamedTuple):
    """The status of a translation, and the words that nobody here knows (``vocabulary="word"``)."""

    status: Status
    unknown: tuple[str, ...] = ()


def _words(meaning: Meaning, words: str) -> dict[str, Meaning]:
    return dict.fromkeys(words.split(), meaning)


_TRADOS: Final = {
    **_words(Meaning.CONFIRMED, "translated approvedtranslation approvedsignoff"),
    # "Rejected" sends a segment back to the translator; its text stays as a draft.
    **_words(Meaning.OPEN, "draft unspecified rejectedtranslation rejectedsignoff"),
}
_MEMOQ: Final = {
    **_words(
        Meaning.CONFIRMED,
        "manuallyconfirmed translatorconfirmed confirmed proofread proofreadconfirmed reviewer1confirmed"
        " reviewer2confirmed",
    ),
    **_words(
        Meaning.OPEN,
        "notstarted edited partiallyedited pretranslated machinetranslated assembled assembledfromfragments"
        " fragmentassembled rejected autojoined autosplit",
    ),
}
_ORIGINS: Final = _words(
    Meaning.ORIGIN,
    "mt nmt amt lw adaptive-mt machine-translation machinetranslation tm document-match interactive source"
    " copied-source auto-propagated autopropagated perfect-match context-match termbase human ht none unknown"
    " internal-fuzzy",
)
VOCABULARIES: Final[Mapping[str, Mapping[str, Meaning]]] = {
    "conf": _TRADOS,
    "origin": _ORIGINS,
    "mq:status": _MEMOQ,
    "m:confirmed": {"1": Meaning.CONFIRMED, "0": Meaning.OPEN, "true": Meaning.CONFIRMED, "false": Meaning.OPEN},
    "approved": {"yes": Meaning.CONFIRMED, "no": Meaning.OPEN},
    "state": {
        **_words(Meaning.CONFIRMED, "final signed-off reviewed"),
        **_words(Meaning.ORIGIN, "translated"),
        **_words(
            Meaning.OPEN,
            "new initial needs-translation needs-adaptation needs-l10n needs-review-translation"
            " needs-review-adaptation needs-review-l10n",
        ),
    },
    "state-qualifier": {
        **_words(
            Meaning.ORIGIN,
            "exact-match fuzzy-match id-match leveraged-glossary leveraged-inherited leveraged-mt leveraged-repository"
            " leveraged-tm mt-suggestion tm-suggestion",
        ),
        **_words(Meaning.REJECTED, "rejected-grammar rejected-inaccurate rejected-length rejected-spelling"),
    },
}
"""By attribute (its prefix is the tool's), all words in lower case."""


def judge(said: Iterable[tuple[str, str | None]], *, silent: Status = Status.APPROVED) -> Judgement:
    """The status that follows from everything that is said of one translation.

    What was rejected is rejected; an objection makes a candidate whatever else is said; a confirmation approves; where
    a text came from alone, or a word that is not known, never does. Of what nobody says anything the status is
    ``silent``: a file of a tool that marks what is done says with its silence that it is not.

    Args:
        said: (vocabulary, word) pairs; a word that is None was not said.
        silent: The status if nothing is said.
    """
    meanings, unknown = set(), []
    for vocabulary, word in said:
        if word is None or not word.strip():
            continue
        meaning = VOCABULARIES[vocabulary].get(word.strip().casefold())
        if meaning is None:
            unknown.append(f'{vocabulary}="{word.strip()[:40]}"')
        else:
            meanings.add(meaning)
    if not meanings and not unknown:
        return Judgement(silent)
    strongest = max(meanings, default=Meaning.ORIGIN)
    if strongest is Meaning.REJECTED:
        return Judgement(Status.REJECTED, tuple(unknown))
    is_confirmed = strongest is Meaning.CONFIRMED and not unknown
    return Judgement(Status.APPROVED if is_confirmed else Status.CANDIDATE, tuple(unknown))


def judge_sub_state(sub_state: str | None) -> str | None:
    """The 1.2 qualifier that a 2.x ``subState`` of ours or of Okapi says; None for anything else."""
    prefix, _colon, word = (sub_state or "").partition(":")
    if prefix not in ("igglossary", "okapi", "xlf"):
        return None
    kind = word.partition("-")[0].casefold()
    return {"exact": "exact-match", "fuzzy": "fuzzy-match", "mt": "mt-suggestion"}.get(kind)
