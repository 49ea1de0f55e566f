"""``igglossary match``: similar segments in the memory, for one segment or a stream of them."""

from __future__ import annotations

import os
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
    from collections.abc import Iterable, Iterator

    from igglossary.answers.memory import MatchAnswer
    from igglossary.cli.context import Context
    from igglossary.service.shapes import MatchAnswerJson


_LOW = 50
"""A threshold that is worth a second try; below it matches share little but small words."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``match``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary match 'More and more countries recognize the concept.'\n"
        "  igglossary match --lang de 'Immer mehr Länder erkennen das Konzept an.'\n"
        "  igglossary match report.docx             every sentence of a document\n"
        "  igglossary match --json < segments.txt   one segment a line; an array, an answer each"
    )
    parser.add_argument(
        "segment",
        nargs="*",
        type=input_path,
        metavar="SEGMENT",
        help=_("the segment, or a document (default: lines of standard input)"),
    )
    parser.add_argument("--file", type=input_path, metavar="FILE", help=_("a file of segments, one a line"))
    parser.add_argument(
        "--lang",
        "--from",
        type=language,
        dest="source_lang",
        metavar="LANG",
        help=_("its language (default: a document's own, else en)"),
    )
    parser.add_argument(
        "--to",
        type=language,
        dest="target_lang",
        metavar="LANG",
        help=_("the language wanted (default: de, for German en)"),
    )
    parser.add_argument("--threshold", type=percent, default=70, metavar="N", help=_("the least score (default: 70)"))
    parser.add_argument(
        "--limit", type=positive, default=5, metavar="N", help=_("how many matches at most (default: 5)")
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Print the matches of each segment; exit code 1 if a single segment has none."""
    if arguments.segment and not " ".join(arguments.segment).strip():
        raise UsageError(_("the segment is empty."), hint=_("Try: igglossary match --help"))
    document = _document(arguments.segment)
    segments, source = _segments(arguments, document)
    target = arguments.target_lang
    if target is None or primary(source) == primary(target) == "de":
        target = "en" if primary(source) == "de" else "de"
    is_single = bool(arguments.segment) and document is None
    answers = context.desk.match(
        segments,
        source_lang=source,
        target_lang=target,
        threshold=arguments.threshold,
        limit=arguments.limit,
    )
    if document is not None and not context.is_json:
        answers = (answer for answer in answers if answer.matches or answer.near)  # most sentences have none
    printed = _print_json if context.is_json else _print_all
    any_found = printed(context, answers, is_single=is_single)
    if arguments.segment and not any_found:
        context.diagnostics.remark(_nothing(arguments.threshold))
        return ExitCode.PROBLEMS
    return ExitCode.OK


def _print_json(context: Context, answers: Iterator[MatchAnswer], *, is_single: bool) -> bool:
    """One object for the segment of the command line, else an answer for each as it comes; is any match among them?"""
    if is_single:
        answer = next(answers)
        context.output.json(match_answer(answer, say))
        return bool(answer.matches)
    found: list[bool] = []

    def noted() -> Iterator[MatchAnswerJson]:
        for answer in answers:
            found.append(bool(answer.matches))
            yield match_answer(answer, say)

    context.output.json_array(noted())
    return any(found)


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


def _segments(arguments: argparse.Namespace, document: str | None) -> tuple[Iterable[str], str]:
    """What is looked for, and its language: a document's sentences, the words of the call, or lines as they come.

    Raises:
        InputError: the document cannot be read, or its language cannot be told.
    """
    if document is not None:
        from igglossary.reports import read_sentences  # the readers are heavy

        return read_sentences(document, arguments.source_lang)
    lang = arguments.source_lang or "en"
    return ([" ".join(arguments.segment)] if arguments.segment else iterate_lines(arguments.file)), lang


def _document(words: list[str]) -> str | None:
    """The document that is named instead of a segment: a file that is there, or has the ending of one."""
    if len(words) != 1:
        return None
    if os.path.exists(words[0]):
        return words[0]
    from igglossary.reports import is_report_name  # the readers are heavy

    return words[0] if is_report_name(words[0]) else None


def _print(context: Context, answer: MatchAnswer, *, with_head: bool) -> None:
    if with_head:
        context.output.styled((answer.segment, BOLD))
    for match in answer.matches or answer.near:
        context.output.styled((f"{match.score:>4} ", BOLD), match.target)
        context.output.styled((f"     {match.source}", DIM))
        remarks = [*([] if answer.matches else [_("below the threshold")]), *match_remarks(match)]
        if remarks:
            context.output.styled((f"     {' · '.join(remarks)}", DIM))
