"""Projects with the editions of their start documents, who is named in them, and who did what."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, Date, ForeignKey, String, Text, and_, delete, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, aliased, mapped_column

from store.database import Base, Moment, now
from store.upsert import put as put_row


class ProjectRow(Base):
    """One project. `edition`: the number of the newest; `approved`: of the one that holds, 0 for none. `expires` None:
    it is kept until somebody closes or withdraws it.
    """

    __tablename__ = "projects"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    organisation: Mapped[str] = mapped_column(String(64), index=True)
    author: Mapped[str] = mapped_column(String(64))
    status: Mapped[str] = mapped_column(String(16))
    edition: Mapped[int]
    approved: Mapped[int]
    department: Mapped[str] = mapped_column(Text)
    remark: Mapped[str] = mapped_column(Text)
    initiative: Mapped[str] = mapped_column(String(64), index=True)
    created: Mapped[datetime] = mapped_column(Moment)
    changed: Mapped[datetime] = mapped_column(Moment)
    row: Mapped[int]
    last_report: Mapped[date | None] = mapped_column(Date)
    light: Mapped[str] = mapped_column(String(8))  # the worst of the last report; "" for none
    closing: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    expires: Mapped[datetime | None] = mapped_column(Moment, index=True)


class ProjectEditionRow(Base):
    """One edition of a start document. `approval` None: it was not approved."""

    __tablename__ = "project_editions"
    project: Mapped[str] = mapped_column(ForeignKey("projects.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    changed: Mapped[datetime] = mapped_column(Moment)
    asked: Mapped[datetime | None] = mapped_column(Moment)
    asked_by: Mapped[str] = mapped_column(String(64))
    remark: Mapped[str] = mapped_column(Text)
    approval: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class ProjectPersonRow(Base):
    """That somebody is named in a project, in the edition that holds or in the newest."""

    __tablename__ = "project_people"
    project: Mapped[str] = mapped_column(ForeignKey("projects.id"), primary_key=True)
    person: Mapped[str] = mapped_column(String(64), primary_key=True, index=True)


class ProjectEventRow(Base):
    """Something that happened to a project; `number` counts per project, from 1."""

    __tablename__ = "project_events"
    project: Mapped[str] = mapped_column(ForeignKey("projects.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    happened: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(Moment)
    person: Mapped[str] = mapped_column(String(64))
    edition: Mapped[int]
    about: Mapped[str] = mapped_column(Text)
    before: Mapped[str] = mapped_column(Text)  # what `about` was before that


class StandInRow(Base):
    """Who approves for an opdrachtgever who is away, up to and including a day."""

    __tablename__ = "project_stand_ins"
    principal: Mapped[str] = mapped_column(String(64), primary_key=True)
    deputy: Mapped[str] = mapped_column(String(64), index=True)
    deputy_name: Mapped[str] = mapped_column(Text)
    until: Mapped[date] = mapped_column(Date, index=True)


@dataclass(frozen=True)
class ProjectRecord:
    """A project as it is stored; what the fields mean is said at the columns."""

    id: str
    organisation: str
    author: str
    status: str
    edition: int
    approved: int
    department: str
    remark: str
    initiative: str
    created: datetime
    changed: datetime
    row: int
    last_report: date | None
    light: str
    closing: dict[str, Any] | None
    expires: datetime | None


@dataclass(frozen=True)
class EditionRecord:
    """An edition as it is stored."""

    project: str
    number: int
    version: int
    state: str
    content: dict[str, Any]
    changed: datetime
    asked: datetime | None
    asked_by: str
    remark: str
    approval: dict[str, Any] | None


@dataclass(frozen=True)
class EventRecord:
    """Something that happened, as it is stored."""

    happened: str
    at: datetime
    person: str
    edition: int
    about: str
    before: str = ""


@dataclass(frozen=True)
class StandInRecord:
    """Who stands in for whom, as it is stored."""

    principal: str
    deputy: str
    deputy_name: str
    until: date


Loaded = tuple[ProjectRecord, EditionRecord, EditionRecord | None]  # with the newest edition and the one that holds

_ALONE = text("select pg_advisory_xact_lock(hashtextextended(:initiative, 0))")
_newest, _holds = aliased(ProjectEditionRow), aliased(ProjectEditionRow)


async def find(session: AsyncSession, id: str) -> Loaded | None:
    """The project with that id."""
    return next(iter(await _loaded(session, ProjectRow.id == id)), None)


async def lock(session: AsyncSession, id: str) -> None:
    """Nobody else changes this project until the transaction ends."""
    await session.execute(select(ProjectRow.id).where(ProjectRow.id == id).with_for_update())


async def lock_initiative(session: AsyncSession, initiative: str) -> None:
    """Nobody else makes a project of this initiative until the transaction ends."""
    if session.get_bind().dialect.name == "postgresql":  # on SQLite one transaction writes at a time anyway
        await session.execute(_ALONE, {"initiative": f"project of {initiative}"})


async def of_initiative(session: AsyncSession, organisation: str, initiative: str) -> list[Loaded]:
    """The projects that came from an initiative, the oldest first."""
    its = ProjectRow.organisation == organisation, ProjectRow.initiative == initiative
    return sorted(await _loaded(session, *its), key=lambda loaded: loaded[0].created)


async def all_of(session: AsyncSession, organisation: str) -> list[Loaded]:
    """Every project of a municipality, what changed last first."""
    return await _loaded(session, ProjectRow.organisation == organisation)


async def of_person(session: AsyncSession, organisation: str, person: str) -> list[Loaded]:
    """The projects in which somebody is named, or that he began; what changed last first."""
    named = select(ProjectPersonRow.project).where(ProjectPersonRow.person == person)
    return await _loaded(session, ProjectRow.organisation == organisation, ProjectRow.id.in_(named))


async def of_people(session: AsyncSession, organisation: str, people: Sequence[str]) -> list[Loaded]:
    """The same of any of these people."""
    named = select(ProjectPersonRow.project).where(ProjectPersonRow.person.in_(people))
    return await _loaded(session, ProjectRow.organisation == organisation, ProjectRow.id.in_(named))


async def put(session: AsyncSession, record: ProjectRecord) -> None:
    """Writes a project as it is now."""
    await put_row(session, ProjectRow, asdict(record))


async def put_edition(session: AsyncSession, record: EditionRecord) -> None:
    """Writes an edition as it is now."""
    await put_row(session, ProjectEditionRow, asdict(record))


async def editions(session: AsyncSession, project: str) -> list[EditionRecord]:
    """All editions of a project, the first one first."""
    its = select(ProjectEditionRow).where(ProjectEditionRow.project == project)
    return [_edition(row) for row in await session.scalars(its.order_by(ProjectEditionRow.number))]


async def set_people(session: AsyncSession, project: str, people: Collection[str]) -> None:
    """Who is named in a project from now on."""
    there = set(await session.scalars(select(ProjectPersonRow.person).where(ProjectPersonRow.project == project)))
    gone = sorted(there - set(people))
    if gone:
        its = ProjectPersonRow.project == project, ProjectPersonRow.person.in_(gone)
        await session.execute(delete(ProjectPersonRow).where(*its))
    session.add_all(ProjectPersonRow(project=project, person=person) for person in sorted(set(people) - there))
    await session.flush()


async def note(session: AsyncSession, project: str, event: EventRecord) -> None:
    """Writes down that something happened; in the transaction that holds the project."""
    last = select(func.max(ProjectEventRow.number)).where(ProjectEventRow.project == project)
    number = (await session.scalar(last) or 0) + 1
    session.add(ProjectEventRow(project=project, number=number, **asdict(event)))
    await session.flush()


async def events(session: AsyncSession, project: str) -> list[EventRecord]:
    """What happened to a project, the oldest first."""
    its = select(ProjectEventRow).where(ProjectEventRow.project == project).order_by(ProjectEventRow.number)
    return [
        EventRecord(row.happened, row.at, row.person, row.edition, row.about, row.before)
        for row in await session.scalars(its)
    ]


async def stand_in(session: AsyncSession, principal: str) -> StandInRecord | None:
    """Who stands in for somebody, also where that is over."""
    row = await session.get(StandInRow, principal)
    return None if row is None else StandInRecord(row.principal, row.deputy, row.deputy_name, row.until)


async def stands_in_for(session: AsyncSession, deputy: str, today: date) -> list[str]:
    """For whom somebody stands in today."""
    its = StandInRow.deputy == deputy, StandInRow.until >= today
    return list(await session.scalars(select(StandInRow.principal).where(*its)))


async def stand_ins(session: AsyncSession, today: date) -> dict[str, StandInRecord]:
    """Everybody who has a stand-in today, with who that is."""
    rows = await session.scalars(select(StandInRow).where(StandInRow.until >= today))
    return {row.principal: StandInRecord(row.principal, row.deputy, row.deputy_name, row.until) for row in rows}


async def put_stand_in(session: AsyncSession, record: StandInRecord) -> None:
    """Somebody is stood in for from now on."""
    await put_row(session, StandInRow, asdict(record))


async def end_stand_in(session: AsyncSession, principal: str) -> None:
    """Nobody stands in for this person any more."""
    await session.execute(delete(StandInRow).where(StandInRow.principal == principal))


async def remove_stand_ins(session: AsyncSession, today: date) -> None:
    """Removes those that are over."""
    await session.execute(delete(StandInRow).where(StandInRow.until < today))


async def expired(session: AsyncSession) -> list[str]:
    """The projects that are past their date."""
    return list(await session.scalars(select(ProjectRow.id).where(ProjectRow.expires <= now())))


async def remove(session: AsyncSession, id: str) -> None:
    """Removes a project with all of its own; its reports go before (store.projects.reports.remove)."""
    for row in (ProjectEventRow, ProjectPersonRow, ProjectEditionRow):
        await session.execute(delete(row).where(row.project == id))
    await session.execute(delete(ProjectRow).where(ProjectRow.id == id))


async def _loaded(session: AsyncSession, *which: ColumnElement[bool]) -> list[Loaded]:
    query = (
        select(ProjectRow, _newest, _holds)
        .join(_newest, and_(_newest.project == ProjectRow.id, _newest.number == ProjectRow.edition))
        .outerjoin(_holds, and_(_holds.project == ProjectRow.id, _holds.number == ProjectRow.approved))
        .where(*which)
        .order_by(ProjectRow.changed.desc(), ProjectRow.id)
        .execution_options(populate_existing=True)  # what was written in this transaction went around the session
    )
    found = (await session.execute(query)).all()
    return [
        (_project(project), _edition(newest), _edition(holds) if holds else None) for project, newest, holds in found
    ]


def _project(row: ProjectRow) -> ProjectRecord:
    return ProjectRecord(**{name: getattr(row, name) for name in ProjectRecord.__dataclass_fields__})


def _edition(row: ProjectEditionRow) -> EditionRecord:
    return EditionRecord(**{name: getattr(row, name) for name in EditionRecord.__dataclass_fields__})
