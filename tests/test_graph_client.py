"""The boundary to Microsoft Graph: patience, tokens, paging, redirects and what may be followed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from errors import Unavailable
from graph.client import IN_A_TURN, IN_BACKGROUND, GraphClient, Patience
from graph.hosts import Hosts
from graph.problems import (
    AddressRefused,
    CursorExpired,
    Forbidden,
    GraphProblem,
    NotFound,
    Passing,
    TooLarge,
    from_answer,
    seconds_to_wait,
)
from locales import texts_for
from tests.graph_wire import Reply, Wire, graph_wire

ONCE = Patience(attempts=1, longest_wait=0.0, seconds=5.0)


class Waits(list[float]):
    """Stands in for sleeping: writes down how long it would have been."""

    async def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with graph_wire() as running:
        yield running


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
async def client(wire: Wire, waits: Waits, tmp_path: Path) -> AsyncIterator[GraphClient]:
    made = GraphClient(wire.settings(tmp_path), sleep=waits)
    yield made
    await made.close()


def drives(client: GraphClient) -> Any:
    return client.builders.sites.by_site_id("s").drives


async def ask(client: GraphClient, patience: Patience = IN_A_TURN) -> dict[str, Any]:
    return await client.json(drives(client).to_get_request_information(), patience)


async def test_an_answer_comes_with_one_token_for_many_requests(wire: Wire, client: GraphClient) -> None:
    wire.on("/sites/s/drives", {"value": [{"id": "d"}]})
    assert await ask(client) == await ask(client) == {"value": [{"id": "d"}]}
    assert {request.headers["Authorization"] for request in wire.requests} == {"Bearer token-1"}
    assert len({request.headers["client-request-id"] for request in wire.requests}) == 2


async def test_throttling_is_waited_out_as_long_as_graph_asks(wire: Wire, client: GraphClient, waits: Waits) -> None:
    wire.on("/sites/s/drives", Reply({}, 429, {"Retry-After": "2"}), {"value": []})
    assert await ask(client) == {"value": []}
    assert waits == [2.0]


async def test_a_wait_beyond_ones_patience_is_not_waited(wire: Wire, client: GraphClient, waits: Waits) -> None:
    error = {"error": {"code": "activityLimitReached", "message": "slow down"}}
    wire.on("/sites/s/drives", Reply(error, 429, {"Retry-After": "30"}))
    with pytest.raises(Unavailable) as caught:
        await ask(client)
    assert waits == []
    assert isinstance(caught.value.__cause__, Passing)
    assert caught.value.__cause__.retry_after == 30.0
    assert caught.value.__cause__.request_id == "req-1"
    assert texts_for("nl").has(caught.value.key)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
async def test_a_passing_problem_is_tried_again_with_growing_pauses(
    wire: Wire, client: GraphClient, waits: Waits, status: int
) -> None:
    wire.on("/sites/s/drives", Reply("<html>", status), Reply("<html>", status), {"value": []})
    assert await ask(client, IN_BACKGROUND) == {"value": []}
    assert len(waits) == 2
    assert all(0 <= pause <= IN_BACKGROUND.longest_wait for pause in waits)


async def test_after_the_last_attempt_the_service_is_unavailable(wire: Wire, client: GraphClient) -> None:
    wire.on("/sites/s/drives", Reply({}, 503))
    with pytest.raises(Unavailable):
        await ask(client, IN_BACKGROUND)
    assert len(wire.requests) == IN_BACKGROUND.attempts


async def test_a_dropped_connection_is_tried_again(wire: Wire, client: GraphClient, waits: Waits) -> None:
    wire.on("/sites/s/drives", Reply(drop=True), {"value": [1]})
    assert await ask(client) == {"value": [1]}
    assert len(waits) == 1


async def test_a_graph_that_is_not_there_is_unavailable(client: GraphClient, wire: Wire, tmp_path: Path) -> None:
    gone = GraphClient(Wire(url="http://127.0.0.1:9").settings(tmp_path))
    with pytest.raises(Unavailable) as caught:
        await ask(gone, ONCE)
    assert isinstance(caught.value.__cause__, Passing)
    assert "ClientConnectorError" in str(caught.value.__cause__)  # the sign-in service, which it asks first
    await gone.close()


async def test_a_request_that_takes_too_long_is_given_up(wire: Wire, client: GraphClient) -> None:
    wire.on("/sites/s/drives", {"value": []})
    with pytest.raises(Unavailable) as caught:
        await ask(client, Patience(attempts=1, longest_wait=0, seconds=0))
    assert isinstance(caught.value.__cause__, Passing)
    assert caught.value.__cause__.code == "timeout"


async def test_what_is_not_repeatable_is_sent_once(wire: Wire, client: GraphClient) -> None:
    from msgraph.generated.users.item.check_member_groups.check_member_groups_post_request_body import (
        CheckMemberGroupsPostRequestBody,
    )

    wire.on("/users/u/checkMemberGroups", Reply({}, 503))
    builder = client.builders.users.by_user_id("u").check_member_groups
    request = builder.to_post_request_information(CheckMemberGroupsPostRequestBody(group_ids=["g"]))
    with pytest.raises(Unavailable):
        await client.json(request, IN_BACKGROUND)
    assert len(wire.requests) == 1


async def test_an_expired_token_is_renewed_once(wire: Wire, client: GraphClient, waits: Waits) -> None:
    refused = Reply({"error": {"code": "InvalidAuthenticationToken", "message": "expired"}}, 401)
    wire.on("/sites/s/drives", {"value": []})
    await ask(client)
    wire.on("/sites/s/drives", refused, {"value": [2]})
    assert await ask(client) == {"value": [2]}
    assert [r.headers["Authorization"] for r in wire.requests] == ["Bearer token-1", "Bearer token-1", "Bearer token-2"]
    wire.on("/sites/s/drives", refused)
    with pytest.raises(Forbidden):
        await ask(client)
    assert wire.tokens == 3
    assert waits == []


async def test_a_refused_sign_in_is_forbidden(wire: Wire, client: GraphClient) -> None:
    wire.token_replies.append(Reply({"error": "invalid_client", "error_description": "AADSTS7000215"}, 401))
    with pytest.raises(Forbidden, match="AADSTS7000215"):
        await ask(client)
    assert wire.requests == []


async def test_a_busy_sign_in_is_unavailable(wire: Wire, client: GraphClient) -> None:
    wire.token_replies.append(Reply({}, 503))
    with pytest.raises(Unavailable):
        await ask(client, ONCE)
    assert wire.requests == []


@pytest.mark.parametrize(
    ("status", "kind"), [(400, GraphProblem), (403, Forbidden), (404, NotFound), (410, CursorExpired)]
)
async def test_a_refusal_keeps_graphs_own_words(
    wire: Wire, client: GraphClient, status: int, kind: type[GraphProblem]
) -> None:
    wire.on("/sites/s/drives", Reply({"error": {"code": "theCode", "message": "the words"}}, status))
    with pytest.raises(kind) as caught:
        await ask(client)
    assert (caught.value.status, caught.value.code, caught.value.message) == (status, "theCode", "the words")
    assert caught.value.request_id == "req-1"
    assert len(wire.requests) == 1


@pytest.mark.parametrize("body", ["<html>Bad gateway</html>", "[]", '"text"', '{"error": null}', "", b"\xff\xfe"])
def test_an_error_body_of_any_shape_makes_a_problem(body: str | bytes) -> None:
    raw = body.encode() if isinstance(body, str) else body
    assert from_answer(400, {}, raw).status == 400


@pytest.mark.parametrize("body", ["<html></html>", "[1]", b"\xff"])
async def test_an_answer_that_is_no_json_object_is_a_problem(wire: Wire, client: GraphClient, body: Any) -> None:
    wire.on("/sites/s/drives", Reply(body))
    with pytest.raises((GraphProblem, Unavailable)):
        await ask(client, ONCE)


def test_retry_after_is_a_number_or_a_date() -> None:
    assert seconds_to_wait("7") == 7.0
    assert seconds_to_wait("-7") == 0.0
    assert seconds_to_wait(None) is None
    assert seconds_to_wait("soon") is None
    later = seconds_to_wait(format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True))
    assert later is not None
    assert 3000 < later <= 3600
    assert seconds_to_wait("Thu, 01 Jan 1970 00:00:00 GMT") == 0.0


# --- pages


async def test_pages_go_on_through_empty_ones(wire: Wire, client: GraphClient) -> None:
    link = f"{wire.url}/v1.0/sites/s/drives?$skiptoken="
    wire.on(
        "/sites/s/drives",
        {"value": [1], "@odata.nextLink": link + "a%20b"},
        {"value": [], "@odata.nextLink": link + "c"},
        {"value": [2]},
    )
    builder = drives(client)
    assert [i async for i in client.items(builder, builder.to_get_request_information(), ONCE)] == [1, 2]
    assert [request.path for request in wire.requests][1:] == [
        "/v1.0/sites/s/drives?$skiptoken=a%20b",
        "/v1.0/sites/s/drives?$skiptoken=c",
    ]


async def test_pages_that_go_round_end_in_a_problem(wire: Wire, client: GraphClient) -> None:
    wire.on("/sites/s/drives", {"value": [], "@odata.nextLink": f"{wire.url}/v1.0/sites/s/drives?$skiptoken=a"})
    builder = drives(client)
    with pytest.raises(GraphProblem, match="twice"):
        [i async for i in client.items(builder, builder.to_get_request_information(), ONCE)]


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/v1.0/sites/s/drives",
        "http://127.0.0.1:1/v1.0/sites/s/drives",
        "//evil.example/x",
        "https://graph.microsoft.com.evil.example/v1.0",
        "not an address \x00",
    ],
)
async def test_a_next_link_elsewhere_is_not_followed(wire: Wire, client: GraphClient, link: str) -> None:
    wire.on("/sites/s/drives", {"value": [], "@odata.nextLink": link})
    builder = drives(client)
    with pytest.raises(AddressRefused):
        [i async for i in client.items(builder, builder.to_get_request_information(), ONCE)]
    assert len(wire.requests) == 1


# --- files


def content(client: GraphClient) -> Any:
    builder = client.builders.drives.by_drive_id("d").items.by_drive_item_id("i").content
    return builder.to_get_request_information()


CONTENT = "/drives/d/items/i/content"


async def test_a_file_is_fetched_where_graph_points_and_without_the_token(wire: Wire, client: GraphClient) -> None:
    wire.on(CONTENT, Reply(None, 302, {"Location": f"{wire.url}/download/key?sig=1"}))
    wire.on("//download/key", b"inhoud")
    assert await client.content(content(client), 100) == b"inhoud"
    (fetched,) = wire.asked("/download/key")
    assert "Authorization" not in fetched.headers
    assert fetched.path == "/download/key?sig=1"
    assert wire.asked(CONTENT)[0].headers["Authorization"] == "Bearer token-1"


async def test_a_file_that_is_moved_again_is_followed_a_few_times(wire: Wire, client: GraphClient) -> None:
    wire.on(CONTENT, Reply(None, 302, {"Location": f"{wire.url}/a"}))
    wire.on("//a", Reply(None, 307, {"Location": "/b"}))
    wire.on("//b", b"inhoud")
    assert await client.content(content(client), 100) == b"inhoud"
    wire.on("//b", Reply(None, 302, {"Location": "/a"}))
    with pytest.raises(GraphProblem, match="nowhere"):
        await client.content(content(client), 100)


async def test_json_is_not_looked_for_elsewhere(wire: Wire, client: GraphClient) -> None:
    wire.on("/sites/s/drives", Reply(None, 302, {"Location": f"{wire.url}/v1.0/other"}))
    with pytest.raises(GraphProblem, match="redirect"):
        await ask(client)
    assert len(wire.requests) == 1


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/f",
        "http://oss.sharepoint.com/f",
        "https://oss.sharepoint.com.evil.example/f",
        "https://evilsharepoint.com/f",
        "https://user:pass@oss.sharepoint.com/f",
        "file:///etc/passwd",
        "ftp://127.0.0.1/f",
        "https://oss.sharepoint.com:8443/f",
    ],
)
async def test_a_file_is_not_fetched_from_elsewhere(wire: Wire, client: GraphClient, address: str) -> None:
    wire.on(CONTENT, Reply(None, 302, {"Location": address}))
    with pytest.raises(AddressRefused):
        await client.content(content(client), 100)
    wire.on(CONTENT, Reply(None, 302, {"Location": f"{wire.url}/a"}))
    wire.on("//a", Reply(None, 302, {"Location": address}))
    with pytest.raises(AddressRefused):
        await client.content(content(client), 100)


def test_outside_a_local_tenant_loopback_is_refused() -> None:
    hosts = Hosts(httpx.URL("https://graph.microsoft.com/v1.0"), local=False)
    with pytest.raises(AddressRefused):
        hosts.check_download("http://127.0.0.1/f")
    with pytest.raises(AddressRefused):
        hosts.check_download("https://127.0.0.1/f")
    assert hosts.check_download("https://oss.sharepoint.com/f?tempauth=x")
    assert hosts.check_graph("https://graph.microsoft.com/v1.0/x")
    with pytest.raises(AddressRefused):
        hosts.check_graph("http://graph.microsoft.com/v1.0/x")


async def test_a_file_that_is_too_large_by_its_own_account_is_not_read(wire: Wire, client: GraphClient) -> None:
    wire.on(CONTENT, Reply(None, 302, {"Location": f"{wire.url}/f"}))
    wire.on("//f", bytes(101))
    with pytest.raises(TooLarge, match="101"):
        await client.content(content(client), 100)
    assert await client.content(content(client), 101) == bytes(101)


async def test_a_file_without_a_length_is_cut_off_at_the_limit(wire: Wire, client: GraphClient) -> None:
    import zlib

    packed = zlib.compress(bytes(5_000_000))
    wire.on(CONTENT, Reply(packed, 200, {"Content-Encoding": "deflate"}))
    with pytest.raises(TooLarge, match="more than"):
        await client.content(content(client), 1_000_000)


async def test_a_download_that_breaks_off_is_tried_again(wire: Wire, client: GraphClient, waits: Waits) -> None:
    wire.on(CONTENT, Reply(None, 302, {"Location": f"{wire.url}/f"}))
    wire.on("//f", Reply(drop=True), Reply({}, 503, {"Retry-After": "1"}), b"inhoud")
    assert await client.content(content(client), 100) == b"inhoud"
    assert len(waits) == 2
    assert waits[1] == 1.0
