"""HTML made of text: escaped, with the page's own words in every language that it speaks."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from igglossary.messages import Message

    Say = Callable[[Message, str | None], str]

LANGUAGES: Final = ("en", "de")
"""What the page itself speaks, whatever languages its terms are in."""
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACE: Final = re.compile(r"\s+")
_LEFT_TO_RIGHT: Final = ("de", "en", "fr", "es", "it", "pt", "nl")


def shown(value: object) -> str:
    """A text as HTML; characters that no page may have are replaced."""
    return escape(_CONTROLS.sub("\ufffd", str(value)), quote=True)


def in_language(text: str, lang: str, style: str = "") -> str:
    """A text that is in a language; one that may run from right to left says so."""
    direction = "" if lang.lower().startswith(_LEFT_TO_RIGHT) else ' dir="auto"'
    kind = f' class="{style}"' if style else ""
    return f'<span{kind} lang="{shown(lang)}"{direction}>{shown(text)}</span>'


def anchor(concept_id: str) -> str:
    """The ``id`` of a concept's article: its own, which may be anything but empty and has no spaces in it."""
    return _SPACE.sub("_", concept_id) or "_"


class Words:
    """The page's own words: written in the language in which it opens, and kept in all for its switch."""

    def __init__(self, say: Say, opening: str) -> None:
        """``say`` puts a message into words; ``opening`` is one of ``LANGUAGES``."""
        self._say = say
        self.opening = opening
        self._numbers: dict[Message, int] = {}

    def tag(self, message: Message, element: str = "span", style: str = "") -> str:
        """An element that holds the message."""
        number = self._numbers.setdefault(message, len(self._numbers))
        kind = f' class="{style}"' if style else ""
        return f'<{element}{kind} data-say="{number}">{shown(self._say(message, self.opening))}</{element}>'

    def table(self) -> list[list[str]]:
        """What ``data-say`` counts: each message in ``LANGUAGES``."""
        return [[self._say(message, language) for language in LANGUAGES] for message in self._numbers]
