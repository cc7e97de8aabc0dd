"""How Koers is: /healthz for whoever restarts it, /readyz for whoever sends it work, gauges for whoever watches it."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path

from aiohttp import web

import telemetry
from telemetry import Queue, Reading, Waiting, names

TIMEOUT = 0.5  # seconds that a check may take: /readyz is answered within one
BEAT = 0.5  # seconds between two looks at how late the event loop is
STATM = Path("/proc/self/statm")
PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096  # bytes

Probe = Callable[[], Awaitable[bool]]
Age = Callable[[], float | None]


class Check:
    """One thing that has to be so. A probe that hangs is joined and never begun a second time beside itself."""

    def __init__(self, name: str, probe: Probe) -> None:
        self.name = name
        self._probe = probe
        self._running: asyncio.Task[bool] | None = None

    async def holds(self) -> bool:
        """Whether it is so; what does not say so in time, or breaks, is not."""
        if self._running is None:
            self._running = asyncio.create_task(self._answered(), name=f"check of {self.name}")
            self._running.add_done_callback(self._over)
        running = self._running
        await asyncio.wait({running}, timeout=TIMEOUT)
        return running.done() and not running.cancelled() and running.result()

    async def stop(self) -> None:
        """Ends a probe that hangs."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.wait({self._running}, timeout=TIMEOUT)

    async def _answered(self) -> bool:
        try:
            return await self._probe()
        except Exception:  # whatever it is, it does not hold
            return False

    def _over(self, _: asyncio.Task[bool]) -> None:
        self._running = None


class Health:
    """What is looked at: `checks` by name, the `queues` in which somebody may wait, and the ages of what is renewed.

    `running`: the work that has an end, of which nothing may be under way for longer than `longest` seconds.
    """

    def __init__(
        self,
        *,
        stopping: Callable[[], bool],
        checks: Sequence[tuple[str, Probe]],
        running: Waiting,
        longest: float,
        queues: Sequence[Queue] = (),
        keys_age: Age = lambda: None,
        token_age: Age = lambda: None,
    ) -> None:
        self._stopping = stopping
        self._checks = [Check(name, probe) for name, probe in checks]
        self._running = running
        self._longest = longest
        self._queues: list[Queue] = [*queues, running]
        self._keys_age = keys_age
        self._token_age = token_age
        self._pulse: asyncio.Task[None] | None = None

    def add_to(self, app: web.Application) -> None:
        """Adds the two addresses. They tell no more than names of what is missing."""
        app.router.add_get("/healthz", self.healthz)
        app.router.add_get("/readyz", self.readyz)

    async def healthz(self, _: web.Request) -> web.Response:
        """The process lives and its event loop turns."""
        return web.json_response({"status": "alive"})

    async def readyz(self, _: web.Request) -> web.Response:
        """200 when Koers can do its work, 503 with what is missing."""
        missing = ["stopping"] if self._stopping() else []
        held = await asyncio.gather(*(check.holds() for check in self._checks))
        missing += [check.name for check, holds in zip(self._checks, held, strict=True) if not holds]
        if self._running.oldest > self._longest:
            missing.append(f"{self._running.name} stuck")
        return web.json_response({"missing": missing}, status=503 if missing else 200)

    def also(self, queue: Queue) -> None:
        """One more queue to tell of."""
        self._queues.append(queue)

    def check(self, name: str, probe: Probe) -> None:
        """One more thing that has to be so before Koers can do its work."""
        self._checks.append(Check(name, probe))

    def start(self) -> None:
        """Begins to tell the gauges, where somebody gets them."""
        if not telemetry.is_on():
            return
        telemetry.gauges(
            {
                names.DEPTH: self._depths,
                names.AGE: self._ages,
                names.KEYS_AGE: lambda: _one(self._keys_age()),
                names.TOKEN_AGE: lambda: _one(self._token_age()),
                names.MEMORY: lambda: _one(resident()),
            }
        )
        self._pulse = asyncio.create_task(_beat(), name="pulse")

    async def stop(self) -> None:
        """Ends everything that is looked at."""
        telemetry.gauges({})
        if self._pulse is not None:
            self._pulse.cancel()
            await asyncio.wait({self._pulse})
        await asyncio.gather(*(check.stop() for check in self._checks))

    def _depths(self) -> Iterable[Reading]:
        return [(len(queue), {names.QUEUE: queue.name}) for queue in self._queues]

    def _ages(self) -> Iterable[Reading]:
        return [(queue.oldest, {names.QUEUE: queue.name}) for queue in self._queues]


def resident() -> float | None:
    """The resident memory of this process in bytes; None where the system has no /proc."""
    try:
        return int(STATM.read_text(encoding="ascii").split()[1]) * PAGE
    except (OSError, ValueError, IndexError):
        return None


def _one(value: float | None) -> list[Reading]:
    return [] if value is None else [(value, {})]


async def _beat() -> None:
    """How much later than it asked for the loop comes back: what a person's turn waits for at each of its steps."""
    while True:
        due = time.perf_counter() + BEAT
        await asyncio.sleep(BEAT)
        telemetry.count(names.LAG, max(0.0, time.perf_counter() - due))
