"""How much one person, and a tenant as a whole, may send: whoever sends more is told when to go on, and nothing breaks.

Teams gets no 429: it does not say so to the person, and may deliver the same again. The answer is words.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from bot.wire import Arrival
from locales import Texts
from settings import RateSettings

MOST = 20_000  # people, and tenants, that are kept apart
TYPING = ("application/search", "composeExtension/query")  # Teams sends these while somebody types
LETTERS = 4  # times as many of those: whoever types for long is not to be kept from speaking
SPEAKING = ("message", "messageUpdate", "invoke")  # what a person does; the rest is Teams' own, and must not be lost


@dataclass(frozen=True)
class Over:
    """Too much came in. In `seconds` it can go on; `tell` is false where the person has just been told so."""

    key: str
    seconds: int
    tell: bool

    def words(self, texts: Texts) -> str:
        """What the person is told."""
        return texts(self.key, seconds=self.seconds)


class Rates:
    """Counts, in memory. `clock` is in seconds. `share`: over how many processes what comes in is spread.

    Each process takes its part of what may come in, so that all together take no more.
    """

    def __init__(
        self,
        rates: RateSettings,
        *,
        clock: Callable[[], float] = time.monotonic,
        share: Callable[[], int] = lambda: 1,
    ) -> None:
        self._clock = clock
        self._people = _Buckets(rates.person_minute / 60, rates.person_burst, share)
        self._typing = _Buckets(rates.person_minute / 60 * LETTERS, rates.person_burst * LETTERS, share)
        self._tenants = _Buckets(float(rates.tenant_second), rates.tenant_burst, share)

    def over(self, arrival: Arrival) -> Over | None:
        """Counts this activity; None where it may go on."""
        if arrival.type not in SPEAKING:
            return None
        now = self._clock()
        people = self._typing if arrival.name in TYPING else self._people
        person = people.of(f"{arrival.tenant}\x1f{arrival.person or arrival.sender}".lower(), now)
        if now < person.calm_until:
            return person.over(now, arrival)
        if person.left < 1:
            return person.calm("wire-calm", now, people.half, arrival)
        tenant = self._tenants.of(arrival.tenant.lower(), now)
        if tenant.left < 1:  # nobody is to blame for what all send together, and each hears it once
            return person.calm("wire-crowded", now, self._tenants.half, arrival)
        person.left -= 1
        tenant.left -= 1
        return None


@dataclass
class _Bucket:
    """What may still be sent at once, as it was at a moment; and until when somebody is to calm down, and why."""

    left: float
    at: float
    calm_until: float = -math.inf
    why: str = ""
    told: bool = False  # in the chat; a press has an answer of its own

    def calm(self, why: str, now: float, seconds: float, arrival: Arrival) -> Over:
        """A while begins in which nothing is taken from this person, who is told so once."""
        self.calm_until, self.why, self.told = now + seconds, why, False
        return self.over(now, arrival)

    def over(self, now: float, arrival: Arrival) -> Over:
        """This one comes in that while."""
        # To an invoke the words are the answer; but of the answer to a sign-in Teams shows no words.
        tell = (arrival.type != "invoke" or arrival.name.startswith("signin/")) and not self.told
        self.told = self.told or tell
        return Over(self.why, math.ceil(self.calm_until - now), tell=tell)


class _Buckets:
    """A bucket for each name, filled at `rate` a second up to `burst`, both divided by `share`."""

    def __init__(self, rate: float, burst: int, share: Callable[[], int]) -> None:
        self._whole_rate = rate
        self._whole_burst = float(burst)
        self._share = share
        self._of: OrderedDict[str, _Bucket] = OrderedDict()

    @property
    def _rate(self) -> float:
        return self._whole_rate / self._share()

    @property
    def _burst(self) -> float:
        return max(1.0, self._whole_burst / self._share())

    @property
    def half(self) -> float:
        """Seconds in which half of a bucket is filled, at least one and at most a minute."""
        return min(60.0, max(1.0, self._burst / 2 / self._rate))

    def of(self, name: str, now: float) -> _Bucket:
        """The bucket, as full as it is now. Who was away longest is forgotten first, and has a full one then."""
        burst = self._burst
        bucket = self._of.setdefault(name, _Bucket(burst, now))
        self._of.move_to_end(name)
        if len(self._of) > MOST:
            self._of.popitem(last=False)
        bucket.left = min(burst, bucket.left + (now - bucket.at) * self._rate)
        bucket.at = now
        return bucket
