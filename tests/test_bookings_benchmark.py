"""The benchmark of booking in small: everybody at once, here and in Outlook, and nothing is double or on one side."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.bookings.free import measured_free
from benchmarks.bookings.mixed import Mixed, mixed
from benchmarks.bookings.one_slot import one_slot
from store.database import Database


async def test_of_many_who_want_one_slot_at_the_same_moment_one_gets_it(database_url: str) -> None:
    assert await one_slot(database_url, workers=25, rounds=2)


async def test_whatever_happens_here_and_in_outlook_both_sides_say_the_same_in_the_end(
    database: Database, tmp_path: Path
) -> None:
    url = database.url.render_as_string(hide_password=False)
    asked = Mixed(attempts=120, workers=20, people=60, seed=3, pause=0.3, poll=0.05, places=6, days=2)
    assert await mixed(url, tmp_path / "tenant", asked)


async def test_how_long_it_takes_to_know_what_is_free_is_measured_on_both(
    database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    await measured_free(database_url, places=40, bookings=400, looks=20)
    assert "| all | 20 |" in capsys.readouterr().out
