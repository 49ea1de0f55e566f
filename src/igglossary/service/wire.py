"""Answers as JSON: one shape for each, the words of the program beside their codes. docs/json.md is made from here.

What stands in words is said by the function that is handed in, in the language of whoever asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from igglossary.answers.facts import TermFacts
    from igglossary.answers.memory import ConcordanceHit, Match, MatchAnswer
    from igglossary.answers.places import Place
    from igglossary.answers.terms import TermAnswer, TermHit
    from igglossary.answers.texts import MarkedTerm
    from igglossary.errors import Problem
    from igglossary.memory.pretranslate import FilledSegment, PretranslateSummary
    from igglossary.messages import Message
    from igglossary.model import Decision, Span
    from igglossary.service import shapes, upkeep_shapes
    from igglossary.store.contract.memory import Conflict
    from igglossary.store.contract.upkeep import Restored, Salvaged
    from igglossary.terms.checking.check import Finding
    from igglossary.workflow.aligning import Alignment
    from igglossary.workflow.build import BuildSummary
    from igglossary.workflow.exporting import ExportSummary
    from igglossary.workflow.forgetting import ForgottenReport
    from igglossary.workflow.importing import ImportSummary
    from igglossary.workflow.mining import MiningSummary

    Say = Callable[[Message], str]


def place(answer: Place) -> shapes.PlaceJson:
    """A place, without what is not known."""
    shown: shapes.PlaceJson = {"document": answer.document}
    for name, value in answer._asdict().items():
        if value is not None:
            shown[name] = value  # type: ignore[literal-required]  # the fields are those of the shape
    return shown


# --- terms -----------------------------------------------------------------------------------------------------------


def term_answer(answer: TermAnswer) -> shapes.TermAnswerJson:
    """The answer of a look-up."""
    return {
        "query": answer.query,
        "language": answer.language,
        "hits": [_term_hit(hit) for hit in answer.hits],
        "memory": [segment(hit) for hit in answer.memory],
    }


def _term_hit(hit: TermHit) -> shapes.TermHitJson:
    return {
        "concept": hit.concept,
        "term": hit.term,
        "lang": hit.lang,
        "status": hit.status,
        "match": hit.match,
        "score": hit.score,
        "translations": [{"lang": lang, "term": term, "status": status} for lang, term, status in hit.translations],
        "use_instead": list(hit.use_instead),
        "definition": hit.definition,
        "provenance": [place(one) for one in hit.provenance],
        "subject": hit.subject,
        "facts": _term_facts(hit.facts[0]) if hit.facts else None,
    }


def _term_facts(facts: TermFacts) -> shapes.TermFactsJson:
    return {
        "register": facts.register,
        "reliability": facts.reliability,
        "regions": list(facts.regions),
        "valid_from": facts.valid_from,
        "valid_until": facts.valid_until,
        "superseded_by": facts.superseded_by,
        "attestations": [{"body": body, "symbol": symbol, "date": date} for body, symbol, date in facts.attestations],
        "uses": [{"quarter": name, "occurrences": n, "reports": reports} for name, n, reports in facts.uses],
        "collocations": [[{"lang": lang, "text": text} for lang, text in texts] for texts in facts.collocations],
    }


def segment(hit: ConcordanceHit) -> shapes.SegmentJson:
    """A place in the memory."""
    return {
        "unit": hit.unit,
        "lang": hit.lang,
        "text": hit.text,
        "spans": [list(span) for span in hit.spans],
        "other_lang": hit.other_lang,
        "other": hit.other,
        "relation": hit.relation,
        "status": hit.status,
        "provenance": [place(one) for one in hit.provenance],
    }


def marked_text(terms: Iterable[MarkedTerm]) -> shapes.MarkedTextJson:
    """The terms of a text."""
    return {
        "hits": [
            {
                "start": term.start,
                "end": term.end,
                "surface": term.surface,
                "concept": term.concept,
                "term": term.term,
                "match": term.match,
                "translations": [
                    {"lang": lang, "term": name, "status": status} for lang, name, status in term.translations
                ],
                "nested": term.is_nested,
            }
            for term in terms
        ]
    }


# --- memory ----------------------------------------------------------------------------------------------------------


def match_answer(answer: MatchAnswer, say: Say) -> shapes.MatchAnswerJson:
    """The matches of a segment."""
    return {
        "segment": answer.segment,
        "matches": [_match(match, say) for match in answer.matches],
        "near": [_match(match, say) for match in answer.near],
    }


def _match(match: Match, say: Say) -> shapes.MatchJson:
    return {
        "unit": match.unit,
        "score": match.score,
        "text_score": match.text_score,
        "source": match.source,
        "target": match.target,
        "source_lang": match.source_lang,
        "target_lang": match.target_lang,
        "relation": match.relation,
        "status": match.status,
        "keep": match.keep,
        **_reasons(match, say),
        "provenance": [place(one) for one in match.provenance],
    }


def _reasons(match: Match | FilledSegment, say: Say) -> shapes.ReasonsJson:
    from igglossary.service.sentences import difference_message, penalty_message

    return {
        "differences": [
            {
                "kind": one.kind,
                "old": one.old,
                "new": one.new,
                "points": one.points,
                "text": say(difference_message(one)),
            }
            for one in match.differences
        ],
        "penalties": [
            {"code": one.code, "points": one.points, "text": say(penalty_message(one))} for one in match.penalties
        ],
    }


def pretranslate_summary(summary: PretranslateSummary, say: Say) -> shapes.PretranslateJson:
    """What became of the segments of a file."""
    return {
        "file": summary.file,
        "exact": summary.exact,
        "fuzzy": summary.fuzzy,
        "unfilled": summary.unfilled,
        "left_alone": summary.left_alone,
        "copy": summary.copy,
        "filled": [
            {
                "id": one.id,
                "segment": one.segment,
                "score": one.score,
                "source": one.source,
                "target": one.target,
                **_reasons(one, say),
            }
            for one in summary.filled
        ],
    }


def alignment(done: Alignment) -> shapes.AlignmentJson:
    """The beads of two texts."""
    return {
        "beads": [
            {"first": list(bead.first), "second": list(bead.second), "score": round(bead.score, 4)}
            for bead in done.beads
        ]
    }


def conflict(found: Conflict) -> shapes.ConflictJson:
    """A source that has several translations."""
    return {
        "source_lang": found.source_lang,
        "target_lang": found.target_lang,
        "source": found.source,
        "targets": [{"unit": unit, "target": target, "status": status} for unit, target, status in found.targets],
    }


# --- files -----------------------------------------------------------------------------------------------------------


def problem(found: Problem, say: Say) -> shapes.ProblemJson:
    """A problem of a file."""
    return {
        "file": found.file,
        "line": found.line,
        "unit": found.unit_id,
        "code": found.message.code,
        "message": say(found.message),
        "hint": None if found.hint is None else say(found.hint),
    }


def _counts(found: Mapping[Message, int], say: Say) -> list[shapes.CountJson]:
    return [{"code": what.code, "text": say(what), "count": count} for what, count in found.items()]


def build_summary(summary: BuildSummary, say: Say) -> shapes.BuildJson:
    """What was done with a report."""
    return {
        "path": summary.path,
        "title": summary.title,
        "outcome": summary.outcome,
        "sentences": summary.sentences,
        "footnotes": summary.footnotes,
        "quotations": summary.quotations,
        "relations": dict(summary.relations),
        "new_units": summary.new_units,
        "retired_units": summary.retired_units,
        "new_pairs": summary.new_pairs,
        "known_pairs": summary.known_pairs,
        "in_term_base": summary.in_term_base,
        "general_pairs": summary.general_pairs,
        "stopped_pairs": summary.stopped_pairs,
        "retired_pairs": summary.retired_pairs,
        "problems": [problem(one, say) for one in summary.problems],
        "has_model": summary.has_model,
    }


def mining_summary(summary: MiningSummary) -> shapes.MiningJson:
    """What the memory proposed."""
    return {
        "units": summary.units,
        "left_out": summary.left_out,
        "new_pairs": summary.new_pairs,
        "known_pairs": summary.known_pairs,
        "stopped_pairs": summary.stopped_pairs,
    }


def import_summary(summary: ImportSummary, say: Say) -> shapes.ImportJson:
    """What became of a file."""
    return {
        "file": summary.file,
        "format": summary.format,
        "holds": summary.holds,
        "read": summary.read,
        "added": summary.added,
        "changed": summary.changed,
        "unchanged": summary.unchanged,
        "skipped": summary.skipped,
        "reasons": _counts(summary.reasons, say),
        "choices": [say(choice) for choice in summary.choices],
        "problems": [problem(one, say) for one in summary.problems],
    }


def export_summary(summary: ExportSummary, say: Say) -> shapes.ExportJson:
    """What stands in a file."""
    return {
        "file": summary.file,
        "format": summary.format,
        "written": summary.written,
        "left_out": summary.left_out,
        "below": summary.below,
        "passed_over": summary.passed_over,
        "dropped": _counts(summary.dropped, say),
        "problems": [problem(one, say) for one in summary.problems],
    }


def validation(file: str, problems: Sequence[Problem], say: Say) -> shapes.ValidationJson:
    """What is wrong with a file."""
    return {"file": file, "problems": [problem(one, say) for one in problems]}


def check_answer(
    file: str,
    findings: Iterable[Finding],
    lines: Mapping[str, int | None],
    problems: Iterable[Problem],
    say: Say,
) -> shapes.CheckJson:
    """What was found in a bilingual file; ``lines`` has the line of each unit."""
    return {
        "file": file,
        "findings": [_finding(finding, lines.get(finding.unit), say) for finding in findings],
        "problems": [problem(one, say) for one in problems],
    }


def _finding(finding: Finding, line: int | None, say: Say) -> shapes.FindingJson:
    return {
        "rule": str(finding.rule),
        "level": str(finding.level),
        "unit": finding.unit,
        "line": line,
        "message": say(finding.message),
        "source_span": _span(finding.source_span),
        "target_span": _span(finding.target_span),
        "concept": finding.concept,
        "term": finding.term,
        "expected": list(finding.expected),
        "fingerprint": finding.fingerprint,
    }


def _span(span: Span | None) -> shapes.SpanJson | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": span.text}


# --- the store -------------------------------------------------------------------------------------------------------


def stats(path: str, counts: Mapping[str, Mapping[str, int]]) -> shapes.StatsJson:
    """The counts of a store."""
    return {
        "store": path,
        "document": dict(counts["document"]),
        "unit": dict(counts["unit"]),
        "pair": dict(counts["pair"]),
        "concept": dict(counts["concept"]),
        "term": dict(counts["term"]),
        "decision": dict(counts["decision"]),
    }


def decision(made: Decision) -> shapes.DecisionJson:
    """A decision."""
    return {
        "id": made.id,
        "at": made.at,
        "person": made.person,
        "kind": made.entry_kind,
        "entry": made.entry_id,
        "action": made.action,
        "old": made.old,
        "new": made.new,
        "reason": made.reason,
        "act": made.act,
        "undoes": made.undoes,
    }


def doctor(path: str, faults: Iterable[Message], say: Say) -> upkeep_shapes.DoctorJson:
    """What is wrong with a store."""
    return {"store": path, "faults": [{"code": fault.code, "text": say(fault)} for fault in faults]}


def init(store: str, *, is_new: bool) -> upkeep_shapes.InitJson:
    """The store of a folder."""
    return {"store": store, "is_new": is_new}


def forgotten_report(report: ForgottenReport) -> upkeep_shapes.ForgetJson:
    """What went with a report."""
    done = report.done
    return {
        "path": report.path,
        "title": report.title,
        "units": done.units,
        "pairs": done.pairs,
        "kept_units": done.kept_units,
        "kept_pairs": done.kept_pairs,
        "heir": done.heir,
    }


def salvaged(store: str, file: str, done: Salvaged) -> upkeep_shapes.SalvageJson:
    """What was saved of a damaged store."""
    return {"store": store, "file": file, "rows": done.rows, "lost": done.lost}


def restored(store: str, copy: str, done: Restored) -> upkeep_shapes.RestoreJson:
    """A backup that was put in the place of a store."""
    return {"store": store, "copy": copy, "kept": done.kept, "was_in_use": done.is_in_use}


def backup(file: str, store: str) -> upkeep_shapes.BackupJson:
    """A copy of a store."""
    return {"file": file, "store": store}
