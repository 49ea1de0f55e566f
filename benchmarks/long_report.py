"""Long reports in the shape of a real one, made by script: every sentence is different, every second one has a note."""

from __future__ import annotations

import random

_WHO = (
    ("Die Betreiber der Seekabel", "the operators of the submarine cables"),
    ("Der Verband der Hafenstädte", "the association of port cities"),
    ("Die Kommission für Netzfragen", "the commission on network issues"),
    ("Ein Bündnis kleiner Anbieter", "an alliance of small providers"),
    ("Die Regierung von Inselstaat {n}", "the government of island state {n}"),
    ("Der Rat der Küstenländer", "the council of coastal states"),
    ("Die Delegation aus Bezirk {n}", "the delegation from district {n}"),
)
_SAYS = (
    ("verlangt {object} bis {year}", "calls for {object} by {year}"),
    ("lehnt {object} seit {year} ab", "has rejected {object} since {year}"),
    ("warnt vor {object} im Jahr {year}", "warns of {object} in {year}"),
    ("begrüßt {object} von {year}", "welcomes {object} of {year}"),
    ("finanziert {object} mit {n} Millionen Euro", "funds {object} with {n} million euros"),
)
_WHAT = (
    ("ein Register der Vorfälle", "a register of incidents"),
    ("strengere Regeln für Plattformen", "stricter rules for platforms"),
    ("eine unabhängige Aufsicht", "independent oversight"),
    ("den Schutz personenbezogener Daten", "the protection of personal data"),
    ("offene Schnittstellen", "open interfaces"),
    ("eine Steuer auf Werbung", "a tax on advertising"),
    ("die Überwachung des Meeresbodens", "monitoring of the seabed"),
    ("gemeinsame Übungen der Rettungsdienste", "joint exercises of the rescue services"),
    ("die Ausbildung von Fachkräften", "training of skilled workers"),
    ("einen Fonds für Reparaturen", "a fund for repairs"),
)
_WHY = (
    ("weil {k} Leitungen unterbrochen wurden", "because {k} lines were cut"),
    ("obwohl {k} Städte dagegen sind", "although {k} cities are against it"),
    ("damit {k} Schulen angeschlossen werden", "so that {k} schools are connected"),
    ("da {k} Anträge vorliegen", "since {k} applications have been filed"),
)
_ASIDE = (
    "Die Beratungen im Saal {k} dauerten lange.",
    "Am Abend des Tages {k} ging man auseinander.",
    "Im Vorraum standen {k} Stühle, und niemand saß.",
)


def report(notes: int, seed: int = 7) -> str:
    """A report with so many notes of two or three sentences each; the same bytes for the same arguments."""
    choose = random.Random(seed)
    paragraphs: list[str] = []
    printed: list[str] = []
    for note in range(1, notes + 1):
        german, english = zip(*(_pair(choose, note) for _ in range(choose.choice((2, 3)))), strict=True)
        last = german[0][:-1] + f"[{note}]."
        aside = choose.choice(_ASIDE).format(k=choose.randrange(10_000))
        text = " ".join([last, aside, *german[1 : choose.choice((1, 2))]])
        if choose.random() < 0.6 and paragraphs:
            paragraphs[-1] += " " + text
        else:
            paragraphs.append(text)
        quoted = " ".join(english)
        printed.append(
            f"  {note}. [{note}] Network Times, Record {note}, 3. Mai 2024. In: https://n.example/{note}: “{quoted}”"
        )
    head = "Q2/2024 - Ein langer Bericht über Seekabel"
    return "\n\n".join([head, "Tromsø, 3. Mai 2024", *paragraphs, "\n".join(["Mehr zum Thema", *printed])]) + "\n"


def _pair(choose: random.Random, note: int) -> tuple[str, str]:
    (who, subject), (says, states), (what, thing), (why, reason) = (
        choose.choice(group) for group in (_WHO, _SAYS, _WHAT, _WHY)
    )
    numbers = {"n": note, "k": choose.randrange(2, 9_999), "year": choose.randrange(1990, 2060)}
    german = f"{who} {says.format(object=what, **numbers)}, {why}."
    english = f"{subject} {states.format(object=thing, **numbers)} {reason}."
    return german.format(**numbers), (english[0].upper() + english[1:]).format(**numbers)
