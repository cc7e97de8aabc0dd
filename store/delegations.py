"""Who may book for whom: what a person allowed a colleague, was asked to allow, or refused; each until a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, Date, String, delete, insert, or_, select, text, update
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now

State = Literal["asked", "given", "refused"]


class DelegationRow(Base):
    """`delegate` may book for `person`, or asked to; both are Entra object ids. `until`: the last day, included."""

    __tablename__ = "delegations"
    person: Mapped[str] = mapped_column(String(64), primary_key=True)
    delegate: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
    state: Mapped[str] = mapped_column(String(16))
    until: Mapped[date] = mapped_column(Date, index=True)
    since: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True)
class Delegation:
    """That a colleague may book for a person, or asked to, or may not ask again yet."""

    person: str
    delegate: str
    state: State
    until: date
    since: datetime


_ALONE = text("select pg_advisory_xact_lock(hashtextextended(:these, 0))")
_COLUMNS = [getattr(DelegationRow, name) for name in Delegation.__dataclass_fields__]


def look(connection: Connection, person: str, delegate: str, *, locked: bool = False) -> Delegation | None:
    """What there is between these two; `locked`: nobody else changes it until the transaction ends, nor makes it where
    there is nothing yet.
    """
    if locked and connection.dialect.name == "postgresql":  # on SQLite one transaction writes at a time anyway
        connection.execute(_ALONE, {"these": f"{person} {delegate}"})
    query = select(*_COLUMNS).where(*_these(person, delegate))
    row = connection.execute(query.with_for_update() if locked else query).first()
    return None if row is None else Delegation(*row)


def put(connection: Connection, person: str, delegate: str, state: State, until: date) -> None:
    """It is so from now on."""
    values = {"state": state, "until": until, "since": now()}
    if look(connection, person, delegate, locked=True) is None:
        connection.execute(insert(DelegationRow), [{"person": person, "delegate": delegate, **values}])
    else:
        connection.execute(update(DelegationRow).where(*_these(person, delegate)).values(**values))


def remove(connection: Connection, person: str, delegate: str) -> None:
    """There is nothing between these two any more."""
    connection.execute(delete(DelegationRow).where(*_these(person, delegate)))


async def find(session: AsyncSession, person: str, delegate: str) -> Delegation | None:
    """What there is between these two, for who only looks."""
    row = (await session.execute(select(*_COLUMNS).where(*_these(person, delegate)))).first()
    return None if row is None else Delegation(*row)


async def of_person(session: AsyncSession, person: str, today: date) -> list[Delegation]:
    """What others may do for somebody and what he may do for others, and who was asked; the oldest first."""
    whose = or_(DelegationRow.person == person, DelegationRow.delegate == person)
    query = select(*_COLUMNS).where(whose, DelegationRow.until >= today)
    rows = await session.execute(query.order_by(DelegationRow.since, DelegationRow.person, DelegationRow.delegate))
    return [Delegation(*row) for row in rows]


async def remove_expired(session: AsyncSession) -> None:
    """Removes what ended; a day later everywhere on earth, whatever the time zone of the municipality."""
    over = (datetime.now(UTC) - timedelta(days=1)).date()
    await session.execute(delete(DelegationRow).where(DelegationRow.until < over))


def _these(person: str, delegate: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return DelegationRow.person == person, DelegationRow.delegate == delegate


def state_of(found: Delegation | None, today: date) -> State | None:
    """How it is between two on a day; None where nothing is."""
    return found.state if found is not None and found.until >= today else None
