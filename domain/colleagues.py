"""Who works at the municipality, for whoever names colleagues by their ids."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from errors import Unavailable
from graph.people import Person
from graph.problems import GraphProblem


class Directory(Protocol):
    """Microsoft Entra, as far as finding people by their ids goes."""

    async def all_working(self, ids: Sequence[str]) -> tuple[Person, ...]:
        """Those of them who work here."""
        ...


class Colleagues:
    """Looks colleagues up. What Entra does not know is nobody."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    async def find(self, ids: Sequence[str]) -> tuple[Person, ...]:
        """Those of these Entra object ids who work here, in the same order, each once.

        Who left, a guest, and what is no id at all are not among them. Raises Unavailable where Entra is away.
        """
        wanted = list(dict.fromkeys(id.lower() for id in ids))
        if not wanted:
            return ()
        try:
            found = {each.id: each for each in await self._directory.all_working(wanted)}
        except (GraphProblem, TimeoutError) as problem:
            raise Unavailable("colleagues-directory-away") from problem
        return tuple(found[id] for id in wanted if id in found)
