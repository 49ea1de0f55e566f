"""Concepts ⇄ rows: what makes two equal, and the keys under which their terms are found."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from igglossary.model import TermKind
from igglossary.store import codec

if TYPE_CHECKING:
    from igglossary.model import Concept, Term


def digest(concept: Concept) -> str:
    """What a concept says, apart from its id, provenance and status: equal for equal content."""
    return digest_of_encoded(codec.encode(concept))


def digest_of_encoded(encoded: dict[str, Any]) -> str:
    """The same of what ``codec.encode`` has made already."""
    bare = {name: value for name, value in encoded.items() if name not in ("id", "provenance", "status")}
    return hashlib.sha256(codec.dumps_encoded(bare).encode()).hexdigest()[:32]


def is_acronym(text: str) -> bool:
    """True if a mined term is taken for an acronym."""
    return text.isupper() and len(text) <= 6


def is_short(term: Term) -> bool:
    """True for what may stand for several names, so that two concepts with it need not mean the same."""
    return term.kind in (TermKind.ACRONYM, TermKind.ABBREVIATION) or is_acronym(term.text)
