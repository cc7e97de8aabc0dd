"""The local Bot Connector: Teams' side of the wire for the bot, and the chat page's side for people."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tenant.connector import page_api, rest
from tenant.connector.hub import Hub

if TYPE_CHECKING:
    from tenant.server import Tenant

HUB = web.AppKey("connector", Hub)


def add_routes(app: web.Application, tenant: Tenant) -> None:
    """The routes below /connector and /chat, and the connector itself, found back with `hub_of`."""
    hub = Hub.of(tenant)
    app[HUB] = hub
    rest.add_routes(app, hub)
    page_api.add_routes(app, hub)

    def relay(event: str, data: dict[str, Any]) -> None:
        hub.events.publish({"event": event, **data}, None)

    tenant.listeners.append(relay)

    async def closing(_: web.Application) -> None:
        hub.events.close()

    async def life(_: web.Application) -> AsyncIterator[None]:
        yield
        await hub.close()

    app.on_shutdown.append(closing)
    app.cleanup_ctx.append(life)


def hub_of(tenant: Tenant) -> Hub:
    """The connector of a tenant: its limits, streams and delivery, and `settled()` for whoever has to wait."""
    return tenant.app[HUB]


def set_commands(tenant: Tenant, commands: Sequence[Mapping[str, Mapping[str, str]]]) -> None:
    """Gives the chat page the commands of the app's manifest: of each its title and description by language.

    So one command is {"nl": {"title": ..., "description": ...}, "en": {...}}.
    """
    hub_of(tenant).commands = list(commands)


def install_for(tenant: Tenant, person: str) -> str | None:
    """Adds the bot to the personal chat of the person with this Entra object id, as Graph's installedApps does.

    Gives the id of the conversation; None where there is no such person. Has to be called on the event loop.
    """
    hub = hub_of(tenant)
    member = hub.people.find(person)
    if member is None:
        return None
    place = hub.personal(member)
    hub.conversations.ensure(place)
    if not hub.conversations.is_installed(place.id):
        hub.conversations.set_installed(place.id, True)
        hub.announce(place, member)
    return place.id
