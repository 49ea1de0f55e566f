"""``igglossary mine``: term pairs from the memory alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.errors import ExitCode
from igglossary.i18n import _, ngettext

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context


def configure(parser: argparse.ArgumentParser) -> None:
    """``mine`` has no arguments of its own."""
    parser.epilog = _("Example:\n  igglossary import memory.tmx && igglossary mine && igglossary review")


def run(context: Context, _arguments: argparse.Namespace) -> int:
    """Propose term pairs from all translations in the memory; they wait in ``review``."""
    from igglossary.workflow.mining import mine_memory  # the miner is heavy

    with context.open_store() as store:
        summary = mine_memory(store)
    if context.is_json:
        context.output.json(summary._asdict())
    else:
        read = ngettext("{n} unit read", "{n} units read", summary.units).format(n=summary.units)
        new = ngettext("{n} new term pair", "{n} new term pairs", summary.new_pairs).format(n=summary.new_pairs)
        known = _("{n} seen before").format(n=summary.known_pairs)
        context.output.talk(f"{read}: {new}, {known}")
    if not summary.units:
        context.diagnostics.remark(
            _("Only approved translations between German and English are read. Try: igglossary review --queue links")
        )
    return ExitCode.OK
