"""What came in: each activity once, with its content for as long as it is not answered, to go on after a restart.

Where several processes share the database each entry has an owner, and knows its conversation. `process` is the id of
the process that asks; None where there is one process only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from sqlalchemy import JSON, ColumnElement, Index, String, delete, select, text, true, update
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now, written_json
from store.driver import Statement

KEPT = timedelta(days=7)
# "taken": to be answered. "answering": the answer is on its way to Teams. "answered": it is there, or was refused.
# "unknown": whether it is there cannot be known, because the answer to sending it was lost.
State = Literal["taken", "answering", "answered", "unknown"]
UNSETTLED = ("taken", "answering")
OVER = "*"  # behind the owner of what was taken over: nothing tells its place among what that owner took in itself


class InboxRow(Base):
    """One activity that was taken in, under a hash of its ids."""

    __tablename__ = "inbox"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    state: Mapped[str] = mapped_column(String(16))
    content: Mapped[Any] = mapped_column(JSON(none_as_null=True), nullable=True)  # the activity, until it is answered
    tries: Mapped[int]  # how often it was begun
    # Where several processes share the database; `at` is then the order within the conversation.
    conversation: Mapped[str | None] = mapped_column(String(64))  # a hash; None where nothing has to wait for it
    owner: Mapped[str | None] = mapped_column(String(40))
    __table_args__ = (
        Index(
            "ix_inbox_conversation",
            "conversation",
            "at",
            sqlite_where=text("conversation is not null"),
            postgresql_where=text("conversation is not null"),
        ),
    )


@dataclass(frozen=True)
class Waiting:
    """An activity that was not answered when Koers stopped. `tries`: how often it was begun."""

    key: str
    state: State
    content: Mapping[str, object]
    tries: int
    owner: str | None = None

    @property
    def over(self) -> bool:
        """Whether it was taken over from a process that is gone."""
        return self.owner is not None and self.owner.endswith(OVER)


_TAKE = Statement(
    "insert into inbox (key, at, state, content, tries) values (:key, :at, 'taken', :content, 1)"
    " on conflict (key) do nothing"
)
_ANSWERING = Statement("update inbox set state = 'answering' where key = :key and state = 'taken'")


def take(connection: Connection, key: str, content: Mapping[str, object]) -> bool:
    """Takes an activity in. False: somebody did before."""
    return _TAKE.changed(connection, {"key": key, "at": now(), "content": written_json(content)}) == 1


def give_back(connection: Connection, key: str, process: str | None = None) -> None:
    """Gives an activity back: it was not handled, and is new when it comes again."""
    connection.execute(delete(InboxRow).where(InboxRow.key == key, _own(process)))


def answering(connection: Connection, key: str, process: str | None = None) -> bool:
    """The answer goes out now. False: another process has taken the activity over, and answers."""
    if process is None:
        _ANSWERING.changed(connection, {"key": key})
        return True
    own = InboxRow.key == key, _own(process), InboxRow.state.in_(UNSETTLED)
    return connection.execute(update(InboxRow).where(*own).values(state="answering")).rowcount == 1


def put_off(connection: Connection, key: str, process: str | None = None) -> None:
    """Nothing of the answer went out: it is to be answered still, and nothing has to wait for that."""
    rows = update(InboxRow).where(InboxRow.key == key, _own(process))
    connection.execute(rows.values(state="taken", conversation=None, owner=process))


def settle(connection: Connection, keys: Iterable[str], state: State, process: str | None = None) -> None:
    """What became of the answers to these activities; what was said is forgotten."""
    rows = update(InboxRow).where(InboxRow.key.in_(list(keys)), _own(process))
    connection.execute(rows.values(state=state, content=None))


def begun_again(connection: Connection, key: str) -> None:
    """The work for an activity begins once more."""
    connection.execute(update(InboxRow).where(InboxRow.key == key).values(tries=InboxRow.tries + 1))


def left_over(connection: Connection) -> list[Waiting]:
    """What is not answered, the oldest first."""
    return _waiting(connection, true())


def put_off_before(connection: Connection, keys: Iterable[str], process: str | None = None) -> list[Waiting]:
    """Which of these are to be answered still, the oldest first."""
    return _waiting(connection, InboxRow.key.in_(list(keys)) & _own(process))


def _waiting(connection: Connection, which: ColumnElement[bool]) -> list[Waiting]:
    query = select(InboxRow.key, InboxRow.state, InboxRow.content, InboxRow.tries, InboxRow.owner)
    rows = connection.execute(query.where(InboxRow.state.in_(UNSETTLED), which).order_by(InboxRow.at)).all()
    return [Waiting(row.key, cast("State", row.state), row.content or {}, row.tries, row.owner) for row in rows]


def _own(process: str | None) -> ColumnElement[bool]:
    return true() if process is None else InboxRow.owner.in_((process, process + OVER))


async def remove_expired(session: AsyncSession) -> None:
    """Removes what came in more than seven days ago."""
    await session.execute(delete(InboxRow).where(InboxRow.at <= now() - KEPT))
