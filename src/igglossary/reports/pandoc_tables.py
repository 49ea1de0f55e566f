"""Pandoc's tables that are drawn with dashes, as tables with pipes, which the Markdown parser knows.

Without that a row above a line of dashes is a heading, and the rest is one paragraph of numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_RULER = re.compile(r"[ \t]*-{2,}(?: +-{2,})+[ \t]*\Z")  # under or above the columns
_FULL = re.compile(r"[ \t]*-{5,}[ \t]*\Z")  # around a table whose rows may have several lines
_GRID = re.compile(r"[ \t]*\+(?:[-=:]{2,}\+)+[ \t]*\Z")
_CAPTION = re.compile(r"[ \t]*(?:Table|Tabelle)?:[ \t]+\S")
_LONGEST = 2000  # lines of a table
_HIGHEST_HEAD = 12  # lines of a table's head


def with_pipe_tables(text: str) -> str:
    """The text with every drawn table as rows of cells between pipes; all other lines stay."""
    if "---" not in text:
        return text
    lines = text.split("\n")
    result: list[str] = []
    at = 0
    while at < len(lines):
        table = _grid(lines, at) or _drawn(lines, at)
        if table is None:
            result.append(lines[at])
            at += 1
        else:
            rows, at = table
            result += ["", *_piped(rows), ""]
    return "\n".join(result)


def _piped(rows: list[list[str]]) -> list[str]:
    width = max(map(len, rows))
    cells = [[cell.replace("|", "\\|") for cell in row] + [""] * (width - len(row)) for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return [lines[0], "|" + "---|" * width, *lines[1:]]


def _grid(lines: list[str], at: int) -> tuple[list[list[str]], int] | None:
    """``+---+---+``, rows between such lines; (rows, the line behind) of a table that begins here."""
    if not _GRID.match(lines[at]):
        return None
    columns = [match.start() for match in re.finditer(r"\+", lines[at])][:-1]
    rows: list[list[str]] = []
    row: list[str] = []
    end = at + 1
    while end < len(lines) and end - at < _LONGEST and lines[end].lstrip()[:1] in ("+", "|"):
        if _GRID.match(lines[end]):
            if row:
                rows.append([cell.strip(" |") for cell in _cells(row, columns)])
            row = []
        else:
            row.append(lines[end])
        end += 1
    return (rows, end) if rows else None


def _drawn(lines: list[str], at: int) -> tuple[list[list[str]], int] | None:
    """A simple table or one with rows of several lines that begins here."""
    if _FULL.match(lines[at]):
        ruler = next((n for n in range(at + 1, min(at + _HIGHEST_HEAD, len(lines))) if _RULER.match(lines[n])), None)
        if ruler is None or not any(line.strip() for line in lines[at + 1 : ruler]):
            return None
        return _with_rows(lines, lines[at + 1 : ruler], ruler)
    if _RULER.match(lines[at]):  # without a head
        return _with_rows(lines, [], at)
    if lines[at].strip() and at + 1 < len(lines) and _RULER.match(lines[at + 1]):
        return _with_rows(lines, [lines[at]], at + 1)
    return None


def _with_rows(lines: list[str], head: list[str], ruler: int) -> tuple[list[list[str]], int] | None:
    columns = [match.start() for match in re.finditer(r"-+", lines[ruler])]
    groups, end = _rows(lines, head, ruler)
    rows = [_cells(group, columns) for group in [head, *groups] if group]
    return (rows, end) if groups else None


def _rows(lines: list[str], head: list[str], ruler: int) -> tuple[list[list[str]], int]:
    """The lines of each row below the ruler, and the line behind the table."""
    limit = min(len(lines), ruler + _LONGEST)
    closing = _first(lines, ruler, limit, _is_dashes)
    blank = _first(lines, ruler, closing, _is_blank)
    is_closed = closing < limit
    is_long = is_closed and blank < closing and (len(head) != 1 or bool(_FULL.match(lines[closing])))
    if is_long and not any(map(_CAPTION.match, lines[ruler:closing])):
        return _groups(lines[ruler + 1 : closing]), closing + 1
    end = min(blank, closing)
    return [[line] for line in lines[ruler + 1 : end]], end + (is_closed and closing == end)


def _first(lines: list[str], ruler: int, limit: int, wanted: Callable[[str], bool]) -> int:
    """The first such line between the ruler and a limit; the limit if there is none."""
    return next((at for at in range(ruler + 1, limit) if wanted(lines[at])), limit)


def _is_blank(line: str) -> bool:
    return not line.strip()


def _is_dashes(line: str) -> bool:
    return bool(_FULL.match(line) or _RULER.match(line))


def _groups(lines: list[str]) -> list[list[str]]:
    """The lines between empty lines."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _cells(lines: list[str], columns: list[int]) -> list[str]:
    """The cells of a row: what stands below the dashes of each column."""
    ends = [*columns[1:], None]
    return [" ".join(filter(None, (line[a:b].strip() for line in lines))) for a, b in zip(columns, ends, strict=True)]
