"""Graph: the Teams apps of the organisation, and for whom the bot's own app is installed."""

from __future__ import annotations

import base64
from uuid import UUID, uuid5

from aiohttp import web

from tenant import connector
from tenant.connector.wire import Refusal
from tenant.directory import User
from tenant.graph.call import Call, GraphError, done, reply
from tenant.graph.people import found_user
from tenant.graph.query import Entity, arrange, page, select

APP = ("id", "externalId", "displayName", "distributionMethod")
INSTALLATION_PROPERTIES = ("id", "teamsApp", "teamsAppDefinition", "consentedPermissionSet")
VERSION = "0.1.0"


async def catalogue(call: Call) -> web.Response:
    """GET /appCatalogs/teamsApps."""
    _keep_to_rate(call)
    found = arrange(call, _apps(call), APP)
    return reply(page(call, found, shown=lambda app: select(call, app, APP, (*APP, "appDefinitions"))))


async def installed(call: Call) -> web.Response:
    """GET /users/{user}/teamwork/installedApps: what is in the person's own scope, which here is the bot's app."""
    _keep_to_rate(call)
    person = found_user(call)
    app = _own_app(call)
    there = [_installation(person, app)] if app and connector.is_installed_for(call.tenant, person.id) else []
    found = arrange(call, there, INSTALLATION_PROPERTIES)
    return reply(page(call, found, shown=lambda entity: _shown(call, entity)))


async def install(call: Call) -> web.Response:
    """POST /users/{user}/teamwork/installedApps: adds the bot's app, of which the connector tells the bot."""
    _keep_to_rate(call)
    person, app = found_user(call), _own_app(call)
    bound = (await call.body()).get("teamsApp@odata.bind")
    if not isinstance(bound, str) or "/appCatalogs/teamsApps/" not in bound:
        raise GraphError(400, "BadRequest", "teamsApp@odata.bind must be the address of an app in the catalogue.")
    wanted = bound.rpartition("/")[2].strip("()'")
    if wanted not in [each["id"] for each in _apps(call)]:
        raise GraphError(404, "NotFound", "No app found with the specified id in the catalogue.")
    if app is None or wanted != app["id"]:
        raise GraphError(403, "Forbidden", "This app may only install itself: TeamsAppInstallation.ReadWriteSelf.")
    if person.guest or not person.properties["accountEnabled"]:
        raise GraphError(403, "Forbidden", "The user is not allowed to have apps of this organisation.")
    if connector.is_installed_for(call.tenant, person.id):
        raise GraphError(409, "Conflict", "App is already installed in the scope.")
    connector.install_for(call.tenant, person.id)
    return done(201)


async def installation(call: Call) -> web.Response:
    """GET /users/{user}/teamwork/installedApps/{installation}."""
    _keep_to_rate(call)
    person, app = _of_installation(call)
    context = f"{call.tenant.base_url}/v1.0/$metadata#users('{person.id}')/teamwork/installedApps/$entity"
    return reply({"@odata.context": context, **_shown(call, _installation(person, app))})


async def remove(call: Call) -> web.Response:
    """DELETE /users/{user}/teamwork/installedApps/{installation}."""
    _keep_to_rate(call)
    person, _ = _of_installation(call)
    connector.remove_for(call.tenant, person.id)
    return done()


async def chat(call: Call) -> web.Response:
    """GET /users/{user}/teamwork/installedApps/{installation}/chat: the person's chat with the bot."""
    _keep_to_rate(call)
    person, _ = _of_installation(call)
    entity: Entity = {
        "id": connector.chat_of(call.tenant, person.id),
        "topic": None,
        "chatType": "oneOnOne",
        "tenantId": call.tenant.tenant_id,
        "webUrl": None,
    }
    context = f"{call.tenant.base_url}/v1.0/$metadata#chats/$entity"
    return reply({"@odata.context": context, **select(call, entity, tuple(entity), entity)})


def _apps(call: Call) -> list[Entity]:
    """The catalogue: the bot's app, whose external id is that of its manifest, and one from the store."""
    bot = call.tenant.bot
    known = [("1c256a65-83a6-4b5c-9ccf-78f8afb6f1e8", "Planner", "store")]
    if bot is not None:
        known.insert(0, (bot.app_id, bot.name, "organization"))
    space = UUID(call.tenant.tenant_id)
    return [
        {
            "id": str(uuid5(space, f"app {external}")),
            "externalId": external,
            "displayName": name,
            "distributionMethod": how,
        }
        for external, name, how in known
    ]


def _own_app(call: Call) -> Entity | None:
    return next((app for app in _apps(call) if app["distributionMethod"] == "organization"), None)


def _installation(person: User, app: Entity) -> Entity:
    """An installation with the app in it, as it is where $expand asks for that."""
    return {"id": _installation_id(person.id, app["id"]), "teamsApp": app}


def _installation_id(person: str, app: str) -> str:
    return base64.b64encode(f"{person}##{app}".encode()).decode()


def _shown(call: Call, entity: Entity) -> Entity:
    """An installation with what $expand asks for."""
    app: Entity = entity["teamsApp"]
    shown: Entity = {"id": entity["id"]}
    for part in filter(None, (each.strip() for each in call.query.get("$expand", "").split(","))):
        if part == "teamsApp":
            shown["teamsApp"] = app
        elif part == "teamsAppDefinition":
            definition = {"id": entity["id"], "teamsAppId": app["id"], "displayName": app["displayName"]}
            shown["teamsAppDefinition"] = {**definition, "version": VERSION}
        else:
            raise GraphError(400, "BadRequest", f"Could not find a property named '{part}' to expand.")
    return shown


def _of_installation(call: Call) -> tuple[User, Entity]:
    """Whose installation the path names, and of what. Raises GraphError 404 where there is none."""
    person, app = found_user(call), _own_app(call)
    try:
        known = base64.b64decode(call.values["installation"], validate=True).decode()
    except ValueError:  # no base64, or no text in it
        known = ""
    if app is None or known != f"{person.id}##{app['id']}" or not connector.is_installed_for(call.tenant, person.id):
        raise GraphError(404, "NotFound", "No installation found with the specified id.")
    return person, app


def _keep_to_rate(call: Call) -> None:
    try:
        connector.hub_of(call.tenant).limits.take_app(call.request.method)
    except Refusal as refusal:
        later = {"Retry-After": str(refusal.retry_after)}
        raise GraphError(429, "TooManyRequests", "Too many requests. Please try again later.", later) from refusal
