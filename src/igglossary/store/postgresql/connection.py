"""The connection to a team's database: round trips, transactions, errors in words.

What waits for an answer is a round trip, and that is what people feel over a line; so questions that belong together
are sent together (``ask``), and inside ``transaction`` nothing waits but what is read. All writers of a store wait for
one advisory lock, as those of a SQLite file do: what they wait is milliseconds, and no two can end in a deadlock.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import psycopg
from psycopg import sql

from igglossary.errors import StoreError, UsageError
from igglossary.messages import _
from igglossary.store.postgresql.sentences import no_role, no_store, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from typing import Self

    from psycopg.abc import Params
    from psycopg.rows import RowMaker

SCHEMA = "igglossary"
CHANNEL = "igglossary"
"""Of the notifications that something was changed."""
_LOCK = 0x49474731
"""Of the one writer; advisory locks belong to a database, and a database has one store."""
_PATIENCE = "60s"
"""How long a writer waits for another one; a batch of an import takes half a second."""
_SETTINGS = (
    f"SET search_path = {SCHEMA}",
    "SET plan_cache_mode = force_custom_plan",  # a generic plan of a look-up reads the whole index
    # Every question has its index. Left to itself the planner takes a clause of a look-up for dear and reads the whole
    # memory, in several processes: 133 instead of 2 ms for 20,000 units.
    "SET enable_seqscan = off",
    "SET max_parallel_workers_per_gather = 0",
    "SET jit = off",
    "SET gin_pending_list_limit = '64kB'",  # a look-up reads through what waits there; a bulk import lets it grow
    f"SET lock_timeout = '{_PATIENCE}'",
    "SET client_min_messages = warning",
    f"LISTEN {CHANNEL}",
)


_READ_ONLY = "SET default_transaction_read_only = on"
_FACTS = (
    "SELECT (SELECT value FROM meta WHERE name = 'schema') AS version, session_user::text AS person, my_role() AS role,"
    " (SELECT value FROM meta WHERE name = 'shipped') AS shipped"
)


class Row(tuple[Any, ...]):
    """A row whose values have a place and a name."""

    __slots__ = ()
    names: dict[str, int]

    def __getitem__(self, which: Any) -> Any:
        """A value by its name or its place."""
        return tuple.__getitem__(self, self.names[which] if isinstance(which, str) else which)

    def keys(self) -> Iterable[str]:
        """The names, so that ``dict`` takes a row."""
        return self.names.keys()


def _rows(cursor: psycopg.Cursor[Any]) -> RowMaker[Row]:
    return _row_class(tuple(column.name for column in cursor.description or ()))


@lru_cache(maxsize=256)
def _row_class(names: tuple[str, ...]) -> RowMaker[Row]:
    """The class of a query's rows, which a sequence of values makes one of."""
    places = {name: place for place, name in enumerate(names)}
    made: Any = type("Row", (Row,), {"__slots__": (), "names": places})
    return made  # type: ignore[no-any-return]  # a class is the maker of its values


def _is_alive(connection: psycopg.Connection[Any]) -> bool:
    """False if the line is known to be gone; asks the system and not the server."""
    try:
        connection.pgconn.consume_input()
    except psycopg.OperationalError:
        connection.close()
    return not connection.closed


class _TakenBack(Exception):  # noqa: N818  # no error: it ends a trial
    pass


class Query(NamedTuple):
    """A question and its values."""

    text: str
    values: Params = ()


class Database:
    """An open connection that comes back when it was lost. It belongs to one thread."""

    def __init__(self, address: str, *, now: Callable[[], str], admit: Callable[[str, Row], None]) -> None:
        """Open nothing yet; use ``opening.open_team_store``. ``admit`` refuses a store that we cannot work with."""
        self.path = address
        self.now = now
        self.person = ""
        self.role = ""
        self.shipped_version: str | None = None
        self._admit = admit
        self.changes_seen = 0
        self._connection: psycopg.Connection[Row] | None = None
        self.word_writes = 0
        """How often words and languages came into the memory through this store."""
        self._depth = 0
        self._is_read_only = False
        self._pipeline: AbstractContextManager[psycopg.Pipeline] | None = None

    # --- the connection ---

    @property
    def connection(self) -> psycopg.Connection[Row]:
        """The open connection; made anew if it was lost between two questions.

        Raises:
            StoreError: the server cannot be reached, or does not let us in.
        """
        if self._connection is not None and not self._depth and not _is_alive(self._connection):
            self._connection = None
        if self._connection is None:
            self.connect()
        assert self._connection is not None
        return self._connection

    @property
    def may_decide(self) -> bool:
        """True for those whose verdicts are decisions, and no proposals."""
        return self.role in ("owner", "terminologist")

    def connect(self) -> None:
        """Open the connection; in one round trip it is set up and we know the store and our role.

        Raises:
            StoreError: see ``opening.open_team_store``.
        """
        connection = self._connect()
        with speaking(self.path):
            try:
                with connection.pipeline():
                    for setting in _SETTINGS:
                        connection.execute(setting)
                    if self._is_read_only:
                        connection.execute(_READ_ONLY)
                    cursor = connection.execute(_FACTS)
                facts = cursor.fetchone()
            except (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedFunction) as error:
                raise self._not_ours(connection) from error
            except BaseException:
                connection.close()
                raise
        assert facts is not None
        self.person, self.role, self.shipped_version = facts["person"], facts["role"], facts["shipped"]
        try:
            self._admit(self.path, facts)
        except BaseException:
            connection.close()
            raise
        connection.add_notify_handler(self._notice)
        self._connection = connection
        self.changes_seen += 1  # who knows what others did while we were away

    def _not_ours(self, connection: psycopg.Connection[Row]) -> StoreError:
        """Why the store is not to be seen: there is none, or it is not for us."""
        with connection:
            row = connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (SCHEMA,)).fetchone()
        return no_store(self.path) if row is None else no_role(self.path)

    def _connect(self) -> psycopg.Connection[Row]:
        with speaking(self.path):
            try:
                connection: psycopg.Connection[Row] = psycopg.connect(
                    self.path,
                    autocommit=True,
                    row_factory=_rows,
                    application_name="igglossary",
                    connect_timeout=10,
                    client_encoding="utf8",
                )
            except psycopg.ProgrammingError as error:
                raise UsageError(
                    _("the address of the store cannot be read."),
                    where=self.path,
                    hint=_("Write it so: postgresql://person@host/database"),
                ) from error
        return connection

    def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def forbid_writing(self) -> None:
        """See ``contract.store.Store``; also after the line was lost."""
        with speaking(self.path):
            self.connection.execute(_READ_ONLY)
        self._is_read_only = True

    # --- questions ---

    def rows(self, text: str, values: Params = ()) -> list[Row]:
        """All rows of a query: one round trip."""
        return self.ask(Query(text, values))[0]

    def row(self, text: str, values: Params = ()) -> Row | None:
        """The first row of a query, or None."""
        found = self.rows(text, values)
        return found[0] if found else None

    def ask(self, *queries: Query) -> list[list[Row]]:
        """The rows of several queries in one round trip; outside a transaction once more if the line had gone."""
        with speaking(self.path):
            try:
                return self._ask(queries)
            except psycopg.OperationalError:
                if self._depth or not self.connection.closed:
                    raise
                return self._ask(queries)

    def _ask(self, queries: Sequence[Query]) -> list[list[Row]]:
        connection = self.connection
        if len(queries) == 1 or self._pipeline is not None:
            cursors = [connection.execute(*query) for query in queries]
            return [cursor.fetchall() for cursor in cursors]
        with connection.pipeline():
            cursors = [connection.execute(*query) for query in queries]
        return [cursor.fetchall() for cursor in cursors]  # after the block: inside it would be a round trip of its own

    def stream(self, text: str, values: Params = ()) -> Iterator[Row]:
        """The rows of a query in batches, for results that are too many for a list; from one moment."""
        if self._pipeline is not None:  # in which there are no cursors of the server
            yield from self.rows(text, values)
            return
        with self.snapshot(), speaking(self.path), self.connection.cursor("stream") as cursor:
            cursor.itersize = 5000
            cursor.execute(text, values)
            yield from cursor

    # --- acts ---

    def execute(self, text: str, values: Params = ()) -> psycopg.Cursor[Row]:
        """Send a statement without waiting; only inside ``transaction``, after which its rows are there."""
        with speaking(self.path):
            return self.connection.execute(text, values)

    def execute_many(self, text: str, rows: Sequence[Params]) -> None:
        """Send a writing statement for many rows; only inside ``transaction``."""
        if rows:
            with speaking(self.path):
                self.connection.cursor().executemany(text, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside happens or nothing does; nobody else writes meanwhile. Nested use joins the outer one."""
        if self._depth:
            yield
            return
        with speaking(self.path):
            connection = self.connection
            self._depth = 1
            try:
                self._start_sending()
                connection.execute("BEGIN")
                connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
                yield
                connection.execute("SELECT pg_notify(%s, '')", (CHANNEL,))
                connection.execute("COMMIT")
                self._stop_sending()
            except BaseException:
                with suppress(psycopg.Error):
                    self._stop_sending()
                with suppress(psycopg.Error):
                    connection.rollback()
                raise
            finally:
                self._depth = 0

    @contextmanager
    def taken_back(self) -> Iterator[None]:
        """A transaction of which nothing stays."""
        with suppress(_TakenBack), self.transaction():
            yield
            raise _TakenBack

    def _start_sending(self) -> None:
        """From now on a statement waits for nothing but its own rows."""
        pipeline = self.connection.pipeline()
        pipeline.__enter__()
        self._pipeline = pipeline

    def _stop_sending(self) -> None:
        pipeline, self._pipeline = self._pipeline, None
        if pipeline is not None:
            pipeline.__exit__(None, None, None)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside is from one moment, and others may go on writing. Inside a transaction: that one."""
        if self._depth:
            yield
            return
        with speaking(self.path):
            connection = self.connection
            connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        self._depth = 1
        try:
            yield
        finally:
            self._depth = 0
            with suppress(psycopg.Error):
                connection.rollback()

    def copy_in(self, table: str, columns: Sequence[str], lines: Sequence[str]) -> None:
        """Write rows in the text format of COPY; inside ``transaction``, whose other statements it waits for."""
        if not lines:
            return
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
        )
        with speaking(self.path):
            self._stop_sending()  # COPY speaks a protocol of its own
            with self.connection.cursor().copy(statement) as copy:
                copy.write("".join(lines).encode())
            self._start_sending()

    # --- what others do ---

    def changes(self) -> int:
        """A number that grows when somebody else has changed the store: the server tells with its next answer."""
        if self._pipeline is None:
            self.rows("SELECT 1")
        return self.changes_seen

    def _notice(self, note: psycopg.Notify) -> None:
        if self._connection is not None and note.pid != self._connection.info.backend_pid:
            self.changes_seen += 1


@contextmanager
def speaking(address: str) -> Iterator[None]:
    """Turn errors of the server and of the line into one sentence."""
    try:
        yield
    except psycopg.Error as error:
        raise sentence(address, error) from error
    except UnicodeEncodeError as error:  # halves of surrogate pairs, which stand for bytes of names that are no UTF-8
        raise StoreError(
            _("a name or a text has bytes that are not UTF-8."), hint=_("Rename the file, or type the text anew.")
        ) from error
