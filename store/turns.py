"""The last lines of a conversation, kept for a day: a follow-up leans on them, and a source can be opened again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import JSON, String, Text, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now

KEPT = timedelta(hours=24)
Source = Mapping[str, str | int]  # a citation as the domain writes it


class TurnRow(Base):
    """One line: what was asked or answered. No person: the conversation is enough."""

    __tablename__ = "turns"
    id: Mapped[int] = mapped_column(primary_key=True)
    conversation: Mapped[str] = mapped_column(String(255), index=True)
    role: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    sources: Mapped[list[Source]] = mapped_column(JSON, server_default="[]", default=list)
    at: Mapped[datetime] = mapped_column(Moment, index=True)


@dataclass(frozen=True)
class Line:
    """Who said it ("user" or "assistant") and what; of an answer with its sources."""

    role: str
    text: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Kept:
    """A line as it was kept: with its number, and when it was said."""

    id: int
    line: Line
    at: datetime


async def remember(session: AsyncSession, conversation: str, *lines: Line) -> None:
    """Adds lines to a conversation."""
    session.add_all(
        TurnRow(conversation=conversation, role=line.role, text=line.text, sources=list(line.sources), at=now())
        for line in lines
    )


async def last(session: AsyncSession, conversation: str, count: int = 4) -> list[Line]:
    """The last lines of a conversation, oldest first."""
    return [kept.line for kept in await _latest(session, conversation, count)]


async def last_asked(session: AsyncSession, conversation: str) -> Kept | None:
    """The last question of a conversation."""
    lines = await _latest(session, conversation, 2)
    return next((kept for kept in reversed(lines) if kept.line.role == "user"), None)


async def last_with_sources(session: AsyncSession, conversation: str, count: int = 20) -> Kept | None:
    """The last answer of a conversation that had sources, among its last lines."""
    lines = await _latest(session, conversation, count)
    return next((kept for kept in reversed(lines) if kept.line.sources), None)


async def find(session: AsyncSession, conversation: str, id: int) -> Kept | None:
    """A line of a conversation by its number, unless it is too old."""
    row = await session.get(TurnRow, id)
    if row is None or row.conversation != conversation or row.at <= now() - KEPT:
        return None
    return _kept(row)


async def _latest(session: AsyncSession, conversation: str, count: int) -> list[Kept]:
    query = select(TurnRow).where(TurnRow.conversation == conversation, TurnRow.at > now() - KEPT)
    rows = list(await session.scalars(query.order_by(TurnRow.id.desc()).limit(count)))
    return [_kept(row) for row in reversed(rows)]


def _kept(row: TurnRow) -> Kept:
    return Kept(row.id, Line(row.role, row.text, tuple(row.sources)), row.at)


async def remove_expired(session: AsyncSession) -> None:
    """Removes every line that is older than a day."""
    await session.execute(delete(TurnRow).where(TurnRow.at <= now() - KEPT))
