"""A hundred thousand malformed requests at a real bot: what is answered, handled and kept, and what a 401 costs.

uv run --group fuzz python -m benchmarks.malformed
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import os
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import PIPE, Process
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any

from aiohttp import web

from settings import LOCAL_APP_ID
from tests.activity_schema import Home, wrong_with
from tests.hostile_http import HostileRequests
from tests.mutations import Mutations, by_property
from tests.recorded import moved, recorded
from tests.wire import TENANT, Line, public

CONNECTIONS = 16
EARLY = 20_000  # requests after which the memory is measured first
GROWTH_MB = 8.0  # that it may have more at the end
ANSWER_SECONDS = 30.0
PAGE = os.sysconf("SC_PAGE_SIZE")
TICKS = os.sysconf("SC_CLK_TCK")


class Caller:
    """One connection to the bot, opened again where it was closed."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, request: bytes) -> tuple[int, bool]:
        """The status (0: none came), and whether a handler of the bot saw it."""
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                return await self._sent(request)
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            await self.close()
            return 0, False

    async def _sent(self, request: bytes) -> tuple[int, bool]:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port)
        reader, writer = self._streams
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0] or 0)
        await reader.readexactly(length)
        if (
            b"connection: close" in head
            or head.startswith(b"http/1.0")
            or b"connection: close" in request[:200].lower()
        ):
            await self.close()
        return int(head.split(b" ", 2)[1]), b"\r\nx-handled:" in head

    async def close(self) -> None:
        """Ends the connection."""
        if self._streams is not None:
            self._streams[1].transport.abort()
            self._streams = None


def resident_mb(process: Process) -> float:
    """The resident memory of a process now, in MB of 1,000,000 bytes."""
    return int(Path(f"/proc/{process.pid}/statm").read_text().split()[1]) * PAGE / 1e6


def processor_seconds(process: Process) -> float:
    """What a process has used of a processor so far."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


@asynccontextmanager
async def process(*arguments: str) -> AsyncIterator[tuple[Process, int]]:
    """A program of this benchmark and the port that it says it listens on; ended afterwards."""
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.malformed_bot", *arguments, stdin=PIPE, stdout=PIPE
    )
    assert started.stdout is not None
    assert started.stdin is not None
    try:
        yield started, int(await started.stdout.readline())
    finally:
        started.stdin.close()
        await started.wait()


@asynccontextmanager
async def teams() -> AsyncIterator[Line]:
    """Teams' end of the wire: its keys, its tokens, and where replies go."""
    line = Line(keys=[public(1)], app_id=LOCAL_APP_ID)
    runner = web.AppRunner(line.app(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    line.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield line
    await runner.cleanup()


class Campaign:
    """Sends, and counts."""

    def __init__(self, line: Line, bot: Process, port: int, seed: int) -> None:
        self.line, self.bot, self.port = line, bot, port
        self.home = Home(line.service_url, TENANT)
        self.statuses: Counter[int] = Counter()
        self.kinds: Counter[str] = Counter()
        self.valid: Counter[int] = Counter()
        self.handled: list[bytes] = []
        self.broken: list[bytes] = []
        self.early_mb = 0.0
        self._random = Random(seed)
        self._hostile = HostileRequests(line, seed)

    @property
    def malformed(self) -> int:
        """How many malformed requests were sent so far."""
        return sum(self.statuses.values())

    async def run(self, bodies: Iterator[tuple[str, bytes]], count: int) -> None:
        """Sends until `count` malformed ones are answered; the slow ones wait beside the others."""
        waiting = itertools.islice(self._hostile.waiting(), 60)
        slow = [asyncio.create_task(self._one(Caller(self.port), kind, request)) for kind, request in waiting]
        source = self._requests(bodies)
        await asyncio.gather(*(self._send(source, count) for _ in range(CONNECTIONS)))
        await asyncio.gather(*slow)

    async def _send(self, source: Iterator[tuple[str, bytes, bool]], count: int) -> None:
        kept, once = Caller(self.port), Caller(self.port)
        while self.malformed < count:
            kind, request, valid = next(source)
            await self._one(once if kind.startswith("http") else kept, kind, request, valid=valid)
            if not self.early_mb and self.malformed >= EARLY:
                self.early_mb = resident_mb(self.bot)
        await kept.close()

    async def _one(self, caller: Caller, kind: str, request: bytes, *, valid: bool = False) -> None:
        status, handled = await caller.send(request)
        if status >= 500:
            self.broken.append(request)
        if valid:
            self.valid[status] += 1
            return
        self.statuses[status] += 1
        self.kinds[kind] += 1
        if handled or 200 <= status < 400:
            self.handled.append(request)

    def _requests(self, bodies: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes, bool]]:
        """A fifth of the requests is wrong around the body; of the others the oracle says what is wrong with it."""
        head = self.line.head("Content-Length: ").replace(b"Connection: close\r\n", b"")[:-4]
        around = self._hostile.requests()
        while True:
            if self._random.random() < 0.2:
                yield *next(around), False
            else:
                kind, body = next(bodies)
                yield kind, head + b"%d\r\n\r\n" % len(body) + body, not wrong_with(body, self.home)

    def report(self) -> bool:
        """Prints the counts; whether all is as it should be."""
        late = resident_mb(self.bot)
        print(f"\n{self.malformed} malformed requests, {sum(self.valid.values())} that were sound after all\n")
        print("| answered | malformed | sound |\n|---|---|---|")
        for status in sorted(self.statuses | self.valid):
            print(f"| {status or 'connection closed'} | {self.statuses[status]} | {self.valid[status]} |")
        print("\n| made by | malformed |\n|---|---|")
        for kind, count in self.kinds.most_common():
            print(f"| {kind} | {count} |")
        print(f"\n5xx: {len(self.broken)}; malformed and handled: {len(self.handled)}")
        print(
            f"resident memory: {self.early_mb:.1f} MB after {EARLY}, {late:.1f} MB at the end (bound: +{GROWTH_MB} MB)"
        )
        for request in (self.broken + self.handled)[:5]:
            print("  ", request[:300])
        return not self.broken and not self.handled and late - self.early_mb <= GROWTH_MB


async def fuzzed(folder: Path, activities: Sequence[dict[str, Any]], runs: int) -> list[bytes]:
    """What atheris found on its way through the bot's reading of a body. Ends the benchmark where that broke."""
    for number, activity in enumerate(activities):
        (folder / f"seed-{number}").write_text(json.dumps(activity), encoding="utf-8")
    arguments = (f"-runs={runs}", "-seed=1", "-max_len=4096", "-timeout=5", f"-artifact_prefix={folder}/", str(folder))
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.malformed_bot", "fuzz", *arguments, stderr=PIPE
    )
    _, said = await started.communicate()
    lines = [line for line in said.decode(errors="replace").splitlines() if line.startswith(("#", "Done", "=="))]
    print(f"atheris: exit code {started.returncode}; {lines[-1] if lines else ''}")
    if started.returncode:
        raise SystemExit(said.decode(errors="replace")[-3000:])
    return await asyncio.to_thread(lambda: [path.read_bytes() for path in sorted(folder.iterdir())])


async def cost(bot: tuple[Process, int], raw: tuple[Process, int], request: bytes, count: int) -> tuple[float, float]:
    """Processor time of one such request in the bot and in a bare handler, in µs: medians of five, in turn."""
    found: dict[int, list[float]] = {0: [], 1: []}
    for turn in range(10):
        started, port = (bot, raw)[turn % 2]

        async def some(port: int = port) -> None:
            caller = Caller(port)
            for _ in range(count // CONNECTIONS):
                assert (await caller.send(request))[0] == 401
            await caller.close()

        before = processor_seconds(started)
        await asyncio.gather(*(some() for _ in range(CONNECTIONS)))
        found[turn % 2].append((processor_seconds(started) - before) / (count // CONNECTIONS * CONNECTIONS) * 1e6)
    return statistics.median(found[0]), statistics.median(found[1])


async def unauthorized(line: Line, bot: tuple[Process, int], raw: tuple[Process, int], count: int) -> None:
    """Prints what it costs to refuse who has no right to come in."""
    body = json.dumps(line.said("hoi")).encode()

    def request(token: str) -> bytes:
        return line.head(f"Content-Length: {len(body)}", token=token).replace(b"Connection: close\r\n", b"") + body

    bare = b"\r\n".join(part for part in request("x").split(b"\r\n") if not part.startswith(b"Authorization"))
    kinds = {
        "no token": bare,
        "a token that is no JWT": request("x" * 900),
        "a token that somebody else signed": request(line.token(2, kid="key1")),
        "a token with an unknown key, for another bot": request(line.token(2, kid="x", aud="y")),
    }
    print("\n| refused with 401 | bot, processor time | bare aiohttp handler | ratio |\n|---|---|---|---|")
    for name, sent in kinds.items():
        ours, theirs = await cost(bot, raw, sent, count)
        print(f"| {name} | {ours:.0f} µs | {theirs:.0f} µs | {ours / theirs:.2f} |")


async def main(options: argparse.Namespace) -> int:
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        activities = await recorded(Path(folder))
    async with teams() as line:
        home = Home(line.service_url, TENANT)
        activities = [moved(activity, home) for activity in activities]
        assert not any(wrong_with(json.dumps(activity).encode(), home) for activity in activities)
        print(f"{len(activities)} activities of {len({a['type'] for a in activities})} kinds recorded")
        with tempfile.TemporaryDirectory() as corpus, tempfile.TemporaryDirectory() as data:
            found = await fuzzed(Path(corpus), activities, options.fuzz)
            made = by_property(activities, options.requests // 10, options.seed)
            more = itertools.cycle([("atheris", body) for body in found] + [("hypothesis", body) for body in made])
            mutated = Mutations(activities, options.seed).bodies()
            bodies = (next(more) if turn % 5 == 0 else next(mutated) for turn in itertools.count())
            async with process("bot", line.base, data) as bot, process("raw") as raw:
                campaign = Campaign(line, *bot, options.seed)
                await campaign.run(bodies, options.requests)
                good = campaign.report()
                await unauthorized(line, bot, raw, min(options.requests, 3200))
    print(f"\n{time.monotonic() - began:.0f} s in all")
    return 0 if good else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--fuzz", type=int, default=300_000, help="runs of atheris")
    parser.add_argument("--seed", type=int, default=1)
    sys.exit(asyncio.run(main(parser.parse_args())))
