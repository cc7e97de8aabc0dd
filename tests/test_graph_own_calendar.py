"""Bookings by a person's own sign-in: in their own calendar of the local tenant, in nobody else's, and checking in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.bookings import GraphBookings, Invited, NewEvent
from graph.bookings.arriving import GraphArrivals
from graph.client import GraphClient, Patience
from graph.me import OwnToken
from graph.problems import Forbidden, GraphProblem, NotFound
from settings import Settings
from tenant.tokens import GRAPH
from tests.graph_caller import APP, Caller
from tests.tenant_calendar import SCOPES, address, calendars, copies, place, settled

START = datetime(2027, 1, 12, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
QUICK = Patience(attempts=2, longest_wait=0.0, seconds=10.0)


async def no_other() -> None:
    """There is no other token."""


@pytest.fixture
async def graph(tmp_path: Path) -> AsyncIterator[Caller]:
    async with calendars(tmp_path) as caller:
        yield caller


@pytest.fixture
async def client(graph: Caller, tmp_path: Path) -> AsyncIterator[GraphClient]:
    """The application."""
    tenant = graph.tenant
    settings = Settings.for_local_tenant("oss", tenant.base_url, tenant_id=tenant.tenant_id, data=tmp_path, port=0)
    made = GraphClient(settings)
    yield made
    await made.close()


def id_of(graph: Caller, role: str = "employee") -> str:
    return graph.tenant.directory.with_role(role).id


def signed_in(graph: Caller, client: GraphClient, role: str = "employee") -> GraphClient:
    user = graph.tenant.directory.with_role(role)
    return client.personal(OwnToken(graph.tenant.tokens.personal_token("x", GRAPH, APP, user, SCOPES), no_other))


def own(graph: Caller) -> NewEvent:
    return NewEvent(
        "booking-1", "Werkplek", START, START + HOUR, Invited(place(graph.tenant, "S-01").address, "S-01"), None
    )


async def test_the_person_organises_it_and_the_place_alone_is_invited(graph: Caller, client: GraphClient) -> None:
    mine = GraphBookings(signed_in(graph, client), id_of(graph), QUICK)
    made = await mine.create(own(graph))
    assert await mine.create(own(graph)) == made
    await settled(graph.tenant)
    state = await mine.response(made)
    assert state is not None
    assert {who: each.response for who, each in state.answers.items()} == {own(graph).place.address: "accepted"}
    (theirs,), (places,) = copies(graph.tenant, address(graph.tenant)), copies(graph.tenant, own(graph).place.address)
    assert theirs.own
    assert state.uid == theirs.uid == places.uid
    await mine.change(made, START + HOUR, START + 2 * HOUR)
    await mine.cancel(made, "Vervallen")
    assert await mine.response(made) is None
    assert copies(graph.tenant, own(graph).place.address) == []


@pytest.mark.parametrize("whose", ["manager", "booking mailbox", "place"])
async def test_nobody_elses_calendar_is_open_to_them(graph: Caller, client: GraphClient, whose: str) -> None:
    mailboxes = {
        "manager": id_of(graph, "manager"),
        "booking mailbox": graph.tenant.calendars.mailboxes.booking,
        "place": own(graph).place.address,
    }
    with pytest.raises(Forbidden):
        await GraphBookings(signed_in(graph, client), mailboxes[whose], QUICK).create(own(graph))


async def test_the_application_makes_nothing_in_their_calendar(graph: Caller, client: GraphClient) -> None:
    with pytest.raises(Forbidden):
        await GraphBookings(client, id_of(graph), QUICK).create(own(graph))
    assert copies(graph.tenant, address(graph.tenant)) == []


async def test_who_has_the_meeting_checks_in_at_its_place_and_nobody_else(graph: Caller, client: GraphClient) -> None:
    mine = GraphBookings(signed_in(graph, client), id_of(graph), QUICK)
    state = await mine.response(await mine.create(own(graph)))
    assert state is not None
    desk, other = place(graph.tenant, "S-01"), place(graph.tenant, "S-02")
    arrivals = GraphArrivals(signed_in(graph, client), QUICK)
    await arrivals.arrived(desk.id, state.uid)
    await arrivals.arrived(desk.id, state.uid)
    rows = graph.tenant.state.rows("SELECT place, uid, method FROM calendar_check_ins")
    assert [tuple(row) for row in rows] == [(desk.id, state.uid, "manual")]
    with pytest.raises(NotFound):
        await arrivals.arrived(other.id, state.uid)
    with pytest.raises(NotFound):
        await GraphArrivals(signed_in(graph, client, "manager"), QUICK).arrived(desk.id, state.uid)
    with pytest.raises(GraphProblem):
        await GraphArrivals(client, QUICK).arrived(desk.id, state.uid)
