"""Saying on the day that one is there: asked for by a reminder, and who does not say so gives the place to others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from domain.announcements.model import Quiet
from domain.workspaces.arriving import promise_arrival
from domain.workspaces.configured import WorkspaceRules
from domain.workspaces.model import STANDING, Booking
from domain.workspaces.notices import Notices, Where
from domain.workspaces.once import once
from domain.workspaces.telling import Faces
from errors import WordedError
from store import arrivals
from store.arrivals import Arrival
from store.database import Connection, Database, now
from store.work import Attempt, GoOn, Kind, Payload, TryAgain, enqueue_in

REMIND, RELEASE = "workspaces.remind", "workspaces.release"


class Bookings(Protocol):
    """The bookings, as far as the day of use goes; implemented by domain.workspaces.booking."""

    @property
    def faces(self) -> Faces | None:
        """What people see of a booking."""
        ...

    async def one(self, id: str) -> Booking | None:
        """A booking, whosever it is."""
        ...

    async def find(self, person: str, id: str) -> Booking | None:
        """A booking that somebody has, or made for somebody else."""
        ...

    async def my_bookings(self, person: str) -> tuple[Booking, ...]:
        """Those that stand and are not over, by their start."""
        ...

    async def release(self, id: str) -> Booking | None:
        """Gives the place to others. None: it did not stand any more."""
        ...


class Reminded(Exception):
    """Somebody else reminded them, or there is nothing to be reminded of."""


@dataclass(frozen=True)
class Today:
    """A booking at which somebody has to say that they are there."""

    booking: Booking
    arrival: Arrival

    def open(self, moment: datetime) -> bool:
        """Whether they can say so now."""
        return self.arrival.opens <= moment and not self.arrival.closed


class CheckingIn:
    """Asks it, hears it, and gives away what nobody came to. `clock`: what time it is."""

    def __init__(
        self, database: Database, rules: WorkspaceRules, bookings: Bookings, quiet: Quiet, zone: ZoneInfo
    ) -> None:
        self._database = database
        self._rules = rules
        self._bookings = bookings
        self._quiet = quiet
        self._zone = zone
        self.clock: Callable[[], datetime] = now
        self.notices: Notices | None = None  # bot/ fills it in

    def booked(self, connection: Connection, booking: Booking) -> None:
        """Promises the reminder and the release; to be called in the transaction that makes or moves the booking."""
        moment = self.clock()
        asked = asked_of(booking, self._rules, moment)
        if asked is None:
            arrivals.ask_nothing(connection, booking.id)
            return
        arrivals.ask(connection, asked, stays=booking.span.start <= moment)
        key, payload = f"{booking.id}:{booking.version}", {"booking": booking.id, "version": booking.version}
        enqueue_in(connection, REMIND, key, payload, run_at=asked.opens)
        enqueue_in(connection, RELEASE, key, payload, run_at=asked.closes)

    async def today(self, person: str) -> tuple[Today, ...]:
        """The bookings of which somebody can say so now or later today, and did not, by their start."""
        day = self.clock().astimezone(self._zone).date()
        found = await self._bookings.my_bookings(person)
        mine = {booking.id: booking for booking in found if booking.day == day and booking.person == person}
        async with self._database.read() as session:
            asked = {arrival.booking: arrival for arrival in await arrivals.some(session, list(mine))}
        expected = [Today(booking, asked[id]) for id, booking in mine.items() if id in asked]
        return tuple(one for one in expected if not one.arrival.arrived and not one.arrival.closed)

    async def check_in(self, person: str, id: str, account: str = "") -> Booking:
        """Notes that they are there. Raises WordedError with why it cannot be noted; twice is once. `account`: the id
        in Teams of who speaks, by whose sign-in Exchange hears it too.
        """
        booking = await self._bookings.find(person, id)
        if booking is None or booking.state not in STANDING:
            raise WordedError("day-of-use-released" if booking and booking.state == "released" else "day-of-use-gone")
        async with self._database.read() as session:
            arrival = await arrivals.find(session, id)
        if arrival is None:
            return booking  # nothing is asked of it, so that it is well
        if self.clock() < arrival.opens:
            raise WordedError("day-of-use-too-early", hour=self.hour(arrival.opens), day=booking.day.isoformat())

        def arrive(connection: Connection) -> bool:
            there = arrivals.arrive(connection, id)
            if there:
                promise_arrival(connection, booking, person, account)
            return there

        if not await self._database.brief(arrive):
            raise WordedError("day-of-use-released")
        return booking

    async def show_arrived(self, booking: Booking) -> None:
        """Takes the button from the reminder, where they said it elsewhere."""
        async with self._database.read() as session:
            arrival = await arrivals.find(session, booking.id)
        if arrival is not None and arrival.message and self.notices is not None:
            await self.notices.arrived(booking, Where(arrival.conversation, arrival.message))

    async def remind(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Reminds once; in quiet hours afterwards, and no later than the start."""
        found = await self._awaited(payload)
        moment = self.clock()
        if found is None or found.arrival.reminded or self.notices is None or moment >= found.arrival.closes:
            return None
        booking, arrival = found.booking, found.arrival
        if moment < arrival.opens:
            return GoOn(arrival.opens)
        quiet = (await self._quiet.until((booking.person,), moment)).get(booking.person)
        if quiet is not None and moment < booking.span.start:
            return GoOn(min(quiet, booking.span.start))

        async def leaving() -> None:
            if not await self._database.brief(lambda c: arrivals.remind(c, booking.id, arrival.version, done=True)):
                raise Reminded

        try:
            notice = await self.notices.remind(booking, arrival.closes, leaving)
        except Reminded:
            return None
        where = notice.where
        if notice.outcome.fate == "not reached":
            await self._database.brief(lambda c: arrivals.remind(c, booking.id, arrival.version, done=False))
            raise TryAgain(notice.outcome.wait)
        if where.message:
            await self._database.brief(
                lambda c: arrivals.reminded_in(c, booking.id, arrival.version, where.conversation, where.message)
            )
        return None

    async def release(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Gives away what nobody came to, and tells whose it was."""
        found = await self._awaited(payload, released=True)
        if found is None:
            return None
        booking, arrival = found.booking, found.arrival
        if self.clock() < arrival.closes:
            return GoOn(arrival.closes)
        if not await self._database.brief(lambda c: arrivals.close(c, arrival.booking, arrival.version)):
            return None  # they are there
        if booking.state != "released":
            released = await self._bookings.release(booking.id)
            if released is None:
                return None  # called off at this very moment
            booking = released
        if self._bookings.faces is not None:
            await self._bookings.faces.show(booking, "cancelled")  # its card says so
        await self._tell_released(booking, arrival)
        return None

    async def _tell_released(self, booking: Booking, arrival: Arrival) -> None:
        """Once, and as long as it is of use: they may still come and look for another place."""
        key = f"{RELEASE}:{booking.id}:{arrival.version}"
        notices, where = self.notices, Where(arrival.conversation, arrival.message)
        if notices is not None and self.clock() < booking.span.end:
            await once(self._database, key, lambda leaving: notices.released(booking, where, leaving))

    def kinds(self) -> dict[str, Kind]:
        """The durable work, by its name."""
        late = timedelta(hours=2)  # after that nobody has anything by it
        return {REMIND: Kind(self.remind, patience=late), RELEASE: Kind(self.release)}

    def hour(self, moment: datetime) -> str:
        """A moment by the clock on the wall: 08:30."""
        return f"{moment.astimezone(self._zone):%H:%M}"

    async def _awaited(self, payload: Payload, *, released: bool = False) -> Today | None:
        """The booking of a piece of work, as long as it stands with the hours that the work is for."""
        id, version = str(payload["booking"]), payload["version"]
        async with self._database.read() as session:
            arrival = await arrivals.find(session, id)
        if arrival is None or arrival.version != version or arrival.arrived:
            return None
        booking = await self._bookings.one(id)
        if booking is None or not (booking.state in STANDING or (released and booking.state == "released")):
            return None
        return Today(booking, arrival)


def asked_of(booking: Booking, rules: WorkspaceRules, moment: datetime) -> Arrival | None:
    """From when until when somebody says that they are there; None where nobody has to.

    Who books when it has begun has as long as anybody else. What is over by then is not asked.
    """
    start, end = booking.span.start, booking.span.end
    closes = max(start, moment) + timedelta(minutes=rules.check_in_after)
    if not rules.check_in or booking.place.kind == "partner" or closes >= end:
        return None
    opens = start - timedelta(minutes=rules.check_in_before)
    return Arrival(booking.id, booking.version, opens, closes)
