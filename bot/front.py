"""The door: POST /api/messages refuses what is no activity of Teams before anybody looks at it."""

from __future__ import annotations

import asyncio
import json
import logging
import math
import re
from collections.abc import Callable

from aiohttp import ClientError, web
from aiohttp.http import HttpProcessingError, HttpVersion10, HttpVersion11
from botbuilder.core import Bot

from bot import wire
from bot.adapter import Adapter
from bot.authentication import ConnectorAuthentication, Forbidden, Unauthenticated, bearer
from bot.background import Stopping
from bot.wire import ArrivedActivity, Malformed

log = logging.getLogger(__name__)

LARGEST = 256 * 1024  # bytes of a body; an activity of Teams stays under 100 KB
READ_SECONDS = 10.0  # that a body may take to come in
LONGEST_NUMBER = 20  # characters of a whole number
UNAUTHORIZED = b'{"error": "unauthorized"}'
REALM = {"WWW-Authenticate": 'Bearer realm="koers"'}
JSON = re.compile(r'application/json(?:[ \t]*;[ \t]*charset=(?:utf-8|"utf-8"))?[ \t]*', re.IGNORECASE)
# What comes of a request that is no HTTP, breaks off halfway or is gone.
BROKEN = (ClientError, HttpProcessingError, web.RequestPayloadError, ConnectionError)


class NotOfStrangers(logging.Filter):
    """Keeps requests that are no HTTP out of the log: anybody can send them by the thousand, with anything in them."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this is something that went wrong here."""
        return record.exc_info is None or not isinstance(record.exc_info[1], BROKEN)


http_log = logging.getLogger("koers.http")  # what the web server itself has to say
http_log.addFilter(NotOfStrangers())


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
        try:
            header = _authorization(request)
            if self._stopping():
                return _stopping()
            await self._authentication.check_token(header)
            activity = wire.read(parsed(await _body(request)))
            return await self._handle(header, activity)
        except Unauthenticated as error:
            log.info("refused with 401: %s", error)
            return web.Response(body=UNAUTHORIZED, status=401, headers=REALM, content_type="application/json")
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


def _authorization(request: web.Request) -> str:
    """The one Authorization header, which holds a token. Raises Unauthenticated."""
    headers = request.headers.getall("Authorization", [])
    if len(headers) != 1:
        raise Unauthenticated("no token, or several")
    bearer(headers[0])
    return headers[0]


async def _body(request: web.Request) -> bytes:
    """The bytes of the body. Raises Malformed, or the web error for a wrong type or size, or when it does not come."""
    if request.version not in (HttpVersion10, HttpVersion11):  # a line without any version is let through until here
        raise Malformed("no HTTP")
    if not _is_json(request):
        raise web.HTTPUnsupportedMediaType(text='{"error": "application/json only"}', content_type="application/json")
    if (request.content_length or 0) > LARGEST:
        raise _too_large(request.content_length or 0)
    body = bytearray()
    try:
        if request.content.is_eof():  # nearly always: it came with the head
            body += request.content.read_nowait()
        else:
            async with asyncio.timeout(READ_SECONDS):
                async for chunk in request.content.iter_chunked(65_536):
                    body += chunk
                    if len(body) > LARGEST:
                        raise _too_large(len(body))
    except TimeoutError as error:
        raise web.HTTPRequestTimeout(text='{"error": "too slow"}', content_type="application/json") from error
    except BROKEN as error:
        raise Malformed("the body is broken") from error
    if len(body) > LARGEST:
        raise _too_large(len(body))
    return bytes(body)


def _is_json(request: web.Request) -> bool:
    """Whether the body says, once, that it is plain JSON in UTF-8."""
    types, encodings = (request.headers.getall(name, []) for name in ("Content-Type", "Content-Encoding"))
    return len(types) == 1 and JSON.fullmatch(types[0]) is not None and encodings in ([], ["identity"])


def _too_large(size: int) -> web.HTTPRequestEntityTooLarge:
    return web.HTTPRequestEntityTooLarge(
        max_size=LARGEST, actual_size=size, text='{"error": "too large"}', content_type="application/json"
    )


def parsed(body: bytes) -> object:
    """The JSON in a body: in UTF-8, not nested deeply, each name once in an object, and every number one that can be
    written again.

    Raises Malformed.
    """
    try:
        found = json.loads(
            body.decode(),
            object_pairs_hook=_object,
            parse_constant=_no_constant,
            parse_int=_whole,
            parse_float=_finite,
        )
    except (ValueError, RecursionError) as error:
        raise Malformed("not JSON") from error
    if body.count(b"{") + body.count(b"[") > wire.DEPTH or b"\\u" in body:  # nothing else can be deep or no Unicode
        wire.check_depth(found)
    return found


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in an object")  # whoever reads it might take either
    return found


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")


def _whole(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise ValueError("a number is too long")
    return int(text)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("a number is too large")
    return number


def _stopping() -> web.Response:
    return web.json_response({"error": "stopping"}, status=503, headers={"Retry-After": "5"})
