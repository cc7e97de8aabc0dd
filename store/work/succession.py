"""What somebody had taken and does no more goes back in its queue: of a process that is gone, or that stops."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import String, TextClause, bindparam, text
from sqlalchemy.engine import Connection

from store.processes import DEAD

# Only as long as it is still that process's: whoever took it since keeps it. It costs DBOS's own count of tries
# nothing, and it is the way in which DBOS itself begins again what its own process had under way.
_BACK = (
    "update {schema}workflow_status set status = 'ENQUEUED', owner_xid = null, started_at_epoch_ms = null"
    " where status = 'PENDING' and "
)
_GIVE_BACK = _BACK + "executor_id = :own"
_THESE = " and workflow_uuid in :ids"
_HAS = "select count(*) from {schema}workflow_status where status = 'PENDING' and executor_id = :own" + _THESE
_TAKE_OVER = text(
    _BACK.format(schema="dbos.") + "executor_id is not null and executor_id <> :own and not exists"
    " (select 1 from processes where id = executor_id"
    " and seen >= clock_timestamp() - make_interval(secs => :seconds)) returning workflow_uuid"
)


def take_over(connection: Connection, own: str) -> list[str]:
    """Puts back what processes had that show no sign of life any more; only on PostgreSQL. The ids of it."""
    found = connection.execute(_TAKE_OVER, {"own": own, "seconds": DEAD})
    return [str(id) for id in found.scalars()]


def give_back(connection: Connection, own: str, ids: Iterable[str] | None = None) -> None:
    """Puts back what this process has, and works on no more: all of it, or these."""
    if ids is None:
        connection.execute(text(_GIVE_BACK.format(schema=_schema(connection))), {"own": own})
    else:
        connection.execute(_of_these(_GIVE_BACK + _THESE, connection), {"own": own, "ids": list(ids)})


def has(connection: Connection, own: str, ids: Iterable[str]) -> bool:
    """Whether this process still has any of these."""
    return bool(connection.scalar(_of_these(_HAS, connection), {"own": own, "ids": list(ids)}))


def _of_these(query: str, connection: Connection) -> TextClause:
    return text(query.format(schema=_schema(connection))).bindparams(bindparam("ids", type_=String, expanding=True))


def _schema(connection: Connection) -> str:
    return "" if connection.dialect.name == "sqlite" else "dbos."
