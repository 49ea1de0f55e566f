"""Sentences of German, English and other text by rules (chosen from a comparison of sixteen tools).

A candidate is a terminator with the closing quotes, brackets and footnote markers that follow it, before white space.
Then the words on both sides decide: abbreviations that never end a sentence, others that do so only before a word that
usually opens one, ordinals, initials, enumerators, ellipses. Repetitions are possessive and a run of terminators is
tried once, so that hostile text costs linear time.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from igglossary.languages import language

if TYPE_CHECKING:
    from igglossary.languages.facts import SentenceRules

_CLOSERS = "\"'“”„«»‘’›‹)\\]}"
_CANDIDATE = re.compile(
    r"(?<![.!?…])(?P<stop>[.!?…]++)(?P<close>["
    + _CLOSERS
    + r"]*+(?:\[\^?\d{1,4}\]|[⁰¹²³⁴-⁹]){0,9}+["
    + _CLOSERS
    + r"]*+(?:[\u00a0\u202f ]»(?=\s|\Z))?+)"  # French sets a space before it
    r"(?P<space>\s++)(?=\S)"
    r"|(?P<wide>[。！？؟।۔][」』”’）]*+)(?P<space2>\s*+)(?=\S)",
)
_BEFORE = re.compile(r"[^\s\"“”„«»‘‚‹›(\[{<>/–—]+\Z")
_NEXT = re.compile(r"[\"“”„«»‘’‚‹›'(\[]*\s?(?P<dash>[–—-]\s?)?[\"“”„«»‘’‚‹›'(\[]*(?P<word>\w+(?:[.'’\-*:]\w+)*)?")
_ROMAN = re.compile(r"[IVXLC]{1,6}\Z")
_ENUMERATOR = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVXLC]{1,6}|[A-Za-z])\Z")
_LABEL = re.compile(r"\((?:[a-z]|[ivx]{1,4})\)\s")  # (a), (ii): the items of an enumeration
_DOTTED = re.compile(r"(?:\w{1,2}\.)+\w{1,2}\Z")
_BRAND = re.compile(r"[a-z]{1,2}[A-Z]")
_ORDINAL = re.compile(r"(?:.*[.,/–-])?\d{1,3}\Z", re.DOTALL)
_TWO_WORDS = re.compile(r"[^\W\d]\w*\s+(?P<second>\w+)")
_SAID = re.compile(
    r"(?:(?:the|an?|Mr|Ms|Dr)\.?\s)?(?:[\w’'-]+\s){1,3}?(?:said|asked|added|told|wrote|warned|replied|noted|argued|stressed)\b"
)
_CITED_NAME = r"(?:(?:vo[nm]|van|de[rnl]?|zu[mr]?|la|und|and|et|u\.|al\.?|a\.|o\.|&|/)\s?|[A-ZÄÖÜ][\w.’'/*-]*,?\s)"
_CITATION = re.compile(  # (Muster 2006: 12; Beispiel et al. 2008, S. 3), [Muster 2006], (ebd., S. 3)
    r"\s*[(\[](?:(?:[Vv]gl\.|[Ss]iehe|[Ss]\.|[Cc]f\.|[Ss]ee|[Ss]o)(?:\s(?:auch|etwa|dazu|also))?\s)?"
    rf"(?:{_CITED_NAME}{{1,12}}+\(?(?:1[5-9]|20)\d\d[a-z]?\b|[Ee]bda?\.|[Ee]benda\b|a\.\s?a\.\s?O\.|[Ii]bid\.)"
    r"[^()\[\]]{0,80}[)\]]\.?(?=(?P<next>\s+(?=[\"“”„«»‘‚‹›(\[]*[A-ZÄÖÜ\d])|\s*\Z))"
)
_LAST_PART = re.compile(r"[^-.'’]*\Z")  # of Bundes-Abt., o.Abs., l’art.
_LOOK_BACK = 40  # code points; no abbreviation is longer
_LOOK_AHEAD = 60
_LONGEST_CITATION = 200


class _Next(NamedTuple):
    """What stands behind a terminator: the word, whether such a word opens sentences, where it starts, its dash."""

    word: str
    is_opener: bool
    start: int
    has_dash: bool


def split_sentences(text: str, lang: str) -> list[tuple[int, int]]:
    """Half-open offsets (code points) of the sentences of a paragraph, trimmed, in order; [] for blank text.

    ``lang`` is a BCP 47 tag; what ends no sentence is known of each language. A line break is white space like any
    other. Closing quotes and footnote markers belong to the sentence before.
    """
    rules = language(lang).sentence_rules
    result: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for match in _CANDIDATE.finditer(text):
        if match.start() < start:
            continue
        end, behind = match.start(_space_group(match)), match.end()
        cited = None if match["wide"] else _CITATION.match(text, end, end + _LONGEST_CITATION)
        if cited:  # what follows the stop in brackets says where the sentence is taken from
            end, behind = cited.end(), max(cited.end(), cited.end("next"))
        if _is_break(text, start, match, behind, rules):
            result.append((start, end))
            start = behind
    end = len(text.rstrip())
    if end > start:
        result.append((start, end))
    return result


def _space_group(match: re.Match[str]) -> str:
    return "space" if match["stop"] else "space2"


def _is_break(text: str, start: int, match: re.Match[str], behind: int, rules: SentenceRules) -> bool:
    """Decide one candidate; ``start`` is where the sentence began, ``behind`` where the next one would."""
    if match["wide"] or behind == len(text):
        return True
    following = _next(text, behind, rules)
    if _goes_on(text, match, following.word):
        return False
    stop = match["stop"]
    if len(stop) > 1 or stop == "…":
        return _ends_with_ellipsis(text, match, following.word, rules)
    if stop != ".":
        return not (match["close"] and _SAID.match(text, match.end(), match.end() + _LOOK_AHEAD))
    if following.has_dash and following.word[:1].isdigit():
        return False  # 20. – 22. Oktober
    return _ends_with_full_stop(text, start, match, following, rules)


def _next(text: str, behind: int, rules: SentenceRules) -> _Next:
    match = _NEXT.match(text, behind, behind + _LOOK_AHEAD)
    dash, word = match.group("dash", "word")  # type: ignore[union-attr]  # it matches the empty string
    return _Next(word or "", word in rules.openers, behind, dash is not None)


def _goes_on(text: str, match: re.Match[str], word: str) -> bool:
    """A word in lower case follows, or the terminator stands alone in brackets: (!), (?), [...], […]."""
    if word[:1].islower() and not _BRAND.match(word) and not _LABEL.match(text, match.end()):
        return True
    return match["close"][:1] in (")", "]") and text[match.start() - 1 : match.start()] in ("(", "[")


def _ends_with_ellipsis(text: str, match: re.Match[str], word: str, rules: SentenceRules) -> bool:
    if set(match["stop"]) - {".", "…"}:
        return True  # ?! and the like
    spaced = match.start() == 0 or text[match.start() - 1].isspace()
    return word in rules.openers if spaced and not match["close"] else True


def _ends_with_full_stop(text: str, start: int, match: re.Match[str], following: _Next, rules: SentenceRules) -> bool:
    """A single full stop before an upper-case word, a digit, a quote or a bracket."""
    before = _BEFORE.search(text, max(start, match.start() - _LOOK_BACK), match.start())
    if before is None or _ends_bracket(match, following):
        return True
    token = before.group()
    if _is_enumerator(text, start, before):
        return False
    previous = _previous_word(text, before)
    if token[-1].isdigit():
        return _ends_with_number(token, following, is_labelled=previous in rules.labels, rules=rules)
    if token in rules.before_numbers:
        return not following.word[:1].isdigit()
    if _is_unended(token, match["close"], rules):
        return following.is_opener and previous == "pfd"  # Pfd. St. is one unit, and a sentence may end with it
    if len(token) == 1 and token.isalpha():
        return _ends_with_letter(token, previous, following, rules)
    return _ends_with_word(text, token, previous, following, rules)


def _ends_bracket(match: re.Match[str], following: _Next) -> bool:
    """A sentence in brackets, and no word behind them."""
    return match["close"].startswith((")", "]")) and not following.word


def _is_enumerator(text: str, start: int, before: re.Match[str]) -> bool:
    """``III. Internet culture``, ``1. Die Lage``: a number or letter that begins the sentence."""
    return _is_at_start(text, start, before.start()) and _ENUMERATOR.match(before.group()) is not None


def _is_unended(token: str, close: str, rules: SentenceRules) -> bool:
    """An abbreviation that ends no sentence; behind a quote the stop is no part of it: ``(siehe „Abs.“) Der``."""
    return token.lower().rstrip(".") in rules.never and close[:1] not in tuple('"“”«»')


def _ends_with_letter(letter: str, previous: str, following: _Next, rules: SentenceRules) -> bool:
    """An initial goes on with a name; a letter behind a label (``die Plattform X.``) is a name itself."""
    is_labelled = letter.isupper() and len(previous) > 1 and previous in rules.labels
    return following.is_opener or is_labelled


def _ends_with_word(text: str, token: str, previous: str, following: _Next, rules: SentenceRules) -> bool:
    key = token.lower().rstrip(".")
    if key in rules.sometimes or _DOTTED.match(token):
        return following.is_opener or (key in rules.closing and _begins_main_clause(text, following.start, rules))
    last = _LAST_PART.search(key)[0]  # type: ignore[index]  # it matches the empty string
    if last in rules.never and last != key:
        return False
    return following.is_opener or previous in rules.labels if _ROMAN.match(token) else True


def _begins_main_clause(text: str, start: int, rules: SentenceRules) -> bool:
    """A noun and a finite verb: ``usw. Deutschland ist``."""
    found = _TWO_WORDS.match(text, start, start + _LOOK_AHEAD)
    return found is not None and found["second"] in rules.verbs


def _is_at_start(text: str, start: int, position: int) -> bool:
    """True if only quotes, brackets and dashes lie between the start of the sentence and ``position``."""
    return position - start <= 6 and not text[start:position].strip("\"'“”„«»‘’(–—- ")


def _ends_with_number(token: str, following: _Next, *, is_labelled: bool, rules: SentenceRules) -> bool:
    if following.word in rules.months:
        return False
    if not rules.has_ordinals:
        return True
    if not _ORDINAL.match(token) or any(c.isalpha() for c in token):
        return True
    if re.search(r"\d[.,]\d{3}\Z|\d,\d+\Z|\d/\d+\Z", token):
        return True  # 1.500. and 3,5. are no ordinals
    return following.is_opener or is_labelled


def _previous_word(text: str, before: re.Match[str]) -> str:
    words = text[max(0, before.start() - _LOOK_BACK) : before.start()].split()
    return words[-1].lower().rstrip(".") if words else ""
