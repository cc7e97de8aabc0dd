"""Where the files of a project are in SharePoint, and as which version Koers put them there."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment


class FiledRow(Base):
    """One file. `what`: "start", or the id of a report. `etag` and `ctag`: as Koers left it."""

    __tablename__ = "project_files"
    project: Mapped[str] = mapped_column(ForeignKey("projects.id"), primary_key=True)
    what: Mapped[str] = mapped_column(String(32), primary_key=True)
    drive: Mapped[str] = mapped_column(String(255))
    folder: Mapped[str] = mapped_column(String(255))
    item: Mapped[str] = mapped_column(String(255))
    etag: Mapped[str] = mapped_column(String(255))
    ctag: Mapped[str] = mapped_column(String(255))
    edition: Mapped[int]
    version: Mapped[int]
    web_url: Mapped[str] = mapped_column(Text)
    pdf_item: Mapped[str] = mapped_column(String(255))
    pdf_url: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True)
class Filed:
    """One file; what the fields mean is said at the columns."""

    project: str
    what: str
    drive: str
    folder: str
    item: str
    etag: str
    ctag: str
    edition: int
    version: int
    web_url: str
    at: datetime
    pdf_item: str = ""
    pdf_url: str = ""


async def find(session: AsyncSession, project: str, what: str) -> Filed | None:
    """The file of a project, for the start document or a report."""
    return _filed(await session.get(FiledRow, (project, what)))


async def of_project(session: AsyncSession, project: str) -> list[Filed]:
    """All files of a project."""
    rows = await session.scalars(select(FiledRow).where(FiledRow.project == project).order_by(FiledRow.at))
    return [filed for row in rows if (filed := _filed(row)) is not None]


async def put(session: AsyncSession, filed: Filed) -> None:
    """Writes down where a file is now."""
    row = await session.get(FiledRow, (filed.project, filed.what), with_for_update=True)
    if row is None:
        session.add(FiledRow(**asdict(filed)))
        return
    for name, value in asdict(filed).items():
        setattr(row, name, value)


def _filed(row: FiledRow | None) -> Filed | None:
    if row is None:
        return None
    return Filed(**{name: getattr(row, name) for name in Filed.__dataclass_fields__})
