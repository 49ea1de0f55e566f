"""A reader's draft → Document: the same for every format."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from igglossary.errors import Problem
from igglossary.languages import language
from igglossary.languages.detection import detect_language, identify_language
from igglossary.languages.segmentation import split_sentences
from igglossary.messages import _
from igglossary.model import Document, Marker, Paragraph, Segment
from igglossary.reports.body_quotations import find_body_quotations
from igglossary.reports.embedded import find_embedded
from igglossary.reports.footnotes import parse_footnotes
from igglossary.reports.header import Header, read_header
from igglossary.reports.quotation_marks import find_regions
from igglossary.text.languages import is_same_language
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from igglossary.model import Footnote
    from igglossary.reports.blocks import Block, Draft

_ITEM_LABEL = re.compile(r"(?:[-–—*•·▪◦‣o]|[a-z]\)|\(?\d{1,4}\)|\d{1,4}\.)\s+")
_AFTER_STOP = re.compile(r"[.!?…][\"“”’'»«)\]]*\Z")
_BEFORE_STOP = re.compile(r"[\"“”’'»«)\]]*[.!?…]")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_OWN_WORDS = 2  # function words that keep a sentence in the language of the report
_SHORTEST_TOLD = 6  # words; shorter German sentences of the gold reports look English where they are names
_SAMPLE = 20_000  # code points that decide what language the body is in


def analyse(draft: Draft, *, path: str, sha256: str, lang: str) -> tuple[Document, tuple[Problem, ...]]:
    """Take a draft apart into header, paragraphs with sentences, markers and footnotes.

    What is odd about the report (no footnotes, another language, references without a note) is a Problem.
    """
    header = read_header(draft.blocks, draft.title)
    paragraphs, markers, headings = _read_body(draft.blocks, header, lang)
    places = {part.strip().lower() for part in re.split(r",|/|\bund\b", header.place or "") if part.strip()}
    footnotes = parse_footnotes(draft.notes, places)
    english = [q.text.lower() for note in footnotes for q in note.quotations if is_same_language(q.lang, "en")]
    document = Document(
        path=path,
        kind=draft.kind,
        sha256=sha256,
        title=header.title,
        quarter=header.quarter,
        place_date_line=header.place_date_line,
        place=header.place,
        date_start=header.date_start,
        date_end=header.date_end,
        related_heading=header.related_heading,
        backlinks=tuple(header.backlinks),
        section_headings=tuple(headings),
        paragraphs=tuple(paragraphs),
        footnotes=footnotes,
        markers=tuple(markers),
        embedded=tuple(e for p in paragraphs for e in find_embedded(p, english)) if lang == "de" else (),
        lang=lang,
        body_quotations=find_body_quotations(paragraphs, markers, lang),
        left_out=tuple(draft.left_out),
    )
    problems = [replace_file(problem, path) for problem in draft.problems]
    problems.extend(_problems(document, draft.names))
    return document, tuple(problems)


def replace_file(problem: Problem, path: str) -> Problem:
    """A problem of a reader that knows no path gets the document's."""
    return problem._replace(file=path) if not problem.file else problem


def _read_body(blocks: list[Block], header: Header, lang: str) -> tuple[list[Paragraph], list[Marker], list[str]]:
    paragraphs: list[Paragraph] = []
    markers: list[Marker] = []
    headings: list[str] = []
    section: str | None = None
    count = 0
    for index, given in enumerate(blocks):
        if not _belongs_to_body(given, is_taken=index in header.taken):
            continue
        if given.kind in ("heading", "title") and index not in header.taken:
            section = given.text
            headings.append(section)
        if given.kind in ("heading", "title") and not given.refs:
            continue  # a heading that has a note is a paragraph as well: its marker needs a place
        block = _without_label(given)
        number = len(paragraphs)
        sentences = _sentences(block, number, count, lang)
        count += len(sentences)
        kind = "heading" if block.kind == "title" else block.kind
        paragraphs.append(Paragraph(number, kind, block.text, sentences, section))
        markers.extend(_markers(block, number, sentences))
    return paragraphs, markers, headings


def _belongs_to_body(block: Block, *, is_taken: bool) -> bool:
    """What the header took belongs to it alone, unless it is a title with a note, whose marker needs a place."""
    return bool(block.text) and (not is_taken or (block.kind == "title" and bool(block.refs)))


def _sentences(block: Block, paragraph: int, count: int, lang: str) -> tuple[Segment, ...]:
    """The sentences of a paragraph, each with its language; ``count`` is how many the document had before.

    A cell of a table is no sentence; one that a note belongs to is a segment as it stands, as a heading with a note is.
    """
    text = block.text
    own = _language(text, lang)
    whole = [(0, len(text))] if block.refs else []
    spans = whole if block.kind in ("table_cell", "heading", "title") else split_sentences(text, own)
    result = []
    for n, (a, b) in enumerate(spans, start=1):
        found = _language(text[a:b], own)
        if not is_same_language(found, lang) and is_same_language(identify_language(text[a:b]), lang):
            found = lang  # a short translation among English sentences
        result.append(Segment(f"s{count + n}", text[a:b], found, a, b, paragraph=paragraph))
    return tuple(result)


def _language(text: str, expected: str) -> str:
    """The language of a text that is long enough to tell; the expected one where nothing speaks against it.

    What stands around quotation marks and brackets decides, not the words between them.
    """
    if len(text.split()) < _SHORTEST_TOLD:
        return expected
    outside = _outside_quotation_marks(text)
    for part in (_BRACKETS.sub(" ", outside), outside, _BRACKETS.sub(" ", text), text):
        found = identify_language(part) if len(part.split()) > 1 else "und"
        if found != "und":
            is_other = not is_same_language(found, expected) and not _speaks_for(expected, found, outside)
            return found if is_other else expected
    return expected


def _speaks_for(expected: str, found: str, text: str) -> bool:
    """A sentence with many names of another language: two function words of its own are enough."""
    own = language(expected).function_words - language(found).function_words
    return sum(word in own for word in re.findall(r"[^\W\d_]+", text.lower())) >= _OWN_WORDS


def _outside_quotation_marks(text: str) -> str:
    kept, at = [], 0
    for region in find_regions(text):
        kept.append(text[at : region.begin])
        at = region.stop
    return " ".join([*kept, text[at:]]).strip(" .,;:!?–—")


def _without_label(block: Block) -> Block:
    """A typed list item without its bullet or number, as a web page or Word file would give it."""
    label = _ITEM_LABEL.match(block.text) if block.kind == "list_item" and not block.is_certain else None
    if label is None:
        return block
    cut = label.end()
    return replace(block, text=block.text[cut:], refs=tuple((max(0, offset - cut), key) for offset, key in block.refs))


def _markers(block: Block, number: int, sentences: tuple[Segment, ...]) -> list[Marker]:
    result: list[Marker] = []
    starts = [sentence.start for sentence in sentences]
    for offset, key in block.refs if sentences else ():
        at = sentences[max(0, bisect_left(starts, offset) - 1)]
        result.append(Marker(key, at.id, number, offset, _position(block.text, offset, at)))
    return result


def _position(text: str, offset: int, sentence: Segment) -> str:
    if _AFTER_STOP.search(text, max(0, offset - 4), offset):
        return "after_terminator"
    stop = _BEFORE_STOP.match(text, offset)
    if stop and stop.end() >= sentence.end:
        return "before_terminator"
    return "end_no_terminator" if offset >= sentence.end else "mid_sentence"


def _problems(document: Document, names: Mapping[str, str]) -> list[Problem]:
    problems: list[Problem] = []
    path = document.path
    if not document.footnotes:
        problems.append(Problem(path, _("no footnotes were found"), hint=_("Only the text itself can be used.")))
    if _looks_like_another_language(document):
        expected = {"de": _("German"), "en": _("English")}.get(document.lang, document.lang)
        problems.append(
            Problem(
                path,
                _("the text does not look like {expected}").format(expected=expected),
                hint=_("Is it the right file?"),
            ),
        )
    known = {note.id for note in document.footnotes}
    problems.extend(
        Problem(path, _("the text refers to footnote {number}, which is not there").format(number=marker.footnote))
        for marker in document.markers
        if marker.footnote not in known
    )
    referred = {marker.footnote for marker in document.markers}
    for note in document.footnotes:
        problems.extend(_note_problems(path, note, names.get(note.id, note.id), is_referred=note.id in referred))
    return problems


def _looks_like_another_language(document: Document) -> bool:
    body = " ".join(p.text for p in document.paragraphs)[:_SAMPLE]
    found = detect_language(body) if body else document.lang
    if found == "und":
        return document.lang in ("de", "en") and len(body) > 200
    return found != document.lang


def _note_problems(path: str, note: Footnote, name: str, *, is_referred: bool) -> list[Problem]:
    unit = f"[{name}]"
    problems: list[Problem] = []
    if not is_referred:
        problems.append(Problem(path, _("nothing in the text refers to this footnote"), unit_id=unit))
    if not note.raw:
        problems.append(Problem(path, _("this footnote is empty"), unit_id=unit))
    problems.extend(
        Problem(path, _("not understood: {text}").format(text=single_line(stretch[:120])), unit_id=unit)
        for stretch in note.not_understood
    )
    if note.back_reference is not None and note.back_reference.resolved is None:
        problems.append(
            Problem(
                path,
                _("“{words}” leads to no footnote").format(words=single_line(note.back_reference.raw)),
                unit_id=unit,
            ),
        )
    return problems
