"""The documents of the municipality's library as last read, so that a restart need not fetch them again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String, Text, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now
from store.upsert import put


class LibraryDocumentRow(Base):
    """One file of the library, by its driveItem id: its text, or the reason why it could not be read."""

    __tablename__ = "library_documents"
    item: Mapped[str] = mapped_column(String(128), primary_key=True)
    document: Mapped[str] = mapped_column(String(128))
    organisation: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(400))
    path: Mapped[str] = mapped_column(String(1024))
    url: Mapped[str] = mapped_column(String(2048))
    version: Mapped[str] = mapped_column(String(256))  # the cTag: changes when the content does
    readable: Mapped[bool]  # by all employees
    text: Mapped[str] = mapped_column(Text, default="")
    headings: Mapped[list[Any]] = mapped_column(JSON, default=list)
    restates: Mapped[str] = mapped_column(String(400), default="")
    problem: Mapped[str] = mapped_column(String(64), default="")
    read: Mapped[datetime] = mapped_column(Moment)


class LibraryCursorRow(Base):
    """Where the next delta of a library goes on."""

    __tablename__ = "library_cursors"
    drive: Mapped[str] = mapped_column(String(128), primary_key=True)
    link: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True)
class LibraryDocument:
    """A stored file; `problem` is a text key, empty when the text could be read."""

    item: str
    document: str
    organisation: str
    title: str
    path: str
    url: str
    version: str
    readable: bool
    text: str = ""
    headings: tuple[tuple[int, int, int], ...] = ()  # level, start, end
    restates: str = ""
    problem: str = ""


def _document(row: LibraryDocumentRow) -> LibraryDocument:
    headings = tuple((int(level), int(start), int(end)) for level, start, end in row.headings)
    return LibraryDocument(
        row.item,
        row.document,
        row.organisation,
        row.title,
        row.path,
        row.url,
        row.version,
        row.readable,
        row.text,
        headings,
        row.restates,
        row.problem,
    )


async def save(session: AsyncSession, document: LibraryDocument) -> None:
    """Stores a file, over what was there."""
    values = {**document.__dict__, "headings": [list(heading) for heading in document.headings]}
    await put(session, LibraryDocumentRow, {**values, "read": now()})


async def remove(session: AsyncSession, item: str) -> None:
    """Forgets a file."""
    await session.execute(delete(LibraryDocumentRow).where(LibraryDocumentRow.item == item))


async def all_documents(session: AsyncSession) -> list[LibraryDocument]:
    """Every stored file, by path."""
    rows = await session.scalars(select(LibraryDocumentRow).order_by(LibraryDocumentRow.path))
    return [_document(row) for row in rows]


async def state(session: AsyncSession) -> tuple[int, datetime | None]:
    """How many files are stored, and when the last of them was: another state where something changed."""
    count, newest = (await session.execute(select(func.count(), func.max(LibraryDocumentRow.read)))).one()
    return count, newest


async def cursor(session: AsyncSession, drive: str) -> str | None:
    """The delta link to go on with."""
    return await session.scalar(select(LibraryCursorRow.link).where(LibraryCursorRow.drive == drive))


async def set_cursor(session: AsyncSession, drive: str, link: str | None) -> None:
    """Remembers the delta link, or with None that the next read starts from the beginning."""
    if link is None:
        await session.execute(delete(LibraryCursorRow).where(LibraryCursorRow.drive == drive))
    else:
        await put(session, LibraryCursorRow, {"drive": drive, "link": link})
