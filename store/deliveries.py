"""The ledger of an announcement: one narrow row for each recipient, written before and after each request."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal, cast

from sqlalchemy import CursorResult, Index, String, bindparam, delete, exists, func, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.conversations import ConversationRow
from store.database import Base
from store.driver import Statement
from store.people import PersonRow

State = Literal["waiting", "sending", "delivered", "failed", "absent", "unknown", "recalled"]
LEFT: tuple[State, ...] = ("waiting", "sending")
REMOVED_AT_ONCE = 5000  # rows: a longer transaction would hold up everybody else's

NOT, UNDER_WAY, OVER = 0, 1, 2  # of `reminder`


class DeliveryRow(Base):
    """One recipient of one announcement."""

    __tablename__ = "deliveries"
    __table_args__ = (
        Index("ix_deliveries_person", "person", "announcement", unique=True),  # nobody gets it twice
        {"sqlite_with_rowid": False},
    )
    announcement: Mapped[str] = mapped_column(String(32), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(2))  # as Entra has it; "" where it does not say
    state: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(32))  # of "failed" and "unknown"
    conversation: Mapped[str] = mapped_column(String(255))
    message: Mapped[str] = mapped_column(String(255))
    version: Mapped[int]  # that this person sees
    altering: Mapped[int]  # round in which the message was altered last; negative: in which that failed
    # That the reminder is over, whether it was sent or needed no sending: so this does not tell who acknowledged.
    reminder: Mapped[int]


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is to get it. `conversation` is "" where Koers is not installed."""

    number: int
    person: str
    language: str  # what the person chose, else as Entra has it, else ""
    conversation: str


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
class Settled:
    """What became of one recipient."""

    announcement: str
    number: int
    state: State
    reason: str = ""
    conversation: str = ""
    message: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Altered:
    """What became of a message that was gone over: `altering` as the column says."""

    announcement: str
    number: int
    state: State
    version: int
    altering: int


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows are alike."""

    state: str
    reason: str
    people: int


@dataclass(frozen=True, slots=True)
class NotReached:
    """Somebody of whom the report says more than a number."""

    person: str
    state: str
    reason: str


_ADD = Statement(
    "insert into deliveries (announcement, number, person, language, state, reason, conversation, message, version,"
    " altering, reminder) values (:announcement, :number, :person, :language, 'waiting', '', '', '', 0, 0, 0)"
    " on conflict (person, announcement) do nothing"
)
# An answer that was waited for may come after somebody else took the work over and wrote "unknown".
_SETTLE = Statement(
    "update deliveries set state = :state, reason = :reason, conversation = :conversation, message = :message,"
    " version = :version where announcement = :announcement and number = :number and state in ('sending', 'unknown')"
)
_ALTER = Statement(
    "update deliveries set state = :state, version = :version, altering = :altering"
    " where announcement = :announcement and number = :number and state = 'delivered'"
)
_ABSENT = Statement(
    "update deliveries set state = 'absent', reason = :reason"
    " where announcement = :announcement and number = :number and state = 'waiting'"
)
_REMIND = Statement(
    "update deliveries set reminder = :reminder where announcement = :announcement and number = :number"
)


def add(connection: Connection, announcement: str, first: int, people: Sequence[tuple[str, str]]) -> None:
    """Writes people down with their language, numbered from `first`. Who is there already keeps the one row."""
    rows = [
        {"announcement": announcement, "number": first + place, "person": person, "language": language}
        for place, (person, language) in enumerate(people)
    ]
    _ADD.for_each(connection, rows)


def claim(connection: Connection, announcement: str, numbers: Collection[int]) -> set[int]:
    """Writes down that these are sent to now; those who still waited: nobody else sends to them."""
    rows = DeliveryRow.announcement == announcement, DeliveryRow.number.in_(numbers), DeliveryRow.state == "waiting"
    claiming = update(DeliveryRow).where(*rows).values(state="sending").returning(DeliveryRow.number)
    return set(connection.execute(claiming).scalars())


def settle(connection: Connection, settled: Sequence[Settled]) -> None:
    """Writes down what became of those who were claimed."""
    _SETTLE.for_each(connection, [_values(one) for one in settled])


def absent(connection: Connection, settled: Settled) -> None:
    """Writes down that Koers is not with somebody who waited, and cannot be."""
    values = {"announcement": settled.announcement, "number": settled.number, "reason": settled.reason}
    _ABSENT.changed(connection, values)


def interrupted(connection: Connection, announcement: str, first: int, last: int) -> int:
    """Whoever was being sent to when a process was killed: it is not known whether they have it. How many they are."""
    rows = *_slice(announcement, first, last), DeliveryRow.state == "sending"
    ending = update(DeliveryRow).where(*rows).values(state="unknown", reason="interrupted")
    return cast("CursorResult[Any]", connection.execute(ending)).rowcount


def give_up(connection: Connection, announcement: str, first: int, last: int, reason: str) -> None:
    """Whoever still waits there does not get it."""
    rows = *_slice(announcement, first, last), DeliveryRow.state == "waiting"
    connection.execute(update(DeliveryRow).where(*rows).values(state="failed", reason=reason))


def again(connection: Connection, announcement: str) -> int:
    """Whoever perhaps has it waits again; how many they are."""
    rows = DeliveryRow.announcement == announcement, DeliveryRow.state == "unknown"
    waiting = update(DeliveryRow).where(*rows).values(state="waiting", reason="")
    return cast("CursorResult[Any]", connection.execute(waiting)).rowcount


async def waiting(session: AsyncSession, announcement: str, first: int, last: int) -> list[Recipient]:
    """Who of a slice waits, with the own chat that was seen last."""
    personal = (ConversationRow.person == DeliveryRow.person) & (ConversationRow.kind == "personal")
    query = (
        select(DeliveryRow.number, DeliveryRow.person, DeliveryRow.language, PersonRow.language, ConversationRow.id)
        .outerjoin(PersonRow, PersonRow.id == DeliveryRow.person)
        .outerjoin(ConversationRow, personal)
        .where(*_slice(announcement, first, last), DeliveryRow.state == "waiting")
        .order_by(DeliveryRow.number, ConversationRow.seen)
    )
    found = {row[0]: Recipient(row[0], row[1], row[3] or row[2], row[4] or "") for row in await session.execute(query)}
    return list(found.values())


async def to_alter(
    session: AsyncSession, announcement: str, first: int, last: int, round: int, below: int
) -> list[Delivered]:
    """Who of a slice has a version below `below` that was not gone over in this round."""
    todo = func.abs(DeliveryRow.altering) != round, DeliveryRow.version < below
    return await _delivered(session, announcement, first, last, *todo)


async def to_remind(session: AsyncSession, announcement: str, first: int, last: int) -> list[Delivered]:
    """Who of a slice has it, as long as the reminder has not been there."""
    return await _delivered(session, announcement, first, last, DeliveryRow.reminder == NOT)


def alter(connection: Connection, altered: Sequence[Altered]) -> None:
    """Writes down what became of messages that were gone over."""
    _ALTER.for_each(connection, [_values(one) for one in altered])


def give_up_altering(connection: Connection, announcement: str, first: int, last: int, round: int, below: int) -> None:
    """What was not gone over in this round stays as it is."""
    rows = *_slice(announcement, first, last), DeliveryRow.state == "delivered", DeliveryRow.version < below
    todo = func.abs(DeliveryRow.altering) != round
    connection.execute(update(DeliveryRow).where(*rows, todo).values(altering=-round))


def claim_reminders(connection: Connection, announcement: str, numbers: Collection[int]) -> set[int]:
    """Writes down that these are reminded now; those with whom that was not begun."""
    rows = DeliveryRow.announcement == announcement, DeliveryRow.number.in_(numbers), DeliveryRow.reminder == NOT
    claiming = update(DeliveryRow).where(*rows).values(reminder=UNDER_WAY).returning(DeliveryRow.number)
    return set(connection.execute(claiming).scalars())


def remind(connection: Connection, announcement: str, numbers: Collection[int], reminder: int) -> None:
    """Writes down how far the reminder is with these."""
    rows = [{"announcement": announcement, "number": number, "reminder": reminder} for number in numbers]
    _REMIND.for_each(connection, rows)


def reminders_cut_off(connection: Connection, announcement: str, first: int, last: int) -> int:
    """Whose reminder was on its way when a process was killed is not reminded again; how many they are."""
    rows = *_slice(announcement, first, last), DeliveryRow.reminder == UNDER_WAY
    return cast(
        "CursorResult[Any]", connection.execute(update(DeliveryRow).where(*rows).values(reminder=OVER))
    ).rowcount


async def slices(session: AsyncSession, announcement: str, size: int, states: Sequence[State]) -> list[int]:
    """In which slices of so many numbers there is somebody in one of these states."""
    place = (DeliveryRow.number // size).label("place")
    query = select(place).where(DeliveryRow.announcement == announcement, DeliveryRow.state.in_(states))
    return list(await session.scalars(query.distinct().order_by(place)))


def any_left(connection: Connection, announcement: str) -> bool:
    """Whether anybody waits or is being sent to."""
    rows = DeliveryRow.announcement == announcement, DeliveryRow.state.in_(LEFT)
    return bool(connection.execute(select(exists().where(*rows))).scalar_one())


def any_to_alter(connection: Connection, announcement: str, round: int, below: int) -> bool:
    """Whether a delivered message of a version below `below` has not been gone over in this round."""
    rows = (
        DeliveryRow.announcement == announcement,
        DeliveryRow.state == "delivered",
        DeliveryRow.version < below,
        func.abs(DeliveryRow.altering) != round,
    )
    return bool(connection.execute(select(exists().where(*rows))).scalar_one())


def any_to_remind(connection: Connection, announcement: str) -> bool:
    """Whether somebody who has it has not been looked at for the reminder, or it is on its way."""
    rows = DeliveryRow.announcement == announcement, DeliveryRow.state == "delivered", DeliveryRow.reminder != OVER
    return bool(connection.execute(select(exists().where(*rows))).scalar_one())


async def counts(session: AsyncSession, announcement: str) -> list[Count]:
    """How many are in each state, for each reason."""
    query = select(DeliveryRow.state, DeliveryRow.reason, func.count()).where(DeliveryRow.announcement == announcement)
    return [Count(*row) for row in await session.execute(query.group_by(DeliveryRow.state, DeliveryRow.reason))]


async def altered(session: AsyncSession, announcement: str, round: int) -> tuple[int, int]:
    """How many messages were altered in a round, and of how many that failed."""
    query = select(DeliveryRow.altering, func.count()).where(
        DeliveryRow.announcement == announcement, DeliveryRow.altering.in_([round, -round])
    )
    found = {row[0]: row[1] for row in await session.execute(query.group_by(DeliveryRow.altering))}
    return found.get(round, 0), found.get(-round, 0)


def people(connection: Connection, announcement: str) -> int:
    """How many the ledger has."""
    counting = select(func.count()).select_from(DeliveryRow).where(DeliveryRow.announcement == announcement)
    return connection.execute(counting).scalar_one()


async def not_reached(session: AsyncSession, announcement: str, after: int, most: int) -> list[tuple[int, NotReached]]:
    """Some of those who did not get it or perhaps did not, by number, with a number above `after`."""
    states = ("failed", "absent", "unknown")
    query = (
        select(DeliveryRow.number, DeliveryRow.person, DeliveryRow.state, DeliveryRow.reason)
        .where(DeliveryRow.announcement == announcement, DeliveryRow.number > after, DeliveryRow.state.in_(states))
        .order_by(DeliveryRow.number)
        .limit(most)
    )
    return [(row[0], NotReached(row[1], row[2], row[3])) for row in await session.execute(query)]


async def of_person(session: AsyncSession, person: str) -> dict[str, str]:
    """What a person got or perhaps got: the state by announcement."""
    got = DeliveryRow.person == person, DeliveryRow.state.in_(["delivered", "unknown"])
    return {
        row[0]: row[1] for row in await session.execute(select(DeliveryRow.announcement, DeliveryRow.state).where(*got))
    }


def has(connection: Connection, announcement: str, person: str) -> bool:
    """Whether a person has it, or perhaps has it."""
    got = DeliveryRow.state.in_(["delivered", "unknown", "sending"])
    query = exists().where(DeliveryRow.person == person, DeliveryRow.announcement == announcement, got)
    return bool(connection.execute(select(query)).scalar_one())


def clear(connection: Connection, announcement: str) -> int:
    """Removes a part of the ledger; how many rows. 0: nothing is left."""
    some = select(DeliveryRow.number).where(DeliveryRow.announcement == bindparam("which")).limit(REMOVED_AT_ONCE)
    removing = delete(DeliveryRow).where(
        DeliveryRow.announcement == bindparam("which"), DeliveryRow.number.in_(some.scalar_subquery())
    )
    return cast("CursorResult[Any]", connection.execute(removing, {"which": announcement})).rowcount


def _values(one: Settled | Altered) -> dict[str, object]:
    """By name; dataclasses.asdict looks for dataclasses in every value."""
    return {name: getattr(one, name) for name in one.__slots__}


def _slice(announcement: str, first: int, last: int) -> tuple[Any, ...]:
    return DeliveryRow.announcement == announcement, DeliveryRow.number >= first, DeliveryRow.number <= last


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
        .where(*_slice(announcement, first, last), DeliveryRow.state == "delivered", *which)
        .order_by(DeliveryRow.number)
    )
    return [Delivered(row[0], row[1], row[3] or row[2], *row[4:]) for row in await session.execute(query)]
