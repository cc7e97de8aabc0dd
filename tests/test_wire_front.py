"""What comes in at the door: everything that is no activity of Teams is refused with 4xx, and never breaks anything."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import front, wire
from bot.front import LARGEST, parsed
from tests.wire import TENANT, Line, wired

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
FIELDS = (
    *("type", "id", "name", "text", "value", "from", "recipient", "conversation", "channelData", "entities"),
    *("serviceUrl", "channelId", "locale", "replyToId", "membersAdded", "membersRemoved", "action", "timestamp"),
)
KINDS = (
    *("message", "invoke", "conversationUpdate", "installationUpdate", "messageUpdate", "messageDelete"),
    *("messageReaction", "typing", "event", "endOfConversation", "handoff", "nonsense"),
)
SLOWLY = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
async def line(tmp_path: Path) -> AsyncGenerator[Line, None]:
    async with wired(tmp_path) as line:
        yield line


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer  ", "Basic a2V5", "bearertoken", "Bearer é"])
async def test_without_a_bearer_nothing_is_read(line: Line, header: str | None) -> None:
    headers = {} if header is None else {"Authorization": header}
    status, _ = await line.raw(b"{ this is not even JSON", headers)
    assert status == 401
    assert line.sent == []


@pytest.mark.parametrize(
    "kind",
    [
        *("text/plain", "application/x-www-form-urlencoded", "application/xml", "application/json; charset=utf-16"),
        *("application/jsonp", "application", "", ";;;=", 'application/json; charset="', "*/*"),
    ],
)
async def test_another_content_type_is_refused(line: Line, kind: str) -> None:
    headers = {"Authorization": f"Bearer {line.token()}", "Content-Type": kind}
    status, _ = await line.raw(json.dumps(line.said("hoi")).encode(), headers)
    assert status == 415


async def test_a_body_that_does_not_come_is_not_waited_for(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "READ_SECONDS", 0.01)
    assert line.bot is not None
    reader, writer = await asyncio.open_connection("127.0.0.1", line.bot.port)
    head = f"POST /api/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {line.token()}\r\n"
    writer.write(f"{head}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{{".encode())
    async with asyncio.timeout(10):
        assert b" 408 " in await reader.readline()
    writer.close()
    await writer.wait_closed()


@pytest.mark.parametrize(
    "kind", ["application/json", "application/json; charset=utf-8", 'Application/JSON;charset="UTF-8"']
)
async def test_json_in_utf_8_may_say_so(line: Line, kind: str) -> None:
    headers = {"Authorization": f"Bearer {line.token()}", "Content-Type": kind}
    status, _ = await line.raw(json.dumps(line.said("hoi ✓"), ensure_ascii=False).encode(), headers)
    assert status == 202


async def test_a_compressed_body_is_refused(line: Line) -> None:
    headers = {"Authorization": f"Bearer {line.token()}", "Content-Encoding": "gzip"}
    status, _ = await line.raw(gzip.compress(json.dumps(line.said("hoi")).encode()), headers)
    assert status == 415


async def test_a_body_over_the_limit_is_refused(line: Line) -> None:
    activity = json.dumps(line.said("x" * LARGEST)).encode()
    status, _ = await line.raw(activity, {"Authorization": f"Bearer {line.token()}"})
    assert status == 413


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b'"text"',
        b"{",
        b'{"type": "message"',
        b"\xff\xfe",
        b'{"a": NaN}',
        b"[" * 100_000,
        b'{"a":' * 30 + b"1" + b"}" * 30,
        b"9" * 10_000,
        b'{"a": 1e999}',
        b'{"a": %s}' % (b"9" * 21),
        b'\xef\xbb\xbf{"type": "message"}',
        '{"type": "message"}'.encode("utf-16"),
        '{"type": "message"}'.encode("utf-32-le"),
        b'{"type": "message"} {}',
        b"{'type': 'message'}",
        b'{"type": "message", /* */ "a": 1}',
        b'{"type": "mess\nage"}',
    ],
    ids=[
        *("empty", "null", "list", "text", "open", "cut", "bytes", "nan", "brackets", "deep", "number"),
        *("infinity", "21 digits", "byte order mark", "utf-16", "utf-32", "two", "quotes", "comment", "line in text"),
    ],
)
async def test_what_is_no_activity_is_refused(line: Line, body: bytes) -> None:
    status, _ = await line.raw(body, {"Authorization": f"Bearer {line.token()}"})
    assert status == 400


@pytest.mark.parametrize("field", ["type", "id", "from", "recipient", "conversation", "serviceUrl", "channelId"])
@pytest.mark.parametrize("value", [None, 1, [], "\x07", "x" * 300, {"id": 1}])
async def test_a_field_that_is_no_identifier_is_refused(line: Line, field: str, value: Any) -> None:
    activity = line.said("hoi")
    activity[field] = value
    status, _ = await line.post(activity)
    assert status in (400, 403)
    assert line.sent == []


async def test_a_name_that_stands_twice_is_refused(line: Line) -> None:
    body = json.dumps(line.said("hoi"))
    token = {"Authorization": f"Bearer {line.token()}"}
    assert (await line.raw(body.encode(), token))[0] == 202
    for twice in ('{"type": "message", ' + body[1:], body[:-1] + ', "value": {"a": 1, "a": 1}}'):
        assert (await line.raw(twice.encode(), token))[0] == 400


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("textFormat", 5),
        ("localTimestamp", {}),
        ("attachments", {}),
        ("attachments", ["x"]),
        ("reactionsAdded", "like"),
        ("suggestedActions", []),
        ("recipient", {"id": "28:koers", "name": 5}),
        ("conversation", {"id": "a:ria", "isGroup": "true"}),
        ("conversation", {"id": "a:ria", "name": ["x"]}),
        ("from", {"id": "29:ria", "role": {}}),
    ],
)
async def test_what_koers_has_no_use_for_must_be_sound_too(line: Line, field: str, value: Any) -> None:
    status, _ = await line.post(line.said("hoi") | {field: value})
    assert status == 400


async def test_what_teams_may_add_or_leave_empty_is_taken(line: Line) -> None:
    plenty = {"attachments": [{"contentType": "text/html", "content": "<div>hoi</div>"}], "summary": None}
    plenty |= {"newField": {"a": [1, 2.5, -3e-7]}, "localTimezone": "Europe/Amsterdam", "importance": "normal"}
    plenty |= {"conversation": {"id": "a:ria", "isGroup": None, "tenantId": TENANT, "new": 1}}
    status, _ = await line.post(line.said("hoi") | plenty)
    assert status == 202


async def test_half_a_surrogate_pair_is_refused(line: Line) -> None:
    body = json.dumps(line.said("\ud800")).encode()
    status, _ = await line.raw(body, {"Authorization": f"Bearer {line.token()}"})
    assert status == 400


@pytest.mark.parametrize("pair", ["{}", "[]"])
def test_twenty_levels_are_taken_and_one_more_is_not(pair: str) -> None:
    def nested(levels: int) -> Any:
        inner = nested(levels - 1) if levels else 1
        return inner if not levels else {"a": inner} if pair == "{}" else [inner]

    assert parsed(json.dumps(nested(wire.DEPTH)).encode()) == nested(wire.DEPTH)
    with pytest.raises(wire.Malformed):
        parsed(json.dumps(nested(wire.DEPTH + 1)).encode())
    wide = [[]] * 500
    assert parsed(json.dumps(wide).encode()) == wide


@SLOWLY
@given(body=st.binary(max_size=400))
async def test_bytes_never_give_a_server_error(line: Line, body: bytes) -> None:
    status, _ = await line.raw(body, {"Authorization": f"Bearer {line.token()}"})
    assert 400 <= status < 500


@SLOWLY
@given(kind=st.sampled_from(KINDS), changes=st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=4))
async def test_changed_activities_never_give_a_server_error(line: Line, kind: str, changes: dict[str, Any]) -> None:
    body = json.dumps(line.activity(kind) | {"text": "hoi"} | changes).encode()
    status, _ = await line.raw(body, {"Authorization": f"Bearer {line.token()}"})
    assert status < 500


@SLOWLY
@given(
    name=st.sampled_from(
        ["adaptiveCard/action", "message/submitAction", "task/fetch", "composeExtension/query", "application/search"]
    )
    | st.text(max_size=20),
    value=st.dictionaries(st.sampled_from(["action", "actionName", "actionValue", "trigger"]), JSON, max_size=4),
)
async def test_invokes_never_give_a_server_error(line: Line, name: str, value: dict[str, Any]) -> None:
    body = json.dumps(line.activity("invoke", name=name, value=value)).encode()
    status, _ = await line.raw(body, {"Authorization": f"Bearer {line.token()}"})
    assert status < 500


@SLOWLY
@given(header=st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=80))
async def test_authorization_headers_never_give_a_server_error(line: Line, header: str) -> None:
    status, _ = await line.raw(b"{}", {"Authorization": header})
    assert status == 401


CHUNKED = "Transfer-Encoding: chunked"


@pytest.mark.parametrize(
    ("headers", "pieces", "answered"),
    [
        ((CHUNKED,), [b'5\r\n{"a":\r\n', b"zz\r\n"], 400),
        ((CHUNKED,), [b"ffffffffffffffffff\r\n"], 400),
        ((CHUNKED,), [b"2\r\n{}", b"x\r\n0\r\n\r\n"], 400),
        ((CHUNKED, "Content-Length: 2"), [b"2\r\n{}\r\n0\r\n\r\n"], 400),
        (("Content-Length: 2", "Content-Length: 3"), [b"{}"], 400),
        (("Content-Length: -1",), [b"{}"], 400),
        (("Content-Length: +2",), [b"{}"], 400),
        (("Content-Length: 2", "Transfer-Encoding : chunked"), [b"{}"], 400),
        (("Transfer-Encoding: xchunked",), [b"{}"], 400),
        (("Content-Length: 99999999999999999999999",), [b"{}"], 400),
        (("Content-Length: 300000",), [], 413),
        (("Content-Length: 2", *(f"X-{n}: {n}" for n in range(2000))), [b"{}"], 400),
        (("Content-Length: 2", f"X: {'x' * 100_000}"), [b"{}"], 400),
        (("Content-Length: 2", "X\x00: x"), [b"{}"], 400),
        (("Content-Length: 2", " folded: x"), [b"{}"], 400),
        (("Content-Length: 2", "Content-Type: text/html"), [b"{}"], 400),
        (("Content-Length: 2", "Content-Encoding: identity", "Content-Encoding: gzip"), [b"{}"], 415),
        (("Content-Length: 2", "Expect: something"), [b"{}"], 417),
    ],
)
async def test_http_that_is_broken_or_means_two_things_is_refused(
    line: Line, caplog: pytest.LogCaptureFixture, headers: tuple[str, ...], pieces: list[bytes], answered: int
) -> None:
    status, answer = await line.bytes(line.head(*headers), *pieces)
    assert status == answered
    assert answer.count(b"HTTP/1.") == 1  # one request, one answer: nothing was smuggled along
    assert not [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")]


@pytest.mark.parametrize("first", ["POST /api/messages", "POST /api/messages HTTP/0.9", "POST /api/messages HTTP/2.0"])
async def test_another_http_is_refused(line: Line, first: str) -> None:
    body = json.dumps(line.said("hoi")).encode()
    request = line.head(f"Content-Length: {len(body)}") + body
    assert (await line.bytes(request))[0] == 202
    assert (await line.bytes(request.replace(b"POST /api/messages HTTP/1.1", first.encode())))[0] == 400


async def test_a_body_in_pieces_that_stops_coming_is_not_waited_for(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front, "READ_SECONDS", 0.01)
    status, _ = await line.bytes(line.head(CHUNKED), b'5\r\n{"a":\r\n')
    assert status == 408


async def test_who_hangs_up_halfway_leaves_no_trace(line: Line, caplog: pytest.LogCaptureFixture) -> None:
    assert line.bot is not None
    for _ in range(5):
        _, writer = await asyncio.open_connection("127.0.0.1", line.bot.port)
        writer.write(line.head("Content-Length: 100") + b'{"type": ')
        await writer.drain()
        writer.transport.abort()
    assert (await line.post(line.said("hoi")))[0] == 202  # the bot has seen them all by now
    assert not [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")]


async def test_without_a_token_a_body_is_not_waited_for(line: Line) -> None:
    head = b"POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n{"
    status, _ = await line.bytes(head)
    assert status == 401


@pytest.mark.parametrize(
    ("name", "shown", "words"),
    [
        ("task/fetch", lambda body: body["task"]["value"], "Deze knop werkt niet meer"),
        ("message/fetchTask", lambda body: body["task"]["value"], "Dit kan ik nog niet"),
        ("composeExtension/submitAction", lambda body: body["task"]["value"], "Deze knop werkt niet meer"),
        ("composeExtension/query", lambda body: body["composeExtension"]["text"], "Deze opdracht"),
        ("composeExtension/selectItem", lambda body: body["composeExtension"]["text"], "Dit kan ik nog niet"),
    ],
)
async def test_what_koers_does_not_have_is_said_in_words(line: Line, name: str, shown: Any, words: str) -> None:
    status, body = await line.post(line.activity("invoke", name=name, value={}))
    assert status == 200
    assert shown(body).startswith(words)


async def test_a_typeahead_without_an_owner_finds_nothing(line: Line) -> None:
    status, body = await line.post(line.activity("invoke", name="application/search", value={}))
    assert (status, body["value"]["results"]) == (200, [])


async def test_other_methods_and_paths_are_refused(line: Line) -> None:
    assert line.http is not None
    assert line.bot is not None
    base = f"http://127.0.0.1:{line.bot.port}"
    async with line.http.get(f"{base}/api/messages") as response:
        assert response.status == 405
    async with line.http.get(f"{base}/elsewhere") as response:
        assert response.status == 404


async def test_health_and_readiness(line: Line) -> None:
    assert line.http is not None
    assert line.bot is not None
    base = f"http://127.0.0.1:{line.bot.port}"
    await line.say("hoi")  # by now there are keys
    async with line.http.get(f"{base}/healthz") as response:
        assert response.status == 200
    async with line.http.get(f"{base}/readyz") as response:
        assert response.status == 200
