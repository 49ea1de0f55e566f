"""Word lists of languages without a folder."""

from __future__ import annotations

from igglossary.text.word_lists import word_set

NEVER = word_set(
    "mr mme dr prof st nr no núm n.º art vol cf p pp pág págs sr sra sres ing av fig max min tel арт гл см напр стр т п"
)
"""Abbreviations that never end a sentence."""
SOMETIMES = word_set("etc inc ltd др пр г гг")
"""Abbreviations that may end a sentence."""
OPENERS = word_set(
    """
    A El La Los Las Lo En Es Se No Por Para Con Si Il Gli Le I Un Una Uno Per Non Nel Nella Questo Questa Esta Este
    O Os As Em De Het Een Dit Deze In Er Op Это Этот Эта Эти В На Он Она Они Мы Но И Однако The This That It
    """
)
"""Words that open sentences."""
FUNCTION_WORDS = {
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
"""By language: what names it beside its neighbours."""
