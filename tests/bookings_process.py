"""Booking at work in a process of its own, to be killed: `python -m tests.bookings_process`."""

from __future__ import annotations

import argparse
import asyncio
from datetime import date, time
from pathlib import Path

from commands.booking import booking
from domain.organisation import load_organisation
from domain.workspaces.model import Refused
from graph.client import GraphClient
from graph.people import People as Directory
from settings import Settings
from store.database import Database
from store.processes import Presence
from tests.bookings import WAITS, Seen
from tests.durable import at_work


async def work(url: str, folder: Path, base: str, tenant: str, day: date, people: list[str]) -> None:
    """Books a place for each of these people and calls every second one off, over and over, until it is killed."""
    organisation = load_organisation("sittard-geleen")
    database = Database(url)
    await database.migrate()
    settings = Settings.for_local_tenant(organisation.id, base, tenant_id=tenant, data=folder, port=0)
    client = GraphClient(settings)
    core = booking(organisation, database, client, Directory(client), Presence(database, "bot"), waits=WAITS)
    core.workspaces.faces = Seen()
    await core.places.sync()
    places = [place for place in await core.places.all() if place.kind == "desk"]
    async with at_work(database, core.workspaces.work):
        print("ready", flush=True)
        for hour in range(8, 18):
            for number, person in enumerate(people):
                place = places[number % len(places)]
                try:
                    booked = await core.workspaces.book(
                        person, place.id, day, time(hour), time(hour, 45), key=f"{hour}"
                    )
                except Refused:
                    continue
                if number % 2:
                    await core.workspaces.cancel(person, booked.id)
        print("done", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("folder", type=Path)
    parser.add_argument("base")
    parser.add_argument("tenant")
    parser.add_argument("day", type=date.fromisoformat)
    parser.add_argument("people", nargs="+")
    options = parser.parse_args()
    asyncio.run(work(options.url, options.folder, options.base, options.tenant, options.day, options.people))
