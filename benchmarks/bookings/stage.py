"""The core of booking without Exchange: places that are stored, and a directory in which everybody is."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from domain.holidays import NAMES, Holidays
from domain.organisation import Organisation, load_organisation
from domain.workspaces.booking import Workspaces
from domain.workspaces.configured import KindRules, Opening
from domain.workspaces.ledger import Ledger
from domain.workspaces.looking import Looking
from domain.workspaces.places import Places
from domain.workspaces.telling import Telling
from graph.people import Person
from store import places, work
from store.database import Database, now
from store.places import StoredPlace

AHEAD = 400  # days; both days on which the clock changes are within it
ALWAYS = Opening((time(0), time(23, 45)), frozenset(range(7)))


class Everybody:
    """Entra: whoever is asked for is there."""

    async def person(self, id: str) -> Person | None:
        """A person of the department Publiekszaken."""
        return Person(id, id, id, f"{id}@example.org", "", "Publiekszaken")


@dataclass(frozen=True)
class Stage:
    """The core on a database."""

    database: Database
    organisation: Organisation
    workspaces: Workspaces
    looking: Looking
    places: Places


def unbounded(name: str) -> Organisation:
    """A municipality that is always open and lets anybody book whatever is free."""
    organisation = load_organisation(name)
    any_number = KindRules(days_ahead=AHEAD, longest_hours=12, open_bookings=1_000_000)
    rules = replace(organisation.workspaces, desks=any_number, rooms=any_number, opening=ALWAYS, reserved=())
    return replace(
        organisation,
        workspaces=rules,
        locations=tuple(replace(location, opening=ALWAYS) for location in organisation.locations),
        holidays=Holidays(without=NAMES),
    )


def month(organisation: Organisation) -> list[date]:
    """Thirty days to come: around each of the two on which the clock changes, seven before and seven after."""
    today = datetime.now(organisation.time_zone).date()
    days = [today + timedelta(days=ahead) for ahead in range(10, 385)]
    changes = [day for day in days if _changes(organisation, day)]
    around = [change + timedelta(days=step) for change in changes[:2] for step in range(-7, 8)]
    return [day for day in around if day > today]


def _changes(organisation: Organisation, day: date) -> bool:
    midnight = datetime.combine(day, time(), organisation.time_zone)
    return midnight.utcoffset() != (midnight + timedelta(days=1)).utcoffset()


@asynccontextmanager
async def staged(
    url: str, stored: Sequence[StoredPlace], organisation: Organisation, clock: Callable[[], datetime] = now
) -> AsyncGenerator[Stage]:
    """The core on the database at this address, with these places, at the time of `clock`."""
    database = Database(url)
    await database.migrate()
    await work.prepare(database)
    async with database.write() as session:
        await places.replace_all(session, organisation.id, stored)
    known = Places(database, organisation)
    await known.load()
    looking = Looking(database, organisation, known, Everybody(), clock)
    ledger = Ledger(organisation.id, organisation.time_zone, known, clock=clock)
    telling = Telling()
    try:
        core = Workspaces(database, organisation, known, looking, ledger, telling)
        yield Stage(database, organisation, core, looking, known)
    finally:
        await looking.close()
        await database.close()


def made_up(count: int, organisation: Organisation, *, areas: int = 0) -> list[StoredPlace]:
    """So many places: desks, of which every tenth an area where `areas` desks are, and every fourth a room."""
    location = next(each for each in organisation.locations if each.desks and each.zones)
    made: list[StoredPlace] = []
    for number in range(count):
        kind = "room" if number % 4 == 3 else "area" if areas and number % 10 == 0 else "desk"
        capacity = {"room": 4 + number % 9, "area": areas, "desk": 1}[kind]
        zone = location.zones[number % len(location.zones)].id
        id, name = f"place-{number}", f"{kind} {number}"
        features = ("video", "screen") if kind == "room" and number % 8 == 3 else ()
        made.append(
            StoredPlace(
                id,
                organisation.id,
                name,
                kind,
                location.id,
                zone,
                "1",
                capacity,
                f"{id}@example.org",
                features,
                number % 20 == 1,
            )
        )
    return made
