"""A bot that does what a test tells it, and a person at the chat page, around a local tenant that really listens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import jwt
from aiohttp import web

from tenant import connector, server
from tenant.connector.hub import Hub

APP_ID = "11111111-2222-3333-4444-555555555555"
OSS = Path(__file__).resolve().parents[1] / "organisations" / "oss"

CARD_TYPE = "application/vnd.microsoft.card.adaptive"

Answer = tuple[int, Any]


def text(words: str, **more: Any) -> dict[str, Any]:
    return {"type": "message", "text": words, **more}


def card(words: str) -> dict[str, Any]:
    content = {"type": "AdaptiveCard", "version": "1.5", "body": [{"type": "TextBlock", "text": words}]}
    return {"type": "message", "attachments": [{"contentType": CARD_TYPE, "content": content}]}


@dataclass
class ScriptedBot:
    """Records every activity; `answers` says what to answer to the next ones, 200 without a body otherwise.

    The next `silent` ones get no answer until `release` is set; with `impatient`, the connector's time for an answer is
    up as soon as such a one has arrived.
    """

    received: list[dict[str, Any]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    silent: int = 0
    release: asyncio.Event = field(default_factory=asyncio.Event)
    impatient: bool = False
    deadlines: list[asyncio.Timeout] = field(default_factory=list)
    endpoint: str = ""

    def deadline(self) -> asyncio.Timeout:
        """A timeout that only passes when the bot says so."""
        self.deadlines.append(asyncio.timeout(60))
        return self.deadlines[-1]

    async def take(self, request: web.Request) -> web.Response:
        self.tokens.append(request.headers["Authorization"].removeprefix("Bearer "))
        self.received.append(await request.json())
        if self.silent:
            self.silent -= 1
            if self.impatient:
                self.deadlines[-1].reschedule(asyncio.get_running_loop().time())
            await self.release.wait()
        status, body = self.answers.pop(0) if self.answers else (200, None)
        if 300 <= status < 400:
            return web.Response(status=status, headers={"Location": self.endpoint})
        return web.Response(status=status) if body is None else web.json_response(body, status=status)

    def of_type(self, kind: str) -> list[dict[str, Any]]:
        return [activity for activity in self.received if activity["type"] == kind]


@dataclass
class Teams:
    """The tenant, the bot and one HTTP client for the page and the bot's own calls."""

    tenant: server.Tenant
    hub: Hub
    bot: ScriptedBot
    http: aiohttp.ClientSession
    faces: dict[str, dict[str, Any]] = field(default_factory=dict)
    session: dict[str, Any] = field(default_factory=dict)

    def person(self, role: str = "employee") -> str:
        return self.faces[role]["id"]

    def personal(self, role: str = "employee") -> str:
        mine = [c for c in self.session["conversations"] if c["kind"] == "personal"]
        return next(c["id"] for c in mine if c["members"] == [self.person(role)])

    def shared_place(self, kind: str) -> str:
        return next(c["id"] for c in self.session["conversations"] if c["kind"] == kind)

    async def page(self, method: str, path: str, **options: Any) -> Answer:
        async with self.http.request(method, f"{self.tenant.base_url}/chat{path}", **options) as response:
            return response.status, await response.json()

    async def open(self, conversation: str | None = None, role: str = "employee") -> list[dict[str, Any]]:
        path = f"/conversations/{conversation or self.personal(role)}/messages"
        status, body = await self.page("GET", path, params={"person": self.person(role)})
        assert status == 200, body
        await self.hub.settled()
        return body["messages"]

    async def say(self, text: str, conversation: str | None = None, role: str = "employee", **more: Any) -> Answer:
        path = f"/conversations/{conversation or self.personal(role)}/messages"
        answer = await self.page("POST", path, json={"person": self.person(role), "text": text, **more})
        await self.hub.settled()
        return answer

    async def press(self, message: str, data: dict[str, Any], conversation: str | None = None) -> Answer:
        action = {"type": "Action.Execute", "title": "Ja", "verb": "go", "data": data}
        body = {"messageId": message, "name": "adaptiveCard/action", "value": {"action": action}}
        path = f"/conversations/{conversation or self.personal()}/invoke"
        return await self.page("POST", path, json={"person": self.person(), **body})

    async def bot_calls(
        self, method: str, path: str, body: Any = None, token: str | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, Any, dict[str, str]]:
        token = self.token() if token is None else token
        head = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}
        data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        url = f"{self.tenant.base_url}/connector/v3{path}"
        async with self.http.request(method, url, data=data, headers={**head, **(headers or {})}) as response:
            text = await response.text()
            return response.status, json.loads(text) if text else None, dict(response.headers)

    async def bot_says(self, activity: dict[str, Any], conversation: str | None = None) -> Answer:
        path = f"/conversations/{conversation or self.personal()}/activities"
        status, body, _ = await self.bot_calls("POST", path, activity)
        return status, body

    def token(self, app_id: str = APP_ID, audience: str = "https://api.botframework.com", lifetime: int = 600) -> str:
        return self.tenant.tokens.access_token(self.tenant.base_url, audience, app_id, lifetime=lifetime)

    def claims(self, token: str) -> dict[str, Any]:
        return jwt.decode(token, self.tenant.tokens.key.public_key(), algorithms=["RS256"], audience=APP_ID)

    @asynccontextmanager
    async def watching(self, role: str = "employee") -> AsyncIterator[Watcher]:
        url = f"{self.tenant.base_url}/chat/events?person={self.person(role)}"
        async with self.http.ws_connect(url) as socket:
            yield Watcher(socket)


@dataclass
class Watcher:
    """An open page."""

    socket: aiohttp.ClientWebSocketResponse

    async def next(self, *kinds: str) -> dict[str, Any]:
        """The next event of one of these kinds; fails where none comes."""
        async with asyncio.timeout(10):
            while True:
                event = await self.socket.receive_json()
                if event["event"] in kinds:
                    return event


@asynccontextmanager
async def teams(folder: Path, bot_runs: bool = True) -> AsyncIterator[Teams]:
    """A tenant with its state in `folder` and a bot registered in it; the rates are off, they have their own tests."""
    bot = ScriptedBot()
    app = web.Application()
    app.router.add_post("/api/messages", bot.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    bot.endpoint = f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
    tenant = server.create(folder / "state.db", OSS)
    await tenant.start()
    hub = connector.hub_of(tenant)
    hub.limits = type(hub.limits)(enforced=False)
    hub.delivery.deadline = bot.deadline
    tenant.register_bot(APP_ID, bot.endpoint)
    if not bot_runs:
        await site.stop()
    try:
        async with aiohttp.ClientSession() as http:
            found = Teams(tenant, hub, bot, http)
            _, found.session = await found.page("GET", "/session")
            found.faces = {face["role"]: face for face in found.session["people"]}
            yield found
    finally:
        bot.release.set()
        await tenant.stop()
        await runner.cleanup()
