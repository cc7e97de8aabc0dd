"""What has been done for which activity, so that handling it again after a restart does nothing twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, String, bindparam, delete, select, text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now

KEPT = timedelta(days=7)  # as long as the inbox knows the activity


class EffectRow(Base):
    """One thing that was done for one activity in the inbox."""

    __tablename__ = "effects"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)


_FIRST = text(
    "insert into effects (key, name, at) values (:key, :name, :at) on conflict (key, name) do nothing"
).bindparams(bindparam("at", type_=Moment))


async def first(session: AsyncSession, key: str, name: str) -> bool:
    """Whether this is still to be done for the activity `key`; to be asked in the transaction that does it.

    Without a key (the command line) it always is.
    """
    if not key:
        return True
    done = await session.execute(_FIRST, {"key": key, "name": name, "at": now()})
    return cast("CursorResult[Any]", done).rowcount == 1


def first_in(connection: Connection, key: str, name: str) -> bool:
    """The same inside a brief transaction."""
    return connection.execute(_FIRST, {"key": key, "name": name, "at": now()}).rowcount == 1


def undo(connection: Connection, key: str, name: str) -> None:
    """It was not done after all, and is still to be done."""
    connection.execute(delete(EffectRow).where(EffectRow.key == key, EffectRow.name == name))


def any_of(connection: Connection, key: str) -> bool:
    """Whether anything has been done for the activity `key`."""
    return connection.execute(select(EffectRow.key).where(EffectRow.key == key).limit(1)).first() is not None


async def already(session: AsyncSession, key: str, name: str) -> bool:
    """Whether this has been done for the activity `key` before."""
    return bool(key) and await session.get(EffectRow, (key, name)) is not None


async def remove_expired(session: AsyncSession) -> None:
    """Removes what was done more than seven days ago."""
    await session.execute(delete(EffectRow).where(EffectRow.at <= now() - KEPT))
