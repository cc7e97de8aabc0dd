"""Choosing one's own calendar for bookings as people do it in the chat, undoing it, and hearing that it has ended."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from tenant.meetings import Event
from tests.chat import Chat, chatting
from tests.test_sign_in import in_window, settled, signed_in, verified
from tests.test_workspaces import HUB, booked, bookings, now_on, workdays

USE, LEAVE = "Zet ze in mijn eigen agenda", "Niet meer in mijn eigen agenda"


@pytest.fixture
async def hub_chat(tmp_path: Path) -> AsyncGenerator[Chat, None]:
    async with chatting(tmp_path, "sittard-geleen") as chat:
        yield chat


def own(chat: Chat) -> list[Event]:
    """The meetings in the calendar of the person that they organise themselves."""
    user = chat.tenant.directory.users[chat.person["id"]]
    return [event for event in chat.tenant.calendars.all(str(user.properties["mail"]).lower()) if event.own]


@pytest.mark.route("own_calendar.use")
async def test_who_has_not_signed_in_does_so_first_and_then_it_is_so(hub_chat: Chat) -> None:
    ask = await (await hub_chat.say("mijn reserveringen")).press(USE)
    assert "Dat kan alleen met jouw eigen aanmelding" in ask.words
    on = await ask.press("Aanmelden")
    assert await verified(hub_chat, on, await in_window(hub_chat, on)) == 200
    listed = (await settled(hub_chat))[-1]
    assert "staan voortaan in je eigen agenda" in listed.words
    made = await booked(hub_chat)
    assert "Bevestigd" in (await now_on(made)).words
    [booking] = await bookings(hub_chat)
    assert [event.attendees[0].address for event in own(hub_chat)] == [booking.place.address]


@pytest.mark.route("own_calendar.leave")
async def test_it_is_undone_with_a_press_and_what_is_there_can_still_be_cancelled(hub_chat: Chat) -> None:
    await signed_in(hub_chat)
    first, second = workdays(HUB, 2)
    listed = await (await hub_chat.say("mijn reserveringen")).press(USE)
    assert "Ik kijk daar alleen naar de afspraken die ik zelf heb gemaakt" in listed.words
    await now_on(await booked(hub_chat, first))
    left = await (await hub_chat.say("mijn reserveringen")).press(LEAVE)
    assert "weer in de agenda van de organisatie" in left.words
    assert USE in [button.title for button in left.buttons]
    await now_on(await booked(hub_chat, second))
    assert len(own(hub_chat)) == 1
    await (await hub_chat.say("mijn reserveringen")).press("Ja, annuleer")
    await hub_chat.working.settled()
    assert own(hub_chat) == []


async def test_when_the_sign_in_has_ended_the_booking_is_made_all_the_same_and_the_person_hears_it(
    hub_chat: Chat,
) -> None:
    await signed_in(hub_chat)
    await (await hub_chat.say("mijn reserveringen")).press(USE)
    await hub_chat.say("afmelden")
    made = await booked(hub_chat)
    assert "Bevestigd" in (await now_on(made)).words
    told = [shown.words for shown in await hub_chat.open()]
    assert sum("Ik kan niet meer in je eigen agenda" in words for words in told) == 1
    assert own(hub_chat) == []
    assert USE in [button.title for button in (await hub_chat.say("mijn reserveringen")).buttons]


async def test_of_who_removes_koers_the_choice_is_forgotten(hub_chat: Chat) -> None:
    await signed_in(hub_chat)
    await (await hub_chat.say("mijn reserveringen")).press(USE)
    person = hub_chat.person["id"]
    assert await hub_chat.services.organisers.choice(person) is True
    async with hub_chat.http.post(
        f"{hub_chat.tenant.base_url}/chat/install", json={"person": person, "installed": False}
    ) as response:
        assert response.status == 200
    await hub_chat.hub.settled()
    await settled(hub_chat)
    assert await hub_chat.services.organisers.choice(person) is False


async def test_it_is_there_in_english(hub_chat: Chat) -> None:
    await hub_chat.say("spreek engels")
    listed = await hub_chat.say("my bookings")
    assert "I put new bookings in the calendar of the organisation" in listed.words
    assert "You want new bookings in your own calendar" in (await listed.press("Put them in my own calendar")).words
