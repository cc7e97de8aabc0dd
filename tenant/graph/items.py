"""Graph: files and folders of a library: read, list, search, make, change, delete."""

from __future__ import annotations

import re

from aiohttp import web

from tenant.graph.call import Call, GraphError, done, inner_object, reply
from tenant.graph.list_items import list_item_of
from tenant.graph.query import Entity, arrange, page, select
from tenant.graph.shapes import ITEM_PROPERTIES
from tenant.graph.sites import library, need_match
from tenant.items import Behaviour, Item

LIST_ITEM_EXPAND = re.compile(r"listItem(\(.*fields.*\))?", re.IGNORECASE)
CONFLICT = "@microsoft.graph.conflictBehavior"


def addressed(call: Call) -> Item:
    """The item that the path names, by id, by path or both. Raises FileError or GraphError 404."""
    files = library(call)
    base = files.root if call.values["item"] == "root" else files.item(call.values["item"])
    return files.at(call.address.inner_path or "", base)


def behaviour(given: object, usual: Behaviour) -> Behaviour:
    """What to do when a name is taken. Raises GraphError 400 for what Graph does not know."""
    if given is None:
        return usual
    if given not in ("fail", "replace", "rename"):
        raise GraphError(400, "invalidRequest", "The conflict behavior is not supported")
    return given


def shown(call: Call, item: Item) -> Entity:
    """A driveItem with what $select and $expand ask for."""
    entity = call.tenant.shapes.item(item)
    expanded: Entity = {}
    for part in re.split(r",(?![^(]*\))", call.query.get("$expand", "")):
        match = LIST_ITEM_EXPAND.fullmatch(part.strip())
        if match is not None:
            expanded["listItem"] = list_item_of(call, item, fields=match[1] is not None)
        elif part.strip() == "permissions":
            grants = call.tenant.sharing.grants(item)
            expanded["permissions"] = [call.tenant.shapes.permission(item, grant) for grant in grants]
        elif part.strip() == "children":
            expanded["children"] = [call.tenant.shapes.item(child) for child in library(call).children(item)]
        elif part.strip():
            raise GraphError(400, "invalidRequest", f"Cannot expand '{part.strip()}'")
    if not call.query.get("$select"):
        return {**entity, **expanded}
    chosen = select(call, entity, tuple(entity), ITEM_PROPERTIES)
    return {name: value for name, value in chosen.items() if value is not None} | expanded


async def get(call: Call) -> web.Response:
    """GET /drives/{drive}/items/{item}."""
    item = addressed(call)
    if call.request.headers.get("If-None-Match") == call.tenant.shapes.etag(item):
        return done(304)
    context = f"{call.tenant.base_url}/v1.0/$metadata#drives('{item.drive}')/items/$entity"
    return reply({"@odata.context": context, **shown(call, item)})


async def children(call: Call) -> web.Response:
    """GET /drives/{drive}/items/{item}/children."""
    inside = {item.id: item for item in library(call).children(addressed(call))}
    entities = arrange(call, [call.tenant.shapes.item(item) for item in inside.values()], ITEM_PROPERTIES)
    return reply(page(call, entities, usual=200, shown=lambda entity: shown(call, inside[entity["id"]])))


async def make_folder(call: Call) -> web.Response:
    """POST /drives/{drive}/items/{item}/children: a new folder."""
    body = await call.body()
    parent = addressed(call)
    if "folder" not in body or not isinstance(body.get("name"), str):
        raise GraphError(400, "invalidRequest", "A folder needs a name and the folder facet")
    if not parent.folder:
        raise GraphError(400, "invalidRequest", "A file has no children")
    how = behaviour(body.get(CONFLICT), "fail")
    made = library(call).make_folder(parent, body["name"], call.app_id, how)
    call.tenant.emit("library", {"item": made.id})
    return reply(call.tenant.shapes.item(made), 201)


async def change(call: Call) -> web.Response:
    """PATCH /drives/{drive}/items/{item}: rename it, move it."""
    body = await call.body()
    item = addressed(call)
    need_match(call, item)
    name, reference = body.get("name"), inner_object(body, "parentReference")
    if name is not None and not isinstance(name, str):
        raise GraphError(400, "invalidRequest", "The name is not text")
    parent = None
    if "id" in reference:
        identity = reference["id"]
        parent = library(call).root if identity == "root" else library(call).item(str(identity))
    elif "path" in reference:
        parent = library(call).at(str(reference["path"]).partition(":")[2])
    how = behaviour(body.get(CONFLICT), "fail")
    changed = library(call).change(item, call.app_id, name=name, parent=parent, behaviour=how)
    call.tenant.emit("library", {"item": item.id})
    return reply(shown(call, changed))


async def delete(call: Call) -> web.Response:
    """DELETE /drives/{drive}/items/{item}, with all that is in it."""
    item = addressed(call)
    need_match(call, item)
    library(call).delete(item, call.app_id)
    call.tenant.emit("library", {"item": item.id})
    return done()


async def check_out(call: Call) -> web.Response:
    """POST /drives/{drive}/items/{item}/checkout: nobody else can change the file until it is checked in."""
    item = addressed(call)
    library(call).check_out(item, call.app_id)
    call.tenant.emit("library", {"item": item.id})
    return done()


async def check_in(call: Call) -> web.Response:
    """POST /drives/{drive}/items/{item}/checkin, with a comment if wanted."""
    if call.request.can_read_body:
        await call.body()
    item = addressed(call)
    library(call).check_in(item, call.app_id)
    call.tenant.emit("library", {"item": item.id})
    return done()


async def list_item(call: Call) -> web.Response:
    """GET /drives/{drive}/items/{item}/listItem."""
    item = addressed(call)
    if item.parent is None:
        raise GraphError(404, "itemNotFound", "The root has no list item")
    return reply(list_item_of(call, item, fields="fields" in call.query.get("$expand", "")))


async def search(call: Call) -> web.Response:
    """GET /drives/{drive}/items/{item}/search(q='...'): in names, columns and the text of text files."""
    within, words = library(call).path(addressed(call)), call.address.arguments.get("q", "").lower().split()
    found = [item for item in library(call).everything() if item.parent and _below(call, item, within)]
    hits = [item for item in found if words and all(word in _words(call, item) for word in words)]
    entities: list[Entity] = [{**shown(call, item), "searchResult": {}} for item in hits]
    return reply(page(call, entities, usual=200))


def _below(call: Call, item: Item, folder: str) -> bool:
    return not folder or library(call).path(item).startswith(f"{folder}/")


def _words(call: Call, item: Item) -> str:
    text = ""
    if item.mime.startswith("text/") and item.size < 1_000_000:
        text = library(call).content(item).decode("utf-8", "replace")
    return " ".join((item.name, *map(str, item.fields.values()), text)).lower()
