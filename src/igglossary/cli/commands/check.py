"""``igglossary check``: a translation against the term base."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from igglossary._version import __version__
from igglossary.cli.output import BOLD, DIM
from igglossary.errors import ExitCode, InputError
from igglossary.formats.files import write_bytes
from igglossary.i18n import _, ngettext
from igglossary.terms.checking import Finding, Level, baseline_lines, read_baseline

if TYPE_CHECKING:
    import argparse

    from igglossary.cli.context import Context
    from igglossary.errors import Problem


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``check``."""
    parser.epilog = _(
        "Examples:\n"
        "  igglossary check translation.xlf\n"
        "  igglossary check de.po --sarif > findings.sarif\n"
        "  igglossary check de.po --write-baseline known.txt    accept what there is …\n"
        "  igglossary check de.po --baseline known.txt          … and see only what is new"
    )
    parser.add_argument("file", metavar="FILE", help=_("XLIFF, PO, TMX, TS, or a CSV with two segments a row"))
    parser.add_argument("--sarif", action="store_true", help=_("print SARIF 2.1.0"))
    parser.add_argument("--baseline", metavar="FILE", help=_("a file of known findings, which are passed over"))
    parser.add_argument("--write-baseline", metavar="FILE", help=_("write the findings as known ones and exit with 0"))


def run(context: Context, arguments: argparse.Namespace) -> int:
    """Print the findings; exit code 1 if there is one that is not known."""
    from igglossary.workflow.terminology import check_file  # the readers and the lexicon are heavy

    problems: list[Problem] = []
    with context.open_store() as store:
        findings = list(check_file(store, arguments.file, problems))
    context.diagnostics.problems(problems)
    if arguments.write_baseline:
        write_bytes(arguments.write_baseline, "".join(f"{line}\n" for line in baseline_lines(findings)).encode())
        return ExitCode.OK
    known = _baseline(arguments.baseline)
    fresh = [finding for finding in findings if finding.fingerprint not in known]
    if arguments.sarif:
        from igglossary.terms.sarif import to_sarif  # only for programs

        file = os.path.relpath(arguments.file)
        context.output.json(to_sarif(findings, file=file, version=__version__, baseline=known or None))
    elif context.is_json:
        context.output.json({"file": arguments.file, "findings": [_as_json(finding) for finding in fresh]})
    else:
        for finding in fresh:
            _print_finding(context, finding)
        context.diagnostics.remark(ngettext("{n} finding", "{n} findings", len(fresh)).format(n=len(fresh)))
    return ExitCode.PROBLEMS if fresh else ExitCode.OK


def _baseline(name: str | None) -> frozenset[str]:
    if name is None:
        return frozenset()
    try:
        with open(name, encoding="utf-8") as lines:
            return read_baseline(lines)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(_("the baseline cannot be read: {reason}.").format(reason=error), where=name) from error


def _print_finding(context: Context, finding: Finding) -> None:
    levels = {Level.ERROR: _("error:"), Level.WARNING: _("warning:"), Level.NOTE: _("note:")}
    context.output.styled(
        (finding.unit, BOLD), f": {levels[finding.level]} {finding.message}", (f"  [{finding.rule}]", DIM)
    )


def _as_json(finding: Finding) -> dict[str, object]:
    from igglossary.store.codec import encode  # only for programs

    return {**encode(finding), "level": finding.level, "rule": finding.rule}
