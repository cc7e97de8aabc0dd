"""The bot's own token for the Bot Connector: fetched off the loop, cached, renewed before it runs out."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, cast

import aiohttp

from settings import Settings

log = logging.getLogger(__name__)

SCOPE = "https://api.botframework.com/.default"
AHEAD = 300.0  # seconds before its end that a token is renewed, while the old one is still used
TOO_OLD = 30.0  # seconds before its end that a token is no longer used
TIMEOUT = aiohttp.ClientTimeout(total=10)


class TokenUnavailable(Exception):
    """The sign-in service gives no token. Says so in our own words."""

    @property
    def for_log(self) -> str:
        """What it says: no words of a person are in it."""
        return str(self)


@dataclass(frozen=True)
class AccessToken:
    """A token and how many seconds it is good for, from when it was given."""

    text: str
    lifetime: float


class TokenSource(Protocol):
    """Whoever gives tokens."""

    async def fetch(self) -> AccessToken:
        """A new token. Raises TokenUnavailable."""
        ...

    async def close(self) -> None:
        """Lets go of connections."""
        ...


class ClientSecret:
    """Client credentials at a token endpoint, over the shared session."""

    def __init__(self, session: aiohttp.ClientSession, settings: Settings) -> None:
        self._session = session
        self._url = f"{settings.login_url}/{settings.tenant_id or 'botframework.com'}/oauth2/v2.0/token"
        self._form = {
            "grant_type": "client_credentials",
            "client_id": settings.app_id,
            "client_secret": settings.app_secret,
            "scope": SCOPE,
        }

    async def fetch(self) -> AccessToken:
        """A new token. Raises TokenUnavailable."""
        try:
            request = self._session.post(self._url, data=self._form, timeout=TIMEOUT, allow_redirects=False)
            async with request as response:
                if response.status != 200:
                    raise TokenUnavailable(f"the sign-in service answers {response.status}")
                body = cast("dict[str, object]", await response.json())
            return AccessToken(str(body["access_token"]), float(str(body["expires_in"])))
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError) as error:
            raise TokenUnavailable(f"no token: {type(error).__name__}") from error

    async def close(self) -> None:
        """Nothing of its own to let go."""


class Entra:
    """Client credentials at Microsoft Entra ID, through azure-identity."""

    def __init__(self, settings: Settings) -> None:
        from azure.identity.aio import ClientSecretCredential  # half a second to import, and not needed locally

        self._credential = ClientSecretCredential(
            settings.tenant_id, settings.app_id, settings.app_secret, authority=settings.login_url
        )

    async def fetch(self) -> AccessToken:
        """A new token. Raises TokenUnavailable."""
        from azure.core.exceptions import AzureError

        try:
            token = await asyncio.wait_for(self._credential.get_token(SCOPE), timeout=TIMEOUT.total)
        except (AzureError, TimeoutError) as error:
            raise TokenUnavailable(f"no token: {type(error).__name__}") from error
        return AccessToken(token.token, token.expires_on - time.time())

    async def close(self) -> None:
        """Closes its connections."""
        await self._credential.close()


class OutgoingToken:
    """The current token. `clock` is in seconds."""

    def __init__(self, source: TokenSource, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._source = source
        self._clock = clock
        self._text = ""
        self._ends = 0.0
        self._fetched: float | None = None
        self._renewing: asyncio.Task[None] | None = None

    @property
    def age(self) -> float | None:
        """Seconds since the token was fetched; None without one."""
        return None if self._fetched is None else self._clock() - self._fetched

    async def current(self) -> str:
        """A token that is good for a while. Raises TokenUnavailable."""
        left = self._ends - self._clock() if self._text else 0.0
        if left > AHEAD:
            return self._text
        renewal = self._renew()
        if left <= TOO_OLD:
            await asyncio.shield(renewal)
        return self._text

    def forget(self, token: str) -> None:
        """The connector refused this token: the next call fetches another."""
        if token == self._text:
            self._text = ""

    async def renewed(self) -> None:
        """Waits for a renewal that is under way, whatever comes of it."""
        if self._renewing is not None:
            await asyncio.wait({self._renewing})

    async def close(self) -> None:
        """Ends a renewal that is under way and closes the source."""
        if self._renewing is not None:
            self._renewing.cancel()
            await asyncio.gather(self._renewing, return_exceptions=True)
        await self._source.close()

    def _renew(self) -> asyncio.Task[None]:
        if self._renewing is None or self._renewing.done():
            self._renewing = asyncio.create_task(self._fetch(), name="connector token")
            self._renewing.add_done_callback(_log_failure)
        return self._renewing

    async def _fetch(self) -> None:
        asked = self._clock()
        token = await self._source.fetch()
        self._text, self._ends, self._fetched = token.text, asked + token.lifetime, asked


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.warning("the bot's token was not renewed: %s", error)


def outgoing_token(session: aiohttp.ClientSession, settings: Settings) -> OutgoingToken:
    """The token of this bot: from the local tenant, or from Entra."""
    return OutgoingToken(ClientSecret(session, settings) if settings.local else Entra(settings))
