"""When places are in use for meetings that Koers did not make: read from their calendars now and then."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from domain.leading import Leads, alone, following
from domain.workspaces.clock import quarter_before
from domain.workspaces.model import Place, slot_of
from domain.workspaces.places import Places
from graph.bookings import Busy as InUse
from store import booking_events, places_busy
from store.booking_events import Event
from store.database import Connection, Database, now
from store.places_busy import Busy

EVERY = 300.0  # seconds between two looks
AT_ONCE = 200  # places that are looked at and stored together

log = logging.getLogger(__name__)


class Calendars(Protocol):
    """The calendars of places: graph.bookings.GraphBookings."""

    async def busy(self, addresses: Sequence[str], start: datetime, end: datetime) -> Mapping[str, tuple[InUse, ...]]:
        """What is in these calendars, by address. Raises Unavailable and GraphProblem."""
        ...


class Elsewhere:
    """Keeps what others have taken, so that it is not offered; who asks for it all the same hears it from the place."""

    def __init__(
        self,
        database: Database,
        places: Places,
        calendars: Calendars,
        days_ahead: int,
        leads: Leads = alone,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._database = database
        self._places = places
        self._calendars = calendars
        self._ahead = timedelta(days=days_ahead + 1)
        self._leads = leads
        self._clock = clock

    async def run(self, stop: asyncio.Event) -> None:
        """Looks every five minutes until `stop`; what fails is logged and tried again."""
        await following(stop, self.look, "the calendars of places", self._leads, every=EVERY, again=EVERY)

    async def look(self) -> None:
        """Reads the calendars of all places."""
        places = [place for place in await self._places.all() if place.address]
        for first in range(0, len(places), AT_ONCE):
            await self._look_at(places[first : first + AT_ONCE])

    async def _look_at(self, places: list[Place]) -> None:
        start = quarter_before(self._clock())
        end = start + self._ahead
        before = await self._own(start, end)
        found = await self._calendars.busy([place.address for place in places], start, end)
        own = before | await self._own(start, end)  # what came or went meanwhile is ours too
        busy = [one for place in places for one in of_others(place, found.get(place.address.lower(), ()), own)]
        ids = [place.id for place in places if place.address.lower() in found]

        def keep(connection: Connection) -> None:
            places_busy.replace_of(connection, ids, busy)

        await self._database.brief(keep)

    async def _own(self, start: datetime, end: datetime) -> frozenset[Event]:
        async with self._database.read() as session:
            return frozenset(await booking_events.between(session, slot_of(start), slot_of(end)))


def of_others(place: Place, found: Iterable[InUse], own: Iterable[Event]) -> list[Busy]:
    """What of the calendar of a place is not a booking of ours."""
    once = {event.id: event for event in own if event.place == place.id}
    ours = Counter((event.first_slot, event.end_slot) for event in once.values())
    others: list[Busy] = []
    for one in found:
        first, after = slot_of(one.start), slot_of(one.end - timedelta(microseconds=1)) + 1
        if ours[first, after]:
            ours[first, after] -= 1
        elif first < after:
            others.append(Busy(place.id, first, after))
    return others
