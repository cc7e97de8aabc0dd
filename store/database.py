"""The database, SQLite or PostgreSQL: readers, writers and brief transactions, and tables that are up to date."""

from __future__ import annotations

import asyncio
import sqlite3
from asyncio import Future
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import DateTime, text
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, ProgrammingError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import QueuePool
from sqlalchemy.types import TypeDecorator

import telemetry
from errors import SettingsError, Unavailable
from store import migrating
from store.address import address, place, shared
from store.engines import NO_ROOM, PRIMARY, engines
from store.engines import written_json as written_json
from store.group_commit import GroupCommit
from store.migrating import MIGRATIONS as MIGRATIONS
from store.migrating import NEWEST as NEWEST

SERVER_AWAY = (OperationalError, InterfaceError, NoConnection)  # or too busy; another time may go better
HELD = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)  # another program writes, and for longer than anybody waits
LONGEST_RETURN = 2.0  # seconds that the end waits for connections that are on their way back
T = TypeVar("T")


class Base(DeclarativeBase):
    """The parent of every table."""


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC: SQLite forgets time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: UTC. A naive datetime is a mistake of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database: aware, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Database:
    """One database behind three calls: `read()` and `write()` for anything, `brief()` for what every turn does.

    `shared`: it is PostgreSQL, where other processes may work at the same time. Each of the calls raises Unavailable
    when the server is away, the disk is full, or another program holds the file of SQLite for too long; it is tried
    again by whoever calls again.
    """

    def __init__(self, url: str) -> None:
        """Raises SettingsError for an address that cannot be one, or whose folder cannot be made."""
        self.url = address(url)
        self.shared = shared(self.url)
        self._engine, brief = engines(self.url)
        self._brief = GroupCommit(brief, _away)
        self._writers = async_sessionmaker(self._engine, expire_on_commit=False)
        # A reader sees one moment, on both: PostgreSQL's usual way shows each statement another.
        only = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True} if self.shared else {}
        readers = self._engine.execution_options(koers_read_only=True, **only)
        self._readers = async_sessionmaker(readers, expire_on_commit=False)

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[AsyncSession, None]:
        """A session that only looks."""
        with self._there():
            async with self._readers() as session:
                yield session

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[AsyncSession, None]:
        """A transaction: committed, and on disk, when the block ends; rolled back when it raises.

        On SQLite no other write happens meanwhile: inside, nothing may be waited for but this session. On PostgreSQL
        others write at the same time: what is read to be written again is read `with_for_update`.
        """
        with telemetry.writing(self.url.get_backend_name()), self._there():
            if self.shared:
                async with self._writers() as session, session.begin():
                    yield session
            else:
                async with self._brief.hold(), self._writers() as session, session.begin():
                    yield session

    def brief(self, work: Callable[[Connection], T]) -> Future[T]:
        """A transaction of a few statements, on disk when its outcome is there; cheaper by far than `write`.

        `work` runs in another thread, with those of others, and may run twice (see GroupCommit). Who stops waiting
        does not stop it.
        """
        return self._brief.run(work)

    @contextmanager
    def _there(self) -> Generator[None]:
        try:
            yield
        except SERVER_AWAY as error:
            away = _away(error)
            if away is error:
                raise
            raise away from error

    async def migrate(self) -> str | None:
        """Brings the tables up to date; gives the revision that they had, None where there were none.

        Raises SettingsError when the database is none, is not there, cannot be written, or was made by a newer Koers.
        """
        try:
            before = await self._revision()
            if before != NEWEST:
                async with self._engine.begin() as connection:
                    await connection.run_sync(migrating.upgrade)
        except (DBAPIError, NoConnection) as error:
            raise SettingsError(f"{place(self.url)} cannot be used as database: {_reason(error)}") from error
        return before

    async def _revision(self) -> str | None:
        try:
            async with self._engine.connect() as connection:
                return await connection.run_sync(migrating.revision)
        except (OperationalError, ProgrammingError) as error:
            if isinstance(error, OperationalError) and self.shared:  # SQLite says the same of a table that lacks
                raise
            return None  # no such table: an empty database

    async def answers(self) -> bool:
        """Whether the database can be read."""
        try:
            async with self._engine.connect() as connection:
                return await connection.scalar(text("select 1")) == 1
        except (SQLAlchemyError, OSError):  # a pool without a free connection is no DBAPIError
            return False

    async def up_to_date(self) -> bool:
        """Whether the tables are those that this code needs."""
        try:
            return await self._revision() == NEWEST
        except (SQLAlchemyError, OSError):
            return False

    async def close(self) -> None:
        """Closes every connection, after the brief transactions that are under way."""
        await self._brief.close()
        await self._come_back()
        await self._engine.dispose()

    async def _come_back(self) -> None:
        """Waits for what was broken off just now: SQLAlchemy gives such a connection back in a task of its own, and a
        loop that ends before that is done leaves a failure in the log that is none.
        """
        pool = self._engine.pool
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_RETURN):
                while isinstance(pool, QueuePool) and pool.checkedout():  # noqa: ASYNC110 - a pool has no event
                    await asyncio.sleep(0.01)


def _away(error: BaseException) -> BaseException:
    """What whoever asked is given for an error of the database: Unavailable where another time may go better."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.OperationalError):  # store/driver.py lets it through as it is
        passing = cause.sqlite_errorcode & PRIMARY in (*NO_ROOM, *HELD)  # else it is a mistake of ours
    else:
        passing = isinstance(error, SERVER_AWAY)
    if not passing:
        return error
    unavailable = Unavailable("wire-store-unavailable")
    unavailable.__cause__ = error
    return unavailable


def _reason(error: Exception) -> str:
    """The first line of what the database said; it names the host and the user, and never the password."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return next(iter(str(cause).strip().splitlines()), type(cause).__name__)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)
