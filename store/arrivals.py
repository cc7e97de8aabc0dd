"""Until when somebody has to say that they are at the place they booked, and whether they did."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, String, delete, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now

KEPT = timedelta(days=1)  # after it closed: whether somebody was there is nobody's business any more


class ArrivalRow(Base):
    """One booking at which somebody has to say that they are there."""

    __tablename__ = "arrivals"
    booking: Mapped[str] = mapped_column(String(64), primary_key=True)
    version: Mapped[int]  # of the booking, with its hours
    opens: Mapped[datetime] = mapped_column(Moment)
    closes: Mapped[datetime] = mapped_column(Moment, index=True)
    arrived: Mapped[bool] = mapped_column(default=False)
    closed: Mapped[bool] = mapped_column(default=False)  # the place is being given to others
    reminded: Mapped[bool] = mapped_column(default=False)
    conversation: Mapped[str] = mapped_column(String(255), default="")  # with the message that reminded them
    message: Mapped[str] = mapped_column(String(255), default="")


@dataclass(frozen=True)
class Arrival:
    """What is asked of somebody with a booking. From `opens` until `closes` they say that they are there."""

    booking: str
    version: int
    opens: datetime
    closes: datetime
    arrived: bool = False
    closed: bool = False
    reminded: bool = False
    conversation: str = ""
    message: str = ""


_COLUMNS = tuple(getattr(ArrivalRow, name) for name in Arrival.__dataclass_fields__)


def ask(connection: Connection, arrival: Arrival, *, stays: bool) -> None:
    """Asks it of a booking, in the place of what was asked before. `stays`: who is there already still is."""
    values = {name: getattr(arrival, name) for name in ("version", "opens", "closes")}
    if not stays:
        values |= {"arrived": False, "reminded": False, "conversation": "", "message": ""}
    changing = update(ArrivalRow).where(ArrivalRow.booking == arrival.booking).values(**values, closed=False)
    if _changed(connection, changing) == 0:
        connection.execute(ArrivalRow.__table__.insert().values(**vars(arrival)))  # type: ignore[attr-defined]


def ask_nothing(connection: Connection, booking: str) -> None:
    """Nothing is asked of a booking any more."""
    connection.execute(delete(ArrivalRow).where(ArrivalRow.booking == booking))


def arrive(connection: Connection, booking: str) -> bool:
    """Notes that somebody is there. False: the place was given to others, or nothing is asked."""
    where = ArrivalRow.booking == booking, ArrivalRow.closed.is_(False)
    return _changed(connection, update(ArrivalRow).where(*where).values(arrived=True)) == 1


def close(connection: Connection, booking: str, version: int) -> bool:
    """From here on it is too late to arrive. False: they are there, or it is asked of other hours now."""
    where = ArrivalRow.booking == booking, ArrivalRow.version == version, ArrivalRow.arrived.is_(False)
    return _changed(connection, update(ArrivalRow).where(*where).values(closed=True)) == 1


def remind(connection: Connection, booking: str, version: int, *, done: bool) -> bool:
    """Notes that the reminder leaves, or that it did not. False: it left before, or is of other hours now."""
    where = ArrivalRow.booking == booking, ArrivalRow.version == version, ArrivalRow.reminded.is_(not done)
    return _changed(connection, update(ArrivalRow).where(*where).values(reminded=done)) == 1


def reminded_in(connection: Connection, booking: str, version: int, conversation: str, message: str) -> None:
    """Notes in which message somebody was reminded."""
    where = ArrivalRow.booking == booking, ArrivalRow.version == version
    values = {"conversation": conversation, "message": message}
    connection.execute(update(ArrivalRow).where(*where).values(**values))


async def find(session: AsyncSession, booking: str) -> Arrival | None:
    """What is asked of a booking; None where nothing is."""
    return next(iter(await some(session, [booking])), None)


async def some(session: AsyncSession, bookings: Collection[str]) -> list[Arrival]:
    """What is asked of these bookings."""
    query = select(*_COLUMNS).where(ArrivalRow.booking.in_(list(bookings)))
    return [Arrival(*row) for row in await session.execute(query)]


async def remove_expired(session: AsyncSession) -> None:
    """Removes what closed more than a day ago."""
    await session.execute(delete(ArrivalRow).where(ArrivalRow.closes <= now() - KEPT))


def _changed(connection: Connection, statement: Any) -> int:
    return cast("CursorResult[Any]", connection.execute(statement)).rowcount
