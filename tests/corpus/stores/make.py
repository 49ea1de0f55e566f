"""Write the store of the present schema as SQL text: ``python -m tests.corpus.stores.make``; run it when one lands."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

from tests.stores import fill

from igglossary.store.sqlite.connection import APPLICATION_ID, schema_files
from igglossary.store.sqlite.opening import open_store

FOLDER = Path(__file__).parent
TIME = "2026-01-02T03:04:05Z"


def as_text(connection: sqlite3.Connection) -> str:
    """A store as SQL with its header's numbers (``iterdump`` cannot read a contentless full-text index)."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    lines = [f"PRAGMA application_id = {APPLICATION_ID};", f"PRAGMA user_version = {version};", "BEGIN;"]
    schema = connection.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
    virtual = [name for _type, name, sql in schema if sql.startswith("CREATE VIRTUAL")]
    shadows = [name for _type, name, _sql in schema if any(name.startswith(f"{owner}_") for owner in virtual)]
    tables = [(name, sql) for type_, name, sql in schema if type_ == "table"]
    lines += [f"{sql};" for name, sql in tables if name not in shadows and not name.startswith("sqlite_")]
    for name, _sql in tables:
        if name in shadows or name == "sqlite_sequence":
            lines.append(f"DELETE FROM {name};")
        if name not in virtual:
            for row in connection.execute(f"SELECT * FROM {name}"):
                lines.append(f"INSERT INTO {name} VALUES ({', '.join(map(_quoted, row))});")
    lines += [f"{sql};" for type_, _name, sql in schema if type_ != "table"]
    return "\n".join([*lines, "COMMIT;", ""])


def _quoted(value: object) -> str:
    if isinstance(value, bytes):
        return f"X'{value.hex()}'"
    if isinstance(value, str):
        plain = value.replace("'", "''")
        return f"'{plain}'" if value.isprintable() else f"CAST(X'{value.encode().hex()}' AS TEXT)"
    return "NULL" if value is None else repr(value)


def load(name: str, path: Path) -> None:
    """Make a store of one of the texts."""
    connection = sqlite3.connect(path)
    connection.executescript((FOLDER / name).read_text(encoding="utf-8"))
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def main() -> None:
    """Write ``schema-N.sql`` of the newest schema."""
    number = schema_files()[-1][0]
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "store.db")
        with open_store(path, person="anna", now=lambda: TIME) as store:
            fill(store)
        connection = sqlite3.connect(path)
        (FOLDER / f"schema-{number}.sql").write_text(as_text(connection), encoding="utf-8")
        connection.close()


if __name__ == "__main__":
    main()
