"""Bookings on the wire: the card of each is kept as it is, and a person hears what they did not do themselves."""

from __future__ import annotations

import asyncio
import logging
from typing import Protocol

from bot import buttons
from cards.card import Card
from cards.workspaces.booking import booking as booking_card
from dialogs.turn import Place
from dialogs.workspaces.workday import proposed
from domain.messenger import Message, Messenger
from domain.organisation import Organisation
from domain.people import People
from domain.workdays.together import Workdays
from domain.workspaces.model import Booking, Happened, Offer
from locales import Language, texts_for
from store import conversations, effects, tokens
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

    async def card_of(self, id: str) -> tuple[str, str] | None:
        """The conversation and the message of the card; None where there is none."""
        ...

    async def keep_card(self, id: str, conversation: str, message: str) -> None:
        """Remembers which message is the card of a booking."""
        ...


class BookingFaces:
    """Implements domain.workspaces.model.Faces with the cards of cards/workspaces."""

    def __init__(
        self,
        database: Database,
        messenger: Messenger,
        cards: Cards,
        people: People,
        organisation: Organisation,
        workdays: Workdays,
    ) -> None:
        self._database = database
        self._messenger = messenger
        self._cards = cards
        self._people = people
        self._organisation = organisation
        self._workdays = workdays

    async def show(self, booking: Booking, happened: Happened, alternatives: tuple[Offer, ...] = ()) -> None:
        """Puts the booking as it is on its card, and tells who has it what they did not do. Never raises."""
        try:
            async with asyncio.timeout(LONGEST):
                await self._show(booking, happened, alternatives)
        except Exception:  # whatever it is, the work goes on, and the list of one's bookings is right all the same
            log.exception("the card of booking %s is not up to date", Id(booking.id))

    async def _show(self, booking: Booking, happened: Happened, alternatives: tuple[Offer, ...]) -> None:
        place = await self._cards.card_of(booking.id)
        unasked = happened in UNASKED
        if place is not None and place[1]:
            card = await self._card(booking, booking.by, happened, ())
            conversation, message = place
            await self._messenger.change(conversation, message, await self._sent(card, conversation, booking.by))
        if not unasked:
            return
        for person in dict.fromkeys((booking.by, booking.person)):
            await self._tell(booking, person, happened, alternatives if person == booking.by else ())

    async def _tell(self, booking: Booking, person: str, happened: Happened, alternatives: tuple[Offer, ...]) -> None:
        """A message of its own, once: a card that changes further up in the chat is noticed by nobody."""
        async with self._database.read() as session:
            chat = await conversations.of_person(session, person)
        if chat is None:
            return
        async with self._database.write() as session:
            told = f"{booking.id} {booking.version} {happened}"[:64]
            if not await effects.first(session, told, f"told {person}"[:64]):
                return
        card = await self._card(booking, person, happened, alternatives, told=True)
        outcome = await self._messenger.tell(chat.id, await self._sent(card, chat.id, person))
        if outcome.fate == "delivered" and person == booking.by and happened not in STANDS:
            await self._cards.keep_card(booking.id, chat.id, outcome.id)

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
        language: Language = await self._people.language_of(person) or "nl"
        texts = texts_for(language)
        key = UNASKED.get(happened) or ASKED.get(happened)
        said = texts(key) if key else ""
        title = texts("workspaces-not-changed") if happened in STANDS and told else ""
        workday = await proposed(self._workdays, booking, person)
        return booking_card(
            texts, self._organisation, booking, said=said, alternatives=alternatives, title=title, workday=workday
        )

    async def _sent(self, card: Card, conversation: str, person: str) -> Message:
        wanted = buttons.tokens_for(card, Place("personal", conversation), person)
        minted = await self._database.brief(lambda connection: tokens.mint(connection, wanted))
        return Message(card=buttons.filled(card, minted))
