"""Writes a row whether or not it is there, in one statement: two processes that do so at once both succeed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from store.database import Base

_Insert = sqlite.Insert | postgresql.Insert


async def put(
    session: AsyncSession, table: type[Base], values: Mapping[str, object], *, kept: Collection[str] = ()
) -> None:
    """Writes a row over the one with the same primary key; the columns in `kept` stay as they are where it is there."""
    insert = _insert(session, table).values(**values)
    key = [column.name for column in table.__table__.primary_key]
    # The values once more, and not `excluded`: SQLAlchemy takes eight milliseconds to make that.
    fresh = {name: value for name, value in values.items() if name not in key and name not in kept}
    await session.execute(insert.on_conflict_do_update(index_elements=key, set_=fresh))


async def put_all(session: AsyncSession, table: type[Base], rows: Sequence[Mapping[str, object]]) -> None:
    """Writes rows that have the same columns, each over the one with the same primary key."""
    if not rows:
        return
    insert = _insert(session, table)
    key = [column.name for column in table.__table__.primary_key]
    fresh = {name: insert.excluded[name] for name in rows[0] if name not in key}
    await session.execute(insert.on_conflict_do_update(index_elements=key, set_=fresh), [dict(row) for row in rows])


async def put_new(session: AsyncSession, table: type[Base], values: Mapping[str, object]) -> bool:
    """Writes a row. False: there is one with the same key, and nothing is changed."""
    insert = _insert(session, table).values(**values).on_conflict_do_nothing()
    first = next(iter(table.__table__.primary_key))
    return (await session.execute(insert.returning(first))).first() is not None


def _insert(session: AsyncSession, table: type[Base]) -> _Insert:
    made = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    return made(table)
