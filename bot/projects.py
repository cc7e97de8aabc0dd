"""Tells people what happened to projects they have part in, and asks what is to be done with a changed Word file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.personal import PersonalCards
from cards.projects import notices as cards
from dialogs.projects.documents import files
from domain.messenger import Leaving
from domain.organisation import Organisation
from domain.projects.filing import Elsewhere, Filing
from domain.projects.model import Seen
from domain.projects.reports import Report, Series
from domain.projects.telling import Told
from domain.workspaces.notices import Notice


class ProjectNotices:
    """Implements Notices of domain.projects.telling and Asking of domain.projects.filing with cards/projects.

    `today`: in the time zone of the municipality.
    """

    def __init__(
        self, personal: PersonalCards, organisation: Organisation, filing: Filing, today: Callable[[], date]
    ) -> None:
        self._personal = personal
        self._organisation = organisation
        self._filing = filing
        self._today = today

    async def tell(self, to: str, told: Told, seen: Seen, by: str, leaving: Leaving) -> Notice:
        """What happened, with the way on."""
        where = files(await self._filing.filed("project", seen.project.id))
        return await self._personal.tell(to, lambda texts: cards.told(texts, told, seen, by, where), leaving)

    async def due(self, to: str, seen: Seen, series: Series, day: date, leaving: Leaving) -> Notice:
        """That a report is due, with the button to write it."""
        return await self._personal.tell(to, lambda texts: cards.due(texts, seen, series, day, self._today()), leaving)

    async def published(self, to: str, seen: Seen, report: Report, leaving: Leaving) -> Notice:
        """That a report is there, with the button to read it."""
        return await self._personal.tell(to, lambda texts: cards.published(texts, seen, report), leaving)

    async def ask(self, to: str, about: Elsewhere, leaving: Leaving) -> Notice:
        """Whether a changed file is left as it is, or a new version goes over it."""
        return await self._personal.tell(to, lambda texts: cards.changed_elsewhere(texts, about), leaving)

    async def failed(self, to: str, about: Elsewhere, leaving: Leaving) -> Notice:
        """That a document is not in SharePoint, and whom to ask."""
        contact = self._organisation.contact_for("sharepoint")
        return await self._personal.tell(to, lambda texts: cards.not_filed(texts, about, contact), leaving)
