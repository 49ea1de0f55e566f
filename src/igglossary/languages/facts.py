"""What a language answers: keys of words, stretches of compounds, rules of sentences and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class WordKeys(NamedTuple):
    """The keys of one word. A German noun is never found by its lower-case reading alone (Rate, ich rate)."""

    own: tuple[str, ...]
    """The reading with the case that the word has."""
    lowered: tuple[str, ...]
    """The reading in lower case: adjectives and verbs at the beginning of a sentence or inside names."""
    loose: tuple[str, ...]
    """Both, and ``^`` + adjective without its ending: safe only inside terms of several words."""


class Part(NamedTuple):
    """A term inside a word: its key and the stretch of the folded word that it takes, half-open."""

    key: str
    start: int
    end: int


class SentenceRules(NamedTuple):
    """Words that decide where a sentence ends. Abbreviations are in lower case, without their last full stop."""

    never: frozenset[str] = frozenset()
    """Abbreviations that never end a sentence."""
    sometimes: frozenset[str] = frozenset()
    """Abbreviations that do only before one of ``openers``."""
    openers: frozenset[str] = frozenset()
    """Words that open sentences much more often than they stand inside one with a capital."""
    closing: frozenset[str] = frozenset()
    """Of ``sometimes``: what closes an enumeration and may stand before a noun that begins a sentence."""
    verbs: frozenset[str] = frozenset()
    """Finite verbs that often stand behind that noun."""
    months: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    """Before a number these make it a cardinal, before a Roman numeral too; before a single letter they make a name."""
    before_numbers: frozenset[str] = frozenset()
    """Abbreviations that are plain words too (*no*): they end no sentence only before a number."""
    has_ordinals: bool = False
    """True where a number with a full stop is an ordinal (German and its neighbours)."""


class NumberRules(NamedTuple):
    """How a language writes numbers."""

    decimal: str = "."
    """The sign before the fraction; the other one of ``.`` and ``,`` groups the thousands."""
    words: Mapping[str, int] = {}
    """Number words, ordinals, fractions and the names of months, folded to lower case → value."""
    months: frozenset[str] = frozenset()
    """Which of ``words`` are the names of months."""
    unsure: frozenset[str] = frozenset()
    """Which of ``words`` often mean something else or are said freely, so that a translation need not have them."""
    parts: Mapping[str, tuple[str, ...]] = {}
    """Words for parts (*Hälfte*) → the numbers, as decimals, that say the same in digits."""
    scales: Mapping[str, int] = {}
    """Words after a number that multiply it."""
    joint: str = ""
    """What joins units and tens in one word (*einundzwanzig*); "" if nothing does."""
    endings: tuple[str, ...] = ()
    """What may follow a number word in one word (*fünfzehnte*)."""
    units: tuple[str, ...] = ()
    """How nouns begin that are counted in one word (*Zehnjahresplan*)."""
    prefix: str = ""
    """What may stand before a number word in a verb (*verzwanzigfacht*)."""
    fractions: Mapping[str, int] = {}
    """Words for equal parts that are counted (*thirds*, *Drittel*) → how many make a whole."""
    durations: Mapping[str, tuple[str, int]] = {}
    """Units of time, in all their forms → the smallest unit of their kind (``month``, ``minute``), and how many."""
