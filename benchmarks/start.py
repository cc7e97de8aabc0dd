"""How long from starting Koers to its first answer, and how much memory it takes; the bare libraries as reference.

uv run python -m benchmarks.start
"""

from __future__ import annotations

import asyncio
import os
import re
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import aiohttp

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
LONGEST = 60.0  # seconds for one run, whatever happens
QUESTION = "Wat is onze missie?"
LIBRARIES = "import aiohttp.web, botbuilder.core, msgraph.graph_service_client, sqlalchemy.ext.asyncio"
MEMORY = "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"


def resident_mb(process: int) -> float:
    """The resident memory of a process now, in MB of 1,000,000 bytes."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0]) * 1024 / 1e6


async def page_address(process: Process) -> str:
    assert process.stdout is not None
    while line := (await process.stdout.readline()).decode():
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            return found[0]
    raise SystemExit("Koers did not start")


async def first_answer(session: aiohttp.ClientSession, page: str) -> None:
    """Opens the chat as the first person, asks, and waits until the bot has answered with a source."""
    async with session.get(f"{page}/chat/session") as response:
        who = await response.json()
    person = who["people"][0]["id"]
    chat = next(
        place["id"] for place in who["conversations"] if place["kind"] == "personal" and person in place["members"]
    )
    path = f"{page}/chat/conversations/{chat}/messages"
    async with session.get(path, params={"person": person}) as response:  # opening the chat installs the bot in it
        response.raise_for_status()
    async with session.post(path, json={"person": person, "text": QUESTION, "mention": False}) as response:
        response.raise_for_status()
    while True:
        async with session.get(path, params={"person": person}) as response:
            messages = (await response.json())["messages"]
        if any(entity.get("citation") for message in messages for entity in message["activity"].get("entities", [])):
            return
        await asyncio.sleep(0.02)


async def run(data: str) -> tuple[float, float]:
    """Seconds to the first answer, and MB resident after it."""
    arguments = ("app.py", "run", "--no-browser", "--page-port", "0", "--data", data)
    started = time.perf_counter()
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, cwd=ROOT, stdout=PIPE)
    try:
        async with asyncio.timeout(LONGEST), aiohttp.ClientSession() as session:
            await first_answer(session, await page_address(process))
            return time.perf_counter() - started, resident_mb(process.pid)
    finally:
        process.terminate()
        await process.wait()


async def reference() -> tuple[float, float]:
    """Seconds and MB of a Python that only imports the libraries that Koers cannot do without."""
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(ROOT / ".koers" / "compiled")}
    started = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", f"{LIBRARIES}; {MEMORY}", stdout=PIPE, env=os.environ | compiled
    )
    output, _ = await process.communicate()
    return time.perf_counter() - started, int(output) * 1024 / 1e6


async def main() -> None:
    with tempfile.TemporaryDirectory() as data:
        first, _ = await run(data)
        print(f"first start, with an empty memory: {first:.2f} s")
        await reference()  # once to compile
        ours, theirs = [], []
        for _ in range(RUNS):
            ours.append(await run(data))
            theirs.append(await reference())
    for name, runs in (("Koers, start to first answer", ours), ("the bare libraries, imported", theirs)):
        seconds, memory = (statistics.median(values) for values in zip(*runs, strict=True))
        print(f"{name}: {seconds:.2f} s, {memory:.0f} MB (median of {RUNS})")
    ratio = statistics.median(a[0] / b[0] for a, b in zip(ours, theirs, strict=True))
    print(f"ratio of the times, pair by pair: {ratio:.1f}")


if __name__ == "__main__":
    asyncio.run(main())
