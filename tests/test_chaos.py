"""A short run of benchmarks/chaos: kill -9, a full disk and a held database, and nothing lost or doubled after it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

from benchmarks.chaos.driver import Trouble
from benchmarks.chaos.faults import Disk, Limited, Refusing
from benchmarks.chaos.run import Result, run
from domain.announcements.few import AT_ONCE

OPERATIONS, SEED = 120, 11
TROUBLE = Trouble(kills=4, gap=(0.3, 1.0), fault_every=2, fault=(0.3, 0.8))


async def test_nothing_is_lost_or_doubled_by_kills_a_full_disk_and_a_held_database(tmp_path: Path) -> None:
    file = tmp_path / "koers.db"
    _holds(await _run(f"sqlite:///{file}", lambda: Limited(file), tmp_path))


async def test_nothing_is_lost_or_doubled_when_bots_and_workers_share_the_work(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = cast("str", request.getfixturevalue("postgresql_url"))
    _holds(await _run(url, lambda: Refusing(url), tmp_path))


async def _run(url: str, disk: Callable[[], Disk], folder: Path) -> Result:
    return await run(url, disk, folder, folder / "log", OPERATIONS, TROUBLE.kills, SEED, lifted=True, trouble=TROUBLE)


def _holds(result: Result) -> None:
    count, driver = result.count, result.driver
    assert (count.lost, count.doubled, driver.left) == ([], [], [])
    assert len(driver.watching.kills) == TROUBLE.kills
    assert max(count.unknown) <= AT_ONCE
    assert count.unknown_without == []
