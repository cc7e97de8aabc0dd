"""The desks, areas and rooms that Koers reads from Microsoft Places."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from errors import Unavailable
from graph.client import GraphClient, Patience
from graph.places import FoundPlace, GraphPlaces
from settings import Settings
from tenant import server
from tests.graph_caller import DOCUMENTS, write_documents
from tests.graph_wire import Reply, Wire, graph_wire

QUICK = Patience(attempts=2, longest_wait=0.0, seconds=10.0)
ORGANISATIONS = Path(__file__).resolve().parents[1] / "organisations"
KINDS = ("building", "floor", "section", "desk", "workspace", "room")


async def no_wait(seconds: float) -> None:
    """Waits for nothing."""


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with graph_wire() as running:
        for kind in KINDS:
            running.on(f"/places/graph.{kind}", {"value": []})
        yield running


@pytest.fixture
async def places(wire: Wire, tmp_path: Path) -> AsyncIterator[GraphPlaces]:
    client = GraphClient(wire.settings(tmp_path), sleep=no_wait)
    yield GraphPlaces(client, QUICK)
    await client.close()


async def places_of(organisation: str, folder: Path) -> tuple[FoundPlace, ...]:
    """What the local tenant of a municipality has."""
    documents = write_documents(folder / "documents", DOCUMENTS)
    tenant = server.create(folder / "state.db", ORGANISATIONS / organisation, 60, documents)
    await tenant.start(0)
    settings = Settings.for_local_tenant(organisation, tenant.base_url, tenant_id=tenant.tenant_id, data=folder, port=0)
    client = GraphClient(settings)
    try:
        return await GraphPlaces(client, QUICK).all_places()
    finally:
        await client.close()
        await tenant.stop()


async def test_the_places_of_sittard_geleen_are_in_their_buildings_and_zones(tmp_path: Path) -> None:
    found = await places_of("sittard-geleen", tmp_path)
    areas = {each.name: each for each in found if each.kind == "workspace"}
    assert (areas["Stil noord"].building, areas["Stil noord"].section) == ("Werk Hub", "stil")
    assert (areas["Stil noord"].floor, areas["Stil noord"].capacity) == ("Tweede verdieping", 16)
    assert Counter(each.section for each in found if each.kind != "room") == {
        "levendig": 7,
        "samenwerken": 8,
        "stil": 10,
    }
    markt = [each for each in found if each.building == "Huis aan de Markt"]
    assert {each.kind for each in markt} == {"room"}
    assert any("belcel" in each.tags and each.capacity == 1 for each in found)
    assert [each.name for each in found if not each.reservable] == ["L balie"]


async def test_the_places_of_oss_say_what_is_in_them(tmp_path: Path) -> None:
    found = {each.name: each for each in await places_of("oss", tmp_path)}
    assert {each.building for each in found.values()} == {"gemeentehuis Oss"}
    assert {each.section for each in found.values()} == {"Ontmoeten", "Samenwerken", "Stilte", ""}
    assert found["Maaskamer"].features == {"video", "screen", "audio"}
    assert found["S-01"].features == {"screen", "standing_desk"}
    assert found["S-01"].tags == ("dockingstation", "zit-sta", "raam")
    assert (found["S-01"].accessible, found["S-toegankelijk-1"].accessible) == (False, True)
    assert (found["S-01"].capacity, found["S-vast"].reservable) == (1, False)
    assert all(each.address.endswith("@oss.example") for each in found.values())


async def test_places_are_read_over_all_their_pages(wire: Wire, places: GraphPlaces) -> None:
    wire.on("/places/graph.room", {"value": [room("1")], "@odata.nextLink": f"{wire.url}/v1.0/more"})
    wire.on("/more", {"value": [], "@odata.nextLink": f"{wire.url}/v1.0/last"})
    wire.on("/last", {"value": [room("2")]})
    assert [each.id for each in await places.all_places()] == ["1", "2"]


def room(id: str, **more: Any) -> dict[str, Any]:
    return {"id": id, "displayName": f"Kamer {id}", "emailAddress": f"Kamer{id}@Oss.example", **more}


@pytest.mark.parametrize(
    ("given", "capacity"),
    [
        (8, 8),
        ("50", 50),
        (None, 0),
        ("veel", 0),
        (-3, 0),
        (True, 0),
        ({}, 0),
        ("²", 0),
        ("٣", 0),
        (10**400, 0),
        ("9" * 5000, 0),
    ],
)
async def test_a_capacity_is_a_number_or_not_known(
    wire: Wire, places: GraphPlaces, given: object, capacity: int
) -> None:
    wire.on("/places/graph.room", {"value": [room("1", capacity=given)]})
    assert [each.capacity for each in await places.all_places()] == [capacity]


async def test_a_place_without_a_mailbox_cannot_be_booked_and_is_left_out(wire: Wire, places: GraphPlaces) -> None:
    wire.on("/places/graph.room", {"value": [room("1"), {"id": "2", "displayName": "Gang"}, {"displayName": "x"}]})
    wire.on("/places/graph.desk", {"value": [{"id": "3", "displayName": "Bureau", "mailboxDetails": None}]})
    (only,) = await places.all_places()
    assert (only.id, only.address) == ("1", "kamer1@oss.example")


@pytest.mark.parametrize(
    "wrong",
    [
        {"tags": 5},
        {"tags": {"a": 1}},
        {"mode": "x"},
        {"emailAddress": ["a"]},
        {"displayName": 5, "label": []},
        {"parentId": {}},
    ],
)
async def test_what_graph_says_wrongly_of_one_place_leaves_the_others_as_they_are(
    wire: Wire, places: GraphPlaces, wrong: dict[str, Any]
) -> None:
    wire.on("/places/graph.room", {"value": [room("1", **wrong), "x", None, room("2")]})
    wire.on("/places/graph.desk", {"value": [{"id": "3", "mailboxDetails": "desk@oss.example"}]})
    assert "2" in [each.id for each in await places.all_places()]


async def test_a_room_that_is_in_no_building_says_itself_where_it_is(wire: Wire, places: GraphPlaces) -> None:
    wire.on("/places/graph.room", {"value": [room("1", building="Stadhuis", floorLabel="1e", parentId="nergens")]})
    (only,) = await places.all_places()
    assert (only.building, only.floor, only.section) == ("Stadhuis", "1e", "")


async def test_places_that_are_in_each_other_do_not_go_round_forever(wire: Wire, places: GraphPlaces) -> None:
    wire.on("/places/graph.floor", {"value": [{"id": "f", "displayName": "F", "parentId": "s"}]})
    wire.on("/places/graph.section", {"value": [{"id": "s", "displayName": "S", "parentId": "f"}]})
    wire.on("/places/graph.room", {"value": [room("1", parentId="s")]})
    assert len(await places.all_places()) == 1


async def test_places_that_stay_away_are_said(wire: Wire, places: GraphPlaces) -> None:
    wire.on("/places/graph.section", Reply(status=503))
    with pytest.raises(Unavailable):
        await places.all_places()
