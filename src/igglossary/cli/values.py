"""Types of arguments: what argparse calls to turn a word into a value, with our sentence if it cannot."""

from __future__ import annotations

import argparse

from igglossary.i18n import _


def positive(word: str) -> int:
    """A whole number from 1 on.

    Raises:
        argparse.ArgumentTypeError: it is none.
    """
    number = _number(word)
    if number < 1:
        raise argparse.ArgumentTypeError(_("{number} is too small; it starts at 1").format(number=number))
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


def _number(word: str) -> int:
    try:
        return int(word)
    except ValueError as error:
        raise argparse.ArgumentTypeError(_("“{word}” is no whole number").format(word=word)) from error
