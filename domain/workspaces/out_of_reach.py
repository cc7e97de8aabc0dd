"""What becomes of a meeting in somebody's own calendar when their sign-in has ended, and Koers cannot get at it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from domain.workspaces.clock import span_of_slots
from domain.workspaces.ledger import Ledger
from domain.workspaces.model import Booking, slot_of
from domain.workspaces.organisers import Organisers
from graph.bookings import Busy
from graph.problems import GraphProblem
from store import booking_events as events
from store.booking_events import Event
from store.bookings import Stored
from store.database import Connection, Database

log = logging.getLogger(__name__)


class LeftThere:
    """Does what is honest in the place of a step that cannot be done. What is left there, own_calendars.py follows."""

    def __init__(
        self,
        database: Database,
        ledger: Ledger,
        organisers: Organisers,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._ledger = ledger
        self._organisers = organisers
        self._clock = clock

    async def settle(self, stored: Stored, step: str, event: Event) -> str:
        """What is done instead of `step`; "waiting" where nothing can be, and "declined" where the place said no."""
        await self._organisers.ended(stored.person, event.account)
        match step:
            case "create":
                await self._elsewhere(stored, event)
            case "remove":
                await self._leave(stored, event)
            case "move":
                await self._database.brief(lambda connection: self._not_moved(connection, stored))
            case _:
                return "declined" if await self._held(event) is False else "waiting"
        return ""

    async def _elsewhere(self, stored: Stored, event: Event) -> None:
        """The booking mailbox makes it. Who asked before and heard nothing may have made it all the same."""
        if event.asked and await self._held(event) is not False:
            await self._organisers.left(self._booking(stored, event), event.id)
        await self._database.brief(lambda connection: events.put_if(connection, event, account="", asked=False))

    async def _leave(self, stored: Stored, event: Event) -> None:
        """It stays in the calendar, and the place is taken until it is gone; the person alone can remove it now."""
        if event.end_slot <= slot_of(self._clock()):
            await self._database.brief(lambda connection: events.remove(connection, event.id))
            return
        if await self._held(event) is not False:
            await self._organisers.left(self._booking(stored, event), event.id)
        await self._database.brief(lambda connection: events.put_if(connection, event, role="left"))

    def _booking(self, stored: Stored, event: Event) -> Booking:
        """As the meeting has it: the booking may be in another place by now."""
        hours = {"place": event.place, "first_slot": event.first_slot, "end_slot": event.end_slot}
        return self._ledger.booking(replace(stored, **hours))

    def _not_moved(self, connection: Connection, stored: Stored) -> None:
        there = self._ledger.there(connection, stored.id)
        if there is not None and there.version == stored.version:
            self._ledger.declined(connection, there)

    async def _held(self, event: Event) -> bool | None:
        """Whether the calendar of the place has something then that is no other booking. None: not known."""
        place = self._ledger.places.known.get(event.place)
        if place is None:
            return None
        span = span_of_slots(event.first_slot, event.end_slot)
        async with self._database.read() as session:
            ours = await events.between(session, event.first_slot, event.end_slot)
        try:
            found = await self._organisers.mailbox.busy([place.address], span.start, span.end)
        except GraphProblem as problem:
            log.info("whether a place is taken is not known: %s", problem.for_log)
            return None
        busy = found.get(place.address.lower())
        others = [each for each in ours if each.id != event.id and each.asked]
        return None if busy is None else with_hours(busy, event) > alike(others, event)


def with_hours(busy: Sequence[Busy], event: Event) -> int:
    """How much of what is in the calendar of a place has the hours of a meeting."""
    span = span_of_slots(event.first_slot, event.end_slot)
    return sum((each.start, each.end) == (span.start, span.end) for each in busy)


def alike(others: Iterable[Event], event: Event) -> int:
    """How many of these meetings are in the same place with the same hours."""
    hours = (event.place, event.first_slot, event.end_slot)
    return sum((each.place, each.first_slot, each.end_slot) == hours for each in others)
