"""Arabic words without what is written together with them."""

from __future__ import annotations

import re

_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640]+")  # vowels, and the stroke that makes a word longer
_ALEF = re.compile("[\u0622\u0623\u0625\u0671]")
_CLITICS = re.compile(
    "(?:[\u0648\u0641]?(?:[\u0628\u0643]?\u0627\u0644|\u0644\u0644)"
    "|[\u0648\u0641]?[\u0628\u0644\u0643]|[\u0648\u0641])(?=\\w{3})"
)
"""*and*, *then*; *with*, *like*, *for*; the article. Three letters must be left, as every root has."""
_SUFFIXES = re.compile(
    "(?<=\\w{3})(?:\u0647\u0627|\u0647\u0645|\u0627\u062a|\u0648\u0646|\u064a\u0646|\u0627\u0646|\u0629|\u0647)\\Z"
)
"""Possessive pronouns, regular plurals and duals, the feminine ending."""


def stem(word: str) -> str:
    """The word without vowel marks, conjunction, preposition, article and regular ending; alef in one spelling."""
    plain = _ALEF.sub("\u0627", _MARKS.sub("", word))
    found = _CLITICS.match(plain)
    return _SUFFIXES.sub("", plain[found.end() :] if found else plain)
