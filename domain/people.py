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
        return _language(chosen)

    async def choose_language(self, person: str, language: Language) -> None:
        """Remembers a choice; stored when this returns."""
        async with self._database.write() as session:
            await people.choose_language(session, person, language)

    async def heard(self, person: str, language: Language | None) -> Language | None:
        """Remembers in which language somebody spoke first, None for that of their Teams; what is known stays so.

        Gives the language to speak in, None for that of their Teams.
        """
        async with self._database.write() as session:
            return _language(await people.heard(session, person, language))


def _language(stored: str | None) -> Language | None:
    return "nl" if stored == "nl" else "en" if stored == "en" else None
