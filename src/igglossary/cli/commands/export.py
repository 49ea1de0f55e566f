"""``igglossary export``: the store's content for other programs."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from igglossary.cli.values import language, output_folder, output_path, percent
from igglossary.errors import ExitCode, UsageError
from igglossary.i18n import _, say
from igglossary.service import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igglossary.cli.context import Context
    from igglossary.workflow.exporting import ExportSummary
    from igglossary.workflow.selection import Selection


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``export``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary export memory.tmx terms.tbx       approved entries, the kind by the ending\n"
        "  igglossary export --all memory.tmx           candidates too, marked as such\n"
        "  igglossary export --all --min-keep 80 memory.tmx   only those that a translator most likely keeps\n"
        "  igglossary export --dialect dca terms.tbx    TBX v3 in DCA style\n"
        "  igglossary export glossary.html              a page to search and print, without a server\n"
        "  igglossary export terms.ttl terms.jsonld     linked data (SKOS)\n"
        "  igglossary export --omegat project/          a folder that OmegaT opens as it is\n"
        "  igglossary export --omegat project/ --langs de en    the same for German to English\n"
        "  igglossary export --filter 'bericht:Hafen status:open' terms.tbx   chosen as in the review\n"
        "  igglossary export --mine --no-shipped terms.utf8     only what I have entered or decided\n"
        "  igglossary export everything.jsonl           all there is, decisions included"
    )
    parser.add_argument(
        "files",
        nargs="*",
        type=output_path,
        metavar="OUT",
        help=_("files to write: .tmx .tbx .csv .tsv .xlsx .utf8 .utx .html .ttl …"),
    )
    parser.add_argument("--omegat", type=output_folder, metavar="DIR", help=_("write an OmegaT project folder"))
    _add_choice(parser)
    _add_forms(parser)


def _add_choice(parser: argparse.ArgumentParser) -> None:
    """Which entries are written."""
    parser.add_argument(
        "--status", choices=("approved",), default="approved", help=_("which entries (default: approved)")
    )
    parser.add_argument("--all", action="store_true", help=_("candidates and comparable pairs too"))
    parser.add_argument(
        "--min-keep",
        type=percent,
        default=0,
        metavar="N",
        help=_("with --all: only links that a translator keeps with a probability of N percent or more"),
    )
    parser.add_argument(
        "--langs",
        nargs=2,
        type=language,
        default=(),
        metavar=("SRC", "TGT"),
        help=_("from which language into which; what lacks one is left out (default: as it is stored; OmegaT: en de)"),
    )
    parser.add_argument(
        "--filter",
        type=str,
        default="",
        metavar="FILTER",
        help=_("only what fits, as in the review: status:open bericht:Hafen fach:Recht seit:2026-01-31 von:me …"),
    )
    parser.add_argument("--mine", action="store_true", help=_("only what I have entered, changed or decided"))
    parser.add_argument(
        "--shipped",
        action=argparse.BooleanOptionalAction,
        default=True,
        help=_("with or without the concepts that came with the program and that nobody has changed (default: with)"),
    )


def _add_forms(parser: argparse.ArgumentParser) -> None:
    """How they are written."""
    parser.add_argument("--to", type=str, metavar="KIND", help=_("the kind, where the ending does not tell"))
    parser.add_argument("--dialect", choices=("v2", "dca", "dct"), default="v2", help=_("of TBX (default: v2)"))
    parser.add_argument(
        "--layout",
        choices=("own", "memoq", "phrase", "multiterm"),
        default="own",
        help=_("columns of CSV, TSV and XLSX"),
    )
    parser.add_argument(
        "--base-uri",
        type=str,
        default="",
        metavar="URI",
        help=_("of SKOS: the address that the ids of concepts are put behind (default: that of the file)"),
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Write each file; say what was left out and what the format could not carry."""
    if not arguments.files and not arguments.omegat:
        raise UsageError(_("name a file to write."), hint=_("Try: igglossary export memory.tmx terms.tbx"))
    done = _export(context, arguments, _selection(arguments))
    if context.is_json:
        from igglossary.service import wire  # only for programs

        output = context.output_beside(*(summary.file for summary in done))
        output.json_array(wire.export_summary(summary, say) for summary in done)
    else:
        for summary in done:
            _print_summary(context, summary)
    return ExitCode.OK


def _selection(arguments: argparse.Namespace) -> Selection:
    from igglossary.workflow.selection import Selection  # the store and more, which --help does not need

    return Selection(
        include_candidates=arguments.all,
        min_keep=arguments.min_keep / 100,
        languages=tuple(arguments.langs),
        filter=arguments.filter,
        shipped=arguments.shipped,
        mine=arguments.mine,
    )


def _export(context: Context, arguments: argparse.Namespace, selection: Selection) -> Sequence[ExportSummary]:
    from igglossary.workflow.exporting import check_export  # the writers are heavy

    settings = {
        "to": arguments.to,
        "dialect": arguments.dialect,
        "layout": arguments.layout,
        "base_uri": arguments.base_uri,
    }
    check_export(arguments.files, **settings, selection=selection)
    done = [context.desk.export(name, **settings, selection=selection) for name in arguments.files]
    if arguments.omegat:
        done.append(context.desk.export_omegat(arguments.omegat, selection=selection))
    return done


def _print_summary(context: Context, summary: ExportSummary) -> None:
    output = context.output_beside(summary.file)
    for line in sentences.export_summary(summary):
        output.talk(line)
    for problem in summary.problems:
        context.diagnostics.remark(problem.in_words(say))
