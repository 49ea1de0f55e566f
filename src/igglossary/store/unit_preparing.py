"""Units made ready for writing: everything that needs no connection, so that a second process can do it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from igglossary.messages import Message, _
from igglossary.store.contract.memory import Batch
from igglossary.store.unit_rows import Coders, Prepared, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from igglossary.model import TranslationUnit
    from igglossary.store.contract.reports import Link


class UnitPreparer:
    """See ``contract.Preparer``; ``link`` gives for a unit that is a link what is kept with it."""

    def __init__(self, link: Callable[[TranslationUnit], Link | None] | None = None) -> None:
        """No word met yet."""
        self._link = link
        self._coders = Coders()

    def prepare(self, units: Iterable[TranslationUnit]) -> tuple[Batch, Counter[Message]]:
        """See ``contract.Preparer``."""
        prepared: list[Prepared] = []
        skipped: Counter[Message] = Counter()
        for unit in units:
            before = len(prepared)
            prepared += prepare(unit, self._coders, self._link)
            if missing := max(1, len(unit.variants) - 1) - (len(prepared) - before):
                skipped[_why_skipped(unit)] += missing
        return Batch(prepared, self._coders.take_fresh_words(), self._coders.tags()), skipped


def _why_skipped(unit: TranslationUnit) -> Message:
    """The reason why ``prepare`` gives no row for a unit or for one of its targets."""
    if len(unit.variants) < 2:
        return _("only one language")
    return _("no text in one of the languages")
