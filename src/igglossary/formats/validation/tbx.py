"""The rules of TBX: structure of v2 (DTD) and v3 (RNG) as tables, data categories of the dialects, ids and targets."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from igglossary.formats.tbx import vocabulary as names
from igglossary.formats.tbx.default_categories import DEFAULT_DESCRIPTIONS, DEFAULT_NAMES, DEFAULT_VALUES
from igglossary.formats.validation.engine import LANGUAGE_TAG, Checker, Frame
from igglossary.formats.validation.tbx_models import models_min_2013, models_v2, models_v3
from igglossary.messages import _
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Mapping

_XML: Final = "http://www.w3.org/XML/1998/namespace}"
_NCNAME = re.compile(r"[^\W\d][\w.\-·]*\Z")
_URL = re.compile(r"https?://.+")
_DATE = re.compile(r"(\d{4,}-\d\d-\d\d)(T\d\d:\d\d:\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?\Z", re.ASCII)
_LEVELS: Final[Mapping[str, str]] = {
    **dict.fromkeys(names.ENTRY_ELEMENTS, names.CONCEPT),
    **dict.fromkeys(names.LANGUAGE_ELEMENTS, names.LANGUAGE),
    **dict.fromkeys((*names.TERM_ELEMENTS, "termGrp"), names.TERM),
}
_MIN_NAMES: Final = frozenset(
    {"subjectField", "customerSubset", "administrativeStatus", "partOfSpeech", "externalCrossReference"}
)
_LINGUIST: Final[Mapping[str, str]] = {
    "reading": "admin",
    "readingNote": "adminNote",
    "grammaticalNumber": "termNote",
    "register": "termNote",
    "transferComment": "termNote",
}
_MIN_2013_VALUES: Final[Mapping[str, frozenset[str]]] = {
    "termStatus": frozenset({"admitted", "preferred", "notRecommended", "obsolete"}),
    "partOfSpeech": frozenset({"noun", "properNoun", "verb", "adjective", "adverb", "other"}),
    "directionality": frozenset({"bidirectional", "monodirectional"}),
}
_LEVEL_NAMES: Final[Mapping[str, str]] = {"concept": "entry", "language": "language", "term": "term"}


class TbxChecker(Checker):
    """Checks one TBX of v2 or v3."""

    namespaces = True

    def __init__(self, path: str) -> None:
        """Open the file; InputError as ``Checker``."""
        super().__init__(path)
        self._root = self._namespace = ""
        self._dialect = ""
        self._style = ""
        self._ids: dict[str, int] = {}
        self._targets: list[tuple[str, int, bool]] = []

    def local(self, written: str) -> str:
        """A category of the DCT style goes by its meta element in the table."""
        namespace, _brace, name = written.rpartition("}")
        if self.stack and namespace not in ("", names.CORE):
            return names.DCT_ELEMENTS.get(name) or _LINGUIST.get(name, "descrip")
        return name

    def _start(self, written: str, attributes: dict[str, str]) -> None:
        namespace, _brace, name = written.rpartition("}")
        if not self.stack:
            self._namespace = namespace
        is_module = bool(self.stack) and namespace not in ("", names.CORE)
        if is_module and self._style == "dct":
            attributes = {**attributes, "type": name}
            attributes.pop("metaType", None)
        super()._start(written, attributes)
        if is_module:
            self.stack[-1].data["module"] = True
            if self._style == "dca":
                self.report(
                    _("<{name}> is an element of the DCT style; this file is DCA.").format(name=single_line(name)[:40])
                )
        elif self._style == "dct" and name in names.META_ELEMENTS and self._is_in_body():
            self.report(_("<{name}> is an element of the DCA style; this file is DCT.").format(name=name))

    def _is_in_body(self) -> bool:
        return any(frame.name == "body" for frame in self.stack)

    # --- rules -------------------------------------------------------------------------------------------------------

    def begin(self, frame: Frame, parent: Frame | None) -> None:
        """Root, ids, targets, languages."""
        if parent is None:
            self._begin_root(frame)
        identity = frame.attributes.get("id")
        if identity is not None:
            self._take_id(identity, frame)
        elif frame.name in names.ENTRY_ELEMENTS and self._root == "martif":
            self.report(_("The entry has no id."), frame.line, is_remark=True)
        target = frame.attributes.get("target")
        if target is not None and (self._root == "tbx" or (self._root == "martif" and frame.name != "xref")):
            self._targets.append((target, frame.line, self._root == "tbx"))
        if frame.name in names.LANGUAGE_ELEMENTS:
            self._begin_language(frame, parent)

    def _begin_root(self, frame: Frame) -> None:
        self._root = frame.name
        self._dialect = frame.attributes.get("type", "")
        self._style = frame.attributes.get("style", "").casefold() if frame.name == "tbx" else ""
        if (frame.name == "tbx") is not (self._namespace == names.CORE):
            self.report(
                _("The root element <{name}> is not in the namespace that TBX gives it.").format(name=frame.name)
            )
        if frame.name == "tbx":
            self.models = models_v3()
            if not re.match("TBX-.+", self._dialect):
                self.report(_("The type of the root must be the name of a dialect, such as TBX-Basic."))
        elif frame.name == "martif":
            self.models = models_v2(is_basic=self._dialect.casefold() == "tbx-basic")
        elif frame.name == "TBX":
            self.models = models_min_2013()
        else:
            self.report(
                _("The root element is <{name}>, not <martif> or <tbx>.").format(name=single_line(frame.name)[:40])
            )

    def _begin_language(self, frame: Frame, parent: Frame | None) -> None:
        tag = frame.attributes.get(_XML + "lang", "")
        if tag and not LANGUAGE_TAG.match(tag):
            self.report(_("“{tag}” is no language tag (BCP 47).").format(tag=single_line(tag)[:40]), frame.line)
        if parent is not None:
            seen = parent.data.setdefault("languages", set())
            assert isinstance(seen, set)
            if tag.casefold() in seen:
                unit = parent.attributes.get("id")
                self.report(_("The entry has the same language twice."), frame.line, unit=unit, is_remark=True)
            seen.add(tag.casefold())

    def _take_id(self, identity: str, frame: Frame) -> None:
        if not _NCNAME.match(identity):
            message = _("“{id}” is no id that XML allows: it must begin with a letter and hold no blanks.")
            self.report(message.format(id=single_line(identity)[:60]), frame.line, unit=identity)
        if identity in self._ids:
            message = _("The id “{id}” is that of line {line} as well.")
            self.report(
                message.format(id=single_line(identity)[:60], line=self._ids[identity]), frame.line, unit=identity
            )
        else:
            self._ids[identity] = frame.line

    def end(self, frame: Frame, parent: Frame | None) -> None:
        """Terms, dates and data categories, whose text is complete now."""
        text = frame.all_text.strip()
        if frame.name == "term" and not text:
            self.report(_("The term is empty."), frame.line, is_remark=True)
        elif self._root == "TBX":
            values = _MIN_2013_VALUES.get(frame.name)
            self._check_value(frame.name, text, values, frame.line)
        elif frame.name == "date":
            self._check_date(text, frame.line)
        elif frame.name in names.META_ELEMENTS and parent is not None:
            self._check_category(frame, text)

    def _check_date(self, text: str, line: int) -> None:
        is_basic_v2 = self._root == "martif" and self._dialect.casefold() == "tbx-basic"
        if self._root == "martif" and not is_basic_v2:
            return
        match = _DATE.match(text)
        is_good = match is not None and not (is_basic_v2 and match.group(2))
        if match is not None and is_good:
            try:
                date.fromisoformat(match.group(1))
            except ValueError:
                is_good = False
        if not is_good:
            self.report(_("“{date}” is no date (YYYY-MM-DD).").format(date=single_line(text)[:40]), line)

    def _check_category(self, frame: Frame, text: str) -> None:
        name = frame.attributes.get("type")
        if name is None:
            return
        if name == "":
            self.report(_("The type of <{name}> is empty.").format(name=frame.name), frame.line)
            return
        level = self._level(frame)
        if self._root == "martif":
            self._check_v2(frame, name, text, level)
        elif self._dialect in ("TBX-Basic", "TBX-Min", "TBX-Linguist"):
            self._check_v3(frame, name, text, level)

    def _level(self, frame: Frame) -> str:
        """Where the category stands: at the concept, a language or a term."""
        for each in reversed(self.stack):
            if each is not frame and each.name in _LEVELS:
                return _LEVELS[each.name]
        return ""

    def _check_v2(self, frame: Frame, name: str, text: str, level: str) -> None:
        element = frame.name
        values: frozenset[str] | None
        if self._dialect.casefold() == "tbx-basic":
            category = names.BASIC_CATEGORIES.get(name)
            if category is None or category.element != element:
                self._report_unknown(element, name, frame.line)
                return
            levels, values = category.levels, category.v2_values
        else:
            levels = frozenset()
            if element == "descrip":
                levels = next((key for key, known in DEFAULT_DESCRIPTIONS.items() if name in known), frozenset())
            if not levels and name not in DEFAULT_NAMES.get(element, ()):
                self._report_unknown(element, name, frame.line)
                return
            values = DEFAULT_VALUES.get(name)
        if element == "descrip" and level not in levels:
            self._report_level(name, level, levels, frame.line)
        self._check_value(name, text, values, frame.line)

    def _check_v3(self, frame: Frame, name: str, text: str, level: str) -> None:
        category = names.BASIC_CATEGORIES.get(name)
        if self._dialect == "TBX-Min" and name not in _MIN_NAMES:
            category = None
        if self._dialect == "TBX-Linguist" and _LINGUIST.get(name) == frame.name:
            values = DEFAULT_VALUES.get(name) if name != "transferComment" else None
            self._check_value(name, text, values, frame.line)
            return
        if category is None or category.element != frame.name:
            self._report_unknown(frame.name, name, frame.line)
            return
        if level not in category.levels:
            self._report_level(name, level, category.levels, frame.line)
        self._check_value(name, text, category.values, frame.line)

    def _check_value(self, name: str, text: str, allowed: frozenset[str] | None, line: int) -> None:
        if allowed is not None and text not in allowed:
            self.report(
                _("“{value}” is no value for {name}; it may be {allowed}.").format(
                    value=single_line(text)[:40], name=name, allowed=", ".join(sorted(allowed))
                ),
                line,
            )

    def _report_unknown(self, element: str, name: str, line: int) -> None:
        message = _("{dialect} has no data category “{name}” ({element}).")
        self.report(
            message.format(
                dialect=single_line(self._dialect)[:40] or "TBX", name=single_line(name)[:40], element=element
            ),
            line,
        )

    def _report_level(self, name: str, level: str, levels: frozenset[str], line: int) -> None:
        where = ", ".join(sorted(_LEVEL_NAMES[each] for each in levels))
        message = _("The data category {name} may not stand at the {level}, only at: {allowed}.")
        self.report(message.format(name=name, level=_LEVEL_NAMES.get(level, "-"), allowed=where), line)

    def finish(self) -> None:
        """Every target must be there, or be an address of the web."""
        for target, line, may_be_url in self._targets:
            if target not in self._ids and not (may_be_url and _URL.match(target)):
                message = _("The target “{target}” is no id in this file.")
                self.report(message.format(target=single_line(target)[:60]), line)
        if self._root == "tbx" and self._style not in ("dca", "dct"):
            self.report(_("The root does not say whether its style is dca or dct."), 1)
