"""Approving: a second person looks at exactly what goes out, and only that goes out, to hardly more people."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from domain.announcements.looking import Looked, Looking
from domain.roles import JUST_NOW, Role, Roles
from domain.telling import Telling
from errors import WordedError
from knowledge.writing import plain
from store import announcement_drafts as drafts
from store import effects
from store.announcement_drafts import AnnouncementDraft, Place

APPROVERS: tuple[Role, ...] = ("communication", "approver")
LONGEST_REMARK = 500  # characters


class Approving:
    """What waits for a second person. Nobody approves what is his own, and a change afterwards needs approval anew.

    Raises WordedError where something cannot be done, and Unavailable where Entra does not say who has which role.
    """

    def __init__(self, looking: Looking, roles: Roles, telling: Telling) -> None:
        self._looking = looking
        self._database = looking.database
        self._organisation = looking.organisation
        self._roles = roles
        self._telling = telling

    async def waiting(self, person: str) -> tuple[AnnouncementDraft, ...]:
        """What waits for the approval of this person: what others made, what changed last first."""
        async with self._database.read() as session:
            found = await drafts.waiting(session, self._organisation.id)
        return tuple(draft for draft in found if draft.author != person)

    async def ask(
        self, author: str, id: str, version: int, people: int, place: Place, *, key: str = ""
    ) -> AnnouncementDraft:
        """The author asks for approval of what was seen.

        Here and below, `key` is the activity that asks for it: the same again, after a restart, changes nothing.
        """
        draft = await self._looking.find(id)
        if draft.author != author:
            raise WordedError("announcement-not-yours")
        if not await self._done(key, "ask"):
            looked, _ = await self._looking.seen(draft, version, people)
            async with self._database.write() as session:
                if await effects.first(session, key, "ask"):
                    if draft.state not in ("draft", "returned"):
                        raise WordedError("announcement-changed")
                    asked = replace(draft, state="waiting", people=looked.people, remark="")
                    draft = await self._looking.save(session, asked, over=version)
                    await drafts.move_card(session, id, place)
        await self._tell_approvers(draft, key)
        return draft

    async def ask_release(self, author: str, id: str, *, key: str = "") -> AnnouncementDraft:
        """The author asks for approval anew of one that is held: its audience grew."""
        sent = await self._looking.begun(author, id)
        draft = await self._looking.find(id)
        if not await self._done(key, "ask"):
            if sent.announcement.state != "held":
                raise WordedError("announcement-changed")
            asked = replace(draft, id=uuid4().hex, purpose="release", state="waiting", people=sent.numbers.total)
            async with self._database.write() as session:
                if await effects.first(session, key, "ask"):
                    open_ones = await drafts.open_for(session, self._organisation.id, id)
                    if any(one.purpose == "release" for one in open_ones):
                        raise WordedError("announcement-waits-already")
                    draft = await self._looking.save(session, replace(asked, approver="", remark=""), over=0)
        await self._tell_approvers(draft, key)
        return draft

    async def review(self, person: str, id: str) -> Looked:
        """What waits for approval, as it would go out now."""
        await self._need(person)
        draft = await self._looking.find(id)
        if draft.author == person:
            raise WordedError("announcement-own")
        if draft.state != "waiting":
            raise WordedError("announcement-changed")
        return await self._looking.look(draft)

    async def approve(self, person: str, id: str, version: int, people: int, *, key: str = "") -> AnnouncementDraft:
        """Approves what was seen, and begins it: never by its author, and never something else than was seen."""
        await self._need(person)
        draft = await self._looking.find(id)
        if draft.author == person:
            raise WordedError("announcement-own")
        if not await self._done(key, "begin"):
            if draft.state != "waiting":
                raise WordedError("announcement-changed")
            looked, announcement = await self._looking.seen(draft, version, people)
            at_most = self._looking.with_margin(looked.people)
            async with self._database.write() as session:
                if await effects.first(session, key, "begin"):
                    approved = replace(draft, state="begun", approver=person, people=looked.people)
                    draft = await self._looking.save(session, approved, over=version)
                    await self._looking.begin(session, looked, announcement, at_most)
                    place = await drafts.place_of(session, id)
                    if place is not None and place.conversation:
                        await drafts.move_card(session, draft.announcement, place)
        await self._telling.tell([draft.author], "announcement-told-approved", key, **_values(draft))
        return draft

    async def send_back(self, person: str, id: str, version: int, remark: str, *, key: str = "") -> AnnouncementDraft:
        """Gives it back to its author with a remark."""
        await self._need(person)
        remark = " ".join(remark.split())[:LONGEST_REMARK]
        if not remark:
            raise WordedError("announcement-remark-missing")
        async with self._database.write() as session:
            draft = await self._looking.there(session, id)
            if await effects.first(session, key, "return"):
                if draft.author == person:
                    raise WordedError("announcement-own")
                if draft.state != "waiting" or draft.version != version:
                    raise WordedError("announcement-changed")
                draft = await self._looking.save(session, replace(draft, state="returned", remark=remark), over=version)
        await self._telling.tell([draft.author], "announcement-told-returned", key, **_values(draft))
        return draft

    async def _need(self, person: str) -> None:
        """Holds whoever gets here to the role, too: it may have been taken away since the card was made."""
        if not await self._roles.has(person, *APPROVERS, within=JUST_NOW):
            contact = self._organisation.contact_for_role("approver")
            raise WordedError("announcement-no-longer-yours", address=contact.address)

    async def _tell_approvers(self, draft: AnnouncementDraft, key: str) -> None:
        words, values = "announcement-told-waiting", _values(draft)
        await self._telling.tell_roles(APPROVERS, words, key, but=draft.author, **values)

    async def _done(self, key: str, name: str) -> bool:
        async with self._database.read() as session:
            return await effects.already(session, key, name)


def _values(draft: AnnouncementDraft) -> dict[str, str]:
    """What is told of a message. In it markdown works; the title and the remark were typed by somebody."""
    return {"title": plain(str(draft.content.get("title", ""))), "remark": plain(draft.remark)}
