"""What a term candidate is, and the words of a text as the patterns of both languages read them.

The patterns (``candidates_german``, ``candidates_english``) were measured on their own: 167 German
and 574 English candidates on the real report, 40 of 42 gold pairs reachable.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"[^\W_]+(?:['’]s\b)?(?:[-‐‑][^\W_]+)*(?:['’]s\b)?")
_OPENING = re.compile(r"(?:^|[.:;!?]|\((?:\d+|[a-z])\)|[„“\"‚‘'»«–—•*]|\b[IVX]+\.)\s*\Z")
_CAPITALISED = re.compile(r"[^\W\d_a-zäöüß]")
ACRONYM = re.compile(r"[A-ZÄÖÜ](?=[0-9]*[A-ZÄÖÜ])[A-ZÄÖÜ0-9]*+\Z")
"""Two or more capitals, digits allowed after the first."""
LONGEST_SEGMENT = 2_000
"""Characters of a segment that are read for terms: pairing is quadratic, and longer segments are no sentences."""
LONGEST_NAME = 12
"""Words of the longest capitalised run that is still taken for a name."""
NAME_INNER = frozenset(("a", "and", "for", "in", "of", "on", "the", "to", "with"))
"""English function words that may stand inside a name."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One stretch of a text that may be a term: ``text[start:end]`` is the surface.

    ``kind`` is ``noun``, ``phrase`` (adjective + noun), ``genitive``, ``name``, ``acronym``, ``part`` (of a hyphen
    compound), ``adjective`` or, in English, ``run``. ``doubt`` says why ``base`` may be wrong, "" if it is sure.
    ``is_cut`` says that the phrase seems to go on beyond the stretch (*water* in *water supply*).
    """

    start: int
    end: int
    surface: str
    base: str
    kind: str
    doubt: str = ""
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place.

    ``opens`` says that a sentence, item or quotation begins with it, ``joined`` that only one space stands before it.
    """

    text: str
    start: int
    end: int
    opens: bool
    joined: bool

    @property
    def is_capitalised(self) -> bool:
        """True if the first letter is upper case."""
        return bool(_CAPITALISED.match(self.text))


def tokens(text: str) -> list[Token]:
    """Words of a text in order; hyphenated words are one token, a hanging hyphen (*Cyber-*) keeps a word out."""
    result: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(text):
        gap = text[last : match.start()]
        opens = not result or bool(_OPENING.search(text[max(0, match.start() - 8) : match.start()]))
        result.append(Token(match.group(), match.start(), match.end(), opens, bool(result) and gap in (" ", "\u00a0")))
        last = match.end()
    return result


def end_of_name(line: list[Token], first: int, longest: int) -> int | None:
    """Index of the last word of the capitalised run that begins at ``first``, None if there is none.

    ``longest`` is how many words after the first are looked at; function words of names and numbers may be inside.
    """
    if not line[first].is_capitalised:
        return None
    last = first
    for probe in range(first + 1, min(first + longest + 1, len(line))):
        if not line[probe].joined:
            break
        if line[probe].is_capitalised or line[probe].text.isdigit():
            last = probe
        elif line[probe].text not in NAME_INNER:
            break
    return last if last > first else None
