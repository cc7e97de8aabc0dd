"""What has come in already, so that an activity that Teams delivers twice is handled once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, String, bindparam, delete, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now

KEPT = timedelta(days=7)


class InboxRow(Base):
    """One activity that was taken in. Only a hash of its ids is kept."""

    __tablename__ = "inbox"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)


# One statement, the same on SQLite and PostgreSQL: this runs for every message.
_CLAIM = text("insert into inbox (key, at) values (:key, :at) on conflict (key) do nothing").bindparams(
    bindparam("at", type_=Moment)
)


async def claim(session: AsyncSession, key: str) -> bool:
    """Takes an activity in. False: somebody did before."""
    result = cast("CursorResult[Any]", await session.execute(_CLAIM, {"key": key, "at": now()}))
    return result.rowcount == 1


async def release(session: AsyncSession, key: str) -> None:
    """Gives an activity back: it was not handled."""
    await session.execute(delete(InboxRow).where(InboxRow.key == key))


async def remove_expired(session: AsyncSession) -> None:
    """Removes what came in more than seven days ago."""
    await session.execute(delete(InboxRow).where(InboxRow.at <= now() - KEPT))
