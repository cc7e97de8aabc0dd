"""Takes each activity in once, before it is acknowledged, and keeps it until it is answered: also over a restart."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from botbuilder.core import TurnContext

import telemetry
from bot.buttons import Pressed
from bot.connector import NotReached, OutcomeUnknown
from bot.entries import STATE, Taking, looked_up
from bot.entries import Entry as Entry
from bot.entries import TakenOver as TakenOver
from bot.entries import key_of as key_of
from bot.entries import lane_of as lane_of
from bot.entries import of as of
from bot.entries import resume as resume
from bot.in_order import InOrder
from bot.languages import Languages
from bot.wire import Arrival, body_of
from errors import Unavailable
from store import inbox, inbox_shared, tokens
from store.database import Connection, Database
from store.processes import Presence

REMEMBERED = 10_000  # activities
SETTLED = 0.1  # seconds until what became of answers is written, for many at once
# Seconds until an answer that did not reach Teams is tried again: four times, in half an hour.
AGAIN = (60.0, 120.0, 300.0, 900.0)

log = logging.getLogger(__name__)


class Inbox:
    """Knows what came in before, and what became of it."""

    def __init__(self, database: Database, languages: Languages, patience: float, presence: Presence) -> None:
        """`patience`: how many seconds taking one in may last, for Teams waits for the acknowledgement."""
        self._database = database
        self._presence = presence
        self._in_order = InOrder(database, presence)
        self.process = presence.id if presence.shared else None
        self._languages = languages
        self.patience = patience
        self._recent: OrderedDict[str, None] = OrderedDict()
        self._storing: dict[str, asyncio.Future[None]] = {}
        self._settled: dict[str, inbox.State] = {}
        self._unreached: dict[str, float] = {}  # key -> when it is tried again
        self._writing: asyncio.Task[None] | None = None
        self._closing = False

    async def take(
        self,
        context: TurnContext,
        arrival: Arrival,
        pressed: Pressed | None = None,
        *,
        body: Mapping[str, object] | None = None,
    ) -> Entry | None:
        """The new entry of an activity, stored when this returns; None: it came in before.

        `body`: what is stored in the place of the activity, where that holds a secret. In the same transaction the
        token of a pressed button is looked up. Raises Unavailable where the store takes too long.
        """
        resumed = of(context)
        if resumed is not None:
            resumed.press = await self._press_again(arrival, pressed, resumed.key)
            return resumed
        key = key_of(arrival)
        if key in self._recent:
            telemetry.repeated()
            return None
        if (storing := self._storing.get(key)) is not None:
            await asyncio.shield(storing)  # the same at the same moment: not acknowledged before the first is stored
            telemetry.repeated()
            return None
        with telemetry.waiting("inbox"):
            entry = await self._store_once(key, arrival, body or body_of(context), pressed)
        if entry is None:
            telemetry.repeated()
        else:
            context.turn_state[STATE] = entry
        return entry

    async def _store_once(
        self, key: str, arrival: Arrival, body: Mapping[str, object], pressed: Pressed | None
    ) -> Entry | None:
        """Stores an activity, while others that bring the same one wait for the outcome."""
        storing = self._storing[key] = asyncio.get_running_loop().create_future()
        try:
            entry = await self._stored(key, arrival, body, pressed)
        except BaseException:
            storing.set_exception(Unavailable("wire-store-unavailable"))
            storing.exception()  # perhaps nobody waits for it
            raise
        else:
            storing.set_result(None)
            self._recent[key] = None
            if len(self._recent) > REMEMBERED:
                self._recent.popitem(last=False)
        finally:
            del self._storing[key]
        return entry

    async def _stored(
        self, key: str, arrival: Arrival, body: Mapping[str, object], pressed: Pressed | None
    ) -> Entry | None:
        gaps = self._presence.gaps
        taking = Taking(key, arrival, body, pressed, self.process)
        writing = self._database.brief(taking.take)
        try:
            await asyncio.wait((writing,), timeout=self.patience)
        finally:
            if not writing.done():
                writing.add_done_callback(_heard)
                self._undo(taking)  # the store may still get to it, and gets to this after that
        if not writing.done():
            raise Unavailable("wire-store-unavailable")
        try:
            entry = writing.result()
        except Unavailable:
            self._undo(taking)  # a server that went away may have stored it before
            raise
        if entry is not None:
            self._languages.learn(arrival.person, taking.chosen)
            entry.process, entry.gaps = self.process, gaps
        return entry

    def _undo(self, taking: Taking) -> None:
        self._database.brief(taking.undo).add_done_callback(_heard)

    async def _press_again(self, arrival: Arrival, pressed: Pressed | None, key: str) -> tokens.Press | None:
        """What the token of a press that goes on after a restart is worth: it may have used it up itself."""
        if pressed is None:
            return None
        return await self._database.brief(lambda connection: looked_up(connection, arrival, pressed, key))

    async def give_back(self, entry: Entry) -> None:
        """It was not begun after all: when Teams delivers it again, it is new.

        What goes on after a restart stays where it is: Teams does not deliver that again.
        """
        if entry.resumed:
            return
        self._recent.pop(entry.key, None)
        await self._database.brief(lambda connection: inbox.give_back(connection, entry.key, self.process))

    @asynccontextmanager
    async def handling(self, entry: Entry) -> AsyncGenerator[None]:
        """Around the work for an entry: notes what became of it. Work that is cut off is left for the next start.

        Waits for what comes before it in the conversation and is another process's. Raises TakenOver where the entry
        itself is another's by now.
        """
        try:
            if entry.resumed:
                await self._database.brief(lambda connection: self._begin_again(connection, entry))
            await self._in_order.wait(entry)
            yield
        except TakenOver:
            log.info("another process answers what this one was frozen at")
            raise
        except OutcomeUnknown:
            self._settle(entry.key, "unknown")
            raise
        except NotReached:
            if not await self._put_off(entry):
                self._settle(entry.key, "answered")
            raise
        except Exception:
            self._settle(entry.key, "answered")
            raise
        self._settle(entry.key, "answered")

    def _begin_again(self, connection: Connection, entry: Entry) -> None:
        inbox.begun_again(connection, entry.key)
        if self.process is not None:
            entry.earlier = inbox_shared.earlier(connection, entry.key, None if entry.over else self.process)

    async def _put_off(self, entry: Entry) -> bool:
        """Keeps for later what can be answered as if for the first time. False: it cannot, or that was tried enough."""
        begun = entry.tries + entry.resumed
        if entry.said or begun > len(AGAIN):
            return False
        await self._database.brief(lambda connection: inbox.put_off(connection, entry.key, self.process))
        self._unreached[entry.key] = time.monotonic() + AGAIN[begun - 1]
        entry.put_off = True
        return True

    async def due(self) -> list[inbox.Waiting]:
        """What was put off until now, the oldest first; it is given once."""
        keys = {key for key, again in self._unreached.items() if again <= time.monotonic()}
        if not keys:
            return []
        found = await self._database.brief(lambda connection: inbox.put_off_before(connection, keys, self.process))
        for key in keys:
            del self._unreached[key]
        return found

    def done(self, entry: Entry) -> None:
        """There is nothing to be done for an entry."""
        self._settle(entry.key, "answered")

    def _settle(self, key: str, state: inbox.State) -> None:
        self._settled[key] = state
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_settled(), name="inbox")

    async def _write_settled(self) -> None:
        await asyncio.sleep(SETTLED)
        while self._settled:
            await self._flush()

    async def _flush(self) -> None:
        settled, self._settled = self._settled, {}
        by_state: dict[inbox.State, list[str]] = {}
        for key, state in settled.items():
            by_state.setdefault(state, []).append(key)

        def work(connection: Connection) -> None:
            for state, keys in by_state.items():
                inbox.settle(connection, keys, state, self.process)

        try:
            await self._database.brief(work)
        except Unavailable:  # the server is away for a while; later news of the same keys goes before
            self._settled = settled | self._settled
            await asyncio.sleep(SETTLED)
            if self._closing:
                log.warning("what became of %d answers is not written", len(settled))
                self._settled.clear()
        except Exception:  # at the next start they count as being answered
            log.exception("what became of %d answers is not written", len(settled))

    async def left_over(self) -> list[inbox.Waiting]:
        """What came in before Koers stopped and is not answered, the oldest first.

        Where others live, what they have is theirs: it is what was left by those who are gone.
        """
        process = self.process
        if process is None:
            return await self._database.brief(inbox.left_over)
        return await self._database.brief(lambda connection: inbox_shared.take_over(connection, process))

    async def orphaned(self) -> list[inbox.Waiting]:
        """What a process that is gone has left since the last look, and what this one has taken over of it.

        Nothing where this process itself has not seen the database for long: then the others may live as well.
        """
        return await self.left_over() if self.process is not None and self._presence.steady else []

    async def close(self) -> None:
        """Writes what became of the last answers."""
        self._closing = True
        if self._writing is not None:
            self._writing.cancel()
            await asyncio.gather(self._writing, return_exceptions=True)
        if self._settled:
            await self._flush()


def _heard(task: asyncio.Future[Any]) -> None:
    """Nobody waits for it any more; its failure has been told."""
    if not task.cancelled():
        task.exception()
