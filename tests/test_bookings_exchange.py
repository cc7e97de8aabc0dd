"""A booking and Exchange: what is taken here is confirmed there, and what happens there comes back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path

import pytest

from domain.organisation import load_organisation
from domain.workspaces.ledger import Ledger
from domain.workspaces.model import Booking, Refused
from domain.workspaces.outlook import Outlook
from domain.workspaces.places import Places
from graph.bookings import Changes, EventState
from store import booking_events
from store.database import Database
from tenant.meetings import Draft
from tests.bookings import Desk, at_the_desk, wish


@pytest.fixture
async def desk(database: Database, tmp_path: Path) -> AsyncGenerator[Desk]:
    async with at_the_desk(database, tmp_path) as desk:
        yield desk


async def test_a_booking_is_taken_at_once_and_confirmed_when_the_place_accepts(desk: Desk) -> None:
    room = await desk.place("room")
    booked = await desk.book(room)
    assert booked.state == "reserved"
    await desk.until(booked, "confirmed")
    await desk.working.settled()
    assert desk.seen.of(booked.id) == ["confirmed"]
    (event,) = desk.events()
    assert [each.address for each in event.attendees if each.kind == "resource"] == [room.address]
    assert [each.response for each in desk.at(room)] == ["accepted"]


async def test_places_and_calendars_are_followed_from_the_day_on_that_booking_is_on(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("commands.booking.LOOKED_SECONDS", 0.01)
    followed = asyncio.Queue[str]()

    async def run(what: str, _: asyncio.Event) -> None:
        followed.put_nowait(what)

    async with at_the_desk(database, tmp_path, consent=date(2100, 1, 1)) as desk:
        for what in ("places", "outlook", "elsewhere"):
            monkeypatch.setattr(getattr(desk.core, what), "run", partial(run, what))
        async with desk.core.following():
            await asyncio.sleep(0.05)
            assert followed.empty()
            desk.core.looking.clock = lambda: datetime(2100, 1, 1, 12, tzinfo=UTC)
            assert {await asyncio.wait_for(followed.get(), 30) for _ in range(3)} == {"places", "outlook", "elsewhere"}


async def test_of_two_who_want_the_same_place_one_gets_it_and_the_other_hears_what_is_free(desk: Desk) -> None:
    room = await desk.place("room")
    await desk.book(room)
    with pytest.raises(Refused) as refused:
        await desk.book(room, "09:30", "10:30", who=1)
    refusal = refused.value.refusal
    assert refusal.reason == "taken"
    assert len(refusal.alternatives) == 3
    assert [offer.differs for offer in refusal.alternatives] == ["place", "time", "day"]


async def test_a_cancelled_booking_leaves_nothing_behind(desk: Desk) -> None:
    area = await desk.place("area")
    booked = await desk.book(area, "08:00", "18:00")
    await desk.until(booked, "confirmed")
    cancelled = await desk.workspaces.cancel(desk.person(), booked.id)
    assert cancelled.state in ("cancelling", "cancelled")
    await desk.until(booked, "cancelled")
    await desk.working.settled()
    assert desk.tables() == {"place_slots": 0, "person_slots": 0, "booking_events": 0}
    assert desk.events() == []
    assert desk.seen.of(booked.id) == ["confirmed", "cancelled"]


async def test_a_place_that_declines_is_let_go_of_and_the_person_hears_what_is_free(desk: Desk) -> None:
    room = await desk.place("room")
    calendars = desk.tenant.calendars
    occupy(desk, room.address)
    booked = await desk.book(room)
    await desk.until(booked, "declined")
    await desk.working.settled()
    ((id, happened, alternatives),) = desk.seen.shown
    assert (id, happened, len(alternatives)) == (booked.id, "declined", 3)
    assert desk.tables() == {"place_slots": 0, "person_slots": 0, "booking_events": 0}
    assert calendars.all(calendars.mailboxes.booking) == []


async def test_who_declines_in_outlook_has_cancelled(desk: Desk) -> None:
    place = await desk.place("desk")
    booked = await desk.book(place)
    await desk.until(booked, "confirmed")
    await desk.core.outlook.look()
    own = desk.tenant.directory.find(desk.person())
    assert own is not None
    (copy,) = desk.tenant.calendars.all(str(own.properties["mail"]).lower())
    desk.tenant.calendars.respond(copy, "declined")
    await desk.core.outlook.look()
    await desk.until(booked, "cancelled")
    await desk.working.settled()
    assert desk.seen.of(booked.id) == ["confirmed", "cancelled-elsewhere"]
    assert desk.events() == []
    assert desk.tables() == {"place_slots": 0, "person_slots": 0, "booking_events": 0}


async def test_a_meeting_that_is_deleted_in_the_booking_mailbox_ends_the_booking(desk: Desk) -> None:
    booked = await desk.book(await desk.place("room"))
    await desk.until(booked, "confirmed")
    await desk.core.outlook.look()
    desk.tenant.calendars.delete(desk.events()[0])
    await desk.core.outlook.look()
    assert await desk.state(booked) == "cancelled"
    await desk.working.settled()
    assert desk.seen.of(booked.id) == ["confirmed", "cancelled-elsewhere"]


async def test_a_place_that_declines_later_ends_the_booking(desk: Desk) -> None:
    room = await desk.place("room")
    booked = await desk.book(room)
    await desk.until(booked, "confirmed")
    await desk.core.outlook.look()
    desk.tenant.calendars.respond(desk.at(room)[0], "declined")
    await desk.core.outlook.look()
    assert await desk.state(booked) == "declined"
    await desk.working.settled()
    assert desk.seen.of(booked.id) == ["confirmed", "declined"]
    assert desk.events() == []


async def test_other_hours_in_the_same_place_are_asked_of_it(desk: Desk) -> None:
    room = await desk.place("room")
    booked = await desk.book(room)
    await desk.until(booked, "confirmed")
    changed = await change(desk, booked.id, room.id, "09:00", "11:00")
    assert (changed.state, changed.end.hour) == ("changing", 10)
    there = await desk.until(booked, "confirmed")
    await desk.working.settled()
    assert (there.end.hour, there.wanted) == (11, None)
    (event,) = desk.events()
    assert event.draft.end == there.span.end.strftime("%Y-%m-%dT%H:%M:%S")
    assert desk.tables()["place_slots"] == 8
    assert list(dict.fromkeys(desk.seen.of(booked.id))) == ["confirmed", "changed"]  # each at least once


async def test_another_place_is_taken_before_the_old_one_is_let_go(desk: Desk) -> None:
    first, second = await desk.place("desk", 0), await desk.place("desk", 1)
    booked = await desk.book(first)
    await desk.until(booked, "confirmed")
    await change(desk, booked.id, second.id, "09:00", "10:00")
    assert desk.rows("place_slots") == 8
    there = await desk.until(booked, "confirmed")
    await desk.working.settled()
    assert there.place == second
    assert desk.tables() == {"place_slots": 4, "person_slots": 4, "booking_events": 1}
    assert [len(desk.at(place)) for place in (first, second)] == [0, 1]


async def test_where_the_new_place_declines_the_old_one_stands(desk: Desk) -> None:
    first, second = await desk.place("room", 0), await desk.place("room", 1)
    occupy(desk, second.address)
    booked = await desk.book(first)
    await desk.until(booked, "confirmed")
    await change(desk, booked.id, second.id, "09:00", "10:00")
    there = await desk.until(booked, "confirmed")
    await desk.working.settled()
    assert (there.place, there.wanted) == (first, None)
    assert desk.seen.of(booked.id) == ["confirmed", "not-changed"]
    assert len(desk.events()) == 1
    assert desk.tables() == {"place_slots": 4, "person_slots": 0, "booking_events": 1}


async def test_where_the_place_declines_other_hours_it_is_put_back(desk: Desk) -> None:
    room = await desk.place("room")
    occupy(desk, room.address, "10:00", "11:00")
    booked = await desk.book(room)
    await desk.until(booked, "confirmed")
    await change(desk, booked.id, room.id, "09:00", "11:00")
    await desk.until(booked, "reserved", "confirmed")
    await desk.working.settled()
    there = await desk.until(booked, "confirmed")
    assert there.end.hour == 10
    assert "not-changed" in desk.seen.of(booked.id)
    ours = [each for each in desk.at(room) if each.organizer == desk.tenant.calendars.mailboxes.booking]
    assert [each.response for each in ours] == ["accepted"]


async def test_hours_that_somebody_gives_it_in_outlook_are_followed(desk: Desk) -> None:
    room = await desk.place("room")
    booked = await desk.book(room)
    await desk.until(booked, "confirmed")
    await desk.core.outlook.look()
    move(desk, "13:00", "14:00")
    await desk.core.outlook.look()
    await desk.working.settled()
    there = await desk.until(booked, "confirmed")
    assert (there.start.hour, there.end.hour) == (13, 14)
    assert desk.rows("place_slots") == 4


async def test_hours_that_cannot_be_are_put_back(desk: Desk) -> None:
    room = await desk.place("room")
    other = await desk.book(room, "13:00", "14:00", who=1)
    booked = await desk.book(room)
    await desk.until(booked, "confirmed")
    await desk.until(other, "confirmed")
    await desk.core.outlook.look()
    move(desk, "13:00", "14:00")
    await desk.core.outlook.look()
    await desk.working.settled()
    there = await desk.until(booked, "confirmed")
    assert there.start.hour == 9
    assert [event.draft.start for event in desk.events()] == [utc(desk, "09:00"), utc(desk, "13:00")]
    assert [each.response for each in desk.at(room)] == ["accepted", "accepted"]


async def test_hours_that_it_is_given_before_it_is_confirmed_are_put_back(desk: Desk) -> None:
    room = await desk.place("room")
    desk.tenant.calendars.delay = 1.0
    booked = await desk.book(room)
    while not desk.events():  # noqa: ASYNC110 - it has no event
        await asyncio.sleep(0.02)
    move(desk, "13:00", "14:00")
    await desk.core.outlook.look()
    await desk.until(booked, "confirmed")
    await desk.working.settled()
    await desk.core.outlook.look()
    await desk.working.settled()
    there = await desk.until(booked, "confirmed")
    assert there.start.hour == 9
    assert [event.draft.start for event in desk.events()] == [utc(desk, "09:00")]
    assert desk.rows("place_slots") == 4


async def test_what_others_have_in_the_calendar_of_a_place_is_not_offered(desk: Desk) -> None:
    room = await desk.place("room")
    occupy(desk, room.address)
    booked = await desk.book(room, "13:00", "14:00")
    await desk.until(booked, "confirmed")
    await desk.core.elsewhere.look()
    assert desk.rows("places_busy") == 1
    found = await desk.workspaces.free(desk.person(1), wish(desk, "room", place=room.id, start=time(9), end=time(10)))
    assert found.refusal is not None
    assert found.refusal.reason == "taken"


async def change(desk: Desk, id: str, place: str, start: str, end: str) -> Booking:
    hours = time.fromisoformat(start), time.fromisoformat(end)
    return await desk.workspaces.change(desk.person(), id, place, desk.day, *hours)


def occupy(desk: Desk, address: str, start: str = "09:00", end: str = "10:00") -> None:
    """Somebody has a meeting there that was made in Outlook."""
    desk.tenant.calendars.create(address, Draft("Overleg", utc(desk, start), utc(desk, end)))


def move(desk: Desk, start: str, end: str) -> None:
    """Somebody gives the first meeting of the booking mailbox other hours in Outlook."""
    event = desk.events()[0]
    desk.tenant.calendars.change(event, replace(event.draft, start=utc(desk, start), end=utc(desk, end)))


def utc(desk: Desk, hour: str) -> str:
    local = datetime.combine(desk.day, time.fromisoformat(hour), desk.organisation.time_zone)
    return local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


class Emptied:
    """The calendar of a booking mailbox in which everything was deleted at once."""

    async def changes(self, since: str, start: datetime, end: datetime) -> Changes:
        return Changes((), tuple(f"event-{number}" for number in range(70_000)), "link", False)

    async def response(self, event: str) -> EventState | None:
        return None


async def test_more_events_can_be_gone_at_once_than_one_question_to_the_database_can_name(database: Database) -> None:
    organisation = load_organisation("sittard-geleen")
    places = Places(database, organisation)
    ledger = Ledger(organisation.id, organisation.time_zone, places)
    await Outlook(database, ledger, Emptied(), "bookings@example.org", 30).look()
    async with database.read() as session:
        assert await booking_events.cursor(session, "bookings@example.org") == "link"
