"""Graph: who may do what with a file or folder."""

from __future__ import annotations

from typing import Any, Literal, cast

from aiohttp import web

from tenant.graph.call import Call, GraphError, done, inner_list, reply
from tenant.graph.items import addressed
from tenant.graph.query import page
from tenant.items import Grant, Item

ROLES = ("read", "write", "owner")


async def list_permissions(call: Call) -> web.Response:
    """GET .../permissions: given to the item or inherited from a folder above."""
    item = addressed(call)
    grants = call.tenant.sharing.grants(item)
    return reply(page(call, [call.tenant.shapes.permission(item, grant) for grant in grants], usual=200))


async def change_permission(call: Call) -> web.Response:
    """PATCH .../permissions/{permission}: other roles."""
    item = addressed(call)
    grant = _own(call, item)
    grant = call.tenant.sharing.regrant(item, grant, _roles(inner_list(await call.body(), "roles")))
    call.tenant.emit("library", {"item": item.id})
    return reply(call.tenant.shapes.permission(item, grant))


async def delete_permission(call: Call) -> web.Response:
    """DELETE .../permissions/{permission}; one that is inherited cannot be deleted here."""
    item = addressed(call)
    call.tenant.sharing.revoke(item, _own(call, item))
    call.tenant.emit("library", {"item": item.id})
    return done()


async def invite(call: Call) -> web.Response:
    """POST .../invite: let people or groups in; without retainInheritedPermissions, only them."""
    item, body = addressed(call), await call.body()
    roles, recipients = _roles(inner_list(body, "roles")), inner_list(body, "recipients")
    if not recipients:
        raise GraphError(400, "invalidRequest", "The recipients parameter is required")
    targets = [_recipient(call, recipient) for recipient in recipients]
    item = _inheriting(call, item, body)
    grants = [call.tenant.sharing.grant(item, kind, target, roles) for kind, target in targets]
    call.tenant.emit("library", {"item": item.id})
    return reply({"value": [call.tenant.shapes.permission(item, grant) for grant in grants]})


async def create_link(call: Call) -> web.Response:
    """POST .../createLink: an address for everybody in the organisation. 200 when there was one already."""
    item, body = addressed(call), await call.body()
    kinds = {"view": ("read",), "edit": ("write",)}
    kind, scope = str(body.get("type")), body.get("scope", "organization")
    if kind not in kinds or scope != "organization":
        raise GraphError(400, "invalidRequest", "Links of this type or scope are switched off in this organization")
    item = _inheriting(call, item, body)
    before = {grant.id for grant in call.tenant.sharing.grants(item)}
    grant = call.tenant.sharing.grant(item, "link", scope, kinds[kind])
    call.tenant.emit("library", {"item": item.id})
    return reply(call.tenant.shapes.permission(item, grant), 200 if grant.id in before else 201)


def _inheriting(call: Call, item: Item, body: dict[str, Any]) -> Item:
    """Sharing with retainInheritedPermissions false ends what is inherited, also when that was not the intention."""
    if body.get("retainInheritedPermissions") is False and item.parent is not None:
        return call.tenant.sharing.stop_inheriting(item, keep=False)
    return item


def _own(call: Call, item: Item) -> Grant:
    for grant in call.tenant.sharing.grants(item):
        if grant.id == call.values["permission"]:
            if grant.item != item.id:
                raise GraphError(400, "invalidRequest", "An inherited permission can be changed at its source only")
            return grant
    raise GraphError(404, "itemNotFound", "The permission was not found")


def _roles(given: list[Any]) -> tuple[str, ...]:
    roles = tuple(str(role) for role in given)
    if not roles or any(role not in ROLES for role in roles):
        raise GraphError(400, "invalidRequest", f"roles must be one or more of {', '.join(ROLES)}")
    return roles


def _recipient(call: Call, given: object) -> tuple[Literal["user", "group"], str]:
    recipient = cast("dict[str, Any]", given) if isinstance(given, dict) else {}
    identity = str(recipient.get("objectId") or "")
    address = str(recipient.get("email") or recipient.get("alias") or "").lower()
    directory = call.tenant.directory
    if identity in directory.groups:
        return "group", identity
    for user in directory.users.values():
        if user.id == identity or (address and address == str(user.properties["mail"]).lower()):
            return "user", user.id
    raise GraphError(400, "noResolvedUsers", "Some users in the request could not be resolved")
