"""The inbox of several processes on one PostgreSQL: in order within a conversation, and taken over from who is gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select, text
from sqlalchemy.engine import Connection

from store.database import written_json
from store.inbox import OVER, UNSETTLED, InboxRow, Waiting, put_off_before
from store.processes import DEAD

# Nobody else takes one of the same conversation in until this transaction ends: so each sees all that came before it.
_ALONE = text("select pg_advisory_xact_lock(hashtextextended(:conversation, 0))")
# The clock of the server gives the order; should it be put back, the order stays.
_TAKE = text(
    "insert into inbox (key, at, state, content, tries, conversation, owner)"
    " values (:key, greatest(clock_timestamp(), (select max(at) + interval '1 microsecond' from inbox"
    " where conversation = :conversation)), 'taken', cast(:content as json), 1, :conversation, :process)"
    " on conflict (key) do nothing"
)
_EARLIER = text(
    "select earlier.key from inbox as own join inbox as earlier"
    " on earlier.conversation = own.conversation and earlier.at < own.at"
    " where own.key = :key and earlier.state in ('taken', 'answering') and earlier.owner is distinct from :process"
)
_TAKE_OVER = text(
    f"update inbox set owner = :process || '{OVER}' where state in ('taken', 'answering')"
    f" and coalesce(rtrim(owner, '{OVER}'), '') not in"
    " (select id from processes where seen >= clock_timestamp() - make_interval(secs => :seconds))"
    " returning key"
)


def take(
    connection: Connection, key: str, content: Mapping[str, object], *, process: str, conversation: str
) -> tuple[str, ...] | None:
    """Takes an activity in; None: somebody did before.

    Gives the keys of those before it in the conversation that are not settled, and that another process has, or that
    this one took over: this one's own it knows the place of.
    """
    connection.execute(_ALONE, {"conversation": conversation})
    values = {"key": key, "content": written_json(content), "conversation": conversation, "process": process}
    if connection.execute(_TAKE, values).rowcount != 1:
        return None
    return earlier(connection, key, process)


def earlier(connection: Connection, key: str, process: str | None) -> tuple[str, ...]:
    """What an activity has to wait for, see `take`; with no process: all that come before it, whose they may be."""
    return tuple(str(found) for found in connection.execute(_EARLIER, {"key": key, "process": process}).scalars())


def unsettled(connection: Connection, keys: Iterable[str]) -> bool:
    """Whether one of these is to be waited for still."""
    left = InboxRow.key.in_(list(keys)), InboxRow.state.in_(UNSETTLED), InboxRow.conversation.is_not(None)
    return connection.execute(select(InboxRow.key).where(*left).limit(1)).first() is not None


def take_over(connection: Connection, process: str) -> list[Waiting]:
    """Makes this process the owner of what is not settled and whose owner is gone, and gives it, the oldest first.

    Of two processes that do so at the same moment one gets it: the other one's condition no longer holds.
    """
    keys = connection.execute(_TAKE_OVER, {"process": process, "seconds": DEAD}).scalars().all()
    return put_off_before(connection, keys, process) if keys else []


def owns(connection: Connection, key: str, process: str) -> bool:
    """Whether an activity is this process's own to answer."""
    own = InboxRow.owner.in_((process, process + OVER))
    return connection.execute(select(InboxRow.key).where(InboxRow.key == key, own)).first() is not None
