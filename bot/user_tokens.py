"""The Bot Framework's token service, which keeps the tokens of people who signed in: Koers asks, and keeps none."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlsplit

import aiohttp
from yarl import URL

from bot.authentication import CHANNEL
from bot.service_hosts import LOCAL_HOSTS
from domain.signing_in import Invitation, Speaker
from errors import SettingsError, Unavailable
from identity import Token
from settings import Settings

HOSTS = ("token.botframework.com", "europe.token.botframework.com")
LARGEST = 64 * 1024  # bytes of an answer; a token takes a few thousand
LONGEST = 2048  # characters of an address
IDENTIFIER = 255  # characters of an id
TIMEOUT = aiohttp.ClientTimeout(total=5, connect=3)
USER_TOKEN = "api/usertoken"


@dataclass(frozen=True)
class _Answer:
    status: int
    body: Mapping[str, object]


class UserTokens:
    """Implements domain.signing_in.TokenService. Every method raises Unavailable when the service does not answer, or
    answers with what is no answer. To make one raises SettingsError for an address that is not the token service's.
    """

    def __init__(self, session: aiohttp.ClientSession, token: Token, settings: Settings) -> None:
        self._session = session
        self._token = token
        self._connection = settings.oauth_connection
        self._app_id = settings.app_id
        self._url = settings.token_url.rstrip("/")
        self._local = settings.local
        if not trusted(self._url, local=self._local):
            raise SettingsError("KOERS_TOKEN_URL must be https:// and one of " + ", ".join(HOSTS))

    @property
    def offered(self) -> bool:
        """Whether there is a connection to sign in with."""
        return bool(self._connection)

    async def token(self, speaker: Speaker, code: str = "") -> str | None:
        """The person's token; None when they are not signed in, or the code is not theirs."""
        query = {**self._who(speaker), **({"code": code} if code else {})}
        answer = await self._call("GET", f"{USER_TOKEN}/GetToken", query)
        if answer.status == 404 or (code and answer.status == 400):
            return None
        return self._token_in(answer)

    async def exchange(self, speaker: Speaker, token: str) -> str | None:
        """The token in exchange for the one of Teams' single sign-on; None where the person has to consent first."""
        answer = await self._call("POST", f"{USER_TOKEN}/exchange", self._who(speaker), {"token": token})
        return None if answer.status in (400, 404, 412) else self._token_in(answer)

    async def invitation(self, speaker: Speaker) -> Invitation:
        """The address to sign in at and, where single sign-on is set up, what Teams offers a token for."""
        query = {"state": _state(speaker, self._connection, self._app_id)}
        answer = await self._call("GET", "api/botsignin/GetSignInResource", query)
        link = _text(answer.body, "signInLink", LONGEST)
        if answer.status != 200 or not self._is_own(link):
            raise _unavailable(f"no address to sign in at (status {answer.status})")
        exchange, post = _object(answer.body, "tokenExchangeResource"), _object(answer.body, "tokenPostResource")
        id, uri = _text(exchange, "id", IDENTIFIER), _text(exchange, "uri", LONGEST)
        address = _text(post, "sasUrl", LONGEST)
        return Invitation(
            connection=self._connection,
            link=link,
            exchange=id if uri else "",
            resource=uri if id else "",
            provider=_text(exchange, "providerId", IDENTIFIER),
            post=address if self._is_own(address) else "",
        )

    async def sign_out(self, speaker: Speaker) -> None:
        """Throws the person's token away. It is no fault when there is none."""
        answer = await self._call("DELETE", f"{USER_TOKEN}/SignOut", self._who(speaker))
        if answer.status not in (200, 204, 404):
            raise _unavailable(f"status {answer.status}")

    def _who(self, speaker: Speaker) -> dict[str, str]:
        return {"userId": speaker.account, "connectionName": self._connection, "channelId": CHANNEL}

    def _token_in(self, answer: _Answer) -> str:
        token = answer.body.get("token")
        if answer.status != 200 or not isinstance(token, str) or not token or not token.isascii():
            raise _unavailable(f"no token (status {answer.status})")
        if not token.isprintable() or " " in token:  # it becomes a header
            raise _unavailable("a token that is none")
        return token

    def _is_own(self, url: str) -> bool:
        """Whether an address is of the token service: a person is sent there to sign in."""
        if not url or not trusted(url, local=self._local):
            return False
        return not self._local or urlsplit(url).netloc == urlsplit(self._url).netloc

    async def _call(
        self, method: str, path: str, query: Mapping[str, str], body: Mapping[str, str] | None = None
    ) -> _Answer:
        url = URL(f"{self._url}/{path}").with_query(query)
        for last in (False, True):
            token = await self._bearer()
            headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
            try:
                request = self._session.request(
                    method, url, json=body, headers=headers, timeout=TIMEOUT, allow_redirects=False
                )
                async with request as response:
                    if response.status == 401 and not last:
                        self._token.forget(token)
                        continue
                    return _Answer(response.status, _parsed(await _read(response)))
            except (aiohttp.ClientError, TimeoutError) as error:
                raise Unavailable("account-unavailable") from error
        raise _unavailable("status 401")

    async def _bearer(self) -> str:
        try:
            return await self._token.current()
        except Exception as error:  # whatever the sign-in library raises
            raise Unavailable("account-unavailable") from error


def trusted(url: str, *, local: bool) -> bool:
    """Whether Koers and people may go there: https at the token service, or loopback beside the local tenant."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return False
    if parts.username is not None or parts.password is not None:
        return False
    if local:
        return parts.scheme in ("http", "https") and host in LOCAL_HOSTS
    return parts.scheme == "https" and host in HOSTS and port in (None, 443)


def _state(speaker: Speaker, connection: str, app_id: str) -> str:
    """What the sign-in is bound to, as botbuilder writes it. Without the app's id there would be no single sign-on."""
    conversation = {
        "activityId": speaker.activity,
        "bot": {"id": speaker.bot},
        "channelId": CHANNEL,
        "conversation": {"id": speaker.conversation, "tenantId": speaker.tenant, "conversationType": "personal"},
        "serviceUrl": speaker.service_url,
        "user": {"id": speaker.account, "aadObjectId": speaker.person},
    }
    state = {"connectionName": connection, "conversation": conversation, "msAppId": app_id}
    return base64.b64encode(json.dumps(state).encode()).decode()


async def _read(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_chunked(LARGEST):
        body += chunk
        if len(body) > LARGEST:
            raise _unavailable("the answer is too large")
    return bytes(body)


def _parsed(body: bytes) -> Mapping[str, object]:
    try:
        found: object = json.loads(body) if body else {}
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, object]", found) if isinstance(found, dict) else {}


def _object(body: Mapping[str, object], name: str) -> Mapping[str, object]:
    found = body.get(name)
    return cast("dict[str, object]", found) if isinstance(found, dict) else {}


def _text(body: Mapping[str, object], name: str, longest: int) -> str:
    found = body.get(name)
    return found if isinstance(found, str) and len(found) <= longest and found.isprintable() else ""


def _unavailable(why: str) -> Unavailable:
    error = Unavailable("account-unavailable")
    error.__cause__ = ValueError(f"the token service: {why}")
    return error
