"""Drafts: what a person filled in on a card and has not sent yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import JSON, CursorResult, String, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now
from store.upsert import put_new

KEPT = timedelta(days=60)


class DraftRow(Base):
    """One draft per person and capability. `version` goes up by one with every save."""

    __tablename__ = "drafts"
    person: Mapped[str] = mapped_column(String(64), primary_key=True)
    capability: Mapped[str] = mapped_column(String(32), primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int]
    expires: Mapped[datetime] = mapped_column(Moment, index=True)


@dataclass(frozen=True)
class Draft:
    """The content of a draft and the version it was read at."""

    content: dict[str, Any]
    version: int


async def keep(
    session: AsyncSession,
    person: str,
    capability: str,
    content: dict[str, Any],
    *,
    over: int,
    kept: timedelta = KEPT,
) -> bool:
    """Saves a draft over version `over` (0: there is none yet). False: somebody saved in between, nothing changed."""
    values = {"content": content, "version": over + 1, "expires": now() + kept}
    if over == 0:
        return await put_new(session, DraftRow, {"person": person, "capability": capability, **values})
    read = DraftRow.person == person, DraftRow.capability == capability, DraftRow.version == over
    return (
        cast("CursorResult[Any]", await session.execute(update(DraftRow).where(*read).values(**values))).rowcount == 1
    )


async def find(session: AsyncSession, person: str, capability: str) -> Draft | None:
    """The draft that a person has for a capability, unless it expired."""
    query = select(DraftRow).where(
        DraftRow.person == person, DraftRow.capability == capability, DraftRow.expires > now()
    )
    row = (await session.scalars(query)).first()
    return None if row is None else Draft(row.content, row.version)


async def discard(session: AsyncSession, person: str, capability: str) -> None:
    """Throws a draft away."""
    await session.execute(delete(DraftRow).where(DraftRow.person == person, DraftRow.capability == capability))


async def remove_expired(session: AsyncSession) -> None:
    """Removes every draft past its date."""
    await session.execute(delete(DraftRow).where(DraftRow.expires <= now()))
