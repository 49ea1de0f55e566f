"""Which stretches of a text stand between quotation marks, whatever marks were typed, nested, wrong or unclosed.

Whether a mark opens or closes is read from its neighbours (white space, brackets, punctuation) and not from its shape,
since reports mix „…“, “…”, »…«, «…», "…" and worse. Shapes decide only which open mark a closing one belongs to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DOUBLE = re.compile(r"[„“”‟\"«»″]|,,|''|``|´´|‚‚|’’|<<|>>")
_SINGLE = re.compile(r"[‚‘’‛'‹›`´]")
_CLOSED_BY = {
    "„": "“",
    "“": "”",
    "”": "”",
    "‟": "”",
    '"': '"',
    "″": "″",
    "»": "«",
    "«": "»",
    ",,": "''",
    "‚‚": "‘‘",
    "``": "''",
    "''": "''",
    "<<": ">>",
    ">>": "<<",
    "‚": "‘",
    "‘": "’",
    "’": "’",
    "'": "'",
    "‹": "›",
    "›": "‹",
    "`": "'",
    "´": "´",
}
_ALSO_CLOSED_BY = {
    "„": "”\"''‟",
    "“": "\"“„''",
    "”": '"“„',
    '"': "“”„''",
    "»": '»"“”',
    "«": '«"“”',
    "''": '"',
    ",,": '"“‘‘’’',
    "‚": "’'",
    "‘": "'‘",
    "'": "’‘",
    "`": "´’",
}
_BEFORE_OPENING = re.compile(r"[\s(\[{/:;,–—=|<>]")
_BEFORE_OPENING_DASH = "-"
_AFTER_CLOSING = re.compile(r"[\s)\]}.,;:!?…/–—|<>]")


@dataclass(frozen=True, slots=True)
class Region:
    """Text between two outer marks: ``text[start:end]``; the opening mark ends at ``start``.

    ``stop`` is behind the closing mark. Where that is missing, ``close`` is None and ``end`` the end of the text.
    """

    begin: int
    start: int
    end: int
    stop: int
    open: str
    close: str | None


def find_regions(text: str) -> list[Region]:
    """The outermost quoted stretches in order; single marks count only where there are no double ones.

    A mark that may open although another is open opens a nested quotation, so nested ones never show. Linear time.
    """
    return _scan(text, _DOUBLE) or [r for r in _scan(text, _SINGLE) if r.close is not None and r.end - r.start > 1]


def _scan(text: str, marks: re.Pattern[str]) -> list[Region]:
    regions: list[Region] = []
    stack: list[tuple[str, int, int]] = []
    for match in marks.finditer(text):
        mark = match.group()
        opens, closes = _roles(text, match.start(), match.end(), mark)
        depth = _matching(stack, mark) if closes else None
        if depth is not None and not (opens and mark in "„‚»" and depth != len(stack) - 1):
            opened = stack[depth]
            del stack[depth:]
            if depth == 0:
                regions.append(Region(opened[1], opened[2], match.start(), match.end(), opened[0], mark))
        elif opens:
            stack.append((mark, match.start(), match.end()))
    if stack:
        mark, begin, start = stack[0]
        regions.append(Region(begin, start, len(text), len(text), mark, None))
    return regions


def _roles(text: str, start: int, end: int, mark: str) -> tuple[bool, bool]:
    """(may open, may close) from the neighbours of a mark."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if mark in ("„", "‚", ",,", "‚‚"):
        return _roles_of_low(before, after)
    if mark in ("’", "'", "´", "`") and before.isalnum() and after.isalnum():
        return False, False  # an apostrophe
    opens, closes = _roles_by_space(before, after)
    if opens and closes:
        opens, closes = _roles_by_letters(before, after)
    if not opens and not closes:
        return after.isalnum(), before.isalnum() or before in ".!?…"
    return opens, closes


def _roles_of_low(before: str, after: str) -> tuple[bool, bool]:
    """Low marks open, but for “…„, where one stands at the wrong end."""
    is_turned = not _lets_open(before) and _lets_close(after)
    return bool(after) and not is_turned, is_turned


def _roles_by_space(before: str, after: str) -> tuple[bool, bool]:
    opens = bool(after) and not after.isspace() and (_lets_open(before) or before == _BEFORE_OPENING_DASH)
    closes = bool(before) and not before.isspace() and _lets_close(after)
    return opens, closes


def _roles_by_letters(before: str, after: str) -> tuple[bool, bool]:
    """»a« »b«, ("x"): where the neighbours allow both, a letter on one side only decides."""
    opens = after.isalnum() or after in "[(…<" or not before.isalnum()
    closes = not (before in "([{" or (after.isalnum() and not before.isalnum() and before not in ".!?…,"))
    return opens, closes


def _lets_open(before: str) -> bool:
    return not before or bool(_BEFORE_OPENING.match(before)) or _is_mark(before)


def _lets_close(after: str) -> bool:
    return not after or bool(_AFTER_CLOSING.match(after)) or _is_mark(after)


def _is_mark(character: str) -> bool:
    return bool(_DOUBLE.match(character) or _SINGLE.match(character))


def _matching(stack: list[tuple[str, int, int]], mark: str) -> int | None:
    """The depth of the open mark that this one closes: the nearest of its kind, else the innermost if it allows it."""
    for depth in range(len(stack) - 1, max(-1, len(stack) - 8), -1):
        if _CLOSED_BY.get(stack[depth][0]) == mark:
            return depth
    if stack and mark in _ALSO_CLOSED_BY.get(stack[-1][0], ""):
        return len(stack) - 1
    return None
