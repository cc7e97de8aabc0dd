"""Conversation references: where Koers can reach a person, a group chat or a channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import String, delete, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now
from store.upsert import put


class ConversationRow(Base):
    """One conversation that the bot is in."""

    __tablename__ = "conversations"
    id: Mapped[str] = mapped_column(String(255), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    tenant: Mapped[str] = mapped_column(String(64))
    person: Mapped[str | None] = mapped_column(String(64), index=True)
    service_url: Mapped[str] = mapped_column(String(255))
    bot: Mapped[str] = mapped_column(String(128))
    welcomed: Mapped[bool] = mapped_column(default=False)
    seen: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True)
class Conversation:
    """A stored reference: plain values, none of the SDK's types."""

    id: str
    kind: str  # personal, group or channel
    tenant: str
    person: str | None  # the Entra object id, for a personal chat
    service_url: str
    bot: str  # the bot's own id in this conversation
    welcomed: bool = False


def _conversation(row: ConversationRow) -> Conversation:
    return Conversation(row.id, row.kind, row.tenant, row.person, row.service_url, row.bot, row.welcomed)


async def save(session: AsyncSession, conversation: Conversation) -> None:
    """Remembers a conversation, or that it was seen again; `welcomed` never goes back to False."""
    values = {**asdict(conversation), "seen": now()}
    await put(session, ConversationRow, values, kept=() if conversation.welcomed else ("welcomed",))


def welcomed(connection: Connection, conversation: str) -> None:
    """Notes that the greeting goes out now."""
    connection.execute(update(ConversationRow).where(ConversationRow.id == conversation).values(welcomed=True))


async def find(session: AsyncSession, conversation: str) -> Conversation | None:
    """The stored reference of a conversation."""
    row = await session.get(ConversationRow, conversation)
    return None if row is None else _conversation(row)


async def find_all(session: AsyncSession, ids: Sequence[str], *, others: int = 0) -> dict[str, Conversation]:
    """The stored references of these conversations by id, and of so many others, the last seen first."""
    columns = (ConversationRow.id, ConversationRow.kind, ConversationRow.tenant, ConversationRow.person)
    query = select(*columns, ConversationRow.service_url, ConversationRow.bot, ConversationRow.welcomed)
    rows = [*await session.execute(query.where(ConversationRow.id.in_(ids)))]
    if others:
        rows += await session.execute(query.order_by(ConversationRow.seen.desc()).limit(others))
    return {row[0]: Conversation(*row) for row in rows}


async def of_person(session: AsyncSession, person: str) -> Conversation | None:
    """The personal chat with a person, if Koers is installed there."""
    query = select(ConversationRow).where(ConversationRow.person == person, ConversationRow.kind == "personal")
    row = (await session.scalars(query.order_by(ConversationRow.seen.desc()))).first()
    return None if row is None else _conversation(row)


async def last_seen(session: AsyncSession) -> Conversation | None:
    """The personal chat in which something was last heard of."""
    query = select(ConversationRow).where(ConversationRow.kind == "personal")
    row = (await session.scalars(query.order_by(ConversationRow.seen.desc()).limit(1))).first()
    return None if row is None else _conversation(row)


async def forget(session: AsyncSession, conversation: str) -> None:
    """Removes a conversation: the bot was uninstalled there."""
    await session.execute(delete(ConversationRow).where(ConversationRow.id == conversation))
