"""What the columns of a glossary table mean, found by their headers in English and German."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from igglossary.concept_fields import Field, Shape, fields_of
from igglossary.formats.language_names import language_of
from igglossary.model import Concept, LanguageSection, Term
from igglossary.text.languages import is_same_language, normalise_tag, primary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Column(NamedTuple):
    """What one column holds: a field, the language that it is about (None: all of them), and the header as it was.

    ``repeats`` says that the same header occurs more than once, so that it belongs to the language on its left.
    """

    field: str
    lang: str | None = None
    header: str = ""
    repeats: bool = False


class Row(NamedTuple):
    """One row of a table; ``line`` is the 1-based line (of a sheet: row) that it begins in."""

    line: int
    cells: list[str]
    remarks: tuple[str, ...] = ()
    """What is attached to its cells (comments of a sheet)."""

    def cell(self, place: int) -> str:
        """The text of a cell; empty where the row has none."""
        return self.cells[place] if place < len(self.cells) else ""


_LONGEST: Final = 80
"""Characters of a header; a longer cell is text, and looking for a language in it would cost quadratic time."""
UNKNOWN: Final = "unknown"


def columns_of(field: Field) -> tuple[str, ...]:
    """The column of a field in our own layout, and that of its source if it has one."""
    return (field.header, f"{field.header}_source") if field.shape is Shape.SOURCED else (field.header,)


def _all_of(kind: type) -> tuple[str, ...]:
    return tuple(name for each in fields_of(kind) if each.header for name in columns_of(each))


TERM_FIELDS: Final = ("term", *_all_of(Term))
"""Fields of one term; in our own layout ``de_gender`` and so on, the term itself under the bare tag."""
LANGUAGE_FIELDS: Final = _all_of(LanguageSection)
"""Fields of all terms of one language in one concept."""
CONCEPT_FIELDS: Final = _all_of(Concept)
"""Fields of a concept, in the order of our own layout."""

_SYNONYMS: Final = {
    **{each.header: each.headers for kind in (Concept, Term) for each in fields_of(kind) if each.header},
    "definition_source": "definition source|source of definition|quelle der definition|definitionsquelle|"
    "quelle definition|quellenangabe definition|def source|definition quelle",
    "term": "term|terms|benennung|benennungen|bezeichnung|begriff|begriffe|terminus|ausdruck|word|wort|vokabel|entry|"
    "main term|hauptbenennung|expression|terme|fachbegriff|fachwort|fachausdruck|entsprechung|äquivalent|equivalent|"
    "designation|headword|stichwort|langform|vollform|full form",
    "synonym": "synonym|synonyms|synonyme|synonymes|variante|varianten|variants|alternative|alternativen|"
    "variation|variations|alternatives|weitere benennungen|other terms|nebenbenennung|alternative terms|"
    "alternativbenennung",
    "abbreviation": "abbreviation|abbreviations|abkürzung|abkürzungen|acronym|akronym|kurzform|abk|abbr|short form",
    "preferred": "preferred|is preferred|bevorzugt|preferred term|vorzugsbenennung",
    "context_source": "context source|source of context|kontextquelle|quelle des kontexts|kontext quelle|"
    "example source|quelle kontext",
    "language": "language|lang|sprache|locale|xml lang|langue|language code|sprachcode",
    "source_text": "source text|source segment|ausgangstext|quelltext|ausgangssegment|quellsegment|source string|"
    "original|original text|originaltext|source sentence|ausgangssatz|msgid",
    "target_text": "target|target text|target segment|zieltext|zielsegment|ziel|translation|übersetzung|target string|"
    "translated text|target sentence|zielsatz|msgstr",
    "source_term": "source term|ausgangsbenennung|ausgangsterm|quellterm|ausgangssprache|quellsprache|src",
    "target_term": "target term|zielbenennung|zielterm|zielsprache|tgt",
    "fuzzy": "fuzzy|needs editing",
    "source_language": "source language|source lang|srclang|source locale",
    "target_language": "target language|target lang|tgtlang|target locale",
    "ignored": "entry client id|entry clientid|entry project id|entry projectid|entry created|entry creator|"
    "entry last modified|entry lastmodified|entry modifier|entry image|entry image caption|entry graphic",
}
_FIELD_OF: Final = {name.casefold(): field for field, names in _SYNONYMS.items() for name in names.split("|")}
_OWN_TAG: Final = re.compile(r"(?:[a-z]{2,3}|[ix])(?:-[A-Za-z0-9]{1,8})*\Z")
_OWN_SUFFIXES: Final = {f"_{name}": name for name in (*TERM_FIELDS[1:], *LANGUAGE_FIELDS)}
_ANNOTATED: Final = re.compile(r"\s*>>(X?[ELIT])<<(.*)\Z", re.DOTALL)
_JOINTS: Final = re.compile(r"[\s_\-./:()\[\]{}<>*,–—]+")
_REMARK: Final = re.compile(r"(?<!\s)\s*[(\[][^()\[\]]*[)\]]\s*\Z")
_CAMEL: Final = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")
_CONCEPT_ONLY: Final = frozenset({"concept_id", "review_status", "subject_field", "language", "ignored"})


def is_own_tag(tag: str) -> bool:
    """True for a normal language tag that can head a column of our own layout."""
    if not _OWN_TAG.match(tag) or tag in CONCEPT_FIELDS:
        return False
    try:
        return normalise_tag(tag) == tag
    except ValueError:
        return False


def own_columns(headers: Sequence[str]) -> list[Column] | None:
    """The columns of a table in our own layout (docs/formats-glossaries.md); None if it is any other table."""
    if not headers or headers[0] != "concept_id":
        return None
    columns = [own_column(header) for header in headers]
    return None if None in columns else [column for column in columns if column is not None]


def own_column(header: str) -> Column | None:
    """The meaning of one header of our own layout."""
    if header in CONCEPT_FIELDS:
        return Column(header, None, header)
    if is_own_tag(header):
        return Column("term", header, header)
    for suffix, field in _OWN_SUFFIXES.items():
        tag = header.removesuffix(suffix)
        if tag != header and is_own_tag(tag):
            return Column(field, tag, header)
    return None


def own_header(column: Column) -> str:
    """The header of a column in our own layout."""
    if column.lang is None:
        return column.field
    return column.lang if column.field == "term" else f"{column.lang}_{column.field}"


def term_languages(columns: Sequence[Column]) -> list[str]:
    """The languages of the columns of terms, as often as there are columns."""
    return [column.lang for column in columns if column.field == "term" and column.lang]


def find_columns(headers: Sequence[str]) -> list[Column]:
    """The columns of anybody's table, one for each header; what is not understood is an ``unknown`` column."""
    plain = [" ".join(_words(header[: _LONGEST + 1])) for header in headers]
    counts = Counter(plain)
    columns: list[Column] = []
    for header, words in zip(headers, plain, strict=True):
        field, lang = meaning(header)
        columns.append(Column(field, lang, header.strip(), bool(words) and counts[words] > 1))
    return _in_place(_with_pair(columns))


def meaning(header: str) -> tuple[str, str | None]:
    """Field and language of one header: ``German_Definition`` → (definition, de), ``Wortart`` → (part_of_speech, None).

    A bare language is its term column.
    """
    if len(header) > _LONGEST:
        return UNKNOWN, None
    level, bare = _annotation(header)
    words = _words(bare)
    whole = " ".join(words)
    if whole in _FIELD_OF:
        return _at_level(_FIELD_OF[whole], level), None
    found = _with_language(bare, words)
    if found is not None:
        return found
    shorter = _REMARK.sub("", bare)  # “Genus (m/f/n)”, “Term(s)”; then “Kontext/Beispiel”
    shorter = shorter if shorter != bare else bare.partition("/")[0]
    return meaning(shorter) if 0 < len(shorter) < len(bare) else (UNKNOWN, None)


def _with_language(header: str, words: list[str], *, again: bool = False) -> tuple[str, str] | None:
    """Field and language of a header that names a language, perhaps twice: ``English [en] Term``.

    ``again`` is the second look; there is no third, which for ``en de en de …`` would try every order of the words.
    """
    lang = language_of(header)
    if lang is not None:
        return "term", lang
    for named, rest in _stretches(words):
        lang = _language_named(named)
        if lang is None:
            continue
        if rest[-1].isdecimal():
            rest.pop()  # “German 2” is another German term
        field = _FIELD_OF.get(" ".join(rest)) if rest else "term"
        if field is not None:
            return field, lang
        second = None if again else _with_language(" ".join(rest), rest, again=True)
        if second is not None and primary(second[1]) == primary(lang):
            return second[0], max(lang, second[1], key=len)
    return None


def _language_named(words: list[str]) -> str | None:
    return language_of("-".join(words)) or language_of(" ".join(words))


def _stretches(words: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """One to three words that may name a language, and what is left; at the ends first, where names are likeliest."""
    for size in (3, 2, 1):
        for start in (0, len(words) - size, *range(1, len(words) - size)):
            rest = words[:start] + words[start + size :] if start >= 0 else []
            if rest:
                yield words[start : start + size], rest


def _annotation(header: str) -> tuple[str, str]:
    """Glossary Converter's ``>>T<<Note``: the level (E entry, L language, I index, T term) and the rest."""
    match = _ANNOTATED.match(header)
    return (match.group(1), match.group(2)) if match else ("", header)


def _at_level(field: str, level: str) -> str:
    if level.startswith("X"):
        return "ignored"
    if level == "T":
        return {"note": "term_note", "source": "term_source"}.get(field, field)
    return {"note": "language_note"}.get(field, field) if level == "I" else field


def _words(header: str) -> list[str]:
    text = header.strip().strip("\ufeff")
    text = _CAMEL.sub(" ", text) if not text.isupper() else text
    return [word for word in _JOINTS.sub(" ", text).casefold().strip().split(" ") if word]


def _in_place(columns: list[Column]) -> list[Column]:
    """Fields of one term without a language go to the language that they must be about.

    A header that occurs after every language (``Deutsch, Genus, Englisch, Genus``) belongs to the language on its left,
    and so does a status or context that occurs once; gender and number belong to German if there is German;
    the part of speech belongs to all languages. memoQ puts the definition before the term and names its language.
    """
    tagged = term_languages(columns)
    left: str | None = None
    placed: list[Column] = []
    for column in columns:
        if column.field == "term" and column.lang:
            left = column.lang
        placed.append(_placed(column, left, tagged))
    return placed


def _placed(column: Column, left: str | None, tagged: list[str]) -> Column:
    """A column with its language; ``left`` is that of the nearest term on its left, ``tagged`` those of all terms."""
    if column.lang is not None:  # the source of the German term is not that of the entry
        return column._replace(field="term_source") if column.field == "source" else column
    is_nameless = column.field == "term" and left is None and not column.repeats  # “Begriff; Englisch”
    if column.field in _CONCEPT_ONLY or not tagged or is_nameless:
        return column
    if column.field == "language_note":
        return column._replace(field="note", lang=left or tagged[0])
    return column._replace(lang=_language_for(column, left, tagged))


_OF_A_TERM: Final = frozenset({*TERM_FIELDS, "synonym", "abbreviation", "preferred"})


def _language_for(column: Column, left: str | None, tagged: list[str]) -> str | None:
    if column.field in ("definition", "definition_source", "note", "source"):
        return left if column.repeats and column.field != "source" else None
    nearest = left or tagged[0]
    if column.repeats:
        return nearest if column.field in _OF_A_TERM else None
    if column.field in ("gender", "number"):
        return next((lang for lang in tagged if is_same_language(lang, "de")), nearest)
    if column.field == "part_of_speech":
        return None
    return nearest if column.field in _OF_A_TERM else None


def _with_pair(columns: list[Column]) -> list[Column]:
    """``source`` beside ``target`` is a segment, not a reference; beside a term, a translation is a term."""
    fields = {column.field for column in columns}
    if "source_text" in fields:
        return columns
    if fields & {"term", "source_term"}:
        return [_as_term(column) if column.field == "target_text" else column for column in columns]
    if "target_text" in fields:
        return [column._replace(field="source_text") if _names_source(column) else column for column in columns]
    return columns


def _as_term(column: Column) -> Column:
    return column._replace(field="term" if column.lang else "target_term")


def _names_source(column: Column) -> bool:
    return column.header.strip().casefold().startswith(("source", "quelle"))
