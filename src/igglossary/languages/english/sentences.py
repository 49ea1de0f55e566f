"""Words that decide where an English sentence ends; what the lists mean says ``facts.SentenceRules``."""

from __future__ import annotations

from igglossary.languages.facts import SentenceRules
from igglossary.text.word_lists import word_set

NEVER = word_set(
    """
    adm amb approx apr arch art arts assn asst attn aug ave bldg blvd brig bros capt cf ch chap cmdr co col comdr
    cmte const cpl ct dec dept dir dist div doc dr drs ed eds eg e.g encl eq esp est ex exec feb fed fig figs fn
    fr fri ft gen gov govt hon ie i.e illus incl info intl jan jul jun lat lt maj mar max messrs min misc mon mr
    mrs ms msgr mt mtg nat natl no nos nov oct op para paras par pl pp pres pres prof prot ref refs rep reps res
    ret rev sec secs sect sen sens sep sept sgt sr st stat subsec supp supt tel thu trans treas tue univ viz vol
    vols vs wed para sec.-gen viz
    """
)
SOMETIMES = word_set(
    """
    etc al inc ltd corp jr u.s u.n u.k e.u u.s.a d.c a.m p.m b.c a.d ph.d ll.m m.a b.a b.sc m.sc m.d ibid seq ca p
    plc llc bn mn
    """
)
OPENERS = word_set(
    """
    A According After Again All Also Although Among An And Another Any Apart As At Because Before Besides Both But
    By Consequently Despite During Each Either Even Every Finally First For From Further Furthermore Given Had Has
    Have He Hence Her Here His How However I If In Indeed Instead It Its Just Later Many Meanwhile More Moreover
    Most My Neither Nevertheless No Nobody None Nor Not Nothing Now Of On Once One Only Or Other Others Our Over
    She Similarly Since So Some Still Such That The Their Then There Therefore These They This Those Though
    Through Thus To Today Under Unless Until We What When Where Whereas Whether Which While Who Why With Within
    Without Yes Yet You Your
    """
)
MONTHS = word_set(
    """
    Januar Jänner Februar März April Mai Juni Juli August September Oktober October November Dezember December Jan Feb
    Mar Apr Jun Jul Aug Sep Sept Okt Oct Nov Dez Dec
    """
)
"""Behind an ordinal with a stop, as texts about Germany have it."""
LABELS = word_set(
    """
    chapter part art article no number paragraph para section sec annex appendix clause s fn item page point sentence
    version phase stage place level platform network group § §§
    """
)
RULES = SentenceRules(NEVER, SOMETIMES, OPENERS, months=MONTHS, labels=LABELS, before_numbers=frozenset({"no", "nos"}))
