"""Whom an announcement goes to, as Entra knows them at the moment of sending: each person once."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.announcements.model import Audience, Part
from errors import Unavailable
from graph.problems import GraphProblem

LeftOut = Callable[[str], None]  # is told the object id of whoever is in it and does not work here (any more)


class Known(Protocol):
    """A colleague, as far as sending goes."""

    @property
    def id(self) -> str:
        """The Entra object id."""
        ...

    @property
    def language(self) -> str:
        """As Entra has it, such as "nl-NL"; empty where nobody filled it in."""
        ...


class Directory(Protocol):
    """Microsoft Entra, page by page. Every method raises Unavailable or GraphProblem, also in the middle."""

    def everyone(self, *, left_out: LeftOut | None = None) -> AsyncGenerator[Known]:
        """Everybody who works here."""
        ...

    def in_group(self, group: str, *, left_out: LeftOut | None = None) -> AsyncGenerator[Known]:
        """Everybody in the group with this object id, directly or through groups in it."""
        ...

    def in_department(self, department: str, *, left_out: LeftOut | None = None) -> AsyncGenerator[Known]:
        """Everybody whose department this is."""
        ...

    def at_office(self, office: str, *, left_out: LeftOut | None = None) -> AsyncGenerator[Known]:
        """Everybody whose office this is."""
        ...


class Names(Protocol):
    """Microsoft Entra, as far as naming people goes."""

    async def names(self, ids: Sequence[str]) -> dict[str, str]:
        """How people are called; who is gone is not in it."""
        ...


class Installing(Protocol):
    """Microsoft Graph, as far as installing Koers for a person goes."""

    async def install(self, person: str) -> bool:
        """Installs it; False: it was there already. Raises Unavailable where that is worth trying again, and
        GraphProblem where Koers cannot be with this person.
        """
        ...


@dataclass(frozen=True, slots=True)
class Target:
    """Somebody who is to get it. `language`: "nl", "en", or "" where Entra does not say."""

    person: str
    language: str


class Targets:
    """Resolves audiences. Nothing of it is remembered: who comes later gets nothing from before."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    async def resolve(self, audience: Audience, left_out: LeftOut) -> AsyncGenerator[Target]:
        """Who is in an audience, perhaps more than once; `left_out` is told who is skipped, perhaps more than once.

        Raises Unavailable and GraphProblem, also in the middle: what was given until then is no audience.
        """
        everyone = [self._directory.everyone(left_out=left_out)] if audience.everyone else []
        for people in everyone or [self._of(part, left_out) for part in audience.parts]:
            async for colleague in people:
                yield Target(colleague.id, _language(colleague.language))

    async def count(self, audience: Audience) -> int:
        """How many people get it if it is sent now. Raises Unavailable."""
        found = set[str]()
        try:
            async for target in self.resolve(audience, _nobody):
                found.add(target.person)
        except (GraphProblem, Unavailable) as problem:
            raise Unavailable("announcement-audiences-unavailable") from problem
        return len(found)

    def _of(self, part: Part, left_out: LeftOut) -> AsyncGenerator[Known]:
        if part.kind == "group":
            return self._directory.in_group(part.id, left_out=left_out)
        if part.kind == "department":
            return self._directory.in_department(part.id, left_out=left_out)
        return self._directory.at_office(part.id, left_out=left_out)


def _nobody(_: str) -> None:
    pass


def _language(tag: str) -> str:
    """Of "en-GB" the language, where Koers speaks it."""
    language = tag.partition("-")[0].lower()
    return language if language in ("nl", "en") else ""
