"""Language tags (BCP 47, RFC 5646) as far as translation files need them."""

from __future__ import annotations

import re

_TAG = r"[A-Za-z]{1,8}(?:[-_][A-Za-z0-9]{1,8})*\Z"  # a text: most look-ups need none


def normalise_tag(tag: str) -> str:
    """``EN_us`` → ``en-US``, ``DE`` → ``de``, ``zh-hant-tw`` → ``zh-Hant-TW`` (RFC 5646 §2.1.1 casing).

    Raises:
        ValueError: the tag is empty or not built like a language tag.
    """
    tag = tag.strip()
    if not re.match(_TAG, tag):
        raise ValueError(tag)
    parts = re.split(r"[-_]", tag)
    result = [parts[0].lower()]
    for part in parts[1:]:
        if len(part) == 4 and part.isalpha():
            result.append(part.title())
        elif len(part) == 2 and part.isalpha():
            result.append(part.upper())
        else:
            result.append(part.lower())
    return "-".join(result)


def primary(tag: str) -> str:
    """The primary language subtag in lower case: ``de-AT`` → ``de``."""
    return tag.replace("_", "-").partition("-")[0].lower()


def is_same_language(one: str, other: str) -> bool:
    """True if both tags have the same primary language, so that ``de`` finds ``de-DE`` and back."""
    return primary(one) == primary(other)
