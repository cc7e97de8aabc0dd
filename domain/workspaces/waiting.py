"""The waiting list: a place that comes free is kept a while for the one who waited longest, and then for the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Protocol
from uuid import uuid4
from zoneinfo import ZoneInfo

from domain.workspaces.configured import Hours, WorkspaceRules
from domain.workspaces.freed import Freed, Offered
from domain.workspaces.model import (
    SLOT,
    STANDING,
    Availability,
    Booking,
    Kind,
    Offer,
    Span,
    Wish,
    moment_of_slot,
)
from domain.workspaces.notices import Notices
from errors import WordedError
from store import effects, waiting_list
from store.database import Connection, Database, now
from store.waiting_list import Waiting
from store.work import Attempt, GoOn, Payload, enqueue_in
from store.work import Kind as Work

OFFER = "workspaces.offer"
MOST = 10  # days that one person waits for
WORTH_IT = timedelta(hours=1)  # of the hours that somebody wanted must be left


class Bookings(Protocol):
    """The bookings, as far as the waiting list goes; implemented by domain.workspaces.booking."""

    async def free(self, person: str, wish: Wish) -> Availability:
        """What is free of a wish that this person may have."""
        ...

    async def one(self, id: str) -> Booking | None:
        """A booking, whosever it is."""
        ...

    async def hold(self, person: str, place: str, span: Span, *, people: int = 1, key: str = "") -> Booking | None:
        """Keeps a place for somebody, in state "offered". None: it is not free, or they have another one then."""
        ...

    async def take_up(self, id: str, *, key: str = "") -> Booking:
        """Makes what is kept for somebody their booking."""
        ...

    async def let_go(self, id: str) -> None:
        """Keeps a place for somebody no longer."""
        ...


class Withdrawn(Exception):
    """It is not to be offered after all."""


class WaitingList:
    """Puts people on it, takes them off, and offers. `clock`: what time it is."""

    def __init__(self, database: Database, rules: WorkspaceRules, bookings: Bookings, zone: ZoneInfo) -> None:
        self._database = database
        self._rules = rules
        self._bookings = bookings
        self._zone = zone
        self.clock: Callable[[], datetime] = now
        self.notices: Notices | None = None  # bot/ fills it in

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
            mine = await waiting_list.of_person(session, person)
            if any(_same(waiting, other) for other in mine) or not await effects.first(session, key, _effect(wish)):
                return ()
            if len(mine) >= MOST:
                raise WordedError("waiting-too-many", limit=MOST)
            await session.run_sync(lambda session: waiting_list.add(session.connection(), waiting))
        return ()

    async def mine(self, person: str) -> tuple[Waiting, ...]:
        """What somebody waits for."""
        async with self._database.read() as session:
            return tuple(await waiting_list.of_person(session, person))

    def wanted(self, person: str, wish: Wish) -> Waiting:
        """What somebody would wait for. Raises WordedError where there is not enough left of the hours."""
        day, (start, end) = wish.days[0], hours_of(wish, self._rules)
        begins, ends = (datetime.combine(day, hour, self._zone).astimezone(UTC) for hour in (start, end))
        if ends <= begins or self._left(begins, ends) is None:
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

    async def accept(self, person: str, id: str, hold: str, *, key: str = "") -> Booking:
        """Takes what is kept for somebody. Raises WordedError when it no longer is."""
        booking = await self._bookings.one(hold)
        if booking is not None and booking.person == person and booking.state in STANDING:
            return booking  # pressed twice, or gone on with after a restart
        async with self._database.read() as session:
            waiting = await waiting_list.find(session, id)
        if waiting is None or waiting.person != person or waiting.hold != hold:
            raise WordedError("waiting-offer-over")
        taken = await self._bookings.take_up(hold, key=key)
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

    def freed(self, connection: Connection, booking: Booking, span: Span) -> None:
        """Promises to offer a place; to be called in the transaction that frees it."""
        if booking.place.kind == "partner" or not waiting_list.anybody(connection, span.start, span.end):
            return
        freed = Freed(booking.place.id, span.start, span.end)
        enqueue_in(connection, OFFER, f"{booking.id}:{booking.version}:{span.first}", freed.payload)

    async def offer(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Keeps it for the one who waited longest and tells them; afterwards for the next, until somebody has it."""
        freed, offered = Freed.of(payload), Offered.of(payload)
        if offered is not None:
            if self.clock() < offered.until:
                return GoOn(offered.until)
            if not await self._over(offered):
                return None  # they took it, or want none and the next one was asked then
            freed = replace(freed, passed=(*freed.passed, offered.waiting))
        if (morning := self._asleep(self.clock())) is not None:
            return GoOn(morning, freed.payload)
        async with self._database.read() as session:
            waiting = await waiting_list.overlapping(session, freed.begins, freed.ends)
        for somebody in waiting:
            if somebody.id not in freed.passed and (asked := await self._ask(somebody, freed, attempt.key)):
                return GoOn(asked.until, freed.payload | asked.payload)
        return None

    def kinds(self) -> dict[str, Work]:
        """The durable work, by its name."""
        return {OFFER: Work(self.offer, patience=timedelta(hours=2))}

    async def _ask(self, waiting: Waiting, freed: Freed, work: str) -> Offered | None:
        """Keeps it for somebody and tells them; None where it is nothing for them, or they cannot be told."""
        if waiting.hold and (waiting.work != work or waiting.until is not None):
            # Something else is kept for them; or they were told just before Koers was stopped.
            return Offered(waiting.id, waiting.hold, waiting.until) if waiting.work == work and waiting.until else None
        held = await self._held(waiting, freed, work)
        if held is None or self.notices is None:
            return None
        until = self.clock() + timedelta(minutes=self._rules.offer_minutes)

        async def leaving() -> None:
            if not await self._database.brief(lambda c: waiting_list.told(c, waiting.id, held.id, until)):
                raise Withdrawn

        try:
            notice = await self.notices.offer(held, waiting.id, until, leaving)
        except Withdrawn:
            return None  # they left the list at this very moment, and what was kept went with it
        if notice.outcome.fate in ("delivered", "unknown"):
            return Offered(waiting.id, held.id, until, notice.where)
        if await self._database.brief(lambda c: waiting_list.let_go(c, waiting.id, held.id)):
            await self._bookings.let_go(held.id)
        return None

    async def _held(self, waiting: Waiting, freed: Freed, work: str) -> Booking | None:
        """The place, kept for somebody; None where they may not have it, it is not free, or they are busy then."""
        span = self._left(waiting.begins, waiting.ends)
        if waiting.hold:
            return await self._bookings.one(waiting.hold)
        if span is None or not (await self._bookings.free(waiting.person, self._wish(waiting, span, freed))).offers:
            return None
        key = f"{work}:{waiting.id}"
        held = await self._bookings.hold(waiting.person, freed.place, span, people=waiting.people, key=key)
        if held is None or held.state != "offered":
            return None
        if await self._database.brief(lambda c: waiting_list.hold(c, waiting.id, held.id, work, freed.passed)):
            return held
        await self._bookings.let_go(held.id)
        return None

    async def _over(self, offered: Offered) -> bool:
        """Keeps it for somebody no longer. False: it was not kept for them any more."""
        booking = await self._bookings.one(offered.hold)
        if not await self._database.brief(lambda c: waiting_list.let_go(c, offered.waiting, offered.hold)):
            return False
        await self._bookings.let_go(offered.hold)
        if booking is not None and self.notices is not None:
            await self.notices.offer_over(booking, offered.where)
        return True

    def _left(self, begins: datetime, ends: datetime) -> Span | None:
        """What is left of the hours that somebody wanted; None where that is too little."""
        span = Span(max(begins, _quarter_after(self.clock())), ends)
        return span if span.end - span.start >= min(WORTH_IT, ends - begins) else None

    def _wish(self, waiting: Waiting, span: Span, freed: Freed) -> Wish:
        start = span.start.astimezone(self._zone).time()
        return Wish(
            kind=_kind(waiting.kind),
            days=(waiting.day,),
            start=start,
            end=waiting.end,
            location=waiting.location,
            zone=waiting.zone,
            place=freed.place,
            people=waiting.people,
            features=frozenset(waiting.features),
            accessible=waiting.accessible,
        )

    def _asleep(self, moment: datetime) -> datetime | None:
        """When the day begins, where it is so early or late that nobody can be asked to answer in some minutes."""
        opens, closes = self._rules.opening.hours
        local = moment.astimezone(self._zone)
        if opens <= local.time() < closes:
            return None
        day = local.date() + timedelta(days=1 if local.time() >= closes else 0)
        return datetime.combine(day, opens, self._zone)


def waits_for(found: Availability) -> bool:
    """Whether it helps to wait: it is only that others have it."""
    return found.refusal is not None and found.refusal.reason == "taken"


def _effect(wish: Wish) -> str:
    return f"waiting {wish.days[0]}"


def hours_of(wish: Wish, rules: WorkspaceRules) -> Hours:
    """The hours of a wish, by the clock on the wall: those that were said, else those of the part of the day."""
    start, end = {"morning": rules.morning, "afternoon": rules.afternoon, "day": rules.day}[wish.part]
    return wish.start or start, wish.end or end


def _quarter_after(moment: datetime) -> datetime:
    """The next quarter of an hour; the moment itself where it is one."""
    return moment_of_slot(-(-int(moment.timestamp()) // int(SLOT.total_seconds())))


def _same(one: Waiting, other: Waiting) -> bool:
    """Whether it is the same that somebody waits for."""
    wanted = ("kind", "location", "zone", "begins", "ends", "people", "features", "accessible")
    return all(getattr(one, name) == getattr(other, name) for name in wanted)


def _kind(stored: str) -> Kind:
    return "room" if stored == "room" else "booth" if stored == "booth" else "desk"
