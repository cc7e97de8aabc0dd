"""What trouble with the connector's key endpoint does to people who are talking: refused requests and a stalled loop.

uv run python -m benchmarks.keys

The bot has a heartbeat every 5 ms. The reference, in the same run, is a process of its own in which a loop does nothing
but the same heartbeat. The endpoint and the requests come from this process.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

from settings import LOCAL_APP_ID
from tests.wire import Line, public

RATE = 50  # valid requests a second
STRANGERS = 100  # requests a second with made-up keys, in the attack
SECONDS = 8.0  # of a trouble
LONG = 14.0  # of an attack or a rollover
STALL_MS = 100.0
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Tally:
    """How a stream of requests fared."""

    statuses: dict[int, int] = field(default_factory=dict[int, int])
    slowest: float = 0.0

    @property
    def refused(self) -> int:
        return sum(count for status, count in self.statuses.items() if status != 202)


class Endpoint:
    """The key endpoint, in whatever trouble it is."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.trouble: Answer | None = None
        self.where = ""  # jwks_uri, where it is elsewhere
        self.fetches = 0

    async def metadata(self, _: web.Request) -> web.StreamResponse:
        return web.json_response({"jwks_uri": self.where or f"{self.line.base}/keys"})

    async def keys(self, request: web.Request) -> web.StreamResponse:
        self.fetches += 1
        if self.trouble is not None:
            return await self.trouble(request)
        return web.json_response({"keys": self.line.keys})


def document(keys: object) -> Answer:
    """An endpoint that says this."""

    async def answer(_: web.Request) -> web.StreamResponse:
        return web.json_response({"keys": keys})

    return answer


def plainly(status: int, text: str = "", **headers: str) -> Answer:
    """An endpoint that answers with this status."""

    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(status=status, text=text, headers=headers, content_type="text/html")

    return answer


async def hangs(_: web.Request) -> web.StreamResponse:
    await asyncio.sleep(60)
    return web.Response()


async def resets(request: web.Request) -> web.StreamResponse:
    assert request.transport is not None
    request.transport.abort()
    return web.Response()


async def drips(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    with suppress(ConnectionError):
        for _ in range(600):
            await response.write(b" ")
            await asyncio.sleep(0.1)
    return response


async def endless(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    with suppress(ConnectionError):  # the bot hangs up
        while True:
            await response.write(b" " * 65_536)
    return response


def full(text: bytes) -> Answer:
    """An endpoint that sends as much of this as the bot takes in."""

    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(body=b'{"keys": [' + text * (250_000 // len(text)) + b"{}]}")

    return answer


WEAK = public(3) | {"kid": "key2", "n": "wf9" * 28 + "w"}
TEN_THOUSAND = [public(3) | {"kid": f"many-{number}"} for number in range(10_000)]
TROUBLES: dict[str, Answer | None] = {
    "none": None,
    "hangs": hangs,
    "answers 500": plainly(500),
    "resets the connection": resets,
    "redirects": plainly(302, Location="http://127.0.0.1:9/keys"),
    "gives HTML": plainly(200, "<html>"),
    "drips a byte at a time": drips,
    "never ends": endless,
    "gives 10,000 keys": document(TEN_THOUSAND),
    "gives 30,000 empty keys in 250 KB": full(b"{},     "),
    "gives 250 KB of brackets": full(b"[[[[[],"),
    "gives keys of the wrong types": document([1, None, {"kid": 5}, {"kid": "key2", "kty": "RSA", "n": [], "e": {}}]),
    "gives keys that may not sign for Teams": document([public(2, endorsements=[])]),
    "gives keys of 512 bits": document([WEAK]),
}


@asynccontextmanager
async def started(*arguments: str) -> AsyncIterator[Process]:
    """A program of this benchmark, ended afterwards."""
    made = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.keys_bot", *arguments, stdin=PIPE, stdout=PIPE
    )
    assert made.stdin is not None
    try:
        yield made
    finally:
        made.stdin.close()
        await made.wait()


async def worst(process: Process) -> float:
    """How late the worst heartbeat of a process was since it was asked last, in milliseconds."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"\n")
    return float(await process.stdout.readline())


class Stream:
    """Requests at a steady rate, whatever becomes of those before."""

    def __init__(self, line: Line, http: aiohttp.ClientSession, port: int) -> None:
        self._line, self._http = line, http
        self._url = f"http://127.0.0.1:{port}/api/messages"

    async def run(self, seconds: float, rate: int, token: Callable[[], str]) -> Tally:
        tally, sent, began = Tally(), list[asyncio.Task[None]](), time.monotonic()
        for number in range(int(seconds * rate)):
            await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
            sent.append(asyncio.create_task(self._one(token(), tally)))
        await asyncio.gather(*sent)
        return tally

    async def _one(self, token: str, tally: Tally) -> None:
        body = json.dumps(self._line.activity("typing")).encode()
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        began = time.monotonic()
        async with self._http.post(self._url, data=body, headers=headers) as response:
            tally.statuses[response.status] = tally.statuses.get(response.status, 0) + 1
        tally.slowest = max(tally.slowest, time.monotonic() - began)


class Trial:
    """One trouble after another."""

    def __init__(self, endpoint: Endpoint, stream: Stream, bot: Process, idle: Process) -> None:
        self._endpoint, self._stream, self._bot, self._idle = endpoint, stream, bot, idle
        self.failed: list[str] = []
        self._made = 0

    async def during(
        self, name: str, act: Callable[[], Awaitable[object]], token: Callable[[], str], most: int, seconds: float
    ) -> None:
        """Prints how the people fared meanwhile; `most` is how many may be refused."""
        await worst(self._bot)
        await worst(self._idle)
        fetched = self._endpoint.fetches
        tally, _ = await asyncio.gather(self._stream.run(seconds, RATE, token), act())
        late, reference = await worst(self._bot), await worst(self._idle)
        total, fetches = sum(tally.statuses.values()), self._endpoint.fetches - fetched
        good = tally.refused <= most and late - reference < STALL_MS
        print(
            f"| {name} | {total} | {tally.refused} | {tally.slowest * 1000:.0f} ms "
            f"| {late:.1f} ms | {reference:.1f} ms | {fetches} |{'' if good else ' ✗'}",
            flush=True,
        )
        if not good:
            self.failed.append(name)

    async def strangers(self, seconds: float, rate: int) -> None:
        """Made-up keys in tokens that say the right things: each looks as if the connector had a new key."""

        def made_up() -> str:
            self._made += 1
            return self._endpoint.line.token(3, kid=f"made-up-{self._made % 400}")

        await self._stream.run(seconds, rate, made_up)


async def main() -> int:
    line = Line(keys=[public(1)], app_id=LOCAL_APP_ID)
    endpoint = Endpoint(line)
    app = web.Application()
    app.router.add_get("/.well-known/openid-configuration", endpoint.metadata)
    app.router.add_get("/keys", endpoint.keys)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    line.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    with tempfile.TemporaryDirectory() as folder:
        async with started("bot", line.base, folder) as bot, started("idle") as idle, _session() as http:
            assert bot.stdout is not None
            stream = Stream(line, http, int(await bot.stdout.readline()))
            trial = Trial(endpoint, stream, bot, idle)
            await _all(trial, endpoint, line)
    await runner.cleanup()
    print(f"\nnot as it should be: {', '.join(trial.failed) or 'nothing'}")
    return 1 if trial.failed else 0


def _session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=30))


async def _all(trial: Trial, endpoint: Endpoint, line: Line) -> None:
    known, signing = line.token(1), [1]
    print("| the key endpoint | valid requests | refused | slowest answer | worst stall | idle loop | fetches |")
    print("|---|---|---|---|---|---|---|")

    async def nudged() -> None:
        """Makes the bot look at the keys again and again: a stranger's token every second."""
        await trial.strangers(SECONDS, 1)

    for name, trouble in TROUBLES.items():
        endpoint.trouble = trouble
        await trial.during(name, nudged, lambda: known, 0, SECONDS)
    endpoint.trouble, endpoint.where = None, "http://127.0.0.1:9/keys"
    await trial.during("has its keys elsewhere", nudged, lambda: known, 0, SECONDS)
    endpoint.where = ""

    async def attacked() -> None:
        await trial.strangers(LONG, STRANGERS)

    name = f"is well, and {STRANGERS} strangers a second name keys that are none"
    await trial.during(name, attacked, lambda: known, 0, LONG)

    async def rolled_over() -> None:
        await asyncio.sleep(LONG / 2)
        signing[0] += 1
        line.keys = [public(signing[0])]

    tokens: dict[int, str] = {}

    def current() -> str:
        return tokens.setdefault(signing[0], line.token(signing[0]))

    await trial.during("withdraws a key, and the next signs at once", rolled_over, current, 1, LONG)

    async def twice_and_attacked() -> None:
        await asyncio.gather(rolled_over(), attacked())

    await trial.during("does so while strangers name keys that are none", twice_and_attacked, current, 1, LONG)

    async def flapping() -> None:
        for number in range(int(LONG)):
            endpoint.trouble = (plainly(503), None, resets)[number % 3]
            await asyncio.gather(asyncio.sleep(1), trial.strangers(1, 1))
        endpoint.trouble = None

    await trial.during("is well, down and cut off by turns", flapping, current, 1, LONG)

    async def rolled_over_while_down() -> None:
        await asyncio.sleep(2)
        signing[0] += 1
        line.keys, endpoint.trouble = [public(signing[0])], plainly(503)
        await asyncio.sleep(3)
        endpoint.trouble = None

    await trial.during(
        "withdraws a key, is down for 3 seconds, and comes back", rolled_over_while_down, current, 1, LONG
    )


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
