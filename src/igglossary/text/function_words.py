"""Function words of German and English, and what they alone say of a text's language: without lexicon and start-up."""

from __future__ import annotations

import re

from igglossary.text.word_lists import word_set

GERMAN = word_set(
    """
    in der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine mit von vom zu zum
    zur im am an auf aus bei beim bis durch für gegen nach ohne seit über um unter vor wegen zwischen ist sind war
    waren wird werden wurde wurden hat haben hatte hatten sein seine seiner ihre ihren ihrer es er sie wir ich man
    sich auch als wie dass daß wenn weil ob noch nur schon sehr mehr diese dieser dieses diesen diesem jede jeder
    kann können muss müssen soll sollen sowie bzw so da dort hier dabei damit was wer wem wen wo wann warum welche
    welcher welches welchen uns euch ihm ihn ihnen mir mich unser unsere unseren alle allen alles viele vielen jene
    deren dessen zwar doch also denn dann wieder immer bereits gibt gilt geht macht heißt bleibt tun etwa je nun
    """
)
ENGLISH = word_set(
    """
    the a an of to and or but not no with from by in on at for as is are was were be been being has have had will
    would shall should can could may might must do does did this that these those it its he she they we you i his
    her their our your which who whom what when where why how if than then there all any some more most other such
    only own same so into between through during before after about against under over both each few nor too very
    """
)
NEIGHBOURS = word_set(
    """
    non qua sine da en op aan niet wordt bij naar zijn
    le la les du de el los las del y una il lo gli che della dello dei degli nel nello no os dos das
    nos do em um uma het een van voor och att är ett på för med af og til skal se w na i przez ve bir bu et est
    sunt ad un une au aux sur dans pour par pas ou où con por para se su más det de
    """
)
"""Of other languages, which a lexicon of German and English takes for its own words."""

_WORD = re.compile(r"[^\W\d_]+")


def language_by_function_words(text: str) -> str:
    """``de`` or ``en``, whichever has more function words in the text, ``und`` if none has.

    For whole sentences, of which many are looked at; ``text.detection`` tells more of short strings and of other
    languages, but its lexicons take 0.1 s and 35 MB.
    """
    words = _WORD.findall(text.lower())
    surplus = sum((word in GERMAN) - (word in ENGLISH) for word in words)
    return "und" if not surplus else "de" if surplus > 0 else "en"
