"""Short transactions of many, run in one thread and committed together: one wait for the disk, few hops, each safe."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, TypeVar

from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError

T = TypeVar("T")
Work = Callable[[Connection], T]

MOST = 200  # transactions in one commit
AWAY = 0.2  # seconds for which a server that was not there is not asked again
TRIES = 4  # of one that the server or another process broke off
STEP_ASIDE = 0.05  # seconds at most before it is tried again
# What PostgreSQL says where another transaction stood in the way, and nothing of this one was written.
STOOD_IN_THE_WAY = ("40001", "40P01")


class Closed(Exception):
    """The database is closed: nothing is written any more."""


@dataclass(frozen=True)
class _Asked:
    """A transaction to be run, and who waits for its outcome."""

    work: Work[Any]
    loop: asyncio.AbstractEventLoop
    waiting: asyncio.Future[Any]


@dataclass(frozen=True)
class _Hold:
    """Somebody who writes in a way of his own: nothing else does from `granted` until `released`."""

    loop: asyncio.AbstractEventLoop
    granted: asyncio.Future[None]
    released: threading.Event


@dataclass(frozen=True)
class _Outcome:
    """What became of a transaction: it is committed, or rolled back."""

    asked: _Asked
    result: Any = None
    error: BaseException | None = None


class GroupCommit:
    """Runs functions of a connection, each as a transaction of its own as far as anybody can tell.

    What waits at the same moment shares a transaction; when one of them raises, that is rolled back and each is run
    again by itself, and more than once where it was a server that went away or another process that stood in the way. A
    function may therefore run several times, and must do nothing but read and write the database. They begin in the
    order in which they were asked.

    Where a server goes away in the middle of the commit nobody knows what became of it: then each hears the error, and
    nothing is run again.
    """

    def __init__(self, engine: Engine, worded: Callable[[BaseException], BaseException] = lambda error: error) -> None:
        """`worded` makes of an error of the database the one that whoever asked is given."""
        self._engine = engine
        self._worded = worded
        self._asked: SimpleQueue[_Asked | _Hold | None] = SimpleQueue()
        self._connection: Connection | None = None  # of the thread; it is kept, because getting one is half the work
        self._thread: threading.Thread | None = None
        self._closed = False
        self._away: Exception | None = None  # why the server could not be reached
        self._away_until = 0.0

    def run(self, work: Work[T]) -> asyncio.Future[T]:
        """The outcome of `work`, on disk when it is there. Who stops waiting does not stop the work.

        The outcome raises Closed, or whatever `work` or the database does; then nothing of it was written, but for a
        server that went away during the commit.
        """
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[T] = loop.create_future()
        try:
            self._put(_Asked(work, loop, waiting))
        except Closed as error:
            waiting.set_exception(error)
        return waiting

    @asynccontextmanager
    async def hold(self) -> AsyncGenerator[None]:
        """Keeps every transaction of `run` out, after those that were asked before. Raises Closed.

        SQLite lets one write at a time, and who it turns away asks again after a while: who writes with long
        transactions would hardly get his turn between many short ones. Inside, `run` would wait for ever.
        """
        loop = asyncio.get_running_loop()
        hold = _Hold(loop, loop.create_future(), threading.Event())
        self._put(hold)
        try:
            await hold.granted
            yield
        finally:
            hold.released.set()

    def _put(self, asked: _Asked | _Hold) -> None:
        if self._closed:
            raise Closed
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="group commit", daemon=True)
            self._thread.start()
        self._asked.put(asked)

    async def close(self) -> None:
        """Finishes what was asked before, and closes the connection."""
        self._closed = True
        if self._thread is not None:
            self._asked.put(None)
            await asyncio.to_thread(self._thread.join)
        self._engine.dispose()

    def _serve(self) -> None:
        following = self._asked.get()
        while following is not None:
            if isinstance(following, _Hold):
                _grant(following)
                following = self._asked.get()
                continue
            group: list[_Asked] = []
            while isinstance(following, _Asked):
                group.append(following)
                if len(group) == MOST or self._asked.empty():
                    break
                following = self._asked.get()
            _report([self._in_words(outcome) for outcome in self._together(group)])
            if following is group[-1]:
                following = self._asked.get()
        self._reconnect()

    def _reconnect(self) -> None:
        """Whatever state an error left the connection in: the next transaction begins on another one."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(Exception):
                connection.close()

    def _in_words(self, outcome: _Outcome) -> _Outcome:
        return outcome if outcome.error is None else _Outcome(outcome.asked, error=self._worded(outcome.error))

    def _together(self, group: list[_Asked], tries: int = TRIES) -> list[_Outcome]:
        connection = self._connect()
        if not isinstance(connection, Connection):
            return [_Outcome(asked, error=connection) for asked in group]
        committing = False
        try:
            with connection.begin():
                outcomes = [_Outcome(asked, asked.work(connection)) for asked in group]
                committing = True
        except BaseException as error:  # whose it is shows when each runs alone
            self._reconnect()
            if committing and _gone(error):
                return [_Outcome(asked, error=error) for asked in group]
            if len(group) > 1:
                return [outcome for asked in group for outcome in self._together([asked])]
            if not (_gone(error) or _in_the_way(error)) or tries == 1:
                return [_Outcome(group[0], error=error)]
            time.sleep(random.uniform(0, STEP_ASIDE))  # or both meet again
            return self._together(group, tries - 1)
        return outcomes

    def _connect(self) -> Connection | Exception:
        """The connection, or why there is none: a server that is away is asked once, and not for each of many."""
        if self._connection is not None:
            return self._connection
        if time.monotonic() < self._away_until and self._away is not None:
            return self._away
        try:
            self._connection = self._engine.connect()
        except Exception as error:
            self._away, self._away_until = error, time.monotonic() + AWAY
            return error
        self._away = None
        return self._connection


def _gone(error: BaseException) -> bool:
    """Whether the connection broke."""
    return isinstance(error, DBAPIError) and error.connection_invalidated


def _in_the_way(error: BaseException) -> bool:
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in STOOD_IN_THE_WAY


def _grant(hold: _Hold) -> None:
    """Waits until the holder is done."""
    try:
        hold.loop.call_soon_threadsafe(_granted, hold.granted)
    except RuntimeError:  # that loop is closed: nobody holds anything
        return
    while not hold.released.wait(timeout=1.0) and not hold.loop.is_closed():
        pass


def _granted(granted: asyncio.Future[None]) -> None:
    if not granted.done():
        granted.set_result(None)


def _report(outcomes: list[_Outcome]) -> None:
    """Tells each event loop at once what became of its transactions."""
    for loop in {outcome.asked.loop for outcome in outcomes}:
        own = [outcome for outcome in outcomes if outcome.asked.loop is loop]
        try:
            loop.call_soon_threadsafe(_tell, own)
        except RuntimeError:  # that loop is closed: nobody waits any more
            continue


def _tell(outcomes: list[_Outcome]) -> None:
    for outcome in outcomes:
        waiting = outcome.asked.waiting
        if waiting.done():
            continue
        if outcome.error is not None:
            waiting.set_exception(outcome.error)
        else:
            waiting.set_result(outcome.result)
