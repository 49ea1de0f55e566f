"""Pre-translation: the untranslated segments of a PO or XLIFF file filled from the memory."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from igglossary.errors import UnsupportedInputError
from igglossary.formats.bilingual.fill_markup import Filling
from igglossary.formats.files import keep_copy
from igglossary.formats.kinds import kind_of
from igglossary.memory.lookup import Finder, code_places
from igglossary.messages import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from os import PathLike

    from igglossary.answers.memory import Difference, Match, Penalty
    from igglossary.formats.bilingual.fill_markup import Segment
    from igglossary.formats.bilingual.fill_po import PoFiller
    from igglossary.formats.bilingual.fill_xliff import XliffFiller
    from igglossary.store.contract.store import Store


class FilledSegment(NamedTuple):
    """One segment that was filled; ``differences`` and ``penalties`` say why it is below 100."""

    id: str
    segment: str
    score: int
    source: str
    target: str
    differences: tuple[Difference, ...]
    penalties: tuple[Penalty, ...]


class PretranslateSummary(NamedTuple):
    """What became of the segments of one file: ``exact`` + ``fuzzy`` + ``unfilled`` + ``left_alone`` are all of them.

    ``left_alone`` had a translation, were closed or had no text. ``copy`` is the file as it was, if it was replaced.
    """

    file: str
    exact: int
    fuzzy: int
    unfilled: int
    left_alone: int
    filled: tuple[FilledSegment, ...]
    copy: str | None = None


def pretranslate(
    store: Store,
    path: str | PathLike[str],
    out: str | PathLike[str],
    *,
    threshold: int = 70,
    languages: Sequence[str] = (),
    progress: Callable[[int, int], None] | None = None,
) -> PretranslateSummary:
    """Fill a file's untranslated segments with the best match each, and write it; nothing else in it changes.

    A match is exact at 100 (then every inline code has its known place), else fuzzy; both are marked as the format
    does it (``formats.fill_po``, ``formats.fill_xliff``).

    Args:
        store: An open store.
        path: A PO or XLIFF 1.2/2.x file.
        out: Where the filled file goes; may be the same, of which a copy is kept.
        threshold: The least score, 1–100.
        languages: Source and target, for files that do not name theirs.
        progress: Is told (segments done, of how many).

    Raises:
        UnsupportedInputError: the file is neither PO nor XLIFF.
        InputError: it cannot be read.
        OutputError: the result cannot be written.
    """
    filler = _filler(path, languages)
    finders: dict[tuple[str, str], Finder] = {}
    found: list[FilledSegment] = []
    for number, segment in enumerate(filler.segments, start=1):
        key = (segment.source_lang, segment.target_lang)
        if key not in finders:
            finders[key] = Finder(store, *key, threshold=threshold, limit=1)
        matches = finders[key].find(segment.text, tuple((tag.kind, tag.position) for tag in segment.tags))
        filling = _filling(segment, matches[0]) if matches else None
        if filling is not None:
            segment.filling = filling
            found.append(_report_line(segment, matches[0]))
        if progress is not None:
            progress(number, len(filler.segments))
    copy = keep_copy(os.fspath(path)) if _is_same(path, out) else None
    filler.write(out)
    exact = sum(segment.filling is not None and segment.filling.is_exact for segment in filler.segments)
    unfilled = len(filler.segments) - len(found)
    fuzzy = len(found) - exact
    return PretranslateSummary(os.fspath(path), exact, fuzzy, unfilled, filler.left_alone, tuple(found), copy)


def _is_same(path: str | PathLike[str], out: str | PathLike[str]) -> bool:
    return os.path.exists(out) and os.path.samefile(path, out)


def _filler(path: str | PathLike[str], languages: Sequence[str]) -> PoFiller | XliffFiller:
    filler = kind_of(path).filler
    if filler is not None:
        return filler(path, languages=languages)
    raise UnsupportedInputError(
        _("This kind of file cannot be filled."), where=os.fspath(path), hint=_("Try: a .po, .xlf or .xliff file.")
    )


def _filling(segment: Segment, match: Match) -> Filling | None:
    """The match's target with places for the segment's own codes, if the unit says where its codes went.

    None if what nobody may translate does not stand in it.
    """
    if any(tag.is_protected for tag in segment.tags):
        guessed = segment.places(match.target)
        return None if guessed is None else Filling(match.target, False, match.score, match.source, tuple(guessed))
    kinds = [tag.kind for tag in segment.tags]
    sources, targets = code_places(match.source_codes), code_places(match.target_codes)
    places = [place for _kind, place in targets]
    is_known = [kind for kind, _place in sources] == [kind for kind, _place in targets] == kinds
    is_known = is_known and places == sorted(places) and all(0 <= place <= len(match.target) for place in places)
    return Filling(
        text=match.target,
        is_exact=match.score == 100 and is_known,
        score=match.score,
        source=match.source,
        positions=tuple(places) if is_known else None,
    )


def _report_line(segment: Segment, match: Match) -> FilledSegment:
    return FilledSegment(
        segment.id,
        segment.text,
        match.score,
        match.source,
        match.target,
        match.differences,
        match.penalties,
    )
