"""``igglossary lookup``: the answer before the finger is up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.output import BOLD, DIM
from igglossary.cli.values import language, with_language_tags
from igglossary.errors import ExitCode, UsageError
from igglossary.i18n import _, say

if TYPE_CHECKING:
    import argparse

    from igglossary.answers.terms import TermAnswer, TermHit
    from igglossary.cli.context import Context


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``lookup``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary lookup digitalen Spaltung     any form of the term will do\n"
        "  igglossary lookup cyber sovereignty      from English too\n"
        "  igglossary lookup --full Multistakeholder\n"
        "  igglossary lookup -i                     many words in a row, one a line"
    )
    parser.add_argument(
        "query", nargs="*", type=str, metavar="QUERY", help=_("a term, or a part of one, in either language")
    )
    parser.add_argument("--lang", type=language, help=_("the language of the query (default: either)"))
    parser.add_argument("--to", type=language, help=_("the language of the translations (default: German and English)"))
    parser.add_argument("--full", action="store_true", help=_("show everything about each concept"))
    parser.add_argument(
        "-i", "--interactive", action="store_true", help=_("ask for one query after another until Ctrl-D")
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Answer; exit code 1 and a sentence if there is no such term."""
    query = " ".join(arguments.query)
    if arguments.interactive:
        return _converse(context, arguments, query)
    if not query.strip():
        raise UsageError(_("there is nothing to look up."), hint=_("Try: igglossary lookup --help"))
    answer = _ask(context, arguments, query)
    if context.is_json:
        from igglossary.service.wire import term_answer  # only for programs

        context.output.json(term_answer(answer))
        return _remark(context, arguments, answer)
    return _print(context, arguments, answer)


def _converse(context: Context, arguments: argparse.Namespace, query: str) -> int:
    """One query after another, beginning with that of the call; exit code 1 if none of them had an answer."""
    from igglossary.cli.conversation import is_person, queries  # reads lines, with readline where somebody types them

    answers = (_ask(context, arguments, line) for line in queries(_("Term: "), first=query))
    if context.is_json:
        from igglossary.service.wire import term_answer  # only for programs

        context.output.json_array(map(term_answer, answers))
        return ExitCode.OK
    codes = []
    with_heads = not is_person()  # who types sees the question above the answer
    for answer in answers:
        if with_heads:
            context.output.styled((answer.query, BOLD))
        codes.append(_print(context, arguments, answer))
    return ExitCode.PROBLEMS if codes and all(codes) else ExitCode.OK


def _ask(context: Context, arguments: argparse.Namespace, query: str) -> TermAnswer:
    return context.desk.look_up(
        query,
        lang=arguments.lang,
        to=arguments.to,
        with_details=context.is_json,
        with_memory=context.is_json or arguments.full,
    )


def _print(context: Context, arguments: argparse.Namespace, answer: TermAnswer) -> int:
    if arguments.full:
        from igglossary.cli.term_card import print_cards  # loads the model; only on request

        print_cards(context.desk.store, answer, context.output)
    else:
        for hit in answer.hits:
            _print_hit(context, answer.query, hit)
    return _remark(context, arguments, answer)


def _remark(context: Context, arguments: argparse.Namespace, answer: TermAnswer) -> int:
    """Say that there is nothing if there is nothing; the exit code."""
    if not answer.hits:
        from igglossary.service.sentences import no_term  # a hit does without

        context.diagnostics.remark(say(no_term(answer.query)))
        return ExitCode.PROBLEMS
    return ExitCode.OK if not arguments.to or any(hit.translations for hit in answer.hits) else ExitCode.PROBLEMS


def _print_hit(context: Context, query: str, hit: TermHit) -> None:
    translations = "; ".join(with_language_tags(hit.translations)) or "–"
    remarks = [] if _is_plain(hit) else _remarks(hit, query)
    tail: list[str | tuple[str, str]] = [(f"  ({'; '.join(remarks)})", DIM)] if remarks else []
    context.output.styled((hit.term, BOLD), f" → {translations}", *tail)


def _is_plain(hit: TermHit) -> bool:
    """True for most hits: about these there is nothing to say beside the translations."""
    is_right = hit.status in ("preferred", "admitted") and hit.match not in ("fuzzy", "part", "compound")
    return is_right and hit.subject is None and bool(hit.translations)


def _remarks(hit: TermHit, query: str) -> list[str]:
    from igglossary.service.sentences import term_remarks  # only for hits that need words

    return term_remarks(hit, query)
