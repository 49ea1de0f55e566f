"""A page as lines of text with raised numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from igglossary.reports.pdf.characters import Rule


@dataclass(slots=True)
class Mark:
    """A raised number in a line; ``numbers`` once notes are known, as one run of digits may be two of them."""

    digits: str


@dataclass(slots=True)
class Line:
    """A line as it is read. ``part`` counts the columns and bands of its page; ``before`` is the right edge's limit."""

    pieces: list[str | Mark]
    left: float
    right: float
    baseline: float
    size: float
    is_bold: bool
    page: int = 0
    part: int = 0
    column: int = 0
    """-1 over both columns, else 0 or 1."""

    @property
    def text(self) -> str:
        """The line without its raised numbers."""
        return "".join(piece for piece in self.pieces if isinstance(piece, str)).strip()

    @property
    def marks(self) -> list[Mark]:
        """The raised numbers in order."""
        return [piece for piece in self.pieces if isinstance(piece, Mark)]

    @property
    def shown(self) -> str:
        """The line with its raised numbers as digits."""
        return "".join(piece if isinstance(piece, str) else piece.digits for piece in self.pieces).strip()

    def starts_raised(self) -> bool:
        """Whether the line begins with a raised number, as a note does."""
        first = next((p for p in self.pieces if isinstance(p, Mark) or p.strip()), None)
        return isinstance(first, Mark)


@dataclass(slots=True)
class Sheet:
    """The lines of one page in reading order."""

    number: int
    width: float
    height: float
    lines: list[Line]
    rules: list[Rule] = field(default_factory=list)
