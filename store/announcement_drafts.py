"""Announcements while they are written and approved: what was typed, who approved it, and the card of the author."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from sqlalchemy import JSON, String, Text, delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base, Moment, now

KEPT = timedelta(days=60)  # without anything happening
KEPT_BEGUN = timedelta(days=400)  # longer than an announcement can be valid: its report names who approved it
State = Literal["draft", "waiting", "returned", "begun"]
Purpose = Literal["send", "correct", "release"]  # release: one that is held goes to more people


class AnnouncementDraftRow(Base):
    """One text on its way to be sent. `version` goes up by one with every change."""

    __tablename__ = "announcement_drafts"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    organisation: Mapped[str] = mapped_column(String(64), index=True)
    author: Mapped[str] = mapped_column(String(64), index=True)
    purpose: Mapped[str] = mapped_column(String(16))
    announcement: Mapped[str] = mapped_column(String(32), index=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(16))
    version: Mapped[int]
    people: Mapped[int]
    approver: Mapped[str] = mapped_column(String(64))
    remark: Mapped[str] = mapped_column(Text)
    card_conversation: Mapped[str] = mapped_column(String(255))
    card_message: Mapped[str] = mapped_column(String(255))
    changed: Mapped[datetime] = mapped_column(Moment)
    expires: Mapped[datetime] = mapped_column(Moment, index=True)


@dataclass(frozen=True)
class AnnouncementDraft:
    """A text on its way. `announcement`: the id of the announcement that it is, corrects or releases.

    `content` is what was typed, as JSON. `people`: how many there were when approval was asked for. `author` and
    `approver` are Entra object ids.
    """

    id: str
    organisation: str
    author: str
    announcement: str
    content: dict[str, Any]
    purpose: Purpose = "send"
    state: State = "draft"
    version: int = 0
    people: int = 0
    approver: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Place:
    """Where the author's card is. `message` "": not sent yet."""

    conversation: str = ""
    message: str = ""


async def save(session: AsyncSession, draft: AnnouncementDraft, *, over: int) -> AnnouncementDraft | None:
    """Saves over version `over` (0: it is new). None: somebody changed or removed it meanwhile, nothing is saved."""
    row = await session.get(AnnouncementDraftRow, draft.id, with_for_update=True)
    if (0 if row is None else row.version) != over:
        return None
    if row is None:
        row = AnnouncementDraftRow(id=draft.id, card_conversation="", card_message="")
        session.add(row)
    row.organisation, row.author, row.purpose = draft.organisation, draft.author, draft.purpose
    row.announcement, row.content, row.state = draft.announcement, draft.content, draft.state
    row.people, row.approver, row.remark = draft.people, draft.approver, draft.remark
    row.version, row.changed = over + 1, now()
    row.expires = now() + (KEPT_BEGUN if draft.state == "begun" else KEPT)
    return replace(draft, version=over + 1)


async def find(session: AsyncSession, organisation: str, id: str) -> AnnouncementDraft | None:
    """The draft with that id."""
    row = await session.get(AnnouncementDraftRow, id)
    return None if row is None or row.organisation != organisation or row.expires <= now() else _draft(row)


async def of_author(session: AsyncSession, organisation: str, author: str) -> list[AnnouncementDraft]:
    """What a person has not begun, what changed last first."""
    return await _those(session, organisation, AnnouncementDraftRow.author == author, _open())


async def waiting(session: AsyncSession, organisation: str) -> list[AnnouncementDraft]:
    """What waits for approval, what changed last first."""
    return await _those(session, organisation, AnnouncementDraftRow.state == "waiting")


async def open_for(session: AsyncSession, organisation: str, announcement: str) -> list[AnnouncementDraft]:
    """What is on its way for one announcement: the text itself, or a correction of it."""
    return await _those(session, organisation, AnnouncementDraftRow.announcement == announcement, _open())


async def place_of(session: AsyncSession, id: str) -> Place | None:
    """Where the author's card about this is."""
    row = await session.get(AnnouncementDraftRow, id)
    return None if row is None else Place(row.card_conversation, row.card_message)


async def move_card(session: AsyncSession, id: str, place: Place) -> None:
    """The author's card is here from now on."""
    moved = {"card_conversation": place.conversation, "card_message": place.message}
    await session.execute(update(AnnouncementDraftRow).where(AnnouncementDraftRow.id == id).values(**moved))


async def put_content(session: AsyncSession, id: str, content: dict[str, Any]) -> None:
    """What an announcement says from now on: it was corrected."""
    await session.execute(update(AnnouncementDraftRow).where(AnnouncementDraftRow.id == id).values(content=content))


async def remove(session: AsyncSession, id: str) -> None:
    """Throws a draft away."""
    await session.execute(delete(AnnouncementDraftRow).where(AnnouncementDraftRow.id == id))


async def remove_expired(session: AsyncSession) -> None:
    """Removes what is past its date."""
    await session.execute(delete(AnnouncementDraftRow).where(AnnouncementDraftRow.expires <= now()))


def _open() -> Any:
    return AnnouncementDraftRow.state.in_(["draft", "waiting", "returned"])


async def _those(session: AsyncSession, organisation: str, *which: Any) -> list[AnnouncementDraft]:
    query = select(AnnouncementDraftRow).where(AnnouncementDraftRow.organisation == organisation, *which)
    query = query.where(AnnouncementDraftRow.expires > now())
    rows = await session.scalars(query.order_by(AnnouncementDraftRow.changed.desc(), AnnouncementDraftRow.id))
    return [_draft(row) for row in rows]


def _draft(row: AnnouncementDraftRow) -> AnnouncementDraft:
    return AnnouncementDraft(
        id=row.id,
        organisation=row.organisation,
        author=row.author,
        announcement=row.announcement,
        content=row.content,
        purpose=cast(Purpose, row.purpose),
        state=cast(State, row.state),
        version=row.version,
        people=row.people,
        approver=row.approver,
        remark=row.remark,
    )
