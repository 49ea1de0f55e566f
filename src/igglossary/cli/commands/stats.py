"""``igglossary stats``: counts and progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.output import BOLD
from igglossary.errors import ExitCode
from igglossary.i18n import _

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context
    from igglossary.store.connection import Store


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``stats``."""
    parser.add_argument(
        "--conflicts", action="store_true", help=_("list sources in the memory that have different translations")
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Print how much there is and how much is left to do."""
    from igglossary.store.maintenance import count_entries  # loads the model

    with context.open_store() as store:
        if arguments.conflicts:
            return _print_conflicts(context, store)
        counts = count_entries(store)
    if context.is_json:
        context.output.json({"store": context.store_path, **counts})
        return ExitCode.OK
    names = {"document": _("documents"), "unit": _("translation units"), "pair": _("term pairs"),
             "concept": _("concepts"), "term": _("terms"), "decision": _("decisions")}  # fmt: skip
    statuses = {"candidate": _("candidates"), "approved": _("approved"), "rejected": _("rejected"),
                "deferred": _("deferred")}  # fmt: skip
    context.output.line(context.store_path)
    for kind, name in names.items():
        by_status = counts[kind]
        detail = ", ".join(f"{by_status[s]} {shown}" for s, shown in statuses.items() if by_status.get(s))
        context.output.styled((f"{sum(by_status.values()):>9}", BOLD), f" {name}" + (f" ({detail})" if detail else ""))
    pairs = counts["pair"]
    if pairs:
        left = pairs.get("candidate", 0) + pairs.get("deferred", 0)
        share = 100 * (sum(pairs.values()) - left) // sum(pairs.values())
        context.output.line(
            _("{share} % of the term pairs are decided, {left} are left.").format(share=share, left=left)
        )
    return ExitCode.OK


def _print_conflicts(context: Context, store: Store) -> int:
    from igglossary.store import units  # loads the model

    for conflict in units.conflicts(store):
        if context.is_json:
            context.output.json(conflict._asdict())
        else:
            context.output.styled((conflict.source, BOLD))
            for target in conflict.targets:
                context.output.line(f"    {target}")
    return ExitCode.OK
