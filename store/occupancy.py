"""How busy it was: for each zone, day and part of a day a number of people of five and up, or that there were fewer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import String, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, now
from store.upsert import put_all

KEPT = timedelta(days=730)  # long enough to lay a season beside the one a year before


class OccupancyRow(Base):
    """One zone in one part of a day. `people` null: fewer than five."""

    __tablename__ = "occupancy"
    day: Mapped[date] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(String(16), primary_key=True)
    location: Mapped[str] = mapped_column(String(64), primary_key=True)
    zone: Mapped[str] = mapped_column(String(64), primary_key=True)
    people: Mapped[int | None]
    places: Mapped[int]


@dataclass(frozen=True)
class WasThere:
    """What is kept of one zone in one part of a day."""

    day: date
    part: str
    location: str
    zone: str
    people: int | None
    places: int


_COLUMNS = (
    OccupancyRow.day,
    OccupancyRow.part,
    OccupancyRow.location,
    OccupancyRow.zone,
    OccupancyRow.people,
    OccupancyRow.places,
)


async def keep(session: AsyncSession, zones: Iterable[WasThere]) -> None:
    """Keeps these, over what was kept of the same."""
    await put_all(session, OccupancyRow, [dict(vars(zone)) for zone in zones])


async def between(session: AsyncSession, first: date, last: date, location: str | None = None) -> list[WasThere]:
    """What is kept of these days, the last included, ordered by day; of one location or of all."""
    query = select(*_COLUMNS).where(OccupancyRow.day >= first, OccupancyRow.day <= last)
    if location is not None:
        query = query.where(OccupancyRow.location == location)
    order = (OccupancyRow.day, OccupancyRow.location, OccupancyRow.part.desc(), OccupancyRow.zone)  # morning first
    return [WasThere(*row) for row in await session.execute(query.order_by(*order))]


async def last_day(session: AsyncSession) -> date | None:
    """The last day of which anything is kept."""
    return await session.scalar(select(func.max(OccupancyRow.day)))


async def remove_expired(session: AsyncSession) -> None:
    """Removes what was more than two years ago."""
    await session.execute(delete(OccupancyRow).where(OccupancyRow.day < (now() - KEPT).date()))
