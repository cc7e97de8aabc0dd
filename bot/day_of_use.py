"""The day of use on the wire: the reminder, the place that was given to others, and the offer from the waiting list."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from datetime import datetime

from bot.personal import Make, PersonalCards
from cards.workspaces import checking_in, waiting
from domain.messenger import Leaving, Messenger, Outcome
from domain.organisation import Organisation
from domain.people import People
from domain.workspaces.model import Booking
from domain.workspaces.notices import Notice, Where
from store import conversations
from store.database import Database
from telemetry.logs import Id

LONGEST = 10.0  # seconds that telling may hold up what goes on

log = logging.getLogger(__name__)


class DayNotices:
    """Implements domain.workspaces.notices.Notices with the cards of cards/workspaces."""

    def __init__(self, database: Database, messenger: Messenger, people: People, organisation: Organisation) -> None:
        self._database = database
        self._messenger = messenger
        self._personal = PersonalCards(database, messenger, people)
        self._organisation = organisation

    async def remind(self, booking: Booking, closes: datetime, leaving: Leaving) -> Notice:
        """The reminder, with the button to check in."""
        hour = self._hour(closes)
        return await self._tell(
            booking, lambda texts: checking_in.reminder(texts, self._organisation, booking, hour), leaving
        )

    async def released(self, booking: Booking, reminder: Where, leaving: Leaving) -> Notice:
        """That the place went to others; the reminder above it loses its button."""
        over = self._personal.change(reminder, lambda texts: checking_in.reminder_over(texts, booking))
        await self._quietly(booking, over)
        return await self._tell(
            booking, lambda texts: checking_in.released(texts, self._organisation, booking), leaving
        )

    async def arrived(self, booking: Booking, reminder: Where) -> None:
        """Shows on the reminder that they are there."""
        card = self._personal.change(reminder, lambda texts: checking_in.arrived(texts, self._organisation, booking))
        await self._quietly(booking, card)

    async def offer(self, booking: Booking, waiting_for: str, until: datetime, leaving: Leaving) -> Notice:
        """The place that is kept, with the button to take it."""
        hour = self._hour(until)
        return await self._tell(
            booking, lambda texts: waiting.offer(texts, self._organisation, booking, waiting_for, hour), leaving
        )

    async def offer_over(self, booking: Booking, offer: Where) -> None:
        """Takes the buttons from the offer."""
        await self._quietly(booking, self._personal.change(offer, lambda texts: waiting.offer_over(texts, booking)))

    async def _quietly(self, booking: Booking, telling: Awaitable[object]) -> None:
        try:
            async with asyncio.timeout(LONGEST):
                await telling
        except Exception:  # whatever it is, the place is given on; who asks hears how it is
            log.exception("nobody was told what became of booking %s", Id(booking.id))

    async def _tell(self, booking: Booking, make: Make, leaving: Leaving) -> Notice:
        for person in dict.fromkeys((booking.person, booking.by)):
            async with self._database.read() as session:
                chat = await conversations.of_person(session, person)
            if chat is not None:
                message = await self._personal.made(make, chat.id, person)
                return Notice(await self._messenger.tell(chat.id, message, leaving=leaving), chat.id)
        return Notice(Outcome("refused", why="nobody has Koers"))

    def _hour(self, moment: datetime) -> str:
        return f"{moment.astimezone(self._organisation.time_zone):%H:%M}"
