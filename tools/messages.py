"""The program's words: collect them from the source, compile the German ones, or check that nothing is missing.

python tools/messages.py            update locale/de/LC_MESSAGES/igglossary.po, compile the .mo
python tools/messages.py --check    fail if a message is new, untranslated, doubtful or not compiled
"""

from __future__ import annotations

import ast
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import polib

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "igglossary"
CATALOGUE = SOURCE / "locale" / "de" / "LC_MESSAGES" / "igglossary.po"
# argparse asks for these through our translation (cli/main.py); they stand in no source file of ours.
ARGPARSE = (
    "usage: ", "positional arguments", "options", "show this help message and exit", "required: %s",
    "the following arguments are required: %s", "unrecognized arguments: %s", "expected one argument",
    "expected at least one argument", "argument %(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)", "invalid %(type)s value: %(value)r",
    "ambiguous option: %(option)s could match %(matches)s", "not allowed with argument %s", "subcommands",
    "one of the arguments %s is required", "ignored explicit argument %r", "%(prog)s: error: %(message)s\n",
    ("expected %s argument", "expected %s arguments"),
)  # fmt: skip


def extract() -> Iterator[tuple[str, str | None, str]]:
    """(message, plural or None, file) of every translatable string."""
    for path in sorted(SOURCE.rglob("*.py"), key=str):
        file = path.relative_to(SOURCE).as_posix()
        for message, plural in _calls(path.read_text(encoding="utf-8")):
            yield message, plural, file
    for wanted in ARGPARSE:
        message, plural = wanted if isinstance(wanted, tuple) else (wanted, None)
        yield message, plural, "argparse"


def _calls(source: str) -> list[tuple[str, str | None]]:
    """The texts of ``_("…")`` and ``ngettext("…", "…", n)`` in their order, those inside f-strings too."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
            count = 1 if node.func.id == "_" else 2
            texts = [argument.value for argument in node.args[:count] if isinstance(argument, ast.Constant)]
            if len(texts) == count and all(texts):
                place = (node.lineno, node.col_offset)
                found.append((place, str(texts[0]), str(texts[1]) if count > 1 else None))
    return [(message, plural) for _place, message, plural in sorted(found)]


def updated() -> polib.POFile:
    """The catalogue with every message of the source, translations kept, unused ones gone."""
    known = {entry.msgid: entry for entry in polib.pofile(str(CATALOGUE))} if CATALOGUE.exists() else {}
    fresh = polib.POFile(wrapwidth=100)
    fresh.metadata = {
        "Project-Id-Version": "igglossary",
        "Language": "de",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    entries: dict[str, polib.POEntry] = {}
    for message, plural, file in extract():
        if message not in entries:
            old = known.get(message)
            entry = polib.POEntry(msgid=message, msgstr="" if old is None else old.msgstr)
            if plural is not None:
                entry.msgid_plural = plural
                entry.msgstr_plural = {0: "", 1: ""} if old is None or not old.msgstr_plural else old.msgstr_plural
            if "{" in message:
                entry.flags.append("python-brace-format")
            entries[message] = entry
            fresh.append(entry)
        if (file, "") not in entries[message].occurrences:
            entries[message].occurrences.append((file, ""))
    return fresh


def complaints(fresh: polib.POFile) -> list[str]:
    """What is wrong with the committed catalogue."""
    found = []
    if not CATALOGUE.exists() or CATALOGUE.read_text(encoding="utf-8") != str(fresh) + "\n":
        found.append("the catalogue is not up to date")
    found += [f"not translated: {entry.msgid!r}" for entry in fresh.untranslated_entries()]
    found += [f"other placeholders: {entry.msgid!r}" for entry in fresh if not _same_placeholders(entry)]
    compiled = CATALOGUE.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != binary(fresh):
        found.append("the compiled catalogue is not up to date")
    return found


def binary(catalogue: polib.POFile) -> bytes:
    """The bytes of the compiled catalogue."""
    return bytes(BytesIO(catalogue.to_binary()).getvalue())


def _same_placeholders(entry: polib.POEntry) -> bool:
    import string

    def names(text: str) -> set[str]:
        return {name or "" for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}

    if "python-brace-format" not in entry.flags:
        return True
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    return all(names(text) <= names(entry.msgid) | names(entry.msgid_plural or "") for text in texts)


def main(arguments: list[str]) -> int:
    """Update or check."""
    fresh = updated()
    if "--check" in arguments:
        found = complaints(fresh)
        print("\n".join(found[:40]) or "messages: up to date and translated")
        return bool(found)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(str(fresh) + "\n", encoding="utf-8")
    CATALOGUE.with_suffix(".mo").write_bytes(binary(fresh))
    print(f"{len(fresh)} messages, {len(fresh.untranslated_entries())} not translated")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
