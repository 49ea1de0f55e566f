"""The process that opens a PDF: bytes on standard input, one JSON document on standard output.

pdfium is written in C++ and unpacks whatever a file tells it to: 155 KB become a gigabyte. In a process of its own it
has limits of memory and time, and its end is not ours.
"""

from __future__ import annotations

import json
import sys

from igglossary.reports.pdf.extraction import UnreadableError, extract

MEMORY = 768 << 20
"""Bytes of address space; a report of 300 pages needs 190 MB, Python and pdfium included."""
CPU_SECONDS = 120
"""Ten times what 300 pages of two columns need on a slow machine."""


def main() -> None:
    """Read standard input as a PDF and print the extract, or why there is none."""
    _limit()
    try:
        result = extract(sys.stdin.buffer.read())
    except UnreadableError as error:
        answer: dict[str, object] = {"error": error.args[0]}
    else:
        answer = result._asdict() | {
            "blocks": [[b.kind, b.text, b.refs, b.number, b.is_certain] for b in result.blocks],
            "notes": [[note.key, note.text] for note in result.notes],
            "left_out": [[left.reason, left.text] for left in result.left_out],
        }
    sys.stdout.buffer.write(json.dumps(answer).encode("ascii"))


def _limit() -> None:
    try:
        import resource  # there is none on Windows; the parent's clock remains
    except ModuleNotFoundError:
        return
    for kind, wanted in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, CPU_SECONDS)):
        _soft, hard = resource.getrlimit(kind)
        limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (limit, hard))


if __name__ == "__main__":
    main()
