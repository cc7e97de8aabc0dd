"""What came in: each activity once, with its content for as long as it is not answered, to go on after a restart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from sqlalchemy import JSON, String, bindparam, delete, false, select, text, true, update
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now

KEPT = timedelta(days=7)
# "taken": to be answered. "answering": the answer is on its way to Teams. "answered": it is there, or was refused.
# "unknown": whether it is there cannot be known, because the answer to sending it was lost.
State = Literal["taken", "answering", "answered", "unknown"]


class InboxRow(Base):
    """One activity that was taken in, under a hash of its ids."""

    __tablename__ = "inbox"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    state: Mapped[str] = mapped_column(String(16))
    content: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)  # the activity, until it is answered
    acted: Mapped[bool]  # whether what it asks for has been done
    tries: Mapped[int]  # how often it was begun


@dataclass(frozen=True)
class Waiting:
    """An activity that was not answered when Koers stopped. `tries`: how often it was begun."""

    key: str
    state: State
    content: Mapping[str, object]
    tries: int


# Written out, because these run for every message; the same on SQLite and PostgreSQL.
_TAKE = text(
    "insert into inbox (key, at, state, content, acted, tries) values (:key, :at, 'taken', :content, :acted, 1)"
    " on conflict (key) do nothing"
).bindparams(bindparam("at", type_=Moment), bindparam("content", type_=JSON(none_as_null=True)))
_ANSWERING = text("update inbox set state = 'answering', content = null where key = :key and state = 'taken'")


def take(connection: Connection, key: str, content: Mapping[str, object]) -> bool:
    """Takes an activity in. False: somebody did before."""
    values = {"key": key, "at": now(), "content": content, "acted": False}
    return connection.execute(_TAKE, values).rowcount == 1


def give_back(connection: Connection, key: str) -> None:
    """Gives an activity back: it was not handled, and is new when it comes again."""
    connection.execute(delete(InboxRow).where(InboxRow.key == key))


def answering(connection: Connection, key: str) -> None:
    """The answer goes out now; what was said is forgotten."""
    connection.execute(_ANSWERING, {"key": key})


def settle(connection: Connection, keys: Iterable[str], state: State) -> None:
    """What became of the answers to these activities; what was said is forgotten."""
    rows = update(InboxRow).where(InboxRow.key.in_(list(keys)))
    connection.execute(rows.values(state=state, content=None))


def left_over(connection: Connection) -> list[Waiting]:
    """What is not answered, the oldest first, each counted as begun once more."""
    unanswered = InboxRow.state.in_(("taken", "answering"))
    connection.execute(update(InboxRow).where(unanswered).values(tries=InboxRow.tries + 1))
    query = select(InboxRow.key, InboxRow.state, InboxRow.content, InboxRow.tries).where(unanswered)
    rows = connection.execute(query.order_by(InboxRow.at)).all()
    return [Waiting(row.key, cast("State", row.state), row.content or {}, row.tries) for row in rows]


async def first(session: AsyncSession, key: str) -> bool:
    """Whether what this activity asks for is still to be done; in the transaction that does it.

    After a restart an activity may be handled again: what it did then is done already. Without a key it always is.
    """
    if not key:
        return True
    rows = update(InboxRow).where(InboxRow.key == key, InboxRow.acted == false()).values(acted=true())
    if (await session.execute(rows)).rowcount == 1:  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        return True
    return await session.get(InboxRow, key) is None  # nothing came in under this key: nobody will handle it again


async def remove_expired(session: AsyncSession) -> None:
    """Removes what came in more than seven days ago."""
    await session.execute(delete(InboxRow).where(InboxRow.at <= now() - KEPT))
