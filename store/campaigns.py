"""Campaigns (a question to everybody with a last day), and the channel that gets the weekly digest."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Date, String, Text, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now
from store.initiatives import InitiativeRow
from store.upsert import put, put_new


class CampaignRow(Base):
    """One campaign."""

    __tablename__ = "campaigns"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    organisation: Mapped[str] = mapped_column(String(64), index=True)
    question: Mapped[str] = mapped_column(Text)
    explanation: Mapped[str] = mapped_column(Text)
    until: Mapped[date] = mapped_column(Date)
    closed: Mapped[bool]
    person: Mapped[str] = mapped_column(String(64))
    created: Mapped[datetime] = mapped_column(Moment)


class DigestRow(Base):
    """The channel that somebody chose for the digest of a municipality."""

    __tablename__ = "initiative_digests"
    organisation: Mapped[str] = mapped_column(String(64), primary_key=True)
    conversation: Mapped[str] = mapped_column(String(255))
    since: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True)
class Asked:
    """A campaign as it is stored, with how many initiatives answer it."""

    id: str
    organisation: str
    question: str
    explanation: str
    until: date
    closed: bool
    person: str
    created: datetime
    initiatives: int = 0


async def add(session: AsyncSession, asked: Asked) -> bool:
    """Stores a campaign. False: it is there already."""
    values = {name: value for name, value in vars(asked).items() if name != "initiatives"}
    return await put_new(session, CampaignRow, values)


async def close(session: AsyncSession, organisation: str, id: str) -> None:
    """It can be answered no longer."""
    its = CampaignRow.organisation == organisation, CampaignRow.id == id
    await session.execute(update(CampaignRow).where(*its).values(closed=True))


async def find(session: AsyncSession, organisation: str, id: str) -> Asked | None:
    """One campaign."""
    row = await session.get(CampaignRow, id)
    if row is None or row.organisation != organisation:
        return None
    return (await _counted(session, [row]))[0]


async def since(session: AsyncSession, organisation: str, day: date) -> list[Asked]:
    """Those whose last day is this one or later, the one that ends first, first."""
    query = select(CampaignRow).where(CampaignRow.organisation == organisation, CampaignRow.until >= day)
    return await _counted(session, [*await session.scalars(query.order_by(CampaignRow.until, CampaignRow.id))])


async def forget(session: AsyncSession, people: Collection[str]) -> None:
    """Forgets who began them."""
    await session.execute(update(CampaignRow).where(CampaignRow.person.in_(people)).values(person=""))


async def everybody(session: AsyncSession) -> set[str]:
    """All who began one."""
    return {*await session.scalars(select(CampaignRow.person).where(CampaignRow.person != "").distinct())}


async def remove_before(session: AsyncSession, organisation: str, day: date) -> None:
    """Removes those that ended before a day and that no initiative answers."""
    answered = select(InitiativeRow.campaign).where(InitiativeRow.organisation == organisation)
    await session.execute(
        delete(CampaignRow).where(
            CampaignRow.organisation == organisation, CampaignRow.until < day, CampaignRow.id.not_in(answered)
        )
    )


async def digest_channel(session: AsyncSession, organisation: str) -> str:
    """The conversation that was chosen; "" where none is."""
    row = await session.get(DigestRow, organisation)
    return "" if row is None else row.conversation


async def choose_digest_channel(session: AsyncSession, organisation: str, conversation: str) -> None:
    """The digest goes there from now on; "" for nowhere."""
    if not conversation:
        await session.execute(delete(DigestRow).where(DigestRow.organisation == organisation))
        return
    await put(session, DigestRow, {"organisation": organisation, "conversation": conversation, "since": now()})


async def _counted(session: AsyncSession, rows: Collection[CampaignRow]) -> list[Asked]:
    ids = [row.id for row in rows]
    query = select(InitiativeRow.campaign, func.count()).where(InitiativeRow.campaign.in_(ids))
    counts = {row[0]: row[1] for row in await session.execute(query.group_by(InitiativeRow.campaign))}
    names = [name for name in Asked.__dataclass_fields__ if name != "initiatives"]
    return [Asked(**{name: getattr(row, name) for name in names}, initiatives=counts.get(row.id, 0)) for row in rows]
