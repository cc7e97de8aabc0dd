"""A SharePoint library: what changed in it, who may read it, and the files themselves."""
# pyright: reportMissingTypeStubs=false
# (the SDK's generated half is typed but not marked as such)

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast
from urllib.parse import quote, unquote

from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_abstractions.headers_collection import HeadersCollection
from msgraph.generated.drives.item.items.item.list_item.list_item_request_builder import ListItemRequestBuilder
from msgraph.generated.sites.item.drives.drives_request_builder import DrivesRequestBuilder

from graph.client import IN_BACKGROUND, GraphClient, Json, Patience
from graph.problems import AddressRefused, CursorExpired, GraphProblem, NotFound
from graph.sites import site_id

LARGEST_FILE = 40 * 1024 * 1024  # bytes
# Changed permissions only show in delta when asked for, and only to an app that may see them all.
PREFER = "deltashowremovedasdeleted, deltatraversepermissiongaps, deltashowsharingchanges, hierarchicalsharing"
READING_ROLES = frozenset({"read", "write", "owner", "sp.full control"})
SHARED = "@microsoft.graph.sharedChanged"
DEEPEST = 100  # folders in folders
EVERYONE_INSIDE = "spo-grid-all-users"  # SharePoint's own "everyone except external users"

_Folder = tuple[str, str]  # its name and the id of the folder that it is in; both empty for the root


@dataclass(frozen=True)
class LibraryFile:
    """A file in the library as delta describes it."""

    id: str
    name: str
    path: str  # below the library's root, with slashes, the name included
    size: int  # bytes
    version: str  # the cTag: changes when the content does
    url: str  # opens the file in the browser


@dataclass(frozen=True)
class Columns:
    """What the library's own columns say about a file; empty where a column is absent or not filled in."""

    title: str
    document: str  # KoersId
    organisation: str  # KoersOrganisation


@dataclass(frozen=True)
class Changes:
    """What one delta says. `reset`: `files` is the whole library, and what is not in it is gone."""

    files: tuple[LibraryFile, ...]
    deleted: tuple[str, ...]  # ids
    cursor: str  # go on from here next time
    reset: bool


class _Delta:
    """The items of one delta, by kind."""

    def __init__(self) -> None:
        self.files: dict[str, Json] = {}
        self.folders: dict[str, _Folder] = {}
        self.deleted: set[str] = set()
        self.shared = False  # whether who may read changed for a folder, and so for what is in it
        self.link = ""

    def add(self, item: Json) -> None:
        """Takes in an item instead of what was said about it before."""
        id = str(item["id"])
        self.shared = self.shared or ("file" not in item and SHARED in item)
        self.files.pop(id, None)
        self.folders.pop(id, None)
        self.deleted.discard(id)
        if "deleted" in item:
            self.deleted.add(id)
        elif "file" in item:
            self.files[id] = item
        elif "root" in item:
            self.folders[id] = ("", "")
        elif "folder" in item:
            self.folders[id] = (_storable(item.get("name")), str(_dict(item, "parentReference").get("id", "")))

    def touched_folders(self, known: Mapping[str, _Folder]) -> bool:
        """Whether a folder is not what, where or whose it was; a new one counts, it may have come with files in it."""
        changed = self.shared or any(known.get(id) != folder for id, folder in self.folders.items())
        return changed or any(id in known for id in self.deleted) or self._lone_folder()

    def _lone_folder(self) -> bool:
        """Whether a folder is mentioned for its own sake, not for something in it: perhaps it is shared otherwise.

        A deleted item does not tell where it was, so then it cannot be said; the root is mentioned at any time.
        """
        parents = {str(_dict(item, "parentReference").get("id", "")) for item in self.files.values()}
        parents |= {parent for _, parent in self.folders.values()}
        lone = (id for id, (name, _) in self.folders.items() if name and id not in parents)
        return not self.deleted and any(lone)


class DocumentLibrary:
    """Reads one tenant's libraries. Every method raises Unavailable when Graph does not answer, else GraphProblem."""

    def __init__(self, client: GraphClient, patience: Patience = IN_BACKGROUND) -> None:
        self._client = client
        self._drives = client.builders.drives
        self._sites = client.builders.sites
        self._patience = patience
        self._folders: dict[str, dict[str, _Folder]] = {}  # by drive and id, from the last reading of the whole library

    async def find_drive(self, site: str, name: str) -> str:
        """The id of the library called `name` on the site at path `site` ("/sites/visie", or with the host in front:
        "oss.sharepoint.com:/sites/visie"). Raises NotFound.
        """
        builder = self._sites.by_site_id(await site_id(self._client, site, self._patience)).drives
        fields = DrivesRequestBuilder.DrivesRequestBuilderGetQueryParameters(select=["id", "name"])
        request = builder.to_get_request_information(RequestConfiguration(query_parameters=fields))
        names: list[str] = []
        async for drive in self._client.items(builder, request, self._patience):
            if str(drive.get("name", "")).casefold() == name.casefold():
                return str(drive["id"])
            names.append(str(drive.get("name", "")))
        raise NotFound(404, "itemNotFound", f"{site} has no library {name!r}; it has: {', '.join(names) or 'none'}")

    async def changes(self, drive: str, cursor: str | None) -> Changes:
        """What changed since `cursor`; the whole library without one, or when Graph no longer knows it.

        Also the whole library when a folder was renamed, moved, deleted or shared otherwise: what is in it is not
        mentioned then.
        """
        if cursor is not None:
            try:
                delta = await self._delta(drive, cursor)
            except (CursorExpired, AddressRefused):
                pass  # forgotten by Graph, or kept for Graph at another address: the local tenant may change its port
            else:
                known = self._folders.get(drive)
                if known is not None and not delta.touched_folders(known):
                    known.update(delta.folders)
                    return await self._described(drive, delta, known, reset=False)
                if not delta.folders and not delta.deleted:
                    return await self._described(drive, delta, {}, reset=False)
        delta = await self._delta(drive, None)
        self._folders[drive] = delta.folders
        return await self._described(drive, delta, delta.folders, reset=True)

    async def _delta(self, drive: str, cursor: str | None) -> _Delta:
        """Reads every page; an item may come more than once, and its last mention counts."""
        builder = self._drives.by_drive_id(drive).items.by_drive_item_id("root").delta
        headers = {"Prefer": PREFER}
        if cursor is None:
            request = builder.to_get_request_information(RequestConfiguration[Any](headers=HeadersCollection(headers)))
        else:
            request = self._client.follow(builder, cursor, headers)
        delta = _Delta()
        async for page in self._client.pages(builder, request, self._patience):
            for item in cast("list[Json]", page.get("value", [])):
                delta.add(item)
            delta.link = str(page.get("@odata.deltaLink", delta.link))
        if not delta.link:
            raise GraphProblem(0, "noDeltaLink", "the delta ended without a deltaLink")
        return delta

    async def _described(self, drive: str, delta: _Delta, folders: dict[str, _Folder], *, reset: bool) -> Changes:
        files: list[LibraryFile] = []
        paths: dict[str, str] = {}
        for item in delta.files.values():
            above = str(_dict(item, "parentReference").get("id", ""))
            if above not in paths:
                paths[above] = await self._path(drive, above, folders)
            files.append(_file(item, paths[above]))
        return Changes(tuple(files), tuple(sorted(delta.deleted)), delta.link, reset)

    async def _path(self, drive: str, folder: str, folders: dict[str, _Folder]) -> str:
        """The path of a folder, which delta itself does not tell; empty for the root."""
        names: list[str] = []
        while folder in folders and len(names) < DEEPEST:
            name, folder = folders[folder]
            names.append(name)
        if folder and len(names) < DEEPEST:
            builder = self._drives.by_drive_id(drive).items.by_drive_item_id(folder)
            try:
                item = await self._client.json(builder.to_get_request_information(), self._patience)
            except NotFound:
                item = {}
            _, _, above = str(_dict(item, "parentReference").get("path", "")).partition("root:")
            names += ["" if "root" in item else _storable(item.get("name")), unquote(above).strip("/")]
        return "/".join(name for name in reversed(names) if name)

    async def columns(self, drive: str, item: str) -> Columns:
        """The library's columns for a file."""
        builder = self._drives.by_drive_id(drive).items.by_drive_item_id(item).list_item
        expand = ListItemRequestBuilder.ListItemRequestBuilderGetQueryParameters(expand=["fields"])
        request = builder.to_get_request_information(RequestConfiguration(query_parameters=expand))
        fields = _dict(await self._client.json(request, self._patience), "fields")
        return Columns(*(_storable(fields.get(name)) for name in ("Title", "KoersId", "KoersOrganisation")))

    async def readable_by(self, drive: str, item: str, group_id: str, group_name: str) -> bool:
        """Whether everyone in this group may read the file: granted to the group, to a SharePoint group of the same
        name or to everyone inside the organisation, on the file itself or inherited. A file that is gone is not.
        """
        builder = self._drives.by_drive_id(drive).items.by_drive_item_id(item).permissions
        request = builder.to_get_request_information()
        try:
            async for permission in self._client.items(builder, request, self._patience):
                if _grants(permission, group_id, group_name):
                    return True
        except NotFound:
            pass
        return False

    async def download(self, drive: str, item: str, limit: int = LARGEST_FILE) -> bytes:
        """The bytes of a file. Raises TooLarge as soon as there are more than `limit`, without reading the rest."""
        request = self._drives.by_drive_id(drive).items.by_drive_item_id(item).content.to_get_request_information()
        return await self._client.content(request, limit, self._patience)

    async def add_file(self, drive: str, path: str, content: bytes) -> bool:
        """Adds a small file at a path below the library's root; folders on the way are made. False: there is a file of
        that name already, which stays as it is. Raises Forbidden where Koers may not write.
        """
        builder = self._drives.by_drive_id(drive).items.by_drive_item_id("root").content
        # The SDK has no address by path. "fail": never in the place of another file.
        url = f"{self._client.url}/drives/{quote(drive)}/root:/{quote(path)}:/content"
        url += "?@microsoft.graph.conflictBehavior=fail"
        request = builder.with_url(self._client.hosts.check_graph(url)).to_put_request_information(content)
        try:
            await self._client.json(request, self._patience, repeatable=True)
        except GraphProblem as problem:
            if problem.status == 409 and problem.code == "nameAlreadyExists":
                return False
            raise
        return True


def _dict(item: Mapping[str, Any], key: str) -> Json:
    value = item.get(key)
    return cast(Json, value) if isinstance(value, dict) else {}


def _storable(value: object) -> str:
    """A text as every database takes it: JSON can hold half characters and zeroes."""
    return str(value or "").replace("\0", "").encode("utf-8", "replace").decode()


def _file(item: Json, folder: str) -> LibraryFile:
    name = _storable(item.get("name"))
    version = item.get("cTag") or item.get("eTag") or item.get("lastModifiedDateTime") or ""
    return LibraryFile(
        id=str(item["id"]),
        name=name,
        path=f"{folder}/{name}".lstrip("/"),
        size=int(item.get("size") or 0),
        version=_storable(version),
        url=_storable(item.get("webUrl")),
    )


def _grants(permission: Json, group_id: str, group_name: str) -> bool:
    roles = {str(role).lower() for role in cast("list[Any]", permission.get("roles") or [])}
    if not roles & READING_ROLES or _expired(permission.get("expirationDateTime")):
        return False
    granted = [_dict(permission, "grantedToV2")]
    granted += [
        one for one in cast("list[Any]", permission.get("grantedToIdentitiesV2") or []) if isinstance(one, dict)
    ]
    return any(
        _is_group(_dict(identity, kind), group_id, group_name, kind) for identity in granted for kind in identity
    )


def _is_group(identity: Json, group_id: str, group_name: str, kind: str) -> bool:
    login = str(identity.get("loginName") or "")
    if kind == "group":
        return identity.get("id") == group_id
    if kind == "siteGroup":  # its members cannot be asked for; the site's owner chose this name
        return str(identity.get("displayName", "")).casefold() == group_name.casefold()
    return kind == "siteUser" and (login.endswith(f"|{group_id}") or EVERYONE_INSIDE in login)


def _expired(moment: object) -> bool:
    if not isinstance(moment, str) or not moment:
        return False
    try:
        ends = datetime.fromisoformat(moment)
    except ValueError:
        return True
    return (ends if ends.tzinfo else ends.replace(tzinfo=UTC)) <= datetime.now(UTC)
