"""People as payroll knows them, asked of the local tenant and of a Graph that keeps things to itself."""

from __future__ import annotations

from pathlib import Path

from graph.client import GraphClient
from graph.people import Employee, People
from settings import Settings
from tests.graph_caller import calling
from tests.graph_wire import graph_wire

NOBODY = "dddddddd-0000-4000-8000-000000000000"


async def test_everybody_is_found_with_number_and_address_and_who_is_gone_is_not_in_it(tmp_path: Path) -> None:
    async with calling(tmp_path / "tenant") as caller:
        tenant = caller.tenant
        settings = Settings.for_local_tenant("oss", tenant.base_url, tenant_id=tenant.tenant_id, data=tmp_path, port=0)
        client = GraphClient(settings)
        users = [user for user in tenant.directory.users.values() if not user.guest]
        ids = [user.id for user in users]
        found = await People(client).employees([*ids, NOBODY, "' or 1 eq 1"])
        await client.close()
    assert len(ids) > 15  # more than one request takes
    assert set(found) == set(ids)
    assert {found[user.id].number for user in users} == {user.properties["employeeId"] for user in users}
    assert all("@" in employee.mail for employee in found.values())


async def test_what_graph_does_not_tell_is_empty(tmp_path: Path) -> None:
    async with graph_wire() as wire:
        wire.on("/users", {"value": [{"id": NOBODY, "displayName": None, "userPrincipalName": "a@oss.example"}]})
        client = GraphClient(wire.settings(tmp_path))
        found = await People(client).employees([NOBODY])
        await client.close()
    assert found == {NOBODY: Employee(NOBODY, "", "", "a@oss.example")}
