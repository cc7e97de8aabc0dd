"""DBOS, behind the few calls that are made of it; nothing else in Koers imports it.

A link of a chain is a workflow of one step. What has to wait is not slept for inside a workflow, where it would keep
its place in the queue and its partition: the next link is put in the queue, with a delay.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from dbos import DBOS, DBOSClient, DBOSPortableJSONSerializer, EnqueueOptions
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection, ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm import Session
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception_type, wait_exponential

from store.engines import CONNECTING, NO_ROOM, PRIMARY, UNHEARD
from store.work.history import SCHEMA, Backlog, backlog, finished
from store.work.kinds import Json
from store.work.piece import GENERAL, PARTITIONED, Piece, piece_of
from store.work.succession import give_back, has, take_over
from telemetry.logs import Id

NAME = "koers"
VERSION = "1"  # of what is stored; DBOS gives a process the work of its own version
AT_ONCE = 16  # pieces of one queue that a process does side by side
CONNECTIONS = 5
SLICE = 500  # rows that are removed in one transaction
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds between two attempts to write the next link

log = logging.getLogger(__name__)

# What DBOS logs goes the way of all lines, and to no console of its own; errors alone, because its warnings tell of
# every piece that is called off when a process stops.
logging.getLogger("dbos").addHandler(logging.NullHandler())

Stored = dict[str, Json]


@dataclass(frozen=True)
class Following:
    """What comes after a link: the next one at a moment (None: at once), or the end: done, or failed for a reason."""

    piece: Piece | None = None
    at: datetime | None = None
    failed: str = ""


Perform = Callable[[Piece], Awaitable[Following]]


class Failed(Exception):
    """A piece of work was given up, for a reason that is a word for programs."""


class _Asked:
    """What the step is given. DBOS writes that in its log, so it is an object that shows nothing."""

    def __init__(self, piece: Piece, perform: Perform) -> None:
        self.piece = piece
        self.perform = perform


@dataclass(frozen=True)
class Running:
    """DBOS as it runs in this process, with its connections."""

    engine: Engine
    client: DBOSClient
    perform: Perform

    def looking(self) -> AbstractContextManager[Connection]:
        """A connection on which the tables of history.py are found."""
        where = {SCHEMA: None} if self.engine.dialect.name == "sqlite" else {}
        return self.engine.execution_options(schema_translate_map=where).connect()

    def backlog(self, at: datetime) -> Backlog:
        """What is due. Blocks, as all of these do."""
        with self.looking() as connection:
            return backlog(connection, at)

    def tidy(self, at: datetime) -> None:
        """Removes what is finished and was kept long enough; others may write between the slices."""
        with self.looking() as connection:
            gone = finished(connection, at)
        for first in range(0, len(gone), SLICE):
            self.client.delete_workflows(gone[first : first + SLICE])

    def has(self, own: str, ids: Sequence[str]) -> bool:
        """Whether this process still has any of these."""
        with self.engine.connect() as connection:
            return has(connection, own, ids)

    def take_over(self, own: str) -> list[str]:
        """Puts back what processes had that are gone; the ids of it."""
        with self.engine.begin() as connection:
            return take_over(connection, own)

    def give_back(self, own: str, ids: Sequence[str] | None = None) -> None:
        """Puts back what this process has and works on no more: all of it, or these."""
        with self.engine.begin() as connection:
            give_back(connection, own, ids)


_running: Running | None = None  # DBOS is one in a process
_clients: dict[str, DBOSClient] = {}  # for the transactions of others, by the name of the dialect


@DBOS.step(name="attempt")
async def _attempt(asked: _Asked) -> Stored:
    following = await asked.perform(asked.piece)
    piece = following.piece.to_json() if following.piece is not None else None
    at = following.at.isoformat() if following.at is not None else None
    return {"piece": piece, "at": at, "failed": following.failed}


@DBOS.workflow(name="piece", max_recovery_attempts=None)
async def _piece(stored: dict[str, Any]) -> None:
    running = _running
    if running is None:
        raise RuntimeError("no engine runs in this process")
    outcome = await _attempt(_Asked(piece_of(stored), running.perform))
    if outcome["failed"]:
        raise Failed(outcome["failed"])
    if outcome["piece"] is not None:
        at = outcome["at"]
        following = piece_of(cast(Stored, outcome["piece"]))
        await _follow(running, following, datetime.fromisoformat(at) if isinstance(at, str) else None)


async def _follow(running: Running, piece: Piece, at: datetime | None) -> None:
    """Puts the next link in its queue, however long the database refuses: an error would be the end of the chain."""

    def told(state: RetryCallState) -> None:
        error = state.outcome.exception() if state.outcome is not None else None
        cause: BaseException | None = error.__cause__ if error is not None else None
        log.warning("%s waits for the database: %s", Id(piece.id), type(cause or error))

    async for attempt in AsyncRetrying(
        retry=retry_if_exception_type((DBAPIError, NoConnection)),
        wait=wait_exponential(FIRST_PAUSE, LONGEST_PAUSE),
        before_sleep=told,
    ):
        with attempt:
            await asyncio.to_thread(_put, running, piece, at)


def _put(running: Running, piece: Piece, at: datetime | None) -> None:
    with running.engine.begin() as connection:
        put(connection, piece, at)


def put(connection: Connection | Session, piece: Piece, at: datetime | None) -> None:
    """Puts a link in its queue, in the transaction of `connection`; one with the same id is there only once."""
    options: EnqueueOptions = {
        "workflow_name": "piece",
        "queue_name": piece.queue,
        "workflow_id": piece.id,
        "app_version": VERSION,
    }
    if piece.partition:
        options["queue_partition_key"] = piece.partition
    if at is not None and (delay := at.timestamp() - time.time()) > 0:
        options["delay_seconds"] = delay
    bind = connection.get_bind() if isinstance(connection, Session) else connection
    _client_for(bind.dialect.name).enqueue_in_transaction(connection, options, piece.to_json())


def _client_for(dialect: str) -> DBOSClient:
    """A client that writes in transactions of others: it has no connection, and needs none."""
    if dialect not in _clients:
        nowhere = create_engine("sqlite://" if dialect == "sqlite" else "postgresql+psycopg://")
        _clients[dialect] = DBOSClient(
            system_database_engine=nowhere,
            serializer=DBOSPortableJSONSerializer(),
            application_name=NAME,
            lazy=True,
        )
    return _clients[dialect]


def connected(url: URL) -> Engine:
    """Connections to the database for DBOS. On SQLite as everybody's: write-ahead, on disk at a commit, patient."""
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url.set(drivername="sqlite"), hide_parameters=True, pool_size=CONNECTIONS)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "handle_error", _wait_for_room)
        return engine
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_pre_ping=True,
        pool_timeout=30,
        pool_recycle=1800,
        connect_args={
            "application_name": "koers work",
            "connect_timeout": CONNECTING,
            "keepalives_idle": UNHEARD,
            "keepalives_interval": 2,
            "keepalives_count": 3,
            "tcp_user_timeout": 1000 * UNHEARD,
        },
    )


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = "IMMEDIATE"  # takes the lock before the first write; looking takes none
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000", "foreign_keys=ON"):
        connection.execute(f"pragma {pragma}")


def _wait_for_room(context: ExceptionContext) -> None:
    """DBOS tries again what fails while the connection breaks off, and ends a piece of work for any other error.

    A full disk is such a moment as well: what could not be written is written when there is room.
    """
    if getattr(context.original_exception, "sqlite_errorcode", 0) & PRIMARY in NO_ROOM:
        context.is_disconnect = True


def launch(url: URL, executor: str, perform: Perform, poll: float) -> Running:
    """Brings DBOS's tables up to date and begins to take work out of the queues, every `poll` seconds.

    What this executor had under way when it ended is begun again. Blocks; to be called in a thread. Raises what the
    database raises.
    """
    global _running
    migrate(url)
    engine = connected(url)
    try:
        _configured(engine, executor, poll)
        client = DBOSClient(
            system_database_engine=engine, serializer=DBOSPortableJSONSerializer(), application_name=NAME, lazy=True
        )
        _running = running = Running(engine, client, perform)
        # Before the launch: queues that come after it are looked at a second later.
        client.register_queue(
            GENERAL, worker_concurrency=AT_ONCE, polling_interval_sec=poll, on_conflict="always_update"
        )
        client.register_queue(
            PARTITIONED,
            worker_concurrency=AT_ONCE,
            partition_concurrency=1,
            polling_interval_sec=poll,
            on_conflict="always_update",
        )
        DBOS.launch()
    except BaseException:
        _running = None
        DBOS.destroy()
        engine.dispose()
        raise
    return running


def migrate(url: URL) -> None:
    """Brings DBOS's tables up to date, and does nothing else. Blocks."""
    driver = "sqlite" if url.get_backend_name() == "sqlite" else "postgresql+psycopg"
    DBOS.migrate(url.set(drivername=driver).render_as_string(hide_password=False))


def _configured(engine: Engine, executor: str, poll: float) -> None:
    # No conductor, no collector: nothing is sent anywhere.
    DBOS(
        config={
            "name": NAME,
            "system_database_engine": engine,
            "system_database_url": engine.url.render_as_string(hide_password=False),
            "application_version": VERSION,
            "executor_id": executor,
            "serializer": DBOSPortableJSONSerializer(),
            "log_level": "ERROR",
            "enable_otlp": False,
            "max_executor_threads": AT_ONCE,
            "sys_db_pool_size": CONNECTIONS,
            # Nothing of Koers waits for these; whoever stops waits for the end of a round.
            "notification_listener_polling_interval_sec": 2 * poll,
        }
    )


def land(running: Running, grace: int) -> None:
    """Takes no more work, waits at most `grace` seconds for what runs, calls off the rest, and ends DBOS. Blocks."""
    global _running
    DBOS.destroy(workflow_completion_timeout_sec=grace)
    _running = None
    running.client.destroy()


def leave(running: Running, executor: str) -> None:
    """Puts back what was called off, for whoever comes next, and closes the connections. Blocks."""
    try:
        running.give_back(executor)
    finally:
        running.engine.dispose()
