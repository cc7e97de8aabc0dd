"""The chat between Koers and one person, for what belongs nowhere else: the answer that a dialog could not wait for."""

from __future__ import annotations

import logging

from bot import buttons
from dialogs.turn import Place, Reply, Turn
from domain.messenger import Message, Messenger
from store import conversations, tokens
from store.database import Database
from telemetry.logs import Id

log = logging.getLogger(__name__)


class OwnChat:
    """Sends there, whatever the conversation in which somebody pressed."""

    def __init__(self, database: Database, messenger: Messenger) -> None:
        self._database = database
        self._messenger = messenger

    async def send(self, turn: Turn, reply: Reply) -> bool:
        """Sends the words and the card of a reply. False: it did not get there, as where the person has no Koers."""
        conversation = await self._conversation(turn.person.id)
        if not conversation:
            return False
        if reply.card is None:
            return await self._tell(
                conversation, Message(reply.text or reply.notice or turn.texts("wire-done")), turn.id
            )
        wanted = buttons.tokens_for(reply.card, Place("personal", conversation), turn.person.id)
        minted = await self._database.brief(lambda connection: tokens.mint(connection, wanted))
        card = buttons.filled(reply.card, minted)
        return await self._tell(conversation, Message(reply.text or reply.notice, card), turn.id)

    async def say(self, person: str, words: str, activity: str) -> bool:
        """Sends words to a person; `activity`: what they are about, for the log. False: they did not get there."""
        conversation = await self._conversation(person)
        return bool(conversation) and await self._tell(conversation, Message(words), activity)

    async def _tell(self, conversation: str, message: Message, activity: str) -> bool:
        outcome = await self._messenger.tell(conversation, message)
        if outcome.fate != "delivered":
            log.warning("activity %s: not in the chat of its person: %s", Id(activity), Id(outcome.fate))
        return outcome.fate in ("delivered", "unknown")

    async def _conversation(self, person: str) -> str:
        async with self._database.read() as session:
            chat = await conversations.of_person(session, person)
        if chat is not None:
            return chat.id
        opened = await self._messenger.open(person)
        return opened.id if opened.fate == "delivered" else ""
