"""Offering: a place that comes free is kept a while for the one who waited longest, and then for the next."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from zoneinfo import ZoneInfo

from domain.workspaces.configured import WorkspaceRules
from domain.workspaces.freed import Freed, Offered
from domain.workspaces.looking import Once
from domain.workspaces.model import STANDING, Booking, Kind, Span, Wish
from domain.workspaces.notices import Notices
from domain.workspaces.waiting import OFFER, Bookings, left_of
from store import waiting_list
from store.database import Connection, Database, now
from store.waiting_list import Waiting
from store.work import Attempt, GoOn, Payload, TryAgain, enqueue_in
from store.work import Kind as Work

MOST_MISSED = 3  # people who are not reached one after another: then it is Teams that is away


class Withdrawn(Exception):
    """It is not to be offered after all."""


class Offering:
    """Offers what comes free. `clock`: what time it is."""

    def __init__(self, database: Database, rules: WorkspaceRules, bookings: Bookings, zone: ZoneInfo) -> None:
        self._database = database
        self._rules = rules
        self._bookings = bookings
        self._zone = zone
        self.clock: Callable[[], datetime] = now
        self.notices: Notices | None = None  # bot/ fills it in

    def freed(self, connection: Connection, booking: Booking, span: Span) -> None:
        """Promises to offer a place; to be called in the transaction that frees it.

        A place that declined is offered to nobody: others have it there, and who took it would be declined likewise.
        """
        if booking.place.kind == "partner" or booking.state == "declined":
            return
        if waiting_list.anybody(connection, span.start, span.end):
            freed = Freed(booking.place.id, span.start, span.end)
            where = hashlib.sha256(booking.place.id.encode()).hexdigest()[:16]  # two can come free at one moment
            enqueue_in(connection, OFFER, f"{booking.id}:{booking.version}:{span.first}:{where}", freed.payload)

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
        away: TryAgain | None = None
        missed, look = 0, self._bookings.once()
        for somebody in waiting:
            if somebody.id in freed.passed:
                continue
            try:
                asked = await self._ask(somebody, freed, attempt.key, look)
            except TryAgain as again:  # the next may be reached; else everybody is asked again a little later
                away, missed = again, missed + 1
                if missed == MOST_MISSED:
                    break
                continue
            if asked is not None:
                return GoOn(asked.until, freed.payload | asked.payload)
        if away is not None:
            raise away
        return None

    async def failed(self, payload: Payload) -> None:
        """Nobody can be told for hours: what is kept by this work is free for whoever books it."""
        freed = Freed.of(payload)
        async with self._database.read() as session:
            found = await waiting_list.overlapping(session, freed.begins, freed.ends)
        for waiting in found:
            held = await self._bookings.one(waiting.hold) if waiting.hold else None
            late = waiting.until is None or waiting.until <= self.clock()
            if held is not None and held.place.id == freed.place and late:
                await self._bookings.let_go(held.id)
                await self._database.brief(partial(waiting_list.let_go, id=waiting.id, booking=held.id))

    def kinds(self) -> dict[str, Work]:
        """The durable work, by its name."""
        return {OFFER: Work(self.offer, self.failed, patience=timedelta(hours=2))}

    async def _ask(self, waiting: Waiting, freed: Freed, work: str, look: Once) -> Offered | None:
        """Keeps it for somebody and tells them; None where it is nothing for them, or they cannot be told.

        Raises TryAgain where Teams was not reached; then it is kept for them no longer.
        """
        if waiting.hold and (waiting.work != work or waiting.until is not None):
            # Something else is kept for them; or they were told just before Koers was stopped.
            return Offered(waiting.id, waiting.hold, waiting.until) if waiting.work == work and waiting.until else None
        held = await self._held(waiting, freed, work, look)
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
        if notice.outcome.fate == "not reached":
            raise TryAgain(notice.outcome.wait)
        return None

    async def _held(self, waiting: Waiting, freed: Freed, work: str, look: Once) -> Booking | None:
        """The place, kept for somebody; None where they may not have it, it is not free, or they are busy then."""
        span = left_of(waiting.begins, waiting.ends, self.clock())
        if waiting.hold:
            return await self._bookings.one(waiting.hold)
        key, held = await self._kept(waiting, work)
        if held is None:
            if span is None or not await look.may(waiting.person, self._wish(waiting, span, freed)):
                return None
            held = await self._bookings.hold(waiting.person, freed.place, span, people=waiting.people, key=key)
        if held is None or held.state != "offered":
            return None
        if await self._database.brief(lambda c: waiting_list.hold(c, waiting.id, held.id, work, freed.passed)):
            return held
        await self._bookings.let_go(held.id)
        return None

    async def _kept(self, waiting: Waiting, work: str) -> tuple[str, Booking | None]:
        """What was kept for somebody when Koers was killed just after that; and the key by which it is, or will be.

        What was let go, because Teams was away, is passed over: each time has a key of its own.
        """
        for number in count(1):
            key = f"{work}:{waiting.id}" + (f":{number}" if number > 1 else "")
            held = await self._bookings.kept(waiting.person, key)
            if held is None or held.state != "cancelled":
                return key, held
        raise AssertionError("counting has no end")

    async def _over(self, offered: Offered) -> bool:
        """Keeps it for somebody no longer. False: they took it, or want none, and the next one was asked then.

        The booking decides: it is let go first, so that nothing is kept for nobody where this is cut off.
        """
        await self._bookings.let_go(offered.hold)
        booking = await self._bookings.one(offered.hold)
        if booking is not None and booking.state in STANDING:
            await self._database.brief(lambda c: waiting_list.remove(c, offered.waiting))
            return False
        async with self._database.read() as session:
            if await waiting_list.find(session, offered.waiting) is None:
                return False
        kept = await self._database.brief(lambda c: waiting_list.let_go(c, offered.waiting, offered.hold))
        if kept and booking is not None and self.notices is not None:
            await self.notices.offer_over(booking, offered.where)
        return True

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


def _kind(stored: str) -> Kind:
    return "room" if stored == "room" else "booth" if stored == "booth" else "desk"
