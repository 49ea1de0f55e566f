"""The review line by line: the screen's questions, append-only, for screen readers, pipes and old terminals.

It drives the same ``ReviewSession``; the letters are those of the screen. An empty line goes on without deciding, so
that a stray Enter approves nothing.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from igglossary.errors import IgglossaryError
from igglossary.i18n import _, ngettext, number, say, score_text
from igglossary.model import Status
from igglossary.review.concept_text import read_concept, template, write_concept
from igglossary.review.concepts import new_concept
from igglossary.review.conflicts import Dispute, Resolution
from igglossary.review.reasons import reason_keys
from igglossary.review.words import (
    conflict_message,
    keep_message,
    kind_word,
    relation_word,
    status_word,
    term_status_word,
)
from igglossary.service.sentences import bulk_lines
from igglossary.store.contract.entries import ConceptEntry, PairEntry, UnitEntry
from igglossary.text.normalise import single_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    from igglossary.model import Concept
    from igglossary.review.outcome import Outcome
    from igglossary.review.progress import ReviewSummary
    from igglossary.review.session import ReviewSession

_OCCURRENCES = 2
"""Shown with each pair; ``o`` shows all."""
_VERDICTS = {"a": Status.APPROVED, "x": Status.REJECTED, "s": Status.DEFERRED}
_RESOLUTIONS = {"e": Resolution.REPLACE, "b": Resolution.ADMIT, "h": Resolution.SEPARATE}


class _Ended(Exception):  # noqa: N818  # the end of input is no error
    """The input is at its end."""


def run(
    session: ReviewSession,
    input: TextIO,  # noqa: A002  # the natural pair of output
    output: TextIO,
    *,
    export: Callable[[str], str] | None = None,
) -> ReviewSummary:
    """Ask about one entry after the other until ``q`` or the end of input; returns what was done."""
    return _PlainReview(session, input, output, export).run()


class _PlainReview:
    def __init__(
        self, session: ReviewSession, source: TextIO, output: TextIO, export: Callable[[str], str] | None
    ) -> None:
        self._session = session
        self._source = source
        self._output = output
        self._export = export

    def run(self) -> ReviewSummary:
        """Show, ask, do, until the end."""
        self._say(_("{queue}. ? shows the letters, q quits; everything is saved at once.").format(
            queue=say(kind_word(self._session.kind))))  # fmt: skip
        shown = None
        try:
            while True:
                entry = self._session.entry
                if entry is None:
                    self._say_no_entry()
                elif (entry.key, entry.version) != shown:
                    self._show()
                    shown = (entry.key, entry.version)
                command = self._ask(_("Decision?"))
                if command == "q":
                    break
                self._do(command)
        except _Ended:
            pass
        return self._session.summary()

    # --- talking ---

    def _say(self, text: str) -> None:
        self._output.write(single_line(text) + "\n")
        self._output.flush()

    def _ask(self, question: str) -> str:
        self._output.write(single_line(question) + " ")
        self._output.flush()
        answer = self._source.readline()
        if not answer:
            self._output.write("\n")
            raise _Ended
        return answer.strip()

    def _show(self) -> None:
        session, entry = self._session, self._session.entry
        place = _("{n} of {total}").format(n=number(session.position + 1), total=number(len(session)))
        self._say("")
        if isinstance(entry, PairEntry):
            self._show_pair(place, entry)
        elif isinstance(entry, UnitEntry):
            self._show_link(place, entry)
        elif isinstance(entry, ConceptEntry):
            self._show_concept(place, entry)
        if entry is not None and entry.note and not isinstance(entry, ConceptEntry):
            self._say(_("Note: {text}").format(text=entry.note))
        for finding in session.findings():
            self._say(_("Careful: {text}").format(text=say(finding.message)))

    def _show_pair(self, place: str, entry: PairEntry) -> None:
        self._say(f"{place}, {say(status_word(entry.status))}: {entry.german} ↔ {entry.english}")
        facts = [
            _("Score {score}").format(score=score_text(entry.score)),
            ngettext("{n} occurrence", "{n} occurrences", entry.occurrences).format(n=number(entry.occurrences)),
        ]
        if entry.administrative_status is not None:
            facts.append(say(term_status_word(entry.administrative_status)))
        self._say(", ".join(facts) + ".")
        for n, suggestion in enumerate(entry.suggestions[:9], 1):
            if suggestion.term != entry.english:
                self._say(_("Suggestion {n}: {term}").format(n=n, term=suggestion.term))
        self._show_occurrences(_OCCURRENCES)

    def _show_link(self, place: str, entry: UnitEntry) -> None:
        score = "" if entry.score is None else f", {score_text(entry.score)}"
        keep = "" if entry.keep is None else ", " + _("keep {keep}").format(keep=score_text(entry.keep))
        relation = say(relation_word(entry.relation))
        self._say(f"{place}, {say(status_word(entry.status))}: {relation}{score}{keep}")
        self._say(_("German: {text}").format(text=entry.german))
        self._say(_("English: {text}").format(text=entry.english))
        for item in entry.evidence:
            if not item.ties:
                self._say(say(keep_message(item)))
        links = [item for item in entry.evidence if item.ties and (item.source or item.target)]
        if links:
            ties = "; ".join(f"{item.source} ↔ {item.target}" for item in links)
            self._say(_("What ties them: {words}").format(words=ties))

    def _show_concept(self, place: str, entry: ConceptEntry) -> None:
        self._say(f"{place}, {say(status_word(entry.status))}:")
        for text in write_concept(entry.concept, say).splitlines():
            if text.strip():
                self._say(text)

    def _say_no_entry(self) -> None:
        group = self._session.group()
        if group is None:
            self._say(say(self._session.nothing_here()))
            return
        text = ngettext(
            "{n} general word; g lists it, X rejects it.",
            "{n} general words; g lists them, X rejects them.",
            group.words,
        )
        self._say(text.format(n=number(group.words)))

    def _show_occurrences(self, limit: int) -> None:
        if isinstance(self._session.entry, PairEntry) and not self._session.occurrences(1):
            self._say(_("No place proves these words."))
        shown = set()
        for occurrence in self._session.occurrences(limit):
            place = (occurrence.german_segment, occurrence.english_segment)
            if place in shown:  # a term twice in one sentence
                continue
            shown.add(place)
            self._say(_("German: {text}").format(text=occurrence.german_segment))
            self._say(_("English: {text}").format(text=occurrence.english_segment))
            self._say(f"({occurrence.provenance.document}, {occurrence.provenance.shown_date or '–'})")

    def _report(self, outcome: Outcome) -> None:
        if outcome.message:
            self._say(say(outcome.message))
        if outcome.clash is not None:
            self._say(outcome.clash.in_words(say))

    # --- doing ---

    def _do(self, command: str) -> None:
        session = self._session
        actions: dict[str, Callable[[], object]] = {
            "": lambda: session.move(1),
            "+": lambda: session.move(1),
            "-": lambda: session.move(-1),
            ".": session.next_open,
            "e": self._edit,
            "u": lambda: self._report(session.undo()),
            "U": lambda: self._report(session.redo()),
            "t": self._type,
            "w": lambda: self._report(session.not_a_term()),
            "r": self._reject_for_a_reason,
            "R": self._give_reason,
            "g": self._open_group,
            "n": self._note,
            "m": self._merge,
            "p": self._split,
            "o": lambda: self._show_occurrences(100),
            "f": self._filter,
            "v": self._mark,
            "N": self._new,
            "A": lambda: self._bulk(Status.APPROVED),
            "X": lambda: self._bulk(Status.REJECTED),
            "E": self._write,
            "?": self._help,
            "h": self._help,
        }
        try:
            if command in _VERDICTS:
                self._judge(_VERDICTS[command])
            elif command.isdecimal():
                self._report(session.choose(int(command[:2])))
            elif command in actions:
                actions[command]()
            else:
                self._say(_("There is no letter “{letter}”; ? shows them.").format(letter=command))
        except IgglossaryError as error:
            self._say(error.in_words(say))

    def _judge(self, status: Status) -> None:
        outcome = self._session.decide(status)
        if outcome.conflict is None:
            self._report(outcome)
            return
        self._say(say(conflict_message(outcome.conflict)))
        if outcome.conflict.dispute is Dispute.OPPOSITE:
            answer = self._ask(_("h it is right all the same, x reject, s later, anything else cancels:"))
        else:
            answer = self._ask(_("e exchange it, b both are right, h a homonym, x reject, s later, else cancel:"))
        if answer in _RESOLUTIONS:
            self._report(self._session.decide(status, resolution=_RESOLUTIONS[answer]))
        elif answer in ("x", "s"):
            self._report(self._session.decide(_VERDICTS[answer]))

    def _type(self) -> None:
        is_link = isinstance(self._session.entry, UnitEntry)
        self._report(self._session.set_relation() if is_link else self._session.cycle_term_status())

    def _reject_for_a_reason(self) -> None:
        reason = self._ask_reason()
        if reason:
            self._report(self._session.decide(Status.REJECTED, reason=reason))

    def _give_reason(self) -> None:
        if self._session.last_rejected() is None:
            self._say(_("Nothing was rejected here yet."))
        elif reason := self._ask_reason():
            self._report(self._session.give_reason(reason))

    def _ask_reason(self) -> str:
        """A code for a letter, the text that was typed otherwise, "" to leave it."""
        choices = "; ".join(f"{one.letter} {say(one.label)}" for one in reason_keys())
        answer = self._ask(_("Why not? {choices}; or in your own words; empty cancels:").format(choices=choices))
        return next((str(one.reason) for one in reason_keys() if one.letter == answer), answer)

    def _open_group(self) -> None:
        if not self._session.toggle_group():
            self._say(_("There are no general words here."))

    def _edit(self) -> None:
        entry = self._session.entry
        if isinstance(entry, ConceptEntry):
            self._edit_concept(entry.concept, write_concept(entry.concept, say))
        elif entry is not None:
            self._say(_("An empty line keeps what is there."))
            german = self._ask(_("German ({text}):").format(text=entry.german)) or entry.german
            english = self._ask(_("English ({text}):").format(text=entry.english)) or entry.english
            self._report(self._session.edit(german, english))

    def _note(self) -> None:
        entry = self._session.entry
        if entry is None:
            self._say(say(self._session.nothing_here()))
            return
        answer = self._ask(_("Note ({text}; empty keeps it, - deletes it):").format(text=entry.note or _("none")))
        if answer:
            self._report(self._session.set_note("" if answer == "-" else answer))

    def _mark(self) -> None:
        self._session.toggle_mark()
        self._say_marked()

    def _say_marked(self) -> None:
        count = len(self._session.marks)
        text = ngettext("{n} row is marked (v marks).", "{n} rows are marked (v marks).", count)
        self._say(text.format(n=number(count)))

    def _new(self) -> None:
        made = new_concept(self._session.store.now())
        self._edit_concept(made, template(made, say))

    def _edit_concept(self, concept: Concept, text: str) -> None:
        """Go through the lines of a concept; then add lines."""
        self._say(_("For each line: empty keeps it, - deletes it, anything else replaces it."))
        lines = []
        for old in text.splitlines():
            answer = self._ask(f"{old} ") if old.strip() else ""
            indent = old[: len(old) - len(old.lstrip())]
            if answer != "-":
                lines.append(old if not answer else answer if ":" in answer else f"{indent}{_name(old)}: {answer}")
        while more := self._ask(_("One more line (empty ends):")):
            lines.append(more)
        changed, problems = read_concept("\n".join(lines), concept, say)
        for problem in problems:
            self._say(say(problem))
        if not problems:
            self._report(self._session.put_concept(changed))

    def _split(self) -> None:
        entry = self._session.entry
        if not isinstance(entry, UnitEntry):
            self._report(self._session.split_pair())
            return
        german = self._ask(_("German, where the second part begins (some words):"))
        english = self._ask(_("English, where the second part begins (some words):"))
        if german not in entry.german or english not in entry.english:
            self._say(_("These words are not there."))
            return
        self._report(self._session.split_link(_halves(entry.german, german), _halves(entry.english, english)))

    def _merge(self) -> None:
        self._say_marked()
        lines = self._session.preview_merge()
        for line in lines:
            self._say(say(line))
        if not lines or self._ask(_("Merge into this? yes or no:")).casefold() in ("yes", "ja"):
            self._report(self._session.merge())

    def _bulk(self, status: Status) -> None:
        bulk = self._session.start_bulk(status)
        if not bulk.keys:
            self._say(_("Nothing is open here."))
            return
        for _step in bulk.look():
            pass
        for line in bulk_lines(bulk):
            self._say(line)
        if self._ask(_("Do it? yes or no:")).casefold() in ("yes", "ja"):
            self._report(self._session.bulk(bulk))

    def _filter(self) -> None:
        self._session.set_filter(self._ask(_("Filter ({filter}):").format(filter=self._session.filter or _("none"))))
        count = len(self._session)
        self._say(ngettext("{n} entry", "{n} entries", count).format(n=number(count)))

    def _write(self) -> None:
        if self._export is None:
            self._say(_("Export from here is not available; use: igglossary export FILE"))
            return
        path = self._ask(_("Export to which file? (.tbx, .tmx, .csv …)"))
        if path:
            self._say(self._export(os.path.expanduser(path)))
            self._session.note_export()

    def _help(self) -> None:
        for text in (
            _("a approve, x wrong, w just a word, r reject for a reason, R reason of the last, s later"),
            _("1 to 9 choose a suggestion; e edit; t term status or relation; u undo, U redo; n note; o occurrences"),
            _("f filter; g general words; v mark, m merge the marked, p split; N new concept"),
            _("A approve all, X reject all; E export; empty or + next, - previous, . next open; h help, q quit"),
        ):
            self._say(text)


def _name(text: str) -> str:
    return text.strip().partition(":")[0]


def _halves(text: str, words: str) -> tuple[str, str]:
    at = text.index(words)
    return text[:at], text[at:]
