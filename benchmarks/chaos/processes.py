"""The processes of Koers, kept going: whoever ends is started again after a moment."""

from __future__ import annotations

import asyncio
import multiprocessing
import random
import time
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection as Pipe
from multiprocessing.process import BaseProcess
from pathlib import Path

from benchmarks.chaos.near import Side, live

LOOK = 0.02  # seconds
MOMENT = 0.4  # seconds at most until a process is started again
START = 60.0  # seconds in which one is there


@dataclass
class Slot:
    """A place for a process. `port` is 0 until it listens; `id` is what the others know it by."""

    side: Side
    process: BaseProcess | None = None
    port: int = 0
    id: str = ""
    starts: list[float] = field(default_factory=list[float])  # seconds that each start took

    @property
    def ready(self) -> bool:
        """Whether it answers, or works."""
        return self.port > 0 and self.process is not None and self.process.is_alive()


class Processes:
    """All of them."""

    def __init__(self, sides: Sequence[Side], log: Path, chance: random.Random) -> None:
        self.slots = [Slot(side) for side in sides]
        self.quit = 0  # ended by themselves
        self._log = str(log)
        self._chance = chance
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["benchmarks.chaos.near"])
        self._killed: set[int] = set()

    @property
    def pids(self) -> list[int]:
        """Of those that live."""
        return [slot.process.pid or 0 for slot in self.slots if slot.process is not None and slot.process.is_alive()]

    def hearing(self) -> list[Slot]:
        """Those to whom something can be said."""
        return [slot for slot in self.slots if slot.side.role != "worker" and slot.ready]

    def kill(self, slot: Slot) -> bool:
        """kill -9. False: it does not run."""
        process = slot.process
        if process is None or not process.is_alive():
            return False
        self._killed.add(process.pid or 0)
        process.kill()
        process.join()
        return True

    @asynccontextmanager
    async def kept(self) -> AsyncGenerator[None]:
        """Keeps them going as long as the block lasts, and ends them."""
        keepers = [asyncio.create_task(self._keep(slot)) for slot in self.slots]
        try:
            yield
        finally:
            for keeper in keepers:
                keeper.cancel()
            await asyncio.gather(*keepers, return_exceptions=True)
            for slot in self.slots:
                self.kill(slot)

    async def _keep(self, slot: Slot) -> None:
        while True:
            ours, theirs = multiprocessing.Pipe(duplex=False)
            process = self._context.Process(target=live, args=(slot.side, theirs, self._log), daemon=True)
            began = time.monotonic()
            await asyncio.to_thread(process.start)
            slot.process = process
            theirs.close()
            await self._follow(slot, process, ours, began)
            slot.port, slot.id = 0, ""
            ours.close()
            if process.pid not in self._killed:
                self.quit += 1
            await asyncio.sleep(self._chance.uniform(0, MOMENT))

    async def _follow(self, slot: Slot, process: BaseProcess, pipe: Pipe, began: float) -> None:
        while process.is_alive():
            if not slot.port and pipe.poll():
                try:
                    slot.port, slot.id = pipe.recv()
                except EOFError:
                    break
                slot.starts.append(time.monotonic() - began)
            elif not slot.port and time.monotonic() - began > START:
                process.kill()
            await asyncio.sleep(LOOK)
        process.join()
