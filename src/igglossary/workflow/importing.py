"""``import``: files of other programs into the store, with an account of everything that was in them."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from itertools import chain, zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from igglossary.errors import InputError, Problem, UnsupportedInputError, UsageError, os_reason
from igglossary.formats import kinds as table
from igglossary.formats.files import check_is_file
from igglossary.formats.omegat_folder import PROJECT, project_files
from igglossary.formats.report import Choice, Skipped
from igglossary.formats.tables.asked import read_columns
from igglossary.memory.importing import add_from_file
from igglossary.messages import Message, _, quoted
from igglossary.model import Concept, Status
from igglossary.store.contract import pair_of_candidate
from igglossary.text.normalise import shortened, storable
from igglossary.workflow.hashing import sha256_of
from igglossary.workflow.language_order import in_order
from igglossary.workflow.selection import all_concepts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from igglossary.store.contract.store import Store
    from igglossary.workflow.language_order import Entry

    RowsOf = Callable[[Concept, str, str], Iterator[tuple[str, ...]]]

_LARGE_BYTES = 8_000_000  # about 20,000 units: from there on a second process pays

_SHOWN = 60
"""Characters of a segment in the list of changes: it fits into a line of a terminal."""


class ImportSummary(NamedTuple):
    """What became of one file.

    ``holds`` tells what was in it, ``units``, ``concepts`` or (a dump) ``rows``. ``read`` counts these:
    ``added + changed + unchanged + skipped``, but that a unit with two target languages is two units here. ``reasons``
    counts the skipped.
    """

    file: str
    format: str
    read: int
    added: int
    changed: int
    unchanged: int
    skipped: int
    reasons: Mapping[Message, int]
    problems: tuple[Problem, ...]
    holds: str = "units"
    choices: tuple[Message, ...] = ()
    """How a table was understood: which column holds what."""
    changes: tuple[Message, ...] = ()
    """Each entry that was changed (of units the first thousand), with what it says now and did not before."""

    @property
    def is_empty(self) -> bool:
        """True if the file gave nothing: there was no entry in it, or none could be used."""
        return not (self.added or self.changed or self.unchanged)


def import_file(
    store: Store,
    path: str | os.PathLike[str],
    *,
    dry_run: bool = False,
    swap: bool = False,
    languages: Sequence[str] = (),
    holds: str | None = None,
    columns: str = "",
    progress: Callable[[int], None] | None = None,
) -> ImportSummary:
    """Bring one file into the store; the same file again changes nothing.

    Args:
        store: Where to.
        path: A file of any kind in ``formats.table``, or a dump (``.jsonl``) for a new store.
        dry_run: Do it in a copy of the store that is thrown away, and report.
        swap: The file has its two languages the wrong way round; put them right.
        languages: Source and target of a file that does not name its languages.
        holds: ``terms`` or ``units``, for a table that could be either.
        columns: What the columns of a table hold, whatever their headers say: ``A=de, B=en, C=definition``.
        progress: Is told how many units were read.

    Raises:
        InputError: the file cannot be read, or its languages are swapped, and nothing was stored; or it breaks in the
            middle, which the hint says: what came before may be in, and to import it again doubles nothing.
        StoreError: the store cannot be written.
    """
    name = os.fspath(path)
    check_is_file(name)
    with store.trial() if dry_run else nullcontext(store) as target:
        if name.endswith(".jsonl"):
            return _import_dump(target, name)
        return _import(target, name, swap=swap, languages=languages, holds=holds, columns=columns, progress=progress)


def files_of(name: str, languages: Sequence[str] = ()) -> list[tuple[str, Sequence[str]]]:
    """The files to import for a name, with their languages: itself, or the files of an OmegaT project folder.

    Raises:
        InputError: the project cannot be read, or there is nothing in it.
    """
    if not os.path.isfile(os.path.join(name, PROJECT)):
        return [(name, languages)]
    files, own = project_files(name)
    return [(file, languages or own) for file in files]


def _import_dump(store: Store, name: str) -> ImportSummary:
    """A dump fills a new store; that of the same store changes nothing."""
    try:
        with open(name, encoding="utf-8") as lines:
            same = _count_if_same(store, lines)
        if same is not None:
            return ImportSummary(name, "dump", same, 0, 0, same, 0, {}, (), "rows")
        with open(name, encoding="utf-8") as lines:
            count = store.upkeep.restore(lines, where=name)
    except UnicodeDecodeError as error:  # a letter replaced would be a letter lost
        raise InputError(_("this is no igglossary dump: it is not in UTF-8."), where=name) from error
    except OSError as error:
        raise InputError(_("cannot be read: {reason}.").format(reason=os_reason(error)), where=name) from error
    return ImportSummary(name, "dump", count, count, 0, 0, 0, {}, (), "rows")


def _count_if_same(store: Store, lines: Iterable[str]) -> int | None:
    """How many rows the dump has if it is that of this very store."""
    count = -1  # the first line is the head
    own = store.upkeep.dump()
    try:
        for line, mine in zip_longest(lines, own):
            if line is None or line.rstrip("\n") != mine:
                return None
            count += 1
    finally:
        own.close()  # it holds a transaction
    return count


def _import(
    store: Store,
    name: str,
    *,
    swap: bool,
    languages: Sequence[str],
    holds: str | None,
    columns: str,
    progress: Callable[[int], None] | None,
) -> ImportSummary:
    kind = table.kind_of(name)
    if kind.read is None:
        raise UnsupportedInputError(_("this kind of file can be written, not read."), where=name)
    options: dict[str, object] = {"languages": languages} if kind.takes_languages else {}
    if kind.holds == "any":
        options |= {"holds": holds, "asked": read_columns(columns)}
    elif columns:
        raise UsageError(_("--columns is for tables (CSV, TSV, XLSX) only."), where=name)
    read = kind.read(name, **options)
    items = in_order(read, name, swap=swap)
    begun = list(_through_first_entry(items))  # if the file is unreadable or swapped, nothing was touched
    begun_file = store.reports.begin_file(
        "import", path=storable(os.path.abspath(name)), format=kind.name, sha256=sha256_of(name)
    )
    document = begun_file.document
    account = _Account(name)
    with _telling_what_is_in():
        if begun and isinstance(begun[-1], Concept):
            concepts_read = account.without_problems(chain(begun, items))
            if kind.rows_of is not None:
                concepts_read = account.without_known_lines(store, concepts_read, kind.rows_of)
            if not kind.approves:
                concepts_read = map(_as_candidate, concepts_read)
            account.add_concepts(store, concepts_read, document)
        else:
            account.add_units(
                store, chain(begun, items), document, progress, is_large=os.path.getsize(name) >= _LARGE_BYTES
            )
    store.reports.finish(begun_file.run)
    return account.report(kind.name)


@contextmanager
def _telling_what_is_in() -> Iterator[None]:
    """A file is taken in chunks, so one that breaks in the middle leaves what came before: one rule for all kinds."""
    try:
        yield
    except InputError as error:
        rest = _("What came before that place may be in the store already. Mend the file and import it again.")
        error.hint = rest if error.hint is None else _("{hint} {more}").format(hint=error.hint, more=rest)
        raise


def _through_first_entry(items: Iterable[Entry | Problem]) -> Iterator[Entry | Problem]:
    """The problems before the first unit or concept, and that."""
    for item in items:
        yield item
        if not isinstance(item, Problem):
            return


class _Account:
    """What is read of a file and what becomes of it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._read = 0
        self._holds = "units"
        self._results: Counter[str] = Counter()
        self._reasons: Counter[Message] = Counter()
        self._problems: list[Problem] = []
        self._changes: list[Message] = []

    def without_problems(self, items: Iterable[Entry | Problem]) -> Iterator[Concept]:
        """The concepts, counted; the problems are kept."""
        for item in items:
            if isinstance(item, Concept):
                self._read += 1
                yield item
            elif isinstance(item, Problem):
                self._problems.append(item)

    def without_known_lines(
        self,
        store: Store,
        entries: Iterable[Concept],
        rows_of: Callable[[Concept, str, str], Iterator[tuple[str, ...]]],
    ) -> Iterator[Concept]:
        """The concepts but those that a file of this kind made from this store would have: they are no news.

        Without this, the comment of an OmegaT glossary, in which all facts are one text, would come back as a note.
        """
        known: set[tuple[str, ...]] | None = None
        for entry in entries:
            if known is None:
                pair = (entry.languages[0].lang, entry.languages[-1].lang)
                known = {row for concept in all_concepts(store) for row in rows_of(concept, *pair)}
            if (*_texts(entry), *entry.notes) in known:
                self._results["unchanged"] += 1
            else:
                yield entry

    def add_concepts(self, store: Store, entries: Iterable[Concept], document: int) -> None:
        """Bring the concepts in and count what became of them."""
        self._holds = "concepts"
        reasons = {
            "no_terms": _("no terms"),
            "deleted": _("deleted here by a person"),
            "rejected": _("rejected here by a person"),
        }
        message = _("The term base says something else of this concept, which stays: {fields}.")
        stays = _("A person took this out of the concept or wrote it anew, and it stays so: {what}.")
        for outcome in store.terms.add(entries, document=document):
            if outcome.contradicted:
                said = message.format(fields=outcome.contradicted)
                self._problems.append(Problem(self._name, said, None, outcome.concept_id))
            if outcome.gained:
                self._changes.append(_("{id}: {fields}").format(id=outcome.concept_id, fields=outcome.gained))
            if outcome.removed:
                said = stays.format(what=outcome.removed)
                self._problems.append(Problem(self._name, said, None, outcome.concept_id))
            if outcome.result == "skipped":
                self._reasons[reasons[outcome.reason]] += 1
            else:
                self._results[outcome.result] += 1

    def add_units(
        self,
        store: Store,
        items: Iterable[Any],
        document: int,
        progress: Callable[[int], None] | None,
        *,
        is_large: bool,
    ) -> None:
        """Bring the units in and count what became of them."""
        added = add_from_file(
            store, items, document, on_problem=self._problems.append, progress=progress, is_large=is_large
        )
        self._read += added.units
        self._results.update(added=added.added, changed=added.changed, unchanged=added.unchanged)
        self._reasons.update(added.skipped)
        line = _("{id}: {fields}")
        self._changes += [
            line.format(id=quoted(shortened(source, _SHOWN)), fields=gained) for source, gained in added.changes
        ]

    def report(self, kind: str) -> ImportSummary:
        """The account as it is shown; units that could not be read at all are skipped too."""
        unread = Counter(problem.message for problem in self._problems if isinstance(problem, Skipped))
        choices = tuple(problem.message for problem in self._problems if isinstance(problem, Choice))
        reasons = self._reasons + unread
        return ImportSummary(
            self._name,
            kind,
            read=self._read + unread.total(),
            added=self._results["added"],
            changed=self._results["changed"],
            unchanged=self._results["unchanged"],
            skipped=reasons.total(),
            reasons=dict(reasons),
            problems=tuple(problem for problem in self._problems if not isinstance(problem, Choice)),
            holds=self._holds,
            changes=tuple(self._changes),
            choices=choices,
        )


def _as_candidate(concept: Concept) -> Concept:
    """Our candidates are known by their ids where a format has no review status: to come back is no approval."""
    return replace(concept, status=Status.CANDIDATE) if pair_of_candidate(concept.id) is not None else concept


def _texts(concept: Concept) -> tuple[str, ...]:
    """All designations of a concept, in the order of its languages."""
    return tuple(term.text for section in concept.languages for term in section.terms)
