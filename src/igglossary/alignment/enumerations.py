"""Enumerations that stand on both sides: linked item by item, in order, where the numbers of items agree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from igglossary.alignment.units import Unit, listed_items, run_in_items

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from igglossary.alignment.features import EnglishSentence
    from igglossary.model import Document

_NUMBERED = re.compile(r"(?:\(?([IVX]{1,5}|[ivx]{1,5}|\d{1,2}|[a-z])[.)]|[•–—-])\s")
_FEWEST_ITEMS = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One item: the number of its sentence on its side and its stretch there."""

    sentence: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Items in order; ``is_labelled`` if they carry numbers, letters or bullets."""

    items: tuple[Item, ...]
    is_labelled: bool


def german_enumerations(document: Document) -> list[Enumeration]:
    """Run-in enumerations, and runs of list items (one sentence or more each; the first speaks for the item)."""
    order = {segment.id: i for i, segment in enumerate(document.sentences)}
    result = [found for i, segment in enumerate(document.sentences) for found in _inside(i, segment.text)]
    run: list[Item] = []
    for paragraph in (*document.paragraphs, None):
        if paragraph is not None and paragraph.kind == "list_item" and paragraph.sentences:
            first = paragraph.sentences[0]
            run.append(Item(order[first.id], Unit(0, len(first.text), "item")))
            continue
        if len(run) >= _FEWEST_ITEMS:
            result.append(Enumeration(tuple(run), is_labelled=True))
        run = []
    return result


def english_enumerations(english: Sequence[EnglishSentence]) -> list[Enumeration]:
    """Run-in enumerations inside one sentence, and labelled sentences that follow each other in one quotation."""
    result = [found for j, sentence in enumerate(english) for found in _inside(j, sentence.segment.text)]
    run: list[Item] = []
    place: tuple[str, int] | None = None
    for j, sentence in enumerate(english):
        here = (sentence.footnote, sentence.quotation)
        labelled = _NUMBERED.match(sentence.segment.text) is not None
        if run and (here != place or not labelled):
            result += _if_long_enough(run)
            run = []
        if labelled:
            run.append(Item(j, Unit(0, len(sentence.segment.text), "item")))
        place = here
    return [*result, *_if_long_enough(run)]


def match(
    german: Sequence[Enumeration],
    english: Sequence[Enumeration],
    fit: Callable[[Item, Item], float],
    nearness: Callable[[int, int], float],
) -> list[tuple[Enumeration, Enumeration, float]]:
    """The pairs of enumerations that belong together, with their mean fit; each German one at most once.

    ``fit`` compares two items (0–1), ``nearness`` says how close the note of an English sentence is referred to from a
    German one (0–1). Two enumerations belong together if they have equally many items, one of them at least is
    labelled, and either the reference is near or the items themselves agree in their order.
    """
    result = []
    for source in german:
        fits = [(target, *_fit(source, target, fit, nearness)) for target in english if _may_match(source, target)]
        good = [one for one in fits if one[2] >= _least(source, one[0])]
        if good:
            target, agreement, _value = max(good, key=lambda one: one[2])
            result.append((source, target, agreement))
    return result


def _may_match(source: Enumeration, target: Enumeration) -> bool:
    return len(source.items) == len(target.items) and (source.is_labelled or target.is_labelled)


def _fit(
    source: Enumeration,
    target: Enumeration,
    fit: Callable[[Item, Item], float],
    nearness: Callable[[int, int], float],
) -> tuple[float, float]:
    """The mean fit of the items in their order, and the value of the pair with the nearness of the reference."""
    pairs = list(zip(source.items, target.items, strict=True))
    near = max(nearness(d.sentence, e.sentence) for d, e in pairs)
    agreement = sum(fit(d, e) for d, e in pairs) / len(pairs)
    return agreement, agreement + 0.3 * near


def _least(source: Enumeration, target: Enumeration) -> float:
    return _LEAST_LABELLED if source.is_labelled and target.is_labelled else _LEAST_UNLABELLED


_LEAST_LABELLED, _LEAST_UNLABELLED = 0.2, 0.45
"""Mean fit plus .3 × nearness that two enumerations of the same length need; a list without labels may be any list.

A reference two sentences away (.6) and items that share next to nothing pass if both sides are labelled.
"""


def _inside(number: int, text: str) -> list[Enumeration]:
    labelled = run_in_items(text)
    if labelled:
        return [Enumeration(tuple(Item(number, unit) for unit in labelled), is_labelled=True)]
    listed = listed_items(text)
    return [Enumeration(tuple(Item(number, unit) for unit in listed), is_labelled=False)] if listed else []


def _if_long_enough(run: list[Item]) -> list[Enumeration]:
    return [Enumeration(tuple(run), is_labelled=True)] if len(run) >= _FEWEST_ITEMS else []
