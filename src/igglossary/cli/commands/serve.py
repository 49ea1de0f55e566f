"""``igglossary serve``: answers for CAT tools, browsers and scripts over HTTP."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from igglossary.errors import ExitCode, InputError, UsageError, os_reason
from igglossary.i18n import _, say
from igglossary.service.desk import Desk

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_SHORTEST_TOKEN = 16


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``serve``."""
    from igglossary.cli.values import input_path, port

    parser.epilog = _(
        "Examples:\n"
        "  igglossary serve                              on this machine, port 8765\n"
        "  igglossary serve --host 0.0.0.0 --token FILE  for others, who must bear the token in FILE\n\n"
        "OmegaT, Weblate, Virtaal: docs/cat-tools.md. Everything else: http://127.0.0.1:8765/openapi.json\n"
        "Nothing is changed by any request."
    )
    parser.add_argument(
        "--host", type=str, default="127.0.0.1", metavar="ADDRESS", help=_("where to listen (default: 127.0.0.1)")
    )
    parser.add_argument("--port", type=port, default=8765, metavar="N", help=_("the port (default: 8765; 0: any)"))
    parser.add_argument(
        "--token", type=input_path, metavar="FILE", help=_("a file with the word that clients must bear")
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Answer until Ctrl-C."""
    from igglossary.servers.http.server import Service  # nobody else needs a server

    token = None if arguments.token is None else _read_token(arguments.token)
    if token is None and arguments.host not in _LOOPBACK:
        raise UsageError(
            _("without a token only this machine may ask."), hint=_("Try: --token FILE, with a long word in FILE")
        )
    with Desk(context.desk.path, person=context.desk.person, only_reads=True) as desk:
        desk.counts()  # a store that cannot be read is said now
        try:
            service = Service(desk, arguments.host, arguments.port, token)
        except (OSError, OverflowError) as error:
            reason = say(os_reason(error)) if isinstance(error, OSError) else str(error)
            raise UsageError(
                _("cannot listen at {host}:{port}: {reason}.").format(
                    host=arguments.host, port=arguments.port, reason=reason
                ),
                hint=_("Try another --port."),
            ) from error
        with service:
            if token is not None and arguments.host not in _LOOPBACK:
                context.diagnostics.remark(
                    _("The token goes over the line in clear; put a proxy with TLS before this.")
                )
            context.output.line(service.address)
            sys.stdout.flush()
            service.warm_up()
            service.serve_forever()
    return ExitCode.OK


def _read_token(path: str) -> str:
    """The token in a file.

    Raises:
        InputError: the file cannot be read, or what stands in it could be guessed or not be sent.
    """
    from igglossary.formats.files import check_is_file  # not on the look-up path

    check_is_file(path)
    try:
        with open(path, encoding="ascii") as file:
            token = file.read(10_000).strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = say(os_reason(error)) if isinstance(error, OSError) else _("it is not plain ASCII")
        raise InputError(_("cannot be read: {reason}.").format(reason=reason), where=path) from error
    if len(token) < _SHORTEST_TOKEN or not token.isprintable() or " " in token:
        raise InputError(
            _("a token is one word of at least {n} characters.").format(n=_SHORTEST_TOKEN),
            where=path,
            hint=_("Try: openssl rand -hex 32 > FILE"),
        )
    return token
