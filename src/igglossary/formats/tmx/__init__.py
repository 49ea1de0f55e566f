"""TMX: translation memories, read 1.1 to 1.4 and what calls itself 1.4b or 2.0, written 1.4 (LISA OSCAR, TMX 1.4b).

What TMX has no element for travels in properties named ``x-igglossary-…`` (table below), so that our own export read
again gives equal units. A creation or change of a variant that repeats the unit's own is the unit's, because OmegaT
wants it on both.

| property | on | holds |
| --- | --- | --- |
| ``x-igglossary-status``, ``-relation``, ``-score``, ``-keep`` | tu | fields that are not the usual ones |
| ``x-igglossary-provenance`` | tu | one Place as JSON; may repeat; a note says the same in words |
| ``x-igglossary-file`` | tu | a Place that is only a file: its number, the first time in 1,000 units with its JSON |
| ``x-igglossary-created-at``, ``-changed-at`` | tu, tuv | a time that TMX cannot write |
| ``x-igglossary-attribute`` | tu, tuv | ``name=value`` of an attribute that TMX does not know |
| ``x-igglossary-property:NAME`` | tu, tuv | a property whose name other tools would misunderstand |
| ``x-igglossary-space`` | tuv | blanks at the ends of the text as code points: OmegaT never matches such segments |
| ``x-igglossary-code`` | tuv | JSON of an inline code that TMX does not know |
"""

from __future__ import annotations

from igglossary.formats.tmx.reading import TmxFile, open_tmx, read_tmx
from igglossary.formats.tmx.vocabulary import TmxHeader
from igglossary.formats.tmx.writing import write_tmx

__all__ = ["TmxFile", "TmxHeader", "open_tmx", "read_tmx", "write_tmx"]
