"""Bookings on the wire: the card of each is kept as it is, and a person hears what they did not do themselves."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from typing import Protocol

from bot.personal import PersonalCards
from cards.card import Card
from cards.workspaces.booking import booking as booking_card
from cards.workspaces.words import plain
from dialogs.workspaces.workday import proposed
from domain.messenger import Leaving, Messenger
from domain.organisation import Organisation
from domain.people import People
from domain.workdays.together import Workdays
from domain.workspaces.model import Booking, Happened, Offer
from domain.workspaces.notices import Notice
from locales import Texts
from store.database import Database
from telemetry.logs import Id

LONGEST = 10.0  # seconds that showing it may hold up what goes on in Exchange
# What happened without the person having pressed anything, and the words for it.
UNASKED: dict[Happened, str] = {
    "declined": "workspaces-said-declined",
    "not-changed": "workspaces-said-kept",
    "cancelled-elsewhere": "workspaces-said-elsewhere",
    "failed": "workspaces-about-failed",
}
ASKED: dict[Happened, str] = {"changed": "workspaces-said-changed"}
STANDS: tuple[Happened, ...] = ("not-changed",)  # its own card stays the one that is kept as it is

log = logging.getLogger(__name__)


class Cards(Protocol):
    """Where the card of each booking is."""

    async def cards_of(self, id: str) -> tuple[tuple[str, str, str], ...]:
        """The cards: for whom, and the conversation and the message of each."""
        ...

    async def keep_card(self, id: str, conversation: str, message: str, *, person: str = "") -> None:
        """Remembers which message is the card of a booking for somebody."""
        ...

    async def find(self, person: str, id: str) -> Booking | None:
        """A booking that somebody has, or made for who still allows that."""
        ...


class Names(Protocol):
    """How people are called."""

    async def names(self, ids: Iterable[str]) -> dict[str, str]:
        """Their names by id; empty where Entra does not answer."""
        ...


class BookingFaces:
    """Implements domain.workspaces.telling.Faces with the cards of cards/workspaces."""

    def __init__(
        self,
        database: Database,
        messenger: Messenger,
        cards: Cards,
        people: People,
        organisation: Organisation,
        names: Names,
        workdays: Workdays,
    ) -> None:
        self._names = names
        self._messenger = messenger
        self._cards = cards
        self._personal = PersonalCards(database, messenger, people)
        self._organisation = organisation
        self._workdays = workdays

    async def show(self, booking: Booking, happened: Happened) -> None:
        """Puts the booking as it is on its cards. Never raises."""
        await self._shown(booking, happened)

    async def tell(
        self, booking: Booking, happened: Happened, to: str, alternatives: tuple[Offer, ...], leaving: Leaving
    ) -> Notice:
        """Puts it on the card of this person, and sends a message of its own, which is the card from then on."""
        await self._shown(booking, happened, to)
        card = await self._card(booking, to, happened, alternatives, told=True)
        notice = await self._personal.tell(to, lambda _: card, leaving)
        if notice.where.message and happened not in STANDS:
            await self._cards.keep_card(booking.id, notice.conversation, notice.outcome.id, person=to)
        return notice

    async def _shown(self, booking: Booking, happened: Happened, whom: str = "") -> None:
        """On every card of it, or on that of one person."""
        try:
            async with asyncio.timeout(LONGEST):
                for person, conversation, message in await self._cards.cards_of(booking.id):
                    if whom in ("", person) and await self._cards.find(person, booking.id) is not None:
                        card = await self._card(booking, person, happened, ())
                        shown = await self._personal.message(card, conversation, person)
                        await self._messenger.change(conversation, message, shown)
        except Exception:  # whatever it is, the work goes on, and the list of one's bookings is right all the same
            log.exception("the card of booking %s is not up to date", Id(booking.id))

    async def _card(
        self,
        booking: Booking,
        person: str,
        happened: Happened,
        alternatives: tuple[Offer, ...],
        *,
        told: bool = False,
    ) -> Card:
        """`told`: as a message of its own."""
        texts = await self._personal.texts_of(person)
        key = UNASKED.get(happened) or ASKED.get(happened)
        said = texts(key) if key else ""
        title = texts("workspaces-not-changed") if happened in STANDS and told else ""
        shared = await self.shared(texts, booking, person)
        workday = await proposed(self._workdays, booking, person)
        return booking_card(
            texts,
            self._organisation,
            booking,
            said=said,
            shared=shared,
            alternatives=alternatives,
            title=title,
            workday=workday,
        )

    async def shared(self, texts: Texts, booking: Booking, person: str) -> str:
        """For whom or by whom it is, where that is not the reader."""
        if booking.person == booking.by:
            return ""
        other = booking.by if person == booking.person else booking.person
        name = plain((await self._names.names([other])).get(other, "")) or texts("delegating-somebody")
        return texts("delegating-by" if person == booking.person else "delegating-for", name=name)
