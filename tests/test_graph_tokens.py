"""Signing in outside a local tenant: Entra through azure-identity."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from azure.core.credentials import AccessToken
from azure.core.exceptions import ClientAuthenticationError, ServiceRequestError

from graph.problems import Forbidden, Passing
from graph.tokens import EntraSignIn, LocalSignIn, Tokens, sign_in
from settings import Settings

SETTINGS = Settings.from_environment(
    {"KOERS_APP_ID": "app", "KOERS_APP_SECRET": "geheim", "KOERS_TENANT_ID": "tenant", "KOERS_DATA": "/nowhere"}
)


@dataclass
class Entra:
    """Stands where azure-identity's credential stands; the real one only speaks HTTPS to Microsoft."""

    made: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])
    asked: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    closed: int = 0
    trouble: Exception | None = None
    lifetime: float = 3600

    def __call__(self, *about: Any, **options: Any) -> Entra:
        self.made.append((*about, options))
        return self

    async def get_token(self, scope: str, **options: Any) -> AccessToken:
        self.asked.append({"scope": scope, **options})
        if self.trouble is not None:
            raise self.trouble
        return AccessToken(f"token-{len(self.asked)}", int(time.time() + self.lifetime))

    async def close(self) -> None:
        self.closed += 1


@pytest.fixture
def entra(monkeypatch: pytest.MonkeyPatch) -> Entra:
    stand_in = Entra()
    monkeypatch.setattr("azure.identity.aio.ClientSecretCredential", stand_in)
    return stand_in


def tokens(host: str = "graph.microsoft.com") -> Tokens:
    return Tokens(sign_in(SETTINGS), host)


async def test_outside_local_mode_entra_signs_in(entra: Entra, tmp_path: Path) -> None:
    assert isinstance(sign_in(SETTINGS), EntraSignIn)
    local = Settings.for_local_tenant("oss", "http://127.0.0.1:1", tenant_id="t", data=tmp_path, port=1)
    assert isinstance(sign_in(local), LocalSignIn)
    assert entra.made == [("tenant", "app", "geheim", {"authority": "https://login.microsoftonline.com"})]


async def test_one_token_serves_everybody_until_it_nearly_ends(entra: Entra) -> None:
    kept = tokens()
    assert set(await asyncio.gather(*(kept.token() for _ in range(5)))) == {"token-1"}
    assert entra.asked == [{"scope": "https://graph.microsoft.com/.default", "enable_cae": True}]
    entra.lifetime = 200  # less than the margin: used once, then renewed
    await kept.replace("token-1")
    assert await kept.token() == "token-3"


async def test_the_token_only_goes_to_graph(entra: Entra) -> None:
    kept = tokens()
    assert await kept.get_authorization_token("https://graph.microsoft.com/v1.0/users") == "token-1"
    for elsewhere in (
        "https://oss.sharepoint.com/f",
        "https://graph.microsoft.com.evil.example/",
        "not an address",
        "",
    ):
        assert await kept.get_authorization_token(elsewhere) == ""


async def test_a_refused_token_is_replaced_once_by_a_fresh_credential_with_what_graph_asks(entra: Entra) -> None:
    kept = tokens()
    refused = await kept.token()
    await asyncio.gather(*(kept.replace(refused, '{"access_token":{}}') for _ in range(3)))
    assert await kept.token() == "token-2"
    assert entra.asked[1]["claims"] == '{"access_token":{}}'
    assert (len(entra.made), entra.closed) == (2, 1)


async def test_trouble_with_entra_is_told_apart(entra: Entra) -> None:
    entra.trouble = ClientAuthenticationError("AADSTS7000215: Invalid client secret")
    with pytest.raises(Forbidden, match="AADSTS7000215"):
        await tokens().token()
    entra.trouble = ServiceRequestError("no connection")
    with pytest.raises(Passing, match="no connection"):
        await tokens().token()


async def test_a_local_sign_in_service_that_is_not_there_is_a_passing_problem(tmp_path: Path) -> None:
    nowhere = Settings.for_local_tenant("oss", "http://127.0.0.1:9", tenant_id="t", data=tmp_path, port=1)
    source = LocalSignIn(replace(nowhere, login_url="http://127.0.0.1:9"))
    with pytest.raises(Passing):
        await source.fetch(None)
    await source.close()
