"""The two languages of a file: are they the wrong way round, and putting them right."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from igglossary.errors import InputError, Problem
from igglossary.formats.report import Skipped
from igglossary.languages.function_words import language_by_function_words
from igglossary.messages import _
from igglossary.model import Concept, TranslationUnit
from igglossary.text.languages import primary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Entry = Concept | TranslationUnit

_SAMPLE = 200  # units whose languages are looked at: 2 ms, and a swapped file is swapped from its start
_MIN_WORDS = 4  # shorter segments are often names
_MIN_TERMS = 4  # single terms say little (Software, Server); four together are told apart surely


def in_order(items: Iterable[Entry | Problem], name: str, *, swap: bool) -> Iterator[Entry | Problem]:
    """What a reader gives of the file ``name``: exchanged with ``swap``, else refused if it seems swapped.

    Problems pass through. With ``swap`` an entry in a third language is skipped. The first 200 items are read before
    the first one is given.

    Raises:
        InputError: the languages seem to be swapped; or they shall be, and there are not two of them.
    """
    iterator = iter(items)
    sample = list(islice(iterator, _SAMPLE))
    entries = [item for item in sample if not isinstance(item, Problem)]
    if swap:
        other = _other_tags(entries, name)
        for item in chain(sample, iterator):
            yield item if isinstance(item, Problem) else _exchanged(item, other, name)
        return
    looks = _looks_swapped(entries)
    if looks is not None:
        raise InputError(
            _("the languages seem to be swapped: what is marked {marked} looks like {looks}.").format(
                marked=looks[0], looks=looks[1]
            ),
            where=name,
            hint=_("Try: igglossary import --swap {file}").format(file=name),
        )
    yield from chain(sample, iterator)


def _looks_swapped(sample: list[Entry]) -> tuple[str, str] | None:
    """(what the file says, what it looks like) if German and English are the wrong way round."""
    units = [entry for entry in sample if isinstance(entry, TranslationUnit)]
    concepts = [entry for entry in sample if isinstance(entry, Concept)]
    return _looks_swapped_units(units) if units else _looks_swapped_concepts(concepts)


def _looks_swapped_units(sample: list[TranslationUnit]) -> tuple[str, str] | None:
    """Most longer German and English segments are in the language of the other side."""
    right = wrong = 0
    for unit in sample:
        if {primary(variant.lang) for variant in unit.variants} == {"de", "en"}:
            for variant in unit.variants:
                if len(variant.text.split()) >= _MIN_WORDS:
                    found = language_by_function_words(variant.text)
                    right += found == primary(variant.lang)
                    wrong += found in ("de", "en") and found != primary(variant.lang)
    if wrong < 4 or wrong <= 4 * right:
        return None
    return ("de", "en") if primary(sample[0].source.lang) == "de" else ("en", "de")


def _looks_swapped_concepts(sample: list[Concept]) -> tuple[str, str] | None:
    """All German terms together are English, and all English ones German."""
    terms: dict[str, list[str]] = {"de": [], "en": []}
    for concept in sample:
        for section in concept.languages:
            if primary(section.lang) in terms:
                terms[primary(section.lang)] += [term.text for term in section.terms]
    if min(map(len, terms.values())) < _MIN_TERMS:
        return None
    from igglossary.languages.detection import (
        detect_language,  # only here: terms have no function words; it takes 0.1 s
    )

    found = {lang: detect_language("\n".join(texts)) for lang, texts in terms.items()}
    return ("de", "en") if found == {"de": "en", "en": "de"} else None


def _other_tags(sample: list[Entry], name: str) -> dict[str, str]:
    """Primary language → the tag of the other one."""
    tags: dict[str, str] = {}
    for entry in sample:
        for part in entry.variants if isinstance(entry, TranslationUnit) else entry.languages:
            tags.setdefault(primary(part.lang), part.lang)
    if len(tags) != 2:
        raise InputError(
            _("only two languages can be exchanged; here are: {languages}.").format(languages=", ".join(tags.values())),
            where=name,
        )
    first, second = tags
    return {first: tags[second], second: tags[first]}


def _exchanged(entry: Entry, other: Mapping[str, str], name: str) -> Entry | Problem:
    parts = entry.variants if isinstance(entry, TranslationUnit) else entry.languages
    third = next((part.lang for part in parts if primary(part.lang) not in other), None)
    if third is not None:
        message = _("a third language, {language}: only two can be exchanged")
        return Skipped(name, message.format(language=third), unit_id=entry.id)
    if isinstance(entry, TranslationUnit):
        return replace(entry, variants=tuple(replace(one, lang=other[primary(one.lang)]) for one in entry.variants))
    sections = []
    for section in entry.languages:
        lang = other[primary(section.lang)]
        sections.append(replace(section, lang=lang, terms=tuple(replace(term, lang=lang) for term in section.terms)))
    return replace(entry, languages=tuple(sections))
