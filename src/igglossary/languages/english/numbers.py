"""How English writes numbers."""

from __future__ import annotations

from igglossary.languages.facts import NumberRules
from igglossary.languages.numerals import grouped

RULES = NumberRules(
    words=grouped("january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sep sept"
                  "|october oct|november nov|december dec", 1)
    | grouped(
        "zero|one a an once single first|two second twice both half pair|three third thrice triple|four fourth quarter"
        "|five fifth|six sixth|seven seventh|eight eighth|nine ninth|ten tenth|eleven eleventh|twelve twelfth|thirteen"
        "|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    )
    | grouped("twenty twentieth|thirty thirtieth|forty|fifty|sixty|seventy|eighty|ninety", 20, 10),
    scales={
        "hundred": 100, "thousand": 1000, "dozen": 12, "million": 10**6, "millions": 10**6, "billion": 10**9,
        "billions": 10**9, "bn": 10**9, "trillion": 10**12, "trillions": 10**12,
    },
    endings=("th", "ieth", "fold"),
)  # fmt: skip  # tables read better in rows
