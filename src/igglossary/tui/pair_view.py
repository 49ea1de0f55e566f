"""What is shown of a pair: how sure, why, the suggestions, the proof of the one under the cursor, what is near it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from igglossary.i18n import _, ngettext, number, say
from igglossary.model import Status
from igglossary.review.checks import doubts
from igglossary.review.conflicts import Dispute
from igglossary.review.diff import compare
from igglossary.review.nearest import Nearness
from igglossary.review.reasons import reason_word
from igglossary.review.words import conflict_message, status_word, surety_word, term_status_word
from igglossary.store.evidence import count_places
from igglossary.tui.cells import Line, Piece, clean, comparison, cut, fit, line, wrap
from igglossary.tui.theme import STATUS_STYLES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from igglossary.messages import Message
    from igglossary.model import Occurrence, Place, Span
    from igglossary.review.conflicts import TermConflict
    from igglossary.review.nearest import NearConcept
    from igglossary.store.contract.entries import PairEntry
    from igglossary.tui.theme import Glyphs

_LANG = 3
"""Cells of the language before a sentence."""
_NUMBERS = 14
"""Cells of count and score behind a suggestion."""
_FEW_SUGGESTIONS = 3
_BELOW = 5
"""Lines below the evidence that shall be in sight where the pane is low: suggestions, how sure, why, conflict."""


class Proof(NamedTuple):
    """What proves the suggestion under the cursor; ``near`` gives a segment's neighbours, as ``Review.context``."""

    places: Sequence[Occurrence]
    chosen: int
    near: Callable[[Occurrence, str], list[tuple[str, bool]]]
    counts: dict[str, int]
    """Suggestion → at how many places it stands."""
    runner_up: tuple[int, Occurrence] | None
    """Number and first place of the best suggestion that is not chosen."""


class PairView(NamedTuple):
    """All that is shown of a pair."""

    pair: PairEntry
    proof: Proof
    conflict: TermConflict | None
    near: Sequence[NearConcept]
    following: str
    """What comes after it."""


def pair_lines(view: PairView, width: int, height: int, glyphs: Glyphs, *, is_narrow: bool) -> list[Line]:
    """The pane of a pair, for a window of so many cells and lines."""
    pair = view.pair
    top = _title(pair, width, glyphs) + _facts(view, width)
    conflict = _conflict(view, width, glyphs)
    suggestions = _suggestions(view, width, glyphs, is_narrow=is_narrow)
    bottom = _near(view, width, glyphs, is_narrow=is_narrow)
    gap = [] if is_narrow else [line()]
    if is_narrow:
        parts = [
            _evidence(view, width, max(4, height - _BELOW), is_narrow=True),
            suggestions,
            _facts(view, width),
            conflict,
        ]
        return [found for part in (*parts, bottom, _notes(pair, width)) for found in part]
    fixed = len(top) + len(conflict) + len(suggestions) + len(bottom) + 4
    evidence = _evidence(view, width, max(6, height - fixed), is_narrow=False)
    after = [line((cut(view.following, width), "dim"))] if view.following else []
    parts = [top, conflict, _notes(pair, width), gap, suggestions, gap, evidence, gap, bottom, gap, after]
    return [found for part in parts for found in part]


def _title(pair: PairEntry, width: int, glyphs: Glyphs) -> list[Line]:
    """German, below it English, and the status at the right; terms are never cut."""
    status = Piece(f"{glyphs.statuses[pair.status]} {say(status_word(pair.status))}", STATUS_STYLES[pair.status])
    room = max(8, width - cell_len(status.text) - 2)
    texts = [*wrap([Piece(clean(pair.german), "head")], room), *wrap([Piece(f"– {clean(pair.english)}", "head")], room)]
    first, *rest = texts
    padding = " " * max(0, width - sum(cell_len(piece.text) for piece in first) - cell_len(status.text))
    return [Line((*first, Piece(padding), status)), *map(Line, rest)]


def _facts(view: PairView, width: int) -> list[Line]:
    """How sure the machine is, in words, and why."""
    pair = view.pair
    facts = [_("Translation {surety} right ({n})").format(surety=_surety(pair.score), n=round(100 * pair.score))]
    if pair.termhood is not None:
        facts.append(_("term {surety} ({n})").format(surety=_surety(pair.termhood), n=round(100 * pair.termhood)))
    count = view.proof.counts.get(pair.english, 0)
    facts.append(ngettext("{n} place", "{n} places", count).format(n=number(count)))
    if pair.administrative_status is not None:
        facts.append(say(term_status_word(pair.administrative_status)))
    lines = _labelled("", " · ".join(facts), width)
    because = [say(finding.message).rstrip(".") for finding in doubts(pair)]
    if count == 1:
        because.append(_("only here so"))
    if view.proof.runner_up is not None:
        because.append(_("else no. {n}").format(n=view.proof.runner_up[0]))
    if pair.reason:
        because.append(_("rejected: {reason}").format(reason=_words(reason_word(pair.reason))))
    return lines + _labelled(_("why: "), "; ".join(because), width) if because else lines


def _surety(score: float) -> str:
    return say(surety_word(score))


def _words(message: Message | str) -> str:
    return message if isinstance(message, str) else say(message)


def _conflict(view: PairView, width: int, glyphs: Glyphs) -> list[Line]:
    if view.conflict is None or view.pair.status is Status.APPROVED:
        return []
    text = say(conflict_message(view.conflict))
    asks = "" if view.conflict.dispute is Dispute.OPPOSITE else " " + _("Approving asks what shall count.")
    return [Line(found) for found in wrap([Piece(f"{glyphs.warning} {clean(text)}{asks}", "warn")], width)]


def _notes(pair: PairEntry, width: int) -> list[Line]:
    """The note, and what a person changed against what was mined."""
    lines = _labelled(_("Note: "), clean(pair.note), width) if pair.note else []
    if pair.german != pair.mined:
        lines += comparison(_("Changed"), compare(pair.mined, pair.german), width)
    terms = [suggestion.term for suggestion in pair.suggestions]
    if terms and pair.english not in terms:
        lines += comparison(_("Changed"), compare(terms[0], pair.english), width)
    return lines


def _labelled(label: str, text: str, width: int) -> list[Line]:
    """A text beside its label, wrapped below itself."""
    size = cell_len(label)
    found = wrap([Piece(clean(text))], max(8, width - size))
    return [line((label if at == 0 else " " * size, "dim"), *pieces) for at, pieces in enumerate(found)]


# --- suggestions -----------------------------------------------------------------------------------------------------


def _suggestions(view: PairView, width: int, glyphs: Glyphs, *, is_narrow: bool) -> list[Line]:
    if is_narrow:
        return _few_suggestions(view, width, glyphs)
    label = _("English")
    lines: list[Line] = []
    for n in range(1, len(view.pair.suggestions) + 1):
        before = Piece(fit(label if n == 1 else "", cell_len(label) + 1), "dim")
        lines += _suggestion(view, n, before, width, glyphs)
    return lines


def _few_suggestions(view: PairView, width: int, glyphs: Glyphs) -> list[Line]:
    """The first suggestions one after the other, where lines are dear."""
    if len(view.pair.suggestions) < 2:
        return []
    pieces: list[Piece] = []
    for n, suggestion in enumerate(view.pair.suggestions[:_FEW_SUGGESTIONS], 1):
        sign = glyphs.chosen if suggestion.term == view.pair.english else " "
        count = number(view.proof.counts.get(suggestion.term, 0))
        pieces += [Piece(f" {n}{sign} ", "key"), Piece(f"{clean(suggestion.term)} {count}  ")]
    return [Line(found) for found in wrap(pieces, width)[:2]]


def _suggestion(view: PairView, n: int, label: Piece, width: int, glyphs: Glyphs) -> list[Line]:
    """Suggestion ``n`` with the number of its places and its score, wrapped below itself."""
    suggestion = view.pair.suggestions[n - 1]
    is_chosen = suggestion.term == view.pair.english
    room = max(8, width - cell_len(label.text) - 4 - _NUMBERS)
    first, *rest = wrap([Piece(clean(suggestion.term), "head" if is_chosen else "")], room)
    count = fit(number(view.proof.counts.get(suggestion.term, 0)), 6, right=True)
    numbers = fit(count + fit(f"{round(100 * suggestion.score)}", 6, right=True), _NUMBERS, right=True)
    padding = " " * max(0, room - sum(cell_len(piece.text) for piece in first))
    key = Piece(f" {n}{glyphs.chosen if is_chosen else ' '} ", "key")
    action = f"pick({n})"
    indent = Piece(" " * (cell_len(label.text) + 4))
    return [
        Line((label, key, *first, Piece(padding + numbers)), action),
        *(Line((indent, *words), action) for words in rest),
    ]


# --- evidence --------------------------------------------------------------------------------------------------------


def _evidence(view: PairView, width: int, room: int, *, is_narrow: bool) -> list[Line]:
    """The place under the cursor, both sentences whole with their neighbours; then the next places if there is room."""
    proof, pair = view.proof, view.pair
    if not proof.places:
        return [line((_("No place proves these words."), "warn"))]
    suggestion = next((n for n, one in enumerate(pair.suggestions, 1) if one.term == pair.english), None)
    shown = proof.places[proof.chosen]
    title = _("Place {n} of {total}").format(n=number(proof.chosen + 1), total=number(len(proof.places)))
    if suggestion is not None:
        title = _("{place} for no. {n}").format(place=title, n=suggestion)
    lines = [_headed(title, shown.provenance, width, is_ruled=is_narrow)]
    sides = _sides(proof, shown, width, around=1)
    lines += sides if len(sides) < room or not is_narrow else _sides(proof, shown, width, around=0)
    if not is_narrow:
        lines += [_source(shown, width), *_runner_up(proof, width)]
    for other in proof.places[proof.chosen + 1 :]:
        head = _headed("", other.provenance, width, is_ruled=False)
        more = [head, *_sides(proof, other, width, around=0)]
        if len(lines) + len(more) > room:
            break
        lines += more
    return lines


def _source(shown: Occurrence, width: int) -> Line:
    """Who said it and when, and how sure the link is."""
    facts = [shown.provenance.publisher or "", shown.provenance.shown_date or ""]
    if shown.link_score is not None:
        percent = round(100 * shown.link_score)
        facts.append(_("Link {surety} ({n})").format(surety=_surety(shown.link_score), n=percent))
    return line(" " * _LANG, (cut(" · ".join(filter(None, facts)), width - _LANG), "dim"))


def _headed(title: str, place: Place, width: int, *, is_ruled: bool) -> Line:
    """A title with where the place is at the right end."""
    end = place_text(place, max(8, width - cell_len(title) - 4))
    gap = max(1, width - cell_len(title) - cell_len(end) - 2)
    fill = "─" * gap if is_ruled else " " * gap
    return line((f"{title} {fill} {end}", "dim"))


def place_text(place: Place, width: int) -> str:
    """Where something stands in at most ``width`` cells: report, paragraph, note; the report is cut first."""
    facts = []
    if place.paragraph is not None:
        facts.append(_("para. {n}").format(n=place.paragraph + 1))
    if place.footnote:
        facts.append(_("note {n}").format(n=place.footnote))
    end = "".join(f" · {fact}" for fact in facts)
    return cut(cut(place.document, max(8, width - cell_len(end))) + end, width)


def _sides(proof: Proof, found: Occurrence, width: int, *, around: int) -> list[Line]:
    """Both sentences, the term reversed, with so many neighbours before and after."""
    german = _side(proof, found, ("de", found.german_segment, found.german), width, around=around)
    return german + _side(proof, found, ("en", found.english_segment, found.english), width, around=around)


def _side(proof: Proof, found: Occurrence, side: tuple[str, str, Span], width: int, *, around: int) -> list[Line]:
    name, segment, span = side
    near = proof.near(found, span.segment) if around else []
    at = next((n for n, (_text, is_it) in enumerate(near) if is_it), len(near))
    pieces = [
        Piece(clean(segment[: span.start])),
        Piece(clean(segment[span.start : span.end]), "term"),
        Piece(clean(segment[span.end :])),
    ]
    return [
        *_dim(near[max(0, at - around) : at] if at < len(near) else [], width),
        *_sentence(name, [piece for piece in pieces if piece.text], width),
        *_dim(near[at + 1 : at + 1 + around], width),
    ]


def _dim(near: Sequence[tuple[str, bool]], width: int) -> list[Line]:
    return [found for text, _is in near for found in _sentence("", [Piece(clean(text), "dim")], width)]


def _sentence(name: str, pieces: list[Piece], width: int) -> list[Line]:
    found = wrap(pieces, max(8, width - _LANG))
    return [
        Line((Piece(fit(name if at == 0 else "", _LANG), "dim"), *line_pieces)) for at, line_pieces in enumerate(found)
    ]


def _runner_up(proof: Proof, width: int) -> list[Line]:
    """The first place of the next best suggestion, in one line."""
    if proof.runner_up is None:
        return []
    n, found = proof.runner_up
    label = _("→ no. {n}: ").format(n=n)
    end = "  " + place_text(found.provenance, width // 3)
    room = max(8, width - cell_len(label) - cell_len(end))
    span, segment = found.english, found.english_segment
    left = max(0, span.start - max(0, (room - (span.end - span.start)) // 2))
    left = min(segment.find(" ", left) + 1, span.start) if left else 0
    text = cut(("… " if left else "") + segment[left:], room - 2)
    return [line((label, "dim"), fit(_("“{text}”").format(text=text), room), (end, "dim"))]


# --- the term base ---------------------------------------------------------------------------------------------------


def nearness_text(near: NearConcept) -> str:
    """Why a concept is near."""
    words = {
        Nearness.SAME: _("the same term"),
        Nearness.SAME_ENGLISH: _("the same English"),
        Nearness.PART: _("a part"),
    }
    return words[near.nearness]


def _near(view: PairView, width: int, glyphs: Glyphs, *, is_narrow: bool) -> list[Line]:
    if not view.near:
        return []
    lines = [] if is_narrow else [line((_("Term base, nearest"), "dim"))]
    for near in view.near[: 1 if is_narrow else 3]:
        why = nearness_text(near)
        status = glyphs.statuses[near.concept.status]
        room = max(8, width - cell_len(why) - 6)
        texts = wrap([Piece(clean(f"{near.german} – {near.english}"))], room)
        for at, pieces in enumerate(texts):
            padding = " " * max(1, width - 4 - sum(cell_len(piece.text) for piece in pieces) - cell_len(why))
            end = [Piece(padding + why, "dim")] if at == 0 else []
            lines.append(Line((Piece(f"  {status} " if at == 0 else "    ", "good"), *pieces, *end)))
    return lines


def counted(evidence: Callable[[str], tuple[Occurrence, ...]], pair: PairEntry) -> dict[str, int]:
    """At how many places each suggestion, and what is chosen, stands."""
    terms = dict.fromkeys([pair.english, *(suggestion.term for suggestion in pair.suggestions)])
    return {term: count_places(evidence(term)) for term in terms}
