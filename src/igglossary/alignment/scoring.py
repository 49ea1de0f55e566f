"""From features to the probability that a pair is right.

The weights are those of the design notes on quotations (fitted on four reports), with two terms added here: rivals
that explain both sides better, and being the best of row and column. ``docs/alignment.md`` has the calibration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.alignment.features import best_rivals

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
_INTERCEPT_WITHOUT_MEANING = -5.3
_SUREST = 0.98
"""No pair is surer than this: four annotated reports cannot show more (docs/alignment.md)."""
_NOTHING = -30.0
_EXPLAINED = 0.9
_RIVALRY = 2.0
_MUTUAL = 0.7
_BEFORE, _AFTER, _AGAINST, _CROWDED, _REST = 1.3, 0.5, -1.0, -0.5, 0.2
"""Logistic regression on 14 annotated reports, each left out in turn, then softened (docs/alignment.md)."""
_REACH = 4
"""Sentences of the same paragraph that can contradict the order."""


def probabilities(table: PairTable) -> Array:
    """Probability of every pair, shape (rows, English sentences)."""
    import numpy as np  # heavy; see the package's docstring

    has_meaning = table.unit_gain is not None
    some = next(iter(table.features.values()))
    z: Array = np.full_like(some, _INTERCEPT if has_meaning else _INTERCEPT_WITHOUT_MEANING)
    for name, weight in WEIGHTS.items():
        if name in table.features:
            z += np.float32(weight) * table.features[name]
    sentences = np.array([row.sentence for row in table.rows])
    z += _competition(_best(z, sentences))[sentences]
    z += _order(table, _best(z, sentences))[sentences]
    result: Array = _sigmoid(z) * np.float32(_SUREST)
    return result


def _best(z: Array, sentences: NDArray[np.intp]) -> Array:
    """The best of every sentence and its clauses, shape (German sentences, English sentences)."""
    import numpy as np  # heavy; see the package's docstring

    best = np.full((int(sentences.max()) + 1, z.shape[1]), _NOTHING, dtype=np.float32)
    np.maximum.at(best, sentences, z)
    return best


def _competition(best: Array) -> Array:
    """A malus where both sides are explained by others, a bonus where each is the other's best."""
    import numpy as np  # heavy; see the package's docstring

    row_rival, column_rival = best_rivals(best, _NOTHING), best_rivals(best.T, _NOTHING).T
    limit = np.log(_EXPLAINED / (1 - _EXPLAINED))
    explained = (row_rival >= limit) & (column_rival >= limit)
    mutual = (best > row_rival) & (best > column_rival)
    change: Array = (_MUTUAL * mutual - _RIVALRY * explained).astype(np.float32)
    return change


def _order(table: PairTable, best: Array) -> Array:
    """What the neighbours say: a report follows the order of what it quotes, and uses a sentence once."""
    import numpy as np  # heavy; see the package's docstring

    p = _sigmoid(best)
    starts = [j for j, place in enumerate(table.quotations) if j == 0 or place != table.quotations[j - 1]]
    earlier, later = np.zeros_like(p), np.zeros_like(p)  # the best of the sentences before and after in the quotation
    for start, end in zip(starts, [*starts[1:], p.shape[1]], strict=True):
        earlier[:, start + 1 : end] = np.maximum.accumulate(p[:, start : end - 1], axis=1)
        later[:, start : end - 1] = np.maximum.accumulate(p[:, end - 1 : start : -1], axis=1)[:, ::-1]
    before, after, against = np.zeros_like(p), np.zeros_like(p), np.zeros_like(p)
    first, rest = np.array(starts), np.setdiff1d(np.arange(p.shape[1]), starts)
    for distance in range(1, min(_REACH, len(p) - 1) + 1):
        pairs = zip(table.paragraphs, table.paragraphs[distance:], strict=False)
        together = np.array([one == other for one, other in pairs])[:, None]
        against[:-distance] = np.maximum(against[:-distance], earlier[distance:] * together)
        against[distance:] = np.maximum(against[distance:], later[:-distance] * together)
        if distance == 1:
            before[1:, rest] = (p[:-1] * together)[:, rest - 1]
            after[:-1, :-1] = (p[1:] * together)[:, 1:]
            after[:, first[1:] - 1] = 0
    crowded = _sigmoid(best_rivals(best.T, _NOTHING).T)
    result: Array = _BEFORE * before + _AFTER * after + _AGAINST * against + _CROWDED * crowded + _REST
    return result


def _sigmoid(z: Array) -> Array:
    import numpy as np  # heavy; see the package's docstring

    result: Array = (1 / (1 + np.exp(-np.clip(z, -30, 30)))).astype(np.float32)
    return result
