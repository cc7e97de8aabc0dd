"""Teams' end of the wire for benchmarks: keys, tokens, roster and a slow connector, and a crowd that talks.

It runs in the process of the benchmark; what is measured runs in a process of its own, see `near_side`.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web

from bot.limits import Rate, SendingRates
from settings import LOCAL_APP_ID, RateSettings
from tests.wire import TENANT, public
from tests.wire import key as private

ROOT = Path(__file__).resolve().parent.parent
PLENTY = RateSettings(1_000_000, 1_000_000, 1_000_000, 1_000_000)  # a crowd is faster than any person
LIFTED = SendingRates(tenant=Rate(1_000_000, 1))  # Teams takes 50 requests a second of one bot in one tenant
FEW = 4  # bodies that are kept for a look
LONGEST = 120.0  # seconds for one run, whatever happens


@dataclass
class FarSide:
    """What the bot reaches, and what it sent there.

    `delay` is in seconds, of each request to the connector. `keep`: every body is kept, and not only the first few.
    """

    delay: float = 0.0
    keep: bool = False
    base: str = ""
    bodies: list[bytes] = field(default_factory=list[bytes])
    sent: int = 0
    enough: int = 0
    done: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def service_url(self) -> str:
        return f"{self.base}/connector/"

    def expect(self, messages: int) -> None:
        """`done` is set after so many more messages of the bot."""
        self.sent, self.enough = 0, messages
        self.done.clear()

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_get("/.well-known/openid-configuration", self._metadata)
        app.router.add_get("/keys", self._keys)
        app.router.add_post("/{tenant}/oauth2/v2.0/token", self._token)
        app.router.add_get("/connector/v3/conversations/{id}/members/{member}", self._member)
        app.router.add_route("*", "/connector/{path:.*}", self._take)
        return app

    async def _metadata(self, _: web.Request) -> web.Response:
        return web.json_response({"issuer": f"{self.base}/botframework", "jwks_uri": f"{self.base}/keys"})

    async def _keys(self, _: web.Request) -> web.Response:
        return web.json_response({"keys": [public(1)]})

    async def _token(self, _: web.Request) -> web.Response:
        return web.json_response({"access_token": "out", "expires_in": 3599})

    async def _member(self, request: web.Request) -> web.Response:
        return web.json_response({"id": request.match_info["member"], "name": "Ria", "tenantId": TENANT})

    async def _take(self, request: web.Request) -> web.Response:
        body = await request.read()
        if self.delay:
            await asyncio.sleep(self.delay)
        if b'"type":"typing"' not in body:
            self.sent += 1
            self.took(request.path, body)
            if self.keep or len(self.bodies) < FEW:
                self.bodies.append(body)
            if self.sent >= self.enough:
                self.done.set()
        return web.Response(body=b'{"id":"1"}', status=201, content_type="application/json")

    def took(self, path: str, body: bytes) -> None:
        """Called for each message of the bot."""

    def headers(self) -> dict[str, str]:
        """The headers that the connector sends, with a token that is good for an hour."""
        import jwt

        claims = {
            "iss": f"{self.base}/botframework",
            "aud": LOCAL_APP_ID,
            "serviceurl": self.service_url,
            "exp": int(time.time()) + 3600,
            "nbf": int(time.time()) - 10,
        }
        token = jwt.encode(claims, private(1), algorithm="RS256", headers={"kid": "key1"})
        return {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def message(self, text: str, number: int, people: int) -> dict[str, Any]:
        """What somebody out of so many says in the own chat."""
        person = number % people
        return {
            "type": "message",
            "id": f"{time.time_ns()}{number}",
            "timestamp": "2026-03-02T09:00:00.000Z",
            "channelId": "msteams",
            "serviceUrl": self.service_url,
            "from": {
                "id": f"29:{person}",
                "name": "Ria Jansen",
                "aadObjectId": f"bbbbbbbb-0000-4000-8000-{person:012d}",
            },
            "recipient": {"id": "28:koers", "name": "Koers"},
            "conversation": {"id": f"a:{person}", "conversationType": "personal", "tenantId": TENANT},
            "channelData": {"tenant": {"id": TENANT}},
            "entities": [{"type": "clientInfo", "locale": "nl-NL", "country": "NL", "platform": "Windows"}],
            "locale": "nl-NL",
            "textFormat": "plain",
            "text": text,
        }


@asynccontextmanager
async def far_side(delay: float = 0.0, *, keep: bool = False) -> AsyncGenerator[FarSide, None]:
    """A far side that listens on loopback."""
    far = FarSide(delay, keep)
    async with listening(far):
        yield far


@asynccontextmanager
async def listening(far: FarSide) -> AsyncGenerator[None]:
    """Has it listen, as long as the block lasts."""
    runner = web.AppRunner(far.app(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=256).start()
    far.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield
    finally:
        await runner.cleanup()


@dataclass(frozen=True)
class NearSide:
    """A process that is measured: where it listens."""

    process: Process
    port: int

    async def cpu(self, http: aiohttp.ClientSession) -> float:
        """Seconds of processor time that it used so far."""
        async with http.get(f"http://127.0.0.1:{self.port}/cpu") as answer:
            return float(await answer.text())


@asynccontextmanager
async def near_side(module: str, *arguments: str, longest: float = 0.0) -> AsyncGenerator[NearSide, None]:
    """Starts `python -m module arguments`, which prints its port, and ends it after `longest` seconds at the latest."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *arguments, stdin=PIPE, stdout=PIPE, cwd=ROOT
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(longest or LONGEST):
            yield NearSide(process, int(await process.stdout.readline()))
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def crowd(
    near: NearSide,
    far: FarSide,
    http: aiohttp.ClientSession,
    *,
    wide: int,
    count: int,
    make: Callable[[int], Mapping[str, Any]],
) -> float:
    """Posts `count` activities, `wide` at a time, and waits for as many messages; the seconds that it took."""
    url, headers = f"http://127.0.0.1:{near.port}/api/messages", far.headers()
    waiting = iter([json.dumps(make(number)).encode() for number in range(count)])
    far.expect(count)

    async def one() -> None:
        for body in waiting:
            async with http.post(url, data=body, headers=headers) as answer:
                await answer.read()
                if answer.status not in (200, 202):
                    raise SystemExit(f"answered with {answer.status}")

    started = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(wide)))
    async with asyncio.timeout(LONGEST):
        await far.done.wait()
    return time.perf_counter() - started
