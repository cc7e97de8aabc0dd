"""Takes each activity in once, before it is acknowledged, and keeps it until it is answered: also over a restart."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from collections import OrderedDict
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from botbuilder.core import TurnContext

import telemetry
from bot.buttons import Pressed
from bot.connector import NotReached, OutcomeUnknown
from bot.incoming import conversation_of
from bot.languages import Languages
from bot.wire import Arrival, body_of
from errors import Unavailable
from store import inbox, people, tokens
from store.database import Connection, Database

REMEMBERED = 10_000  # activities
SETTLED = 0.1  # seconds until what became of answers is written, for many at once
# Seconds until an answer that did not reach Teams is tried again: four times, in half an hour.
AGAIN = (60.0, 120.0, 300.0, 900.0)
STATE = "koers inbox"  # in the state of a turn

log = logging.getLogger(__name__)


@dataclass
class Entry:
    """An activity in the inbox. `press`: what its token is worth, for a button. `tries`: how often it was begun.

    `answering`: the answer is on its way, and the store knows. `said`: some of it is there. `put_off`: nothing of it
    reached Teams, and it is tried again after a while.
    """

    key: str
    press: tokens.Press | None = None
    resumed: bool = False  # it is handled again, because Koers was stopped in the middle
    tries: int = 1
    answering: bool = False
    said: bool = False
    put_off: bool = False


class Inbox:
    """Knows what came in before, and what became of it."""

    def __init__(self, database: Database, languages: Languages, patience: float) -> None:
        """`patience`: how many seconds taking one in may last, for Teams waits for the acknowledgement."""
        self._database = database
        self._languages = languages
        self.patience = patience
        self._recent: OrderedDict[str, None] = OrderedDict()
        self._storing: dict[str, asyncio.Future[None]] = {}
        self._settled: dict[str, inbox.State] = {}
        self._unreached: dict[str, float] = {}  # key -> when it is tried again
        self._writing: asyncio.Task[None] | None = None

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
        taking = _Taking(key, arrival, body, pressed)
        writing = self._database.brief(taking.take)
        try:
            await asyncio.wait((writing,), timeout=self.patience)
        finally:
            if not writing.done():
                writing.add_done_callback(_heard)
                # The store may still get to it. This comes after that.
                self._database.brief(taking.undo).add_done_callback(_heard)
        if not writing.done():
            raise Unavailable("wire-store-unavailable")
        entry = writing.result()
        if entry is not None:
            self._languages.learn(arrival.person, taking.chosen)
        return entry

    async def _press_again(self, arrival: Arrival, pressed: Pressed | None, key: str) -> tokens.Press | None:
        """What the token of a press that goes on after a restart is worth: it may have used it up itself."""
        if pressed is None:
            return None
        return await self._database.brief(lambda connection: _looked_up(connection, arrival, pressed, key))

    async def give_back(self, entry: Entry) -> None:
        """It was not begun after all: when Teams delivers it again, it is new.

        What goes on after a restart stays where it is: Teams does not deliver that again.
        """
        if entry.resumed:
            return
        self._recent.pop(entry.key, None)
        await self._database.brief(lambda connection: inbox.give_back(connection, entry.key))

    @asynccontextmanager
    async def handling(self, entry: Entry) -> AsyncGenerator[None]:
        """Around the work for an entry: notes what became of it. Work that is cut off is left for the next start."""
        if entry.resumed:
            await self._database.brief(lambda connection: inbox.begun_again(connection, entry.key))
        try:
            yield
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

    async def _put_off(self, entry: Entry) -> bool:
        """Keeps for later what can be answered as if for the first time. False: it cannot, or that was tried enough."""
        begun = entry.tries + entry.resumed
        if entry.said or begun > len(AGAIN):
            return False
        await self._database.brief(lambda connection: inbox.put_off(connection, entry.key))
        self._unreached[entry.key] = time.monotonic() + AGAIN[begun - 1]
        entry.put_off = True
        return True

    async def due(self) -> list[inbox.Waiting]:
        """What was put off until now, the oldest first; it is given once."""
        keys = {key for key, again in self._unreached.items() if again <= time.monotonic()}
        found = [waiting for waiting in await self.left_over() if waiting.key in keys] if keys else []
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
                inbox.settle(connection, keys, state)

        try:
            await self._database.brief(work)
        except Exception:  # at the next start they count as being answered
            log.exception("what became of %d answers is not written", len(settled))

    async def left_over(self) -> list[inbox.Waiting]:
        """What came in before Koers stopped and is not answered, the oldest first."""
        return await self._database.brief(inbox.left_over)

    async def close(self) -> None:
        """Writes what became of the last answers."""
        if self._writing is not None:
            self._writing.cancel()
            await asyncio.gather(self._writing, return_exceptions=True)
        if self._settled:
            await self._flush()


def of(context: TurnContext) -> Entry | None:
    """The entry of the activity of this turn."""
    found = context.turn_state.get(STATE)
    return found if isinstance(found, Entry) else None


def resume(context: TurnContext, waiting: inbox.Waiting) -> None:
    """Makes a turn go on with what is in the inbox already."""
    context.turn_state[STATE] = Entry(
        waiting.key, resumed=True, tries=waiting.tries, answering=waiting.state == "answering"
    )


class _Taking:
    """Taking one activity in: one transaction, that can be undone in a later one."""

    def __init__(self, key: str, arrival: Arrival, body: Mapping[str, object], pressed: Pressed | None) -> None:
        self._key = key
        self._arrival = arrival
        self._body = body
        self._pressed = pressed
        self._new = False
        self.chosen: str | None = None  # the language of the person; in the same transaction, as all need it

    def take(self, connection: Connection) -> Entry | None:
        self._new = False  # where it runs a second time
        self._new = inbox.take(connection, self._key, self._body)
        if not self._new:
            return None
        pressed = self._pressed
        press = None if pressed is None else _looked_up(connection, self._arrival, pressed, self._key)
        self.chosen = people.chosen_language(connection, self._arrival.person)
        return Entry(self._key, press)

    def undo(self, connection: Connection) -> None:
        if self._new:
            inbox.give_back(connection, self._key)


def _looked_up(connection: Connection, arrival: Arrival, pressed: Pressed, key: str) -> tokens.Press:
    conversation = conversation_of(arrival)
    return tokens.look_up(connection, pressed.token, person=arrival.person, conversation=conversation, by=key)


def _heard(task: asyncio.Future[Any]) -> None:
    """Nobody waits for it any more; its failure has been told."""
    if not task.cancelled():
        task.exception()


def key_of(arrival: Arrival) -> str:
    """What makes an activity the same one. An edited message keeps its id, so its time is part of the key."""
    parts = (arrival.type, arrival.conversation, arrival.id, arrival.name)
    if arrival.type == "messageUpdate":
        parts += (arrival.timestamp, arrival.text)
    elif not arrival.id:  # nothing tells whether it is the same one
        parts += (uuid4().hex,)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
