"""The list of initiatives in SharePoint: what stands in it, and what becomes of what somebody changes there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.initiatives.model import Change, Initiative, Start, Wanted
from domain.mirror import Mirror, Value
from store.database import Database
from tests.databases import found
from tests.initiatives import BENCH, JAN, KEES, MARIJKE, PIET, RIA, Stage, on_stage


class Listed:
    """A stage whose list is kept, and SharePoint's side of it."""

    def __init__(self, stage: Stage, mirror: Mirror) -> None:
        self.stage = stage
        self.made = stage.made
        self.list = mirror.lists["initiatives"]

    async def item(self, id: str) -> Mapping[str, Value]:
        async with self.stage.database.read() as session:
            fields = await self.list.fields_of(session, id)
        assert fields is not None
        assert set(fields) == {column.name for column in self.list.shape.columns}
        return fields

    async def changed(self, one: Initiative, **changes: Value) -> Mapping[str, Value]:
        async with self.stage.database.write() as session:
            return await self.list.take(session, one.id, changes, "Fenna Visser", self.stage.moment)

    async def added(self, **fields: Value) -> str | None:
        empty: dict[str, Value] = dict.fromkeys((column.name for column in self.list.shape.columns), "")
        async with self.stage.database.write() as session:
            return await self.list.added(session, empty | fields, "Fenna Visser")

    def wanted(self) -> set[str]:
        return {key for (key,) in found(self.stage.database, "select key from mirror_items where list = 'initiatives'")}


@pytest.fixture
async def listed(database: Database) -> Listed:
    mirror = Mirror()
    return Listed(await on_stage(database, mirror=mirror), mirror)


async def test_an_item_says_what_the_initiative_says_and_numbers_of_who_takes_part(listed: Listed) -> None:
    made = listed.made
    asked = await made.ask(MARIJKE, "Wat kan beter?", "", made.desk.today, key="k")
    one = await listed.stage.begun(campaign=asked.id)
    await made.join(JAN, one.id)
    await made.support(PIET, one.id)
    await made.change_status(RIA, one.id, "gestart", "Er is hout", key="k")
    assert listed.wanted() == {one.id}
    assert await listed.item(one.id) == {
        "Title": BENCH.title,
        "What": BENCH.what,
        "Heading": "Huisvesting",
        "Status": "Gestart",
        "Remark": "Er is hout",
        "By": "Ria Jansen",
        "Starts": "na de zomer",
        "Needs": BENCH.needs,
        "Serves": "Inlevingsvermogen",
        "Campaign": "Wat kan beter?",
        "Joiners": 1.0,
        "Supporters": 1.0,
        "Replies": 0.0,
        "Submitted": one.created.replace(microsecond=0),
    }


async def test_a_hidden_name_is_never_in_the_list_and_goes_when_it_is_hidden_later(listed: Listed) -> None:
    hidden, other = await listed.stage.begun(hidden=True), await listed.stage.begun(title="Ander")
    await listed.made.hide(RIA, other.id, hidden=True)
    for one in (hidden, other):
        assert "Ria" not in repr(await listed.item(one.id))
    assert "Ria" not in repr(found(listed.stage.database, "select * from initiatives"))
    await listed.made.hide(RIA, hidden.id, hidden=False)
    assert (await listed.item(hidden.id))["By"] == "Ria Jansen"


async def test_whatever_changes_a_number_in_the_list_is_put_there(listed: Listed) -> None:
    made, one = listed.made, await listed.stage.begun()
    await made.support(JAN, one.id)

    def wants() -> int:
        return int(str(found(listed.stage.database, "select wanted from mirror_items")[0][0]))

    before = wants()
    said = await made.comment(PIET, one.id, "Goed idee", key="k")
    assert (await listed.item(one.id))["Replies"] == 1.0
    assert wants() == before + 1
    await made.remove_comment(PIET, one.id, said.comments[0].id)
    assert wants() == before + 2
    del listed.stage.entra.names_of[JAN]  # who supported it works here no longer
    for chore in made.chores:
        await chore()
    assert (await listed.item(one.id))["Supporters"] == 0.0
    assert wants() == before + 3


async def test_what_is_changed_in_sharepoint_is_taken_and_what_was_here_is_in_the_history(listed: Listed) -> None:
    one = await listed.stage.begun()
    await listed.made.join(JAN, one.id)
    listed.stage.later(timedelta(minutes=1))
    changes: dict[str, Value] = {"Title": "Twee bankjes", "Starts": "2027-03-01", "Heading": "Digitaal"}
    assert await listed.changed(one, **changes, Status="Het werkt", Remark="Ze staan er") == {}
    story = await listed.made.find(JAN, one.id)
    assert (story.initiative.title, story.initiative.heading, story.initiative.status) == (
        "Twee bankjes",
        "digitaal",
        "werkt",
    )
    assert story.initiative.start == Start(listed.stage.moment.date().replace(year=2027, month=3, day=1))
    assert {(each.field, each.before) for each in story.history[1:]} == {
        ("title", BENCH.title),
        ("start", "na de zomer"),
        ("heading", "Huisvesting"),
        ("status", "nieuw"),
    }
    assert all(each.elsewhere and each.by is None for each in story.history[1:])
    assert "Fenna" not in repr(found(listed.stage.database, "select * from initiative_statuses"))
    assert (await listed.made.similar(JAN, "twee bankjes"))[0].initiative.id == one.id
    assert (await listed.made.look(JAN, Wanted(words="twee"))).total == 1
    await listed.stage.settle()
    for person in (RIA, JAN):
        assert [each.reason for each in listed.stage.heard.of(person) if each.happened == "status"] == ["Ze staan er"]


async def test_what_cannot_be_changed_there_is_put_back(listed: Listed) -> None:
    one = await listed.stage.begun()
    before = await listed.item(one.id)
    wrong: dict[str, Value] = {
        "Title": " ",
        "What": "",
        "Heading": "Onbekend",
        "Status": "Project geworden",
        "By": "Iemand anders",
        "Serves": "Alles",
        "Campaign": "Een vraag",
        "Joiners": 99.0,
        "Submitted": None,
    }
    assert await listed.changed(one, **wrong) == {name: before[name] for name in wrong}
    assert await listed.changed(one, Title="t" * 121, Needs="n" * 1001) == {
        "Title": before["Title"],
        "Needs": before["Needs"],
    }
    assert await listed.item(one.id) == before
    assert (await listed.made.find(RIA, one.id)).initiative.version == 1


async def test_a_status_without_a_remark_does_not_keep_that_of_the_status_before(listed: Listed) -> None:
    one = await listed.stage.begun()
    await listed.made.change_status(RIA, one.id, "gestart", "Er is hout", key="k")
    assert await listed.changed(one, Title="Bankjes") == {}
    assert (await listed.item(one.id))["Remark"] == "Er is hout"
    assert await listed.changed(one, Status="Het werkt") == {}
    assert (await listed.item(one.id))["Remark"] == ""
    assert await listed.changed(one, Remark="Ze staan er") == {}
    last: Change = (await listed.made.find(RIA, one.id)).history[-1]
    assert (last.status, last.reason) == ("werkt", "Ze staan er")


async def test_an_item_made_in_sharepoint_becomes_one_of_nobody_once_it_says_enough(listed: Listed) -> None:
    assert await listed.added(Title="Fietsenrek") is None
    assert await listed.added(Title="Fietsenrek", What="Bij de deur", Heading="Onbekend") is None
    id = await listed.added(Title="Fietsenrek", What="Bij de deur", Heading="Huisvesting", Status="Gestart")
    assert id is not None
    story = await listed.made.find(KEES, id)
    assert (story.initiative.author, story.initiative.author_name, story.initiative.mine) == ("", "", False)
    assert (story.initiative.status, story.may_tell_status) == ("gestart", False)
    assert (await listed.made.find(MARIJKE, id)).may_tell_status
    assert not (await listed.made.find("", id)).initiative.mine
    await listed.made.join(KEES, id)
    await listed.made.comment(KEES, id, "Ik help", key="k")
    await listed.stage.settle()
    assert listed.stage.heard.news == []


async def test_an_item_that_is_deleted_there_is_put_back_unless_the_initiative_is_gone(listed: Listed) -> None:
    one = await listed.stage.begun(typed=replace(BENCH, title="Weg"))
    async with listed.stage.database.write() as session:
        assert not await listed.list.removed(session, one.id)
        assert await listed.list.removed(session, "0" * 32)
        assert await listed.list.fields_of(session, "0" * 32) is None
        assert await listed.list.take(session, "0" * 32, {"Title": "x"}, "", listed.stage.moment) == {}
