"""How long somebody waits for an answer while an announcement goes to everybody as fast as it can.

uv run python -m benchmarks.replies [--recipients 10000]

The bot and the work are one process, as on SQLite; Teams is this one, and answers after 20 ms. Somebody asks for help
every tenth of a second; the wait is from the moment that it is said until the answer is at Teams. The reference is the
same process before anything is sent.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from aiohttp import web

from benchmarks.far_side import FarSide, NearSide, listening, near_side
from benchmarks.processes import percentile
from benchmarks.turn import helping
from bot.limits import Rate, SendingRates

ANSWER = 0.02  # seconds
EVERY = 0.1  # seconds between two questions
QUIET = 100  # questions before anything is sent
LONGEST = 1800.0  # seconds
LIFTED = SendingRates(tenant=Rate(1_000_000, 1), broadcasts=1_000_000)


@dataclass
class Teams(FarSide):
    """The far side, that knows which answer is for whom."""

    asked: dict[str, asyncio.Future[float]] = field(default_factory=dict[str, "asyncio.Future[float]"])

    def took(self, path: str, body: bytes) -> None:
        waiting = self.asked.get(path.partition("conversations/")[2].partition("/")[0])
        if waiting is not None and not waiting.done():
            waiting.set_result(time.perf_counter())


async def ask(near: NearSide, far: Teams, http: aiohttp.ClientSession, number: int, people: int) -> float:
    """Seconds until the answer to "help" is there. Nobody who asks is among those who are sent to."""
    said = far.message("help", people + 1 + number, people + 1_000_000)
    waiting = far.asked[said["conversation"]["id"]] = asyncio.get_running_loop().create_future()
    started = time.perf_counter()
    async with http.post(
        f"http://127.0.0.1:{near.port}/api/messages", data=json.dumps(said), headers=far.headers()
    ) as answer:
        await answer.read()
    async with asyncio.timeout(60):
        return await waiting - started


async def asking(
    near: NearSide, far: Teams, http: aiohttp.ClientSession, first: int, people: int, over: asyncio.Event, most: int
) -> list[float]:
    """The waits of one after the other, until it is over or so many have asked."""
    questions: list[asyncio.Task[float]] = []
    while not over.is_set() and len(questions) < most:
        questions.append(asyncio.create_task(ask(near, far, http, first + len(questions), people)))
        await asyncio.sleep(EVERY)
    return list(await asyncio.gather(*questions))


async def main(people: int, limited: bool) -> int:
    with tempfile.TemporaryDirectory() as folder:
        far = Teams(ANSWER)
        async with listening(far), aiohttp.ClientSession() as http:
            side = ("--side", far.base, folder, str(people), str(int(limited)))
            async with near_side("benchmarks.replies", *side, longest=LONGEST) as near:
                over = asyncio.Event()
                await asking(near, far, http, 0, people, over, 20)  # everything is loaded
                quiet = await asking(near, far, http, 20, people, over, QUIET)
                busy_asking = asyncio.create_task(asking(near, far, http, 20 + QUIET, people, over, sys.maxsize))
                started = time.perf_counter()
                async with http.post(f"http://127.0.0.1:{near.port}/send", timeout=aiohttp.ClientTimeout()) as answer:
                    assert await answer.text() == "done"
                seconds = time.perf_counter() - started
                over.set()
                busy = await busy_asking
    print(f"{people} recipients, {people / seconds:.0f} a second.\n")
    print("| | questions | p50 | p99 | longest |\n|---|---|---|---|---|")
    for name, waits in (("before it, the reference", quiet), ("during the announcement", busy)):
        middle, late, longest = (1000 * percentile(waits, share) for share in (0.5, 0.99, 1.0))
        print(f"| {name} | {len(waits)} | {middle:.0f} ms | {late:.0f} ms | {longest:.0f} ms |")
    return 0 if percentile(busy, 0.99) < 1.0 else 1


async def koers(base: str, folder: Path, people: int, limited: bool) -> None:
    """The product with everything that an announcement needs, until it is ended."""
    from commands.garbage import looked_for_seldom
    from store.database import Database
    from store.work import POLL
    from tests import durable
    from tests.announcing import Somebody, Staff, announcement, person, settle_in, staged

    durable.POLL = POLL  # as often as in real life
    database = Database(f"sqlite:///{folder / 'koers.db'}")
    bot = await helping(base, folder, database, SendingRates() if limited else LIFTED)
    for first in range(1, people + 1, 5000):
        await settle_in(database, base, min(5000, people + 1 - first), first=first)
    staff = Staff([Somebody(person(n)) for n in range(1, people + 1)])
    async with staged(database, folder, base, staff, lanes=2, pacer=bot.pacer) as stage:

        async def send(_: web.Request) -> web.Response:
            await stage.begin(announcement())
            while (await stage.sent()).announcement.state != "done":  # noqa: ASYNC110 - it has no event
                await asyncio.sleep(0.5)
            return web.Response(text="done")

        bot.app.router.add_post("/send", send)
        await bot.start(0)
        await bot.keys.refresh()
        with looked_for_seldom():
            print(bot.port, flush=True)
            await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipients", type=int, default=10_000)
    parser.add_argument("--limited", action="store_true", help="at Teams' limits, instead of as fast as it goes")
    parser.add_argument("--side", nargs=4, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.side:
        where, place, count, slow = chosen.side
        asyncio.run(koers(where, Path(place), int(count), slow == "1"))
    else:
        sys.exit(asyncio.run(main(chosen.recipients, chosen.limited)))
