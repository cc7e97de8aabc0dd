"""Booking when something is in the way: a place that refuses, Graph that is silent, and who may not."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from domain.workspaces.model import Booking, Span
from domain.workspaces.promises import NEWS
from errors import Unavailable
from store.work import Attempt, Json
from tenant.faults import Fault
from tenant.meetings import Draft
from tests.chat import Chat, Shown, chatting
from tests.durable import states
from tests.test_permissions import taken_away
from tests.test_workspaces import DAY, HUB, booked, booking_buttons, bookings, desk, now_on, the_day

ROOM = f"vergaderruimte voor 4 op {the_day(DAY)} van 10:00 tot 11:00"


@pytest.fixture
async def hub_chat(tmp_path: Path) -> AsyncGenerator[Chat, None]:
    async with chatting(tmp_path, "sittard-geleen") as chat:
        yield chat


def in_outlook(chat: Chat, address: str, span: Span) -> None:
    """Somebody puts a meeting in the calendar of a place, without Koers."""
    start, end = (f"{moment:%Y-%m-%dT%H:%M:%S}" for moment in (span.start, span.end))
    chat.tenant.calendars.create(address, Draft("Bezoek", start, end))


async def place_of(chat: Chat, button: str) -> str:
    """The mailbox of the place that a button books."""
    name = button.partition(" ")[2]
    return next(place.address for place in await chat.services.workspaces.places.all() if place.name == name)


async def newest(chat: Chat) -> Shown:
    await chat.working.settled()
    return (await chat.open())[-1]


async def told_again(chat: Chat, told: Shown) -> None:
    """What is told after a kill again is not there twice."""
    workspaces, before = chat.services.workspaces, len(await chat.open())
    keys = [id.partition(":")[2] for id in await states(chat.working.database) if id.startswith(f"{NEWS}:")]
    assert keys
    for key in keys:
        id, _, person = key.split(":")
        booking = await workspaces.one(id)
        assert booking is not None
        then: list[Json] = [booking.place.id, booking.span.first, booking.span.after]
        payload = {"booking": id, "happened": booking.state, "to": person, "then": then}
        await workspaces.work[NEWS].run(payload, Attempt(key))
    assert len(await chat.open()) == before
    assert (await chat.open())[-1] == told


async def test_what_a_place_refuses_is_told_with_what_is_free_instead(hub_chat: Chat) -> None:
    card = await hub_chat.say(ROOM)
    title = booking_buttons(card)[0]
    made = await card.press(title)
    [first] = await bookings(hub_chat)
    await (await now_on(made)).press("Ja, annuleer")
    await hub_chat.working.settled()
    in_outlook(hub_chat, await place_of(hub_chat, title), first.span)
    again = await hub_chat.say(ROOM)
    refused = await again.press(title)
    assert "Gereserveerd, wordt bevestigd" in refused.words
    told = await newest(hub_chat)
    assert told.id != refused.id
    assert "geweigerd" in told.words
    assert "geweigerd" in (await now_on(refused)).words
    assert await bookings(hub_chat) == []
    await told_again(hub_chat, told)
    other = await now_on(await told.press(booking_buttons(told)[0]))
    assert "Bevestigd" in other.words
    assert len(await bookings(hub_chat)) == 1


async def test_a_late_refusal_that_teams_did_not_take_is_told_when_teams_is_back(hub_chat: Chat) -> None:
    seen = {shown.id for shown in await hub_chat.open()}
    [room, *_] = [place for place in await hub_chat.services.workspaces.places.all() if place.kind == "room"]
    hours = [datetime.combine(DAY, time(hour), HUB.time_zone).astimezone(UTC) for hour in (10, 11)]
    in_outlook(hub_chat, room.address, Span(*hours))
    trouble = hub_chat.tenant.faults
    trouble.add(Fault("connector", "429", count=4))  # as often as one message is tried in a row
    await hub_chat.services.workspaces.book(hub_chat.person["id"], room.id, DAY, time(10), time(11))
    told = await newest(hub_chat)
    assert trouble.waiting == []
    assert "geweigerd" in told.words
    assert [shown.id for shown in await hub_chat.open() if shown.id not in seen] == [told.id]
    assert booking_buttons(told)


async def test_a_change_that_is_refused_leaves_what_there_was(hub_chat: Chat) -> None:
    card = await hub_chat.say(ROOM)
    made = await now_on(await card.press(booking_buttons(card)[0]))
    [before] = await bookings(hub_chat)
    form = await made.press("Veranderen")
    later = await form.press("Bekijk wat vrij is", start="14:00", end="15:00")
    title = next(title for title in booking_buttons(later) if before.place.name in title)
    hours = Span(before.span.start + timedelta(hours=4), before.span.end + timedelta(hours=4))
    in_outlook(hub_chat, before.place.address, hours)
    await later.press(title)
    told = await newest(hub_chat)
    assert "Je houdt wat je had" in told.words
    [after] = await bookings(hub_chat)
    assert (after.id, after.span, after.state) == (before.id, before.span, "confirmed")


async def test_a_booking_waits_for_graph_and_is_confirmed_when_it_is_back(hub_chat: Chat) -> None:
    card = await desk(hub_chat)
    hub_chat.tenant.faults.add(Fault("graph", "503", count=1000, seconds=0))
    made = await card.press(booking_buttons(card)[0])
    assert "Gereserveerd, wordt bevestigd" in made.words
    assert "van jou" in made.words
    assert len(await bookings(hub_chat)) == 1
    hub_chat.tenant.faults.clear()
    assert "Bevestigd" in (await now_on(made)).words


async def test_with_entra_silent_a_colleague_can_book_all_the_same(hub_chat: Chat) -> None:
    card = await desk(hub_chat)
    hub_chat.tenant.faults.add(Fault("graph", "503", count=1000, seconds=0, path="/v1.0/users"))
    looked = await card.press("Dag later")
    assert booking_buttons(looked)
    assert "Gereserveerd" in (await looked.press(booking_buttons(looked)[0])).words


async def test_with_entra_silent_how_busy_it_is_is_said_all_the_same(
    hub_chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    occupancy = hub_chat.services.day_of_use.occupancy

    async def silent(*_: object) -> None:
        raise Unavailable("graph-unavailable")

    monkeypatch.setattr(occupancy, "quieter", silent)
    hub_chat.tenant.faults.add(Fault("graph", "503", count=1000, seconds=0, path="/v1.0/users"))
    answer = await hub_chat.say(f"hoe druk is het {the_day(DAY)} in de Werk Hub")
    assert "Ik tel reserveringen" in answer.words


async def test_who_is_no_employee_hears_why_and_whom_to_ask(hub_chat: Chat) -> None:
    taken_away(hub_chat, "employee", "Alle medewerkers")
    refused = await hub_chat.say("boek morgen een werkplek")
    assert "@sittard-geleen.example" in refused.words
    assert refused.card is None


async def test_a_card_of_a_booking_that_is_gone_says_so_kindly(hub_chat: Chat) -> None:
    made = await now_on(await booked(hub_chat))
    [booking] = await bookings(hub_chat)
    await hub_chat.services.workspaces.cancel(hub_chat.person["id"], booking.id)
    await hub_chat.working.settled()
    changed = await made.press("Veranderen")
    assert "Geannuleerd" in changed.words
    assert "Opnieuw zoeken" in [button.title for button in changed.buttons]
    assert booking_buttons(await changed.press("Opnieuw zoeken"))


async def test_somebody_elses_booking_is_not_there_for_a_stranger(hub_chat: Chat) -> None:
    await booked(hub_chat)
    [booking] = await bookings(hub_chat)
    assert isinstance(booking, Booking)
    stranger = hub_chat.as_("manager").person["id"]
    assert await hub_chat.services.workspaces.find(stranger, booking.id) is None
