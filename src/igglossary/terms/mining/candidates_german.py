"""German term candidates with their base forms.

Nouns, (adverb +) adjective + noun by ending, noun + genitive, capitalised runs and English names in German text, parts
of hyphen compounds, technical adjectives.
"""

from __future__ import annotations

import re
from functools import lru_cache

from igglossary.languages import lexicon
from igglossary.languages.german.base_forms import base_form, is_plural_term
from igglossary.languages.german.compounds import boundaries
from igglossary.terms.mining import forms, words
from igglossary.terms.mining.candidates import ACRONYM, LONGEST_NAME, NAME_INNER, Candidate, Token, end_of_name, tokens
from igglossary.terms.mining.candidates_english import is_gerund, is_verbal
from igglossary.text.fold import fold

_LINKS_OF_NOUNS = frozenset(("auf", "der", "des", "für", "von"))
_ENGLISH_ONLY = frozenset(
    ("are", "at", "by", "for", "from", "into", "is", "its", "of", "on", "our", "the", "their", "to", "with", "without")
)
"""English function words that are no German words: around them a German text is English."""
_TECHNICAL_ADJECTIVE = re.compile(
    r"(?:bar|fähig|los|gestützt|basiert|gesteuert|generiert|orientiert|übergreifend)(?:e[nmrs]?)?\Z"
)


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
        if _is_technical_adjective(token):
            base = _ending_off(token.text)
            result.append(Candidate(token.start, token.end, token.text, base, "adjective"))
        if not token.is_capitalised:
            continue
        if _is_noun(line, index) and not _is_piece_of_name(line, index):
            result.append(_noun(token))
            result.extend(_parts(token))
            result.extend(_phrases(text, line, index))
            result.extend(_genitives(text, line, index))
        result.extend(_names(text, line, index))
    return result


def _english_stretches(line: list[Token]) -> list[bool]:
    """Which tokens of a German text are English: around a function word, as far as all words may be English."""
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


def _is_noun(line: list[Token], index: int) -> bool:
    token = line[index]
    low = token.text.lower()
    if len(low) < 3 - token.text.isupper() or low in words.GERMAN_STOP or low.endswith(("'s", "’s")):
        return False
    entry = lexicon.entry(token.text, "de")
    is_before_noun = _is_before_capital(line, index)
    if not token.opens:
        return _is_noun_by_capital(token.text, entry or "", is_before_noun=is_before_noun)
    if entry is not None:  # die Kleine; but Kleine Betreiber …
        return entry[:1].isupper() and not (is_before_noun and forms.is_adjective_form(low))
    return lexicon.entry(low, "de") is None and not forms.is_adjective_form(low)


def _is_before_capital(line: list[Token], index: int) -> bool:
    return index + 1 < len(line) and line[index + 1].joined and line[index + 1].is_capitalised


def _is_noun_by_capital(word: str, entry: str, *, is_before_noun: bool) -> bool:
    """Whether a word with a capital inside a sentence is a noun, and no adjective of a name."""
    if not forms.is_adjective_form(word) or entry[:1].isupper():
        return True
    # Some compounds look like adjectives (Prüfstelle, Bildungsinitiative); an adjective stands before its noun.
    return not is_before_noun and lexicon.entry(word.lower(), "de") is None and bool(boundaries(fold(word.lower())))


def _is_piece_of_name(line: list[Token], index: int) -> bool:
    """True for a word that no dictionary knows beside another capitalised one: *Ada* of *Ada Lovelace*."""
    if base_form(line[index].text)[1]:
        return False
    before = index > 0 and line[index].joined and _may_head_name(line[index - 1])
    after = index + 1 < len(line) and line[index + 1].joined and _may_head_name(line[index + 1])
    return before or after


def _is_technical_adjective(token: Token) -> bool:
    """A lower-case compound adjective such as *fernsteuerbar*: a term by itself where the ending says so."""
    return len(token.text) >= 10 and not token.is_capitalised and bool(_TECHNICAL_ADJECTIVE.search(token.text))


def _ending_off(word: str) -> str:
    return re.sub(r"(?<=[a-zäöüß]{6})e[nmrs]?\Z", "", word)


def _noun(token: Token) -> Candidate:
    base, doubt = noun_base(token.text)
    kind = "acronym" if ACRONYM.match(token.text) else "noun"
    if kind == "acronym" and token.text[-1].isdigit() and len(token.text) > 3 and not token.text[-2].isdigit():
        return Candidate(token.start, token.end, token.text, token.text[:-1], kind, "final-digit")
    return Candidate(token.start, token.end, token.text, base, kind, doubt)


def noun_base(word: str) -> tuple[str, str]:
    """Base form of a noun and the doubt about it."""
    base, known = base_form(word)
    if known or ACRONYM.match(word):
        return base, ""
    return base, "not-in-dictionary"


def _parts(token: Token) -> list[Candidate]:
    """First and last part of a hyphen compound: *EU-Recht* → EU, Recht; *Energie-Markt* → Energie, Markt."""
    _head, hyphen, last = token.text.rpartition("-")
    if not hyphen or last.isdigit():
        return []
    result = []
    first = token.text.partition("-")[0]
    if last[0].isupper() and len(last) > 4 and len(first) > 3:
        result.append(Candidate(token.end - len(last), token.end, last, noun_base(last)[0], "part"))
    if len(first) > 1 and first[0].isupper() and (ACRONYM.match(first) or len(first) > 4):
        result.append(Candidate(token.start, token.start + len(first), first, noun_base(first)[0], "part"))
    return result


def _phrases(text: str, line: list[Token], index: int) -> list[Candidate]:
    """One to three attributive adjectives + the noun at ``index``; an adverb before a participle belongs to it."""
    result: list[Candidate] = []
    modifiers: list[str] = []
    for first in range(index - 1, max(-1, index - 4), -1):
        word = line[first].text
        if not line[first + 1].joined or not _may_modify(line[first], modifiers):
            break
        is_adjective, is_negated = forms.is_adjective_form(word), _is_negated(line, first)
        modifiers.insert(0, word)
        if not is_adjective and result:
            result.pop()  # *finanzierte Sender* alone is no term where *öffentlich* stands before it
        if not _is_light_phrase(modifiers, line[index].text):
            whole = first - is_negated
            said = [line[whole].text, *modifiers] if is_negated else modifiers
            base, doubt = phrase_base(said, line[index].text, _article(line, whole))
            start, end = line[whole].start, line[index].end
            result.append(Candidate(start, end, text[start:end], base, "phrase", doubt))
        if not is_adjective or is_negated:
            break
    return result


def _may_modify(token: Token, modifiers: list[str]) -> bool:
    """True for an adjective, with a capital only in a name, and for an adverb before a modifier."""
    if token.is_capitalised and not token.opens and not _is_named_adjective(token.text):
        return False
    return forms.is_adjective_form(token.text) or (bool(modifiers) and _is_adverb(token.text))


def _is_negated(line: list[Token], index: int) -> bool:
    """True after *nicht*: what is left without it is the opposite (*nicht verhandelbare Frist*)."""
    return index > 0 and line[index].joined and line[index - 1].text.lower() == "nicht"


def _is_adverb(word: str) -> bool:
    return word.lower() not in words.GERMAN_STOP and bool(forms.ADVERB_STEM.search(word))


def _is_light_phrase(adjectives: list[str], noun: str) -> bool:
    """True for a general adjective before a simple word: *kleine Pause*, *wichtige Frage*."""
    if not any(re.sub(r"e[nmrs]?\Z", "", one.lower()) in words.GERMAN_LIGHT_ADJECTIVES for one in adjectives[:1]):
        return False
    return lexicon.entry(noun, "de") is not None


def _is_named_adjective(word: str) -> bool:
    """*Internationale* Organisation, *Globaler* Pakt: a capitalised adjective of a name."""
    return forms.is_adjective_form(word) and (lexicon.entry(word, "de") or "x")[:1].islower()


def _article(line: list[Token], first: int) -> str:
    return line[first - 1].text if first and line[first].joined else ""


def phrase_base(adjectives: list[str], noun: str, article: str = "") -> tuple[str, str]:
    """Strong nominative singular of adjectives + noun, and the doubt: *öffentlichen Ordnung* → öffentliche Ordnung."""
    base, doubt = noun_base(noun)
    if is_plural_term(base):
        gender = None
    else:
        possible = forms.genders(base)
        narrowed = possible & forms.genders_of_article(article)
        possible = narrowed or possible
        possible = (possible & _genders_of_ending(adjectives[-1], article)) or possible
        if len(possible) > 1:
            doubt = doubt or f"gender {base}"
        gender = max(possible, key="fnm".index) if len(possible) < 3 else forms.FEMININE
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
    return (
        frozenset("n") if adjective.endswith("es") else frozenset("m") if adjective.endswith("er") else frozenset("mfn")
    )


def _genitives(text: str, line: list[Token], index: int) -> list[Candidate]:
    """Noun + des/der (+ adjective) + noun, noun + auf/für/von + noun; not with a light noun as head."""
    base, doubt = noun_base(line[index].text)
    last = _end_of_genitive(line, index)
    if last is None or base.lower() in words.GERMAN_LIGHT or text[line[last].end : line[last].end + 1] == "-":
        return []
    start, end = line[index].start, line[last].end
    tail = text[line[index].end : end]
    return [Candidate(start, end, text[start:end], base + tail, "genitive", doubt)]


def _end_of_genitive(line: list[Token], index: int) -> int | None:
    """The place of the noun that a link joins to the one at ``index``, at most two adjectives between."""
    if index + 2 >= len(line) or not line[index + 1].joined or line[index + 1].text.lower() not in _LINKS_OF_NOUNS:
        return None
    for last in range(index + 2, min(index + 5, len(line))):
        if not line[last].joined:
            return None
        if line[last].is_capitalised and _is_noun(line, last):
            return last
        if not forms.is_adjective_form(line[last].text):
            return None
    return None


def _names(text: str, line: list[Token], index: int) -> list[Candidate]:
    """The capitalised run that begins at ``index``: *Open Data Charter*."""
    last = end_of_name(line, index, LONGEST_NAME) if _begins_name(line, index) else None
    if last is None or all(token.text.isdigit() for token in line[index + 1 : last + 1]):
        return []
    start, end = line[index].start, line[last].end
    return [Candidate(start, end, text[start:end], text[start:end], "name")]


def _begins_name(line: list[Token], index: int) -> bool:
    if not _may_head_name(line[index]):
        return False
    before = index - 1
    while before >= 0 and line[before + 1].joined and line[before].text in NAME_INNER and line[before].text != "in":
        before -= 1
    return before < 0 or not line[before + 1].joined or not _may_head_name(line[before])


def _may_head_name(token: Token) -> bool:
    """False for German nouns before a name (*Ministerin* Ada Lovelace), function words and English verbs."""
    low = token.text.lower()
    if not token.is_capitalised or low in words.GERMAN_STOP or is_verbal(low) or is_gerund(low):
        return False
    return lexicon.entry(token.text, "de") is None or lexicon.is_known(token.text, "en") or token.text.isupper()
