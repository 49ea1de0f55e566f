"""Names of languages in column headers: English, German and their own, and the tags that stand for them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from igglossary.text.languages import normalise_tag

_NAMES: Final = """
ar Arabic|Arabisch|العربية
bg Bulgarian|Bulgarisch|Български
bs Bosnian|Bosnisch|Bosanski
ca Catalan|Katalanisch|Català
cs Czech|Tschechisch|Čeština
cy Welsh|Walisisch|Cymraeg
da Danish|Dänisch|Dansk
de German|Deutsch|Allemand|Tedesco|Dt|Dtsch
el Greek|Griechisch|Ελληνικά
en English|Englisch|Anglais|Inglese|Engl
es Spanish|Spanisch|Español|Castellano
et Estonian|Estnisch|Eesti
eu Basque|Baskisch|Euskara
fa Persian|Persisch|Farsi|فارسی
fi Finnish|Finnisch|Suomi
fr French|Französisch|Français
ga Irish|Irisch|Gaeilge
he Hebrew|Hebräisch|עברית
hi Hindi|हिन्दी
hr Croatian|Kroatisch|Hrvatski
hu Hungarian|Ungarisch|Magyar
id Indonesian|Indonesisch|Bahasa Indonesia
is Icelandic|Isländisch|Íslenska
it Italian|Italienisch|Italiano
ja Japanese|Japanisch|日本語
ko Korean|Koreanisch|한국어
la Latin|Lateinisch|Latein
lt Lithuanian|Litauisch|Lietuvių
lv Latvian|Lettisch|Latviešu
mk Macedonian|Mazedonisch|Македонски
mt Maltese|Maltesisch|Malti
nb Norwegian|Norwegisch|Norsk|Bokmål
nl Dutch|Niederländisch|Nederlands
pl Polish|Polnisch|Polski
pt Portuguese|Portugiesisch|Português
ro Romanian|Rumänisch|Română
ru Russian|Russisch|Русский
sk Slovak|Slowakisch|Slovenčina
sl Slovenian|Slovene|Slowenisch|Slovenščina
sq Albanian|Albanisch|Shqip
sr Serbian|Serbisch|Српски|Srpski
sv Swedish|Schwedisch|Svenska
tr Turkish|Türkisch|Türkçe
uk Ukrainian|Ukrainisch|Українська
vi Vietnamese|Vietnamesisch|Tiếng Việt
zh Chinese|Chinesisch|中文
"""
_REGIONS: Final = {
    "united kingdom": "GB",
    "uk": "GB",
    "gb": "GB",
    "great britain": "GB",
    "british": "GB",
    "britisch": "GB",
    "großbritannien": "GB",
    "vereinigtes königreich": "GB",
    "united states": "US",
    "us": "US",
    "usa": "US",
    "american": "US",
    "amerikanisch": "US",
    "vereinigte staaten": "US",
    "germany": "DE",
    "deutschland": "DE",
    "austria": "AT",
    "österreich": "AT",
    "switzerland": "CH",
    "schweiz": "CH",
    "france": "FR",
    "frankreich": "FR",
    "canada": "CA",
    "kanada": "CA",
    "brazil": "BR",
    "brasilien": "BR",
    "portugal": "PT",
    "spain": "ES",
    "spanien": "ES",
    "ireland": "IE",
    "irland": "IE",
    "australia": "AU",
    "australien": "AU",
}
_REGIONS_FOLDED: Final = {name.casefold(): code for name, code in _REGIONS.items()}
_THREE: Final = {
    "deu": "de", "ger": "de", "eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "nld": "nl", "dut": "nl",
    "pol": "pl", "por": "pt", "rus": "ru", "ces": "cs", "cze": "cs", "dan": "da", "swe": "sv", "fin": "fi", "ell": "el",
    "hun": "hu", "ron": "ro", "tur": "tr", "ukr": "uk", "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko", "ara": "ar",
}  # fmt: skip
_TWO: Final = frozenset({
    "aa", "ab", "ae", "af", "ak", "am", "an", "ar", "as", "av", "ay", "az", "ba", "be", "bg", "bh", "bi", "bm", "bn",
    "bo", "br", "bs", "ca", "ce", "ch", "co", "cr", "cs", "cu", "cv", "cy", "da", "de", "dv", "dz", "ee", "el", "en",
    "eo", "es", "et", "eu", "fa", "ff", "fi", "fj", "fo", "fr", "fy", "ga", "gd", "gl", "gn", "gu", "gv", "ha", "he",
    "hi", "ho", "hr", "ht", "hu", "hy", "hz", "ia", "id", "ie", "ig", "ii", "ik", "io", "is", "it", "iu", "ja", "jv",
    "ka", "kg", "ki", "kj", "kk", "kl", "km", "kn", "ko", "kr", "ks", "ku", "kv", "kw", "ky", "la", "lb", "lg", "li",
    "ln", "lo", "lt", "lu", "lv", "mg", "mh", "mi", "mk", "ml", "mn", "mr", "ms", "mt", "my", "na", "nb", "nd", "ne",
    "ng", "nl", "nn", "no", "nr", "nv", "ny", "oc", "oj", "om", "or", "os", "pa", "pi", "pl", "ps", "pt", "qu", "rm",
    "rn", "ro", "ru", "rw", "sa", "sc", "sd", "se", "sg", "si", "sk", "sl", "sm", "sn", "so", "sq", "sr", "ss", "st",
    "su", "sv", "sw", "ta", "te", "tg", "th", "ti", "tk", "tl", "tn", "to", "tr", "ts", "tt", "tw", "ty", "ug", "uk",
    "ur", "uz", "ve", "vi", "vo", "wa", "wo", "xh", "yi", "yo", "za", "zh", "zu",
})  # fmt: skip
"""ISO 639-1."""
_TAG: Final = re.compile(
    r"[A-Za-z]{2,3}(?:[-_](?i:Arab|Armn|Beng|Cyrl|Deva|Geor|Grek|Hans|Hant|Hebr|Jpan|Kore|Latn|Mong|Thai))?"
    r"(?:[-_](?:[A-Za-z]{2}|\d{3}))?\Z"
)
"""A tag as headers have it; the scripts are named, because ``DE_Term`` is no script."""


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _NAMES.strip().splitlines():
        tag, names = line.split(" ", 1)
        for name in names.split("|"):
            found[name.casefold()] = tag
    return found


def language_of(words: str) -> str | None:
    """The language tag that a few words name, None if they name none.

    ``de`` → ``de``, ``en_gb`` → ``en-GB``, ``deu`` → ``de``, ``Englisch (UK)`` → ``en-GB``, ``deutsche`` → ``de``.
    """
    words = words.strip()
    if _TAG.match(words):
        tag = normalise_tag(words)
        first, _hyphen, rest = tag.partition("-")
        first = _THREE.get(first, first)
        if first in _TWO:
            rest = "GB" if rest == "UK" else rest
            return f"{first}-{rest}" if rest else first
    plain = " ".join(re.split(r"[\s()\[\],./_-]+", words.casefold())).strip()  # ß is ss now, here and in the tables
    return _named(plain) or _with_region(plain)


def _named(name: str) -> str | None:
    names = _by_name()
    if name in names:
        return names[name]
    for ending in ("en", "er", "es", "e"):  # “deutsche Benennung”
        if name.endswith(ending) and name[: -len(ending)] in names and len(name) > 6:
            return names[name[: -len(ending)]]
    return None


def _with_region(plain: str) -> str | None:
    words = plain.split(" ")
    for cut in range(1, len(words)):
        head, tail = " ".join(words[:cut]), " ".join(words[cut:])
        for name, region in ((head, tail), (tail, head)):
            tag = _named(name) or (name if name in _TWO else None)
            code = _REGIONS_FOLDED.get(region)
            if tag is not None and code is not None:
                return f"{tag}-{code}"
    return None


def english_name(tag: str, *, joint: str = " ") -> str:
    """``de`` → ``German``, ``en-GB`` → ``English (United Kingdom)`` or, with a joint, ``English_United_Kingdom``.

    A tag without a name is its own name.
    """
    first, _hyphen, rest = tag.partition("-")
    names = {line.split(" ", 1)[0]: line.split(" ", 1)[1].split("|")[0] for line in _NAMES.strip().splitlines()}
    if first not in names:
        return tag
    if not rest:
        return names[first]
    region = next((name.title() for name, code in _REGIONS.items() if code == rest), rest)
    return f"{names[first]} ({region})" if joint == " " else joint.join([names[first], *region.split(" ")])
