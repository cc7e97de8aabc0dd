"""The token that a request to Graph carries: from the local tenant's sign-in service, or from Entra."""

from __future__ import annotations

import asyncio
import time
from typing import Any, Protocol

import httpx
from kiota_abstractions.authentication.access_token_provider import AccessTokenProvider
from kiota_abstractions.authentication.allowed_hosts_validator import AllowedHostsValidator

from graph.problems import Forbidden, Passing, from_answer
from settings import Settings

SCOPE = "https://graph.microsoft.com/.default"
MARGIN = 300.0  # seconds before its end that a token is no longer used
SIGN_IN_SECONDS = 10.0


class TokenSource(Protocol):
    """Whoever signs Koers in."""

    async def fetch(self, claims: str | None) -> tuple[str, float]:
        """A new token and how many seconds it is valid. `claims` is what Graph asked for when it refused the last."""
        ...

    async def close(self) -> None:
        """Lets go of connections."""
        ...


class Tokens(AccessTokenProvider):
    """Keeps one token and renews it in time; hands it out for Graph's own host only."""

    def __init__(self, source: TokenSource, host: str) -> None:
        self._source = source
        self._hosts = AllowedHostsValidator([host])  # an empty list would mean: any host
        self._token = ""
        self._until = 0.0  # on the monotonic clock
        self._renewing = asyncio.Lock()

    async def get_authorization_token(
        self, uri: str, additional_authentication_context: dict[str, Any] | None = None
    ) -> str:
        """The token for `uri`; empty, which sends none, when that is not Graph. Raises GraphProblem."""
        return await self.token() if self._hosts.is_url_host_valid(uri) else ""

    def get_allowed_hosts_validator(self) -> AllowedHostsValidator:
        """The hosts that get the token."""
        return self._hosts

    async def token(self) -> str:
        """A token that is still valid for a while."""
        async with self._renewing:
            if time.monotonic() >= self._until:
                await self._renew(None)
            return self._token

    async def replace(self, refused: str, claims: str | None = None) -> None:
        """Gets another token because Graph refused this one. Concurrent callers that met the same one get it once."""
        async with self._renewing:
            if self._token == refused:
                await self._renew(claims)

    async def _renew(self, claims: str | None) -> None:
        self._token, seconds = await self._source.fetch(claims)
        self._until = time.monotonic() + max(0.0, seconds - MARGIN)

    async def close(self) -> None:
        """Lets go of the sign-in service."""
        await self._source.close()


class LocalSignIn:
    """The sign-in service of the local tenant, by the client-credentials flow that Entra has too."""

    def __init__(self, settings: Settings) -> None:
        self._url = f"{settings.login_url}/{settings.tenant_id}/oauth2/v2.0/token"
        self._form = {
            "grant_type": "client_credentials",
            "client_id": settings.app_id,
            "client_secret": settings.app_secret,
            "scope": SCOPE,
        }
        self._http = httpx.AsyncClient(timeout=SIGN_IN_SECONDS, trust_env=False, follow_redirects=False)

    async def fetch(self, claims: str | None) -> tuple[str, float]:
        """A new token. Raises Passing when the service does not answer and Forbidden when it refuses."""
        form = self._form if claims is None else {**self._form, "claims": claims}
        try:
            answer = await self._http.post(self._url, data=form)
        except httpx.HTTPError as error:
            raise Passing(0, type(error).__name__, f"the sign-in service: {error}") from error
        if answer.status_code != 200:
            problem = from_answer(answer.status_code, answer.headers, answer.content)
            raise problem if isinstance(problem, Passing) else Forbidden(problem.status, problem.code, problem.message)
        data = answer.json()
        return str(data["access_token"]), float(data["expires_in"])

    async def close(self) -> None:
        """Closes the connections."""
        await self._http.aclose()


class EntraSignIn:
    """Microsoft Entra, through azure-identity, which is only loaded here: a local tenant does without it."""

    def __init__(self, settings: Settings) -> None:
        from azure.identity.aio import ClientSecretCredential

        self._new = lambda: ClientSecretCredential(
            settings.tenant_id, settings.app_id, settings.app_secret, authority=settings.login_url
        )
        self._credential = self._new()
        self._fetched = False

    async def fetch(self, claims: str | None) -> tuple[str, float]:
        """A new token. Raises Passing when Entra does not answer and Forbidden when it refuses."""
        from azure.core.exceptions import AzureError, ClientAuthenticationError

        if self._fetched:  # the credential would hand out the token that Graph has just refused
            await self._credential.close()
            self._credential = self._new()
        try:
            async with asyncio.timeout(SIGN_IN_SECONDS):
                options: dict[str, Any] = {} if claims is None else {"claims": claims}
                token = await self._credential.get_token(SCOPE, enable_cae=True, **options)
        except TimeoutError as error:
            raise Passing(0, "timeout", "Entra does not answer") from error
        except ClientAuthenticationError as error:
            raise Forbidden(401, "signInRefused", str(error.message)) from error
        except AzureError as error:
            raise Passing(0, type(error).__name__, str(error.message)) from error
        self._fetched = True
        return token.token, token.expires_on - time.time()

    async def close(self) -> None:
        """Closes the connections."""
        await self._credential.close()


def sign_in(settings: Settings) -> TokenSource:
    """Who signs Koers in."""
    return LocalSignIn(settings) if settings.local else EntraSignIn(settings)
