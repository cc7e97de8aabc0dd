"""What went wrong on the way is refused with 4xx and reaches nobody: a short run of benchmarks/malformed.py.

Whether a body is an activity is judged by tests/activity_schema.py, which knows nothing of the bot's own reading.
"""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
from botbuilder.core import TurnContext

from bot import front
from tests.activity_schema import Home, wrong_with
from tests.hostile_http import HostileRequests
from tests.mutations import Mutations, by_property
from tests.recorded import KINDS, moved, recorded
from tests.wire import TENANT, Line, wired

Judged = tuple[Line, Home, list[dict[str, Any]], list[str]]


@pytest.fixture
async def judged(tmp_path: Path) -> AsyncGenerator[Judged, None]:
    """A bot, activities that are fine, and the ids of those that its handler saw."""
    (tmp_path / "tenant").mkdir()
    activities = await recorded(tmp_path / "tenant")
    seen: list[str] = []
    async with wired(tmp_path) as line:
        assert line.bot is not None
        on_turn = line.bot.handler.on_turn

        async def counted(turn_context: TurnContext) -> None:
            seen.append(str(turn_context.activity.type))
            await on_turn(turn_context)

        line.bot.handler.on_turn = counted
        home = Home(line.service_url, TENANT)
        yield line, home, [moved(activity, home) for activity in activities], seen


async def test_what_the_local_tenant_sends_is_sound_by_both_readings(judged: Judged) -> None:
    line, home, activities, seen = judged
    assert {activity["type"] for activity in activities} == KINDS
    for activity in activities:
        assert wrong_with(json.dumps(activity).encode(), home) == ""
        await line.post(activity)
    assert len(seen) == len(activities)


async def test_malformed_bodies_are_refused_and_reach_nobody(judged: Judged) -> None:
    line, home, activities, seen = judged
    made = [("hypothesis", body) for body in by_property(activities, 300, number=7)]
    made += itertools.islice(Mutations(activities, number=7).bodies(), 2500)
    token, malformed = {"Authorization": f"Bearer {line.token()}"}, 0
    for kind, body in made:
        wrong, before = wrong_with(body, home), len(seen)
        status, _ = await line.raw(body, token)
        assert status < 500, (kind, body)
        if wrong:
            malformed += 1
            assert (status >= 400, len(seen)) == (True, before), (kind, wrong, body)
        else:
            assert len(seen) == before + 1, (kind, body)
    assert malformed > 2000


async def test_requests_that_no_connector_sends_are_refused_and_reach_nobody(
    judged: Judged, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, _, _, seen = judged
    monkeypatch.setattr(front, "READ_SECONDS", 0.01)
    requests = HostileRequests(line, number=7).requests()

    async def some() -> None:
        for kind, request in itertools.islice(requests, 20):
            try:
                status, _ = await line.bytes(request)
            except ConnectionError:  # hung up on, which is an answer too
                continue
            assert status == 0 or 400 <= status < 500, (kind, request[:300])

    await asyncio.gather(*(some() for _ in range(30)))
    assert seen == []
