"""What has come in already, so that an activity that Teams delivers twice is handled once."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import String, delete
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now

KEPT = timedelta(days=7)


class InboxRow(Base):
    """One activity that was taken in. Only a hash of its ids is kept."""

    __tablename__ = "inbox"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)


async def claim(session: AsyncSession, key: str) -> bool:
    """Takes an activity in. False: somebody did before. The write transaction is what makes this safe."""
    if await session.get(InboxRow, key) is not None:
        return False
    session.add(InboxRow(key=key, at=now()))
    return True


async def remove_expired(session: AsyncSession) -> None:
    """Removes what came in more than seven days ago."""
    await session.execute(delete(InboxRow).where(InboxRow.at <= now() - KEPT))
