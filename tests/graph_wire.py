"""A Graph on loopback that answers what a test tells it to, and writes down every request that comes in."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web

from settings import Settings

TENANT = "11111111-2222-3333-4444-555555555555"


@dataclass
class Request:
    """A request as it came in."""

    method: str
    path: str  # with its query
    headers: Mapping[str, str]  # whatever their case
    body: Any


@dataclass
class Reply:
    """An answer to give."""

    body: Any = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict[str, str])
    drop: bool = False  # cut the connection instead


@dataclass
class Wire:
    """The scripted Graph. `answers` maps a path without query to its replies: the last one stays."""

    url: str = ""
    answers: dict[str, deque[Reply]] = field(default_factory=dict[str, deque[Reply]])
    requests: list[Request] = field(default_factory=list[Request])
    tokens: int = 0  # how many were handed out
    token_replies: deque[Reply] = field(default_factory=lambda: deque[Reply]())

    def on(self, path: str, *replies: Any, **options: Any) -> None:
        """Sets the replies to a path below /v1.0 (or to any other, with its first slash doubled)."""
        made = [reply if isinstance(reply, Reply) else Reply(reply, **options) for reply in replies]
        self.answers[path[1:] if path.startswith("//") else f"/v1.0{path}"] = deque(made)

    def asked(self, part: str) -> list[Request]:
        """The requests whose path has this in it."""
        return [request for request in self.requests if part in request.path]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Gives the next reply."""
        raw = await request.read()
        body = json.loads(raw) if raw and "json" in request.content_type else raw or None
        if request.path.endswith("/oauth2/v2.0/token"):
            if self.token_replies:
                return _response(self.token_replies.popleft())
            self.tokens += 1
            return web.json_response({"access_token": f"token-{self.tokens}", "expires_in": 3599})
        self.requests.append(Request(request.method, request.path_qs, request.headers.copy(), body))
        replies = self.answers.get(request.path)
        if not replies:
            return _response(Reply({"error": {"code": "itemNotFound", "message": "nothing here"}}, 404))
        reply = replies[0] if len(replies) == 1 else replies.popleft()
        if reply.drop and request.transport is not None:
            request.transport.abort()
        return _response(reply)

    def settings(self, data: Path) -> Settings:
        """The settings of a bot at this Graph."""
        return Settings.for_local_tenant("oss", self.url, tenant_id=TENANT, data=data, port=0)


def _response(reply: Reply) -> web.Response:
    headers = {"request-id": "req-1", **reply.headers}
    if isinstance(reply.body, bytes):
        return web.Response(body=reply.body, status=reply.status, headers=headers)
    text = reply.body if isinstance(reply.body, str) else json.dumps(reply.body)
    return web.Response(
        text="" if reply.body is None else text, status=reply.status, headers=headers, content_type="application/json"
    )


@asynccontextmanager
async def graph_wire() -> AsyncIterator[Wire]:
    """A running scripted Graph."""
    wire = Wire()
    app = web.Application(client_max_size=64 * 1024 * 1024)
    app.router.add_route("*", "/{anything:.*}", wire.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    wire.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield wire
    finally:
        await runner.cleanup()
