"""What people chose about home and office days: the weekly pattern, the morning question, who sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, Date, String, delete, or_, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now
from store.workdays import WorkdayRow

WORKING_DAYS = 0b0011111  # Monday to Friday


class WorkdayChoicesRow(Base):
    """The choices of one person, by Entra object id."""

    __tablename__ = "workday_choices"
    person: Mapped[str] = mapped_column(String(64), primary_key=True)
    asked_at: Mapped[int | None] = mapped_column(index=True)  # minutes after midnight
    asked: Mapped[date | None] = mapped_column(Date)  # the last day on which the question was sent
    visible: Mapped[bool]
    account: Mapped[str] = mapped_column(String(255))
    working_days: Mapped[int]
    pattern: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    filled: Mapped[date | None] = mapped_column(Date, index=True)
    changed: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True)
class WorkdayChoices:
    """What one person chose. `asked_at`: minutes after midnight. `account`: the id in Teams, under which the token lies
    that ticks go to Microsoft 365 with; "" where they do not. `working_days`: a bit for each, the lowest is Monday.
    `pattern`: as JSON; `filled`: the last day that it filled in.
    """

    person: str
    asked_at: int | None = None
    visible: bool = False
    account: str = ""
    working_days: int = WORKING_DAYS
    pattern: dict[str, Any] | None = None
    filled: date | None = None


async def find(session: AsyncSession, person: str, *, to_change: bool = False) -> WorkdayChoices:
    """What a person chose; the usual where that is nothing. `to_change`: nobody else changes it meanwhile."""
    row = await session.get(WorkdayChoicesRow, person, with_for_update=to_change)
    return WorkdayChoices(person) if row is None else _choices(row)


async def keep(session: AsyncSession, choices: WorkdayChoices) -> None:
    """Remembers what a person chose. Where that is nothing but the usual, nothing is kept."""
    if replace(choices, filled=None) == WorkdayChoices(choices.person):
        await session.execute(delete(WorkdayChoicesRow).where(WorkdayChoicesRow.person == choices.person))
        return
    row = await session.get(WorkdayChoicesRow, choices.person)
    if row is None:
        row = WorkdayChoicesRow(person=choices.person, asked=None)
        session.add(row)
    row.asked_at, row.visible, row.account = choices.asked_at, choices.visible, choices.account
    row.working_days, row.pattern, row.filled = choices.working_days, choices.pattern, choices.filled
    row.changed = now()


async def to_fill(session: AsyncSession, before: date, after: str, limit: int) -> list[WorkdayChoices]:
    """Some people, from the one after `after` on, whose pattern has not filled in as far as this day."""
    row = WorkdayChoicesRow
    query = select(row).where(row.pattern.is_not(None), row.filled < before, row.person > after)
    return [_choices(found) for found in await session.scalars(query.order_by(row.person).limit(limit))]


async def hours(session: AsyncSession) -> list[int]:
    """The times at which anybody wants to be asked, in minutes after midnight."""
    row = WorkdayChoicesRow
    found = await session.scalars(select(row.asked_at).where(row.asked_at.is_not(None)).distinct())
    return sorted(minutes for minutes in found if minutes is not None)


async def to_ask(session: AsyncSession, asked_at: int, day: date) -> list[WorkdayChoices]:
    """Who wants to be asked at this time, was not asked on this day and did not tick it."""
    row = WorkdayChoicesRow
    query = select(row).where(row.asked_at == asked_at, or_(row.asked.is_(None), row.asked < day), ~_ticked(day))
    return [_choices(found) for found in await session.scalars(query.order_by(row.person))]


async def not_today(session: AsyncSession, person: str, day: date) -> None:
    """Notes that the question of this day need not be sent."""
    await session.flush()
    await session.execute(update(WorkdayChoicesRow).where(WorkdayChoicesRow.person == person).values(asked=day))


def claim(connection: Connection, person: str, day: date) -> bool:
    """Notes that the question of this day leaves now. False: it did already, the day is ticked meanwhile, or the person
    no longer wants it.
    """
    row = WorkdayChoicesRow
    due = (row.person == person, row.asked_at.is_not(None), or_(row.asked.is_(None), row.asked < day))
    return connection.execute(update(row).where(*due, ~_ticked(day)).values(asked=day)).rowcount == 1


def let_go(connection: Connection, person: str, day: date) -> None:
    """Notes that it did not leave after all."""
    row = WorkdayChoicesRow
    connection.execute(update(row).where(row.person == person, row.asked == day).values(asked=None))


async def everybody(session: AsyncSession) -> list[str]:
    """Of whom there are choices."""
    return [*await session.scalars(select(WorkdayChoicesRow.person))]


async def forget(session: AsyncSession, people: Sequence[str]) -> None:
    """Forgets what these people (some hundreds at most) chose. The days on which somebody works stay until nothing of
    theirs has to be settled any more: it is paid by them.
    """
    row, tick = WorkdayChoicesRow, WorkdayRow
    theirs = row.person.in_(people)
    unpaid = select(tick.person).where(tick.person == row.person, tick.kind.is_(None)).exists()
    await session.execute(delete(row).where(theirs, or_(row.working_days == WORKING_DAYS, ~unpaid)))
    nothing = {"asked_at": None, "asked": None, "visible": False, "account": "", "pattern": None, "filled": None}
    await session.execute(update(row).where(theirs).values(nothing))


def _ticked(day: date) -> ColumnElement[bool]:
    """Whether the person of a row has ticked a day."""
    return (
        select(WorkdayRow.person).where(WorkdayRow.person == WorkdayChoicesRow.person, WorkdayRow.day == day).exists()
    )


def _choices(row: WorkdayChoicesRow) -> WorkdayChoices:
    return WorkdayChoices(row.person, row.asked_at, row.visible, row.account, row.working_days, row.pattern, row.filled)
