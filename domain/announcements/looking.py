"""A draft as it is at this moment: checked anew, with how many people get it, and whether it is what somebody saw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from domain.announcements.audiences import Audiences, choice
from domain.announcements.checking import Content, Known, Typed, Wrong, checked
from domain.announcements.drafting import announcement_of, corrected, typed_of
from domain.announcements.model import Announcement, Audience, Sending, Sent
from domain.organisation import Organisation
from errors import WordedError
from store import announcement_drafts as drafts
from store.announcement_drafts import AnnouncementDraft, Purpose
from store.database import AsyncSession, Database

MARGIN = 5  # people that an audience may always grow, so that one new colleague needs no second approval


@dataclass(frozen=True)
class Looked:
    """A draft as it is now. `announcement` None: something is wrong with the fields."""

    draft: AnnouncementDraft
    typed: Typed
    wrong: tuple[Wrong, ...] = ()
    announcement: Announcement | None = None
    people: int = 0
    needs_approval: bool = False


class Looking:
    """Looks at drafts, and keeps them. Raises WordedError for what is gone or changed; Unavailable as Audiences."""

    def __init__(
        self,
        database: Database,
        organisation: Organisation,
        audiences: Audiences,
        sending: Sending,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.database = database
        self.organisation = organisation
        self._audiences = audiences
        self._sending = sending
        self._now = now

    async def known(self, author: str, purpose: Purpose = "send") -> Known:
        """What the fields of this author are held against."""
        open_to = await self._audiences.open_to(author)
        if open_to.nobody:
            contact = self.organisation.contact_for_role("communication")
            raise WordedError("announcement-may-address-nobody", address=contact.address)
        zone = self.organisation.time_zone
        now = self._now().astimezone(zone)
        return Known(open_to.parts, open_to.everyone, now, zone, correcting=purpose == "correct")

    async def find(self, id: str) -> AnnouncementDraft:
        """A draft, or what became of it."""
        async with self.database.read() as session:
            return await self.there(session, id)

    async def there(self, session: AsyncSession, id: str) -> AnnouncementDraft:
        """The same in a transaction."""
        found = await drafts.find(session, self.organisation.id, id)
        if found is None:
            raise WordedError("announcement-gone")
        return found

    async def save(self, session: AsyncSession, draft: AnnouncementDraft, *, over: int) -> AnnouncementDraft:
        """Keeps a draft over the version that was seen."""
        saved = await drafts.save(session, draft, over=over)
        if saved is None:
            raise WordedError("announcement-changed")
        return saved

    async def still_addressed(self, author: str, audience: Audience) -> None:
        """Raises WordedError where this person may no longer address everybody whom it is for."""
        open_to = await self._audiences.open_to(author)
        closed = audience.everyone and not open_to.everyone
        if closed or any(choice(part) not in open_to.parts for part in audience.parts):
            contact = self.organisation.contact_for_role("communication")
            raise WordedError("announcement-no-longer-addressed", address=contact.address)

    async def begun(self, author: str, id: str) -> Sent:
        """An announcement of this author that was begun."""
        sent = await self._sending.find(id)
        if sent is None or sent.announcement.organisation != self.organisation.id:
            raise WordedError("announcement-gone")
        if sent.announcement.author != author:
            raise WordedError("announcement-not-yours")
        return sent

    async def look(self, draft: AnnouncementDraft) -> Looked:
        """What this draft is now, by what its author may do now."""
        typed = typed_of(draft)
        if draft.purpose == "release":
            sent = await self.begun(draft.author, draft.announcement)
            return Looked(draft, typed, (), sent.announcement, sent.numbers.total, needs_approval=True)
        found = checked(typed, await self.known(draft.author, draft.purpose))
        if not isinstance(found, Content):
            return Looked(draft, typed, found)
        if draft.purpose == "correct":
            sent = await self.begun(draft.author, draft.announcement)
            await self.still_addressed(draft.author, sent.announcement.audience)
            # Who waits still, or may be sent to again, gets the new words too.
            numbers = sent.numbers
            announcement = corrected(sent.announcement, found)
            people = numbers.delivered + numbers.waiting + numbers.unknown
        else:
            announcement = announcement_of(draft, found)
            people = await self._sending.count(announcement.audience)
        above = people > self.organisation.announcements.approval_above
        return Looked(draft, typed, (), announcement, people, needs_approval=above)

    async def seen(self, draft: AnnouncementDraft, version: int, people: int) -> tuple[Looked, Announcement]:
        """The draft as it was seen: not changed, still right, and for hardly more people."""
        if draft.version != version:
            raise WordedError("announcement-changed")
        looked = await self.look(draft)
        if looked.announcement is None:
            raise WordedError("announcement-no-longer-right")
        if not looked.people:
            raise WordedError("announcement-for-nobody")
        if looked.people > self.with_margin(people):
            raise WordedError("announcement-grown", people=looked.people, before=people)
        return looked, looked.announcement

    async def begin(self, session: AsyncSession, looked: Looked, announcement: Announcement, at_most: int) -> None:
        """Hands over to sending, in the transaction of the caller."""
        match looked.draft.purpose:
            case "send":
                await self._sending.begin(session, replace(announcement, at_most=at_most))
            case "correct":
                await self._sending.correct(session, announcement)
                await drafts.put_content(session, announcement.id, looked.draft.content)
            case "release":
                await self._sending.release(session, announcement.id, at_most)

    def with_margin(self, people: int) -> int:
        """How many people it may be for when so many were seen."""
        return people + max(MARGIN, people * self.organisation.announcements.growth_percent // 100)
