"""``igglossary mine``: term pairs from the memory alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.errors import ExitCode
from igglossary.i18n import _

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context


def configure(parser: argparse.ArgumentParser) -> None:
    """``mine`` has no arguments of its own."""
    parser.epilog = _("Example:\n  igglossary import memory.tmx && igglossary mine && igglossary review")


def run(context: Context, _arguments: argparse.Namespace) -> int:
    """Propose term pairs from all translations in the memory; they wait in ``review``."""
    from igglossary.service import sentences, wire

    summary = context.desk.mine()
    if context.is_json:
        context.output.json(wire.mining_summary(summary))
    else:
        context.output.talk(sentences.mining_summary(summary))
    if not summary.units:
        context.diagnostics.remark(
            _("Only approved translations between German and English are read. Try: igglossary review --queue links")
        )
    return ExitCode.OK
