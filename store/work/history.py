"""What is under way and what was done: finished work is removed after a while, old pending work is found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

import orjson
from sqlalchemy import BigInteger, Column, ColumnElement, MetaData, String, Table, Text, and_, func, or_, select
from sqlalchemy.engine import Connection

from store.work.piece import LINK, chain_of, piece_of

KEPT_DONE = timedelta(days=7)
KEPT_FAILED = timedelta(days=30)
KEPT_LINK = timedelta(hours=1)  # a link that another one followed
OLD = timedelta(hours=1)  # for work that is due, or that does nothing but fail
MOST_NAMED = 20  # pieces in an alarm
PAGE = 5000  # finished pieces that are removed in one go; the rest goes the next time

SCHEMA = "dbos"  # of DBOS's tables; in SQLite they stand among the others
_META = MetaData(schema=SCHEMA)  # DBOS makes them: here they are read only
_STATUS = Table(
    "workflow_status",
    _META,
    Column("workflow_uuid", String),
    Column("status", String),
    Column("queue_partition_key", String),
    Column("created_at", BigInteger),
    Column("completed_at", BigInteger),
    Column("started_at_epoch_ms", BigInteger),
    Column("delay_until_epoch_ms", BigInteger),
)
_INPUT = Table("workflow_input", _META, Column("workflow_uuid", String), Column("inputs", Text))

_id, _state, _partition = _STATUS.c.workflow_uuid, _STATUS.c.status, _STATUS.c.queue_partition_key
_ended, _started = _STATUS.c.completed_at, _STATUS.c.started_at_epoch_ms
_due = func.coalesce(_STATUS.c.delay_until_epoch_ms, _STATUS.c.created_at)
_is_due = _state.in_(["ENQUEUED", "PENDING"])
_is_live = _state.in_(["ENQUEUED", "PENDING", "DELAYED"])
_is_link = _id.like(f"%{LINK}%")


@dataclass(frozen=True)
class Backlog:
    """Work that is due: how much, for how many seconds the oldest is, and the ids of what is old or only fails."""

    count: int = 0
    oldest: float = 0.0
    old: tuple[str, ...] = ()


def finished(connection: Connection, at: datetime) -> list[str]:
    """The ids of finished work that need not be kept any longer at this moment.

    The first link of a chain is what makes a key one piece of work: it stays as long as a later one does.
    """
    failed_long_ago = and_(_state == "ERROR", _ended < _ms(at - KEPT_FAILED))
    done_long_ago = and_(_state != "ERROR", _ended < _ms(at - KEPT_DONE))
    long_ago = and_(~_is_live, or_(failed_long_ago, done_long_ago))
    alive = _chains(connection, _is_live)
    kept = alive | _chains(connection, and_(~_is_live, _is_link, ~or_(failed_long_ago, done_long_ago)))
    followed = and_(_state == "SUCCESS", _is_link, _ended < _ms(at - KEPT_LINK))
    gone = [id for id in _ids(connection, followed) if chain_of(id) in alive]
    return gone + [id for id in _ids(connection, long_ago) if chain_of(id) not in kept]


def backlog(connection: Connection, at: datetime) -> Backlog:
    """What is due at this moment, and what of it is old."""
    counted = connection.execute(select(func.count(), func.min(_due)).where(_is_due)).one()
    count, first = cast("tuple[int, int | None]", (counted[0], counted[1]))
    old = _failing(connection, at)
    if first is not None and first < _ms(at - OLD):
        old += _standing_still(connection, at)
    oldest = 0.0 if first is None else max(0.0, at.timestamp() - first / 1000)
    return Backlog(count, oldest, tuple(dict.fromkeys(old))[:MOST_NAMED])


def _failing(connection: Connection, at: datetime) -> list[str]:
    """What has done nothing but fail for too long; that is in the arguments of its workflow, as DBOS writes them."""
    query = select(_id, _INPUT.c.inputs).join(_INPUT, _INPUT.c.workflow_uuid == _id)
    found: list[str] = []
    for id, inputs in connection.execute(query.where(_is_live, _is_link).limit(PAGE)):
        since = piece_of(orjson.loads(inputs)["positionalArgs"][0]).failing_since
        if since is not None and since < at - OLD:
            found.append(str(id))
    return found


def _standing_still(connection: Connection, at: datetime) -> list[str]:
    """What is not taken or not finished for too long. In a partition that moves, what waits there waits its turn."""
    longest_ago = _ms(at - OLD)
    moved = select(_partition).where(func.coalesce(_ended, _started) > longest_ago).distinct()
    moving = {str(key) for key in connection.scalars(moved) if key is not None}
    late = or_(and_(_state == "ENQUEUED", _due < longest_ago), and_(_state == "PENDING", _started < longest_ago))
    found = connection.execute(select(_id, _state, _partition).where(late).order_by(_due).limit(PAGE))
    return [str(id) for id, state, key in found if state == "PENDING" or key is None or str(key) not in moving]


def _ids(connection: Connection, which: ColumnElement[bool]) -> list[str]:
    return [str(id) for id in connection.scalars(select(_id).where(which).limit(PAGE))]


def _chains(connection: Connection, which: ColumnElement[bool]) -> set[str]:
    return {chain_of(str(id)) for id in connection.scalars(select(_id).where(which))}


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
