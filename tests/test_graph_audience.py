"""Whom a message can be for, asked of the local tenant and of a Graph that misbehaves."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from pathlib import Path

import pytest

from errors import Unavailable
from graph.audience import Audience, Colleague
from graph.client import IN_BACKGROUND, GraphClient
from graph.problems import AddressRefused, Forbidden, GraphProblem, NotFound
from settings import Settings
from tenant.server import Tenant
from tests.graph_caller import calling
from tests.graph_wire import Reply, Wire, graph_wire

EVERYBODY = 58  # of 60 employees, two have left


async def no_wait(seconds: float) -> None:
    """Waits for nothing."""


@pytest.fixture
async def tenant(tmp_path: Path) -> AsyncIterator[Tenant]:
    async with calling(tmp_path / "tenant") as caller:
        yield caller.tenant


@pytest.fixture
async def audience(tenant: Tenant, tmp_path: Path) -> AsyncIterator[Audience]:
    settings = Settings.for_local_tenant("oss", tenant.base_url, tenant_id=tenant.tenant_id, data=tmp_path, port=0)
    client = GraphClient(settings, sleep=no_wait)
    yield Audience(client)
    await client.close()


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with graph_wire() as running:
        yield running


@pytest.fixture
async def scripted(wire: Wire, tmp_path: Path) -> AsyncIterator[Audience]:
    client = GraphClient(wire.settings(tmp_path), sleep=no_wait)
    yield Audience(client)
    await client.close()


async def all_of(people: AsyncGenerator[Colleague]) -> list[Colleague]:
    return [person async for person in people]


def group(tenant: Tenant, name: str) -> str:
    found = tenant.directory.group_named(name)
    assert found is not None
    return found.id


def person(id: str, **more: object) -> dict[str, object]:
    return {"id": id, "displayName": id, "accountEnabled": True, "userType": "Member", **more}


async def test_everyone_is_who_works_here_and_neither_who_left_nor_guests(audience: Audience, tenant: Tenant):
    found = await all_of(audience.everyone())
    users = tenant.directory.users
    assert len(found) == len({each.id for each in found}) == EVERYBODY == await audience.count_everyone()
    assert not any(users[each.id].guest for each in found)
    assert all(users[each.id].properties["accountEnabled"] for each in found)
    employee = tenant.directory.with_role("employee")
    known = next(each for each in found if each.id == employee.id)
    assert known == Colleague(employee.id, employee.name, "nl-NL", "Publiekszaken", "Stadswinkel")


async def test_who_leaves_or_comes_is_seen_the_next_time(audience: Audience, tenant: Tenant):
    employee = tenant.directory.with_role("employee")
    tenant.directory.change(employee.id, accountEnabled=False)
    assert employee.id not in {each.id for each in await all_of(audience.everyone())}
    tenant.directory.change(employee.id, accountEnabled=True)
    assert employee.id in {each.id for each in await all_of(audience.everyone())}


async def test_a_group_has_the_people_of_the_groups_in_it_once_and_no_guests(audience: Audience, tenant: Tenant):
    whole = await all_of(audience.in_group(group(tenant, "Ambtelijke organisatie")))
    assert len(whole) == len({each.id for each in whole}) == EVERYBODY
    department = await all_of(audience.in_group(group(tenant, "Afdeling Dienstverlening")))
    direct = tenant.directory.members(group(tenant, "Afdeling Dienstverlening"))
    assert len(department) > len(direct)
    assert {each.id for each in department} < {each.id for each in whole}


async def test_a_group_that_is_gone_is_not_an_empty_audience(audience: Audience):
    with pytest.raises(NotFound):
        await all_of(audience.in_group("00000000-0000-0000-0000-000000000000"))
    assert await audience.group("00000000-0000-0000-0000-000000000000") is None


async def test_a_department_and_an_office_are_found_by_what_entra_has(audience: Audience):
    found = await all_of(audience.in_department("publiekszaken"))
    assert {each.department for each in found} == {"Publiekszaken"}
    assert len(found) == await audience.count_department("Publiekszaken") > 3
    office = await all_of(audience.at_office("Stadswinkel"))
    assert {each.office for each in office} == {"Stadswinkel"}
    assert len(office) == await audience.count_office("Stadswinkel")
    assert await all_of(audience.in_department("Bestaat niet")) == []


@pytest.mark.parametrize("name", ["O'Brien", "' or accountEnabled eq true or department eq '", "50% & meer", "é#+?"])
async def test_a_name_is_only_ever_a_name_in_a_filter(audience: Audience, tenant: Tenant, name: str):
    assert await all_of(audience.in_department(name)) == []
    employee = tenant.directory.with_role("employee")
    tenant.directory.change(employee.id, department=name)
    assert [each.id for each in await all_of(audience.in_department(name))] == [employee.id]


async def test_the_parts_are_the_departments_and_offices_that_occur_with_how_many(audience: Audience):
    parts = await audience.parts()
    assert parts.people == EVERYBODY
    assert [part.name for part in parts.offices] == ["Gemeentehuis", "Gemeentewerf", "Stadswinkel"]
    assert sum(part.people for part in parts.offices) == sum(part.people for part in parts.departments) == EVERYBODY
    names = [part.name for part in parts.departments]
    assert "Communicatie" in names
    assert names == sorted(names, key=str.casefold)
    assert parts.offices[2].people == await audience.count_office("Stadswinkel")


async def test_groups_are_found_by_the_start_of_words_in_their_name(audience: Audience, tenant: Tenant):
    found = await audience.groups_like("afd")
    assert found
    assert all(each.name.startswith("Afdeling ") for each in found)
    assert [each.name for each in await audience.groups_like("goedk bericht")] == ["Goedkeurders berichten"]
    assert await audience.groups_like('"afd" ""') == found
    assert await audience.groups_like('  "" ') == ()
    known = await audience.group(group(tenant, "Communicatie"))
    assert known is not None
    assert known.name == "Communicatie"


async def test_all_pages_are_asked_for_in_the_largest_size_with_the_header_for_advanced_queries(
    wire: Wire, scripted: Audience
):
    more = f"{wire.url}/v1.0/users?$skiptoken=2"
    wire.on("/users", {"value": [person("a")], "@odata.nextLink": more}, {"value": [person("b")]})
    assert [each.id for each in await all_of(scripted.everyone())] == ["a", "b"]
    first, second = wire.requests
    assert {first.headers["ConsistencyLevel"], second.headers["ConsistencyLevel"]} == {"eventual"}
    assert "$count=true" in first.path
    assert "$top=999" in first.path
    assert "skiptoken=2" in second.path


@pytest.mark.parametrize(
    ("second", "error"),
    [
        (Reply({}, 503), Unavailable),
        (Reply("<html>no json</html>"), Unavailable),
        (Reply({"error": {"code": "Directory_ExpiredPageToken", "message": "x"}}, 400), GraphProblem),
        (Reply({}), GraphProblem),  # a page without people on it
        (Reply({"value": [{"id": "b", "displayName": "b"}]}), Forbidden),  # whether they work here is kept from Koers
    ],
)
async def test_a_page_that_fails_in_the_middle_fails_the_whole(
    wire: Wire, scripted: Audience, second: Reply, error: type[Exception]
):
    more = f"{wire.url}/v1.0/users?$skiptoken=2"
    wire.on("/users", {"value": [person("a")], "@odata.nextLink": more}, *[second] * IN_BACKGROUND.attempts)
    with pytest.raises(error):
        await all_of(scripted.everyone())


async def test_a_next_page_elsewhere_is_not_followed(wire: Wire, scripted: Audience):
    wire.on("/users", {"value": [person("a")], "@odata.nextLink": "https://elsewhere.example/v1.0/users"})
    with pytest.raises(AddressRefused):
        await all_of(scripted.everyone())


async def test_a_throttled_page_is_asked_again_and_nobody_is_missed(wire: Wire, scripted: Audience):
    more = f"{wire.url}/v1.0/users?$skiptoken=2"
    throttled = Reply({}, 429, {"Retry-After": "1"})
    wire.on("/users", {"value": [person("a")], "@odata.nextLink": more}, throttled, {"value": [person("b")]})
    assert [each.id for each in await all_of(scripted.everyone())] == ["a", "b"]


async def test_who_has_no_kind_of_account_or_no_fields_still_works_here(wire: Wire, scripted: Audience):
    members = [person("old", userType=None, department=None), person("gone", accountEnabled=False), person("g")]
    members[2]["userType"] = "Guest"
    wire.on("/groups/g/transitiveMembers/graph.user", {"value": members})
    assert await all_of(scripted.in_group("g")) == [Colleague("old", "old", "", "", "")]
    assert wire.requests[0].headers["ConsistencyLevel"] == "eventual"


async def test_a_count_that_graph_does_not_give_is_a_problem(wire: Wire, scripted: Audience):
    wire.on("/users", {"value": []})
    with pytest.raises(GraphProblem):
        await scripted.count_everyone()
