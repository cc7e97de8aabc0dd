"""What people choose for themselves: so far the language in which Koers speaks to them."""

from __future__ import annotations

from locales import Language
from store import people
from store.database import Database


class People:
    """The choices of people, by Entra object id."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def language_of(self, person: str) -> Language | None:
        """The language that a person chose, or None."""
        async with self._database.read() as session:
            chosen = await people.language_of(session, person)
        return "nl" if chosen == "nl" else "en" if chosen == "en" else None

    async def choose_language(self, person: str, language: Language) -> None:
        """Remembers a choice; stored when this returns."""
        async with self._database.write() as session:
            await people.choose_language(session, person, language)
