"""The ledger of an announcement: one narrow row for each recipient, written before and after each request."""

from __future__ import annotations

import json
import secrets
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
CLAIMANTS = 2**31 - 16  # numbers that whoever claims may have; below them is what else is written in their place
REMOVED_AT_ONCE = 5000  # rows: a longer transaction would hold up everybody else's


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
    reason: Mapped[str] = mapped_column(String(32))  # of "failed" and "unknown"; of "sending" who claimed it
    conversation: Mapped[str] = mapped_column(String(255))
    message: Mapped[str] = mapped_column(String(255))
    version: Mapped[int]  # that this person sees
    altering: Mapped[int]  # round in which the message was altered last; negative: in which that failed
    # That the reminder is over, whether it was sent or needed no sending: so this does not tell who acknowledged. While
    # it is under way, who claimed it.
    reminder: Mapped[int]


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is to get it. `conversation` is "" where Koers is not installed."""

    number: int
    person: str
    language: str  # what the person chose, else as Entra has it, else ""
    conversation: str


@dataclass(frozen=True, slots=True)
class Claiming:
    """Who claims recipients of an announcement, as long as that is in this state and round.

    `by` is a number of its own for each go over a slice: what another one claimed since is not this one's to settle.
    """

    announcement: str
    state: str
    round: int
    by: int

    def wanted(self, connection: Connection) -> bool:
        """Whether the announcement is as it was: what was paused or called back a moment ago leaves no more."""
        values = {"announcement": self.announcement, "state": self.state, "round": self.round}
        return _WANTED.row(connection, values) is not None


_WANTED = Statement("select 1 from announcements where id = :announcement and state = :state and round = :round")


def claimant() -> int:
    """A number for whoever claims."""
    return secrets.randbelow(CLAIMANTS) + 16


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of one recipient. `by`: see Claiming."""

    announcement: str
    number: int
    state: State
    reason: str = ""
    conversation: str = ""
    message: str = ""
    version: int = 0
    by: int = 0


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
# An answer that was waited for may come after somebody else took the work over and wrote "unknown"; who would then have
# to wait for another attempt would wait for ever, and stays unknown.
_SETTLE = Statement(
    "update deliveries set state = :state, reason = :reason, conversation = :conversation, message = :message,"
    " version = :version where announcement = :announcement and number = :number"
    " and (state = 'sending' and reason = :by or state = 'unknown' and :state <> 'waiting')",
    postgresql_together="update deliveries set state = settled.state, reason = settled.reason,"
    " conversation = settled.conversation, message = settled.message, version = settled.version"
    " from json_to_recordset(cast(:rows as json)) as settled(announcement text, number integer, state text,"
    " reason text, conversation text, message text, version integer, by text)"
    " where deliveries.announcement = settled.announcement and deliveries.number = settled.number"
    " and (deliveries.state = 'sending' and deliveries.reason = settled.by"
    " or deliveries.state = 'unknown' and settled.state <> 'waiting')",
)
_CLAIM_THESE = (
    "update deliveries set state = 'sending', reason = :by"
    " where announcement = :announcement and state = 'waiting' and number {these} returning number"
)
_CLAIM = Statement(
    _CLAIM_THESE.format(these="in (select value from json_each(:numbers))"),
    postgresql=_CLAIM_THESE.format(
        these="= any(array(select cast(value as integer) from json_array_elements_text(cast(:numbers as json))))"
    ),
)
_ABSENT = Statement(
    "update deliveries set state = 'absent', reason = :reason"
    " where announcement = :announcement and number = :number and state = 'waiting'"
)


def add(connection: Connection, announcement: str, first: int, people: Sequence[tuple[str, str]]) -> None:
    """Writes people down with their language, numbered from `first`. Who is there already keeps the one row."""
    rows = [
        {"announcement": announcement, "number": first + place, "person": person, "language": language}
        for place, (person, language) in enumerate(people)
    ]
    _ADD.for_each(connection, rows)


def claim(connection: Connection, claiming: Claiming, numbers: Collection[int]) -> set[int]:
    """Writes down that these are sent to now; those who still waited: nobody else sends to them."""
    if not numbers or not claiming.wanted(connection):
        return set()
    these = {"announcement": claiming.announcement, "by": str(claiming.by), "numbers": json.dumps(list(numbers))}
    return {row[0] for row in _CLAIM.rows(connection, these)}


def settle(connection: Connection, settled: Sequence[Settled]) -> None:
    """Writes down what became of those who were claimed."""
    _SETTLE.for_each(connection, [values_of(one) | {"by": str(one.by)} for one in settled])


def absent(connection: Connection, settled: Settled) -> None:
    """Writes down that Koers is not with somebody who waited, and cannot be."""
    values = {"announcement": settled.announcement, "number": settled.number, "reason": settled.reason}
    _ABSENT.changed(connection, values)


def interrupted(connection: Connection, announcement: str, first: int, last: int) -> int:
    """Whoever was being sent to when a process was killed: it is not known whether they have it. How many they are."""
    rows = *slice_of(announcement, first, last), DeliveryRow.state == "sending"
    ending = update(DeliveryRow).where(*rows).values(state="unknown", reason="interrupted")
    return cast("CursorResult[Any]", connection.execute(ending)).rowcount


def give_up(connection: Connection, announcement: str, first: int, last: int, reason: str) -> None:
    """Whoever still waits there does not get it."""
    rows = *slice_of(announcement, first, last), DeliveryRow.state == "waiting"
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
        .where(*slice_of(announcement, first, last), DeliveryRow.state == "waiting")
        .order_by(DeliveryRow.number, ConversationRow.seen)
    )
    found = {row[0]: Recipient(row[0], row[1], row[3] or row[2], row[4] or "") for row in await session.execute(query)}
    return list(found.values())


async def slices(session: AsyncSession, announcement: str, size: int, states: Sequence[State]) -> list[int]:
    """In which slices of so many numbers there is somebody in one of these states."""
    place = (DeliveryRow.number // size).label("place")
    query = select(place).where(DeliveryRow.announcement == announcement, DeliveryRow.state.in_(states))
    return list(await session.scalars(query.distinct().order_by(place)))


def any_left(connection: Connection, announcement: str) -> bool:
    """Whether anybody waits or is being sent to."""
    rows = DeliveryRow.announcement == announcement, DeliveryRow.state.in_(LEFT)
    return bool(connection.execute(select(exists().where(*rows))).scalar_one())


def any_under_way(connection: Connection, announcement: str) -> bool:
    """Whether anybody is being sent to."""
    rows = DeliveryRow.announcement == announcement, DeliveryRow.state == "sending"
    return bool(connection.execute(select(exists().where(*rows))).scalar_one())


async def counts(session: AsyncSession, announcement: str) -> list[Count]:
    """How many are in each state, for each reason."""
    query = select(DeliveryRow.state, DeliveryRow.reason, func.count()).where(DeliveryRow.announcement == announcement)
    return [Count(*row) for row in await session.execute(query.group_by(DeliveryRow.state, DeliveryRow.reason))]


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


def values_of(one: Any) -> dict[str, object]:
    """By name; dataclasses.asdict looks for dataclasses in every value."""
    return {name: getattr(one, name) for name in one.__slots__}


def slice_of(announcement: str, first: int, last: int) -> tuple[Any, ...]:
    """The rows of a range of numbers, as conditions."""
    return DeliveryRow.announcement == announcement, DeliveryRow.number >= first, DeliveryRow.number <= last
