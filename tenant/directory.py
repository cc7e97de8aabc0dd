"""Who is in the tenant: people, their managers and groups, as they were invented."""

from __future__ import annotations

import json
from collections import defaultdict, deque
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tenant.state import State

SHARED = "mailbox"  # the role of an account that is no person: that of a shared mailbox
ROLES = ("employee", "manager", "communication", "approver", "owner", "co_owner", "guest")


@dataclass(frozen=True)
class User:
    """A person in the directory. `properties` are the ones that Graph gives."""

    id: str  # Entra object id
    manager: str | None
    role: str  # one of ROLES for whom the page lets you be; else empty
    properties: dict[str, Any]

    @property
    def name(self) -> str:
        """The display name."""
        return str(self.properties["displayName"])

    @property
    def title(self) -> str:
        """The job title."""
        return str(self.properties["jobTitle"])

    @property
    def language(self) -> str:
        """nl or en."""
        return str(self.properties["preferredLanguage"])[:2]

    @property
    def guest(self) -> bool:
        """Whether this person comes from another organisation."""
        return self.properties["userType"] == "Guest"

    @property
    def has_photo(self) -> bool:
        """Whether there is a photo; as everywhere, some never gave one."""
        return not self.guest and int(self.id[-2:], 16) % 7 != 0


@dataclass(frozen=True)
class Group:
    """A group in the directory."""

    id: str
    name: str
    kind: str  # security or unified
    description: str
    created: str


class Directory:
    """The people and groups of the state, read once and again after a change."""

    def __init__(self, state: State) -> None:
        self._state = state

    @cached_property
    def accounts(self) -> dict[str, User]:
        """Everybody and every shared mailbox by id, in the order of the organisation."""
        rows = self._state.rows("SELECT * FROM users ORDER BY number")
        return {row["id"]: User(row["id"], row["manager"], row["role"], json.loads(row["properties"])) for row in rows}

    @cached_property
    def users(self) -> dict[str, User]:
        """Everybody by id, in the order of the organisation."""
        return {id: account for id, account in self.accounts.items() if account.role != SHARED}

    @cached_property
    def groups(self) -> dict[str, Group]:
        """Every group by id, in alphabetical order."""
        rows = self._state.rows("SELECT * FROM groups ORDER BY name")
        return {row["id"]: Group(**dict(row)) for row in rows}

    @cached_property
    def _members(self) -> dict[str, list[str]]:
        found = defaultdict[str, list[str]](list)
        for row in self._state.rows("SELECT group_id, member FROM members"):
            found[row["group_id"]].append(row["member"])
        return found

    @cached_property
    def _memberships(self) -> dict[str, list[str]]:
        found = defaultdict[str, list[str]](list)
        for group, members in self._members.items():
            for member in members:
                found[member].append(group)
        return found

    @cached_property
    def _by_name(self) -> dict[str, User]:
        return {str(user.properties["userPrincipalName"]).lower(): user for user in self.accounts.values()}

    def find(self, key: str) -> User | None:
        """A person or a shared mailbox by id or user principal name."""
        return self.accounts.get(key.lower()) or self._by_name.get(key.lower())

    def group_named(self, name: str) -> Group | None:
        """The group with this display name."""
        return next((group for group in self.groups.values() if group.name == name), None)

    def reports(self, user: str) -> list[User]:
        """Whoever has this person as manager."""
        return [each for each in self.users.values() if each.manager == user]

    def members(self, group: str, *, transitive: bool = False) -> list[User | Group]:
        """Who is in a group; transitive: also through groups in it."""
        ids = _closure(group, self._members) if transitive else self._members.get(group, [])
        return [self.users.get(each) or self.groups[each] for each in ids]

    def memberships(self, user: str, *, transitive: bool = False) -> list[Group]:
        """The groups that a person is in; transitive: also through groups that are in groups."""
        ids = _closure(user, self._memberships) if transitive else self._memberships.get(user, [])
        return [self.groups[each] for each in ids]

    @cached_property
    def found(self) -> dict[tuple[str, ...], list[dict[str, Any]]]:
        """What was found for a question to Graph, so that its later pages need not look again. A change empties it."""
        return {}

    def change(self, user: str, **properties: object) -> None:
        """Changes properties of a person, such as accountEnabled=False for one who left. Raises KeyError."""
        changed = json.dumps({**self.accounts[user].properties, **properties}, ensure_ascii=False)
        with self._state.transaction() as connection:
            connection.execute("UPDATE users SET properties = ? WHERE id = ?", (changed, user))
        self._read_again()

    def put_in(self, group: str, member: str) -> None:
        """Puts a person or a group in a group. Raises KeyError where one of the two is not there."""
        kind = "user" if member in self.users else "group" if self.groups[member] else ""
        row = (self.groups[group].id, member, kind)
        with self._state.transaction() as connection:
            connection.execute("INSERT OR IGNORE INTO members VALUES (?, ?, ?)", row)
        self._read_again()

    def take_out(self, group: str, member: str) -> None:
        """Takes a person or a group out of a group."""
        with self._state.transaction() as connection:
            connection.execute("DELETE FROM members WHERE group_id = ? AND member = ?", (group, member))
        self._read_again()

    def _read_again(self) -> None:
        for name in ("accounts", "users", "groups", "_members", "_memberships", "_by_name", "found"):
            self.__dict__.pop(name, None)

    def faces(self) -> list[User]:
        """The handful of people that the page lets you be, the employee first."""
        cast = [user for user in self.users.values() if user.role in ROLES]
        return sorted(cast, key=lambda user: ROLES.index(user.role))

    def with_role(self, role: str) -> User:
        """The person whom the page lets you be in this role (one of ROLES)."""
        return next(user for user in self.users.values() if user.role == role)


def _closure(start: str, edges: dict[str, list[str]]) -> list[str]:
    found: dict[str, None] = {}
    waiting = deque(edges.get(start, ()))
    while waiting:
        each = waiting.popleft()
        if each not in found:
            found[each] = None
            waiting += edges.get(each, ())
    return list(found)


def portrait(user: User) -> bytes:
    """A photo drawn in code: the person's initials on a colour of their own, as SVG."""
    initials = (user.properties["givenName"][:1] + user.properties["surname"].split(" ")[-1][:1]).upper()
    hue = int(user.id[:4], 16) % 360
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96">'
        f'<rect width="96" height="96" fill="hsl({hue} 45% 32%)"/>'
        '<text x="48" y="62" font-family="Segoe UI, Arial, sans-serif" font-size="40" fill="#fff" '
        f'text-anchor="middle">{initials}</text></svg>'
    ).encode()
