"""Which store is meant, and opening it filled. On the look-up path: cheap imports only."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from igglossary.errors import StoreError
from igglossary.messages import _
from igglossary.store import open_store, utc_now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from igglossary.store.contract.store import Store

STORE_NAME = "igglossary.db"


def locate_store(chosen: str | None = None) -> str:
    """The path of the store, whether it exists or not.

    ``chosen`` (``--store``), else ``$IGGLOSSARY_STORE``, else ``igglossary.db`` in this folder or its nearest parent
    that has one, else the one in the user's data folder.

    Raises:
        StoreError: the parent's belongs to somebody else, who may have laid it there.
    """
    named = chosen or os.environ.get("IGGLOSSARY_STORE")
    if named:
        return named
    here = os.getcwd()
    for folder in _with_parents(here):
        path = os.path.join(folder, STORE_NAME)
        if os.path.exists(path):
            if folder != here:
                _refuse_of_others(path)
            return path
    return os.path.join(data_folder(), STORE_NAME)


def open_filled(
    path: str, *, person: str | None = None, now: Callable[[], str] = utc_now, is_bound: bool = True
) -> Store:
    """Open the store; a new one is filled with the shipped term base, so that a look-up answers at once.

    See ``store.open_store``.

    Raises:
        StoreError: see ``store.open_store``.
    """
    if path == os.path.join(data_folder(), STORE_NAME):
        _make_data_folder()
    store = open_store(path, person=person, now=now, is_bound=is_bound)
    if store.shipped is None:
        try:
            from igglossary.workflow.shipped import fill  # once in a store's life

            fill(store)
        except BaseException:
            store.close()
            raise
    return store


def _refuse_of_others(path: str) -> None:
    """Decisions must not land in a store that somebody laid above the folder in which one happens to work."""
    if hasattr(os, "getuid") and os.stat(path).st_uid != os.getuid():  # Windows has other means
        raise StoreError(
            _("this store in a parent folder belongs to another user."),
            where=path,
            hint=_("If it is the right one, name it with --store or $IGGLOSSARY_STORE."),
        )


def _with_parents(folder: str) -> Iterator[str]:
    while True:
        yield folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return
        folder = parent


def _make_data_folder() -> None:
    """Only our own folder is made; one that the user named and that is missing may be a disk that is not there."""
    with suppress(OSError):  # opening says what is wrong
        os.makedirs(data_folder(), exist_ok=True)


def data_folder() -> str:
    """The folder of this user's own data, whether it exists or not."""
    if sys.platform.startswith("linux"):  # what platformdirs does, without its import on the look-up path
        base = os.environ.get("XDG_DATA_HOME") or os.path.join(os.path.expanduser("~"), ".local", "share")
        return os.path.join(base, "igglossary")
    from platformdirs import user_data_dir  # other systems have rules of their own

    return user_data_dir("igglossary", appauthor=False)
