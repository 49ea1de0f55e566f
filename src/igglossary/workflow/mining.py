"""``mine``: TM in, term base out – term pairs from the memory alone, without a report."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from igglossary.alignment.term_rating import rate_pairs
from igglossary.model import Place, Status
from igglossary.terms.mining.mine import mine_units
from igglossary.text.languages import primary
from igglossary.workflow.analysis import encoder_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igglossary.store.contract.store import Store


class MiningSummary(NamedTuple):
    """How many units were read (of those in German and English), and what they proposed.

    A part of an approved unit is not read again. ``left_out`` are the others.
    """

    units: int
    left_out: int
    new_pairs: int
    known_pairs: int


def mine_memory(store: Store) -> MiningSummary:
    """Propose term pairs from all approved German–English translations of the memory, as candidates.

    Mining again replaces what the memory proposed before; decisions stay.

    Raises:
        StoreError: the store cannot be written; nothing was stored.
    """
    counts: Counter[str] = Counter()
    encoder, known_pairs = encoder_for(store), store.terms.term_pairs()
    mined = mine_units(_german_english(store, counts), encoder=encoder, known=known_pairs)
    found = rate_pairs(mined, encoder, known_pairs)
    new, known = store.reports.replace_mined(found)
    return MiningSummary(counts["read"], counts["left out"], new, known)


def _german_english(store: Store, counts: Counter[str]) -> Iterator[tuple[str, str, Place]]:
    for unit in store.memory.iterate(statuses=[Status.APPROVED], without_parts=True):
        sides = {primary(variant.lang): variant.text for variant in unit.variants}
        if sides.keys() == {"de", "en"} and not unit.relation.is_comparable:
            counts["read"] += 1
            yield sides["de"], sides["en"], unit.provenance[0] if unit.provenance else Place("memory")
        else:
            counts["left out"] += 1
