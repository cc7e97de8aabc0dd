"""The local tenant's token service, as https://token.botframework.com answers a bot, and Teams' own single sign-on."""

from __future__ import annotations

import base64
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from aiohttp import web

from tenant.connector.wire import JsonObject, TooLarge, as_object, as_text, read_json
from tenant.faults import error_body
from tenant.sign_ins import CONNECTIONS, ExchangeRefused, Kept, new_exchange_id
from tenant.tokens import CONNECTOR, TokenRefused

if TYPE_CHECKING:
    from tenant.server import Tenant

ENTRA = "30dd229c-58e3-4a48-bdfd-91ec48eb906c"  # the token service's id of Microsoft Entra as a provider
LARGEST = 64 * 1024  # bytes of a body
Handler = Callable[[web.Request], Awaitable[web.Response]]


class _Refused(Exception):
    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code = status, code


def add_routes(app: web.Application, tenant: Tenant) -> None:
    """/api/usertoken/..., /api/botsignin/... and /chat/sso."""
    service = _Service(tenant)
    app.router.add_get("/api/usertoken/GetToken", service.answered(service.get_token))
    app.router.add_post("/api/usertoken/exchange", service.answered(service.exchange))
    app.router.add_delete("/api/usertoken/SignOut", service.answered(service.sign_out))
    app.router.add_get("/api/botsignin/GetSignInResource", service.answered(service.sign_in_resource))

    async def single_sign_on(request: web.Request) -> web.Response:
        """What Teams gets from Entra for the person who is using it, without asking them."""
        try:
            body = await read_json(request, LARGEST)
        except (TooLarge, ValueError):
            return web.json_response({"error": "invokeerror"}, status=400)
        person = tenant.directory.users.get(as_text(body.get("person")))
        if as_text(body.get("resource")) != tenant.sign_ins.resource:
            return web.json_response({"error": "resourcematchfailed"}, status=409)
        if person is None or person.guest:
            return web.json_response({"error": "tokenmissing"}, status=409)
        return web.json_response({"token": tenant.sign_ins.for_teams(person)})

    app.router.add_post("/chat/sso", single_sign_on)


class _Service:
    def __init__(self, tenant: Tenant) -> None:
        self._tenant = tenant

    def answered(self, handler: Handler) -> Handler:
        """The handler behind the door: the bot's own token is needed, and refusals have the service's shape."""

        async def run(request: web.Request) -> web.Response:
            try:
                self._check_bearer(request)
                return await handler(request)
            except _Refused as refused:
                return error_body(refused.status, refused.code, str(refused))

        return run

    async def get_token(self, request: web.Request) -> web.Response:
        """GET GetToken: what is kept; with a `code` what the code proves, from then on kept."""
        account, connection = _whose(request)
        code = request.query.get("code")
        signed = self._tenant.sign_ins
        kept = signed.with_code(account, connection, code) if code else signed.token(account, connection)
        if kept is None:
            raise _Refused(404, "NotFound", "Token not found.")
        return _token(connection, kept)

    async def exchange(self, request: web.Request) -> web.Response:
        """POST exchange: a token of single sign-on for one that is kept."""
        account, connection = _whose(request)
        try:
            token = as_text((await read_json(request, LARGEST)).get("token"))
        except (TooLarge, ValueError) as error:
            raise _Refused(400, "BadRequest", "The body is not a token exchange request.") from error
        try:
            return _token(connection, self._tenant.sign_ins.exchange(account, connection, token))
        except ExchangeRefused as refused:
            raise _Refused(400, "BadRequest", f"Unable to exchange token. {refused}") from refused

    async def sign_out(self, request: web.Request) -> web.Response:
        """DELETE SignOut."""
        self._tenant.sign_ins.sign_out(*_whose(request))
        return web.Response(status=200)

    async def sign_in_resource(self, request: web.Request) -> web.Response:
        """GET GetSignInResource: the link, and what Teams may offer a token for."""
        state = _state(request.query.get("state", ""))
        user = as_object(as_object(state.get("conversation")).get("user"))
        account, connection = as_text(user.get("id")), _connection(as_text(state.get("connectionname")))
        if not account:
            raise _Refused(400, "BadRequest", "The state names no user.")
        begun = self._tenant.sign_ins.begin(account, connection)
        link = f"{self._tenant.base_url}/api/oauth/signin?{urlencode({'signin': begun.id})}"
        body: JsonObject = {"signInLink": link}
        if self._tenant.bot is not None and state.get("msappid") == self._tenant.bot.app_id:
            uri = self._tenant.sign_ins.resource
            body["tokenExchangeResource"] = {"id": new_exchange_id(), "uri": uri, "providerId": ENTRA}
        return web.json_response(body)

    def _check_bearer(self, request: web.Request) -> None:
        try:
            claims = self._tenant.tokens.check(request.headers.get("Authorization"), CONNECTOR)
        except TokenRefused as error:
            raise _Refused(401, "Unauthorized", "Authorization has been denied for this request.") from error
        if self._tenant.bot is None or claims.get("appid") != self._tenant.bot.app_id:
            raise _Refused(401, "BotNotRegistered", "No registration found for this bot.")


def _whose(request: web.Request) -> tuple[str, str]:
    """The account and the connection of a request. The service takes the names of its options in any case."""
    query = {name.lower(): value for name, value in request.query.items()}
    account, channel = query.get("userid", ""), query.get("channelid", "")
    if not account or channel != "msteams":
        raise _Refused(400, "BadRequest", "userId and channelId are needed.")
    return account, _connection(query.get("connectionname", ""))


def _connection(name: str) -> str:
    if name not in CONNECTIONS:
        raise _Refused(404, "NotFound", f"There is no connection setting named '{name[:100]}'.")
    return name


def _state(given: str) -> JsonObject:
    """The state of a sign-in, with the names in it in small letters."""
    try:
        return as_object(_small(json.loads(base64.b64decode(given, validate=True))))
    except (ValueError, RecursionError) as error:
        raise _Refused(400, "BadRequest", "The state cannot be read.") from error


def _small(value: object) -> object:
    if isinstance(value, dict):
        return {name.lower(): _small(inner) for name, inner in as_object(cast("JsonObject", value)).items()}
    return value


def _token(connection: str, kept: Kept) -> web.Response:
    ends = datetime.fromtimestamp(kept.ends, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return web.json_response(
        {"channelId": "msteams", "connectionName": connection, "token": kept.token, "expiration": ends}
    )
