"""Booking: what is free, taking it, changing it and calling it off. Slots decide here at once; Exchange confirms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from uuid import NAMESPACE_URL, uuid4, uuid5

from domain.organisation import Organisation
from domain.workspaces.asking import Asking
from domain.workspaces.clock import hours_of
from domain.workspaces.ledger import Ledger
from domain.workspaces.looking import Looking, Once, kind_of
from domain.workspaces.model import (
    STANDING,
    Availability,
    Booking,
    DayOfUse,
    Did,
    Others,
    Outcome,
    Permits,
    Reason,
    Refusal,
    Refused,
    Span,
    Wish,
)
from domain.workspaces.places import Places
from domain.workspaces.rules import When
from domain.workspaces.telling import Faces, Telling
from errors import WordedError
from store import booking_cards, bookings
from store.bookings import Stored
from store.database import Connection, Database
from store.work import Kind

MOST_DAYS = 60  # that are booked at once
TRIES = 5  # places of a day that are tried one after another where others take them at the same moment


class Workspaces:
    """The use cases. Who asks is an Entra object id; `key` is the activity that books: the same again is once.

    Each raises WordedError("workspaces-off") where the municipality has not put booking on, and Unavailable where the
    store cannot be reached.
    """

    def __init__(
        self,
        database: Database,
        organisation: Organisation,
        places: Places,
        looking: Looking,
        ledger: Ledger,
        telling: Telling,
    ) -> None:
        self.places = places
        self._database = database
        self._organisation = organisation
        self._looking = looking
        self._ledger = ledger
        self._telling = telling
        self._asking = Asking(database, places, looking, ledger)
        # What people allowed each other, and how they hear what was done for them; filled in before the start.
        self.permits: Permits | None = None
        self.others: Others | None = None
        self.work: Mapping[str, Kind] = {}  # who does what is promised, by its name; filled in before the start

    @property
    def on(self) -> bool:
        """Whether the municipality has put booking on, today."""
        return self._organisation.workspaces.on(self._looking.rules.today(self._looking.clock()))

    @property
    def faces(self) -> Faces | None:
        """What people see of a booking; bot/ fills it in before it starts."""
        return self._telling.faces

    @faces.setter
    def faces(self, faces: Faces) -> None:
        self._telling.faces = faces

    @property
    def day_of_use(self) -> DayOfUse:
        """What hangs on a booking; filled in before the start."""
        return self._ledger.day_of_use

    @day_of_use.setter
    def day_of_use(self, day_of_use: DayOfUse) -> None:
        self._ledger.day_of_use = day_of_use

    async def free(self, person: str, wish: Wish, *, but: str = "") -> Availability:
        """What is free of a wish on the first of its days, or why nothing is; `but`: the booking to be changed."""
        self._must_be_on()
        if not await self._may(person, wish.person or person):
            return Availability(wish, (), Refusal("not-for-other"))
        return await self._looking.free(wish.person or person, wish, but=but)

    def once(self) -> Once:
        """Looks for many people at what is free, as it is at this moment."""
        self._must_be_on()
        return Once(self._looking)

    async def book(
        self,
        person: str,
        place: str,
        day: date,
        start: time,
        end: time,
        *,
        people: int = 1,
        person_for: str = "",
        key: str = "",
    ) -> Booking:
        """Books a place, for oneself or for who allowed it. Raises Refused."""
        self._must_be_on()
        whom, id = person_for or person, _id(person_for or person, key)
        if not await self._may(person, whom):
            raise Refused(Refusal("not-for-other"))
        try:
            found, when = await self._asking.allowed(whom, place, day, start, end, people)
        except Refused:
            there = await self._stored(id) if key else None  # it was booked before, when it could be
            if there is None:
                raise
            return self._ledger.booking(there)
        asked = self._asking.asked(id, whom, person, found, when, people)

        def work(connection: Connection) -> Stored | Reason:
            made = self._ledger.reserve(connection, asked)
            if isinstance(made, Stored) and made.version > 1:
                return made  # it was booked, and told, before: something happened to it since
            return self._heard(connection, made, "booked", person)

        return await self._asking.taken(whom, asked, when, work)

    async def book_days(self, person: str, wish: Wish, *, key: str = "") -> tuple[Outcome, ...]:
        """Books the best that is free on each of the days; what became of each."""
        self._must_be_on()
        return tuple([await self._book_day(person, wish, day, key) for day in wish.days[:MOST_DAYS]])

    async def _book_day(self, person: str, wish: Wish, day: date, key: str) -> Outcome:
        own = f"{key}:{day}" if key else ""
        there = await self._stored(_id(wish.person or person, own)) if own else None
        if there is not None:
            return Outcome(day, self._ledger.booking(there))
        refusal = None
        found = await self.free(person, replace(wish, days=(day,)))
        for offer in found.offers[:TRIES]:
            try:
                booked = await self.book(
                    person,
                    offer.place.id,
                    day,
                    offer.start,
                    offer.end,
                    people=wish.people,
                    person_for=wish.person,
                    key=own,
                )
            except Refused as refused:
                refusal = refused.refusal
                if refusal.reason != "taken":
                    break
            else:
                return Outcome(day, booked)
        return Outcome(day, refusal=found.refusal or refusal or Refusal("taken"))

    async def my_bookings(self, person: str) -> tuple[Booking, ...]:
        """What somebody has, and has booked for others, that is not over, by its start."""
        self._must_be_on()
        await self.places.all()
        now = self._looking.clock()
        async with self._database.read() as session:
            found = await bookings.of_person(session, person, self._looking.rules.today(now), STANDING)
        mine = [self._ledger.booking(each) for each in found]
        for_others = dict.fromkeys(booking.person for booking in mine if booking.person != person)
        of = {person, *[whom for whom in for_others if await self._may(person, whom)]}
        return tuple(booking for booking in mine if booking.span.end > now and booking.person in of)

    async def find(self, person: str, id: str) -> Booking | None:
        """A booking that is this person's, or was made by him for who still allows that, however it stands."""
        found = await self.one(id)
        if found is None or person not in (found.person, found.by):
            return None
        return found if await self._may(person, found.person) else None

    async def one(self, id: str) -> Booking | None:
        """A booking, whosever it is."""
        await self.places.all()
        found = await self._stored(id)
        return None if found is None else self._ledger.booking(found)

    async def change(
        self,
        person: str,
        id: str,
        place: str,
        day: date,
        start: time,
        end: time,
        *,
        people: int | None = None,
    ) -> Booking:
        """Asks for another place or other hours; what stood stands until Exchange has said yes. Raises Refused.

        What is so already, or is being asked for, is not asked again; for how many people it is, is noted at once.
        """
        self._must_be_on()
        booking = await self._mine(person, id)
        if booking.span.end <= self._looking.clock():
            raise Refused(Refusal("over"))
        people = booking.people if people is None else people
        found, when = await self._asking.allowed(booking.person, place, day, start, end, people, but=id)
        if kind_of(found) != kind_of(booking.place):
            raise Refused(Refusal("unknown-place"))
        asked = self._asking.asked(id, booking.person, booking.by, found, when, people)

        def work(connection: Connection) -> Stored | Reason:
            there = self._ledger.there(connection, id)
            if there is None:
                return "gone"
            changed = self._ledger.ask_change(connection, there, asked)
            return changed if changed == there else self._heard(connection, changed, "changed", person)

        return await self._asking.taken(booking.person, asked, when, work)

    async def cancel(self, person: str, id: str) -> Booking:
        """Calls a booking off; one that is over already stays as it is. Raises Refused where there is none."""
        self._must_be_on()
        booking = await self._mine(person, id)
        if booking.span.end > self._looking.clock():
            await self._call_off(booking.id, "by-person", person)
        return await self.one(id) or booking

    async def release(self, id: str) -> Booking | None:
        """Gives a place that is not used to others. None: the booking is over already."""

        def work(connection: Connection) -> bool:
            there = self._ledger.there(connection, id)
            if there is None or there.state not in STANDING:
                return False
            self._ledger.call_off(connection, there, why="not-used", news=None, state="released")
            return True

        await self.places.all()
        return await self.one(id) if await self._database.brief(work) else None

    async def hold(self, person: str, place: str, span: Span, *, people: int = 1, key: str = "") -> Booking | None:
        """Keeps a place for somebody, in state "offered". None: it is not free, or the person has another desk then."""
        found = await self.places.find(place)
        if found is None:
            return None
        day, start, end = hours_of(span, self._organisation.time_zone)
        asked = self._asking.asked(_id(person, key), person, person, found, When(day, start, end, span), people)
        outcome = await self._database.brief(lambda connection: self._ledger.reserve(connection, asked, "offered"))
        return self._ledger.booking(outcome) if isinstance(outcome, Stored) else None

    async def kept(self, person: str, key: str) -> Booking | None:
        """What was kept for somebody under this key, whatever became of it."""
        return await self.one(_id(person, key))

    async def take_up(self, id: str) -> Booking:
        """What was kept for somebody becomes their booking. Raises Refused where it is kept no longer."""

        def work(connection: Connection) -> Stored | None:
            there = self._ledger.there(connection, id)
            held = there is not None and there.state == "offered"
            return self._ledger.take_up(connection, there) if there is not None and held else there

        await self.places.all()
        found = await self._database.brief(work)
        if found is None or found.state not in STANDING:
            raise Refused(Refusal("gone"))
        return self._ledger.booking(found)

    async def let_go(self, id: str) -> None:
        """Keeps a place for somebody no longer."""

        def work(connection: Connection) -> None:
            there = self._ledger.there(connection, id)
            if there is not None and there.state == "offered":
                self._ledger.let_go(connection, there)

        await self.places.all()
        await self._database.brief(work)

    async def keep_card(self, id: str, conversation: str, message: str, *, person: str = "") -> None:
        """The card of a booking is here from now on. `person`: whose card, where somebody else booked it for him."""
        await self._database.brief(lambda connection: booking_cards.keep(connection, id, conversation, message, person))

    async def cards_of(self, id: str) -> tuple[tuple[str, str, str], ...]:
        """The cards of a booking: for whom, and the conversation and the message; of who booked it first."""
        async with self._database.read() as session:
            return await booking_cards.of(session, id)

    def _must_be_on(self) -> None:
        if not self.on:
            raise WordedError("workspaces-off")

    async def _may(self, person: str, whom: str) -> bool:
        if person == whom:
            return True
        return self.permits is not None and await self.permits.may(person, whom)

    def _heard(self, connection: Connection, outcome: Stored | Reason, did: Did, who: str) -> Stored | Reason:
        """Who shares a booking and did not do this himself hears of it; in the transaction in which it is done."""
        if isinstance(outcome, Stored) and outcome.person != outcome.booker and self.others is not None:
            self.others.booking(connection, did, self._ledger.booking(outcome), by=who)
        return outcome

    async def _mine(self, person: str, id: str) -> Booking:
        found = await self.find(person, id)
        if found is None:
            raise Refused(Refusal("gone"))
        return found

    async def _call_off(self, id: str, why: str, who: str) -> None:
        def work(connection: Connection) -> None:
            there = self._ledger.there(connection, id)
            if there is not None and there.state in STANDING:
                called_off = self._ledger.call_off(connection, there, why=why, news="cancelled")
                self._heard(connection, called_off, "cancelled", who)

        await self._database.brief(work)

    async def _stored(self, id: str) -> Stored | None:
        async with self._database.read() as session:
            return await bookings.find(session, id)


def _id(person: str, key: str) -> str:
    """The same for the same activity; a fresh one where there is none."""
    return uuid5(NAMESPACE_URL, f"booking:{person}:{key}").hex if key else uuid4().hex
