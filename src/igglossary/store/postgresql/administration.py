"""What the owner of a team store does: make it, bring it up to date, give roles. Never done by those who work in it."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import errors as pg
from psycopg import sql

from igglossary.errors import StoreError, StoreVersionError, UsageError
from igglossary.messages import _
from igglossary.store.contract.team import ROLES, Made, Member, Table, TeamStatus
from igglossary.store.postgresql.address import checked
from igglossary.store.postgresql.connection import SCHEMA, speaking
from igglossary.store.postgresql.opening import schema_files
from igglossary.store.postgresql.sentences import no_store

_LEAST_SERVER = 130000  # from here on intarray may be installed by whoever owns the database
EXTENSION = "intarray"
_LOCK = 0x49474732  # of the one who brings the schema up to date
_WRITES = {
    "translator": (
        "run", "document", "segment", "unit", "unit_extra", "unit_origin", "pair", "pair_document", "occurrence",
        "term", "form", "memory_key", "memory_frequency", "memory_word", "memory_language", "compiled", "vector",
        "counter", "meta",
    ),
    "terminologist": ("concept",),
}  # fmt: skip


def init(address: str) -> Made:
    """Make the store in a database, or bring it up to date, in one transaction; again is no error.

    Raises:
        UsageError: the address cannot be read, or has a password in it.
        StoreVersionError: a newer igglossary made it.
        StoreError: an old server, no extension, no right, or the server cannot be reached.
    """
    with _owner(address) as connection, speaking(address), connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        before = _version(connection, address)
        files = schema_files()
        if before > files[-1][0]:
            raise StoreVersionError(
                _("this store was made by a newer igglossary (schema {found}, this program knows {known}).").format(
                    found=before, known=files[-1][0]
                ),
                where=address,
                hint=_("Update igglossary; the store was not touched."),
            )
        if not before:
            _make_schema(connection, address)
        connection.execute(sql.SQL("SET LOCAL search_path = {}").format(sql.Identifier(SCHEMA)))
        for number, file in files:
            if number > before:
                with open(file, encoding="utf-8") as script:
                    connection.execute(script.read().encode())
        connection.execute(
            "INSERT INTO meta VALUES ('schema', %s) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (str(files[-1][0]),),
        )
        _grant_roles(connection)
        return Made(before, files[-1][0], place(connection))


def grant(address: str, person: str, role: str, *, password: str | None = None) -> bool:
    """Give a login a role instead of the one it has; make the login if there is none. True if it was made.

    Raises:
        StoreError: no store, or no right to do so.
    """
    with _owner(address) as connection, speaking(address), connection.transaction():
        if not _version(connection, address):
            raise no_store(address)
        is_known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (person,)).fetchone() is not None
        if not is_known:
            connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(person)))
        if password is not None:  # hashed here: a server may log statements
            hashed = connection.pgconn.encrypt_password(password.encode(), person.encode(), b"scram-sha-256").decode()
            connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(person), sql.Literal(hashed)))
        for other in _roles_of(connection, person):
            connection.execute(sql.SQL("REVOKE {} FROM {}").format(_group(connection, other), sql.Identifier(person)))
        connection.execute(sql.SQL("GRANT {} TO {}").format(_group(connection, role), sql.Identifier(person)))
        return not is_known


def revoke(address: str, person: str) -> bool:
    """Take a login's role on the store away; the login stays. False if there is no such login.

    Raises:
        StoreError: no store, or no right to do so.
    """
    with _owner(address) as connection, speaking(address), connection.transaction():
        if not _version(connection, address):
            raise no_store(address)
        has = _roles_of(connection, person)
        for role in has:
            connection.execute(sql.SQL("REVOKE {} FROM {}").format(_group(connection, role), sql.Identifier(person)))
        return bool(has)


def members(address: str) -> list[Member]:
    """Who has which role, by name.

    Raises:
        StoreError: no store, or the server cannot be reached.
    """
    with _owner(address) as connection, speaking(address):
        if not _version(connection, address):
            raise no_store(address)
        rows = connection.execute(
            "SELECT member.rolname, substr(team.rolname, length(current_database()) + 2), EXISTS (SELECT 1 FROM"
            " pg_stat_activity WHERE usename = member.rolname AND datname = current_database())"
            " FROM pg_auth_members JOIN pg_roles AS team ON team.oid = roleid JOIN pg_roles AS member"
            " ON member.oid = pg_auth_members.member WHERE member.rolcanlogin"
            " AND team.rolname = ANY (SELECT current_database() || '_' || unnest(%s::text[])) ORDER BY 1",
            (list(ROLES),),
        )
        return [Member(*row) for row in rows]


def status(address: str) -> TeamStatus:
    """The store in figures.

    Raises:
        StoreError: no store, or the server cannot be reached.
    """
    with _owner(address) as connection, speaking(address):
        version = _version(connection, address)
        if not version:
            raise no_store(address)
        tables = connection.execute(
            "SELECT relname, pg_total_relation_size(oid), greatest(reltuples, 0)::bigint FROM pg_class"
            " WHERE relnamespace = %s::regnamespace AND relkind = 'r' ORDER BY 2 DESC, 1",
            (SCHEMA,),
        ).fetchall()
        proposals = connection.execute(f"SELECT count(*) FROM {SCHEMA}.proposal").fetchone()
        server = connection.execute("SHOW server_version").fetchone()
        return TeamStatus(
            server[0] if server else "", version, [Table(*row) for row in tables], proposals[0] if proposals else 0
        )


def place(connection: psycopg.Connection[tuple[Any, ...]]) -> str:
    """Host and database of an address, without user and options."""
    info = connection.info
    host = info.host if not info.host.startswith("/") else ""
    port = f":{info.port}" if info.port != 5432 else ""
    return f"{host}{port if host else ''}/{info.dbname}"


def _owner(address: str) -> psycopg.Connection[tuple[Any, ...]]:
    with speaking(address):
        try:
            connection = psycopg.connect(
                checked(address), autocommit=True, application_name="igglossary team", connect_timeout=10
            )
        except psycopg.ProgrammingError as error:
            raise UsageError(
                _("the address of the store cannot be read."),
                where=address,
                hint=_("Write it so: postgresql://person@host/database"),
            ) from error
    check_server(connection.info.server_version, address)
    return connection


def check_server(version: int, address: str) -> None:
    """Refuse a server that is too old; ``version`` as libpq gives it (150018 is 15.18).

    Raises:
        StoreError: it is.
    """
    if version < _LEAST_SERVER:
        raise StoreError(
            _("the server is PostgreSQL {found}; {least} or newer is needed.").format(
                found=version // 10000, least=_LEAST_SERVER // 10000
            ),
            where=address,
        )


def _version(connection: psycopg.Connection[tuple[Any, ...]], address: str) -> int:
    """The schema's version, 0 if there is none.

    Raises:
        StoreError: the schema belongs to another program.
    """
    if connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (SCHEMA,)).fetchone() is None:
        return 0
    found = None
    if connection.execute("SELECT to_regclass(%s)", (f"{SCHEMA}.meta",)).fetchone() != (None,):
        found = connection.execute(f"SELECT value FROM {SCHEMA}.meta WHERE name = 'schema'").fetchone()
    if found is None:
        raise StoreError(
            _("the schema igglossary of this database belongs to another program."),
            where=address,
            hint=_("Name another database with --store."),
        )
    return int(str(found[0]))


def _make_schema(connection: psycopg.Connection[tuple[Any, ...]], address: str) -> None:
    connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(SCHEMA)))
    try:
        connection.execute(
            sql.SQL("CREATE EXTENSION {} SCHEMA {}").format(sql.Identifier(EXTENSION), sql.Identifier(SCHEMA))
        )
    except (pg.UndefinedFile, pg.FeatureNotSupported) as error:
        raise StoreError(
            _("the server lacks the extension intarray."),
            where=address,
            hint=_("It is part of PostgreSQL; some systems have it in a package postgresql-contrib."),
        ) from error
    except pg.DuplicateObject as error:
        raise StoreError(
            _("the extension intarray is in another schema of this database."),
            where=address,
            hint=_("Move it: ALTER EXTENSION intarray SET SCHEMA igglossary – or take a database of its own."),
        ) from error


def _group(connection: psycopg.Connection[tuple[Any, ...]], role: str) -> sql.Identifier:
    return sql.Identifier(f"{connection.info.dbname}_{role}")


def _roles_of(connection: psycopg.Connection[tuple[Any, ...]], person: str) -> list[str]:
    """The roles on this store that a login has directly."""
    names = {f"{connection.info.dbname}_{role}": role for role in ROLES}
    rows = connection.execute(
        "SELECT team.rolname FROM pg_auth_members JOIN pg_roles AS team ON team.oid = roleid"
        " JOIN pg_roles AS one ON one.oid = pg_auth_members.member WHERE one.rolname = %s AND team.rolname = ANY(%s)",
        (person, list(names)),
    )
    return [names[row[0]] for row in rows]


def _grant_roles(connection: psycopg.Connection[tuple[Any, ...]]) -> None:
    """Make the roles and say what each may; again changes nothing."""
    schema = sql.Identifier(SCHEMA)
    groups = {role: _group(connection, role) for role in ROLES}

    def say(text: str, role: str, **names: sql.Composable) -> None:
        connection.execute(sql.SQL(text).format(role=groups[role], schema=schema, **names))

    for role in ROLES:
        name = f"{connection.info.dbname}_{role}"
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone() is None:
            say("CREATE ROLE {role} NOLOGIN", role)
    say("GRANT USAGE ON SCHEMA {schema} TO {role}", "reader")
    say("GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}", "reader")
    say("GRANT {lower} TO {role}", "translator", lower=groups["reader"])
    say("GRANT {lower} TO {role}", "terminologist", lower=groups["translator"])
    for role, tables in _WRITES.items():
        for table in tables:
            say("GRANT INSERT, UPDATE, DELETE ON {schema}.{table} TO {role}", role, table=sql.Identifier(table))
    say("GRANT INSERT ON {schema}.proposal TO {role}", "translator")
    say("GRANT DELETE ON {schema}.proposal TO {role}", "terminologist")
    say("GRANT INSERT ON {schema}.decision TO {role}", "terminologist")
    say("GRANT EXECUTE ON FUNCTION {schema}.put_index_in_order() TO {role}", "translator")
