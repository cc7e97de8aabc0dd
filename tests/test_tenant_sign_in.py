"""The local tenant's token service answers as the real one does, and Graph holds people to what they may."""

from __future__ import annotations

import base64
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tenant import server
from tenant.server import Tenant
from tenant.sign_ins import SignIns
from tenant.tokens import CONNECTOR

APP = "11111111-2222-3333-4444-555555555555"
OSS = Path(__file__).resolve().parents[1] / "organisations" / "oss"
RIA = "29:ria"


@dataclass
class Caller:
    """The bot at the token service, and people at Graph."""

    tenant: Tenant
    http: aiohttp.ClientSession

    async def ask(
        self, method: str, path: str, *, token: str | None = None, body: Any = None, **query: str
    ) -> tuple[int, Any]:
        issuer = f"{self.tenant.base_url}/{self.tenant.tenant_id}/"
        bearer = token if token is not None else self.tenant.tokens.access_token(issuer, CONNECTOR, APP)
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        url = self.tenant.base_url + path
        async with self.http.request(method, url, params=query, json=body, headers=headers) as answer:
            content = await answer.read()
            return answer.status, json.loads(content) if answer.content_type == "application/json" else content

    async def token(self, **more: str) -> tuple[int, Any]:
        query = {"userId": RIA, "connectionName": "koers", "channelId": "msteams"} | more
        return await self.ask("GET", "/api/usertoken/GetToken", **query)

    async def exchange(self, token: Any) -> tuple[int, Any]:
        query = {"userId": RIA, "connectionName": "koers", "channelId": "msteams"}
        return await self.ask("POST", "/api/usertoken/exchange", body={"token": token}, **query)

    async def resource(self, **state: Any) -> tuple[int, Any]:
        given = {"connectionName": "koers", "msAppId": APP, "conversation": {"user": {"id": RIA}}} | state
        encoded = base64.b64encode(json.dumps(given).encode()).decode()
        return await self.ask("GET", "/api/botsignin/GetSignInResource", state=encoded)

    async def begun(self) -> str:
        """The id in a new link."""
        _, found = await self.resource()
        return str(found["signInLink"]).partition("signin=")[2]

    async def decide(self, **form: str) -> tuple[int, str]:
        async with self.http.post(f"{self.tenant.base_url}/api/oauth/signin", data=form) as answer:
            return answer.status, await answer.text()

    @property
    def person(self) -> str:
        return self.tenant.directory.with_role("employee").id


@pytest.fixture
async def caller(tmp_path: Path) -> AsyncIterator[Caller]:
    tenant = server.create(tmp_path / "tenant.db", OSS)
    await tenant.start()
    tenant.register_bot(APP, "http://127.0.0.1:1/api/messages")
    try:
        async with aiohttp.ClientSession() as http:
            yield Caller(tenant, http)
    finally:
        await tenant.stop()


async def signed_in(caller: Caller) -> str:
    """The token for Graph of somebody who signed in."""
    begun = caller.tenant.sign_ins.find(await caller.begun())
    assert begun is not None
    code = caller.tenant.sign_ins.consent(begun, caller.tenant.directory.users[caller.person])
    status, found = await caller.token(code=code)
    assert status == 200
    return str(found["token"])


@pytest.mark.parametrize("operation", ["usertoken/GetToken", "botsignin/GetSignInResource"])
async def test_only_the_bot_itself_is_let_in(caller: Caller, operation: str) -> None:
    issuer = f"{caller.tenant.base_url}/{caller.tenant.tenant_id}/"
    another = caller.tenant.tokens.access_token(issuer, CONNECTOR, "another-app")
    for token in ("", "nonsense", another):
        assert (await caller.ask("GET", f"/api/{operation}", token=token))[0] == 401


async def test_a_link_and_what_teams_may_offer_are_given_for_the_bots_own_state(caller: Caller) -> None:
    status, found = await caller.resource()
    assert status == 200
    assert found["signInLink"].startswith(f"{caller.tenant.base_url}/api/oauth/signin?signin=")
    assert found["tokenExchangeResource"]["uri"] == f"api://botid-{APP}"
    assert "tokenExchangeResource" not in (await caller.resource(msAppId=None))[1]
    assert (await caller.resource(connectionName="other"))[0] == 404
    assert (await caller.resource(conversation={}))[0] == 400
    assert (await caller.ask("GET", "/api/botsignin/GetSignInResource", state="?"))[0] == 400


async def test_the_state_may_be_spelled_as_either_sdk_does(caller: Caller) -> None:
    state = {"ConnectionName": "koers", "MsAppId": APP, "Conversation": {"User": {"Id": RIA}}}
    encoded = base64.b64encode(json.dumps(state).encode()).decode()
    status, found = await caller.ask("GET", "/api/botsignin/GetSignInResource", state=encoded)
    assert (status, "tokenExchangeResource" in found) == (200, True)


async def test_a_code_gives_the_token_once_and_then_it_is_kept(caller: Caller) -> None:
    assert (await caller.token())[0] == 404
    begun = caller.tenant.sign_ins.find(await caller.begun())
    assert begun is not None
    code = caller.tenant.sign_ins.consent(begun, caller.tenant.directory.users[caller.person])
    wrong = "000000" if code != "000000" else "000001"
    assert (await caller.token(code=wrong))[0] == 404
    assert (await caller.token(code=code, userId="29:piet"))[0] == 404  # the code of another
    assert (await caller.token())[0] == 404  # signed in, and not proven yet
    status, found = await caller.token(code=code)
    assert (status, found["connectionName"]) == (200, "koers")
    assert (await caller.token(code=code))[0] == 404
    assert (await caller.token())[1]["token"] == found["token"]
    whose = {"userId": RIA, "connectionName": "koers", "channelId": "msteams"}
    assert (await caller.ask("DELETE", "/api/usertoken/SignOut", **whose))[0] == 200
    assert (await caller.token())[0] == 404


async def test_an_old_link_and_an_old_code_are_worth_nothing(caller: Caller) -> None:
    now = [1_800_000_000.0]
    signed = SignIns(caller.tenant, now=lambda: now[0])
    begun = signed.begin(RIA, "koers")
    code = signed.consent(begun, caller.tenant.directory.users[caller.person])
    other = signed.begin(RIA, "koers")
    now[0] += 601
    assert signed.with_code(RIA, "koers", code) is None
    assert signed.find(other.id) is None


async def test_teams_token_is_exchanged_after_consent_and_no_other_token_is(caller: Caller) -> None:
    user = caller.tenant.directory.users[caller.person]
    offered = caller.tenant.sign_ins.for_teams(user)
    status, refused = await caller.exchange(offered)
    assert (status, "AADSTS65001" in refused["error"]["message"]) == (400, True)
    caller.tenant.sign_ins.allow(user.id, "koers")
    for token in ("", None, "nonsense", await signed_in(caller)):
        assert (await caller.exchange(token))[0] == 400
    status, found = await caller.exchange(offered)
    assert (status, (await caller.token())[1]["token"]) == (200, found["token"])


async def test_graph_takes_the_token_for_what_it_allows_and_for_nothing_else(caller: Caller) -> None:
    token = await signed_in(caller)
    status, me = await caller.ask("GET", "/v1.0/me", token=token)
    assert (status, me["id"]) == (200, caller.person)
    assert (await caller.ask("GET", f"/v1.0/users/{caller.person}", token=token))[0] == 200
    status, places = await caller.ask("GET", "/v1.0/organization", token=token)
    assert (status, places["value"][0]["id"]) == (200, caller.tenant.tenant_id)
    another = caller.tenant.directory.with_role("manager").id
    for path in (f"/users/{another}", "/users", "/groups", "/me/manager", "/me/memberOf", "/sites"):
        status, refused = await caller.ask("GET", f"/v1.0{path}", token=token)
        assert (status, refused["error"]["code"]) == (403, "Authorization_RequestDenied"), path
    assert (await caller.ask("PATCH", "/v1.0/me", token=token, body={}))[0] == 403


async def test_the_connector_and_the_token_service_do_not_take_a_persons_token(caller: Caller) -> None:
    token = await signed_in(caller)
    assert (await caller.ask("GET", "/api/usertoken/GetToken", token=token))[0] == 401
    assert (await caller.ask("GET", "/connector/v3/conversations/a/members", token=token))[0] == 401


async def test_consent_is_kept_and_a_refusal_is_none(caller: Caller) -> None:
    link = await caller.begun()
    status, page = await caller.decide(signin=link, person=caller.person, decision="refuse")
    assert (status, 'data-state="CancelledByUser"' in page) == (200, True)
    assert not caller.tenant.sign_ins.has_consented(caller.person, "koers")
    status, page = await caller.decide(signin=link, person=caller.person, decision="allow", lang="en")
    assert (status, "You are signed in" in page) == (200, True)
    assert caller.tenant.sign_ins.has_consented(caller.person, "koers")
    assert (await caller.decide(signin=link, person=caller.person, decision="allow"))[0] == 404  # used


async def test_a_guest_and_nobody_cannot_sign_in(caller: Caller) -> None:
    link = await caller.begun()
    guest = caller.tenant.directory.with_role("guest").id
    for person in (guest, "nobody", ""):
        _, page = await caller.decide(signin=link, person=person, decision="allow")
        assert 'data-state=""' in page
    assert not caller.tenant.sign_ins.has_consented(guest, "koers")


async def test_nothing_of_a_request_becomes_markup_on_the_page(caller: Caller) -> None:
    hostile = '"><script>alert(1)</script>'
    query = {"signin": await caller.begun(), "login_hint": hostile, "lang": hostile, "theme": hostile}
    async with caller.http.get(f"{caller.tenant.base_url}/api/oauth/signin", params=query) as answer:
        assert answer.status == 200
        assert "alert(1)" not in await answer.text()
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"person": "{person}", "resource": "api://botid-other"}, 409, "resourcematchfailed"),
        ({"person": "nobody", "resource": f"api://botid-{APP}"}, 409, "tokenmissing"),
        ([], 400, "invokeerror"),
    ],
)
async def test_teams_says_why_it_has_no_token(caller: Caller, body: Any, status: int, code: str) -> None:
    assert await caller.ask("POST", "/chat/sso", token="", body=body) == (status, {"error": code})
