"""Initiatives: what each says, how far it is, and which changed since somebody looked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, Date, String, Text, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment
from store.initiative_people import LEFT, InitiativePersonRow
from store.upsert import put_new


class InitiativeRow(Base):
    """One initiative. `version` goes up by one with every change of the row.

    `words` are its title and text, folded, to search in. `revision`: of all the texts of the municipality when this
    one was last written (InitiativeRevisionRow).
    """

    __tablename__ = "initiatives"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    organisation: Mapped[str] = mapped_column(String(64), index=True)
    title: Mapped[str] = mapped_column(Text)
    what: Mapped[str] = mapped_column(Text)
    heading: Mapped[str] = mapped_column(String(32))
    serves: Mapped[list[str]] = mapped_column(JSON)
    author: Mapped[str] = mapped_column(String(64), index=True)
    author_name: Mapped[str] = mapped_column(Text)
    hidden: Mapped[bool]
    start_day: Mapped[date | None] = mapped_column(Date)
    start_words: Mapped[str] = mapped_column(Text)
    needs: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(32))
    campaign: Mapped[str] = mapped_column(String(32), index=True)
    project: Mapped[str] = mapped_column(String(64))
    words: Mapped[str] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(index=True)
    version: Mapped[int]
    created: Mapped[datetime] = mapped_column(Moment)
    changed: Mapped[datetime] = mapped_column(Moment, index=True)


class InitiativeRevisionRow(Base):
    """How often a text of a municipality was written: what a process compares with what it read."""

    __tablename__ = "initiative_revisions"
    organisation: Mapped[str] = mapped_column(String(64), primary_key=True)
    revision: Mapped[int]


@dataclass(frozen=True)
class Kept:
    """One initiative as it is stored. `author` "": nobody is known. `author_name`: when it was last written, for the
    list in SharePoint.
    """

    id: str
    organisation: str
    title: str
    what: str
    heading: str
    serves: tuple[str, ...]
    author: str
    author_name: str
    hidden: bool
    start_day: date | None
    start_words: str
    needs: str
    status: str
    campaign: str
    project: str
    words: str
    version: int
    created: datetime
    changed: datetime


@dataclass(frozen=True)
class Wish:
    """Which are wanted; "" and () do not narrow it. `words`: folded, each in the title or the text. `of`: a person who
    began it, joins or supports.
    """

    heading: str = ""
    status: str = ""
    campaign: str = ""
    words: tuple[str, ...] = ()
    of: str = ""


async def add(session: AsyncSession, kept: Kept) -> bool:
    """Stores a new one. False: it is there already, and nothing is changed."""
    if not await put_new(session, InitiativeRow, {**_values(kept), "revision": 0}):
        return False
    await _written(session, kept)
    return True


async def change(session: AsyncSession, kept: Kept, *, over: int) -> bool:
    """Stores it as it is now, over version `over`. False: it was changed or removed meanwhile."""
    row = await session.get(InitiativeRow, kept.id, with_for_update=True)
    if row is None or row.version != over:
        return False
    reads_otherwise = row.words != kept.words
    for name, value in _values(kept).items():
        setattr(row, name, value)
    await session.flush()
    if reads_otherwise:
        await _written(session, kept)
    return True


async def find(session: AsyncSession, organisation: str, id: str, *, to_change: bool = False) -> Kept | None:
    """One of a municipality; with `to_change` nobody else changes it until the transaction ends."""
    row = await session.get(InitiativeRow, id, with_for_update=to_change or None)
    return _kept(row) if row is not None and row.organisation == organisation else None


async def find_all(session: AsyncSession, organisation: str, ids: Sequence[str]) -> dict[str, Kept]:
    """Those that are there, by id."""
    query = select(InitiativeRow).where(InitiativeRow.organisation == organisation, InitiativeRow.id.in_(ids))
    return {row.id: _kept(row) for row in await session.scalars(query)}


async def look(
    session: AsyncSession, organisation: str, wish: Wish, *, first: int = 0, most: int | None = None
) -> list[Kept]:
    """What is wanted, from the `first` on, what changed last first."""
    query = select(InitiativeRow).where(_is(organisation, wish))
    query = query.order_by(InitiativeRow.changed.desc(), InitiativeRow.id).offset(first).limit(most)
    return [_kept(row) for row in await session.scalars(query)]


async def count(session: AsyncSession, organisation: str, wish: Wish) -> dict[tuple[str, str], int]:
    """How many of what is wanted there are, by heading and status."""
    query = select(InitiativeRow.heading, InitiativeRow.status, func.count()).where(_is(organisation, wish))
    found = await session.execute(query.group_by(InitiativeRow.heading, InitiativeRow.status))
    return {(heading, status): number for heading, status, number in found}


async def begun(session: AsyncSession, organisation: str, since: datetime, until: datetime) -> list[Kept]:
    """Those that were submitted in a period, the first one first."""
    during = InitiativeRow.created >= since, InitiativeRow.created < until
    query = select(InitiativeRow).where(InitiativeRow.organisation == organisation, *during)
    return [_kept(row) for row in await session.scalars(query.order_by(InitiativeRow.created, InitiativeRow.id))]


async def read_since(
    session: AsyncSession, organisation: str, revision: int
) -> tuple[int, list[tuple[str, str, str]]] | None:
    """The revision of the texts now, and (id, title, what) of those written since one; None where none was."""
    newest = await session.scalar(
        select(InitiativeRevisionRow.revision).where(InitiativeRevisionRow.organisation == organisation)
    )
    if newest is None or newest <= revision:
        return None
    query = select(InitiativeRow.id, InitiativeRow.title, InitiativeRow.what).where(
        InitiativeRow.organisation == organisation, InitiativeRow.revision > revision
    )
    return newest, [(id, title, what) for id, title, what in await session.execute(query)]


async def of_authors(session: AsyncSession, organisation: str) -> set[str]:
    """Everybody who began one."""
    query = select(InitiativeRow.author).where(InitiativeRow.organisation == organisation, InitiativeRow.author != "")
    return {*await session.scalars(query.distinct())}


async def without_author(session: AsyncSession, organisation: str, people: Collection[str]) -> list[str]:
    """Forgets who began theirs; the ids of these."""
    theirs = InitiativeRow.organisation == organisation, InitiativeRow.author.in_(people)
    ids = [*await session.scalars(select(InitiativeRow.id).where(*theirs))]
    await session.execute(
        update(InitiativeRow)
        .where(InitiativeRow.id.in_(ids))
        .values(author="", author_name="", hidden=False, version=InitiativeRow.version + 1)
    )
    return ids


async def unchanged_since(session: AsyncSession, organisation: str, moment: datetime, most: int) -> list[str]:
    """Ids of those that nobody changed since, the oldest first."""
    query = select(InitiativeRow.id).where(InitiativeRow.organisation == organisation, InitiativeRow.changed <= moment)
    return [*await session.scalars(query.order_by(InitiativeRow.changed).limit(most))]


async def remove(session: AsyncSession, ids: Sequence[str]) -> None:
    """Removes initiatives; what belongs to them is of other tables."""
    await session.execute(delete(InitiativeRow).where(InitiativeRow.id.in_(ids)))


async def _written(session: AsyncSession, kept: Kept) -> None:
    """Counts a text that was written. Whoever writes another waits, so that no revision comes late."""
    await put_new(session, InitiativeRevisionRow, {"organisation": kept.organisation, "revision": 0})
    counted = (
        update(InitiativeRevisionRow)
        .where(InitiativeRevisionRow.organisation == kept.organisation)
        .values(revision=InitiativeRevisionRow.revision + 1)
        .returning(InitiativeRevisionRow.revision)
    )
    revision = (await session.execute(counted)).scalar_one()
    await session.execute(update(InitiativeRow).where(InitiativeRow.id == kept.id).values(revision=revision))


def _is(organisation: str, wish: Wish) -> ColumnElement[bool]:
    asked = [InitiativeRow.organisation == organisation]
    for column, value in (
        (InitiativeRow.heading, wish.heading),
        (InitiativeRow.status, wish.status),
        (InitiativeRow.campaign, wish.campaign),
    ):
        if value:
            asked.append(column == value)
    asked += [InitiativeRow.words.contains(word, autoescape=True) for word in wish.words]
    if wish.of:
        part = select(InitiativePersonRow.initiative).where(
            InitiativePersonRow.person == wish.of, InitiativePersonRow.part != LEFT
        )
        asked.append(or_(InitiativeRow.author == wish.of, InitiativeRow.id.in_(part)))
    return and_(*asked)


def _values(kept: Kept) -> dict[str, Any]:
    return vars(kept) | {"serves": list(kept.serves)}


def _kept(row: InitiativeRow) -> Kept:
    values: dict[str, Any] = {name: getattr(row, name) for name in Kept.__dataclass_fields__}
    values["serves"] = tuple(row.serves)
    return Kept(**values)
