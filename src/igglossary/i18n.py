"""The program's own words in English and German: stdlib gettext over ``locale/``, chosen once at start.

Source strings are English with named placeholders: ``_("read {n} units").format(n=3)``. ``ngettext`` for numbers.
Nothing here is imported that the look-up path does not need anyway (argparse imports gettext).
"""

from __future__ import annotations

import os
from gettext import GNUTranslations, NullTranslations

_DOMAIN_FILE = os.path.join("LC_MESSAGES", "igglossary.mo")
_FOLDER = os.path.join(os.path.dirname(__file__), "locale")
_translations: NullTranslations = NullTranslations()
_language = "en"


def locale_language() -> str:
    """``de`` or ``en`` from LC_ALL, LC_MESSAGES, LANGUAGE and LANG in gettext's order; anything else is English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            chosen = os.environ.get("LANGUAGE") or value
            if value.split(".")[0] in ("C", "POSIX"):
                return "en"
            return "de" if chosen.lower().startswith("de") else "en"
    return "en"


def set_language(language: str | None) -> None:
    """Speak ``de`` or ``en`` from now on; None takes the locale's. Unknown languages fall back to English."""
    global _translations, _language
    _language = language or locale_language()
    path = os.path.join(_FOLDER, _language, _DOMAIN_FILE)
    try:
        with open(path, "rb") as file:
            _translations = GNUTranslations(file)
    except OSError:
        _language, _translations = "en", NullTranslations()


def language() -> str:
    """The language that is spoken now, ``de`` or ``en``."""
    return _language


def _(message: str) -> str:
    """The message in the chosen language."""
    return _translations.gettext(message) if message else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of the message that fits the number."""
    return _translations.ngettext(singular, plural, n)


def local_time(at: str) -> str:
    """A time of the store (ISO 8601, UTC) as the person's clock shows it: ``2026-05-01 09:41:07``."""
    from datetime import datetime  # not on the look-up path

    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M:%S")


def quoted(text: object) -> str:
    """The text in the quotation marks of the chosen language."""
    return _("“{text}”").format(text=text)
