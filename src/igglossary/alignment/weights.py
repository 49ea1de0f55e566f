"""The weights of projection and of ``keep``, all in one place.

Made by ``tools/fit_keep.py`` from the annotated reports and the verdicts in ``tests/quality/gold``; docs/alignment.md
has what they are worth with each report left out. After any change of a feature fit them anew, the intercept at least:
with all weights 20 % off and the intercept as it was, precision went anywhere from .68 to .94.
"""

from __future__ import annotations

PROJECTION_FIRST = {
    "balance": 39.7,
    "length": -8.68,
    "left_article": -4.46,
    "right_open": -2.3,
    "right_of": -1.82,
    "preposition": -3.62,
    "right_punctuation": 0.383,
    "start_conjunction": -4.65,
    "start_auxiliary": -4.48,
    "relative": -5.14,
}
"""Rank of a candidate before it is encoded."""

PROJECTION_SECOND = {
    "cosine": 25.1,
    "balance": 20.9,
    "length": -6.29,
    "left_article": -4.81,
    "right_open": -3.05,
    "right_of": -3.64,
    "preposition": -4.22,
    "right_punctuation": 1.07,
    "start_conjunction": -2.93,
    "start_auxiliary": -3.54,
    "relative": -2.79,
}
"""Rank of an encoded candidate."""

SENTENCE = {
    "cosine": 4.31,
    "length": -3.4,
    "cover_german": 5.69,
    "cover_english": 1.57,
    "order": 0.71,
    "frame": -0.227,
    "size": -1.18,
    "short": 0.256,
    "literal": 0.575,
    "intercept": -6.77,
}
"""Log odds that a pair of stretches of four German words or more can be kept."""

PHRASE = {
    "cosine": 7.27,
    "clearness": 3.27,
    "length": -1.93,
    "german_longer": -2.27,
    "auxiliary": -2.89,
    "cover_german": 2.95,
    "cover_english": 0.93,
    "numbers": -1.82,
    "compound": -0.369,
    "right_open": -1.21,
    "left_of": -0.504,
    "intercept": -10.2,
}
"""Log odds that a projected stretch can be kept."""
