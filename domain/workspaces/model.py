"""What somebody wants, what is free, what is booked and why something is not possible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, Protocol

from errors import WordedError
from locales import Language
from store.database import Connection

SLOT = timedelta(minutes=15)

Kind = Literal["desk", "room", "booth"]  # what somebody asks for
# area: desks without a name, as many as its capacity; partner: at an organisation nearby, only registered here.
PlaceKind = Literal["desk", "area", "room", "booth", "partner"]
Part = Literal["morning", "afternoon", "day"]
# Up to "changing" a booking counts: its place is taken. offered: held for somebody on the waiting list. reserved: taken
# here, Exchange is being asked. changing: confirmed as it was, and other hours or another place are asked for.
# cancelling: called off, Exchange is still to hear it; the place is free once it has. declined: the place refused.
# released: not used, so given to others. failed: Exchange could not be reached for two days.
State = Literal[
    "offered",
    "reserved",
    "confirmed",
    "changing",
    "cancelling",
    "cancelled",
    "declined",
    "released",
    "failed",
]
STANDING: tuple[State, ...] = ("reserved", "confirmed", "changing")  # a person has these
Reason = Literal[
    "past",
    "too-far",
    "too-long",
    "backwards",
    "quarters",
    "hour-skipped",
    "parts-only",
    "closed-day",
    "closed-hours",
    "holiday",
    "no-desks",
    "no-rooms",
    "too-many-open",
    "zone-reserved",
    "own-overlap",
    "taken",
    "nothing-like-it",
    "too-many-people",
    "as-it-is",
    "unknown-place",
    "not-for-other",
    "gone",
    "over",
    "changing",
]
FEATURES = (
    "video",
    "screen",
    "audio",
    "whiteboard",
    "standing_desk",
    "two_screens",
    "docking_station",
    "window",
)  # those that can be asked for; a wheelchair has a field of its own
Difference = Literal["", "place", "zone", "time", "day", "location"]


@dataclass(frozen=True)
class Span:
    """From a moment until another, aware; both on a quarter of an hour."""

    start: datetime
    end: datetime

    @property
    def first(self) -> int:
        """The number of its first slot: quarters of an hour in UTC since 1970."""
        return slot_of(self.start)

    @property
    def after(self) -> int:
        """The number of the first slot that is no longer in it."""
        return slot_of(self.end)

    def overlaps(self, other: Span) -> bool:
        """Whether there is a moment in both."""
        return self.start < other.end and other.start < self.end


def slot_of(moment: datetime) -> int:
    """The number of the slot in which a moment is."""
    return int(moment.timestamp() // SLOT.total_seconds())


def moment_of_slot(slot: int) -> datetime:
    """When a slot begins, in UTC."""
    return datetime.fromtimestamp(slot * SLOT.total_seconds(), UTC)


@dataclass(frozen=True)
class Place:
    """Something that can be booked. `location` and `zone` are ids of organisation.toml; "" where it has no such name.

    `address` is its mailbox, "" for one that is only registered. `capacity`: of a desk 1, of a room how many
    people fit in, of an area how many can have a desk; of a partner 0 where as many may come as want to.
    """

    id: str
    name: str
    kind: PlaceKind
    location: str
    zone: str = ""
    floor: str = ""
    capacity: int = 1
    address: str = ""
    features: frozenset[str] = frozenset()  # names in FEATURES
    accessible: bool = False

    @property
    def seats(self) -> int:
        """How many bookings it takes at one moment; 0: any number."""
        return self.capacity if self.kind in ("area", "partner") else 1


@dataclass(frozen=True)
class Wish:
    """What somebody wants. The hours are those of the clock on the wall; without them it is the part of the day.

    `days`: one or more. `place`: a certain one. `person`: for whom, where that is somebody else.
    """

    kind: Kind
    days: tuple[date, ...]
    part: Part = "day"
    start: time | None = None
    end: time | None = None
    location: str = ""
    zone: str = ""
    place: str = ""
    people: int = 1
    features: frozenset[str] = frozenset()
    accessible: bool = False
    person: str = ""


@dataclass(frozen=True)
class Offer:
    """A place that is free on a day between two hours of the clock on the wall.

    `free`: how many desks of it are. `differs`: how it is not what was asked, for an alternative.
    """

    place: Place
    day: date
    start: time
    end: time
    span: Span
    free: int = 1
    differs: Difference = ""


@dataclass(frozen=True)
class Refusal:
    """Why something is not possible. The text is `workspaces-wrong-<reason>`, with `values` and, where one is, `day`.

    `alternatives`: the three that come nearest to what was asked; fewer where there are no more.
    """

    reason: Reason
    values: Mapping[str, str | int] = field(default_factory=dict[str, str | int])
    day: date | None = None  # the last that can be booked, the holiday, the day that is closed
    names: Mapping[Language, str] = field(default_factory=dict[Language, str])  # of the holiday, the location, the zone
    alternatives: tuple[Offer, ...] = ()


class Refused(WordedError):
    """A booking is not possible. `refusal` says why and what is."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"workspaces-wrong-{refusal.reason}", **refusal.values)
        self.refusal = refusal


@dataclass(frozen=True)
class Availability:
    """What is free of what somebody wants on the first of the days, the best first; or why nothing is."""

    wish: Wish
    offers: tuple[Offer, ...] = ()
    refusal: Refusal | None = None


@dataclass(frozen=True)
class Booking:
    """A place for somebody. `id` stays what it is through changes; `version` goes up with each.

    `person` has it, `by` booked it; both are Entra object ids. `day`, `start` and `end` are those of the clock on the
    wall, `span` the same in UTC. While it is changing, `wanted` is what is asked for and all else is what stands still.
    `why` says how it ended.
    """

    id: str
    person: str
    by: str
    place: Place
    day: date
    start: time
    end: time
    span: Span
    people: int
    state: State
    version: int
    created: datetime
    wanted: Offer | None = None
    why: str = ""

    @property
    def desk(self) -> bool:
        """Whether it is a desk: one person has one at a time."""
        return self.place.kind in ("desk", "area", "partner")


@dataclass(frozen=True)
class Outcome:
    """What became of one of several days."""

    day: date
    booking: Booking | None = None
    refusal: Refusal | None = None


Happened = Literal["confirmed", "declined", "changed", "not-changed", "cancelled", "cancelled-elsewhere", "failed"]


class DayOfUse(Protocol):
    """What hangs on a booking: reminders, automatic release, the waiting list. Both are called inside the transaction
    that changes the slots, and do nothing but read and write the database.
    """

    def booked(self, connection: Connection, booking: Booking) -> None:
        """It stands: made, or moved to other hours or another place."""
        ...

    def freed(self, connection: Connection, booking: Booking, span: Span) -> None:
        """Its place is free for others in this span: cancelled, declined, released, or moved away."""
        ...


Did = Literal["booked", "changed", "cancelled"]


class Permits(Protocol):
    """What people allowed each other; implemented by domain.workspaces.delegating."""

    async def may(self, delegate: str, person: str) -> bool:
        """Whether somebody may book for a person today."""
        ...


class Others(Protocol):
    """How people hear what somebody else did for them; called inside the transaction that does it."""

    def booking(self, connection: Connection, what: Did, booking: Booking, *, by: str) -> None:
        """Of two who share a booking, the one who did not do it is to hear what `by` did."""
        ...
