"""Follows the meetings in people's own calendars without a right to look there: the places show what becomes."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from zlib import crc32

from domain.leading import Leads, alone, following
from domain.workspaces.clock import span_of_slots
from domain.workspaces.ledger import Ledger
from domain.workspaces.model import slot_of
from domain.workspaces.organisers import Organisers, OutOfReach, of_place
from domain.workspaces.out_of_reach import with_hours
from domain.workspaces.outlook import Outlook
from domain.workspaces.promises import promise
from errors import Unavailable
from graph.bookings import Busy
from graph.problems import GraphProblem
from store import booking_events as events
from store import bookings
from store.booking_events import Event, Hours
from store.database import Connection, Database, now

EVERY = 30.0  # seconds between two looks at the places
ASKED = 120  # looks in which each meeting is asked for once, whatever its place shows: once an hour
AT_ONCE = 500  # places in one question to the database
TRIED = 10  # looks in which it is tried once to call off what was left: somebody may have signed in again

log = logging.getLogger(__name__)


class OwnCalendars:
    """Of several processes one looks. A place that does not have a meeting any more, or has another one beside it, is
    reason to ask for it by the sign-in of whose it is; where that has ended, what the place shows twice counts.
    """

    def __init__(
        self,
        database: Database,
        ledger: Ledger,
        organisers: Organisers,
        outlook: Outlook,
        leads: Leads = alone,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self._database = database
        self._ledger = ledger
        self._organisers = organisers
        self._outlook = outlook
        self._leads = leads
        self._clock = clock
        self._looks = 0
        self._missed: frozenset[Event] = frozenset()  # that their place did not have at the last look
        self._beside: set[Hours] = set()  # when others had something with the same hours there, at the last look

    async def run(self, stop: asyncio.Event) -> None:
        """Looks every half minute until `stop`. What fails is logged and tried again."""
        await following(stop, self.look, "people's own calendars", self._leads, every=EVERY, again=EVERY)

    async def look(self) -> None:
        """Looks whether the places still have them."""
        await self._ledger.places.all()
        self._looks += 1
        async with self._database.read() as session:
            own = await events.in_own_calendars(session, slot_of(self._clock()))
        missed: set[Event] = set()
        if own:
            accepted, busy = await self._accepted(own), await self._busy(own)
            for hours, ones in _by_hours(own).items():
                missed |= await self._compare(hours, ones, accepted.get(hours, 0), busy)
        self._missed = frozenset(missed)

    async def _accepted(self, own: Sequence[Event]) -> dict[Hours, int]:
        """How many meetings of bookings these places have, of the booking mailbox too."""
        places, found = sorted({each.place for each in own}), dict[Hours, int]()
        async with self._database.read() as session:
            for start in range(0, len(places), AT_ONCE):
                found |= await events.accepted_at(session, places[start : start + AT_ONCE])
        return found

    async def _busy(self, own: Sequence[Event]) -> Mapping[str, Sequence[Busy]]:
        """What is in the calendars of these places, by address."""
        known = self._ledger.places.known
        to_come = [each for each in own if each.end_slot > slot_of(self._clock()) and each.place in known]
        if not to_come:
            return {}
        first, end = min(each.first_slot for each in to_come), max(each.end_slot for each in to_come)
        span = span_of_slots(first, end)
        addresses = sorted({known[each.place].address for each in to_come})
        return await self._organisers.mailbox.busy(addresses, span.start, span.end)

    async def _compare(
        self, hours: Hours, own: Sequence[Event], expected: int, busy: Mapping[str, Sequence[Busy]]
    ) -> set[Event]:
        """Compares what has the same hours in the same place with how many of them Koers expects there; gives those
        that it has not, and that nobody can ask for.
        """
        one = own[0]
        if one.end_slot <= slot_of(self._clock()):
            for each in own:
                await self._gone(each)
            return set()
        place = self._ledger.places.known.get(one.place)
        shown = busy.get(place.address.lower()) if place is not None else None
        if shown is None:
            return set()
        found = with_hours(shown, one)
        unlike = found != expected or hours in self._beside
        silent: set[Event] = set()
        for each in own:
            if each.role == "standing" and (unlike or self._turn(each, ASKED)):
                reached, there = await self._ask(each)
                expected -= reached and not there
                if not reached:
                    silent.add(each)
        if found > expected:
            self._beside.add(hours)
        else:
            self._beside.discard(hours)
        left = {each for each in own if each.role == "left"}
        missing: set[Event] = set(silent) if found <= expected - len(silent) else set()
        missing |= left if found <= expected else frozenset()
        for each in missing & self._missed:
            await self._gone(each)
        for each in left - missing:
            await self._call_off(each)
        return missing - self._missed

    def _turn(self, event: Event, looks: int) -> bool:
        """Whether it is the turn of this one, which comes once in so many looks."""
        return crc32(event.id.encode()) % looks == self._looks % looks

    async def _ask(self, event: Event) -> tuple[bool, bool]:
        """Asks for it by the sign-in of whose it is; whether that could be, and whether it is there still so."""
        person = await self._person(event)
        try:
            state = await self._organisers.of(person, event.account).response(event.event)
        except OutOfReach:
            await self._organisers.ended(person, event.account)
            return False, False
        except (Unavailable, GraphProblem) as problem:
            log.info("a meeting in somebody's own calendar cannot be read now: %s", problem)
            return True, True
        place = self._ledger.places.known.get(event.place)
        counts = None if state is None else of_place(state, place)
        await self._outlook.hear(event, counts)
        if counts is None or counts.cancelled or place is None:
            return True, False
        span = span_of_slots(event.first_slot, event.end_slot)
        same = (counts.start, counts.end) == (span.start, span.end)
        return True, same and counts.response_of(place.address) != "declined"

    async def _call_off(self, event: Event) -> None:
        """What was left is called off after all, where the person has signed in again."""
        if not event.event or not self._turn(event, TRIED):
            return
        try:
            await self._organisers.of(await self._person(event), event.account).response(event.event)
        except OutOfReach:
            return
        except (Unavailable, GraphProblem) as problem:
            log.info("a meeting that was left cannot be read now: %s", problem)
            return

        def work(connection: Connection) -> None:
            there = self._ledger.there(connection, event.booking)
            if there is not None and events.put_if(connection, event, role="gone"):
                promise(connection, bookings.become(connection, there))

        await self._database.brief(work)

    async def _gone(self, event: Event) -> None:
        """Exchange does not have it any more. What became another one here meanwhile is left to whoever changed it."""

        def work(connection: Connection) -> None:
            there = self._ledger.there(connection, event.booking)
            if there is not None and event in events.of_booking(connection, event.booking):
                self._ledger.vanished(connection, there, event)

        await self._database.brief(work)

    async def _person(self, event: Event) -> str:
        async with self._database.read() as session:
            stored = await bookings.find(session, event.booking)
        return "" if stored is None else stored.person


def _by_hours(own: Sequence[Event]) -> Mapping[Hours, Sequence[Event]]:
    groups: defaultdict[Hours, list[Event]] = defaultdict(list)
    for each in own:
        groups[each.place, each.first_slot, each.end_slot].append(each)
    return groups
