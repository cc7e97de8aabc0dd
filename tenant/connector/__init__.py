"""The local Bot Connector: Teams' side of the wire for the bot, and the chat page's side for people."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tenant.connector import page_api, rest
from tenant.connector.hub import ExtensionCommand as ExtensionCommand
from tenant.connector.hub import Hub
from tenant.connector.people import graph_chat

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


def set_extension(tenant: Tenant, commands: Sequence[ExtensionCommand]) -> None:
    """Gives the chat page the message extension of the app's manifest."""
    hub_of(tenant).extension = list(commands)


def install_for(tenant: Tenant, person: str) -> str | None:
    """Adds the bot to the personal chat of the person with this Entra object id, as Graph's installedApps does.

    Gives the id of the conversation; None where there is no such person. Has to be called on the event loop.
    """
    return _changed_for(tenant, person, installed=True)


def remove_for(tenant: Tenant, person: str) -> str | None:
    """Takes the bot out of a person's chat, as removing Graph's installedApps does; gives what `install_for` gives."""
    return _changed_for(tenant, person, installed=False)


def is_installed_for(tenant: Tenant, person: str) -> bool:
    """Whether the person with this Entra object id has the bot's app."""
    hub = hub_of(tenant)
    member = hub.people.find(person)
    return member is not None and hub.conversations.is_installed(hub.personal(member).id)


def installed_people(tenant: Tenant) -> set[str]:
    """The Entra object ids of everybody who has the bot's app."""
    return hub_of(tenant).conversations.people_installed()


def chat_of(tenant: Tenant, person: str) -> str:
    """The id by which Graph knows the chat between this person and the bot. The connector takes it as well."""
    return graph_chat(person, tenant.bot.app_id if tenant.bot else "")


def _changed_for(tenant: Tenant, person: str, *, installed: bool) -> str | None:
    hub = hub_of(tenant)
    member = hub.people.find(person)
    if member is None:
        return None
    place = hub.personal(member)
    hub.conversations.ensure(place)
    if hub.conversations.is_installed(place.id) != installed:
        hub.conversations.set_installed(place.id, installed)
        hub.tell(place, "members", installed=installed)
        hub.announce(place, member)
    return place.id
