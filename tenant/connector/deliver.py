"""Brings activities to the bot as the Bot Connector does: signed, in order, and an unanswered invoke once more."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from weakref import WeakValueDictionary

import aiohttp

from tenant.connector import activities
from tenant.connector.wire import JsonObject, as_object, as_text

if TYPE_CHECKING:
    from tenant.server import Tenant

PATIENCE = 15.0  # seconds that the bot gets to answer
BRIEFLY = 5.0  # seconds, where a person looks at a window that waits
LARGEST_ANSWER = 1024 * 1024  # bytes
TOKEN_LIFETIME = 3600  # seconds


@dataclass(frozen=True)
class Outcome:
    """How the bot took an activity. `status` and `body` are there where it answered."""

    kind: Literal["answered", "silent", "unreachable"]
    status: int = 0
    body: object = None

    @property
    def accepted(self) -> bool:
        """Whether the bot took it."""
        return self.kind == "answered" and 200 <= self.status < 300


class Delivery:
    """Posts to the bot's endpoint. The deadlines make the timeout of one attempt; a test may put its own in place."""

    def __init__(self, tenant: Tenant):
        self._tenant = tenant
        self.deadline: Callable[[], asyncio.Timeout] = lambda: asyncio.timeout(PATIENCE)
        self.brief_deadline: Callable[[], asyncio.Timeout] = lambda: asyncio.timeout(BRIEFLY)
        self._session: aiohttp.ClientSession | None = None
        self._order: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def in_order(self, activity: JsonObject) -> Outcome:
        """Delivers after everything that was given before for the same conversation."""
        conversation = as_text(as_object(activity.get("conversation")).get("id")).partition(";")[0]
        lock = self._order.setdefault(conversation, asyncio.Lock())
        async with lock:
            return await self._post(activity)

    async def invoke(self, activity: JsonObject, *, briefly: bool = False) -> Outcome:
        """Delivers at once and brings back the answer; where none comes in time, tries once more with a new id.

        `briefly`: once, and for a third of the time, as for dialogs and searches.
        """
        if briefly:
            return await self._post(activity, self.brief_deadline)
        outcome = await self._post(activity)
        return outcome if outcome.kind != "silent" else await self._post(activities.again(activity))

    async def close(self) -> None:
        """Closes the connections to the bot."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def _post(self, activity: JsonObject, deadline: Callable[[], asyncio.Timeout] | None = None) -> Outcome:
        bot = self._tenant.bot
        if bot is None:
            return Outcome("unreachable")
        headers = {
            "Authorization": f"Bearer {self._token(bot.app_id)}",
            "Content-Type": "application/json; charset=utf-8",
        }
        data = json.dumps(activity, ensure_ascii=False).encode()
        try:
            async with (
                (deadline or self.deadline)(),
                self._http().post(bot.endpoint, data=data, headers=headers, allow_redirects=False) as response,
            ):
                return Outcome("answered", response.status, _parsed(await _capped(response)))
        except TimeoutError:
            return Outcome("silent")
        except aiohttp.ClientConnectorError:
            return Outcome("unreachable")
        except (aiohttp.ClientError, OSError):  # taken, but the connection broke before the answer
            return Outcome("silent")

    def _token(self, app_id: str) -> str:
        base = self._tenant.base_url
        claims = {"iss": f"{base}/botframework", "aud": app_id, "serviceurl": service_url(self._tenant)}
        return self._tenant.tokens.sign(claims, lifetime=TOKEN_LIFETIME)

    def _http(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(trust_env=False, cookie_jar=aiohttp.DummyCookieJar())
        return self._session


def service_url(tenant: Tenant) -> str:
    """Where the bot sends its own activities."""
    return f"{tenant.base_url}/connector/"


async def _capped(response: aiohttp.ClientResponse) -> bytes:
    body = b""
    while chunk := await response.content.read(64 * 1024):
        body += chunk
        if len(body) > LARGEST_ANSWER:
            return b""
    return body


def _parsed(body: bytes) -> object:
    """The JSON of an answer; None where there is none or it cannot be read."""
    try:
        value: object = json.loads(body) if body else None
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        return None
    return value
