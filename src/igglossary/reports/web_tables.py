"""Tables of data, told from tables that lay a page out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from igglossary.reports.data_tables import is_data_table

if TYPE_CHECKING:
    from igglossary.reports.web_tree import Node, Page


def cells_of_data_tables(page: Page) -> bytearray:
    """One byte a piece: 1 in the cells of a table of data.

    Such a table has no table inside and says nothing else by its ``role``.
    """
    tables: dict[Node, _Table] = {}
    at: dict[Node, Node] = {}
    for node in page.nodes:
        around = at.get(node.parent) if node.parent is not None else None
        if node.tag == "table":
            at[node] = node
            tables[node] = _Table()
            if around is not None:
                tables[around].holds_table = True
        elif around is not None:
            at[node] = around
            tables[around].add(node)
    result = bytearray(len(page.pieces) + 1)
    for node, table in tables.items():
        if _is_data(page, node, table):
            for cell in table.cells:
                result[cell.open : cell.close] = b"\x01" * (cell.close - cell.open)
    return result


@dataclass(slots=True)
class _Table:
    """What a table holds."""

    rows: int = 0
    cells: list[Node] = field(default_factory=list)
    holds_table: bool = False

    def add(self, node: Node) -> None:
        """Count an element of the table."""
        self.rows += node.tag == "tr"
        if node.tag in ("td", "th") and node.open < node.close:
            self.cells.append(node)


def _is_data(page: Page, node: Node, table: _Table) -> bool:
    if table.holds_table or node.get("role") in ("presentation", "none"):
        return False
    lengths = [sum(len(p.text) for p in page.pieces[cell.open : cell.close]) for cell in table.cells]
    return is_data_table(table.rows, lengths)
