"""Whom a person may address: what the municipality allows the roles that the person has now."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Protocol, cast
from urllib.parse import quote

from domain.announcements.model import Kind, Part
from domain.organisation import OBJECT_ID, Organisation
from domain.remembered import LONGEST, Remembered
from domain.roles import JUST_NOW, REMEMBERED, Role, Roles
from errors import Unavailable
from graph.people import Group
from graph.problems import GraphProblem

KINDS: Mapping[str, Kind] = {"groups": "group", "departments": "department", "locations": "location"}
MOST_GROUPS = 100  # names that are looked up


class Directory(Protocol):
    """Microsoft Entra, as far as naming groups goes."""

    async def groups_named(self, name: str) -> tuple[Group, ...]:
        """The groups with exactly this display name."""
        ...


@dataclass(frozen=True)
class Open:
    """Whom somebody may address. `parts` by the value that a choice on the form has."""

    everyone: bool = False
    parts: Mapping[str, Part] = field(default_factory=dict[str, Part])

    @property
    def nobody(self) -> bool:
        """Whether there is nothing to choose."""
        return not self.everyone and not self.parts


class Audiences:
    """The audiences of a municipality. Raises Unavailable where Entra does not say who has which role."""

    def __init__(
        self,
        organisation: Organisation,
        roles: Roles,
        directory: Directory,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._rules = organisation.announcements
        self._roles = roles
        self._directory = directory
        self._groups = Remembered(self._find_groups, most=1, kept=REMEMBERED, clock=clock)

    async def open_to(self, person: str, *, within: float = JUST_NOW) -> Open:
        """Whom a person may address, by the roles that Entra said at most `within` seconds ago."""
        allowed: set[str] = set()
        for role, some in self._rules.may_address:
            if some and await self._roles.has(person, cast(Role, role), within=within):
                allowed.update(some)
        if not allowed:
            return Open()
        parts = [*await self._named_groups(), *self._fixed()]
        chosen = {choice(part): part for part in parts if _may(part, allowed)}
        return Open("everyone" in allowed, chosen)

    async def close(self) -> None:
        """Breaks off what Entra is being asked."""
        await self._groups.close()

    def _fixed(self) -> list[Part]:
        departments = [Part("department", name, name) for name in self._rules.departments]
        return departments + [Part("location", name, name) for name in self._rules.locations]

    async def _named_groups(self) -> tuple[Part, ...]:
        try:
            async with asyncio.timeout(LONGEST):
                return await self._groups.get("", REMEMBERED)
        except (GraphProblem, Unavailable, TimeoutError) as problem:
            raise Unavailable("announcement-audiences-unavailable") from problem

    async def _find_groups(self, _: str) -> tuple[Part, ...]:
        """A name that several groups have, or none, cannot be addressed: which is meant is not guessed."""
        names = self._rules.groups[:MOST_GROUPS]
        by_name = [name for name in names if not OBJECT_ID.fullmatch(name)]
        found = dict(zip(by_name, await asyncio.gather(*map(self._directory.groups_named, by_name)), strict=True))
        parts = [Part("group", groups[0].id, name) for name, groups in found.items() if len(groups) == 1]
        return (*parts, *(Part("group", name, name) for name in names if OBJECT_ID.fullmatch(name)))


def choice(part: Part) -> str:
    """The value of a part among the choices of the form. A card puts commas between the values that were chosen."""
    return f"{part.kind}:{quote(part.id, safe='')}"


def _may(part: Part, allowed: set[str]) -> bool:
    return any(KINDS.get(what) == part.kind or what == f"{part.kind}:{part.name}" for what in allowed)
