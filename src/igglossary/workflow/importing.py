"""``import``: files of other programs into the store, with an account of everything that was in them."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
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
    """What became of one file: ``read == added + changed + unchanged + skipped``; ``reasons`` counts the skipped.

    A unit of several targets is read once and becomes one unit a target, so that the sum may be greater than ``read``.
    """

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
            count = dump.restore(target, _lines(name), where=name)
            return ImportReport(name, "dump", count, count, 0, 0, 0, {}, ())
        return _import(target, name, swap=swap, progress=progress)


def _import(store: Store, name: str, *, swap: bool, progress: Callable[[int], None] | None) -> ImportReport:
    kind = table.kind_of(name)
    if kind.read is None:
        raise UnsupportedInputError(_("this kind of file can be written, not read."), where=name)
    items = iter(kind.read(name))
    problems: list[Problem] = []
    first = next(_entries(items, problems), None)  # the file is opened here: if it is unreadable, nothing was touched
    entries: Iterator[Any] = items if first is None else chain([first], items)
    if not isinstance(first, Concept):
        entries = _in_order(entries, name, swap=swap)
    run = documents.start_run(store, "import")
    document = documents.add_file(store, run, path=os.path.abspath(name), kind=kind.name, sha256=sha256_of(name))
    if isinstance(first, Concept):
        counts, reasons = _add_concepts(store, _entries(entries, problems), document)
        read = counts.total()
    else:
        is_large = os.path.getsize(name) >= _LARGE_BYTES
        added = add_from_file(
            store, entries, document, on_problem=problems.append, progress=progress, is_large=is_large
        )
        read, reasons = added.units, Counter(added.skipped)
        counts = Counter(
            added=added.added, changed=added.changed, unchanged=added.unchanged, skipped=added.skipped.total()
        )
    documents.finish_run(store, run)
    skipped = Counter(problem.message for problem in problems if isinstance(problem, Skipped))
    return ImportReport(
        name,
        kind.name,
        read=read + skipped.total(),
        added=counts["added"],
        changed=counts["changed"],
        unchanged=counts["unchanged"],
        skipped=counts["skipped"] + skipped.total(),
        reasons=dict(reasons + skipped),
        problems=tuple(problems),
    )


def _lines(name: str) -> Iterator[str]:
    """The lines of a dump; a byte that is not UTF-8 would be a letter lost."""
    try:
        with open(name, encoding="utf-8") as lines:
            yield from lines
    except UnicodeDecodeError as error:
        raise InputError(_("this is no igglossary dump: it is not in UTF-8."), where=name) from error
    except OSError as error:
        raise InputError(_("cannot be read: {reason}.").format(reason=error.strerror or error), where=name) from error


def _entries(items: Iterator[Concept | TranslationUnit | Problem], problems: list[Problem]) -> Iterator[Any]:
    """The entries of a file; its problems are kept apart."""
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item


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


def _in_order(
    items: Iterable[TranslationUnit | Problem], name: str, *, swap: bool
) -> Iterator[TranslationUnit | Problem]:
    """The units among their problems, put right if they are swapped, refused at once if they seem so."""
    iterator = iter(items)
    begun = list(islice(iterator, _SAMPLE))
    units = [item for item in begun if not isinstance(item, Problem)]
    if not swap and _seems_swapped(units):
        raise InputError(
            _("the languages seem to be swapped: what is marked {lang} looks like another language.").format(
                lang=units[0].source.lang
            ),
            where=name,
            hint=_("Try: igglossary import --swap {file}").format(file=os.path.basename(name)),
        )
    whole = chain(begun, iterator)
    return map(_swapped, whole) if swap else whole


def _swapped(item: TranslationUnit | Problem) -> TranslationUnit | Problem:
    """A unit of two languages with each text marked as the other one."""
    if isinstance(item, Problem) or len(item.variants) != 2:
        return item
    one, other = item.variants
    return replace(item, variants=(replace(one, lang=other.lang), replace(other, lang=one.lang)))


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
