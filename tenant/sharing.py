"""Who may do what with the files and folders of the library."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import Literal
from uuid import uuid4

from tenant.files import Files
from tenant.items import Grant, Item, grant_of
from tenant.state import State


class Sharing:
    """The grants of the library. What is given to a folder goes for all in it that does not stop inheriting."""

    def __init__(self, state: State, files: Files) -> None:
        self._state = state
        self._files = files

    def grants(self, item: Item) -> list[Grant]:
        """Who may do what with an item: given to it, or to the nearest folders above it."""
        found: list[Grant] = []
        for step in (item, *self._files.ancestors(item)):
            rows = self._state.rows("SELECT * FROM permissions WHERE item = ? ORDER BY rowid", step.id)
            found += [grant_of(row) for row in rows]
            if step.unique_access:
                break
        return found

    def grant(self, item: Item, kind: Literal["group", "user", "link"], target: str, roles: tuple[str, ...]) -> Grant:
        """Let somebody do something with an item and what inherits from it; an equal grant is given back."""
        rows = self._state.rows("SELECT * FROM permissions WHERE item = ?", item.id)
        for known in map(grant_of, rows):
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
            return replace(item, unique_access=True)

    def _sharing_changed(self, item: Item) -> None:
        """The item and all that inherits from it show up as shared anew."""
        number = self._files.next_change()
        waiting = [item]
        with self._state.transaction() as connection:
            connection.execute("UPDATE items SET own_sharing_change = ? WHERE id = ?", (number, item.id))
            while waiting:
                step = waiting.pop()
                connection.execute("UPDATE items SET sharing_change = ? WHERE id = ?", (number, step.id))
                waiting += [child for child in self._files.children(step) if not child.unique_access]
