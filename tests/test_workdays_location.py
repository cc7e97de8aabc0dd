"""The work location in Microsoft 365 follows what somebody ticks, with his own sign-in, as long as there is one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from domain.signing_in import Speaker
from domain.workdays.model import Category
from tenant.faults import Fault
from tests.chat import Chat
from tests.test_sign_in import _teams_id as teams_id
from tests.test_sign_in import signed_in

MONDAY = datetime.now(UTC).date() + timedelta(days=7 - datetime.now(UTC).weekday())


async def follow(chat: Chat) -> None:
    await signed_in(chat)
    person = chat.person["id"]
    who = Speaker(person, teams_id(chat), chat.tenant.tenant_id, chat.conversation, "", "", "")
    await chat.services.workdays.choices.follow_location(who)


async def tick(chat: Chat, days: Mapping[int, Category | None]) -> None:
    wanted: dict[date, Category | None] = {MONDAY + timedelta(days=number): days[number] for number in days}
    await chat.services.workdays.registering.tick(chat.person["id"], wanted)
    await chat.working.settled()


def plan(chat: Chat, person: str = "") -> list[str]:
    """Where the work plan has somebody, from Monday to Friday."""
    start, end = MONDAY, MONDAY + timedelta(days=5)
    found = chat.tenant.work_plans.occurrences(person or chat.person["id"], f"{start}T00:00:00", f"{end}T00:00:00")
    return [each.location for each in found]


async def test_what_is_ticked_is_in_the_work_plan_of_the_person_and_of_nobody_else(chat: Chat) -> None:
    await follow(chat)
    await tick(chat, {0: "home", 1: "office", 2: "on_the_way", 3: "none"})
    assert plan(chat) == ["remote", "office", "remote", "unspecified", "unspecified"]
    await tick(chat, {0: "office", 1: None})
    assert plan(chat) == ["office", "unspecified", "remote", "unspecified", "unspecified"]
    assert set(plan(chat, chat.as_("manager").person["id"])) == {"unspecified"}


async def test_what_was_ticked_before_goes_there_when_somebody_begins_to_want_it(chat: Chat) -> None:
    await tick(chat, {0: "home"})
    assert plan(chat)[0] == "unspecified"
    await follow(chat)
    await chat.working.settled()
    assert plan(chat)[0] == "remote"


async def test_who_no_longer_wants_it_keeps_the_plan_as_it_is(chat: Chat) -> None:
    await follow(chat)
    await tick(chat, {0: "home"})
    await chat.services.workdays.choices.leave_location(chat.person["id"])
    await tick(chat, {0: "office"})
    assert plan(chat)[0] == "remote"


async def test_when_the_sign_in_has_ended_it_stops_and_the_person_hears_how_to_begin_again(chat: Chat) -> None:
    await follow(chat)
    await tick(chat, {0: "home"})
    await chat.say("afmelden")
    before = {shown.id for shown in await chat.open()}
    await tick(chat, {0: "office"})
    [told] = [shown.words for shown in await chat.open() if shown.id not in before]
    assert "Je bent niet meer aangemeld" in told
    assert not (await chat.services.workdays.choices.of(chat.person["id"])).location
    assert plan(chat)[0] == "remote"


async def test_of_who_removes_koers_nothing_goes_on_and_the_days_stay_for_payroll(chat: Chat) -> None:
    await follow(chat)
    await tick(chat, {0: "home"})
    person = chat.person["id"]
    await chat.services.workdays.choices.show_me(person, visible=True)
    async with chat.http.post(
        f"{chat.tenant.base_url}/chat/install", json={"person": person, "installed": False}
    ) as response:
        assert response.status == 200
    await chat.hub.settled()
    while (await chat.services.workdays.choices.of(person)).visible:  # noqa: ASYNC110 - it has no event
        await asyncio.sleep(0.005)
    assert not (await chat.services.workdays.choices.of(person)).location
    await tick(chat, {1: "home"})
    assert plan(chat)[:2] == ["remote", "unspecified"]
    kept = await chat.services.workdays.registering.days(person, MONDAY, MONDAY)
    assert [day.category for day in kept] == ["home"]


async def test_where_microsoft_365_refuses_it_stops_and_does_not_say_that_the_sign_in_ended(chat: Chat) -> None:
    await follow(chat)
    chat.tenant.faults.add(Fault("graph", "403", count=100, seconds=0, path="/v1.0/me/settings"))
    before = {shown.id for shown in await chat.open()}
    await tick(chat, {0: "home"})
    [told] = [shown.words for shown in await chat.open() if shown.id not in before]
    assert "Microsoft 365 neemt je werklocatie niet aan" in told
    assert not (await chat.services.workdays.choices.of(chat.person["id"])).location


async def test_while_microsoft_365_is_away_it_is_tried_again(chat: Chat) -> None:
    await follow(chat)
    chat.tenant.faults.add(Fault("graph", "503", count=2, seconds=0, path="/v1.0/me/settings"))
    await tick(chat, {0: "home"})
    assert plan(chat)[0] == "remote"
