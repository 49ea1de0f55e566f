"""Which entries an export takes, and in which direction: one value for all kinds of files."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from igglossary.errors import UsageError
from igglossary.messages import Message, _
from igglossary.model import Concept, LanguageSection, SourcedText, Status, Term
from igglossary.review.filtering import read_filter
from igglossary.store.contract import candidate_id
from igglossary.store.contract.review import Condition
from igglossary.text.languages import is_same_language, primary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from igglossary.model import TranslationUnit, Variant
    from igglossary.store.contract.store import Store
    from igglossary.store.contract.terms import Candidate

_OPEN = (Status.CANDIDATE, Status.DEFERRED)
_KINDS = {"units": ("units",), "concepts": ("concepts", "pairs"), "any": ("units", "concepts", "pairs")}
"""Queues whose filter decides about what a file holds."""


class Selection(NamedTuple):
    """What an export takes; the usual one is everything that is approved.

    Attributes:
        include_candidates: Undecided and comparable entries too, marked as what they are; never rejected ones.
        min_keep: Of undecided links only those that a translator keeps with this probability or more.
        languages: Source and target, () for all languages as they are stored. Only what has both is taken; units that
            were stored the other way round are turned.
        filter: As in the review. If it names a status, undecided entries are taken along without
            ``include_candidates``.
        shipped: False leaves out the concepts that came with the program and that nobody has changed.
        mine: Only what the store's person has entered, changed or decided.
    """

    include_candidates: bool = False
    min_keep: float = 0.0
    languages: tuple[str, ...] = ()
    filter: str = ""
    shipped: bool = True
    mine: bool = False

    @property
    def is_partial(self) -> bool:
        """True if it may pass over entries with the right status."""
        return bool(self.languages or self.filter or self.mine or not self.shipped)


APPROVED = Selection()


class Choice:
    """The entries of one store that a selection takes, with an account of what it passes over."""

    def __init__(self, store: Store, selection: Selection, holds: str) -> None:
        """Read the filter.

        Args:
            store: From where.
            selection: What is wanted.
            holds: ``units``, ``concepts`` or ``any``: what the file can hold.

        Raises:
            UsageError: nothing that the file can hold has such a field, or the filter asks for what no export has.
        """
        self._store = store
        self._selection = selection
        self._conditions = _conditions(selection, _KINDS[holds])
        statuses = {one.value for found in self._conditions.values() for one in found or () if one.field == "status"}
        self.includes_open = selection.include_candidates or bool(statuses) or self._names_all_statuses()
        self.passed_over = 0
        """Entries with the right status that filter, person, origin or languages left out."""
        self.dropped: Counter[Message] = Counter()
        """Parts of entries that the languages left out."""

    def _names_all_statuses(self) -> bool:
        return any(
            read_filter(self._selection.filter, kind).has_status
            for kind, found in self._conditions.items()
            if found is not None
        )

    def units(self, *, all_statuses: bool = False) -> Iterator[TranslationUnit]:
        """The units by id, turned where they stand the other way round.

        Args:
            all_statuses: Whatever their status is: an OmegaT folder keeps them apart itself.
        """
        wanted = self._matching("units")
        found = self._store.memory.iterate(
            statuses=None if all_statuses else _statuses(self.includes_open),
            min_keep=self._selection.min_keep,
        )
        for unit in found:
            turned = unit if wanted is None or unit.id in wanted else None
            if turned is not None and self._selection.languages:
                turned = _turned(unit, self._selection.languages)
            if turned is None:
                self.passed_over += 1
            else:
                yield turned

    def concepts(self) -> Iterator[Concept]:
        """The concepts by id, then the open term pairs as concepts of their own."""
        wanted = self._matching("concepts")
        for concept in self._store.terms.concepts(statuses=_statuses(self.includes_open)):
            yield from self._in_languages(concept, is_wanted=wanted is None or concept.id in wanted)
        if self.includes_open:
            wanted = self._matching("pairs")
            for candidate in self._store.terms.candidates():
                is_wanted = wanted is None or str(candidate.pair) in wanted
                yield from self._in_languages(candidate_concept(candidate), is_wanted=is_wanted)

    def count_left_out(self, holds: str) -> int:
        """How many undecided entries would be chosen as well, if such were wanted."""
        if self.includes_open:
            return 0
        kinds = {"units": "unit", "concepts": "concept", "pairs": "pair"}
        counts = self._store.upkeep.counts()
        total = 0
        for kind in ("units",) if holds == "units" else ("concepts", "pairs"):
            if self._conditions.get(kind) == ():
                total += sum(counts[kinds[kind]].get(status, 0) for status in _OPEN)
            else:
                for status in _OPEN:
                    total += len(self._matching(kind, Condition("status", "=", status)) or ())
        return total

    def count_below(self) -> int:
        """How many links are left out because they are less likely to be kept."""
        has_limit = self.includes_open and self._selection.min_keep > 0
        return self._store.memory.count_below(self._selection.min_keep) if has_limit else 0

    def _matching(self, kind: str, *more: Condition) -> frozenset[str] | None:
        """The ids that the filter takes, None for all; an entry of a kind that has no such field is not taken."""
        conditions = self._conditions.get(kind, ())
        if conditions is None:
            return frozenset()
        return self._store.review.matching(kind, [*conditions, *more]) if conditions or more else None

    def _in_languages(self, concept: Concept, *, is_wanted: bool) -> Iterator[Concept]:
        wanted = self._selection.languages
        kept = _sections(concept, wanted) if wanted else list(concept.languages)
        if not is_wanted or (wanted and len(kept) < len(wanted)):
            self.passed_over += 1
            return
        for section in concept.languages:
            if section not in kept:
                self.dropped[_("terms in {language}").format(language=section.lang)] += len(section.terms)
        yield replace(concept, languages=tuple(kept)) if wanted else concept


def check_selection(selection: Selection, holds: str) -> None:
    """Refuse a selection that no file of this kind can follow, before anything is written.

    Raises:
        UsageError: what is wrong with the filter.
    """
    _conditions(selection, _KINDS[holds])


def all_concepts(store: Store) -> Iterator[Concept]:
    """Everything that an export of the term base may contain, candidates included."""
    return Choice(store, Selection(include_candidates=True), "concepts").concepts()


def _statuses(include_candidates: bool) -> tuple[Status, ...]:
    return (Status.APPROVED, *_OPEN) if include_candidates else (Status.APPROVED,)


# --- the filter ------------------------------------------------------------------------------------------------------


def _conditions(selection: Selection, kinds: Sequence[str]) -> Mapping[str, tuple[Condition, ...] | None]:
    """For each kind what its entries have to fulfil; None where it lacks a field that another one has."""
    found: dict[str, tuple[Condition, ...] | None] = {}
    first: UsageError | None = None
    for kind in kinds:
        try:
            found[kind] = _conditions_of(selection, kind)
        except UsageError as error:
            found[kind] = None
            first = first or error
    if first is not None and all(conditions is None for conditions in found.values()):
        raise first
    return found


def _conditions_of(selection: Selection, kind: str) -> tuple[Condition, ...]:
    read = read_filter(selection.filter, kind)
    if read.sort is not None:
        raise UsageError(_("An export has an order of its own; leave “sort:” out of the filter."))
    if any(one.field == "status" and one.value == Status.REJECTED and not one.is_negated for one in read.conditions):
        raise UsageError(
            _("What was rejected is in no export."), hint=_("A dump has everything: igglossary export all.jsonl")
        )
    if any(one.field == "conflict" for one in read.conditions):
        raise UsageError(_("A conflict is a question of the review; an export cannot choose by it."))
    conditions = list(read.conditions)
    if selection.mine:
        conditions.append(Condition("mine", "=", ""))
    if not selection.shipped and kind == "concepts":
        conditions.append(Condition("shipped", "=", "", is_negated=True))
    return tuple(conditions)


# --- languages -------------------------------------------------------------------------------------------------------


def _turned(unit: TranslationUnit, languages: Sequence[str]) -> TranslationUnit | None:
    """The unit with the wanted languages in this order, None if it lacks one."""
    sides = [_variant(unit, tag) for tag in languages]
    if None in sides:
        return None
    variants = tuple(side for side in sides if side is not None)
    return unit if unit.variants == variants else replace(unit, variants=variants)


def _variant(unit: TranslationUnit, tag: str) -> Variant | None:
    return next((one for one in unit.variants if _is_wanted(one.lang, tag)), None)


def _sections(concept: Concept, languages: Sequence[str]) -> list[LanguageSection]:
    """The sections in these languages, in their order; a language may have several (de, de-AT)."""
    found = [[part for part in concept.languages if part.terms and _is_wanted(part.lang, tag)] for tag in languages]
    return [part for parts in found for part in parts] if all(found) else []


def _is_wanted(lang: str, tag: str) -> bool:
    """``de`` takes every German; ``de-AT`` takes that, and German that is of no country."""
    return lang == tag or (is_same_language(lang, tag) and primary(tag) in (tag, lang))


# --- candidates ------------------------------------------------------------------------------------------------------


def candidate_concept(candidate: Candidate) -> Concept:
    """A candidate as a concept of its own, known again by its id when it comes back."""
    sections = []
    for number, (lang, text) in enumerate((("de", candidate.german), ("en", candidate.english))):
        shown = (SourcedText(candidate.contexts[number]),) if candidate.contexts else ()
        term = Term(text, lang, part_of_speech=candidate.part_of_speech, contexts=shown)
        sections.append(LanguageSection(lang, (term,)))
    return Concept(candidate_id(candidate.pair), tuple(sections), status=candidate.status)
