"""`app.py run` for a newcomer: it says what it does, and says that it is ready when it can answer."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tenant.page.packages import PackagesUnavailable, ensure

ROOT = Path(__file__).resolve().parents[1]
READY = re.compile(r"is ready: (http://127\.0\.0\.1:\d+)")
MOST_SECONDS = 120  # a start that takes longer hangs


@asynccontextmanager
async def started(data: Path) -> AsyncGenerator[tuple[list[str], str], None]:
    """What the program printed until it was ready, and the address of the page; stopped as with Ctrl+C."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("KOERS_")}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "app.py", "run", "--no-browser", "--page-port", "0", "--data", str(data)),
        cwd=ROOT,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    lines: list[str] = []
    try:
        async with asyncio.timeout(MOST_SECONDS):
            while not lines or not READY.search(lines[-1]):
                line = await process.stdout.readline()
                assert line, f"it stopped after {lines}"
                lines.append(line.decode().rstrip())
        ready = READY.search(lines[-1])
        assert ready is not None
        yield lines, ready[1]
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(MOST_SECONDS):
            assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def session(address: str) -> dict[str, dict[str, object]]:
    with urlopen(f"{address}/chat/session") as response:  # the address of the page that we started ourselves
        return json.load(response)


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGINT to send to a process on Windows")
async def test_a_start_tells_what_it_does_and_ends_in_a_page_that_can_answer(tmp_path: Path) -> None:
    try:
        await ensure()
    except PackagesUnavailable as reason:
        pytest.skip(f"the page's packages: {reason}")
    async with started(tmp_path) as (lines, address):
        assert lines[0] == "Koers starts…"
        assert "Reading the documents…" in lines
        assert (await asyncio.to_thread(session, address))["bot"]["id"]
    async with started(tmp_path) as (lines, address):
        assert "Reading the documents…" not in lines  # they are remembered
        assert any(re.fullmatch(r"Koers knows \d+ documents\.", line) for line in lines)
