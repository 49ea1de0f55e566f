"""``igglossary team``: one store for several people, looked after by its administrator."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from igglossary.errors import ExitCode, UsageError
from igglossary.i18n import _

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context

_WORDS = {"init": 1, "grant": 2, "revoke": 1, "members": 0, "status": 0}
"""Action → how many words it takes at most."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``team``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary team init postgresql://owner@db.example.org/terms\n"
        "  export IGGLOSSARY_STORE=postgresql://owner@db.example.org/terms\n"
        "  igglossary team grant anna translator      reader, translator or terminologist\n"
        "  igglossary team revoke anna                her login stays\n"
        "  igglossary team members                    who has which role\n"
        "  igglossary team status                     sizes, and what waits for a terminologist"
    )
    parser.add_argument("action", choices=tuple(_WORDS), help=_("what to do"))
    parser.add_argument("words", nargs="*", type=str, metavar="WORD", help=_("an address, or a person and a role"))
    parser.add_argument(
        "--password",
        action="store_true",
        help=_("ask for a password to give to the person (never shown, never logged)"),
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Carry out one action."""
    if len(arguments.words) > _WORDS[arguments.action]:
        raise UsageError(_("that is one word too many."), hint=_("Try: igglossary team --help"))
    actions = {"init": _init, "grant": _grant, "revoke": _revoke, "members": _members, "status": _status}
    actions[arguments.action](context, arguments)
    return ExitCode.OK


def _init(context: Context, arguments: argparse.Namespace) -> None:
    from igglossary.service import team

    address = arguments.words[0] if arguments.words else context.desk.path
    made = team.init(address)
    if context.is_json:
        context.output.json({"schema": made.now, "schema_before": made.before, "store": made.place})
        return
    if made.before == 0:
        context.output.line(_("The store is made (schema {now}).").format(now=made.now))
    elif made.before == made.now:
        context.output.line(_("The store is there already, and up to date (schema {now}).").format(now=made.now))
    else:
        context.output.line(
            _("The store is brought up to date (schema {before} → {now}).").format(before=made.before, now=made.now)
        )
    context.output.talk(_("Its people use it so, each with their own name:"))
    context.output.line(f"  export IGGLOSSARY_STORE='postgresql://NAME@{made.place}?sslmode=verify-full'")
    context.output.talk(_("Let them in: igglossary team grant NAME reader|translator|terminologist"))


def _grant(context: Context, arguments: argparse.Namespace) -> None:
    from igglossary.service import team
    from igglossary.store.contract.team import ROLES

    if len(arguments.words) != 2 or arguments.words[1] not in ROLES:
        raise UsageError(
            _("say who gets which role: reader, translator or terminologist."),
            hint=_("Try: igglossary team grant anna translator"),
        )
    person, role = arguments.words
    is_new = team.grant(context.desk.path, person, role, password=_password() if arguments.password else None)
    if context.is_json:
        context.output.json({"person": person, "role": role, "login_made": is_new})
        return
    context.output.line(_("{person} is {role} now.").format(person=person, role=_role(role)))
    if is_new and not arguments.password:
        context.output.talk(
            _("The login is new and has no password yet: igglossary team grant {person} {role} --password").format(
                person=person, role=role
            )
        )


def _revoke(context: Context, arguments: argparse.Namespace) -> None:
    from igglossary.service import team

    if not arguments.words:
        raise UsageError(_("say whose role is taken away."), hint=_("Try: igglossary team revoke anna"))
    person = arguments.words[0]
    if not team.revoke(context.desk.path, person):
        raise UsageError(_("{person} has no role on this store.").format(person=person))
    if context.is_json:
        context.output.json({"person": person, "role": None})
    else:
        context.output.line(_("{person} has no role any more.").format(person=person))


def _members(context: Context, _arguments: argparse.Namespace) -> None:
    from igglossary.service import team

    found = team.members(context.desk.path)
    if context.is_json:
        context.output.json([one._asdict() for one in found])
        return
    for one in found:
        here = _("connected") if one.is_here else ""
        context.output.line(f"{one.name:<24} {_role(one.role):<16} {here}".rstrip())
    if not found:
        context.output.talk(_("Nobody has a role yet: igglossary team grant NAME ROLE"))


def _status(context: Context, _arguments: argparse.Namespace) -> None:
    from igglossary.service import team

    found = team.status(context.desk.path)
    if context.is_json:
        tables = [table._asdict() for table in found.tables]
        context.output.json(
            {
                "server": found.server, "schema": found.schema, "bytes": found.size, "proposals": found.proposals,
                "tables": tables,
            }
        )  # fmt: skip
        return
    context.output.line(
        _("PostgreSQL {server}, schema {schema}, {size} MB").format(
            server=found.server, schema=found.schema, size=_megabytes(found.size)
        )
    )
    context.output.line(_("Proposals that wait for a terminologist: {n}").format(n=found.proposals))
    for table in found.tables[:8]:
        context.output.line(f"  {table.name:<20} {_megabytes(table.size):>10} MB {table.rows:>12}")


def _role(role: str) -> str:
    words = {"reader": _("reader"), "translator": _("translator"), "terminologist": _("terminologist")}
    return words[role]


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}"


def _password() -> str:
    """Typed twice, shown never; from a pipe one line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    from getpass import getpass

    first = getpass(_("Password: "))
    if getpass(_("Once more: ")) != first:
        raise UsageError(_("the two passwords differ; nothing was changed."))
    return first
