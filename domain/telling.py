"""Telling people something that they did not ask for just now, once, and in their own language."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from typing import Protocol

from domain.messenger import Messenger
from domain.people import People
from domain.roles import Role, Roles
from errors import Unavailable
from graph.problems import GraphProblem
from locales import Language, texts_for
from store import conversations, effects
from store.database import Database
from telemetry.logs import Id

MOST = 20  # colleagues of a role who hear it

log = logging.getLogger(__name__)


class Directory(Protocol):
    """Microsoft Entra, as far as telling the members of a group goes."""

    async def members(self, group: str) -> tuple[str, ...]:
        """The ids of the people in a group."""
        ...


class Telling:
    """Says it to those whose chat Koers knows. The others find it when they ask."""

    def __init__(self, database: Database, people: People, roles: Roles, directory: Directory) -> None:
        self._database = database
        self._people = people
        self._roles = roles
        self._directory = directory
        self.messenger: Messenger | None = None  # bot/ fills it in; without it people are told when they ask

    async def tell(self, people: Iterable[str], words: str, key: str = "", **values: str | int) -> None:
        """Says the text `words`, once for the activity `key`; a failure is only logged."""
        await asyncio.gather(*(self._tell_one(person, words, key, values) for person in people))

    async def tell_roles(self, roles: Iterable[Role], words: str, key: str, *, but: str, **values: str | int) -> None:
        """The same to some who have one of these roles, `but` this person; to nobody where Entra does not say who."""
        people: set[str] = set()
        try:
            for group in await self._roles.groups(*roles):
                people.update(await self._directory.members(group))
        except (GraphProblem, Unavailable) as problem:
            log.warning("whom to tell %s is not known: %s", Id(words), problem)
        await self.tell(sorted(people - {but})[:MOST], words, key, **values)

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
