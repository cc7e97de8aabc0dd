"""Places that can be booked, as Microsoft Places had them last: they are known when Graph is down, too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import JSON, Index, String, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store import upsert
from store.database import Base


class PlaceRow(Base):
    """One place. What is no longer there is kept: there may be bookings of it."""

    __tablename__ = "places"
    __table_args__ = (Index("ix_places_organisation", "organisation", "there"),)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    organisation: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(255))
    kind: Mapped[str] = mapped_column(String(16))
    location: Mapped[str] = mapped_column(String(64))
    zone: Mapped[str] = mapped_column(String(64))
    floor: Mapped[str] = mapped_column(String(255))
    capacity: Mapped[int]
    address: Mapped[str] = mapped_column(String(255))
    features: Mapped[list[str]] = mapped_column(JSON)
    accessible: Mapped[bool]
    there: Mapped[bool]


@dataclass(frozen=True)
class StoredPlace:
    """A place as it is stored. `there` False: it can be booked no longer."""

    id: str
    organisation: str
    name: str
    kind: str
    location: str
    zone: str
    floor: str
    capacity: int
    address: str
    features: tuple[str, ...]
    accessible: bool
    there: bool = True


_NAMES = tuple(StoredPlace.__dataclass_fields__)


async def replace_all(session: AsyncSession, organisation: str, places: Sequence[StoredPlace]) -> bool:
    """Stores these as all that there is. True: something changed."""
    known = {place.id: place for place in await everything(session, organisation)}
    wanted = {place.id: place for place in places}
    changed = [place for place in wanted.values() if known.get(place.id) != place]
    rows = [{name: getattr(place, name) for name in _NAMES} | {"features": list(place.features)} for place in changed]
    await upsert.put_all(session, PlaceRow, rows)
    gone = [id for id, place in known.items() if place.there and id not in wanted]
    for id in gone:
        ending = update(PlaceRow).where(PlaceRow.id == id, PlaceRow.there.is_(True)).values(there=False)
        await session.execute(ending)
    return bool(changed or gone)


async def everything(session: AsyncSession, organisation: str) -> list[StoredPlace]:
    """Every place of a municipality, those that are gone too, by name."""
    rows = await session.scalars(
        select(PlaceRow).where(PlaceRow.organisation == organisation).order_by(PlaceRow.name, PlaceRow.id)
    )
    return [_place(row) for row in rows]


def _place(row: PlaceRow) -> StoredPlace:
    values: dict[str, Any] = {name: getattr(row, name) for name in _NAMES}
    values["features"] = tuple(row.features)
    return StoredPlace(**values)
