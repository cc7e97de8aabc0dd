"""What came in: each activity once, with its content for as long as it is not answered, to go on after a restart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from sqlalchemy import JSON, String, delete, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now, written_json
from store.driver import Statement

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
    tries: Mapped[int]  # how often it was begun


@dataclass(frozen=True)
class Waiting:
    """An activity that was not answered when Koers stopped. `tries`: how often it was begun."""

    key: str
    state: State
    content: Mapping[str, object]
    tries: int


_TAKE = Statement(
    "insert into inbox (key, at, state, content, tries) values (:key, :at, 'taken', :content, 1)"
    " on conflict (key) do nothing"
)
_ANSWERING = Statement("update inbox set state = 'answering' where key = :key and state = 'taken'")


def take(connection: Connection, key: str, content: Mapping[str, object]) -> bool:
    """Takes an activity in. False: somebody did before."""
    return _TAKE.changed(connection, {"key": key, "at": now(), "content": written_json(content)}) == 1


def give_back(connection: Connection, key: str) -> None:
    """Gives an activity back: it was not handled, and is new when it comes again."""
    connection.execute(delete(InboxRow).where(InboxRow.key == key))


def answering(connection: Connection, key: str) -> None:
    """The answer goes out now."""
    _ANSWERING.changed(connection, {"key": key})


def put_off(connection: Connection, key: str) -> None:
    """Nothing of the answer went out: it is to be answered still."""
    connection.execute(update(InboxRow).where(InboxRow.key == key).values(state="taken"))


def settle(connection: Connection, keys: Iterable[str], state: State) -> None:
    """What became of the answers to these activities; what was said is forgotten."""
    rows = update(InboxRow).where(InboxRow.key.in_(list(keys)))
    connection.execute(rows.values(state=state, content=None))


def begun_again(connection: Connection, key: str) -> None:
    """The work for an activity begins once more."""
    connection.execute(update(InboxRow).where(InboxRow.key == key).values(tries=InboxRow.tries + 1))


def left_over(connection: Connection) -> list[Waiting]:
    """What is not answered, the oldest first."""
    unanswered = InboxRow.state.in_(("taken", "answering"))
    query = select(InboxRow.key, InboxRow.state, InboxRow.content, InboxRow.tries).where(unanswered)
    rows = connection.execute(query.order_by(InboxRow.at)).all()
    return [Waiting(row.key, cast("State", row.state), row.content or {}, row.tries) for row in rows]


async def remove_expired(session: AsyncSession) -> None:
    """Removes what came in more than seven days ago."""
    await session.execute(delete(InboxRow).where(InboxRow.at <= now() - KEPT))
