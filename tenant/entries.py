"""What is in a SharePoint list, be it a list of its own or the one behind a library: entries with fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID, uuid5

from tenant.files import Files
from tenant.items import FileError, Item, Value
from tenant.items import Version as FileVersion
from tenant.lists import Lists


@dataclass(frozen=True)
class Entry:
    """An item of a list."""

    number: int  # its id in the list
    guid: str
    etag: int
    created: str
    modified: str
    author: str  # user id, app id or SYSTEM
    editor: str
    fields: Mapping[str, Value]  # the columns that hold something
    deleted: bool
    change: int
    address: str  # below the tenant's own, where a person opens it
    content_type: tuple[str, str]  # id and name
    leaf: str = ""  # name of the file or folder, in a library


@dataclass(frozen=True)
class EntryVersion:
    """An earlier or the present state of an entry."""

    number: int
    modified: str
    editor: str
    fields: Mapping[str, Value]

    @property
    def name(self) -> str:
        """As SharePoint numbers it: 1.0, 2.0, ..."""
        return f"{self.number}.0"


class Entries(Protocol):
    """The entries of one list. Every write is one transaction and gets the next change number."""

    def after(self, number: int, most: int) -> Sequence[Entry]:
        """The entries with a higher number, by number, `most` at most."""
        ...

    def having(self, column: str, value: Value) -> Sequence[Entry]:
        """The entries with this value in a column, by number. The column is indexed."""
        ...

    def count(self) -> int:
        """How many entries there are."""
        ...

    def one(self, number: int) -> Entry:
        """The entry with this number. Raises FileError 404."""
        ...

    def changes(self, since: int, *, deleted: bool, most: int) -> Sequence[Entry]:
        """What changed after change number `since`, in that order, `most` at most."""
        ...

    def add(self, fields: Mapping[str, object], editor: str) -> Entry:
        """A new entry. Raises FileError for a field or value that the list does not take."""
        ...

    def change(self, entry: Entry, fields: Mapping[str, object], editor: str) -> Entry:
        """Fill in columns; None empties one. Raises FileError for a field or value that the list does not take."""
        ...

    def delete(self, entry: Entry, editor: str) -> None:
        """Delete an entry."""
        ...

    def versions(self, entry: Entry) -> Sequence[EntryVersion]:
        """The versions of an entry, the newest first."""
        ...

    def restore(self, entry: Entry, version: EntryVersion, editor: str) -> Entry:
        """Make an earlier version the present one, as a new version."""
        ...


class LibraryEntries:
    """The list behind a library: every file and folder is an entry."""

    def __init__(self, files: Files, lists: Lists, tenant_id: str) -> None:
        self._files, self._lists, self._space = files, lists, UUID(tenant_id)

    def entry(self, item: Item) -> Entry:
        """A file or folder as an entry."""
        content_type = ("0x0120", "Map") if item.folder else ("0x0101", "Document")
        path = "" if item.deleted else f"files/{self._files.name}/{self._files.path(item)}"
        guid = str(uuid5(self._space, item.id))
        return Entry(
            *(item.number, guid, item.etag, item.created, item.modified, item.author, item.editor, item.fields),
            *(item.deleted, item.change, path, content_type, item.name),
        )

    def after(self, number: int, most: int) -> list[Entry]:
        """See Entries."""
        return [self.entry(item) for item in self._files.after(number, most)]

    def having(self, column: str, value: Value) -> list[Entry]:
        """See Entries. A library is small enough to be looked through."""
        found = [item for item in self._files.everything() if item.parent is not None]
        wanted = value.lower() if isinstance(value, str) else value
        return [self.entry(each) for each in found if _folded(each.fields.get(column)) == wanted]

    def count(self) -> int:
        """See Entries."""
        return len(self._files.everything()) - 1

    def one(self, number: int) -> Entry:
        """See Entries."""
        return self.entry(self._files.numbered(number))

    def changes(self, since: int, *, deleted: bool, most: int) -> list[Entry]:
        """See Entries."""
        found = self._files.changes(since, "change", deleted=deleted, most=most + 1)
        return [self.entry(item) for item in found if item.parent is not None][:most]

    def add(self, fields: Mapping[str, object], editor: str) -> Entry:
        """See Entries. A file comes into a library by being uploaded."""
        raise FileError(400, "invalidRequest", "Items of a document library are made by uploading a file")

    def change(self, entry: Entry, fields: Mapping[str, object], editor: str) -> Entry:
        """See Entries."""
        values = self._lists.checked(self._files.list_id, fields, entry.number)
        return self.entry(self._files.change(self._files.numbered(entry.number), editor, fields=values))

    def delete(self, entry: Entry, editor: str) -> None:
        """See Entries."""
        self._files.delete(self._files.numbered(entry.number), editor)

    def versions(self, entry: Entry) -> list[EntryVersion]:
        """See Entries. The columns of an earlier version are not kept: the file's content is."""
        item = self._files.numbered(entry.number)
        return [_version(each, item) for each in self._files.versions(item)]

    def restore(self, entry: Entry, version: EntryVersion, editor: str) -> Entry:
        """See Entries."""
        item = self._files.numbered(entry.number)
        return self.entry(self._files.rewrite(item, self._files.content(item, version.number), editor))


def _folded(value: Value | None) -> Value | None:
    return value.lower() if isinstance(value, str) else value


def _version(version: FileVersion, item: Item) -> EntryVersion:
    return EntryVersion(version.number, version.modified, version.editor, item.fields)
