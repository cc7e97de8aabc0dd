"""Changes of a calendar come as Exchange gives them: in pages, with tokens that may be forgotten."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.graph_caller import Answer, Caller
from tests.tenant_calendar import address, as_person, booked, booking, calendars, copies, meeting, place

WINDOW = "startDateTime=2027-01-11T00:00:00Z&endDateTime=2027-01-18T00:00:00Z"


@pytest.fixture
async def graph(tmp_path: Path) -> AsyncIterator[Caller]:
    async with calendars(tmp_path) as caller:
        yield caller


async def changes(graph: Caller, since: str = "", **headers: str) -> tuple[list[dict[str, Any]], str]:
    """Every change of a round, over its pages, and the link for the next."""
    answer = await graph("GET", since or f"{booking(graph.tenant)}/calendarView/delta?{WINDOW}", **headers)
    found: list[dict[str, Any]] = []
    while True:
        assert answer.status == 200, answer.body
        found += answer.body["value"]
        if "@odata.deltaLink" in answer.body:
            return found, answer.body["@odata.deltaLink"]
        answer = await graph("GET", answer.body["@odata.nextLink"], **headers)


async def test_the_first_round_is_all_that_is_in_the_window(graph: Caller):
    inside = await booked(graph, meeting())
    await booked(graph, meeting(start="2027-02-12T08:00:00", end="2027-02-12T09:00:00"))
    gone = await booked(graph, meeting())
    await graph("DELETE", f"{booking(graph.tenant)}/events/{gone.body['id']}")
    found, link = await changes(graph)
    assert [each["id"] for each in found] == [inside.body["id"]]
    assert (await changes(graph, link))[0] == []


async def test_an_answer_of_a_person_and_a_late_refusal_of_a_room_come_as_changes(graph: Caller):
    person, room = address(graph.tenant), place(graph.tenant, "Maaskamer").address
    made = await booked(graph, meeting(person, f"*{room}"))
    _, link = await changes(graph)
    (theirs,) = (await graph("GET", "/me/events", **as_person(graph.tenant))).body["value"]
    await graph("POST", f"/me/events/{theirs['id']}/decline", {}, **as_person(graph.tenant))
    (changed,), link = await changes(graph, link)
    assert changed["id"] == made.body["id"]
    assert [each["status"]["response"] for each in changed["attendees"]] == ["declined", "accepted"]
    (rooms,) = copies(graph.tenant, room)
    graph.tenant.calendars.respond(rooms, "declined")
    (changed,), _ = await changes(graph, link)
    assert [each["status"]["response"] for each in changed["attendees"]] == ["declined", "declined"]


async def test_what_is_deleted_and_what_leaves_the_window_comes_as_removed(graph: Caller):
    gone, moved = await booked(graph, meeting()), await booked(graph, meeting(subject="Verhuist"))
    _, link = await changes(graph)
    path = f"{booking(graph.tenant)}/events"
    await graph("DELETE", f"{path}/{gone.body['id']}")
    later = meeting(start="2027-02-12T08:00:00", end="2027-02-12T09:00:00")
    await graph("PATCH", f"{path}/{moved.body['id']}", {"start": later["start"], "end": later["end"]})
    elsewhere = await booked(graph, later)  # made outside of the window: Exchange gives it as removed too
    found, _ = await changes(graph, link)
    assert [each["@removed"]["reason"] for each in found] == ["deleted"] * 3
    assert {each["id"] for each in found} == {each.body["id"] for each in (gone, moved, elsewhere)}


async def test_a_round_comes_in_pages_of_the_size_that_is_preferred(graph: Caller):
    for n in range(7):
        await booked(graph, meeting(subject=str(n)))
    first = await graph("GET", f"{booking(graph.tenant)}/calendarView/delta?{WINDOW}", Prefer="odata.maxpagesize=3")
    assert len(first.body["value"]) == 3
    assert "@odata.nextLink" in first.body
    found, _ = await changes(graph, Prefer="odata.maxpagesize=3")
    assert [each["subject"] for each in found] == [str(n) for n in range(7)]


async def test_a_token_that_is_forgotten_starts_over(graph: Caller):
    await booked(graph, meeting())
    _, link = await changes(graph)
    graph.tenant.calendars.forget_tokens()
    expired = await graph("GET", link)
    assert (expired.status, expired.error) == (410, "SyncStateNotFound")
    assert len((await changes(graph))[0]) == 1


async def test_an_administrator_can_let_every_token_expire_and_say_how_long_places_take(graph: Caller):
    _, link = await changes(graph)
    address = f"{graph.tenant.base_url}/admin/calendars"
    async with graph.http.post(address, json={"forget": True, "delay": 0.25}) as response:
        assert (response.status, await response.json()) == (200, {"delay": 0.25, "generation": 2})
    assert (await graph("GET", link)).status == 410
    async with graph.http.post(address, json={"delay": -1}) as response:
        assert response.status == 400


def token(**mark: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(mark).encode()).decode().rstrip("=")


WHOLE = {"generation": 1, "mailbox": "werkplekken@oss.example", "start": "", "end": "9", "since": 0, "fresh": True}
STRANGE = [
    token(),
    token(since="1"),
    token(__class__=1),
    token(**{**WHOLE, "since": "0"}),
    token(**{**WHOLE, "end": 9}),
]


@pytest.mark.parametrize("given", ["x", "%00", *STRANGE])
async def test_a_token_that_is_none_is_refused(graph: Caller, given: str):
    answer: Answer = await graph("GET", f"{booking(graph.tenant)}/calendarView/delta?$deltatoken={given}")
    assert answer.status in (400, 410)


async def test_a_token_of_another_mailbox_is_not_taken(graph: Caller):
    signed = as_person(graph.tenant)
    answer = await graph("GET", f"/me/calendarView/delta?{WINDOW}", **signed)
    stolen = answer.body["@odata.deltaLink"].partition("$deltatoken=")[2]
    refused = await graph("GET", f"{booking(graph.tenant)}/calendarView/delta?$deltatoken={stolen}")
    assert (refused.status, refused.error) == (410, "SyncStateNotFound")


@pytest.mark.parametrize("option", ["$select=subject", "$filter=subject eq 'x'", "$top=2", "$orderby=subject"])
async def test_options_that_change_tracking_does_not_have_are_refused(graph: Caller, option: str):
    answer = await graph("GET", f"{booking(graph.tenant)}/calendarView/delta?{WINDOW}&{option}")
    assert (answer.status, answer.error) == (400, "ErrorInvalidUrlQuery")
