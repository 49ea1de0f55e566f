"""English function words, and beginnings of words that no dictionary has by themselves."""

from __future__ import annotations

from igglossary.text.word_lists import word_set

FUNCTION_WORDS = word_set(
    """
    the a an of to and or but not no with from by in on at for as is are was were be been being has have had will
    would shall should can could may might must do does did this that these those it its he she they we you i his
    her their our your which who whom what when where why how if than then there all any some more most other such
    only own same so into between through during before after about against under over both each few nor too very
    """
)

FIRST_ELEMENTS = word_set("cyber multi multistakeholder inter trans mega micro macro nano euro bio electro crypto")
"""They make new words with other words and stand alone only in young ones."""

PLURAL_ONLY = word_set(
    """
    affairs analytics arms athletics clothes customs data dynamics economics electronics ethics goods graphics
    headquarters logistics mathematics means media metadata metrics nations news people physics politics premises
    proceedings proceeds robotics savings series software species statistics tactics thanks trousers
    """
)
"""Nouns that keep their form as a base form."""
