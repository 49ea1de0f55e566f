"""What an edit changed: words first, then characters inside a replaced word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_ALIKE = 0.5
"""Below this share of common characters two words are shown as a whole deletion and insertion (readable, no salad)."""


MARKS = {"same": "{}", "added": "{{+{}+}}", "removed": "[-{}-]"}
"""Kind of a part → how it is written where there may be no colour: ``drive{+line+} [-rod-] shaft``."""


class Part(NamedTuple):
    """A stretch of a comparison; ``kind`` is one of ``MARKS``."""

    kind: str
    text: str


def compare(old: str, new: str) -> tuple[Part, ...]:
    """The steps from ``old`` to ``new``: joined without ``removed`` they are ``new``, without ``added`` ``old``."""
    first, second = _WORDS.findall(old), _WORDS.findall(new)
    parts: list[Part] = []
    for kind, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        before, after = "".join(first[a:b]), "".join(second[c:d])
        if kind == "replace":
            parts += _replaced(before, after)
        else:
            parts += [Part("same", after)] if kind == "equal" else [Part("removed", before), Part("added", after)]
    return _tidy(parts)


def _replaced(before: str, after: str) -> list[Part]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if len(before) * len(after) > 40_000 or matcher.ratio() < _ALIKE:  # quadratic: not for whole paragraphs
        return [Part("removed", before), Part("added", after)]
    parts = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            parts.append(Part("same", after[c:d]))
        else:
            parts += [Part("removed", before[a:b]), Part("added", after[c:d])]
    return parts


def _tidy(parts: list[Part]) -> tuple[Part, ...]:
    kept = (part for part in parts if part.text)
    return tuple(
        Part(kind, "".join(part.text for part in group)) for kind, group in groupby(kept, key=lambda part: part.kind)
    )
