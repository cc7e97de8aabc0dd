"""The benchmark of lists in small: changes from two sides with lost answers, no Graph and kill -9; nothing is lost."""

from __future__ import annotations

from pathlib import Path

from benchmarks.lists.play import Asked, play


async def test_whatever_happens_both_sides_are_equal_in_the_end_and_nothing_is_lost_or_double(tmp_path: Path) -> None:
    asked = Asked(changes=60, ideas=10, kills=0, outage=0.5)
    assert await play(f"sqlite:///{tmp_path / 'koers.db'}", tmp_path, asked)
