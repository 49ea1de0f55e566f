"""Places: which unit is a part of which, which occurrences stand at one place, which reports say the same."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from igglossary.model import Document, LinkedStretches, Occurrence, Span


def text_sha256(document: Document) -> str | None:
    """Equal for the same report in any format: a hash of its letters and digits, body first; None without any.

    Formats differ in quotation marks, dashes, white space and the cut of paragraphs, hardly in words.
    """
    hashed = hashlib.sha256()
    is_empty = True
    for text in (*(one.text for one in document.paragraphs), "\0", *(note.raw for note in document.footnotes)):
        said = "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum() or char == "\0")
        is_empty = is_empty and said in ("", "\0")
        hashed.update(said.encode("utf-8", "surrogatepass"))
    return None if is_empty else hashed.hexdigest()


def occurrence_place(occurrence: Occurrence) -> str | None:
    """A text that is equal for occurrences at the same place of the same report; None where the place is unknown."""
    place = occurrence.provenance
    if place.sha256 is None or place.paragraph is None or place.start is None or place.end is None:
        return None
    return f"{place.sha256}:{place.paragraph}:{place.start}-{place.end}"


# --- parts and wholes ------------------------------------------------------------------------------------------------


class _Seen(NamedTuple):
    """A unit at one of its places: ``german`` is (start, end) in the segment, ``english`` the same by segment."""

    unit: int
    place: str
    german: tuple[int, int]
    english: tuple[tuple[str, int, int], ...]

    @property
    def size(self) -> int:
        """Code points of both sides."""
        return self.german[1] - self.german[0] + sum(end - start for _segment, start, end in self.english)

    def is_part_of(self, other: _Seen) -> bool:
        """True if all that is linked here lies in what is linked there, and that is more."""
        return (
            other.unit != self.unit
            and self.size < other.size
            and other.german[0] <= self.german[0]
            and self.german[1] <= other.german[1]
            and all(
                any(name == whole and begin <= start and end <= stop for whole, begin, stop in other.english)
                for name, start, end in self.english
            )
        )


def smallest_wholes(links: Iterable[tuple[int, str, LinkedStretches]]) -> Iterator[tuple[int, str, int]]:
    """For each link of a report that is a part of others the smallest of those: (unit, place, unit of the whole).

    ``links`` are (unit, place, what is linked there), in any order; linear in their number.
    """
    sentences: dict[str, list[_Seen]] = defaultdict(list)
    for unit, place, stretches in links:
        german = stretches.german
        seen = _Seen(unit, place, (german.start, german.end), tuple(map(_bounds, stretches.english)))
        sentences[german.segment].append(seen)
    for linked in sentences.values():  # the links of one sentence: a handful
        for part in linked:
            if wholes := [whole for whole in linked if part.is_part_of(whole)]:
                yield part.unit, part.place, min(wholes, key=lambda whole: (whole.size, whole.unit)).unit


def _bounds(span: Span) -> tuple[str, int, int]:
    return span.segment, span.start, span.end
