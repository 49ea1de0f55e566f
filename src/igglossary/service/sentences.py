"""Answers in words: the language is an argument, None is the one that the process speaks.

On the look-up path: the words of enumerations, which need the model, are loaded where they are said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.i18n import say
from igglossary.messages import Count, Message, _, joined, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from igglossary.answers.memory import Difference, Match, Penalty
    from igglossary.answers.terms import TermHit
    from igglossary.memory.pretranslate import FilledSegment, PretranslateSummary
    from igglossary.review.bulk import Bulk
    from igglossary.workflow.aligning import Alignment
    from igglossary.workflow.build import BuildSummary
    from igglossary.workflow.exporting import ExportSummary
    from igglossary.workflow.forgetting import ForgottenReport
    from igglossary.workflow.importing import ImportSummary
    from igglossary.workflow.mining import MiningSummary

_INDENT = "  "
_STATUSES = {
    "candidate": _("candidate"), "deprecated": _("deprecated"), "superseded": _("superseded"),
    "forbidden": _("forbidden"),
}  # fmt: skip
"""What is said of a designation that is none to be used as it is."""


def status_remark(status: str, language: str | None = None) -> str:
    """What is to be said of a designation's status; nothing if it may be used."""
    return say(_STATUSES[status], language) if status in _STATUSES else ""


def term_remarks(hit: TermHit, query: str, language: str | None = None) -> list[str]:
    """What there is to say about a hit of a look-up beside its translations."""
    remarks = [Message("{subject}").format(subject=hit.subject)] if hit.subject else []
    remarks += [_STATUSES[hit.status]] if hit.status in _STATUSES else []
    if hit.use_instead:
        remarks.append(_("use {terms}").format(terms=hit.use_instead))
    if hit.match == "fuzzy":
        remarks.append(_("similar"))
    elif hit.match in ("part", "compound"):
        remarks.append(_("only a part of the query") if len(hit.term) < len(query) else _("a longer term"))
    if not hit.translations:
        remarks.append(_("no translation yet"))
    return [say(remark, language) for remark in remarks]


def no_term(query: str) -> Message:
    """That a look-up found nothing, and what to try."""
    return _("There is no term for “{query}”. Try: igglossary concordance {query}").format(query=query)


# --- memory ----------------------------------------------------------------------------------------------------------


def difference_message(difference: Difference) -> Message:
    """One thing that differs; the memory's side stands before the arrow."""
    kind, old, new, points = difference
    if kind == "word" and not new:
        return _("word to be removed: {old}").format(old=old)
    if kind == "word" and not old:
        return _("word to be added: {new}").format(new=new)
    if kind == "code":
        return _("inline codes: at other places") if points == 1 else _("inline codes: others, or in another order")
    return {
        "word": _("word: {old} → {new}"),
        "number": _("number: {old} → {new}"),
        "case": _("upper and lower case: {old} → {new}"),
        "punctuation": _("punctuation: “{old}” → “{new}”"),
        "space": _("white space"),
        "character": _("characters that look the same"),
    }[kind].format(old=old, new=new)


def penalty_message(penalty: Penalty) -> Message:
    """Why something is taken off a unit."""
    return {"not-reviewed": _("not reviewed"), "partial": _("renders only part of the source")}[penalty.code]


def match_remarks(match: Match, language: str | None = None) -> list[str]:
    """Why a match is not better, and where it comes from."""
    remarks = [say(difference_message(difference), language) for difference in match.differences]
    remarks += [f"{say(penalty_message(penalty), language)} −{penalty.points}" for penalty in match.penalties]
    return [*remarks, *(place.document for place in match.provenance[:1])]


def filled_remarks(segment: FilledSegment, language: str | None = None) -> list[str]:
    """Why a filled segment is below 100."""
    differences = [say(difference_message(difference), language) for difference in segment.differences]
    return differences + [say(penalty_message(penalty), language) for penalty in segment.penalties]


def pretranslate_summary(summary: PretranslateSummary, language: str | None = None) -> str:
    """What became of the segments of a file."""
    text = _("{file}: {exact} exact, {fuzzy} fuzzy, {unfilled} without a match, {left_alone} left alone")
    counts = {"exact": summary.exact, "fuzzy": summary.fuzzy, "unfilled": summary.unfilled}
    return say(text.format(file=summary.file, left_alone=summary.left_alone, **counts), language)


# --- the steps -------------------------------------------------------------------------------------------------------


def build_summary(summary: BuildSummary, language: str | None = None) -> list[str]:
    """What became of a report, a line for each stage."""
    title = summary.title or summary.path
    if summary.outcome == "unchanged":
        return [say(_("{title}: unchanged, nothing to do.").format(title=title), language)]
    if summary.outcome == "same":
        same = _("{title}: the same report as {path}, nothing is counted twice.")
        return [say(same.format(title=title, path=summary.same_as), language)]
    counts = (
        ngettext("{n} sentence", "{n} sentences", summary.sentences).format(n=summary.sentences),
        ngettext("{n} footnote", "{n} footnotes", summary.footnotes).format(n=summary.footnotes),
        ngettext("{n} quotation", "{n} quotations", summary.quotations).format(n=summary.quotations),
    )
    pairs = [ngettext("{n} new term pair", "{n} new term pairs", summary.new_pairs).format(n=summary.new_pairs)]
    if summary.known_pairs:
        pairs.append(_("{n} seen before").format(n=summary.known_pairs))
    if summary.in_term_base:
        pairs.append(_("{n} of all in the term base already").format(n=summary.in_term_base))
    if summary.general_pairs:
        general = ngettext("{n} of all a general word", "{n} of all general words", summary.general_pairs)
        hint = Message("({hint})").format(hint=_("the filter general:yes shows them"))
        pairs.append(joined(general.format(n=summary.general_pairs), hint))
    if summary.stopped_pairs:
        pairs.append(_stopped(summary.stopped_pairs))
    lines = [joined(*counts, by=", "), _links(summary.relations), joined(*pairs, by=", ")]
    if summary.retired_units or summary.retired_pairs:
        gone = _("{units} links and {pairs} term pairs of the former version retired")
        lines.append(gone.format(units=summary.retired_units, pairs=summary.retired_pairs))
    return [title, *(_INDENT + say(line, language) for line in lines)]


def _stopped(n: int) -> Message:
    text = ngettext("{n} left out, on your stop list", "{n} left out, on your stop list", n)
    return text.format(n=n)


def _links(relations: Mapping[str, int]) -> Message:
    from igglossary.model import Relation
    from igglossary.review.words import relation_word

    total = sum(relations.values())
    links = ngettext("{n} link", "{n} links", total).format(n=total)
    counts = [
        Message("{relation} {n}").format(relation=relation_word(Relation(name)), n=n)
        for name, n in sorted(relations.items())
    ]
    return joined(links, joined(*counts, by=", "), by=": ") if counts else links


def forgotten_report(report: ForgottenReport, language: str | None = None) -> list[str]:
    """What went with a report, and what stays."""
    title, done = report.title or report.path, report.done
    if done.heir is not None:
        text = _("{title}: forgotten; {path} is the same report and stands for it now.")
        return [say(text.format(title=title, path=done.heir), language)]
    gone = (
        ngettext("{n} link", "{n} links", done.units).format(n=done.units),
        ngettext("{n} term pair", "{n} term pairs", done.pairs).format(n=done.pairs),
    )
    lines = [_("{title}: forgotten, {what}").format(title=title, what=joined(*gone, by=", "))]
    if done.kept_units or done.kept_pairs:
        text = _("{units} links and {pairs} term pairs stay, because they were decided or are known from elsewhere too")
        lines.append(text.format(units=done.kept_units, pairs=done.kept_pairs))
    return [say(lines[0], language), *(_INDENT + say(line, language) for line in lines[1:])]


def mining_summary(summary: MiningSummary, language: str | None = None) -> str:
    """What the memory proposed."""
    read = ngettext("{n} unit read", "{n} units read", summary.units).format(n=summary.units)
    new = ngettext("{n} new term pair", "{n} new term pairs", summary.new_pairs).format(n=summary.new_pairs)
    known = _("{n} seen before").format(n=summary.known_pairs)
    stopped = [_stopped(summary.stopped_pairs)] if summary.stopped_pairs else []
    return say(joined(read, joined(new, known, *stopped, by=", "), by=": "), language)


def bulk_lines(bulk: Bulk, language: str | None = None) -> list[str]:
    """What a bulk decision is going to do, for whoever is asked whether it shall."""
    from igglossary.model import Status

    is_approval = bulk.status is Status.APPROVED
    approve = ngettext("Approve {n} row?", "Approve {n} rows?", len(bulk.keys))
    reject = ngettext("Reject {n} row?", "Reject {n} rows?", len(bulk.keys))
    lines = [(approve if is_approval else reject).format(n=Count(len(bulk.keys)))]
    decided = ngettext("{n} will be decided", "{n} will be decided", bulk.decided).format(n=Count(bulk.decided))
    left = _("{conflicts} in conflict and {blocked} blocked stay open").format(
        conflicts=Count(len(bulk.in_conflict)), blocked=Count(len(bulk.blocked))
    )
    lines.append(joined(decided, left, by=" · ") if bulk.in_conflict or bulk.blocked else decided)
    if bulk.new_concepts or bulk.new_terms:
        made = ngettext("New: {n} concept", "New: {n} concepts", bulk.new_concepts).format(n=Count(bulk.new_concepts))
        more = ngettext("{n} term for a concept that is there", "{n} terms for concepts that are there", bulk.new_terms)
        lines.append(joined(made, more.format(n=Count(bulk.new_terms)), by=", ") if bulk.new_terms else made)
    said = [say(line, language) for line in lines]
    for title, rows in (
        (_("Least sure:"), bulk.least_sure() if is_approval else []),
        (_("Stay open:"), bulk.staying()[:3]),
    ):
        said += [say(title, language), *(f"  {row.german} – {row.english}" for row in rows)] if rows else []
    return said


def alignment_summary(done: Alignment, language: str | None = None) -> list[str]:
    """How many pairs two texts made, and how much is without a counterpart."""
    pairs = sum(1 for bead in done.beads if bead.first and bead.second)
    alone = sum(len(bead.first) + len(bead.second) for bead in done.beads if not (bead.first and bead.second))
    text = ngettext(
        "{n} pair from {first} and {second} sentences", "{n} pairs from {first} and {second} sentences", pairs
    )
    lines = [text.format(n=pairs, first=len(done.first), second=len(done.second))]
    if alone:
        text = ngettext("{n} sentence has no counterpart", "{n} sentences have no counterpart", alone)
        lines.append(text.format(n=alone))
    return [say(line, language) for line in lines]


def import_summary(summary: ImportSummary, language: str | None = None, *, is_trial: bool = False) -> list[str]:
    """What became of what was in a file, and why something was skipped; ``is_trial``: what would become of it."""
    if summary.holds == "concepts":
        read = ngettext("{n} concept read", "{n} concepts read", summary.read)
    elif summary.holds == "units":
        read = ngettext("{n} unit read", "{n} units read", summary.read)
    else:
        read = ngettext("{n} row read", "{n} rows read", summary.read)
    head = _("{file} ({format}): {read}, {added} added, {changed} changed, {unchanged} unchanged, {skipped} skipped")
    if is_trial:
        head = _(
            "{file} ({format}): {read}; {added} would be added, {changed} changed, {unchanged} left unchanged,"
            " {skipped} skipped"
        )
    facts = {"read": read.format(n=summary.read), "added": summary.added, "changed": summary.changed}
    head = head.format(
        file=summary.file, format=summary.format, unchanged=summary.unchanged, skipped=summary.skipped, **facts
    )
    reasons = [f"{_INDENT}{count:>6} {say(reason, language)}" for reason, count in summary.reasons.items()]
    choices = [f"  {say(choice, language)}" for choice in summary.choices]
    return [say(head, language), *choices, *reasons]


def written(file: str, n: int) -> Message:
    """That a file was written."""
    return ngettext("{file}: {n} entry written", "{file}: {n} entries written", n).format(file=file, n=n)


def export_summary(summary: ExportSummary, language: str | None = None) -> list[str]:
    """What stands in a file, what was left out, and what the format could not carry."""
    lines = [say(written(summary.file, summary.written), language)]
    if summary.left_out:
        left_out = ngettext(
            "{n} undecided entry left out (--all takes it along)",
            "{n} undecided entries left out (--all takes them along)",
            summary.left_out,
        ).format(n=summary.left_out)
        lines.append(_INDENT + say(left_out, language))
    if summary.below:
        below = ngettext(
            "{n} link left out, because it is less likely to be kept",
            "{n} links left out, because they are less likely to be kept",
            summary.below,
        ).format(n=summary.below)
        lines.append(_INDENT + say(below, language))
    if summary.passed_over:
        passed_over = ngettext(
            "{n} entry left out, because it was not selected",
            "{n} entries left out, because they were not selected",
            summary.passed_over,
        ).format(n=summary.passed_over)
        lines.append(_INDENT + say(passed_over, language))
    if summary.dropped:
        lines.append(_INDENT + say(_("What this kind of file cannot carry as it is:"), language))
    return lines + [f"{_INDENT * 2}{say(what, language)}: {count}" for what, count in summary.dropped.items()]


# --- the store -------------------------------------------------------------------------------------------------------


def counted(kind: str, n: int, language: str | None = None) -> str:
    """What ``n`` rows of the store are, in the number that fits."""
    nouns = {
        "document": ngettext("document", "documents", n),
        "unit": ngettext("translation unit", "translation units", n),
        "pair": ngettext("term pair", "term pairs", n),
        "concept": ngettext("concept", "concepts", n),
        "term": ngettext("term", "terms", n),
        "decision": ngettext("decision", "decisions", n),
    }
    return say(nouns[kind], language)


def status_counts(counts: Mapping[str, int], language: str | None = None) -> str:
    """How many entries of a kind have which status; "" if none is known."""
    statuses = {"candidate": _("candidates"), "approved": _("approved"), "rejected": _("rejected"),
                "deferred": _("deferred")}  # fmt: skip
    return ", ".join(f"{counts[s]} {say(shown, language)}" for s, shown in statuses.items() if counts.get(s))


def pairs_left(counts: Mapping[str, int], language: str | None = None) -> str:
    """How much of the term pairs is decided."""
    left = counts.get("candidate", 0) + counts.get("deferred", 0)
    total = sum(counts.values())
    text = ngettext(
        "{share} % of the term pairs are decided, {left} is left.",
        "{share} % of the term pairs are decided, {left} are left.",
        left,
    )
    return say(text.format(share=100 * (total - left) // total, left=left), language)
