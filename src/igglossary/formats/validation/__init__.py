"""``validate``: whether anybody's TMX or TBX is what the standards say, offline, by rules of our own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from igglossary.errors import UnsupportedInputError
from igglossary.formats.kinds import kind_of
from igglossary.messages import _

if TYPE_CHECKING:
    from os import PathLike

    from igglossary.errors import Problem


def validate_file(path: str | PathLike[str]) -> list[Problem]:
    """Everything that is wrong with a TMX (1.1 to 1.4) or TBX (v2, v3), with lines.

    Structure, attributes, values, ids and targets, languages, dates, and that the file is well-formed. A Remark in
    the list is no error: the standard allows it, but tools stumble over it (empty segments, a language twice).

    Raises:
        InputError: the file cannot be opened or is empty.
        UnsupportedInputError: it is neither TMX nor TBX.
    """
    name = os.fspath(path)
    checker = kind_of(name).checker
    if checker is not None:
        return checker(name).check()
    raise UnsupportedInputError(
        _("only TMX and TBX can be validated."), where=name, hint=_("Try: igglossary import --dry-run")
    )
