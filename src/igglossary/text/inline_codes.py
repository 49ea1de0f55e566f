"""Where the inline codes of a segment belong when its text is edited."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from igglossary.model import InlineCode

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_MAX_TABLE: Final = 4_000_000
"""Token pairs of an alignment (0.5 MB of bits); a longer text gets its codes by proportion."""


def reattach(text: str, codes: Sequence[InlineCode], old_text: str) -> tuple[InlineCode, ...]:
    """The codes of ``old_text`` at the fitting places of the edited ``text``. None is lost, their order stays.

    The texts are aligned by words. A code that opens (``bpt``, ``it`` begin, ``hi``) stays with the word after it, one
    that closes and one that stands alone with the word before it; at the very beginning a code that stands alone stays.
    """
    if not codes or text == old_text:
        return tuple(codes)
    before, after = _boundaries(old_text, text)
    result: list[InlineCode] = []
    low = 0
    for code in codes:
        is_opening = code.end is not None or code.kind == "bpt" or ("pos", "begin") in code.attributes
        table = after if is_opening else before
        low = max(low, 0 if code.position <= 0 and not is_opening else table[min(code.position, len(old_text))])
        end = None if code.end is None else max(low, before[max(0, min(code.end, len(old_text)))])
        result.append(InlineCode(low, code.kind, code.attributes, code.content, end, code.encloses))
    return _nested(result)


def _nested(codes: list[InlineCode]) -> tuple[InlineCode, ...]:
    """The codes with the ends of enclosing ones moved so that what they enclose is still inside, and no more."""
    for number in range(len(codes) - 1, -1, -1):
        code = codes[number]
        if code.end is None:
            continue
        inside = codes[number + 1 : number + 1 + code.encloses]
        behind = codes[number + 1 + code.encloses : number + 2 + code.encloses]
        least = max([code.position, *(each.position if each.end is None else each.end for each in inside)])
        end = max(least, min([code.end, *(each.position for each in behind)]))
        codes[number] = InlineCode(code.position, code.kind, code.attributes, code.content, end, code.encloses)
    return tuple(codes)


def _boundaries(old: str, new: str) -> tuple[list[int], list[int]]:
    """For each place of the old text its place in the new one: before and after what was inserted there."""
    old_tokens, new_tokens = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(old_tokens) * len(new_tokens) > _MAX_TABLE:
        by_proportion = [round(place * len(new) / max(1, len(old))) for place in range(len(old) + 1)]
        return by_proportion, by_proportion
    from rapidfuzz.distance import Levenshtein  # 10 ms, and only an edited segment with codes needs it

    old_at, new_at = _starts(old_tokens), _starts(new_tokens)
    before = [0] * (len(old) + 1)
    after = [0] * (len(old) + 1)
    is_set = [False] * (len(old) + 1)
    for step in Levenshtein.opcodes(old_tokens, new_tokens):
        o1, o2 = old_at[step.src_start], old_at[step.src_end]
        n1, n2 = new_at[step.dest_start], new_at[step.dest_end]
        if not is_set[o1]:
            before[o1] = n1
        after[o1] = n2 if step.tag == "insert" else n1
        for place in range(o1 + 1, o2 + 1):
            part = place - o1 if step.tag == "equal" else round((n2 - n1) * (place - o1) / (o2 - o1))
            before[place] = after[place] = min(n2, n1 + part)
            is_set[place] = True
        is_set[o1] = True
    return before, after


def _starts(tokens: list[str]) -> list[int]:
    """The offset of each token, and the end."""
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts
