"""The Koers app for people: asked of the local tenant, installed, and the bot told as Teams tells it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from errors import Unavailable
from graph.apps import Apps, Installation
from graph.client import GraphClient, Patience
from graph.problems import Forbidden, GraphProblem, NotFound, Passing
from settings import Settings
from tenant import connector
from tenant.connector.limits import Limits
from tests.graph_caller import Caller
from tests.graph_wire import Reply, Wire, graph_wire
from tests.scripted_bot import APP_ID, Teams, teams, text

ONCE = Patience(attempts=1, longest_wait=0.0, seconds=20.0)
NOBODY = "00000000-0000-0000-0000-000000000000"


async def no_wait(seconds: float) -> None:
    """Waits for nothing."""


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Teams]:
    async with teams(tmp_path / "tenant") as running:
        yield running


@pytest.fixture
async def apps(chat: Teams, tmp_path: Path) -> AsyncIterator[Apps]:
    tenant = chat.tenant
    settings = Settings.for_local_tenant("oss", tenant.base_url, tenant_id=tenant.tenant_id, data=tmp_path, port=0)
    client = GraphClient(settings, sleep=no_wait)
    yield Apps(client, APP_ID)
    await client.close()


@pytest.fixture
def graph(chat: Teams) -> Caller:
    return Caller(chat.tenant, chat.http)


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with graph_wire() as running:
        yield running


@pytest.fixture
async def scripted(wire: Wire, tmp_path: Path) -> AsyncIterator[Apps]:
    client = GraphClient(wire.settings(tmp_path), sleep=no_wait)
    yield Apps(client, APP_ID)
    await client.close()


async def ask(chat: Teams, person: str, message: dict[str, Any]) -> tuple[int, Any]:
    """The bot writes first to somebody of whom it only knows the Entra object id."""
    tenant = chat.tenant.tenant_id
    wanted = {
        "members": [{"id": person}],
        "tenantId": tenant,
        "channelData": {"tenant": {"id": tenant}},
        "bot": {"id": f"28:{APP_ID}"},
        "activity": message,
    }
    status, body, _ = await chat.bot_calls("POST", "/conversations", wanted)
    return status, body


async def test_most_have_the_app_and_the_faces_of_the_page_and_guests_have_not(chat: Teams, apps: Apps):
    users = chat.tenant.directory.users
    installed = connector.installed_people(chat.tenant)
    assert len(users) / 2 < len(installed) < len(users)
    assert not any(users[id].role or users[id].guest for id in installed)
    assert chat.bot.received == []  # it was told long ago
    assert await apps.installation(min(installed)) is not None
    assert await apps.installation(chat.person("communication")) is None
    assert await apps.installation(NOBODY) is None


async def test_who_has_the_app_can_be_written_to_first_and_who_has_not_cannot(chat: Teams):
    having = min(connector.installed_people(chat.tenant))
    status, body = await ask(chat, having, text("Nieuw bericht"))
    assert (status, set(body)) == (201, {"id", "activityId"})
    refused, problem = await ask(chat, chat.person("manager"), text("Nieuw bericht"))
    assert (refused, problem["error"]["code"]) == (403, "ForbiddenOperationException")


async def test_installing_tells_the_bot_with_a_conversation_that_can_be_written_to(chat: Teams, apps: Apps):
    person = chat.person("manager")
    assert await apps.install(person)
    await chat.hub.settled()
    assert [each["type"] for each in chat.bot.received] == ["installationUpdate", "conversationUpdate"]
    told = chat.bot.received[0]
    assert (told["action"], told["from"]["aadObjectId"]) == ("add", person)
    assert told["conversation"]["conversationType"] == "personal"
    assert (await chat.bot_says(text("Welkom"), told["conversation"]["id"]))[0] == 201
    assert (await ask(chat, person, text("Nieuw bericht")))[0] == 201
    installation = await apps.installation(person)
    assert installation is not None
    assert (await chat.bot_says(text("Hier ook"), await apps.chat(person, installation)))[0] == 201
    assert [each["activity"]["text"] for each in await chat.open(role="manager")] == [
        "Welkom",
        "Nieuw bericht",
        "Hier ook",
    ]


async def test_installing_twice_is_installing_once(chat: Teams, apps: Apps):
    person = chat.person("manager")
    assert [await apps.install(person), await apps.install(person)] == [True, False]
    await chat.hub.settled()
    assert len(chat.bot.of_type("installationUpdate")) == 1


async def test_who_may_not_have_the_app_or_is_gone_is_told_apart(chat: Teams, apps: Apps):
    with pytest.raises(Forbidden):
        await apps.install(chat.person("guest"))
    chat.tenant.directory.change(chat.person("owner"), accountEnabled=False)
    with pytest.raises(Forbidden):
        await apps.install(chat.person("owner"))
    with pytest.raises(NotFound):
        await apps.install(NOBODY)
    with pytest.raises(NotFound):
        await apps.chat(chat.person("manager"), Installation("bm9ib2R5"))


async def test_an_app_that_is_in_no_catalogue_cannot_be_installed(apps: Apps, chat: Teams):
    stranger = Apps(apps._client, NOBODY)  # pyright: ignore[reportPrivateUsage]
    with pytest.raises(NotFound):
        await stranger.install(chat.person("manager"))
    assert await stranger.installation(chat.person("manager")) is None


async def test_graph_answers_about_apps_as_microsoft_describes_it(graph: Caller, chat: Teams):
    found = await graph("GET", f"/appCatalogs/teamsApps?$filter=externalId eq '{APP_ID}'")
    [app] = found.body["value"]
    assert app["distributionMethod"] == "organization"
    person = chat.person("manager")
    path = f"/users/{person}/teamwork/installedApps"
    filtered = f"{path}?$expand=teamsApp,teamsAppDefinition&$filter=teamsApp/externalId eq '{APP_ID}'"
    assert (await graph("GET", filtered)).body["value"] == []
    body = {"teamsApp@odata.bind": f"https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/{app['id']}"}
    assert (await graph("POST", path, body)).status == 201
    assert (await graph("POST", path, body)).status == 409
    [installation] = (await graph("GET", filtered)).body["value"]
    assert installation["teamsApp"]["externalId"] == APP_ID
    one = f"{path}/{installation['id']}"
    assert (await graph("GET", one)).body["id"] == installation["id"]
    assert (await graph("GET", f"{one}/chat")).body["chatType"] == "oneOnOne"
    assert (await graph("DELETE", one)).status == 204
    assert (await graph("GET", one)).status == 404
    await chat.hub.settled()
    assert [each["action"] for each in chat.bot.of_type("installationUpdate")] == ["add", "remove"]


@pytest.mark.parametrize(
    ("bound", "status"),
    [(None, 400), (7, 400), ("https://elsewhere.example/x", 400), ("https://g/appCatalogs/teamsApps/x", 404)],
)
async def test_a_wrong_app_to_install_is_refused(graph: Caller, chat: Teams, bound: object, status: int):
    path = f"/users/{chat.person('manager')}/teamwork/installedApps"
    assert (await graph("POST", path, {"teamsApp@odata.bind": bound})).status == status


async def test_only_the_app_itself_can_be_installed(graph: Caller, chat: Teams):
    [other] = (await graph("GET", "/appCatalogs/teamsApps?$filter=distributionMethod eq 'store'")).body["value"]
    body = {"teamsApp@odata.bind": f"https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/{other['id']}"}
    answer = await graph("POST", f"/users/{chat.person('manager')}/teamwork/installedApps", body)
    assert (answer.status, answer.error) == (403, "Forbidden")


async def test_more_than_thirty_installations_in_a_second_are_throttled(graph: Caller, chat: Teams):
    moment = [0.0]
    chat.hub.limits = Limits(lambda: moment[0])
    path = f"/users/{chat.person('manager')}/teamwork/installedApps"
    body = {"teamsApp@odata.bind": "https://graph.microsoft.com/v1.0/appCatalogs/teamsApps/x"}
    assert [(await graph("POST", path, body)).status for _ in range(31)] == [404] * 30 + [429]
    throttled = await graph("POST", path, body)
    assert (throttled.headers["Retry-After"], throttled.error) == ("1", "TooManyRequests")
    assert (await graph("GET", path)).status == 200
    moment[0] = 1.0
    assert (await graph("POST", path, body)).status == 404


async def test_a_throttled_installation_says_when_to_go_on(wire: Wire, tmp_path: Path):
    client = GraphClient(wire.settings(tmp_path), sleep=no_wait)
    wire.on("/appCatalogs/teamsApps", {"value": [{"id": "k", "distributionMethod": "organization"}]})
    wire.on("/users/p/teamwork/installedApps", Reply({}, 429, {"Retry-After": "7"}))
    with pytest.raises(Unavailable) as caught:
        await Apps(client, APP_ID, ONCE).install("p")
    assert isinstance(caught.value.__cause__, Passing)
    assert caught.value.__cause__.retry_after == 7.0
    await client.close()


async def test_an_answer_that_is_lost_is_asked_again_and_then_found_done(wire: Wire, scripted: Apps):
    wire.on("/appCatalogs/teamsApps", {"value": [{"id": "u"}, {"id": "k", "distributionMethod": "organization"}]})
    conflict = Reply({"error": {"code": "Conflict", "message": "already"}}, 409)
    wire.on("/users/p/teamwork/installedApps", Reply(drop=True), conflict)
    assert not await scripted.install("p")
    assert not await scripted.install("p")
    posts = [request for request in wire.requests if request.method == "POST"]
    assert posts[0].body["teamsApp@odata.bind"] == f"{wire.url}/v1.0/appCatalogs/teamsApps/k"
    assert len(wire.asked("/appCatalogs/")) == 1  # known from then on


@pytest.mark.parametrize("answer", [{}, {"value": {}}, {"value": None}])
async def test_an_answer_without_a_list_is_not_nobody(wire: Wire, scripted: Apps, answer: dict[str, Any]):
    wire.on("/users/p/teamwork/installedApps", answer)
    with pytest.raises(GraphProblem):
        await scripted.installation("p")
