"""The seam: what is promised in a transaction becomes a piece of work with it, or not at all."""

from __future__ import annotations

import asyncio
import importlib
from datetime import datetime

from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from errors import SettingsError, Unavailable
from store.address import place
from store.database import Database
from store.work.kinds import Payload
from store.work.piece import checked

NO_TABLE = frozenset({"42P01", "3F000"})  # PostgreSQL: undefined table, undefined schema

_loaded = False


async def enqueue(
    session: AsyncSession,
    name: str,
    key: str,
    payload: Payload,
    run_at: datetime | None = None,
    *,
    partition: str | None = None,
) -> None:
    """Promises a piece of work in the transaction of `session`, of Database.write().

    `name` is a kind that the composition root knows, `key` what makes it one and the same piece: promised twice, it
    is done once. It runs after the commit, and not before `run_at`; of those with the same `partition` one at a time,
    in all processes together, in the order in which they were promised. `payload` is small JSON: ids, no texts.

    Raises ValueError for a key that is too long or has a '#', and Unavailable in the first moment of a first start.
    """
    piece = checked(name, key, payload, partition)
    if not _loaded:
        await asyncio.to_thread(load)
    from store.work import durable

    try:
        await session.run_sync(lambda sync: durable.put(sync, piece, run_at))
    except DBAPIError as error:
        raise _translated(error) from error


def enqueue_in(
    connection: Connection,
    name: str,
    key: str,
    payload: Payload,
    run_at: datetime | None = None,
    *,
    partition: str | None = None,
) -> None:
    """The same in the transaction of a Connection, of Database.brief()."""
    piece = checked(name, key, payload, partition)
    load()
    from store.work import durable

    try:
        durable.put(connection, piece, run_at)
    except DBAPIError as error:
        raise _translated(error) from error


async def prepare(database: Database) -> None:
    """Brings the tables of the work up to date, where no Engine of this process does. Raises SettingsError."""
    await asyncio.to_thread(load)
    from store.work import durable

    try:
        await asyncio.to_thread(durable.migrate, database.url)
    except DBAPIError as error:
        said = type(error.orig).__name__
        raise SettingsError(f"{place(database.url)} cannot be used as database: {said}") from error


def load() -> None:
    """Loads DBOS, which takes half a second: in a thread, and not before Koers listens."""
    global _loaded
    importlib.import_module("store.work.durable")
    _loaded = True


def _translated(error: DBAPIError) -> Exception:
    """Before the tables are there nothing can be promised: nothing of the transaction happens, and soon it can."""
    cause = error.orig
    if getattr(cause, "sqlstate", None) in NO_TABLE or "no such table" in str(cause):
        return Unavailable("work-starting")
    return error
