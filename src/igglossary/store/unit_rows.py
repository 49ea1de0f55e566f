"""Translation units ⇄ rows: what is written of a unit, and the unit that a row gives back."""

from __future__ import annotations

import json
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

from igglossary.messages import _
from igglossary.model import InlineCode, Place, Properties, Relation, Status, TranslationUnit, Variant
from igglossary.store import codec, origins
from igglossary.text.languages import primary
from igglossary.text.memory_tokens import SOURCE, TARGET, Coder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from igglossary.messages import Message
    from igglossary.store.contract.reports import Link
    from igglossary.store.origins import Columns

Record = tuple[Any, ...]
"""The values of ``COLUMNS`` in that order."""
Seen = tuple[str, str | None]
"""A place as JSON of ``model.Place``, and its ``model.LinkedStretches`` as JSON."""
Prepared = tuple[Record, str | None, tuple[Seen, ...], str, str, str]
"""A unit ready to be written: (record, extra, places, source key, target key, terms). Plain values, for marshal."""

COLUMNS = (
    "source_lang",
    "target_lang",
    "source",
    "target",
    "relation",
    "status",
    "score",
    "digest",
    "created_at",
    "created_by",
    "changed_at",
    "changed_by",
    "note",
    "evidence",
    "codes",
    "extra",
    "file_id",
    "keep",
)
UNITS = "SELECT u.*, x.data AS extra_data FROM unit u LEFT JOIN unit_extra x ON x.id = u.extra"
"""The query whose rows ``to_unit`` takes."""
DIGEST = COLUMNS.index("digest")

_VariantExtra = tuple[tuple[str, Any], ...]
_VARIANT_FIELDS = ("properties", "notes", "attributes", "created_at", "created_by", "changed_at", "changed_by")


class Coders:
    """The coders of all languages that a writer meets, made on demand."""

    def __init__(self) -> None:
        """No language met yet."""
        self._by_tag: tuple[dict[str, Coder], dict[str, Coder]] = {}, {}
        self._by_language: dict[tuple[str, int], Coder] = {}

    def get(self, tag: str, side: int) -> Coder:
        """The coder for a language tag on a side; variants of one language share it."""
        found = self._by_tag[side].get(tag)
        if found is None:
            language = (primary(tag), side)
            found = self._by_tag[side][tag] = self._by_language.setdefault(language, Coder(*language))
        return found

    def tags(self) -> list[tuple[str, int]]:
        """The language tags met so far with their side."""
        return [(tag, side) for side in (SOURCE, TARGET) for tag in sorted(self._by_tag[side])]

    def take_fresh_words(self) -> list[tuple[str, str]]:
        """(language, word) for each word that was met for the first time since the last call."""
        words = []
        for (language, _side), coder in self._by_language.items():
            words += [(language, word) for word in coder.fresh]
            coder.fresh.clear()
        return words

    def index(self, source_lang: str, target_lang: str, source: str, target: str) -> tuple[str, str, str]:
        """(source key, target key, terms) of a unit."""
        source_key, source_terms = self.get(source_lang, SOURCE).index(source)
        target_key, target_terms = self.get(target_lang, TARGET).index(target)
        return source_key, target_key, f"{source_terms} {target_terms}"


def digest_of(source_lang: str, target_lang: str, source: str, target: str, codes: str | None) -> int:
    """63 bits that are equal for duplicates."""
    return _hash("\x1f".join((source_lang, target_lang, source, target, codes or "")))


def extra_id(extra: str | None) -> int | None:
    """The id of a text in ``unit_extra``."""
    return None if extra is None else _hash(extra)


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") >> 1


def prepare(
    unit: TranslationUnit,
    coders: Coders,
    link: Callable[[TranslationUnit], Link | None] | None = None,
) -> list[Prepared]:
    """The rows of a unit: one for each target; none for a target without text or a source without text."""
    source, *targets = unit.variants
    text, lang = source.text, source.lang
    if not text or text.isspace():
        return []
    found = link(unit) if link is not None else None
    proof = None if found is None else codec.dumps(found.evidence)
    stretches = None if found is None or found.stretches is None else codec.dumps(found.stretches)
    where = tuple((codec.dumps(place), stretches) for place in unit.provenance) if unit.provenance else ()
    rows = []
    for target in targets:
        translation, target_lang = target.text, target.lang
        if not translation or translation.isspace():
            continue
        codes = dump_codes(source.codes, target.codes) if source.codes or target.codes else None
        extra, extra_number = _extra(
            unit.notes[1:], unit.properties, unit.attributes, _variant_extra(source), _variant_extra(target)
        )
        record = (
            lang,
            target_lang,
            text,
            translation,
            unit.relation._value_,  # .value is a property written in Python, and this is a million times
            unit.status._value_,
            unit.score,
            digest_of(lang, target_lang, text, translation, codes),
            unit.created_at,
            unit.created_by,
            unit.changed_at,
            unit.changed_by,
            unit.notes[0] if unit.notes else None,
            proof,
            codes,
            extra_number,
            unit.id,
            unit.keep,
        )
        rows.append((record, extra, where, *coders.index(lang, target_lang, text, translation)))
    return rows


def dump_codes(source: tuple[InlineCode, ...], target: tuple[InlineCode, ...]) -> str | None:
    """The inline codes of both sides as JSON, None if there are none."""
    return codec.dumps((source, target)) if source or target else None


def load_codes(text: str | None) -> tuple[tuple[InlineCode, ...], tuple[InlineCode, ...]]:
    """The inline codes of source and target."""
    if not text:
        return (), ()
    source, target = json.loads(text)
    kind = tuple[InlineCode, ...]
    return codec.decode(kind, source), codec.decode(kind, target)


@lru_cache(maxsize=1000)  # the units of a file share what they say of themselves, or each says something else
def _extra(
    notes: tuple[str, ...], properties: Properties, attributes: Properties, source: _VariantExtra, target: _VariantExtra
) -> tuple[str | None, int | None]:
    """What a unit says beside its columns, as JSON, and the id of that; (None, None) if there is nothing."""
    variants = [dict(source), dict(target)] if source or target else None
    told = {"notes": notes, "properties": properties, "attributes": attributes, "variants": variants}
    told = {name: value for name, value in told.items() if value}
    if not told:
        return None, None
    extra = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return extra, extra_id(extra)


def _variant_extra(variant: Variant) -> _VariantExtra:
    """The fields of a variant but language, text and codes that say something."""
    if not (
        variant.properties
        or variant.notes
        or variant.attributes
        or variant.created_at
        or variant.created_by
        or variant.changed_at
        or variant.changed_by
    ):
        return ()
    return tuple((name, value) for name in _VARIANT_FIELDS if (value := getattr(variant, name)))


def to_unit(row: Columns, provenance: tuple[Place, ...]) -> TranslationUnit:
    """The model value of a row of ``UNITS``; its id is the store's."""
    notes, properties, attributes, one, other = _told(row["extra_data"])
    note, codes = row["note"], row["codes"]
    source_codes, target_codes = load_codes(codes) if codes else _NO_CODES
    return TranslationUnit(
        (
            Variant(row["source_lang"], row["source"], source_codes, *one),
            Variant(row["target_lang"], row["target"], target_codes, *other),
        ),
        str(row["id"]),
        _RELATIONS[row["relation"]],
        row["score"],
        _STATUSES[row["status"]],
        notes if note is None else (note, *notes),
        properties,
        attributes,
        provenance,
        row["created_at"],
        row["created_by"],
        row["changed_at"],
        row["changed_by"],
        row["file_id"],
        row["keep"],
    )


_NO_CODES: Final[tuple[tuple[InlineCode, ...], tuple[InlineCode, ...]]] = (), ()
_RELATIONS: Final = {each.value: each for each in Relation}
_STATUSES: Final = {each.value: each for each in Status}
_Told = tuple[tuple[str, ...], Properties, Properties, tuple[Any, ...], tuple[Any, ...]]


@lru_cache(maxsize=1000)  # as ``_extra``
def _told(data: str | None) -> _Told:
    """``unit_extra``: further notes, properties and attributes, and the fields of both variants after their codes."""
    extra = json.loads(data) if data else {}
    one, other = extra.get("variants") or ({}, {})
    return (
        tuple(extra.get("notes", ())),
        _pairs(extra.get("properties", ())),
        _pairs(extra.get("attributes", ())),
        _variant_fields(one),
        _variant_fields(other),
    )


def _variant_fields(extra: dict[str, Any]) -> tuple[Any, ...]:
    return (
        _pairs(extra.get("properties", ())),
        tuple(extra.get("notes", ())),
        _pairs(extra.get("attributes", ())),
        extra.get("created_at"),
        extra.get("created_by"),
        extra.get("changed_at"),
        extra.get("changed_by"),
    )


def _pairs(values: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in values)


def place_of(origin: Columns) -> Place:
    """What one row of ``unit_seen`` joined with its document says."""
    facts = origins.place_of(origin)._asdict()
    del facts["occurrences"]  # of a term, not of a place
    return Place(**facts)


def merged_extra(
    old_note: str | None, old: str | None, note: str | None, new: str | None
) -> tuple[str | None, str | None]:
    """Note and extra of a unit, with the notes and properties that a duplicate of it brings."""
    if note == old_note and new == old:
        return old_note, old
    mine, theirs = (json.loads(text) if text else {} for text in (old, new))
    notes = ([] if old_note is None else [old_note]) + mine.get("notes", [])
    more = [one for one in ([] if note is None else [note]) + theirs.get("notes", []) if one not in notes]
    properties = mine.get("properties", [])
    more_properties = [one for one in theirs.get("properties", []) if one not in properties]
    if not more and not more_properties:
        return old_note, old
    notes += dict.fromkeys(more)
    if notes[1:]:
        mine["notes"] = notes[1:]
    if properties or more_properties:
        mine["properties"] = properties + more_properties
    dumped = json.dumps(mine, ensure_ascii=False, separators=(",", ":")) if mine else None
    return notes[0] if notes else None, dumped


def improvements(row: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """What changes in an undecided unit when a duplicate of it comes; the second time nothing does."""
    changes: dict[str, Any] = {}
    if new["status"] == Status.APPROVED and row["status"] != Status.APPROVED:
        changes = {name: new[name] for name in ("status", "relation")}
    elif new["score"] is not None and new["score"] > (-1.0 if row["score"] is None else row["score"]):
        changes = {name: new[name] for name in ("relation", "score", "keep", "evidence")}
    note, extra = merged_extra(row["note"], row["extra_data"], new["note"], new["extra_data"])
    if (note, extra) != (row["note"], row["extra_data"]):
        changes |= {"note": note, "extra_data": extra}
    return changes


def gains(changes: dict[str, Any]) -> tuple[Message, ...]:
    """What the changes of ``improvements`` are, for people."""
    found = [_("approved")] if "status" in changes else [_("score")] if "score" in changes else []
    return (*found, _("notes and properties")) if "note" in changes else tuple(found)


def digest_of_row(row: Columns) -> int:
    """``digest_of`` a unit's row."""
    return digest_of(row["source_lang"], row["target_lang"], row["source"], row["target"], row["codes"])


def moved_codes(old: Columns, new: Columns) -> str | None:
    """The codes of an edited unit, beside the words that they stood beside; none is lost."""
    from igglossary.text.inline_codes import reattach  # only here: an edited segment with inline codes is rare

    sides = zip(load_codes(old["codes"]), ("source", "target"), strict=True)
    return dump_codes(*(reattach(new[side], codes, old[side]) for codes, side in sides))
