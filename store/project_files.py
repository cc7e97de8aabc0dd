"""Where the documents of projects are in SharePoint, and what they were when Koers wrote them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import String, Text, UniqueConstraint, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment
from store.upsert import put, put_new

Sort = Literal["project", "report"]
# no-pdf: the .docx is there and SharePoint makes no PDF of it. asked: somebody changed the file, and its author is
# asked what to do. locked: somebody has it open. template: the template of the municipality cannot be filled in.
Trouble = Literal["", "no-pdf", "asked", "locked", "forbidden", "unavailable", "template", "failed"]
Choice = Literal["", "over"]


class ProjectFolderRow(Base):
    """The folder of a project; no two projects have the same."""

    __tablename__ = "project_folders"
    __table_args__ = (UniqueConstraint("drive", "folder"),)
    project: Mapped[str] = mapped_column(String(64), primary_key=True)
    drive: Mapped[str] = mapped_column(String(160))
    folder: Mapped[str] = mapped_column(String(160))


class ProjectFileRow(Base):
    """The Word file of a start document or a progress report, and the PDF beside it."""

    __tablename__ = "project_files"
    sort: Mapped[str] = mapped_column(String(16), primary_key=True)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    project: Mapped[str] = mapped_column(String(64), index=True)
    drive: Mapped[str] = mapped_column(String(160))
    file: Mapped[str] = mapped_column(String(160))
    parent: Mapped[str] = mapped_column(String(160))
    name: Mapped[str] = mapped_column(String(400))
    url: Mapped[str] = mapped_column(Text)
    etag: Mapped[str] = mapped_column(String(255))
    ctag: Mapped[str] = mapped_column(String(255))
    edition: Mapped[int]
    intended: Mapped[str] = mapped_column(String(64))
    written: Mapped[str] = mapped_column(String(64))
    described: Mapped[str] = mapped_column(String(64))
    pdf: Mapped[str] = mapped_column(String(160))
    pdf_ctag: Mapped[str] = mapped_column(String(255))
    pdf_url: Mapped[str] = mapped_column(Text)
    pdf_of: Mapped[str] = mapped_column(String(64))
    pdf_intended: Mapped[str] = mapped_column(String(64))
    trouble: Mapped[str] = mapped_column(String(16))
    mark: Mapped[str] = mapped_column(String(64))
    asked: Mapped[int]
    choice: Mapped[str] = mapped_column(String(8))
    at: Mapped[datetime | None] = mapped_column(Moment)


@dataclass(frozen=True)
class Kept:
    """One of them. "" and 0: there is none yet.

    `intended`, `written`, `described`, `pdf_intended`, `pdf_of` are digests of what goes into the document: what was
    about to be written, what is, what the columns say, what the PDF is made of. `mark`: how the file was when its
    author was asked what to do with it, for the edition `asked`; `choice`: what he chose for just that.
    """

    sort: Sort
    id: str
    project: str
    drive: str = ""
    file: str = ""
    parent: str = ""
    name: str = ""
    url: str = ""
    etag: str = ""
    ctag: str = ""
    edition: int = 0
    intended: str = ""
    written: str = ""
    described: str = ""
    pdf: str = ""
    pdf_ctag: str = ""
    pdf_url: str = ""
    pdf_of: str = ""
    pdf_intended: str = ""
    trouble: Trouble = ""
    mark: str = ""
    asked: int = 0
    choice: Choice = ""
    at: datetime | None = None  # when the .docx was written last


_COLUMNS = tuple(getattr(ProjectFileRow, name) for name in Kept.__dataclass_fields__)


async def find(session: AsyncSession, sort: Sort, id: str) -> Kept | None:
    """What is known of a file; None where nothing was ever begun."""
    wanted = select(*_COLUMNS).where(ProjectFileRow.sort == sort, ProjectFileRow.id == id)
    row = (await session.execute(wanted)).one_or_none()
    return None if row is None else Kept(*row)


async def save(session: AsyncSession, kept: Kept) -> None:
    """Keeps it as it is from now on."""
    await put(session, ProjectFileRow, asdict(kept))


async def folder(session: AsyncSession, project: str) -> tuple[str, str] | None:
    """The drive and the id of a project's folder."""
    found = select(ProjectFolderRow.drive, ProjectFolderRow.folder).where(ProjectFolderRow.project == project)
    row = (await session.execute(found)).one_or_none()
    return None if row is None else (row.drive, row.folder)


async def has_row(session: AsyncSession, drive: str, item: str) -> bool:
    """Whether a file is a document, or the PDF of one, that is known already."""
    row = ProjectFileRow
    found = select(row.id).where(row.drive == drive, or_(row.file == item, row.pdf == item))
    return (await session.execute(found)).first() is not None


async def keep_folder(session: AsyncSession, project: str, drive: str, id: str) -> bool:
    """The folder of a project from now on. False: it is that of another project."""
    await session.execute(delete(ProjectFolderRow).where(ProjectFolderRow.project == project))
    return await put_new(session, ProjectFolderRow, {"project": project, "drive": drive, "folder": id})


async def remove(session: AsyncSession, project: str) -> None:
    """Forgets where the documents of a project are; they themselves stay where they are."""
    await session.execute(delete(ProjectFileRow).where(ProjectFileRow.project == project))
    await session.execute(delete(ProjectFolderRow).where(ProjectFolderRow.project == project))
