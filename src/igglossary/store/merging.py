"""Two concepts that mean the same become one, field by field as ``concept_fields`` says."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from igglossary.concept_fields import Joining, contents_of
from igglossary.messages import Message, quoted
from igglossary.model import AdministrativeStatus, Concept, LanguageSection, Term

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Part = Concept | LanguageSection | Term
P = TypeVar("P", LanguageSection, Term)
Q = TypeVar("Q", Concept, LanguageSection, Term)


def merge(known: Concept, other: Concept) -> Concept:
    """``known`` with everything that ``other`` adds: terms, definitions, notes, references. Nothing is taken away.

    Where both say something else of a field that holds one value, ours stays; ``contradictions`` names those.
    """
    return replace(_merge_fields(known, other), languages=_merge_parts(known.languages, other.languages))


def contradictions(known: Concept, other: Concept) -> Counter[Message]:
    """What of ``other`` is not in the merged concept, because ``known`` says something else: label → how often."""
    found: Counter[Message] = Counter()
    merged = merge(known, other)
    for theirs, ours in _pairs(other, merged):
        for each in contents_of(type(theirs)):
            value = getattr(theirs, each.name)
            if each.joining in (Joining.FILL, Joining.VERDICT) and value not in (
                each.default,
                getattr(ours, each.name),
            ):
                found[each.label or each.lost] += 1
    return found


def gains(known: Concept, merged: Concept) -> tuple[Message, ...]:
    """What a merged concept says that ``known`` did not: new terms, and the labels of fields with something new."""
    found: dict[Message, None] = {}
    for before, now in _former_pairs(known, merged):
        if before is None:
            found |= {quoted(now.text): None} if isinstance(now, Term) else {}
            continue
        for each in contents_of(type(now)):
            if getattr(now, each.name) != getattr(before, each.name):
                found[each.label or each.lost] = None
    return tuple(found)


def _former_pairs(known: Concept, merged: Concept) -> Iterator[tuple[Part | None, Part]]:
    """Each part of a merged concept beside what it was; None for what is new."""
    yield known, merged
    for section in merged.languages:
        before = next((each for each in known.languages if each.lang == section.lang), None)
        yield before, section
        terms = {} if before is None else {term.text: term for term in reversed(before.terms)}
        yield from ((terms.get(term.text), term) for term in section.terms)


def without_removed(other: Concept, known: Concept, former: Sequence[Concept]) -> tuple[Concept, Counter[Message]]:
    """``other`` without what ``known`` had in a former state: somebody took it out or wrote it anew, and it stays so.

    Args:
        other: What comes in.
        known: Our concept as it is.
        former: Our concept as it was before and after each decision about it.

    Returns:
        What is left of ``other``, and what was left out: a term or the label of a field → how often.
    """
    removed: Counter[Message] = Counter()
    return _without(other, known, former, removed), removed


def _without(theirs: Q, ours: Q, former: Sequence[Q], removed: Counter[Message]) -> Q:
    changed: dict[str, Any] = {}
    for each in contents_of(type(theirs)):
        value, now = getattr(theirs, each.name), getattr(ours, each.name)
        once = [getattr(one, each.name) for one in former]
        left = value
        if each.joining is Joining.UNION:
            left = tuple(item for item in value if item in now or not any(item in past for past in once))
        elif value not in (each.default, now) and value in once:
            left = each.default
        if left != value:
            changed[each.name] = left
            removed[each.label or each.lost] += 1
    if not isinstance(theirs, Term):
        name = "languages" if isinstance(theirs, Concept) else "terms"
        changed[name] = _parts_without(
            getattr(theirs, name), getattr(ours, name), [part for one in former for part in getattr(one, name)], removed
        )
    return replace(theirs, **changed) if changed else theirs


def _parts_without(
    theirs: Sequence[P], ours: Sequence[P], former: Sequence[P], removed: Counter[Message]
) -> tuple[P, ...]:
    left: list[P] = []
    for part in theirs:
        now = next((one for one in ours if _name(one) == _name(part)), None)
        once = [one for one in former if _name(one) == _name(part)]
        if now is not None:
            left.append(_without(part, now, once, removed))
        elif not once:
            left.append(part)
        else:
            terms = (part,) if isinstance(part, Term) else part.terms
            removed.update(Message("{term} ({lang})").format(term=term.text, lang=term.lang) for term in terms)
    return tuple(left)


def _pairs(other: Concept, merged: Concept) -> Iterator[tuple[Part, Part]]:
    """Each part of a concept beside what it became in the merged one."""
    yield other, merged
    for section in other.languages:
        ours = next(each for each in merged.languages if each.lang == section.lang)
        yield section, ours
        known = {term.text: term for term in reversed(ours.terms)}
        yield from ((term, known[term.text]) for term in section.terms)


def _merge_parts(ours: tuple[P, ...], theirs: tuple[P, ...]) -> tuple[P, ...]:
    """Sections of the same language, or terms of the same text, become one; what is new is added."""
    parts = list(ours)
    places = {_name(part): at for at, part in reversed(list(enumerate(parts)))}
    for part in theirs:
        at = places.setdefault(_name(part), len(parts))
        if at == len(parts):
            parts.append(_admitted(part) if isinstance(part, Term) else part)
        elif isinstance(part, Term):
            parts[at] = _merge_fields(parts[at], part)
        else:
            terms = _merge_parts(parts[at].terms, part.terms)
            parts[at] = replace(_merge_fields(parts[at], part), terms=terms)
    return tuple(parts)


def _name(part: LanguageSection | Term) -> str:
    return part.text if isinstance(part, Term) else part.lang


def _admitted(term: Term) -> Term:
    """A term that comes to a known concept: one preferred term is enough, and that is ours."""
    is_preferred = term.administrative_status is AdministrativeStatus.PREFERRED
    return replace(term, administrative_status=AdministrativeStatus.ADMITTED) if is_preferred else term


def _merge_fields(ours: Q, theirs: Q) -> Q:
    """Ours with what theirs adds, field by field, as the description of the fields says."""
    changed: dict[str, Any] = {}
    takes_verdict = not isinstance(ours, Term) or _takes_verdict(ours, theirs)
    for each in contents_of(type(ours)):
        old, new = getattr(ours, each.name), getattr(theirs, each.name)
        if new in (old, each.default):
            continue
        if each.joining is Joining.UNION:
            changed[each.name] = old + tuple(item for item in new if item not in old)
        elif each.joining is Joining.FILL or (each.joining is Joining.VERDICT and takes_verdict):
            changed[each.name] = new if old == each.default else old
    return replace(ours, **changed) if changed else ours


def _takes_verdict(ours: Term, theirs: Term) -> bool:
    """True if theirs can complete our verdict on a term: there is none yet, or both avoid the term."""
    if ours.administrative_status is None and not ours.is_forbidden:
        return True
    return _is_avoided(ours) and _is_avoided(theirs)


def _is_avoided(term: Term) -> bool:
    return term.is_forbidden or term.administrative_status in (
        AdministrativeStatus.DEPRECATED,
        AdministrativeStatus.SUPERSEDED,
    )
