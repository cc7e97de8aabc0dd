"""Slots: a quarter of an hour of a seat or of a person, for one booking; their keys decide who is first."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import String, text
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, now
from store.driver import Statement

KEPT = timedelta(days=1)  # after they are over
SECONDS = 900  # of a slot
LOCK = 0x6B6F65727301  # of who changes bookings; any number that nobody else in this database takes


class PlaceSlotRow(Base):
    """A seat of a place in a slot. Of an area the number of the seat means nothing: it may differ from slot to slot."""

    __tablename__ = "place_slots"
    __table_args__ = ({"sqlite_with_rowid": False},)
    place: Mapped[str] = mapped_column(String(64), primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True)
    seat: Mapped[int] = mapped_column(primary_key=True)
    booking: Mapped[str] = mapped_column(String(32))


class PersonSlotRow(Base):
    """That somebody has a desk in a slot: one at a time."""

    __tablename__ = "person_slots"
    __table_args__ = ({"sqlite_with_rowid": False},)
    person: Mapped[str] = mapped_column(String(64), primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True)
    booking: Mapped[str] = mapped_column(String(32))


_ALONE = text("select pg_advisory_xact_lock(:lock)")
_SEATS = Statement(
    "select slot, seat, booking from place_slots where place = :place and slot >= :first and slot < :last"
)
_PERSON = Statement("select slot, booking from person_slots where person = :person and slot >= :first and slot < :last")
_TAKE_SEATS = Statement(
    "insert into place_slots (place, slot, seat, booking)"
    " select :place, json_extract(value, '$[0]'), json_extract(value, '$[1]'), :booking from json_each(:seats)"
    " where true on conflict do nothing",
    postgresql="insert into place_slots (place, slot, seat, booking)"
    " select :place, cast(value->>0 as integer), cast(value->>1 as integer), :booking"
    " from jsonb_array_elements(cast(:seats as jsonb)) on conflict do nothing",
)
_TAKE_PERSON = Statement(
    "insert into person_slots (person, slot, booking)"
    " select :person, value, :booking from json_each(:slots) where true on conflict do nothing",
    postgresql="insert into person_slots (person, slot, booking)"
    " select :person, cast(value as integer), :booking"
    " from jsonb_array_elements_text(cast(:slots as jsonb)) on conflict do nothing",
)
_GIVE_SEATS = Statement(
    "delete from place_slots where place = :place and slot >= :first and slot < :last and booking = :booking"
)
_GIVE_PERSON = Statement(
    "delete from person_slots where person = :person and slot >= :first and slot < :last and booking = :booking"
)
# The keys begin with the place and the person. One after another these are found by them, and of each what is over:
# an index on the slot alone would make every booking dearer, and without one every slot there is would be read.
_FORGET = (
    "with recursive there(name) as (select min({name}) from {table} union all"
    " select (select min({name}) from {table} where {name} > there.name) from there where there.name is not null)"
    " delete from {table} where slot < :over and {name} in (select name from there)"
)
FORGET_SEATS = _FORGET.format(table="place_slots", name="place")
FORGET_PEOPLE = _FORGET.format(table="person_slots", name="person")


def alone(connection: Connection) -> None:
    """Until the transaction ends, nobody else changes bookings: those that come after it wait for their turn.

    Transactions that took the slots of several bookings, in whatever order, would else wait for each other for ever.
    """
    if connection.dialect.name == "postgresql":  # on SQLite one transaction writes at a time anyway
        connection.execute(_ALONE, {"lock": LOCK})


def seats_missing(
    connection: Connection, place: str, seats: int, slots: range, booking: str
) -> list[tuple[int, int]] | None:
    """The slot and the seat that this booking would have to take in each slot in which it has none; None: it cannot,
    all `seats` of the place are taken in one of them.
    """
    used: dict[int, set[int]] = {}
    own: set[int] = set()
    for slot, seat, whose in _SEATS.rows(connection, _span(slots, place=place)):
        used.setdefault(slot, set()).add(seat)
        if whose == booking:
            own.add(slot)
    missing: list[tuple[int, int]] = []
    for slot in slots:
        if slot in own:
            continue
        there = used.get(slot, set[int]())
        seat = next((seat for seat in range(1, seats + 1) if seat not in there), None)
        if seat is None:
            return None
        missing.append((slot, seat))
    return missing


def person_missing(connection: Connection, person: str, slots: range, *bookings: str) -> list[int] | None:
    """The slots in which none of these bookings has the person; None: another one has."""
    own: set[int] = set()
    for slot, whose in _PERSON.rows(connection, _span(slots, person=person)):
        if whose not in bookings:
            return None
        own.add(slot)
    return [slot for slot in slots if slot not in own]


def take_seats(connection: Connection, place: str, booking: str, seats: Sequence[tuple[int, int]]) -> bool:
    """Takes these. False: another process was first with one of them; the others are taken, and to be given back."""
    values = {"place": place, "booking": booking, "seats": json.dumps(seats)}
    return not seats or _TAKE_SEATS.changed(connection, values) == len(seats)


def take_person(connection: Connection, person: str, booking: str, slots: Sequence[int]) -> bool:
    """The same for a person."""
    values = {"person": person, "booking": booking, "slots": json.dumps(slots)}
    return not slots or _TAKE_PERSON.changed(connection, values) == len(slots)


def give_seats(connection: Connection, place: str, booking: str, slots: range) -> None:
    """Gives back what a booking has of a place in these slots."""
    if slots:
        _GIVE_SEATS.changed(connection, _span(slots, place=place, booking=booking))


def give_person(connection: Connection, person: str, booking: str, slots: range) -> None:
    """Gives back what a booking has of a person in these slots."""
    if slots:
        _GIVE_PERSON.changed(connection, _span(slots, person=person, booking=booking))


def without(slots: range, kept: range) -> tuple[range, range]:
    """What is in `slots` and not in `kept`: before it, and after it."""
    if slots.stop <= kept.start or kept.stop <= slots.start:
        return slots, range(0)
    return range(slots.start, max(slots.start, kept.start)), range(min(slots.stop, kept.stop), slots.stop)


def slots_of(connection: Connection, person: str, slots: range, but: str) -> frozenset[int]:
    """The slots in which a person has a desk, of another booking than `but`."""
    found = _PERSON.rows(connection, _span(slots, person=person))
    return frozenset(int(slot) for slot, booking in found if booking != but)


async def forget_slots(session: AsyncSession) -> None:
    """Removes the slots that were over a day ago: nobody can take them any more."""
    for forgetting in (FORGET_SEATS, FORGET_PEOPLE):
        await session.execute(text(forgetting), {"over": slot_at(now() - KEPT)})


def slot_at(moment: datetime) -> int:
    """The number of the slot in which a moment is."""
    return int(moment.timestamp()) // SECONDS


def _span(slots: range, **values: object) -> dict[str, object]:
    return {**values, "first": slots.start, "last": slots.stop}
