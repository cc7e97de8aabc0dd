"""The places of a municipality: which of Microsoft Places can be booked, and that they stay known when it is down."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.organisation import load_organisation
from domain.workspaces.places import to_store
from errors import Unavailable
from graph.places import FoundPlace
from store.database import Database, now
from store.housekeeping import sweep
from tenant.faults import Fault
from tests.bookings import Desk, at_the_desk
from tests.databases import found

HOME = load_organisation("sittard-geleen")
DOWN = 10_000  # requests


def place(**other: Any) -> FoundPlace:
    usual: dict[str, Any] = {"id": "p1", "name": "Werkplek 1", "kind": "desk", "building": "Werk Hub", "floor": "1"}
    usual |= {"section": "stil", "capacity": 1, "address": "p1@example.org", "features": frozenset(), "label": ""}
    usual |= {"accessible": False, "tags": (), "reservable": True}
    return FoundPlace(**(usual | other))


def stored(**other: Any):
    return to_store([place(**other)], HOME)


def test_a_place_is_found_at_its_location_and_in_its_zone_whatever_the_case_of_the_letters() -> None:
    (one,) = stored(building="WERK HUB", section="Stil", label="1.04")
    assert (one.location, one.zone, one.kind, one.name) == ("werk-hub", "stil", "desk", "1.04")


@pytest.mark.parametrize(
    "other",
    [
        {"building": "Elders"},
        {"reservable": False},
        {"capacity": 0},
        {"capacity": 1_000_000},
        {"id": "x" * 65},
        {"building": "Huis aan de Markt"},  # no desks there
        {"building": ""},
    ],
)
def test_what_cannot_be_booked_is_left_out(other: dict[str, Any]) -> None:
    assert stored(**other) == []


def test_a_room_for_one_or_with_the_tag_of_it_is_a_call_booth_and_tags_are_features() -> None:
    kinds = [
        stored(kind="room", **other)[0].kind
        for other in ({"capacity": 1}, {"capacity": 2, "tags": ("Belcel",)}, {"capacity": 2})
    ]
    assert kinds == ["booth", "booth", "room"]
    (one,) = stored(tags=("zit-sta", "RAAM", "iets anders"), features=frozenset({"screen"}))
    assert one.features == ("screen", "standing_desk", "window")


def test_a_zone_that_is_called_otherwise_in_microsoft_places_is_named_by_its_section() -> None:
    hub = HOME.location("werk-hub")
    assert hub is not None
    zones = (replace(hub.zones[0], section="Vleugel A"), *hub.zones[1:])
    renamed = replace(HOME, locations=(replace(hub, building="Gebouw 7", zones=zones),))
    (one,) = to_store([place(building="gebouw 7", section="vleugel a")], renamed)
    assert (one.location, one.zone) == ("werk-hub", hub.zones[0].id)


@pytest.fixture
async def desk(database: Database, tmp_path: Path) -> AsyncGenerator[Desk]:
    async with at_the_desk(database, tmp_path) as desk:
        yield desk


async def test_while_microsoft_365_is_down_places_are_taken_and_they_are_confirmed_when_it_is_back(desk: Desk) -> None:
    desk.tenant.faults.add(Fault("graph", "503", count=DOWN))
    with pytest.raises(Unavailable):
        await desk.core.places.sync()
    room = await desk.place("room")
    booked = await desk.book(room)
    assert (booked.state, await desk.state(booked)) == ("reserved", "reserved")
    assert desk.events() == []
    desk.tenant.faults.clear()
    await desk.until(booked, "confirmed")
    assert len(desk.events()) == 1


async def test_a_place_that_is_gone_is_offered_no_longer_and_its_bookings_keep_its_name(desk: Desk) -> None:
    room = await desk.place("room")
    booked = await desk.book(room)
    desk.core.places._finding = Fewer(desk, room.id)  # pyright: ignore[reportPrivateUsage]
    await desk.core.places.sync()
    assert await desk.workspaces.places.find(room.id) is None
    there = await desk.workspaces.one(booked.id)
    assert there is not None
    assert there.place.name == room.name


async def test_what_is_long_over_is_forgotten(desk: Desk) -> None:
    booked = await desk.book(await desk.place("desk"))
    await desk.until(booked, "confirmed")
    long_ago = (now() - timedelta(days=30)).date()
    slot = int((now() - timedelta(days=30)).timestamp()) // 900
    found(desk.database, f"update bookings set day = '{long_ago}', first_slot = {slot}, end_slot = {slot + 4}")
    found(desk.database, f"update booking_events set first_slot = {slot}, end_slot = {slot + 4}")
    found(desk.database, f"update place_slots set slot = slot - {30 * 96}")
    found(desk.database, f"update person_slots set slot = slot - {30 * 96}")
    await sweep(desk.database)
    assert desk.rows("bookings") == 0
    assert desk.tables() == {"place_slots": 0, "person_slots": 0, "booking_events": 0}


async def test_what_was_not_brought_to_its_end_is_promised_anew(desk: Desk) -> None:
    booked = await desk.book(await desk.place("desk"))
    await desk.until(booked, "confirmed")
    await desk.working.settled()
    found(desk.database, "update bookings set state = 'cancelling', changed = '2026-01-01 00:00:00.000000'")
    found(desk.database, "update booking_events set role = 'gone'")
    await desk.core.outlook.promise_what_is_left()
    await desk.until(booked, "cancelled")
    await desk.working.settled()
    assert desk.events() == []


class Fewer:
    """Microsoft Places without one of them."""

    def __init__(self, desk: Desk, gone: str) -> None:
        self._finding = desk.core.places._finding  # pyright: ignore[reportPrivateUsage]
        self._gone = gone

    async def all_places(self) -> tuple[FoundPlace, ...]:
        assert self._finding is not None
        return tuple(place for place in await self._finding.all_places() if place.id != self._gone)
