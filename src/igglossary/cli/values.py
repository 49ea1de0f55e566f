"""Types of arguments: what argparse calls to turn a word into a value, with our sentence if it cannot."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from igglossary.i18n import _
from igglossary.text.languages import normalise_tag, primary
from igglossary.text.normalise import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.answers.terms import Translation

_MOST = 2**31 - 1
"""Nobody has more of anything, and every library can count so far."""
_SHOWN = 40
_LONGEST_LANGUAGE = 3
"""Letters of a language subtag that is in use (ISO 639); four to eight are reserved (RFC 5646 §2.2.1)."""


def input_path(word: str) -> str:
    """A file or folder that is read."""
    return word


def output_path(word: str) -> str:
    """A file that is written: ``cli.outputs`` refuses to replace what is not igglossary's own."""
    return word


def output_in_place(word: str) -> str:
    """A file that is written and may be the one that is read, of which a copy is kept then."""
    return word


def output_folder(word: str) -> str:
    """A folder into which files are written."""
    return word


def store_path(word: str) -> str:
    """A store, which no output replaces."""
    return word


def positive(word: str) -> int:
    """A whole number from 1 on.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    number = min(_number(word), _MOST)
    if number < 1:
        raise argparse.ArgumentTypeError(_("{number} is too small; it starts at 1").format(number=number))
    return number


def port(word: str) -> int:
    """A port to listen at.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    number = _number(word)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(_("“{word}” is no port, 0 to 65535").format(word=word))
    return number


def percent(word: str) -> int:
    """A score from 1 to 100.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    number = _number(word)
    if not 1 <= number <= 100:
        raise argparse.ArgumentTypeError(_("{number} is no score; these go from 1 to 100").format(number=number))
    return number


def language(word: str) -> str:
    """A language tag in its usual spelling: ``DE_at`` is ``de-AT``.

    Raises:
        argparse.ArgumentTypeError: it is none, but perhaps the name of a language.
    """
    try:
        tag = normalise_tag(word)
    except ValueError:
        tag = ""
    if not 2 <= len(primary(tag)) <= _LONGEST_LANGUAGE:
        raise argparse.ArgumentTypeError(_("“{word}” is no language tag, such as de, en or pt-BR").format(word=word))
    return tag


def _number(word: str) -> int:
    try:
        return int(word)
    except ValueError as error:  # Python refuses numbers of thousands of digits as well
        shown = shortened(word, _SHOWN)
        raise argparse.ArgumentTypeError(_("“{word}” is no whole number").format(word=shown)) from error


def with_language_tags(translations: Sequence[Translation]) -> list[str]:
    """The terms of translations; where they are of several languages each with its tag.

    Of a concept in many languages only the German and English ones are shown; ``--to`` asks for another.
    """
    pair = [one for one in translations if primary(one.lang) in ("de", "en")]
    translations = pair or translations
    has_several = len({primary(one.lang) for one in translations}) > 1
    return [f"{one.lang}: {one.term}" if has_several else one.term for one in translations]
