"""The database: one engine, readers and writers, and the migrations that bring it up to date."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import orjson
from sqlalchemy import DateTime, create_engine, event, text
from sqlalchemy.engine import URL, Connection, Dialect, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, ProgrammingError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

import telemetry
from errors import SettingsError
from store.group_commit import GroupCommit

MIGRATIONS = Path(__file__).parent / "migrations"
NEWEST = "0011"  # the revision that this code needs; a test holds it equal to the newest migration

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
    """SQLite behind three calls: `read()` and `write()` for anything, `brief()` for what every turn does."""

    def __init__(self, url: str) -> None:
        """Raises SettingsError for an address that is no SQLite file, or whose folder cannot be made."""
        self.url = _sqlite_url(url)
        # Errors go to the log; what people said does not.
        options: dict[str, Any] = {
            "hide_parameters": True,
            "json_serializer": written_json,
            "json_deserializer": orjson.loads,
        }
        self._engine = create_async_engine(self.url, **options)
        _prepare(self._engine.sync_engine)
        brief = create_engine(self.url.set(drivername="sqlite"), **options)
        _prepare(brief)
        self._brief = GroupCommit(brief)
        self._writers = async_sessionmaker(self._engine, expire_on_commit=False)
        self._readers = async_sessionmaker(self._engine.execution_options(koers_read_only=True), expire_on_commit=False)

    @asynccontextmanager
    async def read(self) -> AsyncGenerator[AsyncSession, None]:
        """A session that only looks."""
        async with self._readers() as session:
            yield session

    @asynccontextmanager
    async def write(self) -> AsyncGenerator[AsyncSession, None]:
        """A transaction: committed, and on disk, when the block ends; rolled back when it raises.

        No other write happens meanwhile: inside, nothing may be waited for but this session.
        """
        with telemetry.writing():
            async with self._brief.hold(), self._writers() as session, session.begin():
                yield session

    async def brief(self, work: Callable[[Connection], T]) -> T:
        """A transaction of a few statements, committed and on disk when this returns; cheaper by far than `write`.

        `work` runs in another thread, with those of others, and may run twice (see GroupCommit). Who stops waiting
        does not stop it.
        """
        return await self._brief.run(work)

    async def migrate(self) -> None:
        """Brings the tables up to date. Alembic is only loaded when there is something to do.

        Raises SettingsError when the file is no database, cannot be written, or was made by a newer Koers.
        """
        try:
            if await self._revision() == NEWEST:
                return
            async with self._engine.begin() as connection:
                await connection.run_sync(_upgrade)
        except DBAPIError as error:
            raise SettingsError(f"{self.url.database} cannot be used as database: {error.orig}") from error

    async def _revision(self) -> str | None:
        try:
            async with self._engine.connect() as connection:
                return await connection.scalar(text("select version_num from alembic_version"))
        except (OperationalError, ProgrammingError):
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
        return await self._revision() == NEWEST

    async def close(self) -> None:
        """Closes every connection, after the brief transactions that are under way."""
        await self._brief.close()
        await self._engine.dispose()


def _sqlite_url(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise SettingsError(f"{url!r} is no address of a database; use sqlite:////folder/koers.db") from error
    if parsed.get_backend_name() != "sqlite":
        raise SettingsError(f"Koers keeps its memory in SQLite, not in {parsed.get_backend_name()}")
    if parsed.database:
        try:
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingsError(f"{Path(parsed.database).parent} cannot be made: {error.strerror}") from error
    return parsed.set(drivername="sqlite+aiosqlite")


def _prepare(engine: Engine) -> None:
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we emit BEGIN ourselves, see below
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000", "foreign_keys=ON"):
        cursor.execute(f"pragma {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock up front: upgrading a read lock later is where SQLite deadlocks.
    read_only = connection.get_execution_options().get("koers_read_only")
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise SettingsError(f"{connection.engine.url.database} was made by a newer Koers: {error}") from error


def written_json(value: object) -> str:
    """JSON as text, as a column of JSON takes it."""
    return orjson.dumps(value).decode()


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)
