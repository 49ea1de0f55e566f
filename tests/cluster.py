"""A PostgreSQL server of the tests' own: in a temporary folder, on this machine only, gone afterwards."""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from typing import Self

PEOPLE = ("anna", "bert", "ben")
"""Who owns every database, so that tests of the contract may do all; others get roles in the tests of roles."""
_TEMPLATE = "made"
_PASSWORDS = "host all locked 127.0.0.1/32 scram-sha-256\n"
_HBA = f"local all all trust\n{_PASSWORDS}host all all 127.0.0.1/32 trust\n"
_SETTINGS = {
    "listen_addresses": "'127.0.0.1'",
    "fsync": "off",  # a machine that loses its power is not tested; what a killed server wrote is with the kernel
    "full_page_writes": "off",
    "max_connections": "60",
    "shared_buffers": "'64MB'",
    "max_wal_size": "'256MB'",
    "autovacuum_naptime": "'10min'",
    "jit": "off",
    "lc_messages": "'C'",
}


def binaries() -> Path | None:
    """The folder of PostgreSQL's programs, the newest; None if there are none."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin/pg_ctl"), key=lambda path: int(path.split("/")[4]))
    if found:
        return Path(found[-1]).parent
    one = shutil.which("pg_ctl")
    return None if one is None else Path(os.path.realpath(one)).parent


class Cluster:
    """A running server; ``address`` gives what ``--store`` takes."""

    def __init__(self, programs: Path, **settings: str) -> None:
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="igglossary-pg-"))
        self._user = _unprivileged()
        self._numbers = count(1)
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self._data = self._folder / "data"
        if self._user is not None:
            os.chown(self._folder, self._user.pw_uid, self._user.pw_gid)
        self._run(
            "initdb", "-D", self._data, "-U", "admin", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"
        )
        (self._data / "pg_hba.conf").write_text(_HBA)
        with (self._data / "postgresql.conf").open("a") as file:
            wanted = {**_SETTINGS, **settings, "port": str(self.port), "unix_socket_directories": f"'{self._folder}'"}
            file.writelines(f"{name} = {value}\n" for name, value in wanted.items())
        self.start()
        with self.connect("postgres") as connection:
            for person in PEOPLE:
                connection.execute(f"CREATE ROLE {person} LOGIN SUPERUSER")

    def start(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-w", "-t", "60", "-l", self._folder / "log", "start")

    def stop(self, mode: str = "fast") -> None:
        """``immediate`` is as if it were killed."""
        self._run("pg_ctl", "-D", self._data, "-w", "-m", mode, "stop")

    def program(self, name: str) -> str:
        """One of PostgreSQL's programs."""
        return str(self._programs / name)

    def postmaster(self) -> int:
        """The number of the server's first process."""
        return int((self._data / "postmaster.pid").read_text().splitlines()[0])

    def connect(self, database: str) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(self.address(database, "admin"), autocommit=True)

    def address(self, database: str, person: str = "anna", port: int | None = None) -> str:
        return f"postgresql://{person}@127.0.0.1:{port or self.port}/{database}"

    def fresh(self) -> str:
        """The name of a new database with an empty store, a copy of one that was made once."""
        from igglossary.store.postgresql import administration

        name = f"team{next(self._numbers)}"
        with self.connect("postgres") as connection:
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (_TEMPLATE,)).fetchone() is None:
                connection.execute(f"CREATE DATABASE {_TEMPLATE}")
                administration.init(self.address(_TEMPLATE, "admin"))
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
        return name

    def empty(self) -> str:
        """The name of a new database with nothing in it."""
        name = f"empty{next(self._numbers)}"
        with self.connect("postgres") as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return name

    def drop(self, database: str) -> None:
        with suppress(psycopg.Error), self.connect("postgres") as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        with suppress(subprocess.CalledProcessError):
            self.stop("immediate")
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self._programs / program), *map(str, arguments)]
        user = None if self._user is None else self._user.pw_name
        done = subprocess.run(
            command, user=user, group=None if self._user is None else self._user.pw_gid, cwd="/", check=False,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            extra_groups=None if self._user is None else [],
        )  # fmt: skip
        if done.returncode:
            raise subprocess.CalledProcessError(done.returncode, command, stderr=done.stderr)


def _unprivileged() -> pwd.struct_passwd | None:
    """Whom the server runs as: PostgreSQL refuses root."""
    if os.getuid():
        return None
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            return pwd.getpwnam(name)
    return None
