"""Working off one slice: many at a time, in no order, until it is done or somebody wants it to stop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic
from typing import Literal, TypeVar

from domain.announcements.copies import Copies
from domain.announcements.few import Few
from domain.announcements.ledger import Claim, Ledger, Withdrawn
from domain.announcements.model import Faces, Following
from domain.announcements.stored import announcement_of
from domain.messenger import Messenger
from locales import Language
from store import announcements, deliveries
from store.announcements import Begun
from store.database import Database, now
from store.deliveries import Claiming, claimant
from store.work import GoOn, TryAgain

T = TypeVar("T")

WIDE = 50  # at a time: as many as the pacer lets be under way of a broadcast
LOOK = 1.0  # seconds between two looks at how the announcement stands
SHOW = 5.0  # seconds between two times that the author's card is shown anew
MEASURED = 60.0  # seconds over which the speed is measured
OUTAGE = 10  # people in a row who could not be reached
AGAIN = 15.0  # seconds until those are tried again who were not reached


class Watch:
    """Looks every second whether the announcement still wants this, and whether the process stops."""

    def __init__(self, database: Database, begun: Begun, stopping: asyncio.Event) -> None:
        self._database = database
        self._begun = begun
        self.stopping = stopping  # set when the process stops
        self.halted = asyncio.Event()
        self.error: Exception | None = None  # for which it halted

    def halt(self, error: Exception | None = None) -> None:
        """Begins nothing more."""
        self.error = self.error or error
        self.halted.set()

    async def pause(self, seconds: float) -> bool:
        """Waits, unless it is halted meanwhile; whether it may go on."""
        try:
            async with asyncio.timeout(seconds):
                await self.halted.wait()
        except TimeoutError:
            pass
        return not self.halted.is_set()

    @asynccontextmanager
    async def looking(self, following: Following) -> AsyncGenerator[None]:
        """Looks as long as the block lasts, and shows the author how far it is."""
        tasks = [asyncio.create_task(self._look()), asyncio.create_task(self._show(following))]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _look(self) -> None:
        while await self._wait():
            try:
                async with self._database.read() as session:
                    found = await announcements.find(session, self._begun.id)
            except Exception as error:  # without looking, nothing is sent
                self.halt(error)
                return
            if found is None or (found.state, found.round) != (self._begun.state, self._begun.round):
                self.halt()
                return
        self.halt()

    async def _wait(self) -> bool:
        try:
            async with asyncio.timeout(LOOK):
                await self.stopping.wait()
        except TimeoutError:
            return True
        return False

    async def _show(self, following: Following) -> None:
        while True:
            await asyncio.sleep(SHOW)
            await following.show(self._begun.id)


async def _work_off(items: Sequence[T], one: Callable[[T], Awaitable[None]], watch: Watch) -> None:
    """Does `one` for each of these until the watch halts it, as what it raises does. Then none is under way."""
    left = iter(items)

    async def worker() -> None:
        for item in left:
            if watch.halted.is_set():
                return
            try:
                await one(item)
            except Exception as error:
                watch.halt(error)

    async with asyncio.TaskGroup() as crew:
        for _ in range(min(WIDE, len(items))):
            crew.create_task(worker())


@dataclass
class Going:
    """How one go of a slice goes: how many are done, and how many are left because they could not be reached."""

    watch: Watch
    count: Callable[[], None] = lambda: None  # one more is done, for whoever looks at the speed
    done: int = 0
    left: int = 0
    wait: float = 0.0  # seconds that Teams asks to wait
    missed: int = 0  # in a row, without Teams saying how long to wait

    def did(self) -> None:
        """One more is done, whatever came of it."""
        self.done += 1
        self.missed = 0
        self.count()

    def miss(self, wait: float | None) -> None:
        """Somebody could not be reached. When that happens to many in a row, it is not about them."""
        self.missed += wait is None
        if self.missed >= OUTAGE:
            self.watch.halt()

    def leave(self, wait: float | None) -> None:
        """Somebody is left for another go."""
        self.left += 1
        self.wait = max(self.wait, wait or 0.0)

    def onward(self) -> GoOn | None:
        """When to go on with the slice; None when nothing is left, or nothing more is wanted.

        Raises what halted it, and TryAgain when nobody at all was reached.
        """
        if self.watch.error is not None:
            raise self.watch.error
        if self.watch.stopping.is_set():
            return GoOn()
        if not self.left:
            return None
        if not self.done:
            raise TryAgain(self.wait or None)
        return GoOn(now() + timedelta(seconds=max(self.wait, AGAIN)))


class Speed:
    """How many a second are done at the moment, by announcement; for this process, and forgotten with it."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._done: dict[str, list[tuple[float, int]]] = {}

    def add(self, announcement: str, count: int = 1) -> None:
        """So many more."""
        second = float(int(self._clock()))
        done = self._done.setdefault(announcement, [])
        if done and done[-1][0] == second:
            done[-1] = (second, done[-1][1] + count)
        else:
            done.append((second, count))
            del done[: -int(MEASURED)]

    def seconds_for(self, announcement: str, left: int) -> int | None:
        """In how many seconds so many more are done; None when that cannot be told."""
        time = self._clock()
        done = [(at, count) for at, count in self._done.get(announcement, []) if time - at <= MEASURED]
        if not done or time - done[0][0] < 2:
            return None
        return round(left * (time - done[0][0]) / sum(count for _, count in done))

    def forget(self, announcement: str) -> None:
        """It is done."""
        self._done.pop(announcement, None)


@dataclass(frozen=True)
class Go:
    """One go over a slice: what is written down of it, what people get, and how it goes."""

    begun: Begun
    ledger: Ledger
    copies: Copies
    going: Going


class Leaving:
    """Runs when a message to one recipient leaves: it goes only where it is still wanted, and that is on disk then."""

    def __init__(self, go: Go, number: int) -> None:
        self._go = go
        self._number = number
        self.asked = False  # before that, somebody else may be sending to this one
        self.left = False

    async def __call__(self) -> None:
        """Raises Withdrawn, and whatever the database raises."""
        if self._go.going.watch.halted.is_set():
            raise Withdrawn
        self.asked = True
        await self._go.ledger.claim(self._number)
        self.left = True


@dataclass(frozen=True)
class Crew:
    """Those who go over a slice, and what they work with. `home`: the language of who chose none, here or in Entra."""

    database: Database
    messenger: Messenger
    faces: Faces
    following: Following
    speed: Speed
    few: Few
    home: Language = "nl"

    def go(
        self,
        begun: Begun,
        watch: Watch,
        kind: Literal["announcement", "reminder"] = "announcement",
        claim: Claim = deliveries.claim,
    ) -> Go:
        """Another go. `claim`: see Ledger."""
        copies = Copies(self.faces, announcement_of(begun), kind, self.home)
        going = Going(watch, lambda: self.speed.add(begun.id))
        claiming = Claiming(begun.id, begun.state, begun.round, claimant())
        return Go(begun, Ledger(self.database, claiming, claim), copies, going)

    async def work_off(self, items: Sequence[T], one: Callable[[T], Awaitable[None]], go: Go) -> None:
        """Does `one` for each of these, as long as that is wanted; what came of it is on disk when this returns."""
        watch = go.going.watch
        try:
            async with watch.looking(self.following):
                await _work_off(items, one, watch)
        finally:
            await asyncio.shield(go.ledger.close(watch.stopping))
