"""Initiatives without a chat: written, submitted once, joined, commented, and who may do and see what."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.initiatives import names
from domain.initiatives.model import Known, Problem, Start, Typed, Wanted
from domain.mirror import Mirror
from errors import WordedError
from knowledge.alike import Alike
from store.database import Database
from tests.databases import found
from tests.initiatives import BENCH, JAN, KEES, MARIJKE, OSS, PIET, RIA, Entra, Stage, on_stage


@pytest.fixture
async def stage(database: Database) -> Stage:
    return await on_stage(database)


async def refused(work: object) -> str:
    with pytest.raises(WordedError) as caught:
        await work  # type: ignore[misc]
    return caught.value.key


async def test_a_draft_is_kept_at_each_step_and_an_old_card_does_not_overwrite_it(stage: Stage) -> None:
    made = stage.made
    draft = await made.begin(RIA, Typed(title="  Bankje\nbij de\u202e ingang "), key="turn 1")
    assert draft.typed.title == "Bankje bij de ingang"
    assert await made.begin(RIA, Typed(title="anders"), key="turn 1") == draft  # the same press, once more
    kept = await made.keep(RIA, draft.id, BENCH, over=draft.version)
    assert await made.keep(RIA, draft.id, BENCH, over=draft.version) == kept
    assert await refused(made.keep(RIA, draft.id, Typed("oud"), over=draft.version)) == "initiatives-newer"
    assert await refused(made.submit(RIA, draft.id, over=draft.version)) == "initiatives-newer"
    assert [each.typed.what for each in await made.drafts(RIA)] == [BENCH.what]
    assert await made.drafts(JAN) == ()
    opened, *_ = [await made.begin(RIA, key=f"turn {number}") for number in range(2, 7)]
    assert [each.id for each in await made.drafts(RIA)] == [draft.id]  # forms that were only opened are not in between
    await made.keep(RIA, opened.id, Typed(needs="hulp"), over=1)
    assert [each.id for each in await made.drafts(RIA)] == [opened.id, draft.id]
    await made.discard(RIA, opened.id)
    assert await refused(made.draft(JAN, draft.id)) == "initiatives-gone"
    await made.discard(JAN, draft.id)
    assert (await made.draft(RIA, draft.id)).version == kept.version
    await made.discard(RIA, draft.id)
    assert await refused(made.draft(RIA, draft.id)) == "initiatives-gone"


async def test_what_lacks_or_is_too_long_is_said_by_field_and_nothing_of_it_is_submitted(stage: Stage) -> None:
    wrong = Typed("t" * 121, "", "geen", ("nergens",), "s" * 101, "", tuple(f"{n}" for n in range(21)))
    assert stage.made.check(wrong) == (
        Problem("title", "initiatives-too-long", 120),
        Problem("start", "initiatives-too-long", 100),
        Problem("colleagues", "initiatives-colleagues-many", 20),
        Problem("what", "initiatives-what-empty"),
        Problem("heading", "initiatives-heading-none"),
        Problem("serves", "initiatives-serves-unknown"),
    )
    unseen = Typed("\u200b\u00ad", "\u2060\n\u200d", "digitaal")
    assert [each.key for each in stage.made.check(unseen)] == ["initiatives-title-empty", "initiatives-what-empty"]
    draft = await stage.made.begin(RIA, wrong)
    assert (await stage.made.draft(RIA, draft.id)).typed == wrong
    assert await refused(stage.made.submit(RIA, draft.id, over=draft.version)) == "initiatives-incomplete"
    assert (await stage.made.look(RIA)).total == 0


async def test_submitted_twice_it_is_one_initiative_and_edited_it_is_the_same_one(stage: Stage) -> None:
    made = stage.made
    draft = await made.begin(RIA, replace(BENCH, start="2026-12-24"))
    first = await made.submit(RIA, draft.id, over=draft.version)
    assert await made.submit(RIA, draft.id, over=draft.version) == first
    assert (await made.look(JAN)).total == 1
    assert (first.author_name, first.mine, first.status) == ("Ria Jansen", True, "nieuw")
    assert first.start == Start(date(2026, 12, 24))
    assert await made.drafts(RIA) == ()
    assert await refused(made.edit(JAN, first.id)) == "initiatives-not-allowed"
    editing = await made.edit(RIA, first.id)
    assert await made.edit(RIA, first.id) == editing
    kept = await made.keep(RIA, editing.id, replace(editing.typed, title="Twee bankjes", start="in mei"), over=1)
    changed = await made.submit(RIA, kept.id, over=kept.version)
    assert (changed.id, changed.title, changed.start, changed.version) == (
        first.id,
        "Twee bankjes",
        Start(None, "in mei"),
        2,
    )
    assert (await made.look(JAN)).total == 1


async def test_an_edit_that_began_before_it_was_changed_elsewhere_changes_nothing(stage: Stage) -> None:
    one = await stage.begun()
    editing = await stage.made.edit(RIA, one.id)
    await stage.made.change_status(MARIJKE, one.id, "gestart", "We beginnen", key="k1")
    assert await refused(stage.made.submit(RIA, editing.id, over=editing.version)) == "initiatives-changed"
    again = await stage.made.edit(RIA, one.id)
    assert again.id != editing.id
    assert (await stage.made.submit(RIA, again.id, over=again.version)).status == "gestart"


async def test_joining_and_supporting_are_counted_once_and_taken_back(stage: Stage) -> None:
    made, one = stage.made, await stage.begun()
    for _ in range(2):
        await made.join(JAN, one.id)
        await made.support(JAN, one.id)
        await made.join(PIET, one.id, hidden=True)
    seen = await made.support(PIET, one.id)
    assert (seen.joiners, seen.supporters, seen.joined, seen.supported) == (2, 2, True, True)
    assert await refused(made.join(RIA, one.id)) == "initiatives-own"
    story = await made.find(RIA, one.id)
    assert (story.joiners, story.others) == ((Known(JAN, "Jan de Vries"),), 1)
    assert [each.person for each in (await made.find(PIET, one.id)).joiners] == [JAN, PIET]  # oneself one sees
    await made.leave(JAN, one.id)
    seen = await made.take_back(JAN, one.id)
    assert (seen.joiners, seen.supporters, seen.joined) == (1, 1, False)
    assert {each.id for each in (await made.look(PIET, Wanted(mine=True))).initiatives} == {one.id}
    assert (await made.look(JAN, Wanted(mine=True))).total == 0
    assert (await made.look("", Wanted(mine=True))).total == 0


async def test_who_hides_the_name_is_named_nowhere_and_sees_it_still(stage: Stage) -> None:
    made = stage.made
    one = await stage.begun(hidden=True)
    await made.comment(RIA, one.id, "Ik heb al hout", key="k1")
    stage.later(timedelta(minutes=1))
    await made.comment(JAN, one.id, "Goed idee", key="k2")
    await made.change_status(RIA, one.id, "gestart", "Er is hout", key="k3")
    for person in (JAN, MARIJKE, ""):
        story = await made.find(person, one.id)
        assert (story.initiative.author, story.initiative.author_name, story.initiative.hidden) == ("", "", True)
        assert RIA not in repr(story)
        assert "Ria" not in repr(story)
        assert [each.author for each in story.comments] == [True, False]
        assert "Ria" not in repr(await made.look(person)) + repr(await made.similar(person, "bankje bij de ingang"))
    own = await made.find(RIA, one.id)
    assert (own.initiative.author_name, own.comments[0].by) == ("Ria Jansen", Known(RIA, "Ria Jansen"))
    await made.hide(RIA, one.id, hidden=False)
    assert (await made.find(JAN, one.id)).initiative.author_name == "Ria Jansen"
    await made.join(PIET, one.id)
    await made.hide(PIET, one.id, hidden=True)
    assert (await made.find(JAN, one.id)).others == 1


async def test_who_joined_without_a_name_and_left_is_not_named_with_what_they_said(stage: Stage) -> None:
    made, one = stage.made, await stage.begun()
    await made.join(JAN, one.id, hidden=True)
    await made.comment(JAN, one.id, "Goed idee", key="k")
    await made.leave(JAN, one.id)
    for person in (RIA, ""):
        assert [each.by for each in (await made.find(person, one.id)).comments] == [None]
    await stage.settle()
    assert {each.by for each in stage.heard.of(RIA)} == {None}
    await made.join(JAN, one.id)
    assert [each.by for each in (await made.find(RIA, one.id)).comments] == [Known(JAN, "Jan de Vries")]


async def test_who_left_is_not_put_down_again_by_somebody_else(stage: Stage) -> None:
    made, one = stage.made, await stage.begun(colleagues=(PIET,))
    await made.leave(PIET, one.id)
    assert (await made.look(PIET, Wanted(mine=True))).total == 0
    editing = await made.edit(RIA, one.id)
    kept = await made.keep(RIA, editing.id, replace(editing.typed, colleagues=(PIET, JAN)), over=1)
    await made.submit(RIA, kept.id, over=kept.version)
    assert [each.person for each in (await made.find(RIA, one.id)).joiners] == [JAN]
    assert (await made.join(PIET, one.id)).joiners == 2
    await made.leave(PIET, one.id)
    await made.leave(PIET, one.id)
    assert (await made.look(PIET)).initiatives[0].joiners == 1


async def test_a_comment_is_there_once_and_only_its_own_author_removes_it(stage: Stage) -> None:
    made, one = stage.made, await stage.begun()
    story = await made.comment(JAN, one.id, "Goed\x00 idee", key="k")
    story = await made.comment(JAN, one.id, "Goed idee", key="k")
    assert [each.text for each in story.comments] == ["Goed idee"]
    assert len((await made.remove_comment(RIA, one.id, story.comments[0].id)).comments) == 1
    assert (await made.remove_comment(JAN, one.id, story.comments[0].id)).comments == ()
    assert await refused(made.comment(JAN, one.id, " \n ", key="k2")) == "initiatives-comment-empty"
    assert await refused(made.comment(JAN, one.id, "x" * 1001, key="k2")) == "initiatives-comment-long"


async def test_a_colleague_without_a_role_changes_nothing_that_is_somebody_elses(stage: Stage) -> None:
    made, one = stage.made, await stage.begun()
    stage.entra.roles[JAN] = {"employee", "manager", "facility", "payroll", "approver", "administrator"}
    until = made.desk.today + timedelta(days=7)
    for work in (
        made.change_status(JAN, one.id, "gestart", "Daarom", key="k"),
        made.become_project(JAN, one.id, "p1"),
        made.edit(JAN, one.id),
    ):
        assert await refused(work) == "initiatives-not-allowed"
    for work in (
        made.ask(JAN, "Wat kan beter?", "", until, key="k"),
        made.close(JAN, "c1"),
        made.digest_here(JAN, "19:kanaal"),
        made.no_digest(JAN),
        made.file(JAN, "nl"),
        made.workbook(JAN, "nl"),
    ):
        assert await refused(work) == "initiatives-no-role"
    assert not await made.may(JAN, "status")
    assert await made.may(MARIJKE, "status")
    story = await made.find(JAN, one.id)
    assert (story.may_change, story.may_tell_status, story.initiative.status) == (False, False, "nieuw")
    assert (await made.find(RIA, one.id)).may_change
    assert (await made.find(MARIJKE, one.id)).may_tell_status


async def test_a_status_needs_a_reason_and_is_in_the_history_once(stage: Stage) -> None:
    made, one = stage.made, await stage.begun()
    assert await refused(made.change_status(RIA, one.id, "gestart", " ", key="k")) == "initiatives-reason-empty"
    assert await refused(made.change_status(RIA, one.id, "nieuw", "Toch", key="k0")) == "initiatives-status-same"
    assert await refused(made.change_status(RIA, one.id, "project", "Ja", key="k")) == "initiatives-status-project"
    assert await refused(made.change_status(RIA, one.id, "onbekend", "Ja", key="k")) == "initiatives-gone"
    await made.change_status(RIA, one.id, "gestart", "Het hout is er", key="k")
    changed = await made.change_status(RIA, one.id, "gestart", "Het hout is er", key="k")
    assert (changed.status, changed.version) == ("gestart", 2)
    history = (await made.find(JAN, one.id)).history
    assert [(each.status, each.before, each.reason) for each in history] == [
        ("nieuw", "", ""),
        ("gestart", "nieuw", "Het hout is er"),
    ]
    assert history[1].by == Known(RIA, "Ria Jansen")


async def test_it_becomes_one_project_and_is_changed_there_from_then_on(stage: Stage) -> None:
    made, one = stage.made, await stage.begun()
    await made.join(JAN, one.id)
    await made.become_project(JAN, one.id, "p1")
    became = await made.become_project(JAN, one.id, "p1")
    assert (became.status, became.project, became.version) == ("project", "p1", 2)
    assert await refused(made.become_project(JAN, one.id, "p2")) == "initiatives-project-already"
    assert await refused(made.edit(RIA, one.id)) == "initiatives-is-project"
    assert await refused(made.change_status(RIA, one.id, "gestart", "x", key="k")) == "initiatives-is-project"


async def test_a_campaign_is_answered_until_its_last_day_or_until_it_is_closed(stage: Stage) -> None:
    made, until = stage.made, stage.made.desk.today + timedelta(days=7)
    assert await refused(made.ask(MARIJKE, "", "", until, key="k")) == "initiatives-campaign-empty"
    assert await refused(made.ask(MARIJKE, "Wat?", "", None, key="k")) == "initiatives-campaign-until"
    early = until - timedelta(days=9)
    assert await refused(made.ask(MARIJKE, "Wat?", "", early, key="k")) == "initiatives-campaign-until"
    asked = await made.ask(MARIJKE, "Wat kan groener?", "Alles telt", until, key="k")
    assert await made.ask(MARIJKE, "Wat kan groener?", "Alles telt", until, key="k") == asked
    one = await stage.begun(campaign=asked.id)
    assert [each.initiatives for each in await made.campaigns()] == [1]
    assert (await made.look(JAN, Wanted(campaign=asked.id))).initiatives[0].id == one.id
    await made.close(MARIJKE, asked.id)
    assert await made.campaigns() == ()
    assert (await made.campaigns(open=False))[0].closed
    assert await refused(stage.begun(JAN, campaign=asked.id)) == "initiatives-campaign-over"
    editing = await made.edit(RIA, one.id)  # what answered it in time goes on doing so
    assert (await made.submit(RIA, editing.id, over=editing.version)).campaign == asked.id
    second = await made.ask(MARIJKE, "En nu?", "", until, key="k2")
    stage.later(timedelta(days=8))
    assert await made.campaigns() == ()
    assert await refused(stage.begun(JAN, campaign=second.id)) == "initiatives-campaign-over"


async def test_who_searches_finds_without_accents_and_a_percent_sign_finds_itself(stage: Stage) -> None:
    one = await stage.begun(title="Café van de 100% buurt_", heading="digitaal")
    await stage.begun(JAN, title="Iets anders")
    for words in ("cafe buurt", "CAFÉ", "100%", "buurt_"):
        assert [each.id for each in (await stage.made.look(JAN, Wanted(words=words))).initiatives] == [one.id]
    assert (await stage.made.look(JAN, Wanted(words="_afe"))).total == 0
    assert (await stage.made.look(JAN, Wanted(heading="digitaal"))).total == 1
    assert (await stage.made.look(JAN, Wanted(heading="digitaal", status="gestart"))).total == 0


async def test_a_page_past_the_end_is_the_last_one(stage: Stage) -> None:
    for number in range(9):
        stage.later(timedelta(minutes=1))
        await stage.begun(title=f"Bankje {number}")
    first, last = await stage.made.look(JAN), await stage.made.look(JAN, page=7)
    assert [each.title for each in first.initiatives] == [f"Bankje {number}" for number in range(8, 0, -1)]
    assert (last.number, last.pages, [each.title for each in last.initiatives]) == (1, 2, ["Bankje 0"])


async def test_another_process_finds_what_was_written_here_and_not_what_is_gone(stage: Stage) -> None:
    other = stage.again()
    assert await other.made.similar(JAN, "bankje bij de deur") == ()
    one = await stage.begun()
    assert [each.initiative.id for each in await other.made.similar(JAN, "bankje bij de deur")] == [one.id]
    assert await other.made.similar(JAN, "bankje bij de deur", besides=one.id) == ()
    editing = await stage.made.edit(RIA, one.id)
    kept = await stage.made.keep(RIA, editing.id, replace(BENCH, title="Fietsenrek", what="Voor fietsen"), over=1)
    await stage.made.submit(RIA, kept.id, over=kept.version)
    assert await other.made.similar(JAN, "bankje") == ()
    assert [each.initiative.title for each in await other.made.similar(JAN, "een fietsenrek")] == ["Fietsenrek"]
    found(stage.database, f"delete from initiatives where id = '{one.id}'")
    assert await other.made.similar(JAN, "een fietsenrek") == ()


async def test_what_could_not_be_put_in_the_index_is_put_there_for_the_next_who_asks(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = await stage.begun()

    def cut_off(*_: object) -> None:
        raise TimeoutError

    with monkeypatch.context() as patched, pytest.raises(TimeoutError):
        patched.setattr(Alike, "put", cut_off)
        await stage.made.similar(JAN, "bankje bij de deur")
    assert [each.initiative.id for each in await stage.made.similar(JAN, "bankje bij de deur")] == [one.id]


async def test_whoever_is_named_already_stays_so_where_too_many_names_are_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(names, "MOST", 2)
    known = names.Names(Entra())
    await known.of([RIA])
    assert await known.of([RIA, JAN, PIET]) == {RIA: "Ria Jansen", JAN: "Jan de Vries", PIET: "Piet Bakker"}


async def test_of_very_many_people_those_are_named_for_whom_there_is_time() -> None:
    entra = Entra({f"{number}": f"Naam {number}" for number in range(40)})
    known, asked = names.Names(entra), list[int]()

    async def slow(ids: Sequence[str]) -> dict[str, str]:
        asked.append(len(ids))
        if len(asked) == 2:
            await asyncio.Event().wait()
        return await Entra.names(entra, ids)

    entra.names = slow  # type: ignore[method-assign]
    said = await known.of(entra.names_of, within=0.05)
    assert [name for name in said.values() if name] == [f"Naam {number}" for number in range(15)]
    assert {*(await known.of(entra.names_of)).values()} == {*entra.names_of.values()}


async def test_what_nobody_changed_for_years_goes_with_all_that_belongs_to_it(stage: Stage) -> None:
    old = await stage.begun()
    await stage.made.join(JAN, old.id)
    await stage.made.comment(JAN, old.id, "Goed", key="k")
    stage.later(timedelta(days=3 * 365 + 1))
    new = await stage.begun(KEES)
    for chore in stage.made.chores:
        await chore()
    assert [each.id for each in (await stage.made.look(JAN)).initiatives] == [new.id]
    for table in ("initiative_people", "initiative_comments"):
        assert found(stage.database, f"select * from {table}") == []


async def test_of_who_left_no_name_stays_and_what_they_began_does(stage: Stage) -> None:
    made, one = stage.made, await stage.begun()
    other = await stage.begun(JAN)
    await made.join(RIA, other.id)
    await made.comment(RIA, other.id, "Goed", key="k")
    await made.begin(RIA)
    del stage.entra.names_of[RIA]
    for chore in made.chores:
        await chore()
    for table in (
        "initiatives",
        "initiative_people",
        "initiative_comments",
        "initiative_statuses",
        "initiative_drafts",
    ):
        assert RIA not in repr(found(stage.database, f"select * from {table}"))
    story = await made.find(JAN, one.id)
    assert (story.initiative.author, story.initiative.mine, story.initiative.title) == ("", False, BENCH.title)
    assert not (await made.find("", one.id)).initiative.mine
    assert [each.text for each in (await made.find(JAN, other.id)).comments] == ["Goed"]


async def test_a_municipality_without_initiatives_says_so(stage: Stage) -> None:
    without = replace(OSS, initiatives=replace(OSS.initiatives, on=False))
    mirror = Mirror()
    made = (await on_stage(stage.database, without, mirror)).made
    assert mirror.lists == {}  # nor is there a list in SharePoint
    for work in (made.begin(RIA), made.look(RIA), made.similar(RIA, "bankje"), made.campaigns(), made.find(RIA, "x")):
        assert await refused(work) == "initiatives-off"
    assert not await made.may(MARIJKE, "status")
