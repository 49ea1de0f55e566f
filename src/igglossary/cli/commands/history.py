"""``igglossary history``: who decided what, and bringing a deleted entry back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.output import BOLD, DIM
from igglossary.errors import ExitCode, UsageError
from igglossary.i18n import _, local_time, say
from igglossary.text.normalise import shortened

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from igglossary.cli.context import Context
    from igglossary.model import Decision

_SHOWN = 60
"""Characters of a value that are shown: a line of history shall stay one."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``history``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary history                       all decisions\n"
        "  igglossary history digital-divide        those about one concept\n"
        "  igglossary history pair-12               … one term pair\n"
        "  igglossary history digital-divide --restore"
    )
    parser.add_argument(
        "entry", nargs="?", type=str, metavar="ENTRY", help=_("a concept's id, pair-NUMBER or unit-NUMBER")
    )
    parser.add_argument("--restore", action="store_true", help=_("bring a deleted concept back"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Print decisions, oldest first; exit code 1 if there are none."""
    kind, entry_id = _entry(arguments.entry)
    if arguments.restore and (entry_id is None or kind != "concept" or not context.desk.restore(entry_id)):
        raise UsageError(_("--restore needs the id of a concept that was deleted."), hint=_("Try: igglossary history"))
    found = context.desk.history(kind, entry_id)
    if context.is_json:
        from igglossary.service import wire  # only for programs

        context.output.json_array(map(wire.decision, found))
    else:
        labels = context.desk.labels(found)
        for decision in found:
            _print_decision(context, decision, labels.get((decision.entry_kind, decision.entry_id), ()))
    if not found:
        nothing = _("Nobody has decided anything about this yet.")
        context.diagnostics.remark(nothing if arguments.entry else _("Nobody has decided anything yet."))
        return ExitCode.PROBLEMS
    return ExitCode.OK


def _entry(name: str | None) -> tuple[str | None, str | None]:
    if name is None:
        return None, None
    kind, _dash, number = name.partition("-")
    if kind in ("pair", "unit") and number.isdigit():
        return kind, number
    return "concept", name


def _print_decision(context: Context, decision: Decision, label: Sequence[str]) -> None:
    """``label`` is what the entry is about in its present form, empty if it is gone."""
    from igglossary.service.history import changes, reason_text  # loads the concepts' text
    from igglossary.store.actions import action_word

    changed = "; ".join(shortened(text, _SHOWN) for text in changes(decision))
    entry = decision.entry_id if decision.entry_kind == "concept" else f"{decision.entry_kind}-{decision.entry_id}"
    about = " ↔ ".join(shortened(text, _SHOWN) if decision.entry_kind == "unit" else text for text in label)
    tail = "  ".join(part for part in (about, changed, reason_text(decision)) if part)
    context.output.styled(
        (local_time(decision.at), DIM), f"  {decision.person}  ", (say(action_word(decision.action)), BOLD),
        f" {entry}", f"  {tail}" if tail else ""
    )  # fmt: skip
