"""Graph: the content of files: download, upload in one go, versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from tenant.graph.call import Call, GraphError, done, reply
from tenant.graph.items import CONFLICT, addressed, behaviour
from tenant.graph.query import page
from tenant.graph.sites import library, need_match
from tenant.items import FileError, Item, check_name

if TYPE_CHECKING:
    from tenant.server import Tenant

HEADERS = {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}


async def get_content(call: Call) -> web.Response:
    """GET .../content: 302 to an address that needs no token; with format=pdf to that of a PDF made of it."""
    item = addressed(call)
    if item.folder:
        raise GraphError(400, "invalidRequest", "You cannot get content for a folder")
    return await _given(call, item, library(call).newest(item))


async def put_content(call: Call) -> web.Response:
    """PUT .../content: a new version of a file, or a new file at a path. 201 when it is new."""
    content = await call.request.read()
    found, folder, name = place(call)
    if found is not None:
        need_match(call, found)
    elif "If-Match" in call.request.headers:
        raise GraphError(404, "itemNotFound", "The resource could not be found.")
    how = behaviour(call.request.query.get(CONFLICT), "replace")
    if found is not None and how == "replace":
        item, new = library(call).rewrite(found, content, call.app_id), False
    else:
        item, new = library(call).write(folder, name, content, call.app_id, how)
    call.tenant.emit("library", {"item": item.id})
    return reply(call.tenant.shapes.item(item), 201 if new else 200)


async def versions(call: Call) -> web.Response:
    """GET .../versions, the newest first."""
    found = library(call).versions(addressed(call))
    return reply(page(call, [call.tenant.shapes.version(version) for version in found], usual=200))


async def version_content(call: Call) -> web.Response:
    """GET .../versions/{version}/content. The present version has no such address, as in SharePoint."""
    item = addressed(call)
    number = _number(call, item)
    if number == library(call).newest(item):
        raise GraphError(400, "invalidRequest", "You cannot get the content of the current version")
    return await _given(call, item, number)


async def restore_version(call: Call) -> web.Response:
    """POST .../versions/{version}/restoreVersion: an earlier content becomes the newest version."""
    item = addressed(call)
    content = library(call).content(item, _number(call, item))
    library(call).rewrite(item, content, call.app_id)
    call.tenant.emit("library", {"item": item.id})
    return done()


def place(call: Call) -> tuple[Item | None, Item, str]:
    """The file that the path names if it is there, and its folder and name; missing folders are made."""
    files, path = library(call), call.address.inner_path
    base = files.root if call.values["item"] == "root" else files.item(call.values["item"])
    if path is None:
        if base.folder or base.parent is None:
            raise GraphError(400, "invalidRequest", "A folder has no content")
        return base, files.item(base.parent), base.name
    folders, _, name = path.rpartition("/")
    for part in filter(None, (*folders.split("/"), name)):
        check_name(part)
    folder = files.folder_at(folders, call.app_id, base)
    if not folder.folder:
        raise GraphError(400, "invalidRequest", "A file has no children")
    return files.child(folder, name), folder, name


def _number(call: Call, item: Item) -> int:
    number = next((v.number for v in library(call).versions(item) if v.name == call.values["version"]), None)
    if number is None:
        raise GraphError(404, "itemNotFound", "The requested version was not found")
    return number


async def _given(call: Call, item: Item, number: int) -> web.Response:
    """The address of a version of a file in the format that is asked for. Raises GraphError or FileError 406."""
    wanted = call.request.query.get("format")
    if wanted is None:
        return _redirect(call.tenant.shapes.download_url(item, number))
    if wanted.lower() != "pdf":
        raise GraphError(406, "OutputFormatNotSupported", "The file cannot be converted to the requested format")
    await call.tenant.conversion.pdf(item, number, library(call).content(item, number))
    return _redirect(call.tenant.shapes.download_url(item, number, "pdf"))


def _redirect(address: str) -> web.Response:
    answer = done(302)
    answer.headers["Location"] = address
    return answer


def add_routes(app: web.Application, tenant: Tenant) -> None:
    """The address that gives a file to whoever has it: /download/{address}."""

    async def download(request: web.Request) -> web.Response:
        opened = tenant.shapes.opened(request.match_info["address"])
        if opened is None:
            return web.Response(status=401)
        try:
            files, item = tenant.sharepoint.item(opened[0])
            if opened[2] == "pdf":
                made = await tenant.conversion.pdf(item, opened[1], files.content(item, opened[1]))
                return web.Response(body=made, content_type="application/pdf", headers=HEADERS)
            content = files.content(item, opened[1])
        except FileError as error:
            return web.Response(status=error.status)
        return web.Response(body=content, content_type=item.mime, headers=HEADERS)

    app.router.add_get("/download/{address}", download)
