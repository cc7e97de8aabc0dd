"""Who waits for a place that is not free, in the order in which they came, and what is kept for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, cast

from sqlalchemy import JSON, CursorResult, String, delete, func, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now


class WaitingRow(Base):
    """One person who waits for a place on one day. It goes when they have one, want none, or the hours are over."""

    __tablename__ = "waiting_list"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    person: Mapped[str] = mapped_column(String(64), index=True)
    since: Mapped[datetime] = mapped_column(Moment)
    kind: Mapped[str] = mapped_column(String(16))
    location: Mapped[str] = mapped_column(String(64))
    zone: Mapped[str] = mapped_column(String(64))
    day: Mapped[date]
    start: Mapped[time]
    end: Mapped[time]
    begins: Mapped[datetime] = mapped_column(Moment)  # start and end in UTC
    ends: Mapped[datetime] = mapped_column(Moment, index=True)
    people: Mapped[int]
    features: Mapped[list[str]] = mapped_column(JSON)
    accessible: Mapped[bool]
    hold: Mapped[str] = mapped_column(String(64), default="")  # the booking that keeps a place for them
    work: Mapped[str] = mapped_column(String(150), default="")  # the key of the work that offers it
    until: Mapped[datetime | None] = mapped_column(Moment)  # they were told that it is kept until then
    passed: Mapped[list[str]] = mapped_column(JSON, default=list)  # who was asked before them for that place


@dataclass(frozen=True)
class Waiting:
    """Somebody who waits.

    `hold`: the booking that keeps a place for them now, by the piece of work `work`; they were told so once there is an
    `until`. `passed`: the ids of those who let that place go by.
    """

    id: str
    person: str
    since: datetime
    kind: str
    location: str
    zone: str
    day: date
    start: time
    end: time
    begins: datetime
    ends: datetime
    people: int = 1
    features: tuple[str, ...] = ()
    accessible: bool = False
    hold: str = ""
    work: str = ""
    until: datetime | None = None
    passed: tuple[str, ...] = ()


_COLUMNS = tuple(getattr(WaitingRow, name) for name in Waiting.__dataclass_fields__)


def _waiting(row: Any) -> Waiting:
    values: dict[str, Any] = dict(zip(Waiting.__dataclass_fields__, row, strict=True))
    values |= {name: tuple(values[name]) for name in ("features", "passed")}
    return Waiting(**values)


def add(connection: Connection, waiting: Waiting) -> None:
    """Puts somebody at the end of the list."""
    values = {**vars(waiting), "features": list(waiting.features), "passed": list(waiting.passed)}
    connection.execute(WaitingRow.__table__.insert().values(**values))  # type: ignore[attr-defined]


def hold(connection: Connection, id: str, booking: str, work: str, passed: Sequence[str]) -> bool:
    """Notes what is kept for somebody. False: they wait no longer, or something else is kept for them."""
    where = WaitingRow.id == id, WaitingRow.hold.in_(("", booking))
    values = {"hold": booking, "work": work, "passed": list(passed)}
    return _changed(connection, update(WaitingRow).where(*where).values(**values)) == 1


def told(connection: Connection, id: str, booking: str, until: datetime) -> bool:
    """Notes that they hear of it now. False: they heard, or it is kept for them no longer."""
    where = WaitingRow.id == id, WaitingRow.hold == booking, WaitingRow.until.is_(None)
    return _changed(connection, update(WaitingRow).where(*where).values(until=until)) == 1


def let_go(connection: Connection, id: str, booking: str) -> bool:
    """Nothing is kept for them any more, and they wait on. False: it was not, or they took it."""
    where = WaitingRow.id == id, WaitingRow.hold == booking
    values: dict[str, Any] = {"hold": "", "work": "", "until": None, "passed": []}
    return _changed(connection, update(WaitingRow).where(*where).values(**values)) == 1


def remove(connection: Connection, id: str, *, holding: str | None = None) -> bool:
    """They wait no longer. False: they did not, or not with this booking kept for them."""
    where = [WaitingRow.id == id, *([] if holding is None else [WaitingRow.hold == holding])]
    return _changed(connection, delete(WaitingRow).where(*where)) == 1


async def find(session: AsyncSession, id: str) -> Waiting | None:
    """Somebody who waits."""
    row = (await session.execute(select(*_COLUMNS).where(WaitingRow.id == id))).first()
    return None if row is None else _waiting(row)


async def of_person(session: AsyncSession, person: str) -> list[Waiting]:
    """What somebody waits for and is not over, by day."""
    query = select(*_COLUMNS).where(WaitingRow.person == person, WaitingRow.ends > now())
    return [_waiting(row) for row in await session.execute(query.order_by(WaitingRow.begins, WaitingRow.id))]


async def overlapping(session: AsyncSession, begins: datetime, ends: datetime) -> list[Waiting]:
    """Who waits for something in these hours; who came first is first."""
    query = select(*_COLUMNS).where(WaitingRow.begins < ends, WaitingRow.ends > begins)
    return [_waiting(row) for row in await session.execute(query.order_by(WaitingRow.since, WaitingRow.id))]


def anybody(connection: Connection, begins: datetime, ends: datetime) -> bool:
    """Whether somebody waits for something in these hours."""
    query = select(func.count()).where(WaitingRow.begins < ends, WaitingRow.ends > begins)
    return bool(connection.execute(query).scalar())


async def remove_expired(session: AsyncSession) -> None:
    """Removes what is over."""
    await session.execute(delete(WaitingRow).where(WaitingRow.ends <= now()))


def _changed(connection: Connection, statement: Any) -> int:
    return cast("CursorResult[Any]", connection.execute(statement)).rowcount
