"""Members of the ZIP files that Word, OpenDocument and EPUB are, with bounds on what they may swell to."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from igglossary.errors import InputError, UnsafeInputError
from igglossary.formats.xml import parse_xml
from igglossary.messages import _

if TYPE_CHECKING:
    from lxml import etree

MAX_PART = 48 << 20
"""Bytes of one unpacked part; the main part of a 300-page report has 3 MB."""
MAX_TOTAL = 128 << 20
_MAX_RATIO = 200  # deflate reaches 1032; document.xml of real reports 5 to 30
_MAX_MEMBERS = 10_000


class Archive:
    """A ZIP file in memory. Nothing is written to the disk, so the names of its members cannot point anywhere."""

    def __init__(self, data: bytes, *, where: str) -> None:
        """Open it.

        Raises:
            InputError: it is damaged or cut off.
            UnsafeInputError: it has too many members.
        """
        self.where = where
        self._read_bytes = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise InputError(
                _("the file is damaged or cut off."),
                where=where,
                hint=_("Open it in the program that made it and save it again."),
            ) from error
        if len(self._zip.namelist()) > _MAX_MEMBERS:
            raise UnsafeInputError(_("the archive has too many parts."), where=where)

    def names(self) -> list[str]:
        """The names of all members."""
        return self._zip.namelist()

    def has(self, name: str) -> bool:
        """True if there is a member of this name."""
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """The bytes of one member.

        Raises:
            InputError: it is missing, damaged or encrypted.
            UnsafeInputError: it is a compression bomb.
        """
        info = self._zip.NameToInfo.get(name)
        if info is None:
            raise InputError(_("the part {name} is missing.").format(name=name), where=self.where)
        if info.flag_bits & 0x1:
            raise InputError(
                _("the file is encrypted."), where=self.where, hint=_("Save a copy without a password and read that.")
            )
        bound = min(MAX_PART, MAX_TOTAL - self._read_bytes)
        if info.file_size > bound or info.file_size > max(1 << 20, info.compress_size * _MAX_RATIO):
            raise self._bomb(name)
        try:
            with self._zip.open(info) as member:
                data = member.read(bound + 1)  # the size in the directory may be a lie
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            raise InputError(
                _("the part {name} is damaged.").format(name=name),
                where=self.where,
                hint=_("Open it in the program that made it and save it again."),
            ) from error
        if len(data) > bound:
            raise self._bomb(name)
        self._read_bytes += len(data)
        return data

    def tree(self, name: str) -> etree._Element:
        """The XML tree of one member.

        Raises:
            InputError: as ``read``, or it is not well-formed.
            UnsafeInputError: as ``read``, or it declares entities or is nested too deeply.
        """
        return parse_xml(self.read(name), where=f"{self.where} ({name})")

    def _bomb(self, name: str) -> UnsafeInputError:
        return UnsafeInputError(
            _("the part {name} unpacks to far more than a document needs.").format(name=name), where=self.where
        )
