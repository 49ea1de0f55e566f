"""German words of closed classes, and nouns that are plurals only."""

from __future__ import annotations

from igglossary.text.word_lists import word_set

FUNCTION_WORDS = word_set(
    """
    aber alle allem allen aller alles als also am an auch auf aus bei beim bereits bis bleibt bzw da dabei dafür
    damit dann daran darauf daraus darf darin das dass davon dazu daß dem den denn der deren des dessen die dies
    diese diesem diesen dieser dieses doch dort durch dürfe dürfen ein eine einem einen einer eines einige er es
    etwa euch für gegen geht gibt gilt habe haben hat hatte hatten heißt hier hinter ich ihm ihn ihnen ihr ihre
    ihrem ihren ihrer ihres im immer in insbesondere ist je jede jeder jene jener kann kein keine konnte könne
    können könnten macht man mehr mich mir mit muss müsse müssen nach neben nicht noch nun nur ob oder ohne rund
    schon sehr sei seien sein seine seinem seinen seiner seit sich sie sind so soll solle sollen sollte sollten
    sowie tun um und uns unser unsere unseren unter viele vielen vom von vor wann war waren warum was wegen weil
    welche welchen welcher welches wem wen wenn wer werden wie wieder wir wird wo worden wurde wurden wäre würde
    würden zu zum zur zwar zwischen über
    """
)

PLURAL_ONLY = word_set("daten eltern ferien finanzen geschwister kosten leute medien metadaten spesen unkosten")
"""Nouns without a singular, or whose singular means something else (Datum, Medium)."""
