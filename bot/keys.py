"""The public keys with which the connector signs its tokens: fetched off the request, kept when a fetch fails."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
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
# Seconds that keys are fetched for the sake of one token where that fails. With the times above and below nobody waits
# for longer than the 15 seconds that the connector does.
PATIENCE = 8.0
MOST_WAITING = 1000
SPACING = 0.003  # seconds between those who waited and may go on: all at once they would hold up everybody else
LARGEST = 256 * 1024  # bytes of a document; Microsoft's are below 40 KiB, and reading this much takes milliseconds
MOST_KEYS = 100
BITS = range(2048, 8193)
LONGEST_NUMBER = 1400  # characters of a key's modulus


class KeysUnavailable(Exception):
    """The keys cannot be fetched or cannot be read. Says so in our own words."""

    @property
    def for_log(self) -> str:
        """What it says: no words of a person are in it."""
        return str(self)


@dataclass(frozen=True)
class SigningKey:
    """A key and the channels whose tokens it may sign. `numbers` is the key itself, as text."""

    numbers: tuple[str, str]
    endorsements: frozenset[str]
    key: jwt.PyJWK


@dataclass
class _Waiting:
    """A token whose key is not known yet."""

    key_id: str
    since: float
    begun: int  # how many fetches had begun by then
    may_go: asyncio.Future[None]

    def go(self) -> None:
        """Waits no longer, unless whoever brought the token has left already."""
        if not self.may_go.done():
            self.may_go.set_result(None)


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
        self._begun = 0  # fetches
        self._succeeded = 0  # the number of the last of them that did
        self._fetched: float | None = None
        self._fetching: asyncio.Task[None] | None = None
        self._waiting: deque[_Waiting] = deque()
        self._serving: asyncio.Task[None] | None = None

    @property
    def ready(self) -> bool:
        """Whether there are keys at all."""
        return bool(self._keys)

    @property
    def age(self) -> float | None:
        """Seconds since the keys were fetched; None without any."""
        return None if self._fetched is None else self._clock() - self._fetched

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
        if found is not None or len(self._waiting) >= MOST_WAITING:
            return found
        waiting = _Waiting(key_id, self._clock(), self._begun, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._serving is None or self._serving.done():
            self._serving = asyncio.create_task(self._serve(), name="unknown signing keys")
        await waiting.may_go
        return self._keys.get(key_id)

    async def refresh(self) -> None:
        """Fetches the keys if a fetch is due; joins one that is under way. Failures are logged, never raised."""
        task = self._start()
        if task is not None:
            await asyncio.shield(task)

    async def close(self) -> None:
        """Ends a fetch that is under way; who waits for it finds nothing."""
        for task in (self._serving, self._fetching):
            if task is not None:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
        for waiting in self._waiting:
            waiting.go()
        self._waiting.clear()

    async def _serve(self) -> None:
        """Fetches for those who wait, as often as may be, until nobody does."""
        while self._waiting:
            fetch = self._start()
            if fetch is None:
                await self._sleep(max(0.0, self._next_fetch - self._clock()))
                continue
            await asyncio.shield(fetch)
            found = [waiting for waiting in self._waiting if waiting.key_id in self._keys]
            others = [waiting for waiting in self._waiting if waiting.key_id not in self._keys]
            self._waiting = deque(waiting for waiting in others if self._may_yet_be_found(waiting))
            await self._let_go(found + [waiting for waiting in others if not self._may_yet_be_found(waiting)])

    def _may_yet_be_found(self, waiting: _Waiting) -> bool:
        """Whether the keys have not been seen since; a fetch that had begun before may have missed a new key."""
        return waiting.begun >= self._succeeded and self._clock() - waiting.since < PATIENCE

    async def _let_go(self, going: list[_Waiting]) -> None:
        try:
            for waiting in going:
                waiting.go()
                await self._sleep(SPACING)
        finally:  # Koers stops
            for waiting in going:
                waiting.go()

    def _start(self) -> asyncio.Task[None] | None:
        if self._fetching is not None and not self._fetching.done():
            return self._fetching
        if self._clock() < self._next_fetch:
            return None
        self._begun += 1
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
        self._succeeded = self._begun
        self._fetched = self._clock()

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
