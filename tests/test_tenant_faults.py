"""Trouble on request: what tests and the page ask of the local tenant goes wrong, and nothing else."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tenant.faults import Fault
from tests.graph_caller import APP, Caller, calling, drive


@pytest.fixture
async def graph(tmp_path: Path) -> AsyncIterator[Caller]:
    async with calling(tmp_path) as caller:
        yield caller


async def ask(graph: Caller, **fault: Any) -> int:
    async with graph.http.post(f"{graph.tenant.base_url}/admin/faults", json=fault) as response:
        return response.status


@pytest.mark.parametrize(("kind", "code"), [("429", "TooManyRequests"), ("503", "serviceNotAvailable")])
async def test_graph_says_when_to_come_back_and_then_works_again(graph: Caller, kind: str, code: str):
    assert await ask(graph, target="graph", kind=kind, count=2, seconds=7) == 200
    for _ in range(2):
        answer = await graph("GET", "/users")
        assert (answer.status, answer.error, answer.headers["Retry-After"]) == (int(kind), code, "7")
    assert (await graph("GET", "/users")).status == 200


async def test_a_fault_can_be_for_one_path_and_for_one_service(graph: Caller):
    await ask(graph, target="graph", kind="503", path="/v1.0/groups")
    assert (await graph("GET", "/users")).status == 200
    assert (await graph("GET", "/groups")).status == 503


async def test_a_permission_can_be_lacking(graph: Caller):
    await ask(graph, target="graph", kind="403")
    answer = await graph("GET", "/users")
    assert (answer.status, answer.error) == (403, "accessDenied")
    assert "Retry-After" not in answer.headers


async def test_a_dropped_connection_gives_no_answer_at_all(graph: Caller):
    token = (await graph.token())["access_token"]
    await ask(graph, target="graph", kind="drop")
    with pytest.raises(aiohttp.ClientError):
        await graph("PATCH", "/users", {}, Authorization=f"Bearer {token}")
    assert (await graph("GET", "/users", Authorization=f"Bearer {token}")).status == 200


async def test_a_share_of_the_requests_can_go_wrong_the_same_in_every_run(graph: Caller):
    await ask(graph, target="graph", kind="500", count=1000, share=0.25)
    statuses = [(await graph("GET", "/organization")).status for _ in range(60)]
    chance = random.Random(0)
    assert statuses == [500 if chance.random() < 0.25 else 200 for _ in range(60)]
    assert set(statuses) == {200, 500}


@pytest.mark.parametrize("kind", ["500", "429"])
async def test_what_goes_wrong_afterwards_has_been_done(graph: Caller, kind: str):
    folder = {"name": "Nieuw", "folder": {}, "@microsoft.graph.conflictBehavior": "fail"}
    path = f"{drive(graph)}/items/root/children"
    await ask(graph, target="graph", kind=kind, after=True)
    assert (await graph("POST", path, folder)).status == int(kind)
    assert (await graph("POST", path, folder)).status == 409


async def test_a_slow_answer_comes_all_the_same(graph: Caller):
    await ask(graph, target="graph", kind="slow", seconds=0.01)
    assert (await graph("GET", "/users")).status == 200
    assert graph.tenant.faults.waiting == []


async def test_a_token_can_be_expired_when_it_is_handed_out_or_when_it_is_used(graph: Caller):
    await ask(graph, target="token", kind="expired")
    stale = (await graph.token())["access_token"]
    answer = await graph("GET", "/users", Authorization=f"Bearer {stale}")
    assert (answer.status, answer.error) == (401, "InvalidAuthenticationToken")
    await ask(graph, target="graph", kind="expired")
    assert (await graph("GET", "/users")).status == 401
    assert (await graph("GET", "/users")).status == 200


async def test_the_sign_in_service_can_be_down(graph: Caller):
    await ask(graph, target="token", kind="503", seconds=3)
    assert (await graph.token())["status"] == 503


async def test_the_connector_meets_faults_too(graph: Caller):
    graph.tenant.register_bot(APP, "http://127.0.0.1:1/api/messages")
    await ask(graph, target="connector", kind="429", seconds=2)
    async with graph.http.post(f"{graph.tenant.base_url}/connector/v3/conversations", json={}) as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "2")
        assert (await response.json())["error"]["code"] == "TooManyRequests"


async def test_faults_can_be_seen_and_taken_back(graph: Caller):
    graph.tenant.faults.add(Fault("graph", "503", count=5))
    address = f"{graph.tenant.base_url}/admin/faults"
    async with graph.http.get(address) as response:
        assert [fault["count"] for fault in (await response.json())["faults"]] == [5]
    async with graph.http.delete(address) as response:
        assert (await response.json())["faults"] == []
    assert (await graph("GET", "/users")).status == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"target": "moon", "kind": "503"},
        {"target": "graph", "kind": "418"},
        {"target": "graph", "kind": "503", "count": 0},
        {"target": "graph", "kind": "slow", "seconds": -1},
        {"target": "graph", "kind": "500", "share": 0},
        {"target": "graph", "kind": "500", "share": "nan"},
        {"target": "graph", "kind": "500", "after": "ja"},
        {"target": "graph", "kind": "slow", "seconds": "nan"},
        {"target": "graph", "kind": "503", "count": "many"},
    ],
)
async def test_what_is_no_fault_is_refused(graph: Caller, wrong: dict[str, Any]):
    assert await ask(graph, **wrong) == 400
    assert graph.tenant.faults.waiting == []


async def test_every_request_to_a_service_is_written_down(graph: Caller):
    await ask(graph, target="graph", kind="503")
    await graph("GET", "/users?$top=5")
    await graph("GET", "/users?$top=5")
    seen = [(each.service, each.method, each.path, each.status) for each in graph.tenant.requests]
    assert ("graph", "GET", "/v1.0/users?$top=5", 503) in seen
    assert ("graph", "GET", "/v1.0/users?$top=5", 200) in seen
    assert not any("/admin" in path for _, _, path, _ in seen)
