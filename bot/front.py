"""The door: POST /api/messages refuses what is no activity of Teams before anybody looks at it."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable

from aiohttp import web
from botbuilder.core import Bot

from bot import wire
from bot.adapter import Adapter
from bot.authentication import ConnectorAuthentication, Forbidden, Unauthenticated, bearer
from bot.background import Stopping
from bot.wire import ArrivedActivity, Malformed

log = logging.getLogger(__name__)

LARGEST = 256 * 1024  # bytes of a body; an activity of Teams stays under 100 KB
READ_SECONDS = 10.0  # that a body may take to come in


class Front:
    """Checks in this order: token, type, size, shape, and whether the token fits the activity."""

    def __init__(
        self, authentication: ConnectorAuthentication, adapter: Adapter, bot: Bot, stopping: Callable[[], bool]
    ) -> None:
        self._authentication = authentication
        self._adapter = adapter
        self._bot = bot
        self._stopping = stopping

    async def messages(self, request: web.Request) -> web.Response:
        """One activity."""
        header = request.headers.get("Authorization", "")
        try:
            bearer(header)
            if self._stopping():
                return _stopping()
            await self._authentication.check_token(header)
            activity = wire.read(_parsed(await _body(request)))
            return await self._handle(header, activity)
        except Unauthenticated as error:
            log.info("refused with 401: %s", error)
            return web.json_response(
                {"error": "unauthorized"}, status=401, headers={"WWW-Authenticate": 'Bearer realm="koers"'}
            )
        except Forbidden as error:
            log.warning("refused with 403: %s", error)
            return web.json_response({"error": "forbidden"}, status=403)
        except Malformed as error:
            return web.json_response({"error": str(error)}, status=400)
        except Stopping:
            return _stopping()

    async def _handle(self, header: str, activity: ArrivedActivity) -> web.Response:
        answer = await self._adapter.process(header, activity, self._bot)
        if answer is None:
            return web.Response(status=202)
        return web.json_response(answer.body, status=int(answer.status))


async def _body(request: web.Request) -> bytes:
    """The bytes of the body. Raises the web error for a wrong type or size, or when it does not come."""
    if request.content_type != "application/json" or request.headers.get("Content-Encoding", "identity") != "identity":
        raise web.HTTPUnsupportedMediaType(text='{"error": "application/json only"}', content_type="application/json")
    if (request.content_length or 0) > LARGEST:
        raise _too_large(request.content_length or 0)
    body = bytearray()
    try:
        async with asyncio.timeout(READ_SECONDS):
            async for chunk in request.content.iter_chunked(65_536):
                body += chunk
                if len(body) > LARGEST:
                    raise _too_large(len(body))
    except TimeoutError as error:
        raise web.HTTPRequestTimeout(text='{"error": "too slow"}', content_type="application/json") from error
    return bytes(body)


def _too_large(size: int) -> web.HTTPRequestEntityTooLarge:
    return web.HTTPRequestEntityTooLarge(
        max_size=LARGEST, actual_size=size, text='{"error": "too large"}', content_type="application/json"
    )


def _parsed(body: bytes) -> object:
    try:
        return json.loads(body, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Malformed("not JSON") from error


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


def _stopping() -> web.Response:
    return web.json_response({"error": "stopping"}, status=503, headers={"Retry-After": "5"})
