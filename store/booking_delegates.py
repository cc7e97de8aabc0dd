"""Who may book for whom: what a person has allowed a colleague, until it is taken back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store import upsert
from store.database import Base, Moment, now


class BookingDelegateRow(Base):
    """`delegate` may book for `person`; both are Entra object ids."""

    __tablename__ = "booking_delegates"
    person: Mapped[str] = mapped_column(String(64), primary_key=True)
    delegate: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
    since: Mapped[datetime] = mapped_column(Moment)


async def allow(session: AsyncSession, person: str, delegate: str) -> None:
    """From now on the delegate may book for the person."""
    await upsert.put_new(session, BookingDelegateRow, {"person": person, "delegate": delegate, "since": now()})


async def take_back(session: AsyncSession, person: str, delegate: str) -> None:
    """From now on no longer."""
    same = BookingDelegateRow.person == person, BookingDelegateRow.delegate == delegate
    await session.execute(delete(BookingDelegateRow).where(*same))


async def may(session: AsyncSession, person: str, delegate: str) -> bool:
    """Whether the delegate may book for the person."""
    return await session.get(BookingDelegateRow, (person, delegate)) is not None


async def of(session: AsyncSession, person: str) -> tuple[str, ...]:
    """Who may book for a person, the first that was allowed first."""
    query = select(BookingDelegateRow.delegate).where(BookingDelegateRow.person == person)
    return tuple(await session.scalars(query.order_by(BookingDelegateRow.since, BookingDelegateRow.delegate)))
