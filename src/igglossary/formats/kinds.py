"""The one table of kinds of files: what a file is, by content or by ending, and who reads and writes it.

A row names its functions as ``module:function`` and they are imported when they are called, so that asking for a kind
costs nothing. Every reader takes a path and gives model values and Problems; a ``Skipped`` among them is a unit of the
file that could not be read. Every writer takes a path or stream and the values.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol, cast

from igglossary.errors import IgglossaryError, UnsupportedInputError, UsageError
from igglossary.formats.files import check_is_file
from igglossary.messages import Message, _
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from os import PathLike

    from igglossary.errors import Problem
    from igglossary.formats.bilingual.fill_po import PoFiller
    from igglossary.formats.bilingual.fill_xliff import XliffFiller
    from igglossary.formats.report import ExportReport
    from igglossary.model import Concept, TranslationUnit

    Reader = Callable[..., Iterator[Concept | TranslationUnit | Problem]]
    Writer = Callable[..., ExportReport]
    Filler = PoFiller | XliffFiller

    class Checker(Protocol):
        """Finds what is wrong with one file."""

        def check(self) -> list[Problem]:
            """Everything that is wrong, in the order of the file."""


class Wording(NamedTuple):
    """How a front end puts messages into words, for files that people read."""

    say: Callable[[Message, str | None], str]
    opening: str
    """The language that the reader meets first."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file.

    Attributes:
        name: For ``--to`` and reports.
        holds: What its readers give and its writers take; ``any`` means that the file decides.
        endings: In lower case with the dot, the usual one first.
        roots: Local names of the root element, if it is XML.
        reader: ``module:function``, "" if nobody reads it.
        writer: ``module:function``, "" if nobody writes it.
        takes_languages: True if the reader takes ``languages``, for files that do not name theirs.
        gives_lines: True if the reader takes ``lines``, a list to which it adds the line of each unit.
        dialects: What the writer takes as ``dialect``, the usual one first.
        layouts: What the writer takes as ``layout``, the usual one first.
        is_directed: True if the writer takes ``languages``, source and target.
        validates: ``module:class`` of the checker for ``validate``, "" if there is none.
        fills: ``module:class`` of the filler for ``pretranslate``, "" if there is none.
        is_worded: True if the writer takes ``say`` and ``opening``, since people read what it writes.
        is_addressed: True if the writer takes ``base_uri``, what the ids of its entries are put behind.
        approves: False if the file has no review status, so that a candidate of ours that comes back in it under its
            own id is still one.
        beside: Endings of the other files that the writer makes, instead of the usual ending.
        rows: ``module:function`` that gives the rows of a concept, for files in which entries have no ids: what comes
            back as it was written is no news.
    """

    name: str
    holds: Literal["units", "concepts", "any"]
    endings: tuple[str, ...]
    roots: tuple[str, ...] = ()
    reader: str = ""
    writer: str = ""
    takes_languages: bool = False
    gives_lines: bool = False
    dialects: tuple[str, ...] = ()
    layouts: tuple[str, ...] = ()
    is_directed: bool = False
    validates: str = ""
    fills: str = ""
    is_worded: bool = False
    is_addressed: bool = False
    approves: bool = True
    beside: tuple[str, ...] = ()
    rows: str = ""

    @property
    def read(self) -> Reader | None:
        """The reader, None if nobody reads this kind."""
        return None if not self.reader else cast("Reader", _function(self.reader))

    @property
    def write(self) -> Writer | None:
        """The writer, None if nobody writes this kind."""
        return None if not self.writer else cast("Writer", _function(self.writer))

    @property
    def checker(self) -> Callable[[str], Checker] | None:
        """What checks a file of this kind against its standard."""
        return None if not self.validates else cast("Callable[[str], Checker]", _function(self.validates))

    @property
    def filler(self) -> Callable[..., Filler] | None:
        """What fills the untranslated segments of a file of this kind."""
        return None if not self.fills else cast("Callable[..., Filler]", _function(self.fills))

    @property
    def rows_of(self) -> Callable[[Concept, str, str], Iterator[tuple[str, ...]]] | None:
        """What gives the rows of a concept in two languages."""
        function = _function(self.rows) if self.rows else None
        return cast("Callable[[Concept, str, str], Iterator[tuple[str, ...]]] | None", function)

    def options(
        self,
        *,
        dialect: str,
        layout: str,
        languages: Sequence[str] = (),
        words: Wording | None = None,
        base_uri: str = "",
    ) -> dict[str, object]:
        """What of these concerns the writer of this kind: one call may write several."""
        return {
            **({"say": words.say, "opening": words.opening} if self.is_worded and words else {}),
            **({"base_uri": base_uri} if self.is_addressed else {}),
            **({"dialect": dialect} if self.dialects else {}),
            **({"layout": layout} if self.layouts else {}),
            **({"languages": languages} if self.is_directed and languages else {}),
        }


DIALECTS: Final = ("v2", "dca", "dct")
"""Of TBX: version 2, and the two styles of version 3."""
LAYOUTS: Final = ("own", "memoq", "phrase", "multiterm")
"""Of tables (docs/formats-glossaries.md)."""


KINDS: Final[tuple[Kind, ...]] = (
    Kind(
        "tmx",
        "units",
        (".tmx", ".tmx.gz"),
        ("tmx",),
        "igglossary.formats.tmx:read_tmx",
        "igglossary.formats.tmx:write_tmx",
        validates="igglossary.formats.validation.tmx:TmxChecker",
    ),
    Kind(
        "tbx",
        "concepts",
        (".tbx", ".tbx.gz"),
        ("martif", "tbx", "TBX"),
        "igglossary.formats.tbx:read_tbx",
        "igglossary.formats.tbx:write_tbx",
        dialects=DIALECTS,
        validates="igglossary.formats.validation.tbx:TbxChecker",
    ),
    Kind(
        "csv",
        "any",
        (".csv",),
        reader="igglossary.formats.tables.tabular:read_csv",
        writer="igglossary.formats.tables.tabular:write_csv",
        takes_languages=True,
        layouts=LAYOUTS,
        is_directed=True,
    ),
    Kind(
        "tsv",
        "any",
        (".tsv",),
        reader="igglossary.formats.tables.tabular:read_tsv",
        writer="igglossary.formats.tables.tabular:write_tsv",
        takes_languages=True,
        layouts=LAYOUTS,
        is_directed=True,
    ),
    Kind(
        "xlsx",
        "any",
        (".xlsx",),
        reader="igglossary.formats.tables.xlsx:read_xlsx",
        writer="igglossary.formats.tables.xlsx:write_xlsx",
        takes_languages=True,
        layouts=LAYOUTS,
        is_directed=True,
    ),
    Kind(
        "omegat",
        "concepts",
        (".utf8", ".tab"),
        reader="igglossary.formats.tables.omegat:read_omegat_glossary",
        writer="igglossary.formats.tables.omegat:write_omegat_glossary",
        is_directed=True,
        takes_languages=True,
        rows="igglossary.formats.tables.omegat:glossary_rows",
    ),
    Kind(
        "utx",
        "concepts",
        (".utx",),
        reader="igglossary.formats.tables.utx:read_utx",
        writer="igglossary.formats.tables.utx:write_utx",
        is_directed=True,
        approves=False,
    ),
    Kind(
        "multiterm",
        "concepts",
        (".mtf.xml", ".mtf"),
        roots=("mtf",),
        reader="igglossary.formats.multiterm:read_multiterm",
        writer="igglossary.formats.multiterm:write_multiterm",
        is_directed=True,
    ),
    Kind(
        "stardict",
        "concepts",
        (".ifo",),
        writer="igglossary.formats.stardict:write_stardict",
        is_directed=True,
        beside=(".idx", ".dict"),
    ),
    Kind(
        "html",
        "concepts",
        (".html", ".htm"),
        writer="igglossary.formats.page.writing:write_page",
        is_worded=True,
    ),
    Kind(
        "turtle",
        "concepts",
        (".ttl",),
        writer="igglossary.formats.skos:write_turtle",
        is_addressed=True,
    ),
    Kind(
        "json-ld",
        "concepts",
        (".jsonld",),
        writer="igglossary.formats.skos:write_json_ld",
        is_addressed=True,
    ),
    Kind(
        "po",
        "units",
        (".po", ".pot"),
        reader="igglossary.formats.bilingual.po:read_po",
        writer="igglossary.formats.bilingual.po:write_po",
        is_directed=True,
        takes_languages=True,
        gives_lines=True,
        fills="igglossary.formats.bilingual.fill_po:PoFiller",
    ),
    Kind(
        "xliff",
        "units",
        (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"),
        roots=("xliff",),
        reader="igglossary.formats.bilingual.xliff:read_xliff",
        takes_languages=True,
        gives_lines=True,
        fills="igglossary.formats.bilingual.fill_xliff:XliffFiller",
    ),
    Kind(
        "qt",
        "units",
        (".ts",),
        roots=("TS",),
        reader="igglossary.formats.bilingual.toolkit:read_qt",
        takes_languages=True,
    ),
    Kind(
        "qph",
        "units",
        (".qph",),
        roots=("QPH",),
        reader="igglossary.formats.bilingual.toolkit:read_qt_phrases",
        takes_languages=True,
    ),
    Kind(
        "catkeys",
        "units",
        (".catkeys",),
        reader="igglossary.formats.bilingual.toolkit:read_catkeys",
        takes_languages=True,
    ),
    Kind(
        "mo",
        "units",
        (".mo",),
        reader="igglossary.formats.bilingual.toolkit:read_mo",
        takes_languages=True,
    ),
)


def kind_of(path: str | PathLike[str]) -> Kind:
    """The kind of a file that is there: by its root element if it is XML, else by its ending.

    Raises:
        InputError: the file cannot be opened or is empty, or is none.
        UnsupportedInputError: neither content nor ending is known.
    """
    name = os.fspath(path)
    check_is_file(name)
    by_ending = _by_ending(name)
    root = _root_of(name) if by_ending is None or by_ending.roots else None
    if root is not None:
        for kind in KINDS:
            if root in kind.roots:
                return kind
    if by_ending is None and name.casefold().endswith(".txt"):
        by_ending = _kind_of_text(name)
    if by_ending is None:
        raise UnsupportedInputError(
            _("nobody here knows this kind of file."),
            where=name,
            hint=_known_endings(lambda kind: bool(kind.reader)),
        )
    return by_ending


def _kind_of_text(name: str) -> Kind | None:
    """A glossary as plain text: with a header it is a table, without one OmegaT's; None for running text."""
    from igglossary.formats.tables.omegat import has_header  # csv and more, only to look into a text

    wanted = {True: "tsv", False: "omegat", None: ""}[has_header(name)]
    return next((kind for kind in KINDS if kind.name == wanted), None)


def kind_for_output(path: str | PathLike[str], name: str | None = None) -> Kind:
    """The kind to write: by name (``--to``) if it is given, else by the ending of the path.

    Raises:
        UsageError: there is no such kind, or nobody writes it.
    """
    if name is not None:
        found = next((kind for kind in KINDS if kind.name == name), None)
    else:
        found = _by_ending(os.fspath(path))
    if found is not None and found.writer:
        return found
    raise UsageError(
        _("nobody here writes {kind}.").format(kind=single_line(name or os.path.basename(os.fspath(path)))[:80]),
        hint=_known_endings(lambda kind: bool(kind.writer)),
    )


def files_beside(path: str) -> tuple[str, ...]:
    """The other files that are written with this one."""
    kind = _by_ending(path)
    return () if kind is None else tuple(os.path.splitext(path)[0] + ending for ending in kind.beside)


def _by_ending(name: str) -> Kind | None:
    """The kind with the longest fitting ending."""
    low = name.casefold()
    fitting = [(ending, kind) for kind in KINDS for ending in kind.endings if low.endswith(ending)]
    return max(fitting, key=lambda each: len(each[0]))[1] if fitting else None


def _known_endings(is_wanted: Callable[[Kind], bool]) -> Message:
    """What else would do; a dump (.jsonl) is no format, but is imported and exported by the same commands."""
    endings = [ending for kind in KINDS if is_wanted(kind) for ending in kind.endings]
    return _("Known endings: {endings}").format(endings=" ".join((*endings, ".jsonl")))


def _root_of(path: str) -> str | None:
    """The local name of the root element; None if the beginning of the file is no XML that may be read."""
    from igglossary.formats.xml import XmlSource, root_name  # expat and gzip, only to look into a file

    source = XmlSource(path)
    try:
        return root_name(source)
    except IgglossaryError:
        return None  # the reader of the kind by ending says what is wrong
    finally:
        source.close()


def _function(dotted: str) -> object:
    module, _colon, name = dotted.partition(":")
    function: object = getattr(import_module(module), name)
    return function
