"""German, English or neither: the language of a quotation or another short string (``design/language.md`` §4)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from igglossary.text.lexicon import is_known
from igglossary.text.word_lists import word_set

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_MAX_WORDS = 300  # a longer text has long been decided
_FOREIGN_LETTERS = frozenset("áàâãåæçéèêëíìîïıñóòôõøœúùûýÿąćčďęěğłńňőřśšşťůűźżžțșđ")
_GERMAN_LETTERS = frozenset("äöüß")
_STOP_DE = word_set(
    """
    in der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine mit von vom zu zum
    zur im am an auf aus bei beim bis durch für gegen nach ohne seit über um unter vor wegen zwischen ist sind war
    waren wird werden wurde wurden hat haben hatte hatten sein seine seiner ihre ihren ihrer es er sie wir ich man
    sich auch als wie dass daß wenn weil ob noch nur schon sehr mehr diese dieser dieses diesen diesem jede jeder
    kann können muss müssen soll sollen sowie bzw so da dort hier dabei damit
    """
)
_STOP_EN = word_set(
    """
    the a an of to and or but not no with from by in on at for as is are was were be been being has have had will
    would shall should can could may might must do does did this that these those it its he she they we you i his
    her their our your which who whom what when where why how if than then there all any some more most other such
    only own same so into between through during before after about against under over both each few nor too very
    """
)
# Function words of neighbours that a lexicon of German and English takes for its own words.
_STOP_OTHER = word_set(
    """
    le la les du de l'internet el los las del y una il lo gli che della dello dei degli nel nello no os dos das
    nos do em um uma het een van voor och att är ett på för med af og til skal se w na i przez ve bir bu et est
    sunt ad un une au aux sur dans pour par pas ou où con por para se su más det de
    """
)


def detect_language(text: str) -> str:
    """``de``, ``en`` or ``und`` (ISO 639-2 for undetermined: another language, or too little to tell).

    Function words count twice, words of only one lexicon once; other scripts and letters of neither language speak
    against both. Measured on ``shared/language/langid`` in tests/quality. Cost grows with the first 300 words only.
    """
    if not _is_latin(text):
        return "und"
    words = [match.group() for match in _iter_words(text)]
    if not words:
        return "und"
    german = english = foreign = known_german = known_english = 0.0
    for word in words:
        de, en, other = _votes(word)
        known_german += de > 0
        known_english += en > 0
        german, english, foreign = german + de, english + en, foreign + other
    best, known = (german, known_german) if german >= english else (english, known_english)
    # Below half of known words it is a third language (§4 of the design); equal votes say nothing.
    if german == english or known < 0.5 * len(words) or 2 * foreign > best:
        return "und"
    return "de" if german > english else "en"


def _iter_words(text: str) -> list[re.Match[str]]:
    words: list[re.Match[str]] = []
    for match in _WORD.finditer(text):
        words.append(match)
        if len(words) == _MAX_WORDS:
            break
    return words


@lru_cache(maxsize=20_000)
def _votes(word: str) -> tuple[float, float, float]:
    """(German, English, foreign) votes of one word."""
    low = word.lower()
    letters = set(low)
    german = english = foreign = 0.0
    if low in _STOP_DE:
        german += 2.0
    if low in _STOP_EN:
        english += 2.0
    if not german and not english:
        german += _is_word(word, "de")
        english += _is_word(word, "en")
        if letters & _GERMAN_LETTERS:
            german += 0.5
            english = 0.0
        if german and english and word[:1].islower() and len(word) > 3:
            english += 0.25  # a German noun would be capitalised
    if low in _STOP_OTHER:
        if low not in _STOP_DE and low not in _STOP_EN:
            return 0.0, 0.0, 2.0
        foreign += 1.0
    if letters & _FOREIGN_LETTERS:
        foreign += 2.0
    return german, english, foreign


def _is_word(word: str, lang: str) -> float:
    if is_known(word, lang):
        return 1.0
    for part in re.split(r"['’]", word)[:1]:
        if part != word and is_known(part, lang):
            return 1.0
    if lang == "de" and len(word) >= 8:
        # A compound: some tail is a noun and the head a word; enough for a vote, no analysis.
        for cut in range(4, len(word) - 3):
            if is_known(word[cut:].capitalize(), "de") and _is_head(word[:cut]):
                return 0.75
    return 0.0


def _is_head(head: str) -> bool:
    return is_known(head, "de") or (head.endswith("s") and is_known(head[:-1], "de")) or head.lower() in _PREFIXOIDS


_PREFIXOIDS = word_set("cyber multi online digital internet inter anti mega mikro tele")


def _is_latin(text: str) -> bool:
    letters = [c for c in text[:2000] if c.isalpha()]
    latin = sum(c < "\u0250" or unicodedata.name(c, "").startswith("LATIN") for c in letters)
    return bool(letters) and latin * 2 > len(letters)
