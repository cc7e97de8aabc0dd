"""Booking in tests: the core with its durable work, on the local tenant over HTTP; what people see is a list."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from commands.booking import Booking as Core
from commands.booking import booking
from commands.compose import local_tenant
from domain.messenger import Leaving, Outcome
from domain.organisation import Organisation, load_organisation
from domain.signing_in import Invitation, SigningIn, Speaker
from domain.workspaces.booking import Workspaces
from domain.workspaces.model import Booking, Happened, Offer, Place, State, Wish
from domain.workspaces.notices import Notice
from domain.workspaces.promises import BOOK, CANCEL, CHANGE
from graph.client import GraphClient
from graph.people import People as Directory
from locales import texts_for
from settings import Settings
from store.database import Database
from store.processes import Presence
from store.work import Attempt, Kind, Payload
from tenant.meetings import Event
from tenant.server import Tenant
from tests.databases import found
from tests.durable import Working, at_work

DELAY = 0.05  # seconds until a place answers
WAITS = (0.1, 0.2, 0.5)  # seconds between two questions whether it has


class Permits:
    """Who may book for whom: pairs of who books and for whom."""

    def __init__(self) -> None:
        self.given: set[tuple[str, str]] = set()

    async def may(self, delegate: str, person: str) -> bool:
        return (delegate, person) in self.given


@dataclass
class Seen:
    """Implements Faces: what people were shown, in its order, and who was told. `away`: so often Teams is away."""

    away: int = 0
    told: list[tuple[str, Happened]] = field(default_factory=list[tuple[str, Happened]])
    shown: list[tuple[str, Happened, tuple[Offer, ...]]] = field(
        default_factory=list[tuple[str, Happened, tuple[Offer, ...]]]
    )

    async def show(self, booking: Booking, happened: Happened) -> None:
        self.shown.append((booking.id, happened, ()))

    async def tell(
        self, booking: Booking, happened: Happened, to: str, alternatives: tuple[Offer, ...], leaving: Leaving
    ) -> Notice:
        await leaving()
        if self.away:
            self.away -= 1
            return Notice(Outcome("not reached", wait=0.05))
        self.told.append((to, happened))
        self.shown.append((booking.id, happened, alternatives))
        return Notice(Outcome("delivered", "m1"), "a:1")

    def of(self, id: str) -> list[Happened]:
        return [happened for other, happened, _ in self.shown if other == id]


class Tokens:
    """Implements domain.signing_in.TokenService with the tokens that the local tenant keeps."""

    offered = True

    def __init__(self, tenant: Tenant) -> None:
        self._tenant = tenant

    async def token(self, speaker: Speaker, code: str = "") -> str | None:
        kept = self._tenant.sign_ins.token(speaker.account, "koers")
        return kept.token if kept is not None else None

    async def exchange(self, speaker: Speaker, token: str) -> str | None:
        raise NotImplementedError

    async def invitation(self, speaker: Speaker) -> Invitation:
        raise NotImplementedError

    async def sign_out(self, speaker: Speaker) -> None:
        self._tenant.sign_ins.sign_out(speaker.account, "koers")


@dataclass
class Heard:
    """Implements domain.workspaces.organisers.Says: who heard what, once for a key, in its order."""

    told: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])

    async def tell(self, people: Iterable[str], words: str, key: str = "", **values: str | int) -> None:
        texts_for("nl")(words, **values)
        for person in people:
            self.told.setdefault((person, key), words)

    def of(self, person: str) -> list[str]:
        return [words for (whom, _), words in self.told.items() if whom == person]


@dataclass
class Desk:
    """Everything that a booking meets. `day`: a day on which one can book, far enough away."""

    tenant: Tenant
    database: Database
    organisation: Organisation
    core: Core
    working: Working
    seen: Seen
    day: date
    heard: Heard

    @property
    def workspaces(self) -> Workspaces:
        return self.core.workspaces

    def person(self, number: int = 0) -> str:
        """The object id of an employee."""
        people = [user for user in self.tenant.directory.users.values() if user.properties.get("jobTitle")]
        return str(people[number].properties["id"])

    async def place(self, kind: str, number: int = 0, **other: Any) -> Place:
        places = [place for place in await self.workspaces.places.all() if place.kind == kind]
        return [place for place in places if all(getattr(place, name) == value for name, value in other.items())][
            number
        ]

    async def book(
        self,
        place: Place,
        start: str = "09:00",
        end: str = "10:00",
        *,
        who: int = 0,
        day: date | None = None,
        **other: Any,
    ) -> Booking:
        hours = time.fromisoformat(start), time.fromisoformat(end)
        return await self.workspaces.book(self.person(who), place.id, day or self.day, *hours, **other)

    async def state(self, booking: Booking) -> State:
        there = await self.workspaces.one(booking.id)
        assert there is not None
        return there.state

    async def until(self, booking: Booking, *states: State) -> Booking:
        """Waits until it stands so; fails where it does not come."""
        async with asyncio.timeout(30):
            while (there := await self.workspaces.one(booking.id)) is None or there.state not in states:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        return there

    def events(self) -> list[Event]:
        """What is in the calendar of the booking mailbox."""
        return self.tenant.calendars.all(self.tenant.calendars.mailboxes.booking)

    def speaker(self, who: int = 0) -> Speaker:
        person = self.person(who)
        return Speaker(person, f"29:{person}", self.tenant.tenant_id, "", "", "", "")

    def sign_in(self, who: int = 0) -> Speaker:
        """Somebody signs in, and allows what Koers asks for."""
        speaker, sign_ins = self.speaker(who), self.tenant.sign_ins
        sign_ins.allow(speaker.person, "koers")
        sign_ins.exchange(speaker.account, "koers", sign_ins.for_teams(self.tenant.directory.users[speaker.person]))
        return speaker

    def sign_out(self, who: int = 0) -> None:
        self.tenant.sign_ins.sign_out(self.speaker(who).account, "koers")

    def own(self, who: int = 0) -> list[Event]:
        """What is in the calendar of somebody."""
        return self.tenant.calendars.all(str(self.tenant.directory.users[self.person(who)].properties["mail"]).lower())

    def at(self, place: Place) -> list[Event]:
        """What is in the calendar of a place."""
        return self.tenant.calendars.all(place.address)

    def rows(self, table: str) -> int:
        return int(found(self.database, f"select count(*) from {table}")[0][0])

    def tables(self) -> dict[str, int]:
        """How many slots there are of places and people, and how much of it may be in Exchange."""
        return {name: self.rows(name) for name in ("place_slots", "person_slots", "booking_events")}


def working_day(organisation: Organisation, ahead: int = 3) -> date:
    """A day that is open and no holiday, and on which nothing is kept for a department."""
    day = datetime.now(organisation.time_zone).date() + timedelta(days=ahead)
    reserved = organisation.workspaces.reserved
    while day.weekday() > 4 or organisation.holidays.on(day) or any(each.on(day) for each in reserved):
        day += timedelta(days=1)
    return day


@asynccontextmanager
async def at_the_desk(
    database: Database, folder: Path, organisation: str = "sittard-geleen", **rules: Any
) -> AsyncGenerator[Desk]:
    """The core at work for a municipality; `rules` take the place of its own."""
    municipality = load_organisation(organisation)
    municipality = replace(municipality, workspaces=replace(municipality.workspaces, **rules))
    async with local_tenant(municipality, folder) as tenant:
        tenant.calendars.delay = DELAY
        settings = Settings.for_local_tenant(
            organisation, tenant.base_url, tenant_id=tenant.tenant_id, data=folder, port=0
        )
        client = GraphClient(settings)
        signing_in = SigningIn(database, client)
        signing_in.tokens = Tokens(tenant)
        core = booking(
            municipality,
            database,
            client,
            Directory(client),
            Presence(database, "bot"),
            signing_in=signing_in,
            tenant=tenant.tenant_id,
            waits=WAITS,
        )
        seen, heard = Seen(), Heard()
        core.workspaces.faces, core.organisers.says = seen, heard
        await core.places.sync()
        async with at_work(database, core.workspaces.work) as working:
            yield Desk(tenant, database, municipality, core, working, seen, working_day(municipality), heard)
        await core.looking.close()
        await client.close()


def wish(desk: Desk, kind: Any = "desk", **other: Any) -> Wish:
    return Wish(kind, (other.pop("day", desk.day),), **other)


async def nothing(payload: Payload, attempt: Attempt) -> None:
    """Exchange has whatever is wanted already."""


WITHOUT_EXCHANGE = dict.fromkeys((BOOK, CHANGE, CANCEL), Kind(nothing))  # for the core on a database alone
