"""Announcements from the moment that they are begun: what they say, how they stand, and who acknowledged as marks."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import JSON, ColumnElement, CursorResult, String, delete, func, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now
from store.driver import Statement

KEPT = timedelta(days=30)  # after an announcement is no longer valid: so long there is a report


class AnnouncementRow(Base):
    """One announcement that was begun."""

    __tablename__ = "announcements"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    organisation: Mapped[str] = mapped_column(String(64))
    author: Mapped[str] = mapped_column(String(64), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int]
    at_most: Mapped[int]
    valid_until: Mapped[datetime] = mapped_column(Moment, index=True)
    state: Mapped[str] = mapped_column(String(16))
    back: Mapped[str] = mapped_column(String(16))  # the state to return to when what was sent has been gone over
    round: Mapped[int]  # goes up each time that work is promised: the name of that work
    altering: Mapped[int]  # the round of the correction or recall that ran last
    resolved: Mapped[bool]  # the ledger has everybody
    skipped: Mapped[int]
    reminded: Mapped[bool]
    altered: Mapped[int]  # of the reminder: those of a correction or recall are counted in the ledger
    not_altered: Mapped[int]
    secret: Mapped[str] = mapped_column(String(64))  # of the marks; "" when it has been forgotten
    acknowledged: Mapped[int]  # how many marks there were when they were forgotten
    begun: Mapped[datetime] = mapped_column(Moment)


class AcknowledgementRow(Base):
    """That somebody acknowledged: a mark that only the announcement's own secret and the pepper lead to. No moment."""

    __tablename__ = "acknowledgements"
    __table_args__ = ({"sqlite_with_rowid": False},)  # kept in the order of the marks, which says nothing
    announcement: Mapped[str] = mapped_column(String(32), primary_key=True)
    mark: Mapped[str] = mapped_column(String(64), primary_key=True)


@dataclass(frozen=True)
class Begun:
    """An announcement as it is stored; what the fields mean is said at the columns."""

    id: str
    organisation: str
    author: str
    content: Mapping[str, Any]
    version: int
    at_most: int
    valid_until: datetime
    state: str
    back: str
    round: int
    altering: int
    resolved: bool
    skipped: int
    reminded: bool
    altered: int
    not_altered: int
    secret: str
    acknowledged: int
    begun: datetime


_COLUMNS = [getattr(AnnouncementRow, name) for name in Begun.__dataclass_fields__]


def begin(
    connection: Connection,
    id: str,
    *,
    organisation: str,
    author: str,
    content: Mapping[str, Any],
    version: int,
    at_most: int,
    valid_until: datetime,
    state: str,
) -> bool:
    """Stores it. False: it was begun before, and nothing changed."""
    if connection.execute(select(AnnouncementRow.id).where(AnnouncementRow.id == id)).first() is not None:
        return False
    row = {
        "id": id,
        "organisation": organisation,
        "author": author,
        "content": dict(content),
        "version": version,
        "at_most": at_most,
        "valid_until": valid_until,
        "state": state,
        "back": "",
        "round": 1,
        "altering": 0,
        "resolved": False,
        "skipped": 0,
        "reminded": False,
        "altered": 0,
        "not_altered": 0,
        "secret": secrets.token_hex(32),
        "acknowledged": 0,
        "begun": now(),
    }
    connection.execute(insert(AnnouncementRow), [row])
    return True


async def find(session: AsyncSession, id: str) -> Begun | None:
    """The announcement with that id."""
    row = (await session.execute(select(*_COLUMNS).where(AnnouncementRow.id == id))).first()
    return None if row is None else Begun(*row)


def look(connection: Connection, id: str) -> Begun | None:
    """The same, in a brief transaction."""
    row = connection.execute(select(*_COLUMNS).where(AnnouncementRow.id == id)).first()
    return None if row is None else Begun(*row)


def is_resolving(connection: Connection, id: str, round: int) -> bool:
    """Whether it is still this round that finds out who gets it; then that stays so until the transaction ends."""
    resolving = AnnouncementRow.state == "sending", AnnouncementRow.round == round, AnnouncementRow.resolved.is_(False)
    query = select(AnnouncementRow.id).where(AnnouncementRow.id == id, *resolving).with_for_update()
    return connection.execute(query).first() is not None


async def of_author(session: AsyncSession, author: str) -> list[Begun]:
    """What a person has begun, the newest first."""
    query = select(*_COLUMNS).where(AnnouncementRow.author == author)
    rows = await session.execute(query.order_by(AnnouncementRow.begun.desc(), AnnouncementRow.id))
    return [Begun(*row) for row in rows]


async def some(session: AsyncSession, ids: Sequence[str]) -> list[Begun]:
    """These, the newest first."""
    query = select(*_COLUMNS).where(AnnouncementRow.id.in_(ids))
    rows = await session.execute(query.order_by(AnnouncementRow.begun.desc(), AnnouncementRow.id))
    return [Begun(*row) for row in rows]


def move(connection: Connection, id: str, whence: Sequence[str], values: Mapping[str, Any]) -> bool:
    """Changes an announcement that is in one of these states. False: it is not, and nothing changed."""
    changing = update(AnnouncementRow).where(AnnouncementRow.id == id, AnnouncementRow.state.in_(whence))
    return _changed(connection, changing.values(**values)) == 1


def next_round(
    connection: Connection, id: str, whence: Sequence[str], values: Mapping[str, Any], *, altering: bool = False
) -> int | None:
    """The same, for what promises new work: its round, or None. `altering`: it goes over what was sent."""
    following: dict[str, Any] = {"round": AnnouncementRow.round + 1}
    if altering:
        following["altering"] = AnnouncementRow.round + 1
    if not move(connection, id, whence, {**values, **following}):
        return None
    return connection.execute(select(AnnouncementRow.round).where(AnnouncementRow.id == id)).scalar_one()


def count_reminders(connection: Connection, id: str, reached: int, missed: int) -> None:
    """Adds to how many got the reminder and how many could not."""
    added = {"altered": AnnouncementRow.altered + reached, "not_altered": AnnouncementRow.not_altered + missed}
    connection.execute(update(AnnouncementRow).where(AnnouncementRow.id == id).values(**added))


_ACKNOWLEDGED = Statement(
    "insert into acknowledgements (announcement, mark) values (:announcement, :mark)"
    " on conflict (announcement, mark) do nothing"
)


def acknowledge(connection: Connection, id: str, mark: str) -> None:
    """Keeps a mark; the same twice is one."""
    _ACKNOWLEDGED.changed(connection, {"announcement": id, "mark": mark})


async def acknowledgements(session: AsyncSession, id: str) -> int:
    """How many marks there are."""
    query = select(func.count()).select_from(AcknowledgementRow).where(AcknowledgementRow.announcement == id)
    return await session.scalar(query) or 0


async def marked(session: AsyncSession, id: str, marks: Sequence[str]) -> set[str]:
    """Which of these marks there are."""
    query = select(AcknowledgementRow.mark).where(AcknowledgementRow.announcement == id)
    return set(await session.scalars(query.where(AcknowledgementRow.mark.in_(marks))))


def forget_marks(connection: Connection, at: datetime) -> None:
    """Of what is no longer valid only the number of acknowledgements stays: the marks go, and what leads to them."""
    over = AnnouncementRow.valid_until <= at, AnnouncementRow.secret != ""
    for (id,) in connection.execute(select(AnnouncementRow.id).where(*over)).all():
        counted = select(func.count()).select_from(AcknowledgementRow).where(AcknowledgementRow.announcement == id)
        values = {"acknowledged": counted.scalar_subquery(), "secret": ""}
        connection.execute(update(AnnouncementRow).where(AnnouncementRow.id == id).values(**values))
        connection.execute(delete(AcknowledgementRow).where(AcknowledgementRow.announcement == id))


def expired(connection: Connection, at: datetime) -> list[str]:
    """What has not been valid for so long that nothing of it is kept."""
    return [id for (id,) in connection.execute(select(AnnouncementRow.id).where(_over(at)))]


def remove(connection: Connection, id: str) -> None:
    """Removes an announcement; its ledger goes before (store.deliveries.clear)."""
    connection.execute(delete(AcknowledgementRow).where(AcknowledgementRow.announcement == id))
    connection.execute(delete(AnnouncementRow).where(AnnouncementRow.id == id))


def _over(at: datetime) -> ColumnElement[bool]:
    return AnnouncementRow.valid_until <= at - KEPT


def _changed(connection: Connection, statement: Any) -> int:
    return cast("CursorResult[Any]", connection.execute(statement)).rowcount
