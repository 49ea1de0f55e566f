"""Words of a running text with their offsets, split at C speed.

A token is a run of letters and digits; apostrophes, hyphens and soft hyphens join (``UN-System``, ``nation's``), and so
do the signs inside numbers (``4.0``, ``24/7``, ``Rio+20``). In scripts written without spaces every character is a
token, so that terms are found as sequences.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple
from unicodedata import is_normalized

# After three digits a stop is a sentence end with a note's number (Agenda 2030.12), a slash joins two years.
_JOINT = "(?:['’\\-\u2010\u2011\u00ad]|(?<=\\d)(?<!\\d\\d\\d)[.,/](?=\\d)|\\+(?=\\d))"
# Combining marks are no \w: texts that are not in NFC need the slower class.
_MARKED = "[^\\W_]+(?:[\u0300-\u036f]+[^\\W_]*)*"
_SPACELESS = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
    f"|[A-Za-z0-9À-ɏͰ-ϿЀ-ӿ]+(?:{_JOINT}[A-Za-z0-9À-ɏͰ-ϿЀ-ӿ]+)*)",
)
_LINE_END = re.compile("-\n(?=(?P<next>.))")
_LINK = re.compile("[\\-\u2010\u2011+]")
_OPEN_GAP = re.compile(
    r"['’]?[^\S\n]*+\n?[^\S\n]*+"
)  # white space without a blank line, also after a plural's genitive
_BLANK_LINE = re.compile(r"\n\s*\n")
_LONGEST_GAP = 12  # an opening quotation mark, a comma and an indented line break
_HYPHENS = re.compile("[\u2010\u2011]")
_QUOTES = re.compile("[„“”‟«»‹›‚‘‛]")


class Tokens(NamedTuple):
    """The words of a text. ``ends`` holds running lengths: word i is ``text[ends[2 * i]:ends[2 * i + 1]]``."""

    words: list[str]
    gaps: list[str]
    """What stands before each word, and after the last: one more than words."""
    ends: list[int]


def tokenise(text: str, *, has_spaces: bool = True, elided: str = "", suffix: str = "", apart: str = "") -> Tokens:
    """Split a text into words and the gaps between them.

    Nothing is lost: gaps and words in turn are the text. Offsets count code points. ``has_spaces`` is False for scripts
    that do not separate words. ``elided`` is a regular expression of words that are tokens of their own with their
    apostrophe (*l’intelligence* is *l’* and *intelligence*), ``suffix`` one of what belongs to a word though no letter
    joins it (*Expert:innen*), ``apart`` one of words that no hyphen at a line's end joins to the word before
    (*Cyber-⏎und Netzpolitik*); a word hyphenated over a line's end is one token.
    """
    pattern = (
        _spaced(is_normalized("NFC", text), elided, suffix, apart if "-\n" in text else "")
        if has_spaces
        else _SPACELESS
    )
    pieces = pattern.split(text)
    return Tokens(pieces[1::2], pieces[::2], list(accumulate(map(len, pieces))))


@lru_cache(maxsize=32)
def _spaced(is_composed: bool, elided: str, suffix: str, apart: str) -> re.Pattern[str]:
    letters = "[^\\W_]+" if is_composed else _MARKED
    joint = f"(?:{_JOINT}|-\n(?!(?:{apart})\\b)(?=[^\\W\\d_]))" if apart else _JOINT
    first = f"(?i:{elided})['’](?=\\w)|" if elided else ""
    return re.compile(f"({first}{letters}(?:{joint}{letters})*{f'(?:{suffix})?' if suffix else ''})")


def split_chain(word: str) -> list[str]:
    """The parts of a chain, no soft hyphens or apostrophe-s: ``UN-System’s`` → UN, System, ``Rio+20`` → Rio, 20."""
    if word.isalnum():
        return [word]
    if "\n" in word:
        word = _LINE_END.sub(lambda match: "" if match["next"].islower() else "-", word)
    parts = _LINK.split(word.replace("\u00ad", ""))
    return [_without_genitive(part) for part in parts]


def _without_genitive(part: str) -> str:
    return part[:-2] if len(part) > 2 and part[-1] in "sS" and part[-2] in "'’" else part


def gap_mark(gap: str) -> str | None:
    """The punctuation between two words as a term may have it inside, without white space; None if no term has such.

    "" means that the words stand side by side: white space, also with a plus sign, or a dash without any
    (``public–private``). Hyphens, also suspended ones, and quotation marks are all of one kind.
    """
    if gap == " ":
        return ""
    if len(gap) > _LONGEST_GAP:
        return "" if _OPEN_GAP.fullmatch(gap) else None
    return _short_mark(gap)


@lru_cache(maxsize=4096)
def _short_mark(gap: str) -> str | None:
    if _OPEN_GAP.fullmatch(gap) or gap == "–" or gap.strip() == "+":
        return ""
    if _BLANK_LINE.search(gap):
        return None
    mark = "".join(gap.split())
    return mark if mark.isascii() else _QUOTES.sub('"', _HYPHENS.sub("-", mark))
