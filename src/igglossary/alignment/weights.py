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
    "cosine": 4.53,
    "length": -3.16,
    "cover_german": 5.46,
    "cover_english": 0.793,
    "order": 0.694,
    "frame": -0.183,
    "size": -1,
    "short": 0.485,
    "literal": 0.409,
    "intercept": -6.41,
}
"""Log odds that a pair of stretches of four German words or more can be kept."""

PHRASE = {
    "cosine": 6.8,
    "clearness": 2.89,
    "length": -1.67,
    "german_longer": -2.78,
    "auxiliary": -1.67,
    "cover_german": 1.88,
    "cover_english": -0.267,
    "numbers": -0.69,
    "compound": -0.395,
    "right_open": -1.62,
    "left_of": -0.381,
    "intercept": -7.46,
}
"""Log odds that a projected stretch can be kept."""
