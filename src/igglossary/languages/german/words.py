"""German words of closed classes, and nouns that are plurals only."""

from __future__ import annotations

from igglossary.text.word_lists import word_set

FUNCTION_WORDS = word_set(
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

PLURAL_ONLY = word_set("daten eltern ferien finanzen geschwister kosten leute medien metadaten spesen unkosten")
"""Nouns without a singular, or whose singular means something else (Datum, Medium)."""
