"""What can be computed again, kept in the user's cache folder: without one everything works, only slower.

``IGGLOSSARY_CACHE`` names another folder. The files are marshal's, which reads 9 MB in 10 ms, and whose bytes a person
has no reason to bring from elsewhere.
"""

from __future__ import annotations

import marshal
import os
import tempfile
from contextlib import suppress
from typing import Any


def cache_folder() -> str:
    """Where the files are; not created here."""
    chosen = os.environ.get("IGGLOSSARY_CACHE")
    if chosen:
        return chosen
    from platformdirs import user_cache_dir  # only here: the folder is needed once per process at most

    return user_cache_dir("igglossary", appauthor=False)


def load_cached(name: str) -> Any:
    """The value that was kept under a file name; None if there is none, or it cannot be read."""
    try:
        with open(os.path.join(cache_folder(), name), "rb") as file:
            return marshal.loads(file.read())  # noqa: S302  # our own file in the user's cache folder
    except (OSError, ValueError, EOFError, TypeError):
        return None


def keep(name: str, value: Any) -> None:
    """Keep a plain value under a file name, whole or not at all; a folder that cannot be written keeps nothing."""
    with suppress(OSError):
        folder = cache_folder()
        os.makedirs(folder, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                marshal.dump(value, file)
            os.replace(temporary, os.path.join(folder, name))
        except OSError:
            os.unlink(temporary)
            raise
