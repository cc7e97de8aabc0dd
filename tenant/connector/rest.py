"""The Bot Connector's REST routes: who may call, how large a body may be, and errors in Teams' shape."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from tenant.connector.hub import Hub
from tenant.connector.posts import Answer, Posts
from tenant.connector.wire import JsonObject, Refusal, TooLarge, read_json
from tenant.tokens import CONNECTOR, TokenRefused

LARGEST_MESSAGE = 80 * 1024  # bytes
LARGEST_PAGE = 500  # members

Handler = Callable[[web.Request], Awaitable[web.Response]]


def add_routes(app: web.Application, hub: Hub) -> None:
    """Everything below /connector/v3."""
    rest = _Rest(hub)
    conversation = "/connector/v3/conversations/{conversation}"
    activity = conversation + "/activities/{activity}"
    for method, path, handler in (
        ("POST", "/connector/v3/conversations", rest.create),
        ("POST", conversation + "/activities", rest.send),
        ("POST", activity, rest.send),
        ("PUT", activity, rest.update),
        ("DELETE", activity, rest.delete),
        ("GET", activity + "/members", rest.activity_members),
        ("GET", conversation + "/members", rest.members),
        ("GET", conversation + "/pagedmembers", rest.paged_members),
        ("GET", conversation + "/members/{member}", rest.member),
        ("GET", "/connector/v3/teams/{team}", rest.team),
        ("GET", "/connector/v3/teams/{team}/conversations", rest.channels),
    ):
        app.router.add_route(method, path, rest.guarded(handler))


class _Rest:
    def __init__(self, hub: Hub):
        self._hub = hub
        self._posts = Posts(hub)

    def guarded(self, handler: Handler) -> Handler:
        """The handler behind the bearer check, with refusals as JSON."""

        async def run(request: web.Request) -> web.Response:
            try:
                self._check_bearer(request)
                return await handler(request)
            except Refusal as refusal:
                body = {"error": {"code": refusal.code, "message": refusal.message}}
                headers = {} if refusal.retry_after is None else {"Retry-After": str(refusal.retry_after)}
                if refusal.status == 401:
                    headers["WWW-Authenticate"] = "Bearer"
                return web.json_response(body, status=refusal.status, headers=headers)

        return run

    async def create(self, request: web.Request) -> web.Response:
        return _json(self._posts.create(await _body(request)))

    async def send(self, request: web.Request) -> web.Response:
        activity = await _body(request)
        return _json(self._posts.send(request.match_info["conversation"], activity, request.match_info.get("activity")))

    async def update(self, request: web.Request) -> web.Response:
        activity = await _body(request)
        return _json(self._posts.update(request.match_info["conversation"], request.match_info["activity"], activity))

    async def delete(self, request: web.Request) -> web.Response:
        self._posts.delete(request.match_info["conversation"], request.match_info["activity"])
        return web.Response(status=200)

    async def members(self, request: web.Request) -> web.Response:
        return web.json_response(self._posts.members(request.match_info["conversation"]))

    async def activity_members(self, request: web.Request) -> web.Response:
        found = self._posts.activity_members(request.match_info["conversation"], request.match_info["activity"])
        return web.json_response(found)

    async def paged_members(self, request: web.Request) -> web.Response:
        members = self._posts.members(request.match_info["conversation"])
        start = _number(request.query.get("continuationToken"), 0)
        size = min(_number(request.query.get("pageSize"), 200) or 200, LARGEST_PAGE)
        page: JsonObject = {"members": members[start : start + size]}
        if start + size < len(members):
            page["continuationToken"] = str(start + size)
        return web.json_response(page)

    async def member(self, request: web.Request) -> web.Response:
        return web.json_response(self._posts.member(request.match_info["conversation"], request.match_info["member"]))

    async def team(self, request: web.Request) -> web.Response:
        return web.json_response(self._posts.team(request.match_info["team"]))

    async def channels(self, request: web.Request) -> web.Response:
        return web.json_response(self._posts.channels(request.match_info["team"]))

    def _check_bearer(self, request: web.Request) -> None:
        """Raises Refusal 401 unless the token is the registered bot's, for the connector, and still good."""
        tenant = self._hub.tenant
        try:
            claims = tenant.tokens.check(request.headers.get("Authorization"), CONNECTOR)
        except TokenRefused as error:
            raise Refusal(401, "Unauthorized", "Authorization has been denied for this request.") from error
        if tenant.bot is None or claims.get("appid") != tenant.bot.app_id:
            raise Refusal(401, "BotNotRegistered", "No registration found for this bot.")


async def _body(request: web.Request) -> JsonObject:
    try:
        return await read_json(request, LARGEST_MESSAGE)
    except TooLarge as error:
        raise Refusal(413, "MessageSizeTooBig", "Message size too large.") from error
    except ValueError as error:
        raise Refusal(400, "BadSyntax", f"The body is not a JSON object: {error}") from error


def _json(answer: Answer) -> web.Response:
    return web.json_response(answer.body, status=answer.status)


def _number(text: str | None, otherwise: int) -> int:
    """A page size or token as a number; Refusal 400 where it is none."""
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise Refusal(400, "BadArgument", "pageSize and continuationToken are numbers")
    return int(text)
