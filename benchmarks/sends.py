"""How fast Koers sends without being asked, beside a bare aiohttp client; and how it keeps to Teams' limits.

uv run python -m benchmarks.sends [--profile FILE]
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import gc
import json
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from aiohttp import web

from benchmarks.processes import another, most_in_a_second, percentile, serve
from bot.connector import TIMEOUT, Connector
from bot.credentials import outgoing_token
from bot.limits import Rate, SendingRates
from bot.messenger import ConnectorMessenger
from bot.outgoing_session import outgoing_session
from bot.pacer import Pacer
from bot.service_hosts import ServiceHosts
from domain.messenger import Message, Priority
from settings import Settings
from store import conversations
from store.database import Database

SENDS, WIDE, ANSWER = 400, 50, 0.05  # how many, how many at once, and after how many seconds the connector answers
RUNS = 7
BEAT = 0.005  # seconds between two heartbeats of the event loop
TENANT = "aaaaaaaa-0000-4000-8000-000000000001"
TEXT = "Morgen is de publieksbalie tot 12.00 uur dicht. Vragen? Antwoord op dit bericht. " * 4
LIFTED = SendingRates(tenant=Rate(1_000_000, 1), broadcasts=1_000_000)  # the reference has no limits either
BROADCAST, REPLIES, REPLY_EVERY = 300, 60, 0.1


@dataclass(frozen=True)
class Run:
    """What was measured: sends a second, milliseconds of processor time a send, and the longest stall of the loop."""

    rate: float
    processor: float
    stall: float  # milliseconds that a heartbeat came late
    own: float  # milliseconds of processor time that the loop used between two heartbeats: without the other processes


async def connector() -> None:
    """The other process: answers after a while, and tells when everything arrived."""
    arrivals: list[float] = []
    number = 0

    async def take(_: web.Request) -> web.Response:
        nonlocal number
        arrivals.append(time.monotonic())
        number += 1
        body = json.dumps({"id": f"m{number}"})
        await asyncio.sleep(ANSWER)
        return web.Response(text=body, status=201, content_type="application/json")

    async def token(_: web.Request) -> web.Response:
        return web.json_response({"access_token": "t" * 1200, "expires_in": 3599})

    async def told(_: web.Request) -> web.Response:
        times = list(arrivals)
        arrivals.clear()
        return web.json_response(times)

    app = web.Application()
    app.router.add_post("/{tenant}/oauth2/v2.0/token", token)
    app.router.add_post("/connector/v3/conversations/{id}/activities", take)
    app.router.add_get("/arrivals", told)
    await serve(app)


@asynccontextmanager
async def session_of(settings: Settings) -> AsyncIterator[Callable[[SendingRates], Connector]]:
    """The session as the bot has it, and connectors on it, each with a pace of its own."""
    session = outgoing_session(settings)
    token = outgoing_token(settings)
    try:
        yield lambda rates: Connector(session, token, ServiceHosts.of(settings), Pacer(rates), tenant=TENANT)
    finally:
        await token.close()
        await session.close()


async def store(database: Database, base: str, count: int) -> list[str]:
    await database.migrate()
    ids = [f"a:1{number:06d}{'x' * 60}" for number in range(count)]
    async with database.write() as session:
        for id in ids:
            reference = conversations.Conversation(id, "personal", TENANT, None, f"{base}/connector/", "28:koers")
            await conversations.save(session, reference)
    return ids


async def measured(send: Callable[[str], Awaitable[object]], ids: Sequence[str]) -> Run:
    """Sends one to each, so many at once."""
    waiting = list(reversed(ids))
    late: list[float] = []
    own: list[float] = []

    async def heart() -> None:
        while True:
            before, used = time.perf_counter(), time.thread_time()
            await asyncio.sleep(BEAT)
            late.append(time.perf_counter() - before - BEAT)
            own.append(time.thread_time() - used)

    async def sender() -> None:
        while waiting:
            await send(waiting.pop())

    gc.collect()
    beating = asyncio.create_task(heart())
    processor, start = time.process_time(), time.perf_counter()
    await asyncio.gather(*(sender() for _ in range(WIDE)))
    seconds, used = time.perf_counter() - start, time.process_time() - processor
    beating.cancel()
    return Run(len(ids) / seconds, used / len(ids) * 1000, max(late) * 1000, max(own) * 1000)


def sending(messenger: ConnectorMessenger, priority: Priority) -> Callable[[str], Awaitable[None]]:
    async def send(id: str) -> None:
        outcome = await messenger.tell(id, Message(TEXT), priority=priority)
        if outcome.fate != "delivered":
            raise SystemExit(f"not delivered: {outcome}")

    return send


def bare(session: aiohttp.ClientSession, base: str) -> Callable[[str], Awaitable[None]]:
    """Posts the same JSON with the same headers, and reads the id."""

    async def send(id: str) -> None:
        activity = {
            "type": "message", "channelId": "msteams", "from": {"id": "28:koers"}, "conversation": {"id": id},
            "textFormat": "markdown", "text": TEXT,
        }  # fmt: skip
        body = json.dumps(activity, ensure_ascii=False, separators=(",", ":")).encode()
        headers = {"Authorization": f"Bearer {'t' * 1200}", "Content-Type": "application/json; charset=utf-8"}
        url = f"{base}/connector/v3/conversations/{id}/activities"
        async with session.post(url, data=body, headers=headers, timeout=TIMEOUT, allow_redirects=False) as response:
            assert response.status == 201
            assert json.loads(await response.read())["id"]

    return send


async def throughput(base: str, connector: Connector, database: Database, ids: list[str], profile: str) -> None:
    looked_up: list[Run] = []
    known: list[Run] = []
    reference: list[Run] = []
    profiler = cProfile.Profile()
    plain = aiohttp.TCPConnector(limit=100, limit_per_host=100)
    async with aiohttp.ClientSession(connector=plain, cookie_jar=aiohttp.DummyCookieJar()) as session:
        await measured(bare(session, base), ids)  # both open their connections before anything counts
        await measured(sending(ConnectorMessenger(database, connector), "broadcast"), ids)
        for _ in range(RUNS):
            reference.append(await measured(bare(session, base), ids))
            messenger = ConnectorMessenger(database, connector)  # a new one knows no conversation yet
            if profile:
                profiler.enable()
            looked_up.append(await measured(sending(messenger, "broadcast"), ids))
            profiler.disable()
            known.append(await measured(sending(messenger, "broadcast"), ids))
    if profile:
        profiler.dump_stats(profile)
    print(f"{SENDS} sends, {WIDE} at once, each answered after {ANSWER * 1000:.0f} ms; median of {RUNS}, in turn.")
    print("The limit of the tenant is lifted here, because the reference has none.\n")
    print("| | sends a second | of the reference | processor time a send | longest stall | own work in it |")
    print("|---|---|---|---|---|---|")
    told = (
        ("bare aiohttp, the reference", reference),
        ("Koers, conversations looked up", looked_up),
        ("Koers, conversations known", known),
    )
    for name, runs in told:
        rate, processor = (
            statistics.median(values) for values in zip(*((run.rate, run.processor) for run in runs), strict=True)
        )
        ratio = statistics.median(ours.rate / theirs.rate for ours, theirs in zip(runs, reference, strict=True))
        stall, own = max(run.stall for run in runs), max(run.own for run in runs)
        print(f"| {name} | {rate:.0f} | {ratio:.2f} | {processor:.2f} ms | {stall:.0f} ms | {own:.0f} ms |")


async def replies(messenger: ConnectorMessenger, ids: list[str]) -> list[float]:
    """Milliseconds that the answers to people take, one every tenth of a second."""
    send = sending(messenger, "person")
    took: list[float] = []

    async def reply(id: str) -> None:
        start = time.perf_counter()
        await send(id)
        took.append((time.perf_counter() - start) * 1000)

    async with asyncio.TaskGroup() as answers:
        for id in ids:
            answers.create_task(reply(id))
            await asyncio.sleep(REPLY_EVERY)
    return took


async def limits(base: str, make: Callable[[SendingRates], Connector], database: Database, ids: list[str]) -> None:
    people, everybody = ids[:REPLIES], ids[REPLIES : REPLIES + BROADCAST]
    quiet = await replies(ConnectorMessenger(database, make(SendingRates())), people)
    messenger = ConnectorMessenger(database, make(SendingRates()))
    send = sending(messenger, "broadcast")
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{base}/arrivals"):
            start = time.perf_counter()
        sent = asyncio.gather(*map(send, everybody))
        busy = await replies(messenger, people)
        await sent
        seconds = time.perf_counter() - start
        async with session.get(f"{base}/arrivals") as response:
            arrivals = await response.json()
    most = most_in_a_second(arrivals)
    print(
        f"\nAt Teams' limits: {BROADCAST} messages of a broadcast, and an answer to a person every {REPLY_EVERY} s.\n"
    )
    print("| | |")
    print("|---|---|")
    print(f"| most that arrived in any second | {most} |")
    print(f"| everything together, a second | {len(arrivals) / seconds:.1f} |")
    for name, times in (("during the broadcast", busy), ("without it, the reference", quiet)):
        middle, worst = percentile(times, 0.5), percentile(times, 0.99)
        print(f"| an answer to a person {name}, p50 and p99 | {middle:.0f} and {worst:.0f} ms |")


async def main(profile: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with another("benchmarks.sends", "--connector") as (_, port):
            base = f"http://127.0.0.1:{port}"
            settings = Settings.for_local_tenant("oss", base, tenant_id=TENANT, data=Path(folder), port=0)
            database = Database(f"sqlite:///{folder}/koers.db")
            ids = await store(database, base, SENDS)
            async with session_of(settings) as make:
                await throughput(base, make(LIFTED), database, ids, profile)
                await limits(base, make, database, ids)
            await database.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--connector", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--profile", default="", help="write a cProfile of Koers' runs to this file")
    chosen = parser.parse_args()
    asyncio.run(connector() if chosen.connector else main(chosen.profile))
