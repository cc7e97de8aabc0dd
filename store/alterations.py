"""Going over what was delivered: corrections, recalls and the reminder, in the ledger of an announcement."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import CursorResult, exists, func, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession

from store.deliveries import Claiming, DeliveryRow, State, slice_of, values_of
from store.driver import Statement
from store.people import PersonRow

NOT, OVER = 0, 2  # of `reminder`; anything else: it is under way


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message that somebody has."""

    number: int
    person: str
    language: str
    conversation: str
    message: str
    version: int


@dataclass(frozen=True, slots=True)
class Altered:
    """What became of a message that was gone over: `altering` as the column says."""

    announcement: str
    number: int
    state: State
    version: int
    altering: int


_ALTER = Statement(
    "update deliveries set state = :state, version = :version, altering = :altering"
    " where announcement = :announcement and number = :number and state = 'delivered'"
)
_REMIND = Statement(
    "update deliveries set reminder = :reminder where announcement = :announcement and number = :number"
)


async def to_alter(
    session: AsyncSession, announcement: str, first: int, last: int, round: int, below: int
) -> list[Delivered]:
    """Who of a slice has a version below `below` that was not gone over in this round."""
    todo = func.abs(DeliveryRow.altering) != round, DeliveryRow.version < below
    return await _delivered(session, announcement, first, last, *todo)


async def delivered(session: AsyncSession, announcement: str, first: int, last: int) -> list[Delivered]:
    """Who of a slice has it."""
    return await _delivered(session, announcement, first, last)


async def to_remind(session: AsyncSession, announcement: str, first: int, last: int) -> list[Delivered]:
    """Who of a slice has it, as long as the reminder has not been there."""
    return await _delivered(session, announcement, first, last, DeliveryRow.reminder == NOT)


def alter(connection: Connection, altered: Sequence[Altered]) -> None:
    """Writes down what became of messages that were gone over."""
    _ALTER.for_each(connection, [values_of(one) for one in altered])


def give_up_altering(connection: Connection, announcement: str, first: int, last: int, round: int, below: int) -> None:
    """What was not gone over in this round stays as it is."""
    rows = *slice_of(announcement, first, last), DeliveryRow.state == "delivered", DeliveryRow.version < below
    todo = func.abs(DeliveryRow.altering) != round
    connection.execute(update(DeliveryRow).where(*rows, todo).values(altering=-round))


def any_to_alter(connection: Connection, announcement: str, round: int, below: int) -> bool:
    """Whether a delivered message of a version below `below` has not been gone over in this round."""
    rows = (
        DeliveryRow.announcement == announcement,
        DeliveryRow.state == "delivered",
        DeliveryRow.version < below,
        func.abs(DeliveryRow.altering) != round,
    )
    return bool(connection.execute(select(exists().where(*rows))).scalar_one())


async def altered(session: AsyncSession, announcement: str, round: int) -> tuple[int, int]:
    """How many messages were altered in a round, and of how many that failed."""
    query = select(DeliveryRow.altering, func.count()).where(
        DeliveryRow.announcement == announcement, DeliveryRow.altering.in_([round, -round])
    )
    found = {row[0]: row[1] for row in await session.execute(query.group_by(DeliveryRow.altering))}
    return found.get(round, 0), found.get(-round, 0)


def claim_reminders(connection: Connection, claiming: Claiming, numbers: Collection[int]) -> set[int]:
    """Writes down that these are reminded now; those with whom that was not begun."""
    if not claiming.wanted(connection):
        return set()
    rows = DeliveryRow.announcement == claiming.announcement, DeliveryRow.number.in_(numbers)
    begun = update(DeliveryRow).where(*rows, DeliveryRow.reminder == NOT)
    return set(connection.execute(begun.values(reminder=claiming.by).returning(DeliveryRow.number)).scalars())


def remind(connection: Connection, announcement: str, numbers: Collection[int], reminder: int) -> None:
    """Writes down how far the reminder is with these."""
    rows = [{"announcement": announcement, "number": number, "reminder": reminder} for number in numbers]
    _REMIND.for_each(connection, rows)


def settle_reminder(connection: Connection, announcement: str, number: int, by: int, reminder: int) -> bool:
    """Writes down what became of the reminder of somebody who was claimed: OVER, or NOT where it may be tried again.

    False: it is not `by`'s any more, and nothing changed.
    """
    rows = DeliveryRow.announcement == announcement, DeliveryRow.number == number, DeliveryRow.reminder == by
    settling = update(DeliveryRow).where(*rows).values(reminder=reminder)
    return cast("CursorResult[Any]", connection.execute(settling)).rowcount == 1


def reminders_cut_off(connection: Connection, announcement: str, first: int, last: int) -> int:
    """Whose reminder was on its way when a process was killed is not reminded again; how many they are."""
    rows = *slice_of(announcement, first, last), DeliveryRow.reminder.not_in([NOT, OVER])
    return cast(
        "CursorResult[Any]", connection.execute(update(DeliveryRow).where(*rows).values(reminder=OVER))
    ).rowcount


def any_to_remind(connection: Connection, announcement: str) -> bool:
    """Whether somebody who has it has not been looked at for the reminder, or it is on its way."""
    rows = DeliveryRow.announcement == announcement, DeliveryRow.state == "delivered", DeliveryRow.reminder != OVER
    return bool(connection.execute(select(exists().where(*rows))).scalar_one())


async def _delivered(session: AsyncSession, announcement: str, first: int, last: int, *which: Any) -> list[Delivered]:
    query = (
        select(
            DeliveryRow.number,
            DeliveryRow.person,
            DeliveryRow.language,
            PersonRow.language,
            DeliveryRow.conversation,
            DeliveryRow.message,
            DeliveryRow.version,
        )
        .outerjoin(PersonRow, PersonRow.id == DeliveryRow.person)
        .where(*slice_of(announcement, first, last), DeliveryRow.state == "delivered", *which)
        .order_by(DeliveryRow.number)
    )
    return [Delivered(row[0], row[1], row[3] or row[2], *row[4:]) for row in await session.execute(query)]
