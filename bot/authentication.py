"""Who is calling: every activity must carry a token that the Bot Connector signed for this bot, tenant and channel."""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import jwt
from botbuilder.schema import Activity
from botframework.connector.auth import BotFrameworkAuthentication, ClaimsIdentity
from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult
from botframework.connector.auth.connector_factory import ConnectorFactory
from botframework.connector.auth.user_token_client import UserTokenClient

from bot.connector import Connector, ServiceConnector, ServiceHosts
from bot.keys import CHANNEL, SigningKey, SigningKeys
from bot.wire import Arrival, ArrivedActivity
from settings import Settings

LEEWAY = 300  # seconds that clocks may differ
REMEMBERED = 300.0  # seconds that a checked token need not be checked again: the connector reuses its tokens
MOST_REMEMBERED = 1000
LONGEST = 8192  # characters of a token
TOKEN = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+", re.ASCII)  # three parts of base64url, as a signed JWT has
REQUIRED = ["exp", "iss", "aud"]
SCOPE = "https://api.botframework.com"


class Rejected(PermissionError):
    """What came in is not handled. Says why in our own words."""

    @property
    def for_log(self) -> str:
        """What it says: no words of a person are in it."""
        return str(self)


class Unauthenticated(Rejected):
    """The token proves nothing; answered with 401."""


class Forbidden(Rejected):
    """The token is good and this activity is not for us to handle; answered with 403."""


@dataclass(frozen=True)
class Proof:
    """What a valid token says, the key that it was checked with, and until when that need not be done again."""

    claims: Mapping[str, Any]
    key_id: str
    signing: SigningKey
    until: float


class ConnectorAuthentication(BotFrameworkAuthentication):
    """botbuilder's hook for authentication, without its blocking fetches and day-long key cache."""

    def __init__(
        self,
        settings: Settings,
        keys: SigningKeys,
        connector: Connector,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._audience = settings.app_id
        self._issuer = settings.token_issuer
        self._tenants = frozenset(tenant.lower() for tenant in settings.allowed_tenants)
        self._keys = keys
        self._connector = connector
        self._hosts = ServiceHosts.of(settings)
        self._clock = clock
        self._checked: OrderedDict[str, Proof] = OrderedDict()

    async def authenticate_request(self, activity: Activity, auth_header: str) -> AuthenticateRequestResult:
        """Checks the token and that it belongs to this activity. Raises Unauthenticated or Forbidden."""
        proof = await self.check_token(auth_header)
        self._check_activity(proof, cast("ArrivedActivity", activity).arrival)
        result = AuthenticateRequestResult()
        result.audience = SCOPE
        result.claims_identity = ClaimsIdentity(dict(proof.claims), True, "Bearer")
        result.caller_id = "urn:botframework:azure"
        result.connector_factory = self.create_connector_factory(result.claims_identity)
        return result

    async def check_token(self, header: str) -> Proof:
        """What the token in an Authorization header proves. Raises Unauthenticated."""
        known = self._checked.get(header)
        # A key that was withdrawn takes along what was checked with it.
        if known is not None and self._clock() < known.until and self._keys.known(known.key_id) is known.signing:
            return known
        proof = await self._verify(bearer(header))
        self._checked[header] = proof
        if len(self._checked) > MOST_REMEMBERED:
            self._checked.popitem(last=False)
        return proof

    async def _verify(self, token: str) -> Proof:
        try:
            key_id = jwt.get_unverified_header(token).get("kid")
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError) as error:
            raise Unauthenticated("the token cannot be read") from error
        if not isinstance(key_id, str) or not key_id:
            raise Unauthenticated("the token names no key")
        signing = self._keys.known(key_id)
        if signing is None and self._says_it_is_ours(token):
            signing = await self._keys.find(key_id)
        if signing is None:
            raise Unauthenticated("the token is signed with an unknown key")
        try:
            claims = self._claims(token, signing)
            until = min(self._clock() + REMEMBERED, int(claims["exp"]) + LEEWAY)
        except (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError) as error:
            raise Unauthenticated(f"the token is not valid: {type(error).__name__}") from error
        return Proof(claims, key_id, signing, until)

    def _claims(self, token: str, signing: SigningKey) -> dict[str, Any]:
        return jwt.decode(
            token,
            signing.key,
            algorithms=["RS256"],
            audience=self._audience,
            issuer=self._issuer,
            leeway=LEEWAY,
            options={"require": REQUIRED, "strict_aud": True},
        )

    def _says_it_is_ours(self, token: str) -> bool:
        """Whether it is worth a fetch to find out who signed a token: anyone can write what it says."""
        try:
            claims = jwt.decode(
                token,
                algorithms=["RS256"],
                audience=self._audience,
                issuer=self._issuer,
                leeway=LEEWAY,
                options={"require": REQUIRED, "strict_aud": True, "verify_signature": False, "verify_exp": True},
            )
        except (jwt.PyJWTError, ValueError, TypeError, OverflowError, RecursionError):
            return False
        return claims["iss"] == self._issuer and claims["aud"] == self._audience

    def _check_activity(self, proof: Proof, arrival: Arrival) -> None:
        claimed = proof.claims.get("serviceurl") or proof.claims.get("serviceUrl")
        if not isinstance(claimed, str) or claimed.rstrip("/") != arrival.service_url.rstrip("/"):
            raise Forbidden("the token is for another service url")
        if not self._hosts.allow(arrival.service_url):
            raise Forbidden("the service url is not one of the connector's")
        if arrival.channel != CHANNEL:
            raise Forbidden("the channel is not Teams")
        if CHANNEL not in proof.signing.endorsements:
            raise Forbidden("the key may not sign for Teams")
        if arrival.tenant.lower() not in self._tenants:
            raise Forbidden("the tenant is not ours")

    async def authenticate_streaming_request(
        self, auth_header: str, channel_id_header: str
    ) -> AuthenticateRequestResult:
        """Koers opens no streaming endpoint."""
        raise Unauthenticated("no streaming")

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:
        """botbuilder's hook for sending: everything goes over the one shared session."""
        return SharedConnectorFactory(self._connector)

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> UserTokenClient:
        """Nothing is behind this hook of botbuilder: people sign in by way of sign_ins.py and user_tokens.py."""
        return cast("UserTokenClient", None)


class SharedConnectorFactory(ConnectorFactory):
    """Hands botbuilder's adapter our connector, bound to the place that the activity came from."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    async def create(self, service_url: str, audience: str) -> Any:
        """A connector for one service url; it answers the calls that botbuilder's adapter makes."""
        return ServiceConnector(self._connector, service_url)


def bearer(header: str | None) -> str:
    """The token in an Authorization header. Raises Unauthenticated where there is none."""
    scheme, _, token = (header or "").partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or len(token) > LONGEST or not TOKEN.fullmatch(token):
        raise Unauthenticated("no bearer token")
    return token
