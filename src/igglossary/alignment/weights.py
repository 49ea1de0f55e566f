"""The weights of projection and of ``keep``, all in one place.

Made by ``tools/fit_keep.py`` from the annotated reports and the verdicts in ``tests/quality/gold``; docs/alignment.md has
what they are worth with each report left out. After any change of a feature fit them anew, the intercept at least:
with all weights 20 % off and the intercept as it was, precision went anywhere from .68 to .94.
"""

from __future__ import annotations

PROJECTION_FIRST = {
    "balance": 36.0,
    "length": -10.0,
    "left_article": -3.0,
    "right_open": -3.0,
    "right_of": -5.0,
    "preposition": -3.0,
    "right_punctuation": 0.6,
    "start_conjunction": -4.5,
    "start_auxiliary": -4.0,
    "relative": -4.0,
}
"""Rank of a candidate before it is encoded."""

PROJECTION_SECOND = {
    "cosine": 25.0,
    "balance": 20.0,
    "length": -6.0,
    "left_article": -3.3,
    "right_open": -4.7,
    "right_of": -4.0,
    "preposition": -3.2,
    "right_punctuation": 1.5,
    "start_conjunction": -3.8,
    "start_auxiliary": -2.8,
    "relative": -2.2,
}
"""Rank of an encoded candidate."""

SENTENCE = {
    "cosine": 3.4,
    "length": -2.8,
    "cover_german": 4.7,
    "cover_english": 3.1,
    "order": 0.54,
    "frame": -0.39,
    "size": -1.13,
    "short": -0.32,
    "literal": 0.43,
    "intercept": -6.9,
}
"""Log odds that a pair of stretches of four German words or more can be kept."""

PHRASE = {
    "cosine": 7.6,
    "clearness": 3.3,
    "length": -2.0,
    "german_longer": -2.3,
    "auxiliary": -3.3,
    "cover_german": 3.3,
    "cover_english": 1.3,
    "numbers": -2.1,
    "compound": -0.46,
    "intercept": -11.05,
}
"""Log odds that a projected stretch can be kept."""
