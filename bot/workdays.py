"""Home and office days on the wire: the question of the morning, with buttons that work in the chat it goes to."""

from __future__ import annotations

from datetime import date

from bot.personal import PersonalCards
from cards.workdays.question import question
from domain.messenger import Message


class Faces:
    """Implements domain.workdays.use_cases.Faces with the card of cards/workdays."""

    def __init__(self, personal: PersonalCards) -> None:
        self._personal = personal

    async def question(self, person: str, day: date, conversation: str) -> Message:
        """The question in the language of the person, for this person alone."""
        return await self._personal.made(lambda texts: question(texts, day), conversation, person)
