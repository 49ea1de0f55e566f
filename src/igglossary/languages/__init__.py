"""What is known about languages: a folder each behind one record, ``Language``; the generic one serves the rest.

Nobody outside names a folder, but alignment and mining, which are made for one pair of languages: whoever has a tag
asks ``language(tag)``. A new language is a new folder with a ``LANGUAGE`` in it, and no other file.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from igglossary.text.languages import primary

if TYPE_CHECKING:
    from igglossary.languages.record import Language

_GENERIC = "generic"


@cache
def language(tag: str) -> Language:
    """What is known about the language of a BCP 47 tag, compared by its primary subtag."""
    name = primary(tag)
    found = folders().get(name)
    if found is not None:
        return found
    from igglossary.languages.generic import Generic  # for the few languages without a folder

    return Generic(name)


@cache
def folders() -> dict[str, Language]:
    """The languages that have a folder, by primary subtag."""
    here = os.path.dirname(__file__)
    names = [name for name in sorted(os.listdir(here)) if name != _GENERIC and _is_folder(os.path.join(here, name))]
    found = [__import__(f"{__name__}.{name}", fromlist=["LANGUAGE"]).LANGUAGE for name in names]
    return {one.tag: one for one in found}


def _is_folder(path: str) -> bool:
    return os.path.isfile(os.path.join(path, "__init__.py"))
