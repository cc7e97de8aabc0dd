"""A team day as people do it in the chat: the card that is seen first, the question to each colleague, who comes."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.workspaces.coming import TeamDay
from domain.workspaces.model import Booking, Refused, Wish
from store.work import Attempt
from tenant import connector
from tests import chat as chats
from tests.chat import Chat, Shown, chatting
from tests.databases import found
from tests.test_workspaces import DAY, HUB, booking_buttons, desk, field, the_day, workdays

ASKS = f"teamdag {the_day(DAY)} in de Werk Hub"


@pytest.fixture
async def hub(tmp_path: Path) -> AsyncGenerator[Chat, None]:
    """Koers of Sittard-Geleen, where the employee and the manager, who are in one team, both spoke to it before."""
    async with chatting(tmp_path, "sittard-geleen") as chat:
        for role in ("employee", "manager", "communication"):
            await chat.as_(role).open()
        yield chat


def person(chat: Chat, role: str) -> str:
    return str(chat.as_(role).person["id"])


def name(chat: Chat, role: str) -> str:
    return str(chat.as_(role).person["name"])


async def last(chat: Chat, role: str) -> Shown:
    """The last thing that somebody heard, when nothing is left to do."""
    await chat.working.settled()
    return (await chat.as_(role).open())[-1]


async def now_on(shown: Shown) -> Shown:
    """The same message as it is now, when nothing is left to do."""
    await shown.chat.working.settled()
    return next(message for message in await shown.chat.open() if message.id == shown.id)


async def the_only(chat: Chat, role: str = "manager") -> TeamDay:
    """The team day of an organiser."""
    [day] = await chat.services.team_days.upcoming(person(chat, role))
    return day


async def asked(chat: Chat, role: str = "manager") -> Shown:
    """The card by which an organiser follows the team day for which everybody of the team was just asked."""
    card = await chat.as_(role).say(ASKS)
    button = next(button.title for button in card.buttons if button.title.startswith("Vraag "))
    return await card.press(button)


async def bookings(chat: Chat, role: str) -> list[Booking]:
    return list(await chat.services.workspaces.my_bookings(person(chat, role)))


def held(chat: Chat) -> int:
    """How many places are kept for somebody who is asked."""
    return int(found(chat.services.team_days._database, "select count(*) from bookings where state = 'offered'")[0][0])  # pyright: ignore[reportPrivateUsage]


def seats(chat: Chat) -> int:
    """How many slots of places are taken."""
    return int(found(chat.services.team_days._database, "select count(*) from place_slots")[0][0])  # pyright: ignore[reportPrivateUsage]


def team(shown: Shown) -> list[dict[str, Any]]:
    """The colleagues on the form."""
    return next(node for node in shown.card["body"] if node.get("id") == "team")["choices"]  # type: ignore[index]


@pytest.mark.route("team_day.ask")
async def test_the_manager_sees_the_whole_team_and_the_places_before_anybody_is_asked(hub: Chat) -> None:
    card = await hub.as_("manager").say(ASKS)
    assert "Een teamdag regelen" in card.words
    assert field(card, "day") == DAY.isoformat()
    assert field(card, "where") == "werk-hub"
    assert name(hub, "employee") in [choice["title"] for choice in team(card)]
    assert f"{len(team(card)) + 1} plekken bij elkaar: Werk Hub, zone" in card.words
    assert "Er is nog niemand gevraagd" in card.words
    assert held(hub) == seats(hub) == 0
    followed = await card.press(f"Vraag {len(team(card))} collega's")
    assert followed.id == card.id
    assert "Je teamdag op" in followed.words
    await hub.working.settled()
    day = await the_only(hub)
    assert held(hub) + len(day.of("unreachable")) == len(day.of("asked")) + len(day.of("unreachable"))
    zones = {member.booking.place.zone for member in day.members if member.booking}
    assert len(zones) == 1
    assert [each.person for each in await bookings(hub, "manager")] == [person(hub, "manager")]


@pytest.mark.route("team_day.answer")
async def test_who_accepts_has_the_own_place_and_the_organiser_sees_who_comes(hub: Chat) -> None:
    followed = await asked(hub)
    question = await last(hub, "employee")
    assert f"{name(hub, 'manager')} vraagt je voor een teamdag" in question.words
    assert "je hoeft niet te zeggen waarom" in question.words
    taken = await question.press("Ja, ik kom")
    assert taken.id == question.id
    assert "Bevestigd" in (await now_on(taken)).words
    [mine] = await bookings(hub, "employee")
    assert (mine.person, mine.by, mine.day) == (person(hub, "employee"), person(hub, "employee"), DAY)
    [theirs] = await bookings(hub, "manager")
    assert mine.place.zone == theirs.place.zone
    seen = await now_on(followed)
    assert f"Er komen: {name(hub, 'employee')}." in seen.words


async def test_who_declines_frees_the_place_and_is_only_a_number_to_the_organiser(hub: Chat) -> None:
    followed = await asked(hub)
    question = await last(hub, "employee")
    before = held(hub)
    said = await question.press("Nee, ik kom niet")
    assert "Je komt niet op" in said.words
    assert held(hub) == before - 1
    seen = await now_on(followed)
    assert name(hub, "employee") not in seen.words
    day = await the_only(hub)
    assert [member.person for member in day.of("not")] == [person(hub, "employee")]
    assert await bookings(hub, "employee") == []


async def test_a_member_asks_the_manager_and_those_who_report_to_the_same_one(hub: Chat) -> None:
    card = await hub.say(ASKS)
    names = [choice["title"] for choice in team(card)]
    assert name(hub, "manager") in names
    assert hub.person["name"] not in names
    await asked(hub, "employee")
    assert f"{name(hub, 'employee')} vraagt je voor een teamdag" in (await last(hub, "manager")).words


async def test_only_who_is_chosen_is_asked_and_what_was_changed_is_seen_first(hub: Chat) -> None:
    card = await hub.as_("manager").say(ASKS)
    number = next(choice["value"] for choice in team(card) if choice["title"] == name(hub, "employee"))
    again = await card.press(f"Vraag {len(team(card))} collega's", team=number, own="false")
    assert "Je hebt iets veranderd" in again.words
    assert seats(hub) == 0
    await again.press("Vraag 1 collega", team=number, own="false")
    day = await the_only(hub)
    assert [member.person for member in day.members] == [person(hub, "employee")]
    assert await bookings(hub, "manager") == []


async def test_who_has_a_desk_then_chooses_between_the_two(hub: Chat) -> None:
    card = await desk(hub, where="werk-hub/stil")
    await card.press(booking_buttons(card)[0], day=DAY.isoformat(), where="werk-hub/stil")
    [before] = await bookings(hub, "employee")
    await asked(hub)
    question = await last(hub, "employee")
    choice = await question.press("Ja, ik kom")
    assert "Je hebt die dag al een plek" in choice.words
    assert before.place.name in choice.words
    assert [each.id for each in await bookings(hub, "employee")] == [before.id]
    await choice.press("Ruil voor de plek bij mijn team")
    await hub.working.settled()
    [after] = await bookings(hub, "employee")
    assert after.id != before.id
    gone = await hub.services.workspaces.one(before.id)
    assert gone is not None
    assert gone.state == "cancelled"


async def test_who_cannot_swap_after_all_keeps_the_desk_that_one_has(hub: Chat) -> None:
    workspaces, me = hub.services.workspaces, person(hub, "employee")
    [offer, other, *_] = (await workspaces.free(me, Wish("desk", (DAY,), start=time(8), end=time(12)))).offers
    before = await workspaces.book(me, offer.place.id, DAY, time(8), time(12))
    afternoon = await workspaces.free(me, Wish("desk", (DAY,), start=time(13), end=time(18), place=other.place.id))
    kept = await workspaces.hold(me, other.place.id, afternoon.offers[0].span)  # by the waiting list
    assert kept is not None
    await asked(hub)
    await hub.working.settled()
    day = await the_only(hub)
    with pytest.raises(Refused):
        await hub.services.team_days.answer(me, day.id, "swap")
    assert [each.id for each in await bookings(hub, "employee")] == [before.id]


async def test_who_has_a_desk_then_can_come_with_that_one(hub: Chat) -> None:
    card = await desk(hub, where="werk-hub/stil")
    await card.press(booking_buttons(card)[0], day=DAY.isoformat(), where="werk-hub/stil")
    followed = await asked(hub)
    question = await last(hub, "employee")
    before = held(hub)
    choice = await question.press("Ja, ik kom")
    said = await choice.press("Ik kom, met mijn eigen plek")
    assert "Je houdt je eigen plek" in said.words
    assert held(hub) == before - 1
    assert name(hub, "employee") in (await now_on(followed)).words


async def test_who_is_asked_can_book_a_desk_elsewhere_meanwhile(hub: Chat) -> None:
    await asked(hub)
    await hub.working.settled()
    card = await desk(hub)
    await card.press(booking_buttons(card)[0], day=DAY.isoformat())
    assert len(await bookings(hub, "employee")) == 1


async def test_a_button_that_is_pressed_twice_asks_once_and_takes_once(hub: Chat) -> None:
    card = await hub.as_("manager").say(ASKS)
    title = f"Vraag {len(team(card))} collega's"
    await card.press(title)
    await card.press(title)
    assert len(await hub.services.team_days.upcoming(person(hub, "manager"))) == 1
    question = await last(hub, "employee")
    await question.press("Ja, ik kom")
    late = await question.press("Nee, ik kom niet")
    assert len(await bookings(hub, "employee")) == 1
    assert "kom niet op" not in late.words
    questions = [shown for shown in await hub.open() if "vraagt je voor een teamdag" in shown.words]
    assert len(questions) <= 1


async def test_after_its_time_what_nobody_took_is_free_and_the_old_card_says_so(hub: Chat) -> None:
    followed = await asked(hub)
    question = await last(hub, "employee")
    day = await the_only(hub)
    usual = hub.services.team_days.clock
    hub.services.team_days.clock = lambda: max(usual(), day.until + timedelta(seconds=1))
    late = await question.press("Ja, ik kom")
    assert "bewaar ik de plek niet meer" in late.words
    assert await bookings(hub, "employee") == []
    await hub.services.inviting.end(day.id)
    assert held(hub) == 0
    seen = await now_on(followed)
    assert "Er wordt niemand meer gevraagd" in seen.words
    assert len(await bookings(hub, "manager")) == 1


@pytest.mark.route("team_day.call_off")
async def test_a_team_day_that_is_called_off_frees_what_is_kept_and_tells_who_came(hub: Chat) -> None:
    followed = await asked(hub)
    await (await last(hub, "employee")).press("Ja, ik kom")
    off = await (await now_on(followed)).press("Ja, blaas af")
    assert "Deze teamdag gaat niet door" in off.words
    assert held(hub) == 0
    told = await last(hub, "employee")
    assert "gaat niet door" in told.words
    assert len(await bookings(hub, "employee")) == 1  # theirs, until they cancel it
    await hub.working.settled()
    assert await hub.services.team_days.upcoming(person(hub, "manager")) == ()


@pytest.mark.route("team_day.show")
async def test_who_gives_the_place_up_later_does_not_come_any_more(hub: Chat) -> None:
    followed = await asked(hub)
    await (await last(hub, "employee")).press("Ja, ik kom")
    assert name(hub, "employee") in (await now_on(followed)).words
    listed = await hub.say("mijn reserveringen")
    await listed.press("Ja, annuleer")
    assert name(hub, "employee") not in (await now_on(followed)).words
    again = await hub.as_("manager").say("hoe staat het met de teamdag")
    shown = await again.press(next(each.title for each in again.buttons if each.title.startswith("Bekijk ")))
    assert "Je teamdag op" in shown.words


@pytest.mark.route("team_day.look")
@pytest.mark.route("team_day.new")
async def test_where_there_are_too_few_places_other_days_are_offered(hub: Chat) -> None:
    wish = Wish("desk", (DAY,), location="werk-hub")
    workspaces, colleagues = hub.services.workspaces, list(hub.tenant.directory.users.values())
    free = (await workspaces.free(person(hub, "communication"), wish)).offers
    for offer in free:
        for number in range(offer.free):
            held_for = f"{offer.place.id[-20:]}-{number}"
            assert await workspaces.hold(held_for, offer.place.id, offer.span) is not None
    assert colleagues
    card = await hub.as_("manager").say(ASKS)
    assert "plekken bij elkaar vrij" in card.words
    assert "Op deze dagen kan het wel" in card.words
    assert not any(button.title.startswith("Vraag ") for button in card.buttons)
    other = await card.press(card.buttons[0].title)
    assert field(other, "day") > DAY.isoformat()
    assert any(button.title.startswith("Vraag ") for button in other.buttons)


async def test_places_that_went_meanwhile_are_not_asked_about(hub: Chat) -> None:
    card = await hub.as_("manager").say(ASKS)
    wish = Wish("desk", (DAY,))
    for offer in (await hub.services.workspaces.free(person(hub, "communication"), wish)).offers:
        for number in range(offer.free):
            await hub.services.workspaces.hold(f"{offer.place.id[-20:]}-{number}", offer.place.id, offer.span)
    before = held(hub)
    late = await card.press(f"Vraag {len(team(card))} collega's")
    assert "De plekken waren net weg" in late.words
    assert held(hub) == before
    assert await hub.services.team_days.upcoming(person(hub, "manager")) == ()


async def test_an_organiser_who_can_book_no_more_hears_that_before_anybody_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = replace(HUB, workspaces=replace(HUB.workspaces, desks=replace(HUB.workspaces.desks, open_bookings=1)))
    monkeypatch.setattr(chats, "load_organisation", lambda _: one)
    async with chatting(tmp_path, "sittard-geleen") as hub:
        manager = hub.as_("manager")
        for each in (hub, manager):
            await each.open()
        other = workdays(HUB, 2)[1]
        free = await desk(manager, other)
        await free.press(booking_buttons(free)[0], day=other.isoformat())
        [before] = await bookings(hub, "manager")
        card = await manager.say(ASKS)
        title = next(button.title for button in card.buttons if button.title.startswith("Vraag "))
        refused = await card.press(title)
        assert "Je hebt al 1 reserveringen staan" in refused.words
        assert "Er is nog niemand gevraagd" in refused.words
        assert (held(hub), field(refused, "own")) == (0, "false")
        await refused.press(title, own="false")
        day = await the_only(hub)
        assert day.member(person(hub, "manager")) is None
        assert [each.id for each in await bookings(hub, "manager")] == [before.id]


async def test_somebody_without_a_team_hears_that_and_what_to_do(hub: Chat) -> None:
    directory, id = hub.tenant.directory, person(hub, "employee")
    directory.accounts[id] = directory.users[id] = replace(directory.users[id], manager=None)
    said = await hub.say(ASKS)
    assert "Ik weet niet wie je collega's zijn" in said.words


async def test_who_left_the_municipality_is_not_asked_and_the_place_is_free(hub: Chat) -> None:
    card = await hub.as_("manager").say(ASKS)
    hub.tenant.directory.users[person(hub, "employee")].properties["accountEnabled"] = False
    listed = [choice["title"] for choice in team(card)]
    assert name(hub, "employee") in listed
    await card.press(f"Vraag {len(listed)} collega's")
    day = await the_only(hub)
    assert day.member(person(hub, "employee")) is None
    assert len(day.members) == len(listed)  # the others and the organiser


async def test_who_leaves_before_the_question_arrives_is_not_asked_and_the_place_is_free(hub: Chat) -> None:
    day = await arranged(hub)
    hub.tenant.directory.users[person(hub, "employee")].properties["accountEnabled"] = False
    await invited(hub, day)
    await hub.working.settled()
    assert (await the_only(hub)).member(person(hub, "employee")).answer == "unreachable"  # type: ignore[union-attr]
    assert "vraagt je voor een teamdag" not in (await hub.open())[-1].words


async def test_what_was_begun_before_a_kill_is_done_once_by_who_begins_it_again(hub: Chat) -> None:
    day = await arranged(hub)
    slots, kept = seats(hub), held(hub)
    assert (await arranged(hub)).id == day.id
    assert (seats(hub), held(hub)) == (slots, kept)
    for _ in range(3):
        await invited(hub, day)
    questions = [shown for shown in await hub.open() if "vraagt je voor een teamdag" in shown.words]
    assert len(questions) == 1
    days, me = hub.services.team_days, person(hub, "employee")
    for _ in range(2):
        await days.answer(me, day.id, "comes")
    assert len(await bookings(hub, "employee")) == 1
    for _ in range(2):
        await days.call_off(person(hub, "manager"), day.id)
        await hub.services.inviting.end(day.id)
    assert held(hub) == 0
    await hub.working.settled()
    told = [shown for shown in await hub.open() if "afgeblazen" in shown.words]
    assert len(told) == 1


async def arranged(chat: Chat) -> TeamDay:
    """A team day of the manager with the employee alone, under the same activity each time."""
    wish = Wish("desk", (DAY,), location="werk-hub")
    colleagues = [person(chat, "employee")]
    return await chat.services.team_days.ask(person(chat, "manager"), wish, colleagues, own=True, key="k")


async def invited(chat: Chat, day: TeamDay) -> None:
    """The work of asking the employee is begun (again)."""
    payload = {"team_day": day.id, "person": person(chat, "employee")}
    await chat.services.inviting.invite(payload, Attempt(f"{day.id}:{person(chat, 'employee')}"))


async def test_who_has_no_koers_is_named_and_no_place_is_kept_for_him(hub: Chat) -> None:
    followed = await asked(hub)
    await hub.working.settled()
    day = await the_only(hub)
    without = {member.person for member in day.members} - connector.installed_people(hub.tenant)
    assert {member.person for member in day.of("unreachable")} == without - {person(hub, "manager")}
    assert held(hub) == len(day.of("asked"))
    if without:
        assert "kon ik niet vragen" in (await now_on(followed)).words


async def test_a_question_that_is_not_ones_own_can_not_be_answered(hub: Chat) -> None:
    await asked(hub)
    day = await the_only(hub)
    with pytest.raises(Exception, match="team-day-gone"):
        await hub.services.team_days.answer(person(hub, "communication"), day.id, "comes")
    with pytest.raises(Exception, match="team-day-gone"):
        await hub.services.team_days.call_off(person(hub, "employee"), day.id)


async def test_a_location_without_desks_says_so(hub: Chat) -> None:
    card = await hub.as_("manager").say(f"teamdag {the_day(DAY)} in het Huis aan de Markt")
    assert not any(button.title.startswith("Vraag ") for button in card.buttons) or "Werk Hub" in card.words
    assert "geen" in card.words
