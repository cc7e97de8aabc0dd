"""Does what was promised: runs the handlers on the event loop of the process, tries again, and ends what cannot be."""

from __future__ import annotations

import asyncio
import contextvars
import logging
import random
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import telemetry
from errors import Unavailable
from store.database import Database, now
from store.processes import Presence
from store.work import history
from store.work.kinds import Attempt, GiveUp, GoOn, Kind, TryAgain
from store.work.piece import Piece
from store.work.promises import load
from store.work.waits import wait
from telemetry import names
from telemetry.logs import Id

if TYPE_CHECKING:
    from store.work.durable import Following, Running

POLL = 0.5  # seconds between two looks at a queue
GRACE = 10  # seconds that what runs gets to finish when the process stops
LAST_SECONDS = 2.0  # after that, for a handler that is called off to let go
LOOK = 30.0  # seconds between two looks at what is due
SUCCESSION = 3.0  # seconds between two looks at who is gone
HOUR = 3600.0  # seconds between two clean-ups, and between two alarms
BETWEEN_STARTS = 5.0  # seconds, when the database does not answer
MOST_JUST_DONE = 32  # links of which it may not be on disk yet that they are done
ONE_PROCESS = "koers"  # who does the work on SQLite: after a restart it is the same one

log = logging.getLogger(__name__)


class Due:
    """The work that was due at the last look, as telemetry.Waiting tells of queues."""

    name = "work"

    def __init__(self) -> None:
        self.seen = history.Backlog()

    def __len__(self) -> int:
        return self.seen.count

    @property
    def oldest(self) -> float:
        """For how many seconds the oldest has been due."""
        return self.seen.oldest


class Engine:
    """The work of this process. `kinds` are the handlers by name; one engine runs in a process at a time.

    `presence` is this process among those that share the database; whoever makes the engine starts and stops it.
    """

    def __init__(
        self, database: Database, kinds: Mapping[str, Kind], presence: Presence, *, poll: float = POLL
    ) -> None:
        self._database = database
        self._kinds = kinds
        self._presence = presence
        self._executor = presence.id if presence.shared else ONE_PROCESS
        self._poll = poll
        self._stopping = asyncio.Event()
        self._under_way: dict[asyncio.Task[Following], str] = {}  # a try -> the id of its link
        self._taken_away: set[asyncio.Task[Following]] = set()
        self._just_done: deque[str] = deque(maxlen=MOST_JUST_DONE)
        self._starting: asyncio.Task[None] | None = None
        self._running: Running | None = None
        self._watching: list[asyncio.Task[None]] = []
        self._due = Due()
        self._told = -HOUR  # when the last alarm was, by the clock of the loop
        self._loop = asyncio.get_running_loop()

    @property
    def due(self) -> Due:
        """The work that is due, for the gauges."""
        return self._due

    @property
    def ready(self) -> bool:
        """Whether work is being done."""
        return self._running is not None and not self._stopping.is_set()

    def start(self) -> None:
        """Begins, in the background: the first second goes into loading what it needs."""
        self._starting = asyncio.create_task(self._start(), name="durable work")

    async def started(self) -> None:
        """Returns when the work has begun."""
        if self._starting is not None:
            await asyncio.shield(self._starting)

    async def stop(self) -> None:
        """Takes nothing new, lets what runs finish for a while, and leaves the rest for the next process."""
        self._stopping.set()
        for task in (*self._watching, self._starting):
            if task is not None:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        running, self._running = self._running, None
        if running is None:
            return
        from store.work import durable

        await self._recorded(running)
        await asyncio.to_thread(durable.land, running, GRACE if self._under_way else 0)
        left = set(self._under_way)
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left, timeout=LAST_SECONDS)
        try:
            await asyncio.to_thread(durable.leave, running, self._executor)
        except Exception:  # the database is away: who comes next finds it all the same
            log.exception("what was called off could not be put back")

    async def _recorded(self, running: Running) -> None:
        """Waits until it is on disk that what was done a moment ago is done, or it would be done again."""
        try:
            async with asyncio.timeout(LAST_SECONDS):
                while True:
                    if not await asyncio.to_thread(running.has, self._executor, list(self._just_done)):
                        return
                    await asyncio.sleep(0.02)
        except Exception as error:  # too slow, or the database is away: then it is done again
            log.warning("it is not known whether what was done is written: %s", error)

    async def _start(self) -> None:
        await asyncio.to_thread(load)
        while True:
            launching = asyncio.create_task(asyncio.to_thread(self._launch))
            try:
                # What was begun in a thread cannot be called off: then it is ended when it is there.
                self._running = await asyncio.shield(launching)
                self._watching.append(asyncio.create_task(self._watch(), name="watch over the work"))
                if self._presence.shared:
                    self._watching.append(asyncio.create_task(self._succeed(), name="succession of the work"))
                return
            except asyncio.CancelledError:
                with suppress(Exception):
                    self._running = await launching
                raise
            except Exception:  # whatever the database or DBOS raises: work that waits is not lost
                log.exception("the work does not begin; trying again in %s seconds", BETWEEN_STARTS)
            await asyncio.sleep(BETWEEN_STARTS)

    def _launch(self) -> Running:
        from store.work import durable

        return durable.launch(self._database.url, self._executor, self._perform, self._poll)

    async def look(self) -> None:
        """Looks at what is due, and tells of what is old, once an hour."""
        running, moment = self._running, self._loop.time()
        if running is None:
            return
        self._due.seen = seen = await asyncio.to_thread(running.backlog, now())
        if seen.old and moment - self._told >= HOUR:
            self._told = moment
            log.error("old work does not get done: %s", _named(seen.old))

    async def tidy(self) -> None:
        """Removes what is finished and was kept long enough."""
        if self._running is not None:
            await asyncio.to_thread(self._running.tidy, now())

    async def _watch(self) -> None:
        tidied = -HOUR
        while True:
            try:
                await self.look()
                if self._loop.time() - tidied >= HOUR:
                    tidied = self._loop.time()
                    await self.tidy()
            except Exception:  # whatever the database raises: it is looked at again
                log.exception("the work could not be looked at")
            await asyncio.sleep(LOOK)

    async def _succeed(self) -> None:
        """Takes over what others leave undone who are gone, and lets go of what others may have taken over."""
        gaps = self._presence.gaps
        while True:
            await asyncio.sleep(SUCCESSION)
            try:
                if self._presence.gaps != gaps:
                    gaps = self._presence.gaps
                    await self._let_go()
                elif self._presence.steady and self._running is not None:
                    taken = await asyncio.to_thread(self._running.take_over, self._executor)
                    if taken:
                        log.warning("work of a process that is gone begins again: %s", _named(taken))
            except Exception as error:  # whatever the database raises: the next look may succeed
                log.warning("nobody knows whose work is left undone: %s", error)

    async def _let_go(self) -> None:
        """This process was not heard of for a while: what it does may be done by another now."""
        tries = dict(self._under_way)
        self._taken_away.update(tries)
        for task in tries:
            task.cancel()
        if tries and self._running is not None:
            log.warning("this process was taken to be gone; what it does begins again: %s", len(tries))
            await asyncio.wait(tries)
            await asyncio.to_thread(self._running.give_back, self._executor, list(tries.values()))

    async def _perform(self, piece: Piece) -> Following:
        """On DBOS's own event loop: has it done on that of the process, and waits for it."""
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(self._done(piece), self._loop))

    async def _done(self, piece: Piece) -> Following:
        if self._stopping.is_set():
            await self._loop.create_future()  # taken too late to begin: it is put back
        # A context of its own: what the log says of a turn, or DBOS of a workflow, is not for the handler.
        task = asyncio.create_task(self._attempt(piece), name=f"work {piece.name}", context=contextvars.Context())
        self._under_way[task] = piece.id
        task.add_done_callback(self._over)
        return await task

    def _over(self, task: asyncio.Task[Following]) -> None:
        self._just_done.append(self._under_way.pop(task))
        self._taken_away.discard(task)

    async def _attempt(self, piece: Piece) -> Following:
        from store.work.durable import Following

        kind = self._kinds.get(piece.name)
        outcome = "done"
        try:
            given = await self._call(kind, piece)
        except GiveUp as end:
            outcome, following = "failed", self._given_up(kind, piece, end.reason)
        except asyncio.CancelledError as error:
            if self._stopping.is_set() or asyncio.current_task() in self._taken_away:
                raise
            outcome, following = "retry", self._failed(kind, piece, error)  # the handler called itself off
        except Exception as error:
            outcome, following = "retry", self._failed(kind, piece, error)
        else:
            following = Following()
            if given is not None:
                outcome = "again"
                following = Following(piece.going_on(given.payload), given.at)
            elif piece.failed:
                outcome, following = "told", Following(failed=piece.failed)
        telemetry.count(names.WORK, operation=_known(kind, piece), outcome=outcome)
        return following

    async def _call(self, kind: Kind | None, piece: Piece) -> GoOn | None:
        if kind is None:  # promised by a newer Koers, perhaps: it comes back
            raise TryAgain
        if not piece.failed:
            return await kind.run(piece.payload, Attempt(piece.key, piece.number, self._stopping))
        if kind.on_failed is not None:
            await kind.on_failed(piece.payload)
        return None

    def _failed(self, kind: Kind | None, piece: Piece, error: BaseException) -> Following:
        """After a failure: the next try, or the end when there has been nothing else for too long."""
        from store.work.durable import Following

        since = piece.failing_since or now()
        seconds = wait(piece.number, _asked(error), random.random())
        patience = kind.patience if kind is not None else Kind.patience
        if now() + timedelta(seconds=seconds) > since + patience:
            return self._given_up(kind, piece, "patience")
        if isinstance(error, TryAgain | Unavailable):
            told: object = error.__cause__ or error
            log.warning("%s %s did not work, try %s: %s", Id(piece.name), Id(piece.key), piece.number, told)
        else:
            log.error("%s %s broke, try %s", Id(piece.name), Id(piece.key), piece.number, exc_info=error)
        return Following(piece.again(since), now() + timedelta(seconds=seconds))

    def _given_up(self, kind: Kind | None, piece: Piece, reason: str) -> Following:
        """The end of trying: somebody hears of it, in a link of its own; who cannot be told is not told for ever."""
        from store.work.durable import Following

        log.error("%s %s failed for good: %s", Id(piece.name), Id(piece.key), Id(reason))
        if piece.failed or kind is None or kind.on_failed is None:
            return Following(failed=piece.failed or reason)
        return Following(piece.to_be_told(reason))


def _named(ids: Sequence[str]) -> Id:
    return Id(" ".join(ids[: history.MOST_NAMED]))


def _asked(error: BaseException) -> float | None:
    """The seconds that the other side asks to wait."""
    if isinstance(error, TryAgain):
        return error.after
    after: object = getattr(error.__cause__, "retry_after", None) if isinstance(error, Unavailable) else None
    return after if isinstance(after, float) else None


def _known(kind: Kind | None, piece: Piece) -> str:
    return piece.name if kind is not None else "unknown"
