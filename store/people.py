"""What a person chose: so far the language. Nothing else about a person is kept here."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, delete
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now
from store.driver import Statement
from store.upsert import put


class PersonRow(Base):
    """The settings of one person, by Entra object id. `language` None: that of Teams, as long as nothing was chosen."""

    __tablename__ = "people"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    language: Mapped[str | None] = mapped_column(String(8))
    changed: Mapped[datetime] = mapped_column(Moment)


async def language_of(session: AsyncSession, person: str) -> str | None:
    """The language that a person chose, or None."""
    row = await session.get(PersonRow, person)
    return None if row is None else row.language


_CHOSEN = Statement("select language from people where id = :id")


def chosen_language(connection: Connection, person: str) -> str | None:
    """The language that a person chose, or "" where nothing has to be found out; None: nothing is known of the person.

    For a brief transaction.
    """
    row = _CHOSEN.row(connection, {"id": person})
    return None if row is None else row[0] or ""


async def choose_language(session: AsyncSession, person: str, language: str | None) -> None:
    """Remembers the language that a person chose; None: that of Teams."""
    await put(session, PersonRow, {"id": person, "language": language, "changed": now()})


async def heard(session: AsyncSession, person: str, language: str | None) -> str | None:
    """Remembers in which language a person spoke first (None: in that of Teams), where nothing was known yet. Gives the
    language to speak in now, None where that is the one of Teams.
    """
    row = await session.get(PersonRow, person)
    if row is None:
        await choose_language(session, person, language)
        return language
    return row.language


async def forget(session: AsyncSession, person: str) -> None:
    """Forgets what a person chose."""
    await session.execute(delete(PersonRow).where(PersonRow.id == person))
