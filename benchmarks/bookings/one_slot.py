"""Many who want the same place at the same moment: one gets it, and how many attempts a second are decided."""

from __future__ import annotations

import asyncio
from datetime import date, time
from time import perf_counter

from benchmarks.bookings.stage import Stage, made_up, month, staged, unbounded
from domain.organisation import load_organisation
from domain.workspaces.model import Refused
from tests.databases import found


async def one_slot(url: str, *, workers: int, rounds: int) -> bool:
    """Prints a table; whether each slot was had by one."""
    days = month(load_organisation("sittard-geleen"))
    organisation = unbounded("sittard-geleen")
    async with staged(url, made_up(50, organisation), organisation) as stage:
        took: list[float] = []
        won: list[int] = []
        begun = perf_counter()
        for number in range(rounds):
            day, hour = days[number % len(days)], 8 + number // len(days) % 12
            start, end = time(hour), time(hour, 15)

            attempts = (_attempt(stage, f"person-{who}-{number}", day, start, end) for who in range(workers))
            outcomes = await asyncio.gather(*attempts)
            won.append(sum(had for had, _ in outcomes))
            took += [seconds for _, seconds in outcomes]
        seconds = perf_counter() - begun
        slots = int(found(stage.database, "select count(*) from place_slots")[0][0])
    print(f"{workers} at once for one slot, {rounds} slots\n\n| attempts a second | p50 | p99 | slots had by one |")
    print("|---|---|---|---|")
    ordered = sorted(took)
    p50, p99 = (1000 * ordered[int(share * (len(ordered) - 1))] for share in (0.5, 0.99))
    print(f"| {len(took) / seconds:.0f} | {p50:.0f} ms | {p99:.0f} ms | {won.count(1)} of {rounds} |\n", flush=True)
    return won == [1] * rounds and slots == rounds


async def _attempt(stage: Stage, person: str, day: date, start: time, end: time) -> tuple[bool, float]:
    """Whether this one got it, and in how many seconds that was known, with what else is free where not."""
    since = perf_counter()
    try:
        await stage.workspaces.book(person, "place-1", day, start, end)
    except Refused:
        return False, perf_counter() - since
    return True, perf_counter() - since
