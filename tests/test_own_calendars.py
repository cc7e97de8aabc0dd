"""Bookings in somebody's own calendar: made there by their own sign-in, followed, and honest when that has ended."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncGenerator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from benchmarks.bookings.counting import counted
from domain.workspaces.model import Booking, Place, Refused
from store.booking_events import standing
from store.database import Database
from store.housekeeping import sweep
from tenant.faults import Fault
from tenant.meetings import Attendee, Draft, Event
from tests.bookings import Desk, at_the_desk, wish
from tests.databases import found

NOTHING = {"place_slots": 0, "person_slots": 0, "booking_events": 0}
TRIED = 10  # looks in which what was left is tried once


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncGenerator[Desk]:
    """The first employee has signed in, and wants bookings in their own calendar; on SQLite, which is quickest."""
    database = Database(f"sqlite:///{tmp_path / 'koers.db'}")
    await database.migrate()
    async with at_the_desk(database, tmp_path) as desk:
        await desk.core.organisers.choose(desk.sign_in())
        yield desk
    await database.close()


@pytest.fixture
async def both(database: Database, tmp_path: Path) -> AsyncGenerator[Desk]:
    """The same, and once more on PostgreSQL."""
    async with at_the_desk(database, tmp_path) as desk:
        await desk.core.organisers.choose(desk.sign_in())
        yield desk


async def confirmed(desk: Desk, place: Place, start: str = "09:00", end: str = "10:00", *, who: int = 0) -> Booking:
    booked = await desk.book(place, start, end, who=who)
    await desk.until(booked, "confirmed")
    await desk.working.settled()
    return booked


async def looked(desk: Desk, times: int = 1) -> None:
    """Koers has looked at the places, and done what came of it."""
    for _ in range(times):
        await desk.core.own_calendars.look()
        await desk.working.settled()


async def change(desk: Desk, id: str, place: str, start: str, end: str) -> Booking:
    hours = time.fromisoformat(start), time.fromisoformat(end)
    return await desk.workspaces.change(desk.person(), id, place, desk.day, *hours)


def utc(desk: Desk, hour: str) -> str:
    local = datetime.combine(desk.day, time.fromisoformat(hour), desk.organisation.time_zone)
    return local.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def move(desk: Desk, start: str, end: str) -> None:
    """They give their meeting other hours in Outlook."""
    (event,) = desk.own()
    desk.tenant.calendars.change(event, replace(event.draft, start=utc(desk, start), end=utc(desk, end)))


@pytest.mark.parametrize("kind", ["desk", "area", "room"])
async def test_who_chose_it_organises_the_meeting_and_the_place_is_invited_and_accepts(desk: Desk, kind: str) -> None:
    place = await desk.place(kind)
    booked = await confirmed(desk, place)
    (event,) = desk.own()
    assert event.own
    assert event.key is not None
    assert [(each.address, each.kind, each.response) for each in event.attendees] == [
        (place.address, "resource", "accepted")
    ]
    assert desk.events() == []
    assert [each.response for each in desk.at(place)] == ["accepted"]
    assert desk.seen.of(booked.id) == ["confirmed"]


async def test_everybody_else_is_invited_by_the_booking_mailbox(desk: Desk) -> None:
    await confirmed(desk, await desk.place("room"), who=1)
    (event,), (copy,) = desk.events(), desk.own(1)
    assert event.own
    assert not copy.own


async def test_what_is_booked_already_stays_where_it_is(desk: Desk) -> None:
    room = await desk.place("room")
    await desk.core.organisers.leave(desk.person())
    booked = await confirmed(desk, room)
    await desk.core.organisers.choose(desk.speaker())
    await change(desk, booked.id, room.id, "09:00", "11:00")
    await desk.until(booked, "confirmed")
    await desk.working.settled()
    assert [event.draft.end for event in desk.events()] == [utc(desk, "11:00")]
    assert [event.own for event in desk.own()] == [False]


async def test_who_no_longer_wants_it_still_changes_and_cancels_what_is_there(desk: Desk) -> None:
    room = await desk.place("room")
    booked = await confirmed(desk, room)
    await desk.core.organisers.leave(desk.person())
    await change(desk, booked.id, room.id, "09:00", "11:00")
    await desk.until(booked, "confirmed")
    assert [event.draft.end for event in desk.own()] == [utc(desk, "11:00")]
    await desk.workspaces.cancel(desk.person(), booked.id)
    await desk.until(booked, "cancelled")
    await desk.working.settled()
    assert (desk.own(), desk.at(room), desk.tables()) == ([], [], NOTHING)


async def test_another_place_is_a_meeting_of_its_own_and_the_old_one_goes(desk: Desk) -> None:
    first, second = await desk.place("desk", 0), await desk.place("desk", 1)
    booked = await confirmed(desk, first)
    await change(desk, booked.id, second.id, "09:00", "10:00")
    there = await desk.until(booked, "confirmed")
    await desk.working.settled()
    assert there.place == second
    assert [event.own for event in desk.own()] == [True]
    assert [len(desk.at(place)) for place in (first, second)] == [0, 1]


async def test_an_answer_of_exchange_that_is_lost_makes_no_second_meeting(desk: Desk) -> None:
    person = desk.person()
    desk.tenant.faults.add(Fault("graph", "503", count=1, seconds=0, path=f"/v1.0/users/{person}/events", after=True))
    await confirmed(desk, await desk.place("room"))
    assert len(desk.own()) == 1
    assert desk.events() == []


async def test_it_is_made_once_and_in_that_calendar_alone(desk: Desk) -> None:
    await confirmed(desk, await desk.place("room"))
    made = [each for each in desk.tenant.requests if each.method == "POST" and each.path.endswith("/events")]
    assert [(each.path, each.status) for each in made] == [(f"/v1.0/users/{desk.person()}/events", 201)]


async def test_who_deletes_it_in_outlook_has_cancelled(both: Desk) -> None:
    desk = both
    place = await desk.place("desk")
    booked = await confirmed(desk, place)
    desk.tenant.calendars.delete(desk.own()[0])
    await looked(desk)
    assert await desk.state(booked) == "cancelled"
    assert desk.seen.of(booked.id) == ["confirmed", "cancelled-elsewhere"]
    assert desk.tables() == NOTHING
    await confirmed(desk, place, who=1)


async def test_hours_that_they_give_it_in_outlook_are_followed(desk: Desk) -> None:
    booked = await confirmed(desk, await desk.place("room"))
    move(desk, "13:00", "14:00")
    await looked(desk)
    there = await desk.until(booked, "confirmed")
    assert (there.start.hour, there.end.hour) == (13, 14)
    assert desk.rows("place_slots") == 4


async def test_hours_that_cannot_be_are_put_back(desk: Desk) -> None:
    room = await desk.place("room")
    booked = await confirmed(desk, room)
    await confirmed(desk, room, "13:00", "14:00", who=1)
    move(desk, "13:00", "14:00")
    await looked(desk)
    there = await desk.until(booked, "confirmed")
    assert there.start.hour == 9
    assert [event.draft.start for event in desk.own()] == [utc(desk, "09:00")]
    assert [each.response for each in desk.at(room)] == ["accepted", "accepted"]


async def test_a_place_that_declines_later_ends_the_booking(desk: Desk) -> None:
    room = await desk.place("room")
    booked = await confirmed(desk, room)
    desk.tenant.calendars.respond(desk.at(room)[0], "declined")
    await looked(desk)
    assert await desk.state(booked) == "declined"
    assert desk.seen.of(booked.id) == ["confirmed", "declined"]
    assert (desk.own(), desk.tables()) == ([], NOTHING)


async def test_a_place_that_is_taken_declines_and_nothing_is_left_of_it(desk: Desk) -> None:
    room = await desk.place("room")
    desk.tenant.calendars.create(room.address, Draft("Overleg", utc(desk, "09:00"), utc(desk, "10:00")))
    booked = await desk.book(room)
    await desk.until(booked, "declined")
    await desk.working.settled()
    assert (desk.own(), desk.tables()) == ([], NOTHING)


async def test_who_takes_the_place_out_of_it_keeps_the_meeting_and_loses_the_place(desk: Desk) -> None:
    room = await desk.place("room")
    booked = await confirmed(desk, room)
    (event,) = desk.own()
    desk.tenant.calendars.change(event, event.draft, ())
    await looked(desk)
    assert await desk.state(booked) == "cancelled"
    assert len(desk.own()) == 1
    assert desk.tables() == NOTHING


async def test_whom_else_they_invite_is_their_business(desk: Desk) -> None:
    booked = await confirmed(desk, await desk.place("room"))
    (event,) = desk.own()
    guest = str(desk.tenant.directory.users[desk.person(1)].properties["mail"]).lower()
    invited = (*event.attendees, Attendee(guest, "Een collega", "required"))
    desk.tenant.calendars.change(event, event.draft, invited)
    desk.tenant.calendars.respond(desk.own(1)[0], "declined")
    await looked(desk, 120)  # in which it is asked for once, whatever its place shows
    assert await desk.state(booked) == "confirmed"
    assert len(desk.own()) == 1


async def test_in_an_area_the_one_that_was_deleted_is_found_among_others_with_its_hours(desk: Desk) -> None:
    area = await desk.place("area")
    await desk.core.organisers.choose(desk.sign_in(1))
    mine, theirs, ordinary = [await confirmed(desk, area, who=who) for who in (0, 1, 2)]
    desk.tenant.calendars.create(area.address, Draft("Anders", utc(desk, "09:00"), utc(desk, "10:00")))
    await looked(desk)
    desk.tenant.calendars.delete(desk.own()[0])
    await looked(desk)
    assert [await desk.state(each) for each in (mine, theirs, ordinary)] == ["cancelled", "confirmed", "confirmed"]


async def test_where_somebody_else_has_its_hours_in_the_same_moment_it_is_found_within_the_hour(desk: Desk) -> None:
    room = await desk.place("room")
    booked = await confirmed(desk, room)
    desk.tenant.calendars.delete(desk.own()[0])
    desk.tenant.calendars.create(room.address, Draft("Anders", utc(desk, "09:00"), utc(desk, "10:00")))
    await looked(desk, 120)
    assert await desk.state(booked) == "cancelled"


async def test_reading_the_booking_mailbox_from_the_beginning_misses_nothing_of_it(desk: Desk) -> None:
    booked = await confirmed(desk, await desk.place("room"))
    await desk.core.outlook.look()
    assert await desk.state(booked) == "confirmed"
    async with desk.database.read() as session:
        assert await standing(session, 0, 10**9) == []


async def test_what_others_have_is_told_from_what_is_in_peoples_own_calendars(desk: Desk) -> None:
    await confirmed(desk, await desk.place("room"))
    await desk.core.elsewhere.look()
    assert desk.rows("places_busy") == 0


async def test_when_the_sign_in_has_ended_the_booking_mailbox_organises_and_they_hear_it_once(desk: Desk) -> None:
    desk.sign_out()
    await confirmed(desk, await desk.place("room"))
    await confirmed(desk, await desk.place("desk"))
    assert len(desk.events()) == 2
    assert [event.own for event in desk.own()] == [False, False]
    assert desk.heard.of(desk.person()) == ["own-calendar-ended"]
    assert await desk.core.organisers.choice(desk.person()) is False


async def test_where_exchange_refuses_them_their_own_calendar_it_is_the_same(desk: Desk) -> None:
    path = f"/v1.0/users/{desk.person()}/events"
    desk.tenant.faults.add(Fault("graph", "403", count=1000, seconds=0, path=path))
    await confirmed(desk, await desk.place("room"))
    assert [len(desk.events()), desk.heard.of(desk.person())] == [1, ["own-calendar-ended"]]


async def test_a_booking_whose_sign_in_has_ended_stands_as_long_as_its_place_has_it(desk: Desk) -> None:
    place = await desk.place("desk")
    booked = await confirmed(desk, place)
    desk.sign_out()
    await looked(desk, 120)
    assert await desk.state(booked) == "confirmed"
    assert desk.heard.of(desk.person()) == ["own-calendar-ended"]
    desk.tenant.calendars.delete(desk.own()[0])
    await looked(desk)
    assert await desk.state(booked) == "confirmed"  # what a place shows once may be a mistake
    await looked(desk)
    assert await desk.state(booked) == "cancelled"
    assert desk.tables() == NOTHING


async def test_what_is_cancelled_here_and_cannot_be_there_keeps_its_place_until_they_remove_it(desk: Desk) -> None:
    room = await desk.place("room")
    booked = await confirmed(desk, room)
    desk.sign_out()
    await desk.workspaces.cancel(desk.person(), booked.id)
    await desk.working.settled()
    assert desk.heard.of(desk.person()) == ["own-calendar-ended", "own-calendar-left"]
    await looked(desk, 3)
    assert await desk.state(booked) == "cancelling"
    asked = wish(desk, "room", place=room.id, start=time(9), end=time(10))
    assert (await desk.workspaces.free(desk.person(1), asked)).refusal is not None
    desk.tenant.calendars.delete(desk.own()[0])
    await looked(desk, 2)
    assert await desk.state(booked) == "cancelled"
    assert desk.tables() == NOTHING
    assert desk.heard.of(desk.person()) == ["own-calendar-ended", "own-calendar-left"]


async def test_who_signs_in_again_has_what_was_left_called_off_after_all(desk: Desk) -> None:
    booked = await confirmed(desk, await desk.place("room"))
    desk.sign_out()
    await desk.workspaces.cancel(desk.person(), booked.id)
    await desk.working.settled()
    desk.sign_in()
    await looked(desk, TRIED)
    assert await desk.state(booked) == "cancelled"
    assert (desk.own(), desk.tables()) == ([], NOTHING)


async def test_other_hours_that_cannot_be_asked_for_leave_it_as_it_was(desk: Desk) -> None:
    room = await desk.place("room")
    booked = await confirmed(desk, room)
    desk.sign_out()
    await change(desk, booked.id, room.id, "09:00", "11:00")
    await desk.working.settled()
    there = await desk.until(booked, "confirmed")
    assert (there.end.hour, there.wanted) == (10, None)
    assert desk.seen.of(booked.id) == ["confirmed", "not-changed"]
    assert desk.rows("place_slots") == 4


async def test_another_place_is_had_and_what_is_left_in_the_old_one_is_not_offered(desk: Desk) -> None:
    first, second, third = [await desk.place("room", number) for number in range(3)]
    booked = await confirmed(desk, first)
    desk.sign_out()
    for place in (second, third):
        await change(desk, booked.id, place.id, "09:00", "10:00")
        assert (await desk.until(booked, "confirmed")).place == place
        await desk.working.settled()
    await looked(desk, 3)
    await desk.core.elsewhere.look()
    asked = wish(desk, "room", place=first.id, start=time(9), end=time(10))
    assert (await desk.workspaces.free(desk.person(1), asked)).refusal is not None
    assert desk.heard.of(desk.person()).count("own-calendar-left") == 1
    desk.tenant.calendars.delete(next(event for event in desk.own() if event.own))
    await looked(desk, 2)
    assert (await desk.until(booked, "confirmed")).place == third
    assert desk.tables()["booking_events"] == 1


async def test_what_was_left_and_is_over_is_let_go_of(desk: Desk) -> None:
    booked = await confirmed(desk, await desk.place("room"))
    desk.sign_out()
    await desk.workspaces.cancel(desk.person(), booked.id)
    await desk.working.settled()
    found(desk.database, "update booking_events set first_slot = 4, end_slot = 8")
    await looked(desk)
    assert await desk.state(booked) == "cancelled"
    assert desk.tables() == NOTHING


async def test_the_sign_in_ends_before_the_place_has_answered(desk: Desk) -> None:
    room = await desk.place("room")
    desk.tenant.calendars.delay = 3600.0
    booked = await desk.book(room)
    while not desk.own():  # noqa: ASYNC110 - it has no event
        await asyncio.sleep(0.02)
    desk.sign_out()
    while not desk.heard.of(desk.person()):  # noqa: ASYNC110 - it has no event
        await asyncio.sleep(0.02)
    assert await desk.state(booked) == "reserved"  # the place has been asked, and nobody knows what it will say
    desk.tenant.calendars.delay = 0.0
    desk.tenant.calendars.delete(desk.own()[0])
    await desk.until(booked, "confirmed")
    await looked(desk, 2)
    assert await desk.state(booked) == "confirmed"
    assert len(desk.events()) == 1
    assert desk.tables()["booking_events"] == 1


async def test_whatever_people_and_places_do_nothing_is_on_one_side_only_in_the_end(both: Desk) -> None:
    desk = both
    chosen, signed_in = random.Random(11), (0, 1, 2)
    for who in signed_in[1:]:
        await desk.core.organisers.choose(desk.sign_in(who))
    places = [await desk.place("desk"), await desk.place("area"), await desk.place("room")]
    for _ in range(40):
        who, hour, place = chosen.randrange(4), chosen.randrange(8, 17), chosen.choice(places)
        mine, own = await desk.workspaces.my_bookings(desk.person(who)), [each for each in desk.own(who) if each.own]
        deed = chosen.choices(("book", "cancel", "change", "delete", "move", "decline", "look"), (6, 2, 2, 2, 2, 1, 2))[
            0
        ]
        hours = f"{hour:02}:00", f"{hour + 1:02}:00"
        with suppress(Refused):
            if deed == "book":
                await desk.book(place, *hours, who=who)
            elif deed == "cancel" and mine:
                await desk.workspaces.cancel(desk.person(who), chosen.choice(mine).id)
            elif deed == "change" and mine:
                start, end = (time.fromisoformat(each) for each in hours)
                one = chosen.choice(mine)
                await desk.workspaces.change(desk.person(who), one.id, one.place.id, desk.day, start, end)
        if deed in ("delete", "move", "decline") and own:
            _in_outlook(desk, deed, chosen.choice(own), hours)
        elif deed == "look":
            await asyncio.gather(desk.core.own_calendars.look(), desk.core.outlook.look())
    for _ in range(3):
        await looked(desk)
        await desk.core.outlook.look()
        await desk.working.settled()
    wrong = await counted(desk.database, desk.tenant, desk.core)
    assert dict(wrong.told()) == dict.fromkeys(dict(wrong.told()), 0)
    assert any(event.own for who in signed_in for event in desk.own(who))


def _in_outlook(desk: Desk, deed: str, event: Event, hours: tuple[str, str]) -> None:
    calendars = desk.tenant.calendars
    if deed == "delete":
        calendars.delete(event)
    elif deed == "move":
        start, end = (utc(desk, each) for each in hours)
        calendars.change(event, replace(event.draft, start=start, end=end))
    else:
        for copy in calendars.all(event.attendees[0].address):
            if copy.uid == event.uid and copy.response == "accepted":
                calendars.respond(copy, "declined")


async def test_the_choice_of_somebody_without_bookings_goes_after_half_a_year(both: Desk) -> None:
    desk = both
    booked = await confirmed(desk, await desk.place("room"))
    found(desk.database, "update own_calendars set chosen = '2020-01-01 00:00:00+00:00'")
    await sweep(desk.database)
    assert await desk.core.organisers.choice(desk.person()) is True
    found(desk.database, f"delete from bookings where id = '{booked.id}'")
    await sweep(desk.database)
    assert await desk.core.organisers.choice(desk.person()) is False
