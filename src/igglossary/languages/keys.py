"""Look-up keys: what a person types → the keys under which the store's form table knows terms.

This module is on the path of every ``igglossary lookup``: it imports ``unicodedata`` and ``re`` only and knows no
dictionary. The dictionary's share of the work is done when a term is written (``languages.forms``).

A key is one of

- a plain key: the folded text, as typed or with spaces and hyphens taken out (``digitale spaltung``,
  ``digitalespaltung``); inflected forms of one-word terms are stored in full;
- ``~`` + stems: the light stems of all words joined, for a query of several words. The stems are crude, but a false
  hit would need all words of a term to collide;
- ``+`` + stem: the same for a query of one word, under which only terms of several words are stored
  (``cyberwars`` → cyber war);
- ``^`` + skeleton: the word without any umlauts and accents, under which only words that have some are stored.
"""

from __future__ import annotations

import re

from igglossary.text.fold import joined, key, skeleton

MATCH_KINDS = ("exact", "inflected", "variant")
"""How a key matches, best first."""

_WORDS = re.compile(r"[\w+#]+")
_PLUS = re.compile(r"(?<=\w)\+(?=\d)")
_DOUBLE = re.compile(r"([b-df-hj-np-tv-z])\1\Z")
_GERMAN_ENDINGS = ("innen", "ern", "em", "en", "er", "es", "e", "s", "n")
_ARTICLES = frozenset(
    ("der", "die", "das", "des", "dem", "den", "ein", "eine", "einer", "eines", "einem", "einen", "the", "a", "an"),
)
# Endings in which British and American spelling differ, whatever follows in the word.
_AMERICAN = (
    (re.compile(r"(?<=[a-z]{2})is(?=(?:ations?|ational|ed|es?|ing|ers?|able|ability)\b)"), "iz"),
    (re.compile(r"(?<=[a-z]{2})ys(?=(?:e[ds]?|ing|ers?)\b)"), "yz"),
    (re.compile(r"(?<=[a-z]{2}[bdghilmnprv])our(?=(?:s|ed|ing|ers?|al|able|ably|hood|ful|less|ite|ites)?\b)"), "or"),
    (re.compile(r"(?<=[a-z]{2})(?<=[bt])re(?=s?\b)"), "er"),
    (re.compile(r"(?<=[a-z]{2})ence(?=s?\b)(?<=defence|licence|offence|retence)"), "ense"),
    (re.compile(r"(?<=[a-z]{3})ogue(?=s?\b)"), "og"),
    (re.compile(r"(?<=program)me(?=s?\b)"), ""),
    (re.compile(r"(?<=[aeiou]l)l(?=(?:ed|ing|ers?|ors?|ful|ments?)\b)"), ""),
    (re.compile(r"(?<=[a-z](?:rol|fil|til))l(?=s?\b)"), ""),
    (re.compile(r"(?<=dg)e(?=ments?\b)"), ""),
    (re.compile(r"\bgrey"), "gray"),
    (re.compile(r"\bartefact"), "artifact"),
    (re.compile(r"\bsceptic"), "skeptic"),
)


def american(folded: str) -> str:
    """British endings of a folded text in American spelling: ``militarisation`` → ``militarization``.

    It is used on both sides, so that a German word which only looks British (``Organisation``) does no harm.
    """
    for pattern, replacement in _AMERICAN:
        folded = pattern.sub(replacement, folded)
    return folded


def german_stem(word: str) -> str:
    """The light stem of one folded German word: skeleton without case, number and adjective endings."""
    stem = skeleton(word)
    for _ in range(2):
        if len(stem) < 5:
            break
        for ending in _GERMAN_ENDINGS:
            if stem.endswith(ending) and len(stem) - len(ending) >= 3:
                if ending == "s" and stem[-2] in "aisu":
                    continue
                stem = stem[: -len(ending)]
                break
        else:
            break
    return _DOUBLE.sub(r"\1", stem)


def english_stem(word: str) -> str:
    """The light stem of one folded English word: American spelling, singular, without a final e."""
    stem = american(skeleton(word)) if len(word) > 3 else word
    if len(stem) > 4 and stem.endswith("ies"):
        return stem[:-3] + "y"
    if len(stem) > 4 and stem.endswith(("sses", "xes", "ches", "shes", "zes")):
        return stem[:-2]
    if len(stem) > 3 and stem.endswith("s") and stem[-2] not in "aisu":
        stem = stem[:-1]
    return stem[:-1] if len(stem) > 3 and stem.endswith("e") else stem


def stem_key(plain: str, lang: str) -> str:
    """The joined light stems of all words of a plain key; plain joining for languages other than German and English."""
    words = _WORDS.findall(_PLUS.sub(" ", plain.replace("-", " ")))
    if lang == "de":
        return "".join([german_stem(word) for word in words])
    if lang == "en":
        return "".join([english_stem(word) for word in words])
    return skeleton("".join(words))


def without_article(plain: str) -> str:
    """A plain key without a leading German or English article; unchanged if nothing else would be left."""
    first, _, rest = plain.partition(" ")
    return rest if rest and first in _ARTICLES else plain


def worse_kind(query_kind: str, stored_kind: str) -> str:
    """The kind of a match from the kind of its query key and that of the stored form: the worse of the two."""
    return max(query_kind, stored_kind, key=MATCH_KINDS.index)


def query_keys(query: str) -> tuple[tuple[str, str], ...]:
    """The keys of a query in either language with their match kinds, best first, no key twice.

    The kind of a hit is ``worse_kind`` of this kind and the one stored with the form. Empty for a query without a word.
    """
    whole = key(query)
    if not whole:
        return ()
    keys: dict[str, str] = {whole: "exact"}
    core = without_article(whole)
    keys.setdefault(core, "inflected")
    for plain in dict.fromkeys((whole, core)):
        solid = joined(plain)
        keys.setdefault(solid, "variant")
        is_single = solid == plain
        for lang in ("de", "en"):
            stem = stem_key(plain, lang)
            if stem:
                keys.setdefault(("+" if is_single else "~") + stem, "inflected")
        keys.setdefault(american(plain), "variant")
        keys.setdefault(american(solid), "variant")
        keys.setdefault("^" + skeleton(solid), "variant")
    return tuple(keys.items())
