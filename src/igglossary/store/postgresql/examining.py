"""Proving that a team store is whole: index and data agree, what look-ups find follows from what is stored."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from igglossary.errors import StoreError
from igglossary.messages import Message, _
from igglossary.model import Concept, Status
from igglossary.store import codec
from igglossary.store.postgresql.evidence import count_evidence
from igglossary.store.postgresql.memory_index import Postings
from igglossary.store.unit_rows import Coders, digest_of_row
from igglossary.text.memory_tokens import VERSION

if TYPE_CHECKING:
    from igglossary.store.postgresql.connection import Database, Row

_INDEXED = ("source_lang", "target_lang", "source", "target")
_PROBES = 200
"""Units whose rarest posting is looked up through the index itself, to compare it with the table."""


def examine(store: Database) -> list[Message]:
    """Everything that is wrong with the store, a message each; empty for a healthy one. From one moment."""
    with store.snapshot():
        return [
            *_examine_concepts(store), *_examine_pairs(store), *_examine_decisions(store), *_examine_memory(store),
        ]  # fmt: skip


def _examine_concepts(store: Database) -> list[Message]:
    faults = []
    terms: dict[str, list[tuple[str, str]]] = {}
    for concept, lang, text in store.stream("SELECT concept, lang, text FROM term WHERE concept IS NOT NULL"):
        terms.setdefault(concept, []).append((lang, text))
    for name, status, data, is_deleted in store.stream("SELECT id, status, data, is_deleted FROM concept ORDER BY id"):
        try:
            concept = codec.loads(Concept, data)
        except StoreError:
            faults.append(_("concept {id}: its data cannot be read").format(id=name))
            continue
        is_hidden = is_deleted or status == Status.REJECTED
        wanted = [] if is_hidden else sorted((t.lang, t.text) for section in concept.languages for t in section.terms)
        if wanted != sorted(terms.get(name, [])):
            faults.append(_("concept {id}: its terms and the look-up table differ").format(id=name))
    missing = store.rows(  # a term without a letter or digit has none
        "SELECT text FROM term WHERE folded <> '' AND NOT EXISTS (SELECT 1 FROM form WHERE form.term = term.id)"
    )
    return faults + [_("term {term}: it has no forms").format(term=row[0]) for row in missing]


def _examine_pairs(store: Database) -> list[Message]:
    rows = store.rows(  # of some a person has other words, whose places are looked up
        "SELECT id, german, english, occurrences, (SELECT count(DISTINCT coalesce(occurrence.place,"
        " occurrence.id::text)) FROM occurrence WHERE occurrence.pair = pair.id) AS seen, german <> mined OR EXISTS"
        " (SELECT 1 FROM pair_document AS d WHERE d.pair = pair.id AND d.data::json ->> 'english' <> pair.english)"
        " AS has_other FROM pair ORDER BY id"
    )
    other = {row["id"]: (row["german"], row["english"]) for row in rows if row["has_other"]}
    counts = {row["id"]: row["seen"] for row in rows}
    for start in range(0, len(other), _PROBES):
        counts |= count_evidence(store, dict(list(other.items())[start : start + _PROBES]))
    return [
        _("term pair {id} ({term}): wrong number of occurrences").format(id=row["id"], term=row["german"])
        for row in rows
        if row["occurrences"] != counts[row["id"]]
    ]


def _examine_decisions(store: Database) -> list[Message]:
    """The state of every decided pair must be what its last decision made it."""
    decided: dict[str, str] = {}
    for name, new in store.stream("SELECT entry_id, new FROM decision WHERE entry_kind = 'pair' ORDER BY id"):
        said: dict[str, Any] = json.loads(new)
        if said.get("status") is not None:
            decided[name] = said["status"]
    rows = store.rows("SELECT id, german, status FROM pair ORDER BY id")
    return [
        _("term pair {id} ({term}): its status is not what was decided last").format(id=number, term=german)
        for number, german, status in rows
        if decided.get(str(number), status) != status
    ]


def _examine_memory(store: Database) -> list[Message]:
    """Prove that every unit has its digest, its keys, its postings and its words, and that there are no others."""
    version = store.row("SELECT value FROM meta WHERE name = 'memory_tokens'")
    if version is not None and version[0] != VERSION:
        return [_("the memory's index was made by another version of igglossary.")]
    coders, postings, faults = Coders(), Postings(), Counter[Message]()
    probes: dict[int, int] = {}
    rows = store.stream(
        "SELECT u.*, k.source AS source_key, k.target AS target_key, k.postings FROM unit u"
        " LEFT JOIN memory_key k ON k.unit = u.id ORDER BY u.id"
    )
    for count, row in enumerate(rows):
        _examine_unit(row, coders, postings, faults)
        if row["postings"] and (not count % 97 or count < _PROBES // 2) and len(probes) < _PROBES:
            probes[row["id"]] = row["postings"][0]
    _examine_words(store, coders, faults)
    faults[_("keys without a unit: {n}.")] += _number(store, "SELECT count(*) FROM memory_key") - _number(
        store, "SELECT count(*) FROM memory_key JOIN unit ON unit.id = memory_key.unit"
    )
    for unit, number in probes.items():
        found = store.rows("SELECT unit FROM memory_key WHERE postings @@ %s::query_int", (str(number),))
        faults[_("the inverted index and the units differ.")] += (unit,) not in map(tuple, found)
    return [fault.format(n=number) for fault, number in faults.items() if number]


def _examine_unit(row: Row, coders: Coders, postings: Postings, faults: Counter[Message]) -> None:
    source_key, target_key, terms = coders.index(*(row[name] for name in _INDEXED))
    if (row["source_key"], row["target_key"]) != (source_key, target_key):
        faults[_("units whose key is missing or old: {n}.")] += 1
    elif sorted(row["postings"]) != sorted(postings.of(terms)):
        faults[_("the inverted index and the units differ.")] += 1
    if row["digest"] != digest_of_row(row):
        faults[_("units whose digest is old: {n}.")] += 1


def _examine_words(store: Database, coders: Coders, faults: Counter[Message]) -> None:
    words = set(coders.take_fresh_words())
    known = set(map(tuple, store.stream("SELECT lang, word FROM memory_word")))
    faults[_("words missing in the vocabulary: {n}.")] += len(words - known)
    tags = set(map(tuple, store.rows("SELECT tag, side FROM memory_language")))
    faults[_("languages missing in the index: {n}.")] += len(set(coders.tags()) - tags)


def _number(store: Database, query: str) -> int:
    row = store.row(query)
    return 0 if row is None else int(row[0])
