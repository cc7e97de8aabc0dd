"""What people hear of what a colleague did for them: a question, an answer, a booking with its button to cancel."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from bot.personal import PersonalCards
from cards.card import Card
from cards.workspaces import delegating as cards
from cards.workspaces.booking import booking as booking_card
from cards.workspaces.delegating import Colleague
from cards.workspaces.words import plain
from domain.messenger import Leaving, Messenger
from domain.organisation import Organisation
from domain.people import People
from domain.workspaces.delegating import Between
from domain.workspaces.hearing import About
from domain.workspaces.model import Booking, Did
from domain.workspaces.notices import Notice
from locales import Texts
from store.database import Database


class KeepsCards(Protocol):
    """Where the cards of bookings are."""

    async def keep_card(self, id: str, conversation: str, message: str, *, person: str = "") -> None:
        """Remembers which message is the card of a booking for somebody."""
        ...


class Permissions(Protocol):
    """What people allowed each other, and how they are called."""

    async def between(self, person: str) -> Between:
        """All that there is between somebody and colleagues."""
        ...

    async def names(self, ids: Iterable[str]) -> dict[str, str]:
        """How these are called."""
        ...


class ColleagueNotices:
    """Implements domain.workspaces.hearing.Notices with the cards of cards/workspaces."""

    def __init__(
        self,
        database: Database,
        messenger: Messenger,
        people: People,
        organisation: Organisation,
        bookings: KeepsCards,
        permissions: Permissions,
    ) -> None:
        self._personal = PersonalCards(database, messenger, people)
        self._organisation = organisation
        self._bookings = bookings
        self._permissions = permissions

    async def permission(self, what: About, to: str, about: str, leaving: Leaving) -> Notice:
        """What a colleague asked, allowed, refused or ended."""
        name = await self._name(about)
        until = await self._until(to, about) if what == "given" else None

        def made(texts: Texts) -> Card:
            other = Colleague(about, name or texts("delegating-somebody"))
            return cards.question(texts, other) if what == "asked" else cards.told(texts, what, other, to, until)

        return await self._personal.tell(to, made, leaving)

    async def booking(self, what: Did, booking: Booking, to: str, about: str, leaving: Leaving) -> Notice:
        """What a colleague did with a booking; from then on this is its card in the chat of who is told. One that was
        cancelled becomes nothing else any more, and its card goes on saying who did that.
        """
        name = await self._name(about)

        def made(texts: Texts) -> Card:
            whom = name or texts("delegating-somebody")
            said = texts(f"delegating-did-{what}", name=whom)
            shared = "" if to == booking.person else texts("delegating-for", name=whom)
            return booking_card(texts, self._organisation, booking, said=said, shared=shared)

        notice = await self._personal.tell(to, made, leaving)
        if notice.where.message and what != "cancelled":
            await self._bookings.keep_card(booking.id, notice.conversation, notice.outcome.id, person=to)
        return notice

    async def _until(self, to: str, about: str) -> date | None:
        there = await self._permissions.between(to)
        return next((each.until for each in there.i_may_for if each.person == about), None)

    async def _name(self, id: str) -> str:
        return plain((await self._permissions.names([id])).get(id, ""))
