"""How long it takes, and how much memory, to read everybody who works at a large municipality out of Graph.

uv run python -m benchmarks.audience [--people N]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import resource
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from collections.abc import AsyncGenerator
from pathlib import Path

from graph.audience import Audience, Colleague
from graph.client import GraphClient
from settings import ROOT, Settings
from tenant import server
from tenant.seed import WHOLE

PEOPLE = 100_000
KILOBYTE = 1024


async def tenant(people: int, folder: Path) -> None:
    """The other process: a local tenant until its input ends."""
    started = time.perf_counter()
    made = server.create(folder / "tenant.db", ROOT / "organisations" / "oss", people)
    await made.start()
    group = made.directory.group_named(WHOLE)
    told = {
        "url": made.base_url,
        "id": made.tenant_id,
        "group": group.id if group else "",
        "seconds": time.perf_counter() - started,
    }
    print(json.dumps(told), flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await made.stop()


async def read(what: str, colleagues: AsyncGenerator[Colleague]) -> None:
    """Reads an audience and says what it took."""
    started, processor, before = time.perf_counter(), time.process_time(), _peak()
    count = 0
    async for _ in colleagues:
        count += 1
    took, used = time.perf_counter() - started, time.process_time() - processor
    grown = (_peak() - before) / KILOBYTE
    print(f"{what}: {count:,} people in {took:.1f} s, {used:.2f} s of processor, peak memory +{grown:.0f} MB")


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # kilobytes


async def measure(people: int) -> None:
    """Everybody, and everybody through groups in groups."""
    with tempfile.TemporaryDirectory() as folder:
        arguments = ("-m", "benchmarks.audience", "--people", str(people), "--serve", folder)
        process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdin=PIPE, stdout=PIPE, cwd=ROOT)
        assert process.stdin is not None
        assert process.stdout is not None
        told = json.loads(await process.stdout.readline())
        print(f"a tenant of {people:,} employees: made in {told['seconds']:.1f} s")
        settings = Settings.for_local_tenant("oss", told["url"], tenant_id=told["id"], data=Path(folder), port=0)
        client = GraphClient(settings)
        audience = Audience(client)
        await audience.count_everyone()  # the SDK is loaded before anything is measured
        await read("everyone", audience.everyone())
        await read("a group of groups", audience.in_group(told["group"]))
        await client.close()
        process.stdin.close()
        await process.wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    asyncio.run(tenant(given.people, given.serve) if given.serve else measure(given.people))
