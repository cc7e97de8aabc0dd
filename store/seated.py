"""Whose desk is where on some days: of the bookings only what counting people needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from store.bookings import BookingRow

KINDS = ("desk", "area", "partner")
MOST_PEOPLE = 500  # parameters of one statement


@dataclass(frozen=True, slots=True)
class Seated:
    """Slots of a desk that somebody has."""

    person: str
    place: str
    day: date
    first_slot: int
    end_slot: int


async def between(
    session: AsyncSession,
    organisation: str,
    first: date,
    last: date,
    states: Sequence[str],
    people: Sequence[str] | None = None,
) -> list[Seated]:
    """Who has a desk from a day up to and including another one, of bookings in these states; of some or of all."""
    columns = BookingRow.person, BookingRow.place, BookingRow.day, BookingRow.first_slot, BookingRow.end_slot
    when = BookingRow.day >= first, BookingRow.day <= last
    what = BookingRow.organisation == organisation, BookingRow.kind.in_(KINDS), BookingRow.state.in_(list(states))
    query = select(*columns).where(*when, *what)
    if people is not None:
        query = query.where(BookingRow.person.in_(people[:MOST_PEOPLE]))
    return [Seated(*row) for row in await session.execute(query)]
