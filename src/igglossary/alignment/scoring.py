"""From features to the probability that a pair is right.

The weights are those of the design notes on quotations (fitted on four reports), with two terms added here: rivals
that explain both sides better, and being the best of row and column. ``docs/alignment.md`` has the calibration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.alignment.features import best_rivals

if TYPE_CHECKING:
    from igglossary.alignment.features import Array, PairTable

WEIGHTS = {
    "h_cc": 6.0,
    "h_ecl": 8.0,
    "margin_row": 4.0,
    "margin_column": 1.5,
    "cognates": 6.0,
    "terms": 4.0,
    "numbers": 1.5,
    "literal": 2.0,
    "marker": 4.5,
    "between": -0.5,
    "far": -2.0,
}
_INTERCEPT = -5.5
_INTERCEPT_WITHOUT_MEANING = -5.6
_SUREST = 0.98
"""No pair is surer than this: four annotated reports cannot show more (docs/alignment.md)."""
_NOTHING = -30.0
_EXPLAINED = 0.9
_RIVALRY = 2.0
_MUTUAL = 0.7


def probabilities(table: PairTable) -> Array:
    """Probability of every pair, shape (rows, English sentences)."""
    import numpy as np  # heavy; see the package's docstring

    has_meaning = table.unit_gain is not None
    some = next(iter(table.features.values()))
    z: Array = np.full_like(some, _INTERCEPT if has_meaning else _INTERCEPT_WITHOUT_MEANING)
    for name, weight in WEIGHTS.items():
        if name in table.features:
            z += np.float32(weight) * table.features[name]
    z += _competition(table, z)
    certainty: Array = (1 / (1 + np.exp(-np.clip(z, -30, 30)))).astype(np.float32)
    result: Array = certainty * np.float32(_SUREST)
    return result


def _competition(table: PairTable, z: Array) -> Array:
    """A malus where both sides are explained by others, a bonus where each is the other's best."""
    import numpy as np  # heavy; see the package's docstring

    sentences = np.array([row.sentence for row in table.rows])
    count = int(sentences.max()) + 1
    best = np.full((count, z.shape[1]), _NOTHING, dtype=np.float32)
    np.maximum.at(best, sentences, z)
    row_rival, column_rival = best_rivals(best, _NOTHING), best_rivals(best.T, _NOTHING).T
    limit = np.log(_EXPLAINED / (1 - _EXPLAINED))
    explained = (row_rival >= limit) & (column_rival >= limit)
    mutual = (best > row_rival) & (best > column_rival)
    change = (_MUTUAL * mutual - _RIVALRY * explained).astype(np.float32)
    result: Array = change[sentences]
    return result
