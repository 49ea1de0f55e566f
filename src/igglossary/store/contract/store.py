"""A store as its callers see it: the five parts of the contract, and what they share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from typing import Self

    from igglossary.store.contract.memory import Memory
    from igglossary.store.contract.reports import Reports
    from igglossary.store.contract.review import Review
    from igglossary.store.contract.terms import TermBase
    from igglossary.store.contract.upkeep import Upkeep


class Store(Protocol):
    """An open store, in one person's name; a context manager that closes it."""

    @property
    def path(self) -> str:
        """Its address as people may see it: a path, or an address without its password."""

    @property
    def person(self) -> str:
        """Whose acts they are."""

    @property
    def now(self) -> Callable[[], str]:
        """Gives the time of an act, ISO 8601 UTC."""

    @property
    def is_in_place(self) -> bool:
        """False if it was moved, deleted or replaced since it was opened: it takes no change then."""

    @property
    def shipped(self) -> str | None:
        """The version of the shipped term base that the store was filled with, None before."""

    @property
    def memory(self) -> Memory:
        """The translation memory."""

    @property
    def terms(self) -> TermBase:
        """The term base."""

    @property
    def review(self) -> Review:
        """What people decide."""

    @property
    def reports(self) -> Reports:
        """Where entries come from."""

    @property
    def upkeep(self) -> Upkeep:
        """Copies, counts, health."""

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside happens or nothing does; nested use joins the outer one. For acts of several methods."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Everything read inside is from one moment, and others may go on writing. In a transaction: that one."""

    def trial(self) -> AbstractContextManager[Store]:
        """A store with the same content in which everything may be tried: nobody sees it, nothing of it stays."""

    def forbid_writing(self) -> None:
        """From now on every act is refused (``StoreError``), as a server wants it; questions are answered as before."""

    def close(self) -> None:
        """Give the connection back; to close twice is no error."""

    def __enter__(self) -> Self:
        """The store itself."""

    def __exit__(self, *_exception: object) -> None:
        """Close it."""
