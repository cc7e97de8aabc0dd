"""Only the Bot Connector gets in: every other token is refused, and trouble with its keys keeps nobody out."""

from __future__ import annotations

import asyncio
import base64
import gzip
import hashlib
import hmac
import json
import time
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

import aiohttp
import jwt
import pytest
from aiohttp import web

from bot import keys as signing_keys
from bot.keys import SigningKeys
from tests.wire import RIA, TENANT, Line, public, wired


@pytest.fixture
async def line(tmp_path: Path) -> AsyncGenerator[Line, None]:
    async with wired(tmp_path) as line:
        yield line


def weak() -> dict[str, Any]:
    """A key that anybody can break: 512 bits."""
    return public(3) | {"n": base64.urlsafe_b64encode((2**511 + 111).to_bytes(64, "big")).decode().rstrip("=")}


async def status_of(line: Line, token: str, **changes: Any) -> int:
    status, _ = await line.post(line.said("hoi") | changes, token=token)
    return status


async def test_the_connectors_token_is_accepted(line: Line) -> None:
    assert await status_of(line, line.token()) == 202


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": int(time.time()) - 3600},
        {"exp": None},
        {"aud": "somebody-else"},
        {"aud": None},
        {"iss": "https://evil.example"},
        {"iss": None},
        {"nbf": int(time.time()) + 3600},
    ],
    ids=["expired", "no-exp", "aud", "no-aud", "iss", "no-iss", "not-yet"],
)
async def test_a_token_with_wrong_claims_proves_nothing(line: Line, claims: dict[str, Any]) -> None:
    assert await status_of(line, line.token(**claims)) == 401
    assert line.sent == []


@pytest.mark.parametrize("claims", [{"serviceurl": "https://evil.example/"}, {"serviceurl": None}])
async def test_a_token_for_another_service_url_is_refused(line: Line, claims: dict[str, Any]) -> None:
    assert await status_of(line, line.token(**claims)) == 403


async def test_a_service_url_outside_the_list_is_refused_even_when_the_token_names_it(line: Line) -> None:
    url = "https://evil.example/"
    assert await status_of(line, line.token(serviceurl=url), serviceUrl=url) == 403


async def test_another_tenant_is_refused(line: Line) -> None:
    other = "cccccccc-0000-4000-8000-000000000001"
    conversation = {"id": "a:x", "conversationType": "personal", "tenantId": other}
    changes = {"conversation": conversation, "channelData": {"tenant": {"id": other}}}
    assert await status_of(line, line.token(), **changes) == 403


async def test_no_tenant_or_two_tenants_are_refused(line: Line) -> None:
    nowhere = {"conversation": {"id": "a:x"}, "channelData": {}}
    assert await status_of(line, line.token(), **nowhere) == 403
    twice = {"conversation": {"id": "a:x", "tenantId": TENANT}, "channelData": {"tenant": {"id": "other"}}}
    assert await status_of(line, line.token(), **twice) == 400


async def test_another_channel_is_refused(line: Line) -> None:
    for channel in ("emulator", "directline", "webchat"):
        assert await status_of(line, line.token(), channelId=channel) == 403


async def test_a_key_that_is_not_endorsed_for_teams_is_refused(tmp_path: Path) -> None:
    async with wired(tmp_path, keys=[public(1, endorsements=["webchat"])]) as line:
        assert await status_of(line, line.token()) == 403


async def test_a_token_without_signature_is_refused(line: Line) -> None:
    unsigned = jwt.encode(line.claims(), "", algorithm="none", headers={"kid": "key1"})
    assert await status_of(line, unsigned) == 401


async def test_a_public_key_used_as_a_shared_secret_is_refused(line: Line) -> None:
    def part(value: Any) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    signed = f"{part({'alg': 'HS256', 'kid': 'key1', 'typ': 'JWT'})}.{part(line.claims())}"
    secret = json.dumps(public(1)).encode()
    mac = base64.urlsafe_b64encode(hmac.new(secret, signed.encode(), hashlib.sha256).digest()).decode().rstrip("=")
    assert await status_of(line, f"{signed}.{mac}") == 401


async def test_somebody_elses_key_under_a_known_name_is_refused(line: Line) -> None:
    assert await status_of(line, line.token(2, kid="key1")) == 401


async def test_a_changed_token_is_refused(line: Line) -> None:
    head, _, rest = line.token().partition(".")
    body, _, signature = rest.partition(".")
    changed = body[:10] + ("A" if body[10] != "A" else "B") + body[11:]
    assert await status_of(line, f"{head}.{changed}.{signature}") == 401


async def test_a_good_token_is_not_remembered_for_a_changed_activity(line: Line) -> None:
    token = line.token()
    assert await status_of(line, token) == 202
    assert await status_of(line, token, channelId="webchat") == 403


async def test_a_guest_is_refused_in_words(line: Line) -> None:
    line.roles["29:ria"] = "guest"
    sent = await line.say("hoi")
    assert sent.text.startswith("Koers is er alleen voor medewerkers van Oss. Als gast kun je Koers niet gebruiken.")
    assert sent.text.endswith("Vraag het aan je collega bij Oss.")


async def test_somebody_of_another_tenant_or_of_no_roster_counts_as_a_guest(line: Line) -> None:
    line.members["29:a"] = (200, {"id": "29:a", "tenantId": "other", "userRole": "user"})
    line.members["29:b"] = (404, {"error": {"code": "MemberNotFoundInConversation", "message": ""}})
    for number, member in enumerate(("29:a", "29:b")):
        person = {"id": member, "name": "X", "aadObjectId": f"{RIA[:-1]}{number + 5}"}
        assert "gast" in (await line.say("hoi", **{"from": person})).text


async def test_an_id_of_the_tenant_in_capitals_is_the_same_tenant(line: Line) -> None:
    line.members["29:ria"] = (200, {"id": "29:ria", "tenantId": TENANT.upper(), "userRole": "user"})
    assert (await line.say("hoi", channelData={"tenant": {"id": TENANT.upper()}})).text == "Hallo"


async def test_who_is_not_in_a_roster_yet_is_looked_up_again(line: Line) -> None:
    line.members["29:ria"] = (404, {"error": {"code": "MemberNotFoundInConversation", "message": ""}})
    assert "gast" in (await line.say("hoi")).text
    del line.members["29:ria"]
    assert (await line.say("hoi")).text == "Hallo"


async def test_in_a_thread_the_roster_of_its_channel_is_asked(line: Line) -> None:
    thread = {"id": "19:abc@thread.tacv2;messageid=17", "conversationType": "channel"}
    assert (await line.say("hoi", conversation=thread)).text.endswith("Hallo")
    assert line.rosters == ["19:abc@thread.tacv2"]


async def test_somebody_without_an_entra_id_counts_as_a_guest(line: Line) -> None:
    assert "gast" in (await line.say("hoi", **{"from": {"id": "29:anonymous", "name": "Iemand"}})).text


async def test_when_the_roster_does_not_answer_nobody_gets_in_unseen(line: Line) -> None:
    line.members["29:ria"] = (403, {"error": {"code": "Forbidden", "message": ""}})
    assert (await line.say("hoi")).text.startswith("Ik kan nu niet zien wie je bent")


class Clock:
    """Time that passes when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
async def server(line: Line) -> AsyncGenerator[tuple[Line, SigningKeys, Clock], None]:
    clock = Clock()
    async with aiohttp.ClientSession() as http:
        keys = SigningKeys(
            http, f"{line.base}/.well-known/openid-configuration", timeout=1.0, clock=clock, sleep=clock.sleep
        )
        line.key_fetches = 0
        yield line, keys, clock
        await keys.close()


Server = tuple[Line, SigningKeys, Clock]


async def test_a_new_key_is_found_at_once_after_a_rollover(server: Server) -> None:
    line, keys, clock = server
    assert await keys.find("key1")
    line.keys = [public(2)]
    clock.now += signing_keys.AGAIN
    before = clock.now
    assert await keys.find("key2")
    assert clock.now - before < 1
    assert line.key_fetches == 2
    assert await keys.find("key1") is None  # withdrawn


async def test_a_rollover_just_after_a_fetch_is_waited_for(server: Server) -> None:
    line, keys, clock = server
    assert await keys.find("key1")
    line.keys = [public(2)]
    before = clock.now
    assert all(await asyncio.gather(*(keys.find("key2") for _ in range(20))))
    assert clock.now - before < signing_keys.AGAIN + 1
    assert line.key_fetches == 2


async def test_a_key_that_appears_during_a_fetch_is_found_by_the_next(server: Server) -> None:
    line, keys, _ = server
    old, begun, go_on = list(line.keys), asyncio.Event(), asyncio.Event()

    async def slowly() -> web.Response:
        begun.set()
        await go_on.wait()
        return web.json_response({"keys": old})

    line.keys_slowly = slowly
    waiting = [asyncio.create_task(keys.find("key1"))]
    await begun.wait()
    line.keys, line.keys_slowly = [public(1), public(2)], None
    waiting.append(asyncio.create_task(keys.find("key2")))
    await asyncio.sleep(0)
    go_on.set()
    assert all(await asyncio.gather(*waiting))


async def test_strangers_with_made_up_keys_cannot_make_koers_hammer_the_endpoint(server: Server) -> None:
    line, keys, clock = server
    assert await keys.find("key1")
    began, fetched = clock.now, line.key_fetches
    for round_ in range(20):
        assert set(await asyncio.gather(*(keys.find(f"made-up-{round_}-{n}") for n in range(50)))) == {None}
        assert keys.known("key1")
    assert line.key_fetches - fetched <= (clock.now - began) / signing_keys.AGAIN + 1


async def test_who_waits_when_koers_stops_waits_no_longer(server: Server) -> None:
    line, keys, _ = server
    assert await keys.find("key1")
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slowly() -> web.Response:
        begun.set()
        await go_on.wait()
        return web.Response()

    line.keys_slowly = slowly
    waiting = asyncio.create_task(keys.find("key2"))
    await begun.wait()
    await keys.close()
    assert await waiting is None
    go_on.set()


async def test_who_waits_for_an_unknown_key_takes_no_more_room_than_there_is(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, keys, _ = server
    assert await keys.find("key1")
    monkeypatch.setattr(signing_keys, "MOST_WAITING", 0)
    assert await keys.find("key2") is None
    assert await keys.find("key1")
    assert line.key_fetches == 1


async def test_many_who_wait_share_one_fetch(server: Server) -> None:
    line, keys, _ = server
    found = await asyncio.gather(*(keys.find("key1") for _ in range(20)))
    assert all(found)
    assert line.key_fetches == 1


@pytest.mark.parametrize(
    "answer",
    [
        lambda: web.Response(status=500),
        lambda: web.Response(status=302, headers={"Location": "http://169.254.169.254/"}),
        lambda: web.Response(text="<html>", content_type="text/html"),
        lambda: web.json_response([]),
        lambda: web.json_response({"keys": "none"}),
        lambda: web.json_response({"keys": [{"kid": "key1"}, 5, {"kty": "RSA", "n": "!", "e": "AQAB"}]}),
        lambda: web.Response(body=b" " * (signing_keys.LARGEST + 1), content_type="application/json"),
        lambda: web.Response(body=b"[" * 100_000, content_type="application/json"),
        lambda: web.json_response({"keys": [{"kid": f"{n}", "kty": "RSA"} for n in range(5_000)]}),
        lambda: web.json_response({"keys": [public(3), *({} for _ in range(signing_keys.MOST_KEYS))]}),
        lambda: web.json_response({"keys": [public(3, endorsements=[])]}),
        lambda: web.json_response({"keys": [weak()]}),
        lambda: web.json_response({"keys": [public(3) | {"use": "enc"}]}),
        lambda: web.json_response({"keys": [public(3) | {"kid": ["key3"]}]}),
        lambda: web.Response(body=gzip.compress(b"{}"), headers={"Content-Encoding": "gzip"}),
    ],
    ids=[
        *("500", "redirect", "html", "list", "text", "broken", "huge", "deep", "5,000 keys", "101 keys"),
        *("not endorsed", "512 bits", "for secrets", "nameless", "compressed"),
    ],
)
async def test_a_key_document_that_cannot_be_used_leaves_the_old_keys(server: Server, answer: Any) -> None:
    line, keys, clock = server
    assert await keys.find("key1")
    line.keys_answer = answer
    clock.now += signing_keys.STALE
    assert await keys.find("key2") is None
    assert await keys.find("key1")


async def test_after_a_failed_fetch_a_new_key_is_soon_found(server: Server) -> None:
    line, keys, clock = server
    line.keys_answer = lambda: web.Response(status=503)
    assert await keys.find("key1") is None
    line.keys_answer = None
    clock.now += signing_keys.AGAIN
    assert await keys.find("key1")


async def test_what_was_checked_with_a_key_that_is_withdrawn_is_checked_again(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = line.token()
    assert await status_of(line, token) == 202
    monkeypatch.setattr(signing_keys, "AGAIN", 0.0)
    assert line.bot is not None
    line.keys = [public(2)]
    await line.bot.keys.find("key2")
    assert await status_of(line, token) == 401
    assert await status_of(line, line.token(2)) == 202


async def test_a_known_key_goes_on_working_while_the_endpoint_hangs(server: Server) -> None:
    line, keys, clock = server
    assert await keys.find("key1")
    hanging = asyncio.Event()

    async def never() -> web.Response:
        await hanging.wait()
        return web.Response()

    line.keys_slowly = never
    clock.now += signing_keys.STALE
    assert [await keys.find("key1") for _ in range(5)].count(None) == 0
    hanging.set()


async def test_of_two_keys_with_one_name_the_first_counts(server: Server) -> None:
    line, keys, _ = server
    line.keys = [public(1), public(2) | {"kid": "key1"}]
    found = await keys.find("key1")
    assert found is not None
    assert found.numbers[0] == public(1)["n"]


@pytest.mark.parametrize("claims", [{"aud": "somebody-else"}, {"iss": "https://evil.example"}, {"exp": 1}, {"exp": []}])
async def test_a_token_that_is_not_even_said_to_be_for_koers_costs_no_fetch(line: Line, claims: dict[str, Any]) -> None:
    fetched = line.key_fetches
    assert await status_of(line, line.token(2, kid="key9", **claims)) == 401
    assert line.key_fetches == fetched


@pytest.mark.parametrize(
    "header",
    [b"[" * 4000, b'{"kid":"key1","alg":"RS256","x":' + b"[" * 2000 + b"]" * 2000 + b"}", b"\xff", b'"key1"']
    + [b'{"alg":"RS256","kid":%s}' % kid for kid in (b"5", b"null", b"[]", b'"\\ud800"', b'"../../etc/passwd"')]
    + [b'{"kid":"key1","alg":%s}' % alg for alg in (b"[]", b"5", b'"HS256"', b'"none"', b'"RS512"', b'"PS256"')]
    + [b'{"kid":"key1","alg":"RS256","crit":["b64"],"b64":false}', b'{"kid":"key1","kid":"key2"}'],
)
async def test_a_token_with_a_strange_head_proves_nothing(line: Line, header: bytes) -> None:
    _, body, signature = line.token().split(".")
    head = base64.urlsafe_b64encode(header).decode().rstrip("=")
    assert await status_of(line, f"{head}.{body}.{signature}") == 401


async def test_a_date_far_away_or_none_at_all_breaks_nothing(line: Line) -> None:
    assert await status_of(line, line.token(exp=10**400)) == 202
    for never in (float("nan"), float("inf"), True, "soon", [], {}):
        assert await status_of(line, line.token(exp=never)) == 401


async def test_a_list_of_audiences_is_not_for_koers_alone(line: Line) -> None:
    assert await status_of(line, line.token(aud=[line.app_id, "somebody-else"])) == 401


async def test_the_same_host_with_another_region_is_another_service_url(line: Line) -> None:
    for other in (f"{line.base}/other/", line.service_url.upper(), f"{line.service_url}x"):
        assert await status_of(line, line.token(), serviceUrl=other) == 403
    assert await status_of(line, line.token(), serviceUrl=line.service_url.rstrip("/")) == 202


async def test_the_tenant_may_stand_in_one_place_only(line: Line) -> None:
    here = {"conversation": {"id": "a:x", "conversationType": "personal"}, "channelData": {"tenant": {"id": TENANT}}}
    there = {"conversation": here["conversation"] | {"tenantId": TENANT}, "channelData": {}}
    assert await status_of(line, line.token(), **here) == 202
    assert await status_of(line, line.token(), **there) == 202


async def test_tenants_that_are_allowed_are_let_in_and_the_home_tenant_only_when_it_is_one(tmp_path: Path) -> None:
    other = "cccccccc-0000-4000-8000-000000000001"
    conversation = {"id": "a:x", "conversationType": "personal", "tenantId": other.upper()}
    changes = {"conversation": conversation, "channelData": {"tenant": {"id": other.upper()}}}
    async with wired(tmp_path, settings={"allowed_tenants": (other,)}) as line:
        assert await status_of(line, line.token(), **changes) == 202
        assert await status_of(line, line.token()) == 403


async def test_two_authorization_headers_are_one_too_many(line: Line) -> None:
    assert line.bot is not None
    body = json.dumps(line.said("hoi")).encode()
    head = (
        f"POST /api/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        f"Authorization: Bearer {line.token()}\r\nAuthorization: Bearer {line.token(2)}\r\nConnection: close\r\n\r\n"
    )
    reader, writer = await asyncio.open_connection("127.0.0.1", line.bot.port)
    writer.write(head.encode() + body)
    assert b" 401 " in await reader.readline()
    writer.close()
    await writer.wait_closed()


async def test_keys_from_another_host_than_their_metadata_are_not_fetched(line: Line) -> None:
    async def metadata(_: web.Request) -> web.Response:
        return web.json_response({"jwks_uri": f"{line.base}/keys"})

    app = web.Application()
    app.router.add_get("/metadata", metadata)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    line.key_fetches = 0
    async with aiohttp.ClientSession() as http:
        clock, address = Clock(), f"http://127.0.0.1:{runner.addresses[0][1]}/metadata"
        keys = SigningKeys(http, address, clock=clock, sleep=clock.sleep)
        assert await keys.find("key1") is None
    assert line.key_fetches == 0
    await runner.cleanup()
