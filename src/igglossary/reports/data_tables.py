"""Tables of data, told from tables that lay a page out: the same for every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST_CELL = 200
"""Code points of a cell of data; more is prose, which is read as sentences also inside a table."""
_FULL = 0.75  # of the cells that two columns would have: rows may have joined cells
_MOST_LONG = 5  # one cell in five may be prose


def is_data_table(rows: int, lengths: Collection[int]) -> bool:
    """Whether a table holds data: two rows and two columns at least, and cells that are mostly short.

    Args:
        rows: How many rows it has.
        lengths: The code points of each cell that is not empty.
    """
    if rows < 2 or len(lengths) < 2 * rows * _FULL:
        return False
    return sum(length >= LONGEST_CELL for length in lengths) * _MOST_LONG <= len(lengths)
