"""Another process of a benchmark: it says one line, and stays until the benchmark lets go of its input."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from bisect import bisect_right
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web

ROOT = Path(__file__).resolve().parent.parent


@asynccontextmanager
async def another(module: str, *arguments: str) -> AsyncGenerator[tuple[Process, str]]:
    """`python -m module arguments` as a process of its own, and the first line that it says."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *arguments, stdin=PIPE, stdout=PIPE, cwd=ROOT
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield process, (await process.stdout.readline()).decode().strip()
    finally:
        process.stdin.close()
        await process.wait()


async def until_let_go() -> None:
    """In the other process: returns when the benchmark closes its input."""
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


async def serve(app: web.Application) -> None:
    """In the other process: listens on loopback, says the port, and goes on until it is let go."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=256).start()
    print(runner.addresses[0][1], flush=True)
    await until_let_go()
    await runner.cleanup()


def most_in_a_second(arrivals: Sequence[float]) -> int:
    """The most that arrived in any one second; moments in seconds, in any order."""
    moments = sorted(arrivals)
    return max((bisect_right(moments, at + 1.0) - place for place, at in enumerate(moments)), default=0)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that so large a share stays under."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
