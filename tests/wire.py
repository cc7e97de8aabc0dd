"""A scripted Bot Connector around a real bot: signs tokens, records what is sent, and fails where a test says so."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, cast

import aiohttp
import jwt
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bot.routes import EVERYBODY, Route, Searching
from bot.server import Bot, create
from bot.streaming import Pace
from bot.turns import Patience
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.organisation import load_organisation
from domain.signing_in import SigningIn
from settings import RateSettings, Settings
from store.database import Database
from tests.some_services import only

TENANT = "aaaaaaaa-0000-4000-8000-000000000001"
RIA = "bbbbbbbb-0000-4000-8000-000000000001"
PIET = "bbbbbbbb-0000-4000-8000-000000000002"
QUICK = Patience(store=15.0, acknowledge=5.0, typing=5.0, entra=15.0, give_up=20.0, grace=5.0)
PLENTY = RateSettings(1_000_000, 1_000_000, 1_000_000, 1_000_000)  # a test is faster than any person
AT_ONCE = Patience(store=15.0, acknowledge=0.0, typing=5.0, give_up=20.0, grace=5.0)  # everything counts as slow


@cache
def key(number: int) -> rsa.RSAPrivateKey:
    """Made once: making one takes a while."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public(number: int, endorsements: Sequence[str] = ("msteams",)) -> dict[str, Any]:
    numbers = RSAAlgorithm.to_jwk(key(number).public_key(), as_dict=True)
    return {"kty": "RSA", "use": "sig", "kid": f"key{number}", "endorsements": list(endorsements)} | {
        name: numbers[name] for name in ("n", "e")
    }


@dataclass(frozen=True)
class Sent:
    """One request of the bot to the connector."""

    method: str
    path: str
    activity: dict[str, Any]

    @property
    def text(self) -> str:
        return str(self.activity.get("text", ""))

    @property
    def card(self) -> dict[str, Any]:
        return self.activity["attachments"][0]["content"]


def stream_info(activity: dict[str, Any]) -> dict[str, Any]:
    """What an activity says of the stream that it is a part of; nothing when it is no part of one."""
    return next((entity for entity in activity.get("entities", []) if entity["type"] == "streaminfo"), {})


@dataclass
class Line:
    """Teams' end of the wire."""

    base: str = ""
    app_id: str = ""
    bot: Bot | None = None
    http: aiohttp.ClientSession | None = None
    keys: list[dict[str, Any]] = field(default_factory=lambda: [public(1)])
    members: dict[str, tuple[int, Any]] = field(default_factory=dict[str, tuple[int, Any]])
    roles: dict[str, str] = field(default_factory=dict[str, str])  # Teams id -> userRole
    sent: list[Sent] = field(default_factory=list[Sent])
    rosters: list[str] = field(default_factory=list[str])  # conversations whose members were asked for
    key_fetches: int = 0
    token_fetches: int = 0
    answers: list[tuple[int, dict[str, str], Any]] = field(default_factory=list[tuple[int, dict[str, str], Any]])
    # What the next parts of a stream are answered with, per kind: a status and a body.
    stream_answers: dict[str, list[tuple[int, Any]]] = field(default_factory=dict[str, list[tuple[int, Any]]])
    held: asyncio.Event | None = None  # parts of a stream wait for this one, `holding` counts them
    holding: int = 0
    keys_answer: Callable[[], web.Response] | None = None
    keys_slowly: Callable[[], Awaitable[web.Response]] | None = None
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1000))

    @property
    def service_url(self) -> str:
        return f"{self.base}/connector/"

    def settings(self, folder: Path) -> Settings:
        return Settings.for_local_tenant("oss", self.base, tenant_id=TENANT, data=folder, port=0)

    def claims(self, **other: Any) -> dict[str, Any]:
        claims = {
            "iss": f"{self.base}/botframework",
            "aud": self.app_id,
            "serviceurl": self.service_url,
            "exp": int(time.time()) + 3600,
            "nbf": int(time.time()) - 10,
        }
        return {name: value for name, value in (claims | other).items() if value is not None}

    def token(self, number: int = 1, *, kid: str | None = None, **other: Any) -> str:
        return jwt.encode(self.claims(**other), key(number), algorithm="RS256", headers={"kid": kid or f"key{number}"})

    def activity(self, kind: str = "message", **other: Any) -> dict[str, Any]:
        number = next(self._ids)
        activity = {
            "type": kind,
            "id": str(number),
            "timestamp": "2026-03-02T09:00:00.000Z",
            "channelId": "msteams",
            "serviceUrl": self.service_url,
            "from": {"id": "29:ria", "name": "Ria Jansen", "aadObjectId": RIA},
            "recipient": {"id": "28:koers", "name": "Koers"},
            "conversation": {"id": "a:ria", "conversationType": "personal", "tenantId": TENANT},
            "channelData": {"tenant": {"id": TENANT}},
            "entities": [{"type": "clientInfo", "locale": "nl-NL"}],
            "locale": "nl-NL",
        }
        return activity | other

    def said(self, text: str, **other: Any) -> dict[str, Any]:
        return self.activity(text=text, textFormat="plain", **other)

    def press(
        self,
        token: Any,
        *,
        fields: dict[str, Any] | None = None,
        sender: dict[str, Any] | None = None,
        **other: Any,
    ) -> dict[str, Any]:
        other |= {"from": sender} if sender else {}
        action = {"type": "Action.Execute", "verb": "x", "data": {"token": token} | (fields or {})}
        value = {"action": action, "trigger": "manual"}
        return self.activity("invoke", name="adaptiveCard/action", value=value, replyToId="77", **other)

    async def post(self, activity: Any, *, token: str | None = None) -> tuple[int, Any]:
        """Delivers an activity as the connector does; the status and parsed body of the bot's answer."""
        headers = {"Authorization": f"Bearer {token if token is not None else self.token()}"}
        return await self.raw(json.dumps(activity).encode(), headers)

    async def raw(self, body: bytes, headers: dict[str, str]) -> tuple[int, Any]:
        assert self.bot is not None
        assert self.http is not None
        url = f"http://127.0.0.1:{self.bot.port}/api/messages"
        headers = {"Content-Type": "application/json"} | headers
        async with self.http.post(url, data=body, headers=headers) as response:
            content = await response.read()
            return response.status, json.loads(content) if response.content_type == "application/json" else None

    async def bytes(self, *pieces: bytes) -> tuple[int, bytes]:
        """Sends these bytes over a connection of their own, and gives the status and all that comes back."""
        assert self.bot is not None
        reader, writer = await asyncio.open_connection("127.0.0.1", self.bot.port)
        try:
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
            async with asyncio.timeout(20):
                answer = await reader.read()
        finally:
            writer.close()
        return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/") else 0, answer

    def head(self, *headers: str, token: str | None = None) -> bytes:
        """The beginning of a request with a good token, and these headers."""
        lines = (
            "POST /api/messages HTTP/1.1",
            "Host: x",
            "Content-Type: application/json",
            f"Authorization: Bearer {token if token is not None else self.token()}",
            "Connection: close",
            *headers,
        )
        return "\r\n".join(lines).encode() + b"\r\n\r\n"

    async def say(self, text: str, **other: Any) -> Sent:
        """Says something and gives what the bot sent in answer."""
        before = len(self.sent)
        status, _ = await self.post(self.said(text, **other))
        assert status == 202
        return await self.next(before)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Waits for something that the test has set in motion; fails where it does not come."""
        async with asyncio.timeout(10):
            while not condition():  # noqa: ASYNC110 - what is awaited has no event
                await asyncio.sleep(0.001)

    async def next(self, seen: int) -> Sent:
        """The first thing that the bot sent after the first `seen`, typing aside."""
        await self.until(lambda: any(sent.activity.get("type") != "typing" for sent in self.sent[seen:]))
        return next(sent for sent in self.sent[seen:] if sent.activity.get("type") != "typing")

    def messages(self) -> list[Sent]:
        return [sent for sent in self.sent if sent.activity.get("type") == "message"]

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
        self.key_fetches += 1
        if self.keys_slowly:
            return await self.keys_slowly()
        return self.keys_answer() if self.keys_answer else web.json_response({"keys": self.keys})

    async def _token(self, _: web.Request) -> web.Response:
        self.token_fetches += 1
        return web.json_response({"access_token": f"out{self.token_fetches}", "expires_in": 3599})

    async def _member(self, request: web.Request) -> web.Response:
        member = request.match_info["member"]
        self.rosters.append(request.match_info["id"])
        if member in self.members:
            status, answer = self.members[member]
            return web.json_response(answer, status=status)
        return web.json_response(
            {"id": member, "name": "Ria Jansen", "tenantId": TENANT, "userRole": self.roles.get(member, "user")}
        )

    async def _take(self, request: web.Request) -> web.Response:
        body = cast("dict[str, Any]", await request.json()) if request.can_read_body else {}
        kind = stream_info(body).get("streamType", "")
        if kind and self.held is not None:
            self.holding += 1
            await self.held.wait()
        if self.stream_answers.get(kind):
            status, answer = self.stream_answers[kind].pop(0)
            return web.json_response(answer, status=status, headers={"Retry-After": "0"})
        if self.answers and body.get("type") != "typing":
            status, headers, answer = self.answers.pop(0)
            return web.json_response(answer, status=status, headers=headers)
        self.sent.append(Sent(request.method, request.match_info["path"], body))
        return web.json_response({"id": f"m{len(self.sent)}"}, status=201)


Handler = Callable[[Turn, Services], Any]


async def nothing(turn: Turn, services: Services) -> Reply:
    return Reply(text="Hallo")


@asynccontextmanager
async def wired(
    folder: Path,
    *,
    sentence: Handler = nothing,
    welcome: Handler = nothing,
    routes: Sequence[Route] = (),
    searches: Sequence[Searching] = (),
    patience: Patience = QUICK,
    pace: Pace | None = None,
    keys: Sequence[dict[str, Any]] | None = None,
    base: str = "",
    services: Services | None = None,
    line: Line | None = None,
    made: Callable[[Settings, Database], Services] | None = None,
    settings: Mapping[str, Any] | None = None,
    database: Database | None = None,
) -> AsyncIterator[Line]:
    """A bot on the wire with these handlers; closed afterwards. A route that does not say whom it is for is for all.

    `base`: where Teams was before a restart. `services`, or what `made` makes of the settings: what they lean on.
    `database`: theirs, migrated; whoever gives it closes it.
    """
    line = line or Line()
    line.keys = list(keys or [public(1)])
    runner = web.AppRunner(line.app(), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", int(base.rpartition(":")[2] or 0), reuse_address=True)
    await site.start()
    line.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    own = database is None
    database = database or Database(f"sqlite:///{folder / 'koers.db'}")
    await database.migrate()
    table = [Route("sentence", "", sentence), Route("welcome", "", welcome), *routes]
    table = [replace(route, needs=route.needs or EVERYBODY) for route in table]
    used = replace(line.settings(folder), **({"rates": PLENTY} | dict(settings or {})))
    usual = only(signing_in=SigningIn(database, cast("Any", None)))
    services = services or (made(used, database) if made else usual)
    line.app_id = used.app_id
    organisation = load_organisation("oss")
    bot = create(used, services, database, organisation, routes=table, searches=searches, patience=patience, pace=pace)
    await bot.start(0)
    await bot.keys.refresh()
    line.bot = bot
    try:
        async with aiohttp.ClientSession() as line.http:
            yield line
    finally:
        await bot.stop()
        if own:
            await database.close()
        await runner.cleanup()
