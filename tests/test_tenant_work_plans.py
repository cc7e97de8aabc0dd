"""Work hours and locations, and check-ins, of the local tenant: each person's own, as Microsoft Graph has them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.graph_caller import Answer, Caller
from tests.tenant_calendar import address, as_person, booked, calendars, meeting, place

PLAN = "/me/settings/workHoursAndLocations"
WEEK = f"{PLAN}/occurrencesView(startDateTime='2027-01-11T00:00:00',endDateTime='2027-01-18T00:00:00')"
AMSTERDAM = {"Prefer": 'outlook.timezone="Europe/Amsterdam"'}


@pytest.fixture
async def graph(tmp_path: Path) -> AsyncIterator[Caller]:
    async with calendars(tmp_path) as caller:
        yield caller


async def ask(graph: Caller, method: str, path: str, body: Any = None, role: str = "employee") -> Answer:
    """With the token of a person."""
    return await graph(method, path, body, **AMSTERDAM, **as_person(graph.tenant, role))


async def week(graph: Caller, role: str = "employee") -> list[tuple[str, str, str]]:
    """What the plan has of a week: from, until, and where."""
    found = (await ask(graph, "GET", WEEK, role=role)).body["value"]
    return [
        (each["start"]["dateTime"][:16], each["end"]["dateTime"][11:16], each["workLocationType"]) for each in found
    ]


def pattern(location: str = "remote", **more: Any) -> dict[str, Any]:
    """Tuesdays and Thursdays in January, from nine to one."""
    return {
        "start": {"dateTime": "2027-01-05T09:00:00", "timeZone": "Europe/Amsterdam"},
        "end": {"dateTime": "2027-01-05T13:00:00", "timeZone": "Europe/Amsterdam"},
        "workLocationType": location,
        "recurrence": {
            "pattern": {
                "type": "weekly",
                "interval": 1,
                "daysOfWeek": ["tuesday", "thursday"],
                "firstDayOfWeek": "monday",
            },
            "range": {"type": "endDate", "startDate": "2027-01-05", "endDate": "2027-01-31"},
        },
        **more,
    }


async def without_plan(graph: Caller) -> None:
    """Somebody who took the usual working hours out of the plan."""
    (usual,) = (await ask(graph, "GET", f"{PLAN}/recurrences")).body["value"]
    assert (await ask(graph, "DELETE", f"{PLAN}/recurrences/{usual['id']}")).status == 204


async def test_who_never_said_otherwise_works_five_days_and_has_not_said_where(graph: Caller):
    assert await week(graph) == [(f"2027-01-{day}T08:00", "17:00", "unspecified") for day in range(11, 16)]


async def test_a_weekly_pattern_is_on_its_days(graph: Caller):
    await without_plan(graph)
    made = await ask(graph, "POST", f"{PLAN}/recurrences", pattern())
    assert made.status == 201
    assert await week(graph) == [(f"2027-01-{day}T09:00", "13:00", "remote") for day in (12, 14)]
    changed = await ask(graph, "PUT", f"{PLAN}/recurrences/{made.body['id']}", pattern("office", placeId="p"))
    assert (changed.status, changed.body["placeId"]) == (200, "p")
    assert (await ask(graph, "GET", f"{PLAN}/recurrences/{made.body['id']}")).body == changed.body
    assert [where for *_, where in await week(graph)] == ["office", "office"]


@pytest.mark.parametrize(
    ("span", "days"),
    [
        ({"type": "noEnd", "startDate": "2027-01-12"}, [12, 14]),
        ({"type": "numbered", "startDate": "2027-01-05", "numberOfOccurrences": 3}, [12]),
        ({"type": "endDate", "startDate": "2027-01-05", "endDate": "2027-01-07"}, []),
    ],
)
async def test_a_pattern_ends_where_it_says(graph: Caller, span: dict[str, Any], days: list[int]):
    await without_plan(graph)
    body = pattern()
    body["recurrence"]["range"] = span
    assert (await ask(graph, "POST", f"{PLAN}/recurrences", body)).status == 201
    assert [start for start, *_ in await week(graph)] == [f"2027-01-{day}T09:00" for day in days]


async def test_one_day_of_a_pattern_is_replaced_as_a_whole_and_can_be_taken_out(graph: Caller):
    first, second, *_ = (await ask(graph, "GET", WEEK)).body["value"]
    body = {name: first[name] for name in ("start", "end")} | {"workLocationType": "remote"}
    put = await ask(graph, "PUT", f"{PLAN}/occurrences/{first['id']}", body)
    assert (put.status, put.body["workLocationType"], put.body["recurrenceId"]) == (
        200,
        "remote",
        first["recurrenceId"],
    )
    assert (await ask(graph, "DELETE", f"{PLAN}/occurrences/{second['id']}")).status == 204
    assert [(start[8:10], where) for start, _, where in await week(graph)] == [
        ("11", "remote"),
        ("13", "unspecified"),
        ("14", "unspecified"),
        ("15", "unspecified"),
    ]
    assert (await ask(graph, "GET", f"{PLAN}/occurrences/{first['id']}")).body["workLocationType"] == "remote"
    assert (await ask(graph, "GET", f"{PLAN}/occurrences/{second['id']}")).status == 404


async def test_leave_alone_can_be_added_by_itself(graph: Caller):
    body = {
        "start": {"dateTime": "2027-01-13T08:00:00", "timeZone": "Europe/Amsterdam"},
        "end": {"dateTime": "2027-01-13T12:00:00", "timeZone": "Europe/Amsterdam"},
        "workLocationType": "timeOff",
        "timeOffDetails": {"subject": "Vrij", "isAllDay": False},
    }
    made = await ask(graph, "POST", f"{PLAN}/occurrences", body)
    assert (made.status, made.body["recurrenceId"]) == (201, None)
    assert ("2027-01-13T08:00", "12:00", "timeOff") in await week(graph)
    refused = await ask(graph, "POST", f"{PLAN}/occurrences", {**body, "workLocationType": "office"})
    assert (refused.status, refused.error) == (400, "ErrorInvalidRequest")


async def test_today_is_set_for_the_day_or_for_the_part_of_it(graph: Caller):
    today = f"{PLAN}/occurrencesView(startDateTime='2027-01-04T00:00:00',endDateTime='2027-01-05T00:00:00')"
    address = f"{PLAN}/occurrences/setCurrentLocation"
    done = await ask(graph, "POST", address, {"updateScope": "currentDay", "workLocationType": "office"})
    assert done.status == 204
    (only,) = (await ask(graph, "GET", today)).body["value"]
    assert only["workLocationType"] == "office"
    await ask(graph, "POST", address, {"updateScope": "currentSegment", "workLocationType": "remote"})
    (only,) = (await ask(graph, "GET", today)).body["value"]
    assert only["workLocationType"] == "remote"
    assert (await ask(graph, "POST", address, {"workLocationType": "timeOff"})).status == 400


async def test_a_plan_is_of_one_person_and_the_application_has_none(graph: Caller):
    await ask(graph, "POST", f"{PLAN}/recurrences", pattern())
    assert len(await week(graph, "manager")) == 5
    manager = graph.tenant.directory.with_role("manager").id
    other = await ask(graph, "GET", f"/users/{manager}/settings/workHoursAndLocations")
    assert (other.status, other.error) == (403, "Authorization_RequestDenied")
    application = await graph("GET", f"/users/{manager}/settings/workHoursAndLocations")
    assert (application.status, application.error) == (403, "ErrorAccessDenied")


async def test_how_much_colleagues_see_is_kept(graph: Caller):
    assert (await ask(graph, "GET", PLAN)).body["maxSharedWorkLocationDetails"] == "approximate"
    await ask(graph, "PATCH", PLAN, {"maxSharedWorkLocationDetails": "none"})
    assert (await ask(graph, "GET", PLAN)).body["maxSharedWorkLocationDetails"] == "none"
    assert (await ask(graph, "PATCH", PLAN, {"maxSharedWorkLocationDetails": "everything"})).status == 400


@pytest.mark.parametrize(
    "body",
    [
        {},
        pattern("timeOff"),
        pattern("moon"),
        pattern(placeId="p"),
        pattern(recurrence={}),
        pattern(recurrence={**pattern()["recurrence"], "pattern": {"type": "daily", "interval": 1}}),
        pattern(recurrence={**pattern()["recurrence"], "range": {"type": "endDate", "startDate": "gisteren"}}),
        pattern(recurrence={**pattern()["recurrence"], "range": {"type": "numbered", "startDate": "2027-01-05"}}),
        pattern(recurrence={**pattern()["recurrence"], "range": {"type": "noEnd", "startDate": "0001-01-05"}}),
        pattern(end={"dateTime": "2027-01-05T08:00:00", "timeZone": "Europe/Amsterdam"}),
    ],
)
async def test_what_is_no_pattern_is_refused(graph: Caller, body: dict[str, Any]):
    assert (await ask(graph, "POST", f"{PLAN}/recurrences", body)).status == 400
    assert len((await ask(graph, "GET", f"{PLAN}/recurrences")).body["value"]) == 1


@pytest.mark.parametrize("span", ["", "startDateTime='x',endDateTime='y'", "startDateTime='2027-01-11T00:00:00'"])
async def test_a_view_of_no_time_is_refused(graph: Caller, span: str):
    graph.judged = False
    assert (await ask(graph, "GET", f"{PLAN}/occurrencesView({span})")).status == 400


async def test_who_booked_a_place_can_say_that_they_are_there(graph: Caller):
    desk = place(graph.tenant, "S-01")
    made = await booked(graph, meeting(address(graph.tenant), f"*{desk.address}"))
    claim = {"calendarEventId": made.body["iCalUId"], "checkInMethod": "manual"}
    path = f"/places/{desk.id}/checkIns"
    assert (await ask(graph, "GET", f"{path}/{made.body['iCalUId']}")).status == 404
    first, again = await ask(graph, "POST", path, claim), await ask(graph, "POST", path, claim)
    assert (first.status, again.body) == (201, first.body)
    assert (await ask(graph, "GET", f"{path}/{made.body['iCalUId']}")).body["checkInMethod"] == "manual"


async def test_nobody_else_can_say_so_and_not_of_another_place(graph: Caller):
    desk, other = place(graph.tenant, "S-01"), place(graph.tenant, "S-02")
    made = await booked(graph, meeting(address(graph.tenant), f"*{desk.address}"))
    claim = {"calendarEventId": made.body["iCalUId"], "checkInMethod": "manual"}
    assert (await ask(graph, "POST", f"/places/{desk.id}/checkIns", claim, role="manager")).status == 404
    assert (await ask(graph, "POST", f"/places/{other.id}/checkIns", claim)).status == 404
    assert (await ask(graph, "POST", "/places/nowhere/checkIns", claim)).status == 404
    assert (await ask(graph, "POST", f"/places/{desk.id}/checkIns", {"checkInMethod": "guessed"})).status == 400
    application = await graph("POST", f"/places/{desk.id}/checkIns", claim)
    assert (application.status, application.error) == (403, "ErrorAccessDenied")
