"""English function words, and beginnings of words that no dictionary has by themselves."""

from __future__ import annotations

from igglossary.text.word_lists import word_set

FUNCTION_WORDS = word_set(
    """
    a about after against all also an and any are as at be because been before being between both but by can could
    did do does during each few for from had has have he her here his how i if in into is it its may might more most
    must no nor not of on only or other our over own same shall she should so some still such than that the their
    them then there these they this those through to too under until us very was we were what when where which while
    who whom whose why will with would you your
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
