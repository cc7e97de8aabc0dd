"""Where the wire is measured: every request to the bot, every handler of a route, every call of the connector."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

import telemetry
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from telemetry import about, names

PATH = "/api/messages"
ANSWERS = {401: "unauthenticated", 403: "forbidden", 503: "stopping"}
Handler = Callable[[Turn, Services], Awaitable[Reply]]


@web.middleware
async def seen(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Counts what comes in by what it was and how it was answered."""
    if request.path != PATH:
        return await handler(request)
    came = about.begin()  # one connection carries many activities: each begins anew
    with telemetry.request(request.method if request.method == "POST" else "_OTHER", PATH) as span:
        status = 500
        try:
            response = await handler(request)
            status = response.status
            return response
        except web.HTTPException as refusal:
            status = refusal.status
            raise
        finally:
            span.note(names.STATUS, status)
            telemetry.count(names.ACTIVITIES, kind=came.kind, answer=answer_of(status, came))


def answer_of(status: int, came: about.About) -> str:
    """How an activity was answered, in one of a few words."""
    if status in ANSWERS:
        return ANSWERS[status]
    if status >= 500:
        return "failed"
    if status >= 400:
        return "malformed"
    return "rate_limited" if came.calmed else "repeated" if came.repeated else "accepted"


def watched(name: str, handler: Handler) -> Handler:
    """The handler of a route, in a span of its own."""

    async def watching(turn: Turn, services: Services) -> Reply:
        telemetry.answering(name, language=turn.language)
        with telemetry.route(name):
            return await handler(turn, services)

    return watching


def operation_of(method: str, path: str) -> str:
    """Which operation of the connector a call is, by the shape of its path, whose ids are told nobody."""
    parts = path.split("/")
    match method, len(parts):
        case "POST", 2:
            return "create"
        case "GET", _:
            return "member"
        case "POST", 4:
            return "send"
        case "POST", _:
            return "reply"
        case "PUT", _:
            return "update"
        case "DELETE", _:
            return "delete"
        case _:
            return "other"
