"""Tables of data, told from tables that lay a page out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from igglossary.reports.web_tree import Node, Page

_LONG = 200  # code points of a cell that is prose


def cells_of_data_tables(page: Page) -> bytearray:
    """One byte a piece: 1 in the cells of a table of data.

    Such a table has two rows and two columns at least, cells that are mostly short, and no table inside.
    """
    cells: dict[Node, list[Node]] = {}
    rows: Counter[Node] = Counter()
    layout: set[Node] = set()
    at: dict[Node, Node] = {}
    for node in page.nodes:
        table = node if node.tag == "table" else at.get(node.parent) if node.parent is not None else None
        if table is None:
            continue
        at[node] = table
        if node.tag == "table" and node.parent in at:
            layout.add(at[node.parent])
        elif node.tag in ("td", "th") and node.open < node.close:
            cells.setdefault(table, []).append(node)
        elif node.tag == "tr":
            rows[table] += 1
    result = bytearray(len(page.pieces) + 1)
    for table, found in cells.items():
        if table not in layout and _is_data(page, table, found, rows[table]):
            for cell in found:
                result[cell.open : cell.close] = b"\x01" * (cell.close - cell.open)
    return result


def _is_data(page: Page, table: Node, cells: list[Node], rows: int) -> bool:
    if table.get("role") in ("presentation", "none") or rows < 2 or len(cells) < 2 * rows * 0.75:
        return False
    long = sum(sum(len(p.text) for p in page.pieces[cell.open : cell.close]) >= _LONG for cell in cells)
    return long * 5 <= len(cells)
