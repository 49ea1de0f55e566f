"""What bytes a file has."""

from __future__ import annotations

import hashlib
import os

from igglossary.errors import InputError, os_reason
from igglossary.formats.files import check_is_file
from igglossary.messages import _


def sha256_of(path: str | os.PathLike[str]) -> str:
    """The SHA-256 of a file's bytes, as hex.

    Raises:
        InputError: the file cannot be read.
    """
    name = os.fspath(path)
    if os.path.exists(name) and not os.path.isdir(name):
        check_is_file(name)
    try:
        with open(name, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(_("cannot be read: {reason}.").format(reason=os_reason(error)), where=name) from error
