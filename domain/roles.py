"""Who may do what: the roles of organisation.toml, each a group in Microsoft Entra."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Literal, Protocol

from domain.organisation import Organisation
from errors import Unavailable
from graph.people import Group
from graph.problems import GraphProblem

Role = Literal[
    "employee", "manager", "communication", "approver", "facility", "payroll", "vision_owner", "administrator"
]
REMEMBERED = 300.0  # seconds that a person's groups, and the ids of the groups, are taken to stay the same
MOST_REMEMBERED = 5000  # people


class Directory(Protocol):
    """Microsoft Entra, as far as groups go."""

    async def groups_named(self, name: str) -> tuple[Group, ...]:
        """The groups with exactly this display name."""
        ...

    async def check_groups(self, id: str, groups: tuple[str, ...]) -> frozenset[str]:
        """Which of these groups a person is in."""
        ...


@dataclass(frozen=True)
class _Held:
    roles: frozenset[str]
    until: float


class Roles:
    """Tells who has a role, directly or through a group in a group. What cannot be found out is not granted."""

    def __init__(
        self, directory: Directory, organisation: Organisation, clock: Callable[[], float] = monotonic
    ) -> None:
        self._directory = directory
        self._names = dict(organisation.roles)
        self._clock = clock
        self._held: dict[str, _Held] = {}
        self._groups: tuple[dict[str, frozenset[str]], float] = ({}, -1.0)  # group id -> roles, and until when

    async def has(self, person: str, role: Role) -> bool:
        """Whether the person with this Entra object id has the role, as it was at most five minutes ago.

        Raises Unavailable when Entra does not answer or refuses Koers: nobody is let in on a guess.
        """
        return role in await self.of(person)

    async def of(self, person: str) -> frozenset[str]:
        """Every role of a person. Raises Unavailable as `has` does."""
        known = self._held.get(person)
        if known is not None and known.until > self._clock():
            return known.roles
        try:
            groups = await self._role_groups()
            member = await self._directory.check_groups(person, tuple(groups))
        except GraphProblem as problem:
            raise Unavailable("roles-unavailable") from problem
        roles = frozenset[str]().union(*(groups.get(group, frozenset()) for group in member))
        if len(self._held) >= MOST_REMEMBERED:
            self._held.clear()
        self._held[person] = _Held(roles, self._clock() + REMEMBERED)
        return roles

    def forget(self, person: str) -> None:
        """Ask Entra anew about this person next time: before something that needs a role is really done."""
        self._held.pop(person, None)

    async def _role_groups(self) -> dict[str, frozenset[str]]:
        """The roles of each group, by the group's id. Two groups of one name both count; one group may be two roles."""
        groups, until = self._groups
        if until <= self._clock():
            groups = dict[str, frozenset[str]]()
            for role, name in self._names.items():
                for group in await self._directory.groups_named(name):
                    groups[group.id] = groups.get(group.id, frozenset()) | {role}
            self._groups = (groups, self._clock() + REMEMBERED)
        return groups
