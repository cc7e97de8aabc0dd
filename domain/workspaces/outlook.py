"""What happens to bookings outside Koers: what people and places answer in Outlook comes back within half a minute."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Protocol

from domain.leading import Leads, alone, following
from domain.workspaces.clock import slots_between, span_of_slots
from domain.workspaces.ledger import Ledger
from domain.workspaces.model import Span
from domain.workspaces.promises import promise
from domain.workspaces.steps import next_step
from graph.bookings import Changes, EventState
from store import booking_events as events
from store import bookings
from store.booking_events import Event
from store.bookings import Stored
from store.database import Connection, Database, now

EVERY = 30.0  # seconds between two looks
AGAIN = 60.0  # seconds, where Exchange cannot be reached
BEHIND = timedelta(days=1)  # of the window that is followed
ANEW = timedelta(hours=24)  # the window is fixed: after so long it is followed from the beginning again
SLICE = 100  # changes that are taken in at once
LEFT = timedelta(minutes=15)  # after which what did not come to rest is promised again
MOST_LEFT = 200

log = logging.getLogger(__name__)


class Calendar(Protocol):
    """The calendar of the booking mailbox, as far as following it goes."""

    async def changes(self, since: str, start: datetime, end: datetime) -> Changes:
        """What changed since then; "" for all that there is."""
        ...

    async def response(self, event: str) -> EventState | None:
        """A meeting as it is; None where it is not there any more."""
        ...


class Outlook:
    """Follows the calendar of the booking mailbox; of several processes one does."""

    def __init__(
        self,
        database: Database,
        ledger: Ledger,
        calendar: Calendar,
        mailbox: str,
        days_ahead: int,
        leads: Leads = alone,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._database = database
        self._ledger = ledger
        self._calendar = calendar
        self._mailbox = mailbox
        self._ahead = timedelta(days=days_ahead + 2)
        self._leads = leads
        self._clock = clock
        self._anew: datetime | None = None  # until then the window will do
        self._swept: datetime | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Looks every half minute until `stop`. What fails is logged and tried again."""
        await following(stop, self._look_and_promise, "the booking mailbox", self._leads, every=EVERY, again=AGAIN)

    async def _look_and_promise(self) -> None:
        await self.look()
        await self.promise_what_is_left()

    async def look(self) -> None:
        """Takes in what changed. How far that is, is stored after it: a kill in between repeats, and loses nothing."""
        await self._ledger.places.all()
        at = self._clock()
        async with self._database.read() as session:
            since = await events.cursor(session, self._mailbox)
        if self._anew is None or at >= self._anew:
            since = ""
        midnight = datetime.combine(at.date(), time(), at.tzinfo)
        window = Span(midnight - BEHIND, midnight + self._ahead)
        changes = await self._calendar.changes(since, window.start, window.end)
        for first in range(0, len(changes.events), SLICE):
            await self._take_in(changes.events[first : first + SLICE])
        await self._gone(changes.removed)
        if changes.complete:
            await self._gone(await self._not_in(changes, window))
        async with self._database.write() as session:
            await events.move_cursor(session, self._mailbox, changes.link)
        if not since or changes.complete:
            self._anew = at + ANEW

    async def _take_in(self, changed: tuple[EventState, ...]) -> None:
        async with self._database.read() as session:
            known = await events.known(session, [state.id for state in changed])
        for state in changed:
            event = known.get(state.id)
            if event is None or event.role == "gone":
                continue
            if self._says_no(event, state):  # perhaps of a moment ago: Koers may have changed it since
                await self._ask(event)
            else:
                await self._write(event, lambda connection, there, own, s=state: self._one(connection, there, own, s))

    def _says_no(self, event: Event, state: EventState) -> bool:
        span = span_of_slots(event.first_slot, event.end_slot)
        declined = any(each.response == "declined" for each in state.answers.values())
        return state.cancelled or declined or (state.start, state.end) != (span.start, span.end)

    async def _ask(self, event: Event) -> None:
        """Asks for it as it is now."""
        await self.hear(event, await self._calendar.response(event.event))

    async def hear(self, event: Event, state: EventState | None) -> None:
        """Takes in how a meeting is now; None: it is gone. What became another one here meanwhile is left to whoever
        changed it.
        """

        def work(connection: Connection, there: Stored, own: Event) -> None:
            if state is None:
                self._ledger.vanished(connection, there, own)
            elif own == event:
                self._one(connection, there, own, state)

        await self._write(event, work)

    async def _write(self, event: Event, work: Callable[[Connection, Stored, Event], None]) -> None:
        def change(connection: Connection) -> None:
            there = self._ledger.there(connection, event.booking)
            own = next((each for each in events.of_booking(connection, event.booking) if each.id == event.id), None)
            if there is not None and own is not None:
                work(connection, there, own)

        await self._database.brief(change)

    def _one(self, connection: Connection, there: Stored, event: Event, state: EventState) -> None:
        if event.role == "gone":
            return
        if state.cancelled:
            self._ledger.vanished(connection, there, event)
            return
        place = self._ledger.places.known.get(event.place)
        address = place.address if place is not None else ""
        if any(each.response == "declined" for who, each in state.answers.items() if who != address):
            self._ledger.call_off(connection, there, why="elsewhere", news="cancelled-elsewhere")
        elif self._says_no(event, state) and state.response_of(address) != "declined":
            self._moved(connection, there, event, state)
        else:
            self._answered(connection, there, event, state.response_of(address))

    def _moved(self, connection: Connection, there: Stored, event: Event, state: EventState) -> None:
        """What stands still here follows; what is on its way is put back by the work that asks."""
        slots = slots_between(state.start, state.end)
        if (slots.start, slots.stop) == (event.first_slot, event.end_slot):
            return
        if there.state == "confirmed" and event.role == "standing" and event.accepted:
            self._ledger.moved_elsewhere(connection, there, event, span_of_slots(slots.start, slots.stop))
            return
        events.put(connection, event.id, first_slot=slots.start, end_slot=slots.stop, accepted=False)
        promise(connection, bookings.become(connection, there))

    def _answered(self, connection: Connection, there: Stored, event: Event, said: str) -> None:
        if said == "accepted" and not event.accepted:
            events.put(connection, event.id, accepted=True)
            step = next_step(there, events.of_booking(connection, there.id))
            if step.name == "accept":
                promise(connection, self._ledger.accepted(connection, there))
        elif said == "declined" and event.accepted and event.role == "standing" and there.state == "confirmed":
            self._ledger.declined(connection, there)
        elif said == "declined" and event.accepted:  # while it is changing: the work that asks is to hear it
            events.put(connection, event.id, accepted=False)
            promise(connection, bookings.become(connection, there))

    async def _gone(self, ids: tuple[str, ...]) -> None:
        """Of these it is said that they are gone. They may have moved out of the window, so each is asked for."""
        for first in range(0, len(ids), SLICE):
            async with self._database.read() as session:
                known = await events.known(session, list(ids[first : first + SLICE]))
            for event in known.values():
                await self._ask(event)

    async def _not_in(self, changes: Changes, window: Span) -> tuple[str, ...]:
        """What we have in the window, and Exchange has not."""
        there = {state.id for state in changes.events}
        async with self._database.read() as session:
            ours = await events.standing(session, window.first, window.after)
        return tuple(event.event for event in ours if event.event not in there)

    async def promise_what_is_left(self) -> None:
        """What should have come to rest long ago is promised anew: nothing stays half done, whatever went wrong."""
        at = self._clock()
        if self._swept is not None and at < self._swept + LEFT:
            return
        self._swept = at
        async with self._database.read() as session:
            left = await bookings.unsettled(session, at - LEFT, MOST_LEFT)
        for stored in left:
            await self._database.brief(lambda connection, id=stored.id: self._again(connection, id))

    def _again(self, connection: Connection, id: str) -> None:
        there = self._ledger.there(connection, id)
        if there is not None and next_step(there, events.of_booking(connection, id)).name not in ("nothing", "ask"):
            promise(connection, bookings.become(connection, there))
