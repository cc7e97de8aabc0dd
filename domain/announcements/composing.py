"""Composing: drafts that are kept as they were typed, and what is begun without a second person."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from uuid import uuid4

from domain.announcements.checking import Typed
from domain.announcements.drafting import typed_of
from domain.announcements.looking import Looked, Looking
from domain.announcements.model import Sending, Sent
from domain.announcements.pictures import Pictures
from domain.roles import Role
from errors import WordedError
from store import announcement_drafts as drafts
from store import effects
from store.announcement_drafts import AnnouncementDraft, Place
from store.database import AsyncSession

COMPOSERS: tuple[Role, ...] = ("communication", "approver", "facility", "manager", "vision_owner", "administrator")
MOST_DRAFTS = 25  # of one person
CORRECTABLE = ("done", "stopped", "paused")


@dataclass(frozen=True)
class Status:
    """How it is with an announcement, for the card of its author. `sent` None: not begun."""

    draft: AnnouncementDraft
    typed: Typed
    sent: Sent | None = None
    asked_again: bool = False  # it is held, and waits for approval anew


class Composing:
    """The way of an announcement from the first word to the moment that it is begun.

    Every method that a person calls holds the person to the municipality's rules at that moment. They raise WordedError
    where something cannot be done, and Unavailable where Entra does not say who has which role or who is addressed.
    """

    def __init__(self, looking: Looking, sending: Sending, pictures: Pictures) -> None:
        self._looking = looking
        self._pictures = pictures
        self._database = looking.database
        self._organisation = looking.organisation
        self._sending = sending

    async def mine(self, author: str) -> tuple[AnnouncementDraft, ...]:
        """What a person has not begun, what changed last first."""
        async with self._database.read() as session:
            return tuple(await drafts.of_author(session, self._organisation.id, author))

    async def keep(self, author: str, id: str, version: int, typed: Typed, *, key: str = "") -> AnnouncementDraft:
        """Keeps what was typed, whatever is wrong with it. `version`: the one that the form shows, 0 for a new draft.

        Here and below, `key` is the activity that asks for it: the same again, after a restart, changes nothing.
        """
        await self._looking.known(author)
        typed = await self._with_picture(id, typed)
        async with self._database.write() as session:
            first = await effects.first(session, key, "keep")
            found = await drafts.find(session, self._organisation.id, id)
            if found is None:
                found = await self._new(session, author, id, version)
            if not first:
                return _of(author, found)
            kept = replace(_of(author, found), content=asdict(typed), state="draft", approver="", people=0)
            if found.state not in ("draft", "returned") or found.version != version:
                raise WordedError("announcement-old-form")
            return await self._looking.save(session, kept, over=version)

    async def _with_picture(self, id: str, typed: Typed) -> Typed:
        """The picture itself is kept beside its id, so that what is sent is what was seen."""
        if not typed.picture:
            return replace(typed, picture_url="", described="", described_en="")
        async with self._database.read() as session:
            found = await drafts.find(session, self._organisation.id, id)
        before = typed_of(found) if found is not None else Typed()
        if before.picture == typed.picture and before.picture_url:
            return replace(typed, picture_url=before.picture_url)
        return replace(typed, picture_url=await self._pictures.url(typed.picture))

    async def _new(self, session: AsyncSession, author: str, id: str, version: int) -> AnnouncementDraft:
        if version:
            raise WordedError("announcement-gone")
        if len(await drafts.of_author(session, self._organisation.id, author)) >= MOST_DRAFTS:
            raise WordedError("announcement-too-many-drafts", limit=MOST_DRAFTS)
        return AnnouncementDraft(id, self._organisation.id, author, id, {})

    async def find(self, author: str, id: str) -> AnnouncementDraft:
        """A draft of this author."""
        return _of(author, await self._looking.find(id))

    async def look(self, author: str, id: str) -> Looked:
        """A draft of this author, checked, with how many people get it."""
        return await self._looking.look(await self.find(author, id))

    async def discard(self, author: str, id: str, *, key: str = "") -> None:
        """Throws a draft away."""
        async with self._database.write() as session:
            if not await effects.first(session, key, "discard"):
                return
            found = _of(author, await self._looking.there(session, id))
            if found.state not in ("draft", "returned"):
                raise WordedError("announcement-changed")
            await drafts.remove(session, id)

    async def send(self, author: str, id: str, version: int, people: int, place: Place, *, key: str = "") -> str:
        """Begins what needs no approval, as it was seen; the id of the announcement."""
        draft = await self.find(author, id)
        if await self._done(key, "begin"):
            return draft.announcement
        looked, announcement = await self._looking.seen(draft, version, people)
        above = self._organisation.announcements.approval_above
        if looked.needs_approval:
            raise WordedError("announcement-needs-approval", limit=above)
        async with self._database.write() as session:
            if await effects.first(session, key, "begin"):
                if draft.state not in ("draft", "returned"):
                    raise WordedError("announcement-changed")
                await self._looking.save(session, replace(draft, state="begun", people=looked.people), over=version)
                await self._looking.begin(session, looked, announcement, max(above, looked.people))
                await drafts.move_card(session, draft.announcement, place)
        return draft.announcement

    async def withdraw(self, author: str, id: str, *, key: str = "") -> AnnouncementDraft:
        """The author takes back what waits for approval."""
        async with self._database.write() as session:
            found = _of(author, await self._looking.there(session, id))
            if not await effects.first(session, key, "withdraw"):
                return found
            if found.state != "waiting":
                raise WordedError("announcement-changed")
            if found.purpose == "release":
                await drafts.remove(session, id)
                return found
            return await self._looking.save(session, replace(found, state="draft"), over=found.version)

    async def correct(self, author: str, id: str) -> AnnouncementDraft:
        """A draft that corrects what was sent: the one that is there already, or a new one."""
        sent = await self._looking.begun(author, id)
        if sent.announcement.state not in CORRECTABLE or not sent.numbers.delivered:
            raise WordedError("announcement-changed")
        async with self._database.write() as session:
            for one in await drafts.open_for(session, self._organisation.id, id):
                if one.purpose == "correct":
                    return one
            was = await self._looking.there(session, id)
            new = AnnouncementDraft(uuid4().hex, self._organisation.id, author, id, was.content, purpose="correct")
            return await self._looking.save(session, new, over=0)

    async def again(self, author: str, id: str) -> AnnouncementDraft:
        """A new draft with the words of one that was begun; when it is sent is to be chosen anew."""
        typed = typed_of(await self.find(author, id))
        typed = replace(typed, later=False, day="", hour="", season="", until="")
        new = uuid4().hex
        async with self._database.write() as session:
            draft = await self._new(session, author, new, 0)
            return await self._looking.save(session, replace(draft, content=asdict(typed)), over=0)

    async def begun(self, author: str, id: str, *, addresses: bool = False) -> Sent:
        """An announcement of this author that was begun, with how it goes.

        `addresses`: it is about to reach people, so that its author must be allowed to address them still.
        """
        sent = await self._looking.begun(author, id)
        if addresses:
            await self._looking.still_addressed(author, sent.announcement.audience)
        return sent

    async def status(self, id: str) -> Status | None:
        """How it is with an announcement. For whoever shows it to its author: nobody is held to anything here."""
        async with self._database.read() as session:
            draft = await drafts.find(session, self._organisation.id, id)
            open_ones = await drafts.open_for(session, self._organisation.id, id)
        if draft is None:
            return None
        sent = await self._sending.find(draft.announcement) if draft.state == "begun" else None
        asked_again = any(one.purpose == "release" for one in open_ones)
        return Status(draft, typed_of(draft), sent, asked_again)

    async def place_of(self, id: str) -> Place | None:
        """Where the card is by which the author follows it."""
        async with self._database.read() as session:
            return await drafts.place_of(session, id)

    async def move_card(self, id: str, place: Place) -> None:
        """The author follows it here from now on."""
        async with self._database.write() as session:
            await drafts.move_card(session, id, place)

    async def _done(self, key: str, name: str) -> bool:
        async with self._database.read() as session:
            return await effects.already(session, key, name)


def _of(author: str, draft: AnnouncementDraft) -> AnnouncementDraft:
    if draft.author != author:
        raise WordedError("announcement-not-yours")
    return draft
