"""Bookings: who has which place when, and how each stands. Slots are beside it (store/booking_slots.py)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Date, Index, String, and_, delete, exists, func, insert, or_, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.booking_events import BookingEventRow
from store.booking_slots import forget_slots, slot_at
from store.database import Base, Moment, now

KEPT = timedelta(days=14)  # after the day of the booking


class BookingRow(Base):
    """One booking. Slots are quarters of an hour in UTC since 1970; `end_slot` is the first that is not in it."""

    __tablename__ = "bookings"
    __table_args__ = (
        Index(
            "ix_bookings_day", "day", "holds", "kind", "place", "first_slot", "end_slot", "id"
        ),  # all that is read of a day
        Index("ix_bookings_person", "person", "day"),
        Index("ix_bookings_booker", "booker", "day"),
        Index("ix_bookings_state", "state", "changed"),
    )
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    organisation: Mapped[str] = mapped_column(String(64))
    person: Mapped[str] = mapped_column(String(64))
    booker: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(16))  # of the place
    place: Mapped[str] = mapped_column(String(64))
    day: Mapped[date] = mapped_column(Date)
    first_slot: Mapped[int]
    end_slot: Mapped[int]
    people: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    holds: Mapped[bool]  # nobody else can have its slots
    version: Mapped[int]
    why: Mapped[str] = mapped_column(String(32))
    news: Mapped[str] = mapped_column(String(32))  # what happened that its card does not show yet
    wanted_place: Mapped[str | None] = mapped_column(String(64))
    wanted_kind: Mapped[str | None] = mapped_column(String(16))
    wanted_day: Mapped[date | None] = mapped_column(Date, index=True)
    wanted_first: Mapped[int | None]
    wanted_end: Mapped[int | None]
    wanted_people: Mapped[int | None]
    card_conversation: Mapped[str] = mapped_column(String(255))
    card_message: Mapped[str] = mapped_column(String(255))
    created: Mapped[datetime] = mapped_column(Moment)
    changed: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True)
class Stored:
    """A booking as it is stored; what the fields mean is said at the columns."""

    id: str
    organisation: str
    person: str
    booker: str
    kind: str
    place: str
    day: date
    first_slot: int
    end_slot: int
    people: int
    state: str
    holds: bool
    version: int
    why: str
    news: str
    wanted_place: str | None
    wanted_kind: str | None
    wanted_day: date | None
    wanted_first: int | None
    wanted_end: int | None
    wanted_people: int | None
    card_conversation: str
    card_message: str
    created: datetime
    changed: datetime

    @property
    def wants(self) -> tuple[str, range] | None:
        """The place and the slots that are asked for, while it is changing."""
        if self.wanted_place is None or self.wanted_first is None or self.wanted_end is None:
            return None
        return self.wanted_place, range(self.wanted_first, self.wanted_end)


class Taken(NamedTuple):
    """Slots of a place that a booking has."""

    booking: str
    place: str
    first_slot: int
    end_slot: int


_COLUMNS = [getattr(BookingRow, name) for name in Stored.__dataclass_fields__]
_NOT_WANTED = {f"wanted_{name}": None for name in ("place", "kind", "day", "first", "end", "people")}


def add(connection: Connection, values: Mapping[str, object]) -> None:
    """Stores a new one; what is not said is as at the beginning."""
    usual: dict[str, object] = {"version": 1, "holds": True, "why": "", "news": ""}
    usual |= {"card_conversation": "", "card_message": "", "created": now(), "changed": now(), **_NOT_WANTED}
    connection.execute(insert(BookingRow), [usual | dict(values)])


def look(connection: Connection, id: str, *, locked: bool = False) -> Stored | None:
    """The booking with that id; `locked`: nobody else changes it until the transaction ends."""
    query = select(*_COLUMNS).where(BookingRow.id == id)
    row = connection.execute(query.with_for_update() if locked else query).first()
    return None if row is None else Stored(*row)


async def find(session: AsyncSession, id: str) -> Stored | None:
    """The same, for who only looks."""
    row = (await session.execute(select(*_COLUMNS).where(BookingRow.id == id))).first()
    return None if row is None else Stored(*row)


def become(connection: Connection, booking: Stored, **values: object) -> Stored:
    """Changes a booking that was looked at `locked`; its version goes up by one."""
    fresh = {**values, "version": booking.version + 1, "changed": now()}
    connection.execute(update(BookingRow).where(BookingRow.id == booking.id).values(**fresh))
    found = look(connection, booking.id)
    if found is None:
        raise LookupError("a booking that is locked was removed")
    return found


def wants_nothing() -> dict[str, None]:
    """The columns of what is wanted, empty."""
    return dict(_NOT_WANTED)


def open_of(connection: Connection, person: str, kinds: Sequence[str], since: int, states: Sequence[str]) -> int:
    """How many bookings of these kinds of place somebody has that end after the slot `since`."""
    mine = BookingRow.person == person, BookingRow.kind.in_(kinds), BookingRow.end_slot > since
    query = select(func.count()).select_from(BookingRow).where(*mine, BookingRow.state.in_(states))
    return int(connection.execute(query).scalar_one())


def at(connection: Connection, person: str, slots: range, states: Sequence[str]) -> list[Stored]:
    """The bookings of desks that somebody has in one of these slots, to be changed in this transaction."""
    row = BookingRow
    mine = row.person == person, row.kind.in_(["desk", "area", "partner"]), row.state.in_(states)
    then = row.first_slot < slots.stop, row.end_slot > slots.start
    rows = connection.execute(select(*_COLUMNS).where(*mine, *then).order_by(row.id).with_for_update())
    return [Stored(*found) for found in rows]


async def taken(session: AsyncSession, day: date, kinds: Sequence[str]) -> list[Taken]:
    """What is taken on a day, of places of these kinds; a booking that moves has both."""
    row = BookingRow
    now_there = select(row.id, row.place, row.first_slot, row.end_slot).where(
        row.day == day, row.holds.is_(True), row.kind.in_(kinds)
    )
    wanted = select(row.id, row.wanted_place, row.wanted_first, row.wanted_end)
    asked_for = wanted.where(row.wanted_day == day, row.holds.is_(True), row.wanted_kind.in_(kinds))
    return [Taken._make(found) for found in await session.execute(now_there.union_all(asked_for))]


async def of_person(session: AsyncSession, person: str, since: date, states: Sequence[str]) -> list[Stored]:
    """What somebody has, or booked for others, from a day on, by its start."""
    whose = or_(BookingRow.person == person, BookingRow.booker == person)
    query = select(*_COLUMNS).where(whose, BookingRow.day >= since, BookingRow.state.in_(states))
    rows = await session.execute(query.order_by(BookingRow.first_slot, BookingRow.id))
    return [Stored(*row) for row in rows]


async def unsettled(session: AsyncSession, before: datetime, most: int) -> list[Stored]:
    """Those of which something is still to happen and that did not change since a moment, the oldest first."""
    leaving = exists().where(BookingEventRow.booking == BookingRow.id, BookingEventRow.role == "gone")
    ended = and_(BookingRow.holds.is_(True), BookingRow.state == "released")
    waiting = or_(BookingRow.state.in_(["reserved", "changing", "cancelling"]), ended, BookingRow.news != "", leaving)
    query = select(*_COLUMNS).where(waiting, BookingRow.changed < before)
    rows = await session.execute(query.order_by(BookingRow.changed).limit(most))
    return [Stored(*row) for row in rows]


def told(connection: Connection, id: str, version: int) -> None:
    """The card shows what happened up to this version."""
    same = BookingRow.id == id, BookingRow.version == version
    connection.execute(update(BookingRow).where(*same).values(news=""))


def move_card(connection: Connection, id: str, conversation: str, message: str) -> None:
    """The card of the booking is here from now on."""
    moved = {"card_conversation": conversation, "card_message": message}
    connection.execute(update(BookingRow).where(BookingRow.id == id).values(**moved))


async def remove_expired(session: AsyncSession) -> None:
    """Removes bookings of long ago, and the slots of every one that is over."""
    long_ago = (now() - KEPT).date()
    await session.execute(delete(BookingRow).where(BookingRow.day < long_ago))
    await session.execute(delete(BookingEventRow).where(BookingEventRow.end_slot < slot_at(now() - KEPT)))
    await forget_slots(session)
