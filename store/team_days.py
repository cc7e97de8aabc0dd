"""Team days: who asked whom to come on a day, which place is kept for each of them, and who comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, Date, String, delete, func, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now

KEPT = timedelta(days=2)  # after the day itself
State = Literal["open", "closed", "off"]
# asked: a place is kept. comes: that place is theirs. own: comes, and has a place already. not: does not come.
# late: did not answer in time. unreachable: has no Koers, or left.
Answer = Literal["asked", "comes", "own", "not", "late", "unreachable"]


class TeamDayRow(Base):
    """One team day. `state` closed: nobody is asked any more; off: it does not go on."""

    __tablename__ = "team_days"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    organiser: Mapped[str] = mapped_column(String(64), index=True)
    location: Mapped[str] = mapped_column(String(64))
    day: Mapped[date] = mapped_column(Date, index=True)
    first_slot: Mapped[int]
    end_slot: Mapped[int]
    until: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(16))
    version: Mapped[int]
    conversation: Mapped[str] = mapped_column(String(255))
    message: Mapped[str] = mapped_column(String(255))
    created: Mapped[datetime] = mapped_column(Moment)


class TeamMemberRow(Base):
    """Somebody who was asked, or the organiser. `hold`: the booking that keeps a place, "" where there is none."""

    __tablename__ = "team_members"
    team_day: Mapped[str] = mapped_column(String(32), primary_key=True)
    person: Mapped[str] = mapped_column(String(64), primary_key=True)
    hold: Mapped[str] = mapped_column(String(32), index=True)
    answer: Mapped[str] = mapped_column(String(16))
    conversation: Mapped[str] = mapped_column(String(255))
    message: Mapped[str] = mapped_column(String(255))


@dataclass(frozen=True)
class StoredDay:
    """A team day as it is stored; what the fields mean is said at the columns."""

    id: str
    organiser: str
    location: str
    day: date
    first_slot: int
    end_slot: int
    until: datetime
    state: State
    version: int
    conversation: str
    message: str
    created: datetime


@dataclass(frozen=True)
class StoredMember:
    """Somebody who was asked."""

    team_day: str
    person: str
    hold: str
    answer: Answer
    conversation: str
    message: str


_DAY = [getattr(TeamDayRow, name) for name in StoredDay.__dataclass_fields__]
_MEMBER = [getattr(TeamMemberRow, name) for name in StoredMember.__dataclass_fields__]


def add(connection: Connection, day: StoredDay, members: Sequence[StoredMember]) -> None:
    """Stores a new one with everybody who is asked."""
    connection.execute(insert(TeamDayRow), [dict(vars(day))])
    connection.execute(insert(TeamMemberRow), [dict(vars(member)) for member in members])


def look(connection: Connection, id: str, *, locked: bool = False) -> StoredDay | None:
    """A team day; `locked`: nobody else changes it, or an answer to it, until the transaction ends."""
    query = select(*_DAY).where(TeamDayRow.id == id)
    row = connection.execute(query.with_for_update() if locked else query).first()
    return None if row is None else StoredDay(*row)


def members(connection: Connection, id: str) -> list[StoredMember]:
    """Everybody who was asked."""
    query = select(*_MEMBER).where(TeamMemberRow.team_day == id).order_by(TeamMemberRow.person)
    return [StoredMember(*row) for row in connection.execute(query)]


def member(connection: Connection, id: str, person: str) -> StoredMember | None:
    """One of them."""
    row = connection.execute(select(*_MEMBER).where(*_this(id, person))).first()
    return None if row is None else StoredMember(*row)


def put_member(connection: Connection, id: str, person: str, **values: object) -> None:
    """Changes what is stored of one of them."""
    connection.execute(update(TeamMemberRow).where(*_this(id, person)).values(**values))


def changed(connection: Connection, id: str, **values: object) -> int:
    """Changes a team day, or notes that an answer did; its new version."""
    fresh = {**values, "version": TeamDayRow.version + 1}
    connection.execute(update(TeamDayRow).where(TeamDayRow.id == id).values(**fresh))
    return connection.execute(select(TeamDayRow.version).where(TeamDayRow.id == id)).scalar_one()


def keep_card(connection: Connection, id: str, conversation: str, message: str) -> None:
    """The card by which the organiser follows it is here."""
    where = {"conversation": conversation, "message": message}
    connection.execute(update(TeamDayRow).where(TeamDayRow.id == id).values(**where))


def of_hold(connection: Connection, hold: str) -> str | None:
    """The team day that a booking was kept for, or is of."""
    query = select(TeamMemberRow.team_day).where(TeamMemberRow.hold == hold, TeamMemberRow.answer == "comes")
    return connection.execute(query).scalar()


def open_of(connection: Connection, organiser: str, today: date) -> int:
    """How many team days somebody has that are still being asked about."""
    mine = TeamDayRow.organiser == organiser, TeamDayRow.state == "open", TeamDayRow.day >= today
    return int(connection.execute(select(func.count()).select_from(TeamDayRow).where(*mine)).scalar_one())


async def find(session: AsyncSession, id: str) -> tuple[StoredDay, list[StoredMember]] | None:
    """A team day with everybody who was asked, for who only looks."""
    row = (await session.execute(select(*_DAY).where(TeamDayRow.id == id))).first()
    if row is None:
        return None
    asked = select(*_MEMBER).where(TeamMemberRow.team_day == id).order_by(TeamMemberRow.person)
    return StoredDay(*row), [StoredMember(*each) for each in await session.execute(asked)]


async def of_organiser(session: AsyncSession, organiser: str, today: date) -> list[str]:
    """The ids of somebody's team days from today on that go on, by day."""
    mine = TeamDayRow.organiser == organiser, TeamDayRow.day >= today, TeamDayRow.state != "off"
    return list(await session.scalars(select(TeamDayRow.id).where(*mine).order_by(TeamDayRow.day, TeamDayRow.id)))


async def remove_expired(session: AsyncSession) -> None:
    """Removes team days that are over, with who came."""
    over = select(TeamDayRow.id).where(TeamDayRow.day < (datetime.now(UTC) - KEPT).date())
    await session.execute(delete(TeamMemberRow).where(TeamMemberRow.team_day.in_(over)))
    await session.execute(delete(TeamDayRow).where(TeamDayRow.id.in_(over)))


def fresh(id: str, organiser: str, location: str, day: date, slots: range, until: datetime) -> StoredDay:
    """One that was asked just now."""
    return StoredDay(id, organiser, location, day, slots.start, slots.stop, until, "open", 1, "", "", now())


def _this(id: str, person: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return TeamMemberRow.team_day == id, TeamMemberRow.person == person
