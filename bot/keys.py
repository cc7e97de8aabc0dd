"""The public keys with which the connector signs its tokens: fetched off the request, kept when a fetch fails."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

import aiohttp
import jwt

log = logging.getLogger(__name__)

AGAIN = 300.0  # seconds at least between two fetches that succeeded
AFTER_FAILURE = 10.0  # seconds at least after one that failed
OLD = 86_400.0  # seconds after which keys are fetched anew even when all are known
LARGEST = 1024 * 1024  # bytes of a key document; Microsoft's is about 40 KiB


class KeysUnavailable(Exception):
    """The keys cannot be fetched or cannot be read. Says so in our own words."""

    @property
    def for_log(self) -> str:
        """What it says: no words of a person are in it."""
        return str(self)


@dataclass(frozen=True)
class SigningKey:
    """A key and the channels whose tokens it may sign."""

    key: jwt.PyJWK
    endorsements: frozenset[str]


class SigningKeys:
    """Finds a key by its id. Nobody waits for a fetch unless their key is unknown. `clock` is in seconds."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        metadata_url: str,
        *,
        timeout: float = 3.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._session = session
        self._metadata_url = metadata_url
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._clock = clock
        self._keys: dict[str, SigningKey] = {}
        self._next_fetch = clock()
        self._stale = clock()
        self._fetched: float | None = None
        self._fetching: asyncio.Task[None] | None = None

    @property
    def ready(self) -> bool:
        """Whether there are keys at all."""
        return bool(self._keys)

    @property
    def age(self) -> float | None:
        """Seconds since the keys were fetched; None without any."""
        return None if self._fetched is None else self._clock() - self._fetched

    async def find(self, key_id: str) -> SigningKey | None:
        """The key, after a fetch where it is not known and one is due; None when there is no such key."""
        found = self._keys.get(key_id)
        if found is None:
            await self.refresh()
            return self._keys.get(key_id)
        if self._clock() >= self._stale:
            self._start()
        return found

    async def refresh(self) -> None:
        """Fetches the keys if a fetch is due; joins one that is under way. Failures are logged, never raised."""
        task = self._start()
        if task is not None:
            await asyncio.shield(task)

    async def close(self) -> None:
        """Ends a fetch that is under way."""
        if self._fetching is not None:
            self._fetching.cancel()
            await asyncio.gather(self._fetching, return_exceptions=True)

    def _start(self) -> asyncio.Task[None] | None:
        if self._fetching is not None and not self._fetching.done():
            return self._fetching
        if self._clock() < self._next_fetch:
            return None
        self._next_fetch = self._clock() + AFTER_FAILURE
        self._fetching = asyncio.create_task(self._fetch(), name="signing keys")
        return self._fetching

    async def _fetch(self) -> None:
        try:
            metadata = await self._json(self._metadata_url)
            address = str(metadata.get("jwks_uri", ""))
            ours, theirs = urlsplit(self._metadata_url), urlsplit(address)
            if (theirs.scheme, theirs.netloc) != (ours.scheme, ours.netloc):
                raise KeysUnavailable("the keys are somewhere else than their metadata")
            keys = _read_keys(await self._json(address))
        except (aiohttp.ClientError, TimeoutError, ValueError, KeysUnavailable) as error:
            log.warning("signing keys not fetched, going on with %d: %r", len(self._keys), error)
            return
        self._keys = keys
        self._next_fetch = self._clock() + AGAIN
        self._stale = self._clock() + OLD
        self._fetched = self._clock()

    async def _json(self, url: str) -> Mapping[str, object]:
        async with self._session.get(url, timeout=self._timeout, allow_redirects=False) as response:
            if response.status != 200:
                raise KeysUnavailable(f"status {response.status}")
            body = bytearray()
            async for chunk in response.content.iter_chunked(65_536):
                body += chunk
                if len(body) > LARGEST:
                    raise KeysUnavailable("the document is too large")
        try:
            document: object = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise KeysUnavailable("the document is not JSON") from error
        if not isinstance(document, dict):
            raise KeysUnavailable("the document is not an object")
        return cast("Mapping[str, object]", document)


def _read_keys(document: Mapping[str, object]) -> dict[str, SigningKey]:
    """The RSA keys in a JWKS document; what cannot be used is left out."""
    entries = document.get("keys")
    keys: dict[str, SigningKey] = {}
    for entry in cast("list[object]", entries) if isinstance(entries, list) else []:
        if not isinstance(entry, dict):
            continue
        data = cast("dict[str, object]", entry)
        endorsed = data.get("endorsements")
        names = cast("list[object]", endorsed) if isinstance(endorsed, list) else []
        try:
            key = jwt.PyJWK(data, algorithm="RS256")
        except (jwt.PyJWTError, ValueError, TypeError, KeyError):
            continue
        keys[str(data.get("kid", ""))] = SigningKey(key, frozenset(name for name in names if isinstance(name, str)))
    if not keys:
        raise KeysUnavailable("the document holds no key that can be used")
    return keys
