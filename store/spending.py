"""How many tokens of the language model were spent today: per person, known only by a keyed hash, and in all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import String, bindparam, delete, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now

KEPT = timedelta(hours=48)  # a day is over everywhere by then


class SpendingRow(Base):
    """What one payer spent on one day. The payer is a hash that holds the day, so no two days can be joined."""

    __tablename__ = "spending"
    payer: Mapped[str] = mapped_column(String(64), primary_key=True)
    tokens: Mapped[int]
    at: Mapped[datetime] = mapped_column(Moment, index=True)


# One statement, the same on SQLite and PostgreSQL; two processes that add at once lose nothing.
_ADD = text(
    "insert into spending (payer, tokens, at) values (:payer, :tokens, :at) "
    "on conflict (payer) do update set tokens = spending.tokens + excluded.tokens"
).bindparams(bindparam("at", type_=Moment))


async def reserve(session: AsyncSession, tokens: int, most: Mapping[str, int]) -> bool:
    """Puts `tokens` on the account of every payer in `most`, unless that brings one above its limit for the day.

    False: nothing was put on any account. Needs a writing session, so that nobody reserves in between.
    """
    await settle(session, 0, *sorted(most))  # from here on nobody else reads these accounts to write them
    rows = await session.execute(select(SpendingRow.payer, SpendingRow.tokens).where(SpendingRow.payer.in_(most)))
    spent = {str(payer): int(already) for payer, already in rows}
    if any(spent.get(payer, 0) + tokens > limit for payer, limit in most.items()):
        return False
    await settle(session, tokens, *most)
    return True


async def settle(session: AsyncSession, difference: int, *payers: str) -> None:
    """Corrects what was reserved by what it came to: `difference` in tokens, below zero when it was less."""
    await session.execute(_ADD, [{"payer": payer, "tokens": difference, "at": now()} for payer in payers])


async def spent(session: AsyncSession, payer: str) -> int:
    """The tokens on one account."""
    return await session.scalar(select(SpendingRow.tokens).where(SpendingRow.payer == payer)) or 0


async def remove_expired(session: AsyncSession) -> None:
    """Removes the accounts of days that are over."""
    await session.execute(delete(SpendingRow).where(SpendingRow.at <= now() - KEPT))
