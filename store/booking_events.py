"""What of a booking is in Exchange: an event for each place that it has or asks for, until that is gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import String, Text, and_, delete, func, insert, or_, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store import upsert
from store.database import Base

Hours = tuple[str, int, int]  # a place, and the first slot and the first one that is no longer in it


class BookingEventRow(Base):
    """One event that is, or may be, in Exchange. The hours are those that Exchange was told last."""

    __tablename__ = "booking_events"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)  # the transaction id: makes creating it happen once
    booking: Mapped[str] = mapped_column(String(32), index=True)
    # standing, wanted (of a change), gone: to be removed; or left: in the calendar of somebody whose sign-in has ended,
    # so that only they can remove it.
    role: Mapped[str] = mapped_column(String(16))
    place: Mapped[str] = mapped_column(String(64))
    first_slot: Mapped[int]
    end_slot: Mapped[int]
    asked: Mapped[bool]  # Exchange may have it
    accepted: Mapped[bool]  # by the place, with these hours
    event: Mapped[str] = mapped_column(String(255), index=True)  # "": not known
    # "": it is in the calendar of the booking mailbox. Else it is in that of who has the booking, and this is the id in
    # Teams under which the token of that person lies.
    account: Mapped[str] = mapped_column(String(255), default="", server_default="", index=True)


class BookingCursorRow(Base):
    """How far the changes of a calendar have been read."""

    __tablename__ = "booking_cursors"
    mailbox: Mapped[str] = mapped_column(String(255), primary_key=True)
    cursor: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True)
class Event:
    """An event as it is stored; what the fields mean is said at the columns."""

    id: str
    booking: str
    role: str
    place: str
    first_slot: int
    end_slot: int
    asked: bool
    accepted: bool
    event: str
    account: str = ""


_COLUMNS = [getattr(BookingEventRow, name) for name in Event.__dataclass_fields__]


def add(connection: Connection, event: Event) -> None:
    """Stores a new one."""
    connection.execute(insert(BookingEventRow), [{name: getattr(event, name) for name in Event.__dataclass_fields__}])


def of_booking(connection: Connection, booking: str) -> tuple[Event, ...]:
    """The events of a booking."""
    query = select(*_COLUMNS).where(BookingEventRow.booking == booking).order_by(BookingEventRow.id)
    return tuple(Event(*row) for row in connection.execute(query))


def put(connection: Connection, id: str, **values: object) -> bool:
    """Changes one. False: it is not there any more."""
    return connection.execute(update(BookingEventRow).where(BookingEventRow.id == id).values(**values)).rowcount == 1


def put_if(connection: Connection, event: Event, **values: object) -> bool:
    """Changes one that still has the role that it had. False: it has another, or is not there any more."""
    same = BookingEventRow.id == event.id, BookingEventRow.role == event.role
    return connection.execute(update(BookingEventRow).where(*same).values(**values)).rowcount == 1


def all_gone(connection: Connection, booking: str) -> None:
    """Every event of a booking is to be removed."""
    connection.execute(update(BookingEventRow).where(BookingEventRow.booking == booking).values(role="gone"))


def remove(connection: Connection, id: str) -> None:
    """Exchange does not have it any more."""
    connection.execute(delete(BookingEventRow).where(BookingEventRow.id == id))


async def known(session: AsyncSession, events: list[str]) -> dict[str, Event]:
    """Those with these ids of Exchange, by that id."""
    query = select(*_COLUMNS).where(BookingEventRow.event.in_(events))
    found = [Event(*row) for row in await session.execute(query)]
    return {event.event: event for event in found}


async def standing(session: AsyncSession, first: int, end: int) -> list[Event]:
    """Those that the booking mailbox has and that are between two slots."""
    within = BookingEventRow.first_slot < end, BookingEventRow.end_slot > first
    there = BookingEventRow.event != "", BookingEventRow.role != "gone", BookingEventRow.account == ""
    query = select(*_COLUMNS).where(*there, *within)
    return [Event(*row) for row in await session.execute(query)]


async def between(session: AsyncSession, first: int, end: int) -> list[Event]:
    """All that Exchange may have between two slots, but for what was left there: that is no longer of a booking."""
    within = BookingEventRow.first_slot < end, BookingEventRow.end_slot > first
    return [
        Event(*row) for row in await session.execute(select(*_COLUMNS).where(BookingEventRow.role != "left", *within))
    ]


async def in_own_calendars(session: AsyncSession, since: int) -> list[Event]:
    """Those in people's own calendars that their place accepted and that end after a slot, and all that was left."""
    row = BookingEventRow
    standing = and_(row.role == "standing", row.accepted.is_(True), row.event != "", row.end_slot > since)
    query = select(*_COLUMNS).where(row.account > "", or_(standing, row.role == "left")).order_by(row.id)
    return [Event(*found) for found in await session.execute(query)]


async def accepted_at(session: AsyncSession, places: Sequence[str]) -> dict[Hours, int]:
    """How many meetings of bookings some places (some hundreds at most) have accepted, by place, first and end slot."""
    row = BookingEventRow
    there = row.place.in_(places), row.accepted.is_(True), row.role != "left"
    hours = row.place, row.first_slot, row.end_slot
    found = await session.execute(select(*hours, func.count()).where(*there).group_by(*hours))
    return {(place, first, end): count for place, first, end, count in found}


async def cursor(session: AsyncSession, mailbox: str) -> str:
    """Where to go on reading the changes of a calendar; "": from the beginning."""
    row = await session.get(BookingCursorRow, mailbox)
    return "" if row is None else row.cursor


async def move_cursor(session: AsyncSession, mailbox: str, cursor: str) -> None:
    """From here on the next time."""
    await upsert.put(session, BookingCursorRow, {"mailbox": mailbox, "cursor": cursor})
