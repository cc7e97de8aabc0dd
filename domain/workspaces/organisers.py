"""In whose calendar the meeting of a booking is: the booking mailbox's, or that of who has it, by their own sign-in."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from domain.signing_in import NotSignedIn, SigningIn, Speaker
from domain.workspaces.model import Booking, Place
from graph.bookings import Busy, EventState, NewEvent
from graph.client import GraphClient
from graph.problems import Forbidden, NotFound
from store import own_calendars
from store.database import Database

# What somebody hears whose sign-in has ended: that, and of a meeting that they have to remove themselves.
ENDED, LEFT = "own-calendar-ended", "own-calendar-left"

log = logging.getLogger(__name__)


class OutOfReach(Exception):
    """It is in the calendar of somebody whose sign-in has ended, or does not let Koers there any more."""


class Calendar(Protocol):
    """A calendar with meetings of bookings: graph.bookings.GraphBookings."""

    async def create(self, booking: NewEvent) -> str:
        """Makes a meeting, once for its key; its id."""
        ...

    async def response(self, event: str) -> EventState | None:
        """A meeting as it is; None where it is not there any more."""
        ...

    async def change(self, event: str, start: datetime, end: datetime) -> None:
        """Gives it other hours. Raises NotFound."""
        ...

    async def cancel(self, event: str, words: str) -> None:
        """Calls it off."""
        ...


class BookingMailbox(Calendar, Protocol):
    """The calendar of the booking mailbox, which may ask when places are in use, too."""

    async def busy(self, addresses: Sequence[str], start: datetime, end: datetime) -> Mapping[str, tuple[Busy, ...]]:
        """What is in the calendars of these, by address in lower case."""
        ...


class Says(Protocol):
    """Tells people something they did not ask for: domain.telling."""

    async def tell(self, people: Iterable[str], words: str, key: str = "", **values: str | int) -> None:
        """Says the text `words`, once for `key`; a failure is only logged."""
        ...


def of_place(state: EventState, place: Place | None) -> EventState | None:
    """What counts of a meeting in somebody's own calendar: its hours, and what its place said. Whom else they invited
    is their business. None: the place is not invited to it any more.
    """
    said = state.answers.get(place.address) if place is not None else None
    return None if said is None or place is None else replace(state, answers={place.address: said})


class OwnCalendar:
    """The calendar of who has a booking, by their own sign-in. Every method raises OutOfReach where that has ended."""

    def __init__(self, reached: Callable[[], AbstractAsyncContextManager[Calendar]]) -> None:
        self._reached = reached

    async def create(self, booking: NewEvent) -> str:
        """Makes a meeting, once for its key; its id."""
        try:
            async with self._reached() as calendar:
                return await calendar.create(booking)
        except NotFound as nowhere:  # who has no mailbox in Exchange has no calendar
            raise OutOfReach from nowhere

    async def response(self, event: str) -> EventState | None:
        """A meeting as it is; None where it is not there any more."""
        async with self._reached() as calendar:
            return await calendar.response(event)

    async def change(self, event: str, start: datetime, end: datetime) -> None:
        """Gives it other hours. Raises NotFound."""
        async with self._reached() as calendar:
            await calendar.change(event, start, end)

    async def cancel(self, event: str, words: str) -> None:
        """Calls it off."""
        async with self._reached() as calendar:
            await calendar.cancel(event, words)


class Organisers:
    """Whose calendar it is. `says` is filled in before the start; without it nobody is told."""

    def __init__(
        self,
        database: Database,
        mailbox: BookingMailbox,
        signing_in: SigningIn,
        tenant: str,
        calendar: Callable[[GraphClient, str], Calendar],
    ) -> None:
        """`calendar`: that of a person, with a client that is bound to them."""
        self.mailbox = mailbox
        self.says: Says | None = None
        self._database = database
        self._signing_in = signing_in
        self._tenant = tenant
        self._calendar = calendar

    def of(self, person: str, account: str) -> Calendar:
        """The calendar in which a meeting is, by what is stored of it."""
        return OwnCalendar(lambda: self._reached(person, account)) if account else self.mailbox

    @asynccontextmanager
    async def _reached(self, person: str, account: str) -> AsyncGenerator[Calendar]:
        speaker = Speaker(person, account, self._tenant, "", "", "", "")
        try:
            async with self._signing_in.own(speaker) as client:
                yield self._calendar(client, person)
        except NotSignedIn as ended:
            raise OutOfReach from ended
        except Forbidden as refused:
            log.warning("somebody's own calendar is closed to Koers: %s", refused.for_log)
            raise OutOfReach from refused

    async def choice(self, person: str) -> bool | None:
        """Whether somebody wants the meetings of their bookings in their own calendar; None: nobody can choose that."""
        async with self._database.read() as session:
            if await own_calendars.find(session, person) is not None:
                return True
        return False if self._signing_in.offered else None

    async def choose(self, speaker: Speaker) -> None:
        """From now on they are. What is booked already stays where it is."""
        async with self._database.write() as session:
            await own_calendars.choose(session, speaker.person, speaker.account)

    async def leave(self, person: str) -> None:
        """From now on they are in that of the booking mailbox. What is in their own is followed there."""
        async with self._database.write() as session:
            await own_calendars.forget(session, [person])

    async def ended(self, person: str, account: str) -> None:
        """Koers cannot get there any more: new bookings are in the booking mailbox, and the person hears it once."""
        async with self._database.read() as session:
            choice = await own_calendars.find(session, person)
        if choice is None or choice.account != account:
            return
        if self.says is not None:
            await self.says.tell([person], ENDED, choice.chosen.isoformat())
        async with self._database.write() as session:
            await own_calendars.end(session, choice)

    async def left(self, booking: Booking, event: str) -> None:
        """The meeting of a booking is, or may be, in a calendar where only the person themselves can remove it now."""
        if self.says is not None:
            when = {"day": f"{booking.day:%d-%m-%Y}", "hour": f"{booking.start:%H:%M}"}
            await self.says.tell([booking.person], LEFT, event, place=booking.place.name, **when)
