"""StarDict dictionaries (.ifo, .idx, .dict; format 2.4.2) for GoldenDict and its like; written only."""

from __future__ import annotations

import os
import struct
from typing import TYPE_CHECKING, Final

from igglossary.errors import UsageError
from igglossary.formats.files import write_bytes
from igglossary.formats.report import Tally
from igglossary.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from os import PathLike

    from igglossary.formats.report import ExportReport
    from igglossary.model import Concept, LanguageSection, Term

_MAX_WORD: Final = 255
"""Bytes of a headword (StarDict, doc/DICTFILE_FORMAT)."""
_SHOWN: Final = frozenset({"subject_field", "definitions", "notes", "collocations"})
_SHOWN_OF_A_TERM: Final = frozenset(
    {"part_of_speech", "gender", "administrative_status", "is_forbidden", "register", "regions"}
)
"""What an article says in words."""


def write_stardict(
    path: str | PathLike[str],
    concepts: Iterable[Concept],
    *,
    languages: Sequence[str] = (),
    name: str = "igglossary",
) -> ExportReport:
    """Write a dictionary in which every term of the given languages (all by default) is a headword.

    Args:
        path: The ``.ifo`` file; the ``.idx`` and ``.dict`` are written beside it.
        concepts: The entries.
        languages: The languages to take up.
        name: The title that the dictionary program shows.

    Raises:
        OutputError: a file cannot be written.
        UsageError: the path does not end in ``.ifo``.
    """
    stem, ending = os.path.splitext(os.fspath(path))
    if ending != ".ifo":
        raise UsageError(_("A StarDict dictionary is named by its .ifo file."))
    tally = Tally()
    articles: dict[bytes, list[str]] = {}
    for concept in concepts:
        tally.written += 1
        _take(concept, languages, articles, tally)
    index, data = bytearray(), bytearray()
    for word in sorted(articles, key=lambda word: (word.lower(), word)):  # bytes.lower() is ASCII's, as StarDict wants
        article = "\n\n".join(articles[word]).encode("utf-8", "replace")
        index += word + b"\0" + struct.pack(">II", len(data), len(article))
        data += article
    info = (
        "StarDict's dict ifo file\nversion=2.4.2\n"
        f"wordcount={len(articles)}\nidxfilesize={len(index)}\nbookname={' '.join(name.split())}\nsametypesequence=m\n"
    )
    write_bytes(stem + ".dict", bytes(data))
    write_bytes(stem + ".idx", bytes(index))
    write_bytes(os.fspath(path), info.encode("utf-8", "replace"))
    return tally.report()


def _take(concept: Concept, languages: Sequence[str], articles: dict[bytes, list[str]], tally: Tally) -> None:
    sections = [concept.section(lang) for lang in languages] if languages else list(concept.languages)
    kept = [section for section in sections if section is not None]
    tally.drop(_("ids"))
    tally.lose(concept, but=_SHOWN)
    for section in concept.languages:
        if section not in kept:
            tally.drop(_("terms in {language}").format(language=section.lang), len(section.terms))
    for section in kept:
        tally.lose(section, but={"definitions"})
        for term in section.terms:
            tally.lose(term, but=_SHOWN_OF_A_TERM)
            word = " ".join(term.text.replace("\0", " ").split()).encode("utf-8", "replace")
            if not word or len(word) > _MAX_WORD:
                tally.drop(_("terms that are empty or longer than 255 bytes"))
                continue
            articles.setdefault(word, []).append(_article(concept, section, kept))


def _article(concept: Concept, section: LanguageSection, sections: Sequence[LanguageSection]) -> str:
    lines = [f"[{concept.subject_field}]"] if concept.subject_field else []
    lines += [
        f"{other.lang}: " + "; ".join(_shown(term) for term in other.terms)
        for other in sections
        if other is not section or len(other.terms) > 1
    ]
    definitions = [*concept.definitions, *(item for part in sections for item in part.definitions)]
    lines += [item.in_one_line for item in definitions]
    lines += [" = ".join(text for _lang, text in item.texts) for item in concept.collocations]
    lines += concept.notes
    return "\n".join(lines).replace("\0", " ")


def _shown(term: Term) -> str:
    picked = (term.part_of_speech, term.gender, term.administrative_status, term.register, *term.regions)
    marks = [str(mark) for mark in picked if mark]
    marks += ["forbidden"] if term.is_forbidden else []
    return f"{term.text} ({', '.join(marks)})" if marks else term.text
