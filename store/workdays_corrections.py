"""Corrections of days in months that were closed already: one line a day in each month that they go along with."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import Date, Select, String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.upsert import put


class WorkdayCorrectionRow(Base):
    """One line. `month`: the first day of the month that it goes along with."""

    __tablename__ = "workday_corrections"
    person: Mapped[str] = mapped_column(String(64), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    month: Mapped[date] = mapped_column(Date, primary_key=True, index=True)
    was: Mapped[str] = mapped_column(String(16))
    now: Mapped[str] = mapped_column(String(16))
    cents: Mapped[int]


@dataclass(frozen=True)
class CorrectionLine:
    """A day that was `was`, is `now` ("": nothing), and gives so many cents more, or less."""

    person: str
    day: date
    month: date
    was: str
    now: str
    cents: int


async def keep(session: AsyncSession, line: CorrectionLine) -> None:
    """Keeps a line in the place of the one of the same day and month."""
    await put(session, WorkdayCorrectionRow, asdict(line))


async def take_back(session: AsyncSession, person: str, day: date, month: date) -> None:
    """Removes a line."""
    row = WorkdayCorrectionRow
    await session.execute(delete(row).where(row.person == person, row.day == day, row.month == month))


async def of_person(session: AsyncSession, person: str, first: date, last: date) -> list[CorrectionLine]:
    """The lines of days in a period, in the order in which they were made."""
    row = WorkdayCorrectionRow
    query = _lines().where(row.person == person, row.day >= first, row.day <= last).order_by(row.day, row.month)
    return [CorrectionLine(*found) for found in await session.execute(query)]


async def of_month(session: AsyncSession, month: date, person: str = "") -> list[CorrectionLine]:
    """The lines that go along with a month, of one person or of everybody, by person and day."""
    row = WorkdayCorrectionRow
    query = _lines().where(row.month == month).order_by(row.person, row.day)
    if person:
        query = query.where(row.person == person)
    return [CorrectionLine(*found) for found in await session.execute(query)]


async def remove_before(session: AsyncSession, month: date) -> None:
    """Removes the lines that went along with an earlier month."""
    await session.execute(delete(WorkdayCorrectionRow).where(WorkdayCorrectionRow.month < month))


def _lines() -> Select[str, date, date, str, str, int]:
    row = WorkdayCorrectionRow
    return select(row.person, row.day, row.month, row.was, row.now, row.cents)
