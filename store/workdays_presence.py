"""Wie is er: where people who chose to be shown work, from today on. Apart from the ticks that allowances go by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Date, String, delete, literal, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.upsert import put
from store.workdays import WorkdayRow
from store.workdays_choices import WorkdayChoicesRow

MOST_AT_ONCE = 500  # parameters of one statement
NOWHERE = "none"  # a tick that says where nobody is


class WorkdayPresenceRow(Base):
    """Where one person works on one day."""

    __tablename__ = "workday_presence"
    person: Mapped[str] = mapped_column(String(64), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True, index=True)
    category: Mapped[str] = mapped_column(String(16))


async def show(session: AsyncSession, person: str, day: date, category: str | None) -> None:
    """Shows where a person works on a day; None and "none": no longer."""
    row = WorkdayPresenceRow
    if category is None or category == NOWHERE:
        await session.execute(delete(row).where(row.person == person, row.day == day))
    else:
        await put(session, row, {"person": person, "day": day, "category": category})


async def hide(session: AsyncSession, people: Sequence[str]) -> None:
    """Shows nothing any more of these people (some hundreds at most)."""
    await session.execute(delete(WorkdayPresenceRow).where(WorkdayPresenceRow.person.in_(people)))


async def follow(session: AsyncSession, first: date, last: date) -> None:
    """Shows what everybody who chose to be shown has ticked in a period, and is not shown yet."""
    row, tick, choices = WorkdayPresenceRow, WorkdayRow, WorkdayChoicesRow
    shown = (
        select(tick.person, tick.day, tick.category)
        .join(choices, choices.person == tick.person)
        .where(choices.visible == literal(True), tick.day >= first, tick.day <= last, tick.category != NOWHERE)
    )
    made = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    await session.execute(made(row).from_select(["person", "day", "category"], shown).on_conflict_do_nothing())


async def visible(session: AsyncSession, people: Sequence[str]) -> frozenset[str]:
    """Who of these people chose to be shown."""
    row, found = WorkdayChoicesRow, set[str]()
    for start in range(0, len(people), MOST_AT_ONCE):
        some = row.person.in_(people[start : start + MOST_AT_ONCE])
        found.update(await session.scalars(select(row.person).where(some, row.visible == literal(True))))
    return frozenset(found)


async def of_people(
    session: AsyncSession, people: Sequence[str], first: date, last: date
) -> dict[tuple[str, date], str]:
    """Where these people work in a period."""
    row, found = WorkdayPresenceRow, dict[tuple[str, date], str]()
    for start in range(0, len(people), MOST_AT_ONCE):
        query = select(row.person, row.day, row.category).where(
            row.person.in_(people[start : start + MOST_AT_ONCE]), row.day >= first, row.day <= last
        )
        found |= {(person, day): category for person, day, category in await session.execute(query)}
    return found


async def remove_before(session: AsyncSession, day: date) -> None:
    """Removes what is over."""
    await session.execute(delete(WorkdayPresenceRow).where(WorkdayPresenceRow.day < day))
