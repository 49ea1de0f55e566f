"""``igglossary import``: files of other programs into the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.cli.progress import progress
from igglossary.cli.values import input_path, language
from igglossary.errors import ExitCode, InputError, UnsupportedInputError
from igglossary.i18n import _, ngettext, say
from igglossary.service import sentences

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from igglossary.cli.context import Context
    from igglossary.workflow.importing import ImportSummary


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``import``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary import memory.tmx terms.tbx\n"
        "  igglossary import --dry-run glossary.xlsx    say what would happen\n"
        "  igglossary import --swap memory.tmx          its languages are the wrong way round\n"
        "  igglossary import --langs fr de glossary.txt\n"
        "  igglossary import --columns 'A=de, C=en, D=definition, E=ignore' list.xlsx\n"
        "  igglossary import project/                   the memory and glossaries of an OmegaT project"
    )
    parser.add_argument(
        "files", nargs="+", type=input_path, metavar="FILE", help=_("TMX, TBX, CSV, TSV, XLSX, UTX, PO, XLIFF, TS …")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("change nothing, only report"))
    parser.add_argument("--swap", action="store_true", help=_("exchange the two languages of the files"))
    parser.add_argument(
        "--langs",
        nargs=2,
        type=language,
        default=(),
        metavar=("A", "B"),
        help=_("the languages of files that do not name theirs"),
    )
    parser.add_argument(
        "--as",
        dest="holds",
        choices=("terms", "units"),
        help=_("what a table holds that could be either (default: its header decides)"),
    )
    parser.add_argument(
        "--columns",
        type=str,
        default="",
        metavar="WHICH=WHAT",
        help=_("what columns of a table hold, by letter, number or header: 'A=de, B=en, Info=note, 4=ignore'"),
    )
    parser.add_argument("--strict", action="store_true", help=_("exit code 1 if anything was skipped or odd"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Import the files one by one and account for each."""
    from igglossary.workflow.importing import files_of  # the readers are heavy

    summaries: list[ImportSummary] = []
    code = ExitCode.OK
    files = [pair for name in arguments.files for pair in files_of(name, tuple(arguments.langs))]
    for name, languages in files:
        try:
            summary = _import(context, name, languages, arguments)
        except InputError as error:  # the other files are no worse for it
            context.diagnostics.error(error.in_words(say) + _hint(error, name))
            code = error.exit_code
            continue
        summaries.append(summary)
        _tell(context, name, summary, is_trial=arguments.dry_run)
        if summary.is_empty:
            code = code or ExitCode.PROBLEMS
    if context.is_json:
        from igglossary.service import wire  # only for programs

        context.output.json_answers([wire.import_summary(summary, say) for summary in summaries], asked=len(files))
    if code == ExitCode.OK and arguments.strict and any(summary.skipped or summary.problems for summary in summaries):
        return ExitCode.PROBLEMS
    return code


def _tell(context: Context, name: str, summary: ImportSummary, *, is_trial: bool) -> None:
    """Account for a file; a program reads the summary itself."""
    context.diagnostics.problems(summary.problems)
    if not context.is_json:
        for line in sentences.import_summary(summary, is_trial=is_trial):
            context.output.talk(line)
        if context.diagnostics.is_verbose:
            _list_changes(context, summary)
    if summary.is_empty:
        has_some = summary.read or summary.problems
        said = _("{file}: nothing of it could be used.") if has_some else _("{file}: there is no entry in it.")
        context.diagnostics.error(said.format(file=name))


def _list_changes(context: Context, summary: ImportSummary) -> None:
    for change in summary.changes:
        context.output.talk(f"  ~ {say(change)}")
    more = summary.changed - len(summary.changes)
    if more > 0 and summary.changes:
        context.output.talk("  ~ " + ngettext("… and {n} more", "… and {n} more", more).format(n=more))


def _import(context: Context, name: str, languages: Sequence[str], arguments: argparse.Namespace) -> ImportSummary:
    with progress(name, is_quiet=context.output.is_quiet or context.is_json) as advance:
        return context.desk.import_file(
            name,
            dry_run=arguments.dry_run,
            swap=arguments.swap,
            languages=languages,
            holds=arguments.holds,
            columns=arguments.columns,
            progress=lambda done: advance(done, None),
        )


def _hint(error: InputError, name: str) -> str:
    from igglossary.reports import is_report_name  # only after a mistake

    is_report = isinstance(error, UnsupportedInputError) and is_report_name(name)
    return ". " + _("A report is read by: igglossary build {file}").format(file=name) if is_report else ""
