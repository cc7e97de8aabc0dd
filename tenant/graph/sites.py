"""Graph: the site, its drive, and the SharePoint list behind it."""

from __future__ import annotations

import re
from uuid import UUID, uuid5

from aiohttp import web

from tenant.graph.call import Call, GraphError, reply
from tenant.graph.query import NUMBER, Entity, Filter, page, select
from tenant.graph.shapes import COLUMNS
from tenant.items import Item

SITE = ("id", "createdDateTime", "lastModifiedDateTime", "name", "displayName", "webUrl", "siteCollection", "root")
SITE_PROPERTIES = frozenset((*SITE, "description", "parentReference", "sharepointIds", "isPersonalSite", "*"))
LIST_PROPERTIES = frozenset(
    ("id", "createdDateTime", "description", "displayName", "eTag", "lastModifiedDateTime", "name", "webUrl", "list",
     "parentReference", "system", "sharepointIds", "*")
)  # fmt: skip
FIELDS_EXPAND = re.compile(r"^fields(\(\s*\$?select=([\w,\s]+)\))?$", re.IGNORECASE)


async def sites(call: Call) -> web.Response:
    """GET /sites: all of them, or the ones that `search` finds."""
    words = call.query.get("search", "*").strip('"').lower()
    found = [site for site in (_root_site(call), _site(call)) if words in ("", "*") or _mentions(site, words)]
    return reply(page(call, [select(call, site, SITE, SITE_PROPERTIES) for site in found]))


async def site(call: Call) -> web.Response:
    """GET /sites/{site}: by id, `root`, or host name and path."""
    return reply({"@odata.context": _context(call, "sites/$entity"), **_selected(call, _found(call))})


async def drives(call: Call) -> web.Response:
    """GET /sites/{site}/drives."""
    return reply(page(call, [_drive(call)] if _holds_library(call) else []))


async def site_drive(call: Call) -> web.Response:
    """GET /sites/{site}/drive: the site's own library."""
    if not _holds_library(call):
        raise GraphError(404, "itemNotFound", "The site has no document library")
    return reply({"@odata.context": _context(call, "drives/$entity"), **_drive(call)})


async def drive(call: Call) -> web.Response:
    """GET /drives/{drive}."""
    need_drive(call)
    return reply({"@odata.context": _context(call, "drives/$entity"), **_drive(call)})


async def lists(call: Call) -> web.Response:
    """GET /sites/{site}/lists."""
    return reply(page(call, [_list_shown(call)] if _holds_library(call) else []))


async def one_list(call: Call) -> web.Response:
    """GET /sites/{site}/lists/{list}: by id or name."""
    _need_list(call)
    return reply({"@odata.context": _context(call, "lists/$entity"), **_list_shown(call)})


async def columns(call: Call) -> web.Response:
    """GET /sites/{site}/lists/{list}/columns."""
    _need_list(call)
    space = UUID(call.tenant.tenant_id)
    found: list[Entity] = [
        {"id": str(uuid5(space, name)), "name": name, "displayName": name, "indexed": True, "text": {"maxLength": 255}}
        for name in COLUMNS
    ]
    return reply(page(call, found))


async def list_items(call: Call) -> web.Response:
    """GET /sites/{site}/lists/{list}/items, with $filter on fields."""
    _need_list(call)
    fields = "fields" in call.query.get("$expand", "")
    items = [item for item in call.tenant.files.everything() if item.parent is not None]
    if "$filter" in call.query:
        test = Filter(call.query["$filter"], ("fields", "id")).test
        items = [item for item in items if test(call.tenant.shapes.list_item(item, fields=True))]
    return reply(page(call, [_shown(call, item, fields=fields) for item in items], usual=200))


async def one_list_item(call: Call) -> web.Response:
    """GET /sites/{site}/lists/{list}/items/{number}."""
    fields = "fields" in call.query.get("$expand", "fields")
    entity = _shown(call, _numbered(call), fields=fields)
    return reply({"@odata.context": _context(call, "listItems/$entity"), **entity})


async def list_fields(call: Call) -> web.Response:
    """GET /sites/{site}/lists/{list}/items/{number}/fields."""
    return reply({"@odata.context": _context(call, "fields"), **call.tenant.shapes.fields(_numbered(call))})


async def change_fields(call: Call) -> web.Response:
    """PATCH /sites/{site}/lists/{list}/items/{number}/fields."""
    item, given = _numbered(call), await call.body()
    need_match(call, item)
    for name in given:
        if name not in COLUMNS and not name.startswith("@"):
            raise GraphError(400, "invalidRequest", f"Field '{name}' is not recognized")
    values = {name: str(value or "") for name, value in given.items() if name in COLUMNS}
    changed = call.tenant.files.change(item, call.app_id, fields=values)
    call.tenant.emit("library", {"item": item.id})
    return reply({"@odata.context": _context(call, "fields"), **call.tenant.shapes.fields(changed)})


async def item_list_item(call: Call, item: Item) -> web.Response:
    """GET /drives/{drive}/items/{item}/listItem."""
    entity = _shown(call, item, fields="fields" in call.query.get("$expand", ""))
    return reply({"@odata.context": _context(call, "listItems/$entity"), **entity})


def need_drive(call: Call) -> None:
    """Raises GraphError 404 unless the drive in the path is the library."""
    if call.values["drive"] != call.tenant.files.drive_id:
        raise GraphError(404, "itemNotFound", "The resource could not be found.")


def need_match(call: Call, item: Item) -> None:
    """Raises GraphError 412 when If-Match names another version of the item."""
    wanted = call.request.headers.get("If-Match", "*")
    present = call.tenant.shapes.etag(item)
    if wanted != "*" and present not in [each.strip().removeprefix("W/") for each in _etags(wanted)]:
        raise GraphError(412, "resourceModified", "ETag does not match current item's value")


def _etags(header: str) -> list[str]:
    return re.findall(r'(?:W/)?"[^"]*"', header) or [header]


def _shown(call: Call, item: Item, *, fields: bool) -> Entity:
    entity = call.tenant.shapes.list_item(item, fields=fields)
    match = FIELDS_EXPAND.match(call.query.get("$expand", ""))
    if fields and match is not None and match[2]:
        wanted = {name.strip() for name in match[2].split(",")}
        entity["fields"] = {n: v for n, v in entity["fields"].items() if n in wanted or n.startswith("@")}
    asked = {name.strip() for name in call.query.get("$select", "").split(",") if name.strip()}
    return {n: v for n, v in entity.items() if not asked or n in asked or n == "fields"}


def _site(call: Call) -> Entity:
    tenant = call.tenant
    root = tenant.files.root
    return {
        "id": tenant.shapes.site_id,
        "createdDateTime": root.created,
        "lastModifiedDateTime": root.modified,
        "name": tenant.municipality.site.rsplit("/", 1)[-1],
        "displayName": tenant.files.name,
        "webUrl": f"{tenant.base_url}{tenant.municipality.site}",
        "siteCollection": {"hostname": tenant.shapes.hostname},
        "root": {},
    }


def _root_site(call: Call) -> Entity:
    tenant, space = call.tenant, UUID(call.tenant.tenant_id)
    ids = (str(uuid5(space, "root collection")), str(uuid5(space, "root site")))
    return {
        **_site(call),
        "id": ",".join((tenant.shapes.hostname, *ids)),
        "name": "",
        "displayName": f"Intranet {tenant.municipality.name}",
        "webUrl": tenant.base_url,
    }


def _mentions(site: Entity, words: str) -> bool:
    return any(words in str(site[name]).lower() for name in ("name", "displayName"))


def _selected(call: Call, entity: Entity) -> Entity:
    return select(call, entity, SITE, SITE_PROPERTIES)


def _found(call: Call) -> Entity:
    library, root = _site(call), _root_site(call)
    key, path = call.values["site"], call.address.inner_path
    hosts = (call.tenant.shapes.hostname, "root", "127.0.0.1", "localhost")
    if path is not None:
        if key not in hosts:
            raise GraphError(400, "invalidRequest", "Invalid hostname for this tenancy")
        if f"/{path}".lower() == call.tenant.municipality.site.lower():
            return library
        if path == "":
            return root
    elif key in (library["id"], library["id"].split(",")[2]):
        return library
    elif key in ("root", call.tenant.shapes.hostname, root["id"]):
        return root
    raise GraphError(404, "itemNotFound", "Requested site could not be found")


def _holds_library(call: Call) -> bool:
    return _found(call)["id"] == call.tenant.shapes.site_id


def _drive(call: Call) -> Entity:
    files = call.tenant.files
    root = files.root
    used = sum(item.size for item in files.everything())
    total = 25 * 2**40
    entity: Entity = {
        "id": files.drive_id,
        "name": files.name,
        "description": "",
        "driveType": "documentLibrary",
        "createdDateTime": root.created,
        "lastModifiedDateTime": root.modified,
        "webUrl": call.tenant.shapes.web_url(root),
        "owner": {"user": {"displayName": f"Gemeente {call.tenant.municipality.name}"}},
        "quota": {"total": total, "used": used, "remaining": total - used, "deleted": 0, "state": "normal"},
    }
    asked = {name.strip() for name in call.query.get("$select", "").split(",") if name.strip()}
    return {name: value for name, value in entity.items() if not asked or name in asked}


def _list_shown(call: Call) -> Entity:
    root = call.tenant.files.root
    entity: Entity = {
        "id": call.tenant.shapes.list_id,
        "name": call.tenant.files.name,
        "displayName": call.tenant.files.name,
        "createdDateTime": root.created,
        "lastModifiedDateTime": root.modified,
        "webUrl": call.tenant.shapes.web_url(root),
        "list": {"contentTypesEnabled": False, "hidden": False, "template": "documentLibrary"},
    }
    return select(call, entity, tuple(entity), LIST_PROPERTIES)


def _need_list(call: Call) -> None:
    names = (call.tenant.shapes.list_id, call.tenant.files.name.lower())
    if not _holds_library(call) or call.values["list"].lower() not in names:
        raise GraphError(404, "itemNotFound", "The specified list was not found")


def _numbered(call: Call) -> Item:
    _need_list(call)
    number = call.values["number"]
    if not NUMBER.fullmatch(number):
        raise GraphError(400, "invalidRequest", "The list item id is not valid")
    return call.tenant.files.numbered(int(number))


def _context(call: Call, what: str) -> str:
    return f"{call.tenant.base_url}/v1.0/$metadata#{what}"
