"""The simple nouns of the German lexicon, folded: what compounds are made of.

They are the same for everybody and cost 4 s to collect, so they come with the program (``data/nouns-de.txt``, read in
35 ms; ``make glossary`` writes it, ``make check`` compares). With another version of simplemma they are collected anew
and kept in the cache folder.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import simplemma
from simplemma.strategies.dictionaries import frontcode

from igglossary.languages import lexicon
from igglossary.text.cache import keep, load_cached
from igglossary.text.fold import fold
from igglossary.text.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

SHIPPED: Final = os.path.join(os.path.dirname(__file__), "..", "..", "data", "nouns-de.txt")
NOUN_ENDINGS = frozenset({"", "s", "es", "e", "en", "n", "er", "ern", "nen"})
"""What German nouns take without changing their stem."""

NO_PARTS = word_set(
    """
    wider unter ueber ohne gegen hinter neben zwischen durch nach ober nieder fehl eine ihre alle sein dein mein aber
    oder auch sich nicht kein mehr weil wenn dann denn hier dort ling heit keit schaft tion ismus isch lich
    maessigkeit losigkeit haftigkeit barkeit rueck fort miss weih verb para platt richt senk still ting vorder eben sonn
    kund gleich wahr hard
    """
)
"""Words that the lexicon has as nouns, too, but that are prefixes, particles or suffixes inside a word."""


_SHORT_ELIDED = frozenset(("erd", "end", "ehr"))  # others of three letters begin too many words (Lag|er, Red|aktion)
_LEAST_COMPOUNDS = 5  # of the lexicon that begin so; of beginnings with fewer half are accidents (kart|sport)
_LONGEST_SHORT = 12
_LONGEST = 20


class Nouns(NamedTuple):
    """Folded nouns of 4 to 20 letters that are no compounds of each other."""

    lemmas: frozenset[str]
    irregular: dict[str, str]
    """Plurals that are not base form + ending (laender, gremien) → base form."""
    elided: dict[str, str]
    """What nouns in -e become as the first part of a compound (adress, hilfs) → base form."""

    def has_form(self, folded: str) -> bool:
        """True if a folded word is one of the nouns in some form, as far as endings tell."""
        if folded in self.lemmas or folded in self.irregular:
            return True
        return any(folded[:-width] in self.lemmas and folded[-width:] in NOUN_ENDINGS for width in (1, 2, 3))


@lru_cache(maxsize=1)
def nouns() -> Nouns:
    """The simple German nouns: those that came with the program, else from the cache folder or collected anew."""
    shipped = _read_shipped()
    if shipped is not None:
        return shipped
    name = f"nouns-de-{simplemma.__version__}-5.marshal"
    cached = load_cached(name)
    if isinstance(cached, tuple) and len(cached) == len(Nouns._fields):
        return Nouns(*cached)
    found = collect_nouns()
    keep(name, tuple(found))
    return found


def collect_nouns() -> Nouns:
    """Noun lemmas and their forms inside compounds, out of the lexicon."""
    forms, irregular = _noun_forms()
    beginnings = _beginnings(set(forms))
    lemmas = {lemma for lemma, others in forms.items() if _opens_words(lemma, others, beginnings)}
    simple = frozenset(_simple(lemmas))
    irregular = {form: lemma for form, lemma in irregular.items() if lemma in simple and form not in lemmas}
    return Nouns(simple, irregular, _elided(beginnings, lemmas))


def dump_nouns(found: Nouns) -> str:
    """The file that comes with the program: where they are from, then three paragraphs of lines in order."""
    pairs = ([f"{form} {lemma}" for form, lemma in sorted(some.items())] for some in (found.irregular, found.elided))
    return "\n\n".join("\n".join(lines) for lines in ([_origin()], sorted(found.lemmas), *pairs)) + "\n"


def _origin() -> str:
    return f"simplemma {simplemma.__version__}"


def _read_shipped() -> Nouns | None:
    """None if the file is not there, or made of another version of the lexicon."""
    try:
        with open(SHIPPED, encoding="utf-8") as file:
            if file.readline().rstrip() != _origin():
                return None
            lemmas, *pairs = file.read().strip().split("\n\n")
    except OSError:
        return None
    irregular, elided = (dict(line.split(" ") for line in some.split("\n")) for some in pairs)
    return Nouns(frozenset(lemmas.split("\n")), irregular, elided)


def _noun_forms() -> tuple[dict[str, set[str]], dict[str, str]]:
    """Folded lemma → its other forms as spelt; and the folded forms that are not lemma + ending → lemma."""
    forms: dict[str, set[str]] = {}
    irregular: dict[str, str] = {}
    for form, lemma in _records():
        if not _is_noun(lemma):
            continue
        folded = fold(lemma)
        others = forms.setdefault(folded, set())
        if form[:1].isupper() and form != lemma:
            others.add(form)
            shape = fold(form)
            if len(shape) > 3 and not (shape.startswith(folded) and shape[len(folded) :] in NOUN_ENDINGS):
                irregular.setdefault(shape, folded)
    return forms, irregular


def _opens_words(lemma: str, forms: set[str], beginnings: dict[str, int]) -> bool:
    """False for short lemmas without a form besides the genitive: names (Gart, Gorn) would open too many words.

    But some nouns lack their plural (Chip, Foto): the lexicon has compounds of them.
    """
    has_plural = any(not form.endswith("s") for form in forms)
    return len(lemma) > 5 or has_plural or beginnings.get(lemma, 0) >= _LEAST_COMPOUNDS


def _is_noun(lemma: str) -> bool:
    """True for nouns that compounds are made of; long ones in -e are nominalised adjectives (Dominierendste)."""
    if not (lemma[:1].isupper() and lemma[1:].islower() and 4 <= len(lemma) <= _LONGEST):
        return False
    return len(lemma) <= _LONGEST_SHORT or not lemma.endswith("e") or lemma.endswith("ie")


def _records() -> Iterator[tuple[str, str]]:
    """All (form, lemma) of the German lexicon; its ``items()`` would search for every form again and take 11 s."""
    stream = lexicon.dictionary("de")
    # There is no public iteration over the records.
    records = frontcode._iter_records(stream._data, stream._pos)  # type: ignore[attr-defined]  # noqa: SLF001
    for _, form, found in records:
        yield form.decode(), found.decode()


def _simple(lemmas: set[str]) -> set[str]:
    """The lemmas without those that are chains of others: a compound is opened by its parts all the same."""
    kept: set[str] = set()
    for lemma in sorted(lemmas - NO_PARTS, key=len):
        halves = ((lemma[:cut], lemma[cut:]) for cut in range(4, len(lemma) - 3))
        if not any(tail in kept and any(head.removesuffix(f) in kept for f in ("", "s", "n")) for head, tail in halves):
            kept.add(lemma)
    return kept


def _beginnings(lemmas: set[str]) -> dict[str, int]:
    """What stands before another lemma at the end of a lemma → how many lemmas begin so."""
    counts: dict[str, int] = {}
    for lemma in lemmas:
        for cut in range(3, len(lemma) - 3):
            if lemma[cut:] in lemmas:
                counts[lemma[:cut]] = counts.get(lemma[:cut], 0) + 1
    return counts


def _elided(beginnings: dict[str, int], lemmas: set[str]) -> dict[str, str]:
    """Usual beginnings of compounds that are a noun without its -e, also with a linking s in its place."""
    elided = {}
    for head, count in beginnings.items():
        stem = head.removesuffix("s")
        is_usual = count >= _LEAST_COMPOUNDS and (len(stem) > 3 or head in _SHORT_ELIDED)
        if not is_usual or {head, stem} & lemmas or head in NO_PARTS:
            continue
        base = next((base for base in (head + "e", stem + "e") if base in lemmas), None)
        if base is not None:
            elided[head] = base
    return elided
