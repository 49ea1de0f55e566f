"""Adding a large file to the memory with two processes: one reads and prepares units, the other writes them.

Reading, tokenising and coding cost as much CPU as writing (docs/memory.md), so two cores halve the time.
"""

from __future__ import annotations

import gc
import marshal
import os
import pickle  # of Problems and their subclasses, which marshal does not take
import signal
import threading
from contextlib import contextmanager, suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn

from igglossary import errors
from igglossary.errors import IgglossaryError, Problem, StoreError
from igglossary.messages import _
from igglossary.store.contract.memory import Batch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from igglossary.model import TranslationUnit
    from igglossary.store.contract.memory import AddCounts, Memory
    from igglossary.store.contract.store import Store


def add_from_file(
    store: Store,
    items: Iterable[TranslationUnit | Problem],
    document: int,
    *,
    on_problem: Callable[[Problem], None],
    progress: Callable[[int], None] | None = None,
    is_large: bool = False,
) -> AddCounts:
    """``store.units.add_units`` for what a reader of a file yields.

    Args:
        store: An open store.
        items: Units, and Problems of units that could not be read.
        document: Id of the row of ``document``.
        on_problem: Takes the Problems as they come.
        progress: Is told how many units have been written so far.
        is_large: Read in a second process (over about 20,000 units that is faster), where the system can fork and no
            other thread runs. ``items`` is then used up in that process: its state here stays as it was.

    Raises:
        IgglossaryError: what the reader raises; what was written before stays.
    """
    can_fork = hasattr(os, "fork") and threading.active_count() == 1 and (os.cpu_count() or 1) > 1
    memory = store.memory
    writer = memory.writer(document)
    done = 0
    with _no_collector():
        batches = _from_child(memory, items) if is_large and can_fork else _batches(memory, items)
        for rows, words, tags, units, account in batches:
            problems, skipped = pickle.loads(account) if account else ((), {})  # noqa: S301  # our own, or our child's
            for problem in problems:
                on_problem(problem)
            writer.counts.units += units
            writer.counts.skipped.update(skipped)
            writer.write_batch(Batch(rows, words, tags))
            done += len(rows)
            if progress is not None:
                progress(done)
    return writer.finish()


@contextmanager
def _no_collector() -> Iterator[None]:
    """Units and rows hold no cycles; to look for them costs 8 % of an import, here and in the child."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


_Sent = tuple[list[Any], list[tuple[str, str]], list[tuple[str, int]], int, bytes]
"""(the fields of a ``Batch``, units, pickled problems and skipped by reason): what marshal takes."""


def _batches(memory: Memory, items: Iterable[TranslationUnit | Problem]) -> Iterator[_Sent]:
    preparer = memory.preparer()
    iterator = iter(items)
    while chunk := list(islice(iterator, memory.batch_units)):
        units = [item for item in chunk if not isinstance(item, Problem)]
        problems = [item for item in chunk if isinstance(item, Problem)]
        batch, skipped = preparer.prepare(units)
        account = pickle.dumps((problems, skipped)) if problems or skipped else b""
        yield *batch, len(units), account


def _from_child(memory: Memory, items: Iterable[TranslationUnit | Problem]) -> Iterator[_Sent]:
    """``_batches`` made in another process, with one batch on its way while another is written."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _run_child(memory, items, writing)
    os.close(writing)
    is_over = False
    try:
        with open(reading, "rb") as pipe:
            while True:
                message = _receive(pipe)
                if message is None:
                    raise StoreError(_("the process that reads the file ended too early."))
                if isinstance(message, str):
                    break
                if isinstance(message, dict):
                    raise _error(message)
                yield message
        is_over = True
    finally:
        if not is_over:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _run_child(memory: Memory, items: Iterable[TranslationUnit | Problem], writing: int) -> NoReturn:
    """Send the batches and leave without touching the parent's database connection."""
    status = 1
    try:
        with open(writing, "wb") as pipe:
            try:
                for batch in _batches(memory, items):
                    _send(pipe, batch)
                _send(pipe, "end")
            except IgglossaryError as error:
                said = pickle.dumps((error.message, error.where, error.hint))
                _send(pipe, {"class": type(error).__name__, "said": said})
        status = 0
    except (KeyboardInterrupt, BrokenPipeError):
        pass  # the parent has stopped or will
    finally:
        os._exit(status)  # no clean-up: what is open belongs to the parent


def _send(pipe: BinaryIO, message: Any) -> None:
    data = marshal.dumps(message)
    pipe.write(len(data).to_bytes(8, "big"))
    pipe.write(data)
    pipe.flush()


def _receive(pipe: BinaryIO) -> Any:
    """The next message, None if the other side is gone."""
    head = pipe.read(8)
    size = int.from_bytes(head, "big")
    data = pipe.read(size)
    if len(head) < 8 or len(data) < size:
        return None
    return marshal.loads(data)  # noqa: S302  # from our own child, plain values only


def _error(facts: dict[str, Any]) -> IgglossaryError:
    """The child's error as an error of this process."""
    kind = getattr(errors, facts["class"])
    message, where, hint = pickle.loads(facts["said"])  # noqa: S301  # from our own child
    error: IgglossaryError = kind(message, where=where, hint=hint)
    return error
