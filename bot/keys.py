"""The public keys with which the connector signs its tokens: fetched off the request, kept when a fetch fails."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

import aiohttp
import jwt

log = logging.getLogger(__name__)

CHANNEL = "msteams"
STALE = 3600.0  # seconds after which keys are fetched anew even when all are known
AGAIN = 5.0  # seconds at least between two fetches, whatever strangers send
FETCH_SECONDS = 3.0  # that a fetch may take
PATIENCE = 9.0  # seconds that a token with an unknown key waits for it; the connector waits 15
MOST_WAITING = 2000
SPACING = 0.002  # seconds between those who waited and may go on: all at once they would hold up everybody else
LARGEST = 256 * 1024  # bytes of a document; Microsoft's are below 40 KiB, and reading this much takes milliseconds
MOST_KEYS = 100
BITS = range(2048, 8193)
LONGEST_NUMBER = 1400  # characters of a key's modulus


class KeysUnavailable(Exception):
    """The keys cannot be fetched or cannot be read."""


@dataclass(frozen=True)
class SigningKey:
    """A key and the channels whose tokens it may sign. `numbers` is the key itself, as text."""

    numbers: tuple[str, str]
    endorsements: frozenset[str]
    key: jwt.PyJWK


class SigningKeys:
    """Finds a key by its id. Nobody waits for a fetch unless their key is unknown. `clock` is in seconds."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        metadata_url: str,
        *,
        timeout: float = FETCH_SECONDS,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._session = session
        self._metadata_url = metadata_url
        self._timeout = timeout
        self._clock = clock
        self._sleep = sleep
        self._keys: dict[str, SigningKey] = {}
        self._next_fetch = clock()
        self._stale = clock()
        self._fetching: asyncio.Task[None] | None = None
        self._waiting = 0
        self._way_out = asyncio.Lock()

    @property
    def ready(self) -> bool:
        """Whether there are keys at all."""
        return bool(self._keys)

    def known(self, key_id: str) -> SigningKey | None:
        """The key where it is known. Has the keys looked at again, in the background, where that was long ago."""
        if self._clock() >= self._stale:
            self._start()
        return self._keys.get(key_id)

    async def find(self, key_id: str) -> SigningKey | None:
        """The key, for which the keys are fetched at once where it is not known; None when there is no such key.

        Between two fetches there are always some seconds; who comes then waits for the next, because the connector
        may have begun to sign with a new key a moment ago.
        """
        found = self.known(key_id)
        if found is not None or self._waiting >= MOST_WAITING:
            return found
        self._waiting += 1
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await self._fetched(key_id)
            async with self._way_out:
                await asyncio.sleep(SPACING)
            return self._keys.get(key_id)
        finally:
            self._waiting -= 1

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

    async def _fetched(self, key_id: str) -> None:
        """Waits for the key: for a fetch that is under way, or else for one that begins now or as soon as it may."""
        for _ in range(2):
            begun = self._start()
            while begun is None:
                await self._sleep(max(0.0, self._next_fetch - self._clock()))
                begun = self._start()
            await asyncio.shield(begun)
            if key_id in self._keys:
                return

    def _start(self) -> asyncio.Task[None] | None:
        if self._fetching is not None and not self._fetching.done():
            return self._fetching
        if self._clock() < self._next_fetch:
            return None
        self._next_fetch = self._clock() + AGAIN
        self._fetching = asyncio.create_task(self._fetch(), name="signing keys")
        return self._fetching

    async def _fetch(self) -> None:
        try:
            async with asyncio.timeout(self._timeout):
                metadata = await self._document(self._metadata_url)
                address = str(metadata.get("jwks_uri", ""))
                ours, theirs = urlsplit(self._metadata_url), urlsplit(address)
                if (theirs.scheme, theirs.netloc) != (ours.scheme, ours.netloc):
                    raise KeysUnavailable("the keys are somewhere else than their metadata")
                keys = await asyncio.to_thread(read_keys, await self._document(address))
            if self._for_teams() and not _for_teams(keys):
                raise KeysUnavailable("none of the keys may sign for Teams")
        except Exception as error:  # whatever comes from there, no request may break on it
            log.warning(
                "signing keys not fetched, going on with %d: %s", len(self._keys), error or type(error).__name__
            )
            return
        finally:
            self._next_fetch = self._clock() + AGAIN
        # A key that did not change stays the same object: what was checked with it need not be checked again.
        self._keys = {name: self._same(name, key) for name, key in keys.items()}
        self._stale = self._clock() + STALE

    def _same(self, name: str, key: SigningKey) -> SigningKey:
        old = self._keys.get(name)
        unchanged = old is not None and (old.numbers, old.endorsements) == (key.numbers, key.endorsements)
        return old if old is not None and unchanged else key

    def _for_teams(self) -> bool:
        return _for_teams(self._keys)

    async def _document(self, url: str) -> Mapping[str, object]:
        headers = {"Accept-Encoding": "identity"}  # a compressed document could unfold into more than fits
        async with self._session.get(url, headers=headers, allow_redirects=False) as response:
            if response.status != 200 or response.headers.get("Content-Encoding", "identity") != "identity":
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


def _for_teams(keys: Mapping[str, SigningKey]) -> bool:
    return any(CHANNEL in key.endorsements for key in keys.values())


def read_keys(document: Mapping[str, object]) -> dict[str, SigningKey]:
    """The RSA keys in a JWKS document; what cannot be used is left out. Raises KeysUnavailable where none is left."""
    entries = document.get("keys")
    entries = cast("list[object]", entries) if isinstance(entries, list) else []
    if len(entries) > MOST_KEYS:
        raise KeysUnavailable(f"{len(entries)} keys are too many")
    keys: dict[str, SigningKey] = {}
    for entry in entries:
        if isinstance(entry, dict):
            data = cast("dict[str, object]", entry)
            name, key = data.get("kid"), _read_key(data)
            if key is not None and isinstance(name, str) and name:
                keys.setdefault(name, key)
    if not keys:
        raise KeysUnavailable("the document holds no key that can be used")
    return keys


def _read_key(data: Mapping[str, object]) -> SigningKey | None:
    """The key, where it is an RSA key of a sound size for signing."""
    n, e = data.get("n"), data.get("e")
    if not isinstance(n, str) or not isinstance(e, str) or len(n) > LONGEST_NUMBER or len(e) > 8:
        return None
    if data.get("kty") != "RSA" or data.get("use", "sig") != "sig" or data.get("alg", "RS256") != "RS256":
        return None
    try:
        key = jwt.PyJWK({"kty": "RSA", "n": n, "e": e}, algorithm="RS256")
    except (jwt.PyJWTError, ValueError, TypeError):
        return None
    if key.key.key_size not in BITS:
        return None
    endorsed = data.get("endorsements")
    names = cast("list[object]", endorsed) if isinstance(endorsed, list) else []
    return SigningKey((n, e), frozenset(name for name in names if isinstance(name, str)), key)
