"""Attempts from all sides at once: bookings, changes and cancellations, and what people and places do in Outlook."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import perf_counter

from benchmarks.bookings.counting import Wrong, counted
from benchmarks.bookings.stage import AHEAD, month, unbounded
from commands.booking import Booking as Core
from commands.booking import booking
from commands.compose import local_tenant
from domain.organisation import load_organisation
from domain.workspaces.model import Place, Refused
from errors import Unavailable
from graph.client import GraphClient
from graph.people import People as Directory
from settings import Settings
from store.database import Database
from store.processes import Presence
from store.work import Engine, Kind
from tenant.meetings import Draft, Event
from tenant.server import Tenant
from tests.durable import Working

LONG = 7200.0  # seconds in which it has to come to rest
LOOK = 5.0  # seconds between two looks at Outlook, meanwhile
# What a worker does, and how often of a hundred times.
DEEDS = (("book", 72), ("cancel", 12), ("change", 8), ("person declines", 3), ("place declines", 3), ("moved", 1),
         ("deleted", 1))  # fmt: skip
OUTSIDERS = 40  # meetings that others made in the calendars of places


@dataclass(frozen=True)
class Mixed:
    """How much of it. `seed`: the same again does the same deeds, though not in the same order."""

    attempts: int = 100_000
    workers: int = 200
    people: int = 200
    seed: int = 6
    pause: float = 0.0  # seconds that a worker waits between two of its attempts
    poll: float = 0.25  # seconds between two looks at what was promised: more often costs more than the work itself
    places: int = 50
    days: int = 30  # those around the change of the clock first


@dataclass
class Scene:
    """Everything that happens happens to this."""

    tenant: Tenant
    core: Core
    database: Database
    days: list[date]
    places: list[Place]
    people: list[str]
    chosen: random.Random
    left: int
    mine: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    outcomes: Counter[str] = field(default_factory=Counter[str])

    @property
    def mailbox(self) -> str:
        """The address of the booking mailbox."""
        return self.tenant.calendars.mailboxes.booking


async def mixed(url: str, folder: Path, asked: Mixed) -> bool:
    """Prints what was done and what came of it; whether nothing of it was wrong."""
    days = month(load_organisation("sittard-geleen"))
    days = sorted(days, key=lambda day: abs(day - days[7]))[: asked.days]
    organisation = unbounded("sittard-geleen")
    async with local_tenant(organisation, folder, people=asked.people) as tenant:
        tenant.calendars.delay = 0.2
        # Of Exchange's own limits: a resource takes no meeting too far away from this day.
        tenant.calendars.today = lambda: datetime.now(UTC) + timedelta(days=AHEAD)
        settings = Settings.for_local_tenant(
            organisation.id, tenant.base_url, tenant_id=tenant.tenant_id, data=folder, port=0
        )
        database, client = Database(url), GraphClient(settings)
        await database.migrate()
        core = booking(organisation, database, client, Directory(client), Presence(database, "bot"))
        try:
            await core.places.sync()
            places = [place for place in await core.places.all() if place.address]
            places = some(places, asked.places)
            async with _at_work(database, core.workspaces.work, asked.poll) as working:
                people = [user for user in tenant.directory.users.values() if user.properties.get("jobTitle")]
                ids = [str(user.properties["id"]) for user in people]
                scene = Scene(tenant, core, database, days, places, ids, random.Random(asked.seed), asked.attempts)
                wrong = await _played(scene, asked, working)
        finally:
            await core.looking.close()
            await client.close()
            await database.close()
    return wrong.nothing


def some(places: list[Place], most: int) -> list[Place]:
    """Of each kind as many as there are of it among all, and at least one."""
    step = max(1, len(places) // most)
    kinds = {place.kind: place for place in places}
    return list(dict.fromkeys([*kinds.values(), *places[::step]]))[: max(most, len(kinds))]


@asynccontextmanager
async def _at_work(database: Database, kinds: Mapping[str, Kind], poll: float) -> AsyncGenerator[Working]:
    presence = Presence(database, "worker")
    await presence.start()
    engine = Engine(database, kinds, presence, poll=poll)
    engine.start()
    try:
        await engine.started()
        yield Working(engine, database)
    finally:
        await engine.stop()
        await presence.stop()


async def _played(scene: Scene, asked: Mixed, working: Working) -> Wrong:
    _occupied(scene)
    stop = asyncio.Event()
    following = asyncio.create_task(_follow(scene, stop))
    begun = perf_counter()
    await asyncio.gather(*(_work(scene, asked.pause) for _ in range(asked.workers)))
    seconds = perf_counter() - begun
    stop.set()
    await following
    await _settle(scene, working)
    settled = perf_counter() - begun
    wrong = await counted(scene.database, scene.tenant, scene.core)
    print(f"{asked.attempts} attempts by {asked.workers} workers on {len(scene.places)} places over"
          f" {len(scene.days)} days\n")  # fmt: skip
    print("| what | |\n|---|---|")
    print(f"| attempts a second | {asked.attempts / seconds:.0f} |")
    print(f"| settled after | {settled:.0f} s |")
    for name, count in sorted(scene.outcomes.items()):
        print(f"| {name} | {count} |")
    for name, count in wrong.told():
        print(f"| {name} | {count} |")
    print(flush=True)
    return wrong


async def _follow(scene: Scene, stop: asyncio.Event) -> None:
    while not stop.is_set():
        with suppress(Unavailable):  # the next look sees the same
            await scene.core.outlook.look()
        try:
            await asyncio.wait_for(stop.wait(), LOOK)
        except TimeoutError:
            continue


async def _settle(scene: Scene, working: Working) -> None:
    """Until nothing is left to do, here and in Outlook."""
    async with asyncio.timeout(LONG):
        for _ in range(3):
            await _rest(working)
            await scene.core.outlook.look()
        await _rest(working)


async def _rest(working: Working) -> None:
    while True:
        try:
            await working.settled()
            return
        except TimeoutError:
            continue


async def _work(scene: Scene, pause: float) -> None:
    deeds: dict[str, Callable[[Scene], Awaitable[str]]] = {
        "book": _book,
        "cancel": _cancel,
        "change": _change,
        "person declines": _person_declines,
        "place declines": _place_declines,
        "moved": _moved,
        "deleted": _deleted,
    }
    names, weights = [name for name, _ in DEEDS], [weight for _, weight in DEEDS]
    while scene.left > 0:
        scene.left -= 1
        (name,) = scene.chosen.choices(names, weights)
        try:
            became = await deeds[name](scene)
        except Unavailable:  # 200 at once on a busy machine: somebody is asked to try again, and may
            became = "asked to try again"
        scene.outcomes[f"{name}: {became}"] += 1
        await asyncio.sleep(pause)


def _hours(scene: Scene) -> tuple[time, time]:
    first = scene.chosen.randrange(0, 88)  # quarters of an hour; at night, too, where the clock changes
    last = min(95, first + scene.chosen.choice((1, 2, 4, 6, 16)))
    return time(first // 4, 15 * (first % 4)), time(last // 4, 15 * (last % 4))


async def _book(scene: Scene) -> str:
    person, place = scene.chosen.choice(scene.people), scene.chosen.choice(scene.places)
    day = scene.chosen.choice(scene.days)
    start, end = _hours(scene)
    try:
        booked = await scene.core.workspaces.book(person, place.id, day, start, end)
    except Refused as refused:
        return refused.refusal.reason
    scene.mine.setdefault(person, []).append(booked.id)
    return "taken here"


def _own(scene: Scene) -> tuple[str, str] | None:
    if not scene.mine:
        return None
    person = scene.chosen.choice(list(scene.mine))
    return person, scene.chosen.choice(scene.mine[person])


async def _cancel(scene: Scene) -> str:
    own = _own(scene)
    return "nothing to" if own is None else (await scene.core.workspaces.cancel(*own)).state


async def _change(scene: Scene) -> str:
    own = _own(scene)
    booked = await scene.core.workspaces.find(*own) if own is not None else None
    if own is None or booked is None:
        return "nothing to"
    same = scene.chosen.random() < 0.5
    like = [place for place in scene.places if (place.kind in ("desk", "area")) == booked.desk]
    place = booked.place if same else scene.chosen.choice(like)
    start, end = _hours(scene)
    day = booked.day if same else scene.chosen.choice(scene.days)
    try:
        changed = await scene.core.workspaces.change(*own, place.id, day, start, end)
    except Refused as refused:
        return refused.refusal.reason
    return changed.state


def _event(scene: Scene) -> Event | None:
    """Some meeting of the booking mailbox on one of the days."""
    day = scene.chosen.choice(scene.days)
    first = f"{day:%Y-%m-%d}T00:00:00"
    found = scene.tenant.calendars.between(scene.mailbox, first, f"{day:%Y-%m-%d}T23:59:00")
    return scene.chosen.choice(found) if found else None


async def _declines(scene: Scene, kind: str) -> str:
    event = _event(scene)
    invited = (
        [] if event is None else [each for each in event.attendees if (each.kind == "resource") == (kind == "place")]
    )
    for each in invited:
        copies = [] if event is None else scene.tenant.calendars.all(each.address)
        copy = next((one for one in copies if event is not None and one.uid == event.uid), None)
        if copy is not None and not copy.cancelled:
            scene.tenant.calendars.respond(copy, "declined")
            return "in Outlook"
    return "nothing to"


async def _person_declines(scene: Scene) -> str:
    return await _declines(scene, "person")


async def _place_declines(scene: Scene) -> str:
    return await _declines(scene, "place")


async def _deleted(scene: Scene) -> str:
    event = _event(scene)
    if event is None:
        return "nothing to"
    scene.tenant.calendars.delete(event)
    return "in Outlook"


async def _moved(scene: Scene) -> str:
    event = _event(scene)
    if event is None:
        return "nothing to"
    by = timedelta(minutes=15 * scene.chosen.choice((-8, -3, 2, 5)))
    start, end = (datetime.fromisoformat(each) + by for each in (event.draft.start, event.draft.end))
    draft = replace(event.draft, start=start.isoformat(), end=end.isoformat())
    scene.tenant.calendars.change(event, draft)
    return "in Outlook"


def _occupied(scene: Scene) -> None:
    """Others have meetings in the calendars of places that Koers did not make."""
    for _ in range(OUTSIDERS):
        place, day = scene.chosen.choice(scene.places), scene.chosen.choice(scene.days)
        hour = scene.chosen.randrange(7, 16)
        draft = Draft("Overleg", f"{day:%Y-%m-%d}T{hour:02}:00:00", f"{day:%Y-%m-%d}T{hour + 1:02}:00:00")
        if not scene.tenant.calendars.between(place.address, draft.start, draft.end):
            scene.tenant.calendars.create(place.address, draft)
