"""Questions that were not answered, without a person, and which message answered which question, for a day."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import JSON, Date, String, Text, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now
from store.upsert import put

KEPT = timedelta(days=180)
LINK_KEPT = timedelta(hours=24)
MOST = 2000  # questions that are looked at together


class UnansweredRow(Base):
    """One question. Its id is random and SQLite keeps the rows in the order of the id: not in that of the asking."""

    __tablename__ = "unanswered"
    __table_args__ = ({"sqlite_with_rowid": False},)
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    organisation: Mapped[str] = mapped_column(String(64), index=True)
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    outcome: Mapped[str] = mapped_column(String(16))
    day: Mapped[date] = mapped_column(Date, index=True)
    reasons: Mapped[dict[str, int]] = mapped_column(JSON)
    dismissed: Mapped[bool]


class AnswerLinkRow(Base):
    """Which question a message answered, so that a thumb down finds it."""

    __tablename__ = "answer_links"
    __table_args__ = ({"sqlite_with_rowid": False},)
    message: Mapped[str] = mapped_column(String(64), primary_key=True)
    organisation: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    question: Mapped[str] = mapped_column(String(16))  # the question as it is kept, "" when it is not
    at: Mapped[datetime] = mapped_column(Moment, index=True)


@dataclass(frozen=True)
class Unanswered:
    """A question as it is kept: masked, with the day and no hour. `reasons`: of thumbs down, how many of each."""

    organisation: str
    text: str
    language: str
    outcome: str
    day: date
    reasons: Mapping[str, int]
    dismissed: bool = False
    id: str = ""


async def keep(session: AsyncSession, question: Unanswered) -> str:
    """Keeps a question under a new random id, which is returned."""
    row = UnansweredRow(
        id=secrets.token_hex(6),
        organisation=question.organisation,
        text=question.text,
        language=question.language,
        outcome=question.outcome,
        day=question.day,
        reasons=dict(question.reasons),
        dismissed=question.dismissed,
    )
    session.add(row)
    await session.flush()
    return row.id


async def link(session: AsyncSession, message: str, question: Unanswered, kept: str) -> None:
    """Remembers for a day which question a message answered. `kept`: its id, "" when it is not kept."""
    words = {"organisation": question.organisation, "text": question.text, "language": question.language}
    await put(session, AnswerLinkRow, {"message": message, **words, "question": kept, "at": now()})


async def linked(session: AsyncSession, message: str) -> bool:
    """Whether a message answered a question, as far as is still known."""
    return await _link(session, message) is not None


async def count_reason(session: AsyncSession, message: str, reason: str, *, instead_of: str, day: date) -> None:
    """Puts the reason of a thumb down with the question, which is kept from now on when it was not.

    `reason` "": it was taken back. `instead_of`: the reason that the same person gave before. Nothing happens when it
    is no longer known which question it was.
    """
    found = await _link(session, message, changing=True)
    if found is None:
        return
    row = await session.get(UnansweredRow, found.question, with_for_update=True) if found.question else None
    if row is None:
        if not reason or found.question:  # taken back, or dealt with meanwhile
            return
        question = Unanswered(found.organisation, found.text, found.language, "disliked", day, {})
        found.question = await keep(session, question)
        row = await session.get_one(UnansweredRow, found.question)
    counts = dict(row.reasons)
    if counts.get(instead_of):
        counts[instead_of] -= 1
    if reason:
        counts[reason] = counts.get(reason, 0) + 1
    row.reasons = {name: count for name, count in counts.items() if count}
    if row.outcome == "disliked" and not row.reasons:
        await session.delete(row)
        found.question = ""


async def since(session: AsyncSession, organisation: str, first: date) -> list[Unanswered]:
    """The questions from a day on, at most MOST, the newest days first; of one day in a random order."""
    query = select(UnansweredRow).where(UnansweredRow.organisation == organisation, UnansweredRow.day >= first)
    rows = await session.scalars(query.order_by(UnansweredRow.day.desc(), UnansweredRow.id).limit(MOST))
    return [_question(row) for row in rows]


async def of_ids(session: AsyncSession, organisation: str, ids: Collection[str]) -> list[Unanswered]:
    """The questions with these ids that are still there."""
    query = select(UnansweredRow).where(UnansweredRow.organisation == organisation, UnansweredRow.id.in_(list(ids)))
    return [_question(row) for row in await session.scalars(query.order_by(UnansweredRow.id))]


async def dismiss(session: AsyncSession, organisation: str, ids: Collection[str]) -> None:
    """Marks questions as not needing an answer."""
    theirs = UnansweredRow.organisation == organisation, UnansweredRow.id.in_(list(ids))
    await session.execute(update(UnansweredRow).where(*theirs).values(dismissed=True))


async def remove(session: AsyncSession, organisation: str, ids: Collection[str]) -> None:
    """Removes questions: they have an answer now."""
    theirs = UnansweredRow.organisation == organisation, UnansweredRow.id.in_(list(ids))
    await session.execute(delete(UnansweredRow).where(*theirs))


async def remove_expired(session: AsyncSession) -> None:
    """Removes every question and every link past its date."""
    await session.execute(delete(UnansweredRow).where(UnansweredRow.day <= datetime.now(UTC).date() - KEPT))
    await session.execute(delete(AnswerLinkRow).where(AnswerLinkRow.at <= now() - LINK_KEPT))


async def _link(session: AsyncSession, message: str, *, changing: bool = False) -> AnswerLinkRow | None:
    query = select(AnswerLinkRow).where(AnswerLinkRow.message == message, AnswerLinkRow.at > now() - LINK_KEPT)
    return (await session.scalars(query.with_for_update() if changing else query)).first()


def _question(row: UnansweredRow) -> Unanswered:
    return Unanswered(
        row.organisation, row.text, row.language, row.outcome, row.day, row.reasons, row.dismissed, row.id
    )
