"""What people hear on the day that they use a place; the words and buttons are made in bot/."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.messenger import Leaving, Outcome
from domain.workspaces.model import Booking


@dataclass(frozen=True)
class Where:
    """A message that somebody got; empty where there is none."""

    conversation: str = ""
    message: str = ""


@dataclass(frozen=True)
class Notice:
    """What became of telling somebody, and in which conversation."""

    outcome: Outcome
    conversation: str = ""

    @property
    def where(self) -> Where:
        """The message, where it was delivered."""
        return Where(self.conversation, self.outcome.id) if self.outcome.fate == "delivered" else Where()


class Notices(Protocol):
    """Tells whoever has a place, or whoever booked it for them where they do not have Koers.

    What `leaving` raises keeps the message here, and is raised. The methods without it never raise.
    """

    async def remind(self, booking: Booking, closes: datetime, leaving: Leaving) -> Notice:
        """That they have this place, and say until `closes` that they are there; with the button for it."""
        ...

    async def released(self, booking: Booking, reminder: Where, leaving: Leaving) -> Notice:
        """That the place was given to others, as nobody said that they were there."""
        ...

    async def arrived(self, booking: Booking, reminder: Where) -> None:
        """Takes the button from the reminder of who said so elsewhere."""
        ...

    async def offer(self, booking: Booking, waiting_for: str, until: datetime, leaving: Leaving) -> Notice:
        """That a place came free and is kept for them until then, with the button to take it. `waiting_for`: their
        place on the waiting list.
        """
        ...

    async def offer_over(self, booking: Booking, offer: Where) -> None:
        """That the place is kept for them no longer, and goes to the next."""
        ...
