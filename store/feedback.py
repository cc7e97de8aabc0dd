"""Thumbs up and down on answers, without the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import String, Text, UniqueConstraint, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now
from store.upsert import put_new

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
    reason: Mapped[str] = mapped_column(String(16), default="", server_default="")  # why a thumb went down
    given: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True)
class Before:
    """What a voice thought of a message until now."""

    disliked: bool
    reason: str


async def give(session: AsyncSession, message: str, voice: str, liked: bool, comment: str) -> Before:
    """Records an opinion; a later one of the same voice on the same message takes its place. Gives the earlier one."""
    first = {"message": message, "voice": voice, "liked": liked, "comment": comment, "reason": "", "given": now()}
    if await put_new(session, FeedbackRow, first):
        return Before(False, "")
    row = await _row(session, message, voice)
    if row is None:  # removed in between
        return Before(False, "")
    before = Before(not row.liked, row.reason)
    row.liked, row.comment, row.given = liked, comment, now()
    row.reason = "" if liked else row.reason
    return before


async def explain(session: AsyncSession, message: str, voice: str, reason: str) -> str | None:
    """Adds the reason to a thumb down. The reason before; None when that thumb is no longer down."""
    row = await _row(session, message, voice)
    if row is None or row.liked:
        return None
    before, row.reason = row.reason, reason
    return before


async def totals(session: AsyncSession) -> tuple[int, int]:
    """How many thumbs up and down there are."""
    liked = list(await session.scalars(select(FeedbackRow.liked)))
    return sum(liked), len(liked) - sum(liked)


async def _row(session: AsyncSession, message: str, voice: str) -> FeedbackRow | None:
    query = select(FeedbackRow).where(FeedbackRow.message == message, FeedbackRow.voice == voice).with_for_update()
    return (await session.scalars(query)).first()


async def remove_expired(session: AsyncSession) -> None:
    """Removes every opinion that is older than a year."""
    await session.execute(delete(FeedbackRow).where(FeedbackRow.given <= now() - KEPT))
