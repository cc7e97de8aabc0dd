"""The folders of projects in a SharePoint library, and the files in them: put there, and never over somebody's work."""
# pyright: reportMissingTypeStubs=false
# (the SDK's generated half is typed but not marked as such)

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast
from urllib.parse import quote

from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_abstractions.method import Method
from msgraph.generated.drives.item.items.item.drive_item_item_request_builder import DriveItemItemRequestBuilder
from msgraph.generated.models.field_value_set import FieldValueSet

from errors import Unavailable
from graph.client import IN_BACKGROUND, GraphClient, Json, Patience, RequestInformation
from graph.library import DocumentLibrary
from graph.list_making import ListMaking
from graph.list_values import Column
from graph.lists import ListPlace
from graph.problems import GraphProblem, NotFound, Passing
from graph.uploads import upload

SMALL = 4 * 1024 * 1024  # bytes: above this Graph wants an upload session
LARGEST_PDF = 100 * 1024 * 1024  # bytes
CONFLICT = "@microsoft.graph.conflictBehavior"
NOT_CONVERTED = (400, 406, 415, 422, 501)  # how Graph says that it makes no PDF of this

Changed = Literal["edited", "renamed", "moved", "deleted"]


@dataclass(frozen=True)
class Placed:
    """A file or folder as it is in the library. `ours`: Koers itself changed it last; `by`: who did, "" unknown."""

    id: str
    name: str
    url: str
    etag: str  # changes with every change
    ctag: str  # changes when the content does
    parent: str  # the id of the folder that it is in
    size: int  # bytes
    folder: bool
    children: int  # what is in a folder; 0 for a file
    made_by_us: bool
    ours: bool
    by: str


@dataclass(frozen=True)
class Version:
    """An earlier or the present content of a file; `by`: who made it, "" where SharePoint does not say."""

    id: str
    size: int
    by: str


class FileChanged(Exception):
    """A file is not what it was when Koers wrote it. `placed`: as it is now; None where it is gone."""

    def __init__(self, what: Changed, placed: Placed | None) -> None:
        super().__init__(what)
        self.what: Changed = what
        self.placed = placed


class NameTaken(Exception):
    """There is something of that name in the folder."""


class Locked(Exception):
    """Somebody has the file open in Word, or has checked it out: it cannot be written now."""


class NoPdf(Exception):
    """Graph makes no PDF of this file."""


class Folders:
    """One tenant's libraries, as far as writing in them goes. Needs write on the site (Sites.Selected). Permissions of
    files and folders are never touched.

    Every method raises Unavailable when Graph does not answer, Locked where somebody has the file open, Forbidden
    where Koers may not, else GraphProblem. `app`: the app id of Koers, by which it knows its own changes.
    """

    def __init__(
        self,
        client: GraphClient,
        app: str,
        patience: Patience = IN_BACKGROUND,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._client = client
        self._app = app.lower()
        self._drives = client.builders.drives
        self._library = DocumentLibrary(client, patience)
        self._making = ListMaking(client)
        self._patience = patience
        self._sleep = sleep

    async def drive(self, site: str, library: str) -> str:
        """The id of the library. Raises NotFound."""
        return await self._library.find_drive(site, library)

    async def look(self, drive: str, item: str) -> Placed | None:
        """A file or folder as it is now; None where it is gone."""
        request = self._item(drive, item).to_get_request_information()
        try:
            return self._placed(await self._json(request))
        except NotFound:
            return None

    async def find(self, drive: str, folder: str, name: str) -> Placed | None:
        """What has this name in a folder; None where nothing has."""
        request = self._client.follow(self._item(drive, folder), self._at(drive, folder, name))
        try:
            return self._placed(await self._json(request))
        except NotFound:
            return None

    async def make_folder(self, drive: str, name: str, parent: str = "root") -> Placed:
        """A new folder. Raises NameTaken."""
        url = f"{self._client.url}/drives/{quote(drive)}/items/{quote(parent)}/children"
        made = await self._json(self._post(drive, url, {"name": name, "folder": {}, CONFLICT: "fail"}))
        return self._placed(made)

    async def add(self, drive: str, folder: str, name: str, content: bytes) -> Placed:
        """A new file. Raises NameTaken."""
        if len(content) > SMALL:
            return await self._upload(
                drive, f"{self._at(drive, folder, name)}:/createUploadSession", content, "fail", ""
            )
        url = f"{self._at(drive, folder, name)}:/content?{CONFLICT}=fail"
        return await self._put(drive, url, content, "")

    async def replace(self, drive: str, item: str, content: bytes, etag: str) -> Placed:
        """A new version of a file. Raises FileChanged where it has another ETag than this by now."""
        url = f"{self._client.url}/drives/{quote(drive)}/items/{quote(item)}"
        try:
            if len(content) > SMALL:
                return await self._upload(drive, f"{url}/createUploadSession", content, "replace", etag)
            return await self._put(drive, f"{url}/content", content, etag)
        except NotFound as problem:
            raise FileChanged("deleted", None) from problem
        except GraphProblem as problem:
            if problem.status == 412:
                raise FileChanged("edited", await self.look(drive, item)) from problem
            raise

    async def content(self, drive: str, item: str, limit: int = LARGEST_PDF) -> bytes:
        """The bytes of a file."""
        return await self._library.download(drive, item, limit)

    async def pdf(self, drive: str, item: str) -> bytes:
        """The file as PDF, made by SharePoint. Raises NoPdf where it makes none of it."""
        url = f"{self._client.url}/drives/{quote(drive)}/items/{quote(item)}/content?format=pdf"
        request = self._client.follow(self._item(drive, item), url)
        try:
            made = await self._client.content(request, LARGEST_PDF, self._patience)
        except GraphProblem as problem:
            if problem.status in NOT_CONVERTED:
                raise NoPdf(problem.for_log) from problem
            raise
        if not made.startswith(b"%PDF-"):
            raise NoPdf("what came is no PDF")
        return made

    async def columns(self, site: str, library: str, columns: Sequence[Column]) -> ListPlace:
        """The list behind the library, with at least these columns. Making one needs `manage` on the site."""
        return await self._making.ready(site, library, columns)

    async def describe(self, drive: str, placed: Placed, place: ListPlace, columns: Mapping[str, str]) -> Placed:
        """Fills in the library's columns of a file. Raises FileChanged where it is not what `placed` says."""
        fields = DriveItemItemRequestBuilder.DriveItemItemRequestBuilderGetQueryParameters(expand=["listItem"])
        read = self._item(drive, placed.id).to_get_request_information(RequestConfiguration(query_parameters=fields))
        now = await self._json(read)
        if now.get("eTag") != placed.etag:
            raise FileChanged("edited", self._placed(now))
        entry = cast("Json", now.get("listItem") or {})
        items = self._client.builders.sites.by_site_id(place.site).lists.by_list_id(place.list).items
        request = items.by_list_item_id(_text(entry.get("id"))).fields.to_patch_request_information(FieldValueSet())
        request.content = json.dumps({name: text or None for name, text in columns.items()}).encode()
        request.headers.try_add("If-Match", _text(entry.get("eTag")) or "*")
        try:
            await self._json(request, repeatable=True)
        except GraphProblem as problem:
            if problem.status == 412:
                raise FileChanged("edited", await self.look(drive, placed.id)) from problem
            raise
        after = await self.look(drive, placed.id)
        if after is None:
            raise FileChanged("deleted", None)
        return after

    async def versions(self, drive: str, item: str) -> tuple[Version, ...]:
        """The versions of a file, the newest first."""
        builder = self._item(drive, item).versions
        request = builder.to_get_request_information()
        found = self._client.items(builder, request, self._patience)
        return tuple([Version(str(one["id"]), int(one.get("size") or 0), _who(one)[1]) async for one in found])

    def _item(self, drive: str, item: str) -> DriveItemItemRequestBuilder:
        return self._drives.by_drive_id(drive).items.by_drive_item_id(item)

    def _at(self, drive: str, folder: str, name: str) -> str:
        """The address of a name in a folder; the SDK has none by path."""
        return f"{self._client.url}/drives/{quote(drive)}/items/{quote(folder)}:/{quote(name)}"

    def _post(self, drive: str, url: str, body: Json) -> RequestInformation:
        """A POST with JSON of its own: the SDK's models send keys that nobody asked for."""
        builder = self._drives.by_drive_id(drive).items.with_url(self._client.hosts.check_graph(url))
        request = builder.to_get_request_information()
        request.http_method = Method.POST
        request.set_stream_content(json.dumps(body).encode(), "application/json")
        return request

    async def _put(self, drive: str, url: str, content: bytes, etag: str) -> Placed:
        builder = self._item(drive, "root").content
        request = builder.with_url(self._client.hosts.check_graph(url)).to_put_request_information(content)
        if etag:
            request.headers.add("If-Match", etag)
        # Again is safe: the second time the name is taken or the ETag another one, and the file is looked at.
        return self._placed(await self._json(request, repeatable=True))

    async def _upload(self, drive: str, url: str, content: bytes, conflict: str, etag: str) -> Placed:
        request = self._post(drive, url, {"item": {CONFLICT: conflict}})
        if etag:
            request.headers.add("If-Match", etag)
        session = await self._json(request, repeatable=True)
        try:
            return self._placed(await upload(self._client, session, content, sleep=self._sleep))
        except GraphProblem as problem:
            _raise_taken(problem)
            raise

    async def _json(self, request: RequestInformation, *, repeatable: bool | None = None) -> Json:
        try:
            return await self._client.json(request, self._patience, repeatable=repeatable)
        except Unavailable as error:
            if isinstance(error.__cause__, Passing) and error.__cause__.status == 423:
                raise Locked(error.__cause__.for_log) from error
            raise
        except GraphProblem as problem:
            _raise_taken(problem)
            raise

    def _placed(self, item: Json) -> Placed:
        if not isinstance(item.get("id"), str):
            raise GraphProblem(200, "unreadable", "an item without an id")
        changed, by = _who(item)
        created, _ = _who(item, "createdBy")
        above: Any = item.get("parentReference")
        return Placed(
            id=str(item["id"]),
            name=_text(item.get("name")),
            url=_text(item.get("webUrl")),
            etag=_text(item.get("eTag")),
            ctag=_text(item.get("cTag")),
            parent=_text(cast("Json", above).get("id")) if isinstance(above, dict) else "",
            size=int(item.get("size") or 0),
            folder="folder" in item,
            children=int(cast("Json", item.get("folder") or {}).get("childCount") or 0),
            made_by_us=created == self._app,
            ours=changed == self._app,
            by=by,
        )


def _who(item: Json, key: str = "lastModifiedBy") -> tuple[str, str]:
    """The app that did it where no person did, in small letters ("" otherwise), and the name of who did."""
    identities = cast("dict[str, Any]", item.get(key) or {})
    person, app = identities.get("user"), identities.get("application")
    if isinstance(person, dict) and person:
        return "", _text(cast("Json", person).get("displayName"))
    if isinstance(app, dict):
        said = cast("Json", app)
        return _text(said.get("id")).lower(), _text(said.get("displayName"))
    return "", ""


def _raise_taken(problem: GraphProblem) -> None:
    if problem.status == 409:
        raise NameTaken from problem


def _text(value: object) -> str:
    """A text as every database takes it: JSON can hold half characters and zeroes."""
    return str(value or "").replace("\0", "").encode("utf-8", "replace").decode()
