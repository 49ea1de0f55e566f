"""``igglossary validate``: anybody's TMX or TBX against its standard, offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.values import input_path
from igglossary.errors import ExitCode
from igglossary.i18n import _, say

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``validate``."""
    parser.add_argument("files", nargs="+", type=input_path, metavar="FILE", help=_("TMX or TBX files"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Print what is wrong with each file and what tools may stumble over; exit code 1 if anything is wrong."""
    from igglossary.formats.report import Remark  # the rules are heavy
    from igglossary.formats.validation import validate_file
    from igglossary.service import wire

    code = ExitCode.OK
    answers: list[object] = []
    for name in arguments.files:
        problems = validate_file(name)
        if context.is_json:
            answers.append(wire.validation(name, problems, say))
        else:
            for problem in problems:
                context.output.line(problem.in_words(say))
            if not problems:
                context.output.talk(_("{file}: valid").format(file=name))
        if any(not isinstance(problem, Remark) for problem in problems):
            code = ExitCode.PROBLEMS
    if context.is_json:
        context.output.json_answers(answers, asked=len(arguments.files))
    return code
