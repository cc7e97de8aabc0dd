"""The SharePoint page: its lists and libraries, and what a person or another program would do there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from aiohttp import web

from tenant.columns import FieldError
from tenant.conversion import SOURCES
from tenant.entries import Entries, Entry
from tenant.files import Files
from tenant.items import FileError, Item
from tenant.lists import SharedList
from tenant.overview import Refused, json_body, upload_form

if TYPE_CHECKING:
    from tenant.server import Tenant

PAGE = 100  # items in one answer
Handler = Callable[[web.Request], Awaitable[web.Response]]
CODES = {  # of what a library or list refuses -> the word by which the page knows what to say
    "itemNotFound": "gone",
    "nameAlreadyExists": "taken",
    "resourceLocked": "locked",
    "InputFormatNotSupported": "no-pdf",
    "notSupported": "no-office",
    "timeout": "slow-pdf",
}


class SharePointPage:
    """The handlers below /chat/tenant/sharepoint. What is refused is said by a word that the page puts in language."""

    def __init__(self, tenant: Tenant) -> None:
        self._tenant, self._sharepoint = tenant, tenant.sharepoint

    async def sites(self, _: web.Request) -> web.Response:
        """The sites with their libraries and lists, and as whom one can work there."""
        users = self._tenant.directory.users.values()
        people = [{"id": user.id, "name": user.name} for user in users if not user.guest]
        sites = [
            {
                "name": site.name,
                "path": site.path,
                "lists": [self._list(each) for each in self._sharepoint.lists_of(site)],
            }
            for site in self._sharepoint.sites
        ]
        return web.json_response({"sites": sites, "people": sorted(people, key=lambda each: each["name"])})

    # lists

    async def items(self, request: web.Request) -> web.Response:
        """A list with its columns and a page of its items, those only that have the words of `find`."""
        shown = self._named(request)
        entries = self._sharepoint.entries(shown)
        after, words = request.query.get("after", "0"), request.query.get("find", "").lower().split()
        if not after.isascii() or not after.isdigit() or len(after) > 9:
            raise Refused("form")
        if words:
            found = [each for each in entries.after(int(after), 1 << 60) if _mentions(each, words)][: PAGE + 1]
        else:
            found = list(entries.after(int(after), PAGE + 1))
        columns = [
            {
                "name": each.name,
                "title": each.display_name,
                "kind": "note" if each.note else each.kind,
                "choices": each.facet.get("choices", []),
                "day": each.facet.get("format") == "dateOnly",
                "unique": each.unique,
            }
            for each in self._sharepoint.lists.columns(shown.id)
            if not each.read_only
        ]
        answer = {"list": self._list(shown), "columns": columns, "items": [self._item(each) for each in found[:PAGE]]}
        return web.json_response({**answer, "more": found[PAGE - 1].number if len(found) > PAGE else None})

    async def item(self, request: web.Request) -> web.Response:
        """One item."""
        return web.json_response(self._item(self._entry(request)[2]))

    async def add(self, request: web.Request) -> web.Response:
        """A new item with `fields`, made by `person`."""
        body = await json_body(request)
        shown = self._named(request)
        return self._written(shown, self._sharepoint.entries(shown).add(_fields(body), self._person(body)))

    async def change(self, request: web.Request) -> web.Response:
        """Fill in `fields` of an item that is still as it was when its `etag` was read."""
        body = await json_body(request)
        shown, entries, entry = self._entry(request)
        if body.get("etag") != entry.etag:
            raise Refused("changed", 409)
        return self._written(shown, entries.change(entry, _fields(body), self._person(body)))

    async def delete(self, request: web.Request) -> web.Response:
        """Delete an item, a file of a library too."""
        body = await json_body(request)
        shown, entries, entry = self._entry(request)
        entries.delete(entry, self._person(body))
        return self._written(shown, entry)

    async def versions(self, request: web.Request) -> web.Response:
        """The versions of an item, the newest first."""
        _, entries, entry = self._entry(request)
        found = [
            {"name": each.name, "modified": each.modified, "editor": self._who(each.editor), "fields": each.fields}
            for each in entries.versions(entry)
        ]
        return web.json_response({"versions": found})

    async def restore(self, request: web.Request) -> web.Response:
        """Make an earlier version the newest one."""
        body = await json_body(request)
        shown, entries, entry = self._entry(request)
        for version in entries.versions(entry):
            if version.name == request.match_info["version"]:
                return self._written(shown, entries.restore(entry, version, self._person(body)))
        raise Refused("gone", 404)

    # libraries

    async def folder(self, request: web.Request) -> web.Response:
        """What is in a folder of a library."""
        files = self._library(request)
        folder = files.at(request.query.get("folder", ""))
        inside = [self._file(files, item) for item in files.children(folder)]
        return web.json_response({"name": files.name, "folder": files.path(folder), "files": inside})

    async def make_folder(self, request: web.Request) -> web.Response:
        """A new folder `name` in `folder`."""
        body = await json_body(request)
        files = self._library(request)
        made = files.make_folder(files.at(str(body.get("folder", ""))), str(body.get("name", "")), self._person(body))
        return self._kept(files, made)

    async def upload(self, request: web.Request) -> web.Response:
        """A form with `file`, `person`, and `folder` for a new file or `item` for a new version of one."""
        name, content, words = await upload_form(request)
        files, person = self._library(request), self._person(words)
        if "item" in words:
            return self._kept(files, files.rewrite(files.item(words["item"]), content, person))
        return self._kept(files, files.write(files.at(words.get("folder", "")), name, content, person)[0])

    async def hold(self, request: web.Request) -> web.Response:
        """Open a file as Word does (`open` true), so that nobody else can change it, or close it."""
        body = await json_body(request)
        files, item = self._sharepoint.item(request.match_info["item"])
        (files.check_out if body.get("open") is True else files.check_in)(item, self._person(body))
        return self._kept(files, item)

    async def content(self, request: web.Request) -> web.Response:
        """A file, now or in an earlier version, to download."""
        files, item = self._sharepoint.item(request.match_info["item"])
        version = request.query.get("version")
        numbers = {each.name: each.number for each in files.versions(item)}
        if version is not None and version not in numbers:
            raise Refused("gone", 404)
        content = files.content(item, None if version is None else numbers[version])
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(item.name)}"}
        return _bytes(content, "application/octet-stream", headers)

    async def pdf(self, request: web.Request) -> web.Response:
        """The PDF of a file, to look at; with `ready`, only whether there is one."""
        files, item = self._sharepoint.item(request.match_info["item"])
        content = await self._tenant.conversion.pdf(item, files.newest(item), files.content(item))
        if "ready" in request.query:
            return web.json_response({"size": len(content)})
        return _bytes(content, "application/pdf", {"Content-Disposition": "inline"})

    # inside

    def _named(self, request: web.Request) -> SharedList:
        for site in reversed(self._sharepoint.sites):
            found = self._sharepoint.list_named(site, request.match_info["list"])
            if found is not None:
                return found
        raise Refused("gone", 404)

    def _entry(self, request: web.Request) -> tuple[SharedList, Entries, Entry]:
        shown, number = self._named(request), request.match_info["number"]
        if not number.isascii() or not number.isdigit() or len(number) > 9:
            raise Refused("gone", 404)
        entries = self._sharepoint.entries(shown)
        return shown, entries, entries.one(int(number))

    def _library(self, request: web.Request) -> Files:
        found = self._sharepoint.library(request.match_info["library"])
        if found is None:
            raise Refused("gone", 404)
        return found

    def _person(self, body: dict[str, Any] | dict[str, str]) -> str:
        person = str(body.get("person", ""))
        if person not in self._tenant.directory.users:
            raise Refused("person")
        return person

    def _who(self, editor: str) -> str:
        return next(iter(self._tenant.shapes.identity(editor).values()))["displayName"]

    def _list(self, shown: SharedList) -> dict[str, Any]:
        count = self._sharepoint.entries(shown).count()
        return {
            "id": shown.id,
            "name": shown.name,
            "title": shown.display_name,
            "library": shown.library,
            "count": count,
        }

    def _item(self, entry: Entry) -> dict[str, Any]:
        return {
            "number": entry.number,
            "etag": entry.etag,
            "modified": entry.modified,
            "editor": self._who(entry.editor),
            "fields": entry.fields,
            "leaf": entry.leaf,
        }

    def _file(self, files: Files, item: Item) -> dict[str, Any]:
        holder = files.holder(item)
        return {
            "id": item.id,
            "number": item.number,
            "name": item.name,
            "folder": item.folder,
            "size": item.size,
            "modified": item.modified,
            "editor": self._who(item.editor),
            "version": "" if item.folder else f"{files.newest(item)}.0",
            "holder": None if holder is None else {"id": holder, "name": self._who(holder)},
            "pdf": item.name.lower().rpartition(".")[2] in SOURCES,
            "url": self._tenant.shapes.web_url(item),
        }

    def _written(self, shown: SharedList, entry: Entry) -> web.Response:
        self._tenant.emit("library" if shown.library else "list", {"list": shown.id, "item": entry.number})
        return web.json_response(self._item(entry))

    def _kept(self, files: Files, item: Item) -> web.Response:
        self._tenant.emit("library", {"item": item.id})
        return web.json_response(self._file(files, files.item(item.id)))


def add_routes(app: web.Application, tenant: Tenant) -> None:
    """Everything below /chat/tenant/sharepoint."""
    page = SharePointPage(tenant)
    item = "/lists/{list}/items/{number}"
    table: tuple[tuple[str, str, Handler], ...] = (
        ("GET", "", page.sites),
        ("GET", "/lists/{list}", page.items),
        ("POST", "/lists/{list}/items", page.add),
        ("GET", item, page.item),
        ("PATCH", item, page.change),
        ("DELETE", item, page.delete),
        ("GET", f"{item}/versions", page.versions),
        ("POST", f"{item}/versions/{{version}}", page.restore),
        ("GET", "/libraries/{library}", page.folder),
        ("POST", "/libraries/{library}/folders", page.make_folder),
        ("POST", "/libraries/{library}/files", page.upload),
        ("POST", "/files/{item}/hold", page.hold),
        ("GET", "/files/{item}/content", page.content),
        ("GET", "/files/{item}/pdf", page.pdf),
    )
    for method, path, handler in table:
        app.router.add_route(method, f"/chat/tenant/sharepoint{path}", _worded(handler))


def _worded(handler: Handler) -> Handler:
    """The handler, with what is refused as one word, and the field that it is about after a colon."""

    async def answered(request: web.Request) -> web.Response:
        try:
            return await handler(request)
        except Refused as error:
            return web.json_response({"error": str(error)}, status=error.status)
        except FieldError as error:
            return web.json_response({"error": f"{error.reason}:{error.field}"}, status=error.status)
        except FileError as error:
            return web.json_response({"error": CODES.get(error.code, "form")}, status=error.status)

    return answered


def _fields(body: dict[str, Any]) -> dict[str, object]:
    fields = body.get("fields")
    if not isinstance(fields, dict):
        raise Refused("form")
    return cast("dict[str, object]", fields)


def _mentions(entry: Entry, words: list[str]) -> bool:
    text = " ".join((entry.leaf, *(str(value) for value in entry.fields.values()))).lower()
    return all(word in text for word in words)


def _bytes(content: bytes, kind: str, headers: dict[str, str]) -> web.Response:
    safe = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    return web.Response(body=content, content_type=kind, headers={**safe, **headers})
