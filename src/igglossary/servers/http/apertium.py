"""Apertium's interface (apertium-apy), by which OmegaT and Weblate show the best match as a machine translation.

https://wiki.apertium.org/wiki/Apertium-apy, "Usage": ``/listPairs`` and ``/translate?langpair=de|en&q=…``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.servers.http.exchange import Response, json_response
from igglossary.service.questions import LONGEST_SEGMENT
from igglossary.text.languages import primary

if TYPE_CHECKING:
    from igglossary.servers.http.exchange import Request
    from igglossary.service.desk import Desk

_LEAST_SCORE = 75
"""Weblate's own floor for a memory; a pane for machine translation shows no score, so that less would mislead."""
_THREE_LETTERS = {
    "af": "afr", "ar": "ara", "az": "aze", "be": "bel", "bg": "bul", "bn": "ben", "bs": "bos", "ca": "cat",
    "cs": "ces", "cy": "cym", "da": "dan", "de": "deu", "el": "ell", "en": "eng", "es": "spa", "et": "est",
    "eu": "eus", "fa": "fas", "fi": "fin", "fr": "fra", "ga": "gle", "gl": "glg", "he": "heb", "hi": "hin",
    "hr": "hrv", "hu": "hun", "hy": "hye", "id": "ind", "is": "isl", "it": "ita", "ja": "jpn", "ka": "kat",
    "kk": "kaz", "ko": "kor", "lb": "ltz", "lt": "lit", "lv": "lav", "mk": "mkd", "ms": "msa", "mt": "mlt",
    "nb": "nob", "nl": "nld", "nn": "nno", "no": "nor", "pl": "pol", "pt": "por", "rm": "roh", "ro": "ron",
    "ru": "rus", "sk": "slk", "sl": "slv", "sq": "sqi", "sr": "srp", "sv": "swe", "sw": "swa", "th": "tha",
    "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie", "zh": "zho",
}  # fmt: skip
"""ISO 639-1 to ISO 639-3, which Apertium speaks."""
_TWO_LETTERS = {three: two for two, three in _THREE_LETTERS.items()}


def answer(desk: Desk, request: Request) -> Response | None:
    """The answer, None if the path is none of Apertium's."""
    if request.path == ("listPairs",):
        return json_response(_pairs(desk))
    if request.path == ("translate",):
        return _translate(desk, request)
    return None


def _pairs(desk: Desk) -> dict[str, object]:
    names = [_THREE_LETTERS.get(lang, lang) for lang in desk.memory_languages()]
    pairs = [{"sourceLanguage": a, "targetLanguage": b} for a in names for b in names if a != b]
    return {"responseData": pairs, "responseDetails": None, "responseStatus": 200}


def _translate(desk: Desk, request: Request) -> Response:
    source, mark, target = request.query.get("langpair", "").partition("|")
    if not mark:
        return _refused("langpair is missing, such as de|en")
    languages = [_TWO_LETTERS.get(primary(lang), lang) for lang in (source, target)]
    if not {primary(lang) for lang in languages} <= set(desk.memory_languages()):
        return _refused("That pair is not installed")
    text = request.query.get("q", "")
    if len(text) > LONGEST_SEGMENT:
        return _refused("the text is too long for a segment")
    source, target = languages
    (found,) = desk.match(
        [text], source_lang=source, target_lang=target, threshold=_LEAST_SCORE, limit=1, with_near=False
    )
    text = found.matches[0].target if found.matches else ""
    return json_response({"responseData": {"translatedText": text}, "responseDetails": None, "responseStatus": 200})


def _refused(why: str) -> Response:
    body = {"status": "error", "code": 400, "message": "Bad Request", "explanation": why}
    return json_response(body, 400)
