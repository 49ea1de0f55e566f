"""The fuzzy and concordance index: posting lists of ``intarray``, and its query language.

A posting is one number for a token's code and the length bucket of the segment. Exact, and of the ways that PostgreSQL
has the cheapest (docs/team.md): one ``query_int`` a bucket, all of them in one statement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.text.memory_tokens import SOURCE, TARGET, all_buckets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from igglossary.store.contract.memory import AnyOf

SIDES = {SOURCE: "source", TARGET: "target"}
FULFILS = "postings @@ %s::query_int"
"""The condition that the index answers."""
ORIGINS = (
    "SELECT o.unit, o.place, o.part_of, d.path, d.title, d.publisher, d.date, d.url, d.sha256, d.run,"
    " d.id AS document_id FROM unit_seen o JOIN document d ON d.id = o.document WHERE o.unit = ANY(%s)"
    " ORDER BY o.unit, o.document, o.place"
)
"""Where units were seen, with the documents, in their order."""
IS_PART = (
    "(u.evidence IS NOT NULL AND NOT EXISTS (SELECT 1 FROM unit_seen o LEFT JOIN unit w ON w.id = o.part_of"
    " AND {fits} WHERE o.unit = u.id AND w.id IS NULL))"
)
"""True of a unit ``u`` that is everywhere a part of a unit ``w`` which fits."""
KEPT = "(u.status = 'approved' OR u.keep IS NULL OR u.keep >= %s)"
"""What a least ``keep`` leaves: nothing that a person has approved, and nothing that is no link, is left out."""
_FIRST, _SECOND, _BUCKETS = 0x800, 0x80, len(all_buckets())
_SECONDS = 0x800 - _SECOND
_SURROGATES, _AFTER_SURROGATES = 0xD800, 0xE000
_LEAST = -(2**31)
_BUCKET = {name: number for number, name in enumerate(all_buckets())}


def code_number(code: str) -> int:
    """The number of a code (``text.memory_tokens``): below 116,490,240, so that 36 buckets fit into 32 bits."""
    first, second = ord(code[0]), ord(code[1])
    first -= _FIRST if first < _SURROGATES else _FIRST + _AFTER_SURROGATES - _SURROGATES
    return first * _SECONDS + second - _SECOND


def posting(code: str, bucket: str) -> int:
    """The number of a code in segments of a bucket."""
    return code_number(code) * _BUCKETS + _BUCKET[bucket] + _LEAST


def code_of_posting(number: int) -> int:
    """The code's number in a posting."""
    return (number - _LEAST) // _BUCKETS


class Postings(dict[str, int]):
    """Term (code and bucket) → posting; made on demand and cached, because a term of a language comes again."""

    def __missing__(self, term: str) -> int:
        if len(self) >= _CACHED:
            self.clear()
        number = self[term] = posting(term[:-1], term[-1])
        return number

    def of(self, terms: str) -> list[int]:
        """The postings of a segment's or a unit's terms."""
        return [self[term] for term in terms.split(" ") if term]  # not split(): a code may be white space to Python


_CACHED = 200_000


def any_of(clause: AnyOf) -> str:
    """A clause as a ``query_int``."""
    bucket = clause.bucket
    parts = [str(posting(code, bucket)) for code in clause.codes]
    parts += [f"({posting(code, bucket)}&({_either(others, bucket)}))" for code, others in clause.pairs]
    return "|".join(parts)


def in_any_bucket(codes: Iterable[str]) -> str:
    """One of some codes in segments of whatever length, as a ``query_int``."""
    return "|".join(_either(codes, bucket) for bucket in all_buckets())


def _either(codes: Iterable[str], bucket: str) -> str:
    return "|".join(str(posting(code, bucket)) for code in codes)
