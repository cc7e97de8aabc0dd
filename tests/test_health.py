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
from bot.background import Lanes
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


def looked_at(**other: Any) -> Health:
    """What is looked at, where nothing runs and nothing is missing but for what the test says."""
    quiet = {"running": Waiting("turn"), "longest": 1.0}
    return Health(**({"stopping": lambda: False, "checks": ()} | quiet | other))


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

    checked = looked_at(checks=[("database", hangs), ("signing keys", holds)])
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

    checked = looked_at(checks=[("database", hangs)])
    await asked(checked)
    await checked.stop()
    async with asyncio.timeout(10):
        await ended.wait()


class Seconds:
    """Time that passes when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


async def hold(lanes: Lanes, conversation: str, go: asyncio.Event) -> None:
    async with lanes.turn(conversation):
        await go.wait()


async def test_a_turn_that_takes_longer_than_any_may_is_named() -> None:
    clock, lanes, go = Seconds(), Lanes(), asyncio.Event()
    lanes.holding = Waiting("turn", clock=clock)
    checked = looked_at(running=lanes.holding, longest=380.0)
    holder = asyncio.create_task(hold(lanes, "a", go))
    await asyncio.sleep(0)
    clock.now = 380.0
    assert await asked(checked) == (200, {"missing": []})
    clock.now = 381.0
    assert await asked(checked) == (503, {"missing": ["turn stuck"]})
    go.set()
    await holder
    assert await asked(checked) == (200, {"missing": []})


async def test_many_questions_in_one_conversation_do_not_make_koers_unready() -> None:
    clock, lanes = Seconds(), Lanes()
    lanes.holding, lanes.waiting = Waiting("turn", clock=clock), Waiting("lane", clock=clock)
    checked = looked_at(running=lanes.holding, longest=380.0, queues=(lanes.waiting,))
    ways = [asyncio.Event() for _ in range(8)]
    turns = [asyncio.create_task(hold(lanes, "a", go)) for go in ways]
    for go, turn in zip(ways, turns, strict=True):
        await asyncio.sleep(0)
        clock.now += 100.0
        assert await asked(checked) == (200, {"missing": []})
        go.set()
        await turn
