"""What the program would compute at its first start and is the same for everybody.

The forms of the shipped terms, so that a new store is filled without the lexicons, and the simple nouns of the German
lexicon, of which compounds are made.

python tools/shipped_forms.py            write both (after a change of glossary/, of forms, of simplemma or of nouns)
python tools/shipped_forms.py --check    fail if one of them is not what the program computes now
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from igglossary.languages.german.nouns import SHIPPED, collect_nouns, dump_nouns, nouns
from igglossary.store.sqlite.opening import open_store
from igglossary.workflow.shipped import FORMS, Memo, dump_forms, fill

if TYPE_CHECKING:
    from collections.abc import Callable


def computed() -> str:
    """The file as it has to be."""
    memo: Memo = {}
    with tempfile.TemporaryDirectory() as folder, open_store(f"{folder}/store.db") as store:
        fill(store, memo)
    return dump_forms(memo)


def main(arguments: list[str]) -> int:
    """Write the files, or compare them: the nouns first, because forms are computed with them."""
    is_current = True
    files: dict[str, Callable[[], str]] = {SHIPPED: lambda: dump_nouns(collect_nouns()), FORMS: computed}
    for name, compute in files.items():
        path, wanted = Path(name), compute()
        if "--check" not in arguments:
            path.write_text(wanted, encoding="utf-8")
            nouns.cache_clear()
        elif not path.exists() or path.read_text(encoding="utf-8") != wanted:
            print(f"{path.name} is not up to date; run: make glossary")
            is_current = False
        print(f"{path.name}: {len(wanted.splitlines())} lines")
    return 0 if is_current else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
