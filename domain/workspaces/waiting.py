"""The waiting list: who waits for a place, and takes what is kept for them or does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol
from uuid import uuid4
from zoneinfo import ZoneInfo

from domain.workspaces.configured import Hours, WorkspaceRules
from domain.workspaces.freed import Freed
from domain.workspaces.looking import Once
from domain.workspaces.model import (
    SLOT,
    STANDING,
    Availability,
    Booking,
    Offer,
    Span,
    Wish,
    moment_of_slot,
)
from errors import WordedError
from store import effects, waiting_list
from store.booking_slots import alone
from store.database import Connection, Database, now
from store.waiting_list import Waiting
from store.work import enqueue_in

OFFER = "workspaces.offer"
MOST = 10  # days that one person waits for
WORTH_IT = timedelta(hours=1)  # of the hours that somebody wanted must be left


class Bookings(Protocol):
    """The bookings, as far as the waiting list goes; implemented by domain.workspaces.booking."""

    async def free(self, person: str, wish: Wish) -> Availability:
        """What is free of a wish that this person may have."""
        ...

    def once(self) -> Once:
        """Looks for many people at what is free, as it is at this moment."""
        ...

    async def one(self, id: str) -> Booking | None:
        """A booking, whosever it is."""
        ...

    async def hold(self, person: str, place: str, span: Span, *, people: int = 1, key: str = "") -> Booking | None:
        """Keeps a place for somebody, in state "offered". None: it is not free, or they have another one then."""
        ...

    async def kept(self, person: str, key: str) -> Booking | None:
        """What was kept for somebody under this key, whatever became of it."""
        ...

    async def take_up(self, id: str) -> Booking:
        """Makes what is kept for somebody their booking."""
        ...

    async def let_go(self, id: str) -> None:
        """Keeps a place for somebody no longer."""
        ...


class WaitingList:
    """Puts people on it and takes them off; what it offers is in offering.py. `clock`: what time it is."""

    def __init__(self, database: Database, rules: WorkspaceRules, bookings: Bookings, zone: ZoneInfo) -> None:
        self._database = database
        self._rules = rules
        self._bookings = bookings
        self._zone = zone
        self.clock: Callable[[], datetime] = now

    async def join(self, person: str, wish: Wish, *, key: str = "") -> tuple[Offer, ...]:
        """Puts somebody on the list for the first day of a wish. Gives what is free: then they do not have to wait.

        Raises WordedError where they cannot wait for it. The same twice is once.
        """
        found = await self._bookings.free(person, wish)
        if found.offers:
            return found.offers
        if not waits_for(found):
            raise WordedError("waiting-cannot")
        waiting = self.wanted(person, wish)
        async with self._database.write() as session:
            # Before whoever frees a place at this moment, who then sees that somebody waits; or after him.
            await session.run_sync(lambda sync: alone(sync.connection()))
            mine = await waiting_list.of_person(session, person)
            if any(_same(waiting, other) for other in mine) or not await effects.first(session, key, _effect(wish)):
                return ()
            if len(mine) >= MOST:
                raise WordedError("waiting-too-many", limit=MOST)
            await session.run_sync(lambda sync: waiting_list.add(sync.connection(), waiting))
        return await self._freed_meanwhile(person, wish, waiting)

    async def _freed_meanwhile(self, person: str, wish: Wish, waiting: Waiting) -> tuple[Offer, ...]:
        """What came free between the look and the list: whoever let go of it saw nobody on the list yet."""
        found = await self._bookings.free(person, wish)
        if not found.offers:
            return ()
        # Where something is kept for them already they are being told: then they stay on the list.
        gone = await self._database.brief(lambda connection: waiting_list.remove(connection, waiting.id, holding=""))
        return found.offers if gone else ()

    async def mine(self, person: str) -> tuple[Waiting, ...]:
        """What somebody waits for."""
        async with self._database.read() as session:
            return tuple(await waiting_list.of_person(session, person))

    def wanted(self, person: str, wish: Wish) -> Waiting:
        """What somebody would wait for. Raises WordedError where there is not enough left of the hours."""
        day, (start, end) = wish.days[0], hours_of(wish, self._rules)
        begins, ends = (datetime.combine(day, hour, self._zone).astimezone(UTC) for hour in (start, end))
        if ends <= begins or left_of(begins, ends, self.clock()) is None:
            raise WordedError("waiting-cannot")
        return Waiting(
            id=uuid4().hex,
            person=person,
            since=self.clock(),
            kind=wish.kind,
            location=wish.location,
            zone=wish.zone,
            day=day,
            start=start,
            end=end,
            begins=begins,
            ends=ends,
            people=wish.people,
            features=tuple(sorted(wish.features)),
            accessible=wish.accessible,
        )

    async def leave(self, person: str, id: str) -> None:
        """Takes somebody off the list; what is kept for them goes to the next."""
        async with self._database.read() as session:
            waiting = await waiting_list.find(session, id)
        if waiting is None or waiting.person != person:
            return
        if waiting.hold:
            await self.decline(person, id, waiting.hold)
        await self._database.brief(lambda connection: waiting_list.remove(connection, id))

    async def accept(self, person: str, id: str, hold: str) -> Booking:
        """Takes what is kept for somebody. Raises WordedError when it no longer is."""
        booking = await self._bookings.one(hold)
        if booking is not None and booking.person == person and booking.state in STANDING:
            return booking  # pressed twice, or gone on with after a restart
        async with self._database.read() as session:
            waiting = await waiting_list.find(session, id)
        if waiting is None or waiting.person != person or waiting.hold != hold:
            raise WordedError("waiting-offer-over")
        taken = await self._bookings.take_up(hold)
        await self._database.brief(lambda connection: waiting_list.remove(connection, id))
        return taken

    async def decline(self, person: str, id: str, hold: str) -> None:
        """Does not want what is kept: they wait no longer, and the next one is asked."""
        async with self._database.read() as session:
            waiting = await waiting_list.find(session, id)
        booking = await self._bookings.one(hold)
        if waiting is None or waiting.person != person or waiting.hold != hold or booking is None:
            return
        following = Freed(booking.place.id, booking.span.start, booking.span.end, (*waiting.passed, id))
        await self._bookings.let_go(hold)

        def work(connection: Connection) -> None:
            if waiting_list.remove(connection, id, holding=hold):
                enqueue_in(connection, OFFER, f"{hold}:declined", following.payload)

        await self._database.brief(work)


def left_of(begins: datetime, ends: datetime, moment: datetime) -> Span | None:
    """What is left of the hours that somebody wanted; None where that is too little."""
    span = Span(max(begins, _quarter_after(moment)), ends)
    return span if span.end - span.start >= min(WORTH_IT, ends - begins) else None


def _quarter_after(moment: datetime) -> datetime:
    """The next quarter of an hour; the moment itself where it is one."""
    return moment_of_slot(-(-int(moment.timestamp()) // int(SLOT.total_seconds())))


def waits_for(found: Availability) -> bool:
    """Whether it helps to wait: it is only that others have it."""
    return found.refusal is not None and found.refusal.reason == "taken"


def _effect(wish: Wish) -> str:
    return f"waiting {wish.days[0]}"


def hours_of(wish: Wish, rules: WorkspaceRules) -> Hours:
    """The hours of a wish, by the clock on the wall: those that were said, else those of the part of the day."""
    start, end = {"morning": rules.morning, "afternoon": rules.afternoon, "day": rules.day}[wish.part]
    return wish.start or start, wish.end or end


def _same(one: Waiting, other: Waiting) -> bool:
    """Whether it is the same that somebody waits for."""
    wanted = ("kind", "location", "zone", "begins", "ends", "people", "features", "accessible")
    return all(getattr(one, name) == getattr(other, name) for name in wanted)
