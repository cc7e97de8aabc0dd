"""The local tenant's sign-in service: client-credentials tokens, and the keys that others check them with."""

from __future__ import annotations

import base64
import secrets
import time
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import jwt
from aiohttp import web

from tenant.state import State

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from tenant.directory import User
    from tenant.server import Tenant

GRAPH = "https://graph.microsoft.com"
CONNECTOR = "https://api.botframework.com"
LOCAL_SECRET = "local"  # no secret at all: the tenant listens on loopback only
LIFETIME = 3599  # seconds, as Entra gives


class TokenRefused(Exception):
    """A bearer token that this tenant does not accept; `code` is Graph's error code for it."""

    code = "InvalidAuthenticationToken"


class Tokens:
    """Signs tokens with the tenant's RSA key, which is kept in the state, and checks the ones it is shown."""

    def __init__(self, state: State, tenant_id: str) -> None:
        self._state = state
        self._tenant_id = tenant_id
        self._accepted: dict[str, tuple[str, float, Mapping[str, Any]]] = {}

    @cached_property
    def key(self) -> RSAPrivateKey:
        """The private key; made at the first use."""
        from cryptography.hazmat.primitives import serialization
        from cryptography.hazmat.primitives.asymmetric import rsa

        kept = self._state.setting("signing key")
        if kept is not None:
            loaded = serialization.load_pem_private_key(
                kept.encode(), password=None, unsafe_skip_rsa_key_validation=True
            )
            if isinstance(loaded, rsa.RSAPrivateKey):
                return loaded
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        pem = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        self._state.keep("signing key", pem.decode())
        self._state.keep("signing key id", secrets.token_urlsafe(20))
        return key

    @property
    def key_id(self) -> str:
        """The `kid` in the header of every token."""
        _ = self.key
        return self._state.setting("signing key id") or ""

    def sign(self, claims: Mapping[str, Any], *, lifetime: int = LIFETIME) -> str:
        """A token with these claims, valid for `lifetime` seconds from now (negative: already expired)."""
        now = int(time.time())
        issued = {"iat": now + min(lifetime, 0) - 5, "nbf": now + min(lifetime, 0) - 5, "exp": now + lifetime}
        return jwt.encode({**issued, **claims}, self.key, algorithm="RS256", headers={"kid": self.key_id})

    def access_token(self, issuer: str, audience: str, app_id: str, *, lifetime: int = LIFETIME) -> str:
        """The token that an app gets for `audience` (Graph or the connector)."""
        claims = {
            "aud": audience,
            "iss": issuer,
            "appid": app_id,
            "azp": app_id,
            "tid": self._tenant_id,
            "idtyp": "app",
            "oid": app_id,
            "uti": uuid4().hex[:22],
            "ver": "1.0",
        }
        return self.sign(claims, lifetime=lifetime)

    def personal_token(self, issuer: str, audience: str, app_id: str, user: User, scopes: str) -> str:
        """The token that an app gets to do something as a person: for Graph, or for itself from Teams."""
        claims = {
            "aud": audience,
            "iss": issuer,
            "appid": app_id,
            "azp": app_id,
            "tid": self._tenant_id,
            "idtyp": "user",
            "oid": user.id,
            "upn": user.properties["userPrincipalName"],
            "name": user.name,
            "scp": scopes,
            "uti": uuid4().hex[:22],
            "ver": "1.0",
        }
        return self.sign(claims)

    def check(self, authorization: str | None, audience: str) -> Mapping[str, Any]:
        """The claims of an Authorization header. Raises TokenRefused, worded as Graph does."""
        if not authorization:
            raise TokenRefused("Access token is empty.")
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise TokenRefused("Access token is empty.")
        known = self._accepted.get(token)
        if known is not None and known[0] == audience and known[1] > time.time():
            return known[2]
        try:
            claims = jwt.decode(
                token,
                self.key.public_key(),
                algorithms=["RS256"],
                audience=audience,
                options={"require": ["exp", "aud", "iss"]},
            )
        except jwt.ExpiredSignatureError as error:
            raise TokenRefused("Lifetime validation failed, the token is expired.") from error
        except jwt.InvalidAudienceError as error:
            raise TokenRefused("Access token validation failure. Invalid audience.") from error
        except jwt.InvalidTokenError as error:
            raise TokenRefused("IDX14100: JWT is not well formed or its signature is not valid.") from error
        if len(self._accepted) > 100:
            self._accepted.clear()
        self._accepted[token] = (audience, float(claims["exp"]), claims)
        return claims

    def jwks(self) -> dict[str, Any]:
        """The public key as Bot Framework publishes its own, with the channel that it is endorsed for."""
        numbers = self.key.public_key().public_numbers()
        return {
            "keys": [
                {
                    "kty": "RSA",
                    "use": "sig",
                    "kid": self.key_id,
                    "x5t": self.key_id,
                    "n": _base64url(numbers.n),
                    "e": _base64url(numbers.e),
                    "endorsements": ["msteams"],
                }
            ]
        }


def add_routes(app: web.Application, tenant: Tenant) -> None:
    """The token endpoint, the OpenID metadata and the keys."""

    async def token(request: web.Request) -> web.Response:
        return await _token(tenant, request)

    async def openid(_: web.Request) -> web.Response:
        return web.json_response(
            {
                "issuer": f"{tenant.base_url}/botframework",
                "authorization_endpoint": f"{tenant.base_url}/{tenant.tenant_id}/oauth2/v2.0/authorize",
                "token_endpoint": f"{tenant.base_url}/{tenant.tenant_id}/oauth2/v2.0/token",
                "jwks_uri": f"{tenant.base_url}/keys",
                "id_token_signing_alg_values_supported": ["RS256"],
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        )

    async def keys(_: web.Request) -> web.Response:
        return web.json_response(tenant.tokens.jwks())

    app.router.add_post("/{tenant}/oauth2/v2.0/token", token)
    app.router.add_get("/.well-known/openid-configuration", openid)
    app.router.add_get("/keys", keys)


async def _token(tenant: Tenant, request: web.Request) -> web.Response:
    if request.match_info["tenant"] != tenant.tenant_id:
        return _refused(400, "invalid_request", "AADSTS90002: Tenant not found.")
    try:
        form = await request.post()
    except ValueError:
        return _refused(400, "invalid_request", "AADSTS900144: The request body is not a form.")
    if form.get("grant_type") != "client_credentials":
        return _refused(400, "unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type.")
    app_id, scope = str(form.get("client_id", "")), str(form.get("scope", ""))
    audience = {f"{GRAPH}/.default": GRAPH, f"{CONNECTOR}/.default": CONNECTOR}.get(scope)
    if audience is None:
        return _refused(400, "invalid_scope", "AADSTS1002012: The provided value for scope is not valid.")
    if not app_id or form.get("client_secret") != LOCAL_SECRET:
        return _refused(401, "invalid_client", "AADSTS7000215: Invalid client secret provided.")
    lifetime = -60 if tenant.faults.take("token", request.path, kinds=("expired",)) else LIFETIME
    issued = tenant.tokens.access_token(f"{tenant.base_url}/{tenant.tenant_id}/", audience, app_id, lifetime=lifetime)
    return web.json_response(
        {"token_type": "Bearer", "expires_in": LIFETIME, "ext_expires_in": LIFETIME, "access_token": issued}
    )


def _base64url(number: int) -> str:
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _refused(status: int, error: str, description: str) -> web.Response:
    body = {"error": error, "error_description": description, "correlation_id": str(uuid4())}
    return web.json_response(body, status=status)
