"""``import``: files of other programs into the store, with an account of everything that was in them."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from contextlib import contextmanager
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from igglossary.errors import InputError, Problem, UnsupportedInputError
from igglossary.formats import table
from igglossary.formats.report import Skipped
from igglossary.i18n import _
from igglossary.memory.importing import add_from_file
from igglossary.model import Concept
from igglossary.store import concepts, documents, dump
from igglossary.store.connection import open_store
from igglossary.store.maintenance import backup
from igglossary.text.detection import detect_language
from igglossary.text.languages import primary
from igglossary.workflow.hashing import sha256_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from igglossary.model import TranslationUnit
    from igglossary.store.connection import Store

_SAMPLE = 200  # units whose languages are looked at: 20 ms, and a swapped file is swapped from its start
_LARGE_BYTES = 8_000_000  # about 20,000 units: from there on a second process pays
_MIN_WORDS = 4  # shorter segments are often names


class ImportReport(NamedTuple):
    """What became of one file: ``read == added + changed + unchanged + skipped``; ``reasons`` counts the skipped."""

    file: str
    format: str
    read: int
    added: int
    changed: int
    unchanged: int
    skipped: int
    reasons: Mapping[str, int]
    problems: tuple[Problem, ...]


def import_file(
    store: Store,
    path: str | os.PathLike[str],
    *,
    dry_run: bool = False,
    swap: bool = False,
    progress: Callable[[int], None] | None = None,
) -> ImportReport:
    """Bring one file into the store; the same file again changes nothing.

    Args:
        store: Where to.
        path: A file of any kind in ``formats.table``, or a dump (``.jsonl``) for a new store.
        dry_run: Do it in a copy of the store that is thrown away, and report.
        swap: The file has its two languages the wrong way round; put them right.
        progress: Is told how many units were read.

    Raises:
        InputError: the file cannot be read, or its languages are swapped; nothing was stored.
        StoreError: the store cannot be written.
    """
    name = os.fspath(path)
    with _copy_of(store) if dry_run else _itself(store) as target:
        if name.endswith(".jsonl"):
            with open(name, encoding="utf-8", errors="replace") as lines:
                count = dump.restore(target, lines, where=name)
            return ImportReport(name, "dump", count, count, 0, 0, 0, {}, ())
        return _import(target, name, swap=swap, progress=progress)


def _import(store: Store, name: str, *, swap: bool, progress: Callable[[int], None] | None) -> ImportReport:
    kind = table.kind_of(name)
    if kind.read is None:
        raise UnsupportedInputError(_("this kind of file can be written, not read."), where=name)
    sorted_out = _Sorter(kind.read(name))
    first = next(sorted_out, None)  # the file is opened here: if it is unreadable, nothing was touched
    run = documents.start_run(store, "import")
    document = documents.add_file(store, run, path=os.path.abspath(name), kind=kind.name, sha256=sha256_of(name))
    entries = chain([] if first is None else [first], sorted_out)
    if isinstance(first, Concept):
        counts, reasons = _add_concepts(store, entries, document)
    else:
        is_large = os.path.getsize(name) >= _LARGE_BYTES
        units = _telling(_in_order(entries, name, swap=swap), sorted_out)
        counts, reasons = _add_units(store, units, document, sorted_out, progress, is_large=is_large)
    documents.finish_run(store, run)
    skipped = Counter(problem.message for problem in sorted_out.problems if isinstance(problem, Skipped))
    reasons += skipped
    return ImportReport(
        name,
        kind.name,
        read=sorted_out.count + skipped.total() or counts.total() + skipped.total(),
        added=counts["added"],
        changed=counts["changed"],
        unchanged=counts["unchanged"],
        skipped=counts["skipped"] + skipped.total(),
        reasons=dict(reasons),
        problems=tuple(sorted_out.problems),
    )


class _Sorter:
    """The entries of a file, counted; its problems kept apart."""

    def __init__(self, items: Iterable[Concept | TranslationUnit | Problem]) -> None:
        self._items = iter(items)
        self.problems: list[Problem] = []
        self.count = 0

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        for item in self._items:
            if not isinstance(item, Problem):
                self.count += 1
                return item
            self.problems.append(item)
        raise StopIteration


def _add_concepts(store: Store, entries: Iterable[Concept], document: int) -> tuple[Counter[str], Counter[str]]:
    reasons = {
        "no_terms": _("no terms"),
        "deleted": _("deleted here by a person"),
        "rejected": _("rejected here by a person"),
    }
    outcomes = list(concepts.add_concepts(store, entries, document=document))
    return (
        Counter(outcome.result for outcome in outcomes),
        Counter(reasons[outcome.reason] for outcome in outcomes if outcome.result == "skipped"),
    )


def _add_units(
    store: Store,
    entries: Iterable[TranslationUnit | Problem],
    document: int,
    sorted_out: _Sorter,
    progress: Callable[[int], None] | None,
    *,
    is_large: bool,
) -> tuple[Counter[str], Counter[str]]:
    problems: list[Problem] = []
    added = add_from_file(store, entries, document, on_problem=problems.append, progress=progress, is_large=is_large)
    # a large file was read in another process: what it counted there came with the units
    sorted_out.problems, sorted_out.count = problems, added.units
    counts = Counter(added=added.added, changed=added.changed, unchanged=added.unchanged, skipped=added.skipped.total())
    return counts, Counter(added.skipped)


def _telling(entries: Iterable[TranslationUnit], sorted_out: _Sorter) -> Iterator[TranslationUnit | Problem]:
    """The units with the Problems that were met on the way, so that both come out of another process."""
    told = 0
    for entry in entries:
        yield entry
        yield from sorted_out.problems[told:]
        told = len(sorted_out.problems)
    yield from sorted_out.problems[told:]


def _in_order(entries: Iterable[TranslationUnit], name: str, *, swap: bool) -> Iterator[TranslationUnit]:
    """The units, put right if they are swapped, refused if they seem so."""
    iterator = iter(entries)
    sample = list(islice(iterator, _SAMPLE))
    if not swap and _seems_swapped(sample):
        raise InputError(
            _("the languages seem to be swapped: what is marked {lang} looks like another language.").format(
                lang=sample[0].source.lang
            ),
            where=name,
            hint=_("Try: igglossary import --swap {file}").format(file=os.path.basename(name)),
        )
    yield from chain(sample, iterator)


def _seems_swapped(sample: list[TranslationUnit]) -> bool:
    """True if most longer German and English segments are in the language of the other side."""
    right = wrong = 0
    for unit in sample:
        if {primary(variant.lang) for variant in unit.variants} == {"de", "en"}:
            for variant in unit.variants:
                if len(variant.text.split()) >= _MIN_WORDS:
                    found = detect_language(variant.text)
                    right += found == primary(variant.lang)
                    wrong += found in ("de", "en") and found != primary(variant.lang)
    return wrong >= 4 and wrong > 4 * right


@contextmanager
def _itself(store: Store) -> Iterator[Store]:
    yield store


@contextmanager
def _copy_of(store: Store) -> Iterator[Store]:
    """A copy that is thrown away: a trial run never locks others out."""
    with tempfile.TemporaryDirectory(prefix="igglossary-") as folder:
        path = os.path.join(folder, "trial.db")
        backup(store, path)
        with open_store(path, person=store.person, now=store.now) as copy:
            yield copy
