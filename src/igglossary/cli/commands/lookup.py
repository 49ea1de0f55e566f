"""``igglossary lookup``: the answer before the finger is up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from igglossary.cli.output import BOLD, DIM
from igglossary.cli.values import language, with_language_tags
from igglossary.errors import ExitCode, UsageError
from igglossary.i18n import _
from igglossary.workflow.lookup import add_details, add_memory, look_up

if TYPE_CHECKING:
    import argparse

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
    parser.add_argument("--to", type=language, help=_("the language of the translations (default: all)"))
    parser.add_argument("--full", action="store_true", help=_("show everything about each concept"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Answer; exit code 1 and a sentence if there is no such term."""
    query = " ".join(arguments.query)
    if not query.strip():
        raise UsageError(_("there is nothing to look up."), hint=_("Try: igglossary lookup --help"))
    with context.open_store() as store:
        answer = look_up(store, query, lang=arguments.lang, to=arguments.to)
        if context.is_json or arguments.full:
            add_memory(store, answer)
        if context.is_json:
            add_details(store, answer)
            context.output.json(answer)
        elif arguments.full:
            from igglossary.cli.term_card import print_cards  # loads the model; only on request

            print_cards(store, answer, context.output)
        else:
            for hit in answer["hits"]:
                _print_hit(context, query, hit)
    if not answer["hits"]:
        context.diagnostics.remark(
            _("There is no term for “{query}”. Try: igglossary concordance {query}").format(query=query)
        )
        return ExitCode.PROBLEMS
    return ExitCode.OK


def _print_hit(context: Context, query: str, hit: dict[str, Any]) -> None:
    names = {
        "candidate": _("candidate"), "deprecated": _("deprecated"), "superseded": _("superseded"),
        "forbidden": _("forbidden"),
    }  # fmt: skip
    translations = "; ".join(with_language_tags(hit["translations"])) or "–"
    remarks = [names[hit["status"]]] if hit["status"] in names else []
    if hit.get("use_instead"):
        remarks.append(_("use {terms}").format(terms=", ".join(hit["use_instead"])))
    if hit["match"] == "fuzzy":
        remarks.append(_("similar"))
    elif hit["match"] in ("part", "compound"):
        remarks.append(_("only a part of the query") if len(hit["term"]) < len(query) else _("a longer term"))
    tail: list[str | tuple[str, str]] = [(f"  ({'; '.join(remarks)})", DIM)] if remarks else []
    context.output.styled((hit["term"], BOLD), f" → {translations}", *tail)
