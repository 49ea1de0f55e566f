"""``igglossary concordance``: words and phrases in the memory, each in its context."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from igglossary.cli.output import BOLD, DIM
from igglossary.cli.values import language, positive
from igglossary.errors import ExitCode, UsageError
from igglossary.i18n import _
from igglossary.text.kwic import centred

if TYPE_CHECKING:
    import argparse

    from igglossary.answers.memory import ConcordanceHit
    from igglossary.cli.context import Context


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``concordance``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary concordance digital divide            both words, in any order\n"
        "  igglossary concordance '\"digital divide\"'        the phrase\n"
        "  igglossary concordance 'souverän*'               beginnings\n"
        "  igglossary concordance '*überwachung*'           inside longer words"
    )
    parser.add_argument(
        "words", nargs="+", type=str, metavar="WORDS", help=_("words, phrases, beginnings, inner parts")
    )
    parser.add_argument("--exact", action="store_true", help=_("words as they are typed, not in all their forms"))
    parser.add_argument("--lang", type=language, help=_("only the sides in this language"))
    parser.add_argument(
        "--limit", type=positive, default=100, metavar="N", help=_("how many hits at most (default: 100)")
    )
    parser.add_argument("--width", type=positive, metavar="N", help=_("columns of a line (default: the terminal's)"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Print the hits; exit code 1 if there are none."""
    query = " ".join(arguments.words)
    if not query.strip(' "*'):
        raise UsageError(_("there is no word to look for."), hint=_("Try: igglossary concordance --help"))
    width = arguments.width or shutil.get_terminal_size((100, 24)).columns
    hits = context.desk.concordance(query, lang=arguments.lang, limit=arguments.limit, exact=arguments.exact)
    if context.is_json:
        from igglossary.service.wire import segment  # only for programs

        context.output.json_array(map(segment, hits))
    else:
        for hit in hits:
            _print_hit(context, hit, width)
    if not hits:
        context.diagnostics.remark(_("The memory has nothing for: {query}").format(query=query))
        return ExitCode.PROBLEMS
    return ExitCode.OK


def _print_hit(context: Context, hit: ConcordanceHit, width: int) -> None:
    start, end = hit.spans[0]
    left, middle, right = centred(hit.text, start, end, max(20, width - 6))
    context.output.styled((f"{hit.lang:5} ", DIM), left, (middle, BOLD), right)
    if hit.other is None:
        context.output.styled((f"      {_('(one-sided: no translation is known here)')}", DIM))
    else:
        context.output.styled((f"{hit.other_lang:5} ", DIM), hit.other)
    if hit.provenance:
        place = hit.provenance[0]
        cited = (place.publisher, place.source_date) if hit.other is None else ()  # the source of a quotation alone
        shown = "; ".join(filter(None, (place.document, *cited)))
        context.output.styled((f"      {shown}", DIM))
