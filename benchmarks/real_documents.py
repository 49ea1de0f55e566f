"""Read real documents that lie in a folder and compare what was found with counts that a person checked.

``python -m benchmarks.real_documents FOLDER``. The documents are other people's and not part of the repository;
``real_documents.tsv`` names them by the SHA-256 of their bytes. The counts were taken from their markup (notes and
references by their elements or labels), not from this program.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from igglossary.reports import read_report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from igglossary.model import Document

TABLE = Path(__file__).with_suffix(".tsv")
COUNTED = ("notes", "markers", "headings", "title_letters")


class Row(NamedTuple):
    """A document and its counts; ``title_letters`` are the letters of its title, 0 if it has none."""

    name: str
    sha256: str
    notes: int
    markers: int
    headings: int
    title_letters: int


def read_table(path: Path = TABLE) -> list[Row]:
    """The documents and their counts."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return [Row(r["name"], r["sha256"], *(int(r[column]) for column in COUNTED)) for r in rows]


def counts(document: Document) -> tuple[int, ...]:
    """What was found in a document, in the order of ``COUNTED``."""
    title = sum(map(str.isalpha, document.title or ""))
    return len(document.footnotes), len(document.markers), len(document.section_headings), title


def differences(rows: Iterable[Row], folder: Path) -> tuple[list[str], int]:
    """A line for every count that differs, and how many of the documents are in the folder."""
    by_sum = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in folder.iterdir() if path.is_file()}
    found = [row for row in rows if row.sha256 in by_sum]
    lines: list[str] = []
    for row in found:
        document, _problems = read_report(by_sum[row.sha256])
        lines.extend(
            f"{row.name}: {name} {got}, {wanted} by hand"
            for name, got, wanted in zip(COUNTED, counts(document), row[2:], strict=True)
            if got != wanted
        )
    return lines, len(found)


def main(arguments: list[str]) -> int:
    """Print the differences; 1 if there are any or no document is at hand."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    rows = read_table()
    lines, number = differences(rows, Path(arguments[0]))
    print("\n".join([*lines, f"{number} of {len(rows)} documents, {len(lines)} differences"]))
    return 1 if lines or not number else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
