"""What should not be let through the local connector is not, and always with words."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tenant.connector.events import MOST_WAITING, Events
from tests.scripted_bot import APP_ID, Teams, teams

HELLO = {"type": "message", "text": "hoi"}


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Teams]:
    async with teams(tmp_path) as running:
        await running.open()
        yield running


async def test_the_bot_needs_a_good_token_of_its_own(chat: Teams):
    path = f"/conversations/{chat.personal()}/activities"
    refused = {
        "none": "",
        "no token at all": "abc",
        "expired": chat.token(lifetime=-10),
        "of another bot": chat.token(app_id="99999999-2222-3333-4444-555555555555"),
        "for Graph": chat.token(audience="https://graph.microsoft.com"),
        "for the bot": chat.token(audience=APP_ID),
        "tampered with": chat.token()[:-8] + "AAAAAAAA",
        "unsigned": "eyJhbGciOiJub25lIn0.eyJhcHBpZCI6IngifQ.",
    }
    for name, token in refused.items():
        status, body, headers = await chat.bot_calls("POST", path, HELLO, token=token)
        assert status == 401, name
        assert body["error"]["code"] in ("Unauthorized", "BotNotRegistered"), name
        assert headers["WWW-Authenticate"] == "Bearer"
    assert await chat.open() == []


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("POST", "/conversations/a:1niemand/activities", 404, "ConversationNotFound"),
        ("POST", "/conversations/{manager}/activities", 404, "ConversationNotFound"),
        ("POST", "/conversations/{channel};messageid=12/activities", 404, "ConversationNotFound"),
        ("POST", "/conversations/{channel};messageid=x' OR 1=1/activities", 404, "ConversationNotFound"),
        ("POST", "/conversations/{group};messageid=12/activities", 404, "ConversationNotFound"),
        ("PUT", "/conversations/{own}/activities/12", 404, "ActivityNotFoundInConversation"),
        ("PUT", "/conversations/{own}/activities/99999999999999999999999", 404, "ActivityNotFoundInConversation"),
        ("PUT", "/conversations/{own}/activities/²", 404, "ActivityNotFoundInConversation"),
        ("DELETE", "/conversations/{own}/activities/f:1", 404, "ActivityNotFoundInConversation"),
        ("GET", "/conversations/a:1niemand/members", 404, "ConversationNotFound"),
        ("GET", "/conversations/{own}/activities/12/members", 404, "ActivityNotFoundInConversation"),
        ("GET", "/conversations/{group}/pagedmembers?pageSize=-1", 400, "BadArgument"),
        ("GET", "/teams/19:niets", 404, "TeamNotFound"),
    ],
)
async def test_what_is_not_there_is_refused_in_teams_words(chat: Teams, method: str, path: str, status: int, code: str):
    places = {"own": chat.personal(), "manager": chat.personal("manager")}
    places |= {kind: chat.shared_place(kind) for kind in ("group", "channel")}
    answer = await chat.bot_calls(method, path.format(**places), HELLO if method in ("POST", "PUT") else None)
    assert (answer[0], answer[1]["error"]["code"]) == (status, code)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"geen json",
        b"[]",
        b'"tekst"',
        b'{"type": "message", "text": NaN}',
        b'{"type": "message", "text": "\\ud800"}',
        b'\xff\xfe{"type": 1}',
        b'{"a":' * 1000 + b"1" + b"}" * 1000,
        b'{"type": "message", "text": "x", "value": ' + b"[" * 200 + b"]" * 200 + b"}",
        b"[" * 50_000,
        {},
        {"type": "message"},
        {"type": "message", "text": "   "},
        {"type": "message", "text": 7},
        {"type": "message", "text": "x", "attachments": {"contentType": "x"}},
        {"type": "message", "attachments": [{"content": {}}]},
        {"type": "message", "attachments": ["kaart"]},
        {"type": "message", "attachments": [{"contentType": "application/x-unknown", "content": {}}]},
        {"type": "message", "attachments": [{"contentType": "image/png"}]},
        {"type": "message", "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive"}]},
        {"type": "event", "name": "x"},
        {"type": ["message"], "text": "x"},
    ],
)
async def test_a_malformed_activity_is_refused_with_400(chat: Teams, body: Any):
    path = f"/conversations/{chat.personal()}/activities"
    status, answer, _ = await chat.bot_calls("POST", path, body)
    assert status == 400
    assert answer["error"]["code"] in ("BadSyntax", "BadArgument")
    assert await chat.open() == []


async def test_a_message_of_more_than_80_kb_is_refused(chat: Teams):
    path = f"/conversations/{chat.personal()}/activities"
    frame = len(json.dumps({"type": "message", "text": ""}))
    fits = {"type": "message", "text": "x" * (80 * 1024 - frame)}
    assert (await chat.bot_calls("POST", path, fits))[0] == 201
    status, body, _ = await chat.bot_calls("POST", path, {**fits, "text": fits["text"] + "x"})
    assert (status, body["error"]["code"]) == (413, "MessageSizeTooBig")


async def test_only_messages_of_the_bot_have_buttons(chat: Teams):
    _, said = await chat.say("Van mij")
    _, answer = await chat.press(said["id"], {})
    assert answer["code"] == "unknown-message"
    assert chat.bot.of_type("invoke") == []


async def test_the_bot_cannot_touch_what_a_person_wrote(chat: Teams):
    _, said = await chat.say("Van mij")
    path = f"/conversations/{chat.personal()}/activities/{said['id']}"
    for method, body in (("PUT", HELLO), ("DELETE", None)):
        status, answer, _ = await chat.bot_calls(method, path, body)
        assert (status, answer["error"]["code"]) == (403, "NotEnoughPermissions")
    assert (await chat.open())[0]["activity"]["text"] == "Van mij"


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"tenantId": "another"}, 400),
        ({"tenantId": None}, 400),
        ({"members": []}, 400),
        ({"members": [{"id": "29:niemand"}]}, 400),
        ({"members": [{"id": 5}]}, 400),
        ({"members": "iedereen"}, 400),
        ({"isGroup": True}, 400),
        ({"channelData": {"channel": {"id": "19:niets"}}}, 400),
        ({"channelData": {"channel": {"id": "19:niets"}}, "activity": HELLO}, 404),
    ],
)
async def test_a_conversation_that_teams_would_not_make_is_refused(chat: Teams, change: dict[str, Any], status: int):
    body = {"members": [{"id": chat.person()}], "tenantId": chat.tenant.tenant_id, **change}
    assert (await chat.bot_calls("POST", "/conversations", body))[0] == status


async def test_the_bot_cannot_write_to_a_person_who_did_not_add_it(chat: Teams):
    body = {"members": [{"id": chat.person("owner")}], "tenantId": chat.tenant.tenant_id}
    status, answer, _ = await chat.bot_calls("POST", "/conversations", body)
    assert (status, answer["error"]["code"]) == (403, "ForbiddenOperationException")


async def test_nobody_sees_or_touches_another_persons_chat(chat: Teams):
    _, said = await chat.say("Vertrouwelijk")
    own, other = chat.personal(), chat.person("manager")
    tries = [
        ("GET", f"/conversations/{own}/messages?person={other}", None),
        ("POST", f"/conversations/{own}/messages", {"text": "ik ook"}),
        ("PATCH", f"/conversations/{own}/messages/{said['id']}", {"text": "anders"}),
        ("DELETE", f"/conversations/{own}/messages/{said['id']}", {}),
        ("POST", f"/conversations/{own}/submit", {"messageId": said["id"], "value": {}}),
        ("POST", f"/conversations/{own}/invoke", {"messageId": said["id"], "name": "task/fetch"}),
        ("POST", f"/conversations/{own}/streams/1/stop", {}),
        ("POST", "/install", {"installed": False, "conversation": own}),
    ]
    for method, path, body in tries:
        options = {} if body is None else {"json": {"person": other, **body}}
        status, answer = await chat.page(method, path, **options)
        assert (status, answer["code"]) == (403, "not-a-member"), path


async def test_events_of_a_personal_chat_go_to_its_person_only(chat: Teams):
    async with chat.watching("manager") as other, chat.watching() as own:
        await chat.bot_says({"type": "message", "text": "voor jou"})
        await chat.bot_says({"type": "message", "text": "voor allen"}, chat.shared_place("group"))
        assert (await own.next("message"))["message"]["activity"]["text"] == "voor jou"
        assert (await other.next("message"))["message"]["activity"]["text"] == "voor allen"


async def test_a_guest_does_not_see_the_channel(chat: Teams):
    path = f"/conversations/{chat.shared_place('channel')}/messages"
    status, _ = await chat.page("GET", path, params={"person": chat.person("guest")})
    assert status == 403


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("POST", "messages", {"text": ""}, 400),
        ("POST", "messages", {"text": 5}, 400),
        ("POST", "messages", {"text": "x" * 30_000}, 413),
        ("POST", "messages", {"text": "x" * 300_000}, 413),
        ("POST", "messages", {"person": "niemand", "text": "x"}, 404),
        ("POST", "messages", {"person": ["x"], "text": "x"}, 404),
        ("PATCH", "messages/12", {"text": "x"}, 404),
        ("DELETE", "messages/12", {}, 404),
        ("POST", "invoke", {"messageId": "12", "name": "adaptiveCard/action"}, 404),
        ("POST", "invoke", {"messageId": "12"}, 400),
        ("POST", "invoke", {"name": "adaptiveCard/action", "value": {"action": {"type": "Action.Submit"}}}, 400),
        ("POST", "submit", {"value": {}}, 404),
    ],
)
async def test_the_page_gets_words_when_something_cannot_be_done(
    chat: Teams, method: str, path: str, body: dict[str, Any], status: int
):
    body = {"person": chat.person(), **body}
    answer = await chat.page(method, f"/conversations/{chat.personal()}/{path}", json=body)
    assert answer[0] == status
    assert answer[1]["error"].endswith(".")


async def test_the_words_are_in_the_persons_language(chat: Teams):
    path = f"/conversations/{chat.personal()}/messages"
    _, dutch = await chat.page("POST", path, json={"person": chat.person(), "text": ""})
    _, english = await chat.page("GET", path, params={"person": chat.person("guest")})
    assert dutch["error"] == "Het bericht is leeg."
    assert english["error"] == "You do not take part in this conversation."


async def test_the_page_must_send_json(chat: Teams):
    path = f"/conversations/{chat.personal()}/messages"
    assert (await chat.page("POST", path, data={"person": chat.person(), "text": "x"}))[0] == 415
    headers = {"Content-Type": "application/json"}
    assert (await chat.page("POST", path, data=b"{", headers=headers))[0] == 400


async def test_a_person_cannot_change_another_persons_or_the_bots_message(chat: Teams):
    group = chat.shared_place("group")
    _, said = await chat.say("Van mij", group)
    _, sent = await chat.bot_says(HELLO, group)
    for message in (said["id"], sent["id"]):
        body = {"person": chat.person("manager"), "text": "gekaapt"}
        status, _ = await chat.page("PATCH", f"/conversations/{group}/messages/{message}", json=body)
        assert status == 403


async def test_a_page_from_elsewhere_is_refused(chat: Teams):
    for headers in ({"Origin": "https://evil.example"}, {"Host": "evil.example"}):
        for path in ("/session", f"/events?person={chat.person()}"):
            assert (await chat.page("GET", path, headers=headers))[0] == 403
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await chat.http.ws_connect(
            f"{chat.tenant.base_url}/chat/events?person={chat.person()}", origin="https://evil.example"
        )


async def test_events_need_a_known_person_and_a_websocket(chat: Teams):
    assert (await chat.page("GET", "/events?person=niemand"))[0] == 404
    assert (await chat.page("GET", f"/events?person={chat.person()}"))[0] == 426
    assert len(chat.hub.events) == 0


async def test_a_page_that_does_not_read_is_let_go():
    events = Events()
    slow = events.listen("ans")
    for number in range(MOST_WAITING + 1):
        events.publish({"event": "typing", "number": number}, ("ans",))
    assert len(events) == 0
    async with asyncio.timeout(10):
        seen = [event async for event in slow]
    assert [event["number"] for event in seen] == list(range(MOST_WAITING))


@pytest.mark.parametrize("answer", [(302, None), (401, None), (500, {"detail": "x"})])
async def test_a_bot_that_refuses_is_reported_to_the_person(chat: Teams, answer: tuple[int, Any]):
    chat.bot.answers = [answer]
    async with chat.watching() as page:
        await chat.say("Hoi")
        event = await page.next("undelivered")
    assert (event["reason"], event["status"]) == ("refused", answer[0])


async def test_a_fault_on_request_hits_the_connector(chat: Teams):
    body = {"target": "connector", "kind": "429", "count": 1, "seconds": 3}
    async with chat.http.post(f"{chat.tenant.base_url}/admin/faults", json=body) as response:
        assert response.status < 300
    path = f"/conversations/{chat.personal()}/activities"
    status, _, headers = await chat.bot_calls("POST", path, HELLO)
    assert (status, headers["Retry-After"]) == (429, "3")
    assert (await chat.bot_calls("POST", path, HELLO))[0] == 201
