"""The hours in which a person wants to hear nothing that can wait. Nothing else about a person is kept here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now

MOST_AT_ONCE = 500  # parameters of one statement


class QuietHoursRow(Base):
    """The quiet hours of one person, by Entra object id."""

    __tablename__ = "quiet_hours"
    person: Mapped[str] = mapped_column(String(64), primary_key=True)
    start: Mapped[int]
    end: Mapped[int]
    weekend: Mapped[bool]
    changed: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True)
class QuietHours:
    """From `start` to `end`, in minutes after midnight; past midnight where `end` is not later than `start`.

    `weekend`: Saturday and Sunday are quiet all day.
    """

    start: int
    end: int
    weekend: bool = False


async def of_person(session: AsyncSession, person: str) -> QuietHours | None:
    """What a person chose, or None."""
    row = await session.get(QuietHoursRow, person)
    return None if row is None else QuietHours(row.start, row.end, row.weekend)


async def of_people(session: AsyncSession, people: Sequence[str]) -> dict[str, QuietHours]:
    """What these people chose; who chose nothing is not in it."""
    found: dict[str, QuietHours] = {}
    for first in range(0, len(people), MOST_AT_ONCE):
        some = select(QuietHoursRow).where(QuietHoursRow.person.in_(people[first : first + MOST_AT_ONCE]))
        found |= {row.person: QuietHours(row.start, row.end, row.weekend) for row in await session.scalars(some)}
    return found


async def choose(session: AsyncSession, person: str, hours: QuietHours) -> None:
    """Remembers what a person chose."""
    row = QuietHoursRow(person=person, start=hours.start, end=hours.end, weekend=hours.weekend, changed=now())
    await session.merge(row)


async def forget(session: AsyncSession, person: str) -> None:
    """Forgets what a person chose."""
    await session.execute(delete(QuietHoursRow).where(QuietHoursRow.person == person))
