"""Every regular expression of the program over small repeats: twice the text, at most two and a half times the work.

The patterns are found by looking into all modules, so that a new one is tested without anybody thinking of it. Work is
time against the time of a plain scan of the same text in the same run, and only its growth is judged.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import igglossary

if TYPE_CHECKING:
    from collections.abc import Iterator

BOUNDED = {
    "igglossary.reports.imprint._VOLUME": "parts of at most 400 code points are asked",
    "igglossary.reports.imprint._ASIDES": "white space of a note is single",
    "igglossary.languages.record._ANY_ENDINGS": "60 letters of a word are asked",
    "igglossary.servers.lsp.findings._WORD_BEFORE": "80 code points before the cursor are asked",
}
"""Name of a pattern → what bounds the text that it sees."""
UNITS = (
    "a", "A", "Aa ", "1", "1 ", "1. ", "a. ", "- ", "-", ".", ". ", ", ", "; ", ": ", "(", ")", "((a", "[", "[1]", "]",
    "<", "<a ", ">", '"', "'", "„", "“", " ", "\t", "\n", "\n\n", "ab-", "https://a.b/", "a@", 'x="', "&a", "\\", "{",
    "}", "<!--", "<?a", "2. Mai ", "/", "a/", "_", "*", "`", "#", "|", "a|", "${", "«", "²", "1), ", "S. 1-2, ", "a b ",
)  # fmt: skip
SCAN = re.compile(r"\w+|\W")
STEPS = (28, 80, 400, 2400)
"""Characters: an exponential pattern is caught at 28, a quadratic one at 2,400."""
SLOW = 40
"""Times a plain scan: a linear pattern needs .1 to 8, a quadratic one 200 and more at 2,400 characters."""
GROWTH = 2.6


class Found(NamedTuple):
    name: str
    pattern: re.Pattern[Any]
    is_searched: bool
    is_full: bool = False


@lru_cache
def found() -> tuple[Found, ...]:
    """All patterns in modules of the program, also those in tables and those compiled when needed; each once."""
    patterns: dict[tuple[Any, int], Found] = {}
    for module in pkgutil.walk_packages(igglossary.__path__, "igglossary."):
        if module.name.endswith("__main__"):
            continue
        loaded = importlib.import_module(module.name)
        text = Path(str(loaded.__file__)).read_text(encoding="utf-8")
        searched = searched_names(text)
        for name, value in vars(loaded).items():
            if isinstance(value, str) and (call := re.search(rf"\bre\.(\w+)\({name}\b\)?(?:\.(\w+))?", text)):
                method = call[2] if call[1] == "compile" else call[1]
                run = Found(f"{module.name}.{name}", re.compile(value), method not in ("match", "fullmatch"))
                patterns.setdefault((value, run.pattern.flags), run)
            for pattern in inside(value, depth=0):
                is_searched = not isinstance(value, re.Pattern) or name in searched
                known = patterns.get((pattern.pattern, pattern.flags))
                if known is None or (is_searched and not known.is_searched):
                    is_full = f"{name}.fullmatch" in text or "pattern.fullmatch" in text
                    run = Found(f"{module.name}.{name}", pattern, is_searched, is_full)
                    patterns[pattern.pattern, pattern.flags] = run
    return tuple(patterns.values())


def searched_names(text: str) -> set[str]:
    """Names of a module's patterns that look for a place themselves; the others are only tried at one place."""
    text = re.sub(r"^from \S+ import (?:\([^)]*\)|.*)$", "", text, flags=re.MULTILINE)
    calls = re.findall(r"\b(\w+)\.(?:search|finditer|findall|sub|subn|split)\b", text)
    is_handed_on = re.search(r"\bpattern\.(?:search|finditer|findall|sub|subn|split)\b", text)
    handed_on = re.findall(r"[(\[,=:]\s*(_?[A-Z][A-Z_]+)\s*[,)\]}]", text) if is_handed_on else []
    return {*calls, *handed_on}


def inside(value: object, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, (tuple, list, set, frozenset)):
        for item in value:
            yield from inside(item, depth + 1)
    elif depth < 4 and isinstance(value, dict):
        for item in [*value.keys(), *value.values()]:
            yield from inside(item, depth + 1)


def units(pattern: re.Pattern[Any]) -> list[str]:
    """Repeats that any text may have, and such of the pattern's own words."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    words = dict.fromkeys(re.findall(r"[^\W\d_]{2,}", re.sub(r"\\[A-Za-z]", " ", source)))
    return [*UNITS, *(word + end for word in list(words)[:8] for end in (" ", ", "))]


def work(run: Found, unit: str, length: int) -> float:
    """Seconds for a text of that many characters, the best of two."""
    text = unit * (length // len(unit)) + "\0!"
    subject = text if isinstance(run.pattern.pattern, str) else text.encode()
    return min(once(run, subject) for _ in range(2))


def once(run: Found, subject: Any) -> float:
    start = time.perf_counter()
    if run.is_searched:
        for _match in run.pattern.finditer(subject):
            pass
    else:
        run.pattern.match(subject)
        if run.is_full:
            run.pattern.fullmatch(subject)
    return time.perf_counter() - start


@cache
def scanned(unit: str, length: int) -> float:
    return work(Found("scan", SCAN, is_searched=True), unit, length)


def grows(run: Found, unit: str) -> bool:
    """Whether the work grows faster than the text."""
    for length in STEPS:
        if work(run, unit, length) > SLOW * scanned(unit, length):
            break
    else:
        return False
    costs = [min(work(run, unit, size) for _ in range(2)) for size in (length // 4, length // 2, length)]
    return costs[1] > GROWTH * costs[0] and costs[2] > GROWTH * costs[1]


def test_patterns_are_found() -> None:
    assert len(found()) > 300
    assert sum(run.is_searched for run in found()) > 100


def test_the_test_sees_what_grows() -> None:
    quadratic = Found("quadratic", re.compile(r"\S+@\S+"), is_searched=True)
    exponential = Found("exponential", re.compile(r"(?:a|aa)+!\Z"), is_searched=False)
    assert any(grows(quadratic, "a") for _ in range(5))  # a busy machine may hide it once
    assert any(grows(exponential, "a") for _ in range(5))
    assert not grows(Found("linear", re.compile(r"(?<!\S)\S++"), is_searched=True), "a")


@pytest.mark.parametrize("part", range(8))
def test_no_pattern_grows_faster_than_the_text(part: int) -> None:
    bad = [
        (run.name, run.pattern.pattern, unit)
        for run in found()[part::8]
        if run.name not in BOUNDED
        for unit in units(run.pattern)
        if grows(run, unit)
    ]
    assert bad == []
