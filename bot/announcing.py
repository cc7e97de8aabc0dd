"""Announcements on the wire: the message as colleagues get it, and the one card by which its author follows it."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from zoneinfo import ZoneInfo

from bot import buttons
from cards.actions import Action
from cards.announcements import message
from cards.announcements.progress import Progress, progress
from cards.card import Card
from dialogs.turn import Place
from domain.announcements import Announcements
from domain.announcements.composing import Status
from domain.announcements.drafting import typed_of
from domain.announcements.model import Announcement
from domain.messenger import Message, Messenger
from domain.organisation import Organisation
from domain.people import People
from locales import Language, Texts, texts_for
from store import conversations, tokens
from store.announcement_drafts import Place as CardPlace
from store.database import Database
from telemetry.logs import Id

EVERY = 3.0  # seconds between two updates of one card while nothing but its numbers changes
LONGEST = 5.0  # seconds that showing it may hold sending up
MOST = 200  # announcements that are followed at once

log = logging.getLogger(__name__)


class Faces:
    """Implements domain.announcements.model.Faces with the cards of cards/announcements."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation

    def for_colleague(self, announcement: Announcement, language: Language, token: str) -> Message:
        """What one colleague gets."""
        card = message.for_colleague(texts_for(language), announcement, *self._of())
        return _sent(card, token)

    def reminder(self, announcement: Announcement, language: Language, token: str) -> Message:
        """The reminder of who did not acknowledge."""
        return _sent(message.reminder(texts_for(language), announcement, *self._of()), token)

    def _of(self) -> tuple[str, ZoneInfo]:
        return self._organisation.name, self._organisation.time_zone


def _sent(card: Card, token: str) -> Message:
    return Message(card=buttons.filled(card, [token] * len(card.actions)))


@dataclass(eq=False)
class _Shown:
    """What is on a card of an author."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    at: float = float("-inf")
    state: str = ""
    actions: tuple[Action, ...] = ()
    minted: list[str] = field(default_factory=list[str])
    place: CardPlace = field(default_factory=CardPlace)


class Following:
    """Implements domain.announcements.model.Following: an update of the card, or a new one where it is gone."""

    def __init__(
        self,
        database: Database,
        messenger: Messenger,
        announcements: Announcements,
        people: People,
        organisation: Organisation,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._database = database
        self._messenger = messenger
        self._announcements = announcements
        self._people = people
        self._organisation = organisation
        self._clock = clock
        self._shown: OrderedDict[str, _Shown] = OrderedDict()

    async def show(self, id: str) -> None:
        """Puts how it is now on the card, unless nothing but numbers changed a moment ago. Never raises."""
        shown = self._shown.setdefault(id, _Shown())
        self._shown.move_to_end(id)
        if len(self._shown) > MOST:
            self._shown.popitem(last=False)
        try:
            async with asyncio.timeout(LONGEST), shown.lock:
                await self._show(id, shown)
        except Exception:  # whatever it is, the work goes on, and the card is right again the next time
            log.exception("the card of announcement %s is not up to date", Id(id))

    async def _show(self, id: str, shown: _Shown) -> None:
        status = await self._announcements.composing.status(id)
        if status is None:
            return
        state = status.sent.announcement.state if status.sent is not None else status.draft.state
        if state == shown.state and self._clock() - shown.at < EVERY:
            return
        author = status.draft.author
        place = await self._announcements.composing.place_of(id) or CardPlace()
        language: Language = await self._people.language_of(author) or "nl"
        card = self._card(texts_for(language), status)
        conversation = place.conversation or await self._chat_of(author)
        if not conversation:
            return
        place = CardPlace(conversation, place.message)
        content = await self._filled(card, shown, place, author)
        await self._put(id, place, Message(card=content))
        shown.state, shown.at = state, self._clock()

    def _card(self, texts: Texts, status: Status) -> Card:
        typed = typed_of(status.draft)
        title = (texts.language == "en" and typed.title_en) or typed.title or texts("announcement-untitled")
        zone = self._organisation.time_zone
        return progress(texts, Progress(status.draft, title, status.sent, zone, status.asked_again))

    async def _filled(self, card: Card, shown: _Shown, place: CardPlace, author: str) -> dict[str, object]:
        """The card with its tokens; those of a moment ago where the buttons are the same and the card is, too."""
        if shown.actions != card.actions or shown.place != place:
            wanted = buttons.tokens_for(card, Place("personal", place.conversation), author)
            shown.minted = await self._database.brief(lambda connection: tokens.mint(connection, wanted))
            shown.actions, shown.place = card.actions, place
        return buttons.filled(card, shown.minted)

    async def _put(self, id: str, place: CardPlace, card: Message) -> None:
        if place.message:
            outcome = await self._messenger.change(place.conversation, place.message, card)
            if outcome.fate != "refused":  # what was not reached, or may have been, is put right by the next update
                return
        outcome = await self._messenger.tell(place.conversation, card)
        if outcome.fate == "delivered":
            await self._announcements.composing.move_card(id, CardPlace(place.conversation, outcome.id))

    async def _chat_of(self, person: str) -> str:
        async with self._database.read() as session:
            chat = await conversations.of_person(session, person)
        return chat.id if chat is not None else ""
