"""What the dialogs ask of projects, put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from domain.projects.approving import Approving
from domain.projects.closing import Ending
from domain.projects.configured import ProjectRules
from domain.projects.drafting import Drafting
from domain.projects.hearing import Hearing
from domain.projects.listed import Listed, ListedReports
from domain.projects.looking import Looking
from domain.projects.model import Event, Filter, Seen
from domain.projects.portfolio import Portfolio
from domain.projects.records import Records
from domain.projects.removing import Removing
from domain.projects.reporting import Reporting
from locales import Language
from store.work import Kind


class Downloads(Protocol):
    """Files that one person can get for a while; implemented in bot/."""

    async def portfolio(self, wanted: Filter, person: str, language: Language) -> str:
        """The address of the workbook. Raises Unavailable where Koers has no address of its own."""
        ...


@dataclass
class Projects:
    """All that the dialogs lean on, together.

    What is there only with the wire is filled in before the bot starts: `hearing.notices`, `downloads` and `filing`,
    the work that puts documents in SharePoint.
    """

    records: Records
    looking: Looking
    drafting: Drafting
    approving: Approving
    reporting: Reporting
    portfolio: Portfolio
    closing: Ending
    hearing: Hearing
    removing: Removing
    downloads: Downloads | None = None
    filing: Mapping[str, Kind] = field(default_factory=dict[str, Kind])

    @property
    def rules(self) -> ProjectRules:
        """How the municipality wants its projects."""
        return self.looking.rules

    @property
    def lists(self) -> tuple[Listed, ListedReports]:
        """What the mirror keeps in SharePoint."""
        return Listed(self.records), ListedReports(self.records)

    async def find(self, person: str, id: str) -> Seen:
        """A project. Raises WordedError "project-gone", also for who may not see it."""
        return await self.looking.find(person, id)

    async def mine(self, person: str) -> tuple[Seen, ...]:
        """The projects in which somebody is named or that he began, what changed last first."""
        return await self.looking.mine(person)

    async def waiting(self, person: str) -> tuple[Seen, ...]:
        """What waits for the approval of this person."""
        return await self.looking.waiting(person)

    async def named(self, person: str, words: str) -> tuple[Seen, ...]:
        """The projects that somebody may see and whose name has all of these words; at most ten, the best first."""
        return await self.looking.named(person, words)

    async def history(self, person: str, id: str) -> tuple[Event, ...]:
        """What happened to a project, the oldest first, with names."""
        return await self.looking.history(person, id)

    def kinds(self) -> dict[str, Kind]:
        """The durable work, by its name."""
        return {**self.hearing.kinds(), **self.filing}
