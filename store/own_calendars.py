"""Who wants the meetings of their bookings in their own calendar, and not in that of the booking mailbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import String, delete, select
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store import upsert
from store.bookings import BookingRow
from store.database import Base, Moment, now

UNUSED = timedelta(days=180)  # that a choice of somebody without bookings is kept: they may have left


class OwnCalendarRow(Base):
    """The choice of one person, by Entra object id."""

    __tablename__ = "own_calendars"
    person: Mapped[str] = mapped_column(String(64), primary_key=True)
    account: Mapped[str] = mapped_column(String(255))  # the id in Teams, under which the token of the person lies
    chosen: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True)
class OwnCalendar:
    """The choice of one person; what the fields mean is said at the columns."""

    person: str
    account: str
    chosen: datetime


async def find(session: AsyncSession, person: str) -> OwnCalendar | None:
    """What somebody chose; None: their bookings are in the calendar of the booking mailbox."""
    row = await session.get(OwnCalendarRow, person)
    return None if row is None else OwnCalendar(row.person, row.account, row.chosen)


def account_of(connection: Connection, person: str) -> str:
    """The id in Teams of somebody who chose it; "" for everybody else."""
    query = select(OwnCalendarRow.account).where(OwnCalendarRow.person == person)
    return connection.execute(query).scalar_one_or_none() or ""


async def choose(session: AsyncSession, person: str, account: str) -> None:
    """From now on the meetings of new bookings are in their own calendar."""
    await upsert.put(session, OwnCalendarRow, {"person": person, "account": account, "chosen": now()})


async def end(session: AsyncSession, choice: OwnCalendar) -> None:
    """The choice has ended. What was chosen anew meanwhile stays."""
    row = OwnCalendarRow
    await session.execute(delete(row).where(row.person == choice.person, row.chosen == choice.chosen))


async def forget(session: AsyncSession, people: Sequence[str]) -> None:
    """Forgets what these people (some hundreds at most) chose."""
    await session.execute(delete(OwnCalendarRow).where(OwnCalendarRow.person.in_(people)))


async def remove_expired(session: AsyncSession) -> None:
    """Removes what somebody chose long ago of whom there is no booking."""
    row = OwnCalendarRow
    booked = select(BookingRow.id).where(BookingRow.person == row.person).exists()
    await session.execute(delete(row).where(row.chosen < now() - UNUSED, ~booked))
