"""The forms of the shipped terms, so that a new store is filled without the lexicons.

python tools/shipped_forms.py            write src/igglossary/data/forms.json (after a change of glossary/ or forms)
python tools/shipped_forms.py --check    fail if that is not what the program computes now
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from igglossary.store.sqlite.opening import open_store
from igglossary.workflow.shipped import FORMS, Memo, dump_forms, fill


def computed() -> str:
    """The file as it has to be."""
    memo: Memo = {}
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/store.db") as store:
        fill(store, memo)
    return dump_forms(memo)


def main(arguments: list[str]) -> int:
    """Write the file, or compare it."""
    path, wanted = Path(FORMS), computed()
    if "--check" not in arguments:
        path.write_text(wanted, encoding="utf-8")
    elif not path.exists() or path.read_text(encoding="utf-8") != wanted:
        print("the forms of the shipped terms are not up to date; run: make glossary")
        return 1
    print(f"forms of the shipped terms: {len(wanted.splitlines()) - 2}, up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
