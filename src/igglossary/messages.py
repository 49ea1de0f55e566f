"""What the program has to say, as facts: a message and what goes into it, in no language yet.

Everything below the front ends says what happened with these; a front end puts it into words in the language that its
reader wants (``i18n.say``), so that one process can answer an Englishman and a German at the same time, and nothing
that is stored is a sentence. As in the lazy strings of other catalogues, the English text is the key of the message:

    _("The file has {n} cells.").format(n=3)

Nothing here is imported that the look-up path does not need anyway.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Self

_NO_CODE = r"\{[^}]*\}|[^A-Za-z0-9]+"


class Message:
    """One thing that is said: an English pattern with named places, and the facts that go there.

    A fact is a text (shown as it is), a number, another message, a ``Moment`` and the like, or a tuple of these.
    Messages are values: equal if they say the same, hashable, and they travel between processes.
    """

    __slots__ = ("facts", "n", "pattern", "plural")

    def __init__(
        self, pattern: str, plural: str = "", n: int | None = None, facts: tuple[tuple[str, object], ...] = ()
    ) -> None:
        """``plural`` is the pattern for every number ``n`` but one."""
        self.pattern = pattern
        self.plural = plural
        self.n = n
        self.facts = facts

    def format(self, **facts: object) -> Message:
        """The message with these facts in it; what was there under the same name is replaced."""
        return Message(self.pattern, self.plural, self.n, tuple({**dict(self.facts), **facts}.items()))

    @property
    def code(self) -> str:
        """A name for programs, made of the English words: ``the-file-is-empty``."""
        return re.sub(_NO_CODE, "-", self.pattern).strip("-").lower()

    def __str__(self) -> str:
        """The message in English, for tracebacks and for users of the library."""
        pattern = self.pattern if self.n in (None, 1) or not self.plural else self.plural
        return pattern.format(**{name: in_english(fact) for name, fact in self.facts}) if self.facts else pattern

    def __format__(self, spec: str) -> str:
        """Refused, because an English sentence would slip into a German one unseen."""
        raise TypeError("put this message into words with i18n.say: " + str(self))

    def __bool__(self) -> bool:
        return bool(self.pattern)

    def _key(self) -> tuple[object, ...]:
        return self.pattern, self.n, self.facts

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __repr__(self) -> str:
        return f"Message({str(self)!r})"

    def __reduce__(self) -> tuple[type[Message], tuple[object, ...]]:
        return Message, (self.pattern, self.plural, self.n, self.facts)


class Moment(str):
    """A time of the store (ISO 8601, UTC), which a person is shown on their own clock."""

    __slots__ = ()


class Count(int):
    """A number of things, which a person is shown with the thousands set apart: ``1,284``."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"{int(self):,}"


class Localized(str):
    """A word that people may write in several languages, such as the name of a filter's field: the English one."""

    __slots__ = ("others",)

    others: dict[str, str]
    """Language → the word there."""

    def __new__(cls, english: str, others: dict[str, str]) -> Self:
        """``english``, and how the ``others`` say it."""
        made = super().__new__(cls, english)
        made.others = others
        return made

    def __reduce__(self) -> tuple[type[Localized], tuple[str, dict[str, str]]]:
        return Localized, (str(self), self.others)


NOTHING = Message("")
"""Nothing to say."""


def joined(*messages: Message, by: str = " ") -> Message:
    """Messages one after the other, such as two sentences."""
    kept = [message for message in messages if message]
    if len(kept) == 1:
        return kept[0]
    names = [f"part{number}" for number in range(len(kept))]
    return Message(by.join(f"{{{name}}}" for name in names), facts=tuple(zip(names, kept, strict=True)))


def in_english(fact: object) -> str:
    """A fact as the English message has it: a tuple is a list with commas."""
    return ", ".join(map(in_english, fact)) if isinstance(fact, tuple) else str(fact)


def _(message: str) -> Message:
    """A message to be said."""
    return Message(message)


def ngettext(singular: str, plural: str, n: int) -> Message:
    """A message that depends on a number; ``n`` decides about its form and is no fact of its own."""
    return Message(singular, plural, n)


def quoted(text: object) -> Message:
    """A text in the quotation marks of the language that is spoken."""
    return _("“{text}”").format(text=text)
