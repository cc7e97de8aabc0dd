"""What people hear of a project without having asked; the words and buttons are made in bot/."""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol

from domain.messenger import Leaving
from domain.projects.model import Seen
from domain.projects.reports import Report, Series
from domain.workspaces.notices import Notice

# asked: you are asked to approve it. reminded: you still are. changed: what you were to approve was changed, and is not
# asked for any more. sent_back, approved: what became of what you asked. withdrawn: it does not go on.
# status: somebody changed its status or department in the list. edited_in_word: somebody changed the Word file itself.
Told = Literal[
    "asked", "reminded", "changed", "sent_back", "approved", "withdrawn", "status", "edited_in_word", "closed"
]


class Notices(Protocol):
    """Tells one person. What `leaving` raises keeps the message here, and is raised."""

    async def tell(self, to: str, told: Told, seen: Seen, by: str, leaving: Leaving) -> Notice:
        """Something about a project, as `to` sees it; `by` is the name of who did it, "" where nobody did."""
        ...

    async def due(self, to: str, seen: Seen, series: Series, day: date, leaving: Leaving) -> Notice:
        """That a report is due on that day (which may be past), with the button to write it."""
        ...

    async def published(self, to: str, seen: Seen, report: Report, leaving: Leaving) -> Notice:
        """That a report was published, or corrected (edition above 1), with the button to read it."""
        ...
