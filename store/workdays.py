"""Where people work: one tick a day, and what it gave when its month was closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date, Select, String, bindparam, delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.upsert import put


class WorkdayRow(Base):
    """One tick. `kind` None: its month is not closed, so that nothing is settled; "": nothing is given for it."""

    __tablename__ = "workdays"
    person: Mapped[str] = mapped_column(String(64), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True, index=True)
    category: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str | None] = mapped_column(String(8))
    cents: Mapped[int]


@dataclass(frozen=True)
class Tick:
    """A tick of a person. `kind` and `cents`: what was settled; None and 0 before that."""

    person: str
    day: date
    category: str
    kind: str | None = None
    cents: int = 0


async def tick(session: AsyncSession, person: str, day: date, category: str) -> None:
    """Ticks a day; what was ticked before is gone."""
    await put(session, WorkdayRow, {"person": person, "day": day, "category": category, "kind": None, "cents": 0})


async def clear(session: AsyncSession, person: str, day: date) -> None:
    """Takes a tick away."""
    await session.execute(delete(WorkdayRow).where(WorkdayRow.person == person, WorkdayRow.day == day))


async def of_person(session: AsyncSession, person: str, first: date, last: date) -> dict[date, Tick]:
    """What a person ticked in a period, by day."""
    query = _ticks().where(WorkdayRow.person == person, WorkdayRow.day >= first, WorkdayRow.day <= last)
    found = [Tick(*row) for row in await session.execute(query)]
    return {one.day: one for one in found}


async def of_period(session: AsyncSession, first: date, last: date) -> list[Tick]:
    """What everybody ticked in a period, by person and day."""
    query = _ticks().where(WorkdayRow.day >= first, WorkdayRow.day <= last)
    return [Tick(*row) for row in await session.execute(query.order_by(WorkdayRow.person, WorkdayRow.day))]


async def people_after(session: AsyncSession, day: date) -> list[str]:
    """Who ticked a day after this one."""
    return [*await session.scalars(select(WorkdayRow.person).where(WorkdayRow.day > day).distinct())]


async def clear_after(session: AsyncSession, people: Sequence[str], day: date) -> None:
    """Takes away what these people (some hundreds at most) ticked after a day."""
    await session.execute(delete(WorkdayRow).where(WorkdayRow.person.in_(people), WorkdayRow.day > day))


async def unsettled(session: AsyncSession, before: date, limit: int) -> list[Tick]:
    """Some ticks before a day of which it is not settled what they give."""
    query = _ticks().where(WorkdayRow.day < before, WorkdayRow.kind.is_(None)).limit(limit)
    return [Tick(*row) for row in await session.execute(query)]


async def settle(session: AsyncSession, settled: Sequence[Tick]) -> None:
    """Writes down what ticks give, of those that are still as they were read."""
    if settled:
        connection = await session.connection()
        await connection.execute(_SETTLE, [{"kind": one.kind, "cents": one.cents, **_key(one)} for one in settled])


async def remove_before(session: AsyncSession, day: date) -> None:
    """Removes what was ticked before a day."""
    await session.execute(delete(WorkdayRow).where(WorkdayRow.day < day))


_SETTLE = text(
    "update workdays set kind = :kind, cents = :cents"
    " where person = :person and day = :day and category = :category and kind is null"
).bindparams(bindparam("day", type_=Date))


def _key(one: Tick) -> dict[str, object]:
    return {"person": one.person, "day": one.day, "category": one.category}


def _ticks() -> Select[str, date, str, str | None, int]:
    return select(WorkdayRow.person, WorkdayRow.day, WorkdayRow.category, WorkdayRow.kind, WorkdayRow.cents)
