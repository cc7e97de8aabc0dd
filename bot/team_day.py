"""Team days on the wire: the question to each colleague, and the organiser's card as it is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Iterable
from typing import Protocol

from bot.personal import PersonalCards
from cards.card import Card
from cards.workspaces import team_day as cards
from cards.workspaces.words import plain
from domain.messenger import Leaving, Messenger
from domain.organisation import Organisation
from domain.people import People
from domain.workspaces.coming import Member, TeamDay
from domain.workspaces.notices import Notice, Where
from locales import Texts
from store.database import Database
from telemetry.logs import Id

LONGEST = 10.0  # seconds that showing it may hold up what goes on

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
        self._personal = PersonalCards(database, messenger, people)
        self._organisation = organisation
        self._names = names

    async def invite(self, day: TeamDay, member: Member, leaving: Leaving) -> Notice:
        """The question, with the place that is kept."""
        name = await self._name(day.organiser)

        def made(texts: Texts) -> Card:
            organiser = name or texts("team-day-somebody")
            return cards.invite(texts, self._organisation, day, member, organiser)

        return await self._personal.tell(member.person, made, leaving)

    async def over(self, day: TeamDay, member: Member) -> None:
        """Nothing is kept for them any more."""
        how = "off" if day.state == "off" else "late"
        await self._quietly(
            day,
            self._personal.change(
                Where(member.conversation, member.message), lambda texts: cards.answered(texts, day, how)
            ),
        )

    async def off(self, day: TeamDay, member: Member, leaving: Leaving) -> Notice:
        """It does not go on."""
        name = await self._name(day.organiser)
        return await self._personal.tell(
            member.person, lambda texts: cards.off(texts, day, name or texts("team-day-somebody")), leaving
        )

    async def progress(self, day: TeamDay) -> None:
        """The organiser's card, as it is now."""
        if day.message:
            await self._quietly(day, self._progress(day))

    async def _progress(self, day: TeamDay) -> None:
        names = await self._names.names(member.person for member in day.members)
        await self._personal.change(
            Where(day.conversation, day.message),
            lambda texts: cards.progress(texts, self._organisation, day, names),
        )

    async def _quietly(self, day: TeamDay, telling: Awaitable[object]) -> None:
        try:
            async with asyncio.timeout(LONGEST):
                await telling
        except Exception:  # whatever it is, the places are right; who presses sees how it is
            log.exception("a card of team day %s is not up to date", Id(day.id))

    async def _name(self, id: str) -> str:
        return plain((await self._names.names([id])).get(id, ""))
