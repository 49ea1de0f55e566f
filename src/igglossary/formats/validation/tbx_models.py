"""The structure of TBX as tables: TBXcoreStructV02.dtd, TBXBasiccoreStructV02.dtd, TBXcoreStructV03.rng."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from igglossary.formats.validation.engine import Model
from igglossary.messages import Message, _

if TYPE_CHECKING:
    from collections.abc import Mapping

_XML: Final = "http://www.w3.org/XML/1998/namespace}"
_LANG: Final = _XML + "lang"
_ID_LANG: Final = frozenset({"id", _LANG})
_ID: Final = frozenset({"id"})
_TYPED: Final = frozenset({"id", _LANG, "target", "datatype"})


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _sequence(*parts: str) -> re.Pattern[str]:
    """``_sequence("title", "note*")`` → an expression over names with a blank after each."""
    out = []
    for part in parts:
        many = part[-1] if part[-1] in "*+?" else ""
        alternatives = part.rstrip("*+?").split("|")
        out.append("(?:" + "|".join(f"{name} " for name in alternatives) + ")" + many)
    return re.compile("".join(out))


def _text(children: str = "", *, required: tuple[str, ...] = (), allowed: frozenset[str] = _TYPED) -> Model:
    return Model(_names(children), has_text=True, required=required, allowed=allowed)


def _holds(says: Message, *parts: str, required: tuple[str, ...] = (), allowed: frozenset[str] = _ID) -> Model:
    children = frozenset(name for part in parts for name in part.rstrip("*+?").split("|"))
    return Model(children, _sequence(*parts), says, required=required, allowed=allowed)


def models_v2(*, is_basic: bool) -> Mapping[str, Model]:
    """The tables of ``martif``: the core structure, or the narrower one of TBX-Basic."""
    note_text = "hi foreign bpt ept ph"
    info = "descrip|descripGrp|admin|transacGrp|note|ref|xref" + ("" if is_basic else "|adminGrp")
    typed = ("type",)
    table = {
        "martif": _holds(
            _("<martifHeader>, then <text>"), "martifHeader", "text", required=("type", _LANG), allowed=frozenset()
        ),
        "martifHeader": _holds(_("<fileDesc> first"), "fileDesc", "encodingDesc?", "revisionDesc?"),
        "fileDesc": _holds(_("at least one <sourceDesc>, last"), "titleStmt?", "publicationStmt?", "sourceDesc+"),
        "titleStmt": _holds(_("one <title>, then notes"), "title", "note*", allowed=_ID_LANG),
        "title": _text(allowed=_ID_LANG),
        "publicationStmt": _holds(_("at least one <p>"), "p+"),
        "sourceDesc": _holds(_("at least one <p>"), "p+", allowed=_ID_LANG),
        "encodingDesc": _holds(_("at least one <p>"), "p+"),
        "revisionDesc": _holds(_("at least one <change>"), "change+", allowed=_ID_LANG),
        "change": _holds(_("at least one <p>"), "p+", allowed=_ID_LANG),
        "p": Model(
            _names(note_text),
            has_text=True,
            allowed=_ID_LANG | {"type"},
            values={"type": _names("DCSName XCSURI XCSContent")},
        ),
        "text": _holds(_("<body>, then perhaps <back>"), "body", "back?"),
        "body": Model(
            frozenset({"termEntry"}), re.compile("(?:termEntry )+"), _("at least one <termEntry>"), allowed=_ID
        ),
        "back": _holds(_("lists of objects only"), "refObjectList*"),
        "refObjectList": _holds(_("at least one <refObject>"), "refObject+", required=typed),
        "refObject": _holds(_("at least one <item>"), "item+" if is_basic else "itemSet|itemGrp|item+"),
        "item": _text(note_text, allowed=_ID | {"type"}),
        "termEntry": _holds(_("what is about the concept first, then at least one <langSet>"), f"{info}*", "langSet+"),
        "langSet": _holds(
            _("what is about the language first, then at least one term (<tig>)"),
            f"{info}*",
            "tig+" if is_basic else "tig|ntig+",
            required=(_LANG,),
        ),
        "tig": _holds(_("<term>, then term notes, then the rest"), "term", "termNote*", f"{info}*"),
        "term": _text("hi", allowed=_ID),
        "termNote": _text(note_text, required=typed),
        "admin": _text(note_text, required=typed),
        "descrip": _text(note_text, required=typed),
        "note": _text(note_text, allowed=_ID_LANG),
        "ref": _text(required=typed),
        "xref": _text(required=("target",), allowed=frozenset({"id", "type"})),
        "transac": _text(required=typed),
        "transacNote": _text(required=typed),
        "date": _text(allowed=_ID),
        "hi": _text(allowed=frozenset({"type", "target", _LANG})),
        "foreign": _text(note_text, allowed=_ID_LANG),
        "bpt": _text(allowed=frozenset({"i", "type"})),
        "ept": _text(allowed=frozenset({"i"})),
        "ph": _text(allowed=frozenset({"type"})),
        "descripGrp": _holds(
            _("<descrip> first, then its sources"),
            "descrip",
            "admin*" if is_basic else "descripNote|admin|adminGrp|transacGrp|note|ref|xref*",
        ),
        "transacGrp": _holds(
            _("<transac> first, then date and person"),
            "transac",
            "transacNote|date*" if is_basic else "transacNote|date|note|ref|xref*",
        ),
    }
    return table if is_basic else {**table, **_v2_core(info)}


def _v2_core(info: str) -> Mapping[str, Model]:
    """What TBX-Basic leaves out of the core structure."""
    link = "admin|adminGrp|transacGrp|note|ref|xref*"
    typed = ("type",)
    return {
        "adminGrp": _holds(_("<admin> first"), "admin", "adminNote|note|ref|xref*"),
        "adminNote": _text(required=typed),
        "descripNote": _text(required=typed),
        "ntig": _holds(_("<termGrp> first"), "termGrp", f"{info}*"),
        "termGrp": _holds(_("<term>, then term notes"), "term", "termNote|termNoteGrp*", "termCompList*"),
        "termNoteGrp": _holds(_("<termNote> first"), "termNote", link),
        "termComp": _text(allowed=_ID_LANG),
        "termCompGrp": _holds(_("<termComp> first"), "termComp", "termNote|termNoteGrp*", link),
        "termCompList": _holds(_("at least one <termComp>"), f"{info}*", "termComp|termCompGrp+", required=typed),
        "itemGrp": _holds(_("<item> first"), "item", link),
        "itemSet": _holds(_("at least one <item>"), "item|itemGrp+", allowed=_ID | {"type"}),
    }


def models_v3() -> Mapping[str, Model]:
    """The tables of ``tbx``: core structure; elements of the modules go by their meta element."""
    note_text = "ec foreign hi ph sc"
    info = "admin|adminGrp|descrip|descripGrp|note|ref|transacGrp|xref"
    link = "admin|adminGrp|note|ref|transacGrp|xref*"
    typed = ("type",)
    free = _TYPED
    return {
        "tbx": _holds(
            _("<tbxHeader>, then <text>"), "tbxHeader", "text", required=("type", "style", _LANG), allowed=frozenset()
        ),
        "tbxHeader": _holds(_("<fileDesc> first"), "fileDesc", "encodingDesc?", "revisionDesc?"),
        "fileDesc": _holds(_("one <sourceDesc>, last"), "publicationStmt?", "titleStmt?", "sourceDesc"),
        "titleStmt": _holds(_("one <title>, then notes"), "title", "note*", allowed=_ID_LANG),
        "title": _text(allowed=_ID_LANG),
        "publicationStmt": _holds(_("at least one <p>"), "p+"),
        "sourceDesc": _holds(_("at least one <p>"), "p+", allowed=_ID_LANG),
        "encodingDesc": _holds(_("at least one <p>"), "p+"),
        "revisionDesc": _holds(_("at least one <change>"), "change+", allowed=_ID_LANG),
        "change": _holds(_("at least one <p>"), "p+", allowed=_ID_LANG),
        "p": _text(note_text, allowed=_ID_LANG | {"type"}),
        "text": _holds(_("perhaps <body>, then perhaps <back>"), "body?", "back?"),
        "body": _holds(_("at least one <conceptEntry>"), "conceptEntry+"),
        "back": _holds(_("lists of objects only"), "refObjectSec*"),
        "refObjectSec": _holds(_("at least one <refObject>"), "refObject+", required=typed),
        "refObject": _holds(_("at least one <item>"), "itemSet|itemGrp|item+"),
        "item": _text(note_text, allowed=_ID | {"type"}),
        "itemGrp": _holds(_("<item> first"), "item", link),
        "itemSet": _holds(_("at least one <item>"), "item|itemGrp+", allowed=_ID | {"type"}),
        "conceptEntry": _holds(
            _("what is about the concept first, then at least one <langSec>"),
            f"{info}*",
            "langSec+",
            required=("id",),
        ),
        "langSec": _holds(
            _("what is about the language first, then at least one <termSec>"),
            f"{info}*",
            "termSec+",
            required=(_LANG,),
            allowed=frozenset(),
        ),
        "termSec": _holds(_("<term>, then term notes, then the rest"), "term", "termNote|termNoteGrp*", f"{info}*"),
        "term": _text("hi", allowed=_ID),
        "termNote": _text(note_text, required=typed, allowed=free),
        "admin": _text(note_text, required=typed, allowed=free),
        "descrip": _text(note_text, required=typed, allowed=free),
        "adminNote": _text(required=typed, allowed=free),
        "descripNote": _text(required=typed, allowed=free),
        "note": _text(note_text, allowed=_ID_LANG),
        "ref": _text(required=typed, allowed=free),
        "xref": _text(required=("target", "type"), allowed=_ID),
        "transac": _text(required=typed, allowed=free),
        "transacNote": _text(required=typed, allowed=free),
        "date": _text(allowed=_ID),
        "hi": Model(
            has_text=True,
            allowed=frozenset({"target", "type"}),
            values={"type": _names("entailedTerm hotkey italics bold superscript subscript math")},
        ),
        "foreign": _text(note_text, allowed=_ID_LANG),
        "ph": Model(allowed=frozenset({"type"})),
        "sc": Model(required=("id",), allowed=frozenset({"isolated"})),
        "ec": Model(allowed=None),
        "adminGrp": _holds(_("<admin> first"), "admin", "adminNote|note|ref|xref*"),
        "descripGrp": _holds(
            _("<descrip> first, then what is about it"),
            "descrip",
            "admin|adminGrp|descripNote|note|ref|transacGrp|xref*",
        ),
        "termNoteGrp": _holds(_("<termNote> first"), "termNote", link),
        "transacGrp": _holds(_("<transac> first, then date and person"), "transac", "date|note|ref|transacNote|xref*"),
    }


def models_min_2013() -> Mapping[str, Model]:
    """The tables of ``TBX`` (TBX-Min-2013.rng)."""
    plain = ("id", "dateCreated", "creator", "license", "description", "directionality", "subjectField", "customer")
    leaves = {name: _text(allowed=frozenset()) for name in (*plain, "term", "termStatus", "partOfSpeech")}
    leaves |= {name: _text(allowed=frozenset()) for name in ("noteKey", "noteValue")}
    return {
        **leaves,
        "TBX": _holds(_("<header>, then <body>"), "header", "body", required=("dialect",), allowed=frozenset()),
        "header": Model(_names("id languages dateCreated creator license description directionality")),
        "languages": Model(required=("source", "target")),
        "body": _holds(_("at least one <termEntry>"), "termEntry+", allowed=frozenset()),
        "termEntry": Model(
            _names("subjectField langSet"),
            re.compile("(?=.*langSet )(?:langSet |subjectField (?!.*subjectField ))*"),
            _("at least one <langSet> and at most one <subjectField>"),
            required=("id",),
        ),
        "langSet": _holds(_("at least one <tig>"), "tig+", required=(_LANG,), allowed=frozenset()),
        "tig": Model(
            _names("term noteGrp termStatus customer partOfSpeech"),
            re.compile("(?=(?:(?!term ).)*term (?!.*(?<![a-zA-Z])term )).*"),
            _("exactly one <term>"),
        ),
        "noteGrp": Model(frozenset({"note"})),
        "note": Model(_names("noteKey noteValue")),
    }
