"""``igglossary lookup``: the answer before the finger is up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.output import BOLD, DIM
from igglossary.cli.values import language
from igglossary.errors import ExitCode, UsageError
from igglossary.i18n import _, say
from igglossary.service.sentences import no_term, term_remarks

if TYPE_CHECKING:
    import argparse

    from igglossary.answers.terms import TermHit
    from igglossary.cli.context import Context


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``lookup``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary lookup digitalen Spaltung     any form of the term will do\n"
        "  igglossary lookup cyber sovereignty      from English too\n"
        "  igglossary lookup --full Multistakeholder"
    )
    parser.add_argument("query", nargs="+", metavar="QUERY", help=_("a term, or a part of one, in either language"))
    parser.add_argument("--lang", type=language, help=_("the language of the query (default: either)"))
    parser.add_argument("--full", action="store_true", help=_("show everything about each concept"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Answer; exit code 1 and a sentence if there is no such term."""
    query = " ".join(arguments.query)
    if not query.strip():
        raise UsageError(_("there is nothing to look up."), hint=_("Try: igglossary lookup --help"))
    answer = context.desk.look_up(
        query, lang=arguments.lang, with_details=context.is_json, with_memory=context.is_json or arguments.full
    )
    if context.is_json:
        from igglossary.service.wire import term_answer  # only for programs

        context.output.json(term_answer(answer))
    elif arguments.full:
        from igglossary.cli.term_card import print_cards  # loads the model; only on request

        print_cards(context.desk.store, answer, context.output)
    else:
        for hit in answer.hits:
            _print_hit(context, hit)
    if not answer.hits:
        context.diagnostics.remark(say(no_term(query)))
        return ExitCode.PROBLEMS
    return ExitCode.OK


def _print_hit(context: Context, hit: TermHit) -> None:
    translations = "; ".join(item.term for item in hit.translations) or "–"
    remarks = term_remarks(hit)
    tail: list[str | tuple[str, str]] = [(f"  ({'; '.join(remarks)})", DIM)] if remarks else []
    context.output.styled((hit.term, BOLD), f" → {translations}", *tail)
