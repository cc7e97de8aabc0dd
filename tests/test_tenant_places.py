"""The local tenant's places answer as Microsoft Places does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest

from tenant.places import load
from tenant.state import TenantError
from tests.graph_caller import Caller
from tests.tenant_calendar import calendars, place

ORGANISATIONS = Path(__file__).resolve().parents[1] / "organisations"
KINDS = {"building": 1, "floor": 3, "section": 3, "desk": 35, "room": 15, "workspace": 0, "roomList": 1}


@pytest.fixture
async def graph(tmp_path: Path) -> AsyncIterator[Caller]:
    async with calendars(tmp_path) as caller:
        yield caller


@pytest.mark.parametrize("cast", ["graph", "microsoft.graph"])
@pytest.mark.parametrize("kind", KINDS)
async def test_each_kind_of_place_is_listed_under_both_names_of_its_type(graph: Caller, kind: str, cast: str):
    found = (await graph("GET", f"/places/{cast}.{kind}")).body["value"]
    assert len(found) == KINDS[kind]
    assert all(each["id"] and each["displayName"] for each in found)


async def test_pages_together_are_everything(graph: Caller):
    answer, names = await graph("GET", "/places/graph.desk?$top=10&$count=true"), list[str]()
    assert answer.body["@odata.count"] == 35
    while True:
        names += answer.names
        if "@odata.nextLink" not in answer.body:
            break
        answer = await graph("GET", answer.body["@odata.nextLink"])
    assert len(names) == len(set(names)) == 35


async def test_a_desk_is_booked_by_its_mailbox_details_and_knows_the_section_that_it_is_in(graph: Caller):
    desk = (await graph("GET", "/places/graph.desk?$filter=displayName eq 'S-01'")).body["value"][0]
    assert desk["mailboxDetails"]["emailAddress"] == "gemeentehuis-oss-s-01@oss.example"
    section = (await graph("GET", f"/places/{desk['parentId']}")).body
    floor = (await graph("GET", f"/places/{section['parentId']}")).body
    building = (await graph("GET", f"/places/{floor['parentId']}/graph.building")).body
    names = [each["displayName"] for each in (section, floor, building)]
    assert names == ["Stilte", "Tweede verdieping", "gemeentehuis Oss"]


async def test_a_place_is_found_by_its_mailbox_and_not_as_another_kind(graph: Caller):
    room = place(graph.tenant, "Maaskamer")
    assert (await graph("GET", f"/places/{room.address}")).body["id"] == room.id
    assert (await graph("GET", f"/places/{room.id}/microsoft.graph.room")).body["capacity"] == 12
    wrong = await graph("GET", f"/places/{room.id}/graph.desk")
    assert (wrong.status, wrong.error) == (404, "ErrorItemNotFound")
    assert (await graph("GET", "/places/nowhere")).status == 404


async def test_descendants_are_all_that_is_in_a_place(graph: Caller):
    floor = next(each for each in graph.tenant.places.of_kind("floor") if each.name == "Tweede verdieping")
    inside = (await graph("GET", f"/places/{floor.id}/descendants")).body["value"]
    kinds = [each["@odata.type"].removeprefix("#microsoft.graph.") for each in inside]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"section": 1, "desk": 11, "room": 5}


async def test_the_rooms_of_a_list_are_found_by_its_address(graph: Caller):
    (listing,) = (await graph("GET", "/places/microsoft.graph.roomlist")).body["value"]
    rooms = await graph("GET", f"/places/{listing['emailAddress']}/graph.roomList/rooms")
    assert len(rooms.body["value"]) == 15
    assert (await graph("GET", f"/places/{listing['emailAddress']}/graph.roomList/workspaces")).body["value"] == []


async def test_a_property_that_there_is_not_is_refused(graph: Caller):
    refused = await graph("GET", "/places/graph.section?$select=capacity")
    assert (refused.status, refused.error) == (400, "BadRequest")
    assert (await graph("GET", "/places/graph.room?$skip=x")).status == 400
    chosen = (await graph("GET", "/places/graph.room?$select=displayName&$top=1&$skip=14")).body
    assert [set(each) for each in chosen["value"]] == [{"displayName"}]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[building]", "Expected"),
        ('[[building]]\nname = "B"', "street"),
        (
            '[[building]]\nname = "B"\nstreet = "s"\ncity = "c"\npostal_code = "1"\n[[building.floor]]\nname = "F"\n'
            'room = [{ name = "R", capacity = 1 }, { name = "R", capacity = 2 }]',
            "a second place named B R",
        ),
    ],
)
def test_a_file_of_places_that_cannot_be_read_says_why(tmp_path: Path, text: str, why: str):
    (tmp_path / "places.toml").write_text(text, "utf-8")
    with pytest.raises(TenantError, match=why):
        load(tmp_path, uuid4(), "x.example")


@pytest.mark.parametrize("name", ["oss", "sittard-geleen"])
def test_a_municipality_has_places_that_each_have_a_mailbox_of_their_own(name: str):
    bookable = [each for each in load(ORGANISATIONS / name, uuid4(), "x.example").all.values() if each.bookable]
    assert 40 <= len(bookable) <= 60
    assert len({each.address for each in bookable}) == len(bookable)


def test_huis_aan_de_markt_has_rooms_alone():
    found = load(ORGANISATIONS / "sittard-geleen", uuid4(), "x.example")
    bookable = [each for each in found.all.values() if each.bookable]
    markt = [each for each in bookable if (building := found.building(each)) and building.name == "Huis aan de Markt"]
    assert {each.kind for each in markt} == {"room"}
