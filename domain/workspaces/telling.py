"""Says what became of a booking: on its card, and with what else is free where it did not come about."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from domain.workspaces.model import Booking, Faces, Happened, Offer

WITH_ALTERNATIVES: tuple[Happened, ...] = ("declined", "not-changed", "failed")
Alternatives = Callable[[Booking], Awaitable[tuple[Offer, ...]]]

log = logging.getLogger(__name__)


class Telling:
    """What the person sees. `faces` is set before the bot starts; without it people see it when they ask."""

    def __init__(self, alternatives: Alternatives, faces: Faces | None = None) -> None:
        self._alternatives = alternatives
        self.faces = faces

    async def tell(self, booking: Booking, happened: Happened) -> None:
        """Shows it. Never raises."""
        if self.faces is None:
            return
        found: tuple[Offer, ...] = ()
        try:
            if happened in WITH_ALTERNATIVES:
                found = await self._alternatives(booking)
        except Exception:  # what happened is told all the same
            log.exception("what is free instead of a booking is not known")
        try:
            await self.faces.show(booking, happened, found)
        except Exception:
            log.exception("somebody was not shown what became of a booking")
