"""What the page of calendars may ask for, and what it is told when that cannot be."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.graph_caller import Caller
from tests.tenant_calendar import DAY, address, booked, calendars, copies, meeting, place

NEW = {"subject": "Overleg", "day": DAY, "start": "09:00", "end": "10:00"}


@pytest.fixture
async def graph(tmp_path: Path) -> AsyncIterator[Caller]:
    async with calendars(tmp_path) as caller:
        yield caller


async def ask(graph: Caller, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    where = f"{graph.tenant.base_url}/chat/tenant/agenda{path}"
    async with graph.http.request(method, where, json=body) as response:
        return response.status, await response.json()


async def test_whose_calendars_there_are_leaves_guests_and_leavers_out(graph: Caller):
    status, found = await ask(graph, "GET", "/mailboxes")
    assert status == 200
    names = {each["name"] for each in found["people"]}
    users = graph.tenant.directory.users.values()
    assert names == {user.name for user in users if not user.guest and user.properties["accountEnabled"]}
    assert found["booking"]["address"] not in {each["address"] for each in found["people"]}
    assert len(found["places"]) == 50
    assert {each["building"] for each in found["places"]} == {"gemeentehuis Oss"}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?mailbox=nobody@oss.example&day=2027-01-12",
        "?mailbox={own}&day=morgen",
        "?mailbox={own}&day=9999-12-31",
        "?mailbox={own}&day=2027-01-12&days=0",
        "?mailbox={own}&day=2027-01-12&days=400",
        "?mailbox={own}&day=2027-01-12&days=x",
    ],
)
async def test_what_is_no_calendar_or_day_is_refused_in_words(graph: Caller, query: str):
    status, found = await ask(graph, "GET", query.format(own=address(graph.tenant)))
    assert status in (400, 404)
    assert found["error"].endswith(".")


@pytest.mark.parametrize(
    "change",
    [
        {"subject": " "},
        {"day": "12-01-2027"},
        {"start": "9 uur"},
        {"start": "25:00"},
        {"end": "09:00"},
        {"place": "nowhere@oss.example"},
        {"mailbox": "nobody@oss.example"},
        {"mailbox": None},
    ],
)
async def test_an_appointment_that_cannot_be_is_refused_in_words(graph: Caller, change: dict[str, Any]):
    own = address(graph.tenant)
    status, found = await ask(graph, "POST", "", {**NEW, "mailbox": own, **change})
    assert status in (400, 404)
    assert found["error"].endswith(".")
    assert copies(graph.tenant, own) == []


async def test_times_are_those_of_the_clock_on_the_wall_in_summer_too(graph: Caller):
    own = address(graph.tenant)
    await ask(graph, "POST", "", {**NEW, "mailbox": own, "day": "2027-07-01"})
    (made,) = copies(graph.tenant, own)
    assert made.draft.start == "2027-07-01T07:00:00"
    _, found = await ask(graph, "GET", f"?mailbox={own}&day=2027-07-01&days=1")
    assert [(each["start"], each["end"]) for each in found["events"]] == [("2027-07-01T09:00", "2027-07-01T10:00")]


@pytest.mark.parametrize(("deed", "status"), [("accept", 400), ("decline", 400), ("explode", 400), (None, 400)])
async def test_the_organiser_cannot_answer_and_nobody_can_do_what_there_is_not(
    graph: Caller, deed: str | None, status: int
):
    await booked(graph, meeting())
    booking = graph.tenant.calendars.mailboxes.booking
    (own,) = copies(graph.tenant, booking)
    assert (await ask(graph, "POST", f"/{own.id}", {"mailbox": booking, "do": deed}))[0] == status
    assert len(copies(graph.tenant, booking)) == 1


async def test_what_is_gone_or_in_another_calendar_is_said_to_be_gone(graph: Caller):
    await booked(graph, meeting(address(graph.tenant)))
    (theirs,) = copies(graph.tenant, address(graph.tenant))
    other = {"mailbox": address(graph.tenant, "manager"), "do": "decline"}
    assert (await ask(graph, "POST", f"/{theirs.id}", other))[0] == 404
    assert (await ask(graph, "POST", "/nothing", {"mailbox": address(graph.tenant), "do": "delete"}))[0] == 404


async def test_what_was_called_off_can_be_cleared_away(graph: Caller):
    own = address(graph.tenant)
    made = await booked(graph, meeting(own, f"*{place(graph.tenant, 'S-01').address}"))
    await graph("DELETE", f"/users/{graph.tenant.calendars.mailboxes.booking}/events/{made.body['id']}")
    (theirs,) = copies(graph.tenant, own)
    assert (await ask(graph, "POST", f"/{theirs.id}", {"mailbox": own, "do": "delete"}))[0] == 200
    assert copies(graph.tenant, own) == []
