"""Give every reader broken files: anything but a clean result or an IgglossaryError is a bug.

    python -m benchmarks.fuzz --inputs 100000             every kind
    python -m benchmarks.fuzz --inputs 2000 --kind tmx    one kind
    python -m benchmarks.fuzz --kind tmx --number 4711    one input again, with its whole traceback

Input n of a kind is the same on every machine. The seeds are the small files of tests/corpus/fuzz, examples and
tests/golden, and what the program itself writes. Each kind runs in a process of its own, so that a crash of a C library
is a finding too. An input may take 10 s of CPU and 500 MB. What a reader gives must be storable: for some inputs the
whole import is done and taken back. Findings are kept in build/fuzz.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import gzip
import io
import json
import mmap
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.mutations import mutate
from igglossary.errors import IgglossaryError, Problem
from igglossary.formats import kinds as table
from igglossary.reports.reading import read_report
from igglossary.store import codec
from igglossary.store.contract.review import Change
from igglossary.store.sqlite import decisions, dump
from igglossary.store.sqlite.opening import open_store
from igglossary.workflow.importing import import_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from igglossary.store.sqlite.store import Store

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "tests" / "corpus" / "fuzz"
CPU_S = 10.0
MEMORY_BYTES = 500_000_000
DEEP = 25  # every so many inputs the whole import into a store is done, which costs ten times as much as reading
REPORTS = ("txt", "html", "docx", "odt", "md", "epub", "pdf")
TABLES = {
    "tmx": (".tmx", "*.tmx"), "tmx.gz": (".tmx.gz", "*.tmx"), "tbx": (".tbx", "*.tbx"), "csv": (".csv", "*.csv"),
    "tsv": (".tsv", "*.tsv"), "xlsx": (".xlsx", "*.csv"), "omegat": (".utf8", "*.utf8"), "utx": (".utx", "*.utx"),
    "multiterm": (".mtf.xml", "*.mtf.xml"), "po": (".po", "*.po"), "xliff": (".xlf", "*.xlf"), "qt": (".ts", "*.ts"),
    "qph": (".qph", "*.qph"), "catkeys": (".catkeys", "*.catkeys"), "mo": (".mo", "*.po"),
}  # fmt: skip
"""Kind → the ending of its files and the seeds they are made of."""
KINDS = (*TABLES, "dump", *REPORTS)


class Finding(NamedTuple):
    """One input that broke something; ``place`` tells findings apart."""

    kind: str
    number: int
    error: str
    place: str


class _OutOfTimeError(BaseException):
    """An input took too long; no reader may catch this."""


def main() -> int:
    """Break files of the chosen kinds; exit code 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--inputs", type=int, default=2000, metavar="N", help="how many a kind (default: 2000)")
    parser.add_argument("--kind", action="append", choices=KINDS, help="only this kind; may be given again")
    parser.add_argument("--start", type=int, default=0, metavar="N", help="the first number (default: 0)")
    parser.add_argument("--number", type=int, help="only this input of one kind, with its traceback")
    arguments = parser.parse_args()
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if arguments.number is not None:
        return _once(arguments.kind[0], arguments.number)
    found: list[Finding] = []
    for kind in arguments.kind or KINDS:
        began = time.process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        fresh = list(fuzz(kind, range(arguments.start, arguments.start + arguments.inputs)))
        found += fresh
        spent = time.process_time() + resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - began
        places = len({finding.place for finding in fresh})
        print(
            f"{kind}: {arguments.inputs} inputs, {len(fresh)} findings in {places} places, {spent:.1f} s CPU",
            flush=True,
        )
    for finding in {finding.place: finding for finding in reversed(found)}.values():
        print(f"{finding.kind} {finding.number}: {finding.error}\n    {finding.place}")
    return bool(found)


def fuzz(kind: str, numbers: range) -> Iterator[Finding]:
    """Break the inputs with these numbers in a child process; another one goes on after a crash."""
    progress = mmap.mmap(-1, 8)
    start = numbers.start
    while start < numbers.stop:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            with os.fdopen(writer, "w", encoding="utf-8") as lines:
                _work(kind, range(start, numbers.stop), progress, lines)
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader, encoding="utf-8") as lines:
            for line in lines:
                yield Finding(*json.loads(line))
        status = os.waitpid(child, 0)[1]
        if status == 0:
            return
        number = int.from_bytes(progress[:8], "little")
        _keep(kind, number, broken(kind, number, load_seeds(kind)))
        how = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else f"exit {status >> 8}"
        yield Finding(kind, number, f"the process died: {how}", f"{kind}: {how}")
        start = number + 1


def broken(kind: str, number: int, seeds: tuple[bytes, ...]) -> bytes:
    """Input ``number`` of a kind."""
    return mutate(seeds, random.Random(f"{kind} {number}"))


def load_seeds(kind: str) -> tuple[bytes, ...]:
    """The sound files that a kind's inputs are made of."""
    if kind in REPORTS:
        small = [CORPUS / "report.txt"] if kind in ("txt", "md") else []
        return tuple(path.read_bytes() for path in (*small, ROOT / "examples" / f"sample-report.{kind}"))
    if kind == "dump":
        return (_a_dump(),)
    pattern = TABLES[kind][1]
    golden = ROOT / "tests" / "golden"
    sound = [path.read_bytes() for folder in (CORPUS, golden) for path in sorted(folder.glob(pattern))]
    made = {"tmx.gz": gzip.compress, "mo": _as_mo, "xlsx": _as_xlsx}.get(kind)
    return tuple(sound if made is None else [made(data) for data in sound])


def _as_mo(data: bytes) -> bytes:
    import polib

    result: bytes = polib.pofile(data.decode()).to_binary()
    return result


def _as_xlsx(data: bytes) -> bytes:
    import csv

    import openpyxl

    book = openpyxl.Workbook()
    delimiter = ";" if b";" in data.splitlines()[0] else ","
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=delimiter):
        book.active.append([f"'{cell}" if cell.startswith("=") else cell for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _a_dump() -> bytes:
    with tempfile.TemporaryDirectory() as folder, open_store(os.path.join(folder, "seed.db"), now=_clock) as store:
        for name in ("memory.tmx", "terms-v2.tbx"):
            import_file(store, CORPUS / name)
        version = decisions.version(store, "concept", "c1")
        decisions.decide(store, [Change("concept", "c1", "delete", {"is_deleted": 1}, version)])
        return "".join(f"{line}\n" for line in dump.dump(store)).encode()


def _clock() -> str:
    return "2026-01-02T03:04:05Z"


def _work(kind: str, numbers: range, progress: mmap.mmap, lines: io.TextIOBase) -> None:
    """What the child does: every input, each under guard; a finding is a line of JSON."""
    seeds = load_seeds(kind)
    with _trial(kind) as attempt:
        _limit()
        for number in numbers:
            progress[:8] = number.to_bytes(8, "little")
            data = broken(kind, number, seeds)
            finding = _judge(kind, number, data, attempt)
            if finding is not None:
                _keep(kind, number, data)
                lines.write(json.dumps(finding) + "\n")
                lines.flush()


def _judge(kind: str, number: int, data: bytes, attempt: Callable[[int, bytes], None]) -> Finding | None:
    signal.setitimer(signal.ITIMER_PROF, CPU_S)
    try:
        attempt(number, data)
    except IgglossaryError as error:
        if not str(error.message).strip():
            return Finding(kind, number, f"no sentence: {error!r}", "errors.py")
    except (Exception, _OutOfTimeError) as error:  # noqa: BLE001  # whatever comes out here is what we look for
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if "igglossary" in frame.filename]
        last = (ours or frames)[-1]
        return Finding(
            kind,
            number,
            f"{type(error).__name__}: {error}"[:300],
            f"{Path(last.filename).name}:{last.lineno} {last.line}",
        )
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return None


@contextlib.contextmanager
def _trial(kind: str) -> Iterator[Callable[[int, bytes], None]]:
    """A function that tries one input: (number, bytes)."""
    ending = f".{kind}" if kind in REPORTS else ".jsonl" if kind == "dump" else TABLES[kind][0]
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with (
        tempfile.TemporaryDirectory(dir=memory) as folder,
        open_store(os.path.join(folder, "fuzz.db"), now=_clock) as store,
    ):
        path = os.path.join(folder, f"broken{ending}")

        def attempt(number: int, data: bytes) -> None:
            with open(path, "wb") as file:
                file.write(data)
            if kind in REPORTS:
                document, problems = read_report(path)
                _must_be_storable(document, *problems)
            elif kind == "dump" or number % DEEP == 0:
                _import(store, path)
            else:
                _read(path)

        yield attempt


def _read(path: str) -> None:
    read = table.kind_of(path).read
    assert read is not None, "every kind here has a reader"
    nameless = path.endswith((".mo", ".catkeys"))  # these do not say their languages
    for item in read(path, languages=("en", "de")) if nameless else read(path):
        _must_be_storable(item)


def _must_be_storable(*values: object) -> None:
    """No lone surrogates, and a problem is a sentence."""
    for value in values:
        if isinstance(value, Problem):
            assert str(value.message).strip(), "a problem has a sentence"
            str(value).encode()
        else:
            codec.dumps(value).encode()


class _TakeBackError(Exception):
    """Ends a transaction whose work is not wanted."""


def _import(store: Store, path: str) -> None:
    with contextlib.suppress(_TakeBackError), store.transaction():
        report = import_file(store, path)
        # a unit of several targets becomes several
        assert report.read <= report.added + report.changed + report.unchanged + report.skipped, f"lost: {report}"
        raise _TakeBackError


def _limit() -> None:
    """From here on an input that takes too long or too much is an exception."""

    def stop(_signal: int, _frame: object) -> None:
        raise _OutOfTimeError(f"more than {CPU_S} s of CPU")

    signal.signal(signal.SIGPROF, stop)
    gc.collect()
    with open("/proc/self/statm", encoding="ascii") as statm:
        size = int(statm.read().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + MEMORY_BYTES, resource.RLIM_INFINITY))


def _keep(kind: str, number: int, data: bytes) -> None:
    folder = ROOT / "build" / "fuzz"
    folder.mkdir(parents=True, exist_ok=True)
    ending = f".{kind}" if kind in REPORTS else ".jsonl" if kind == "dump" else TABLES[kind][0]
    (folder / f"{kind}-{number}{ending}").write_bytes(data)


def _once(kind: str, number: int) -> int:
    """One input in this process."""
    with _trial(kind) as attempt:
        try:
            attempt(number, broken(kind, number, load_seeds(kind)))
        except IgglossaryError as error:
            print(error)
    return 0


if __name__ == "__main__":
    sys.exit(main())
