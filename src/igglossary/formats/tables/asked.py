"""What a person says of the columns of a table: ``A=de, C=en, Erläuterung=definition, 5=ignore``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from igglossary.errors import InputError, UsageError
from igglossary.formats.tables.columns import UNKNOWN, Column, meaning
from igglossary.messages import Message, _, quoted
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Sequence

_EXAMPLE: Final = _("Try: --columns 'A=de, B=en, C=definition, Bemerkung=note, E=ignore'")
_IGNORED: Final = frozenset({"ignore", "ignored", "skip", "ignorieren", "weglassen", "-"})
_SOURCE: Final = frozenset({"source", "quelle", "ausgang", "ausgangstext", "source text"})
_MOST_LETTERS: Final = 2
"""Column ZZ is the 702nd; a longer word is a header."""


class AskedColumn(NamedTuple):
    """Which column is meant, as a person said it (letter, number or header), and what it holds."""

    where: str
    column: Column


def read_columns(text: str) -> tuple[AskedColumn, ...]:
    """What a person says of columns: pairs ``WHICH=WHAT`` with commas between.

    WHICH is the letter of a column as in a spreadsheet, its number from 1 on, or its header. WHAT is a language, for
    its terms, or what a header may be called: ``definition``, ``note``, ``gender:de``, ``status``, ``source`` and
    ``target`` of segments; ``ignore`` leaves it out.

    Raises:
        UsageError: a pair is none, or nobody knows what it says.
    """
    asked = []
    for pair in filter(str.strip, text.split(",")):
        where, mark, what = (part.strip() for part in pair.rpartition("="))
        if not (mark and where and what):
            message = _("“{pair}” does not say what a column holds.").format(pair=single_line(pair.strip())[:60])
            raise UsageError(message, hint=_EXAMPLE)
        field, lang = ("ignored", None) if what.casefold() in _IGNORED else meaning(what)
        if field == UNKNOWN:
            message = _("nobody knows what a column “{what}” holds.").format(what=single_line(what)[:60])
            raise UsageError(message, hint=_EXAMPLE)
        asked.append(AskedColumn(where, Column(field, lang, what)))
    fields = {each.column.field for each in asked}
    if "target_text" in fields:  # beside a translation, a source is no reference
        asked = [each._replace(column=_as_source(each.column)) for each in asked]
    return tuple(asked)


def _as_source(column: Column) -> Column:
    return column._replace(field="source_text") if column.header.casefold() in _SOURCE else column


def is_named_header(asked: Sequence[AskedColumn], cells: Sequence[str]) -> bool:
    """True if a row has all the headers by which a person names columns, and there is one."""
    names = [each.where for each in asked if _number(each.where) is None]
    return bool(names) and all(_at(name, cells) is not None for name in names)


def as_said(asked: Sequence[AskedColumn], columns: Sequence[Column], where: str) -> list[Column]:
    """The columns with what a person says of them.

    Raises:
        InputError: one of them is not there.
    """
    found = list(columns)
    for each in asked:
        at = _at(each.where, [column.header for column in columns])
        at = _number(each.where) if at is None else at
        if at is None or at >= len(found):
            headers = tuple(quoted(single_line(column.header)[:40]) for column in columns[:10] if column.header)
            raise InputError(
                _("There is no column “{name}”.").format(name=single_line(each.where)[:40]),
                where=where,
                hint=_("The columns are: {names}").format(names=headers) if headers else None,
            )
        found[at] = each.column._replace(header=found[at].header)
    return found


def in_words(asked: Sequence[AskedColumn]) -> Message:
    """How the columns are read."""
    shown = tuple(f"{single_line(each.where)[:40]} → {single_line(each.column.header)[:40]}" for each in asked)
    return _("As you said, the columns are read as: {columns}.").format(columns=shown)


def _at(name: str, headers: Sequence[str]) -> int | None:
    """Where a header stands."""
    folded = name.casefold()
    return next((at for at, header in enumerate(headers) if header.strip().casefold() == folded), None)


def _number(name: str) -> int | None:
    """The place of a column by its number (from 1) or letter (A); None for a header."""
    if name.isascii() and name.isdecimal() and len(name) < 5:
        return int(name) - 1 if int(name) else None
    if not (name.isascii() and name.isalpha() and len(name) <= _MOST_LETTERS):
        return None
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
