"""The rates at which Teams lets a bot send: counted per conversation and operation, and over the whole tenant."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from tenant.connector.wire import Refusal

Operation = Literal["send", "create", "members", "stream"]


@dataclass(frozen=True)
class Rate:
    """At most `count` requests in any `seconds` in a row."""

    count: int
    seconds: float


# As Microsoft documents them under "Optimize your bot with rate limiting".
SENDING = (Rate(7, 1), Rate(8, 2), Rate(60, 30), Rate(1800, 3600))
READING = (Rate(14, 1), Rate(16, 2), Rate(120, 30), Rate(3600, 3600))
STREAMING = (Rate(1, 1),)
WHOLE_TENANT = (Rate(50, 1),)
# As Microsoft documents them for installed apps and the app catalogue under "Microsoft Graph throttling limits".
APPS = {"GET": Rate(60, 1), "POST": Rate(30, 1), "DELETE": Rate(15, 1)}
_RATES: dict[Operation, tuple[Rate, ...]] = {
    "send": SENDING,
    "create": SENDING,
    "members": READING,
    "stream": STREAMING,
}


class Limits:
    """Remembers what was let through, and refuses what goes over a rate with 429 and Retry-After.

    `clock` gives seconds that only go up. What is refused does not count, as with Teams. Without `enforced` everything
    passes, for whoever tests something else.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic, *, enforced: bool = True):
        self._clock = clock
        self._enforced = enforced
        self._passed: dict[tuple[str, str], deque[float]] = {}
        self._swept = clock()

    def take(self, conversation: str, *operations: Operation) -> None:
        """Counts one request, under each of its operations; `conversation` is without a thread.

        Raises Refusal 429 where it is one too many for any of them; then it counts for none.
        """
        if not self._enforced:
            return
        now = self._clock()
        self._sweep(now)
        whole = self._passed.setdefault(("tenant", ""), deque())
        wait = _wait(whole, WHOLE_TENANT, now)
        lines = [whole]
        for operation in operations:
            line = self._passed.setdefault((operation, conversation), deque())
            wait = max(wait, _wait(line, _RATES[operation], now))
            lines.append(line)
        if wait > 0:
            raise Refusal(429, "Throttled", "API calls quota exceeded! Retry after the given seconds.", math.ceil(wait))
        for line in lines:
            line.append(now)

    def take_app(self, method: str) -> None:
        """Counts one request to Graph about apps, which the sending of messages has no part in. Raises Refusal 429."""
        if not self._enforced:
            return
        now = self._clock()
        line = self._passed.setdefault(("apps", method), deque())
        wait = _wait(line, (APPS[method],), now)
        if wait > 0:
            raise Refusal(429, "TooManyRequests", "Please retry after the given seconds.", math.ceil(wait))
        line.append(now)

    def _sweep(self, now: float) -> None:
        """Forgets conversations that have been quiet for an hour, once in a while, so that memory stays level."""
        if now - self._swept < 600:
            return
        self._swept = now
        for key in [key for key, times in self._passed.items() if not times or now - times[-1] >= 3600]:
            del self._passed[key]


def _wait(times: deque[float], rates: tuple[Rate, ...], now: float) -> float:
    """Seconds until one more request fits within every rate; 0 where it fits now."""
    longest = rates[-1]
    while times and (now - times[0] >= longest.seconds or len(times) > longest.count):
        times.popleft()
    wait = 0.0
    for rate in rates:
        if len(times) >= rate.count:
            wait = max(wait, times[-rate.count] + rate.seconds - now)
    return wait
