"""The simple nouns of the German lexicon, folded: what compounds are made of. Read in 25 ms from the cache folder."""

from __future__ import annotations

import marshal
import os
import tempfile
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import simplemma
from simplemma.strategies.dictionaries import frontcode

from igglossary.text import lexicon
from igglossary.text.keys import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

NOUN_ENDINGS = frozenset({"", "s", "es", "e", "en", "n", "er", "ern", "nen"})
"""What German nouns take without changing their stem."""

_NO_PARTS = """
    wider unter ueber ohne gegen hinter neben zwischen durch nach ober nieder fehl eine ihre alle sein dein mein aber
    oder auch sich nicht kein mehr weil wenn dann denn hier dort ling heit keit schaft tion ismus isch lich
    maessigkeit losigkeit haftigkeit barkeit
"""
NO_PARTS = frozenset(_NO_PARTS.split())
"""Words that the lexicon has as nouns, too, but that are prefixes, particles or suffixes inside a word."""


class Nouns(NamedTuple):
    """Folded nouns of 4 to 12 letters that are no compounds of each other."""

    lemmas: frozenset[str]
    irregular: dict[str, str]
    """Plurals that are not base form + ending (laender, gremien) → base form."""

    def has_form(self, folded: str) -> bool:
        """True if a folded word is one of the nouns in some form, as far as endings tell."""
        if folded in self.lemmas or folded in self.irregular:
            return True
        return any(folded[:-width] in self.lemmas and folded[-width:] in NOUN_ENDINGS for width in (1, 2, 3))


@lru_cache(maxsize=1)
def nouns() -> Nouns:
    """The simple German nouns, from the cache folder or collected anew."""
    path = os.path.join(lexicon.cache_folder(), f"nouns-de-{simplemma.__version__}-4.marshal")
    try:
        with open(path, "rb") as file:
            lemmas, irregular = marshal.loads(file.read())  # noqa: S302  # our own file in the user's own cache folder
    except (OSError, ValueError, EOFError, TypeError):
        lemmas, irregular = _collectnouns()
        with suppress(OSError):  # no cache folder: slower next time, nothing else
            os.makedirs(os.path.dirname(path), exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=os.path.dirname(path))
            with os.fdopen(handle, "wb") as file:
                marshal.dump((lemmas, irregular), file)
            os.replace(temporary, path)
    return Nouns(lemmas, irregular)


def _collectnouns() -> tuple[frozenset[str], dict[str, str]]:
    """Noun lemmas of 4 to 12 letters and the plurals that are not lemma + ending; takes 3 s, once per installation."""
    forms: dict[str, set[str]] = {}
    irregular: dict[str, str] = {}
    for form, lemma in _records():
        if not (lemma[:1].isupper() and lemma[1:].islower() and 4 <= len(lemma) <= 12):
            continue
        folded = fold(lemma)
        others = forms.setdefault(folded, set())
        if form[:1].isupper() and form != lemma:
            others.add(form)
            shape = fold(form)
            if len(shape) > 3 and not (shape.startswith(folded) and shape[len(folded) :] in NOUN_ENDINGS):
                irregular.setdefault(shape, folded)
    # Short lemmas without a form besides the genitive are names (Gart, Gorn): they would open too many words.
    lemmas = {
        lemma for lemma, others in forms.items() if len(lemma) > 5 or any(not form.endswith("s") for form in others)
    }
    simple = frozenset(_simple(lemmas))
    return simple, {form: lemma for form, lemma in irregular.items() if lemma in simple and form not in lemmas}


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
