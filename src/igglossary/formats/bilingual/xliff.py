"""XLIFF 1.2 and 2.x, read for import: segments with their inline codes kept apart from the text."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final, NamedTuple

from igglossary.errors import InputError, Problem, UnsupportedInputError
from igglossary.formats.language_guess import guess_pair
from igglossary.formats.report import Skipped
from igglossary.formats.trees import line_of, tree_of
from igglossary.messages import _, ngettext
from igglossary.model import InlineCode, Status, TranslationUnit, Variant
from igglossary.text.languages import normalise_tag, primary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from os import PathLike

    from lxml.etree import _Element

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}"
_CODE_CONTENT: Final = frozenset({"bpt", "ept", "it", "ph"})
"""XLIFF 1.2 elements whose content is native code; in 2.x ``ph`` is empty and its code is in ``originalData``."""
_FINAL: Final = frozenset({"final", "signed-off", "reviewed"})
"""States that say that somebody has looked at it; every other state is a candidate."""
_SAMPLE: Final = 100


class _Pair(NamedTuple):
    """The source and target elements of one segment with what is said around them."""

    id: str | None
    source: _Element
    target: _Element | None
    state: str | None
    notes: tuple[str, ...]
    properties: tuple[tuple[str, str], ...]
    line: int | None
    data: dict[str, str]
    """2.x: the native codes of ``originalData`` by their ids."""


def read_xliff(
    path: str | PathLike[str], *, languages: Sequence[str] = (), lines: list[int | None] | None = None
) -> Iterator[TranslationUnit | Problem]:
    """The translated segments of an XLIFF file.

    Both languages are the file's own; ``languages`` (source, target) is what is expected, and another or a swapped
    pair is a Problem. States: final, signed-off, reviewed and ``approved="yes"`` are approved, every other state is a
    candidate, and a unit of which nothing is said is approved. Segments without a target are left out with a Problem
    each, earlier translations (``alt-trans``, ``mtc:match``) with their number. ``lines`` is given the 1-based line of
    each unit before that is yielded.

    Raises:
        InputError: the file cannot be read, is no XLIFF, or a ``file`` names no source or target language.
        UnsafeInputError: it declares entities or is larger than one tree may be (64 MiB).
        UnsupportedInputError: its version is neither 1 nor 2.
    """
    where = os.fspath(path)
    root = tree_of(path)
    if _name(root) != "xliff":
        raise InputError(_("This is no XLIFF: its first element is not <xliff>."), where=where)
    version = root.get("version") or "1.2"
    if version[:1] not in ("1", "2"):
        message = _("XLIFF {version} is not known here.").format(version=version[:20])
        raise UnsupportedInputError(message, where=where, hint=_("XLIFF 1.2 and 2.0 to 2.2 are."))
    for file in _all(root, "file"):
        source, target = _languages(root, file, version, languages, where)
        pairs = list(_pairs_1(file) if version.startswith("1") else _pairs_2(file))
        yield from _pair_problems(pairs, (source, target), languages, where, file)
        for pair in pairs:
            unit = _unit(pair, source, target, where)
            if lines is not None and isinstance(unit, TranslationUnit):
                lines.append(pair.line)
            yield unit
    yield from _left_out(root, where)


def _name(element: _Element) -> str:
    """The local name; comments and processing instructions have none."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _all(element: _Element, name: str) -> Iterator[_Element]:
    return (child for child in element.iter() if _name(child) == name)


def _children(element: _Element, name: str) -> Iterator[_Element]:
    return (child for child in element if _name(child) == name)


def _child(element: _Element, name: str) -> _Element | None:
    return next(_children(element, name), None)


def _languages(root: _Element, file: _Element, version: str, languages: Sequence[str], where: str) -> tuple[str, str]:
    if version.startswith("1"):
        names = file.get("source-language"), file.get("target-language") or _language_of_targets(file)
    else:
        names = root.get("srcLang"), root.get("trgLang") or _language_of_targets(file)
    tags = []
    for at, name in enumerate(names):
        try:
            tags.append(normalise_tag(str(name or (languages[at] if len(languages) > at else ""))))
        except ValueError:
            source = _("The file does not say what its source language is.")
            message = _("The file does not say what its target language is.") if at else source
            hint = _("Try: add the attribute to <file> (1.2) or <xliff> (2.x).")
            raise InputError(message, where=f"{where}:{line_of(file)}", hint=hint) from None
    return tags[0], tags[1]


def _language_of_targets(file: _Element) -> str | None:
    return next((target.get(_SPACE + "lang") for target in _all(file, "target") if target.get(_SPACE + "lang")), None)


def _pair_problems(
    pairs: Sequence[_Pair], tags: tuple[str, str], expected: Sequence[str], where: str, file: _Element
) -> Iterator[Problem]:
    """Say if the pair is not the expected one, is the same language twice, or its texts are the other way round."""
    line = line_of(file)
    if primary(tags[0]) == primary(tags[1]):
        message = _("Source and target language are both {language}.")
        yield Problem(where, message.format(language=tags[0]), line)
    if len(expected) >= 2 and [primary(tag) for tag in tags] != [primary(tag) for tag in expected[:2]]:
        message = _("The file is {source}–{target}, not {first}–{second} as expected.")
        yield Problem(
            where, message.format(source=tags[0], target=tags[1], first=expected[0], second=expected[1]), line
        )
    if {primary(tags[0]), primary(tags[1])} == {"de", "en"}:
        texts = ([_plain(pair.source), _plain(pair.target)] for pair in pairs[:_SAMPLE] if pair.target is not None)
        if guess_pair(texts) == (primary(tags[1]), primary(tags[0])):
            message = _("The file says {source}–{target}, but its texts are the other way round.")
            yield Problem(where, message.format(source=tags[0], target=tags[1]), line)


def _plain(element: _Element | None) -> str:
    return "" if element is None else "".join(str(part) for part in element.itertext())


def _left_out(root: _Element, where: str) -> Iterator[Problem]:
    count = sum(_name(element) in ("alt-trans", "match") for element in root.iter())
    if count:
        message = ngettext(
            "{n} earlier translation beside the current one (alt-trans) was left out.",
            "{n} earlier translations beside the current ones (alt-trans) were left out.",
            count,
        )
        yield Problem(where, message.format(n=count))


def _pairs_1(file: _Element) -> Iterator[_Pair]:
    """XLIFF 1.2: trans-units, taken apart by their ``mrk mtype="seg"`` where source and target have the same ones."""
    original = file.get("original")
    for unit in _all(file, "trans-unit"):
        source, target = _child(unit, "source"), _child(unit, "target")
        if source is None:
            continue
        properties = [("x-original", original)] if original else []
        properties += [("x-resname", unit.get("resname", ""))] if unit.get("resname") else []
        notes = tuple(filter(None, (_plain(note).strip() for note in _children(unit, "note"))))
        approved = {"yes": "final", "no": "not-approved"}.get(unit.get("approved", ""))
        state = approved if approved == "final" else (target.get("state") if target is not None else None) or approved
        whole = _Pair(unit.get("id"), source, target, state, notes, tuple(properties), line_of(unit), {})
        segmented = _child(unit, "seg-source")
        ours = _segments(segmented) if segmented is not None else {}
        theirs = _segments(target) if target is not None else {}
        if not ours or ours.keys() != theirs.keys():
            yield whole
            continue
        for mid, part in ours.items():
            yield whole._replace(
                id=f"{whole.id}#{mid}", source=part, target=theirs[mid], line=line_of(part) or whole.line
            )


def _segments(element: _Element) -> dict[str, _Element]:
    return {mrk.get("mid", ""): mrk for mrk in _all(element, "mrk") if mrk.get("mtype") == "seg"}


def _pairs_2(file: _Element) -> Iterator[_Pair]:
    """XLIFF 2.x: the segments of each unit."""
    for unit in _all(file, "unit"):
        unit_notes = [part for holder in _children(unit, "notes") for part in _children(holder, "note")]
        notes = tuple(filter(None, (_plain(note).strip() for note in unit_notes)))
        data = {
            str(item.get("id")): _plain(item)
            for holder in _children(unit, "originalData")
            for item in _children(holder, "data")
        }
        properties = [("x-resname", unit.get("name", ""))] if unit.get("name") else []
        for number, segment in enumerate(_children(unit, "segment"), start=1):
            source = _child(segment, "source")
            if source is None:
                continue
            id_ = f"{unit.get('id')}#{segment.get('id') or number}"
            yield _Pair(
                id_, source, _child(segment, "target"), segment.get("state"), notes, tuple(properties),
                line_of(segment), data,
            )  # fmt: skip


def _unit(pair: _Pair, source: str, target: str, where: str) -> TranslationUnit | Problem:
    ours = _variant(pair.source, source, pair.data)
    theirs = _variant(pair.target, target, pair.data) if pair.target is not None else None
    if theirs is None or not (theirs.text or theirs.codes):
        return Skipped(where, _("The segment has no translation; it was left out."), pair.line, pair.id)
    if not ours.text.strip() and not theirs.text.strip():
        return Skipped(where, _("The segment has no text; it was left out."), pair.line, pair.id)
    approved = pair.state is None or pair.state in _FINAL
    properties = (*pair.properties, ("x-state", pair.state)) if pair.state else pair.properties
    return TranslationUnit(
        (ours, theirs),
        id=pair.id,
        status=Status.APPROVED if approved else Status.CANDIDATE,
        notes=pair.notes,
        properties=properties,
    )


def _variant(element: _Element, lang: str, data: dict[str, str]) -> Variant:
    reader = _Inline(data)
    reader.take(element)
    return Variant(lang, "".join(reader.parts), tuple(reader.codes))


class _Inline:
    """Takes the text out of a segment and keeps its inline elements as codes, in document order."""

    def __init__(self, data: dict[str, str]) -> None:
        self.data = data
        self.parts: list[str] = []
        self.length = 0
        self.codes: list[InlineCode] = []

    def take(self, element: _Element) -> None:
        """The content of an element."""
        self._add(element.text)
        for child in element:
            if _name(child):
                self._code(child)
            self._add(child.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self.parts.append(str(text))
            self.length += len(text)

    def _code(self, child: _Element) -> None:
        name = _name(child)
        attributes = [(str(key).replace(_SPACE, "xml:"), str(value)) for key, value in child.attrib.items()]
        attributes += [
            (f"data:{key}", self.data[value])
            for key, value in attributes
            if key in ("dataRef", "dataRefStart", "dataRefEnd") and value in self.data
        ]
        start, place = self.length, len(self.codes)
        if name in _CODE_CONTENT:
            self.codes.append(InlineCode(start, name, tuple(attributes), _content(child)))
            return
        self.codes.append(InlineCode(start, name, tuple(attributes)))
        if child.text or len(child):
            self.take(child)
            self.codes[place] = InlineCode(start, name, tuple(attributes), end=self.length)


def _content(element: _Element) -> str:
    """The content of an element as XML."""
    from lxml import etree  # loaded already by parse_xml

    inner = etree.tostring(element, encoding="unicode", with_tail=False)
    head, _gt, rest = inner.partition(">")
    return "" if head.endswith("/") else rest.rpartition("</")[0]
