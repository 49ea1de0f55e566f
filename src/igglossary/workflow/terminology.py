"""The compiled term base of a store, kept with it, and what is done with it: ``annotate`` and ``check``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.errors import InputError, Problem, UnsupportedInputError
from igglossary.formats import table
from igglossary.i18n import _
from igglossary.model import Concept, Status, TermKind, TranslationUnit
from igglossary.store import compiled, concepts
from igglossary.terms.checking import check_units
from igglossary.terms.compiled import CompiledTermBase, TermEntry, compile_term_base
from igglossary.terms.recognition import recognise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from igglossary.store.connection import Store
    from igglossary.terms.checking import Finding
    from igglossary.terms.recognition import TermHit


def load_term_base(store: Store, lang: str) -> CompiledTermBase:
    """The approved terms of a language, compiled; from the store's cache unless the term base has changed since."""
    primary = lang.partition("-")[0].lower()
    made_from = compiled.fingerprint(store)
    cached = compiled.load(store, primary)
    if cached is not None:
        try:
            return CompiledTermBase.from_bytes(cached)
        except InputError:  # another version made it: make it anew
            pass
    base = compile_term_base(_entries(store, primary), primary)
    compiled.save(store, primary, base.to_bytes(), made_from)
    return base


def annotate(store: Store, text: str, lang: str, *, nested: bool = False) -> list[TermHit]:
    """The terms of the term base in a text; words that were new are learned for the next time."""
    made_from = compiled.fingerprint(store)
    base = load_term_base(store, lang)
    hits = recognise(text, lang, base, nested=nested)
    if base.has_learned:
        compiled.save(store, base.lang, base.to_bytes(), made_from)
    return hits


def check_file(store: Store, path: str | PathLike[str], problems: list[Problem]) -> Iterator[Finding]:
    """Findings of a bilingual file; what could not be read of it goes to ``problems``.

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
    made_from = compiled.fingerprint(store)
    bases = {lang: load_term_base(store, lang) for lang in ("de", "en")}
    known = {concept.id: concept for concept in concepts.iterate_concepts(store, statuses=[Status.APPROVED])}
    yield from check_units(_units(kind.read(path), str(path), problems), bases, known, recognise=recognise)
    for base in bases.values():
        if base.has_learned:
            compiled.save(store, base.lang, base.to_bytes(), made_from)


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
    for concept in concepts.iterate_concepts(store, statuses=[Status.APPROVED]):
        for section in concept.languages:
            if section.lang.partition("-")[0].lower() == lang:
                for term in section.terms:
                    yield TermEntry(
                        concept.id,
                        term.text,
                        lang,
                        is_acronym=term.kind is TermKind.ACRONYM,
                        is_case_sensitive=term.is_case_sensitive,
                        is_forbidden=term.is_forbidden,
                        is_untranslatable=term.is_untranslatable,
                        administrative_status=None
                        if term.administrative_status is None
                        else str(term.administrative_status),
                        use_instead=term.use_instead,
                    )
