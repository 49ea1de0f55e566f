"""What is installed, against constraints.txt and a list of licences: ``python tools/check_dependencies.py``, offline.

Everything that igglossary needs with all extras must be installed in exactly the version that constraints.txt names,
and its licence must allow distribution together with a program under GPL-3.0-or-later.
"""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
EXTRAS = ("all", "pdf", "xlsx", "dev")
COMPATIBLE = (
    "MIT", "MIT-0", "MIT License", "BSD", "BSD License", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Apache-2.0",
    "Apache 2.0", "Apache License 2.0", "Apache License, Version 2.0", "Apache Software License", "ISC",
    "ISC License (ISCL)",
    "PSF-2.0", "Python-2.0", "Python Software Foundation License", "Zlib", "Unlicense", "CC0-1.0", "MPL-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later",
    "GPL-2.0-or-later", "GPL-3.0-or-later", "GNU General Public License v3 or later (GPLv3+)", "LLVM-exception",
    "CNRI-Python",
)  # fmt: skip
"""SPDX identifiers, and what packages write instead. GPL-3.0 §7 and the FSF's list of compatible licences."""
READ = {
    # zlib, FreeType, ICU, libjpeg-turbo, OpenJPEG, libpng, libtiff, lcms, Abseil and the like, all permissive
    "pypdfium2": "BSD-3-Clause, Apache-2.0, dependency licenses",
    "axe-playwright-python": "",  # names none, but carries the text of MIT; axe.min.js in it is MPL-2.0
}
"""Licences that are no name of a licence, read by a person: package → what it says of itself."""


def problems() -> list[str]:
    """Everything that is wrong, a sentence each."""
    pinned = read_constraints((ROOT / "constraints.txt").read_text(encoding="utf-8"))
    needed = installed_closure("igglossary", EXTRAS)
    found = []
    for name, distribution in sorted(needed.items()):
        if distribution is None:
            found.append(f"{name} is needed and not installed")
        elif name not in pinned:
            found.append(f"{name} {distribution.version} has no version in constraints.txt")
        elif pinned[name] != distribution.version:
            found.append(f"{name}: installed is {distribution.version}, constraints.txt says {pinned[name]}")
        if distribution is not None and (fault := licence_fault(name, distribution.metadata)):
            found.append(f"{name}: {fault}")
    return found


def read_constraints(text: str) -> dict[str, str]:
    """Name → version of every line.

    Raises:
        SystemExit: a line is no exact version.
    """
    pinned: dict[str, str] = {}
    for line in text.splitlines():
        words = line.partition("#")[0].strip()
        if words:
            match = re.fullmatch(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.+!]+)(?:\s*;.*)?", words)
            if match is None:
                raise SystemExit(f"constraints.txt: {words!r} is no exact version")
            pinned[canonicalize_name(match[1])] = match[2]
    return pinned


def installed_closure(root: str, extras: tuple[str, ...]) -> dict[str, metadata.Distribution | None]:
    """Everything that a distribution needs on this system, itself left out; None for what is not installed."""
    found: dict[str, metadata.Distribution | None] = {}
    waiting = [(root, extra) for extra in ("", *extras)]
    seen = set(waiting)
    while waiting:
        name, extra = waiting.pop()
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            found[name] = None
            continue
        if name != root:
            found[name] = distribution
        for text in distribution.requires or ():
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": extra}):
                wanted = canonicalize_name(requirement.name)
                fresh = {(wanted, each) for each in ("", *requirement.extras)} - seen
                seen |= fresh
                waiting += fresh
    return {name: distribution for name, distribution in found.items() if name != root}


def licence_fault(name: str, facts: metadata.PackageMetadata) -> str:
    """What is wrong with a licence, "" for nothing."""
    if name in READ and (_field(facts, "License") or "") == READ[name]:
        return ""
    expression = _field(facts, "License-Expression")
    if expression is not None:
        licences = re.split(r"\s+(?:AND|OR|WITH)\s+|[()]", expression)
    else:
        classifiers = [text for text in facts.get_all("Classifier") or () if text.startswith("License :: ")]
        licences = [text.rpartition(" :: ")[2] for text in classifiers]
        licences = [licence for licence in licences if licence != "OSI Approved"] or [_field(facts, "License") or ""]
    licences = [licence.strip() for licence in licences if licence.strip()]
    if not licences:
        return "it names no licence"
    if " OR " in (expression or ""):
        fits = any(licence in COMPATIBLE for licence in licences)
        return "" if fits else f"the licence {expression} is not on the list"
    strange = [licence.splitlines()[0][:60] for licence in licences if licence not in COMPATIBLE]
    return f"the licence {', '.join(strange)} is not on the list" if strange else ""


def _field(facts: metadata.PackageMetadata, name: str) -> str | None:
    found = facts.get_all(name)
    return str(found[0]) if found else None


if __name__ == "__main__":
    FOUND = problems()
    print("\n".join(FOUND) or "every dependency has its version and a licence that fits")
    sys.exit(bool(FOUND))
