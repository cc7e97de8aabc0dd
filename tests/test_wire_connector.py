"""Sending: throttling is waited out, a lost answer is never sent twice, and nothing goes where it should not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from botbuilder.schema import Activity

from bot.connector import Connector, NotReached, OutcomeUnknown, Refused, ServiceHosts, TooLarge
from bot.connector_answers import retry_after
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


@dataclass
class Waits:
    """Waits of no length at all; remembers how long they should have been."""

    seconds: list[float] = field(default_factory=list[float])

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
async def quick(line: Line, tmp_path: Path, waits: Waits) -> AsyncGenerator[Connector, None]:
    """A connector that loses no time between two attempts."""
    settings = line.settings(tmp_path)
    async with aiohttp.ClientSession() as http:
        token = outgoing_token(settings)
        yield Connector(http, token, ServiceHosts.of(settings), sleep=waits)
        await token.close()


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504])
@pytest.mark.parametrize("operation", ["edit", "delete"])
async def test_an_edit_or_delete_whose_answer_is_lost_is_sent_again(
    line: Line, quick: Connector, waits: Waits, status: int, operation: str
) -> None:
    line.answers += [(status, {}, {})] * 2
    if operation == "edit":
        await quick.update(line.service_url, "a:ria", "m1", HELLO)
    else:
        await quick.delete(line.service_url, "a:ria", "m1")
    assert len(line.sent) == 1
    assert [2 <= waits.seconds[0] <= 3, 4 <= waits.seconds[1] <= 5] == [True, True]  # longer each time, and not alike


async def test_an_edit_that_never_succeeds_is_given_up(line: Line, quick: Connector, waits: Waits) -> None:
    line.answers += [(503, {}, {})] * 4
    with pytest.raises(NotReached):
        await quick.update(line.service_url, "a:ria", "m1", HELLO)
    assert (line.answers, len(waits.seconds)) == ([], 3)


@pytest.mark.parametrize("status", [404, 410])
async def test_what_is_gone_counts_as_deleted(line: Line, quick: Connector, status: int) -> None:
    line.answers.append((status, {}, {"error": {"code": "ActivityNotFoundInConversation"}}))
    await quick.delete(line.service_url, "a:ria", "m1")
    line.answers += [(503, {}, {}), (status, {}, {})]  # deleted, the answer lost, and gone the second time
    await quick.delete(line.service_url, "a:ria", "m1")
    assert line.answers == []


async def test_what_may_not_be_deleted_says_so(line: Line, quick: Connector) -> None:
    line.answers.append((403, {}, {"error": {"code": "BotNotInConversationRoster"}}))
    with pytest.raises(Refused):
        await quick.delete(line.service_url, "a:ria", "m1")
    line.answers.append((404, {}, {"error": {"code": "ActivityNotFoundInConversation"}}))
    with pytest.raises(Refused):
        await quick.update(line.service_url, "a:ria", "m1", HELLO)


@pytest.mark.parametrize(
    ("headers", "least"),
    [
        ({"Retry-After": "0"}, 0.0),
        ({"Retry-After": "Mon, 30 Nov 2026 08:00:03 GMT", "Date": "Mon, 30 Nov 2026 08:00:00 GMT"}, 3.0),
        ({"Retry-After": "Mon, 30 Nov 2026 07:59:00 GMT", "Date": "Mon, 30 Nov 2026 08:00:00 GMT"}, 0.0),
        ({}, None),
        ({"Retry-After": "straks"}, None),
        ({"Retry-After": "nan"}, None),
        ({"Retry-After": "-5"}, 0.0),
        ({"Retry-After": "1e999"}, float("inf")),
    ],
)
def test_how_long_to_wait_is_read_as_seconds_or_as_a_date(headers: dict[str, str], least: float | None) -> None:
    assert retry_after(headers) == least


def test_a_date_without_the_date_of_the_answer_is_compared_with_now() -> None:
    headers = {"Retry-After": "Thu, 01 Jan 1970 00:01:40 GMT"}
    assert retry_after(headers, now=90.0) == 10.0


async def test_who_is_throttled_waits_as_long_as_asked_and_a_little_more(
    line: Line, quick: Connector, waits: Waits
) -> None:
    line.answers.append((429, {"Retry-After": "0.2"}, {}))
    await quick.send(line.service_url, "a:ria", HELLO)
    assert 0.2 <= waits.seconds[0] <= 0.25


async def test_messages_stay_in_order_when_the_first_is_throttled(line: Line, connector: Connector) -> None:
    line.answers.append((429, NOW, {}))
    words = [Activity(type="message", text=text) for text in ("een", "twee", "drie")]
    await asyncio.gather(*(connector.send(line.service_url, "a:ria", word) for word in words))
    assert [sent.text for sent in line.sent] == ["een", "twee", "drie"]


async def test_a_long_wait_for_one_conversation_holds_up_no_other(line: Line, connector: Connector) -> None:
    line.answers.append((429, {"Retry-After": "600"}, {}))
    for _ in range(2):  # the second time Teams is not even asked
        with pytest.raises(NotReached):
            await connector.send(line.service_url, "19:a@thread.tacv2;messageid=1", HELLO)
    with pytest.raises(NotReached):
        await connector.send(line.service_url, "19:a@thread.tacv2", HELLO)
    assert line.sent == []
    await connector.send(line.service_url, "a:piet", HELLO)


async def test_throttled_while_opening_a_chat_means_the_whole_tenant(line: Line, connector: Connector) -> None:
    line.answers.append((429, {"Retry-After": "600"}, {}))
    with pytest.raises(NotReached):
        await connector.create_personal(line.service_url, bot="28:koers", person="29:piet", tenant="")
    with pytest.raises(NotReached):
        await connector.send(line.service_url, "a:ria", HELLO)
    assert line.sent == []


async def test_typing_for_which_there_is_no_room_is_left_out(line: Line, connector: Connector) -> None:
    typing = Activity(type="typing")
    for _ in range(7):
        await connector.send(line.service_url, "a:ria", typing)
    with pytest.raises(NotReached):
        await connector.send(line.service_url, "a:ria", typing)
    assert len(line.sent) == 7


@pytest.mark.parametrize("method", ["POST", "PUT"])
async def test_a_message_whose_connection_breaks_is_unknown_and_an_edit_is_sent_again(
    line: Line, quick: Connector, method: str
) -> None:
    seen: list[str] = []

    async def breaks(request: web.Request) -> web.Response:
        seen.append(request.method)
        if len(seen) < 3:
            assert request.transport is not None
            request.transport.abort()
        return web.json_response({"id": "m1"})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", breaks)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    if method == "POST":
        with pytest.raises(OutcomeUnknown):
            await quick.send(url, "a:ria", HELLO)
        assert seen == ["POST"]
    else:
        await quick.update(url, "a:ria", "m1", HELLO)
        assert seen == ["PUT", "PUT", "PUT"]
    await runner.cleanup()


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("x" * 40_000, True),
        ("x" * 41_000, False),  # half of Teams' size in UTF-8, too large as Teams counts
        ("é" * 40_000, True),
        ("é" * 41_000, False),
        ("🙂" * 20_000, True),
        ("🙂" * 21_000, False),
    ],
)
async def test_the_size_of_a_message_is_that_of_utf_16(line: Line, connector: Connector, text: str, fits: bool) -> None:
    activity = Activity(type="message", text=text)
    for send in (
        connector.send(line.service_url, "a:ria", activity),
        connector.update(line.service_url, "a:ria", "m1", activity),
    ):
        if fits:
            await send
        else:
            with pytest.raises(TooLarge):
                await send
    assert len(line.sent) == (2 if fits else 0)


async def test_an_answer_without_end_is_not_read(line: Line, connector: Connector) -> None:
    line.answers.append((403, {}, {"error": {"code": "x" * 400_000}}))
    with pytest.raises(Refused) as refused:
        await connector.send(line.service_url, "a:ria", HELLO)
    assert refused.value.code == ""


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
        return Reply(text="\n\n".join(f"Alinea {number} " + "x" * 3000 for number in range(30)))

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
            f"Alinea{number}" + "x" * 3000 for number in range(30)
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
