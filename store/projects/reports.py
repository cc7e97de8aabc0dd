"""Progress reports: the series that they are in, what they say, and what they said before a correction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, String, Text, delete, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment
from store.upsert import put as put_row


class ProjectSeriesRow(Base):
    """Reports on one rhythm, counted from `anchor`; `due` is the day of the next one."""

    __tablename__ = "project_series"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    project: Mapped[str] = mapped_column(ForeignKey("projects.id"), index=True)
    name: Mapped[str] = mapped_column(Text)
    rhythm: Mapped[str] = mapped_column(String(16))
    anchor: Mapped[date] = mapped_column(Date)
    due: Mapped[date] = mapped_column(Date)
    ended: Mapped[bool]


class ProjectReportRow(Base):
    """One report. `told`: what was published last; `draft`: what is being written. `edition` 0: never published."""

    __tablename__ = "project_reports"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    project: Mapped[str] = mapped_column(ForeignKey("projects.id"), index=True)
    series: Mapped[str] = mapped_column(ForeignKey("project_series.id"), index=True)
    due: Mapped[date] = mapped_column(Date)
    edition: Mapped[int]
    version: Mapped[int]
    told: Mapped[dict[str, Any]] = mapped_column(JSON)
    draft: Mapped[dict[str, Any]] = mapped_column(JSON)
    author: Mapped[str] = mapped_column(String(64))
    published: Mapped[datetime | None] = mapped_column(Moment)


class ProjectReportEditionRow(Base):
    """What a report said before it was corrected, and who published that."""

    __tablename__ = "project_report_editions"
    report: Mapped[str] = mapped_column(ForeignKey("project_reports.id"), primary_key=True)
    edition: Mapped[int] = mapped_column(primary_key=True)
    told: Mapped[dict[str, Any]] = mapped_column(JSON)
    author: Mapped[str] = mapped_column(String(64))
    published: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True)
class SeriesRecord:
    """A series as it is stored."""

    id: str
    project: str
    name: str
    rhythm: str
    anchor: date
    due: date
    ended: bool


@dataclass(frozen=True)
class ReportRecord:
    """A report as it is stored."""

    id: str
    project: str
    series: str
    due: date
    edition: int
    version: int
    told: dict[str, Any]
    draft: dict[str, Any]
    author: str
    published: datetime | None


async def series(session: AsyncSession, id: str) -> SeriesRecord | None:
    """The series with that id."""
    row = await session.get(ProjectSeriesRow, id, populate_existing=True)
    return None if row is None else _series(row)


async def series_of(session: AsyncSession, projects: Sequence[str]) -> list[SeriesRecord]:
    """The series of these projects, the ended ones too, by name."""
    its = select(ProjectSeriesRow).where(ProjectSeriesRow.project.in_(projects))
    rows = await session.scalars(its.order_by(ProjectSeriesRow.name, ProjectSeriesRow.id))
    return [_series(row) for row in rows]


async def running(session: AsyncSession) -> list[SeriesRecord]:
    """Every series that was not ended."""
    rows = await session.scalars(select(ProjectSeriesRow).where(ProjectSeriesRow.ended.is_(False)))
    return [_series(row) for row in rows]


async def put_series(session: AsyncSession, record: SeriesRecord) -> None:
    """Writes a series as it is now."""
    await put_row(session, ProjectSeriesRow, asdict(record))


async def report(session: AsyncSession, id: str) -> ReportRecord | None:
    """The report with that id."""
    row = await session.get(ProjectReportRow, id, populate_existing=True)
    return None if row is None else _report(row)


async def draft_of(session: AsyncSession, series: str) -> ReportRecord | None:
    """The report of a series that is being written and was never published."""
    its = ProjectReportRow.series == series, ProjectReportRow.edition == 0
    row = (await session.scalars(select(ProjectReportRow).where(*its))).first()
    return None if row is None else _report(row)


async def of_project(session: AsyncSession, project: str) -> list[ReportRecord]:
    """The reports of a project, the newest first; what is being written before all."""
    its = select(ProjectReportRow).where(ProjectReportRow.project == project)
    rows = await session.scalars(its.order_by(ProjectReportRow.due.desc(), ProjectReportRow.id))
    return [_report(row) for row in rows]


async def put_report(session: AsyncSession, record: ReportRecord) -> None:
    """Writes a report as it is now."""
    await put_row(session, ProjectReportRow, asdict(record))


async def drop(session: AsyncSession, id: str) -> None:
    """Throws away a report that was never published."""
    await session.execute(delete(ProjectReportRow).where(ProjectReportRow.id == id, ProjectReportRow.edition == 0))


async def keep_edition(session: AsyncSession, record: ReportRecord, author: str, at: datetime) -> None:
    """Keeps what an edition says for good."""
    values = {"report": record.id, "edition": record.edition, "told": record.told, "author": author, "published": at}
    await put_row(session, ProjectReportEditionRow, values)


async def editions(session: AsyncSession, report: str) -> list[tuple[int, dict[str, Any]]]:
    """What a report said, by edition."""
    its = select(ProjectReportEditionRow).where(ProjectReportEditionRow.report == report)
    rows = await session.scalars(its.order_by(ProjectReportEditionRow.edition))
    return [(row.edition, row.told) for row in rows]


async def remove(session: AsyncSession, project: str) -> list[str]:
    """Removes all reports of a project; the ids of those that were published."""
    ids = select(ProjectReportRow.id).where(ProjectReportRow.project == project)
    published = list(await session.scalars(ids.where(ProjectReportRow.edition > 0)))
    await session.execute(delete(ProjectReportEditionRow).where(ProjectReportEditionRow.report.in_(ids)))
    await session.execute(delete(ProjectReportRow).where(ProjectReportRow.project == project))
    await session.execute(delete(ProjectSeriesRow).where(ProjectSeriesRow.project == project))
    return published


def _series(row: ProjectSeriesRow) -> SeriesRecord:
    return SeriesRecord(**{name: getattr(row, name) for name in SeriesRecord.__dataclass_fields__})


def _report(row: ProjectReportRow) -> ReportRecord:
    return ReportRecord(**{name: getattr(row, name) for name in ReportRecord.__dataclass_fields__})
