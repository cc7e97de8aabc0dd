"""Telling people something that they did not ask for just now, once, and in their own language."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable

from domain.messenger import Messenger
from domain.people import People
from errors import Unavailable
from locales import Language, texts_for
from store import conversations, effects
from store.database import Database
from telemetry.logs import Id

log = logging.getLogger(__name__)


class Telling:
    """Says it to those whose chat Koers knows. The others find it when they ask."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people
        self.messenger: Messenger | None = None  # bot/ fills it in; without it people are told when they ask

    async def tell(self, people: Iterable[str], words: str, key: str = "", **values: str | int) -> None:
        """Says the text `words`, once for the activity `key`; a failure is only logged."""
        await asyncio.gather(*(self._tell_one(person, words, key, values) for person in people))

    async def _tell_one(self, person: str, words: str, key: str, values: dict[str, str | int]) -> None:
        async with self._database.read() as session:
            chat = await conversations.of_person(session, person)
        if chat is None or self.messenger is None:
            return
        language: Language = await self._people.language_of(person) or "nl"
        async with self._database.write() as session:
            if not await effects.first(session, key, f"told {person}"):
                return
        try:
            await self.messenger.say(chat.id, texts_for(language)(words, **values))
        except Unavailable as problem:
            log.info("somebody was not told %s: %s", Id(words), problem)
