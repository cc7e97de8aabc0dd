"""Graph with a person's own token: whose it is, and what happens when it ends."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from errors import Unavailable
from graph.client import GraphClient, Patience
from graph.me import Me, OwnToken
from graph.problems import Forbidden, GraphProblem
from tests.graph_wire import Reply, Wire, graph_wire

PROFILE = {"id": "ria", "displayName": "Ria Jansen", "userType": "Member"}
QUICK = Patience(attempts=2, longest_wait=0.0, seconds=5.0)


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with graph_wire() as running:
        yield running


@pytest.fixture
async def client(wire: Wire, tmp_path: Path) -> AsyncIterator[GraphClient]:
    made = GraphClient(wire.settings(tmp_path))
    yield made
    await made.close()


def again(*tokens: str | None) -> Callable[[], Awaitable[str | None]]:
    """Gives these tokens, one at a time."""
    waiting = list(tokens)

    async def give() -> str | None:
        return waiting.pop(0)

    return give


def me(client: GraphClient, *others: str | None) -> Me:
    return Me(client.personal(OwnToken("own-1", again(*others))), QUICK)


async def test_a_person_is_asked_for_with_their_own_token_and_the_app_keeps_its_own(
    wire: Wire, client: GraphClient
) -> None:
    wire.on("/me", PROFILE)
    wire.on("/users/ria", PROFILE)
    profile = await me(client).profile()
    assert (profile.id, profile.name, profile.guest) == ("ria", "Ria Jansen", False)
    await client.json(client.builders.users.by_user_id("ria").to_get_request_information())
    mine, apps = wire.asked("/me"), wire.asked("/users/ria")
    assert [request.headers["Authorization"] for request in (*mine, *apps)] == ["Bearer own-1", "Bearer token-1"]
    assert wire.tokens == 1


async def test_a_refused_token_is_replaced_by_a_newer_one_unseen(wire: Wire, client: GraphClient) -> None:
    wire.on("/me", Reply({}, 401), PROFILE)
    assert (await me(client, "own-2").profile()).name == "Ria Jansen"
    assert [request.headers["Authorization"] for request in wire.asked("/me")] == ["Bearer own-1", "Bearer own-2"]


@pytest.mark.parametrize("other", [None, "own-1"])
async def test_without_a_newer_token_the_sign_in_has_ended(wire: Wire, client: GraphClient, other: str | None) -> None:
    wire.on("/me", Reply({}, 401))
    with pytest.raises(Forbidden) as refused:
        await me(client, other).profile()
    assert refused.value.status == 401
    assert len(wire.asked("/me")) == 1


async def test_the_application_token_is_never_sent_in_the_place_of_the_persons(wire: Wire, client: GraphClient) -> None:
    wire.on("/me", Reply({}, 401))
    with pytest.raises(Forbidden):
        await me(client, "own-2").profile()
    assert wire.tokens == 0


async def test_what_a_person_has_no_permission_for_is_another_refusal(wire: Wire, client: GraphClient) -> None:
    wire.on("/me", Reply({"error": {"code": "Authorization_RequestDenied", "message": ""}}, 403))
    with pytest.raises(Forbidden) as refused:
        await me(client).profile()
    assert refused.value.status == 403


async def test_a_graph_that_falters_is_unavailable_for_a_person_too(wire: Wire, client: GraphClient) -> None:
    wire.on("/me", Reply({}, 503, {"Retry-After": "0"}))
    with pytest.raises(Unavailable):
        await me(client).profile()


@pytest.mark.parametrize("answer", [{}, {"id": 7}, {"id": ""}, {"id": None, "displayName": "Ria"}])
async def test_a_profile_without_an_id_is_nobodys(wire: Wire, client: GraphClient, answer: Any) -> None:
    wire.on("/me", answer)
    with pytest.raises(GraphProblem):
        await me(client).profile()


async def test_the_tenant_is_the_one_that_graph_names(wire: Wire, client: GraphClient) -> None:
    wire.on("/organization", {"value": [{"id": "tenant"}]})
    assert await me(client).tenant() == "tenant"


@pytest.mark.parametrize("value", [None, [], "x", [{"id": "a"}, {"id": "b"}], ["a"]])
async def test_no_tenant_or_two_are_none(wire: Wire, client: GraphClient, value: Any) -> None:
    wire.on("/organization", {"value": value})
    with pytest.raises(GraphProblem):
        await me(client).tenant()
