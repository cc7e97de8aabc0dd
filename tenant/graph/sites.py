"""Graph: the sites of the tenant and their drives."""

from __future__ import annotations

from uuid import UUID, uuid5

from aiohttp import web

from tenant.files import Files
from tenant.graph.call import Call, GraphError, reply
from tenant.graph.match import need_etag
from tenant.graph.query import Entity, page, select
from tenant.items import Item
from tenant.sharepoint import Site

SITE = ("id", "createdDateTime", "lastModifiedDateTime", "name", "displayName", "webUrl", "siteCollection", "root")
SITE_PROPERTIES = frozenset((*SITE, "description", "parentReference", "sharepointIds", "isPersonalSite", "*"))


async def sites(call: Call) -> web.Response:
    """GET /sites: all of them, or the ones that `search` finds."""
    words = call.query.get("search", "*").strip('"').lower()
    known = [_root_site(call), *(_site(call, each) for each in call.tenant.sharepoint.sites)]
    found = [site for site in known if words in ("", "*") or _mentions(site, words)]
    return reply(page(call, [select(call, site, SITE, SITE_PROPERTIES) for site in found]))


async def site(call: Call) -> web.Response:
    """GET /sites/{site}: by id, `root`, or host name and path."""
    found = named_site(call)
    entity = _root_site(call) if found is None else _site(call, found)
    return reply({"@odata.context": context(call, "sites/$entity"), **select(call, entity, SITE, SITE_PROPERTIES)})


async def drives(call: Call) -> web.Response:
    """GET /sites/{site}/drives."""
    found = named_site(call)
    return reply(page(call, [_drive(call, files) for files in (() if found is None else found.libraries)]))


async def site_drive(call: Call) -> web.Response:
    """GET /sites/{site}/drive: the site's usual library."""
    found = named_site(call)
    if found is None:
        raise GraphError(404, "itemNotFound", "The site has no document library")
    return reply({"@odata.context": context(call, "drives/$entity"), **_drive(call, found.libraries[0])})


async def drive(call: Call) -> web.Response:
    """GET /drives/{drive}."""
    return reply({"@odata.context": context(call, "drives/$entity"), **_drive(call, library(call))})


def library(call: Call) -> Files:
    """The library that is the drive in the path. Raises FileError 404."""
    return call.tenant.sharepoint.drive(call.values["drive"])


def need_match(call: Call, item: Item) -> None:
    """Raises GraphError 412 when If-Match names another version of the item: its eTag, or its content by the cTag."""
    need_etag(call, call.tenant.shapes.etag(item), call.tenant.shapes.ctag(item))


def named_site(call: Call) -> Site | None:
    """The site that the path names; None for the root site, which has no library. Raises GraphError 404."""
    key, path = call.values["site"], call.address.inner_path
    shapes, sharepoint = call.tenant.shapes, call.tenant.sharepoint
    if path is not None:
        if key not in (shapes.hostname, "root", "127.0.0.1", "localhost"):
            raise GraphError(400, "invalidRequest", "Invalid hostname for this tenancy")
        found = sharepoint.site(f"/{path}")
        if found is not None or path == "":
            return found
    elif key in ("root", shapes.hostname, _root_site(call)["id"]):
        return None
    for each in sharepoint.sites:
        if path is None and key in (shapes.id_of(each), each.ids[1]):
            return each
    raise GraphError(404, "itemNotFound", "Requested site could not be found")


def context(call: Call, what: str) -> str:
    """The address of the description of what an answer holds."""
    return f"{call.tenant.base_url}/v1.0/$metadata#{what}"


def _site(call: Call, found: Site) -> Entity:
    root = found.libraries[0].root
    return {
        "id": call.tenant.shapes.id_of(found),
        "createdDateTime": root.created,
        "lastModifiedDateTime": root.modified,
        "name": found.path.rsplit("/", 1)[-1],
        "displayName": found.name,
        "webUrl": f"{call.tenant.base_url}{found.path}",
        "siteCollection": {"hostname": call.tenant.shapes.hostname},
        "root": {},
    }


def _root_site(call: Call) -> Entity:
    tenant, space = call.tenant, UUID(call.tenant.tenant_id)
    ids = (str(uuid5(space, "root collection")), str(uuid5(space, "root site")))
    return {
        **_site(call, tenant.sharepoint.sites[0]),
        "id": ",".join((tenant.shapes.hostname, *ids)),
        "name": "",
        "displayName": f"Intranet {tenant.municipality.name}",
        "webUrl": tenant.base_url,
    }


def _mentions(site: Entity, words: str) -> bool:
    return any(words in str(site[name]).lower() for name in ("name", "displayName"))


def _drive(call: Call, files: Files) -> Entity:
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
