"""Who takes part in an initiative: who joins, who supports it, what was said of it, and how it got its statuses."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, String, Text, and_, case, delete, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment
from store.upsert import put, put_new

Part = Literal["joins", "supports"]
LEFT = "left"  # who joins no more: they are not put down again, and who was not named stays so in what they said


class InitiativePersonRow(Base):
    """One person who joins, supports or left; the same person may do several."""

    __tablename__ = "initiative_people"
    initiative: Mapped[str] = mapped_column(String(32), primary_key=True)
    part: Mapped[str] = mapped_column(String(16), primary_key=True)
    person: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)
    hidden: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Moment)


class InitiativeCommentRow(Base):
    """What somebody said of an initiative."""

    __tablename__ = "initiative_comments"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    initiative: Mapped[str] = mapped_column(String(32), index=True)
    person: Mapped[str] = mapped_column(String(64), index=True)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)


class InitiativeStatusRow(Base):
    """A status that an initiative got, or another field that somebody changed in SharePoint. `number` counts from 0,
    the status that it began with.
    """

    __tablename__ = "initiative_statuses"
    initiative: Mapped[str] = mapped_column(String(32), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    field: Mapped[str] = mapped_column(String(16))
    before: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(Text)
    person: Mapped[str] = mapped_column(String(64), index=True)
    elsewhere: Mapped[bool]
    at: Mapped[datetime] = mapped_column(Moment, index=True)


@dataclass(frozen=True)
class Taking:
    """How somebody takes part. `hidden`: without being named."""

    initiative: str
    part: Part
    person: str
    hidden: bool
    at: datetime


@dataclass(frozen=True)
class Said:
    """What somebody said. `person` "": who left since."""

    id: str
    initiative: str
    person: str
    text: str
    at: datetime


@dataclass(frozen=True)
class Given:
    """A status that was given. `elsewhere`: in SharePoint, where nobody is known; `person` "" then, and of who left.

    `field`: what changed, "status" or another one that was changed in SharePoint; `before`: what it was until then.
    """

    initiative: str
    number: int
    status: str
    reason: str
    person: str
    elsewhere: bool
    at: datetime
    field: str = "status"
    before: str = ""


@dataclass(frozen=True)
class Numbers:
    """How many take part in one initiative, and how one person does."""

    joiners: int = 0
    supporters: int = 0
    comments: int = 0
    joins: bool = False
    supports: bool = False


async def take_part(session: AsyncSession, taking: Taking) -> bool:
    """Somebody takes part. False: they did already, and only whether they are named may have changed."""
    if taking.part == "joins":
        await session.execute(delete(InitiativePersonRow).where(_is(taking.initiative, LEFT, taking.person)))
    if await put_new(session, InitiativePersonRow, vars(taking)):
        return True
    await put(session, InitiativePersonRow, vars(taking), kept=("at",))
    return False


async def put_down(session: AsyncSession, taking: Taking) -> bool:
    """Somebody else says that they join. False: they do already, or did and left, and nothing changes."""
    left = await session.get(InitiativePersonRow, (taking.initiative, LEFT, taking.person))
    return left is None and await put_new(session, InitiativePersonRow, vars(taking))


async def leave(session: AsyncSession, initiative: str, person: str, at: datetime) -> None:
    """Somebody joins no more, which is remembered; nothing where they did not join."""
    row = await session.get(InitiativePersonRow, (initiative, "joins", person), with_for_update=True)
    if row is not None:
        left = {"initiative": initiative, "part": LEFT, "person": person, "hidden": row.hidden, "at": at}
        await put(session, InitiativePersonRow, left)
        await stop(session, initiative, "joins", person)


async def stop(session: AsyncSession, initiative: str, part: Part, person: str) -> None:
    """Somebody takes no part any more; nothing where they did not."""
    await session.execute(delete(InitiativePersonRow).where(_is(initiative, part, person)))


async def hide(session: AsyncSession, initiative: str, person: str, *, hidden: bool) -> None:
    """Whether who joins is named; nothing where they do not."""
    await session.execute(
        update(InitiativePersonRow)
        .where(
            InitiativePersonRow.initiative == initiative,
            InitiativePersonRow.person == person,
            InitiativePersonRow.part == "joins",
        )
        .values(hidden=hidden)
    )


async def taking_part(session: AsyncSession, initiative: str, part: Part | None = None) -> list[Taking]:
    """Who takes part, in this way or in any, the first one first."""
    query = select(InitiativePersonRow).where(
        InitiativePersonRow.initiative == initiative,
        InitiativePersonRow.part == part if part is not None else InitiativePersonRow.part != LEFT,
    )
    rows = await session.scalars(query.order_by(InitiativePersonRow.at, InitiativePersonRow.person))
    return [_taking(row) for row in rows]


async def unnamed(session: AsyncSession, initiative: str) -> set[str]:
    """Who joins, or joined, without being named."""
    query = select(InitiativePersonRow.person).where(
        InitiativePersonRow.initiative == initiative,
        InitiativePersonRow.part.in_(("joins", LEFT)),
        InitiativePersonRow.hidden.is_(True),
    )
    return {*await session.scalars(query)}


async def numbers(session: AsyncSession, initiatives: Sequence[str], person: str) -> dict[str, Numbers]:
    """How many take part in each of these, and how this person does."""
    own = func.sum(case((InitiativePersonRow.person == person, 1), else_=0))
    taking = select(InitiativePersonRow.initiative, InitiativePersonRow.part, func.count(), own)
    taking = taking.where(InitiativePersonRow.initiative.in_(initiatives))
    spoken = select(InitiativeCommentRow.initiative, literal("comments"), func.count(), literal(0))
    spoken = spoken.where(InitiativeCommentRow.initiative.in_(initiatives)).group_by(InitiativeCommentRow.initiative)
    both = taking.group_by(InitiativePersonRow.initiative, InitiativePersonRow.part).union_all(spoken)
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    for id, part, number, mine in await session.execute(both):  # one question: each takes a millisecond
        counts[id, part] = number, mine
    nobody = 0, 0
    return {
        id: Numbers(
            counts.get((id, "joins"), nobody)[0],
            counts.get((id, "supports"), nobody)[0],
            counts.get((id, "comments"), nobody)[0],
            counts.get((id, "joins"), nobody)[1] > 0,
            counts.get((id, "supports"), nobody)[1] > 0,
        )
        for id in initiatives
    }


async def say(session: AsyncSession, said: Said) -> bool:
    """Keeps what somebody said. False: it is there already."""
    return await put_new(session, InitiativeCommentRow, vars(said))


async def said(session: AsyncSession, initiative: str) -> list[Said]:
    """What was said of it, the first first."""
    query = select(InitiativeCommentRow).where(InitiativeCommentRow.initiative == initiative)
    rows = await session.scalars(query.order_by(InitiativeCommentRow.at, InitiativeCommentRow.id))
    return [Said(row.id, row.initiative, row.person, row.text, row.at) for row in rows]


async def comment(session: AsyncSession, id: str) -> Said | None:
    """One thing that was said."""
    row = await session.get(InitiativeCommentRow, id)
    return None if row is None else Said(row.id, row.initiative, row.person, row.text, row.at)


async def unsay(session: AsyncSession, initiative: str, id: str, person: str) -> None:
    """Removes what this person said; nothing where it is somebody else's."""
    await session.execute(
        delete(InitiativeCommentRow).where(
            InitiativeCommentRow.initiative == initiative,
            InitiativeCommentRow.id == id,
            InitiativeCommentRow.person == person,
        )
    )


async def give(session: AsyncSession, given: Given) -> bool:
    """Keeps a status that was given. False: that number was given already."""
    return await put_new(session, InitiativeStatusRow, vars(given))


async def given(session: AsyncSession, initiative: str) -> list[Given]:
    """The statuses that it got, and what else was changed in SharePoint, the first first."""
    query = select(InitiativeStatusRow).where(InitiativeStatusRow.initiative == initiative)
    return [_given(row) for row in await session.scalars(query.order_by(InitiativeStatusRow.number))]


async def given_since(session: AsyncSession, since: datetime, until: datetime) -> list[Given]:
    """The statuses that were given in a period, those that initiatives began with not, the first first."""
    query = select(InitiativeStatusRow).where(
        InitiativeStatusRow.at >= since,
        InitiativeStatusRow.at < until,
        InitiativeStatusRow.number > 0,
        InitiativeStatusRow.field == "status",
    )
    return [_given(row) for row in await session.scalars(query.order_by(InitiativeStatusRow.at))]


async def next_number(session: AsyncSession, initiative: str) -> int:
    """The number of the next change; to be asked in the transaction that holds the initiative."""
    query = select(func.max(InitiativeStatusRow.number)).where(InitiativeStatusRow.initiative == initiative)
    newest = await session.scalar(query)
    return 0 if newest is None else newest + 1


async def everybody(session: AsyncSession) -> set[str]:
    """All who take part, said something or gave a status."""
    found: set[str] = set()
    for row in (InitiativePersonRow, InitiativeCommentRow, InitiativeStatusRow):
        found.update(await session.scalars(select(row.person).where(row.person != "").distinct()))
    return found


async def forget(session: AsyncSession, people: Collection[str]) -> list[str]:
    """Who left takes no part any more, and what they said and did is nobody's; the initiatives that they joined or
    supported.
    """
    took_part = select(InitiativePersonRow.initiative).where(InitiativePersonRow.person.in_(people))
    ids = [*await session.scalars(took_part.distinct())]
    await session.execute(delete(InitiativePersonRow).where(InitiativePersonRow.person.in_(people)))
    for row in (InitiativeCommentRow, InitiativeStatusRow):
        await session.execute(update(row).where(row.person.in_(people)).values(person=""))
    return ids


async def remove(session: AsyncSession, initiatives: Sequence[str]) -> None:
    """Removes what belongs to initiatives."""
    for row in (InitiativePersonRow, InitiativeCommentRow, InitiativeStatusRow):
        await session.execute(delete(row).where(row.initiative.in_(initiatives)))


def _is(initiative: str, part: str, person: str) -> ColumnElement[bool]:
    return and_(
        InitiativePersonRow.initiative == initiative,
        InitiativePersonRow.part == part,
        InitiativePersonRow.person == person,
    )


def _taking(row: InitiativePersonRow) -> Taking:
    part: Part = "joins" if row.part == "joins" else "supports"
    return Taking(row.initiative, part, row.person, row.hidden, row.at)


def _given(row: InitiativeStatusRow) -> Given:
    return Given(**{name: getattr(row, name) for name in Given.__dataclass_fields__})
