"""Home and office days on the wire: the question of the morning, with buttons that work in the chat it goes to."""

from __future__ import annotations

from datetime import date

from bot import buttons
from cards.workdays.question import question
from dialogs.turn import Place
from domain.messenger import Message
from domain.people import People
from locales import texts_for
from store import tokens
from store.database import Database


class Faces:
    """Implements domain.workdays.use_cases.Faces with the card of cards/workdays."""

    def __init__(self, database: Database, people: People) -> None:
        self._database = database
        self._people = people

    async def question(self, person: str, day: date, conversation: str) -> Message:
        """The question in the language of the person, for this person alone."""
        card = question(texts_for(await self._people.language_of(person) or "nl"), day)
        wanted = buttons.tokens_for(card, Place("personal", conversation), person)
        minted = await self._database.brief(lambda connection: tokens.mint(connection, wanted))
        return Message(card=buttons.filled(card, minted))
