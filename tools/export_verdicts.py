"""Write what a person has decided about the links of a store, for ``tools/fit_keep.py --more``.

    python tools/export_verdicts.py STORE VERDICTS.tsv

An approved translation or quotation is a pair to keep, a rejected link one not to keep; paraphrases and what was
edited say neither. The file stays where it is written: nothing is sent anywhere.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from igglossary.model import Relation, Status
from igglossary.store.sqlite import units
from igglossary.store.sqlite.opening import open_store
from igglossary.text.languages import primary

_VERDICTS = {Status.APPROVED: "keep", Status.REJECTED: "no"}


def main() -> None:
    """Read the store, write the table, say how many."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store")
    parser.add_argument("verdicts", type=Path)
    arguments = parser.parse_args()
    lines = ["german\tenglish\tverdict\n"]
    with open_store(arguments.store, create=False) as store:
        for unit in units.iterate_units(store, statuses=list(_VERDICTS)):
            sides = {primary(variant.lang): variant.text for variant in unit.variants}
            is_link = unit.keep is not None and sides.keys() == {"de", "en"}
            tells = unit.status is Status.REJECTED or unit.relation in (Relation.TRANSLATION, Relation.QUOTATION)
            if is_link and tells and not any(c in text for text in sides.values() for c in "\t\n\r"):
                lines.append(f"{sides['de']}\t{sides['en']}\t{_VERDICTS[unit.status]}\n")
    arguments.verdicts.write_text("".join(lines), encoding="utf-8")
    print(f"{len(lines) - 1} verdicts")


if __name__ == "__main__":
    main()
