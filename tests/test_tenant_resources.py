"""Desks, areas and rooms of the local tenant answer invitations for themselves, as Exchange's attendant does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from tenant.places import Place, Places, Policy
from tests.graph_caller import Caller
from tests.tenant_calendar import (
    DAY,
    address,
    as_person,
    booked,
    booking,
    calendars,
    copies,
    meeting,
    place,
    said,
    settled,
)


@pytest.fixture
async def graph(tmp_path: Path) -> AsyncIterator[Caller]:
    async with calendars(tmp_path) as caller:
        yield caller


def at(hours: str) -> dict[str, str]:
    """Start and end of a meeting: at("8-10")."""
    start, end = (int(each) for each in hours.split("-"))
    return {"start": f"{DAY}T{start:02}:00:00", "end": f"{DAY}T{end:02}:00:00"}


async def answer(graph: Caller, resource: Place, *people: str, **times: str) -> str:
    """What a resource says to a meeting."""
    return said(await booked(graph, meeting(*people, f"*{resource.address}", **times)))[resource.address]


def as_area(graph: Caller, capacity: int) -> Place:
    """An area with so many desks, in the place of a desk of Oss, which has no areas."""
    desk = place(graph.tenant, "S-01")
    area = replace(desk, kind="workspace", capacity=capacity)
    places = Places([area if each.id == desk.id else each for each in graph.tenant.places.all.values()])
    mailboxes = graph.tenant.calendars.mailboxes
    mailboxes.places = places
    return area


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("8-10", "8-10", "declined"),
        ("8-10", "9-11", "declined"),
        ("8-12", "9-10", "declined"),
        ("9-10", "8-12", "declined"),
        ("8-10", "10-12", "accepted"),
        ("10-12", "8-10", "accepted"),
    ],
)
async def test_one_meeting_at_a_time_is_accepted(graph: Caller, first: str, second: str, expected: str):
    room = place(graph.tenant, "Maaskamer")
    assert await answer(graph, room, **at(first)) == "accepted"
    assert await answer(graph, room, **at(second)) == expected
    assert len(copies(graph.tenant, room.address)) == (2 if expected == "accepted" else 1)


async def test_whose_invitation_came_first_has_the_place(graph: Caller):
    graph.tenant.calendars.delay = 0.05
    desk, path = place(graph.tenant, "S-01").address, f"{booking(graph.tenant)}/events"
    made = [await graph("POST", path, meeting(f"*{desk}", subject=str(n))) for n in range(5)]
    assert [said(each)[desk] for each in made] == ["none"] * 5
    await settled(graph.tenant)
    answers = [said(await graph("GET", f"{path}/{each.body['id']}"))[desk] for each in made]
    assert answers == ["accepted", *["declined"] * 4]


async def test_a_place_answers_some_time_after_it_was_asked(graph: Caller):
    graph.tenant.calendars.delay = 3600
    desk = place(graph.tenant, "S-01").address
    made = await graph("POST", f"{booking(graph.tenant)}/events", meeting(f"*{desk}"))
    await asyncio.sleep(0)
    assert said(await graph("GET", f"{booking(graph.tenant)}/events/{made.body['id']}")) == {desk: "none"}
    (asked,) = copies(graph.tenant, desk)
    assert (asked.response, asked.draft.show_as) == ("notResponded", "tentative")


async def test_what_was_called_off_before_the_answer_is_not_answered(graph: Caller):
    graph.tenant.calendars.delay = 3600
    desk = place(graph.tenant, "S-01").address
    made = await graph("POST", f"{booking(graph.tenant)}/events", meeting(f"*{desk}"))
    await graph("DELETE", f"{booking(graph.tenant)}/events/{made.body['id']}")
    await settled(graph.tenant)
    assert copies(graph.tenant, desk) == []


async def test_a_place_that_was_called_off_is_free_again(graph: Caller):
    desk = place(graph.tenant, "S-01")
    made = await booked(graph, meeting(f"*{desk.address}"))
    await graph("DELETE", f"{booking(graph.tenant)}/events/{made.body['id']}")
    assert await answer(graph, desk) == "accepted"


async def test_an_area_has_as_many_desks_at_one_moment_as_its_capacity(graph: Caller):
    area = as_area(graph, capacity=3)
    assert [await answer(graph, area, **at(hours)) for hours in ("8-10", "9-12", "11-13", "8-9")] == ["accepted"] * 4
    assert await answer(graph, area, **at("9-12")) == "accepted"
    assert await answer(graph, area, **at("9-10")) == "declined"
    assert await answer(graph, area, **at("12-13")) == "accepted"


async def test_an_area_counts_the_people_of_a_meeting(graph: Caller):
    area, people = as_area(graph, capacity=3), [address(graph.tenant), address(graph.tenant, "manager")]
    assert await answer(graph, area, *people) == "accepted"
    assert await answer(graph, area, *people) == "declined"
    assert await answer(graph, area, people[0]) == "accepted"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2027-03-04T08:00:00", "2027-03-04T16:00:00", "accepted"),  # 60 days after "today"
        ("2027-03-05T08:00:00", "2027-03-05T10:00:00", "declined"),
        ("2027-01-12T06:00:00", "2027-01-12T18:00:00", "accepted"),  # 12 hours
        ("2027-01-12T06:00:00", "2027-01-12T18:15:00", "declined"),
    ],
)
async def test_a_desk_of_oss_is_had_sixty_days_ahead_and_twelve_hours_at_most(
    graph: Caller, start: str, end: str, expected: str
):
    assert await answer(graph, place(graph.tenant, "S-01"), start=start, end=end) == expected


async def test_what_is_shorter_than_a_place_takes_is_declined(graph: Caller):
    desk = place(graph.tenant, "S-01")
    picky = replace(desk, policy=Policy(shortest=30))
    graph.tenant.calendars.mailboxes.places = Places([picky])
    assert await answer(graph, picky, start=f"{DAY}T08:00:00", end=f"{DAY}T08:15:00") == "declined"
    assert await answer(graph, picky, start=f"{DAY}T08:00:00", end=f"{DAY}T08:30:00") == "accepted"


async def test_a_move_to_where_it_is_taken_is_declined_and_lets_go_of_the_old_time(graph: Caller):
    desk = place(graph.tenant, "S-01")
    await booked(graph, meeting(f"*{desk.address}", **at("8-9")))
    made = await booked(graph, meeting(f"*{desk.address}", **at("10-11")))
    path = f"{booking(graph.tenant)}/events/{made.body['id']}"
    taken = {"start": meeting(**at("8-9"))["start"], "end": meeting(**at("8-9"))["end"]}
    await graph("PATCH", path, taken)
    await settled(graph.tenant)
    assert said(await graph("GET", path)) == {desk.address: "declined"}
    assert await answer(graph, desk, **at("10-11")) == "accepted"


async def test_a_place_in_the_meeting_of_a_person_answers_too(graph: Caller):
    desk, manager = place(graph.tenant, "S-01").address, address(graph.tenant, "manager")
    signed = as_person(graph.tenant)
    made = await graph("POST", "/me/events", meeting(f"*{desk}", manager), **signed)
    await settled(graph.tenant)
    own = await graph("GET", f"/me/events/{made.body['id']}", **signed)
    assert said(own) == {desk: "accepted", manager: "none"}
    assert own.body["organizer"]["emailAddress"]["address"] == address(graph.tenant)
    assert len(copies(graph.tenant, manager)) == 1


async def test_who_manages_a_room_can_decline_later_and_the_organiser_sees_it(graph: Caller):
    room = place(graph.tenant, "Maaskamer").address
    made = await booked(graph, meeting(f"*{room}"))
    (theirs,) = copies(graph.tenant, room)
    graph.tenant.calendars.respond(theirs, "declined")
    path = f"{booking(graph.tenant)}/events/{made.body['id']}"
    assert said(await graph("GET", path)) == {room: "declined"}
    assert copies(graph.tenant, room) == []


async def test_an_invitation_that_cannot_be_answered_does_not_keep_others_waiting(
    graph: Caller, caplog: pytest.LogCaptureFixture
):
    graph.tenant.calendars.delay = 3600
    path, desk, other = f"{booking(graph.tenant)}/events", *(place(graph.tenant, f"S-0{n}").address for n in (1, 2))
    await graph("POST", path, meeting(f"*{desk}"))
    second = await graph("POST", path, meeting(f"*{other}"))
    with graph.tenant.state.transaction() as db:
        db.execute("UPDATE calendar_events SET draft = '{}' WHERE mailbox = ?", (desk,))
        db.execute("UPDATE calendar_requests SET due = 0")
    graph.tenant.calendars.requested()
    await settled(graph.tenant)
    assert said(await graph("GET", f"{path}/{second.body['id']}")) == {other: "accepted"}
    assert f"an invitation of {desk} cannot be answered" in caplog.text


async def schedule(graph: Caller, *addresses: str, **more: object) -> list[dict[str, object]]:
    body = {
        "Schedules": list(addresses),
        "StartTime": {"dateTime": f"{DAY}T08:00:00", "timeZone": "UTC"},
        "EndTime": {"dateTime": f"{DAY}T12:00:00", "timeZone": "UTC"},
        "AvailabilityViewInterval": 60,
        **more,
    }
    found = await graph("POST", f"{booking(graph.tenant)}/calendar/getSchedule", body)
    return found.body.get("value", [found.body])


async def test_a_schedule_says_when_a_place_is_taken_and_not_for_what(graph: Caller):
    room = place(graph.tenant, "Maaskamer").address
    await booked(graph, meeting(f"*{room}", **at("9-11")))
    (found,) = await schedule(graph, room)
    assert found["availabilityView"] == "0220"
    assert found["scheduleItems"] == [
        {
            "isPrivate": False,
            "status": "busy",
            "start": {"dateTime": f"{DAY}T09:00:00.0000000", "timeZone": "UTC"},
            "end": {"dateTime": f"{DAY}T11:00:00.0000000", "timeZone": "UTC"},
        }
    ]


async def test_a_schedule_says_of_a_mailbox_that_there_is_not_that_it_is_not_there(graph: Caller):
    found, missing = await schedule(graph, place(graph.tenant, "Maaskamer").address, "nobody@oss.example")
    assert found["availabilityView"] == "0000"
    assert missing["error"]["responseCode"] == "ErrorMailRecipientNotFound"  # type: ignore[index]


@pytest.mark.parametrize(
    "more",
    [
        {"Schedules": []},
        {"Schedules": [f"{n}@oss.example" for n in range(101)]},
        {"AvailabilityViewInterval": 1},
        {"EndTime": {"dateTime": f"{DAY}T07:00:00", "timeZone": "UTC"}},
        {"EndTime": {"dateTime": "2028-01-12T07:00:00", "timeZone": "UTC"}},
    ],
)
async def test_a_schedule_of_what_cannot_be_asked_is_refused(graph: Caller, more: dict[str, object]):
    (answer,) = await schedule(graph, "a@oss.example", **more)
    assert "error" in answer
