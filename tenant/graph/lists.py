"""Graph: the lists of a site and their columns."""

from __future__ import annotations

from typing import Any, cast

from aiohttp import web

from tenant.columns import Column
from tenant.graph.call import Call, GraphError, done, inner_list, inner_object, reply
from tenant.graph.query import Entity, arrange, page, select
from tenant.graph.sites import context, named_site
from tenant.lists import SharedList
from tenant.sharepoint import Site

LIST_PROPERTIES = frozenset(
    ("id", "createdBy", "createdDateTime", "description", "displayName", "eTag", "lastModifiedBy",
     "lastModifiedDateTime", "name", "webUrl", "list", "parentReference", "system", "sharepointIds", "columns", "*")
)  # fmt: skip
TEMPLATE = "genericList"


async def lists(call: Call) -> web.Response:
    """GET /sites/{site}/lists."""
    site = named_site(call)
    found = [] if site is None else call.tenant.sharepoint.lists_of(site)
    entities = arrange(call, [_entity(call, each) for each in found], LIST_PROPERTIES)
    return reply(page(call, [_chosen(call, each) for each in entities]))


async def create(call: Call) -> web.Response:
    """POST /sites/{site}/lists, with its columns if they are given."""
    body = await call.body()
    site = named_site(call)
    if site is None:
        raise GraphError(403, "accessDenied", "Lists cannot be made on this site")
    title, description = body.get("displayName"), body.get("description") or ""
    template = inner_object(body, "list").get("template", TEMPLATE)
    if not isinstance(title, str) or not isinstance(description, str):
        raise GraphError(400, "invalidRequest", "A list needs a displayName")
    if template != TEMPLATE:
        raise GraphError(400, "notSupported", "Only lists with the template genericList can be made here")
    store, taken = call.tenant.sharepoint.lists, [files.name for files in site.libraries]
    with call.tenant.state.transaction():
        made = store.create(site.path, title, description, editor(call), taken)
        for definition in inner_list(body, "columns"):
            if not isinstance(definition, dict):
                raise GraphError(400, "invalidRequest", "A column is an object")
            store.add_column(made.id, cast("dict[str, Any]", definition))
    call.tenant.emit("list", {"list": made.id})
    return reply({"@odata.context": context(call, "lists/$entity"), **_entity(call, made)}, 201)


async def one(call: Call) -> web.Response:
    """GET /sites/{site}/lists/{list}: by id, name or title, with its columns when they are asked for."""
    shown = named_list(call)
    entity = _chosen(call, _entity(call, shown))
    if "columns" in call.query.get("$expand", ""):
        entity["columns"] = [column_entity(each) for each in call.tenant.sharepoint.lists.columns(shown.id)]
    return reply({"@odata.context": context(call, "lists/$entity"), **entity})


async def change(call: Call) -> web.Response:
    """PATCH /sites/{site}/lists/{list}: another title or description."""
    body = await call.body()
    shown = _own(call)
    title, description = body.get("displayName"), body.get("description")
    if any(each is not None and not isinstance(each, str) for each in (title, description)):
        raise GraphError(400, "invalidRequest", "displayName and description are texts")
    changed = call.tenant.sharepoint.lists.change(shown, title, description, editor(call))
    call.tenant.emit("list", {"list": shown.id})
    return reply({"@odata.context": context(call, "lists/$entity"), **_entity(call, changed)})


async def delete(call: Call) -> web.Response:
    """DELETE /sites/{site}/lists/{list}, with all that is in it."""
    shown = _own(call)
    call.tenant.sharepoint.lists.delete(shown)
    call.tenant.emit("list", {"list": shown.id})
    return done()


async def columns(call: Call) -> web.Response:
    """GET /sites/{site}/lists/{list}/columns."""
    found = [column_entity(each) for each in call.tenant.sharepoint.lists.columns(named_list(call).id)]
    properties = frozenset(name for each in found for name in each)
    return reply(page(call, arrange(call, found, properties), usual=200))


async def add_column(call: Call) -> web.Response:
    """POST /sites/{site}/lists/{list}/columns."""
    body = await call.body()
    shown = named_list(call)
    made = call.tenant.sharepoint.lists.add_column(shown.id, body)
    call.tenant.emit("list", {"list": shown.id})
    return reply({"@odata.context": context(call, "columns/$entity"), **column_entity(made)}, 201)


async def change_column(call: Call) -> web.Response:
    """PATCH /sites/{site}/lists/{list}/columns/{column}."""
    body = await call.body()
    shown, store = named_list(call), call.tenant.sharepoint.lists
    changed = store.change_column(shown.id, store.column(shown.id, call.values["column"]), body)
    call.tenant.emit("list", {"list": shown.id})
    return reply({"@odata.context": context(call, "columns/$entity"), **column_entity(changed)})


async def delete_column(call: Call) -> web.Response:
    """DELETE /sites/{site}/lists/{list}/columns/{column}."""
    shown, store = named_list(call), call.tenant.sharepoint.lists
    store.delete_column(shown.id, store.column(shown.id, call.values["column"]))
    call.tenant.emit("list", {"list": shown.id})
    return done()


def named_list(call: Call) -> SharedList:
    """The list that the path names. Raises GraphError 404."""
    return _named(call)[1]


def editor(call: Call) -> str:
    """Who is written down as having done this: the person who signed in, else the app."""
    return call.person or call.app_id


def column_entity(column: Column) -> Entity:
    """A columnDefinition."""
    return {
        "id": column.id,
        "name": column.name,
        "displayName": column.display_name,
        "description": column.description,
        "columnGroup": "Custom Columns",
        "indexed": column.indexed,
        "enforceUniqueValues": column.unique,
        "required": column.required,
        "hidden": column.hidden,
        "readOnly": column.read_only,
        column.kind: dict(column.facet),
    }


def _named(call: Call) -> tuple[Site, SharedList]:
    site = named_site(call)
    found = None if site is None else call.tenant.sharepoint.list_named(site, call.values["list"])
    if site is None or found is None:
        raise GraphError(404, "itemNotFound", "The specified list was not found")
    return site, found


def _own(call: Call) -> SharedList:
    shown = named_list(call)
    if shown.library:
        raise GraphError(400, "notSupported", "The list behind a document library cannot be changed here")
    return shown


def _entity(call: Call, shown: SharedList) -> Entity:
    base, shapes = call.tenant.base_url, call.tenant.shapes
    address = f"{base}{shown.site}/Lists/{shown.name}"
    if shown.library:
        files = call.tenant.sharepoint.library(shown.name)
        address = address if files is None else shapes.web_url(files.root)
    site = call.tenant.sharepoint.site(shown.site)
    return {
        "id": shown.id,
        "name": shown.name,
        "displayName": shown.display_name,
        "description": shown.description,
        "eTag": f'"{shown.id},{shown.etag}"',
        "createdDateTime": shown.created,
        "lastModifiedDateTime": shown.modified,
        "createdBy": shapes.identity(shown.author),
        "lastModifiedBy": shapes.identity(shown.editor),
        "webUrl": address,
        "parentReference": {"siteId": "" if site is None else shapes.id_of(site)},
        "list": {
            "contentTypesEnabled": False,
            "hidden": False,
            "template": "documentLibrary" if shown.library else TEMPLATE,
        },
    }


def _chosen(call: Call, entity: Entity) -> Entity:
    return select(call, entity, tuple(entity), LIST_PROPERTIES)
