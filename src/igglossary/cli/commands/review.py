"""``igglossary review``: the screen, or the same questions line by line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from igglossary.errors import ExitCode, UsageError
from igglossary.i18n import _, say
from igglossary.service.sentences import written

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from igglossary.cli.context import Context
    from igglossary.service.desk import Desk


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``review``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary review                          term pairs that nobody has decided\n"
        "  igglossary review --queue links            German sentences and their quotations\n"
        "  igglossary review --queue concepts         the term base\n"
        "  igglossary review --filter 'status:open count>=3 cyber'\n"
        "  igglossary review --plain                  line by line, for screen readers"
    )
    parser.add_argument(
        "--queue", choices=("pairs", "links", "concepts"), default="pairs", help=_("what to review (default: pairs)")
    )
    parser.add_argument("--filter", type=str, metavar="TEXT", help=_("what to show (default: what is open)"))
    parser.add_argument("--sort", type=str, default="", metavar="ORDER", help=_("in which order"))
    parser.add_argument("--plain", action="store_true", help=_("ask line by line"))
    parser.add_argument("--no-mouse", action="store_true", help=_("leave the mouse to the terminal"))
    parser.add_argument("--no-pace", action="store_true", help=_("do not show how many an hour"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Review until the person quits; print what was done."""
    if context.is_json:
        raise UsageError(_("review asks a person; it has no JSON."), hint=_("Try: igglossary history --json"))
    if arguments.plain:
        from igglossary.cli import plain_review  # loads the session

        session = context.desk.review(arguments.queue, arguments.filter, arguments.sort)
        summary = plain_review.run(session, sys.stdin, sys.stdout, export=_exporter(context.desk))
        context.output.talk(say(summary.message))
        return ExitCode.OK
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(_("the review screen needs a terminal."), hint=_("Try: igglossary review --plain"))
    from igglossary.tui.app import run_review  # Textual costs twenty times bare Python

    summary = run_review(
        context.desk,
        kind=arguments.queue,
        filter=arguments.filter,
        sort=arguments.sort,
        export=_exporter(context.desk),
        mouse=not arguments.no_mouse,
        show_pace=not arguments.no_pace,
    )
    context.output.talk(say(summary.message))
    return ExitCode.OK


def _exporter(desk: Desk) -> Callable[[str], str]:
    """A function that writes a file from the review and says in one sentence what became of it."""

    def write(path: str) -> str:
        outputs = desk.outputs(can_force=False)
        outputs.check(path)  # an IgglossaryError is shown by the review, and is no export
        done = desk.export(path)
        outputs.remember()
        return say(written(done.file, done.written))

    return write
