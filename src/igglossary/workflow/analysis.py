"""Reading a report and linking it: what ``build`` stores and ``inspect`` prints."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from igglossary.alignment.embedding import USE_NAME, CachedEncoder, is_available, load_encoder
from igglossary.alignment.quotations import link_document
from igglossary.alignment.term_rating import rate_pairs
from igglossary.reports import read_report
from igglossary.terms.mining.mine import mine_links

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from igglossary.alignment.embedding import Encoder
    from igglossary.errors import Problem
    from igglossary.model import Document, Link, TermPair
    from igglossary.store.contract.store import Store


class Analysis(NamedTuple):
    """A report with everything that was found in it; ``has_model`` tells whether sentence vectors were at hand."""

    document: Document
    links: tuple[Link, ...]
    pairs: tuple[TermPair, ...]
    problems: tuple[Problem, ...]
    has_model: bool


class _Vectors:
    """The sentence vectors of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get_many(self, hashes: Sequence[str]) -> dict[str, bytes]:
        """The vectors that are known, by hash of their sentence."""
        return self._store.reports.vectors(USE_NAME, hashes)

    def put_many(self, vectors: Mapping[str, bytes]) -> None:
        """Keep vectors."""
        self._store.reports.keep_vectors(USE_NAME, vectors)


def encoder_for(store: Store) -> Encoder | None:
    """The sentence encoder behind the store's vectors; None where the model is not installed."""
    return CachedEncoder(load_encoder, _Vectors(store)) if is_available() else None


def analyse(path: str | os.PathLike[str], store: Store, *, lang: str = "de") -> Analysis:
    """Read a report, link it, mine it; the store's term base helps, nothing is stored but vectors.

    Raises:
        InputError: the report cannot be read.
    """
    document, problems = read_report(os.fspath(path), lang=lang)
    return analyse_document(document, problems, store)


def analyse_document(document: Document, problems: Sequence[Problem], store: Store) -> Analysis:
    """Link a report that was read and mine it, as ``analyse`` does."""
    known = store.terms.term_pairs()
    encoder = encoder_for(store)
    links = link_document(document, encoder=encoder, terms=[(german, english) for german, english, _concept in known])
    pairs = rate_pairs(mine_links(document, links, encoder=encoder, known=known), encoder, known)
    return Analysis(document, links, pairs, tuple(problems), encoder is not None)
