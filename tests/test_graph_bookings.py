"""Meetings that reserve a place: made in the booking mailbox of the local tenant through Graph, and followed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from errors import Unavailable
from graph.bookings import Busy, GraphBookings, Invited, NewEvent
from graph.client import GraphClient, Patience
from graph.problems import Forbidden, GraphProblem, NotFound
from settings import Settings
from tests.graph_caller import Caller
from tests.graph_wire import Reply, Wire, graph_wire
from tests.tenant_calendar import address, calendars, copies, place, settled

START = datetime(2027, 1, 12, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
WINDOW = (START - timedelta(days=1), START + timedelta(days=6))
QUICK = Patience(attempts=3, longest_wait=0.0, seconds=10.0)
MAILBOX = "werkplekken@oss.example"
EVENTS = f"/users/{MAILBOX}/events"
DELTA = f"/users/{MAILBOX}/calendarView/delta()"


async def no_wait(seconds: float) -> None:
    """Waits for nothing."""


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
def bookings(client: GraphClient) -> GraphBookings:
    return GraphBookings(client, MAILBOX, QUICK)


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with graph_wire() as running:
        yield running


@pytest.fixture
async def scripted(wire: Wire, tmp_path: Path) -> AsyncIterator[GraphBookings]:
    made = GraphClient(wire.settings(tmp_path), sleep=no_wait)
    yield GraphBookings(made, MAILBOX, QUICK)
    await made.close()


def desk(graph: Caller, name: str = "S-01") -> Invited:
    return Invited(place(graph.tenant, name).address, name)


def new(graph: Caller, key: str = "booking-1", **more: Any) -> NewEvent:
    person = Invited(address(graph.tenant), "Iemand")
    return replace(NewEvent(key, "Werkplek", START, START + HOUR, desk(graph), person, "Tot morgen"), **more)


async def test_a_booking_is_a_meeting_of_the_place_and_the_person(graph: Caller, bookings: GraphBookings) -> None:
    made = await bookings.create(new(graph))
    await settled(graph.tenant)
    state = await bookings.response(made)
    assert state is not None
    assert (state.id, state.key, state.start, state.end) == (made, "booking-1", START, START + HOUR)
    assert state.response_of(desk(graph).address.upper()) == "accepted"
    assert state.answers[desk(graph).address].at is not None
    assert state.response_of(address(graph.tenant)) == "none"
    assert state.response_of("nobody@oss.example") == "none"
    (theirs,) = copies(graph.tenant, address(graph.tenant))
    assert (theirs.draft.subject, theirs.draft.content, theirs.draft.place) == ("Werkplek", "Tot morgen", "S-01")


async def test_making_it_again_makes_nothing(graph: Caller, bookings: GraphBookings) -> None:
    made = [await bookings.create(new(graph)) for _ in range(3)]
    assert len(set(made)) == len(copies(graph.tenant, MAILBOX)) == 1


async def test_making_it_again_after_it_moved_finds_it(graph: Caller, bookings: GraphBookings) -> None:
    made = await bookings.create(new(graph))
    await bookings.change(made, START + timedelta(days=3), START + timedelta(days=3) + HOUR)
    assert await bookings.create(new(graph)) == made
    assert len(copies(graph.tenant, MAILBOX)) == 1


@pytest.mark.parametrize("kind", ["drop", "500", "503"])
async def test_an_answer_that_got_lost_makes_no_second_meeting(
    graph: Caller, bookings: GraphBookings, kind: str
) -> None:
    fault = {"target": "graph", "kind": kind, "after": True, "path": "/v1.0/users", "seconds": 0}
    await graph.http.post(f"{graph.tenant.base_url}/admin/faults", json=fault)
    made = await bookings.create(new(graph))
    assert len(copies(graph.tenant, MAILBOX)) == 1
    assert (await bookings.response(made)) is not None


async def test_a_place_that_is_taken_declines(graph: Caller, bookings: GraphBookings) -> None:
    await bookings.create(new(graph))
    late = await bookings.create(new(graph, "booking-2"))
    await settled(graph.tenant)
    state = await bookings.response(late)
    assert state is not None
    assert state.response_of(desk(graph).address) == "declined"


async def test_a_booking_moves_to_another_time(graph: Caller, bookings: GraphBookings) -> None:
    made = await bookings.create(new(graph))
    await settled(graph.tenant)
    graph.tenant.calendars.delay = 3600
    await bookings.change(made, START + 2 * HOUR, START + 3 * HOUR)
    state = await bookings.response(made)
    assert state is not None
    assert (state.start, state.end) == (START + 2 * HOUR, START + 3 * HOUR)
    assert state.response_of(desk(graph).address) == "none", "it has to answer anew"


async def test_what_is_called_off_is_gone_and_calling_off_again_is_no_problem(
    graph: Caller, bookings: GraphBookings
) -> None:
    made = await bookings.create(new(graph))
    for _ in range(2):
        await bookings.cancel(made, "Niet meer nodig")
    assert await bookings.response(made) is None
    with pytest.raises(NotFound):
        await bookings.change(made, START, START + HOUR)


async def test_changes_tell_what_outlook_did(graph: Caller, bookings: GraphBookings) -> None:
    kept, declined, gone = [await bookings.create(new(graph, f"b{n}", start=START - n * HOUR)) for n in range(3)]
    await settled(graph.tenant)
    first = await bookings.changes("", *WINDOW)
    assert first.complete
    assert {each.id for each in first.events} == {kept, declined, gone}
    own = copies(graph.tenant, address(graph.tenant))
    graph.tenant.calendars.respond(next(each for each in own if each.draft.start.endswith("07:00:00")), "declined")
    await bookings.cancel(gone, "")
    second = await bookings.changes(first.link, *WINDOW)
    assert not second.complete
    assert [each.id for each in second.events] == [declined]
    assert second.events[0].response_of(address(graph.tenant)) == "declined"
    assert second.removed == (gone,)
    third = await bookings.changes(second.link, *WINDOW)
    assert (third.events, third.removed) == ((), ())


async def test_changes_begin_anew_where_exchange_has_forgotten(graph: Caller, bookings: GraphBookings) -> None:
    made = await bookings.create(new(graph))
    first = await bookings.changes("", *WINDOW)
    graph.tenant.calendars.forget_tokens()
    again = await bookings.changes(first.link, *WINDOW)
    assert again.complete
    assert [each.id for each in again.events] == [made]


async def test_busy_says_when_and_leaves_out_what_cannot_be_looked_into(graph: Caller, bookings: GraphBookings) -> None:
    await bookings.create(new(graph))
    await settled(graph.tenant)
    asked = [desk(graph).address.upper(), desk(graph, "S-02").address, "nobody@oss.example"]
    found = await bookings.busy(asked, START - HOUR, START + timedelta(days=100))
    assert found == {desk(graph).address: (Busy(START, START + HOUR),), desk(graph, "S-02").address: ()}


async def test_many_schedules_are_asked_for_in_several_requests(graph: Caller, bookings: GraphBookings) -> None:
    addresses = [each.address for each in graph.tenant.places.all.values() if each.bookable]
    assert set(await bookings.busy(addresses, START, START + HOUR)) == set(addresses)
    assert sum("getSchedule" in each.path for each in graph.tenant.requests) == 3  # of 20, 20 and 10


async def test_another_mailbox_is_out_of_reach(graph: Caller, client: GraphClient) -> None:
    with pytest.raises(Forbidden):
        await GraphBookings(client, address(graph.tenant), QUICK).create(new(graph))


async def test_what_leaves_a_place_free_does_not_make_it_busy(wire: Wire, scripted: GraphBookings) -> None:
    end = {"end": {"dateTime": "2027-01-12T09:00:00.0000000", "timeZone": "UTC"}}
    items = [{"status": status, **TIMES, **end} for status in ("free", "busy", "tentative")]
    answer = {"value": [{"scheduleId": "s@oss.example", "scheduleItems": items}]}
    wire.on(EVENTS.replace("/events", "/calendar/getSchedule"), Reply(answer))
    found = await scripted.busy(["s@oss.example"], START, START + HOUR)
    assert len(found["s@oss.example"]) == 2


async def test_every_request_asks_for_lasting_ids_and_times_in_utc(wire: Wire, scripted: GraphBookings) -> None:
    wire.on(f"{EVENTS}/1", NotThere)
    assert await scripted.response("1") is None
    prefer = wire.requests[0].headers["Prefer"]
    assert 'IdType="ImmutableId"' in prefer
    assert 'outlook.timezone="UTC"' in prefer


NotThere = Reply({"error": {"code": "ErrorItemNotFound", "message": "gone"}}, 404)
TIMES = {"start": {"dateTime": "2027-01-12T08:00:00.0000000", "timeZone": "UTC"}}
WHOLE = {"id": "1", **TIMES, "end": {"dateTime": "2027-01-12T09:00:00.0000000", "timeZone": "UTC"}}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"id": 7},
        {"id": "1"},
        {**WHOLE, "start": {"dateTime": "gisteren", "timeZone": "UTC"}},
        {**WHOLE, "start": {"dateTime": "2027-01-12T08:00:00", "timeZone": "Tokyo Standard Time"}},
        {**WHOLE, "start": "2027-01-12T08:00:00"},
    ],
)
async def test_an_event_that_cannot_be_read_is_a_problem_and_no_guess(
    wire: Wire, scripted: GraphBookings, body: dict[str, Any]
) -> None:
    wire.on(f"{EVENTS}/1", body)
    with pytest.raises(GraphProblem):
        await scripted.response("1")


@pytest.mark.parametrize("attendees", [None, "x", [None, 1, {}], [{"emailAddress": None}], [{"status": {"time": 3}}]])
async def test_guests_that_cannot_be_read_are_left_out(wire: Wire, scripted: GraphBookings, attendees: Any) -> None:
    wire.on(f"{EVENTS}/1", {**WHOLE, "attendees": attendees})
    state = await scripted.response("1")
    assert state is not None
    assert state.answers == {}


async def test_a_round_that_is_empty_at_first_goes_on_and_one_without_an_end_is_a_problem(
    wire: Wire, scripted: GraphBookings
) -> None:
    more = f"{wire.url}/v1.0/users/{MAILBOX}/calendarView/more"
    wire.on(DELTA, {"value": [], "@odata.nextLink": more})
    wire.on(f"/users/{MAILBOX}/calendarView/more", {"value": [WHOLE, "x"], "@odata.deltaLink": more})
    found = await scripted.changes("", *WINDOW)
    assert ([each.id for each in found.events], found.link) == (["1"], more)
    wire.on(DELTA, {"value": []})
    with pytest.raises(GraphProblem):
        await scripted.changes("", *WINDOW)


@pytest.mark.parametrize(("status", "code"), [(410, "SyncStateNotFound"), (400, "syncStateNotFound"), (410, "")])
async def test_a_link_that_is_too_old_begins_anew_however_graph_words_it(
    wire: Wire, scripted: GraphBookings, status: int, code: str
) -> None:
    old = f"{wire.url}/v1.0/users/{MAILBOX}/calendarView/old"
    wire.on(f"/users/{MAILBOX}/calendarView/old", Reply({"error": {"code": code, "message": ""}}, status))
    wire.on(DELTA, {"value": [WHOLE], "@odata.deltaLink": old})
    assert (await scripted.changes(old, *WINDOW)).complete


async def test_a_link_to_elsewhere_is_not_followed(wire: Wire, scripted: GraphBookings) -> None:
    with pytest.raises(GraphProblem):
        await scripted.changes("https://elsewhere.example/v1.0/delta", *WINDOW)
    assert wire.requests == []


async def test_exchange_that_stays_away_is_said(wire: Wire, scripted: GraphBookings, graph: Caller) -> None:
    wire.on(EVENTS, Reply(status=503))
    with pytest.raises(Unavailable):
        await scripted.create(new(graph))
    assert len(wire.asked("/events")) == QUICK.attempts
