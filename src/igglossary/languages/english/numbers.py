"""How English writes numbers."""

from __future__ import annotations

from igglossary.languages.facts import NumberRules
from igglossary.languages.numerals import durations, fractions, grouped

_MONTHS = grouped(
    "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept"
    "|october oct|november nov|december dec", 1
)  # fmt: skip
RULES = NumberRules(
    words=_MONTHS
    | grouped(
        "zero|one a an once single first every each|two second twice both half pair double doubled doubling"
        "|three third thrice triple tripled thirds|four fourth quarter quarters quadruple quadrupled"
        "|five fifth fifths|six sixth|seven seventh|eight eighth|nine ninth|ten tenth|eleven eleventh"
        "|twelve twelfth|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    )
    | grouped("twenty twentieth twenties|thirty thirtieth thirties|forty forties|fifty fifties|sixty sixties"
              "|seventy seventies|eighty eighties|ninety nineties", 20, 10),
    months=frozenset(_MONTHS),
    unsure=frozenset((
        "third", "thirds", "thrice", "triple", "tripled", "quarter", "quarters", "quadruple", "quadrupled", "fifths",
        "twenties", "thirties",
    )),
    parts={
        **dict.fromkeys(("half", "halves"), ("1", "2", "0.5", "50")),
        **dict.fromkeys(("quarter", "quarters"), ("1", "4", "25", "0.25")),
        **dict.fromkeys(("third", "thirds"), ("1", "3")),
    },
    scales={
        "hundred": 100, "thousand": 1000, "dozen": 12, "million": 10**6, "millions": 10**6, "billion": 10**9,
        "billions": 10**9, "bn": 10**9, "trillion": 10**12, "trillions": 10**12,
    },
    endings=("th", "ieth", "fold"),
    fractions=fractions(
        "half halves|third thirds|quarter quarters fourth fourths|fifth fifths|sixth sixths|seventh sevenths"
        "|eighth eighths|ninth ninths|tenth tenths"
    ),
    durations=durations(
        month="month months", quarter="quarter quarters", year="year years", decade="decade decades",
        century="century centuries", minute="minute minutes", hour="hour hours", day="day days", week="week weeks",
        fortnight="fortnight fortnights",
    ),
)  # fmt: skip  # tables read better in rows
