"""What the page shows beside the chat, and lets a person change there: the library, people, groups, requests."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, cast

from aiohttp import BodyPartReader, web

from tenant import connector
from tenant.directory import Group, User, portrait
from tenant.items import SYSTEM, FileError, Item

if TYPE_CHECKING:
    from tenant.server import Tenant

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Refused(Exception):
    """What the page asked for is not possible; the message is for the person at the page."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


class Overview:
    """The handlers below /chat/tenant."""

    def __init__(self, tenant: Tenant) -> None:
        self._tenant = tenant

    async def library(self, _: web.Request) -> web.Response:
        """Every file and folder, with who may read it."""
        items = [item for item in self._tenant.files.everything() if item.parent is not None]
        shown = [self._file(item) for item in items]
        return web.json_response({"name": self._tenant.files.name, "files": sorted(shown, key=lambda f: f["path"])})

    async def upload(self, request: web.Request) -> web.Response:
        """A form with `file`, and if wanted `folder` (a path) and `person` (who does it)."""
        name, content, words = await upload_form(request)
        files = self._tenant.files
        item, _ = files.write(files.folder_at(words.get("folder", "")), name, content, words.get("person", SYSTEM))
        return self._changed(item)

    async def change(self, request: web.Request) -> web.Response:
        """Rename (`name`), move (`folder`, a path) or title (`title`) an item."""
        item, body = self._tenant.files.item(request.match_info["item"]), await json_body(request)
        folder = body.get("folder")
        title = body.get("title")
        changed = self._tenant.files.change(
            item,
            str(body.get("person") or SYSTEM),
            name=str(body["name"]) if "name" in body else None,
            parent=self._tenant.files.folder_at(str(folder)) if folder is not None else None,
            fields={"Title": str(title)} if title is not None else None,
        )
        return self._changed(changed)

    async def delete(self, request: web.Request) -> web.Response:
        """Delete an item."""
        item = self._tenant.files.item(request.match_info["item"])
        self._tenant.files.delete(item)
        self._tenant.emit("library", {"item": item.id})
        return web.json_response({"deleted": item.id})

    async def permissions(self, request: web.Request) -> web.Response:
        """Let everyone read an item, or only the people who own the vision."""
        body = await json_body(request)
        everyone = body.get("everyone")
        if not isinstance(everyone, bool):
            raise Refused("Geef aan of iedereen dit mag lezen.")
        item = self._tenant.files.item(str(body.get("item", "")))
        return self._changed(self._opened(item) if everyone else self._closed(item))

    async def people(self, _: web.Request) -> web.Response:
        """Everybody, with manager, groups and whether they have the bot's app."""
        having = connector.installed_people(self._tenant)
        users = self._tenant.directory.users.values()
        return web.json_response({"people": [self._person(user) | {"installed": user.id in having} for user in users]})

    async def groups(self, _: web.Request) -> web.Response:
        """Every group, with who is directly in it."""
        directory = self._tenant.directory
        shown = [
            {"id": group.id, "name": group.name, "members": [_named(each) for each in directory.members(group.id)]}
            for group in directory.groups.values()
        ]
        return web.json_response({"groups": shown})

    async def photo(self, request: web.Request) -> web.Response:
        """The photo of a person."""
        user = self._tenant.directory.users.get(request.match_info["person"])
        if user is None or not user.has_photo:
            raise Refused("Er is geen foto.", 404)
        headers = {"Cache-Control": "max-age=86400", "Content-Security-Policy": "default-src 'none'"}
        return web.Response(body=portrait(user), content_type="image/svg+xml", headers=headers)

    async def requests(self, _: web.Request) -> web.Response:
        """What the bot asked of Graph, the connector and the sign-in service, the newest first."""
        return web.json_response({"requests": [asdict(each) for each in reversed(self._tenant.requests)]})

    def _changed(self, item: Item) -> web.Response:
        self._tenant.emit("library", {"item": item.id})
        return web.json_response(self._file(item))

    def _file(self, item: Item) -> dict[str, Any]:
        readers = self._readers(item)
        return {
            "id": item.id,
            "name": item.name,
            "path": self._tenant.files.path(item),
            "folder": item.folder,
            "title": item.fields.get("Title", ""),
            "document": item.fields.get("KoersId", ""),
            "modified": item.modified,
            "size": item.size,
            "version": "" if item.folder else f"{self._tenant.files.newest(item)}.0",
            "url": self._tenant.shapes.web_url(item),
            "readers": readers,
            "everyone": self._tenant.municipality.readers_group in readers,
        }

    def _readers(self, item: Item) -> list[str]:
        directory, names = self._tenant.directory, dict[str, None]()
        for grant in self._tenant.sharing.grants(item):
            who = directory.users.get(grant.target) or directory.groups.get(grant.target)
            names["Iedereen met de link" if grant.kind == "link" else who.name if who else "Onbekend"] = None
        return list(names)

    def _opened(self, item: Item) -> Item:
        group = self._tenant.directory.group_named(self._tenant.municipality.readers_group)
        if group is not None and not any(grant.target == group.id for grant in self._tenant.sharing.grants(item)):
            self._tenant.sharing.grant(item, "group", group.id, ("read",))
        return self._tenant.files.item(item.id)

    def _closed(self, item: Item) -> Item:
        sharing, directory = self._tenant.sharing, self._tenant.directory
        everyone = directory.group_named(self._tenant.municipality.readers_group)
        if item.parent is None:
            raise Refused("De bibliotheek zelf blijft leesbaar voor iedereen.")
        with self._tenant.state.transaction():
            if not item.unique_access:
                item = sharing.stop_inheriting(item, keep=True)
            sharing.grant(item, "user", directory.with_role("owner").id, ("owner",))
            for grant in sharing.grants(item):
                if everyone is not None and grant.target == everyone.id:
                    sharing.revoke(item, grant)
        return self._tenant.files.item(item.id)

    def _person(self, user: User) -> dict[str, Any]:
        directory = self._tenant.directory
        above = directory.users.get(user.manager or "")
        return {
            "id": user.id,
            "name": user.name,
            "title": user.title,
            "team": user.properties["department"] or "",
            "mail": user.properties["mail"],
            "office": user.properties["officeLocation"] or "",
            "guest": user.guest,
            "left": not user.properties["accountEnabled"],
            "manager": None if above is None else above.name,
            "groups": [group.name for group in directory.memberships(user.id)],
            "photo": f"/chat/tenant/people/{user.id}/photo" if user.has_photo else None,
        }


def add_routes(app: web.Application, tenant: Tenant) -> None:
    """Everything below /chat/tenant except what the bot sent, which the connector knows."""
    overview = Overview(tenant)
    table: tuple[tuple[str, str, Handler], ...] = (
        ("GET", "/library", overview.library),
        ("POST", "/library/upload", overview.upload),
        ("PATCH", "/library/{item}", overview.change),
        ("DELETE", "/library/{item}", overview.delete),
        ("POST", "/permissions", overview.permissions),
        ("GET", "/people", overview.people),
        ("GET", "/people/{person}/photo", overview.photo),
        ("GET", "/groups", overview.groups),
        ("GET", "/requests", overview.requests),
    )
    for method, path, handler in table:
        app.router.add_route(method, f"/chat/tenant{path}", worded(handler))


def worded(handler: Handler) -> Handler:
    """The handler, with what it refuses as an answer in words."""

    async def answered(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except Refused as error:
            return web.json_response({"error": str(error)}, status=error.status)
        except FileError as error:
            words = {
                "itemNotFound": "Dit bestand is er niet meer.",
                "nameAlreadyExists": "Er is al een bestand met deze naam.",
                "invalidRequest": "Dit kan niet. Kies een andere naam of map.",
            }
            message = words.get(error.code, "Dit lukt niet.")
            return web.json_response({"error": message}, status=error.status)

    return answered


async def json_body(request: web.Request) -> dict[str, Any]:
    """The JSON object in the body. Raises Refused where there is none."""
    try:
        data = json.loads(await request.read())
        json.dumps(data, ensure_ascii=False).encode()  # half a character is no text
    except (ValueError, RecursionError) as error:
        raise Refused("Dit is geen JSON.") from error
    if not isinstance(data, dict):
        raise Refused("Er is een JSON-object nodig.")
    return cast("dict[str, Any]", data)


async def upload_form(request: web.Request) -> tuple[str, bytes, dict[str, str]]:
    """Name and content of the uploaded file, and the other fields. Raises Refused when it is no such form."""
    name, content, words = "", None, dict[str, str]()
    try:
        async for part in await request.multipart():
            if isinstance(part, BodyPartReader) and part.name == "file":
                name, content = (part.filename or "").replace("\\", "/").rpartition("/")[2], bytes(await part.read())
            elif isinstance(part, BodyPartReader) and part.name in ("folder", "item", "person"):
                words[part.name] = await part.text()
    except (AssertionError, ValueError) as error:  # what aiohttp raises for a form that is none
        raise Refused("Stuur het bestand als formulier.") from error
    if content is None:
        raise Refused("Er zit geen bestand bij.")
    return name, content, words


def _named(each: User | Group) -> dict[str, Any]:
    return {"id": each.id, "name": each.name, "group": isinstance(each, Group)}
