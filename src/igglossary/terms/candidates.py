"""Term candidates by pattern: noun phrases of German and word runs of English, with their base forms.

German: nouns, (adverb +) adjective + noun by ending, noun + genitive, capitalised runs and English names in German
text, parts of hyphen compounds. English: runs of one to four words without function words or verbs at the edges,
longer capitalised runs. The patterns are those of ../shared/design/language.md §3 (167 German and 574 English
candidates on the real report, 40 of 42 gold pairs reachable).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from igglossary.i18n import _
from igglossary.terms import mining_forms as forms
from igglossary.terms import mining_words as words
from igglossary.text import lexicon

_TOKEN = re.compile(r"[^\W_]+(?:['’]s\b)?(?:[-‐‑][^\W_]+)*(?:['’]s\b)?")
_OPENING = re.compile(r"(?:^|[.:;!?]|\((?:\d+|[a-z])\)|[„“\"‚‘'»«–—•*]|\b[IVX]+\.)\s*\Z")
_CAPITALISED = re.compile(r"[^\W\d_a-zäöüß]")
_ACRONYM = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜ0-9]*[A-ZÄÖÜ][A-ZÄÖÜ0-9]*\Z")
_LONGEST_RUN = 12
"""Words of the longest capitalised run that is still taken for a name."""
_LONGEST_ENGLISH = 4
_LINKS_OF_NOUNS = frozenset(("des", "der", "auf", "für", "von"))
_NAME_INNER = frozenset("of for on and the in to with a".split())
_ENGLISH_ONLY = frozenset("of the for and on with to from by is are at into our their its without".split())
"""English function words that are no German words."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One stretch of a text that may be a term: ``text[start:end]`` is the surface.

    ``kind`` is ``noun``, ``phrase`` (adjective + noun), ``genitive``, ``name``, ``acronym``, ``part`` (of a hyphen
    compound), ``adjective`` or, in English, ``run``. ``doubt`` says why ``base`` may be wrong, "" if it is sure.
    ``is_cut`` says that the phrase seems to go on beyond the stretch (*cyber* in *cyber order*).
    """

    start: int
    end: int
    surface: str
    base: str
    kind: str
    doubt: str = ""
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place; ``opens`` if a sentence, item or quotation begins with it, ``joined`` if only one space
    stands between the word before and this one."""

    text: str
    start: int
    end: int
    opens: bool
    joined: bool

    @property
    def is_capitalised(self) -> bool:
        """True if the first letter is upper case."""
        return bool(_CAPITALISED.match(self.text))


def tokens(text: str) -> list[Token]:
    """Words of a text in order; hyphenated words are one token, a hanging hyphen (*Cyber-*) keeps a word out."""
    result: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(text):
        gap = text[last : match.start()]
        opens = not result or bool(_OPENING.search(text[max(0, match.start() - 8) : match.start()]))
        result.append(Token(match.group(), match.start(), match.end(), opens, bool(result) and gap in (" ", "\u00a0")))
        last = match.end()
    return result


# --- German ----------------------------------------------------------------------------------------------------------


def german_candidates(text: str) -> list[Candidate]:
    """The German candidates of one segment, longest first at each place; each stretch once."""
    words_of = tokens(text)
    found: dict[tuple[int, int], Candidate] = {}
    for candidate in sorted(_german(text, words_of), key=lambda one: one.kind == "name"):
        found.setdefault((candidate.start, candidate.end), candidate)
    return sorted(found.values(), key=lambda one: (one.start, one.start - one.end))


def _german(text: str, line: list[Token]) -> list[Candidate]:
    result = []
    english = _english_stretches(line)
    for index, token in enumerate(line):
        if text[token.end : token.end + 1] == "-":
            continue
        if english[index]:
            result.extend(_names(text, line, index))
            continue
        if is_technical_adjective(token):
            base = _ending_off(token.text)
            result.append(Candidate(token.start, token.end, token.text, base, "adjective"))
        if not token.is_capitalised:
            continue
        if _is_noun(token) and not _is_piece_of_name(line, index):
            result.append(_noun(line[index]))
            result.extend(_parts(token))
            result.extend(_phrases(text, line, index))
            result.extend(_genitives(text, line, index))
        result.extend(_names(text, line, index))
    return result


def _english_stretches(line: list[Token]) -> list[bool]:
    """Which tokens of a German text belong to English words: around an English function word, as far as words are English."""
    result = [False] * len(line)
    for index, token in enumerate(line):
        if token.text not in _ENGLISH_ONLY:
            continue
        result[index] = True
        for step in (-1, 1):
            at = index + step
            while 0 <= at < len(line) and _may_be_english(line[at].text) and line[max(at, at - step)].joined:
                result[at] = True
                at += step
    return result


@lru_cache(maxsize=50_000)
def _may_be_english(word: str) -> bool:
    low = word.lower()
    if low in words.GERMAN_STOP and low not in words.ENGLISH_STOP:
        return False
    return low in words.ENGLISH_STOP or word.isupper() or all(lexicon.is_known(part, "en") for part in low.split("-"))


def _is_noun(token: Token) -> bool:
    low = token.text.lower()
    if len(low) < 2 or low in words.GERMAN_STOP or (token.text.endswith(("'s", "’s"))):
        return False
    entry = lexicon.entry(token.text, "de")
    if not token.opens:
        return not forms.is_adjective_form(token.text) or (entry or "x")[:1].isupper()
    if entry is not None:
        return entry[:1].isupper()
    return lexicon.entry(low, "de") is None and not forms.is_adjective_form(low)


def _is_piece_of_name(line: list[Token], index: int) -> bool:
    """True for a word that no dictionary knows beside another capitalised one: *Ada* of *Ada Lovelace*."""
    if forms.noun_lemma(line[index].text)[1]:
        return False
    before = index > 0 and line[index].joined and _may_head_name(line[index - 1])
    after = index + 1 < len(line) and line[index + 1].joined and _may_head_name(line[index + 1])
    return before or after


def is_technical_adjective(token: Token) -> bool:
    """A lower-case compound adjective such as *maschinenlesbar*: a term by itself where the ending says so."""
    return len(token.text) >= 10 and not token.is_capitalised and bool(
        re.search(r"(?:bar|fähig|los|gestützt|basiert|gesteuert|generiert|orientiert|übergreifend)(?:e[nmrs]?)?\Z", token.text)
    )


def _ending_off(word: str) -> str:
    return re.sub(r"(?<=[a-zäöüß]{6})e[nmrs]?\Z", "", word)


def _noun(token: Token) -> Candidate:
    base, doubt = noun_base(token.text)
    kind = "acronym" if _ACRONYM.match(token.text) else "noun"
    if kind == "acronym" and token.text[-1].isdigit() and len(token.text) > 3 and not token.text[-2].isdigit():
        return Candidate(token.start, token.end, token.text, token.text[:-1], kind, _("final digit dropped, may be a note"))
    return Candidate(token.start, token.end, token.text, base, kind, doubt)


def noun_base(word: str) -> tuple[str, str]:
    """Base form of a noun and the doubt about it."""
    base, known = forms.noun_lemma(word)
    if known or _ACRONYM.match(word):
        return base, ""
    return base, _("not in the dictionary, may be inflected")


def _parts(token: Token) -> list[Candidate]:
    """First and last part of a hyphen compound: *UN-System* → UN; *Internet-Kultur* → Internet, Kultur."""
    _head, hyphen, last = token.text.rpartition("-")
    if not hyphen or last.isdigit():
        return []
    result = []
    first = token.text.partition("-")[0]
    if last[0].isupper() and len(last) > 4 and len(first) > 3:
        result.append(Candidate(token.end - len(last), token.end, last, noun_base(last)[0], "part"))
    if len(first) > 1 and first[0].isupper() and (_ACRONYM.match(first) or len(first) > 4):
        result.append(Candidate(token.start, token.start + len(first), first, noun_base(first)[0], "part"))
    return result


def _phrases(text: str, line: list[Token], index: int) -> list[Candidate]:
    """(Adverb +) one or two attributive adjectives + the noun at ``index``."""
    result: list[Candidate] = []
    first = index
    adjectives: list[str] = []
    while first and line[first].joined and len(adjectives) < 3:
        before = line[first - 1]
        if before.is_capitalised and not before.opens and not _is_named_adjective(before.text):
            break
        if forms.is_adjective_form(before.text):
            adjectives.insert(0, before.text)
        elif adjectives and forms.ADVERB_STEM.search(before.text) and before.text.lower() not in words.GERMAN_STOP:
            adjectives.insert(0, before.text)
        else:
            break
        first -= 1
        if not forms.is_adjective_form(before.text):
            base, doubt = phrase_base(adjectives, line[index].text, _article(line, first))
            result = [one for one in result if one.start != line[first + 1].start]
        else:
            base, doubt = phrase_base(adjectives, line[index].text, _article(line, first))
        start = line[first].start
        if not _is_light_phrase(adjectives, line[index].text):
            result.append(Candidate(start, line[index].end, text[start : line[index].end], base, "phrase", doubt))
        if not forms.is_adjective_form(before.text):
            break
    return result


def _is_light_phrase(adjectives: list[str], noun: str) -> bool:
    """*kleine Entscheidung*, *wichtige Rolle*: a general adjective before a simple word; *großes Sprachmodell* is none."""
    if not any(re.sub(r"e[nmrs]?\Z", "", one.lower()) in words.GERMAN_LIGHT_ADJECTIVES for one in adjectives[:1]):
        return False
    return lexicon.entry(noun, "de") is not None


def _is_named_adjective(word: str) -> bool:
    """*Internationale* Organisation, *Globaler* Pakt: a capitalised adjective of a name."""
    return forms.is_adjective_form(word) and (lexicon.entry(word, "de") or "x")[:1].islower()


def _article(line: list[Token], first: int) -> str:
    return line[first - 1].text if first and line[first].joined else ""


def phrase_base(adjectives: list[str], noun: str, article: str = "") -> tuple[str, str]:
    """Strong nominative singular of adjectives + noun, and the doubt: *digitalen Spaltung* → digitale Spaltung."""
    base, doubt = noun_base(noun)
    if base.lower().rpartition("-")[2] in words.GERMAN_PLURAL_ONLY:
        gender = None
    else:
        possible = forms.genders(base)
        narrowed = possible & forms.genders_of_article(article)
        possible = narrowed or possible
        possible = (possible & _genders_of_ending(adjectives[-1], article)) or possible
        if len(possible) > 1:
            doubt = doubt or _("gender of {noun} not certain").format(noun=base)
        gender = sorted(possible, key="fnm".index)[-1] if len(possible) < 3 else forms.FEMININE
    inflected = [
        forms.adjective_base(one, gender) if forms.is_adjective_form(one) else one.lower() for one in adjectives
    ]
    return " ".join([*inflected, base]), doubt


def _genders_of_ending(adjective: str, article: str) -> frozenset[str]:
    """What article and ending say together: *ein sicheres Netz* n, *die technische Gemeinschaft* f (plural has -en)."""
    nominative = {"die": "f", "der": "m", "das": "n"}.get(article.lower())
    if nominative and adjective.endswith("e"):
        return frozenset(nominative)
    if article.lower() not in ("ein", "kein", "sein", "ihr", "unser"):
        return frozenset("mfn")
    return frozenset("n") if adjective.endswith("es") else frozenset("m") if adjective.endswith("er") else frozenset("mfn")


def _genitives(text: str, line: list[Token], index: int) -> list[Candidate]:
    """Noun + des/der (+ adjective) + noun, noun + auf/für/von + noun; not with a light noun as head."""
    base, doubt = noun_base(line[index].text)
    if base.lower() in words.GERMAN_LIGHT or index + 2 >= len(line):
        return []
    link = line[index + 1]
    low = link.text.lower()
    if not link.joined or (low not in _LINKS_OF_NOUNS):
        return []
    last = index + 2
    while last + 1 < len(line) and last < index + 4 and line[last].joined and forms.is_adjective_form(line[last].text):
        if line[last].is_capitalised and _is_noun(line[last]):
            break
        last += 1
    if not (line[last].joined and line[last].is_capitalised and _is_noun(line[last])):
        return []
    if text[line[last].end : line[last].end + 1] == "-":
        return []
    start, end = line[index].start, line[last].end
    tail = text[line[index].end : end]
    return [Candidate(start, end, text[start:end], base + tail, "genitive", doubt)]


def _names(text: str, line: list[Token], index: int) -> list[Candidate]:
    """The capitalised run that begins at ``index``: *World Internet Conference*, *UN High-Level Panels on Digital …*."""
    if not _begins_name(line, index):
        return []
    last = probe = index
    while probe + 1 < len(line) and line[probe + 1].joined and probe - index < _LONGEST_RUN:
        probe += 1
        if line[probe].is_capitalised or line[probe].text.isdigit():
            last = probe
        elif line[probe].text not in _NAME_INNER:
            break
    if last == index or all(token.text.isdigit() for token in line[index + 1 : last + 1]):
        return []
    start, end = line[index].start, line[last].end
    return [Candidate(start, end, text[start:end], text[start:end], "name")]


def _begins_name(line: list[Token], index: int) -> bool:
    if not _may_head_name(line[index]):
        return False
    before = index - 1
    while before >= 0 and line[before + 1].joined and line[before].text in _NAME_INNER and line[before].text != "in":
        before -= 1
    return before < 0 or not line[before + 1].joined or not _may_head_name(line[before])


def _may_head_name(token: Token) -> bool:
    """False for German nouns before a name (*Präsident* Xi Jinping), function words and English verbs."""
    low = token.text.lower()
    if not token.is_capitalised or low in words.GERMAN_STOP or _is_verbal(low):
        return False
    return lexicon.entry(token.text, "de") is None or lexicon.is_known(token.text, "en") or token.text.isupper()


# --- English ---------------------------------------------------------------------------------------------------------


def english_candidates(text: str) -> list[Candidate]:
    """The English candidates of one segment: runs of one to four words and longer names; each stretch once."""
    line = tokens(text)
    result: list[Candidate] = []
    for first in range(len(line)):
        if not _may_begin(line[first]) or _is_governed(line, first):
            continue
        for last in range(first, min(first + _LONGEST_ENGLISH, len(line))):
            if last > first and not line[last].joined:
                break
            if _may_end(line, first, last):
                result.append(_run(text, line, first, last))
            if last > first and not _may_be_inside(line[last]):
                break
        long = _long_name(line, first)
        if long is not None and long - first >= _LONGEST_ENGLISH:
            result.append(_run(text, line, first, long))
    return result


@lru_cache(maxsize=100_000)
def _verb(low: str) -> str:
    """The lemma if the lower-case word is a form of a listed verb, else ""."""
    lemma = english_lemma(low)
    return lemma if lemma in words.ENGLISH_VERBS else ""


@lru_cache(maxsize=100_000)
def _is_verbal(low: str) -> bool:
    """True for a form that is a verb in running text more often than a noun: *poses*, *impacted*, *facing*."""
    verb = _verb(low)
    return bool(verb) and (low.endswith(("ed", "ing")) or verb not in words.ENGLISH_VERB_NOUNS)


@lru_cache(maxsize=100_000)
def is_english_adjective(low: str) -> bool:
    """True for a word whose ending says adjective (*digital*, *machine-readable*, *AI-based*)."""
    last = low.rpartition("-")[2]
    if last in words.ENGLISH_NOUNS_LIKE_ADJECTIVES or len(last) < 5:
        return False
    return last.endswith(words.ENGLISH_ADJECTIVE_ENDINGS) or ("-" in low and last.endswith(("ed", "driven")))


def _is_governed(line: list[Token], first: int) -> bool:
    """True for a verb after *to*, a modal or a pronoun: *you can adjust*, *to access*."""
    if not first or not line[first].joined or _is_name_part(line[first]):
        return False
    return line[first - 1].text.lower() in words.ENGLISH_GOVERNORS and _has_verb_forms(line[first].text.lower())


@lru_cache(maxsize=50_000)
def _has_verb_forms(low: str) -> bool:
    stem = low.removesuffix("e")
    return any(lexicon.entry(form, "en") == low for form in (stem + "ed", stem + "ing", low + low[-1] + "ed"))


def _is_name_part(token: Token) -> bool:
    return token.is_capitalised and not token.opens


def _may_begin(token: Token) -> bool:
    low = token.text.lower()
    if low in words.ENGLISH_STOP or len(low) < 2 or not any(character.isalpha() for character in low):
        return False
    if token.text.endswith(("'s", "’s")) or (low.endswith("ly") and lexicon.entry(low[:-2], "en") is not None):
        return False
    return _is_name_part(token) or not _verb(low) or low.endswith("ed") or _verb(low) in words.ENGLISH_VERB_NOUNS


def _may_end(line: list[Token], first: int, last: int) -> bool:
    token = line[last]
    low = token.text.lower()
    if low in words.ENGLISH_STOP or token.text.endswith(("'s", "’s")):
        return False
    if len(low) < 2 and (first == last or not token.is_capitalised):
        return False
    if low.isdigit() and first == last:
        return False
    if last > first and _is_object(line[first], line[first + 1]):
        return False
    if _is_name_part(token):
        return True
    if low.endswith("ly") or (low.endswith("ed") and "-" not in low and english_lemma(low) != low):
        return False
    return not _is_verbal(low) and (first == last or not is_english_adjective(low))


def _is_object(first: Token, second: Token) -> bool:
    """True for a verb with the beginning of its object: *bridge the digital …*, *cause public …*."""
    low = first.text.lower()
    if _is_name_part(first) or low.endswith("ed") or not _verb(low):
        return False
    return second.text.lower() in words.ENGLISH_INNER or is_english_adjective(second.text.lower())


def english_lemma(low: str) -> str:
    """The dictionary's lemma of a lower-case English word, the word itself if it is not listed."""
    return lexicon.entry(low, "en") or low


def _may_be_inside(token: Token) -> bool:
    low = token.text.lower()
    return low in words.ENGLISH_INNER or _is_name_part(token) or (low not in words.ENGLISH_STOP and not _is_verbal(low))


def _long_name(line: list[Token], first: int) -> int | None:
    """Index of the last word of the capitalised run that begins at ``first``, None if there is none."""
    if not line[first].is_capitalised:
        return None
    last = probe = first
    while probe + 1 < len(line) and line[probe + 1].joined and probe - first < 2 * _LONGEST_RUN:
        probe += 1
        if line[probe].is_capitalised or line[probe].text.isdigit():
            last = probe
        elif line[probe].text not in _NAME_INNER:
            break
    return last if last > first else None


def _run(text: str, line: list[Token], first: int, last: int) -> Candidate:
    start, end = line[first].start, line[last].end
    opens = line[first].opens
    surface = text[start:end]
    run = line[first : last + 1]
    is_name = last > first and all(one.is_capitalised or one.text in _NAME_INNER for one in run)
    if is_name and (not opens or last - first > 1):
        return Candidate(start, end, surface, surface, "name", is_cut=_is_cut(line, first, last))
    kind = "run"
    if first == last and _ACRONYM.match(surface):
        kind = "acronym"
    elif first == last and is_english_adjective(surface.lower()):
        kind = "adjective"
    return Candidate(start, end, surface, english_base(surface, opens=opens), kind, is_cut=_is_cut(line, first, last))


def _is_cut(line: list[Token], first: int, last: int) -> bool:
    """True if a noun follows directly, or if the stretch is a piece of a capitalised name."""
    if last + 1 < len(line) and line[last + 1].joined:
        after = line[last + 1]
        low = after.text.lower()
        if after.is_capitalised and line[last].is_capitalised:
            return True
        if low not in words.ENGLISH_STOP and not low.endswith(("ly", "ed")) and not _verb(low) and len(low) > 2:
            return True
    before = line[first - 1] if first and line[first].joined else None
    return before is not None and _is_name_part(before) and line[first].is_capitalised


def english_base(surface: str, *, opens: bool = False) -> str:
    """The singular of the head (the word before *of*/*for*/…, else the last), sentence capitals lowered."""
    parts = surface.split(" ")
    head = next((index - 1 for index, part in enumerate(parts) if index and part in words.ENGLISH_INNER), len(parts) - 1)
    parts[head] = forms.english_singular(parts[head])
    if opens and parts[0][1:].islower():
        low = parts[0].lower()
        if lexicon.entry(low, "en") is not None or len(parts) > 1:
            parts[0] = low
    return " ".join(parts)
