"""What somebody asks for: whether the rules let it be, and that it is taken, or why not and what else is free."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

from domain.workspaces.ledger import Asked, Ledger
from domain.workspaces.looking import Looking, kind_of
from domain.workspaces.model import Booking, Place, Reason, Refusal, Refused, Wish
from domain.workspaces.places import Places
from domain.workspaces.rules import When
from store.bookings import Stored
from store.database import Connection, Database


class Asking:
    """Of one municipality. Raises Unavailable where the store cannot be reached."""

    def __init__(self, database: Database, places: Places, looking: Looking, ledger: Ledger) -> None:
        self._database = database
        self._places = places
        self._looking = looking
        self._ledger = ledger

    async def allowed(
        self, whom: str, place: str, day: date, start: time, end: time, people: int, *, but: str = ""
    ) -> tuple[Place, When]:
        """The place and the span, where every rule lets it be. Raises Refused."""
        found = await self._places.find(place)
        if found is None:
            raise Refused(Refusal("unknown-place"))
        wish = _wish(found, day, start, end, people)
        when = await self._looking.forbids(whom, wish, found)
        if isinstance(when, Refusal):
            looked = await self._looking.free(whom, wish, but=but)
            raise Refused(looked.refusal or when)
        return found, when

    def asked(self, id: str, whom: str, by: str, place: Place, when: When, people: int) -> Asked:
        """The same as the ledger is asked for it."""
        at_most = self._looking.rules.of(kind_of(place)).open_bookings
        return Asked(id, whom, by, place, when.day, when.span, people, at_most)

    async def taken(
        self, whom: str, asked: Asked, when: When, work: Callable[[Connection], Stored | Reason]
    ) -> Booking:
        """Does it in one transaction. Raises Refused, with what comes nearest, where others were first."""
        outcome = await self._database.brief(work)
        if isinstance(outcome, Stored):
            return self._ledger.booking(outcome)
        wish = _wish(asked.place, when.day, when.start, when.end, asked.people)
        raise Refused(await self._looking.refused(whom, asked.place, wish, when, outcome, asked.id))


def _wish(place: Place, day: date, start: time, end: time, people: int) -> Wish:
    return Wish(
        kind_of(place),
        (day,),
        start=start,
        end=end,
        location=place.location,
        zone=place.zone,
        place=place.id,
        people=people if place.kind == "room" else 1,
    )
