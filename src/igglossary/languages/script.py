"""The keys of a query in JavaScript (``keys.js`` here and in the folders), for pages that search without a server."""

from __future__ import annotations

import json
import os

from igglossary.languages import folders

_HERE = os.path.dirname(__file__)
_DEFAULTS = "stem: skeleton, spelling: (folded) => folded, plainWord: (word) => word"
"""As ``languages.record`` has them; the file of a folder overrides what its class overrides."""


def key_script() -> str:
    """Statements that define ``key(text)`` and ``LANGUAGES``, for ``queryKeys(query, LANGUAGES)``."""
    return f"{_read('keys.js')}\nconst LANGUAGES = [\n{''.join(_entry(tag) for tag in folders())}];\n"


def _entry(tag: str) -> str:
    record = folders()[tag]
    folder = type(record).__module__.rpartition(".")[2]
    facts = {"articles": sorted(record.articles), "elided": record.elided, "isAsked": record.is_asked}
    own = os.path.join(folder, "keys.js")
    more = f"...{_read(own).strip()}, " if os.path.exists(os.path.join(_HERE, own)) else ""
    return f"{{ {_DEFAULTS}, {more}...{json.dumps(facts, ensure_ascii=False)} }},\n"


def _read(name: str) -> str:
    with open(os.path.join(_HERE, name), encoding="utf-8") as file:
        return file.read()
