"""Answers of a service outside that several people wait for at once: asked for once, and kept for a while."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from errors import Unavailable

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
LONGEST = 10.0  # seconds that one request may go on, also when nobody waits for it any more
MOST_AT_ONCE = 200  # requests under way; more only pile up behind a service that hangs


@dataclass(frozen=True)
class _Asked(Generic[V]):
    answer: asyncio.Task[V]
    since: float
    before: _Asked[V] | None = None  # the last one that was answered, as long as this one is not


class Remembered(Generic[K, V]):
    """The latest answer for each key, `most` of them and none longer than `kept` seconds after the next question.

    What fails is not kept, and fails for all who waited for it; the answer before it stays what it was.
    Who gives up waiting leaves the request under way: the next one then finds its answer.
    """

    def __init__(self, ask: Callable[[K], Awaitable[V]], *, most: int, kept: float, clock: Callable[[], float]) -> None:
        self._ask = ask
        self._kept = kept
        self._most = most
        self._clock = clock
        self._latest: OrderedDict[K, _Asked[V]] = OrderedDict()
        self._under_way: set[asyncio.Task[V]] = set()

    async def get(self, key: K, within: float) -> V:
        """An answer that was asked for at most `within` seconds ago; 0 asks anew.

        Raises what `ask` raises, TimeoutError when it takes too long, and Unavailable when too much is under way.
        """
        now, asked = self._clock(), self._latest.get(key)
        if asked is None or now - asked.since >= within:
            asked = self._begin(key)
        elif asked.before is not None and not asked.answer.done() and now - asked.before.since < within:
            asked = asked.before  # who may take an earlier answer does not wait for a later one
        return await asyncio.shield(asked.answer)

    def at_hand(self, key: K, within: float) -> V | None:
        """What get() would give without waiting; None where it would wait, or fail."""
        asked = self._latest.get(key)
        if asked is None or self._clock() - asked.since >= within:
            return None
        answer = asked.answer
        return answer.result() if answer.done() and not answer.cancelled() and answer.exception() is None else None

    async def close(self) -> None:
        """Breaks off what is under way."""
        for answer in self._under_way:
            answer.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    def _begin(self, key: K) -> _Asked[V]:
        if len(self._under_way) >= MOST_AT_ONCE:
            raise Unavailable("roles-unavailable")
        latest = self._latest.get(key)
        before = latest if latest is None or latest.answer.done() else latest.before
        answer = asyncio.create_task(self._bounded(key), name="question to Entra")
        asked = _Asked(answer, self._clock(), before)
        self._under_way.add(asked.answer)
        asked.answer.add_done_callback(lambda answer: self._ended(key, answer))
        self._latest[key] = asked
        self._latest.move_to_end(key)
        while len(self._latest) > self._most or asked.since - next(iter(self._latest.values())).since >= self._kept:
            self._latest.popitem(last=False)
        return asked

    async def _bounded(self, key: K) -> V:
        async with asyncio.timeout(LONGEST):
            return await self._ask(key)

    def _ended(self, key: K, answer: asyncio.Task[V]) -> None:
        self._under_way.discard(answer)
        failed = answer.cancelled() or answer.exception() is not None  # taken note of, also when nobody waits any more
        asked = self._latest.get(key)
        if asked is None or asked.answer is not answer:
            return
        if not failed:
            self._latest[key] = replace(asked, before=None)
        elif asked.before is not None and self._clock() - asked.before.since < self._kept:
            self._latest[key] = asked.before
        else:
            del self._latest[key]
