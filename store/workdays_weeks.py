"""On which days of the week people worked before they said that this changed: past days are paid by what held then."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.workdays import WorkdayRow
from store.workdays_choices import WORKING_DAYS, WorkdayChoicesRow


class WorkdayWeekRow(Base):
    """The days of the week on which a person worked, up to and without a day."""

    __tablename__ = "workday_weeks"
    person: Mapped[str] = mapped_column(String(64), primary_key=True)
    until: Mapped[date] = mapped_column(Date, primary_key=True, index=True)
    working_days: Mapped[int]


@dataclass(frozen=True)
class Weeks:
    """The days of the week on which somebody works, a bit for each, the lowest is Monday.

    `before`: what they were, each with the day on which that ended, the oldest first.
    """

    now: int = WORKING_DAYS
    before: tuple[tuple[date, int], ...] = ()

    def on(self, day: date) -> int:
        """What held on a day."""
        return next((days for until, days in self.before if day < until), self.now)


async def of_people(session: AsyncSession, people: Collection[str]) -> dict[str, Weeks]:
    """What held when for these people (some hundreds at most)."""
    choices, row = WorkdayChoicesRow, WorkdayWeekRow
    now = select(choices.person, choices.working_days).where(choices.person.in_(people))
    found = {person: Weeks(days) for person, days in await session.execute(now)}
    before = select(row.person, row.until, row.working_days).where(row.person.in_(people)).order_by(row.until)
    for person, until, days in await session.execute(before):
        weeks = found.get(person, Weeks())
        found[person] = Weeks(weeks.now, (*weeks.before, (until, days)))
    return {person: found.get(person, Weeks()) for person in people}


async def of_person(session: AsyncSession, person: str) -> Weeks:
    """What held when for one of them."""
    return (await of_people(session, [person]))[person]


async def ended(session: AsyncSession, person: str, until: date, working_days: int) -> None:
    """Notes what held before a day. What was noted on that day already stays: what came after it held for nothing."""
    if await session.get(WorkdayWeekRow, (person, until)) is None:
        session.add(WorkdayWeekRow(person=person, until=until, working_days=working_days))


async def remove_before(session: AsyncSession, day: date) -> None:
    """Removes what held only before a day."""
    await session.execute(delete(WorkdayWeekRow).where(WorkdayWeekRow.until <= day))


async def forget(session: AsyncSession, people: Sequence[str]) -> None:
    """Forgets these people (some hundreds at most), but for whom something has to be settled still."""
    row, tick = WorkdayWeekRow, WorkdayRow
    unpaid = select(tick.person).where(tick.person == row.person, tick.kind.is_(None)).exists()
    await session.execute(delete(row).where(row.person.in_(people), ~unpaid))
