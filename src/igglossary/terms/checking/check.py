"""Check a bilingual file against the term base: missing, forbidden and inconsistent terms, and numbers.

Works in either direction: the source language is that of the unit. What a term base asks for is that a text which
names a concept names it in the translation as well, with a designation that is allowed; how often is not asked.
Terms inside a compound of the source are not asked for, since compounds are rendered freely.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from igglossary.languages.numbers import differing
from igglossary.messages import Message, _, ngettext, quoted
from igglossary.model import AdministrativeStatus, Span, TermKind, Variant
from igglossary.terms.checking.codes import compare_codes
from igglossary.terms.recognition.recognise import recognise
from igglossary.text.languages import is_same_language, primary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from igglossary.languages.numbers import Number
    from igglossary.model import Concept, Term, TranslationUnit
    from igglossary.terms.recognition.compiled import CompiledTermBase
    from igglossary.terms.recognition.entries import TermHit


class Rule(StrEnum):
    """What is checked; the values are the rule ids of SARIF and of the baseline."""

    MISSING = "missing-term"
    FORBIDDEN = "forbidden-term"
    DEPRECATED = "deprecated-term"
    INCONSISTENT = "inconsistent-term"
    TRANSLATED = "translated-name"
    CASE = "term-case"
    NUMBER = "number"
    CODE = "inline-code"


class Level(StrEnum):
    """How bad a finding is; the values are SARIF's (2.1.0 §3.27.10)."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


LEVELS = {
    Rule.MISSING: Level.WARNING,
    Rule.FORBIDDEN: Level.ERROR,
    Rule.DEPRECATED: Level.WARNING,
    Rule.INCONSISTENT: Level.NOTE,
    Rule.TRANSLATED: Level.WARNING,
    Rule.CASE: Level.WARNING,
    Rule.NUMBER: Level.WARNING,
    Rule.CODE: Level.ERROR,
}
_SHORT = (TermKind.ABBREVIATION, TermKind.ACRONYM)
_AVOIDED = (AdministrativeStatus.DEPRECATED, AdministrativeStatus.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the translator should look at.

    The spans' ``segment`` is the id of the unit; a span is None where the thing is not there. ``expected`` are the
    designations that the term base wants, preferred ones first. ``fingerprint`` stays the same when units are added,
    moved or edited elsewhere, so that known findings can be kept in a baseline.
    """

    rule: Rule
    level: Level
    unit: str
    message: Message
    source_span: Span | None = None
    target_span: Span | None = None
    concept: str | None = None
    term: str | None = None
    expected: tuple[str, ...] = ()
    fingerprint: str = ""


class _Choice(NamedTuple):
    """A translation chosen for a concept in one unit."""

    unit: str
    source: Span
    target: Span
    term: str
    text: str


@dataclass(slots=True)
class _Pair:
    """One source and one target text with their hits."""

    unit: str
    source: Variant
    target: Variant
    source_hits: Sequence[TermHit] = ()
    target_hits: Sequence[TermHit] = ()
    found: set[str] = field(default_factory=set)


def check_units(
    units: Iterable[TranslationUnit],
    bases: Mapping[str, CompiledTermBase],
    concepts: Mapping[str, Concept],
) -> Iterator[Finding]:
    """Findings of a bilingual file, lazily, in the order of its units; inconsistent choices come at the end.

    Args:
        units: Units of the file, the source variant first; untranslated ones are passed over.
        bases: Compiled term base by primary language (``de``, ``en``); a language without one is only checked for
            numbers.
        concepts: The concepts of the term base by id.
    """
    choices: dict[str, list[_Choice]] = defaultdict(list)
    seen: Counter[str] = Counter()
    for number, unit in enumerate(units, 1):
        for target in unit.variants[1:]:
            if not target.text.strip() or is_same_language(unit.source.lang, target.lang):
                continue
            pair = _Pair(unit.id or str(number), unit.source, target)
            pair.source_hits = _hits(pair.source, bases, nested=False)
            pair.target_hits = _hits(pair.target, bases, nested=True)
            for finding in _check(pair, concepts, choices):
                yield _with_fingerprint(finding, pair.source.text, seen)
    for finding, text in _inconsistent(choices):
        yield _with_fingerprint(finding, text, seen)


def check_text(
    text: str, lang: str, bases: Mapping[str, CompiledTermBase], concepts: Mapping[str, Concept]
) -> Iterator[Finding]:
    """Forbidden and deprecated terms of a text that is no translation; see ``check_units``."""
    seen: Counter[str] = Counter()
    variant = Variant(lang, text)
    pair = _Pair("1", variant, variant, target_hits=_hits(variant, bases, nested=True))
    for finding in _avoided(pair, concepts):
        yield _with_fingerprint(finding, text, seen)


def _hits(variant: Variant, bases: Mapping[str, CompiledTermBase], *, nested: bool) -> Sequence[TermHit]:
    base = bases.get(primary(variant.lang))
    return () if base is None else recognise(variant.text, variant.lang, base, nested=nested)


def _check(pair: _Pair, concepts: Mapping[str, Concept], choices: dict[str, list[_Choice]]) -> Iterator[Finding]:
    yield from _avoided(pair, concepts)
    yield from _missing(pair, concepts, choices)
    yield from _numbers(pair)
    yield from _codes(pair)


# --- forbidden and deprecated ----------------------------------------------------------------------------------------


def _avoided(pair: _Pair, concepts: Mapping[str, Concept]) -> Iterator[Finding]:
    """Forbidden and deprecated terms of the target, unless the same words are or lie in an allowed term."""
    allowed = {
        (hit.start, hit.end)
        for hit in pair.target_hits
        if (term := _term(concepts.get(hit.concept), hit, pair.target.lang)) is not None and not _is_avoided(term)
    }
    for hit in pair.target_hits:
        concept = concepts.get(hit.concept)
        term = _term(concept, hit, pair.target.lang)
        if concept is None or term is None or not _is_avoided(term) or _is_covered(hit, allowed):
            continue
        pair.found.add(hit.concept)
        expected = (term.use_instead,) if term.use_instead else _wanted(concept, pair.target.lang)
        rule = Rule.FORBIDDEN if term.is_forbidden else Rule.DEPRECATED
        message = _avoided_message(rule, hit.surface, expected)
        yield _finding(rule, pair, message, about=hit, expected=expected, is_source=False)


def _is_covered(hit: TermHit, allowed: Iterable[tuple[int, int]]) -> bool:
    return any(start <= hit.start and hit.end <= end for start, end in allowed)


def _avoided_message(rule: Rule, surface: str, expected: tuple[str, ...]) -> Message:
    if rule is Rule.FORBIDDEN:
        message = _("“{term}” is forbidden; use {expected}.") if expected else _("“{term}” is forbidden.")
    else:
        message = _("“{term}” is deprecated; use {expected}.") if expected else _("“{term}” is deprecated.")
    return message.format(term=surface, expected=_listed(expected))


def _is_avoided(term: Term) -> bool:
    return term.is_forbidden or term.administrative_status in _AVOIDED


# --- missing ---------------------------------------------------------------------------------------------------------


def _missing(pair: _Pair, concepts: Mapping[str, Concept], choices: dict[str, list[_Choice]]) -> Iterator[Finding]:
    """Concepts named in the source and not in the target; notes the choice where they are."""
    asked: set[str] = set()
    for hits in _hits_by_place(pair, concepts):
        named = {hit.concept for hit in hits}
        if named & asked:
            continue
        asked |= named
        found = next(((hit, answer) for hit in hits if (answer := _answer(pair, hit)) is not None), None)
        if found is not None:
            hit, answer = found
            term = _term(concepts[hit.concept], answer, pair.target.lang)
            if term is None or term.kind not in _SHORT:  # after the full form the short one is good style
                choices[hit.concept].append(_choice(pair, hit, answer))
        elif named.isdisjoint(pair.found):
            yield from _missing_finding(pair, hits, concepts)


def _hits_by_place(pair: _Pair, concepts: Mapping[str, Concept]) -> Iterable[list[TermHit]]:
    """The terms of the source, those of the same words together; no parts of compounds."""
    by_place: dict[tuple[int, int], list[TermHit]] = defaultdict(list)
    for hit in pair.source_hits:
        if hit.match != "compound" and hit.concept in concepts:
            by_place[hit.start, hit.end].append(hit)
    return by_place.values()


def _answer(pair: _Pair, hit: TermHit) -> TermHit | None:
    return next((other for other in pair.target_hits if other.concept == hit.concept), None)


def _missing_finding(pair: _Pair, hits: list[TermHit], concepts: Mapping[str, Concept]) -> Iterator[Finding]:
    """At most one finding for a place: of several concepts with the same words each would do."""
    hit = hits[0]
    term = _term(concepts[hit.concept], hit, pair.source.lang)
    if term is not None and term.is_untranslatable:
        yield from _translated(pair, hit)
        return
    named = [concepts[other.concept] for other in hits]
    miswritten = next((found for concept in named if (found := _miswritten(pair, concept)) is not None), None)
    if miswritten is not None:
        yield miswritten
        return
    expected = tuple(dict.fromkeys(one for concept in named for one in _wanted(concept, pair.target.lang)))
    if expected and not _is_one_there(expected, pair):
        message = _("“{term}” is not translated as the term base has it: {expected}.").format(
            term=hit.surface, expected=_listed(expected)
        )
        yield _finding(Rule.MISSING, pair, message, about=hit, expected=expected, is_source=True)


def _is_one_there(terms: Iterable[str], pair: _Pair) -> bool:
    return any(_stands(one, pair.target.text) for one in terms)


def _translated(pair: _Pair, hit: TermHit) -> Iterator[Finding]:
    """What is not to be translated and is not in the target as it is."""
    if hit.term not in pair.target.text:
        message = _("“{term}” is not to be translated and is not in the translation.").format(term=hit.term)
        yield _finding(Rule.TRANSLATED, pair, message, about=hit, expected=(hit.term,), is_source=True)


def _miswritten(pair: _Pair, concept: Concept) -> Finding | None:
    """A case-sensitive designation that stands in the target in other letters, where recognition does not take it.

    The first word of a text may be raised, and so may all of it.
    """
    text = pair.target.text
    for term in _allowed(concept, pair.target.lang):
        found = (
            re.search(rf"(?<!\w){re.escape(term.text)}(?!\w)", text, re.IGNORECASE) if term.is_case_sensitive else None
        )
        if found is None or found.group() == term.text or text.isupper():
            continue
        if found.start() == 0 and found.group() == term.text[:1].upper() + term.text[1:]:
            continue
        span = Span(pair.unit, *found.span(), found.group())
        message = _("“{surface}” is written “{term}”.").format(surface=found.group(), term=term.text)
        return Finding(
            Rule.CASE,
            LEVELS[Rule.CASE],
            pair.unit,
            message,
            target_span=span,
            concept=concept.id,
            term=term.text,
            expected=(term.text,),
        )
    return None


def _stands(term: str, text: str) -> bool:
    """True if a designation stands in the text letter for letter: a language may have no recogniser."""
    return term.lower() in text.lower()


def _allowed(concept: Concept, lang: str) -> list[Term]:
    """The terms of a language that may be used, preferred ones first."""
    section = concept.section(lang)
    terms = [term for term in section.terms if not _is_avoided(term)] if section is not None else []
    return sorted(terms, key=lambda term: term.administrative_status != AdministrativeStatus.PREFERRED)


def _wanted(concept: Concept, lang: str) -> tuple[str, ...]:
    """Allowed designations in a language, preferred ones first."""
    return tuple(dict.fromkeys(term.text for term in _allowed(concept, lang)))


def _choice(pair: _Pair, hit: TermHit, answer: TermHit) -> _Choice:
    return _Choice(pair.unit, _span(pair.unit, hit), _span(pair.unit, answer), answer.term, pair.source.text)


# --- inconsistent ----------------------------------------------------------------------------------------------------


def _inconsistent(choices: Mapping[str, list[_Choice]]) -> Iterator[tuple[Finding, str]]:
    """Units that chose another designation than most of the file; among equals the first one counts as usual."""
    for concept, made in choices.items():
        counts = Counter(one.term for one in made)
        if len(counts) < 2:
            continue
        usual, number = counts.most_common(1)[0]
        for one in made:
            if one.term == usual:
                continue
            message = ngettext(
                "“{source}” is “{target}” here and “{usual}” in {number} other unit.",
                "“{source}” is “{target}” here and “{usual}” in {number} other units.",
                number,
            ).format(source=one.source.text, target=one.target.text, usual=usual, number=number)
            finding = Finding(
                rule=Rule.INCONSISTENT,
                level=LEVELS[Rule.INCONSISTENT],
                unit=one.unit,
                message=message,
                source_span=one.source,
                target_span=one.target,
                concept=concept,
                term=one.term,
                expected=(usual,),
            )
            yield finding, one.text


# --- numbers ---------------------------------------------------------------------------------------------------------


def _numbers(pair: _Pair) -> Iterator[Finding]:
    missing, added = differing(pair.source.text, pair.source.lang, pair.target.text, pair.target.lang)
    for index in range(max(len(missing), len(added))):
        one = missing[index] if index < len(missing) else None
        other = added[index] if index < len(added) else None
        if one is not None and other is not None:
            message = _("Number {source} of the source, {target} in the translation.")
        elif one is not None:
            message = _("Number {source} is not in the translation.")
        else:
            message = _("Number {target} is not in the source.")
        yield Finding(
            Rule.NUMBER,
            LEVELS[Rule.NUMBER],
            pair.unit,
            message.format(source=one.surface if one else "", target=other.surface if other else ""),
            _number_span(pair.unit, one),
            _number_span(pair.unit, other),
            expected=(one.surface,) if one else (),
        )


# --- codes -----------------------------------------------------------------------------------------------------------


def _codes(pair: _Pair) -> Iterator[Finding]:
    """Placeholders and inline codes that the translation lacks, has too much, or has in an order that means another."""
    missing, added, is_moved = compare_codes(pair.source, pair.target)
    for code in missing:
        message = _("The code {code} is not in the translation.").format(code=quoted(code.shown))
        yield _code_finding(pair, message, Span(pair.unit, code.start, code.end, code.shown), None)
    for code in added:
        message = _("The code {code} is not in the source.").format(code=quoted(code.shown))
        yield _code_finding(pair, message, None, Span(pair.unit, code.start, code.end, code.shown))
    if is_moved:
        yield _code_finding(pair, _("Placeholders without a number stand in another order than in the source."))


def _code_finding(
    pair: _Pair, message: Message, source_span: Span | None = None, target_span: Span | None = None
) -> Finding:
    return Finding(Rule.CODE, LEVELS[Rule.CODE], pair.unit, message, source_span, target_span)


# --- shared ----------------------------------------------------------------------------------------------------------


def _term(concept: Concept | None, hit: TermHit, lang: str) -> Term | None:
    section = concept.section(lang) if concept is not None else None
    return next((term for term in section.terms if term.text == hit.term), None) if section is not None else None


def _finding(
    rule: Rule,
    pair: _Pair,
    message: Message,
    *,
    about: TermHit,
    expected: tuple[str, ...],
    is_source: bool,
) -> Finding:
    """A finding about a hit in the source or in the target."""
    span = _span(pair.unit, about)
    return Finding(
        rule,
        LEVELS[rule],
        pair.unit,
        message,
        span if is_source else None,
        None if is_source else span,
        about.concept,
        about.term,
        expected,
    )


def _span(unit: str, hit: TermHit) -> Span:
    return Span(unit, hit.start, hit.end, hit.surface)


def _number_span(unit: str, number: Number | None) -> Span | None:
    return None if number is None else Span(unit, number.start, number.end, number.surface)


def _listed(terms: Sequence[str]) -> tuple[Message, ...]:
    return tuple(quoted(term) for term in terms[:3])


def _with_fingerprint(finding: Finding, source_text: str, seen: Counter[str]) -> Finding:
    """Rule, concept, source text and the words in question; the same thing in a repeated segment gets a number."""
    words = [span.text for span in (finding.source_span, finding.target_span) if span is not None]
    facts = "\x1f".join([finding.rule, finding.concept or "", source_text, *words])
    seen[facts] += 1
    digest = hashlib.sha256(f"{facts}\x1f{seen[facts]}".encode(errors="surrogatepass")).hexdigest()
    return replace(finding, fingerprint=digest[:16])


def baseline_lines(findings: Iterable[Finding]) -> list[str]:
    """Lines of a baseline file, sorted: fingerprint, tab, rule, tab, message in English (the fingerprint counts)."""
    return sorted(f"{one.fingerprint}\t{one.rule}\t{' '.join(str(one.message).split())}" for one in findings)


def read_baseline(lines: Iterable[str]) -> frozenset[str]:
    """Fingerprints of a baseline file; empty lines and those that begin with # are passed over."""
    return frozenset(line.split("\t")[0].strip() for line in lines if line.strip() and not line.startswith("#"))
