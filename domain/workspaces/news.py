"""What people must hear of a booking though they did nothing: told once, and tried again as long as it is of use."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol, cast

from domain.messenger import Leaving
from domain.workspaces.clock import span_of_slots
from domain.workspaces.model import STANDING, Booking, Happened, Offer, Span
from domain.workspaces.notices import Notice
from domain.workspaces.once import once
from domain.workspaces.promises import NEWS
from domain.workspaces.telling import Faces
from store.database import Database, now
from store.work import Attempt, GoOn, Kind, Payload

PATIENCE = timedelta(days=90)  # further ahead than anybody books: what is of no use any more is not told before that
WITH_ALTERNATIVES: tuple[Happened, ...] = ("declined", "not-changed", "failed")
Alternatives = Callable[[Booking, tuple[str, Span] | None], Awaitable[tuple[Offer, ...]]]

log = logging.getLogger(__name__)


class Bookings(Protocol):
    """The bookings, as far as telling of one goes; implemented by domain.workspaces.booking."""

    @property
    def faces(self) -> Faces | None:
        """What people see of a booking."""
        ...

    async def find(self, person: str, id: str) -> Booking | None:
        """A booking that somebody has, or made for who still allows that."""
        ...


class News:
    """Handles the promises of promises.py. `alternatives`: what comes nearest to a booking that did not come about, or
    to the place and the span that it was to have instead.
    """

    def __init__(
        self,
        database: Database,
        bookings: Bookings,
        alternatives: Alternatives,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._database = database
        self._bookings = bookings
        self._alternatives = alternatives
        self._clock = clock

    async def tell(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Tells one person. Nothing, where it is over, is so no longer, or is not theirs to know any more."""
        to, happened, faces = str(payload["to"]), cast("Happened", payload["happened"]), self._bookings.faces
        booking = await self._bookings.find(to, str(payload["booking"]))
        if booking is None or faces is None or not self._useful(booking, happened, payload):
            return None
        instead = await self._instead(booking, happened, payload) if to == booking.by else ()

        async def tell(leaving: Leaving) -> Notice:
            return await faces.tell(booking, happened, to, instead, leaving)

        await once(self._database, attempt.key, tell)
        return None

    def kinds(self) -> dict[str, Kind]:
        """The durable work, by its name."""
        return {NEWS: Kind(self.tell, patience=PATIENCE)}

    def _useful(self, booking: Booking, happened: Happened, payload: Payload) -> bool:
        there = [booking.place.id, booking.span.first, booking.span.after]
        stands = happened != "not-changed" or booking.state in STANDING
        return booking.span.end > self._clock() and stands and there == payload["then"]

    async def _instead(self, booking: Booking, happened: Happened, payload: Payload) -> tuple[Offer, ...]:
        if happened not in WITH_ALTERNATIVES:
            return ()
        try:
            return await self._alternatives(booking, _asked(payload))
        except Exception:  # what happened is told all the same
            log.exception("what is free instead of a booking is not known")
            return ()


def _asked(payload: Payload) -> tuple[str, Span] | None:
    """The place and the span of a change that could not be."""
    match payload.get("asked"):
        case [str() as place, int() as first, int() as end]:
            return place, span_of_slots(first, end)
        case _:
            return None
