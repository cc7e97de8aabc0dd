"""Signing in at Microsoft: by a secret, a certificate or the identity of the machine, and never waiting needlessly."""

from __future__ import annotations

import asyncio
import base64
import threading
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field, replace
from pathlib import Path

import jwt
import pytest
from aiohttp import web
from cryptography.hazmat.primitives import hashes

import identity
from graph.problems import Forbidden, Passing
from graph.tokens import Tokens
from identity import AccessToken, LocalSignIn, SignInProblem, Token, managed, sign_in
from knowledge.model.identity import Identity
from knowledge.model.problems import ModelProblem
from settings import Credential, Settings
from tests.entra import APP, TENANT, Entra, certificate, entra, pem, pfx, rsa_key

SCOPE = "https://graph.microsoft.com/.default"
SECRET = Credential(secret="geheim")
REFUSED = (401, {"error": "invalid_client", "error_description": "AADSTS7000215: Invalid client secret provided."})


@pytest.fixture
async def service(tmp_path: Path) -> AsyncGenerator[Entra, None]:
    async with entra(tmp_path) as service:
        yield service


async def test_a_secret_signs_in(service: Entra) -> None:
    given = await service.sign_in(SECRET).fetch(SCOPE, None)
    assert given.text == "token-1"
    assert 3590 < given.lifetime <= 3600
    asked = service.asked[0]
    assert asked["path"] == f"/{TENANT}/oauth2/v2.0/token"
    assert (asked["client_id"], asked["client_secret"], asked["scope"]) == (APP, "geheim", SCOPE)
    assert "token-1" not in repr(given)


@pytest.mark.parametrize("password", ["", "wachtwoord"])
@pytest.mark.parametrize("kind", ["pem", "pfx"])
async def test_a_certificate_signs_in_with_a_proof_that_only_its_key_can_make(
    service: Entra, tmp_path: Path, kind: str, password: str
) -> None:
    signed = certificate(rsa_key())
    path = tmp_path / f"app.{kind}"
    path.write_bytes(pem(rsa_key(), signed, password) if kind == "pem" else pfx(rsa_key(), signed, password))
    source = service.sign_in(Credential(certificate=path, certificate_password=password))
    assert (await source.fetch(SCOPE, None)).text == "token-1"
    proof = service.asked[0]["client_assertion"]
    assert "client_secret" not in service.asked[0]
    claims = jwt.decode(proof, rsa_key().public_key(), algorithms=["PS256"], options={"verify_aud": False})
    assert (claims["iss"], claims["sub"]) == (APP, APP)
    assert claims["aud"].endswith(f"/{TENANT}/oauth2/v2.0/token")
    thumbprint = base64.urlsafe_b64encode(signed.fingerprint(hashes.SHA256())).decode()
    assert jwt.get_unverified_header(proof)["x5t#S256"] == thumbprint


async def test_a_certificate_that_is_replaced_on_disk_is_used_from_the_next_token_on(
    service: Entra, tmp_path: Path
) -> None:
    path = tmp_path / "app.pem"
    path.write_bytes(pem(rsa_key(1), certificate(rsa_key(1))))
    source = service.sign_in(Credential(certificate=path))
    await source.fetch(SCOPE, None)
    path.write_bytes(pem(rsa_key(2), certificate(rsa_key(2))))
    await source.fetch(SCOPE, None)
    for asked, number in zip(service.asked, (1, 2), strict=True):
        key = rsa_key(number).public_key()
        assert jwt.decode(asked["client_assertion"], key, algorithms=["PS256"], options={"verify_aud": False})


@dataclass
class Machine:
    """The address where a machine in Azure gets the tokens of its identity."""

    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list[tuple[str, dict[str, str]]])
    status: int = 200

    async def give(self, request: web.Request) -> web.Response:
        self.asked.append((request.headers.get("X-IDENTITY-HEADER", ""), dict(request.query)))
        if self.status != 200:
            return web.json_response({"statusCode": self.status, "message": "no such identity"}, status=self.status)
        ends = 4_000_000_000
        body = {"access_token": f"machine-{len(self.asked)}", "expires_on": str(ends), "token_type": "Bearer"}
        return web.json_response(body | {"resource": request.query["resource"], "client_id": "x"})


@pytest.fixture
async def machine(monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[Machine, None]:
    served = Machine()
    app = web.Application()
    app.router.add_get("/token", served.give)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"http://127.0.0.1:{runner.addresses[0][1]}/token")
    monkeypatch.setenv("IDENTITY_HEADER", "kop")
    yield served
    await runner.cleanup()


@pytest.mark.parametrize(("name", "named"), [("managed", {}), (APP, {"client_id": APP})])
async def test_the_identity_of_the_machine_signs_in(machine: Machine, name: str, named: dict[str, str]) -> None:
    env = {"KOERS_APP_ID": APP, "KOERS_APP_IDENTITY": name, "KOERS_TENANT_ID": TENANT, "KOERS_HASH_KEY": "k" * 32}
    source = sign_in(Settings.from_environment(env), challenged=True)
    assert (await source.fetch(SCOPE, None)).text == "machine-1"
    assert machine.asked == [("kop", {"api-version": "2019-08-01", "resource": "https://graph.microsoft.com", **named})]
    assert (
        await source.fetch(SCOPE, '{"access_token":{}}')
    ).text == "machine-2"  # no memory that hands out the refused


async def test_a_model_gets_the_token_of_the_machine_and_hears_when_there_is_none(machine: Machine) -> None:
    model = Identity(Token(managed("managed"), "https://cognitiveservices.azure.com/.default"))
    assert [await model.token(), await model.token()] == ["machine-1", "machine-1"]
    await model.close()
    machine.status = 400
    model = Identity(Token(managed("managed"), "https://cognitiveservices.azure.com/.default"))
    with pytest.raises(ModelProblem):
        await model.token()
    await model.close()


async def test_trouble_with_entra_is_told_apart(service: Entra, monkeypatch: pytest.MonkeyPatch) -> None:
    service.answers.append(REFUSED)
    with pytest.raises(SignInProblem, match="AADSTS7000215") as refused:
        await service.sign_in(SECRET).fetch(SCOPE, None)
    assert (refused.value.refused, refused.value.status) == (True, 401)
    monkeypatch.setattr(identity, "SIGN_IN_SECONDS", 0.2)
    service.held = asyncio.Event()
    with pytest.raises(SignInProblem, match="timeout") as hanging:
        await service.sign_in(SECRET).fetch(SCOPE, None)
    assert not hanging.value.refused
    service.held.set()


async def test_a_service_that_is_not_there_is_a_passing_problem(service: Entra) -> None:
    source = sign_in(replace(service.settings(SECRET), login_url="https://127.0.0.1:9"), retry_total=0)
    with pytest.raises(SignInProblem) as nobody:
        await source.fetch(SCOPE, None)
    assert not nobody.value.refused


@pytest.mark.parametrize("login_url", ["http://127.0.0.1:9"])
async def test_a_local_service_that_is_not_there_is_a_passing_problem(tmp_path: Path, login_url: str) -> None:
    local = Settings.for_local_tenant("oss", login_url, tenant_id="t", data=tmp_path, port=1)
    assert isinstance(sign_in(local), LocalSignIn)
    with pytest.raises(SignInProblem) as nobody:
        await sign_in(local).fetch(SCOPE, None)
    assert not nobody.value.refused


async def test_azure_identity_is_made_ready_beside_the_event_loop() -> None:
    where: list[int] = []

    def make() -> object:
        where.append(threading.get_ident())
        raise ValueError("not today")

    token = Token(identity.EntraSignIn(make, challenged=False), SCOPE)  # pyright: ignore[reportArgumentType]
    with pytest.raises(SignInProblem, match="not today"):
        await token.current()
    assert where != [threading.get_ident()]


@dataclass
class Source:
    """Gives tokens, or not, when a test lets it."""

    given: int = 0
    down: Exception | None = None
    now: float = 1000.0
    lifetime: float = 3600.0
    held: asyncio.Event | None = None
    claims: list[str | None] = field(default_factory=list[str | None])

    async def fetch(self, scope: str, claims: str | None) -> AccessToken:
        self.given += 1
        self.claims.append(claims)
        if self.held is not None:
            await self.held.wait()
        if self.down is not None:
            raise self.down
        return AccessToken(f"t{self.given}", self.lifetime)


@pytest.fixture
async def source() -> Source:
    return Source()


@pytest.fixture
async def token(source: Source) -> AsyncGenerator[Token, None]:
    token = Token(source, SCOPE, clock=lambda: source.now)
    yield token
    await token.close()


async def test_one_token_serves_everybody_until_it_is_nearly_over(source: Source, token: Token) -> None:
    assert set(await asyncio.gather(*(token.current() for _ in range(20)))) == {"t1"}
    assert await token.current() == "t1"
    assert source.given == 1


async def test_who_has_a_good_token_never_waits_for_its_successor(source: Source, token: Token) -> None:
    await token.current()
    source.now += source.lifetime - identity.AHEAD
    source.held = asyncio.Event()
    assert [await token.current() for _ in range(5)] == ["t1"] * 5  # the service hangs all the while
    source.held.set()
    await token.renewed()
    assert await token.current() == "t2"
    assert source.given == 2


async def test_when_no_new_token_comes_the_old_one_is_used_until_its_end(source: Source, token: Token) -> None:
    await token.current()
    source.down = SignInProblem("down")
    source.now += source.lifetime - identity.AHEAD
    assert await token.current() == "t1"
    await token.renewed()
    assert await token.current() == "t1"
    source.now += identity.AHEAD - identity.TOO_OLD
    with pytest.raises(SignInProblem, match="down"):
        await token.current()


@pytest.mark.parametrize("down", [SignInProblem("down", refused=True), KeyError("a bug of a library")])
async def test_a_service_that_fails_is_left_alone_longer_each_time(
    source: Source, token: Token, down: Exception
) -> None:
    source.down = down
    for _ in range(3600):  # a call a second, an hour long
        with pytest.raises(SignInProblem) as problem:
            await token.current()
        assert 0 < problem.value.again <= identity.LONGEST_PAUSE
        source.now += 1
    assert 3600 / identity.LONGEST_PAUSE < source.given < 3600 / identity.LONGEST_PAUSE * 1.5
    source.down = None
    source.now += identity.LONGEST_PAUSE
    assert await token.current() == f"t{source.given}"


async def test_a_refused_token_is_replaced_once_with_what_the_service_asks_to_see(source: Source, token: Token) -> None:
    refused = await token.current()
    for _ in range(3):
        token.forget(refused, '{"access_token":{}}')
    assert set(await asyncio.gather(*(token.current() for _ in range(3)))) == {"t2"}
    token.forget(refused, "something else")  # somebody who is late to hear
    assert await token.current() == "t2"
    token.forget("t2")
    assert await token.current() == "t3"
    assert source.claims == [None, '{"access_token":{}}', None]


@pytest.mark.parametrize("lifetime", [0.0, -5.0, float("nan"), float("inf")])
async def test_a_token_without_a_life_is_none(source: Source, token: Token, lifetime: float) -> None:
    source.lifetime = lifetime
    with pytest.raises(SignInProblem):
        await token.current()


async def test_a_short_lived_token_is_used_for_most_of_its_life(source: Source, token: Token) -> None:
    source.lifetime = 60
    await token.current()
    source.now += 40
    assert await token.current() == "t1"
    assert source.given == 1


async def test_who_gives_up_waiting_does_not_end_the_renewal_for_others(source: Source, token: Token) -> None:
    source.held = asyncio.Event()
    waiting = [asyncio.create_task(token.current()) for _ in range(2)]
    await asyncio.sleep(0)
    waiting[0].cancel()
    await asyncio.gather(waiting[0], return_exceptions=True)
    source.held.set()
    assert await waiting[1] == "t1"


async def test_when_koers_stops_nobody_waits_for_a_token(source: Source, token: Token) -> None:
    source.held = asyncio.Event()
    waiting = asyncio.create_task(token.current())
    await asyncio.sleep(0)
    await token.close()
    with pytest.raises(SignInProblem, match="stopping"):
        await waiting


async def test_the_token_for_graph_only_goes_to_graph(token: Token) -> None:
    kept = Tokens(token, "graph.microsoft.com")
    assert await kept.get_authorization_token("https://graph.microsoft.com/v1.0/users") == "t1"
    for elsewhere in (
        "https://oss.sharepoint.com/f",
        "https://graph.microsoft.com.evil.example/",
        "not an address",
        "",
    ):
        assert await kept.get_authorization_token(elsewhere) == ""


async def test_graph_tells_a_refusal_from_trouble_that_passes(source: Source, token: Token) -> None:
    kept = Tokens(token, "graph.microsoft.com")
    source.down = SignInProblem("signInRefused", "AADSTS7000215", status=401, refused=True)
    with pytest.raises(Forbidden, match="AADSTS7000215"):
        await kept.token()
    source.now += identity.LONGEST_PAUSE
    source.down = SignInProblem("ServiceRequestError", "no connection")
    with pytest.raises(Passing, match="no connection") as passing:
        await kept.token()
    assert passing.value.retry_after is not None
