"""Sending: throttling is waited out, a lost answer is never sent twice, and nothing goes where it should not."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from botbuilder.schema import Activity

from bot.connector import Connector, NotReached, OutcomeUnknown, Refused, ServiceHosts, TooLarge
from bot.credentials import outgoing_token
from bot.server import create
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.organisation import load_organisation
from errors import SettingsError
from knowledge.answer import Citation
from settings import Settings
from store.database import Database
from tests.wire import TENANT, Line, wired

NOW = {"Retry-After": "0"}
HELLO = Activity(type="message", text="hoi")


@pytest.fixture
async def line(tmp_path: Path) -> AsyncGenerator[Line, None]:
    async with wired(tmp_path) as line:
        yield line


@pytest.fixture
async def connector(line: Line, tmp_path: Path) -> AsyncGenerator[Connector, None]:
    settings = line.settings(tmp_path)
    async with aiohttp.ClientSession() as http:
        token = outgoing_token(settings)
        yield Connector(http, token, ServiceHosts.of(settings))
        await token.close()


@pytest.mark.parametrize("status", [429, 412])
async def test_throttling_is_waited_out(line: Line, connector: Connector, status: int) -> None:
    line.answers += [(status, NOW, {}), (status, NOW, {})]
    assert await connector.send(line.service_url, "a:ria", HELLO) == "m1"
    assert len(line.sent) == 1


async def test_who_is_throttled_all_the_time_gives_up(line: Line, connector: Connector) -> None:
    line.answers += [(429, NOW, {})] * 4
    with pytest.raises(NotReached):
        await connector.send(line.service_url, "a:ria", HELLO)
    assert (line.sent, line.answers) == ([], [])


async def test_who_is_told_to_wait_for_minutes_does_not(line: Line, connector: Connector) -> None:
    line.answers.append((429, {"Retry-After": "600"}, {}))
    with pytest.raises(NotReached):
        await connector.send(line.service_url, "a:ria", HELLO)


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504])
async def test_a_message_whose_answer_is_lost_is_not_sent_again(line: Line, connector: Connector, status: int) -> None:
    line.answers.append((status, {}, {}))
    with pytest.raises(OutcomeUnknown):
        await connector.send(line.service_url, "a:ria", HELLO)
    assert line.sent == []


async def test_an_expired_token_is_renewed_once(line: Line, connector: Connector) -> None:
    before = line.token_fetches
    line.answers.append((401, {}, {}))
    assert await connector.send(line.service_url, "a:ria", HELLO)
    assert line.token_fetches == before + 2
    line.answers += [(401, {}, {}), (401, {}, {})]
    with pytest.raises(Refused):
        await connector.send(line.service_url, "a:ria", HELLO)


async def test_a_redirect_is_not_followed(line: Line, connector: Connector) -> None:
    line.answers.append((307, {"Location": f"{line.base}/connector/v3/elsewhere"}, {}))
    with pytest.raises(Refused):
        await connector.send(line.service_url, "a:ria", HELLO)
    assert line.sent == []


@pytest.mark.parametrize("answer", [(413, {}), (400, {"error": {"code": "MessageSizeTooBig"}})])
async def test_a_message_that_teams_finds_too_large_is_known_as_such(
    line: Line, connector: Connector, answer: tuple[int, Any]
) -> None:
    line.answers.append((answer[0], {}, answer[1]))
    with pytest.raises(TooLarge):
        await connector.send(line.service_url, "a:ria", HELLO)


async def test_other_refusals_carry_the_code_of_teams(line: Line, connector: Connector) -> None:
    line.answers.append((403, {}, {"error": {"code": "BotNotInConversationRoster", "message": "x"}}))
    with pytest.raises(Refused) as refused:
        await connector.send(line.service_url, "a:ria", HELLO)
    assert (refused.value.status, refused.value.code) == (403, "BotNotInConversationRoster")


async def test_a_message_can_be_changed_taken_back_and_a_chat_opened(line: Line, connector: Connector) -> None:
    await connector.update(line.service_url, "a:ria", "m1", HELLO)
    await connector.delete(line.service_url, "a:ria", "m1")
    await connector.create_personal(line.service_url, bot="28:koers", person="29:piet", tenant=TENANT)
    assert [(sent.method, sent.path) for sent in line.sent] == [
        ("PUT", "v3/conversations/a:ria/activities/m1"),
        ("DELETE", "v3/conversations/a:ria/activities/m1"),
        ("POST", "v3/conversations"),
    ]
    assert line.sent[2].activity["members"] == [{"id": "29:piet"}]
    assert line.sent[2].activity["channelData"]["tenant"]["id"] == TENANT


async def test_an_id_with_signs_stays_one_part_of_the_path(line: Line, connector: Connector) -> None:
    await connector.send(line.service_url, "19:a/../b@thread.v2;messageid=1", HELLO)
    assert line.sent[0].path == "v3/conversations/19:a/../b@thread.v2;messageid=1/activities"


async def test_without_a_connection_nothing_was_sent(connector: Connector) -> None:
    with pytest.raises(NotReached):
        await connector.send("http://127.0.0.1:1/", "a:ria", HELLO)


REAL = ServiceHosts(frozenset({"smba.trafficmanager.net"}), local=False)
LOCAL = ServiceHosts(frozenset({"127.0.0.1"}), local=True)


@pytest.mark.parametrize(
    ("hosts", "url", "allowed"),
    [
        (REAL, "https://smba.trafficmanager.net/emea/tenant/", True),
        (REAL, "https://SMBA.trafficmanager.net/nl/", True),
        (REAL, "http://smba.trafficmanager.net/emea/", False),
        (REAL, "https://smba.trafficmanager.net:8443/", False),
        (REAL, "https://smba.trafficmanager.net.evil.example/", False),
        (REAL, "https://evil.example/smba.trafficmanager.net", False),
        (REAL, "https://smba.trafficmanager.net@evil.example/", False),
        (REAL, "https://user:pass@smba.trafficmanager.net/", False),
        (REAL, "https://smba.trafficmanager.net/?x=1", False),
        (REAL, "https://127.0.0.1/", False),
        (REAL, "https://[::1]/", False),
        (REAL, "https://smba.trafficmanager.net:abc/", False),
        (REAL, "", False),
        (LOCAL, "http://127.0.0.1:4000/connector/", True),
        (LOCAL, "http://10.0.0.1/connector/", False),
        (LOCAL, "file://127.0.0.1/etc/passwd", False),
    ],
)
def test_replies_go_only_to_the_hosts_of_the_connector(hosts: ServiceHosts, url: str, allowed: bool) -> None:
    assert hosts.allow(url) is allowed


async def test_a_service_url_outside_the_list_is_never_called(connector: Connector) -> None:
    with pytest.raises(Refused):
        await connector.send("https://evil.example/", "a:ria", HELLO)


def citation(number: int, size: int) -> Citation:
    return Citation(number, "visie", "Visie", "1", "Een zin.", "https://x", "Een zin. " * size)


async def test_a_large_answer_first_loses_its_passages_and_then_comes_in_parts(tmp_path: Path) -> None:
    async def large(turn: Turn, services: Services) -> Reply:
        if turn.text == "passages":
            return Reply(text="Kort [1].", citations=(citation(1, 12_000),))
        return Reply(text="\n\n".join(f"Alinea {number} " + "x" * 3000 for number in range(60)))

    async with wired(tmp_path, sentence=large) as line:
        sent = await line.say("passages")
        appearance = sent.activity["entities"][0]["citation"][0]["appearance"]
        assert "text" not in appearance
        assert appearance["url"] == "https://x"
        seen = len(line.messages())
        await line.say("tekst")
        parts = line.messages()[seen:]
        assert len(parts) == 4
        assert "".join("".join(part.text.split()) for part in parts) == "".join(
            f"Alinea{number}" + "x" * 3000 for number in range(60)
        )


async def test_an_answer_that_cannot_be_cut_is_refused_in_words(tmp_path: Path) -> None:
    async def huge(turn: Turn, services: Services) -> Reply:
        return Reply(text="x" * 100_000)

    async with wired(tmp_path, sentence=huge) as line:
        assert (await line.say("hoi")).text.startswith("Mijn antwoord is te groot voor Teams.")


async def test_without_an_app_id_the_bot_is_not_made(tmp_path: Path) -> None:
    settings = Settings.for_local_tenant("oss", "http://127.0.0.1:1", tenant_id=TENANT, data=tmp_path, port=0)
    database = Database(settings.database_url)
    for missing in ({"app_id": ""}, {"tenant_id": ""}):
        with pytest.raises(SettingsError):
            create(Settings(**{**settings.__dict__, **missing}), None, database, load_organisation("oss"))  # type: ignore[arg-type]
    await database.close()
