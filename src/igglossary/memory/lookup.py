"""Fuzzy look-up: exactly the matches that comparing with every unit would give, in about a millisecond.

The inverted index gives candidates (planner), their keys the base score, the units of the best ones the final score.
Every step after the base only subtracts, so candidates are taken best base first until no other can come in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igglossary.answers.memory import Match, MatchAnswer, Penalty
from igglossary.memory.distance import distance_to
from igglossary.memory.planner import plan
from igglossary.memory.score import Codes, compare
from igglossary.store.contract.memory import is_within
from igglossary.text.languages import primary
from igglossary.text.memory_tokens import SOURCE, TARGET, Coder, key_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from igglossary.answers.memory import StoredCode
    from igglossary.answers.places import Place
    from igglossary.store.contract.memory import Fetched, Memory, UnitRow
    from igglossary.store.contract.store import Store

NOT_REVIEWED = 10
"""Taken off a unit that nobody has approved: an exact one stays below what a person has confirmed."""
COMPARABLE = 10
"""Taken off an approved summary or mention: it renders the source, but not all of it."""

NEAR = max(NOT_REVIEWED, COMPARABLE)
"""So far below the threshold a match is still told of where there is no other: what is taken off never hides it."""

_COMPARABLE_RELATIONS = ("summary", "mention")  # model.Relation.is_comparable; the model is too dear for this path


def find_matches(
    store: Store,
    segment: str,
    *,
    source_lang: str = "en",
    target_lang: str = "de",
    threshold: int = 70,
    limit: int = 5,
    codes: Codes = (),
) -> list[Match]:
    """The best matches of a segment, best first; of equal ones the one with more ``keep``, then the older unit.

    What no report made has no ``keep`` and counts as sure.

    Args:
        store: An open store.
        segment: Text in ``source_lang``.
        source_lang: Its language; variants of one language find each other, and units are found from either side.
        target_lang: The language that is wanted.
        threshold: The least score, 1–100.
        limit: How many at most.
        codes: The segment's inline codes with their places, as ``signature`` gives them.
    """
    return Finder(store, source_lang, target_lang, threshold=threshold, limit=limit).find(segment, codes)


def find_many(
    store: Store,
    segments: Iterable[str],
    *,
    source_lang: str = "en",
    target_lang: str = "de",
    threshold: int = 70,
    limit: int = 5,
    near: int = NEAR,
    frequencies: dict[str, int] | None = None,
) -> Iterator[MatchAnswer]:
    """``find_matches`` for each segment in turn, as it comes; what they share is read once.

    Where there is no match the answer has those that are at most ``near`` points below the threshold. ``frequencies``
    are those that earlier look-ups have read; they are added to.
    """
    known = {} if frequencies is None else frequencies
    finder = Finder(store, source_lang, target_lang, threshold=threshold, limit=limit, frequencies=known)
    below = Finder(store, source_lang, target_lang, threshold=threshold - near, limit=limit, frequencies=known)
    for segment in segments:
        matches = tuple(finder.find(segment))
        yield MatchAnswer(segment, matches, () if matches or not near else tuple(below.find(segment)))


class Finder:
    """Look-ups in one direction; keeps the word frequencies that it has read."""

    def __init__(
        self,
        store: Store,
        source_lang: str,
        target_lang: str,
        *,
        threshold: int = 70,
        limit: int = 5,
        frequencies: dict[str, int] | None = None,
    ) -> None:
        """See ``find_matches`` and ``find_many``."""
        self._memory = store.memory
        self._target = primary(target_lang)
        self._threshold = min(100, max(1, threshold))
        self._limit = limit
        source, known = primary(source_lang), self._memory.languages()
        sides = (SOURCE, TARGET)
        self._coders = [
            Coder(source, side) for side in sides if (source, side) in known and (self._target, 1 - side) in known
        ]
        self._frequencies = {} if frequencies is None else frequencies

    def find(self, segment: str, codes: Codes = ()) -> list[Match]:
        """The best matches of one segment."""
        candidates = list(self._candidates(segment))
        candidates.sort(key=lambda candidate: (-candidate[0], candidate[1]))
        found: list[Match] = []
        fetched, at_once = _Fetched(self._memory), self._memory.fetched_units
        for number, (base, unit, side) in enumerate(candidates):
            if len(found) >= self._limit and base < found[self._limit - 1].score:
                break
            if not number % at_once:
                fetched.fetch([one for _base, one, _side in candidates[number : number + at_once]])
            row = fetched.rows.get(unit)
            if row is not None and (match := self._match(segment, codes, row, side)) is not None:
                found = fetched.without_worse(found, match)
                found.sort(key=lambda match: (-match.score, -(1.0 if match.keep is None else match.keep), match.unit))
        return fetched.with_provenance(found[: self._limit])

    def _candidates(self, segment: str) -> Iterator[tuple[int, int, int]]:
        """(base, unit, side) of every unit whose key reaches the threshold."""
        of_sides = {coder.side: codes for coder in self._coders if (codes := coder.codes(segment))}
        unknown = [code for codes in of_sides.values() for code in set(codes) if code not in self._frequencies]
        if unknown:
            self._frequencies.update(dict.fromkeys(unknown, 0))
            self._frequencies.update(self._memory.frequencies(unknown))
        threshold = self._threshold
        asked = [
            (side, clause) for side, codes in of_sides.items() for clause in plan(codes, self._frequencies, threshold)
        ]
        distances = {side: (len(codes), distance_to(key_of(codes))) for side, codes in of_sides.items()}
        for unit, side, other in self._memory.candidates(asked):
            length, distance = distances[side]
            longer = max(length, len(other))
            equal = 100 * (longer - distance(other))
            if equal >= threshold * longer:
                yield equal // longer, unit, side

    def _match(self, segment: str, codes: Codes, row: UnitRow, side: int) -> Match | None:
        """The match that a unit makes; None if it is not offered or is too low in the end."""
        source, target, source_lang, target_lang = row.source, row.target, row.source_lang, row.target_lang
        if side != SOURCE:
            source, target, source_lang, target_lang = target, source, target_lang, source_lang
        if primary(target_lang) != self._target:
            return None
        penalties = penalties_of(row.status, row.relation)
        if penalties is None:
            return None
        unit_codes = _codes(row.codes, side)
        score = compare(
            segment,
            source,
            query_codes=codes if segment == source else tuple((kind, None) for kind, _place in codes),
            source_codes=signature(unit_codes[0], with_places=segment == source),
            target=target,
        )
        final = score.score - sum(penalty.points for penalty in penalties)
        if final < self._threshold:
            return None
        return Match(
            unit=row.id,
            score=final,
            text_score=score.score,
            source=source,
            target=target,
            source_lang=source_lang,
            target_lang=target_lang,
            relation=row.relation,
            status=row.status,
            differences=score.differences,
            penalties=penalties,
            provenance=(),
            source_codes=unit_codes[0],
            target_codes=unit_codes[1],
            keep=row.keep,
        )


class _Fetched:
    """The units that a look-up has read, and which of them are links that lie in others."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self.rows: dict[int, UnitRow] = {}
        self._sources: dict[int, Fetched] = {}
        self._wholes: dict[int, list[frozenset[int]]] = {}

    def fetch(self, units: Sequence[int]) -> None:
        """Read some more."""
        some = self._memory.fetch(units)
        self.rows |= some.rows
        self._sources |= dict.fromkeys(some.rows, some)
        if any(row.is_link for row in some.rows.values()):  # only links of reports have parts
            self._wholes |= some.wholes(some.rows)

    def with_provenance(self, matches: list[Match]) -> list[Match]:
        """The matches with the places where they were seen."""
        places: dict[int, list[Place]] = {}
        for some in {id(one): one for match in matches if (one := self._sources[match.unit])}.values():
            places |= some.places([match.unit for match in matches if self._sources[match.unit] is some])
        return [match._replace(provenance=tuple(places[match.unit])) for match in matches]

    def without_worse(self, found: list[Match], match: Match) -> list[Match]:
        """The matches with one more; of a link and a part of it that better fitting one."""
        if match.unit not in self._wholes:
            return [*found, match]
        rivals = [other for other in found if self._is_same_place(match.unit, other.unit)]
        if any(self._fit(other) >= self._fit(match) for other in rivals):
            return found
        return [*(other for other in found if other not in rivals), match]

    def _is_same_place(self, one: int, other: int) -> bool:
        return is_within(self._wholes, one, other) or is_within(self._wholes, other, one)

    def _fit(self, match: Match) -> tuple[int, float, float, int]:
        """Of equal scores the one that a translator rather keeps, then the surer link, then the closer one."""
        score = self.rows[match.unit].score or 0.0
        return match.score, match.keep or 0.0, score, -len(match.source) - len(match.target)


def penalties_of(status: str, relation: str) -> tuple[Penalty, ...] | None:
    """What is taken off such a unit; None if it is not offered as a match at all."""
    is_comparable = relation in _COMPARABLE_RELATIONS
    if status == "rejected" or (is_comparable and status != "approved"):
        return None
    found = []
    if status != "approved":
        found.append(Penalty("not-reviewed", NOT_REVIEWED))
    if is_comparable:
        found.append(Penalty("partial", COMPARABLE))
    return tuple(found)


def _codes(text: str | None, side: int) -> tuple[tuple[StoredCode, ...], tuple[StoredCode, ...]]:
    """The inline codes of (the segment's side, the other side)."""
    if not text:
        return (), ()
    import json  # only here: most units have no inline codes

    sides = [tuple(codes) for codes in json.loads(text)]
    return (sides[side], sides[TARGET - side])


def signature(codes: Sequence[StoredCode], *, with_places: bool) -> Codes:
    """Inline codes as ``memory.score`` compares them: ``open``, ``close`` or ``alone`` each, in the order of the text.

    Their places count only between equal texts. Names and contents do not count: a translation gets the codes of the
    segment that is translated.
    """
    return tuple((kind, place if with_places else None) for kind, place in code_places(codes))


def code_places(codes: Sequence[StoredCode]) -> list[tuple[str, int]]:
    """(kind, place in the text) of codes as the store's JSON says them; one that encloses text opens and closes."""
    found: list[tuple[str, int]] = []
    still_open: list[tuple[int, int]] = []  # (number of the last code inside, where it ends)
    for number, code in enumerate(codes):
        while still_open and still_open[-1][0] < number:
            found.append(("close", still_open.pop()[1]))
        place = code.get("position", 0)
        if code.get("end") is not None:
            found.append(("open", place))
            still_open.append((number + code.get("encloses", 0), code["end"]))
        else:
            found.append((_kind(code), place))
    return found + [("close", end) for _last, end in reversed(still_open)]


def _kind(code: StoredCode) -> str:
    if code["kind"] == "it":
        return "open" if ["pos", "begin"] in code.get("attributes", []) else "close"
    if code["kind"] in ("bpt", "bx", "sc", "sm"):
        return "open"
    return "close" if code["kind"] in ("ept", "ex", "ec", "em") else "alone"
