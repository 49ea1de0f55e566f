"""``align``: two full texts into beads, and beads into translation units."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from igglossary.alignment.parallel import align_texts
from igglossary.errors import Problem, UsageError
from igglossary.formats.tmx import write_tmx
from igglossary.languages import language
from igglossary.languages.detection import detect_language
from igglossary.messages import _, ngettext
from igglossary.model import Place, Relation, Status, TranslationUnit, Variant
from igglossary.reports import read_plain_segments
from igglossary.text.languages import primary
from igglossary.text.normalise import storable
from igglossary.workflow.analysis import encoder_for
from igglossary.workflow.hashing import sha256_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from igglossary.formats.report import ExportReport
    from igglossary.model import Bead
    from igglossary.store.contract.memory import AddCounts
    from igglossary.store.contract.store import Store

_SHORTEST_SENTENCE, _FUNCTION_WORDS = 4, 2
"""Words of a sentence, and function words among them, by which it is no name or heading that both languages share."""


class Alignment(NamedTuple):
    """Two texts as sentences, and their beads (every sentence in exactly one, null beads included)."""

    first: Sequence[str]
    second: Sequence[str]
    beads: tuple[Bead, ...]
    has_model: bool
    problems: tuple[Problem, ...] = ()
    """Texts that do not look like their language."""


def align_files(
    store: Store,
    first: str | os.PathLike[str],
    second: str | os.PathLike[str],
    *,
    langs: tuple[str, str],
    lines: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Alignment:
    """Align two documents of any supported kind, or with ``lines`` two files of one sentence a line.

    Raises:
        InputError: one of them cannot be read.
        UsageError: each is in the language of the other.
    """
    paths = os.fspath(first), os.fspath(second)
    texts = [
        [segment.text for segment in read_plain_segments(path, lang, lines=lines) if segment.text.strip()]
        for path, lang in zip(paths, langs, strict=True)
    ]
    problems = _odd_languages(paths, texts, langs)
    if not problems:
        problems = _without_quoted(paths, texts, langs)
    encoder = encoder_for(store)
    beads = align_texts(texts[0], texts[1], encoder=encoder, progress=progress)
    return Alignment(texts[0], texts[1], beads, encoder is not None, problems)


def _odd_languages(
    paths: tuple[str, str], texts: Sequence[Sequence[str]], langs: tuple[str, str]
) -> tuple[Problem, ...]:
    """Say which German or English text looks like another language; refuse two that are swapped."""
    wanted = [primary(lang) for lang in langs]
    found = [detect_language(" ".join(text)) for text in texts]
    if wanted[0] != wanted[1] and found == wanted[::-1]:
        raise UsageError(
            _("the languages of the two files are swapped."),
            hint=_("Try: --langs {first} {second}").format(first=langs[1], second=langs[0]),
        )
    names = {"de": _("German"), "en": _("English")}
    return tuple(
        Problem(
            path,
            _("the text does not look like {expected}").format(expected=names[expected]),
            hint=_("Is it the right file?"),
        )
        for path, expected, seen in zip(paths, wanted, found, strict=True)
        if expected in names and seen not in (expected, "und")
    )


def _without_quoted(paths: tuple[str, str], texts: list[list[str]], langs: tuple[str, str]) -> tuple[Problem, ...]:
    """Take the sentences out that a text keeps in the language of the other, beside their translation; say how many.

    A name or a heading may be the same in both languages: only a sentence with function words is taken.
    """
    wanted = [primary(lang) for lang in langs]
    if set(wanted) != {"de", "en"}:
        return ()
    problems = []
    for side, path in enumerate(paths):
        kept = [text for text in texts[side] if not _is_sentence_in(text, wanted[1 - side])]
        left_out = len(texts[side]) - len(kept)
        if left_out:
            message = ngettext(
                "{count} sentence in the language of the other text is left out",
                "{count} sentences in the language of the other text are left out",
                left_out,
            ).format(count=left_out)
            problems.append(Problem(path, message))
            texts[side] = kept
    return tuple(problems)


def _is_sentence_in(text: str, lang: str) -> bool:
    words = [word.strip(".,;:!?()\"'„“”’").lower() for word in text.split()]
    if len(words) < _SHORTEST_SENTENCE or detect_language(text) != lang:
        return False
    return sum(word in language(lang).function_words for word in words) >= _FUNCTION_WORDS


def bead_units(alignment: Alignment, langs: tuple[str, str], document: str) -> list[TranslationUnit]:
    """The beads that have both sides, as candidates; English is the source if it is one of the languages."""
    result = []
    for bead in alignment.beads:
        if bead.first and bead.second:
            variants = [
                Variant(lang, " ".join(text[number] for number in numbers))
                for lang, text, numbers in (
                    (langs[0], alignment.first, bead.first),
                    (langs[1], alignment.second, bead.second),
                )
            ]
            if primary(langs[1]) == "en":
                variants.reverse()
            result.append(
                TranslationUnit(
                    tuple(variants),
                    relation=Relation.TRANSLATION,
                    score=round(min(1.0, max(0.0, bead.score)), 3),
                    status=Status.CANDIDATE,
                    provenance=(Place(document),),
                )
            )
    return result


def save_alignment(store: Store, alignment: Alignment, langs: tuple[str, str], first: str) -> AddCounts:
    """Put the beads into the store as candidates.

    Raises:
        StoreError: it cannot be written.
    """
    begun = store.reports.begin_file(
        "align", path=storable(os.path.abspath(first)), format="parallel", sha256=sha256_of(first)
    )
    counts = store.memory.add(bead_units(alignment, langs, storable(os.path.basename(first))), begun.document)
    store.reports.finish(begun.run)
    return counts


def write_alignment(path: str, alignment: Alignment, langs: tuple[str, str], first: str) -> ExportReport:
    """Write the beads as TMX.

    Raises:
        OutputError: the file cannot be written.
    """
    return write_tmx(path, bead_units(alignment, langs, storable(os.path.basename(first))))
