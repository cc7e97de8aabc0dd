"""Booking put together: the use cases, the work behind them, and what follows Microsoft Places and Outlook."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from bot.booking import BookingFaces
from bot.server import Bot
from dialogs.services import Services
from domain.organisation import Organisation
from domain.people import People
from domain.signing_in import SigningIn
from domain.workspaces.arriving import ARRIVED, Arriving
from domain.workspaces.booking import Workspaces
from domain.workspaces.elsewhere import Elsewhere
from domain.workspaces.exchange import WAITS, Exchange
from domain.workspaces.ledger import Ledger
from domain.workspaces.looking import Looking
from domain.workspaces.news import News
from domain.workspaces.organisers import Organisers
from domain.workspaces.outlook import Outlook
from domain.workspaces.own_calendars import OwnCalendars
from domain.workspaces.places import Places
from domain.workspaces.promises import BOOK, CANCEL, CHANGE
from domain.workspaces.telling import Telling
from graph.bookings import GraphBookings
from graph.bookings.arriving import GraphArrivals
from graph.client import GraphClient
from graph.people import People as Directory
from graph.places import GraphPlaces
from store.database import Database
from store.processes import Presence
from store.work import Kind

NEWS = timedelta(hours=2)  # that somebody is there: after that nobody has anything by it
LOOKED_SECONDS = 60.0  # between two looks whether the day has come from which booking is on
LAST_LOOK_SECONDS = 2.0  # how long the stop waits for what follows; the next start repeats what it breaks off


@dataclass(frozen=True)
class Booking:
    """The use cases, and what goes on beside them as long as Koers runs."""

    workspaces: Workspaces
    places: Places
    outlook: Outlook
    elsewhere: Elsewhere
    own_calendars: OwnCalendars
    organisers: Organisers
    looking: Looking
    ledger: Ledger

    @asynccontextmanager
    async def following(self) -> AsyncGenerator[None]:
        """Follows Microsoft Places and the calendars, as long as the block lasts, from when booking is on."""
        stop = asyncio.Event()
        tasks = [
            asyncio.create_task(self._once_on(self.places.run, stop), name="places"),
            asyncio.create_task(self._once_on(self.outlook.run, stop), name="booking mailbox"),
            asyncio.create_task(self._once_on(self.elsewhere.run, stop), name="calendars of places"),
            asyncio.create_task(self._once_on(self.own_calendars.run, stop), name="own calendars"),
        ]
        try:
            yield
        finally:
            stop.set()
            _, late = await asyncio.wait(tasks, timeout=LAST_LOOK_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _once_on(self, run: Callable[[asyncio.Event], Awaitable[None]], stop: asyncio.Event) -> None:
        while not self.workspaces.on:
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), LOOKED_SECONDS)
            if stop.is_set():
                return
        await run(stop)


def booking(
    organisation: Organisation,
    database: Database,
    client: GraphClient,
    directory: Directory,
    presence: Presence,
    *,
    signing_in: SigningIn | None = None,
    tenant: str = "",
    waits: Sequence[float] = WAITS,
) -> Booking:
    """Everything up to the wire. `signing_in`: None where nobody can sign in; `tenant`: of who does. `waits`: see
    domain.workspaces.exchange.
    """
    rules = organisation.workspaces
    places = Places(database, organisation, GraphPlaces(client), partial(presence.leads, "places"))
    looking = Looking(database, organisation, places, directory)
    telling = Telling()
    ledger = Ledger(organisation.id, organisation.time_zone, places)
    calendar = GraphBookings(client, rules.mailbox)
    ahead = max(rules.desks.days_ahead, rules.rooms.days_ahead)
    outlook = Outlook(database, ledger, calendar, rules.mailbox, ahead, partial(presence.leads, "booking mailbox"))
    elsewhere = Elsewhere(database, places, calendar, ahead, partial(presence.leads, "calendars of places"))
    workspaces = Workspaces(database, organisation, places, looking, ledger, telling)
    signing_in = signing_in or SigningIn(database, client)
    organisers = Organisers(database, calendar, signing_in, tenant, GraphBookings)
    own = OwnCalendars(database, ledger, organisers, outlook, partial(presence.leads, "own calendars"))
    exchange = Exchange(database, ledger, organisers, directory, People(database), telling, waits=waits)
    arriving = Arriving(database, organisers, signing_in, GraphArrivals, tenant)
    settling = {name: Kind(exchange.settle, exchange.failed) for name in (BOOK, CHANGE, CANCEL)}
    workspaces.work = {
        **settling,
        **News(database, workspaces, looking.instead_of).kinds(),
        ARRIVED: Kind(arriving.tell, patience=NEWS),
    }
    return Booking(workspaces, places, outlook, elsewhere, own, organisers, looking, ledger)


def join(bot: Bot, services: Services, database: Database, organisation: Organisation) -> None:
    """Gives bookings their cards; before the bot starts."""
    services.workspaces.faces = BookingFaces(
        database,
        bot.messenger,
        services.workspaces,
        services.people,
        organisation,
        services.delegating,
        services.workdays,
    )
