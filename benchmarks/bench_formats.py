"""CPU time of reading and writing TMX and TBX, beside lxml and translate-toolkit on the same files in the same run."""

from __future__ import annotations

import random
import resource
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from igglossary.formats.tbx import open_tbx, write_tbx
from igglossary.formats.tmx import open_tmx, write_tmx
from igglossary.model import (
    Concept,
    LanguageSection,
    PartOfSpeech,
    SourcedText,
    Term,
    TranslationUnit,
    Variant,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_UNITS = 100_000
_CONCEPTS = 100_000
_TEXT = (
    "Die Regierung hat im vergangenen Jahr the data are published every second week by committee members und deren "
    "Vertreter größere Änderungen file cannot open directory"
)
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def _sentences(count: int) -> Iterator[tuple[str, str]]:
    chance, words = random.Random(1), _TEXT.split()
    for _number in range(count):
        yield tuple(" ".join(chance.choices(words, k=chance.randint(3, 22))) for _side in "12")  # type: ignore[misc]


def _write_memory(path: Path, *, is_plain: bool) -> None:
    """Plain: two texts a unit. Else: id, times, persons, two properties, and inline codes in one unit of twenty."""
    with path.open("w", encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header creationtool="b" ')
        out.write('creationtoolversion="1" segtype="sentence" o-tmf="b" adminlang="en" srclang="en" ')
        out.write('datatype="plaintext"/><body>\n')
        for number, (one, other) in enumerate(_sentences(_UNITS)):
            head, extra, code = "", "", ""
            if not is_plain:
                at = f"2024{number % 12 + 1:02d}{number % 28 + 1:02d}T{number % 24:02d}0000Z"
                head = (
                    f' tuid="{number}" creationdate="{at}" creationid="u{number % 9}" changedate="{at}" changeid="u1"'
                )
                extra = f'<prop type="x-project">Project {number % 40}</prop><prop type="x-domain">IT</prop>'
                code = '<ph x="1">{0}</ph>' if number % 20 == 0 else ""
            out.write(f'<tu{head}>{extra}<tuv xml:lang="en"><seg>{escape(one)}{code}</seg></tuv>\n')
            out.write(f'<tuv xml:lang="de"><seg>{escape(other)}{code}</seg></tuv></tu>\n')
        out.write("</body></tmx>\n")


def _igglossary(path: Path) -> int:
    return sum(1 for unit in open_tmx(path) if isinstance(unit, TranslationUnit))


def _lxml(path: Path) -> int:
    """Iterparse of lxml over the units, taking what igglossary takes: attributes, properties, languages and texts."""
    from lxml import etree  # the rival, not needed otherwise

    count = 0
    for _event, unit in etree.iterparse(str(path), tag="tu"):
        _taken = dict(unit.attrib), [(prop.get("type"), prop.text) for prop in unit.iterfind("prop")]
        _texts = [(each.get(_LANG), "".join(each.find("seg").itertext())) for each in unit.iterfind("tuv")]
        count += 1
        unit.clear()
        while unit.getprevious() is not None:
            del unit.getparent()[0]
    return count


def _lxml_texts(path: Path) -> int:
    """The same, but only languages and texts."""
    from lxml import etree

    count = 0
    for _event, unit in etree.iterparse(str(path), tag="tu"):
        _texts = [(each.get(_LANG), "".join(each.find("seg").itertext())) for each in unit.iterfind("tuv")]
        count += 1
        unit.clear()
        while unit.getprevious() is not None:
            del unit.getparent()[0]
    return count


def _lxml_write(path: Path, units: Iterable[TranslationUnit]) -> None:
    """The rival: xmlfile of lxml, languages and texts only."""
    from lxml import etree  # the rival, not needed otherwise

    with etree.xmlfile(str(path), encoding="utf-8") as out, out.element("tmx", version="1.4"), out.element("body"):
        for unit in units:
            with out.element("tu"):
                for variant in unit.variants:
                    with out.element("tuv", {_LANG: variant.lang}), out.element("seg"):
                        out.write(variant.text)


def _expat(path: Path) -> None:
    """The anchor of all reading: the parser with handlers that do nothing."""
    from xml.parsers import expat

    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _name, _attributes: None
    parser.EndElementHandler = parser.CharacterDataHandler = lambda _text: None
    parser.buffer_text = True
    with path.open("rb") as file:
        parser.ParseFile(file)


def _toolkit(path: Path) -> int:
    from translate.storage import tmx  # the rival

    with path.open("rb") as file:
        return sum(1 for unit in tmx.tmxfile(file, "en", "de").units if unit.source and unit.target)


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _concepts() -> Iterator[Concept]:
    for number, (one, other) in enumerate(_sentences(_CONCEPTS)):
        sections = (
            LanguageSection(
                "de",
                (
                    Term(
                        f"Begriff {number}",
                        "de",
                        part_of_speech=PartOfSpeech.NOUN,
                        contexts=(SourcedText(one, "Brief"),),
                    ),
                ),
                (SourcedText(other, "Lexikon"),),
            ),
            LanguageSection(
                "en", (Term(f"concept {number}", "en", part_of_speech=PartOfSpeech.NOUN),), (SourcedText(one),)
            ),
        )
        yield Concept(f"c{number}", sections, "Internet", notes=("n",))


def main() -> None:
    """Print one line per measurement."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.tmx")
        for is_plain in (True, False):
            _write_memory(path, is_plain=is_plain)
            ours = min(_cpu(lambda: _igglossary(path)) for _time in range(3))
            rivals = {
                name: min(_cpu(lambda rival=rival: rival(path)) for _time in range(2))  # type: ignore[misc]
                for name, rival in (("lxml", _lxml), ("lxml texts only", _lxml_texts), ("translate-toolkit", _toolkit))
            }
            kind = "plain" if is_plain else "with attributes, properties, codes"
            ratios = ", ".join(f"{seconds / ours:.2f} x {name}" for name, seconds in rivals.items())
            print(f"tmx read, {kind}: {_UNITS / ours:,.0f} units/s CPU; {ratios}")
        units = [TranslationUnit((Variant("en", one), Variant("de", other))) for one, other in _sentences(_UNITS)]
        ours = min(_cpu(lambda: write_tmx(path, units)) for _time in range(2))
        rival = min(_cpu(lambda: _lxml_write(path, units)) for _time in range(2))
        print(f"tmx write: {_UNITS / ours:,.0f} units/s CPU; {ours / rival:.2f} x the time of lxml.xmlfile")
        out = Path(folder, "a.tbx")
        written, read = _cpu(lambda: write_tbx(out, _concepts())), _cpu(lambda: sum(1 for _each in open_tbx(out)))
        print(f"tbx read: {read / _cpu(lambda: _expat(out)):.1f} x expat with empty handlers")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"tbx of {_CONCEPTS:,} concepts: out {written:.1f} s, in {read:.1f} s CPU; peak of this process {peak} MB"
        )


if __name__ == "__main__":
    main()
