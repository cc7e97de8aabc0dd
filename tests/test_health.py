"""/healthz and /readyz: what is missing is named, and an answer comes whatever hangs."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import make_mocked_request
from sqlalchemy import text

from bot import health
from bot.health import Check, Health
from store.database import Database
from telemetry import Waiting
from tests.wire import Line, wired


@pytest.fixture
async def line(tmp_path: Path) -> AsyncGenerator[Line, None]:
    async with wired(tmp_path) as line:
        yield line


async def ready(line: Line, path: str = "/readyz") -> tuple[int, Any]:
    assert line.bot is not None
    assert line.http is not None
    async with line.http.get(f"http://127.0.0.1:{line.bot.port}{path}") as response:
        return response.status, await response.json()


async def test_a_bot_that_can_do_its_work_is_ready(line: Line) -> None:
    assert await ready(line) == (200, {"missing": []})
    assert await ready(line, "/healthz") == (200, {"status": "alive"})


async def test_a_database_of_another_version_is_named(line: Line, tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'koers.db'}")
    async with database.write() as session:
        await session.execute(text("update alembic_version set version_num = '0001'"))
    await database.close()
    assert await ready(line) == (503, {"missing": ["migrations"]})


async def test_a_token_that_nobody_gives_is_named(line: Line) -> None:
    assert line.bot is not None

    async def refused() -> bool:
        raise PermissionError("the secret is 123")

    line.bot.health._checks[-1] = Check("outgoing token", refused)  # pyright: ignore[reportPrivateUsage]
    assert await ready(line) == (503, {"missing": ["outgoing token"]})


async def test_a_bot_that_stops_is_not_ready(line: Line) -> None:
    assert line.bot is not None
    line.bot.background.stopping = True
    assert (await ready(line))[1] == {"missing": ["stopping"]}


async def asked(checked: Health) -> tuple[int, Any]:
    response = await checked.readyz(make_mocked_request("GET", "/readyz"))
    assert response.body is not None
    return response.status, json.loads(response.text or "")


async def test_what_hangs_is_named_and_not_begun_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "TIMEOUT", 0.01)
    begun: list[int] = []
    goes_on = asyncio.Event()

    async def hangs() -> bool:
        begun.append(1)
        await goes_on.wait()
        return True

    async def holds() -> bool:
        return True

    checked = Health(stopping=lambda: False, checks=[("database", hangs), ("signing keys", holds)])
    async with asyncio.timeout(10):
        for _ in range(3):
            assert await asked(checked) == (503, {"missing": ["database"]})
    assert len(begun) == 1
    goes_on.set()
    async with asyncio.timeout(10):
        while (await asked(checked))[0] != 200:  # noqa: ASYNC110 - what is awaited has no event
            await asyncio.sleep(0)
    await checked.stop()


async def test_stopping_ends_what_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "TIMEOUT", 0.01)
    ended = asyncio.Event()

    async def hangs() -> bool:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()
        return True

    checked = Health(stopping=lambda: False, checks=[("database", hangs)])
    await asked(checked)
    await checked.stop()
    async with asyncio.timeout(10):
        await ended.wait()


async def test_a_queue_in_which_somebody_waits_too_long_is_named() -> None:
    now = 0.0
    queue = Waiting("lane", clock=lambda: now)
    slow = Waiting("background", clock=lambda: now)
    queue.add("somebody")
    slow.add("somebody")
    checked = Health(stopping=lambda: False, checks=(), queues=(queue,), steady=(slow,))
    now = health.STUCK
    assert await asked(checked) == (200, {"missing": []})
    now = health.STUCK + 1
    assert await asked(checked) == (503, {"missing": ["lane queue"]})
    queue.remove("somebody")
    assert await asked(checked) == (200, {"missing": []})
