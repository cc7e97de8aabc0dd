"""How the items of libraries look in Graph: driveItem, permission, version."""

from __future__ import annotations

import base64
import hmac
import time
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote
from uuid import UUID, uuid5

from tenant.directory import User
from tenant.graph.query import Entity
from tenant.items import SYSTEM, Grant, Item, Version
from tenant.sharepoint import Site

if TYPE_CHECKING:
    from tenant.server import Tenant

DOWNLOAD_LIFETIME = 3600  # seconds that a pre-authenticated address stays good
ITEM_PROPERTIES = frozenset(
    (
        "id", "createdBy", "createdDateTime", "description", "eTag", "cTag", "lastModifiedBy", "lastModifiedDateTime",
        "name", "parentReference", "webUrl", "webDavUrl", "file", "folder", "root", "size", "deleted", "fileSystemInfo",
        "shared", "sharepointIds", "searchResult", "children", "listItem", "permissions", "content", "package",
        "publication", "thumbnails", "versions", "@microsoft.graph.downloadUrl", "*",
    )
)  # fmt: skip


class Shapes:
    """Writes items as Graph does, with the addresses that the tenant has at this moment."""

    def __init__(self, tenant: Tenant) -> None:
        self._tenant = tenant

    @property
    def hostname(self) -> str:
        """The host of the tenant's SharePoint."""
        return f"{self._tenant.municipality.id}.sharepoint.example"

    @property
    def site_id(self) -> str:
        """The id of the site that holds the library of the vision."""
        return self.id_of(self._tenant.sharepoint.sites[0])

    @property
    def list_id(self) -> str:
        """The id of the list behind the library of the vision."""
        return self._tenant.files.list_id

    def id_of(self, site: Site) -> str:
        """The id of a site."""
        return ",".join((self.hostname, *site.ids))

    def web_url(self, item: Item) -> str:
        """Where a person opens an item."""
        files = self._tenant.sharepoint.holding(item)
        path = "/".join(filter(None, (files.name, files.path(item))))
        return f"{self._tenant.base_url}/files/{quote(path)}"

    def download_url(self, item: Item, version: int | None = None, kind: Literal["file", "pdf"] = "file") -> str:
        """An address that gives the content, or the PDF made of it, to whoever has it, for an hour."""
        number = version or self._tenant.sharepoint.holding(item).newest(item)
        subject = f"{item.id}.{number}.{kind}.{int(time.time()) + DOWNLOAD_LIFETIME}"
        return f"{self._tenant.base_url}/download/{subject}.{self._tenant.seal(subject)}"

    def opened(self, address: str) -> tuple[str, int, str] | None:
        """The item id, version and kind that a download address stands for; None when it is forged or too old."""
        subject, _, seal = address.rpartition(".")
        if not hmac.compare_digest(self._tenant.seal(subject).encode(), seal.encode()):
            return None
        identity, number, kind, until = subject.split(".")
        return (identity, int(number), kind) if int(until) > time.time() else None

    def etag(self, item: Item) -> str:
        """Changes with every change of the item."""
        return f'"{{{self._guid(item)}}},{item.etag}"'

    def ctag(self, item: Item) -> str:
        """Changes with every change of the content."""
        return f'"c:{{{self._guid(item)}}},{item.ctag}"'

    def identity(self, editor: str) -> dict[str, Any]:
        """Who did something: a person, the bot, or the tenant itself."""
        user = self._tenant.directory.users.get(editor)
        if user is not None:
            return {"user": {"id": user.id, "displayName": user.name, "email": user.properties["mail"]}}
        bot = self._tenant.bot
        name = "SharePoint" if editor == SYSTEM else bot.name if bot is not None and bot.app_id == editor else "App"
        return {"application": {"id": editor, "displayName": name}}

    def item(self, item: Item) -> Entity:
        """A driveItem."""
        if item.deleted:
            return self._gone(item)
        entity: Entity = {
            "id": item.id,
            "name": item.name,
            "eTag": self.etag(item),
            "cTag": self.ctag(item),
            "createdDateTime": item.created,
            "lastModifiedDateTime": item.modified,
            "createdBy": self.identity(item.author),
            "lastModifiedBy": self.identity(item.editor),
            "webUrl": self.web_url(item),
            "size": item.size,
            "parentReference": self._parent(item),
            "fileSystemInfo": {"createdDateTime": item.created, "lastModifiedDateTime": item.modified},
        }
        if item.folder:
            entity["folder"] = {"childCount": self._tenant.sharepoint.holding(item).count(item)}
        else:
            entity["file"] = {
                "mimeType": item.mime,
                "hashes": {"sha256Hash": item.hash, "quickXorHash": _short(item.hash)},
            }
            entity["@microsoft.graph.downloadUrl"] = self.download_url(item)
        if item.parent is None:
            entity["root"] = {}
        elif item.unique_access:
            entity["shared"] = {"scope": "users"}
        return entity

    def _gone(self, item: Item) -> Entity:
        return {
            "id": item.id,
            "parentReference": {"driveId": item.drive, "driveType": "documentLibrary", "id": item.parent},
            "size": 0,
            "folder" if item.folder else "file": {},
            "deleted": {"state": "deleted"},
        }

    def _parent(self, item: Item) -> Entity:
        files = self._tenant.sharepoint.holding(item)
        site = self.id_of(self._tenant.sharepoint.site_of(files))
        found: Entity = {"driveType": "documentLibrary", "driveId": item.drive, "siteId": site}
        if item.parent is not None:
            folder = files.item(item.parent)
            below = files.path(folder)
            found |= {"id": folder.id, "name": folder.name}
            found["path"] = f"/drives/{item.drive}/root:" + (f"/{quote(below)}" if below else "")
        return found

    def permission(self, item: Item, grant: Grant) -> Entity:
        """A permission, with where it comes from when the item itself did not get it."""
        entity: Entity = {"id": grant.id, "roles": list(grant.roles)}
        if grant.item != item.id:
            above = self._tenant.sharepoint.holding(item).item(grant.item)
            entity["inheritedFrom"] = {"driveId": above.drive, "id": above.id, "name": above.name}
        if grant.kind == "link":
            url = f"{self.web_url(item)}?share={grant.id}"
            kind = "edit" if "write" in grant.roles else "view"
            return entity | {"shareId": grant.id, "link": {"type": kind, "scope": grant.target, "webUrl": url}}
        directory = self._tenant.directory
        who = directory.users.get(grant.target) or directory.groups.get(grant.target)
        name = who.name if who is not None else "Onbekend"
        kind = "user" if isinstance(who, User) else "group"
        return entity | {
            "grantedToV2": {kind: {"id": grant.target, "displayName": name}},
            "grantedTo": {"user": {"id": grant.target, "displayName": name}},
        }

    def version(self, version: Version) -> Entity:
        """A version of a file."""
        return {
            "id": version.name,
            "lastModifiedDateTime": version.modified,
            "lastModifiedBy": self.identity(version.editor),
            "size": version.size,
        }

    def _guid(self, item: Item) -> str:
        return str(uuid5(UUID(self._tenant.tenant_id), item.id)).upper()


def _short(hexadecimal: str) -> str:
    """Twenty bytes in base64: the size of a quickXorHash."""
    return base64.b64encode(bytes.fromhex(hexadecimal)[:20]).decode()
