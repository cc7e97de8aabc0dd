"""The day of use in tests: bookings, slots and durable work are real; what people are told is written down here."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from domain.messenger import Fate, Leaving, Outcome
from domain.organisation import Organisation, load_organisation
from domain.workspaces.booking import Workspaces
from domain.workspaces.checking_in import CheckingIn
from domain.workspaces.day_of_use import DayOfUse
from domain.workspaces.ledger import Ledger
from domain.workspaces.looking import Looking
from domain.workspaces.model import Booking, Wish
from domain.workspaces.notices import Notice, Where
from domain.workspaces.occupancy import Occupancy
from domain.workspaces.offering import Offering
from domain.workspaces.places import Places
from domain.workspaces.stays import Seats
from domain.workspaces.telling import Telling
from domain.workspaces.waiting import WaitingList
from graph.people import Person
from store import places as stored
from store.database import Database
from store.places import StoredPlace
from store.work import Attempt, GoOn, Payload, prepare
from tests.durable import states

OSS = load_organisation("oss")
ZONE = OSS.time_zone
AREA, DESK, ROOM = "area-1", "desk-1", "room-1"


def person(number: int) -> str:
    return f"cccccccc-0000-4000-8000-{number:012d}"


def a_day() -> date:
    """A working day that has not begun, on which nothing is kept for a department."""
    day = datetime.now(ZONE).date() + timedelta(days=2)
    while day.weekday() > 4 or OSS.holidays.on(day) is not None or any(one.on(day) for one in OSS.workspaces.reserved):
        day += timedelta(days=1)
    return day


@dataclass
class Staff:
    """Entra: who reports to whom, by number. Nobody has a department."""

    managers: Mapping[int, int] = field(default_factory=dict[int, int])
    problem: Exception | None = None

    async def person(self, id: str) -> Person | None:
        return _named(id)

    async def manager(self, id: str) -> Person | None:
        if self.problem is not None:
            raise self.problem
        above = self.managers.get(int(id[-12:]))
        return None if above is None else _named(person(above))

    async def direct_reports(self, id: str) -> tuple[Person, ...]:
        return tuple(_named(person(one)) for one, above in self.managers.items() if person(above) == id)


def _named(id: str) -> Person:
    return Person(id, f"Collega {id[-3:]}", "Collega", "", "", "")


class Quiet:
    """Who is quiet, until when."""

    def __init__(self) -> None:
        self.ends: dict[str, datetime] = {}

    async def until(self, people: tuple[str, ...], now: datetime) -> Mapping[str, datetime]:
        return {one: end for one, end in self.ends.items() if one in people and end > now}


class Notices:
    """Writes down who is told what. `fate`: what becomes of a message."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []
        self.fate: Fate = "delivered"
        self.kept_until: datetime | None = None
        self.waiting_for = ""
        self.held: Booking | None = None

    def of(self, number: int) -> list[str]:
        return [what for what, whom in self.told if whom == person(number)]

    async def remind(self, booking: Booking, closes: datetime, leaving: Leaving) -> Notice:
        return await self._leave("remind", booking, leaving)

    async def released(self, booking: Booking, reminder: Where, leaving: Leaving) -> Notice:
        return await self._leave("released", booking, leaving)

    async def arrived(self, booking: Booking, reminder: Where) -> None:
        self.told.append(("arrived", booking.person))

    async def offer(self, booking: Booking, waiting_for: str, until: datetime, leaving: Leaving) -> Notice:
        self.kept_until, self.waiting_for, self.held = until, waiting_for, booking
        return await self._leave("offer", booking, leaving)

    async def offer_over(self, booking: Booking, offer: Where) -> None:
        self.told.append(("over", booking.person))

    async def _leave(self, what: str, booking: Booking, leaving: Leaving) -> Notice:
        await leaving()
        if self.fate in ("delivered", "unknown"):
            self.told.append((what, booking.person))
        return Notice(Outcome(self.fate, "m1"), "a:1")


@dataclass
class Stage:
    """Everything that a day of use meets. `time`: what the clock shows, on the day of `day`."""

    database: Database
    workspaces: Workspaces
    looking: Looking
    ledger: Ledger
    made: DayOfUse
    notices: Notices
    quiet: Quiet
    staff: Staff
    day: date

    @property
    def checking_in(self) -> CheckingIn:
        return self.made.checking_in

    @property
    def waiting(self) -> WaitingList:
        return self.made.waiting

    def at(self, hour: int, minute: int = 0, day: date | None = None) -> datetime:
        """Puts the clock of Koers at this time."""
        moment = datetime.combine(day or self.day, time(hour, minute), ZONE)
        self.made.at(lambda: moment)
        self.looking.clock = self.ledger.clock = lambda: moment
        return moment

    async def booked(
        self, number: int, place: str = DESK, start: time = time(8), end: time = time(18), *, day: date | None = None
    ) -> Booking:
        return await self.workspaces.book(person(number), place, day or self.day, start, end)

    async def offering(self, payload: Payload, key: str = "work") -> GoOn | None:
        """Runs the work of the waiting list once."""
        return await self.made.offering.offer(payload, Attempt(key))

    async def promised(self, name: str) -> list[str]:
        """The keys of what was promised under this name."""
        return [id.partition(":")[2] for id in await states(self.database) if id.startswith(f"{name}:")]


def wish(day: date, **other: object) -> Wish:
    """A desk at the town hall, all day."""
    return Wish(**{"kind": "desk", "days": (day,), "location": "gemeentehuis", **other})  # type: ignore[arg-type]


def _places(area: int) -> list[StoredPlace]:
    def place(id: str, kind: str, zone: str, capacity: int) -> StoredPlace:
        return StoredPlace(id, "oss", id, kind, "gemeentehuis", zone, "1", capacity, f"{id}@oss.example", (), False)

    return [place(AREA, "area", "ontmoeten", area), place(DESK, "desk", "stilte", 1), place(ROOM, "room", "", 8)]


@asynccontextmanager
async def on_the_day(database: Database, municipality: Organisation = OSS, *, area: int = 20) -> AsyncGenerator[Stage]:
    """A town hall with one desk in the quiet zone, an area with so many in the lively one, and a room.

    It is the day before. What is promised is not done here, but by who calls it.
    """
    async with database.write() as session:
        await stored.replace_all(session, "oss", _places(area))
    places, staff, quiet, notices = Places(database, municipality), Staff(), Quiet(), Notices()
    looking, ledger = Looking(database, municipality, places, staff), Ledger("oss", ZONE, places)
    workspaces = Workspaces(database, municipality, places, looking, ledger, Telling())
    made = DayOfUse(
        CheckingIn(database, municipality.workspaces, workspaces, quiet, ZONE),
        WaitingList(database, municipality.workspaces, workspaces, ZONE),
        Offering(database, municipality.workspaces, workspaces, ZONE),
        Occupancy(database, municipality, Seats(database, municipality, places), staff),
    )
    made.occupancy.fresh = 0.0
    made.tell_by(notices)
    workspaces.day_of_use = made
    await prepare(database)
    try:
        stage = Stage(database, workspaces, looking, ledger, made, notices, quiet, staff, a_day())
        stage.at(12, day=stage.day - timedelta(days=1))
        yield stage
    finally:
        await looking.close()
