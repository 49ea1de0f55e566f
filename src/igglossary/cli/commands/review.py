"""``igglossary review``: the screen, or the same questions line by line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from igglossary.errors import ExitCode, UsageError
from igglossary.i18n import _, ngettext, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from igglossary.cli.context import Context
    from igglossary.store.sqlite.store import Store


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
    parser.add_argument("--filter", metavar="TEXT", help=_("what to show (default: what is open)"))
    parser.add_argument("--sort", default="", metavar="ORDER", help=_("in which order"))
    parser.add_argument("--plain", action="store_true", help=_("ask line by line"))
    parser.add_argument("--no-mouse", action="store_true", help=_("leave the mouse to the terminal"))
    parser.add_argument("--no-pace", action="store_true", help=_("do not show how many an hour"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Review until the person quits; print what was done."""
    with context.open_store() as store:  # made and filled before the screen opens it
        if arguments.plain:
            from igglossary.cli import plain_review  # loads the session
            from igglossary.review.filtering import default_filter
            from igglossary.review.session import ReviewSession

            wanted = say(default_filter(arguments.queue)) if arguments.filter is None else arguments.filter
            session = ReviewSession(store, arguments.queue, wanted, arguments.sort)
            summary = plain_review.run(session, sys.stdin, sys.stdout, export=_exporter(store))
            context.output.talk(say(summary.message))
            return ExitCode.OK
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(_("the review screen needs a terminal."), hint=_("Try: igglossary review --plain"))
    from igglossary.tui.app import run_review  # Textual costs twenty times bare Python

    with context.open_store() as store:
        summary = run_review(
            context.store_path,
            person=context.person,
            kind=arguments.queue,
            filter=arguments.filter,
            sort=arguments.sort,
            export=_exporter(store),
            mouse=not arguments.no_mouse,
            show_pace=not arguments.no_pace,
        )
    context.output.talk(say(summary.message))
    return ExitCode.OK


def _exporter(store: Store) -> Callable[[str], str]:
    """A function that writes a file from the review and says in one sentence what became of it."""

    def write(path: str) -> str:
        from igglossary.workflow.exporting import export  # the writers are heavy

        done = export(store, path)  # an IgglossaryError is shown by the review, and is no export
        return ngettext("{file}: {n} entry written", "{file}: {n} entries written", done.written).format(
            file=done.file, n=done.written
        )

    return write
