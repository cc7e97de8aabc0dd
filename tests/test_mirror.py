"""What Koers keeps is also a list in SharePoint: both sides become equal, whoever changes them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from errors import Unavailable
from graph.lists import ListItem, SharePointLists
from store.database import Database
from tests.databases import found
from tests.mirroring import EMPTY, SHAPE, Stage, staged

IDEA = {
    "Title": "Groene daken",
    "Toelichting": "Op elk dak\nvan de gemeente",
    "Uren": 12.5,
    "Status": "nieuw",
    "Begin": date(2026, 12, 1),
    "Besproken": datetime(2026, 11, 30, 9, 15, tzinfo=UTC),
    "Openbaar": True,
}


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    database = Database(f"sqlite:///{tmp_path / 'koers.db'}")
    await database.migrate()
    async with staged(database, tmp_path) as made:
        yield made
    await database.close()


async def test_an_idea_becomes_an_item_in_a_list_that_koers_makes_and_many_wants_become_one_change(
    stage: Stage,
) -> None:
    async with stage.database.write() as session:
        await stage.ideas.put(session, "a", **IDEA)
        for number in range(20):
            await stage.ideas.put(session, "a", Uren=float(number))
    await stage.settled()
    entry = stage.entry("a")
    assert {name: entry.fields[name] for name in ("Title", "Toelichting", "Uren", "Status", "Openbaar")} == {
        **{name: IDEA[name] for name in ("Title", "Toelichting", "Status", "Openbaar")},
        "Uren": 19.0,
    }
    assert entry.etag == 1
    assert len(found(stage.database, "select 1 from mirror_items where wanted = put and wanted = 21")) == 1


async def test_both_change_other_fields_and_have_both_changes_and_where_it_is_one_field_sharepoint_stays(
    database: Database, tmp_path: Path
) -> None:
    async with staged(database, tmp_path) as stage:
        await _conflict(stage)


async def _conflict(stage: Stage) -> None:
    await stage.put("a", **IDEA)
    await stage.settled()
    stage.edit("a", Title="Groene gevels", Uren=40, Begin="2027-01-04T23:00:00Z", Toelichting=None, Openbaar=None)
    await stage.put("a", Title="Witte daken", Status="gestart")
    await stage.settled()
    idea, entry = await stage.idea("a"), stage.entry("a")
    assert idea == {
        **IDEA,
        "Title": "Groene gevels",
        "Uren": 40.0,
        "Begin": date(2027, 1, 5),  # midnight in the municipality
        "Toelichting": "",
        "Openbaar": False,
        "Status": "gestart",
    }
    assert (entry.fields["Title"], entry.fields["Status"]) == ("Groene gevels", "gestart")
    assert ("Title", "Witte daken", "Groene gevels") in found(
        stage.database, "select name, had, got from ideas_history"
    )
    before = stage.requests()
    await stage.settled()
    assert stage.requests() == before


async def test_what_koers_does_not_take_and_what_no_column_can_hold_is_put_back(stage: Stage) -> None:
    await stage.put("a", **IDEA)
    await stage.settled()
    stage.ideas.stubborn = {"Uren"}
    stage.edit("a", Uren=99, KoersId="iets anders", Title="  Tab\tin  ")
    await stage.settled()
    entry = stage.entry("a")
    assert entry.fields["Uren"] == 12.5
    assert (await stage.idea("a"))["Title"] == "Tab in"
    await _comes_to_rest(stage)


async def _comes_to_rest(stage: Stage) -> None:
    await stage.settled()
    before = stage.requests()
    await stage.settled()
    assert stage.requests() == before


async def test_texts_that_sharepoint_keeps_in_its_own_way_do_not_go_to_and_fro(stage: Stage) -> None:
    texts = "regel een  \r\nregel twee\u2028drie\x07\n\n", "  " + "z" * 300, "=1+1 & <b>'aan' \"halen\"</b>\u202e"
    for number, each in enumerate(texts):
        await stage.put(f"k{number}", **{**EMPTY, "Title": each, "Toelichting": each, "Status": "klaar"})
    await stage.settled()
    assert stage.entry("k0").fields["Toelichting"] == "regel een\nregel twee\ndrie"
    assert str(stage.entry("k1").fields["Title"]).endswith("z…")
    assert (await stage.idea("k0"))["Title"] == texts[0]  # Koers' own stays as it was written
    await _comes_to_rest(stage)


async def test_an_item_that_somebody_makes_in_sharepoint_is_an_idea_and_what_is_no_idea_is_left_alone(
    stage: Stage,
) -> None:
    await stage.put("a", **IDEA)
    await stage.settled()
    stage.entries().add({"Title": "Fietsen delen", "Status": "nieuw", "Begin": "2027-02-01"}, stage.person)
    stage.entries().add({"Toelichting": "nog zonder titel"}, stage.person)
    stage.entries().add({"Title": "Vreemd", "KoersId": "van een ander"}, stage.person)
    await stage.settled()
    async with stage.database.read() as session:
        ideas = await stage.ideas.all(session)
    (key,) = ideas.keys() - {"a"}
    assert ideas[key] == {**EMPTY, "Title": "Fietsen delen", "Status": "nieuw", "Begin": date(2027, 2, 1)}
    assert stage.entry(key).fields["Title"] == "Fietsen delen"
    assert [each.fields.get("KoersId") for each in stage.entries().after(0, 9)] == ["a", key, None, "van een ander"]


async def test_what_is_hidden_leaves_the_list_and_what_is_deleted_there_is_put_back_unless_koers_agrees(
    stage: Stage,
) -> None:
    await stage.put("a", **IDEA)
    await stage.put("b", **IDEA)
    await stage.settled()
    async with stage.database.write() as session:
        await stage.ideas.hide(session, "a")
    stage.entries().delete(stage.entry("b"), stage.person)
    await stage.settled()
    assert [each.fields["KoersId"] for each in stage.entries().after(0, 9)] == ["b"]
    stage.ideas.removed_stays = True
    stage.entries().delete(stage.entry("b"), stage.person)
    async with stage.database.write() as session:
        await stage.ideas.hide(session, "a", hidden=False)
    await stage.settled()
    assert [each.fields["KoersId"] for each in stage.entries().after(0, 9)] == ["a"]
    await stage.put("b", Uren=1.0)
    await stage.settled()
    assert stage.entry("b").fields["Uren"] == 1


async def test_who_is_to_be_named_no_more_is_in_no_version_of_the_item_either(stage: Stage) -> None:
    named = [replace(each, name_of=each.name == "Toelichting") for each in SHAPE.columns]
    stage.ideas.shape = replace(SHAPE, columns=tuple(named))
    await stage.put("a", **IDEA | {"Toelichting": "Ria Jansen"})
    await stage.settled()
    stage.edit("a", Uren=3.0)
    await stage.put("a", Toelichting="")
    await stage.settled()
    entry = stage.entry("a")  # the one item
    assert [each.fields for each in stage.entries().versions(entry)] == [entry.fields]
    assert "Toelichting" not in entry.fields
    assert (await stage.idea("a"))["Uren"] == 3.0
    await stage.put("a", Title="Ander dak")
    await stage.settled()
    assert stage.entry("a").guid == entry.guid


async def test_a_lost_answer_doubles_nothing_and_what_was_sent_is_not_taken_for_somebodys(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(SharePointLists, "create", _lost(SharePointLists.create))
        await stage.put("a", **IDEA)
        await stage.settled()
    assert stage.entry("a").etag == 1
    with monkeypatch.context() as patch:
        patch.setattr(SharePointLists, "change", _lost(SharePointLists.change))
        await stage.put("a", Title="Twee")
        async with asyncio.timeout(20):
            while stage.entry("a").fields["Title"] != "Twee":  # noqa: ASYNC110 - the tenant has no event
                await asyncio.sleep(0.01)
        await stage.put("a", Title="Drie")
        await stage.settled()
    assert (stage.entry("a").fields["Title"], (await stage.idea("a"))["Title"]) == ("Drie", "Drie")
    assert found(stage.database, "select * from ideas_history") == []


def _lost(does: Callable[..., Awaitable[ListItem | None]]) -> Callable[..., Awaitable[ListItem | None]]:
    """The same, of which the first answer does not arrive."""
    calls: list[None] = []

    async def call(*arguments: Any) -> ListItem | None:
        answer = await does(*arguments)
        calls.append(None)
        if len(calls) == 1:
            raise Unavailable("graph-unavailable")
        return answer

    return call


async def test_a_list_that_is_gone_is_made_again_with_everything_in_it(stage: Stage) -> None:
    await stage.put("a", **IDEA)
    await stage.settled()
    lists = stage.tenant.sharepoint.lists
    shown = lists.find("/sites/koers", "Ideeën")
    assert shown is not None
    lists.delete(shown)
    await stage.put("b", **IDEA)
    await stage.settled()
    await stage.settled()
    assert sorted(str(each.fields["KoersId"]) for each in stage.entries().after(0, 9)) == ["a", "b"]
