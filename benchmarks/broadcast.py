"""An announcement to many at a connector that throttles and fails: how fast, at what cost, and whether once.

uv run python -m benchmarks.broadcast [--recipients 100000] [--limited] [--database URL] [--workers 2] [--lanes 4]

The connector is a process of its own: it answers after 20 ms, 2% with 429, 1% with 500 before it takes the message and
1% with 500 after. The reference is a plain loop in one process that does the same with a table of its own and sends
again whatever was not answered with 201, so that some get it twice. Both are measured in the same run.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import resource
import sqlite3
import sys
import tempfile
import time
from asyncio.subprocess import Process
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from sqlalchemy import text

from benchmarks.processes import another, most_in_a_second, serve, until_let_go
from bot.limits import Destination
from bot.pacer import Pacer
from commands.garbage import looked_for_seldom
from store.database import Database
from store.work import POLL
from tests import durable
from tests.announcing import LIFTED, Somebody, Staff, announcement, chat, person, settle_in, staged

ANSWER = 0.02  # seconds until the connector answers
THROTTLED, BEFORE, AFTER = 0.02, 0.01, 0.01  # shares of the requests
RETRY_AFTER = 1
WIDE = 50
LONGEST = 7200.0  # seconds
SELDOM = 3  # seconds between two counts of the whole ledger, as for an author's card
SEED = 1


@dataclass(frozen=True)
class Run:
    """What was measured."""

    name: str
    seconds: float
    processor: float
    states: dict[str, int]
    twice: int
    most: int  # that arrived in any second
    memory: tuple[float, float]  # megabytes in the middle and at the end

    def row(self, people: int) -> str:
        """As a line of a table."""
        states = ", ".join(f"{name} {count}" for name, count in sorted(self.states.items()))
        first, last = self.memory
        return (
            f"| {self.name} | {people / self.seconds:.0f} | {1000 * self.processor / people:.2f} ms | {states} "
            f"| {self.twice} | {self.most} | {first:.0f} and {last:.0f} MB |"
        )


durable.POLL = POLL  # as often as in real life


class Lifted(Pacer):
    """Without limits a 429 is of one message, as it is for the reference: it does not hold up everybody."""

    def throttled(self, destination: Destination, seconds: float, *, everything: bool = False) -> None:
        pass


async def connector() -> None:
    """The other process: takes, refuses and loses, and tells what it took."""
    chance, got, arrivals, number = random.Random(SEED), Counter[str](), list[float](), 0

    async def take(request: web.Request) -> web.Response:
        nonlocal number
        arrivals.append(time.monotonic())
        await request.read()
        await asyncio.sleep(ANSWER)
        dice = chance.random()
        if dice < THROTTLED:
            return web.json_response({}, status=429, headers={"Retry-After": str(RETRY_AFTER)})
        if dice < THROTTLED + BEFORE:
            return web.json_response({}, status=500)
        got[request.match_info["id"]] += 1
        if dice < THROTTLED + BEFORE + AFTER:
            return web.json_response({}, status=500)
        number += 1
        return web.json_response({"id": f"m{number}"}, status=201)

    async def token(_: web.Request) -> web.Response:
        return web.json_response({"access_token": "t" * 1200, "expires_in": 3599})

    async def told(_: web.Request) -> web.Response:
        twice = sum(times > 1 for times in got.values())
        answer = {"reached": len(got), "twice": twice, "most": most_in_a_second(arrivals)}
        got.clear()
        arrivals.clear()
        return web.json_response(answer)

    app = web.Application()
    app.router.add_post("/{tenant}/oauth2/v2.0/token", token)
    app.router.add_post("/connector/v3/conversations/{id}/activities", take)
    app.router.add_get("/told", told)
    await serve(app)


async def told(base: str) -> dict[str, int]:
    async with aiohttp.ClientSession() as http, http.get(f"{base}/told") as answer:
        return await answer.json()


def used() -> tuple[float, float]:
    """Seconds of processor time, and megabytes at the most, of this process."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


async def reference(base: str, folder: Path, people: int) -> Run:
    """The plain loop: a table, fifty at a time, a write every twentieth of a second, everything again until 201."""
    table = sqlite3.connect(folder / "plain.db", isolation_level=None, check_same_thread=False)
    for line in ("pragma journal_mode=wal", "pragma synchronous=full"):
        table.execute(line)
    table.execute("create table ledger (number integer primary key, state integer not null)")
    table.execute("begin")
    table.executemany("insert into ledger values (?, 0)", ((n,) for n in range(1, people + 1)))
    table.execute("commit")
    body = json.dumps({"type": "message", "text": "Dicht v1", "textFormat": "markdown", "channelId": "msteams"})
    waiting, done = list(range(people, 0, -1)), list[int]()
    started, (before, memory) = time.perf_counter(), used()

    async def sender(http: aiohttp.ClientSession) -> None:
        while waiting:
            number = waiting.pop()
            url = f"{base}/connector/v3/conversations/{chat(number)}/activities"
            while True:
                async with http.post(url, data=body, headers={"Authorization": "Bearer t"}) as answer:
                    await answer.read()
                if answer.status == 201:
                    break
                await asyncio.sleep(RETRY_AFTER if answer.status == 429 else 0.1)
            done.append(number)

    def write(numbers: list[int]) -> None:
        table.execute("begin immediate")
        table.executemany("update ledger set state = 1 where number = ?", [(n,) for n in numbers])
        table.execute("commit")

    async def writer() -> None:
        while True:
            await asyncio.sleep(0.05)
            numbers, done[:] = done[:], []
            if numbers:
                await asyncio.to_thread(write, numbers)

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=100)) as http:
        writing = asyncio.create_task(writer())
        await asyncio.gather(*(sender(http) for _ in range(WIDE)))
        writing.cancel()
        await asyncio.gather(writing, return_exceptions=True)
        write(done)
    seconds, (after, peak) = time.perf_counter() - started, used()
    count = table.execute("select count(*) from ledger where state = 1").fetchone()[0]
    table.close()
    heard = await told(base)
    return Run(
        "a plain loop, the reference",
        seconds,
        after - before,
        {"delivered": count},
        heard["twice"],
        heard["most"],
        (memory, peak),
    )


async def worker(url: str, folder: Path, base: str, people: int, limited: bool, lanes: int) -> None:
    """A process that sends until it is let go."""
    database = Database(url)
    staff = Staff([Somebody(person(n)) for n in range(1, people + 1)])
    pacer = Pacer() if limited else Lifted(LIFTED)
    async with staged(database, folder, base, staff, lanes=lanes, pacer=pacer):
        print("ready", flush=True)
        before, _ = used()
        with looked_for_seldom():
            await until_let_go()
        after, _ = used()
        print(after - before, flush=True)
    await database.close()


async def koers(base: str, folder: Path, url: str, people: int, limited: bool, workers: int, lanes: int) -> Run:
    """Koers, in this process, with more workers beside it if asked for."""
    database = Database(url)
    await database.migrate()
    for first in range(1, people + 1, 5000):
        await settle_in(database, base, min(5000, people + 1 - first), first=first)
    staff = Staff([Somebody(person(n)) for n in range(1, people + 1)])
    pacer = Pacer() if limited else Lifted(LIFTED)
    side = ("--side", base, url, str(people), str(int(limited)), str(lanes))
    async with AsyncExitStack() as stack:
        others = [await stack.enter_async_context(another("benchmarks.broadcast", *side)) for _ in range(workers - 1)]
        stage = await stack.enter_async_context(staged(database, folder, base, staff, lanes=lanes, pacer=pacer))
        stack.enter_context(looked_for_seldom())  # as commands/run.py does
        started, (before, memory) = time.perf_counter(), used()
        await stage.begin(announcement(at_most=people))
        middle = memory
        async with asyncio.timeout(LONGEST):
            while (sent := await stage.sent()).announcement.state != "done":
                if sent.numbers.total and sent.numbers.waiting > sent.numbers.total / 2:
                    middle = used()[1]
                await _moved(database, await _state(database))
        seconds, (after, peak) = time.perf_counter() - started, used()
        processor = after - before + sum([await _used_by(process) for process, _ in others])
    await database.close()
    numbers, heard = sent.numbers, await told(base)
    states: dict[str, Any] = {
        "delivered": numbers.delivered,
        "unknown": numbers.unknown,
        "failed": numbers.failures,
        "not installed": numbers.not_installed,
    }
    total = sum(states.values())
    if total != people or numbers.total != people:
        raise SystemExit(f"{total} of {people} are accounted for")
    return Run("Koers", seconds, processor, states, heard["twice"], heard["most"], (middle, peak))


async def _state(database: Database) -> object:
    async with database.read() as session:
        return await session.scalar(text("select state from announcements"))


async def _moved(database: Database, state: object) -> None:
    """Waits until it stands otherwise, or for a while: to count a long ledger costs more than to look at one row."""
    for _ in range(SELDOM):
        await asyncio.sleep(1.0)
        if await _state(database) != state:
            return


async def _used_by(process: Process) -> float:
    """Lets another worker go; the seconds of processor time that it used."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    return float(await process.stdout.readline())


async def main(people: int, limited: bool, url: str, workers: int, lanes: int) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with another("benchmarks.broadcast", "--connector") as (_, port):
            base = f"http://127.0.0.1:{port}"
            runs = [await reference(base, folder, people)] if not limited else []
            runs.append(
                await koers(base, folder, url or f"sqlite:///{folder / 'koers.db'}", people, limited, workers, lanes)
            )
    print("| what | a second | processor time each | what became of them | got it twice | most in a second | memory |")
    print("|---|---|---|---|---|---|---|")
    for run in runs:
        print(run.row(people))
    return 1 if runs[-1].twice else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recipients", type=int, default=100_000)
    parser.add_argument("--limited", action="store_true", help="at Teams' limits, instead of as fast as it goes")
    parser.add_argument("--database", default="", metavar="URL", help="(default: a new SQLite file)")
    parser.add_argument("--workers", type=int, default=1, help="processes that send; more than one on PostgreSQL only")
    parser.add_argument("--lanes", type=int, default=2, help="slices at once, over all processes")
    parser.add_argument("--connector", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--side", nargs=5, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.connector:
        asyncio.run(connector())
    elif chosen.side:
        far, where, count, slow, lanes = chosen.side
        with tempfile.TemporaryDirectory() as place:
            asyncio.run(worker(where, Path(place), far, int(count), slow == "1", int(lanes)))
    else:
        sys.exit(asyncio.run(main(chosen.recipients, chosen.limited, chosen.database, chosen.workers, chosen.lanes)))
