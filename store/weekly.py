"""What people have booked every week: a wish, its weekdays, and how far it is booked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, String, delete, func, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment


class WeeklyRow(Base):
    """One place that one person has every week, until they stop it or it ends."""

    __tablename__ = "weekly_bookings"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    person: Mapped[str] = mapped_column(String(64), index=True)
    wish: Mapped[dict[str, Any]] = mapped_column(JSON)
    weekdays: Mapped[list[int]] = mapped_column(JSON)
    every: Mapped[int]
    start: Mapped[date] = mapped_column(Date)
    until: Mapped[date | None] = mapped_column(Date)
    tried: Mapped[date] = mapped_column(Date)
    missed: Mapped[list[str]] = mapped_column(JSON)
    created: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True)
class Kept:
    """One of them. `weekdays`: 0 is Monday; `every`: each week or each second one, from that of `start` on. `tried`:
    the last day that was booked, or could not be. `missed`: days that could not, and of which the person was not told
    yet.
    """

    id: str
    person: str
    wish: dict[str, Any]
    weekdays: tuple[int, ...]
    every: int
    start: date
    until: date | None
    tried: date
    missed: tuple[date, ...]
    created: datetime


_COLUMNS = tuple(getattr(WeeklyRow, name) for name in Kept.__dataclass_fields__)


def add(connection: Connection, kept: Kept) -> None:
    """Keeps one."""
    values = vars(kept) | {"weekdays": list(kept.weekdays), "missed": _written(kept.missed)}
    connection.execute(WeeklyRow.__table__.insert().values(**values))  # type: ignore[attr-defined]


def find(connection: Connection, id: str) -> Kept | None:
    """One of them; None where there is none."""
    row = connection.execute(select(*_COLUMNS).where(WeeklyRow.id == id)).one_or_none()
    return None if row is None else _kept(row)


def of_person(connection: Connection, person: str) -> tuple[Kept, ...]:
    """What somebody has every week, the oldest first."""
    query = select(*_COLUMNS).where(WeeklyRow.person == person).order_by(WeeklyRow.created, WeeklyRow.id)
    return tuple(_kept(row) for row in connection.execute(query))


def count_of(connection: Connection, person: str) -> int:
    """How many somebody has."""
    query = select(func.count()).select_from(WeeklyRow).where(WeeklyRow.person == person)
    return connection.execute(query).scalar_one()


def go_on(connection: Connection, id: str, tried: date, missed: Iterable[date]) -> bool:
    """Notes how far it is booked, and what could not be. False: it was stopped meanwhile."""
    values = {"tried": tried, "missed": _written(missed)}
    return connection.execute(update(WeeklyRow).where(WeeklyRow.id == id).values(**values)).rowcount == 1


def remove(connection: Connection, id: str) -> bool:
    """Forgets it. False: there was none."""
    return connection.execute(delete(WeeklyRow).where(WeeklyRow.id == id)).rowcount == 1


async def forget(session: AsyncSession, person: str) -> None:
    """Forgets what somebody had every week; what is booked stays."""
    await session.execute(delete(WeeklyRow).where(WeeklyRow.person == person))


def _written(days: Iterable[date]) -> list[str]:
    return [day.isoformat() for day in days]


def _kept(row: Any) -> Kept:
    values: dict[str, Any] = dict(zip(Kept.__dataclass_fields__, row, strict=True))
    values["weekdays"] = tuple(values["weekdays"])
    values["missed"] = tuple(date.fromisoformat(day) for day in values["missed"])
    return Kept(**values)
