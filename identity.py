"""How Koers signs in at Microsoft: its one credential, and tokens that are renewed before they run out."""

from __future__ import annotations

import asyncio
import logging
import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, cast

import aiohttp

from certificate import read_certificate
from settings import MANAGED, Settings
from telemetry.logs import Id

if TYPE_CHECKING:
    from azure.core.credentials_async import AsyncTokenCredential

log = logging.getLogger(__name__)

AHEAD = 600.0  # seconds before its end that a token is renewed, while the old one is still used
TOO_OLD = 30.0  # seconds before its end that a token is no longer used
SIGN_IN_SECONDS = 10.0  # that one attempt may take
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds between attempts that fail: each time twice as long
DETAIL = 300  # characters of what the sign-in service says


class SignInProblem(Exception):
    """There is no token. `refused`: the sign-in service said no; otherwise trying again, `again` seconds later, helps.

    `detail` is what the service says of it, never a secret.
    """

    def __init__(
        self, code: str, detail: str = "", *, status: int = 0, refused: bool = False, again: float = 0.0
    ) -> None:
        detail = " ".join(detail.split())[:DETAIL]
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail
        self.status = status
        self.refused = refused
        self.again = again

    @property
    def for_log(self) -> str:
        """The code alone: the detail is the service's own words."""
        return self.code


@dataclass(frozen=True)
class AccessToken:
    """A token and how many seconds it is good for, from when it was asked for."""

    text: str = field(repr=False)
    lifetime: float


class TokenSource(Protocol):
    """Whoever gives tokens."""

    async def fetch(self, scope: str, claims: str | None) -> AccessToken:
        """A new token; `claims` is what the service that refused the last one wants to see. Raises SignInProblem."""
        ...


class LocalSignIn:
    """The sign-in service of the local tenant, by the client-credentials flow that Entra has too."""

    def __init__(self, settings: Settings) -> None:
        self._url = f"{settings.login_url}/{settings.tenant_id}/oauth2/v2.0/token"
        self._form = {
            "grant_type": "client_credentials",
            "client_id": settings.app_id,
            "client_secret": settings.credential.secret,
        }

    async def fetch(self, scope: str, claims: str | None) -> AccessToken:
        """A new token. Raises SignInProblem."""
        form = self._form | {"scope": scope} | ({"claims": claims} if claims else {})
        timeout = aiohttp.ClientTimeout(total=SIGN_IN_SECONDS)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar()) as session,
                session.post(self._url, data=form, allow_redirects=False) as response,
            ):
                if response.status != 200:
                    text = await response.text(errors="replace")
                    refused = response.status in (400, 401, 403)
                    raise SignInProblem("signInRefused", text, status=response.status, refused=refused)
                body = cast("dict[str, object]", await response.json())
            return AccessToken(str(body["access_token"]), float(str(body["expires_in"])))
        except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError) as error:
            raise SignInProblem(type(error).__name__, "the sign-in service gives no token") from error


class EntraSignIn:
    """Microsoft Entra, through azure-identity; `make` gives one of its credentials.

    Each token has a credential of its own: azure-identity would hand out from its memory what was just refused, and a
    certificate that was replaced on disk is read anew.
    """

    def __init__(self, make: Callable[[], AsyncTokenCredential], *, challenged: bool) -> None:
        self._make = make
        self._challenged = challenged

    async def fetch(self, scope: str, claims: str | None) -> AccessToken:
        """A new token. Raises SignInProblem."""
        credential = await asyncio.to_thread(self._make)  # loads azure-identity, which takes half a second
        from azure.core.exceptions import AzureError, ClientAuthenticationError

        options: dict[str, Any] = {"claims": claims} if claims else {}
        try:
            async with asyncio.timeout(SIGN_IN_SECONDS), credential:
                token = await credential.get_token(scope, enable_cae=self._challenged, **options)
        except TimeoutError as error:
            raise SignInProblem("timeout", f"no token in {SIGN_IN_SECONDS:g} seconds") from error
        except ClientAuthenticationError as error:
            status = error.status_code or 0
            raise SignInProblem(
                "signInRefused", str(error.message), status=status, refused=status in (400, 401, 403)
            ) from error
        except AzureError as error:
            raise SignInProblem(type(error).__name__, str(error.message)) from error
        return AccessToken(token.token, token.expires_on - time.time())


class Token:
    """One token for one scope, for everybody who needs it. `clock` is in seconds.

    Who comes while it is good never waits: it is renewed in the background, by one attempt at a time, and after an
    attempt that failed not at once again.
    """

    def __init__(self, source: TokenSource, scope: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._source = source
        self._scope = scope
        self._clock = clock
        self._text = ""
        self._ends = self._ahead = self._too_old = 0.0
        self._claims: str | None = None
        self._failures = 0
        self._fetched: float | None = None
        self._not_before = -math.inf
        self._problem = SignInProblem("noToken")
        self._renewing: asyncio.Task[str] | None = None

    @property
    def age(self) -> float | None:
        """Seconds since the token was asked for; None without one."""
        return None if self._fetched is None else self._clock() - self._fetched

    async def current(self) -> str:
        """A token that is good for a while. Raises SignInProblem."""
        left = self._ends - self._clock() if self._text else -math.inf
        if left > self._ahead:
            return self._text
        renewal = self._renewal()
        if left > self._too_old:
            return self._text
        if renewal is None:
            raise self._still_failing()
        try:
            return await asyncio.shield(renewal)
        except asyncio.CancelledError:
            if renewal.cancelled():  # it is the renewal that was ended, by close(), and not who waits for it
                raise SignInProblem("stopping") from None
            raise

    def forget(self, token: str, claims: str | None = None) -> None:
        """A service refused this token: the next call fetches another, with the claims that the service asks for."""
        if token == self._text:
            self._text = ""
            self._claims = claims

    async def renewed(self) -> None:
        """Waits for a renewal that is under way, whatever comes of it."""
        if self._renewing is not None:
            await asyncio.wait({self._renewing})

    async def close(self) -> None:
        """Ends a renewal that is under way."""
        if self._renewing is not None:
            self._renewing.cancel()
            await asyncio.gather(self._renewing, return_exceptions=True)

    def _renewal(self) -> asyncio.Task[str] | None:
        """The attempt that is under way, or a new one; None where it is too soon after one that failed."""
        if self._renewing is not None and not self._renewing.done():
            return self._renewing
        if self._clock() < self._not_before:
            return None
        self._renewing = asyncio.create_task(self._renew(), name=f"token for {self._scope}")
        self._renewing.add_done_callback(_observed)
        return self._renewing

    async def _renew(self) -> str:
        asked, claims = self._clock(), self._claims
        try:
            token = await self._source.fetch(self._scope, claims)
            if not (token.text and 0 < token.lifetime < math.inf):
                raise SignInProblem("badToken", "the sign-in service gave a token that is over already")
        except Exception as error:  # whatever a sign-in library raises, the next attempt is not made at once
            self._failed(error if isinstance(error, SignInProblem) else SignInProblem(type(error).__name__, str(error)))
            raise self._problem from error
        self._text, self._ends, self._fetched = token.text, asked + token.lifetime, asked
        self._ahead, self._too_old = min(AHEAD, token.lifetime / 4), min(TOO_OLD, token.lifetime / 10)
        self._failures, self._not_before = 0, -math.inf
        if self._claims == claims:
            self._claims = None
        return token.text

    def _failed(self, problem: SignInProblem) -> None:
        pause = min(FIRST_PAUSE * 2**self._failures, LONGEST_PAUSE)
        self._failures = min(self._failures + 1, 10)
        self._not_before = self._clock() + pause * random.uniform(0.75, 1.0)  # the tokens do not all come at once
        self._problem = problem
        problem.again = pause
        log.warning("no token for %s, next attempt in %g seconds: %s", Id(self._scope), pause, problem)

    def _still_failing(self) -> SignInProblem:
        last = self._problem
        again = max(0.0, self._not_before - self._clock())
        return SignInProblem(last.code, last.detail, status=last.status, refused=last.refused, again=again)


def _observed(task: asyncio.Task[str]) -> None:
    """Takes note of the exception of a renewal that nobody waits for; it is in the log."""
    if not task.cancelled():
        task.exception()


def sign_in(settings: Settings, *, challenged: bool = False, **options: Any) -> TokenSource:
    """Who gives this Koers its tokens. Raises SettingsError where its certificate cannot be used.

    `challenged`: the service that gets the tokens may refuse one and say what it wants to see, and is answered.
    `options` go to azure-identity as they are.
    """
    if settings.local:
        return LocalSignIn(settings)
    credential = settings.credential
    if credential.identity:
        return managed(credential.identity, challenged=challenged)
    if credential.certificate is not None:
        read_certificate(credential.certificate, credential.certificate_password)
    return EntraSignIn(lambda: _entra(settings, options), challenged=challenged)


def managed(name: str, *, challenged: bool = False) -> TokenSource:
    """The identity of the machine: MANAGED, or the client id of one of several."""

    def make() -> AsyncTokenCredential:
        from azure.identity.aio import ManagedIdentityCredential

        return ManagedIdentityCredential() if name == MANAGED else ManagedIdentityCredential(client_id=name)

    return EntraSignIn(make, challenged=challenged)


def _entra(settings: Settings, options: dict[str, Any]) -> AsyncTokenCredential:
    from azure.identity.aio import CertificateCredential, ClientSecretCredential

    credential, options = settings.credential, {"authority": settings.login_url, "retry_total": 1} | options
    if credential.certificate is None:
        return ClientSecretCredential(settings.tenant_id, settings.app_id, credential.secret, **options)
    content = read_certificate(credential.certificate, credential.certificate_password).content
    password = {"password": credential.certificate_password} if credential.certificate_password else {}
    return CertificateCredential(settings.tenant_id, settings.app_id, certificate_data=content, **password, **options)
