"""Kills and breaks while everything in the plan is asked for, and then lets it all come to rest."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field

import aiohttp

from benchmarks.chaos.asking import AHEAD, Asking
from benchmarks.chaos.faults import Disk, hold
from benchmarks.chaos.processes import Processes
from benchmarks.chaos.watching import Watching, looked_up

ANSWER = aiohttp.ClientTimeout(total=15)
SETTLED = 400.0  # seconds at most until everything rests after the last kill
LOOK = 0.5  # seconds
LAST = 0.92  # of the plan, at the last kill


@dataclass(frozen=True)
class Trouble:
    """How much is broken, and how fast. In a calm nobody is killed, so that what others had is taken over."""

    kills: int
    gap: tuple[float, float] = (0.1, 1.2)  # seconds between two kills
    fault_every: int = 12  # kills
    fault: tuple[float, float] = (0.5, 3.5)  # seconds that the disk is full, or the database held
    calm_every: int = 0  # kills; 0: never
    calm: float = 24.0  # seconds


@dataclass
class Driver:
    """One run. `asking` works the plan off."""

    asking: Asking
    processes: Processes
    watching: Watching
    disk: Disk
    url: str
    trouble: Trouble
    chance: random.Random
    full: int = 0
    held: int = 0
    left: list[str] = field(default_factory=list[str])  # what did not come to rest
    _over: bool = False  # there are no more kills

    @property
    def share(self) -> float:
        """How far the killing is: the last of the plan is asked for when nobody is killed any more."""
        return 1.0 if self._over else LAST * len(self.watching.kills) / max(1, self.trouble.kills)

    async def run(self) -> None:
        """All of it."""
        looking = asyncio.create_task(self.watching.run())
        try:
            async with (
                aiohttp.ClientSession(timeout=ANSWER, connector=aiohttp.TCPConnector(force_close=True)) as http,
                self.processes.kept(),
            ):
                async with asyncio.TaskGroup() as group:
                    group.create_task(self.asking.run(http))
                    group.create_task(self._break())
                await self._settle()
        finally:
            looking.cancel()
            await asyncio.gather(looking, return_exceptions=True)

    async def _break(self) -> None:
        faults = set[asyncio.Task[None]]()
        for number in range(1, self.trouble.kills + 1):
            while self.share > self.asking.done + AHEAD:  # noqa: ASYNC110 - it has no event
                await asyncio.sleep(0.1)
            await asyncio.sleep(self.chance.uniform(*self.trouble.gap))
            if self.trouble.calm_every and number % self.trouble.calm_every == 0:
                await asyncio.sleep(self.trouble.calm)
            if number % self.trouble.fault_every == 0 and not faults:
                fault = asyncio.create_task(self._fault())
                faults.add(fault)
                fault.add_done_callback(faults.discard)
            await self._kill()
        self._over = True
        await asyncio.gather(*faults)
        await self._fault()
        await self._fault()

    async def _kill(self) -> None:
        while True:
            slot = self.chance.choice(self.processes.slots)
            role, id = slot.side.role, slot.id
            if self.processes.kill(slot):
                await self.watching.killed(role, id)
                return
            await asyncio.sleep(0.02)

    async def _fault(self) -> None:
        seconds = self.chance.uniform(*self.trouble.fault)
        if (self.full + self.held) % 2:
            self.held += 1
            await asyncio.to_thread(hold, self.url, seconds)
            return
        self.full += 1
        await asyncio.to_thread(self.disk.fill, self.processes.pids)
        try:
            await asyncio.sleep(seconds)
        finally:
            await asyncio.to_thread(self.disk.free, self.processes.pids)

    async def _settle(self) -> None:
        until = asyncio.get_running_loop().time() + SETTLED
        while asyncio.get_running_loop().time() < until:
            self.left = await asyncio.to_thread(self._under_way)
            if not self.left and not self.watching.left:
                return
            await asyncio.sleep(LOOK)

    def _under_way(self) -> list[str]:
        work = looked_up(
            self.url,
            f"select workflow_uuid, status from {self.watching.schema}workflow_status"
            " where status in ('ENQUEUED', 'PENDING', 'DELAYED')",
        )
        inbox = looked_up(self.url, "select key, state from inbox where state in ('taken', 'answering')")
        running = "('sending', 'correcting', 'recalling', 'reminding', 'resending')"
        told = looked_up(self.url, f"select id, state from announcements where state in {running}")
        return [f"{id} {state}" for id, state in (*work, *inbox, *told)]
