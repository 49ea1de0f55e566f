"""Inline codes and placeholders of two segments compared: what is missing, too much, or in another order."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from igglossary.text.placeholders import placeholders

if TYPE_CHECKING:
    from igglossary.model import InlineCode, Variant

_IDENTITY: Final = ("id", "x", "i", "rid", "mid", "xid", "dataRef", "dataRefStart")
"""Attributes that say which code of the source one of the target is, the most telling first (XLIFF 1.2, 2.x, TMX)."""
_INVISIBLE: Final = frozenset({"reference"})
"""A translation may write a character reference as its character, and need another one than its source."""


class Code(NamedTuple):
    """One code: what it is (equal in source and target), how it is shown, and its place in the text."""

    key: str
    shown: str
    start: int
    end: int


class Difference(NamedTuple):
    """What the target has not, and what it has too much; ``is_moved`` if there are the same in another order."""

    missing: tuple[Code, ...]
    added: tuple[Code, ...]
    is_moved: bool


def codes(variant: Variant) -> list[Code]:
    """The inline codes and placeholders of one side, in the order of the text."""
    inline = [_inline(code) for code in variant.codes]
    typed = [
        Code(f"{found.kind} {found.surface.strip()}", found.surface, found.start, found.end)
        for found in placeholders(variant.text)
        if found.kind not in _INVISIBLE
    ]
    return sorted([*inline, *typed], key=lambda code: (code.start, code.end))


def compare_codes(source: Variant, target: Variant) -> Difference:
    """How the codes of a translation differ from those of its source.

    The order counts only where it has a meaning: between placeholders that are told apart by nothing else (``%s`` and
    ``%d``); marked words may stand anywhere.
    """
    ours, theirs = codes(source), codes(target)
    missing, added = _without(ours, theirs), _without(theirs, ours)
    is_moved = not missing and not added and _positional(ours) != _positional(theirs)
    return Difference(tuple(missing), tuple(added), is_moved)


def _without(some: list[Code], others: list[Code]) -> list[Code]:
    """Those of ``some`` for which there is none in ``others``, each counted once."""
    left = Counter(code.key for code in others)
    found = []
    for code in some:
        if left[code.key]:
            left[code.key] -= 1
        else:
            found.append(code)
    return found


def _positional(found: list[Code]) -> list[str]:
    return [
        code.key for code in found if code.key.startswith("printf %") and "$" not in code.key and "(" not in code.key
    ]


def _inline(code: InlineCode) -> Code:
    attributes = dict(code.attributes)
    identity = next((f"{name}={attributes[name]}" for name in _IDENTITY if name in attributes), code.content)
    shown = code.content or f"<{code.kind} {identity}>" if identity else f"<{code.kind}>"
    return Code(f"code {code.kind} {identity}", shown, code.position, code.position)
