"""What Teams takes of one bot, what has gone to each conversation, and who waits to send there."""

from __future__ import annotations

import asyncio
import math
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from domain.messenger import Priority

Kind = Literal["send", "open", "read"]  # Teams counts messages, opened chats and rosters apart
Limits = tuple[tuple[int, float], ...]  # counts and seconds, the smallest count first


class NoRoom(Exception):
    """The wait would be longer than anybody's patience."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"room in {seconds:.0f} s")
        self.seconds = seconds


@dataclass(frozen=True)
class Rate:
    """At most `count` in any `seconds` in a row."""

    count: int
    seconds: float


@dataclass(frozen=True)
class SendingRates:
    """What Teams takes of one bot, as Microsoft documents under "Optimize your bot with rate limiting".

    `sending` and `reading` hold for each conversation, `tenant` for everything together. A broadcast waits while
    `broadcasts` of the latter are used, by whomever, and goes evenly spread: so there is always room for a person. No
    more than `broadcasts_at_once` are under way, so that slow answers never take the last connection. Every time that
    is counted over is `margin` seconds longer: the network brings together what was sent apart.
    """

    sending: tuple[Rate, ...] = (Rate(7, 1), Rate(8, 2), Rate(60, 30), Rate(1800, 3600))
    reading: tuple[Rate, ...] = (Rate(14, 1), Rate(16, 2), Rate(120, 30), Rate(3600, 3600))
    tenant: Rate = Rate(50, 1)
    broadcasts: int = 45
    broadcasts_at_once: int = 50
    margin: float = 0.05

    def of(self, kind: Kind) -> Limits:
        """The limits of one conversation, margin included."""
        rates = self.reading if kind == "read" else self.sending
        return tuple(sorted((rate.count, rate.seconds + self.margin) for rate in rates))


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a request goes. `conversation` is without a thread; for "open" it is the person."""

    conversation: str
    kind: Kind = "send"
    tenant: str = ""


class Timer(Protocol):
    """Something that was asked for at a time, as asyncio's TimerHandle."""

    def cancel(self) -> None:
        """It is no longer wanted."""
        ...


class Clock(Protocol):
    """Seconds that only go up, and a call at one of them. asyncio's event loop is one."""

    def time(self) -> float:
        """Now."""
        ...

    def call_at(self, when: float, callback: Callable[[], None], /) -> Timer:
        """Calls once, at or after `when`."""
        ...


class Lane:
    """Those who wait for one conversation with one priority. `in_order`: the next one goes when `holder` is done."""

    __slots__ = ("holder", "in_order", "line", "priority", "queued", "waiting")

    def __init__(self, line: Line, priority: Priority, in_order: bool) -> None:
        self.line = line
        self.priority: Priority = priority
        self.in_order = in_order
        self.holder: object | None = None
        self.waiting: OrderedDict[asyncio.Future[None], object] = OrderedDict()
        self.queued = False  # among those that are served, or that wait for their conversation

    @property
    def in_use(self) -> bool:
        """Whether somebody waits here or is not done."""
        return self.queued or self.holder is not None or bool(self.waiting)

    def refuse(self, seconds: float) -> None:
        """Tells everybody who waits that it takes too long."""
        while self.waiting:
            future, _ = self.waiting.popitem(last=False)
            if not future.done():
                future.set_exception(NoRoom(seconds))


class Line:
    """What went to one conversation, and when it takes more."""

    __slots__ = ("broadcast", "key", "limits", "not_before", "passed", "person")

    def __init__(self, key: tuple[Kind, str], limits: Limits) -> None:
        self.key = key
        self.limits = limits
        self.passed: list[float] = []
        self.not_before = -math.inf
        self.person: Lane | None = None
        self.broadcast: Lane | None = None

    def wait(self, now: float) -> float:
        """Seconds until it takes one more; 0 or less: now."""
        wait, passed = self.not_before - now, self.passed
        for count, seconds in self.limits:
            if len(passed) < count:
                break
            wait = max(wait, passed[-count] + seconds - now)
        return wait

    def add(self, now: float) -> None:
        """One more went."""
        self.passed.append(now)
        most = self.limits[-1][0]
        if len(self.passed) >= 2 * most:
            del self.passed[:most]

    def lane(self, priority: Priority) -> Lane:
        """Its own queue of a priority: a person never stands behind a broadcast. Rosters may be read side by side."""
        found = self.person if priority == "person" else self.broadcast
        if found is None:
            found = Lane(self, priority, in_order=self.key[0] != "read")
            if priority == "person":
                self.person = found
            else:
                self.broadcast = found
        return found

    def lanes(self) -> list[Lane]:
        """Those there are."""
        return [lane for lane in (self.person, self.broadcast) if lane is not None]

    def idle(self, now: float) -> bool:
        """Whether nothing is lost by forgetting it."""
        if self.not_before > now or any(lane.in_use for lane in self.lanes()):
            return False
        return not self.passed or self.passed[-1] + self.limits[-1][1] <= now


class Lines:
    """The conversations of one tenant; each is remembered as long as what went to it counts."""

    def __init__(self, rates: SendingRates) -> None:
        kinds: tuple[Kind, ...] = ("send", "open", "read")
        self._limits = {kind: rates.of(kind) for kind in kinds}
        self._lines: OrderedDict[tuple[Kind, str], Line] = OrderedDict()  # the longest quiet first

    def __len__(self) -> int:
        return len(self._lines)

    def find(self, destination: Destination, now: float) -> Line:
        """The line of a conversation; a new one where it is not known."""
        key = (destination.kind, destination.conversation)
        line = self._lines.get(key)
        if line is None:
            self._forget(now)
            line = self._lines[key] = Line(key, self._limits[destination.kind])
        return line

    def used(self, line: Line) -> None:
        """Something went there just now."""
        self._lines.move_to_end(line.key)

    def _forget(self, now: float) -> None:
        """For each new conversation two old ones are looked at: so they never pile up, and nobody has to sweep."""
        for _ in range(min(2, len(self._lines))):
            key, line = next(iter(self._lines.items()))
            if line.idle(now):
                del self._lines[key]
            elif line.passed and line.passed[-1] + line.limits[-1][1] > now:
                return  # all others are younger
            else:
                self._lines.move_to_end(key)  # somebody waits there
