"""``igglossary match``: similar segments in the memory, for one segment or a stream of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.output import BOLD, DIM
from igglossary.cli.standard_input import iterate_lines
from igglossary.cli.values import input_path, language, percent, positive
from igglossary.errors import ExitCode, UsageError
from igglossary.i18n import _, say
from igglossary.service.sentences import match_remarks
from igglossary.service.wire import match_answer
from igglossary.text.languages import primary

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from igglossary.answers.memory import MatchAnswer
    from igglossary.cli.context import Context


_LOW = 50
"""A threshold that is worth a second try; below it matches share little but small words."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``match``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary match 'More and more countries recognize the concept.'\n"
        "  igglossary match --lang de 'Immer mehr Länder erkennen das Konzept an.'\n"
        "  igglossary match --json < segments.txt   one segment a line; an array, an answer each"
    )
    parser.add_argument(
        "segment", nargs="*", type=str, metavar="SEGMENT", help=_("the segment (default: lines of standard input)")
    )
    parser.add_argument("--file", type=input_path, metavar="FILE", help=_("a file of segments, one a line"))
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
    answers = context.desk.match(
        _segments(arguments),
        source_lang=source,
        target_lang=target,
        threshold=arguments.threshold,
        limit=arguments.limit,
    )
    printed = _print_json if context.is_json else _print_all
    any_found = printed(context, answers, is_single=is_single)
    if is_single and not any_found:
        context.diagnostics.remark(_nothing(arguments.threshold))
        return ExitCode.PROBLEMS
    return ExitCode.OK


def _print_json(context: Context, answers: Iterator[MatchAnswer], *, is_single: bool) -> bool:
    """One object for the segment of the command line, else an answer for each as it comes; is any match among them?"""
    if is_single:
        answer = next(answers)
        context.output.json(match_answer(answer, say))
        return bool(answer.matches)
    context.output.json_array(match_answer(answer, say) for answer in answers)
    return True


def _print_all(context: Context, answers: Iterator[MatchAnswer], *, is_single: bool) -> bool:
    any_found = False
    for answer in answers:
        any_found = any_found or bool(answer.matches)
        _print(context, answer, with_head=not is_single)
    return any_found


def _nothing(threshold: int) -> str:
    message = _("There is no match of {threshold} or more.").format(threshold=threshold)
    is_low = threshold <= _LOW
    hint = _("Try: igglossary concordance WORDS") if is_low else _("Try: --threshold {low}").format(low=_LOW)
    return f"{message} {hint}"


def _segments(arguments: argparse.Namespace) -> Iterator[str]:
    if arguments.segment:
        yield " ".join(arguments.segment)
    else:
        yield from iterate_lines(arguments.file)


def _print(context: Context, answer: MatchAnswer, *, with_head: bool) -> None:
    if with_head:
        context.output.styled((answer.segment, BOLD))
    for match in answer.matches:
        context.output.styled((f"{match.score:>4} ", BOLD), match.target)
        context.output.styled((f"     {match.source}", DIM))
        if remarks := match_remarks(match):
            context.output.styled((f"     {' · '.join(remarks)}", DIM))
