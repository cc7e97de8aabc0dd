"""The engines behind the database: one for asyncio and one for the thread of brief transactions, on both databases."""

from __future__ import annotations

import sqlite3
from typing import Any

import orjson
from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from store.address import shared

CONNECTIONS = 10  # at most, of one process, and one more for brief transactions
WAIT = 10.0  # seconds for a free connection
# For a server that is not there, or that goes away in the middle: nobody waits for it for long.
CONNECTING = 10  # seconds
UNHEARD = 10  # seconds without a sign of life on the network
STATEMENT = 30  # seconds; whatever takes longer holds everybody up
LOCK = 10  # seconds
# What SQLite says of a disk that is full, or takes nothing for another reason.
NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)
PRIMARY = 0xFF  # of an error code of SQLite, without what it says more precisely
# Of SQLite. The log is brought over into the file after 16 MB and not after 4: a turn costs a twentieth less.
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000", "foreign_keys=ON", "wal_autocheckpoint=4000")


def written_json(value: object) -> str:
    """JSON as text, as a column of JSON takes it."""
    return orjson.dumps(value).decode()


def engines(url: URL) -> tuple[AsyncEngine, Engine]:
    """The engine for asyncio, and the one for brief transactions."""
    options: dict[str, Any] = {
        "hide_parameters": True,  # errors go to the log; what people said does not
        "json_serializer": written_json,
        "json_deserializer": orjson.loads,
    }
    if shared(url):
        options |= {"connect_args": _postgresql(), "pool_pre_ping": True, "pool_recycle": 1800, "pool_timeout": WAIT}
        return (
            create_async_engine(url, pool_size=CONNECTIONS, max_overflow=0, **options),
            create_engine(url, pool_size=1, max_overflow=0, **options),
        )
    engine, brief = create_async_engine(url, **options), create_engine(url.set(drivername="sqlite"), **options)
    for sync in (engine.sync_engine, brief):
        event.listen(sync, "connect", _prepare_sqlite)
        event.listen(sync, "begin", _begin_sqlite)
    return engine, brief


def _postgresql() -> dict[str, Any]:
    limits = {
        "statement_timeout": STATEMENT,
        "lock_timeout": LOCK,
        "idle_in_transaction_session_timeout": 2 * STATEMENT,
    }
    return {
        "connect_timeout": CONNECTING,
        "application_name": "koers",
        "options": " ".join([*(f"-c {name}={1000 * seconds}" for name, seconds in limits.items()), "-c timezone=UTC"]),
        "keepalives_idle": UNHEARD,
        "keepalives_interval": 2,
        "keepalives_count": 3,
        "tcp_user_timeout": 1000 * UNHEARD,
    }


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we emit BEGIN ourselves, see below
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"pragma {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock up front: upgrading a read lock later is where SQLite deadlocks.
    read_only = connection.get_execution_options().get("koers_read_only")
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
