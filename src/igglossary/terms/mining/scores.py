"""How alike a German and an English candidate are: sentence-encoder cosine with hub correction, cognates, initials.

With an encoder the score is cosine + margin, where margin is the cosine minus half the mean of the eight best of its
row and half that of its column (CSLS, Conneau et al. 2018, §2.3): a word that is near to everything must be nearer.
Without an encoder cognates stand in. Acronyms are matched by initials in both cases. All scores are 0.0–1.0.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from igglossary.languages.german.compounds import boundaries
from igglossary.terms.mining import words
from igglossary.terms.mining.forms import english_name
from igglossary.terms.mining.known import KnownTerms, fold
from igglossary.terms.mining.negation import are_opposite
from igglossary.text.fold import fold as folded_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from igglossary.terms.mining.candidates import Candidate

_NEIGHBOURS = 8
"""Size of the neighbourhood of the hub correction; 8 as in alignment."""
_COGNATE_RULES = (
    (re.compile(r"täten?\b"), "ty"),
    (re.compile(r"ismus\b"), "ism"),
    (re.compile(r"isch(?:e[nmrs]?)?\b"), "ic"),
    (re.compile(r"ierung\b"), "ization"),
    (re.compile(r"ie\b"), "y"),
    (re.compile(r"enz\b"), "ence"),
    (re.compile(r"isation\b"), "ization"),
    (re.compile(r"k"), "c"),
    (re.compile(r"z"), "c"),
)
ACCEPTED = 0.58
"""Lowest raw score of a pair from one linked pair of segments; about half of the pairs just there are right."""
_STEEPNESS = 7.0
_CERTAIN = 1.4
"""Raw score of identical strings and of pairs of the term base."""
_LENGTH_MISMATCH = 0.2
"""Taken off where the English is a part only: one word for a German phrase, or for a compound that begins with it."""
_CUT = 0.08
"""Taken off where the English phrase goes on (*water supply* of *water supply contract*)."""
_CUT_COMPOUND = 0.2
"""The same for a German compound, which mostly means all of it: Amateur|funker, *amateur radio* operator.
Of an invented report with 27 links two pairs more were right and three fewer wrong; two reports with gold stayed."""
_WITHOUT_ENCODER = 0.95
"""Factor that makes a cognate of .61 as good as an encoder's raw .58; below, cognates are mostly accidents."""
_NAME_RUN = re.compile(r"(?<![\w-])[A-Z][\w-]*(?: [A-Z][\w-]*){1,2}")
_CONTENT = re.compile(r"[^\W_]+")


class Encoder(Protocol):
    """Anything that turns strings into unit vectors, one row a string (``alignment.embedding`` makes one)."""

    def encode(self, texts: list[str], /) -> NDArray[np.float32]:
        """Vectors of shape (len(texts), dimensions), each of length 1."""
        ...


@lru_cache(maxsize=200_000)
def _bigrams(text: str) -> frozenset[str]:
    key = text.lower()
    for pattern, replacement in _COGNATE_RULES:
        key = pattern.sub(replacement, key)
    key = " " + fold(key) + " "
    return frozenset(key[index : index + 2] for index in range(len(key) - 1))


def cognate(german: str, english: str) -> float:
    """Dice coefficient of letter pairs after nine regular correspondences (-tät/-ty, -ismus/-ism …)."""
    one, other = _bigrams(german), _bigrams(english)
    return 2 * len(one & other) / (len(one) + len(other))


def initials(text: str) -> tuple[str, str]:
    """Initial letters of a name's words, hyphens split: without and with function words (*GGE*, *GOGE*)."""
    parts = _CONTENT.findall(text)
    content = [part for part in parts if part.lower() not in words.ENGLISH_INNER and part.lower() not in ("and", "und")]
    return "".join(part[0] for part in content).upper(), "".join(part[0] for part in parts).upper()


def acronym_score(acronym: str, name: str, context: Sequence[str] = ()) -> float:
    """0.95 if the initials of the name are the acronym, 0.85 if that holds after the initials of a name of the context.

    ``EUBEREC`` would fit a *Body of European Regulators …* where *European Union* stands nearby; 0.0: no fit.
    """
    if " " not in name or len(acronym) < 2:
        return 0.0
    fits = [one for one in initials(name) if len(one) >= 2]
    if acronym in fits:
        return 0.95
    for one in fits:
        if len(one) >= 3 and acronym.endswith(one) and acronym[: -len(one)] in context:
            return 0.85
    return 0.0


def similarities(german: Sequence[str], english: Sequence[str], encoder: Encoder) -> NDArray[np.float32]:
    """Cosine + hub-corrected margin of every German with every English phrase, of shape (german, english).

    Everything is encoded in one call: single phrases cost ten times as much.
    """
    import numpy as np  # heavy, and mining is far from the look-up path

    vectors = np.asarray(encoder.encode([*german, *english]), dtype=np.float32)
    matrix: NDArray[np.float32] = vectors[: len(german)] @ vectors[len(german) :].T
    rows, columns = _mean_of_best(matrix), _mean_of_best(matrix.T)
    matrix *= 2
    matrix -= rows[:, None] / 2
    matrix -= columns[None, :] / 2
    return matrix


def pair_cosines(pairs: Sequence[tuple[str, str]], encoder: Encoder | None) -> dict[tuple[str, str], float]:
    """Cosine of each pair of phrases, every phrase encoded once in one call; nothing without an encoder."""
    if encoder is None or not pairs:
        return {}
    import numpy as np  # heavy, and mining is far from the look-up path

    rows = {text: row for row, text in enumerate(dict.fromkeys(text for pair in pairs for text in pair))}
    vectors = np.asarray(encoder.encode(list(rows)), dtype=np.float32)
    first = vectors[[rows[one] for one, _other in pairs]]
    second = vectors[[rows[other] for _one, other in pairs]]
    return dict(zip(pairs, np.einsum("ij,ij->i", first, second).tolist(), strict=True))


def _mean_of_best(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Mean of the eight greatest of each row, in blocks of rows so that no second matrix is made."""
    import numpy as np  # as above

    size = min(_NEIGHBOURS, matrix.shape[1])
    means = np.empty(matrix.shape[0], dtype=np.float32)
    for start in range(0, matrix.shape[0], 256):
        block = matrix[start : start + 256]
        means[start : start + 256] = np.partition(block, matrix.shape[1] - size, axis=1)[:, -size:].mean(axis=1)
    return means


class Scorer:
    """Scores of all candidates of one run with each other."""

    def __init__(
        self,
        german: Iterable[Candidate],
        english: Iterable[Candidate],
        encoder: Encoder | None,
        known: KnownTerms,
    ) -> None:
        """Encode the base forms of both sides, if there is an encoder."""
        self._german = {base: row for row, base in enumerate(sorted({one.base for one in german}))}
        self._english = {base: column for column, base in enumerate(sorted({one.base for one in english}))}
        self._names = list(self._english)
        self._known = known
        self._matrix: NDArray[np.float32] | None = None
        if encoder is not None and self._german and self._english:
            self._matrix = similarities(list(self._german), list(self._english), encoder)

    @property
    def has_encoder(self) -> bool:
        """True if phrases are compared by meaning and not only by their letters."""
        return self._matrix is not None

    def raw(self, german: Candidate, english: Candidate, context: str = "") -> float | None:
        """Score before calibration, about -0.3 to 1.5; None if the two cannot be a pair.

        ``context`` is the English segment, for acronyms with an organisation in front.
        """
        if not may_pair(german, english):
            return None
        if self._known.concept(german.base, english.base) is not None:
            return _CERTAIN
        is_long = german.kind == "phrase" or (german.kind == "noun" and is_compound(german.base))
        cut = _CUT_COMPOUND if is_long else _CUT
        return self._alike(german, english, context) - mismatch(german, english.base) - cut * english.is_cut

    def _alike(self, german: Candidate, english: Candidate, context: str) -> float:
        if fold(english_name(german.base, english.base)[0]) == fold(english.base):
            return _CERTAIN
        if german.kind in ("acronym", "part") and german.base.isupper():
            fits = acronym_score(german.base, english.base, _names_initials(context))
            if fits:
                return fits + 0.2
        if self._matrix is None:
            return _WITHOUT_ENCODER * cognate(german.base, english.base)
        return float(self._matrix[self._german[german.base], self._english[english.base]])

    def best_elsewhere(self, german: Candidate, english: Mapping[str, Candidate]) -> tuple[float, str] | None:
        """The best English base form of the run for a German candidate, if that has no better German one."""
        if self._matrix is None:
            return None
        row = self._matrix[self._german[german.base]]
        scored = [
            (value, base)
            for base in (english if german.kind == "acronym" else self._nearest(row))
            if base in english and (value := self.raw(german, english[base])) is not None
        ]
        if not scored:
            return None
        value, base = max(scored)
        column = self._english[base]
        if float(self._matrix[:, column].max()) > max(value, float(row[column])) + 1e-6:
            return None
        return value, base

    def _nearest(self, row: NDArray[np.float32]) -> list[str]:
        import numpy as np  # as above

        size = min(_NEIGHBOURS, len(row))
        return [self._names[column] for column in np.argpartition(row, len(row) - size)[-size:].tolist()]


def calibrated(raw: float) -> float:
    """Logistic share of right pairs by raw score: half of those at 0.58 were right on two reports."""
    return 1 / (1 + math.exp(-_STEEPNESS * (raw - ACCEPTED)))


def mismatch(german: Candidate, english: str) -> float:
    """What is taken off where the English can only be a part of the German."""
    parts = _CONTENT.findall(english.lower())
    if len(parts) > 1 and german.base.lower() in parts:
        return _LENGTH_MISMATCH  # USB, USB stick
    is_one_word = " " not in english and "-" not in english
    if german.kind in ("phrase", "genitive") and is_one_word:
        return _LENGTH_MISMATCH
    return _LENGTH_MISMATCH if _is_modifier(german.base, english) else 0.0


def _is_modifier(german: str, english: str) -> bool:
    """True if the English word is the first part of a German compound: *Programmleitung*, program."""
    one, other = fold(german), fold(english)
    return len(other) >= 5 and len(one) >= len(other) + 5 and one.startswith(other[: max(5, len(other) - 2)])


@lru_cache(maxsize=20_000)
def is_compound(german: str) -> bool:
    """True for a German noun that is made of several."""
    return bool(boundaries(folded_word(german)))


def may_pair(german: Candidate, english: Candidate) -> bool:
    """False for different parts of speech, opposites, and a compound with the name of its first part (*EU-Recht*)."""
    if (german.kind == "adjective") != (english.kind == "adjective"):
        return False
    if german.kind not in ("acronym", "name", "part") and are_opposite(german.base, english.base):
        return False
    first = german.surface.partition("-")[0]
    return first == german.surface or not first.isupper() or not acronym_score(first, english.surface)


def is_trivial(german: Candidate, english: str) -> bool:
    """True for a one-word name that is the same on both sides (*Google*): nothing to keep in a term base."""
    return german.surface == english and " " not in english and not english.isupper() and not english.islower()


@lru_cache(maxsize=1_000)
def _names_initials(text: str) -> tuple[str, ...]:
    """Initials of the capitalised runs of two or three words in an English text."""
    return tuple(initials(run)[0] for run in _NAME_RUN.findall(text))
