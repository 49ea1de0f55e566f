"""The rules of TMX: the DTDs of 1.1 to 1.4 as tables, and what CAT tools demand besides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from igglossary.formats.tmx import vocabulary as names
from igglossary.formats.validation.engine import LANGUAGE_TAG, Checker, Frame, Model
from igglossary.messages import _
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Mapping

_CODES: Final = frozenset({"bpt", "ept", "ph", "it", "ut"})
_TIMES: Final = ("creationdate", "changedate", "lastusagedate")
_LANGUAGE: Final = "xml:lang"
_VERSIONS: Final = ("1.1", "1.2", "1.3", "1.4")


def models_for(version: str) -> Mapping[str, Model]:
    """The table for a version (tmx11.dtd … tmx14.dtd); an unknown one is treated as 1.4."""
    number = version if version in _VERSIONS else "1.4"
    is_old = number in ("1.1", "1.2")
    languages = frozenset({"lang"} if is_old else {"lang", _LANGUAGE})
    note = languages | {"o-encoding"}
    inline = _CODES | ({"sub"} if number == "1.1" else {"hi"})
    in_sub = _CODES | (frozenset() if number == "1.1" else {"hi"})
    header = tuple(name for name in names.HEADER_ATTRIBUTES[:7])
    person_and_time = frozenset({"creationdate", "creationid", "changedate", "changeid"})
    meta = re.compile(r"(?:note |prop )*")
    table = {
        "tmx": Model(
            frozenset({"header", "body"}),
            re.compile("header body "),
            _("one <header>, then one <body>"),
            required=("version",),
        ),
        "header": Model(
            frozenset({"note", "prop", "ude"}),
            required=header,
            allowed=person_and_time | {"o-encoding"},
            values={"segtype": names.SEGMENT_TYPES},
        ),
        "body": Model(frozenset({"tu"})),
        "note": Model(has_text=True, allowed=note),
        "prop": Model(has_text=True, required=("type",), allowed=note),
        "ude": Model(
            frozenset({"map"}),
            re.compile("(?:map )+"),
            _("at least one <map>"),
            required=("name",),
            allowed=frozenset({"base"}),
        ),
        "map": Model(required=("unicode",), allowed=frozenset({"code", "ent", "subst"})),
        "tu": Model(
            frozenset({"note", "prop", "tuv"}),
            re.compile(rf"{meta.pattern}(?:tuv )+"),
            _("its notes and properties first, then at least one <tuv>"),
            allowed=names.UNIT_ATTRIBUTES | person_and_time | {"tuid"},
            values={"segtype": names.SEGMENT_TYPES},
        ),
        "tuv": Model(
            frozenset({"note", "prop", "seg"}),
            re.compile(rf"{meta.pattern}seg "),
            _("its notes and properties first, then one <seg>"),
            required=("lang",) if is_old else (_LANGUAGE,),
            allowed=names.VARIANT_ATTRIBUTES | person_and_time | languages,
        ),
        "seg": Model(inline, has_text=True),
        "bpt": Model(frozenset({"sub"}), has_text=True, required=("i",), allowed=frozenset({"x", "type"})),
        "ept": Model(frozenset({"sub"}), has_text=True, required=("i",)),
        "it": Model(
            frozenset({"sub"}),
            has_text=True,
            required=("pos",),
            allowed=frozenset({"x", "type"}),
            values={"pos": frozenset({"begin", "end"})},
        ),
        "ph": Model(frozenset({"sub"}), has_text=True, allowed=frozenset({"x", "assoc", "type"})),
        "ut": Model(frozenset({"sub"} if number == "1.4" else ()), has_text=True, allowed=frozenset({"x"})),
        "sub": Model(in_sub, has_text=True, allowed=frozenset({"datatype", "type"})),
    }
    if number != "1.1":
        table["hi"] = Model(_CODES | {"hi"}, has_text=True, allowed=frozenset({"x", "type"}))
    return table


class TmxChecker(Checker):
    """Checks one TMX."""

    def __init__(self, path: str) -> None:
        """Open the file; InputError as ``Checker``."""
        super().__init__(path)
        self._source_language: str | None = None
        self._ids: dict[str, int] = {}
        self.models = models_for("1.4")

    def begin(self, frame: Frame, parent: Frame | None) -> None:
        """Root, version, header, times."""
        if parent is None:
            self._begin_root(frame)
        elif frame.name == "header":
            self._begin_header(frame)
        elif frame.name == "tu":
            self._begin_unit(frame)
        if frame.name in ("header", "tu", "tuv"):
            for name in _TIMES:
                value = frame.attributes.get(name)
                if value is not None and not names.TMX_TIME.match(value):
                    self.report(
                        _("“{value}” is no time as TMX writes it (YYYYMMDDThhmmssZ).").format(
                            value=single_line(value)[:40]
                        ),
                        frame.line,
                        is_remark=True,
                    )

    def _begin_root(self, frame: Frame) -> None:
        if frame.name != "tmx":
            self.report(_("The root element is <{name}>, not <tmx>.").format(name=single_line(frame.name)[:40]))
        if "xmlns" in frame.attributes:
            self.report(_("The elements are in a namespace; TMX has none, and few tools read this."))
        version = frame.attributes.get("version", "")
        if version not in _VERSIONS:
            self.report(
                _("The version is “{version}”; it may be {allowed}.").format(
                    version=single_line(version)[:20], allowed=", ".join(_VERSIONS)
                )
            )
        self.models = models_for(version)

    def _begin_header(self, frame: Frame) -> None:
        for name in names.HEADER_ATTRIBUTES[:7]:
            if frame.attributes.get(name) == "":
                self.report(
                    _("The attribute “{attribute}” of the header is empty.").format(attribute=name), is_remark=True
                )
        self._source_language = frame.attributes.get("srclang")
        for name in ("srclang", "adminlang"):
            tag = frame.attributes.get(name)
            if tag and tag.casefold() != "*all*" and not LANGUAGE_TAG.match(tag):
                self._report_tag(tag, frame.line)

    def _begin_unit(self, frame: Frame) -> None:
        identity = frame.attributes.get("tuid")
        if identity is None:
            return
        if identity in self._ids:
            message = _("The tuid “{id}” is that of line {line} as well.")
            self.report(
                message.format(id=single_line(identity)[:60], line=self._ids[identity]), unit=identity, is_remark=True
            )
        else:
            self._ids[identity] = frame.line

    def end(self, frame: Frame, parent: Frame | None) -> None:
        """Languages and segments of a unit, pairs of codes."""
        if frame.name == "tu":
            self._end_unit(frame)
        elif frame.name == "tuv" and parent is not None:
            tag = frame.attributes.get(_LANGUAGE) or frame.attributes.get("lang") or ""
            if tag and not LANGUAGE_TAG.match(tag):
                self._report_tag(tag, frame.line)
            _note(parent, "languages", tag.casefold())
        elif frame.name == "seg":
            self._end_segment(frame)
        elif frame.name in ("bpt", "ept"):
            segment = next((each for each in reversed(self.stack) if each.name == "seg"), None)
            if segment is not None:
                _note(segment, frame.name, frame.attributes.get("i", ""))

    def _end_unit(self, frame: Frame) -> None:
        languages = frame.data.get("languages", [])
        assert isinstance(languages, list)
        unit = frame.attributes.get("tuid")
        if len(languages) == 1:
            self.report(_("The unit has one language only."), frame.line, unit=unit, is_remark=True)
        if len(set(languages)) < len(languages):
            self.report(_("The unit has the same language twice."), frame.line, unit=unit, is_remark=True)
        source = (frame.attributes.get("srclang") or self._source_language or "").casefold()
        if source and source != "*all*" and languages and source not in languages:
            message = _("The unit has no variant in its source language {tag}.").format(tag=single_line(source)[:40])
            self.report(message, frame.line, unit=unit, is_remark=True)

    def _end_segment(self, frame: Frame) -> None:
        if not frame.all_text.strip():
            self.report(_("The segment is empty."), frame.line, is_remark=True)
        begins, ends = frame.data.get("bpt", []), frame.data.get("ept", [])
        assert isinstance(begins, list)
        assert isinstance(ends, list)
        if sorted(begins) != sorted(ends) or len(set(begins)) < len(begins):
            self.report(_("The codes <bpt> and <ept> do not pair by “i”."), frame.line, is_remark=True)

    def _report_tag(self, tag: str, line: int) -> None:
        self.report(_("“{tag}” is no language tag (BCP 47).").format(tag=single_line(tag)[:40]), line, is_remark=True)


def _note(frame: Frame, name: str, value: str) -> None:
    """Keep a value of an element inside for the end of this one."""
    values = frame.data.setdefault(name, [])
    assert isinstance(values, list)
    values.append(value)
