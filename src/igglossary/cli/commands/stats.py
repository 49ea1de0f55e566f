"""``igglossary stats``: counts and progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.output import BOLD, DIM
from igglossary.errors import ExitCode
from igglossary.i18n import _, ngettext, say

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context
    from igglossary.store.sqlite.store import Store


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``stats``."""
    parser.epilog = _("Examples:\n  igglossary stats\n  igglossary stats --conflicts    one source, two translations")
    parser.add_argument(
        "--conflicts", action="store_true", help=_("list sources in the memory that have different translations")
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Print how much there is and how much is left to do."""
    from igglossary.store.sqlite.maintenance import count_entries  # loads the model

    with context.open_store() as store:
        if arguments.conflicts:
            return _print_conflicts(context, store)
        found = count_entries(store)
    counts = {kind: found[kind] for kind in ("document", "unit", "pair", "concept", "term", "decision")}
    if context.is_json:
        context.output.json({"store": context.store_path, **counts})
        return ExitCode.OK
    statuses = {"candidate": _("candidates"), "approved": _("approved"), "rejected": _("rejected"),
                "deferred": _("deferred")}  # fmt: skip
    context.output.line(context.store_path)
    for kind, by_status in counts.items():
        total = sum(by_status.values())
        detail = ", ".join(f"{by_status[s]} {shown}" for s, shown in statuses.items() if by_status.get(s))
        context.output.styled((f"{total:>9}", BOLD), f" {_noun(kind, total)}" + (f" ({detail})" if detail else ""))
    pairs = counts["pair"]
    if pairs:
        left = pairs.get("candidate", 0) + pairs.get("deferred", 0)
        share = 100 * (sum(pairs.values()) - left) // sum(pairs.values())
        context.output.line(
            ngettext(
                "{share} % of the term pairs are decided, {left} is left.",
                "{share} % of the term pairs are decided, {left} are left.",
                left,
            ).format(share=share, left=left)
        )
    return ExitCode.OK


def _noun(kind: str, n: int) -> str:
    """What is counted, in the number that fits."""
    if kind == "document":
        return ngettext("document", "documents", n)
    if kind == "unit":
        return ngettext("translation unit", "translation units", n)
    if kind == "pair":
        return ngettext("term pair", "term pairs", n)
    if kind == "concept":
        return ngettext("concept", "concepts", n)
    if kind == "term":
        return ngettext("term", "terms", n)
    return ngettext("decision", "decisions", n)


def _print_conflicts(context: Context, store: Store) -> int:
    from igglossary.model import Status  # the model and the review's words: only for this list
    from igglossary.review.words import status_word
    from igglossary.store.sqlite import units

    for conflict in units.conflicts(store):
        if context.is_json:
            context.output.json(conflict._asdict())
        else:
            context.output.styled((conflict.source, BOLD))
            for unit, target, status in conflict.targets:
                context.output.styled(f"    {target}", (f"  unit-{unit}, {say(status_word(Status(status)))}", DIM))
    return ExitCode.OK
