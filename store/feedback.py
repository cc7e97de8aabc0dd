"""Thumbs up and down on answers, without the person."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import String, Text, UniqueConstraint, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now

KEPT = timedelta(days=365)


class FeedbackRow(Base):
    """One opinion on one message. `voice` keeps a second press from counting twice; it names nobody."""

    __tablename__ = "feedback"
    __table_args__ = (UniqueConstraint("message", "voice"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    message: Mapped[str] = mapped_column(String(128), index=True)
    voice: Mapped[str] = mapped_column(String(64))
    liked: Mapped[bool]
    comment: Mapped[str] = mapped_column(Text, default="")
    given: Mapped[datetime] = mapped_column(Moment)


async def give(session: AsyncSession, message: str, voice: str, liked: bool, comment: str) -> None:
    """Records an opinion; a later one of the same voice on the same message takes its place."""
    query = select(FeedbackRow).where(FeedbackRow.message == message, FeedbackRow.voice == voice)
    row = (await session.scalars(query)).first()
    if row is None:
        row = FeedbackRow(message=message, voice=voice)
        session.add(row)
    row.liked, row.comment, row.given = liked, comment, now()


async def totals(session: AsyncSession) -> tuple[int, int]:
    """How many thumbs up and down there are."""
    liked = list(await session.scalars(select(FeedbackRow.liked)))
    return sum(liked), len(liked) - sum(liked)


async def remove_expired(session: AsyncSession) -> None:
    """Removes every opinion that is older than a year."""
    await session.execute(delete(FeedbackRow).where(FeedbackRow.given <= now() - KEPT))
