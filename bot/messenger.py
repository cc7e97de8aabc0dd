"""Sends to conversations that Koers knows without anybody having asked just now: domain's Messenger."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from botbuilder.schema import Activity, Attachment, ChannelAccount, ConversationAccount

from bot import entities
from bot.authentication import CHANNEL
from bot.connector import Connector, ConnectorError, NotReached, OutcomeUnknown, Refused, TooLarge
from bot.references import References
from domain.messenger import Leaving, Message, Outcome, Priority
from errors import Unavailable
from store import conversations
from store.conversations import Conversation
from store.database import Database

NOT_HERE = "NotInConversation"  # why Koers itself refuses: nobody added it there, or somebody removed it


class ConnectorMessenger:
    """Implements domain.messenger.Messenger on the stored conversation references."""

    def __init__(self, database: Database, connector: Connector) -> None:
        self._database = database
        self._references = References(database)
        self._seen: Conversation | None = None  # a chat like those that are opened
        self._connector = connector

    async def say(self, conversation: str, text: str) -> None:
        """Sends a text. Raises Unavailable where Koers is not in that conversation or Teams does not take it."""
        try:
            await self._send(conversation, Message(text), "person")
        except ConnectorError as error:
            raise Unavailable("wire-not-delivered") from error

    async def tell(
        self, conversation: str, message: Message, *, priority: Priority = "person", leaving: Leaving | None = None
    ) -> Outcome:
        """Sends a message, once; what became of it."""
        return await _outcome(lambda: self._send(conversation, message, priority, leaving))

    async def open(self, person: str, *, priority: Priority = "person") -> Outcome:
        """Opens the personal chat with somebody who has Koers installed, where Koers speaks to the others as well."""

        async def create() -> str:
            known = await self._example()
            self._seen = None  # until it has proved to be right
            id = await self._connector.create_personal(
                known.service_url, bot=known.bot, person=person, tenant=known.tenant, priority=priority
            )
            opened = Conversation(id, "personal", known.tenant, person, known.service_url, known.bot)
            async with self._database.write() as session:
                await conversations.save(session, opened)
            self._seen = known
            return id

        return await _outcome(create)

    async def change(
        self, conversation: str, message_id: str, message: Message, *, priority: Priority = "person"
    ) -> Outcome:
        """Puts other content in a message that was delivered."""

        async def update() -> str:
            known = await self._known(conversation)
            activity = _activity(known, message)
            await self._connector.update(
                known.service_url, known.id, message_id, activity, tenant=known.tenant, priority=priority
            )
            return message_id

        return await _outcome(update)

    async def take_back(self, conversation: str, message_id: str, *, priority: Priority = "person") -> Outcome:
        """Removes a message that was delivered; one that is gone already counts as removed."""

        async def delete() -> str:
            known = await self._known(conversation)
            await self._connector.delete(
                known.service_url, known.id, message_id, tenant=known.tenant, priority=priority
            )
            return message_id

        return await _outcome(delete)

    async def _send(
        self, conversation: str, message: Message, priority: Priority, leaving: Leaving | None = None
    ) -> str:
        known = await self._known(conversation)
        activity = _activity(known, message)
        try:
            return await self._connector.send(
                known.service_url, known.id, activity, tenant=known.tenant, priority=priority, leaving=leaving
            )
        except Refused:
            self._references.forget(conversation)  # it may have been stored anew, with another address
            raise

    async def _example(self) -> Conversation:
        """A chat that shows where Teams is, and as whom Koers is known there."""
        seen = self._seen
        if seen is None:
            async with self._database.read() as session:
                seen = await conversations.last_seen(session)
        if seen is None:
            raise Refused(0, NOT_HERE)  # nobody has spoken with Koers yet
        return seen

    async def _known(self, conversation: str) -> Conversation:
        known = await self._references.find(conversation)
        if known is None:
            raise Refused(0, NOT_HERE)
        return known


def _activity(known: Conversation, message: Message) -> Activity:
    activity = Activity(
        type="message",
        text=message.text or None,
        text_format="markdown" if message.text else None,
        channel_id=CHANNEL,
        from_property=ChannelAccount(id=known.bot),
        conversation=ConversationAccount(id=known.id),
    )
    if message.card is not None:
        activity.attachments = [Attachment(content_type=entities.CARD, content=dict(message.card))]
        activity.summary = str(message.card.get("fallbackText") or "") or None
    return activity


async def _outcome(work: Callable[[], Awaitable[str]]) -> Outcome:
    try:
        return Outcome("delivered", await work())
    except TooLarge as error:
        return Outcome("too large", why=str(error))
    except Refused as refused:
        return Outcome("refused", why=refused.code or str(refused.status))
    except OutcomeUnknown as error:
        return Outcome("unknown", why=str(error))
    except ConnectorError as error:
        return Outcome("not reached", why=str(error), wait=error.seconds if isinstance(error, NotReached) else None)
