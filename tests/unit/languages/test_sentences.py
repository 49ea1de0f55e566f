"""Sentences: one rule a line."""

from __future__ import annotations

import time

import pytest

from igglossary.languages.segmentation import split_sentences

GERMAN = [
    "Der Markt schloss um 12 Uhr.‖Fischer Ondrak ging heim.",
    "Das Boot gehört Dir.‖Wir rudern.",
    "Er kam im Okt.‖Danach war der See leer.",
    "Das Netz kostete 3 Pfd. St.‖Danach war es teurer.",
    "Er gab 3 Pfd. St. Lohn und 2 Pfd. Mehl.",
    "Es gab Boote, Netze usw.‖Seewinkel hat alles.",
    "Es ging um Boote, Netze usw. Gegenstand der Klage war der Steg.",
    "Das war 40 v. Chr.‖Danach sank der Steg.",
    "Im Jahr 40 v. Chr. Geburt sank der Steg.",
    "Wir kennen Boote dieser Art.‖Die anderen nicht.",
    "Nach Ondrak et al. (2013) sank er.‖Nach Torquist et al. Zählung nicht.",
    "Der See steigt. (Ondrak 2006)‖Danach fällt er.",
    "Der See steigt. (vgl. Ondrak & von Torquist 2006: 12; Beispiel 2007)‖Boote sinken. (ebd., S. 3)",
    "Der See steigt.‖(Das war 2006.)‖Danach fällt er.",
    "Der See steigt (Ondrak 2006).‖Danach fällt er.",
    "Das 3. Forum fand vom 20. – 22. Mai 2019 in Bern statt.‖Es kamen 1.500 Leute.",
    "Im 4. Kapitel geht es um Boote.‖Im 5. Kapitel um Netze.",
    "Dabei waren u.a. Fischer und Bauern.‖Der Rest fehlte.",
    "Es gab Boote, Netze usw.‖Die Stege fehlten.",
    "Nach Art. 3 Abs. 2 Nr. 1 lit. b gilt das nicht.‖Anders nach § 4.",
    "Prof. Dr. Torquist sprach.‖Dann sprach J. R. Ondrak.",
    "Es kostet ca. 3 Mio. Euro.‖Das ist z. B. für Bauern viel, d. h. zu viel.",
    "Die Zahl stieg auf 193.‖Damit war es voll.",
    "Das fünfte Kapitel zählt[3].‖(1) Boote, (2) Netze, (3) Stege.",
    "Er scheiterte.[1][2]‖Ein Termin fehlt.",
    "Er sagte: „Wir gehen.“[1]‖Niemand ging.",
    "„Wer geht?“ fragte die Wirtin.‖Keiner antwortete.",
    "Das war der Anfang …‖Die Fortsetzung folgt.",
    "Die Boote ... sanken.‖Ein Rest blieb.",
    "Sie gaben [...] Geld.‖Er nicht.",
    "Das (!) Boot sank.‖Es war alt.",
    "Es endete.‖eBay fehlte.",
    "Das Manual 2.0 erschien 2017.‖Version 3.0 folgt.",
    "Die Adresse lake.example gilt.‖Die andere nicht.",
    "Der Plan hat drei Teile.‖(a) neue Boote, (b) neue Netze (vgl. Abs. (c)) und (c) ein Steg.",
    "Er jubelte auf der Plattform X.‖Fischerin L. Ondrak schwieg, i. S. d. Art. 5.",
    "Er kam am 15. März.‖Die Gruppe tagte.",
    "Es stieg 2020 auf 3,5.‖Mehr war nicht drin.",
]
ENGLISH = [
    "The U.S. Government came.‖It left.",
    "They met in the U.N.‖It was cold.",
    "Some, e.g. Brazil, came, i.e. they did not stay away.‖Others did.",
    "There are two lines.‖(a) Boats should come, cf. para. (b).‖(b) Nets should not.",
    "III. Boats have come, but nets are deeper.‖IV. Nets are old.",
    '"The lake is ours," Torquist said.‖He left.',
    '"Who goes?" asked the chair.‖Nobody.',
    '"We must act!" Mr. Ondrak said.‖He did.',
    "It starts at 10 a.m. on Monday.‖It ends at 5 p.m.‖A meal follows.",
    "They met in 2019.‖25 experts came.",
    "Google Inc. and Lake Ltd. came.‖Apple Inc. did not.",
    "There were norms, rules, etc.‖No boats.",
    "See No. 7, Vol. 2, pp. 12-15.‖The rest is longer.",
    "Dr. Torquist of St. Gallen spoke.‖She left.",
    "Is it free?‖Yes!‖But how long?",
    "She holds a Ph.D. in law.‖She chairs.",
]


@pytest.mark.parametrize(("lang", "passage"), [("de", p) for p in GERMAN] + [("en-GB", p) for p in ENGLISH])
def test_rules(lang: str, passage: str) -> None:
    text = passage.replace("‖", " ")
    assert [text[start:end] for start, end in split_sentences(text, lang)] == passage.split("‖")


@pytest.mark.parametrize("text", ["", " ", "\n\t "])
def test_blank(text: str) -> None:
    assert split_sentences(text, "de") == []


def test_trimmed() -> None:
    assert split_sentences("  Ein Satz. \n Zwei. ", "de") == [(2, 11), (14, 19)]


def test_other_languages() -> None:
    text = "Le lac est à nous. Les bateaux partent. 湖是我们的。船走了。"
    assert [text[a:b] for a, b in split_sentences(text, "fr")][:2] == ["Le lac est à nous.", "Les bateaux partent."]
    assert len(split_sentences("湖是我们的。船走了。", "zh")) == 2


@pytest.mark.parametrize("unit", [".", ". ", ".)", '."[1]', "[1", "a.", "! ", "1. ", ".”", "「。", "… "])
def test_linear_on_hostile_text(unit: str) -> None:
    small, large = (_cost(unit * n) for n in (10_000, 80_000))
    # Eight times the text may cost eight times as much, with room for a busy machine; a square would be 64 times.
    assert large < 30 * max(small, 0.005)


def _cost(text: str) -> float:
    start = time.process_time()
    split_sentences(text, "de")
    return time.process_time() - start


def test_no_at_the_end_of_an_english_sentence_is_the_word() -> None:
    text = "They will say no. Freedom needs rules. See resolution no. 5 of 1 May."
    assert [text[start:end] for start, end in split_sentences(text, "en")] == [
        "They will say no.",
        "Freedom needs rules.",
        "See resolution no. 5 of 1 May.",
    ]
