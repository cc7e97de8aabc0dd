"""Announcements: composed by one person, approved by a second, sent to many exactly once."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from domain.announcements.approving import Approving
from domain.announcements.audiences import Audiences
from domain.announcements.composing import Composing
from domain.announcements.following import Follow
from domain.announcements.model import Sending
from domain.announcements.pictures import Pictures
from domain.announcements.quiet import QuietTimes
from errors import Unavailable
from graph.people import Person
from graph.problems import GraphProblem
from locales import Language
from store.work import Kind

__all__ = ["Announcements", "Downloads"]

log = logging.getLogger(__name__)


class Directory(Protocol):
    """Microsoft Entra, as far as naming a colleague goes."""

    async def person(self, id: str) -> Person | None:
        """A person; None when there is none."""
        ...


class Downloads(Protocol):
    """Files that one person can get for a while; implemented in bot/."""

    async def report(self, announcement: str, person: str, language: Language) -> str:
        """The address of the report of an announcement. Raises Unavailable where Koers has no address of its own."""
        ...


@dataclass
class Announcements:
    """All that the dialogs lean on, together.

    What is there only with the wire is filled in before the bot starts: `following.by`, `downloads` and `work`.
    """

    composing: Composing
    approving: Approving
    audiences: Audiences
    pictures: Pictures
    quiet: QuietTimes
    sending: Sending
    directory: Directory
    following: Follow
    downloads: Downloads | None = None
    work: Mapping[str, Kind] = field(default_factory=dict[str, Kind])  # who does what is promised, by its name

    async def show(self, id: str) -> None:
        """Puts how it is now on the author's card."""
        await self.following.show(id)

    async def name_of(self, person: str) -> str:
        """What a colleague is called; "" where Entra does not say."""
        try:
            found = await self.directory.person(person)
        except (GraphProblem, Unavailable) as problem:
            log.info("the name of an author is not known: %s", problem)
            return ""
        return found.name if found is not None else ""
