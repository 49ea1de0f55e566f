"""Look-up keys: what a person types → the keys under which the store's form table knows terms.

This module is on the path of every ``igglossary lookup``: it knows no dictionary. The dictionary's share of the work is
done when a term is written (``languages.forms``).

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
from functools import cache
from typing import TYPE_CHECKING

from igglossary.languages import folders
from igglossary.text.fold import fold, joined, key, skeleton

if TYPE_CHECKING:
    from igglossary.languages.record import Language

MATCH_KINDS = ("exact", "inflected", "variant")
"""How a key matches, best first."""

_WORDS = re.compile(r"[\w+#]+")
_PLUS = r"(?<=\w)\+(?=\d)"


def stem_key(plain: str, record: Language) -> str:
    """The joined light stems of all words of a plain key."""
    spaced = plain.replace("-", " ")
    words = _WORDS.findall(re.sub(_PLUS, " ", spaced) if "+" in spaced else spaced)
    return "".join([record.stem(word) for word in words])


def core_key(text: str) -> str:
    """The plain key of a text without a leading article (*die*, *the*, *l’*); whole if nothing else would be left.

    Capitals are no article: *UN* is not French *un*.
    """
    plain = key(text)
    first, _, rest = plain.partition(" ")
    if rest and first in _articles() and not _is_in_capitals(text, first):
        return rest
    if "'" in fold(text):
        for record in folders().values():
            if record.elided and (found := record.elision.match(fold(text).strip())):
                return key(fold(text).strip()[found.end() :])
    return plain


def _is_in_capitals(text: str, first: str) -> bool:
    return len(first) > 1 and text.split(maxsplit=1)[0].isupper()


@cache
def _articles() -> frozenset[str]:
    return frozenset().union(*(record.articles for record in folders().values()))


def worse_kind(query_kind: str, stored_kind: str) -> str:
    """The kind of a match from the kind of its query key and that of the stored form: the worse of the two."""
    return max(query_kind, stored_kind, key=MATCH_KINDS.index)


def query_keys(query: str) -> tuple[tuple[str, str], ...]:
    """The keys of a query in any language with their match kinds, best first, no key twice.

    The kind of a hit is ``worse_kind`` of this kind and the one stored with the form. Empty for a query without a word.
    """
    for record in folders().values():
        query = record.plain_word(query)
    whole = key(query)
    if not whole:
        return ()
    asked = [record for record in folders().values() if record.is_asked]
    keys: dict[str, str] = {whole: "exact"}
    core = core_key(query)
    keys.setdefault(core, "inflected")
    for plain in dict.fromkeys((whole, core)):
        solid = joined(plain)
        keys.setdefault(solid, "variant")
        mark = "+" if solid == plain else "~"
        for stem in [stem_key(plain, record) for record in asked]:
            if stem:
                keys.setdefault(mark + stem, "inflected")
        for record in asked:
            keys.setdefault(record.spelling(plain), "variant")
            keys.setdefault(record.spelling(solid), "variant")
        keys.setdefault("^" + skeleton(solid), "variant")
    return tuple(keys.items())
