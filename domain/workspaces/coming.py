"""A team day as it is now: who was asked, and who comes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from domain.workspaces.clock import hours_of, span_of_slots
from domain.workspaces.model import STANDING, Booking
from store import team_days
from store.team_days import Answer, StoredDay, StoredMember


@dataclass(frozen=True)
class Member:
    """Somebody who was asked. `booking`: the place that is kept for him or that he took."""

    person: str
    answer: Answer
    booking: Booking | None = None
    conversation: str = ""
    message: str = ""


@dataclass(frozen=True)
class TeamDay:
    """A team day as it is now."""

    id: str
    organiser: str
    location: str
    day: date
    start: time
    end: time
    until: datetime
    state: team_days.State
    members: tuple[Member, ...]
    conversation: str = ""
    message: str = ""

    def of(self, *answers: Answer) -> tuple[Member, ...]:
        """Those who gave one of these answers."""
        return tuple(member for member in self.members if member.answer in answers)

    def member(self, person: str) -> Member | None:
        """One of them."""
        return next((member for member in self.members if member.person == person), None)


def as_it_is(day: StoredDay, members: Iterable[StoredMember], held: Mapping[str, Booking], zone: ZoneInfo) -> TeamDay:
    """What is stored of one, with the bookings that keep the places. Who gave the place up later does not come."""
    span = span_of_slots(day.first_slot, day.end_slot)
    _, start, end = hours_of(span, zone)
    seen = tuple(_member(each, held.get(each.hold)) for each in members)
    return TeamDay(
        day.id,
        day.organiser,
        day.location,
        day.day,
        start,
        end,
        day.until,
        day.state,
        seen,
        day.conversation,
        day.message,
    )


def _member(member: StoredMember, held: Booking | None) -> Member:
    answer = member.answer
    if answer == "comes" and (held is None or held.state not in STANDING):
        answer = "not"
    return Member(member.person, answer, held, member.conversation, member.message)
