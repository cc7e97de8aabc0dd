"""What happens to the recipients of one slice, written down together: many rows in each wait for the disk."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import Callable, Collection, Sequence

from store import alterations, deliveries
from store.alterations import Altered
from store.database import Connection, Database
from store.deliveries import Claiming, Settled

log = logging.getLogger(__name__)

GATHER = 0.005  # seconds in which what comes goes together
CLOSE = 0.02  # seconds after a write in which the next one is close to it
WAITS = (0.2, 1.0, 5.0)  # seconds between attempts to write down what nobody else knows; then always the last

Claim = Callable[[Connection, Claiming, Collection[int]], set[int]]
Note = Callable[[Connection], None]


class Withdrawn(Exception):
    """This is not to be sent (any more): somebody else does or did, or the announcement was paused."""


class Ledger:
    """The writes of a slice. While one is on its way to the disk, what comes meanwhile gathers for the next.

    A claim is on disk when it returns. What became of a recipient may be on disk a moment later: when the process is
    killed in between, it is "unknown" and not sent again.
    """

    def __init__(self, database: Database, claiming: Claiming, claim: Claim = deliveries.claim) -> None:
        """`claim`: what writes down that something leaves now, and gives those for whom it may."""
        self._database = database
        self._claiming = claiming
        self._claim = claim
        self._claims: dict[int, asyncio.Future[None]] = {}
        self._settled: list[Settled] = []
        self._altered: list[Altered] = []
        self._notes: list[Note] = []
        self._awaited: list[asyncio.Future[None]] = []  # who waits for what was given up to now
        self._writing: asyncio.Task[None] | None = None
        self._written = -CLOSE  # when the last write was over, by the clock of the loop

    @property
    def by(self) -> int:
        """Who claims here, see Claiming."""
        return self._claiming.by

    async def claim(self, number: int) -> None:
        """Writes down that a recipient is sent to now. Raises Withdrawn, and whatever the database raises."""
        waiting = self._claims[number] = asyncio.get_running_loop().create_future()
        self._begin()
        await waiting

    def settle(self, settled: Settled) -> None:
        """What became of somebody who was claimed."""
        self._settled.append(settled)
        self._begin()

    def alter(self, altered: Altered) -> None:
        """What became of a message that was gone over."""
        self._altered.append(altered)
        self._begin()

    def note(self, note: Note) -> None:
        """Something else that is written down with the rest; it may run twice."""
        self._notes.append(note)
        self._begin()

    async def written(self) -> None:
        """Waits until what was given up to now is on disk. Raises what the database raises; then close() writes it."""
        waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._awaited.append(waiting)
        self._begin()
        await waiting

    async def close(self, stopping: asyncio.Event) -> None:
        """Everything is on disk when this returns, however long the disk is full or the database away.

        Raises what the database raises after some attempts when the process stops meanwhile; then what was on its way
        is unknown.
        """
        for tries in itertools.count():
            self._begin()
            if self._writing is not None:
                await asyncio.wait([self._writing])
            if not self._settled and not self._altered and not self._notes:
                return
            error = self._writing.exception() if self._writing is not None else None
            if tries >= len(WAITS) and stopping.is_set():
                raise error or RuntimeError("the ledger was not written")
            log.warning("the ledger was not written; trying again", exc_info=error)
            await asyncio.sleep(WAITS[min(tries, len(WAITS) - 1)])

    def _begin(self) -> None:
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write(), name="ledger of an announcement")
            self._writing.add_done_callback(_heard)

    async def _write(self) -> None:
        clock = asyncio.get_running_loop().time
        while self._claims or self._settled or self._altered or self._notes or self._awaited:
            # What Teams has answered is unknown, should this process be killed, until it is on disk: it waits for
            # others only where they come so fast that each would have a write of its own.
            if not self._settled or clock() - self._written < CLOSE:
                await asyncio.sleep(GATHER)
            # Who was cut off meanwhile does not send any more, and what became of that is written before the claims.
            claims, self._claims = {n: waiting for n, waiting in self._claims.items() if not waiting.done()}, {}
            settled, self._settled = self._settled, []
            altered, self._altered = self._altered, []
            notes, self._notes = self._notes, []
            awaited, self._awaited = self._awaited, []
            try:
                claimed = await self._database.brief(self._work(list(claims), settled, altered, notes))
            except BaseException as error:
                self._settled = settled + self._settled
                self._altered = altered + self._altered
                self._notes = notes + self._notes
                _refuse((*claims.values(), *awaited), error)
                raise
            self._written = clock()
            for waiting in awaited:
                if not waiting.done():
                    waiting.set_result(None)
            for number, waiting in claims.items():
                if waiting.done():
                    continue
                if number in claimed:
                    waiting.set_result(None)
                else:
                    waiting.set_exception(Withdrawn())

    def _work(
        self, claims: list[int], settled: Sequence[Settled], altered: Sequence[Altered], notes: Sequence[Note]
    ) -> Callable[[Connection], set[int]]:
        def work(connection: Connection) -> set[int]:
            deliveries.settle(connection, settled)
            alterations.alter(connection, altered)
            for note in notes:
                note(connection)
            return self._claim(connection, self._claiming, claims) if claims else set[int]()

        return work


def _refuse(waiting: Collection[asyncio.Future[None]], error: BaseException) -> None:
    for one in waiting:
        if not one.done():
            one.set_exception(error if isinstance(error, Exception) else Withdrawn())


def _heard(task: asyncio.Task[None]) -> None:
    if not task.cancelled():
        task.exception()  # close() tells
