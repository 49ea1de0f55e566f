"""The command line's front door: find the command, build its parser only, run it.

Start-up is part of the product: ``lookup`` may cost four times the CPU of bare Python, and building the parsers of all
commands alone would cost half of that. So the command's name is found by hand and only its module is imported.
"""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

from igglossary import i18n
from igglossary._version import __version__
from igglossary.cli.commands import COMMANDS, module_name
from igglossary.cli.context import Context
from igglossary.cli.diagnostics import Diagnostics, guard
from igglossary.cli.output import Output
from igglossary.cli.outputs import add_force, guarded
from igglossary.cli.values import store_path
from igglossary.errors import ExitCode, UsageError
from igglossary.i18n import _
from igglossary.service.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_WITH_VALUE = ("--store", "--color", "--ui-language", "--person")
_LONGEST_SIZE = 4
"""Digits of the width of a terminal."""
_GLOBAL = ("store", "json", "json_lines", "quiet", "color", "verbose", "ui_language", "person")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code of ``errors.ExitCode``."""
    words = list(sys.argv[1:] if argv is None else argv)
    _open_closed_streams()
    _forget_odd_sizes()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that cannot show ß must not stop the program
            stream.reconfigure(errors="backslashreplace")
    i18n.set_language(_wanted_language(words))
    _translate_argparse()
    diagnostics = Diagnostics()
    return guard(lambda: _run(words, diagnostics), diagnostics)


def full_parser() -> argparse.ArgumentParser:
    """The parser of all commands with their arguments, for the completion scripts."""
    return _parser_of_all(_configure)


def _configure(sub: argparse.ArgumentParser, name: str) -> None:
    _add_global_options(sub)
    import_module(module_name(name)).configure(sub)
    add_force(sub)


def _parser_of_all(configure: Callable[[argparse.ArgumentParser, str], object] | None = None) -> _Parser:
    """The parser of what stands before a command; without ``configure`` it knows of the commands only their names."""
    parser = _Parser(
        prog="igglossary",
        description=_("Terminology and translation memory from German reports and the English they quote."),
        epilog=_(
            "First steps:\n"
            "  igglossary lookup 'digitale Spaltung'    look a term up\n"
            "  igglossary build report.docx             read a report\n"
            "  igglossary review                        decide about what was found\n"
            "  igglossary export terms.tbx memory.tmx   take it into your CAT tool\n\n"
            "igglossary COMMAND --help explains a command."
        ),
    )
    parser.add_argument("--version", action="version", version=f"igglossary {__version__}", help=_("print the version"))
    _add_global_options(parser)
    commands = parser.add_subparsers(title=_("commands"), metavar="COMMAND", dest="command")
    for name, summary in COMMANDS.items():
        sub = commands.add_parser(name, help=_(summary), description=_sentence(summary))
        if configure is not None:
            configure(sub, name)
    return parser


def _run(words: list[str], diagnostics: Diagnostics) -> int:
    at = _command_position(words)
    if at is None:
        parser = _parser_of_all()
        parser.parse_args(words)
        parser.print_help(sys.stderr if not words else sys.stdout)
        return ExitCode.USAGE
    name = words[at]
    if name not in COMMANDS:
        raise UsageError(_("there is no command “{name}”.").format(name=name), hint=_suggestion(name))
    module = import_module(module_name(name))
    parser = _Parser(prog=f"igglossary {name}", description=_sentence(COMMANDS[name]))
    _configure(parser, name)
    arguments = parser.parse_args(words[:at] + words[at + 1 :])
    diagnostics.is_quiet, diagnostics.is_verbose = arguments.quiet, arguments.verbose
    output = Output(color=arguments.color, is_quiet=arguments.quiet, is_one_document=not arguments.json_lines)
    with Desk(arguments.store, person=arguments.person) as desk:
        is_json = arguments.json or arguments.json_lines
        context = Context(output, diagnostics, desk, full_parser, is_json=is_json)
        with guarded(desk, parser, arguments):
            return int(module.run(context, arguments))


def _add_global_options(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(_("options of all commands"))
    group.add_argument(
        "--store", type=store_path, metavar="PATH", help=_("the store (default: the nearest igglossary.db)")
    )
    group.add_argument("--json", action="store_true", help=_("print one JSON document for programs"))
    group.add_argument("--json-lines", action="store_true", help=_("print JSON, a line for each answer"))
    group.add_argument("-q", "--quiet", action="store_true", help=_("print only what was asked for"))
    group.add_argument("--color", choices=("auto", "always", "never"), default="auto", help=_("colour (default: auto)"))
    group.add_argument("-v", "--verbose", action="store_true", help=_("list every problem"))
    group.add_argument("--ui-language", choices=("de", "en"), help=_("the program's language (default: the locale's)"))
    group.add_argument("--person", type=str, metavar="NAME", help=_("who decides (default: the login name)"))


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """argparse's own asks shutil for the width, which imports every compressor; and it is made for each argument."""

    def __init__(self, prog: str) -> None:
        width = int(wanted) if (wanted := os.environ.get("COLUMNS", "")).isdecimal() else 0
        try:
            width = width or os.get_terminal_size().columns
        except OSError:
            width = 80
        super().__init__(prog, width=max(40, width - 2))

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        """Leave the options of all commands out of the usage line, where they would hide what matters."""
        own = [action for action in actions if action.dest not in _GLOBAL]
        super().add_usage(usage, own, groups, prefix)


class _Parser(argparse.ArgumentParser):
    """argparse with our one-sentence errors."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(formatter_class=_Formatter, **settings)

    def error(self, message: str) -> NoReturn:
        raise UsageError(message.rstrip(".") + ".", hint=_("Try: {command} --help").format(command=self.prog))


def _command_position(words: Sequence[str]) -> int | None:
    """Where the command's name stands: the first word that is no global option and no value of one."""
    index = 0
    while index < len(words):
        word = words[index]
        if word in _WITH_VALUE:
            index += 2
        elif word.startswith("-"):
            index += 1
        else:
            return index
    return None


def _open_closed_streams() -> None:
    """Give what was closed for us (``<&-``, ``>&-``) a place to come from and go to: Python has None there.

    In this order, so that each gets its own number and no file of ours is taken for one of them.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115  # open until the end


def _forget_odd_sizes() -> None:
    """A width that no terminal has would be an error or a gigabyte of blanks, in libraries as well."""
    for name in ("COLUMNS", "LINES"):
        size = os.environ.get(name, "")
        if size and not (size.isascii() and size.isdecimal() and len(size) <= _LONGEST_SIZE):
            del os.environ[name]


def _wanted_language(words: Sequence[str]) -> str | None:
    for index, word in enumerate(words):
        if word.startswith("--ui-language="):
            return word.partition("=")[2]
        if word == "--ui-language" and index + 1 < len(words):
            return words[index + 1]
    return None


def _translate_argparse() -> None:
    """Let argparse speak our language: it looks its messages up through two module globals and has no other hook.

    In English as well, because its own look-up asks the file system for a catalogue at every message.
    """
    vars(argparse).update(_=i18n._, ngettext=i18n.ngettext)


def _suggestion(name: str) -> str:
    from difflib import get_close_matches  # only after a mistake

    close = get_close_matches(name, COMMANDS, 1)
    return _("Did you mean {name}?").format(name=close[0]) if close else _("Try: igglossary --help")


def _sentence(summary: str) -> str:
    text = _(summary)
    return text[:1].upper() + text[1:] + "."


if __name__ == "__main__":
    sys.exit(main())
