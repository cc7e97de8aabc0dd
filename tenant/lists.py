"""The lists of the tenant's SharePoint sites and the columns that they and the libraries have."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4, uuid5

from tenant.clock import now
from tenant.columns import NEVER_WRITTEN, SYSTEM, Column, FieldError, changed_column, checked, folded, new_column, wrong
from tenant.items import FileError, Value
from tenant.state import State

TABLES = """
CREATE TABLE IF NOT EXISTS lists (
    id TEXT PRIMARY KEY, site TEXT NOT NULL, name TEXT NOT NULL COLLATE NOCASE,
    display_name TEXT NOT NULL COLLATE NOCASE, description TEXT NOT NULL, created TEXT NOT NULL,
    modified TEXT NOT NULL, author TEXT NOT NULL, editor TEXT NOT NULL, etag INTEGER NOT NULL DEFAULT 1);
CREATE TABLE IF NOT EXISTS list_columns (
    id TEXT NOT NULL, list TEXT NOT NULL, name TEXT NOT NULL COLLATE NOCASE, position INTEGER NOT NULL,
    definition TEXT NOT NULL, PRIMARY KEY (list, name));
CREATE TABLE IF NOT EXISTS list_items (
    list TEXT NOT NULL, number INTEGER NOT NULL, guid TEXT NOT NULL, etag INTEGER NOT NULL, created TEXT NOT NULL,
    modified TEXT NOT NULL, author TEXT NOT NULL, editor TEXT NOT NULL, fields TEXT NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0, change INTEGER NOT NULL, PRIMARY KEY (list, number));
CREATE INDEX IF NOT EXISTS list_items_change ON list_items (list, change);
CREATE TABLE IF NOT EXISTS list_values (
    list TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (list, name, value, number)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS list_values_number ON list_values (list, number);
CREATE TABLE IF NOT EXISTS list_versions (
    list TEXT NOT NULL, number INTEGER NOT NULL, version INTEGER NOT NULL, fields TEXT NOT NULL,
    modified TEXT NOT NULL, editor TEXT NOT NULL, PRIMARY KEY (list, number, version));
"""
MOST_INDEXED = 20  # columns of a list
NOT_IN_ADDRESS = re.compile(r'["#%*:<>?/\\|&.~{}\x00-\x1f]')


@dataclass(frozen=True)
class SharedList:
    """A list of a site; of a library, the list behind it."""

    id: str
    site: str  # path of the site
    name: str  # in its address
    display_name: str
    description: str
    created: str
    modified: str
    author: str
    editor: str
    etag: int
    library: bool = False


class Lists:
    """The lists and their columns, for all sites."""

    def __init__(self, state: State, tenant_id: str) -> None:
        self.state = state
        self._space = UUID(tenant_id)
        self._columns: dict[str, tuple[Column, ...]] = {}  # what was read before, by list
        self._drives: dict[str, str] = {}  # list behind a library -> drive
        state.add_tables(TABLES)

    # lists

    def of(self, site: str) -> list[SharedList]:
        """The lists of a site, in the order in which they were made."""
        rows = self.state.rows("SELECT * FROM lists WHERE site = ? ORDER BY rowid", site)
        return [SharedList(**dict(row)) for row in rows]

    def find(self, site: str, key: str) -> SharedList | None:
        """The list of a site with this id, name or title."""
        sql = "SELECT * FROM lists WHERE site = ? AND (id = lower(?) OR name = ? OR display_name = ?)"
        row = self.state.row(sql, site, key, key, key)
        return None if row is None else SharedList(**dict(row))

    def create(self, site: str, title: str, description: str, editor: str, taken: Sequence[str] = ()) -> SharedList:
        """A new list with the column Title. Raises FileError when a list or one of `taken` has the title."""
        title = _title(title)
        if self.find(site, title) is not None or title.lower() in [each.lower() for each in taken]:
            raise FileError(409, "nameAlreadyExists", "The specified list name is already in use")
        name = self._free_name(site, NOT_IN_ADDRESS.sub("", title).strip() or "List")
        identity, moment = str(uuid4()), now()
        with self.state.transaction() as connection:
            connection.execute(
                "INSERT INTO lists VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                (identity, site, name, title, description, moment, moment, editor, editor),
            )
            self.provide(identity, ("Title",))
        found = self.find(site, identity)
        assert found is not None  # it was made just now
        return found

    def change(self, each: SharedList, title: str | None, description: str | None, editor: str) -> SharedList:
        """Another title or description. Raises FileError when another list has the title."""
        title = each.display_name if title is None else _title(title)
        other = self.find(each.site, title)
        if other is not None and other.id != each.id:
            raise FileError(409, "nameAlreadyExists", "The specified list name is already in use")
        with self.state.transaction() as connection:
            connection.execute(
                "UPDATE lists SET display_name = ?, description = ?, modified = ?, editor = ?, etag = etag + 1"
                " WHERE id = ?",
                (title, each.description if description is None else description, now(), editor, each.id),
            )
        return self.find(each.site, each.id) or each

    def delete(self, each: SharedList) -> None:
        """Delete a list with everything in it."""
        with self.state.transaction() as connection:
            for table in ("list_columns", "list_items", "list_values", "list_versions"):
                connection.execute(f"DELETE FROM {table} WHERE list = ?", (each.id,))
            connection.execute("DELETE FROM lists WHERE id = ?", (each.id,))
        self._columns.pop(each.id, None)

    # columns

    def columns(self, list_id: str) -> tuple[Column, ...]:
        """The columns of a list, those of SharePoint's own first."""
        if list_id not in self._columns:
            sql = "SELECT * FROM list_columns WHERE list = ? ORDER BY position"
            own = [_column_of(row) for row in self.state.rows(sql, list_id)]
            system = [self._system(list_id, name) for name in SYSTEM]
            self._columns[list_id] = (*own[:1], *system, *own[1:])
        return self._columns[list_id]

    def column(self, list_id: str, key: str) -> Column:
        """The column with this id or name. Raises FileError 404."""
        for column in self.columns(list_id):
            if key.lower() in (column.id, column.name.lower()):
                return column
        raise FileError(404, "itemNotFound", "The specified column was not found")

    def know_library(self, list_id: str, drive_id: str, columns: Sequence[str]) -> None:
        """The list is the one behind a library, which has these columns at least."""
        self._drives[list_id] = drive_id
        self.provide(list_id, columns)

    def provide(self, list_id: str, names: Sequence[str]) -> None:
        """Columns of one line that a list has from the start; those after Title are indexed. Does nothing twice."""
        there = {column.name for column in self.columns(list_id)}
        for name in names:
            if name not in there:
                identity = str(uuid5(self._space, f"{list_id} {name}"))
                self._keep(list_id, Column(identity, name, name, "text", {"maxLength": 255}, indexed=name != "Title",
                                           own=name != "Title"))  # fmt: skip

    def add_column(self, list_id: str, given: Mapping[str, Any]) -> Column:
        """A new column, as a definition of Graph has it. Raises FileError for one that the list does not take."""
        column = new_column(str(uuid4()), given)
        if any(column.name.lower() == other.name.lower() for other in self.columns(list_id)):
            raise FileError(409, "nameAlreadyExists", "A column with this name already exists")
        with self.state.transaction():
            self._keep(list_id, column)
            self._reindex(list_id, column)
        return column

    def change_column(self, list_id: str, column: Column, given: Mapping[str, Any]) -> Column:
        """Change a column. Raises FileError for what the list does not take, such as unique over equal values."""
        changed = changed_column(column, given)
        with self.state.transaction():
            self._keep(list_id, changed)
            if changed.indexed != column.indexed or changed.unique != column.unique:
                self._reindex(list_id, changed)
        return changed

    def delete_column(self, list_id: str, column: Column) -> None:
        """Delete a column with what the items had in it: one that is made anew is empty. Raises FileError for
        SharePoint's own.
        """
        if not column.own:
            raise wrong("This column cannot be deleted")
        with self.state.transaction() as connection:
            connection.execute("DELETE FROM list_columns WHERE list = ? AND name = ?", (list_id, column.name))
            connection.execute("DELETE FROM list_values WHERE list = ? AND name = ?", (list_id, column.name))
            table, owner, key = self._table(list_id)
            sql = f"UPDATE {table} SET fields = json_remove(fields, ?) WHERE {owner} = ?"
            connection.execute(sql, (f'$."{column.name}"', key))
        self._columns.pop(list_id, None)

    def checked(self, list_id: str, given: Mapping[str, object], number: int | None) -> dict[str, Value | None]:
        """The values as the columns hold them, for a new item (`number` None) or that one.

        Raises FileError 400 for a field that there is not, one that SharePoint fills in itself, a value of another
        kind, and a value that another item has where the column wants every value once.
        """
        columns = {column.name: column for column in self.columns(list_id)}
        found: dict[str, Value | None] = {}
        for name, value in given.items():
            if "@" in name:  # what a client says about a field, not a field
                continue
            if name in NEVER_WRITTEN:
                raise FieldError("read-only", name, f"Field '{name}' is read-only")
            column = columns.get(name)
            if column is None:
                raise FieldError("unknown", name, f"Field '{name}' is not recognized")
            found[name] = kept = checked(column, value)
            if column.unique and kept is not None and self._taken(list_id, name, kept, number):
                message = "One or more fields with unique constraints already has the provided value."
                raise FieldError("unique", name, message)
        return found

    # inside

    def _taken(self, list_id: str, name: str, value: Value, number: int | None) -> bool:
        if list_id in self._drives:
            others = (fields.get(name) for each, fields in self._filled(list_id) if each != number)
            return any(other is not None and folded(other) == folded(value) for other in others)
        sql = "SELECT 1 FROM list_values WHERE list = ? AND name = ? AND value = ? AND number != ? LIMIT 1"
        return self.state.row(sql, list_id, name, folded(value), number or 0) is not None

    def _keep(self, list_id: str, column: Column) -> None:
        indexed = [other for other in self.columns(list_id) if other.indexed and other.id != column.id]
        if column.indexed and len(indexed) >= MOST_INDEXED:
            raise wrong(f"A list has at most {MOST_INDEXED} indexed columns")
        row = self.state.row("SELECT position FROM list_columns WHERE id = ? AND list = ?", column.id, list_id)
        last = self.state.row("SELECT coalesce(max(position), 0) AS n FROM list_columns WHERE list = ?", list_id)
        position = int(row["position"]) if row is not None else int(last["n"] if last is not None else 0) + 1
        definition = {name: value for name, value in vars(column).items() if name not in ("id", "name")}
        with self.state.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO list_columns VALUES (?, ?, ?, ?, ?)",
                (column.id, list_id, column.name, position, json.dumps(definition, ensure_ascii=False)),
            )
        self._columns.pop(list_id, None)

    def _reindex(self, list_id: str, column: Column) -> None:
        """Put what the items have in a column into the index, or take it out."""
        with self.state.transaction() as connection:
            connection.execute("DELETE FROM list_values WHERE list = ? AND name = ?", (list_id, column.name))
            if not column.indexed:
                return
            for number, fields in self._filled(list_id):
                value = fields.get(column.name)
                if value is None:
                    continue
                if column.unique and self._taken(list_id, column.name, value, number):
                    self._columns.pop(list_id, None)
                    raise wrong("Unique values cannot be enforced: there are items with the same value")
                if list_id not in self._drives:
                    entry = (list_id, column.name, folded(value), number)
                    connection.execute("INSERT INTO list_values VALUES (?, ?, ?, ?)", entry)

    def _filled(self, list_id: str) -> list[tuple[int, dict[str, Value]]]:
        """The number of every item of a list or library, with its fields."""
        table, owner, key = self._table(list_id)
        sql = f"SELECT number, fields FROM {table} WHERE {owner} = ? AND deleted = 0"
        return [(row["number"], json.loads(row["fields"])) for row in self.state.rows(sql, key)]

    def _table(self, list_id: str) -> tuple[str, str, str]:
        """Where the items of a list or library are: the table, the column that says whose they are, and its value."""
        drive = self._drives.get(list_id)
        return ("list_items", "list", list_id) if drive is None else ("items", "drive", drive)

    def _free_name(self, site: str, name: str) -> str:
        count, wanted = 1, name
        while self.find(site, wanted) is not None:
            count, wanted = count + 1, f"{name}{count}"
        return wanted

    def _system(self, list_id: str, name: str) -> Column:
        kind = "text" if name == "ContentType" else "dateTime"
        identity = str(uuid5(self._space, f"{list_id} {name}"))
        return Column(identity, name, name, kind, {}, read_only=True, own=False)


def _title(title: str) -> str:
    if not title.strip() or len(title) > 255 or any(ord(letter) < 32 for letter in title):
        raise wrong("The name of a list is 1 to 255 characters")
    return title.strip()


def _column_of(row: sqlite3.Row) -> Column:
    return Column(id=row["id"], name=row["name"], **json.loads(row["definition"]))
