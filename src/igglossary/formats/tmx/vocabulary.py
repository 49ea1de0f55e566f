"""Names that occur in TMX: attributes, our own properties, and how other tools mark what nobody has confirmed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from igglossary.formats.json_text import read_json
from igglossary.model import Place, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from igglossary.model import Properties

OURS: Final = "x-igglossary-"
STATUS: Final = OURS + "status"
RELATION: Final = OURS + "relation"
SCORE: Final = OURS + "score"
KEEP: Final = OURS + "keep"
PROVENANCE: Final = OURS + "provenance"
FILE: Final = OURS + "file"
CREATED_AT: Final = OURS + "created-at"
CHANGED_AT: Final = OURS + "changed-at"
ATTRIBUTE: Final = OURS + "attribute"
PROPERTY: Final = OURS + "property:"
SPACE: Final = OURS + "space"
CODE: Final = OURS + "code"

RESERVED: Final = frozenset({"file", "id", "path", "prev", "next", "x-ice", "x-100pc", "x-auto"})
"""Properties that OmegaT reads as its own; a unit with ``file`` is never offered."""
SEGMENT_TYPES: Final = frozenset({"block", "paragraph", "sentence", "phrase"})
VARIANT_ATTRIBUTES: Final = frozenset(
    {"o-encoding", "datatype", "usagecount", "lastusagedate", "creationtool", "creationtoolversion", "o-tmf"}
)
"""Attributes of ``tuv`` that the model keeps as they are."""
UNIT_ATTRIBUTES: Final = VARIANT_ATTRIBUTES | {"segtype", "srclang"}
HEADER_ATTRIBUTES: Final = (
    "creationtool",
    "creationtoolversion",
    "segtype",
    "o-tmf",
    "adminlang",
    "srclang",
    "datatype",
    "o-encoding",
    "creationdate",
    "creationid",
    "changedate",
    "changeid",
)
NOTE_ATTRIBUTES: Final = frozenset({"xml:lang", "lang", "o-encoding"})

TMX_TIME = re.compile(
    r"\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d|60)Z\Z", re.ASCII
)
_ISO_TIME = re.compile(
    r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T(?:[01]\d|2[0-3])):([0-5]\d):([0-5]\d|60)Z\Z", re.ASCII
)
_LOOSE_TIME = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ](\d\d):?(\d\d):?(\d\d)(?:\.\d+)?(?:Z|\+00:?00)?)?\Z", re.ASCII)
_BLANKS = re.compile(r"([0-9A-F ]*)\|([0-9A-F ]*)\Z")

_MACHINE_PERSON = re.compile(
    r"(?:MT|ALIGN|AT)!|MT\b.{0,20}|.*\b(?:machine translation|google translate|deepl)\b.*", re.IGNORECASE
)
"""``MT!`` and ``ALIGN!`` are Trados's, Wordfast's and Okapi's names for the machine as a person."""
_UNCONFIRMED: Final = {
    "confirmationlevel": {"draft", "unspecified", "rejectedtranslation", "rejectedsignoff"},  # Trados Studio
    "origin": {"machinetranslation", "adaptivemachinetranslation", "automatictranslation", "alignment", "mt", "nmt"},
    "translationorigin": {"machinetranslation", "mt", "nmt"},
    "approved": {"no", "false"},  # Okapi
    "fuzzy": {"yes", "true", "1"},  # translate-toolkit
    "mt": {"yes", "true", "1"},
    "machinetranslation": {"yes", "true", "1"},
    "corrected": {"no"},  # memoQ: an aligned unit that nobody has looked at
    "confirmed": {"no", "false", "0"},
    "state": {"new", "needs-translation", "needs-review-translation", "needs-adaptation", "initial", "mt"},  # XLIFF's
    "status": {"draft", "unconfirmed", "fuzzy", "mt", "machine translated", "pretranslated", "new", "unreviewed"},
    "segstatus": {"draft", "unconfirmed", "fuzzy", "mt", "machine translated", "pretranslated", "notstarted"},
}


@dataclass(frozen=True, slots=True)
class TmxHeader:
    """What a TMX says of itself as a whole.

    ``attributes`` are as in the file and in its order; ``ude`` are whole ``ude`` elements as serialised XML.
    """

    version: str = "1.4"
    attributes: Properties = ()
    notes: tuple[str, ...] = ()
    properties: Properties = ()
    ude: tuple[str, ...] = ()

    def get(self, name: str) -> str | None:
        """The attribute of that name."""
        return dict(self.attributes).get(name)


def iso_time(written: str) -> str | None:
    """``20261123T061700Z`` → ``2026-11-23T06:17:00Z``; ISO 8601 is taken as well, anything else is None."""
    if TMX_TIME.match(written):
        return f"{written[:4]}-{written[4:6]}-{written[6:11]}:{written[11:13]}:{written[13:]}"
    match = _LOOSE_TIME.match(written)
    if match is None:
        return None
    year, month, day, hour, minute, second = (part or "00" for part in match.groups())
    strict = f"{year}{month}{day}T{hour}{minute}{second}Z"
    return iso_time(strict) if TMX_TIME.match(strict) else None


def tmx_time(iso: str) -> str | None:
    """``2026-11-23T06:17:00Z`` → ``20261123T061700Z``; None if it is no such time."""
    return "".join((*match.groups(), "Z")) if (match := _ISO_TIME.match(iso)) else None


def marked_status(properties: Iterable[tuple[str, str]], persons: Iterable[str | None]) -> Status:
    """What a foreign unit's own marks say: candidate if nobody has confirmed it, else approved."""
    for person in persons:
        if person and _MACHINE_PERSON.fullmatch(person.strip()):
            return Status.CANDIDATE
    for name, value in properties:
        key = name.casefold().partition(":")[0].removeprefix("x-").replace("-", "").replace("_", "")
        if value.strip().casefold() in _UNCONFIRMED.get(key, ()):
            return Status.CANDIDATE
    return Status.APPROVED


def provenance_json(provenance: Place) -> str:
    """One provenance in one line; unknown fields are left out."""
    known = {field.name: getattr(provenance, field.name) for field in fields(provenance)}
    return json.dumps(
        {name: value for name, value in known.items() if value is not None}, ensure_ascii=False, separators=(",", ":")
    )


_NUMBERS: Final = frozenset({"paragraph", "start", "end", "run"})


def provenance_from_json(text: str, *, former_date: str = "document_date") -> Place | None:
    """The provenance; None if the text is not what ``provenance_json`` writes.

    Once there was one ``date``: of a unit that of the document, of a concept (``former_date``) that of the source.
    """
    try:
        facts = read_json(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(facts, dict):
        return None
    if "date" in facts:
        facts = {former_date if name == "date" else name: value for name, value in facts.items()}
    return Place(**facts) if _are_facts_of_place(facts) else None


def _are_facts_of_place(facts: dict[str, object]) -> bool:
    if "document" not in facts or not {field.name for field in fields(Place)}.issuperset(facts):
        return False
    return all(type(value) is (int if name in _NUMBERS else str) for name, value in facts.items())


def provenance_note(provenance: Iterable[Place]) -> str:
    """The sources for a person to read in a CAT tool that does not show properties; "" if there are none."""
    sources = []
    for each in provenance:
        facts = [each.document, each.document_date, each.publisher, each.source_date, each.url]
        if each.footnote is not None:
            facts.append(f"note {each.footnote}")
        sources.append(", ".join(fact for fact in facts if fact))
    return "Source: " + "; ".join(sources) if sources else ""


def file_number(facts: str) -> str:
    """What stands for a file in the units after the first one; ``facts`` is its ``provenance_json``."""
    return blake2b(facts.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def space_value(lead: str, trail: str) -> str:
    """The blanks around a text as ``0020|0020 000A``."""
    return "|".join(" ".join(f"{ord(char):04X}" for char in part) for part in (lead, trail))


def space_from_value(value: str) -> tuple[str, str] | None:
    """The blanks before and after a text; None if the value is not what ``space_value`` writes."""
    match = _BLANKS.match(value)
    if match is None:
        return None
    try:
        lead, trail = ("".join(chr(int(code, 16)) for code in part.split()) for part in match.groups())
    except (ValueError, OverflowError):
        return None
    return (lead, trail) if not (lead + trail).strip() else None
