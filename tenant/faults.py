"""Trouble on request: throttling, outages, refusals, slowness, lost connections and expired tokens."""

from __future__ import annotations

import asyncio
import math
import random
from collections.abc import Collection
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Literal, cast, get_args
from uuid import uuid4

from aiohttp import web
from aiohttp.typedefs import Handler

from tenant.clock import now

if TYPE_CHECKING:
    from tenant.server import Tenant

Target = Literal["graph", "connector", "token", "signin"]
Kind = Literal["403", "429", "500", "503", "slow", "drop", "expired"]


@dataclass
class Fault:
    """What will go wrong for the next `count` requests to `target` whose path starts with `path`."""

    target: Target
    kind: Kind
    count: int = 1
    seconds: float = 1.0  # Retry-After of 429 and 503 (rounded up), delay of slow
    path: str = ""
    share: float = 1.0  # of the requests that it is for: 0.02 lets it happen to two in a hundred, spread by chance
    after: bool = False  # the service does what it is asked, and only then does it go wrong


class Faults:
    """The faults that are still to happen, oldest first. Chance is the same in every run."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []
        self._chance = random.Random(0)

    def add(self, fault: Fault) -> None:
        """Ask for a fault."""
        self.waiting.append(fault)

    def clear(self) -> None:
        """Let everything work again."""
        self.waiting.clear()

    def take(self, target: Target, path: str, *, kinds: Collection[Kind] = get_args(Kind)) -> Fault | None:
        """The fault that this request meets, counted down; None when all is well."""
        for fault in self.waiting:
            if fault.target == target and fault.kind in kinds and path.startswith(fault.path):
                if fault.share < 1 and self._chance.random() >= fault.share:
                    continue
                fault.count -= 1
                if fault.count <= 0:
                    self.waiting.remove(fault)
                return fault
        return None

    async def meet(self, target: Target, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Handles a request to `target`, or lets it meet the fault that waits for it.

        An `expired` fault of target `token` is left for the token endpoint, which then hands out an expired token.
        """
        kinds = [kind for kind in get_args(Kind) if not (target == "token" and kind == "expired")]
        fault = self.take(target, request.path, kinds=kinds)
        if fault is None:
            return await handler(request)
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
            return await handler(request)
        if fault.after:
            await handler(request)
        if fault.kind == "drop":
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=499)
        return _answer(target, fault)


def target_of(path: str) -> Target | None:
    """Which service a path belongs to; None for the pages and what surrounds them."""
    if path.startswith(("/v1.0/", "/upload/")):
        return "graph"
    if path.startswith("/connector/"):
        return "connector"
    if path.startswith(("/api/usertoken/", "/api/botsignin/")):
        return "signin"
    return "token" if path.endswith("/oauth2/v2.0/token") else None


def _answer(target: Target, fault: Fault) -> web.Response:
    if fault.kind == "expired":
        code, message = "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired."
        return error_body(401, code, message, {"WWW-Authenticate": "Bearer"})
    status = int(fault.kind)
    codes = {
        ("graph", 403): ("accessDenied", "The caller does not have permission to perform the action."),
        ("graph", 500): ("InternalServerError", "Internal server error."),
        ("connector", 500): ("ServiceError", "Unknown error."),
        ("graph", 429): ("TooManyRequests", "Too many requests. Please try again later."),
        ("graph", 503): ("serviceNotAvailable", "The service is temporarily unavailable."),
        ("connector", 429): ("TooManyRequests", "API calls quota exceeded."),
        ("connector", 503): ("ServiceUnavailable", "The service is temporarily unavailable."),
    }
    code, message = codes.get((target, status), (HTTPStatus(status).phrase, "The sign-in service is busy."))
    later = (
        {}
        if status in (HTTPStatus.FORBIDDEN, HTTPStatus.INTERNAL_SERVER_ERROR)
        else {"Retry-After": str(math.ceil(fault.seconds))}
    )
    return error_body(status, code, message, later)


def error_body(status: int, code: str, message: str, headers: dict[str, str] | None = None) -> web.Response:
    """An error in the shape that Graph and the Bot Connector share."""
    request_id = str(uuid4())
    inner = {"date": now()[:19], "request-id": request_id, "client-request-id": request_id}
    body = {"error": {"code": code, "message": message, "innerError": inner}}
    return web.json_response(body, status=status, headers={"request-id": request_id, **(headers or {})})


def add_routes(app: web.Application, tenant: Tenant) -> None:
    """GET, POST and DELETE /admin/faults."""

    async def show(_: web.Request) -> web.Response:
        return web.json_response({"faults": [asdict(fault) for fault in tenant.faults.waiting]})

    async def add(request: web.Request) -> web.Response:
        try:
            tenant.faults.add(_read(await request.json()))
        except (TypeError, ValueError, OverflowError, RecursionError) as error:
            return web.json_response({"error": f"not a fault: {error}"}, status=400)
        return await show(request)

    async def clear(request: web.Request) -> web.Response:
        tenant.faults.clear()
        return await show(request)

    app.router.add_get("/admin/faults", show)
    app.router.add_post("/admin/faults", add)
    app.router.add_delete("/admin/faults", clear)


def _read(data: object) -> Fault:
    if not isinstance(data, dict):
        raise ValueError("an object is needed")
    given = cast("dict[str, Any]", data)
    target, kind = str(given.get("target")), str(given.get("kind"))
    if target not in get_args(Target) or kind not in get_args(Kind):
        raise ValueError(f"target is one of {', '.join(get_args(Target))}; kind one of {', '.join(get_args(Kind))}")
    count, seconds = int(given.get("count", 1)), float(given.get("seconds", 1))
    share, after = float(given.get("share", 1)), given.get("after", False)
    if not 1 <= count <= 1_000_000 or not 0 <= seconds <= 3600 or not 0 < share <= 1 or not isinstance(after, bool):
        raise ValueError("count is 1 to 1000000, seconds 0 to 3600, share more than 0 to 1, after true or false")
    return Fault(cast(Target, target), cast(Kind, kind), count, seconds, str(given.get("path", "")), share, after)
