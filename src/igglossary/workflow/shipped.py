"""Filling a new store with the shipped term base."""

from __future__ import annotations

import glob
import json
import os
from typing import TYPE_CHECKING

from igglossary._version import __version__
from igglossary.errors import Problem
from igglossary.formats.tbx import read_tbx
from igglossary.languages.forms import remembering
from igglossary.workflow.hashing import sha256_of

if TYPE_CHECKING:
    from igglossary.store.contract.store import Store


FORMS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "data", "forms.json")
"""The forms of the shipped terms, as ``tools/shipped_forms.py`` computes them; ``make check`` compares."""

Memo = dict[tuple[str, str, bool], dict[str, str]]


def fill(store: Store, memo: Memo | None = None) -> int:
    """Put the shipped concepts into the store, in one transaction; returns how many there are.

    ``memo`` is that of ``languages.forms.remembering``; by default the one that ships.
    """
    count = 0
    with store.transaction(), remembering(load_forms() if memo is None else memo):
        if store.shipped is not None:  # another process was faster
            return 0
        for path in sorted(glob.glob(os.path.join(shipped_folder(), "*.tbx"))):
            name = f"igglossary:{os.path.basename(path)}"
            begun = store.reports.begin_file("shipped", path=name, format="tbx", sha256=sha256_of(path))
            found = (concept for concept in read_tbx(path) if not isinstance(concept, Problem))
            count += sum(outcome.result == "added" for outcome in store.terms.add(found, document=begun.document))
            store.reports.finish(begun.run)
        store.upkeep.note_shipped(__version__)
    return count


def shipped_folder() -> str:
    """The folder of the shipped term base: inside the wheel, or beside ``src`` in a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "data", "glossary")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(os.path.dirname(package)), "glossary")


def load_forms() -> Memo:
    """The memo that ships."""
    with open(FORMS, encoding="utf-8") as file:
        entries = json.load(file)
    return {
        (text, language, is_acronym): {form: match for match, forms in by_match.items() for form in forms}
        for text, language, is_acronym, by_match in entries
    }


def dump_forms(memo: Memo) -> str:
    """A memo as JSON, a term a line, sorted."""
    lines = []
    for (text, language, is_acronym), forms in sorted(memo.items()):
        by_match: dict[str, list[str]] = {}
        for form, match in forms.items():
            by_match.setdefault(match, []).append(form)
        lines.append(json.dumps([text, language, is_acronym, by_match], ensure_ascii=False, separators=(",", ":")))
    return "[\n" + ",\n".join(lines) + "\n]\n"
