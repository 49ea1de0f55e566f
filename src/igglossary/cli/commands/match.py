"""``igglossary match``: similar segments in the memory, for one segment or a stream of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from igglossary.cli.output import BOLD, DIM
from igglossary.cli.standard_input import iterate_lines
from igglossary.cli.values import language, percent, positive
from igglossary.errors import ExitCode, UsageError
from igglossary.i18n import _, say
from igglossary.memory.lookup import find_many
from igglossary.text.languages import primary

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from igglossary.cli.context import Context
    from igglossary.memory.lookup import Match
    from igglossary.store.sqlite.connection import Store


_LOW = 50
"""A threshold that is worth a second try; below it matches share little but small words."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``match``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary match 'More and more countries recognize the concept.'\n"
        "  igglossary match --lang de 'Immer mehr Länder erkennen das Konzept an.'\n"
        "  igglossary match --json < segments.txt   one segment a line, one JSON object a line"
    )
    parser.add_argument(
        "segment", nargs="*", metavar="SEGMENT", help=_("the segment (default: lines of standard input)")
    )
    parser.add_argument("--file", metavar="FILE", help=_("a file of segments, one a line"))
    parser.add_argument(
        "--lang",
        "--from",
        type=language,
        dest="source_lang",
        default="en",
        metavar="LANG",
        help=_("its language (default: en)"),
    )
    parser.add_argument(
        "--to",
        type=language,
        dest="target_lang",
        default="de",
        metavar="LANG",
        help=_("the language wanted (default: de)"),
    )
    parser.add_argument("--threshold", type=percent, default=70, metavar="N", help=_("the least score (default: 70)"))
    parser.add_argument(
        "--limit", type=positive, default=5, metavar="N", help=_("how many matches at most (default: 5)")
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Print the matches of each segment; exit code 1 if a single segment has none."""
    if arguments.segment and not " ".join(arguments.segment).strip():
        raise UsageError(_("the segment is empty."), hint=_("Try: igglossary match --help"))
    source, target = arguments.source_lang, arguments.target_lang
    if primary(source) == primary(target) == "de":
        target = "en"  # --lang de alone means: into the other language
    is_single = bool(arguments.segment)
    any_found = False
    with context.open_store() as store:
        for segment, matches in _answers(store, source, target, arguments):
            any_found = any_found or bool(matches)
            if context.is_json:
                context.output.json({"segment": segment, "matches": [_as_json(match) for match in matches]})
            else:
                _print(context, segment, matches, with_head=not is_single)
    if is_single and not any_found:
        message = _("There is no match of {threshold} or more.").format(threshold=arguments.threshold)
        is_low = arguments.threshold <= _LOW
        hint = _("Try: igglossary concordance WORDS") if is_low else _("Try: --threshold {low}").format(low=_LOW)
        context.diagnostics.remark(f"{message} {hint}")
        return ExitCode.PROBLEMS
    return ExitCode.OK


def _answers(
    store: Store, source: str, target: str, arguments: argparse.Namespace
) -> Iterator[tuple[str, list[Match]]]:
    """Each segment with its matches, as it comes in: a pipe gets its answers at once."""
    current: list[str] = []

    def remembered() -> Iterator[str]:
        for segment in _segments(arguments):
            current.append(segment)
            yield segment

    found = find_many(
        store,
        remembered(),
        source_lang=source,
        target_lang=target,
        threshold=arguments.threshold,
        limit=arguments.limit,
    )
    for matches in found:
        yield current.pop(), matches


def _segments(arguments: argparse.Namespace) -> Iterator[str]:
    if arguments.segment:
        yield " ".join(arguments.segment)
    else:
        yield from iterate_lines(arguments.file)


def _print(context: Context, segment: str, matches: list[Match], *, with_head: bool) -> None:
    if with_head:
        context.output.styled((segment, BOLD))
    for match in matches:
        context.output.styled((f"{match.score:>4} ", BOLD), match.target)
        context.output.styled((f"     {match.source}", DIM))
        remarks = [say(difference.text) for difference in match.differences]
        remarks += [f"{say(penalty.reason)} −{penalty.points}" for penalty in match.penalties]
        remarks += [place["document"] for place in match.provenance[:1]]
        if remarks:
            context.output.styled((f"     {' · '.join(remarks)}", DIM))


def _as_json(match: Match) -> dict[str, Any]:
    return {
        "score": match.score,
        "source": match.source,
        "target": match.target,
        "relation": match.relation,
        "status": match.status,
        "keep": match.keep,
        "differences": [say(difference.text) for difference in match.differences],
        "penalties": [penalty._asdict() for penalty in match.penalties],
        "provenance": list(match.provenance),
        "unit": match.unit,
    }
