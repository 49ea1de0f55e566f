"""Who wrote it: the names at the head of a citation.

``Muster, Anna; Beispiel, Bert (Hg.):``, ``Muster; Beispiel:``, ``Anna Muster, Bert Beispiel:``,
``A. Muster & B. Beispiel (2006).``, ``Dies., Title``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from igglossary.languages.lexicon import dictionary
from igglossary.reports import source_words as words
from igglossary.text.word_lists import word_set

if TYPE_CHECKING:
    from collections.abc import Collection

_PARTICLES = word_set("von van de der den del da bin al zu und and & / et al. al-")
_PERSON_TOKEN = re.compile(r"(?:[A-ZÄÖÜÉÁ][\w’'\-]+|[A-Z]\.(?:-?[A-Z]\.)*)\Z")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&.-]{1,9}s?\Z")
_FIRST_NAMES = word_set(
    """
    adam alan alex alexander alice amy andrea andreas andrew angela anja anna anne annette anton arthur barbara
    beate benjamin bernd bernhard bettina bill birgit bob brian carl carola caroline charles charlotte chris
    christian christina christine christoph christopher claudia clemens cornelia daniel daniela david detlef dick
    dieter dirk don dorothea eckart edward elena elisabeth elke ellen emma eric erich erika ernst eva fabian felix
    florian frank frauke fred friedrich fritz gabriele georg george gerd gerhard gisela grace günter günther hannah
    hannes hans harald heike heiner heinrich heinz helga helmut henning henry herbert hermann holger horst ilse ines
    inge ingo ingrid irene iris jack jakob james jan jana jean jens jill jim joachim joan joe johann johanna
    johannes john jonas jonathan jörg josef joseph joy judith julia julian jürgen jutta kai karen karin karl kate
    katharina kathrin katja katrin ken kerstin kevin klaus konrad kristina kurt larry laura lee lena leo lisa lothar
    louis luc lucia lucie ludwig lukas lutz manfred marc marcel marco marcus maria marianne marie marina mario
    marion mark markus martin martina mary mathias matt matthias max maximilian melanie michael michaela mike monika
    moritz nadine nathan nicola nicolas nicole nick nico niklas nils nina norbert olaf oliver oskar otto pascal pat
    patricia patrick paul paula peter petra philip philipp pierre rainer ralf ray rebecca regina reinhard reinhart
    renate richard rita rob robert roger roland rolf rudolf ruth sabine sam samuel sandra sarah sascha sebastian
    silke silvia simon simone sonja sophie stefan stefanie stephan stephen steven sue susan susanne sven sylvia
    tanja tatjana ted theodor theresa thomas thorsten tilman tim tobias tom tony torsten uli ulrich ulrike ursula
    ute uwe vera verena victor viktor vint volker walter werner wilhelm will william wolf wolfgang yvonne
    """
)
_HONORIFIC = re.compile(
    r"(?:(?:Prof|Dr|Mr|Mrs|Ms|Sir|Amb|CEO|Präsident(?:in)?|President|Minister(?:in)?|Botschafter(?:in)?|Ambassador|"
    r"Kommissar(?:in)?|Commissioner|Senator(?:in)?|Secretary)\.?\s+)+"
)

_SURNAME = r"(?:(?:von|van|zu|de|der|den|la|le|Mac|St\.)\s){0,3}+[A-ZÄÖÜÉÁŠŽČ][\w’'-]+"
_FORENAMES = r"[A-ZÄÖÜÉÁŠŽČ](?:[\w’'-]+|\.)(?:[\s-]?[A-ZÄÖÜ](?:[\w’'-]+|\.)){0,3}(?:\s(?:von|van|de|zu)(?:\sder)?)?"
_OTHERS = r"(?:,?\s(?:u\.\s?a\.|et\.?\sal\.|\[u\.\s?a\.\]|\[et\sal\.\]))"
_EDITORS = r"(?:\s?\((?:Hg|Hrsg|Hgg|Hrg|eds?|Ed|Eds|Org)\.?\)\.?|\s?\[(?:Hg|Hrsg|eds?)\.?\])"
_YEAR = r"(?:\s?\((?P<year>(?:1[5-9]|20)\d\d)[a-z]?\))"
_INVERTED = re.compile(
    rf"(?P<names>{_SURNAME},\s{_FORENAMES}(?:\s?(?:;|/|&|–|\su\.|\sund|\sand)\s?{_SURNAME},\s{_FORENAMES}){{0,11}}+)"
    rf"(?P<others>{_OTHERS})?(?P<editors>{_EDITORS})?{_YEAR}?(?P<end>:\s|\.\s|,\s(?=[„“”\"«»‚‘'])|(?<=\)),\s|,\s*\Z)"
)
_COMMA_STYLE = re.compile(  # Muster, A., Beispiel, B. et al., Title / Muster, Anna, Title
    rf"(?P<names>{_SURNAME},\s{_FORENAMES}(?:,\s{_SURNAME},\s{_FORENAMES}){{0,6}})(?P<others>{_OTHERS})?(?P<editors>{_EDITORS})?{_YEAR}?"
    r"(?P<end>,\s|:\s)(?=\S)"
)
_COMMA_PERSON = re.compile(rf"(?<![\w’'-]){_SURNAME},\s{_FORENAMES}")
_FORENAME = re.compile(rf"(?<![\w’'-]){_SURNAME},\s([A-ZÄÖÜÉÁŠŽČ](?:[\w’'-]+|\.))")
_SURNAMES = re.compile(
    rf"(?P<names>{_SURNAME}(?:\s?(?:;|/|&|\su\.|\sund|\sand)\s?{_SURNAME}){{1,11}}+)"
    rf"(?P<others>{_OTHERS})?(?P<editors>{_EDITORS})?{_YEAR}?(?P<end>:\s|,\s(?=[„“”\"«»‚‘'])|,\s(?=\S))"
)
_SINGLE = re.compile(rf"(?P<name>{_SURNAME})(?P<end>:\s|,\s(?=[A-ZÄÖÜ„“”\"«»‚‘]))")
_DIRECT = re.compile(
    r"(?P<names>[^:;\"„“”«»‚‘()]{4,160}?)"
    rf"(?P<others>{_OTHERS})?(?P<editors>{_EDITORS})?{_YEAR}?(?P<end>:\s|(?<=\))[.,]\s|,\s*(?=[„“”\"«»‚‘']))"
)
_LIST = re.compile(
    rf"(?<![\w’'-]){_SURNAME}(?:,\s{_FORENAMES})?(?:\s?;\s?{_SURNAME}(?:,\s{_FORENAMES})?){{1,11}}+{_OTHERS}?{_EDITORS}?[:,.]"
)
_BETWEEN = re.compile(r"(?<!\s)\s*(?:;|/|&|–|\bu\.|\bund\b|\band\b)\s*")
_COMMAS = re.compile(r"(?<!\s)\s*(?:,|&|/|\bund\b|\band\b)\s*")
_SAME_AUTHOR = re.compile(
    r"(?:Ders|Dies|Dass|Dens|Idem|Id|Eadem)\.?(?:/Dies\.)?[,:]?\s+(?=[^\s\d])(?!(?:S|p|pp|at|a\.\s?a\.\s?O|aaO|ebd)\b)|"
    r"(?:Derselbe|Dasselbe|Dieselben?)[,:]\s+(?=[^\s\d])",
)


class Authors(NamedTuple):
    """Names in their normal order as they are printed, where the title begins, and a year in brackets behind them."""

    names: str
    end: int
    are_editors: bool = False
    year: str | None = None


def find_authors(text: str, known: Collection[str] = ()) -> Authors | None:
    """The names at the start of a citation; None where it begins with something else.

    ``known`` are surnames of earlier notes in lower case: of these a surname alone is enough (``Muster: Title``).
    """
    found = _turned_round(text) or _surnames_alone(text, known)
    if found is None:
        match = _DIRECT.match(text)
        if match and all(map(is_person, _COMMAS.split(match["names"].strip(" ,")))):
            found = _authors(match, match["names"].strip(" ,"))
    return found


def _turned_round(text: str) -> Authors | None:
    """``Muster, Anna; Beispiel, Bert: Title`` and ``Muster, A., Beispiel, B., Title``."""
    match = _INVERTED.match(text)
    if match and _may_be_names(match["names"]):
        return _authors(match, "; ".join(map(_turned, _split_people(match["names"]))))
    match = _COMMA_STYLE.match(text)
    if match and _may_be_names(match["names"]) and all(map(_is_forename, _FORENAME.findall(match["names"]))):
        return _authors(match, "; ".join(map(_turned, _COMMA_PERSON.findall(match["names"]))))
    return None


def _surnames_alone(text: str, known: Collection[str]) -> Authors | None:
    """``Muster; Beispiel: Title``, and ``Muster: Title`` of a known author."""
    match = _SURNAMES.match(text)
    if match and match["end"] != ", " and _may_be_names(match["names"]):
        return _authors(match, match["names"])
    single = _SINGLE.match(text)
    return Authors(single["name"], single.end()) if single and single["name"].lower() in known else None


def _is_forename(name: str) -> bool:
    return name.endswith(".") or name.lower() in _FIRST_NAMES


def _authors(match: re.Match[str], names: str) -> Authors:
    others = (match["others"] or "").strip(" ,")
    return Authors(f"{names} {others}".strip(), match.end(), match["editors"] is not None, match["year"])


def is_same_author(text: str) -> int:
    """Where the title begins behind ``Ders.,`` or ``Dies.:``; 0 if the text does not begin with that."""
    match = _SAME_AUTHOR.match(text)
    return match.end() if match else 0


def surnames(author: str | None) -> set[str]:
    """The last words of the names in an author field, in lower case."""
    people = re.split(r";|/|&|,|\bund\b|\band\b|\bet al\b|\bu\. ?a\.", author or "")
    return {person.split()[-1].lower() for person in map(str.strip, people) if len(person) > 2}


def list_separators(text: str) -> set[int]:
    """The places of the semicolons that stand between names and not between sources."""
    inside: set[int] = set()
    for match in _LIST.finditer(text):
        if _may_be_names(match.group()):
            inside.update(match.start() + place.start() for place in re.finditer(";", match.group()))
    return inside


def _split_people(names: str) -> list[str]:
    return [person for person in _BETWEEN.split(names) if person]


def _turned(person: str) -> str:
    last, comma, first = person.partition(", ")
    return f"{first} {last}" if comma else person


def _may_be_names(text: str) -> bool:
    """False where a word is that of an organisation, a document or a place: ``Bundestag, Berlin:``."""
    tokens = re.findall(r"[\w’'-]+", text)
    if any(token.isupper() and len(token) > 1 for token in tokens):
        return False
    low = [token.lower() for token in tokens if token[:1].isupper()]
    return not any(map(_is_institutional, low)) and not (low and low[-1] in words.PLACES)


def _is_institutional(word: str) -> bool:
    """A word of organisations or documents, or a publisher, in lower case."""
    return (
        word in words.ORGANISATION_WORDS
        or word.endswith(words.ORGANISATION_TAILS)
        or words.is_document_word(word)
        or word in words.PUBLISHERS
    )


def is_person(text: str) -> bool:
    """True if this is written like a person's name and one of its words is in neither lexicon as a common word."""
    names = [] if any(map(str.isdigit, text)) else _words_of_name(text)
    if not names or not all(map(_PERSON_TOKEN.match, names)):
        return False
    low = [name.lower() for name in names]
    if not words.ORGANISATION_WORDS.isdisjoint(low) or any(map(words.is_document_word, low)):
        return False
    is_initial = len(names[0]) <= 2 and names[0].endswith(".")
    return low[0] in _FIRST_NAMES or is_initial or _is_uncommon(names)


def _words_of_name(text: str) -> list[str]:
    """The words without honorifics and particles; none where a name would have more or fewer."""
    tokens = _HONORIFIC.sub("", text).replace("/", " / ").split()
    if not 2 <= len(tokens) <= 9:
        return []
    names = [token.rstrip(",") for token in tokens if token.lower() not in _PARTICLES]
    return names if 2 <= len(names) <= 8 else []


def _is_uncommon(names: list[str]) -> bool:
    """Without a first name that is known: no acronym, no ordinary phrase, and a word that neither lexicon has."""
    low = [name.lower() for name in names]
    if any(map(_ACRONYM.match, names)) or low[0] in dictionary("de"):
        return False
    return not _is_phrase(low) and any(word not in dictionary("en") and word not in dictionary("de") for word in low)


def _is_phrase(low: list[str]) -> bool:
    """Words of the lexicon: Munich Security Conference, Defending Ukraine."""
    is_english = [word in dictionary("en") for word in low]
    return (len(low) > 2 and all(is_english[1:])) or (is_english[0] and low[0].endswith("ing"))


def has_first_name(text: str) -> bool:
    """True if the first word is a known first name or an initial."""
    first = _HONORIFIC.sub("", text).split()[0]
    return (
        first.lower() in _FIRST_NAMES or first.endswith(".") or first in dictionary("de") or first in dictionary("en")
    )
