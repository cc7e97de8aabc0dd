"""The local tenant's memory: one SQLite file that survives a restart and is emptied by deleting it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

SCHEMA_VERSION = 2

SCHEMA = """
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS users (
    id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, upn TEXT NOT NULL UNIQUE COLLATE NOCASE,
    manager TEXT, role TEXT NOT NULL DEFAULT '', properties TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS users_manager ON users (manager);
CREATE TABLE IF NOT EXISTS groups (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, description TEXT NOT NULL, created TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS members (
    group_id TEXT NOT NULL, member TEXT NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (group_id, member)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS members_member ON members (member);
CREATE TABLE IF NOT EXISTS items (
    id TEXT PRIMARY KEY, number INTEGER NOT NULL UNIQUE, drive TEXT NOT NULL, parent TEXT, name TEXT NOT NULL,
    folder INTEGER NOT NULL, size INTEGER NOT NULL DEFAULT 0, mime TEXT NOT NULL DEFAULT '',
    hash TEXT NOT NULL DEFAULT '', etag INTEGER NOT NULL DEFAULT 1, ctag INTEGER NOT NULL DEFAULT 1,
    created TEXT NOT NULL, modified TEXT NOT NULL, author TEXT NOT NULL, editor TEXT NOT NULL,
    fields TEXT NOT NULL DEFAULT '{}', unique_access INTEGER NOT NULL DEFAULT 0, deleted INTEGER NOT NULL DEFAULT 0,
    change INTEGER NOT NULL, sharing_change INTEGER NOT NULL DEFAULT 0,
    own_sharing_change INTEGER NOT NULL DEFAULT 0);
CREATE UNIQUE INDEX IF NOT EXISTS items_name ON items (parent, name COLLATE NOCASE) WHERE deleted = 0;
CREATE INDEX IF NOT EXISTS items_change ON items (change);
CREATE TABLE IF NOT EXISTS versions (
    item TEXT NOT NULL, number INTEGER NOT NULL, content BLOB NOT NULL, size INTEGER NOT NULL,
    modified TEXT NOT NULL, editor TEXT NOT NULL, PRIMARY KEY (item, number));
CREATE TABLE IF NOT EXISTS permissions (
    id TEXT PRIMARY KEY, item TEXT NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL, roles TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS permissions_item ON permissions (item);
CREATE TABLE IF NOT EXISTS uploads (
    id TEXT PRIMARY KEY, editor TEXT NOT NULL, item TEXT, parent TEXT NOT NULL, name TEXT NOT NULL,
    behaviour TEXT NOT NULL, size INTEGER, expires TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS chunks (
    upload TEXT NOT NULL, start INTEGER NOT NULL, content BLOB NOT NULL, PRIMARY KEY (upload, start));
CREATE TABLE IF NOT EXISTS sources (
    path TEXT PRIMARY KEY, hash TEXT NOT NULL, item TEXT NOT NULL);
"""


class TenantError(Exception):
    """The local tenant cannot be made or started; the message says why and may be shown as it is."""


def forget(path: Path) -> None:
    """Empty a tenant that is not running: delete its state and what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


class State:
    """The SQLite file behind the local tenant, one connection shared by all of its parts.

    Every part makes its own tables with `add_tables` and prefixes their names with its own (the connector:
    `chat_...`). Reads go through `row` and `rows`; writes happen inside `with state.transaction():`, which may be
    nested, commits as one and rolls back on an error. All calls are short (well under a millisecond for one row),
    so they may be made on the event loop; a lock also makes them safe from a worker thread.
    """

    def __init__(self, path: Path) -> None:
        """Open or make the file at `path`. Raises TenantError when it is not a state file of this version."""
        self.path = path
        self._lock = threading.RLock()
        self._depth = 0
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self.connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self.connection.row_factory = sqlite3.Row
            self.connection.execute("PRAGMA journal_mode=WAL")
            self.connection.execute("PRAGMA synchronous=NORMAL")
            self._prepare()
        except sqlite3.DatabaseError as error:
            raise TenantError(f"{path} cannot be used as the local tenant's state: {error}") from error

    def _prepare(self) -> None:
        version = self.connection.execute("PRAGMA user_version").fetchone()[0]
        if version == SCHEMA_VERSION:
            return
        if version != 0:
            raise TenantError(f"{self.path} was made by another version; start with --fresh to empty it")
        self.add_tables(SCHEMA)
        self.connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")

    def add_tables(self, script: str) -> None:
        """Run a script of CREATE TABLE IF NOT EXISTS statements, as one transaction."""
        with self._lock:
            self.connection.executescript(f"BEGIN IMMEDIATE;{script};COMMIT;")

    @contextmanager
    def transaction(self) -> Generator[sqlite3.Connection]:
        """All writes inside are stored together or not at all. Never await inside."""
        with self._lock:
            if self._depth == 0:
                self.connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield self.connection
            except BaseException:
                self._depth -= 1
                if self._depth == 0:
                    self.connection.execute("ROLLBACK")
                raise
            self._depth -= 1
            if self._depth == 0:
                self.connection.execute("COMMIT")

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """All rows of a query."""
        with self._lock:
            return self.connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> sqlite3.Row | None:
        """The first row of a query, or None."""
        with self._lock:
            return self.connection.execute(sql, values).fetchone()

    def setting(self, name: str) -> str | None:
        """A value kept under a name, or None."""
        row = self.row("SELECT value FROM settings WHERE name = ?", name)
        return None if row is None else str(row["value"])

    def keep(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        with self.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (name, value))

    def next_number(self, name: str) -> int:
        """The next number of a counter that starts at 1."""
        with self.transaction():
            number = int(self.setting(f"counter {name}") or "0") + 1
            self.keep(f"counter {name}", str(number))
            return number

    def close(self) -> None:
        """Close the file; nothing can be read or written after this."""
        with self._lock:
            self.connection.close()
