"""When places are in use for a meeting that is not a booking of Koers: as their calendars had it last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Index, String, delete, insert, select
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base


class PlaceBusyRow(Base):
    """One meeting; its slots are quarters of an hour in UTC since 1970."""

    __tablename__ = "places_busy"
    __table_args__ = (Index("ix_places_busy_slots", "end_slot", "first_slot"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    place: Mapped[str] = mapped_column(String(64), index=True)
    first_slot: Mapped[int]
    end_slot: Mapped[int]


@dataclass(frozen=True, slots=True)
class Busy:
    """A place in use, from a slot until another."""

    place: str
    first_slot: int
    end_slot: int


async def busy_on(session: AsyncSession, first: int, last: int) -> list[Busy]:
    """What is between two slots."""
    row = PlaceBusyRow
    query = select(row.place, row.first_slot, row.end_slot).where(row.end_slot > first, row.first_slot < last)
    return [Busy(*found) for found in await session.execute(query)]


def replace_of(connection: Connection, places: Sequence[str], found: Sequence[Busy]) -> None:
    """Stores these as all that there is of some places."""
    for first in range(0, len(places), 200):
        some = places[first : first + 200]
        connection.execute(delete(PlaceBusyRow).where(PlaceBusyRow.place.in_(some)))
    if found:
        rows = [{"place": one.place, "first_slot": one.first_slot, "end_slot": one.end_slot} for one in found]
        connection.execute(insert(PlaceBusyRow), rows)
