"""Who says that they are there is checked in in Exchange too, by their own sign-in; else nothing is different."""

from __future__ import annotations

import pytest

from domain.workspaces.arriving import ARRIVED, promise_arrival
from domain.workspaces.checking_in import REMIND
from domain.workspaces.model import Booking
from store.database import Database
from tenant.faults import Fault
from tests.chat import Chat, Shown
from tests.day_of_use import on_the_day, person
from tests.test_day_of_use_chat import at, booked, due
from tests.test_sign_in import signed_in

PLACES = "/v1.0/places/"


def checked_in(chat: Chat) -> list[tuple[str, str]]:
    """The check-ins that Exchange has: of which place, and how."""
    rows = chat.tenant.state.rows("SELECT place, method FROM calendar_check_ins")
    return [(row["place"], row["method"]) for row in rows]


async def arrived(chat: Chat) -> tuple[Booking, Shown]:
    """Somebody has a booking, is reminded of it and presses that they are there."""
    booking = await booked(chat)
    at(chat, 7, 30)
    seen = {shown.id for shown in await chat.open()}
    await due(chat, REMIND, booking)
    answer = await (await chat.next(seen)).press("Ik ben er")
    assert "Je bent aangemeld" in answer.words
    await chat.working.settled()
    return booking, answer


async def test_who_has_signed_in_is_checked_in_in_exchange_too(chat: Chat) -> None:
    await signed_in(chat)
    booking, _ = await arrived(chat)
    assert checked_in(chat) == [(booking.place.id, "manual")]


async def test_so_is_who_has_the_meeting_in_their_own_calendar(chat: Chat) -> None:
    await signed_in(chat)
    await (await chat.say("mijn reserveringen")).press("Zet ze in mijn eigen agenda")
    booking, _ = await arrived(chat)
    assert checked_in(chat) == [(booking.place.id, "manual")]


async def test_saying_it_twice_is_once(chat: Chat) -> None:
    await signed_in(chat)
    _, answer = await arrived(chat)
    await chat.say("ik ben er")
    await chat.working.settled()
    assert len(checked_in(chat)) == 1
    asked = [each for each in chat.tenant.requests if each.path.endswith("/checkIns")]
    assert len(asked) == 1
    assert "Je bent aangemeld" in answer.words


async def test_without_a_sign_in_nothing_is_different(chat: Chat) -> None:
    await chat.open()
    await arrived(chat)
    assert checked_in(chat) == []
    assert not [each for each in chat.tenant.requests if each.path.endswith("/checkIns")]


@pytest.mark.parametrize("kind", ["403", "500"])
async def test_what_exchange_makes_of_it_is_no_trouble_for_the_person(chat: Chat, kind: str) -> None:
    await signed_in(chat)
    chat.tenant.faults.add(Fault("graph", "403" if kind == "403" else "500", count=1, seconds=0, path=PLACES))
    await arrived(chat)
    told = [shown.words for shown in await chat.open()]
    assert sum("Je bent aangemeld" in words and "plek" in words for words in told) == 1
    assert len(checked_in(chat)) == (0 if kind == "403" else 1)  # a refusal is one; what passes is tried again


async def test_it_is_promised_for_who_has_the_place_and_is_known_in_teams_alone(database: Database) -> None:
    async with on_the_day(database) as stage:
        booking = await stage.booked(1)
        for who, account in ((person(2), "29:2"), (person(1), "")):
            await database.brief(lambda c, who=who, account=account: promise_arrival(c, booking, who, account))
        assert await stage.promised(ARRIVED) == []
        await database.brief(lambda c: promise_arrival(c, booking, person(1), "29:1"))
        assert len(await stage.promised(ARRIVED)) == 1
