"""TBX: term bases, read in every version that is about, written as TBX-Basic v2 and v3 (ISO 30042:2008 and :2019).

What TBX-Basic has no data category for travels in cross-references to ``https://igglossary.invalid/tbx#KEY``, whose
text is the value, one fact each, so that our own export read again gives equal concepts. What of it concerns people
stands behind it as a note in words (``Use instead: Netz``), which is dropped on reading. Former files have such facts
in notes ``igglossary: KEY: VALUE``, which are read as well.

| key: value | at | holds |
| --- | --- | --- |
| ``status: candidate`` | concept | the review status, if it is not approved |
| ``provenance: {…}`` | concept | one Place as JSON; may repeat |
| ``forbidden: yes`` | term | with ``, without status`` if the status beside it is only for other tools |
| ``use instead: …``, ``usage: …``, ``number: plural`` | term | fields of the term |
| ``case-sensitive: yes``, ``do not translate: yes`` | term | fields of the term |
| ``register: formal``, ``reliability: 3`` | term | read from TBX-Default's own categories too |
| ``valid from: 2018-05-25``, ``valid until: …``, ``superseded by: …`` | term | fields of the term |
| ``attestation: EU; 2022/2065; 2022-10-19`` | term | who uses it, in which document, of which date; may repeat |
| ``collocation: de: … = en: …`` | concept | a collocation and its translations; may repeat |
| ``part of speech: properNoun`` | term | v3 has no such value and says ``noun`` |
| ``language: de-AT`` | term | a language that is not that of its section |
| ``term id: …`` | term | an id that is taken in this file |
| ``category: [element, name, value]`` | any | a data category that TBX-Basic does not have |
| ``transaction N: [kind, date, person]`` | any | a transaction that it does not have; N is its place |
| ``time N: 2026-11-23T06:17:00Z`` | any | when the Nth transaction was; v2 has days only |
| ``reference N: [target, kind, label]`` | any | a reference that it does not have, or into nowhere |
| ``note: …`` | any | a note that begins like one of these |
"""

from __future__ import annotations

from igglossary.formats.tbx.reading import TbxFile, open_tbx, read_tbx
from igglossary.formats.tbx.tree import TbxHeader
from igglossary.formats.tbx.writing import Dialect, write_tbx

__all__ = ["Dialect", "TbxFile", "TbxHeader", "open_tbx", "read_tbx", "write_tbx"]
