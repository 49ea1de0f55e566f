"""Asks a service with Weblate's own classes; runs in a process of its own, where Weblate is on the path.

    python ask_as_weblate.py ADDRESS LANG LANG SEGMENT …

Its machinery is Weblate's as it is; the parts of Weblate that want a database and a task queue are put in its place
here, and none of them takes part in what is sent and read.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from types import ModuleType
from typing import Any

from django import forms  # type: ignore[import-untyped,import-not-found,unused-ignore]
from django.conf import settings  # type: ignore[import-untyped,import-not-found,unused-ignore]


def replace(name: str, **members: object) -> None:
    """A module of Weblate with nothing in it but these."""
    module = ModuleType(name)
    module.__dict__.update(members)
    sys.modules[name] = module


def package(name: str) -> None:
    """A package whose ``__init__`` is not run, with its own modules in it."""
    module = ModuleType(name)
    module.__path__ = [f"{folder}/{name.replace('.', '/')}" for folder in sys.path if folder.endswith("weblate")]
    sys.modules[name] = module


def prepare() -> None:
    """Django without an installation, Weblate without its models."""
    settings.configure(CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}, USE_I18N=False)
    for name in ("weblate", "weblate.utils", "weblate.machinery"):
        package(name)
    import logging

    replace("weblate.checks", __path__=[])
    replace("weblate.checks.utils", highlight_string=lambda *_words, **_options: [])
    replace("weblate.lang", __path__=[])
    replace("weblate.lang.models", Language=object, PluralMapper=object)
    replace("weblate.logger", LOGGER=logging.getLogger("weblate"))
    replace("weblate.utils.errors", report_error=lambda cause, **_more: print(cause, file=sys.stderr))
    replace("weblate.utils.forms", WeblateServiceURLField=forms.URLField)
    replace("weblate.utils.hash", calculate_dict_hash=hash, calculate_hash=hash, hash_to_checksum=str)
    replace("weblate.utils.similarity", Comparer=object)
    replace("weblate.utils.site", get_site_url=lambda url="": f"https://weblate.example{url}")
    replace("weblate.utils.version", USER_AGENT="Weblate/5.14.3")


class Tongue:
    """What the classes ask of a language."""

    def __init__(self, code: str) -> None:
        self.code = code


def ask(module: str, name: str, words: list[str]) -> dict[str, Any]:
    """What Weblate would show for each segment."""
    address, source, target, *segments = words
    service = getattr(import_module(f"weblate.machinery.{module}"), name)({"url": address})
    service.validate_settings()
    pair = service.get_languages(Tongue(source), Tongue(target))
    shown = service.download_multiple_translations(*pair, [(segment, None) for segment in segments], None, 75)
    return {"pair": list(pair), "shown": shown}


if __name__ == "__main__":
    prepare()
    print(
        json.dumps(
            {
                "tmserver": ask("tmserver", "TMServerTranslation", sys.argv[1:]),
                "apertium": ask("apertium", "ApertiumAPYTranslation", sys.argv[1:]),
            }
        )
    )
