"""Team days on the wire: the question to each colleague, and the organiser's card as it is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Protocol

from bot import buttons
from cards.card import Card
from cards.workspaces import team_day as cards
from cards.workspaces.words import plain
from dialogs.turn import Place
from domain.messenger import Leaving, Message, Messenger
from domain.organisation import Organisation
from domain.people import People
from domain.workspaces.notices import Notice
from domain.workspaces.team_day import Member, TeamDay
from locales import Language, Texts, texts_for
from store import conversations, tokens
from store.database import Database
from telemetry.logs import Id

LONGEST = 10.0  # seconds that showing it may hold up what goes on
Made = Callable[[Texts], Card]

log = logging.getLogger(__name__)


class Names(Protocol):
    """How people are called."""

    async def names(self, ids: Iterable[str]) -> dict[str, str]:
        """Their names by id; empty where Entra does not answer."""
        ...


class TeamDayNotices:
    """Implements domain.workspaces.inviting.Notices with the cards of cards/workspaces."""

    def __init__(
        self, database: Database, messenger: Messenger, people: People, organisation: Organisation, names: Names
    ) -> None:
        self._database = database
        self._messenger = messenger
        self._people = people
        self._organisation = organisation
        self._names = names

    async def invite(self, day: TeamDay, member: Member, leaving: Leaving) -> Notice:
        """The question, with the place that is kept."""
        name = await self._name(day.organiser)

        def made(texts: Texts) -> Card:
            organiser = name or texts("team-day-somebody")
            return cards.invite(texts, self._organisation, day, member, organiser)

        return await self._tell(member.person, made, leaving)

    async def over(self, day: TeamDay, member: Member) -> None:
        """Nothing is kept for them any more."""
        how = "off" if day.state == "off" else "late"
        await self._quietly(
            day, self._change(member.conversation, member.message, lambda texts: cards.answered(texts, day, how))
        )

    async def off(self, day: TeamDay, member: Member, leaving: Leaving) -> Notice:
        """It does not go on."""
        name = await self._name(day.organiser)
        return await self._tell(
            member.person, lambda texts: cards.off(texts, day, name or texts("team-day-somebody")), leaving
        )

    async def progress(self, day: TeamDay) -> None:
        """The organiser's card, as it is now."""
        if day.message:
            await self._quietly(day, self._progress(day))

    async def _progress(self, day: TeamDay) -> None:
        names = await self._names.names(member.person for member in day.members)
        await self._change(
            day.conversation, day.message, lambda texts: cards.progress(texts, self._organisation, day, names)
        )

    async def _quietly(self, day: TeamDay, telling: Awaitable[object]) -> None:
        try:
            async with asyncio.timeout(LONGEST):
                await telling
        except Exception:  # whatever it is, the places are right; who presses sees how it is
            log.exception("a card of team day %s is not up to date", Id(day.id))

    async def _name(self, id: str) -> str:
        return plain((await self._names.names([id])).get(id, ""))

    async def _tell(self, person: str, made: Made, leaving: Leaving) -> Notice:
        async with self._database.read() as session:
            chat = await conversations.of_person(session, person)
        conversation = chat.id if chat is not None else ""
        if not conversation:
            opened = await self._messenger.open(person)
            if opened.fate != "delivered":
                return Notice(opened)
            conversation = opened.id
        message = await self._message(made, conversation, person)
        return Notice(await self._messenger.tell(conversation, message, leaving=leaving), conversation)

    async def _change(self, conversation: str, message: str, made: Made) -> None:
        async with self._database.read() as session:
            chat = await conversations.find(session, conversation)
        if chat is not None and chat.person is not None and message:
            await self._messenger.change(chat.id, message, await self._message(made, chat.id, chat.person))

    async def _message(self, made: Made, conversation: str, person: str) -> Message:
        language: Language = await self._people.language_of(person) or "nl"
        card = made(texts_for(language))
        wanted = buttons.tokens_for(card, Place("personal", conversation), person)
        minted = await self._database.brief(lambda connection: tokens.mint(connection, wanted))
        return Message(card=buttons.filled(card, minted))
