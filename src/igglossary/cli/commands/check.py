"""``igglossary check``: a translation against the term base."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from igglossary._version import __version__
from igglossary.cli.output import BOLD, DIM
from igglossary.cli.values import input_path, output_path
from igglossary.errors import ExitCode, InputError, os_reason
from igglossary.formats.files import check_is_file, write_bytes
from igglossary.i18n import _, ngettext, say
from igglossary.terms.checking.check import Finding, Level, baseline_lines, read_baseline
from igglossary.text.kwic import kwic

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context
    from igglossary.workflow.terminology import FilePlace


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``check``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary check translation.xlf\n"
        "  igglossary check de.po --sarif > findings.sarif\n"
        "  igglossary check de.po --write-baseline known.txt    accept what there is …\n"
        "  igglossary check de.po --baseline known.txt          … and see only what is new"
    )
    parser.add_argument(
        "file", type=input_path, metavar="FILE", help=_("XLIFF, PO, TMX, TS, or a CSV with two segments a row")
    )
    parser.add_argument("--sarif", action="store_true", help=_("print SARIF 2.1.0"))
    parser.add_argument(
        "--baseline", type=input_path, metavar="FILE", help=_("a file of known findings, which are passed over")
    )
    parser.add_argument(
        "--write-baseline",
        type=output_path,
        metavar="FILE",
        help=_("write the findings as known ones and exit with 0"),
    )


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Print the findings; exit code 1 if there is one that is not known."""
    known = _baseline(arguments.baseline)
    checked = context.desk.check(arguments.file)
    findings = checked.findings
    if arguments.write_baseline:
        write_bytes(arguments.write_baseline, "".join(f"{line}\n" for line in baseline_lines(findings)).encode())
        context.diagnostics.problems(checked.problems)
        written = ngettext("{file}: {n} finding written", "{file}: {n} findings written", len(findings))
        context.diagnostics.remark(written.format(file=arguments.write_baseline, n=len(findings)))
        return ExitCode.OK
    fresh = [finding for finding in findings if finding.fingerprint not in known]
    if arguments.sarif:
        from igglossary.terms.checking.sarif import to_sarif  # only for programs

        lines = {unit: place.line for unit, place in checked.places.items() if place.line is not None}
        file = os.path.relpath(arguments.file)
        context.output.json(to_sarif(findings, file=file, version=__version__, lines=lines, baseline=known or None))
    elif context.is_json:
        from igglossary.service.wire import check_answer  # only for programs

        lines_of = {unit: place.line for unit, place in checked.places.items()}
        context.output.json(check_answer(arguments.file, fresh, lines_of, checked.problems, say))
    else:
        for finding in fresh:
            _print_finding(context, arguments.file, finding, checked.places[finding.unit])
        context.diagnostics.remark(ngettext("{n} finding", "{n} findings", len(fresh)).format(n=len(fresh)))
    context.diagnostics.problems(checked.problems)
    return ExitCode.PROBLEMS if fresh else ExitCode.OK


def _baseline(name: str | None) -> frozenset[str]:
    if name is None:
        return frozenset()
    check_is_file(name)
    try:
        with open(name, encoding="utf-8") as lines:
            return read_baseline(lines)
    except OSError as error:
        message = _("the baseline cannot be read: {reason}.").format(reason=say(os_reason(error)))
        raise InputError(message, where=name) from error
    except UnicodeDecodeError as error:
        hint = _("Try: igglossary check FILE --write-baseline {name}").format(name=name)
        raise InputError(_("this is no file of known findings."), where=name, hint=hint) from error


def _print_finding(context: Context, file: str, finding: Finding, place: FilePlace) -> None:
    """One line as compilers write it, so that editors find the place; then both sides, the words in question bold."""
    levels = {Level.ERROR: _("error:"), Level.WARNING: _("warning:"), Level.NOTE: _("note:")}
    where = file if place.line is None else f"{file}:{place.line}"
    unit = "" if place.unit.id is None and place.line is not None else f" ({finding.unit})"
    context.output.styled(
        (where, BOLD), f": {levels[finding.level]} {say(finding.message)}", (f"{unit}  [{finding.rule}]", DIM)
    )
    width = max(20, shutil.get_terminal_size((100, 24)).columns - 10)
    for variant, span in zip(place.unit.variants, (finding.source_span, finding.target_span), strict=False):
        start, end = (span.start, span.end) if span and variant.text[span.start : span.end] == span.text else (0, 0)
        left, middle, right = kwic(variant.text, start, end, width)
        context.output.styled((f"    {variant.lang:5} ", DIM), left, (middle, BOLD), right)
