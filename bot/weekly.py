"""Says which days of what is booked every week could not be booked."""

from __future__ import annotations

from bot.personal import PersonalCards
from cards.workspaces import weekly as cards
from domain.messenger import Leaving
from domain.organisation import Organisation
from domain.workspaces.model import Outcome
from domain.workspaces.notices import Notice
from domain.workspaces.weekly import Weekly


class WeeklyNotices:
    """Implements domain.workspaces.weekly.Notices with the card of cards/workspaces."""

    def __init__(self, personal: PersonalCards, organisation: Organisation) -> None:
        self._personal = personal
        self._organisation = organisation

    async def missed(self, person: str, which: Weekly, missed: tuple[Outcome, ...], leaving: Leaving) -> Notice:
        """The days, why, and a button to look for something else."""
        return await self._personal.tell(
            person, lambda texts: cards.missed(texts, self._organisation, which, missed), leaving
        )
