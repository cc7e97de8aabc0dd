"""What a stranger sends to a calendar or a work plan where they may be is refused, never an internal error."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tenant.graph import ROUTES
from tests.graph_caller import Caller
from tests.tenant_calendar import as_person, booked, booking, calendars, copies, meeting, place
from tests.test_tenant_graph_hostile import BODIES, QUERIES, STRANGE, filled, status, with_arguments

TIMES: list[Any] = [None, 5, [], {}, {"dateTime": 5}, {"dateTime": "2027-01-12T08:00:00", "timeZone": 5}, "\ud83d"]
NAMES = ("start", "end", "StartTime", "EndTime")
SPANS = [
    "",
    "(startDateTime='x',endDateTime='y')",
    "(startDateTime='2027-01-12T08:00:00')",
    "('')",
    "(a='" + "x" * 999 + "')",
]


@pytest.fixture
async def graph(tmp_path: Path) -> AsyncIterator[Caller]:
    async with calendars(tmp_path) as caller:
        caller.judged = False
        yield caller


async def asker(graph: Caller, who: str) -> tuple[str, dict[str, str]]:
    """A token, and what there is for each name in a route: the application in its mailbox, or a person in their own."""
    desk = place(graph.tenant, "S-01")
    person = graph.tenant.directory.with_role("employee")
    await booked(graph, meeting(str(person.properties["mail"]), f"*{desk.address}"))
    usual = graph.tenant.work_plans.recurrences(person.id)[0].id
    values = {"place": desk.id, "occurrence": f"{usual}-20270112", "recurrence": usual}
    if who == "person":
        (own,) = copies(graph.tenant, str(person.properties["mail"]).lower())
        token = as_person(graph.tenant)["Authorization"].removeprefix("Bearer ")
        return token, {**values, "user": person.id, "event": f"AAMkADQ1{own.id}"}
    (own,) = copies(graph.tenant, graph.tenant.calendars.mailboxes.booking)
    token = (await graph.token())["access_token"]
    return token, {**values, "user": booking(graph.tenant).removeprefix("/users/"), "event": f"AAMkADQ1{own.id}"}


def calendar_routes() -> list[tuple[str, str]]:
    parts = ("/events", "/calendar", "/settings/", "/places")
    return [
        (route, method) for route, methods in ROUTES.items() for method in methods if any(p in route for p in parts)
    ]


@pytest.mark.parametrize("who", ["application", "person"])
async def test_strange_bodies_are_refused(graph: Caller, who: str):
    token, values = await asker(graph, who)
    bodies = [*BODIES, b'{"Schedules":[null],"schedules":5}', b'{"attendees":[[]],"recurrence":5,"updateScope":[]}']
    for route, method in calendar_routes():
        if method in ("POST", "PUT", "PATCH"):
            found = [await status(graph, token, method, with_arguments(filled(route, values)), each) for each in bodies]
            assert max(found) < 500, (method, route)


@pytest.mark.parametrize("who", ["application", "person"])
async def test_strange_times_are_refused(graph: Caller, who: str):
    token, values = await asker(graph, who)
    signed = {"Authorization": f"Bearer {token}"}
    for route, method in calendar_routes():
        if method in ("POST", "PUT", "PATCH"):
            for time in TIMES:
                path = with_arguments(filled(route, values))
                answer = await graph(method, path, {**dict.fromkeys(NAMES, time), "schedules": ["x"]}, **signed)
                assert answer.status < 500, (method, route, time)


@pytest.mark.parametrize("who", ["application", "person"])
async def test_strange_options_and_names_are_refused(graph: Caller, who: str):
    token, values = await asker(graph, who)
    for route, method in calendar_routes():
        if method == "GET":
            for options in (
                *QUERIES,
                "$skip=-1",
                "$skip=" + "9" * 99,
                "$deltatoken=W10",
                "startDateTime=%00&endDateTime=%FF",
            ):
                found = await status(graph, token, "GET", f"{with_arguments(filled(route, values))}?{options}")
                assert found < 500, (route, options)
        for name in values:
            for strange in STRANGE if f"{{{name}}}" in route and name != "user" else ():
                path = with_arguments(filled(route, values, (name, strange)))
                assert await status(graph, token, method, path, b"{}") < 500, (route, strange)


async def test_strange_spans_of_a_plan_are_refused(graph: Caller):
    token, values = await asker(graph, "person")
    path = filled("/users/{user}/settings/workHoursAndLocations/occurrencesView", values)
    assert {await status(graph, token, "GET", f"{path}{span}") for span in SPANS} == {400}
