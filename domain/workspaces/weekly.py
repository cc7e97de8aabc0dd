"""What somebody has booked every week: it books itself for the weeks ahead and says what did not work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol, cast
from uuid import NAMESPACE_URL, uuid4, uuid5
from zoneinfo import ZoneInfo

from domain.announcements.model import Quiet
from domain.messenger import Leaving
from domain.roles import Role
from domain.workspaces.configured import WorkspaceRules
from domain.workspaces.model import Booking, Kind, Outcome, Part, Reason, Refused, Wish
from domain.workspaces.notices import Notice
from domain.workspaces.occupancy import monday_of
from domain.workspaces.once import once
from errors import WordedError
from store import weekly
from store.database import Connection, Database, now
from store.weekly import Kept
from store.work import Attempt, GoOn, Payload, enqueue_in
from store.work import Kind as Work

GO_ON = "workspaces.weekly"
AHEAD = timedelta(days=28)  # how far it books, where the municipality lets people book as far
NEAR = timedelta(days=7)  # within which a day for which somebody has too many bookings is not waited for any longer
MORNING = time(6, 30)  # when it goes on, before people begin; spread over half an hour
SPREAD = 30  # minutes
MOST = 5  # of one person
SECOND = 2  # every second week; more is not asked
# It is no news that these days were not booked: there is nothing to be had, or there is something already.
NO_NEWS: tuple[Reason, ...] = ("holiday", "closed-day", "own-overlap", "past")


@dataclass(frozen=True)
class Weekly:
    """A wish for some weekdays (0 is Monday), each week or each second one, from `start` on. Its wish names no days."""

    id: str
    wish: Wish
    weekdays: tuple[int, ...]
    every: int
    start: date
    until: date | None = None

    def days(self, first: date, last: date) -> tuple[date, ...]:
        """Its days between two days, both included."""
        first = max(first, self.start)
        last = last if self.until is None else min(last, self.until)
        days = [first + timedelta(days=step) for step in range((last - first).days + 1)]
        return tuple(day for day in days if day.weekday() in self.weekdays and self._its_week(day))

    def _its_week(self, day: date) -> bool:
        return (monday_of(day) - monday_of(self.start)).days // 7 % self.every == 0


@dataclass(frozen=True)
class Booked:
    """What became of its days so far. `later`: from which day on it goes on as soon as somebody has fewer bookings."""

    weekly: Weekly
    outcomes: tuple[Outcome, ...]
    later: date | None = None


class Bookings(Protocol):
    """The bookings, as far as this goes; implemented by domain.workspaces.booking."""

    @property
    def on(self) -> bool:
        """Whether the municipality has put booking on."""
        ...

    async def book_days(self, person: str, wish: Wish, *, key: str = "") -> tuple[Outcome, ...]:
        """Books the best that is free on each day."""
        ...

    async def kept(self, person: str, key: str) -> Booking | None:
        """What was booked under a key."""
        ...

    async def cancel(self, person: str, id: str) -> Booking:
        """Calls a booking off. Raises Refused."""
        ...


class Employees(Protocol):
    """Who works here; implemented by domain.roles."""

    async def has(self, person: str, *roles: Role) -> bool:
        """Whether somebody has a role. Raises Unavailable where that cannot be found out."""
        ...


class Notices(Protocol):
    """How somebody hears which days did not work. What `leaving` raises keeps the message here, and is raised."""

    async def missed(self, person: str, which: Weekly, missed: tuple[Outcome, ...], leaving: Leaving) -> Notice:
        """These days could not be booked, and why."""
        ...


class WeeklyBookings:
    """The use cases. Who asks is an Entra object id; `key` is the activity that asks: the same again is once.

    `clock` and `notices` are set before the bot starts.
    """

    def __init__(
        self,
        database: Database,
        rules: WorkspaceRules,
        bookings: Bookings,
        employees: Employees,
        quiet: Quiet,
        zone: ZoneInfo,
    ) -> None:
        self._database = database
        self._rules = rules
        self._bookings = bookings
        self._employees = employees
        self._quiet = quiet
        self._zone = zone
        self.clock: Callable[[], datetime] = now
        self.notices: Notices | None = None

    async def of_person(self, person: str) -> tuple[Weekly, ...]:
        """What somebody has every week, the oldest first."""
        found = await self._database.brief(lambda connection: weekly.of_person(connection, person))
        return tuple(_weekly(one) for one in found)

    async def keep(self, person: str, wanted: Weekly, *, key: str = "") -> Booked:
        """Books the days within reach, and goes on doing so. Raises WordedError for what cannot be kept, or one more
        than somebody may have.
        """
        if not self._bookings.on:
            raise WordedError("workspaces-off")
        _check(wanted, self._today())
        id = uuid5(NAMESPACE_URL, f"weekly:{person}:{key}").hex if key else uuid4().hex
        day = self._today() - timedelta(days=1)
        fresh = Kept(
            id=id,
            person=person,
            wish=_written(wanted.wish),
            weekdays=tuple(sorted(set(wanted.weekdays))),
            every=wanted.every,
            start=wanted.start,
            until=wanted.until,
            tried=day,
            missed=(),
            created=self.clock(),
        )

        def work(connection: Connection) -> Kept | None:
            there = weekly.find(connection, id)
            if there is None and weekly.count_of(connection, person) >= MOST:
                return None
            if there is None:
                weekly.add(connection, fresh)
                enqueue_in(connection, GO_ON, id, {"weekly": id}, run_at=self._next(id))
            return there or fresh

        kept = await self._database.brief(work)
        if kept is None:
            raise WordedError("weekly-too-many", limit=MOST)
        booked = await self._go_on(replace(kept, tried=day))
        await self._database.brief(lambda connection: weekly.go_on(connection, id, self._tried(booked), ()))
        return booked

    async def end(self, person: str, id: str, *, cancelling: bool) -> int:
        """Ends it. `cancelling`: what it booked for after today is called off, too; how many that were."""
        kept = await self._database.brief(lambda connection: weekly.find(connection, id))
        if kept is None or kept.person != person:
            return 0
        gone = 0
        if cancelling:
            tomorrow = self._today() + timedelta(days=1)
            for day in _weekly(kept).days(tomorrow, max(kept.tried, tomorrow)):
                booking = await self._bookings.kept(person, f"{_key(id)}:{day}")
                gone += booking is not None and await self._called_off(booking)
        await self._database.brief(lambda connection: weekly.remove(connection, id))
        return gone

    async def _called_off(self, booking: Booking) -> bool:
        try:
            await self._bookings.cancel(booking.person, booking.id)
        except Refused:  # it is over, or gone already
            return False
        return True

    async def go_on(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Books the days that came within reach since the last time, and tells which could not be booked."""
        id = str(payload["weekly"])
        kept = await self._database.brief(lambda connection: weekly.find(connection, id))
        if kept is None:
            return None
        over = kept.until is not None and kept.until < self._today()
        if over or not await self._employees.has(kept.person, "employee"):
            await self._database.brief(lambda connection: weekly.remove(connection, id))
            return None
        if not self._bookings.on:
            return GoOn(self._next(id))
        booked = await self._go_on(kept)
        missed = tuple(one for one in booked.outcomes if _is_news(one))
        if not await self._noted(kept, booked, missed):
            return None
        return await self._tell(kept, booked, missed) if missed else GoOn(self._next(id))

    async def failed(self, payload: Payload) -> None:
        """Whatever was in the way for two days: it goes on tomorrow."""
        id, tomorrow = str(payload["weekly"]), self._next(str(payload["weekly"]))
        key = f"{id}:{tomorrow.date()}"
        await self._database.brief(lambda c: enqueue_in(c, GO_ON, key, {"weekly": id}, run_at=tomorrow))

    def kinds(self) -> dict[str, Work]:
        """The durable work, by its name."""
        return {GO_ON: Work(self.go_on, self.failed)}

    async def _tell(self, kept: Kept, booked: Booked, missed: tuple[Outcome, ...]) -> GoOn | None:
        """Tells what could not be booked; in quiet hours afterwards, and then what cannot be booked even then."""
        moment = self.clock()
        quiet = (await self._quiet.until((kept.person,), moment)).get(kept.person)
        if quiet is not None:
            return GoOn(quiet)
        notices, days = self.notices, ",".join(one.day.isoformat() for one in missed)
        if notices is not None:
            await once(
                self._database,
                f"{GO_ON}:{kept.id}:{days}",
                lambda leaving: notices.missed(kept.person, booked.weekly, missed, leaving),
                lambda connection: weekly.find(connection, kept.id) is not None,
            )
            await self._noted(kept, booked, ())
        return GoOn(self._next(kept.id))

    async def _go_on(self, kept: Kept) -> Booked:
        """Tries what was missed and not told yet again, and then the days after it."""
        which = _weekly(kept)
        days = [day for day in kept.missed if day >= self._today()]
        last = furthest(self._rules, which.wish.kind, self._today())
        days += which.days(max(kept.tried + timedelta(days=1), self._today()), last)
        outcomes: list[Outcome] = []
        for day in days:
            wish = replace(which.wish, days=(day,))
            (outcome,) = await self._bookings.book_days(kept.person, wish, key=_key(kept.id))
            too_many = outcome.refusal is not None and outcome.refusal.reason == "too-many-open"
            if too_many and day > self._today() + NEAR:
                return Booked(which, tuple(outcomes), day)
            outcomes.append(outcome)
        return Booked(which, tuple(outcomes))

    async def _noted(self, kept: Kept, booked: Booked, missed: tuple[Outcome, ...]) -> bool:
        days = tuple(one.day for one in missed)
        tried = max(kept.tried, self._tried(booked))
        return await self._database.brief(lambda connection: weekly.go_on(connection, kept.id, tried, days))

    def _tried(self, booked: Booked) -> date:
        """The last day that was tried."""
        yesterday = self._today() - timedelta(days=1)
        if booked.later is not None:
            return max(booked.later - timedelta(days=1), yesterday)
        return furthest(self._rules, booked.weekly.wish.kind, self._today())

    def _today(self) -> date:
        return self.clock().astimezone(self._zone).date()

    def _next(self, id: str) -> datetime:
        """The next morning, not for everybody at the same minute."""
        minutes = timedelta(minutes=int(id[:4], 16) % SPREAD)
        return datetime.combine(self._today() + timedelta(days=1), MORNING, self._zone) + minutes


def furthest(rules: WorkspaceRules, kind: Kind, today: date) -> date:
    """The last day that is booked by itself today."""
    of_kind = rules.desks if kind == "desk" else rules.rooms
    return today + min(AHEAD, timedelta(days=of_kind.days_ahead))


def _is_news(outcome: Outcome) -> bool:
    return outcome.booking is None and (outcome.refusal is None or outcome.refusal.reason not in NO_NEWS)


def _check(wanted: Weekly, today: date) -> None:
    ends = wanted.until is None or wanted.until >= max(wanted.start, today)
    known = bool(wanted.weekdays) and all(0 <= day <= 6 for day in wanted.weekdays)
    if not (ends and known and 1 <= wanted.every <= SECOND and not wanted.wish.person):
        raise WordedError("weekly-wrong")


def _key(id: str) -> str:
    """Under which the bookings of its days are made: each day once, so that who cancels one keeps it so."""
    return f"weekly:{id}"


def _written(wish: Wish) -> dict[str, Any]:
    return {
        "kind": wish.kind,
        "part": wish.part,
        "start": wish.start.isoformat() if wish.start else None,
        "end": wish.end.isoformat() if wish.end else None,
        "location": wish.location,
        "zone": wish.zone,
        "people": wish.people,
        "features": sorted(wish.features),
        "accessible": wish.accessible,
    }


def _weekly(kept: Kept) -> Weekly:
    wish = kept.wish
    start, end = wish["start"], wish["end"]
    read = Wish(
        cast("Kind", wish["kind"]),
        (),
        part=cast("Part", wish["part"]),
        start=time.fromisoformat(start) if start else None,
        end=time.fromisoformat(end) if end else None,
        location=wish["location"],
        zone=wish["zone"],
        people=wish["people"],
        features=frozenset(wish["features"]),
        accessible=wish["accessible"],
    )
    return Weekly(kept.id, read, kept.weekdays, kept.every, kept.start, kept.until)
