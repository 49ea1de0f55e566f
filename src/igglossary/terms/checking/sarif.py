"""Findings as a SARIF 2.1.0 log (OASIS Standard, 27 March 2020), for editors and code-review tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from igglossary.messages import _
from igglossary.terms.checking.check import LEVELS, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from igglossary.model import Span
    from igglossary.terms.checking.check import Finding

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "igglossary/v1"
"""Name and version of the fingerprint, as §3.27.16 asks for: ``partialFingerprints`` keys end in ``/v<n>``."""


def to_sarif(
    findings: Iterable[Finding],
    *,
    file: str,
    version: str,
    lines: Mapping[str, int] | None = None,
    baseline: AbstractSet[str] | None = None,
) -> dict[str, Any]:
    """A whole log with one run, as a dictionary for ``json.dumps``, whose ``default`` puts the messages into words.

    Args:
        findings: What ``check_units`` yields.
        file: Path of the checked file, relative where possible; it becomes a percent-encoded URI reference (§3.4.3).
        version: Version of this program.
        lines: 1-based line of a unit in the file, by unit id; units that are not there get no region.
        baseline: Fingerprints of known findings; with it each result says ``new`` or ``unchanged`` (§3.27.24).
    """
    uri = quote(file.replace("\\", "/"))
    order = list(Rule)
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "igglossary",
                        "semanticVersion": version,
                        "rules": [_rule(rule) for rule in order],
                    }
                },
                "artifacts": [{"location": {"uri": uri}}],
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(one, order.index(one.rule), uri, (lines or {}).get(one.unit), baseline) for one in findings
                ],
            }
        ],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": str(rule),
        "shortDescription": {"text": _DESCRIPTIONS[rule]},
        "defaultConfiguration": {"level": str(LEVELS[rule])},
    }


_DESCRIPTIONS = {
    Rule.MISSING: _("A term of the source has no translation that the term base allows."),
    Rule.FORBIDDEN: _("The translation uses a forbidden term."),
    Rule.DEPRECATED: _("The translation uses a deprecated term."),
    Rule.INCONSISTENT: _("A term is translated in different ways in this file."),
    Rule.TRANSLATED: _("A name that is not to be translated was translated."),
    Rule.CASE: _("A case-sensitive term is written in other letters."),
    Rule.NUMBER: _("The numbers of source and translation differ."),
    Rule.CODE: _("The inline codes or placeholders of source and translation differ."),
}


def _result(
    finding: Finding,
    rule_index: int,
    uri: str,
    line: int | None,
    baseline: AbstractSet[str] | None,
) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri, "index": 0}}
    if line is not None:
        physical["region"] = {"startLine": line}
    result: dict[str, Any] = {
        "ruleId": str(finding.rule),
        "ruleIndex": rule_index,
        "level": str(finding.level),
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": physical, "logicalLocations": [{"name": finding.unit, "kind": "resource"}]}],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": {
            "source": _place(finding.source_span),
            "target": _place(finding.target_span),
            "concept": finding.concept,
            "term": finding.term,
            "expected": list(finding.expected),
        },
    }
    if baseline is not None:
        result["baselineState"] = "unchanged" if finding.fingerprint in baseline else "new"
    return result


def _place(span: Span | None) -> dict[str, Any] | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": span.text}
