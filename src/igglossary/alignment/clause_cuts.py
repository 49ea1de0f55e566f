"""Real clause boundaries: where a pair of sentences may be cut into pairs of clauses.

Cuts at every comma and *und* take enumerations apart; that decides how many sub-pairs are right.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igglossary.alignment.closed_classes import ARTICLES, AUXILIARIES, PREPOSITIONS, RELATIVES
from igglossary.text.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Callable

_WORD = re.compile(r"\w+(?:[-’'.]\w+)*")
_STRONG = re.compile(r"(?<!\s)\s*(?:[;:]\s+|(?<=\s)[–—]\s+|—\s*)|,[”\"’']\s+|[”\"’'],\s+")
_COMMA = re.compile(r",\s+(?!\d)")
_JOINER = {
    "de": re.compile(r"(?<!\s)\s+(?=(?:und|sowie|oder)\s)"),
    "en": re.compile(r"(?<!\s)\s+(?=(?:and|or)\s)"),
}
_SUBORDINATORS_GERMAN = word_set(
    "dass daß weil wenn ob obwohl damit da als wie während nachdem bevor sobald solange falls indem sodass wonach "
    "so sondern doch denn aber"
)
_OPENERS_ENGLISH = word_set(
    "that which who whose where when while because although though but so as since and or rather in according if "
    "whereas unless"
)
_SAYING_ENGLISH = word_set("said added noted")
_SUBJECTS_ENGLISH = word_set("i you he she it we they")
_VERB_END = re.compile(r"[a-zäöüß]\w*(?:t|en|ern|eln)")
_ADJECTIVE_NOUN = re.compile(r"[a-zäöüß]\w*(?:e|en|er|es|em)\s+[A-ZÄÖÜ]")
_PAST = re.compile(r"[a-z]{3,}(?:ed|es)\b")
_LEAST, _LEAST_BOTH = 3, 4
"""Words of a piece behind a word that opens a clause, and of both pieces where nothing tells."""
MOST_CLAUSES = 7


def clauses(text: str, lang: str) -> list[tuple[int, int]]:
    """The clauses of a sentence, (start, end) each, in order and without gaps; one if there is no boundary inside."""
    weak = _is_german_cut if lang == "de" else _is_english_cut
    joined = _is_german_joint if lang == "de" else _is_english_joint
    cuts = [0]
    bounds = _bounds(text, lang)
    for number, (start, end, kind) in enumerate(bounds):
        following = next((s for s, _e, _k in bounds[number + 1 :] if s > end), len(text))
        left, right = text[cuts[-1] : start], text[end:following]
        test: dict[str, Callable[[str, str], bool]] = {"comma": weak, "joiner": joined}
        if end > cuts[-1] and (kind == "strong" or test[kind](left, right)):
            cuts.append(end)
    return [(a, b) for a, b in zip(cuts, [*cuts[1:], len(text)], strict=True) if text[a:b].strip()]


def _bounds(text: str, lang: str) -> list[tuple[int, int, str]]:
    """Where a clause might end: (start, end, kind) of strong punctuation, commas and joining words, in order."""
    patterns = (("strong", _STRONG), ("comma", _COMMA), ("joiner", _JOINER[lang]))
    return sorted((m.start(), m.end(), kind) for kind, pattern in patterns for m in pattern.finditer(text))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _opens_german(words: list[str]) -> bool:
    lower = [word.lower() for word in words[:2]]
    if not lower:
        return False
    behind = lower[1] if len(lower) > 1 and lower[0] in PREPOSITIONS["de"] else lower[0]
    is_noun_phrase = behind in ARTICLES["de"] and words[-1][0].isupper()  # an item of a list, no relative clause
    return lower[0] in _SUBORDINATORS_GERMAN or (behind in RELATIVES["de"] and not is_noun_phrase)


def _is_german_cut(left: str, right: str) -> bool:
    first, second = _words(left), _words(right)
    is_complete = bool(first) and first[-1][0].islower() and _opens_german(first)  # its verb is there
    if (_opens_german(second) or is_complete) and max(len(first), len(second)) >= _LEAST:
        return True
    return min(len(first), len(second)) >= _LEAST_BOTH


def _is_english_cut(left: str, right: str) -> bool:
    first, second = _words(left), _words(right)
    lower = {word.lower() for word in second}
    if second and second[0].lower() in _OPENERS_ENGLISH and len(second) >= _LEAST:
        return True
    if lower & _SAYING_ENGLISH or lower & _SUBJECTS_ENGLISH:
        return True
    return min(len(first), len(second)) >= _LEAST_BOTH


def _is_german_joint(left: str, right: str) -> bool:
    """*und* after a verb at the end of its clause, and not between two nouns."""
    first, second = _words(left), _words(right)
    if len(first) < _LEAST or len(second) < _LEAST_BOTH + 1:  # its conjunction is the first word
        return False
    rest = right.split(None, 1)[1] if " " in right else ""
    return _VERB_END.fullmatch(first[-1]) is not None and _ADJECTIVE_NOUN.match(rest) is None


def _is_english_joint(left: str, right: str) -> bool:
    """*and* before a verb, an auxiliary or a pronoun."""
    second = _words(right)
    if len(second) < _LEAST or len(_words(left)) < _LEAST:
        return False
    word = second[1].lower()
    return word in AUXILIARIES["en"] or word in _SUBJECTS_ENGLISH or _PAST.fullmatch(word) is not None
