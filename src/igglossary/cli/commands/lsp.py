"""``igglossary lsp``: terms in an editor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.errors import ExitCode, MissingExtraError
from igglossary.i18n import _
from igglossary.messages import _ as later
from igglossary.service.desk import Desk

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``lsp``."""
    parser.epilog = _(
        "An editor starts this command and speaks the Language Server Protocol with it; docs/editors.md tells how.\n"
        "Text, Markdown, PO and XLIFF: terms to be avoided, missing terms, cards, replacements, completion."
    )
    parser.add_argument("--page", type=str, metavar="ADDRESS", help=_("of a glossary page, to which findings lead"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Answer until the editor ends."""
    try:
        from igglossary.servers.lsp.server import TermServer  # an extra, and dear to load
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise MissingExtraError(later("The language server"), "lsp") from error
    with Desk(context.desk.path, person=context.desk.person, only_reads=True) as desk:
        desk.term_base_version()  # a store that cannot be read is said now
        TermServer(desk, arguments.page).start_io()
    return ExitCode.OK
