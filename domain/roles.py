"""Who may do what: each role is a group in Microsoft Entra; a manager is also whoever has people reporting to him."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Literal, Protocol, get_args

from domain.organisation import OBJECT_ID, Organisation
from domain.remembered import LONGEST, Remembered
from errors import Unavailable
from graph.people import Group, Person
from graph.problems import Forbidden, GraphProblem
from telemetry.logs import Id

Role = Literal[
    "employee",
    "manager",
    "communication",
    "approver",
    "facility",
    "payroll",
    "vision_owner",
    "portfolio",
    "administrator",
]
ROLES: tuple[Role, ...] = get_args(Role)
REMEMBERED = 300.0  # seconds that what Entra said is taken to be still so
JUST_NOW = 5.0  # seconds within which a check and the write that it is for count as one moment
MOST_REMEMBERED = 5000  # people

log = logging.getLogger(__name__)


class Directory(Protocol):
    """Microsoft Entra, as far as roles go."""

    async def groups_named(self, name: str) -> tuple[Group, ...]:
        """The groups with exactly this display name."""
        ...

    async def check_groups(self, id: str, groups: tuple[str, ...]) -> frozenset[str]:
        """Which of these groups a person is in, directly or through a group in a group."""
        ...

    async def direct_reports(self, id: str) -> tuple[Person, ...]:
        """Who reports to a person and works here."""
        ...


class RoleUnclear(Unavailable):
    """No group, or more than one, has the name of the group that the role is: nobody can tell who has it."""


@dataclass(frozen=True)
class _Groups:
    """The roles of each group by its id, and the roles of which it is not clear which group is meant."""

    roles: dict[str, frozenset[Role]]
    unclear: frozenset[Role]


@dataclass(frozen=True)
class _Held:
    roles: frozenset[Role]
    unclear: frozenset[Role]


class Roles:
    """Tells who has a role. What cannot be found out is not granted."""

    def __init__(
        self, directory: Directory, organisation: Organisation, clock: Callable[[], float] = monotonic
    ) -> None:
        self._directory = directory
        self._names = dict(organisation.roles)
        self._groups = Remembered(self._find_groups, most=1, kept=REMEMBERED, clock=clock)
        self._held = Remembered(self._ask_groups, most=MOST_REMEMBERED, kept=REMEMBERED, clock=clock)
        self._leading = Remembered(self._ask_reports, most=MOST_REMEMBERED, kept=REMEMBERED, clock=clock)
        self._told: frozenset[str] = frozenset()

    async def has(self, person: str, *roles: Role, within: float = REMEMBERED, wait: float = LONGEST) -> bool:
        """Whether who has this Entra object id has one of the roles, as Entra said at most `within` seconds ago.

        Raises Unavailable when Entra refuses Koers or does not answer in `wait` seconds, and RoleUnclear when the
        person has none of them for certain: nobody is let in on a guess.
        """
        at_hand = self._held.at_hand(person, within)
        if at_hand is not None and at_hand.roles.intersection(roles):
            return True
        try:
            async with asyncio.timeout(wait):
                held = await self._held.get(person, within)
                if held.roles.intersection(roles):
                    return True
                if "manager" in roles and await self._leading.get(person, within):
                    return True
        except (GraphProblem, Unavailable, TimeoutError) as problem:
            raise Unavailable("roles-unavailable") from problem
        if held.unclear.intersection(roles):
            raise RoleUnclear("roles-unavailable")
        return False

    async def groups(self, *roles: Role) -> frozenset[str]:
        """The ids of the groups of these roles. Raises Unavailable as `has` does."""
        try:
            async with asyncio.timeout(LONGEST):
                found = await self._groups.get("", REMEMBERED)
        except (GraphProblem, Unavailable, TimeoutError) as problem:
            raise Unavailable("roles-unavailable") from problem
        return frozenset(group for group, its in found.roles.items() if its.intersection(roles))

    async def close(self) -> None:
        """Breaks off what Entra is being asked."""
        for remembered in (self._held, self._leading, self._groups):
            await remembered.close()

    async def _ask_groups(self, person: str) -> _Held:
        groups = await self._groups.get("", REMEMBERED)
        member = await self._directory.check_groups(person, tuple(groups.roles)) if groups.roles else frozenset[str]()
        roles = {group.lower(): its for group, its in groups.roles.items()}  # Graph answers ids in lower case
        held = frozenset[Role]().union(*(roles.get(group.lower(), frozenset[Role]()) for group in member))
        return _Held(held, groups.unclear)

    async def _ask_reports(self, person: str) -> bool:
        """Owning a Team makes nobody a manager: anybody can make one. Who reports to whom, people cannot set."""
        try:
            return bool(await self._directory.direct_reports(person))
        except Forbidden as problem:
            log.warning("who reports to whom is closed to Koers, so only the group makes managers: %s", problem)
            return False

    async def _find_groups(self, _: str) -> _Groups:
        """One group may be two roles. Anyone can make a second group of a name, so which is meant is not guessed."""
        names = sorted({name for name in self._names.values() if not OBJECT_ID.fullmatch(name)})
        found = await asyncio.gather(*map(self._directory.groups_named, names), return_exceptions=True)
        ids = {name: name for name in self._names.values() if OBJECT_ID.fullmatch(name)}
        wrong = set[str]()
        for name, groups in zip(names, found, strict=True):
            if isinstance(groups, BaseException):
                raise groups
            if len(groups) == 1:
                ids[name] = groups[0].id
            else:
                wrong.add(f"{len(groups)} groups are called {name!r}: put the object id of the right one in [roles]")
        self._tell(frozenset(wrong))
        roles = dict[str, frozenset[Role]]()
        for role in ROLES:
            if self._names.get(role) in ids:
                id = ids[self._names[role]]
                roles[id] = roles.get(id, frozenset[Role]()) | frozenset[Role]([role])
        clear = frozenset[Role]().union(*roles.values())
        optional = frozenset[Role]() if "manager" in self._names else frozenset[Role](["manager"])
        return _Groups(roles, frozenset(ROLES) - clear - optional)

    def _tell(self, wrong: frozenset[str]) -> None:
        for line in sorted(wrong - self._told):
            log.warning("%s; until then nobody has a role by it", Id(line))
        self._told = wrong
