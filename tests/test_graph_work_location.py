"""Where somebody works, put into their own work plan with their own token."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from errors import Unavailable
from graph.client import GraphClient, Patience
from graph.me import OwnToken
from graph.problems import Forbidden, GraphProblem
from graph.work_location import Category, GraphWorkLocation
from settings import Settings
from tests.graph_caller import Caller
from tests.graph_wire import Reply, Wire, graph_wire
from tests.tenant_calendar import SCOPES, as_person, calendars

TODAY = date(2027, 1, 4)  # what the tenant takes for today
ZONE = ZoneInfo("Europe/Amsterdam")
QUICK = Patience(attempts=2, longest_wait=0.0, seconds=10.0)
PLAN = "/me/settings/workHoursAndLocations"


async def no_wait(seconds: float) -> None:
    """Waits for nothing."""


async def no_other() -> None:
    """There is no other token."""


@pytest.fixture
async def graph(tmp_path: Path) -> AsyncIterator[Caller]:
    async with calendars(tmp_path) as caller:
        yield caller


@pytest.fixture
async def client(graph: Caller, tmp_path: Path) -> AsyncIterator[GraphClient]:
    tenant = graph.tenant
    settings = Settings.for_local_tenant("oss", tenant.base_url, tenant_id=tenant.tenant_id, data=tmp_path, port=0)
    made = GraphClient(settings, sleep=no_wait)
    yield made
    await made.close()


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with graph_wire() as running:
        yield running


def location(client: GraphClient, graph: Caller, scopes: str = SCOPES) -> GraphWorkLocation:
    token = as_person(graph.tenant, scopes=scopes)["Authorization"].removeprefix("Bearer ")
    return GraphWorkLocation(client.personal(OwnToken(token, no_other)), ZONE, QUICK)


def plan(graph: Caller, day: date) -> list[str]:
    """Where the work plan has the person on a day, by part of it."""
    person = graph.tenant.directory.with_role("employee").id
    found = graph.tenant.work_plans.occurrences(person, f"{day}T00:00:00", f"{day}T23:00:00")
    return [each.location for each in found]


def writes(graph: Caller) -> list[str]:
    return [each.method for each in graph.tenant.requests if each.method != "GET" and "workHours" in each.path]


@pytest.mark.parametrize(
    ("category", "shown"),
    [("home", "remote"), ("office", "office"), ("neighbourhood", "remote"), ("on_the_way", "remote")],
)
@pytest.mark.parametrize("day", [TODAY, date(2027, 1, 6)])
async def test_a_day_that_is_in_the_plan_gets_its_location(
    graph: Caller, client: GraphClient, category: Category, shown: str, day: date
) -> None:
    await location(client, graph).set_day(day, category, today=TODAY)
    assert plan(graph, day) == [shown]
    assert plan(graph, date(2027, 1, 7)) == ["unspecified"], "other days stay what they are"


@pytest.mark.parametrize("day", [TODAY, date(2027, 1, 6), date(2027, 1, 9)])
async def test_doing_it_again_writes_nothing(graph: Caller, client: GraphClient, day: date) -> None:
    for _ in range(3):
        await location(client, graph).set_day(day, "home", today=TODAY)
    assert plan(graph, day) == ["remote"]
    assert len(writes(graph)) == 1


async def test_a_day_off_in_the_plan_becomes_a_working_day_and_only_that_day(
    graph: Caller, client: GraphClient
) -> None:
    saturday = date(2027, 1, 9)
    await location(client, graph).set_day(saturday, "home", today=TODAY)
    assert (plan(graph, saturday), plan(graph, date(2027, 1, 16))) == (["remote"], [])


async def test_saying_nothing_takes_the_location_back_and_adds_no_day(graph: Caller, client: GraphClient) -> None:
    own = location(client, graph)
    await own.set_day(date(2027, 1, 6), "office", today=TODAY)
    await own.set_day(date(2027, 1, 6), None, today=TODAY)
    await own.set_day(date(2027, 1, 9), None, today=TODAY)
    assert (plan(graph, date(2027, 1, 6)), plan(graph, date(2027, 1, 9))) == (["unspecified"], [])


async def test_leave_stays_leave(graph: Caller, client: GraphClient) -> None:
    body = {
        "start": {"dateTime": "2027-01-06T13:00:00", "timeZone": "Europe/Amsterdam"},
        "end": {"dateTime": "2027-01-06T17:00:00", "timeZone": "Europe/Amsterdam"},
        "workLocationType": "timeOff",
        "timeOffDetails": {"subject": "", "isAllDay": False},
    }
    await graph("POST", f"{PLAN}/occurrences", body, **as_person(graph.tenant))
    await location(client, graph).set_day(date(2027, 1, 6), "home", today=TODAY)
    assert plan(graph, date(2027, 1, 6)) == ["remote", "timeOff"]


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31)])  # Sundays of 23 and of 25 hours
async def test_a_day_on_which_the_clock_changes_is_one_day(graph: Caller, client: GraphClient, day: date) -> None:
    await location(client, graph).set_day(day, "home", today=TODAY)
    person = graph.tenant.directory.with_role("employee").id
    (only,) = graph.tenant.work_plans.occurrences(person, f"{day}T00:00:00", f"{day}T23:59:00")
    assert (only.start, only.end) == (
        f"{day}T0{7 if day.month == 3 else 8}:00:00",
        f"{day}T{15 if day.month == 3 else 16}:00:00",
    )


async def test_who_did_not_allow_it_is_told_so(graph: Caller, client: GraphClient) -> None:
    with pytest.raises(Forbidden):
        await location(client, graph, scopes="User.Read").set_day(TODAY, "home", today=TODAY)


async def test_a_pattern_that_may_have_been_made_is_not_made_again_blindly(wire: Wire, tmp_path: Path) -> None:
    client = GraphClient(wire.settings(tmp_path), sleep=no_wait)
    view = f"{PLAN}/occurrencesView(startDateTime='2027-01-08T23:00:00Z',endDateTime='2027-01-09T23:00:00Z')"
    wire.on(view, {"value": []})
    wire.on(f"{PLAN}/recurrences", Reply(status=503))
    with pytest.raises(Unavailable):
        await GraphWorkLocation(client, ZONE, QUICK).set_day(date(2027, 1, 9), "home", today=TODAY)
    assert len(wire.asked("/recurrences")) == 1
    await client.close()


@pytest.mark.parametrize(
    "start", [None, {"dateTime": "x", "timeZone": "UTC"}, {"dateTime": "2027-01-09T08:00:00", "timeZone": "../x"}]
)
async def test_a_plan_that_cannot_be_read_is_a_problem(wire: Wire, tmp_path: Path, start: object) -> None:
    client = GraphClient(wire.settings(tmp_path), sleep=no_wait)
    view = f"{PLAN}/occurrencesView(startDateTime='2027-01-08T23:00:00Z',endDateTime='2027-01-09T23:00:00Z')"
    wire.on(view, {"value": [{"id": "1", "start": start, "end": start, "workLocationType": "office"}]})
    with pytest.raises(GraphProblem):
        await GraphWorkLocation(client, ZONE, QUICK).set_day(date(2027, 1, 9), "home", today=TODAY)
    await client.close()
