"""Base forms of mined candidates: nominative singular, strong adjective ending, and what is doubtful about it.

German gender is in no dictionary at hand, so it is inferred: from the head's ending, from the forms that the
dictionary lists (a noun without a form in -s is feminine) and from the articles before it in the text. Where that
leaves more than one gender, a form is proposed all the same and the doubt is said.
"""

from __future__ import annotations

import re
from functools import lru_cache

from igglossary.languages import lexicon
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
    return bool(_ADJECTIVE_STEM.search(last) or _PARTICIPLE.search(last)) or _is_listed_adjective(last)


def _is_listed_adjective(low: str) -> bool:
    """True for an inflected form of an adjective of the lexicon."""
    lemma = lexicon.entry(low, "de")
    if lemma is None or lemma[:1].isupper():
        return False
    stems = [lemma] if lemma.endswith("en") else [lemma, lemma[:-2] + lemma[-1:]]  # dunkel, dunkle; not öffnen, öffne
    stems += _IRREGULAR_STEMS.get(lemma, ())
    return any(low == stem + ending for stem in stems for ending in _STRONG_AND_WEAK)


def adjective_base(word: str, gender: str | None) -> str:
    """Strong nominative of an inflected adjective; ``gender`` None means plural (-e)."""
    return _ADJECTIVE_ENDING.sub("", word.lower() if word[:1].isupper() and word[1:].islower() else word) + (
        "e" if gender is None else _STRONG[gender]
    )


def english_name(german: str, english: str) -> tuple[str, str]:
    """An English name in German text without its German genitive -s, if the English has none; and the doubt."""
    plain = {part.lower() for part in english.split()}
    parts = [
        part[:-1] if part.endswith("s") and part.lower() not in plain and part[:-1].lower() in plain else part
        for part in german.split()
    ]
    name = " ".join(parts)
    return name, "" if name == german else "genitive-s"
