"""A bilingual or terminology file of XML as one tree, for formats whose files are small."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, cast

from igglossary.errors import InputError, os_reason
from igglossary.formats.xml import MAX_TREE_BYTES, parse_xml
from igglossary.messages import _

if TYPE_CHECKING:
    from os import PathLike

    from lxml.etree import _Element


def tree_of(path: str | PathLike[str]) -> _Element:
    """The root of a file of XML.

    Raises:
        InputError: the file cannot be read or is no well-formed XML.
        UnsafeInputError: it declares entities, or is larger than MAX_TREE_BYTES.
    """
    where = os.fspath(path)
    return parse_xml(read_bytes(path, where), where=where)


def read_bytes(path: str | PathLike[str], where: str) -> bytes:
    """A file that is wanted as a tree, or one byte more than a tree may have.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        with open(path, "rb") as file:
            return file.read(MAX_TREE_BYTES + 1)
    except OSError as error:
        raise InputError(
            _("The file cannot be read: {reason}.").format(reason=os_reason(error)), where=where
        ) from error


def line_of(element: _Element) -> int | None:
    """The line in which an element begins."""
    return cast("int | None", element.sourceline)  # the stubs do not say
