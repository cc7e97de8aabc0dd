"""What a booking goes through, each step as one transaction: its slots, its state and what is promised of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import cast
from uuid import NAMESPACE_URL, uuid4, uuid5
from zoneinfo import ZoneInfo

from domain.workspaces import taking
from domain.workspaces.clock import hours_of, span_of_slots
from domain.workspaces.model import (
    STANDING,
    Booking,
    DayOfUse,
    Happened,
    Offer,
    Place,
    PlaceKind,
    Reason,
    Span,
    State,
    slot_of,
)
from domain.workspaces.places import Places
from domain.workspaces.promises import promise, promise_news
from domain.workspaces.taking import DESKS
from store import booking_events as events
from store import bookings, own_calendars
from store.booking_events import Event
from store.booking_slots import alone, without
from store.bookings import Stored
from store.database import Connection, now

ROOMS: tuple[PlaceKind, ...] = ("room", "booth")
CALLED_OFF: tuple[State, ...] = ("cancelling", "released", "declined", "failed")


@dataclass(frozen=True)
class Asked:
    """A place for a person, in slots of one day. `at_most`: how many bookings like it the person may have."""

    id: str
    person: str
    by: str
    place: Place
    day: date
    span: Span
    people: int
    at_most: int


class _Nobody:
    """Nothing hangs on a booking."""

    def booked(self, connection: Connection, booking: Booking) -> None:
        """It stands."""

    def freed(self, connection: Connection, booking: Booking, span: Span) -> None:
        """Its place is free."""


@dataclass
class Ledger:
    """The steps. Each is a function of a connection, in a transaction of whoever calls; what is set after the start is
    `day_of_use`.
    """

    organisation: str
    zone: ZoneInfo
    places: Places
    day_of_use: DayOfUse = field(default_factory=_Nobody)
    clock: Callable[[], datetime] = now

    def booking(self, stored: Stored) -> Booking:
        """A booking as the rest of the product knows it."""
        place = self._place(stored.place, stored.kind)
        span = span_of_slots(stored.first_slot, stored.end_slot)
        day, start, end = hours_of(span, self.zone)
        return Booking(
            id=stored.id,
            person=stored.person,
            by=stored.booker,
            place=place,
            day=day,
            start=start,
            end=end,
            span=span,
            people=stored.people,
            state=cast(State, stored.state),
            version=stored.version,
            created=stored.created,
            wanted=self._wanted(stored),
            why=stored.why,
        )

    def _wanted(self, stored: Stored) -> Offer | None:
        if stored.wants is None:
            return None
        place, slots = stored.wants
        span = span_of_slots(slots.start, slots.stop)
        day, start, end = hours_of(span, self.zone)
        return Offer(self._place(place, stored.wanted_kind or "room"), day, start, end, span)

    def _place(self, id: str, kind: str) -> Place:
        return self.places.known.get(id) or Place(id, "", cast(PlaceKind, kind), "")

    def reserve(self, connection: Connection, asked: Asked, state: State = "reserved") -> Stored | Reason:
        """Takes the slots and stores the booking; or why that cannot be. The same id again is what there is already."""
        alone(connection)
        there = bookings.look(connection, asked.id)
        if there is not None:
            return there
        place, slots = asked.place, range(asked.span.first, asked.span.after)
        refused = taking.take(connection, asked.id, asked.person, place, slots)
        if refused is not None:
            return refused
        kinds = DESKS if place.kind in DESKS else ROOMS
        if bookings.open_of(connection, asked.person, kinds, slot_of(self.clock()), STANDING) >= asked.at_most:
            taking.give(connection, asked.id, asked.person, place, slots)
            return "too-many-open"
        settled = state == "reserved" and not place.address
        values = {"id": asked.id, "organisation": self.organisation, "person": asked.person, "booker": asked.by}
        values |= {"kind": place.kind, "place": place.id, "day": asked.day}
        values |= {"first_slot": slots.start, "end_slot": slots.stop, "people": asked.people}
        bookings.add(connection, values | {"state": "confirmed" if settled else state})
        found = self._there(connection, asked.id)
        if state == "reserved":
            self._promised(connection, found)
        return found

    def take_up(self, connection: Connection, stored: Stored) -> Stored:
        """What was held for somebody becomes theirs."""
        settled = not self._place(stored.place, stored.kind).address
        found = bookings.become(connection, stored, state="confirmed" if settled else "reserved")
        self._promised(connection, found)
        return found

    def take_up_as(self, connection: Connection, stored: Stored, person: str, at_most: int) -> Stored | Reason:
        """What was held for nobody in particular becomes this person's; or why that cannot be, and it is held on."""
        alone(connection)
        if bookings.open_of(connection, person, DESKS, slot_of(now()), STANDING) >= at_most:
            return "too-many-open"
        if not taking.hand_over(connection, stored, person):
            return "own-overlap"
        return self.take_up(connection, bookings.become(connection, stored, person=person, booker=person))

    def _promised(self, connection: Connection, stored: Stored) -> None:
        if stored.state == "reserved":
            self._invite(connection, stored, "standing", stored.place, range(stored.first_slot, stored.end_slot))
            promise(connection, stored)
        self.day_of_use.booked(connection, self.booking(stored))

    def _invite(self, connection: Connection, stored: Stored, role: str, place: str, slots: range) -> None:
        id = str(uuid5(NAMESPACE_URL, f"{stored.id}:{stored.version}:{role}"))
        account = own_calendars.account_of(connection, stored.person)
        events.add(connection, Event(id, stored.id, role, place, slots.start, slots.stop, False, False, "", account))

    def invite_again(self, connection: Connection, event: Event) -> None:
        """The place declined though nobody has it any more: this event goes, and another one asks anew."""
        if events.put_if(connection, event, role="gone"):
            fresh = replace(event, id=str(uuid4()), asked=False, accepted=False, event="")
            events.add(connection, fresh)

    def ask_change(self, connection: Connection, stored: Stored, asked: Asked) -> Stored | Reason:
        """Takes the new slots beside the old ones, and asks Exchange; or why that cannot be. What is so stays so."""
        if stored.state in STANDING and self._is_for(stored) == (asked.place.id, asked.span):
            return self._for_people(connection, stored, asked.people)
        if stored.state == "changing":
            return "changing"
        if stored.state not in ("reserved", "confirmed"):
            return "over"
        place, slots = asked.place, range(asked.span.first, asked.span.after)
        refused = taking.take(connection, stored.id, stored.person, place, slots)
        if refused is not None:
            return refused
        wanted = {"place": place.id, "kind": place.kind, "day": asked.day, "people": asked.people}
        wanted |= {"first": slots.start, "end": slots.stop}
        named = {f"wanted_{name}": value for name, value in wanted.items()}
        found = bookings.become(connection, stored, state="changing", **named)
        if not place.address:
            return self.accepted(connection, found)
        if place.id != stored.place:
            self._invite(connection, found, "wanted", place.id, slots)
        promise(connection, found)
        return found

    def _is_for(self, stored: Stored) -> tuple[str, Span]:
        """The place and the span that a booking asks for, or else has."""
        place, slots = stored.wants or (stored.place, range(stored.first_slot, stored.end_slot))
        return place, span_of_slots(slots.start, slots.stop)

    def _for_people(self, connection: Connection, stored: Stored, people: int) -> Stored:
        """For so many people, at the same place and hours: nothing of that is in Exchange."""
        changing = stored.wants is not None
        if people == (stored.wanted_people if changing else stored.people):
            return stored
        return bookings.become(connection, stored, **{"wanted_people" if changing else "people": people})

    def accepted(self, connection: Connection, stored: Stored) -> Stored:
        """Its place has said yes: it is confirmed, or moved to where it was asked for."""
        if stored.state == "reserved":
            return bookings.become(connection, stored, state="confirmed", news="confirmed")
        if stored.state != "changing" or stored.wants is None:
            return stored
        before = self.booking(stored)
        place, slots = stored.wants
        old = range(stored.first_slot, stored.end_slot)
        taking.keep(connection, stored, place, slots, stored.place, old)
        moves = place != stored.place
        for event in events.of_booking(connection, stored.id) if moves else ():
            events.put(connection, event.id, role="standing" if event.role == "wanted" else "gone")
        fresh = {"place": place, "kind": stored.wanted_kind, "day": stored.wanted_day}
        fresh |= {"first_slot": slots.start, "end_slot": slots.stop, "people": stored.wanted_people}
        found = bookings.become(
            connection, stored, state="confirmed", news="changed", **fresh, **bookings.wants_nothing()
        )
        if moves and events.of_booking(connection, stored.id):
            promise(connection, found)
        for left in [old] if moves else without(old, slots):
            if left:
                self.day_of_use.freed(connection, before, span_of_slots(left.start, left.stop))
        self.day_of_use.booked(connection, self.booking(found))
        return found

    def declined(self, connection: Connection, stored: Stored, why: str = "declined") -> Stored:
        """Its place has said no: it is over, or stays as it was before the change."""
        if stored.state == "changing" and stored.wants is not None:
            return self._stays(connection, stored, *stored.wants, refused=why != "failed")
        if stored.state not in ("reserved", "confirmed"):
            return stored
        taking.let_go(connection, stored)
        events.all_gone(connection, stored.id)
        state, news = ("failed", "failed") if why == "failed" else ("declined", "declined")
        found = bookings.become(connection, stored, state=state, news=news, why=why, holds=False)
        promise_news(connection, found)
        promise(connection, found)
        ended = self.booking(found)
        self.day_of_use.freed(connection, ended, ended.span)
        return found

    def _stays(self, connection: Connection, stored: Stored, place: str, slots: range, *, refused: bool) -> Stored:
        """The change cannot be: what stood before it stands still. `refused`: by the place, which others have then."""
        old = range(stored.first_slot, stored.end_slot)
        taking.keep(connection, stored, stored.place, old, place, slots)
        stands = not self._place(stored.place, stored.kind).address
        for event in events.of_booking(connection, stored.id):
            if event.role == "wanted":
                events.put(connection, event.id, role="gone")
            elif event.role == "standing":
                same = (event.first_slot, event.end_slot) == (old.start, old.stop)
                stands = stands or (event.accepted and same)
        state = "confirmed" if stands else "reserved"
        found = bookings.become(connection, stored, state=state, news="not-changed", **bookings.wants_nothing())
        promise_news(connection, found, (place, slots))
        promise(connection, found)
        if not refused:
            self._free_wanted(connection, stored, found)
        return found

    def _free_wanted(self, connection: Connection, stored: Stored, found: Stored) -> None:
        """What was asked for beside what stood is free for others, now that it has become as it is `found`."""
        wanted, old = self._wanted(stored), range(stored.first_slot, stored.end_slot)
        if wanted is None:
            return
        let_go = replace(self.booking(found), place=wanted.place)
        slots = range(wanted.span.first, wanted.span.after)
        for left in without(slots, old) if wanted.place.id == stored.place else [slots]:
            if left:
                self.day_of_use.freed(connection, let_go, span_of_slots(left.start, left.stop))

    def call_off(
        self, connection: Connection, stored: Stored, *, why: str, news: Happened | None, state: State = "cancelling"
    ) -> Stored:
        """Ends a booking that stands. The person is free at once; the place is when Exchange has heard it."""
        if stored.state not in (*STANDING, "offered"):
            return stored
        taking.free_person(connection, stored)
        for event in events.of_booking(connection, stored.id):
            if event.asked:
                events.put(connection, event.id, role="gone")
            else:
                events.remove(connection, event.id)
        found = bookings.become(connection, stored, state=state, why=why, news=news or "")
        promise_news(connection, found)
        if events.of_booking(connection, stored.id) or news:
            promise(connection, found)
        return self.finish(connection, found)

    def finish(self, connection: Connection, stored: Stored) -> Stored:
        """Where nothing of a booking that ended is in Exchange any more, its place is free."""
        if stored.state not in CALLED_OFF or not stored.holds or events.of_booking(connection, stored.id):
            return stored
        before = self.booking(stored)
        taking.let_go(connection, stored)
        state = "cancelled" if stored.state == "cancelling" else stored.state
        found = bookings.become(connection, stored, state=state, holds=False, **bookings.wants_nothing())
        self.day_of_use.freed(connection, self.booking(found), before.span)
        self._free_wanted(connection, stored, found)
        return found

    def let_go(self, connection: Connection, stored: Stored) -> None:
        """What is held for somebody is free again."""
        taking.let_go(connection, stored)
        bookings.become(connection, stored, state="cancelled", holds=False, why="not-taken")

    def vanished(self, connection: Connection, stored: Stored, event: Event) -> Stored:
        """Exchange does not have this event any more, and Koers did not remove it: somebody called it off there."""
        events.remove(connection, event.id)
        if event.role == "wanted" and stored.state == "changing" and stored.wants is not None:
            return self._stays(connection, stored, *stored.wants, refused=False)
        if event.role in ("gone", "left") or stored.state not in STANDING:
            return self.finish(connection, stored)
        return self.call_off(connection, stored, why="elsewhere", news="cancelled-elsewhere")

    def moved_elsewhere(self, connection: Connection, stored: Stored, event: Event, span: Span) -> Stored:
        """Somebody gave the event other hours in Outlook: the booking follows where it can, and else it is put back."""
        slots, old = range(span.first, span.after), range(stored.first_slot, stored.end_slot)
        events.put(connection, event.id, first_slot=slots.start, end_slot=slots.stop, accepted=False)
        day, _, _ = hours_of(span, self.zone)
        place = self._place(stored.place, stored.kind)
        follows = stored.state in ("reserved", "confirmed") and day >= self.clock().astimezone(self.zone).date()
        if not follows or taking.take(connection, stored.id, stored.person, place, slots) is not None:
            found = bookings.become(connection, stored, news="not-changed")
            promise_news(connection, found)
        else:
            taking.keep(connection, stored, stored.place, slots, stored.place, old)
            hours = {"day": day, "first_slot": slots.start, "end_slot": slots.stop}
            found = bookings.become(connection, stored, state="reserved", news="changed", **hours)
            for left in without(old, slots):
                if left:
                    free = span_of_slots(left.start, left.stop)
                    self.day_of_use.freed(connection, self.booking(stored), free)
            self.day_of_use.booked(connection, self.booking(found))
        promise(connection, found)
        return found

    def there(self, connection: Connection, id: str) -> Stored | None:
        """A booking, to be changed in this transaction."""
        alone(connection)
        return bookings.look(connection, id, locked=True)

    def _there(self, connection: Connection, id: str) -> Stored:
        found = bookings.look(connection, id)
        if found is None:
            raise LookupError("a booking that was just stored is not there")
        return found
