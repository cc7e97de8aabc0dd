"""What people see of a booking: its card, and a message of its own for what they must hear."""

from __future__ import annotations

import logging
from typing import Protocol

from domain.messenger import Leaving
from domain.workspaces.model import Booking, Happened, Offer
from domain.workspaces.notices import Notice
from domain.workspaces.promises import MUST_HEAR

log = logging.getLogger(__name__)


class Faces(Protocol):
    """What a person sees of a booking; implemented in bot/."""

    async def show(self, booking: Booking, happened: Happened) -> None:
        """Puts a booking as it is now on its cards. Perhaps again after a kill; it never raises."""
        ...

    async def tell(
        self, booking: Booking, happened: Happened, to: str, alternatives: tuple[Offer, ...], leaving: Leaving
    ) -> Notice:
        """Puts it on the card of one person, and tells them in a message of its own what they did not do themselves.

        What `leaving` raises keeps the message here, and is raised.
        """
        ...


class Telling:
    """Keeps the cards right. `faces` is set before the bot starts; without it people see it when they ask."""

    def __init__(self, faces: Faces | None = None) -> None:
        self.faces = faces

    async def tell(self, booking: Booking, happened: Happened) -> None:
        """Shows it; what people must hear is promised work of its own (news.py), which shows it too. Never raises."""
        if self.faces is None or happened in MUST_HEAR:
            return
        try:
            await self.faces.show(booking, happened)
        except Exception:
            log.exception("somebody was not shown what became of a booking")
