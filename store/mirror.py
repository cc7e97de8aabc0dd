"""What is known of the items in SharePoint's lists: what was last equal, what was sent, what is still to be put."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast
from uuid import uuid4

from sqlalchemy import Index, String, Text, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store import upsert
from store.database import Base, Moment, now

Written = str | float | bool | None  # a value as it is in JSON


class MirrorItemRow(Base):
    """One item of one list."""

    __tablename__ = "mirror_items"
    __table_args__ = (Index("ix_mirror_items_item", "list", "item"),)
    list: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    item: Mapped[str] = mapped_column(String(64), default="")  # the id in SharePoint; "": none that is known
    etag: Mapped[str] = mapped_column(String(255), default="")  # "": what is there has to be looked at first
    base: Mapped[str] = mapped_column(Text, default="{}")  # JSON: what was last equal, by column
    # JSON: how SharePoint writes a value of `base`, where it does so in a way of its own (a hash), by column.
    shown: Mapped[str] = mapped_column(Text, default="{}")
    # JSON: what was sent and of which the outcome is not known, by column; whatever of it comes back is ours.
    sent: Mapped[str] = mapped_column(Text, default="{}")
    wanted: Mapped[int] = mapped_column(default=0)  # grows with every want
    put: Mapped[int] = mapped_column(default=0)  # the want that SharePoint has; as `wanted`: there is nothing to do
    version: Mapped[int] = mapped_column(default=0)  # grows with every change but that of `wanted`
    away: Mapped[bool] = mapped_column(default=False)  # deleted in SharePoint, and that is how it is
    changed: Mapped[datetime] = mapped_column(Moment, index=True)


class MirrorCursorRow(Base):
    """How far the changes of a list have been read."""

    __tablename__ = "mirror_cursors"
    list: Mapped[str] = mapped_column(String(64), primary_key=True)
    cursor: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True)
class Item:
    """One item as it is stored; what the fields mean is said at the columns."""

    list: str
    key: str
    item: str = ""
    etag: str = ""
    base: Mapping[str, Written] = field(default_factory=dict[str, Written])
    shown: Mapping[str, str] = field(default_factory=dict[str, str])
    sent: Mapping[str, Sequence[Written]] = field(default_factory=dict[str, Sequence[Written]])
    wanted: int = 0
    put: int = 0
    version: int = 0
    away: bool = False


_COLUMNS = [getattr(MirrorItemRow, name) for name in Item.__dataclass_fields__]
_TEXTS = ("base", "shown", "sent")


def want_in(connection: Connection, list: str, key: str) -> str:
    """The item is to be put once more. The key of the work to promise for it; "": it is promised already."""
    row = MirrorItemRow
    made = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    fresh = {"list": list, "key": key, "wanted": 1, "put": 0, "version": 0, "away": False, "changed": now()}
    texts = {"item": "", "etag": "", **dict.fromkeys(_TEXTS, "{}")}
    again = {"wanted": row.wanted + 1, "away": False, "changed": now()}
    wanted = made(row).values(**fresh, **texts).on_conflict_do_update(index_elements=["list", "key"], set_=again)
    found = connection.execute(wanted.returning(row.wanted, row.put)).one()
    return uuid4().hex if found.wanted == found.put + 1 else ""


async def want(session: AsyncSession, list: str, key: str) -> str:
    """The same in the transaction of a session."""
    return await (await session.connection()).run_sync(lambda connection: want_in(connection, list, key))
