"""Similar initiatives are looked up while somebody types: who stops waiting takes nothing from who asks next."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Sequence

import pytest

from domain.initiatives.similar import Similarities
from knowledge.alike import Alike, Described
from store.database import Database
from tests.initiatives import JAN, OSS, on_stage


async def test_who_is_cut_off_while_the_index_is_filled_leaves_it_whole_and_it_is_filled_once(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = await on_stage(database)
    one = await stage.begun()
    begun, go_on, filled, put = threading.Event(), threading.Event(), list[int](), Alike.put

    def slowly(alike: Alike, those: Sequence[Described]) -> None:
        filled.append(len(those))
        begun.set()
        assert go_on.wait(30)
        put(alike, those)

    monkeypatch.setattr(Alike, "put", slowly)
    fresh = Similarities(database, OSS.id)
    for _ in range(2):
        asking = asyncio.create_task(fresh.of(JAN, one.title, "", ""))
        await asyncio.to_thread(begun.wait, 30)
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
    go_on.set()
    assert [each.initiative.id for each in await fresh.of(JAN, one.title, "", "")] == [one.id]
    assert filled == [1]
