"""A whole folder that OmegaT opens as it is: project file, memories by how far they can be trusted, glossary."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Final

from igglossary.errors import InputError, OutputError, os_reason
from igglossary.formats.files import write_bytes
from igglossary.formats.markup import escape_text
from igglossary.formats.report import ExportReport
from igglossary.formats.tables.omegat import write_omegat_glossary
from igglossary.formats.tmx import write_tmx
from igglossary.formats.trees import tree_of
from igglossary.messages import Message, _
from igglossary.model import Status
from igglossary.text.languages import normalise_tag, primary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from os import PathLike

    from igglossary.model import Concept, TranslationUnit

MEMORY: Final = os.path.join("tm", "igglossary.tmx")
CANDIDATES: Final = os.path.join("tm", "penalty-030", "igglossary-candidates.tmx")
"""OmegaT takes 30 points off what lies in a folder ``penalty-030`` (OmegaT manual, Project folder)."""
GLOSSARY: Final = os.path.join("glossary", "igglossary.utf8")
_READ: Final = (".tmx", ".tmx.gz", ".utf8", ".txt", ".tab", ".tsv", ".csv", ".tbx")
"""What OmegaT itself reads in these folders (OmegaT manual, Glossaries and Translation memories)."""
PROJECT: Final = "omegat.project"
WRITTEN: Final = (PROJECT, MEMORY, CANDIDATES, GLOSSARY)
"""What ``write_omegat_folder`` writes; the project file only where there is none."""
_SAVED: Final = os.path.join("omegat", "project_save.tmx")
_FOLDERS: Final = ("source", "target", "omegat", "dictionary", "glossary", os.path.join("tm", "penalty-030"))

_PROJECT: Final = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
    <project version="1.0">
        <source_dir>__DEFAULT__</source_dir>
        <source_dir_excludes>
            <mask>**/.svn/**</mask>
            <mask>**/.git/**</mask>
        </source_dir_excludes>
        <target_dir>__DEFAULT__</target_dir>
        <tm_dir>__DEFAULT__</tm_dir>
        <glossary_dir>__DEFAULT__</glossary_dir>
        <glossary_file>__DEFAULT__</glossary_file>
        <dictionary_dir>__DEFAULT__</dictionary_dir>
        <source_lang>{source}</source_lang>
        <target_lang>{target}</target_lang>
        <source_tok>org.omegat.tokenizer.{source_tokenizer}</source_tok>
        <target_tok>org.omegat.tokenizer.{target_tokenizer}</target_tok>
        <sentence_seg>true</sentence_seg>
        <support_default_translations>true</support_default_translations>
        <remove_tags>false</remove_tags>
        <external_command></external_command>
    </project>
</omegat>
"""
_TOKENIZERS: Final = {"de": "LuceneGermanTokenizer", "en": "LuceneEnglishTokenizer", "fr": "LuceneFrenchTokenizer"}


def write_omegat_folder(
    folder: str | PathLike[str],
    units: Iterable[TranslationUnit],
    concepts: Iterable[Concept],
    *,
    source: str = "en",
    target: str = "de",
) -> ExportReport:
    """Write or renew an OmegaT project; files of other names in it are left alone.

    Approved units go to MEMORY; candidates and comparable pairs go to CANDIDATES, where OmegaT takes 30 points off;
    rejected and deferred ones are left out and counted. An ``omegat.project`` that is there already is kept.

    Args:
        folder: Made if it is not there.
        units: The memory, once through.
        concepts: The glossary.
        source: The language that is translated from.
        target: The language that is translated into.

    Raises:
        OutputError: a file or folder cannot be written.
    """
    where = os.fspath(folder)
    _make_folders(where)
    project = os.path.join(where, PROJECT)
    if not os.path.exists(project):
        write_bytes(project, _project(source, target).encode())
    dropped: Counter[Message] = Counter()
    by_status: dict[Status, list[TranslationUnit]] = {status: [] for status in Status}
    for unit in _oriented(units, source, target, dropped):
        by_status[unit.status].append(unit)
    left_out = len(by_status[Status.REJECTED]) + len(by_status[Status.DEFERRED])
    if left_out:
        dropped[_("rejected and deferred units")] += left_out
    reports = [
        write_tmx(os.path.join(where, MEMORY), by_status[Status.APPROVED], source_language=source),
        write_tmx(os.path.join(where, CANDIDATES), by_status[Status.CANDIDATE], source_language=source),
        write_omegat_glossary(os.path.join(where, GLOSSARY), concepts, languages=(source, target)),
    ]
    for report in reports:
        dropped.update(dict(report.dropped))
    problems = tuple(problem for report in reports for problem in report.problems)
    return ExportReport(sum(report.written for report in reports), tuple(dropped.items()), problems)


def _make_folders(where: str) -> None:
    try:
        for name in _FOLDERS:
            os.makedirs(os.path.join(where, name), exist_ok=True)
    except OSError as error:
        message = _("The folder cannot be made: {reason}.").format(reason=os_reason(error))
        raise OutputError(message, where=where) from error


def project_files(folder: str | PathLike[str]) -> tuple[list[str], tuple[str, str]]:
    """What of an OmegaT project can be imported: its own memory, what lies in ``tm`` and ``glossary``; its languages.

    Raises:
        InputError: the project file cannot be read or names no languages, or nothing is there.
    """
    where = os.fspath(folder)
    root = tree_of(os.path.join(where, PROJECT))
    try:
        source, target = (normalise_tag(root.findtext(f".//{side}_lang") or "") for side in ("source", "target"))
    except ValueError:
        message = _("The project does not name its languages.")
        raise InputError(message, where=os.path.join(where, PROJECT)) from None
    saved = os.path.join(where, _SAVED)
    files = [saved] if os.path.isfile(saved) else []
    for part in ("tm", "glossary"):
        for base, _folders, names in sorted(os.walk(os.path.join(where, part))):
            files += [os.path.join(base, name) for name in sorted(names) if name.casefold().endswith(_READ)]
    if not files:
        raise InputError(_("There is no memory and no glossary in this project."), where=where)
    return files, (source, target)


def _oriented(
    units: Iterable[TranslationUnit], source: str, target: str, dropped: Counter[Message]
) -> Iterator[TranslationUnit]:
    """Units with both languages; OmegaT finds the sides by their language, so the order does not matter."""
    wanted = {primary(tag) for tag in (source, target)}
    for unit in units:
        have = {primary(variant.lang) for variant in unit.variants}
        if wanted <= have:
            yield unit
        else:
            dropped[_("units in other languages")] += 1


def _project(source: str, target: str) -> str:
    return _PROJECT.format(
        source=escape_text(source.upper()),
        target=escape_text(target.upper()),
        source_tokenizer=_TOKENIZERS.get(primary(source), "DefaultTokenizer"),
        target_tokenizer=_TOKENIZERS.get(primary(target), "DefaultTokenizer"),
    )
