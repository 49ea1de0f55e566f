"""XLIFF 1.2 and 2.x, read for import: segments with their inline codes kept apart from the text."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from igglossary.errors import InputError, Problem, UnsupportedInputError
from igglossary.formats.bilingual.confirmation import judge, judge_sub_state
from igglossary.formats.language_guess import guess_pair
from igglossary.formats.report import Skipped
from igglossary.formats.trees import line_of, tree_of
from igglossary.messages import _, ngettext, quoted
from igglossary.model import InlineCode, Status, TranslationUnit, Variant
from igglossary.text.languages import normalise_tag, primary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from os import PathLike

    from lxml.etree import _Element

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}"
_CODE_CONTENT: Final = frozenset({"bpt", "ept", "it", "ph"})
"""XLIFF 1.2 elements whose content is native code; in 2.x ``ph`` is empty and its code is in ``originalData``."""
_SDL: Final = "{http://sdl.com/FileTypes/SdlXliff/1.0}"
_MEMOQ: Final = "{MQXliff}"
_PHRASE: Final = "{http://www.memsource.com/mxlf/2.0}"
_DELETED: Final = frozenset({"x-sdl-deleted", "x-mq-deleted"})
"""``mtype`` of a tracked deletion: the change is read as accepted, so its text is gone."""
_TRANSPARENT: Final = frozenset({"x-sdl-added", "x-mq-inserted", "x-sdl-comment", "x-sdl-feedback-comment"})
"""``mtype`` of tracked insertions and of remarks: their text belongs to the segment, their mark does not."""
_SAMPLE: Final = 100

Said = tuple[tuple[str, str | None], ...]
"""What is said of a translation: (vocabulary, word) for ``confirmation.judge``."""


class _Pair(NamedTuple):
    """The source and target elements of one segment with what is said around them."""

    id: str | None
    source: _Element
    target: _Element | None
    said: Said
    is_closed: bool
    """Not to be translated (``translate="no"``): what stands in the target is no translation."""
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
    pair is a Problem. What a person has confirmed is approved, everything else is a candidate (``confirmation``); in
    a file of Trados, memoQ or Phrase, which say of each segment whether it is confirmed, so is what they say nothing
    of, in other files that is approved. Source and target are paired segment by segment. Left out with a Problem each:
    segments without a translation, rejected ones, such as are not to be translated, and segments whose id is missing
    on one side or stands there twice; earlier translations (``alt-trans``, ``mtc:match``) with their number. Tracked
    changes are read as accepted. ``lines`` is given the 1-based line of each unit before that is yielded.

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
        items = list(_pairs_1(file, where) if version.startswith("1") else _pairs_2(file))
        pairs = [item for item in items if isinstance(item, _Pair)]
        yield from _pair_problems(pairs, (source, target), languages, where, file)
        reader = _UnitReader(source, target, where, silent=_silent_status(root))
        yield from _read_items(items, reader, [] if lines is None else lines)
        yield from reader.problems()
    yield from _left_out(root, where)


def _read_items(
    items: Sequence[_Pair | Problem], reader: _UnitReader, lines: list[int | None]
) -> Iterator[TranslationUnit | Problem]:
    """The units of the pairs, each after its line was put down."""
    for item in items:
        if isinstance(item, Problem):
            yield item
            continue
        unit = reader.unit(item)
        if isinstance(unit, TranslationUnit):
            lines.append(item.line)
        yield unit


def _silent_status(root: _Element) -> Status:
    """What it means that nothing is said of a segment: that nobody has confirmed it, where the tool would say so."""
    tools = {_SDL, _MEMOQ, _PHRASE}
    return Status.CANDIDATE if tools & {f"{{{uri}}}" for uri in root.nsmap.values()} else Status.APPROVED


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
            hint = _("Try: --langs en de")
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


def _pairs_1(file: _Element, where: str) -> Iterator[_Pair | Problem]:
    """XLIFF 1.2: trans-units, taken apart by their ``mrk mtype="seg"`` where the target has such segments."""
    original = file.get("original")
    for unit in _all(file, "trans-unit"):
        source, target = _child(unit, "source"), _child(unit, "target")
        if source is None:
            continue
        named = (("x-original", original), ("x-resname", unit.get("resname")))
        properties = tuple((name, value) for name, value in named if value)
        notes = tuple(filter(None, (_plain(note).strip() for note in _children(unit, "note"))))
        is_closed = _inherited(unit, "translate") == "no"
        said = _said_1(unit, target)
        whole = _Pair(unit.get("id"), source, target, said, is_closed, notes, properties, line_of(unit), {})
        ours, theirs = _segments(_child(unit, "seg-source")), _segments(target)
        if not ours or (not theirs and target is not None and _plain(target).strip()):
            yield whole
        else:
            yield from _paired(whole, ours, theirs, _definitions(unit), where)


def _said_1(unit: _Element, target: _Element | None) -> Said:
    """What a trans-unit and its target say of the translation, in the standard's words and in those of tools."""
    state, qualifier = (None, None) if target is None else (target.get("state"), target.get("state-qualifier"))
    return (
        ("approved", unit.get("approved")),
        ("state", state),
        ("state-qualifier", qualifier),
        ("mq:status", unit.get(_MEMOQ + "status")),
        ("m:confirmed", unit.get(_PHRASE + "confirmed")),
    )


def _definitions(unit: _Element) -> dict[str, Said]:
    """What Trados says of each segment of a trans-unit, by the segment's id."""
    found: dict[str, Said] = {}
    for segment in _all(unit, "seg"):
        if segment.tag == _SDL + "seg":
            found[segment.get("id", "")] = (("conf", segment.get("conf")), ("origin", segment.get("origin")))
    return found


def _paired(
    whole: _Pair, ours: list[_Element], theirs: list[_Element], said: dict[str, Said], where: str
) -> Iterator[_Pair | Problem]:
    """The segments of a trans-unit by their ``mid``; what has no single counterpart is a Problem."""
    counts = [Counter(part.get("mid", "") for part in parts) for parts in (ours, theirs)]
    by_mid = {part.get("mid", ""): part for part in theirs}
    repeated = sorted(mid for mid in counts[0] | counts[1] if max(counts[0][mid], counts[1][mid]) > 1)
    if repeated:
        message = _("Segments have the same id: {ids}.").format(ids=tuple(quoted(mid) for mid in repeated[:5]))
        yield Problem(where, message, whole.line, whole.id)
    for part in (*ours, *(part for part in theirs if part.get("mid", "") not in counts[0])):
        mid = part.get("mid", "")
        id_, line = f"{whole.id}#{mid}", line_of(part) or whole.line
        if mid in repeated:
            yield Skipped(where, _("Nobody knows which translation belongs to the segment; left out."), line, id_)
        elif not counts[0][mid]:
            yield Skipped(where, _("The source has no segment for this translation; left out."), line, id_)
        else:
            yield whole._replace(
                id=id_, source=part, target=by_mid.get(mid), line=line, said=whole.said + said.get(mid, ())
            )


def _inherited(element: _Element, name: str) -> str | None:
    """An attribute of the element or of the nearest one around it that has it."""
    at: _Element | None = element
    while at is not None:
        if at.get(name) is not None:
            return at.get(name)
        at = at.getparent()
    return None


def _segments(element: _Element | None) -> list[_Element]:
    return [] if element is None else [mrk for mrk in _all(element, "mrk") if mrk.get("mtype") == "seg"]


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
        is_closed = _inherited(unit, "translate") == "no"
        for number, segment in enumerate(_children(unit, "segment"), start=1):
            source = _child(segment, "source")
            if source is None:
                continue
            id_ = f"{unit.get('id')}#{segment.get('id') or number}"
            said = ("state", segment.get("state")), ("state-qualifier", judge_sub_state(segment.get("subState")))
            yield _Pair(
                id_, source, _child(segment, "target"), said, is_closed, notes, tuple(properties),
                line_of(segment), data,
            )  # fmt: skip


def _is_of_codes(ours: Variant, theirs: Variant) -> bool:
    """True for a translation that needs no text, as its source has none."""
    return bool(theirs.codes) and not ours.text.strip()


class _UnitReader:
    """Makes units of pairs, and remembers what has to be said once of all of them."""

    def __init__(self, source: str, target: str, where: str, *, silent: Status) -> None:
        """``silent`` is the status of a segment of which nothing is said."""
        self._languages = source, target
        self._where = where
        self._silent = silent
        self._unknown: Counter[str] = Counter()
        self._changes = 0

    def unit(self, pair: _Pair) -> TranslationUnit | Problem:
        """The unit of a pair, or why there is none."""
        ours = self._variant(pair.source, 0, pair.data)
        theirs = self._variant(pair.target, 1, pair.data) if pair.target is not None else None
        if theirs is None or not (theirs.text.strip() or _is_of_codes(ours, theirs)):
            return Skipped(self._where, _("The segment has no translation; it was left out."), pair.line, pair.id)
        if not ours.text.strip() and not theirs.text.strip():
            return Skipped(self._where, _("The segment has no text; it was left out."), pair.line, pair.id)
        if pair.is_closed:
            return Skipped(self._where, _("The segment is not to be translated; it was left out."), pair.line, pair.id)
        judgement = judge(pair.said, silent=self._silent)
        self._unknown.update(judgement.unknown)
        if judgement.status is Status.REJECTED:
            return Skipped(self._where, _("The translation was rejected; it was left out."), pair.line, pair.id)
        states = tuple((f"x-{name.replace(':', '-')}", word) for name, word in pair.said if word)
        return TranslationUnit(
            (ours, theirs), id=pair.id, status=judgement.status, notes=pair.notes, properties=pair.properties + states
        )

    def _variant(self, element: _Element, side: int, data: dict[str, str]) -> Variant:
        reader = _Inline(data)
        reader.take(element)
        self._changes += reader.changes
        return Variant(self._languages[side], "".join(reader.parts), tuple(reader.codes))

    def problems(self) -> Iterator[Problem]:
        """What was not understood, and what was read as if it had been accepted."""
        for word, count in self._unknown.items():
            message = ngettext(
                "Nobody here knows what {word} says of a translation; {n} segment is a candidate for that reason.",
                "Nobody here knows what {word} says of a translation; {n} segments are candidates for that reason.",
                count,
            )
            yield Problem(self._where, message.format(word=word, n=count))
        if self._changes:
            message = ngettext(
                "{n} tracked change was read as accepted.",
                "{n} tracked changes were read as accepted.",
                self._changes,
            )
            yield Problem(self._where, message.format(n=self._changes))


class _Inline:
    """Takes the text out of a segment and keeps its inline elements as codes, in document order."""

    def __init__(self, data: dict[str, str]) -> None:
        self.data = data
        self.parts: list[str] = []
        self.length = 0
        self.codes: list[InlineCode] = []
        self.changes = 0
        """Tracked changes that were read as accepted."""

    def take(self, element: _Element) -> None:
        """The content of an element."""
        self._add(element.text)
        for child in element:
            if _name(child):
                self._inline(child)
            self._add(child.tail)

    def _inline(self, child: _Element) -> None:
        mark = child.get("mtype") if _name(child) == "mrk" else None
        self.changes += mark is not None and mark.endswith(("-deleted", "-added", "-inserted"))
        if mark in _TRANSPARENT:
            self.take(child)
        elif mark not in _DELETED:
            self._code(child)

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
