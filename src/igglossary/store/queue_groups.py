"""The closed groups of general words in a queue of pairs; pure functions on what a store tells."""

from __future__ import annotations

from array import array
from collections import Counter
from typing import TYPE_CHECKING

from igglossary.store.contract.review import GROUP, NO_REPORT, Queue

if TYPE_CHECKING:
    from collections.abc import Container, Iterable


def grouped(rows: Iterable[Iterable[int]], opened: Container[int], counts: list[int], *, is_by_report: bool) -> Queue:
    """A queue from its (key, status code, is a general word, report), in the order that was asked for."""
    keys, codes = array("q"), bytearray()
    groups: dict[int, int] = {}
    open_in: Counter[int] = Counter()
    general: list[int] = []
    for key, code, is_general, report in rows:
        if not is_general:
            keys.append(key)
            codes.append(code)
            if code == 0:
                open_in[report] += 1
        elif not is_by_report:
            general.append(key)
        else:
            group = -report
            if group not in groups:
                groups[group] = 0
                keys.append(group)
                codes.append(GROUP)
            groups[group] += 1
            if group in opened:
                keys.append(key)
                codes.append(code)
    if general:
        groups[-NO_REPORT] = len(general)
        shown = [-NO_REPORT, *(general if -NO_REPORT in opened else ())]
        keys.extend(shown)
        codes.extend([GROUP, *[0] * (len(shown) - 1)])
    return Queue(keys, codes, counts, groups, open_in)
