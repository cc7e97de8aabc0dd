"""What is known of the items in SharePoint's lists: what was last equal, what was sent, what is still to be put."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from sqlalchemy import ColumnElement, Index, String, Text, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store import upsert
from store.database import Base, Moment, now

KEPT = timedelta(days=30)  # that something was, of an item that is on neither side any more
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
Written = str | float | bool | None  # a value as it is in JSON


class MirrorItemRow(Base):
    """One item of one list."""

    __tablename__ = "mirror_items"
    __table_args__ = (Index("ix_mirror_items_item", "list", "item"), Index("ix_mirror_items_left", "list", "changed"))
    list: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    item: Mapped[str] = mapped_column(String(64), default="")  # the id in SharePoint; "": none that is known
    etag: Mapped[str] = mapped_column(String(255), default="")  # of when it was last seen or written
    doubted: Mapped[bool] = mapped_column(default=False)  # what is there has to be looked at first
    base: Mapped[str] = mapped_column(Text, default="{}")  # JSON: what was last equal, by column
    # JSON: how SharePoint writes a value of `base`, where it does so in a way of its own (a hash), by column.
    shown: Mapped[str] = mapped_column(Text, default="{}")
    # JSON: what was sent and of which the outcome is not known, by column; whatever of it comes back is ours.
    sent: Mapped[str] = mapped_column(Text, default="{}")
    wanted: Mapped[int] = mapped_column(default=0)  # grows with every want
    put: Mapped[int] = mapped_column(default=0)  # the want that SharePoint has; as `wanted`: there is nothing to do
    version: Mapped[int] = mapped_column(default=0)  # grows with every change but that of `wanted`
    away: Mapped[bool] = mapped_column(default=False)  # deleted in SharePoint, and that is how it is
    changed: Mapped[datetime] = mapped_column(Moment)


class MirrorCursorRow(Base):
    """Where a list is, and how far its changes have been read."""

    __tablename__ = "mirror_cursors"
    list: Mapped[str] = mapped_column(String(64), primary_key=True)
    place: Mapped[str] = mapped_column(String(255))  # of the list in SharePoint: the ids of the site and of the list
    cursor: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True)
class Item:
    """One item as it is stored; what the fields mean is said at the columns."""

    list: str
    key: str
    item: str = ""
    etag: str = ""
    doubted: bool = False
    base: Mapping[str, Written] = field(default_factory=dict[str, Written])
    shown: Mapping[str, str] = field(default_factory=dict[str, str])
    sent: Mapping[str, Sequence[Written]] = field(default_factory=dict[str, Sequence[Written]])
    wanted: int = 0
    put: int = 0
    version: int = 0
    away: bool = False


_COLUMNS = [getattr(MirrorItemRow, name) for name in Item.__dataclass_fields__]
_TEXTS = ("base", "shown", "sent")


def new_work() -> str:
    """The key of a piece of work. It is never the same: a finished piece is remembered for days by its key."""
    return uuid4().hex


def want_in(connection: Connection, list: str, key: str) -> str:
    """The item is to be put once more. The key of the work to promise for it; "": it is promised already."""
    row = MirrorItemRow
    made = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    fresh = {"list": list, "key": key, "wanted": 1, "put": 0, "version": 0, "changed": now()}
    usual = {"item": "", "etag": "", "doubted": False, "away": False, **dict.fromkeys(_TEXTS, "{}")}
    again = {"wanted": row.wanted + 1, "away": False, "changed": now()}
    wanted = made(row).values(**fresh, **usual).on_conflict_do_update(index_elements=["list", "key"], set_=again)
    found = connection.execute(wanted.returning(row.wanted, row.put)).one()
    return new_work() if found.wanted == found.put + 1 else ""


async def want(session: AsyncSession, list: str, key: str) -> str:
    """The same in the transaction of a session."""
    return await (await session.connection()).run_sync(lambda connection: want_in(connection, list, key))


async def look(session: AsyncSession, list: str, key: str) -> Item | None:
    """What is known of an item; None: it was never wanted."""
    found = await _found(session, list, MirrorItemRow.key == key)
    return found[0] if found else None


async def of_items(session: AsyncSession, list: str, items: Sequence[str]) -> dict[str, Item]:
    """Those with these ids in SharePoint (some hundreds at most), by that id."""
    return {each.item: each for each in await _found(session, list, MirrorItemRow.item.in_(items))}


async def of_keys(session: AsyncSession, list: str, keys: Sequence[str]) -> dict[str, Item]:
    """Those with these keys (some hundreds at most), by key."""
    return {each.key: each for each in await _found(session, list, MirrorItemRow.key.in_(keys))}


async def _found(session: AsyncSession, list: str, where: ColumnElement[bool]) -> Sequence[Item]:
    rows = await session.execute(select(*_COLUMNS).where(MirrorItemRow.list == list, where))
    named = (dict(zip(Item.__dataclass_fields__, row, strict=True)) for row in rows)
    return [Item(**{**each, **{name: json.loads(each[name]) for name in _TEXTS}}) for each in named]


async def save(session: AsyncSession, item: Item) -> bool:
    """Writes what is known now, but for `wanted`. False: somebody wrote since it was read, and nothing is changed."""
    row = MirrorItemRow
    values = {name: getattr(item, name) for name in ("item", "etag", "doubted", "put", "away")}
    texts = {name: json.dumps(getattr(item, name), ensure_ascii=False) for name in _TEXTS}
    read = row.list == item.list, row.key == item.key, row.version == item.version
    fresh = {**values, **texts, "version": item.version + 1, "changed": now()}
    return (await session.execute(update(row).where(*read).values(**fresh).returning(row.key))).first() is not None


async def look_again(session: AsyncSession, list: str, key: str) -> str:
    """What SharePoint has of the item is to be looked at, and the rest follows. The work to promise; see want_in."""
    row = MirrorItemRow
    fresh = {"doubted": True, "version": row.version + 1, "wanted": row.wanted + 1, "changed": now()}
    asked = update(row).where(row.list == list, row.key == key).values(**fresh)
    found = (await session.execute(asked.returning(row.wanted, row.put))).one_or_none()
    return new_work() if found is not None and found.wanted == found.put + 1 else ""


async def in_sharepoint(session: AsyncSession, list: str) -> dict[str, str]:
    """The keys of all items that SharePoint is known to have, by their id there."""
    row = MirrorItemRow
    found = await session.execute(select(row.item, row.key).where(row.list == list, row.item != ""))
    return {row.item: row.key for row in found}


async def left(session: AsyncSession, list: str, before: datetime, most: int) -> Sequence[str]:
    """The keys of items that are to be put and of which nothing was heard since a moment, the oldest first."""
    row = MirrorItemRow
    waiting = row.list == list, row.wanted > row.put, row.changed < before
    return (await session.scalars(select(row.key).where(*waiting).order_by(row.changed).limit(most))).all()


async def heard(session: AsyncSession, list: str, keys: Sequence[str], at: datetime) -> None:
    """Something was heard of these items at a moment."""
    row = MirrorItemRow
    await session.execute(update(row).where(row.list == list, row.key.in_(keys)).values(changed=at))


async def cursor(session: AsyncSession, list: str, place: str) -> str:
    """Where to go on reading the changes of the list at a place; "": from the beginning."""
    row = await session.get(MirrorCursorRow, list)
    return row.cursor if row is not None and row.place == place else ""


async def move_cursor(session: AsyncSession, list: str, place: str, cursor: str) -> None:
    """From here on the next time."""
    await upsert.put(session, MirrorCursorRow, {"list": list, "place": place, "cursor": cursor})


async def stands_at(session: AsyncSession, list: str, place: str) -> bool:
    """The list is at this place. True: it was at another, or at none that was known. Then its items have no id any
    more, and are all to be put; `left` has them.
    """
    known = await session.get(MirrorCursorRow, list)
    if known is not None and known.place == place:
        return False
    row = MirrorItemRow
    anew = {"item": "", "etag": "", "sent": "{}", "version": row.version + 1, "wanted": row.wanted + 1}
    here = update(row).where(row.list == list, row.item != "")
    await session.execute(here.values(**anew, changed=LONG_AGO))
    await move_cursor(session, list, place, "")
    return True


async def remove_expired(session: AsyncSession) -> None:
    """Removes what is known of items that SharePoint does not have, and that nobody wanted there for a while."""
    row = MirrorItemRow
    gone = row.item == "", row.wanted == row.put, row.changed < now() - KEPT
    await session.execute(delete(row).where(*gone))
