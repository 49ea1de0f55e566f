"""The program's own words in English and German: stdlib gettext over ``locale/``.

``say`` puts a ``Message`` into words in any language. The screen and the command line speak one language a process,
chosen once at start; their own words go through ``_`` and ``ngettext``, which answer at once.

Source strings are English with named placeholders: ``_("read {n} units").format(n=3)``. ``ngettext`` for numbers.
Nothing here is imported that the look-up path does not need anyway (argparse imports gettext).
"""

from __future__ import annotations

import os
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations

from igglossary.messages import Count, Localized, Message, Moment

_DOMAIN_FILE = os.path.join("LC_MESSAGES", "igglossary.mo")
_FOLDER = os.path.join(os.path.dirname(__file__), "locale")
_translations: NullTranslations = NullTranslations()
_language = "en"


@lru_cache
def _catalogue(path: str) -> NullTranslations:
    """The words in a compiled catalogue; without one they are English."""
    try:
        with open(path, "rb") as file:
            return GNUTranslations(file)
    except OSError:
        return NullTranslations()


def _path(language: str) -> str:
    return os.path.join(_FOLDER, language, _DOMAIN_FILE)


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
    _translations = _catalogue(_path(_language))
    if not isinstance(_translations, GNUTranslations):
        _language = "en"


def say(message: Message | str, language: str | None = None) -> str:
    """A message in words: in ``language``, else in the one that was chosen. A text is left as it is."""
    if isinstance(message, str):
        return message
    catalogue = _translations if language is None else _catalogue(_path(language))
    if message.n is None:
        pattern = catalogue.gettext(message.pattern) if message.pattern else ""
    else:
        pattern = catalogue.ngettext(message.pattern, message.plural, message.n)
    if not message.facts:
        return pattern
    return pattern.format(**{name: _shown(fact, language) for name, fact in message.facts})


def language() -> str:
    """The language that is spoken now, ``de`` or ``en``."""
    return _language


def _(message: str) -> str:
    """The message in the chosen language."""
    return _translations.gettext(message) if message else ""


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of the message that fits the number."""
    return _translations.ngettext(singular, plural, n)


def _shown(fact: object, language: str | None) -> object:
    if isinstance(fact, Message):
        return say(fact, language)
    if isinstance(fact, tuple):
        return ", ".join(str(_shown(item, language)) for item in fact)
    if isinstance(fact, Count):
        return number(fact, language)
    if isinstance(fact, Localized):
        return fact.others.get(language or _language, fact)
    return local_time(fact) if isinstance(fact, Moment) else fact


def number(value: int, language: str | None = None) -> str:
    """A whole number as people write it: ``1 284`` (narrow no-break space) in German, ``1,284`` in English."""
    text = f"{int(value):,}"
    return text.replace(",", "\u202f") if (language or _language) == "de" else text


def score_text(value: float | None, language: str | None = None) -> str:
    """A score with two decimals and the decimal sign of the language; empty for None."""
    text = "" if value is None else f"{value:.2f}"
    return text.replace(".", ",") if (language or _language) == "de" else text


def local_time(at: str) -> str:
    """A time of the store (ISO 8601, UTC) as the person's clock shows it: ``2026-05-01 09:41:07``."""
    from datetime import datetime  # not on the look-up path

    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M:%S")


def quoted(text: object) -> str:
    """The text in the quotation marks of the chosen language."""
    return _("“{text}”").format(text=text)
