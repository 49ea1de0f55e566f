"""How German writes numbers."""

from __future__ import annotations

from igglossary.languages.facts import NumberRules
from igglossary.languages.numerals import durations, fractions, grouped

_MONTHS = grouped(
    "januar jänner jan|februar feb|märz|april apr|mai|juni jun|juli jul|august aug|september sep sept"
    "|oktober okt|november nov|dezember dez", 1
)  # fmt: skip
RULES = NumberRules(
    decimal=",",
    words=_MONTHS
    | grouped(
        "null|ein eins eine einen einem einer eines einmal einzig erste erstes ersten erster jede jeder jedes jeden"
        "|zwei zweimal zweite zweiten zweiter zweites zweitens beide beiden paar"
        " doppelt doppelte doppelten verdoppelt verdoppelte verdoppelten verdoppeln"
        "|drei dreimal dritte dritten dritter drittes drittens drittel"
        "|vier vierte vierten vierter viertes viertel|fünf fünfte fünften fünfter fünftes fünftel"
        "|sechs sechste sechsten sechster sechstes|sieben siebte siebten siebter siebtes"
        "|acht achte achten achter achtes|neun neunte neunten neunter neuntes|zehn zehnte zehnten zehnter zehntes"
        "|elf elfte elften|zwölf zwölfte zwölften|dreizehn|vierzehn|fünfzehn|sechzehn|siebzehn|achtzehn|neunzehn"
    )
    | grouped("zwanzig|dreißig dreissig|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig", 20, 10),
    months=frozenset(_MONTHS),
    unsure=frozenset(("acht", "achte", "achten", "drittens", "viertel", "drittel", "fünftel")),
    parts={
        **dict.fromkeys(("hälfte", "halb", "halbe", "halber", "halbes", "halben", "halbem"), ("1", "2", "0.5", "50")),
        **dict.fromkeys(("viertel", "vierteln"), ("1", "4", "25", "0.25")),
        **dict.fromkeys(("drittel", "dritteln"), ("1", "3")), "dreiviertel": ("3", "4", "75", "0.75"),
        **dict.fromkeys(("anderthalb", "eineinhalb"), ("1", "1.5")), "zweieinhalb": ("2", "2.5"),
        "dreieinhalb": ("3", "3.5"), "viereinhalb": ("4", "4.5"),
    },
    scales={
        "hundert": 100, "tausend": 1000, "tsd": 1000, "dutzend": 12, "mio": 10**6, "million": 10**6,
        "millionen": 10**6, "mrd": 10**9, "milliarde": 10**9, "milliarden": 10**9, "billion": 10**12,
        "billionen": 10**12, "trillion": 10**18, "trillionen": 10**18,
    },
    joint="und",
    endings=("ste", "sten", "ster", "te", "ten", "ter", "mal", "köpfig", "jährig", "fach", "erlei", "er", "ern"),
    units=("jahr", "erjahr", "jähr", "monat", "woche", "wöch", "tag", "tägig", "stund", "minut", "punkt", "stufe",
           "stufig", "seit", "staat", "mächt", "partei", "säule", "prozent", "köpfig", "teil", "fach", "klassen",
           "schritt"),
    prefix="ver",
    fractions=fractions(
        "hälfte hälften|drittel dritteln|viertel vierteln|fünftel fünfteln|sechstel sechsteln|siebtel siebteln"
        "|achtel achteln|neuntel neunteln|zehntel zehnteln"
    ),
    durations=durations(
        month="monat monate monaten monats", quarter="quartal quartale quartalen quartals",
        half_year="halbjahr halbjahre halbjahren halbjahres", year="jahr jahre jahren jahres",
        decade="jahrzehnt jahrzehnte jahrzehnten jahrzehnts", century="jahrhundert jahrhunderte jahrhunderten",
        minute="minute minuten", hour="stunde stunden", day="tag tage tagen tages", week="woche wochen",
    ),
)  # fmt: skip  # tables read better in rows
