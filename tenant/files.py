"""The tenant's one document library: folders, files, versions, who may read them, and the order of changes."""

from __future__ import annotations

import base64
import hashlib
import json
import mimetypes
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID, uuid4, uuid5

from tenant.clock import now
from tenant.state import State

Behaviour = Literal["fail", "replace", "rename"]
SYSTEM = "system"  # the editor of what the tenant itself put in the library
FORBIDDEN = re.compile(r'["*:<>?/\\|\x00-\x1f\x7f]')
RESERVED = re.compile(r"^(\.lock|con|prn|aux|nul|com\d|lpt\d|desktop\.ini|_vti_.*|~\$.*)$", re.IGNORECASE)
MIME = {".md": "text/markdown", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}


class FileError(Exception):
    """What was asked of the library cannot be done. `status` and `code` are the ones that Graph would give."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


@dataclass(frozen=True)
class Item:
    """A file or folder."""

    id: str
    number: int  # its id as an item of the SharePoint list behind the library
    drive: str
    parent: str | None  # None: the root
    name: str
    folder: bool
    size: int  # bytes
    mime: str
    hash: str  # SHA-256 of the content, hexadecimal
    etag: int
    ctag: int
    created: str
    modified: str
    author: str  # user id, app id or SYSTEM
    editor: str
    fields: Mapping[str, str]  # the library's own columns
    unique_access: bool  # the item does not inherit permissions
    deleted: bool
    change: int
    sharing_change: int


@dataclass(frozen=True)
class Grant:
    """Somebody may do something with an item."""

    id: str
    item: str  # where it was given; other than the item asked about: inherited
    kind: Literal["group", "user", "link"]
    target: str  # id of the group or person; for a link its scope (organization, anonymous)
    roles: tuple[str, ...]  # read, write, owner


@dataclass(frozen=True)
class Version:
    """An earlier or the present content of a file."""

    number: int
    size: int
    modified: str
    editor: str

    @property
    def name(self) -> str:
        """As SharePoint numbers it: 1.0, 2.0, ..."""
        return f"{self.number}.0"


class Files:
    """The library. Every change is one transaction and gets the next number, by which delta finds it."""

    def __init__(self, state: State, tenant_id: str, name: str, readers: str) -> None:
        """`readers` is the id of the group that may read whatever has no permissions of its own."""
        self._state = state
        self._space = UUID(tenant_id)
        self.name = name
        raw = uuid5(self._space, "site").bytes + uuid5(self._space, "drive").bytes
        self.drive_id = "b!" + base64.urlsafe_b64encode(raw).decode().rstrip("=")
        self.root_id = self._new_id(uuid5(self._space, "root"))
        if self._row(self.root_id) is None:
            with state.transaction():
                self._insert(self.root_id, None, "root", folder=True, editor=SYSTEM, unique=True)
                self.grant(self.item(self.root_id), "group", readers, ("read",))

    # reading

    @property
    def root(self) -> Item:
        """The library's root folder."""
        return self.item(self.root_id)

    def item(self, identity: str) -> Item:
        """The item with this id. Raises FileError 404."""
        row = self._row(identity)
        if row is None or row.deleted:
            raise FileError(404, "itemNotFound", "Item not found")
        return row

    def at(self, path: str, base: Item | None = None) -> Item:
        """The item at a path below `base` (the root). Raises FileError 404."""
        item = base or self.root
        for name in filter(None, path.split("/")):
            found = self.child(item, name)
            if found is None:
                raise FileError(404, "itemNotFound", "The resource could not be found.")
            item = found
        return item

    def child(self, parent: Item, name: str) -> Item | None:
        """What is called `name` (in any case) in a folder."""
        row = self._state.row(
            "SELECT * FROM items WHERE parent = ? AND name = ? COLLATE NOCASE AND deleted = 0", parent.id, name
        )
        return None if row is None else _item(row)

    def children(self, parent: Item) -> list[Item]:
        """What is in a folder: folders first, then by name."""
        sql = "SELECT * FROM items WHERE parent = ? AND deleted = 0 ORDER BY folder DESC, name COLLATE NOCASE"
        return [_item(row) for row in self._state.rows(sql, parent.id)]

    def everything(self) -> list[Item]:
        """Every item that is there, parents before children."""
        return [_item(row) for row in self._state.rows("SELECT * FROM items WHERE deleted = 0 ORDER BY number")]

    def numbered(self, number: int) -> Item:
        """The item that is this number in the list behind the library. Raises FileError 404."""
        row = self._state.row("SELECT * FROM items WHERE number = ? AND deleted = 0 AND parent IS NOT NULL", number)
        if row is None:
            raise FileError(404, "itemNotFound", "The specified list item was not found")
        return _item(row)

    def changes(self, since: int, *, sharing: bool, deleted: bool) -> list[Item]:
        """What changed after change number `since`, in that order; `sharing`: also who may read it."""
        column = "max(change, sharing_change)" if sharing else "change"
        gone = "" if deleted else "AND deleted = 0"
        sql = f"SELECT * FROM items WHERE {column} > ? {gone} ORDER BY {column}, number"
        return [_item(row) for row in self._state.rows(sql, since)]

    def path(self, item: Item) -> str:
        """The path below the root, such as beleid/visie.md; empty for the root."""
        names: list[str] = []
        step: Item | None = item
        while step is not None and step.parent is not None:
            names.append(step.name)
            step = self._row(step.parent)
        return "/".join(reversed(names))

    def versions(self, item: Item) -> list[Version]:
        """The versions of a file, the newest first."""
        sql = "SELECT number, size, modified, editor FROM versions WHERE item = ? ORDER BY number DESC"
        return [Version(**dict(row)) for row in self._state.rows(sql, item.id)]

    def content(self, item: Item, number: int | None = None) -> bytes:
        """The bytes of a file, now or in an earlier version. Raises FileError 404."""
        sql = "SELECT content FROM versions WHERE item = ? AND number <= ? ORDER BY number DESC LIMIT 1"
        row = self._state.row(sql, item.id, 1 << 60 if number is None else number)
        if row is None:
            raise FileError(404, "itemNotFound", "The resource could not be found.")
        return bytes(row["content"])

    @property
    def last_change(self) -> int:
        """The number of the newest change."""
        return int(self._state.setting("counter change") or "0")

    # writing

    def make_folder(self, parent: Item, name: str, editor: str, behaviour: Behaviour = "fail") -> Item:
        """A new folder. Raises FileError for a bad name or one that is taken."""
        with self._state.transaction():
            taken = self.child(parent, check_name(name))
            if taken is not None and behaviour == "replace" and taken.folder:
                return taken
            if taken is not None:
                name = self._other_name(parent, name, behaviour)
            identity = self._new_id(uuid4())
            self._insert(identity, parent.id, name, folder=True, editor=editor)
            self._touch_parents(parent)
            return self.item(identity)

    def folder_at(self, path: str, editor: str = SYSTEM, base: Item | None = None) -> Item:
        """The folder at a path, made where it is not there yet."""
        folder = base or self.root
        for name in filter(None, path.split("/")):
            folder = self.child(folder, name) or self.make_folder(folder, name, editor)
            if not folder.folder:
                raise FileError(409, "nameAlreadyExists", f"{name} is a file")
        return folder

    def write(
        self, parent: Item, name: str, content: bytes, editor: str, behaviour: Behaviour = "replace"
    ) -> tuple[Item, bool]:
        """Put a file in a folder; True: it was not there before. Raises FileError for a bad or taken name."""
        with self._state.transaction():
            taken = self.child(parent, check_name(name))
            if taken is not None and taken.folder:
                raise FileError(409, "nameAlreadyExists", "A folder with this name is there already")
            if taken is not None and behaviour == "replace":
                return self.rewrite(taken, content, editor), False
            if taken is not None:
                name = self._other_name(parent, name, behaviour)
            identity = self._new_id(uuid4())
            self._insert(identity, parent.id, name, folder=False, editor=editor)
            self._store(identity, content, editor)
            self._touch_parents(parent)
            return self.item(identity), True

    def rewrite(self, item: Item, content: bytes, editor: str) -> Item:
        """Give a file new content, as a new version. Raises FileError when it is a folder."""
        if item.folder:
            raise FileError(400, "invalidRequest", "A folder has no content")
        with self._state.transaction():
            self._store(item.id, content, editor)
            return self.item(item.id)

    def change(
        self, item: Item, editor: str, *, name: str | None = None, parent: Item | None = None,
        fields: Mapping[str, str] | None = None, behaviour: Behaviour = "fail",
    ) -> Item:  # fmt: skip
        """Rename an item, move it, or fill in its columns. Raises FileError when that cannot be."""
        if item.parent is None:
            raise FileError(400, "invalidRequest", "The root cannot be changed")
        with self._state.transaction() as connection:
            folder = parent or self.item(item.parent)
            wanted = item.name if name is None else check_name(name)
            if not folder.folder or item.id in self._ancestors(folder):
                raise FileError(400, "invalidRequest", "An item cannot be moved there")
            taken = self.child(folder, wanted)
            if taken is not None and taken.id != item.id:
                wanted = self._other_name(folder, wanted, behaviour)
            columns = json.dumps({**item.fields, **(fields or {})}, ensure_ascii=False)
            connection.execute(
                "UPDATE items SET name = ?, parent = ?, fields = ?, mime = ?, etag = etag + 1, change = ?,"
                " modified = ?, editor = ? WHERE id = ?",
                (wanted, folder.id, columns, _mime(wanted, item.folder), self._next(), now(), editor, item.id),
            )
            return self.item(item.id)

    def delete(self, item: Item) -> None:
        """Delete an item with everything in it. Raises FileError for the root."""
        if item.parent is None:
            raise FileError(400, "invalidRequest", "The root cannot be deleted")
        with self._state.transaction() as connection:
            for gone in reversed(list(self._tree(item))):  # what is in a folder before the folder itself
                connection.execute(
                    "UPDATE items SET deleted = 1, etag = etag + 1, change = ?, modified = ? WHERE id = ?",
                    (self._next(), now(), gone.id),
                )
                connection.execute("DELETE FROM versions WHERE item = ?", (gone.id,))
                connection.execute("DELETE FROM permissions WHERE item = ?", (gone.id,))

    # permissions

    def grants(self, item: Item) -> list[Grant]:
        """Who may do what with an item: given to it, or to the nearest folders above it."""
        found: list[Grant] = []
        step: Item | None = item
        while step is not None:
            rows = self._state.rows("SELECT * FROM permissions WHERE item = ? ORDER BY rowid", step.id)
            found += [_grant(row) for row in rows]
            step = None if step.unique_access or step.parent is None else self._row(step.parent)
        return found

    def grant(self, item: Item, kind: Literal["group", "user", "link"], target: str, roles: tuple[str, ...]) -> Grant:
        """Let somebody do something with an item and what inherits from it; an equal grant is given back."""
        rows = self._state.rows("SELECT * FROM permissions WHERE item = ?", item.id)
        for known in map(_grant, rows):
            if (known.kind, known.target, known.roles) == (kind, target, roles):
                return known
        identity = base64.urlsafe_b64encode(uuid4().bytes).decode().rstrip("=")
        with self._state.transaction() as connection:
            connection.execute(
                "INSERT INTO permissions VALUES (?, ?, ?, ?, ?)", (identity, item.id, kind, target, json.dumps(roles))
            )
            self._sharing_changed(item)
        return Grant(identity, item.id, kind, target, roles)

    def regrant(self, item: Item, grant: Grant, roles: tuple[str, ...]) -> Grant:
        """Change what a grant allows."""
        with self._state.transaction() as connection:
            connection.execute("UPDATE permissions SET roles = ? WHERE id = ?", (json.dumps(roles), grant.id))
            self._sharing_changed(item)
        return Grant(grant.id, grant.item, grant.kind, grant.target, roles)

    def revoke(self, item: Item, grant: Grant) -> None:
        """Take a grant of the item itself away."""
        with self._state.transaction() as connection:
            connection.execute("DELETE FROM permissions WHERE id = ?", (grant.id,))
            self._sharing_changed(item)

    def stop_inheriting(self, item: Item, *, keep: bool) -> Item:
        """Give an item permissions of its own: a copy of what it inherits, or none."""
        with self._state.transaction() as connection:
            inherited = [grant for grant in self.grants(item) if grant.item != item.id]
            connection.execute("UPDATE items SET unique_access = 1 WHERE id = ?", (item.id,))
            for grant in inherited if keep else ():
                self.grant(item, grant.kind, grant.target, grant.roles)
            self._sharing_changed(item)
            return self.item(item.id)

    # inside

    def _new_id(self, identity: UUID) -> str:
        drive = base64.b32encode(uuid5(self._space, "drive").bytes).decode()[:6]
        return f"01{drive}{base64.b32encode(identity.bytes).decode().rstrip('=')}"

    def _row(self, identity: str) -> Item | None:
        row = self._state.row("SELECT * FROM items WHERE id = ?", identity)
        return None if row is None else _item(row)

    def _next(self) -> int:
        return self._state.next_number("change")

    def _insert(
        self, identity: str, parent: str | None, name: str, *, folder: bool, editor: str, unique: bool = False
    ) -> None:
        moment, number = now(), self._state.next_number("item")
        with self._state.transaction() as connection:
            connection.execute(
                "INSERT INTO items (id, number, drive, parent, name, folder, mime, created, modified, author, editor,"
                " unique_access, change) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (identity, number, self.drive_id, parent, name, folder, _mime(name, folder), moment, moment, editor,
                 editor, unique, self._next()),
            )  # fmt: skip

    def _store(self, identity: str, content: bytes, editor: str) -> None:
        row = self._state.row("SELECT max(number) AS newest FROM versions WHERE item = ?", identity)
        newest = 0 if row is None or row["newest"] is None else int(row["newest"])
        moment = now()
        with self._state.transaction() as connection:
            connection.execute(
                "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?)",
                (identity, newest + 1, content, len(content), moment, editor),
            )
            connection.execute(
                "UPDATE items SET size = ?, hash = ?, modified = ?, editor = ?, change = ?,"
                " etag = etag + ?, ctag = ctag + ? WHERE id = ?",
                (len(content), hashlib.sha256(content).hexdigest(), moment, editor, self._next(), newest > 0,
                 newest > 0, identity),
            )  # fmt: skip

    def _touch_parents(self, folder: Item) -> None:
        """Folders above something new change too, as delta shows them."""
        with self._state.transaction() as connection:
            for identity in self._ancestors(folder):
                connection.execute("UPDATE items SET ctag = ctag + 1 WHERE id = ?", (identity,))

    def _ancestors(self, item: Item) -> list[str]:
        found = [item.id]
        step: Item | None = item
        while step is not None and step.parent is not None:
            found.append(step.parent)
            step = self._row(step.parent)
        return found

    def _tree(self, item: Item) -> Iterator[Item]:
        yield item
        if item.folder:
            for child in self.children(item):
                yield from self._tree(child)

    def _sharing_changed(self, item: Item) -> None:
        """The item and all that inherits from it show up as shared anew."""
        number = self._next()
        waiting = [item]
        with self._state.transaction() as connection:
            while waiting:
                step = waiting.pop()
                connection.execute("UPDATE items SET sharing_change = ? WHERE id = ?", (number, step.id))
                waiting += [child for child in self.children(step) if not child.unique_access]

    def _other_name(self, parent: Item, name: str, behaviour: Behaviour) -> str:
        if behaviour != "rename":
            raise FileError(409, "nameAlreadyExists", "An item with the same name already exists under the parent")
        stem, dot, extension = name.rpartition(".")
        stem, ending = (stem, dot + extension) if stem else (name, "")
        count = 1
        while self.child(parent, f"{stem} {count}{ending}") is not None:
            count += 1
        return f"{stem} {count}{ending}"


@contextmanager
def as_problem(found: type[Exception]) -> Iterator[None]:
    """Translate a FileError into another exception that takes one message."""
    try:
        yield
    except FileError as error:
        raise found(error.message) from error


def check_name(name: str) -> str:
    """The name, when SharePoint would take it. Raises FileError 400 otherwise."""
    bad = FORBIDDEN.search(name) or RESERVED.match(name) or name != name.strip() or name.endswith(".")
    if bad or not name or len(name) > 255:
        raise FileError(400, "invalidRequest", "The provided name cannot contain special characters or be reserved.")
    return name


def _mime(name: str, folder: bool) -> str:
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    return "" if folder else MIME.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def _item(row: Mapping[str, Any]) -> Item:
    values = dict(row)
    for name in ("folder", "unique_access", "deleted"):
        values[name] = bool(values[name])
    return Item(**{**values, "fields": json.loads(values["fields"])})


def _grant(row: Mapping[str, Any]) -> Grant:
    return Grant(row["id"], row["item"], row["kind"], row["target"], tuple(json.loads(row["roles"])))
