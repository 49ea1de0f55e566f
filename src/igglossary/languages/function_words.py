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
OTHERS = {
    "fr": word_set(
        """
        le la les un une des du de au aux et ou où mais est sont était sera a ont avait il elle ils elles on nous vous
        je ne pas plus que qui quoi dont ce cette ces cet son sa ses leur leurs notre nos votre dans sur pour par avec
        sans sous entre vers chez comme si tout tous toute toutes même aussi très bien être avoir fait faut peut doit
        """
    ),
    "es": word_set(
        """
        el la los las un una unos unas del al de y o u pero es son era será ha han había hay él ella ellos yo nos no sí
        más que quien cual cuyo este esta estos estas ese esa esto su sus nuestro en sobre para por con sin entre hacia
        como si todo todos toda todas mismo también muy bien ser estar está están tiene puede debe cuando donde
        """
    ),
    "it": word_set(
        """
        il lo la i gli le un uno una del dello della dei degli delle al allo alla ai agli alle dal dalla nel nella nei
        sul sulla di da in con su per tra fra e ed o ma è sono era sarà ha hanno aveva non più che chi cui questo questa
        questi quello suo sua suoi loro nostro come se tutto tutti tutta anche molto bene essere avere può deve si ci
        """
    ),
    "pt": word_set(
        """
        o a os as um uma do da dos das no na nos nas ao à aos às pelo pela de em por para com sem e ou mas é são
        era será foi há tem têm não mais que quem este esta esse isso isto seu sua seus nosso como se todo todos toda
        tudo também muito bem ser estar está pode deve quando onde só
        """
    ),
    "nl": word_set(
        """
        de het een en of maar is zijn was waren wordt worden heeft hebben had niet geen meer dat die wie wat dit hij
        deze haar zij wij ik van in op aan voor met door over uit bij naar om te tot als ook zeer goed kan moet zal
        er hun ons
        """
    ),
    "la": word_set(
        """
        et in est non ad cum per quod qui quae ut sed si ex de ab esse sunt sum ergo nec neque aut vel atque ac hoc haec
        hic ille ipse nulla nullum nullus sine pro inter quam enim autem igitur licet omnis omnia res rerum iure legem
        lege homo hominum pacta sunt sibi se suum ante post contra
        """
    ),
}
"""By language: words that name a language of Western Europe that is neither German nor English."""

_WORD = re.compile(r"[^\W\d_]+")


def language_by_function_words(text: str) -> str:
    """``de`` or ``en``, whichever has more function words in the text, ``und`` if none has.

    For whole sentences, of which many are looked at; ``languages.detection`` tells more of short strings and of other
    languages, but its lexicons take 0.1 s and 35 MB.
    """
    words = _WORD.findall(text.lower())
    surplus = sum((word in GERMAN) - (word in ENGLISH) for word in words)
    return "und" if not surplus else "de" if surplus > 0 else "en"
