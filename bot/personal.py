"""Cards that somebody gets in their own chat without having asked: in their language, with buttons that are theirs."""

from __future__ import annotations

from collections.abc import Callable

from bot import buttons
from cards.card import Card
from dialogs.turn import Place
from domain.messenger import Leaving, Message, Messenger
from domain.people import People
from domain.workspaces.notices import Notice, Where
from locales import Language, Texts, texts_for
from store import conversations, tokens
from store.database import Database

Make = Callable[[Texts], Card]


class PersonalCards:
    """Makes them, and sends and changes them."""

    def __init__(self, database: Database, messenger: Messenger, people: People) -> None:
        self._database = database
        self._messenger = messenger
        self._people = people

    async def tell(self, person: str, make: Make, leaving: Leaving | None = None) -> Notice:
        """To the chat with them, which is opened where they have Koers and never spoke to it."""
        async with self._database.read() as session:
            chat = await conversations.of_person(session, person)
        conversation = chat.id if chat is not None else ""
        if not conversation:
            opened = await self._messenger.open(person)
            if opened.fate != "delivered":
                return Notice(opened)
            conversation = opened.id
        message = await self.made(make, conversation, person)
        return Notice(await self._messenger.tell(conversation, message, leaving=leaving), conversation)

    async def change(self, where: Where, make: Make) -> None:
        """Shows another card in the place of one that somebody got; nothing where there is none."""
        if not where.message:
            return
        async with self._database.read() as session:
            chat = await conversations.find(session, where.conversation)
        if chat is not None and chat.person is not None:
            await self._messenger.change(chat.id, where.message, await self.made(make, chat.id, chat.person))

    async def made(self, make: Make, conversation: str, person: str) -> Message:
        """The message with a card, for the chat of this person."""
        return await self.message(make(await self.texts_of(person)), conversation, person)

    async def message(self, card: Card, conversation: str, person: str) -> Message:
        """The same of a card that is there already."""
        wanted = buttons.tokens_for(card, Place("personal", conversation), person)
        minted = await self._database.brief(lambda connection: tokens.mint(connection, wanted))
        return Message(card=buttons.filled(card, minted))

    async def texts_of(self, person: str) -> Texts:
        """The texts in the language of a person; in Dutch for who never chose one."""
        language: Language = await self._people.language_of(person) or "nl"
        return texts_for(language)
