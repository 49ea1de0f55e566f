"""The weights of projection and of ``keep``, all in one place.

Made by ``tools/fit_keep.py`` from the annotated reports and the verdicts in ``tests/quality/gold``; docs/alignment.md has
what they are worth with each report left out. After any change of a feature fit them anew, the intercept at least:
with all weights 20 % off and the intercept as it was, precision went anywhere from .68 to .94.
"""

from __future__ import annotations

PROJECTION_FIRST = {
    "balance": 40.8,
    "length": -7.97,
    "left_article": -6.13,
    "right_open": -2.12,
    "right_of": -1.38,
    "preposition": -4,
    "right_punctuation": 0.434,
    "start_conjunction": -3.8,
    "start_auxiliary": -5.02,
    "relative": -9.13,
}
"""Rank of a candidate before it is encoded."""

PROJECTION_SECOND = {
    "cosine": 20.7,
    "balance": 18.6,
    "length": -5.79,
    "left_article": -6.54,
    "right_open": -1.85,
    "right_of": -2.83,
    "preposition": -4.75,
    "right_punctuation": 1,
    "start_conjunction": -2.49,
    "start_auxiliary": -4.75,
    "relative": -4.6,
}
"""Rank of an encoded candidate."""

SENTENCE = {
    "cosine": 4.3,
    "length": -3.1,
    "cover_german": 5.62,
    "cover_english": 1.03,
    "order": 0.681,
    "frame": -0.175,
    "size": -0.991,
    "short": 0.26,
    "literal": 0.363,
    "intercept": -6.67,
}
"""Log odds that a pair of stretches of four German words or more can be kept."""

PHRASE = {
    "cosine": 5.75,
    "clearness": 4.04,
    "length": -1.81,
    "german_longer": -1.78,
    "auxiliary": -1.6,
    "cover_german": 0.846,
    "cover_english": 0.422,
    "numbers": -0.624,
    "compound": -0.597,
    "intercept": -7.6,
}
"""Log odds that a projected stretch can be kept."""
