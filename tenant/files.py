"""A document library of the tenant: folders, files, versions, and the order in which they changed."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from uuid import UUID, uuid4, uuid5

from tenant.clock import now
from tenant.items import SYSTEM, Behaviour, FileError, Item, Value, Version, check_name, item_of, mime_of, other_name
from tenant.state import State

MOMENTS = {  # what a reader of changes wants to know -> the change number that counts
    "content": "change",
    "sharing": "max(change, sharing_change)",  # also who may read an item, given to it or to a folder above
    "own sharing": "max(change, own_sharing_change)",  # only where it was given or taken
}
TABLES = "CREATE TABLE IF NOT EXISTS checkouts (item TEXT PRIMARY KEY, editor TEXT NOT NULL);"


class Files:
    """A library. Every change is one transaction and gets the next number, by which delta finds it."""

    def __init__(self, state: State, tenant_id: str, name: str, address: str = "") -> None:
        """The library called `name`; `address`, such as /sites/koers/Projecten, tells it from others."""
        self._state = state
        self._space = uuid5(UUID(tenant_id), address) if address else UUID(tenant_id)
        self.name = name
        raw = uuid5(self._space, "site").bytes + uuid5(self._space, "drive").bytes
        self.drive_id = "b!" + base64.urlsafe_b64encode(raw).decode().rstrip("=")
        self.list_id = str(uuid5(self._space, "list"))  # of the SharePoint list behind it
        self.root_id = self._new_id(uuid5(self._space, "root"))
        state.add_tables(TABLES)
        if self._row(self.root_id) is None:
            self._insert(self.root_id, None, "root", folder=True, editor=SYSTEM, unique=True)

    # reading

    @property
    def root(self) -> Item:
        """The library's root folder."""
        return self.item(self.root_id)

    def item(self, identity: str) -> Item:
        """The item with this id. Raises FileError 404."""
        row = self._row(identity)
        if row is None or row.deleted or row.drive != self.drive_id:
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
        return None if row is None else item_of(row)

    def children(self, parent: Item) -> list[Item]:
        """What is in a folder: folders first, then by name."""
        sql = "SELECT * FROM items WHERE parent = ? AND deleted = 0 ORDER BY folder DESC, name COLLATE NOCASE"
        return [item_of(row) for row in self._state.rows(sql, parent.id)]

    def everything(self) -> list[Item]:
        """Every item that is there, parents before children."""
        sql = "SELECT * FROM items WHERE drive = ? AND deleted = 0 ORDER BY number"
        return [item_of(row) for row in self._state.rows(sql, self.drive_id)]

    def after(self, number: int, most: int) -> list[Item]:
        """The items that come after this number in the list behind the library, in its order; the root is none."""
        there = "drive = ? AND deleted = 0 AND parent IS NOT NULL"
        sql = f"SELECT * FROM items WHERE {there} AND number > ? ORDER BY number LIMIT ?"
        return [item_of(row) for row in self._state.rows(sql, self.drive_id, number, most)]

    def numbered(self, number: int) -> Item:
        """The item that is this number in the list behind the library. Raises FileError 404."""
        sql = "SELECT * FROM items WHERE drive = ? AND number = ? AND deleted = 0 AND parent IS NOT NULL"
        row = self._state.row(sql, self.drive_id, number)
        if row is None:
            raise FileError(404, "itemNotFound", "The specified list item was not found")
        return item_of(row)

    def count(self, folder: Item) -> int:
        """How many items are in a folder."""
        row = self._state.row("SELECT count(*) AS n FROM items WHERE parent = ? AND deleted = 0", folder.id)
        return 0 if row is None else int(row["n"])

    def changes(self, since: int, column: str, *, deleted: bool, most: int) -> list[Item]:
        """What changed after change number `since`, in that order, `most` at most. `column` is one of MOMENTS."""
        gone = "" if deleted else "AND deleted = 0"
        sql = f"SELECT * FROM items WHERE drive = ? AND {column} > ? {gone} ORDER BY {column}, number LIMIT ?"
        return [item_of(row) for row in self._state.rows(sql, self.drive_id, since, most)]

    def path(self, item: Item) -> str:
        """The path below the root, such as beleid/visie.md; empty for the root."""
        names = [step.name for step in (item, *self.ancestors(item)) if step.parent is not None]
        return "/".join(reversed(names))

    def versions(self, item: Item) -> list[Version]:
        """The versions of a file, the newest first."""
        sql = "SELECT number, size, modified, editor FROM versions WHERE item = ? ORDER BY number DESC"
        return [Version(**dict(row)) for row in self._state.rows(sql, item.id)]

    def newest(self, item: Item) -> int:
        """The number of the present version of a file; 0 for a folder."""
        row = self._state.row("SELECT max(number) AS n FROM versions WHERE item = ?", item.id)
        return 0 if row is None else int(row["n"] or 0)

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

    def ancestors(self, item: Item) -> list[Item]:
        """The folders above an item, the nearest first, the root last."""
        found: list[Item] = []
        step = item if item.parent is None else self._row(item.parent)
        while step is not None and step.id != item.id:
            found.append(step)
            step = self._row(step.parent) if step.parent is not None else None
        return found

    def holder(self, item: Item) -> str | None:
        """Who has a file checked out or open in another program, so that nobody else can change it."""
        row = self._state.row("SELECT editor FROM checkouts WHERE item = ?", item.id)
        return None if row is None else str(row["editor"])

    # writing

    def next_change(self) -> int:
        """The number of a change that is being made."""
        return self._state.next_number("change")

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
        self._need_free(item, editor)
        with self._state.transaction():
            self._store(item.id, content, editor)
            return self.item(item.id)

    def change(
        self, item: Item, editor: str, *, name: str | None = None, parent: Item | None = None,
        fields: Mapping[str, Value | None] | None = None, behaviour: Behaviour = "fail",
    ) -> Item:  # fmt: skip
        """Rename an item, move it, or fill in its columns. Raises FileError when that cannot be."""
        if item.parent is None:
            raise FileError(400, "invalidRequest", "The root cannot be changed")
        self._need_free(item, editor)
        with self._state.transaction() as connection:
            folder = parent or self.item(item.parent)
            wanted = item.name if name is None else check_name(name)
            if not folder.folder or item.id in (folder.id, *(above.id for above in self.ancestors(folder))):
                raise FileError(400, "invalidRequest", "An item cannot be moved there")
            taken = self.child(folder, wanted)
            if taken is not None and taken.id != item.id:
                wanted = self._other_name(folder, wanted, behaviour)
            filled = {**item.fields, **(fields or {})}
            columns = json.dumps(
                {each: filled[each] for each in filled if filled[each] is not None}, ensure_ascii=False
            )
            connection.execute(
                "UPDATE items SET name = ?, parent = ?, fields = ?, mime = ?, etag = etag + 1, change = ?,"
                " modified = ?, editor = ? WHERE id = ?",
                (wanted, folder.id, columns, mime_of(wanted, item.folder), self.next_change(), now(), editor, item.id),
            )
            return self.item(item.id)

    def check_out(self, item: Item, editor: str) -> None:
        """Keep a file for oneself, as a program does that has it open. Raises FileError when somebody else has it."""
        if item.folder:
            raise FileError(400, "invalidRequest", "A folder cannot be checked out")
        self._need_free(item, editor)
        with self._state.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO checkouts VALUES (?, ?)", (item.id, editor))

    def check_in(self, item: Item, editor: str) -> None:
        """Let others change a file again. Raises FileError when somebody else has it, or nobody."""
        if self.holder(item) is None:
            raise FileError(409, "notAllowed", "The file is not checked out")
        self._need_free(item, editor)
        with self._state.transaction() as connection:
            connection.execute("DELETE FROM checkouts WHERE item = ?", (item.id,))

    def delete(self, item: Item, editor: str = SYSTEM) -> None:
        """Delete an item with everything in it. Raises FileError for the root, and for what somebody has open."""
        if item.parent is None:
            raise FileError(400, "invalidRequest", "The root cannot be deleted")
        for each in self._tree(item):
            self._need_free(each, editor)
        with self._state.transaction() as connection:
            for gone in reversed(list(self._tree(item))):  # what is in a folder before the folder itself
                connection.execute(
                    "UPDATE items SET deleted = 1, etag = etag + 1, change = ?, modified = ? WHERE id = ?",
                    (self.next_change(), now(), gone.id),
                )
                connection.execute("DELETE FROM versions WHERE item = ?", (gone.id,))
                connection.execute("DELETE FROM checkouts WHERE item = ?", (gone.id,))
                connection.execute("DELETE FROM permissions WHERE item = ?", (gone.id,))

    # inside

    def _need_free(self, item: Item, editor: str) -> None:
        """What the tenant itself does goes through whoever has a file."""
        if editor != SYSTEM and self.holder(item) not in (None, editor):
            raise FileError(423, "resourceLocked", "The resource you are attempting to access is locked")

    def _new_id(self, identity: UUID) -> str:
        drive = base64.b32encode(uuid5(self._space, "drive").bytes).decode()[:6]
        return f"01{drive}{base64.b32encode(identity.bytes).decode().rstrip('=')}"

    def _row(self, identity: str) -> Item | None:
        row = self._state.row("SELECT * FROM items WHERE id = ?", identity)
        return None if row is None else item_of(row)

    def _insert(
        self, identity: str, parent: str | None, name: str, *, folder: bool, editor: str, unique: bool = False
    ) -> None:
        moment, number = now(), self._state.next_number("item")
        with self._state.transaction() as connection:
            connection.execute(
                "INSERT INTO items (id, number, drive, parent, name, folder, mime, created, modified, author, editor,"
                " unique_access, change) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (identity, number, self.drive_id, parent, name, folder, mime_of(name, folder), moment, moment, editor,
                 editor, unique, self.next_change()),
            )  # fmt: skip

    def _store(self, identity: str, content: bytes, editor: str) -> None:
        newest, moment = self.newest(self.item(identity)), now()
        with self._state.transaction() as connection:
            connection.execute(
                "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?)",
                (identity, newest + 1, content, len(content), moment, editor),
            )
            connection.execute(
                "UPDATE items SET size = ?, hash = ?, modified = ?, editor = ?, change = ?,"
                " etag = etag + ?, ctag = ctag + ? WHERE id = ?",
                (len(content), hashlib.sha256(content).hexdigest(), moment, editor, self.next_change(), newest > 0,
                 newest > 0, identity),
            )  # fmt: skip

    def _touch_parents(self, folder: Item) -> None:
        """The content of the folders above something new changes too."""
        with self._state.transaction() as connection:
            for above in (folder, *self.ancestors(folder)):
                connection.execute("UPDATE items SET ctag = ctag + 1 WHERE id = ?", (above.id,))

    def _tree(self, item: Item) -> Iterator[Item]:
        yield item
        if item.folder:
            for child in self.children(item):
                yield from self._tree(child)

    def _other_name(self, parent: Item, name: str, behaviour: Behaviour) -> str:
        if behaviour != "rename":
            raise FileError(409, "nameAlreadyExists", "An item with the same name already exists under the parent")
        return other_name(name, lambda wanted: self.child(parent, wanted) is not None)
