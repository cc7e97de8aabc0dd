"""The items of a SharePoint list: their fields, versions, and the order in which they changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from uuid import uuid4

from tenant.clock import now
from tenant.columns import folded
from tenant.entries import Entry, EntryVersion
from tenant.items import FileError, Value
from tenant.lists import Lists, SharedList

MOST_VERSIONS = 50  # of an item that are kept, as a new list of SharePoint does
CONTENT_TYPE = ("0x0100", "Item")


class ListItems:
    """The items of one list."""

    def __init__(self, lists: Lists, shown: SharedList) -> None:
        self._lists, self._state, self._list = lists, lists.state, shown

    def after(self, number: int, most: int) -> list[Entry]:
        """See Entries."""
        sql = "SELECT * FROM list_items WHERE list = ? AND deleted = 0 AND number > ? ORDER BY number LIMIT ?"
        return [self._entry(row) for row in self._state.rows(sql, self._list.id, number, most)]

    def having(self, column: str, value: Value) -> list[Entry]:
        """See Entries."""
        sql = (
            "SELECT i.* FROM list_values v JOIN list_items i ON i.list = v.list AND i.number = v.number"
            " WHERE v.list = ? AND v.name = ? AND v.value = ? ORDER BY i.number"
        )
        return [self._entry(row) for row in self._state.rows(sql, self._list.id, column, folded(value))]

    def count(self) -> int:
        """See Entries."""
        row = self._state.row("SELECT count(*) AS n FROM list_items WHERE list = ? AND deleted = 0", self._list.id)
        return 0 if row is None else int(row["n"])

    def one(self, number: int) -> Entry:
        """See Entries."""
        sql = "SELECT * FROM list_items WHERE list = ? AND number = ? AND deleted = 0"
        row = self._state.row(sql, self._list.id, number)
        if row is None:
            raise FileError(404, "itemNotFound", "The specified list item was not found")
        return self._entry(row)

    def changes(self, since: int, *, deleted: bool, most: int) -> list[Entry]:
        """See Entries."""
        gone = "" if deleted else "AND deleted = 0"
        sql = f"SELECT * FROM list_items WHERE list = ? AND change > ? {gone} ORDER BY change LIMIT ?"
        return [self._entry(row) for row in self._state.rows(sql, self._list.id, since, most)]

    def add(self, fields: Mapping[str, object], editor: str) -> Entry:
        """See Entries."""
        with self._state.transaction() as connection:
            values = self._lists.checked(self._list.id, fields, None)
            kept = {name: value for name, value in values.items() if value is not None}
            row = self._state.row("SELECT coalesce(max(number), 0) AS n FROM list_items WHERE list = ?", self._list.id)
            number, moment = (0 if row is None else int(row["n"])) + 1, now()
            connection.execute(
                "INSERT INTO list_items VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, 0, ?)",
                (self._list.id, number, str(uuid4()), moment, moment, editor, editor, _text(kept), self._next_change()),
            )
            self._written(number, 1, kept, moment, editor)
            return self.one(number)

    def change(self, entry: Entry, fields: Mapping[str, object], editor: str) -> Entry:
        """See Entries."""
        values = self._lists.checked(self._list.id, fields, entry.number)
        return self._put(entry, {**entry.fields, **values}, editor)

    def delete(self, entry: Entry, editor: str) -> None:
        """See Entries."""
        with self._state.transaction() as connection:
            connection.execute(
                "UPDATE list_items SET deleted = 1, fields = '{}', etag = etag + 1, modified = ?, editor = ?,"
                " change = ? WHERE list = ? AND number = ?",
                (now(), editor, self._next_change(), self._list.id, entry.number),
            )
            for table in ("list_values", "list_versions"):
                connection.execute(f"DELETE FROM {table} WHERE list = ? AND number = ?", (self._list.id, entry.number))

    def versions(self, entry: Entry) -> list[EntryVersion]:
        """See Entries."""
        sql = "SELECT * FROM list_versions WHERE list = ? AND number = ? ORDER BY version DESC"
        return [
            EntryVersion(row["version"], row["modified"], row["editor"], json.loads(row["fields"]))
            for row in self._state.rows(sql, self._list.id, entry.number)
        ]

    def restore(self, entry: Entry, version: EntryVersion, editor: str) -> Entry:
        """See Entries. Raises FileError where a column now refuses what the version has."""
        names = {column.name for column in self._lists.columns(self._list.id)}
        earlier = {name: value for name, value in version.fields.items() if name in names}
        values = self._lists.checked(self._list.id, earlier, entry.number)
        return self._put(entry, values, editor)

    def _put(self, entry: Entry, values: Mapping[str, Value | None], editor: str) -> Entry:
        kept = {name: value for name, value in values.items() if value is not None}
        moment = now()
        with self._state.transaction() as connection:
            connection.execute(
                "UPDATE list_items SET fields = ?, etag = ?, modified = ?, editor = ?, change = ?"
                " WHERE list = ? AND number = ?",
                (_text(kept), entry.etag + 1, moment, editor, self._next_change(), self._list.id, entry.number),
            )
            self._written(entry.number, entry.etag + 1, kept, moment, editor)
            return self.one(entry.number)

    def _written(self, number: int, version: int, fields: Mapping[str, Value], moment: str, editor: str) -> None:
        """Keep the version and put the values of indexed columns in the index."""
        indexed = {column.name for column in self._lists.columns(self._list.id) if column.indexed}
        with self._state.transaction() as connection:
            connection.execute(
                "INSERT INTO list_versions VALUES (?, ?, ?, ?, ?, ?)",
                (self._list.id, number, version, _text(fields), moment, editor),
            )
            connection.execute(
                "DELETE FROM list_versions WHERE list = ? AND number = ? AND version <= ?",
                (self._list.id, number, version - MOST_VERSIONS),
            )
            connection.execute("DELETE FROM list_values WHERE list = ? AND number = ?", (self._list.id, number))
            connection.executemany(
                "INSERT INTO list_values VALUES (?, ?, ?, ?)",
                [(self._list.id, name, folded(fields[name]), number) for name in fields if name in indexed],
            )

    def _next_change(self) -> int:
        return self._state.next_number("change")

    def _entry(self, row: sqlite3.Row) -> Entry:
        address = f"{self._list.site.strip('/')}/Lists/{self._list.name}/{row['number']}_.000"
        return Entry(
            *(row["number"], row["guid"], row["etag"], row["created"], row["modified"], row["author"], row["editor"]),
            *(json.loads(row["fields"]), bool(row["deleted"]), row["change"], address, CONTENT_TYPE),
        )


def _text(fields: Mapping[str, Value]) -> str:
    return json.dumps(fields, ensure_ascii=False)
