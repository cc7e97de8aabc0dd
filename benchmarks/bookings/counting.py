"""Holds what there is after settling to what may never be: two in one place, or a booking on one side only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from commands.booking import Booking as Core
from domain.workspaces.availability import most_at_once
from domain.workspaces.clock import span_of_slots
from domain.workspaces.model import Place
from store.database import Database
from tenant.meetings import Event, read
from tenant.server import Tenant
from tests.databases import found


@dataclass(frozen=True)
class Wrong:
    """How many of each there are."""

    overlaps_here: int  # places with more at a moment than they take, by the bookings
    overlaps_there: int  # by the calendars of the places
    people_twice: int  # who have two desks at a moment
    only_here: int  # bookings without their meeting, or with another one than they say
    only_there: int  # meetings without their booking
    slots: int  # that are taken without a booking, or the other way about
    restless: int  # bookings that are on their way still

    @property
    def nothing(self) -> bool:
        """Whether it is as it should be."""
        return not any(count for _, count in self.told())

    def told(self) -> tuple[tuple[str, int], ...]:
        """What may never be, and how many there are of it."""
        return (
            ("two in one place, here", self.overlaps_here),
            ("two in one place, in Exchange", self.overlaps_there),
            ("two desks for one person", self.people_twice),
            ("bookings that are not in Exchange so", self.only_here),
            ("meetings that are no booking", self.only_there),
            ("slots and bookings that differ", self.slots),
            ("bookings that did not come to rest", self.restless),
        )


async def counted(database: Database, tenant: Tenant, core: Core) -> Wrong:
    """Counts it."""
    places = {place.id: place for place in await core.places.all()}
    columns = "id, person, kind, place, first_slot, end_slot, state"
    standing = found(database, f"select {columns} from bookings where holds")
    events = found(database, "select booking, id, role from booking_events")
    meetings = [*tenant.calendars.all(tenant.calendars.mailboxes.booking), *_own(tenant)]
    here, people = _spans(standing, 3), _spans([row for row in standing if row[2] in ("desk", "area")], 1)
    only_here, only_there = _sides(standing, events, meetings, places)
    return Wrong(
        overlaps_here=sum(most_at_once(spans) > places[place].seats for place, spans in here.items()),
        overlaps_there=sum(_too_many(tenant, place) for place in places.values() if place.address),
        people_twice=sum(most_at_once(spans) > 1 for spans in people.values()),
        only_here=only_here,
        only_there=only_there,
        slots=_slots(database, standing),
        restless=sum(row[6] != "confirmed" for row in standing) + sum(role != "standing" for _, _, role in events),
    )


def _own(tenant: Tenant) -> list[Event]:
    """The meetings of bookings that people organise themselves: another program gives a meeting no key."""
    theirs = "mailbox = organizer and mailbox != ? and key is not null and deleted = 0"
    rows = tenant.calendars.state.rows(
        f"select * from calendar_events where {theirs}", tenant.calendars.mailboxes.booking
    )
    return [read(row) for row in rows]


def _spans(rows: Iterable[Any], by: int) -> dict[str, list[tuple[int, int]]]:
    spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in rows:
        spans[row[by]].append((row[4], row[5]))
    return spans


def _too_many(tenant: Tenant, place: Place) -> bool:
    taken = [event for event in tenant.calendars.all(place.address) if event.own or event.response == "accepted"]
    spans = [(event.draft.start, event.draft.end) for event in taken if event.draft.show_as != "free"]
    moments = {moment: number for number, moment in enumerate(sorted({each for span in spans for each in span}))}
    return most_at_once((moments[start], moments[end]) for start, end in spans) > place.seats


def _sides(standing: list[Any], events: list[Any], meetings: list[Event], places: dict[str, Place]) -> tuple[int, int]:
    key_of = {booking: key for booking, key, role in events if role == "standing"}
    there = {meeting.key or meeting.id: meeting for meeting in meetings if not meeting.cancelled}
    only_here = 0
    for id, _person, _kind, place, first, end, _state in standing:
        meeting = there.pop(key_of.get(id, ""), None)
        if meeting is None or not _the_same(meeting, places[place], first, end):
            only_here += 1
    return only_here, len(there)


def _the_same(meeting: Event, place: Place, first: int, end: int) -> bool:
    span = span_of_slots(first, end)
    hours = tuple(f"{each:%Y-%m-%dT%H:%M:%S}" for each in (span.start, span.end))
    invited = meeting.attendee(place.address)
    accepted = invited is not None and invited.response == "accepted"
    return accepted and (meeting.draft.start, meeting.draft.end) == hours


def _slots(database: Database, standing: list[Any]) -> int:
    wanted, desks = Counter[tuple[str, str, int]](), Counter[tuple[str, str, int]]()
    for id, person, kind, place, first, end, _state in standing:
        for slot in range(first, end):
            wanted[id, place, slot] += 1
            desks[id, person, slot] += kind in ("desk", "area")
    there = Counter((booking, place, slot) for booking, place, slot in
                    found(database, "select booking, place, slot from place_slots"))  # fmt: skip
    own = Counter((booking, person, slot) for booking, person, slot in
                  found(database, "select booking, person, slot from person_slots"))  # fmt: skip
    differ = (wanted - there) + (there - wanted) + (+desks - own) + (own - desks)
    return sum(differ.values())
