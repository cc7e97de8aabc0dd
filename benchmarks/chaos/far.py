"""The other side of the wire: Teams and an application that takes promised work, and everything that they took."""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from benchmarks.far_side import FarSide

THROTTLED, BEFORE, AFTER = 0.005, 0.01, 0.01  # shares of the requests: 429, 500 before it is taken, 500 after
RETRY_AFTER = 1
ANSWER = 0.02  # seconds


@dataclass
class Request:
    """One request to Teams. `reply_to`: the activity that it answers; `taken`: Teams did what was asked."""

    method: str
    conversation: str
    reply_to: str
    text: str
    at: float
    taken: bool = False
    answered: float = 0.0


@dataclass
class Message:
    """A message as its reader sees it now."""

    conversation: str
    text: str
    deleted: bool = False


@dataclass
class Far(FarSide):
    """Takes, refuses and loses what is sent, by a seed; keeps all of it."""

    chance: random.Random = field(default_factory=random.Random)
    requests: list[Request] = field(default_factory=list[Request])
    messages: dict[str, Message] = field(default_factory=dict[str, Message])
    work: Counter[str] = field(default_factory=Counter[str])  # how often each piece was taken
    given_up: set[str] = field(default_factory=set[str])  # pieces of which it was said that they failed for good
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def app(self) -> web.Application:
        app = super().app()
        app.router.add_put("/work/{key}", self._work)
        app.router.add_post("/given-up/{key}", self._gave_up)
        return app

    async def _take(self, request: web.Request) -> web.Response:
        at = time.monotonic()
        _, _, conversation, _, *activity = request.match_info["path"].split("/")
        body: dict[str, Any] = json.loads(await request.read() or b"{}")
        if body.get("type") == "typing":
            return web.json_response({"id": "typing"}, status=201)
        which = activity[0] if activity else ""
        made = Request(
            request.method, conversation, which if request.method == "POST" else "", str(body.get("text") or ""), at
        )
        self.requests.append(made)
        await asyncio.sleep(ANSWER)
        answer = self._decide()
        if answer is None or (answer.status == 500 and answer.headers.get("X-Taken")):
            made.taken = True
            id = self._done(made, which)
            answer = answer or web.json_response({"id": id}, status=201)
        made.answered = time.monotonic()
        return answer

    def _done(self, made: Request, which: str) -> str:
        if made.method == "POST":
            which = f"m{next(self._ids)}"
            self.messages[which] = Message(made.conversation, made.text)
        elif made.method == "PUT":
            self.messages[which].text = made.text
        else:
            self.messages[which].deleted = True
        return which

    async def _work(self, request: web.Request) -> web.Response:
        await asyncio.sleep(ANSWER)
        answer = self._decide()
        if answer is None or answer.headers.get("X-Taken"):
            self.work[request.match_info["key"]] += 1
        return answer or web.json_response({})

    async def _gave_up(self, request: web.Request) -> web.Response:
        self.given_up.add(request.match_info["key"])
        return web.json_response({})

    def _decide(self) -> web.Response | None:
        """None: it goes well."""
        dice = self.chance.random()
        if dice < THROTTLED:
            return web.json_response({}, status=429, headers={"Retry-After": str(RETRY_AFTER)})
        if dice < THROTTLED + BEFORE:
            return web.json_response({}, status=500)
        if dice < THROTTLED + BEFORE + AFTER:
            return web.json_response({}, status=500, headers={"X-Taken": "yes"})
        return None
