"""Initiatives on their way: what stands on the card of somebody who writes one, or changes one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, String, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now

KEPT = timedelta(days=60)  # without anything happening
KEPT_SUBMITTED = timedelta(days=7)  # as long as the press that submitted it may come again


class InitiativeDraftRow(Base):
    """One draft. `version` goes up by one with every step."""

    __tablename__ = "initiative_drafts"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    organisation: Mapped[str] = mapped_column(String(64))
    person: Mapped[str] = mapped_column(String(64), index=True)
    initiative: Mapped[str] = mapped_column(String(32))
    base: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    submitted: Mapped[bool]
    version: Mapped[int]
    changed: Mapped[datetime] = mapped_column(Moment)
    expires: Mapped[datetime] = mapped_column(Moment, index=True)


@dataclass(frozen=True)
class InitiativeDraft:
    """A draft. `initiative`: which one it changes, "" for a new one, at version `base` of that."""

    id: str
    organisation: str
    person: str
    content: dict[str, Any]
    initiative: str = ""
    base: int = 0
    submitted: bool = False
    version: int = 0


async def save(session: AsyncSession, draft: InitiativeDraft, *, over: int) -> InitiativeDraft | None:
    """Saves over version `over` (0: it is new). None: it was changed or removed meanwhile, and nothing is saved."""
    row = await session.get(InitiativeDraftRow, draft.id, with_for_update=True)
    if (0 if row is None else row.version) != over:
        return None
    if row is None:
        row = InitiativeDraftRow(id=draft.id, organisation=draft.organisation, person=draft.person)
        session.add(row)
    row.initiative, row.base, row.content, row.submitted = (
        draft.initiative,
        draft.base,
        draft.content,
        draft.submitted,
    )
    row.version, row.changed = over + 1, now()
    row.expires = now() + (KEPT_SUBMITTED if draft.submitted else KEPT)
    await session.flush()
    return replace(draft, version=over + 1)


async def find(
    session: AsyncSession, organisation: str, person: str, id: str, *, to_change: bool = False
) -> InitiativeDraft | None:
    """A draft of this person, submitted or not; with `to_change` nobody else changes it until the transaction ends."""
    row = await session.get(InitiativeDraftRow, id, with_for_update=to_change or None)
    if row is None or (row.organisation, row.person) != (organisation, person) or row.expires <= now():
        return None
    return _draft(row)


async def of_person(session: AsyncSession, organisation: str, person: str) -> list[InitiativeDraft]:
    """What somebody did not submit, what was kept last first."""
    query = select(InitiativeDraftRow).where(
        InitiativeDraftRow.organisation == organisation,
        InitiativeDraftRow.person == person,
        InitiativeDraftRow.submitted.is_(False),
        InitiativeDraftRow.expires > now(),
    )
    rows = await session.scalars(query.order_by(InitiativeDraftRow.changed.desc(), InitiativeDraftRow.id))
    return [_draft(row) for row in rows]


async def remove(session: AsyncSession, person: str, id: str) -> None:
    """Throws away what was not submitted."""
    await session.execute(
        delete(InitiativeDraftRow).where(
            InitiativeDraftRow.id == id,
            InitiativeDraftRow.person == person,
            InitiativeDraftRow.submitted.is_(False),
        )
    )


async def everybody(session: AsyncSession) -> set[str]:
    """All who have a draft."""
    return {*await session.scalars(select(InitiativeDraftRow.person).distinct())}


async def forget(session: AsyncSession, people: Collection[str]) -> None:
    """Removes the drafts of people who left."""
    await session.execute(delete(InitiativeDraftRow).where(InitiativeDraftRow.person.in_(people)))


async def remove_expired(session: AsyncSession) -> None:
    """Removes what is past its date."""
    await session.execute(delete(InitiativeDraftRow).where(InitiativeDraftRow.expires <= now()))


def _draft(row: InitiativeDraftRow) -> InitiativeDraft:
    return InitiativeDraft(
        row.id, row.organisation, row.person, row.content, row.initiative, row.base, row.submitted, row.version
    )
