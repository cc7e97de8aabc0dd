"""The week spread: how busy it is and was, which days are quieter, and the file of it."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from time import monotonic
from typing import Protocol

from domain.organisation import Location, Organisation
from domain.roles import Role
from domain.workspaces.spread import PARTS, Area, Clock, InZone, Part, Spread, Stay, counted
from errors import Unavailable
from graph.people import Person
from graph.problems import GraphProblem
from store import occupancy
from store.database import Database, now
from store.occupancy import WasThere

MOST_QUIETER = 3  # days that are offered
QUIETER_WEEKS = 3  # in which they are looked for, the one of the wanted day included
CLEARLY = 10  # of a hundred places: how much quieter a day must be to be offered
MOST_SEEN = 120  # days of which the numbers are remembered
CAUGHT_UP = 14  # days: how far back is counted what was not counted on the day after, such as when Koers was off
SATURDAY = 5  # of date.weekday()

WHO_COMPARES: tuple[Role, ...] = ("manager", "facility")  # weeks beside each other, and the file of them

log = logging.getLogger(__name__)


class Stays(Protocol):
    """The bookings of desks, as far as counting goes."""

    async def stays(self, first: date, last: date, people: Sequence[str] | None = None) -> Sequence[Stay]:
        """Who has a place from a day up to and including another one: some of these people, or everybody."""
        ...

    async def areas(self) -> Sequence[Area]:
        """The zones with their places."""
        ...


class Directory(Protocol):
    """Microsoft Entra, as far as knowing somebody's team goes."""

    async def manager(self, id: str) -> Person | None:
        """Whom this person reports to."""
        ...

    async def direct_reports(self, id: str) -> tuple[Person, ...]:
        """The people who report to this person and work here."""
        ...


@dataclass(frozen=True)
class QuietDay:
    """A day that is quieter. `percent` None: no number of it is shown. `team`: five or more of the team are there."""

    day: date
    percent: int | None
    team: bool


@dataclass(frozen=True)
class Quieter:
    """It is busy: at least so many of a hundred places are taken. `days`: that suit better, the best first."""

    percent: int
    days: tuple[QuietDay, ...]


@dataclass(frozen=True)
class Week:
    """A week of a location, of which some days may have no number."""

    monday: date
    days: tuple[Spread, ...]

    @property
    def percent(self) -> int | None:
        """How full it is at least in the busiest parts of its days, on average; None where no number is shown."""
        busiest = [max(found) for day in self._days() if (found := self._percents(day))]
        return sum(busiest) // len(busiest) if busiest else None

    @property
    def busiest(self) -> Spread | None:
        """The part of a day in which most people are."""
        shown = [spread for spread in self.days if spread.shown]
        return max(shown, key=lambda spread: spread.people) if shown else None

    def _days(self) -> Iterable[date]:
        return dict.fromkeys(spread.day for spread in self.days)

    def _percents(self, day: date) -> list[int]:
        return [found for spread in self.days if spread.day == day and (found := percent_of(spread)) is not None]


def percent_of(spread: Spread) -> int | None:
    """How full it is at least; None where no number is shown."""
    return spread.percent if spread.shown else None


class Occupancy:
    """Counts; everybody gets to see the same numbers, whatever their role."""

    def __init__(self, database: Database, organisation: Organisation, stays: Stays, directory: Directory) -> None:
        rules = organisation.workspaces
        self._database = database
        self._organisation = organisation
        self._clock = Clock(organisation.time_zone, rules.morning, rules.afternoon)
        self.busy_percent = rules.busy_percent
        self.fresh = 60.0  # seconds that what was counted is taken to be still so
        self._time = monotonic
        self._seen: dict[date, tuple[float, list[Spread]]] = {}
        self._stays = stays
        self._directory = directory

    @property
    def organisation(self) -> Organisation:
        """Whose it is."""
        return self._organisation

    def today(self) -> date:
        """The day that it is at the municipality."""
        return now().astimezone(self._clock.zone).date()

    async def locations(self) -> tuple[Location, ...]:
        """Where places are counted."""
        counted_at = {area.location for area in await self._stays.areas()}
        return tuple(location for location in self._organisation.locations if location.id in counted_at)

    async def of_days(self, days: Iterable[date], location: str | None = None) -> list[Spread]:
        """How busy it is on these days: of what is over as it was kept, of the others as it is now."""
        wanted, today = sorted(set(days)), self.today()
        over = [day for day in wanted if day < today]
        found = await self._kept(over, location) if over else []
        return found + await self._now([day for day in wanted if day >= today], location)

    async def week(self, location: str, monday: date) -> Week:
        """The working days of a week."""
        return Week(monday, tuple(await self.of_days(working_days(monday), location)))

    async def weeks(self, location: str, *, back: int, ahead: int) -> tuple[Week, ...]:
        """So many weeks back and ahead, with this one in between."""
        this = monday_of(self.today())
        mondays = [this + timedelta(weeks=number) for number in range(-back, ahead + 1)]
        spreads = await self.of_days([day for monday in mondays for day in working_days(monday)], location)
        return tuple(
            Week(monday, tuple(spread for spread in spreads if monday_of(spread.day) == monday)) for monday in mondays
        )

    async def quieter(self, person: str, location: str, day: date, part: Part | None = None) -> Quieter | None:
        """Other days, where it is busier than the municipality likes on this one; None where it is not.

        `part` None: the whole day, which is as busy as its busiest part.
        """
        parts = PARTS if part is None else (part,)
        busy = _busiest(await self._now([day], location), parts).get(day)
        if busy is None or busy < self.busy_percent or not (days := self._bookable(location, day)):
            return None
        percents = _busiest(await self._now(days, location), parts)  # so many days are only counted where it is busy
        bar = min(self.busy_percent - 1, busy - CLEARLY)
        quiet = [each for each in days if percents.get(each, 0) <= bar]
        together = await self._together(person, location, quiet, parts)
        found = [QuietDay(each, percents.get(each), each in together) for each in quiet]
        found.sort(key=lambda one: (not one.team, monday_of(one.day), one.percent or 0, abs(one.day - day)))
        return Quieter(busy, tuple(found[:MOST_QUIETER]))

    def _bookable(self, location: str, day: date) -> list[date]:
        """The other days of that week and the next ones on which somebody can book there."""
        today, found = self.today(), self._organisation.location(location)
        last = today + timedelta(days=self._organisation.workspaces.desks.days_ahead)
        open_days = found.opening.days if found is not None else frozenset[int]()
        mondays = [monday_of(day) + timedelta(weeks=number) for number in range(QUIETER_WEEKS)]
        days = [each for monday in mondays for each in working_days(monday) if each != day and today <= each <= last]
        return [each for each in days if each.weekday() in open_days and self._organisation.holidays.on(each) is None]

    async def keep(self) -> None:
        """Keeps how busy it was on the days that are over and not kept yet; nothing of anybody is in it, and nothing is
        kept where booking is off.
        """
        if not self._organisation.workspaces.on(self.today()):
            return
        yesterday = self.today() - timedelta(days=1)
        async with self._database.read() as session:
            last = await occupancy.last_day(session)
        first = max(last + timedelta(days=1) if last else date.min, yesterday - timedelta(days=CAUGHT_UP - 1))
        days = [first + timedelta(days=number) for number in range((yesterday - first).days + 1)]
        if not days:
            return
        spreads = await self._counted(days)
        async with self._database.write() as session:
            await occupancy.keep(session, [kept for spread in spreads for kept in _kept_of(spread)])

    async def _now(self, days: Sequence[date], location: str | None) -> list[Spread]:
        """As it is now, or was at most a minute ago: looking again and again shows less of who comes and goes."""
        at = self._time()
        old = [day for day in days if day not in self._seen or at - self._seen[day][0] >= self.fresh]
        if old:
            of_day: dict[date, list[Spread]] = {day: [] for day in old}
            for spread in await self._counted(old):
                of_day[spread.day].append(spread)
            self._seen |= {day: (at, spreads) for day, spreads in of_day.items()}
        for day in sorted(self._seen, key=lambda day: self._seen[day][0])[:-MOST_SEEN]:
            del self._seen[day]
        found = [spread for day in days if day in self._seen for spread in self._seen[day][1]]
        return [spread for spread in found if location in (None, spread.location)]

    async def _counted(self, days: Sequence[date]) -> list[Spread]:
        """A day at a time, so that others get their turn in between."""
        areas, found = await self._stays.areas(), list[Spread]()
        for day in days:
            found += counted(await self._stays.stays(day, day), areas, [day], self._clock)
        return found

    async def _together(self, person: str, location: str, days: Sequence[date], parts: Sequence[Part]) -> set[date]:
        """The days on which five or more of somebody's team are there: fewer are nobody's business."""
        team = await self._team(person) if days else frozenset[str]()
        if not team:
            return set()
        stays = await self._stays.stays(min(days), max(days), sorted(team))
        there = [replace(stay, zone="") for stay in stays if stay.location == location]
        spreads = counted(there, [Area(location, "", 0)], days, self._clock)
        return {spread.day for spread in spreads if spread.part in parts and spread.shown}

    async def _kept(self, days: list[date], location: str | None) -> list[Spread]:
        async with self._database.read() as session:
            rows = await occupancy.between(session, days[0], days[-1], location)
        wanted, found = set(days), dict[tuple[str, date, Part], list[InZone]]()
        for row in rows:
            part: Part = "afternoon" if row.part == "afternoon" else "morning"
            if row.day in wanted:
                found.setdefault((row.location, row.day, part), []).append(InZone(row.zone, row.people, row.places))
        return [Spread(*key, tuple(zones)) for key, zones in found.items()]

    async def _team(self, person: str) -> frozenset[str]:
        """Who has the same manager, that manager, and who reports to the person; nobody where Entra does not say."""
        try:
            manager = await self._directory.manager(person)
            around = await self._directory.direct_reports(manager.id) if manager else ()
            below = await self._directory.direct_reports(person)
        except (GraphProblem, Unavailable) as problem:
            log.info("whose team somebody is in is not known: %s", problem)
            return frozenset()
        above = {manager.id} if manager else set[str]()
        return frozenset(above | {colleague.id for colleague in (*around, *below)}) - {person}


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def working_days(monday: date) -> list[date]:
    """Monday up to and including Friday."""
    return [monday + timedelta(days=number) for number in range(SATURDAY)]


def _busiest(spreads: Iterable[Spread], parts: Sequence[Part]) -> dict[date, int]:
    """How full each day is at least in the busiest of these parts, as far as a number is shown."""
    found: dict[date, int] = {}
    for spread in spreads:
        percent = percent_of(spread)
        if percent is not None and spread.part in parts:
            found[spread.day] = max(percent, found.get(spread.day, 0))
    return found


def _kept_of(spread: Spread) -> list[WasThere]:
    return [
        WasThere(spread.day, spread.part, spread.location, zone.zone, zone.people, zone.places) for zone in spread.zones
    ]
