"""The last lines of a conversation, kept for a day so that a follow-up question can lean on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import String, Text, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now

KEPT = timedelta(hours=24)


class TurnRow(Base):
    """One line: what was asked or answered. No person: the conversation is enough."""

    __tablename__ = "turns"
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation: Mapped[str] = mapped_column(String(255), index=True)
    role: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment, index=True)


@dataclass(frozen=True)
class Line:
    """Who said it ("user" or "assistant") and what."""

    role: str
    text: str


async def remember(session: AsyncSession, conversation: str, *lines: Line) -> None:
    """Adds lines to a conversation."""
    session.add_all(TurnRow(conversation=conversation, role=line.role, text=line.text, at=now()) for line in lines)


async def last(session: AsyncSession, conversation: str, count: int = 4) -> list[Line]:
    """The last lines of a conversation, oldest first."""
    query = select(TurnRow).where(TurnRow.conversation == conversation, TurnRow.at > now() - KEPT)
    rows = list(await session.scalars(query.order_by(TurnRow.id.desc()).limit(count)))
    return [Line(row.role, row.text) for row in reversed(rows)]


async def remove_expired(session: AsyncSession) -> None:
    """Removes every line that is older than a day."""
    await session.execute(delete(TurnRow).where(TurnRow.at <= now() - KEPT))
