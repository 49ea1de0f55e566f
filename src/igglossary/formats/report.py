"""What an export wrote, and what the target format could not carry."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from igglossary.concept_fields import contents_of
from igglossary.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Collection

    from igglossary.messages import Message
    from igglossary.model import Concept, LanguageSection, Term


class Skipped(Problem):
    """A unit or concept of a file that could not be read: what a reader yields in its place."""

    __slots__ = ()


class Choice(Problem):
    """How a file was understood that could be understood in several ways: no fault, but always said."""

    __slots__ = ()


class Remark(Problem):
    """What a standard allows, but troubles tools or people."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The result of writing one file.

    Attributes:
        written: Entries (units or concepts) in the file.
        dropped: What the format could not carry, as (reason, how often), in the order in which it first happened.
        problems: Single entries that a person should look at.
    """

    written: int
    dropped: tuple[tuple[Message, int], ...] = ()
    problems: tuple[Problem, ...] = ()


class Tally:
    """Collects an ExportReport while a file is written."""

    def __init__(self) -> None:
        """Nothing written, nothing dropped."""
        self.written = 0
        self.problems: list[Problem] = []
        self._dropped: Counter[Message] = Counter()

    def drop(self, reason: Message, n: int = 1) -> None:
        """Count ``n`` things that are not in the file, or not as they were."""
        if n:
            self._dropped[reason] += n

    def add(self, other: Tally) -> None:
        """What another one has counted as well."""
        self.written += other.written
        self.problems += other.problems
        self._dropped.update(other._dropped)

    def lose(self, owner: Concept | LanguageSection | Term, *, but: Collection[str] = ()) -> None:
        """Count what a concept, section or term says, apart from the fields that the file carries.

        A writer names what it carries; so a field that nobody thought of is counted, and not dropped in silence.
        """
        for each in contents_of(type(owner)):
            if each.name not in but:
                self.drop(each.lost, each.count(getattr(owner, each.name)))

    def report(self) -> ExportReport:
        """The report of what has been counted so far."""
        return ExportReport(self.written, tuple(self._dropped.items()), tuple(self.problems))
