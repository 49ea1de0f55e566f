"""Numbers of German and English segments."""

from __future__ import annotations

import pytest

from igglossary.languages.numbers import differing


@pytest.mark.parametrize(
    ("german", "english"),
    [
        ("1.500 Gäste", "1,500 guests"),
        ("1.500 Gäste", "1500 guests"),
        ("3,5 Prozent", "3.5 per cent"),
        ("Version 3.5", "version 3.5"),
        ("1.234.567,89 Euro", "EUR 1,234,567.89"),
        ("1\u202f500 oder 1'500", "1,500"),
        ("20 Mio. Nutzer", "20 million users"),
        ("20 Mio. Nutzer", "20,000,000 users"),
        ("2,5 Milliarden", "2.5 billion"),
        ("am 20. Oktober 2019", "on October 20, 2019"),
        ("am 20.10.2019", "on 20 October 2019"),
        ("am 01.02.2020", "on 2020-02-01"),
        ("am 3.4.24", "on 3 April 2024"),
        ("im 5. Kapitel", "in the fifth chapter"),
        ("Kapitel 4", "chapter IV"),
        ("15 Sachverständige", "fifteen experts"),
        ("einundzwanzig Staaten", "21 states"),
        ("um 14:30 Uhr", "at 2:30 p.m."),
        ("um 12.39 Uhr", "at 12:39"),
        ("ab 21 Uhr", "from 9pm"),
        ("zwei Parteien", "both parties"),
        ("rund um die Uhr", "24/7"),
        ("ohne Zahl", "no number"),
        ("ein Achtjahresplan", "an 8-year plan"),
        ("drei Viertel der Häfen", "3/4 of the ports"),
        ("zwei Drittel", "2/3 of the ports"),
        ("die Hälfte der Schiffe", "1/2 of the ships"),
        ("die Hälfte der Schiffe", "50 per cent of the ships"),
        ("die 7. Fahrt", "the seventh voyage"),
        ("zum einunddreißigsten Mal", "for the 31st time"),
        ("vierundsechzig Boote", "sixty-four boats"),
        ("64 Boote", "sixty-four boats"),
        ("die 46. Fahrt", "the forty-sixth voyage"),
        ("dreihundertzwölf Boote", "312 boats"),
        ("viertausendfünfhundert Boote", "4,500 boats"),
        ("eineinhalb Tage", "1½ days"),
        ("anderthalb Tage", "1.5 days"),
        ("in den achtziger Jahren", "in the 1980s"),
        ("am 1. Dezember 2026", "on December 1, 2026"),
        ("am 1. Dezember 2026", "on 1/12/2026"),
        ("am ersten Mai 2020", "on 1 May 2020"),
        ("1.000,5 Tonnen", "1,000.5 tons"),
        ("sieben Boote", "seven boats"),
        ("ein Drittel und zehn Boote", "a third and ten boats"),
        ("Gib acht auf drei Boote", "mind the three boats"),
        ("im Juni", "in the summer"),
        ("innerhalb von ein Jahr und nicht später", "within 12 months and no later"),
        ("binnen eines Jahres", "within 12 months"),
        ("nach zwei Jahren", "after 24 months"),
        ("anderthalb Jahre", "18 months"),
        ("ein halbes Jahr", "6 months"),
        ("zwei Wochen", "14 days"),
        ("drei Quartale", "nine months"),
        ("ein Jahrzehnt", "10 years"),
        ("eine Viertelstunde, also 15 Minuten", "a quarter of an hour, 15 minutes"),
        ("eine Dreiviertelmehrheit", "a three-quarters majority"),
        ("die Neunzigerjahre", "the 1990s"),
        ("in den Achtzigern", "in the 1980s"),
        ("hat sich verzwanzigfacht", "rose 20-fold"),
        ("hat sich verzehnfacht", "is 10 times as high"),
        ("hat sich verdoppelt", "is 2 times as high"),
        ("drei Viertel der Häfen", "75 per cent of the ports"),
        ("vier Fünftel der Häfen", "80 per cent of the ports"),
        ("zwei Drittel der Häfen", "67 per cent of the ports"),
        ("zwei Drittel der Häfen", "two thirds of the ports"),
        ("eine Zweidrittelmehrheit", "a two-thirds majority"),
        ("vereinfacht", "simplified"),
        ("", ""),
    ],
)
def test_the_same_number_in_both_languages(german: str, english: str) -> None:
    assert differing(german, "de", english, "en-GB") == ([], [])
    assert differing(english, "en", german, "de-AT") == ([], [])


@pytest.mark.parametrize(
    ("german", "english", "missing", "added"),
    [
        ("1.500 Gäste", "1,600 guests", ["1.500"], ["1,600"]),
        ("3,5 Prozent", "35 per cent", ["3,5"], ["35"]),
        ("fünf Tage", "6 days", [], ["6"]),
        ("5 Billionen", "5 billion", ["5"], ["5"]),
        ("am 20.10.2019", "on 21 October 2019", ["20"], ["21"]),
        ("83 Länder", "many countries", ["83"], []),
        ("ein Achtjahresplan", "a 9-year plan", [], ["9"]),
        ("neun Boote", "seven boats", ["neun"], ["seven"]),
        ("die vierte Fahrt", "the fifth voyage", ["vierte"], ["fifth"]),
        ("am 1. Dezember 2026", "on November 1, 2026", ["Dezember"], ["November"]),
        ("am 1. Dezember 2026", "on 1/11/2026", ["Dezember"], ["11"]),
        ("im Mai 2026", "in April 2026", ["Mai"], ["April"]),
        ("1.000,5 Tonnen", "1,000,5 tons", ["1.000,5"], ["1,000,5"]),
        ("zwei Drittel der Häfen", "three quarters of the ports", ["zwei Drittel"], ["three quarters"]),
        ("eine Zweidrittelmehrheit", "a three-quarters majority", ["Zweidrittelmehrheit"], ["three-quarters"]),
        ("drei Fünftel der Häfen", "three quarters of the ports", ["drei Fünftel"], ["three quarters"]),
        ("3.500 Meter", "3.5 metres", ["3.500"], ["3.5"]),
        ("nach einem Jahr", "after 18 months", [], ["18"]),
        ("nach 14 Tagen", "after three weeks", ["14"], []),
        ("12 Minuten", "one year", ["12"], []),
    ],
)
def test_numbers_that_differ(german: str, english: str, missing: list[str], added: list[str]) -> None:
    one, other = differing(german, "de", english, "en")
    assert [number.surface for number in one] == missing
    assert [number.surface for number in other] == added
    assert all(german[number.start : number.end] == number.surface for number in one)


def test_endless_digits_are_read_in_bounded_time() -> None:
    assert differing("9" * 100_000 + " ,.,." * 1000, "de", "1", "en")[0]
