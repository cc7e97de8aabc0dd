"""Tells Exchange, too, that somebody is at their place: by their own sign-in, where they have one; for nobody else."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from domain.signing_in import NotSignedIn, SigningIn, Speaker
from domain.workspaces.model import STANDING, Booking, slot_of
from domain.workspaces.organisers import Organisers, OutOfReach
from graph.client import GraphClient
from graph.problems import GraphProblem
from store import booking_events as events
from store import bookings
from store.booking_events import Event
from store.bookings import Stored
from store.database import Connection, Database, now
from store.work import Attempt, GoOn, Payload, TryAgain, enqueue_in

ARRIVED = "workspaces.arrived"
AGAIN = 5.0  # seconds, where the place has not accepted yet

log = logging.getLogger(__name__)


class Arrivals(Protocol):
    """The check-ins of one person: graph.bookings.arriving."""

    async def arrived(self, place: str, meeting: str) -> None:
        """Says that they are at the place of a meeting. Raises Unavailable and GraphProblem."""
        ...


def promise_arrival(connection: Connection, booking: Booking, person: str, account: str) -> None:
    """To be called in the transaction in which somebody checks in. `account`: the id in Teams under which the token of
    who speaks lies, if there is one. Who booked for another is not there, and a partner's place is not in Exchange.
    """
    if account and person == booking.person and booking.place.address:
        key = f"{booking.id}:{booking.version}"
        enqueue_in(connection, ARRIVED, key, {"booking": booking.id, "account": account})


class Arriving:
    """The work behind a check-in. Whatever becomes of it, the person is checked in here, and hears nothing of it."""

    def __init__(
        self,
        database: Database,
        organisers: Organisers,
        signing_in: SigningIn,
        arrivals: Callable[[GraphClient], Arrivals],
        tenant: str,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._database = database
        self._organisers = organisers
        self._signing_in = signing_in
        self._arrivals = arrivals
        self._tenant = tenant
        self._clock = clock

    async def tell(self, payload: Payload, attempt: Attempt) -> GoOn | None:
        """Tells it, as long as the booking stands and is not over."""
        id, account = str(payload["booking"]), str(payload["account"])
        stored, event = await self._database.brief(lambda connection: _look(connection, id))
        if stored is None or stored.state not in STANDING or stored.end_slot <= slot_of(self._clock()):
            return None
        if event is None:
            raise TryAgain(AGAIN)
        try:
            # Not inside the sign-in of the person: what is refused to Koers itself is not their sign-in that has ended.
            meeting = await self._organisers.of(stored.person, event.account).response(event.event)
            if meeting is not None and meeting.uid:
                speaker = Speaker(stored.person, account, self._tenant, "", "", "", "")
                async with self._signing_in.own(speaker) as client:
                    await self._arrivals(client).arrived(event.place, meeting.uid)
        except (NotSignedIn, OutOfReach):
            return None
        except GraphProblem as problem:
            log.info("Exchange did not take a check-in: %s", problem.for_log)
        return None


def _look(connection: Connection, id: str) -> tuple[Stored | None, Event | None]:
    """The booking, and its meeting once the place has accepted that."""
    stored = bookings.look(connection, id)
    there = events.of_booking(connection, id) if stored is not None else ()
    accepted = (each for each in there if each.role == "standing" and each.accepted and each.event)
    return stored, next(accepted, None)
