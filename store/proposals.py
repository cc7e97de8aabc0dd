"""Answers that the owner of the vision proposes, until they are in the library: who made one may not approve it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from sqlalchemy import JSON, CursorResult, String, Text, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now
from store.upsert import put_new

KEPT = timedelta(days=60)  # without anything happening
State = Literal["waiting", "returned", "approved", "stored"]
Trouble = Literal["", "forbidden", "unavailable", "failed"]  # of an approved one, with getting into the library


class ProposalRow(Base):
    """One proposed answer. `version` goes up by one with every change."""

    __tablename__ = "proposals"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    organisation: Mapped[str] = mapped_column(String(64), index=True)
    question: Mapped[str] = mapped_column(Text)
    others: Mapped[list[str]] = mapped_column(JSON)
    answer: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    questions: Mapped[list[str]] = mapped_column(JSON)
    author: Mapped[str] = mapped_column(String(64))
    approver: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(16))
    remark: Mapped[str] = mapped_column(Text)
    version: Mapped[int]
    trouble: Mapped[str] = mapped_column(String(16), server_default="")
    changed: Mapped[datetime] = mapped_column(Moment, index=True)


@dataclass(frozen=True)
class Proposal:
    """A proposed answer. `author` and `approver` are Entra object ids; `questions` are ids of unanswered questions."""

    id: str
    organisation: str
    question: str
    others: tuple[str, ...]  # other ways to ask it
    answer: str
    source: str
    url: str  # of the source, "" without one
    questions: tuple[str, ...]
    author: str
    approver: str = ""
    state: State = "waiting"
    remark: str = ""
    version: int = 1
    trouble: Trouble = ""


async def save(session: AsyncSession, proposal: Proposal, *, over: int) -> bool:
    """Saves a proposal over version `over` (0: it is new). False: it was changed or removed meanwhile."""
    lists = {"others": list(proposal.others), "questions": list(proposal.questions)}
    values = {**asdict(proposal), **lists, "version": over + 1, "changed": now()}
    if over == 0:
        return await put_new(session, ProposalRow, values)
    read = ProposalRow.id == proposal.id, ProposalRow.version == over
    saved = await session.execute(update(ProposalRow).where(*read).values(**values))
    return cast("CursorResult[Any]", saved).rowcount == 1


async def note(session: AsyncSession, id: str, trouble: Trouble) -> None:
    """Keeps why an approved proposal is not in the library yet; the proposal itself does not change."""
    which = ProposalRow.id == id, ProposalRow.state == "approved"
    await session.execute(update(ProposalRow).where(*which).values(trouble=trouble))


async def find(session: AsyncSession, organisation: str, id: str) -> Proposal | None:
    """The proposal with that id."""
    row = await session.get(ProposalRow, id)
    return None if row is None or row.organisation != organisation else _proposal(row)


async def of(session: AsyncSession, organisation: str) -> list[Proposal]:
    """Every proposal, the oldest first."""
    query = select(ProposalRow).where(ProposalRow.organisation == organisation)
    return [_proposal(row) for row in await session.scalars(query.order_by(ProposalRow.changed, ProposalRow.id))]


async def remove(session: AsyncSession, id: str) -> None:
    """Removes a proposal, with the ids of the people in it."""
    await session.execute(delete(ProposalRow).where(ProposalRow.id == id))


async def remove_expired(session: AsyncSession) -> None:
    """Removes every proposal with which nothing happened for too long. What was approved stays until it is stored."""
    left = ProposalRow.state.in_(["waiting", "returned"]), ProposalRow.changed <= now() - KEPT
    await session.execute(delete(ProposalRow).where(*left))


def _proposal(row: ProposalRow) -> Proposal:
    return Proposal(
        row.id,
        row.organisation,
        row.question,
        tuple(row.others),
        row.answer,
        row.source,
        row.url,
        tuple(row.questions),
        row.author,
        row.approver,
        cast(State, row.state),
        row.remark,
        row.version,
        cast(Trouble, row.trouble),
    )
