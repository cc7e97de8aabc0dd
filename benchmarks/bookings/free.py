"""How long it takes to know what is free, among very many places and bookings."""

from __future__ import annotations

import random
from datetime import datetime, time, timedelta
from time import perf_counter
from uuid import UUID

from sqlalchemy import insert

from benchmarks.bookings.stage import Stage, made_up, staged, unbounded
from commands.garbage import looked_for_seldom
from domain.workspaces.clock import span_of
from domain.workspaces.model import Kind, Wish
from store.bookings import BookingRow
from store.database import now

DAYS = 28  # over which the bookings are spread: what the rules let people book ahead
LOOKS = 400
SLICE = 2000
HOURS = ((8, 10), (9, 12), (13, 15), (13, 18), (8, 18), (10, 11))


async def measured_free(url: str, *, places: int, bookings: int, looks: int = LOOKS) -> None:
    """Prints a table."""
    organisation = unbounded("sittard-geleen")
    chosen = random.Random(6)
    async with staged(url, made_up(places, organisation, areas=40), organisation) as stage:
        await _filled(stage, bookings, chosen)
        with looked_for_seldom():  # as in a running Koers
            found, refused = await _looked(stage, chosen, looks)
    print(f"What is free: {places} places, {bookings} bookings over {DAYS} days, {looks} looks\n")
    print("| what | looks | p50 | p95 | p99 |\n|---|---|---|---|---|")
    for name, took in (("all", found + refused), ("something is free", found), ("nothing is", refused)):
        if took:
            p50, p95, p99 = (1000 * sorted(took)[int(share * (len(took) - 1))] for share in (0.5, 0.95, 0.99))
            print(f"| {name} | {len(took)} | {p50:.0f} ms | {p95:.0f} ms | {p99:.0f} ms |")
    print(flush=True)


async def _filled(stage: Stage, count: int, chosen: random.Random) -> None:
    zone = stage.organisation.time_zone
    today = datetime.now(zone).date()
    known = [place for place in await stage.places.all() if place.address]
    seats = [place for place in known for _ in range(place.seats)]
    rows: list[dict[str, object]] = []
    for number in range(count):
        place, day = chosen.choice(seats), today + timedelta(days=1 + chosen.randrange(DAYS))
        start, end = chosen.choice(HOURS)
        span = span_of(day, time(start), time(end), zone)
        assert span is not None
        rows.append(
            {
                "id": UUID(int=chosen.getrandbits(128)).hex,
                "organisation": stage.organisation.id,
                "person": f"person-{number % 3000}",
                "booker": f"person-{number % 3000}",
                "kind": place.kind,
                "place": place.id,
                "day": day,
                "first_slot": span.first,
                "end_slot": span.after,
                "people": 1,
                "state": "confirmed",
                "holds": True,
                "version": 1,
                "why": "",
                "news": "",
                "card_conversation": "",
                "card_message": "",
                "created": now(),
                "changed": now(),
            }
        )
    for first in range(0, count, SLICE):
        async with stage.database.write() as session:
            await (await session.connection()).execute(insert(BookingRow), rows[first : first + SLICE])


async def _looked(stage: Stage, chosen: random.Random, looks: int) -> tuple[list[float], list[float]]:
    today = datetime.now(stage.organisation.time_zone).date()
    location = next(each for each in stage.organisation.locations if each.zones)
    zones = ["", *(zone.id for zone in location.zones)]
    found: list[float] = []
    refused: list[float] = []
    kinds: tuple[Kind, ...] = ("desk", "room")
    for number in range(looks):
        kind = chosen.choice(kinds)
        start, end = chosen.choice(HOURS)
        large = chosen.choice((2, 4, 8, 12)) if kind == "room" else 1
        features = frozenset({"video"}) if kind == "room" and chosen.random() < 0.4 else frozenset[str]()
        day = today + timedelta(days=1 + chosen.randrange(DAYS))
        wish = Wish(kind, (day,), "day", time(start), time(end), location.id, chosen.choice(zones), people=large,
                    features=features)  # fmt: skip
        since = perf_counter()
        looked = await stage.workspaces.free(f"somebody-{number}", wish)
        (refused if looked.refusal else found).append(perf_counter() - since)
    return found, refused
