"""The compiled term base of a store, kept with it, and what is done with it: ``annotate`` and ``check``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from threading import RLock
from typing import TYPE_CHECKING, NamedTuple

from igglossary.answers.texts import MarkedTerm
from igglossary.errors import InputError, Problem, UnsupportedInputError
from igglossary.formats import kinds as table
from igglossary.messages import _
from igglossary.model import AdministrativeStatus, Concept, Status, TranslationUnit
from igglossary.terms.checking.check import check_text, check_units
from igglossary.terms.recognition.compiled import CompiledTermBase, compile_term_base
from igglossary.terms.recognition.entries import TermEntry, term_entry
from igglossary.terms.recognition.recognise import recognise
from igglossary.text.languages import is_same_language, primary
from igglossary.workflow.lookup import translations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from os import PathLike

    from igglossary.store.contract.store import Store
    from igglossary.terms.checking.check import Finding
    from igglossary.terms.recognition.entries import TermHit


_AVOIDED = (AdministrativeStatus.DEPRECATED, AdministrativeStatus.SUPERSEDED)


class TermBases:
    """The compiled terms of a store by language, kept as long as its term base stays as it is.

    Several threads may ask, each with its own store of the same address, but one at a time (``alone``): a base learns
    while it recognises.
    """

    def __init__(self, *, keeps_learned: bool = True) -> None:
        """``keeps_learned`` False for a store that is only read: words that were learned stay in this process."""
        self.alone = RLock()
        self._keeps_learned = keeps_learned
        self._loaded: dict[str, tuple[CompiledTermBase, str]] = {}

    def load(self, store: Store, lang: str) -> CompiledTermBase:
        """The approved terms of a language; from here or from the store unless the term base has changed since."""
        language = primary(lang)
        base, made_from = self._loaded.get(language, (None, None))
        if base is None or made_from != store.terms.fingerprint():
            base, made_from = self._loaded[language] = _load(store, language)
        return base

    def keep_learned(self, store: Store) -> None:
        """Let the store remember the words that were new, for the next process."""
        for base, made_from in self._loaded.values():
            if self._keeps_learned and base.has_learned:
                store.terms.keep_compiled({base.lang: base.to_bytes()}, made_from)


def _load(store: Store, language: str) -> tuple[CompiledTermBase, str]:
    """The compiled terms of a language, and the fingerprint of the term base that they were made from."""
    data, fingerprint = store.terms.compiled(language)
    if data is not None:
        try:
            return CompiledTermBase.from_bytes(data), fingerprint
        except InputError:  # another version made it: make it anew
            pass
    base = compile_term_base(_entries(store, language), language)
    store.terms.keep_compiled({language: base.to_bytes()}, fingerprint)
    return base, fingerprint


def annotate(store: Store, bases: TermBases, text: str, lang: str, *, nested: bool = False) -> list[TermHit]:
    """The terms of the term base in a text; words that were new are learned for the next time."""
    with bases.alone:
        hits = recognise(text, lang, bases.load(store, lang), nested=nested)
        bases.keep_learned(store)
    return hits


def mark_terms(
    store: Store, bases: TermBases, text: str, lang: str, *, to: str | None = None, nested: bool = False
) -> list[MarkedTerm]:
    """``annotate``, each term with its translations, or with those into the language ``to``.

    Of several terms of one concept at the same place the first stands for all.
    """
    hits: dict[tuple[int, int, str], TermHit] = {}
    for hit in annotate(store, bases, text, lang, nested=nested):
        hits.setdefault((hit.start, hit.end, hit.concept), hit)
    known = store.terms.designations(list(dict.fromkeys(hit.concept for hit in hits.values())))
    return [
        MarkedTerm(
            hit.start,
            hit.end,
            hit.surface,
            hit.concept,
            hit.term,
            str(hit.match),
            tuple(
                one
                for one in translations(known.get(hit.concept, ()), hit.entry.lang)
                if to is None or is_same_language(one.lang, to)
            ),
            hit.is_nested,
        )
        for hit in hits.values()
    ]


def terms_beginning(store: Store, letters: str, lang: str, limit: int) -> list[str]:
    """The allowed terms of concepts in a language that begin with some letters, whatever their case, sorted."""
    begin = letters.casefold()
    ids = [
        number
        for number, text, language in store.terms.vocabulary()
        if is_same_language(language, lang) and text.casefold().startswith(begin)
    ]
    rows = store.terms.terms(ids[: 4 * limit]).values()
    allowed = {
        row.text
        for row in rows
        if row.concept is not None and not row.is_forbidden and row.administrative_status not in _AVOIDED
    }
    return sorted(allowed, key=str.casefold)[:limit]


class FilePlace(NamedTuple):
    """Where a unit stands in its file (1-based line, None where the reader does not know it), and what it says."""

    line: int | None
    unit: TranslationUnit


class CheckedFile(NamedTuple):
    """What was found in a bilingual file; ``places`` has every unit that a finding names."""

    findings: tuple[Finding, ...]
    places: Mapping[str, FilePlace]
    problems: tuple[Problem, ...]


def check_file(store: Store, bases: TermBases, path: str | PathLike[str]) -> CheckedFile:
    """Compare a bilingual file with the term base.

    Units are named by their ids, those without one by their line or number; a name is given once in a file.

    Raises:
        InputError: the file cannot be read.
        UnsupportedInputError: it holds terms, not segments.
    """
    kind = table.kind_of(path)
    if kind.read is None or kind.holds == "concepts":
        raise UnsupportedInputError(
            _("this is no bilingual file."),
            where=str(path),
            hint=_("Try a TMX, XLIFF, PO or a CSV with two segments a row."),
        )
    lines: list[int | None] = []
    items = kind.read(path, lines=lines) if kind.gives_lines else kind.read(path)
    problems: list[Problem] = []
    places: dict[str, FilePlace] = {}
    units = _named(_units(items, str(path), problems), lines, places)
    findings = check_these(store, bases, units)
    return CheckedFile(findings, {finding.unit: places[finding.unit] for finding in findings}, tuple(problems))


def check_these(store: Store, bases: TermBases, units: Iterable[TranslationUnit]) -> tuple[Finding, ...]:
    """Compare units with the term base, lazily read; see ``terms.checking.check.check_units``."""
    with bases.alone:
        loaded = {lang: bases.load(store, lang) for lang in ("de", "en")}
        findings = tuple(check_units(units, loaded, _Concepts(store)))
        bases.keep_learned(store)
    return findings


def check_prose(store: Store, bases: TermBases, text: str, lang: str) -> tuple[Finding, ...]:
    """Compare a text that is no translation with the term base; see ``terms.checking.check.check_text``."""
    with bases.alone:
        loaded = {primary(lang): bases.load(store, lang)}
        findings = tuple(check_text(text, lang, loaded, _Concepts(store)))
        bases.keep_learned(store)
    return findings


class _Concepts(Mapping[str, Concept]):
    """The approved concepts of a store by id, each read when a text names it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._read: dict[str, Concept | None] = {}

    def __getitem__(self, concept_id: str) -> Concept:
        if concept_id not in self._read:
            self._read[concept_id] = self._store.terms.concept(concept_id)
        concept = self._read[concept_id]
        if concept is None or concept.status is not Status.APPROVED:
            raise KeyError(concept_id)
        return concept

    def __iter__(self) -> Iterator[str]:
        return (concept.id for concept in self._store.terms.concepts(statuses=[Status.APPROVED]))

    def __len__(self) -> int:
        return sum(1 for _concept in self)


def _named(
    units: Iterator[TranslationUnit], lines: list[int | None], places: dict[str, FilePlace]
) -> Iterator[TranslationUnit]:
    """The units, each under a name of its own, by which its place is noted."""
    for number, unit in enumerate(units, 1):
        line = lines[number - 1] if lines else None
        plain = unit.id or str(line or number)
        name = plain
        again = 1
        while name in places:  # ids are unique in an XLIFF <file>, of which there may be several
            again += 1
            name = f"{plain}~{again}"
        places[name] = FilePlace(line, unit)
        yield replace(unit, id=name)


def _units(
    items: Iterator[Concept | TranslationUnit | Problem], where: str, problems: list[Problem]
) -> Iterator[TranslationUnit]:
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        elif isinstance(item, TranslationUnit):
            yield item
        else:
            raise UnsupportedInputError(
                _("this file holds terms, not segments."),
                where=where,
                hint=_("Try: igglossary import {file}").format(file=where),
            )


def _entries(store: Store, lang: str) -> Iterator[TermEntry]:
    for concept in store.terms.concepts(statuses=[Status.APPROVED]):
        for section in concept.languages:
            if primary(section.lang) == lang:
                for term in section.terms:
                    yield term_entry(concept.id, term, lang)
