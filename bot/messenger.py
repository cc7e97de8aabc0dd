"""Sends to conversations that Koers knows without anybody having asked just now: domain's Messenger."""

from __future__ import annotations

from botbuilder.schema import Activity, ChannelAccount, ConversationAccount

from bot.authentication import CHANNEL
from bot.connector import Connector, ConnectorError
from errors import Unavailable
from store import conversations
from store.database import Database


class ConnectorMessenger:
    """Implements domain.messenger.Messenger on the stored conversation references."""

    def __init__(self, database: Database, connector: Connector) -> None:
        self._database = database
        self._connector = connector

    async def say(self, conversation: str, text: str) -> None:
        """Sends a text. Raises Unavailable where Koers is not in that conversation or Teams does not take it."""
        async with self._database.read() as session:
            known = await conversations.find(session, conversation)
        if known is None:
            raise Unavailable("wire-not-delivered")
        activity = Activity(
            type="message",
            text=text,
            text_format="markdown",
            channel_id=CHANNEL,
            from_property=ChannelAccount(id=known.bot),
            conversation=ConversationAccount(id=known.id),
        )
        try:
            await self._connector.send(known.service_url, known.id, activity)
        except ConnectorError as error:
            raise Unavailable("wire-not-delivered") from error
