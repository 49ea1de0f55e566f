"""English term candidates: runs of one to four words without function words or verbs at the edges, longer names."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from igglossary.languages import lexicon
from igglossary.languages.english.morphology import singular
from igglossary.terms.mining import words
from igglossary.terms.mining.candidates import ACRONYM, LONGEST_NAME, NAME_INNER, Candidate, Token, end_of_name, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_RUN = 4
"""Words of the longest run; gold terms of three reports have at most four (names apart)."""


def english_candidates(text: str) -> list[Candidate]:
    """The English candidates of one segment: runs of one to four words and longer names; each stretch once."""
    line = tokens(text)
    result: list[Candidate] = []
    for first in range(len(line)):
        if not _may_begin(line[first]) or _is_governed(line, first):
            continue
        result += (_run(text, line, first, last) for last in _ends_of_runs(line, first))
        long = end_of_name(line, first, 2 * LONGEST_NAME)
        if long is not None and long - first >= _LONGEST_RUN:
            result.append(_run(text, line, first, long))
    return result


def _ends_of_runs(line: list[Token], first: int) -> Iterator[int]:
    """The places where a run of one to four words that begins at ``first`` may end."""
    for last in range(first, min(first + _LONGEST_RUN, len(line))):
        if last > first and not line[last].joined:
            return
        if _may_end(line, first, last):
            yield last
        if last > first and not _may_be_inside(line[last]):
            return


@lru_cache(maxsize=100_000)
def _verb(low: str) -> str:
    """The lemma if the lower-case word is a form of a listed verb, else ""."""
    lemma = english_lemma(low)
    return lemma if lemma in words.ENGLISH_VERBS else ""


@lru_cache(maxsize=100_000)
def is_verbal(low: str) -> bool:
    """True for a form that is a verb in running text more often than a noun: *poses*, *impacted*, *facing*."""
    verb = _verb(low)
    return bool(verb) and (low.endswith(("ed", "ing")) or verb not in words.ENGLISH_VERB_NOUNS)


def is_gerund(low: str) -> bool:
    """True for the -ing form of a listed verb, also where it is a noun as well: *building*."""
    stem = low.removesuffix("ing")
    return stem != low and not words.ENGLISH_VERBS.isdisjoint((stem, stem + "e", stem[:-1]))


@lru_cache(maxsize=100_000)
def is_english_adjective(low: str) -> bool:
    """True for a word whose ending says adjective (*digital*, *machine-readable*, *AI-based*)."""
    last = low.rpartition("-")[2]
    if last in words.ENGLISH_NOUNS_LIKE_ADJECTIVES or len(last) < 5:
        return False
    return last.endswith(words.ENGLISH_ADJECTIVE_ENDINGS) or ("-" in low and last.endswith(("ed", "driven")))


def _is_adverb(low: str) -> bool:
    return low.endswith("ly") and low not in words.ENGLISH_LY


def _is_governed(line: list[Token], first: int) -> bool:
    """True for a verb after *to*, a modal or a pronoun: *you can adjust*, *to access*."""
    if not first or not line[first].joined or _is_name_part(line[first]):
        return False
    return line[first - 1].text.lower() in words.ENGLISH_GOVERNORS and _has_verb_forms(line[first].text.lower())


@lru_cache(maxsize=50_000)
def _has_verb_forms(low: str) -> bool:
    stem = low.removesuffix("e")
    return any(lexicon.entry(form, "en") == low for form in (stem + "ed", stem + "ing", low + low[-1] + "ed"))


def _is_name_part(token: Token) -> bool:
    return token.is_capitalised and not token.opens


def _may_begin(token: Token) -> bool:
    low = token.text.lower()
    if low in words.ENGLISH_STOP or len(low) < 2 or not any(map(str.isalpha, low)):
        return False
    if _is_possessive(token) or (_is_adverb(low) and lexicon.entry(low[:-2], "en") is not None):
        return False
    return _is_name_part(token) or not _verb(low) or low.endswith("ed") or _verb(low) in words.ENGLISH_VERB_NOUNS


def _is_possessive(token: Token) -> bool:
    return token.text.endswith(("'s", "’s"))


def _may_end(line: list[Token], first: int, last: int) -> bool:
    token = line[last]
    low = token.text.lower()
    if low in words.ENGLISH_STOP or _is_possessive(token):
        return False
    if first == last:
        return len(low) > 1 and not low.isdigit() and (_is_name_part(token) or _is_nominal(low))
    is_letter = len(low) < 2
    if (is_letter and not token.is_capitalised) or _is_object(line[first], line[first + 1]):
        return False
    return _is_name_part(token) or _is_head(line[last - 1].text.lower(), low)


def _is_head(before: str, low: str) -> bool:
    """True for a noun at the end of a run, where an adjective or participle would go on."""
    is_participle = low.endswith("ing") and before.endswith("s")  # computers ranging (from …)
    return not is_participle and _is_nominal(low) and not is_english_adjective(low)


def _is_nominal(low: str) -> bool:
    """False for adverbs, past forms and what is a verb more often than a noun."""
    is_past = low.endswith("ed") and "-" not in low and english_lemma(low) != low
    return not (_is_adverb(low) or is_past or is_verbal(low))


def _is_object(first: Token, second: Token) -> bool:
    """True for a verb with the beginning of its object: *open the main …*, *cause severe …*."""
    low = first.text.lower()
    if _is_name_part(first) or low.endswith("ed") or not _verb(low):
        return False
    return second.text.lower() in words.ENGLISH_INNER or is_english_adjective(second.text.lower())


def english_lemma(low: str) -> str:
    """The dictionary's lemma of a lower-case English word, the word itself if it is not listed."""
    return lexicon.entry(low, "en") or low


def _may_be_inside(token: Token) -> bool:
    low = token.text.lower()
    return low in words.ENGLISH_INNER or _is_name_part(token) or (low not in words.ENGLISH_STOP and not is_verbal(low))


def _run(text: str, line: list[Token], first: int, last: int) -> Candidate:
    run = line[first : last + 1]
    start, end, opens = run[0].start, run[-1].end, run[0].opens
    surface = text[start:end]
    is_cut = _is_cut(line, first, last)
    is_name = len(run) > 1 and all(one.is_capitalised or one.text in NAME_INNER for one in run)
    if is_name and (not opens or len(run) > 2):
        return Candidate(start, end, surface, surface, "name", is_cut=is_cut)
    kind = "run" if len(run) > 1 else _kind_of_word(surface)
    return Candidate(start, end, surface, english_base(surface, opens=opens), kind, is_cut=is_cut)


def _kind_of_word(word: str) -> str:
    if ACRONYM.match(word):
        return "acronym"
    return "adjective" if is_english_adjective(word.lower()) else "run"


def _is_cut(line: list[Token], first: int, last: int) -> bool:
    """True if a noun follows directly, or if the stretch is a piece of a capitalised name."""
    if last + 1 < len(line) and line[last + 1].joined:
        is_in_name = line[last + 1].is_capitalised and line[last].is_capitalised
        if is_in_name or _is_noun(line, last + 1):
            return True
    before = line[first - 1] if first and line[first].joined else None
    return before is not None and _is_name_part(before) and line[first].is_capitalised


def _is_noun(line: list[Token], index: int) -> bool:
    """True for a word that is a noun where it stands: neither function word nor adverb, and a verb only at the end."""
    low = line[index].text.lower()
    if low in words.ENGLISH_STOP or low.endswith("ed") or _is_adverb(low) or len(low) < 3:
        return False
    is_last = index + 1 >= len(line) or not line[index + 1].joined
    return not _verb(low) or (is_last and _verb(low) in words.ENGLISH_VERB_NOUNS)


def english_base(surface: str, *, opens: bool = False) -> str:
    """The singular of the head (the word before *of*/*for*/…, else the last), sentence capitals lowered."""
    parts = surface.split(" ")
    head = next(
        (index - 1 for index, part in enumerate(parts) if index and part in words.ENGLISH_INNER), len(parts) - 1
    )
    parts[head] = singular(parts[head])
    if opens and parts[0][1:].islower():
        low = parts[0].lower()
        if lexicon.entry(low, "en") is not None or len(parts) > 1:
            parts[0] = low
    return " ".join(parts)
