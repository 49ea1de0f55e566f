"""Base forms of mined candidates: nominative singular, strong adjective ending, and what is doubtful about it.

German gender is in no dictionary at hand, so it is inferred: from the head's ending, from the forms that the
dictionary lists (a noun without a form in -s is feminine) and from the articles before it in the text. Where that
leaves more than one gender, a form is proposed all the same and the doubt is said.
"""

from __future__ import annotations

import re
from functools import lru_cache

from igglossary.languages import lexicon
from igglossary.languages.german.morphology import irregular_singulars
from igglossary.terms.mining import words

MASCULINE, FEMININE, NEUTER = "m", "f", "n"
_ALL = frozenset((MASCULINE, FEMININE, NEUTER))

_ENDINGS = tuple(
    sorted(
        [(ending, MASCULINE) for ending in words.MASCULINE_ENDINGS]
        + [(ending, FEMININE) for ending in words.FEMININE_ENDINGS]
        + [(ending, NEUTER) for ending in words.NEUTER_ENDINGS],
        key=lambda pair: -len(pair[0]),
    )
)

_ARTICLES = {
    "das": "n", "ein": "mn", "eine": "f", "einen": "m", "einem": "mn", "eines": "mn", "des": "mn", "dem": "mn",
    "im": "mn", "am": "mn", "beim": "mn", "vom": "mn", "zum": "mn", "ins": "n", "ans": "n", "zur": "f", "einer": "f",
    "dieses": "mn", "diesem": "mn", "dieser": "mf", "jedes": "mn", "keine": "f",
}  # fmt: skip  # a table reads better in rows
"""Article → genders of a singular noun after it. *der*, *die*, *den* also stand before plurals and decide nothing."""

_STRONG = {MASCULINE: "er", FEMININE: "e", NEUTER: "es"}
_PARTICIPLE = re.compile(r"(?:\w{3}en(?:e|en|er|es|em)|ge\w{3,}t(?:e|en|er|es|em)|\w{4}t(?:er|es|em))\Z")
"""Endings that a participle has and a finite verb has not: *bezogene*, *geregelten*, *verschlüsseltes*."""
_STRONG_AND_WEAK = ("e", "en", "er", "es", "em")
_IRREGULAR_STEMS = {"hoch": ("hoh",), "innerer": ("inner",), "äußerer": ("äußer",), "oberer": ("ober",)}
_ADJECTIVE_ENDING = re.compile(r"(?:e|en|er|es|em)\Z")
_ADJECTIVE_STEM = re.compile(
    r"(?:lich|isch|ig|bar|sam|los|haft|end|iert|ell|al|iv|är|ös|ant|ent|abel|ibel|fähig|basiert|gestützt|frei|weit)"
    r"(?:e|en|er|es|em)\Z"
)
ADVERB_STEM = re.compile(r"(?:lich|isch|ig|weit|ell|al|iv|hoch|sehr|technisch)\Z")
"""Uninflected words that may modify a participle: *öffentlich finanziert*."""


@lru_cache(maxsize=50_000)
def noun_lemma(word: str) -> tuple[str, bool]:
    """Nominative singular of a capitalised German noun, and whether a dictionary vouches for it.

    Hyphenated and solid compounds are lemmatised in their last known part of four letters or more. A plural that
    is itself the entry (Medien, Daten) stays.
    """
    head, hyphen, last = word.rpartition("-")
    if hyphen and last:
        if not last[0].isupper():
            return word, True
        lemma, known = noun_lemma(last)
        return head + "-" + lemma, known
    if word.lower() in words.GERMAN_PLURAL_ONLY or word.isupper():
        return word, True
    entry = lexicon.entry(word, "de")
    if entry is not None:
        return _nominal(word, entry), True
    for start in range(2, len(word) - 3):
        tail = word[start:].capitalize()
        if tail.lower() in words.GERMAN_PLURAL_ONLY:
            return word, True
        entry = lexicon.entry(tail, "de")
        if entry is not None and entry[:1].isupper() and len(entry) >= 4:
            return word[:start] + _nominal(tail, entry).lower(), True
    return word, False


def _nominal(word: str, entry: str) -> str:
    """The dictionary's lemma if it is a noun; a nominalised adjective (*Angestellten*) gets its masculine form."""
    if entry == word:
        return entry
    if not entry[:1].isupper():
        return word
    if lexicon.entry(entry + "s", "de") == entry:
        return entry
    if entry + "er" != word and word.startswith(entry) and word[len(entry) :] in ("e", "en", "em", "er"):
        strong = lexicon.entry(entry + "er", "de")
        if strong in (entry + "er", entry) and lexicon.entry(entry.lower(), "de") == entry.lower():
            return entry + "er"
    return entry


@lru_cache(maxsize=50_000)
def genders(noun: str) -> frozenset[str]:
    """The genders that a base form may have by its ending and its listed forms; never empty."""
    last = noun.rpartition("-")[2]
    low = last.lower()
    for ending, gender in _ENDINGS:
        if low.endswith(ending):
            return frozenset((gender,))
    for start in range(len(last)):
        tail = last[start:].capitalize() if start else last
        if len(tail) < 4:
            break
        if lexicon.entry(tail, "de") == tail:
            forms = (tail + "s", tail + "es", tail + "ses", tail + "en")
            has_genitive = any(lexicon.entry(form, "de") == tail for form in forms[:3])
            return frozenset((MASCULINE, NEUTER)) if has_genitive else frozenset((FEMININE,))
    return _ALL


def genders_of_article(article: str) -> frozenset[str]:
    """What an article says about the singular noun that it belongs to; all three if nothing."""
    return frozenset(_ARTICLES.get(article.lower(), "mfn"))


def is_adjective_form(word: str) -> bool:
    """True for a lower-case German word that looks like an inflected attributive adjective or participle."""
    low = word.lower()
    if low in words.GERMAN_STOP or not _ADJECTIVE_ENDING.search(low) or len(low) < 5 or word.isupper():
        return False
    last = low.rpartition("-")[2]
    if _ADJECTIVE_STEM.search(last):
        return True
    if _PARTICIPLE.search(last):
        return True
    lemma = lexicon.entry(last, "de")
    if lemma is None or lemma[:1].isupper():
        return False
    stems = [lemma] if lemma.endswith("en") else [lemma, lemma[:-2] + lemma[-1:]]  # dunkel, dunkle; not öffnen, öffne
    stems += _IRREGULAR_STEMS.get(lemma, ())
    return any(last == stem + ending for stem in stems for ending in _STRONG_AND_WEAK)


def adjective_base(word: str, gender: str | None) -> str:
    """Strong nominative of an inflected adjective; ``gender`` None means plural (-e)."""
    return _ADJECTIVE_ENDING.sub("", word.lower() if word[:1].isupper() and word[1:].islower() else word) + (
        "e" if gender is None else _STRONG[gender]
    )


@lru_cache(maxsize=50_000)
def english_singular(word: str) -> str:
    """The singular of one English noun, case kept; -ing forms and plural-only nouns stay as they are."""
    head, hyphen, last = word.rpartition("-")
    if hyphen and last:
        return head + "-" + english_singular(last)
    low = word.lower()
    if low.endswith(("men", "children")) and (lexicon.entry(low, "en") or "").endswith(("man", "child")):
        return word[:-2] + "an" if low.endswith("men") else word[:-3]
    if (
        len(low) < 3
        or word.isupper()
        or not low.endswith("s")
        or low in words.ENGLISH_PLURAL_ONLY
        or (low.endswith(("ss", "us", "is")) and lexicon.entry(low, "en") in (None, low))
    ):
        return word
    if word[:-1].isupper() and word.endswith("s"):
        return word[:-1]
    lemma = next(iter(irregular_singulars(low)), None) or lexicon.entry(low, "en") or _guess_singular(low)
    if lemma == low or not low.startswith(lemma[:2]):
        return word
    return word[:1] + lemma[1:] if word[:1].isupper() else lemma


def _guess_singular(low: str) -> str:
    if low.endswith("ies") and len(low) > 5:
        return low[:-3] + "y"
    if low.endswith(("ches", "shes", "xes", "sses", "zes")):
        return low[:-2]
    return low[:-1]


def english_name(german: str, english: str) -> tuple[str, str]:
    """An English name in German text without its German genitive -s, if the English has none; and the doubt."""
    plain = {part.lower() for part in english.split()}
    parts = [
        part[:-1] if part.endswith("s") and part.lower() not in plain and part[:-1].lower() in plain else part
        for part in german.split()
    ]
    name = " ".join(parts)
    return name, "" if name == german else "genitive-s"
