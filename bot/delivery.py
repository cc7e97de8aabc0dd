"""Brings a Reply to the conversation: tokens into its card, over the turn's context, cut up where it is too large."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping

from botbuilder.core import TurnContext
from botbuilder.schema import Activity

from bot import buttons, failures, inbox, outgoing, streaming
from bot.connector import ConnectorError, OutcomeUnknown, Refused, TooLarge
from bot.languages import Languages
from bot.posting import post
from bot.wire import Arrival
from dialogs.turn import Reply, Turn
from domain.learning import Asked, message_key
from locales import Texts, texts_for
from store import inbox as inbox_rows
from store import tokens
from store.database import Connection, Database
from telemetry.logs import Id

log = logging.getLogger(__name__)
Keep = Callable[[Asked, str], Awaitable[None]]
Also = Callable[[Connection], None]


class Delivery:
    """Sends what dialogs reply. Raises ConnectorError where Teams does not take it."""

    def __init__(self, database: Database, languages: Languages, keep: Keep | None = None) -> None:
        """`keep` takes in which message answered which question."""
        self._database = database
        self._languages = languages
        self._keep = keep

    def texts(self, arrival: Arrival) -> Texts:
        """The texts for whoever sent this, where there is no Turn with a language yet."""
        return texts_for(self._languages.of(arrival))

    async def card(
        self, context: TurnContext, turn: Turn, reply: Reply, also: Also | None = None
    ) -> dict[str, object] | None:
        """The card of a reply with its tokens in place.

        When this returns, it is stored that the answer goes out now, what its buttons do, and what `also` writes: so
        that whatever happens then, it does not go out twice.
        """
        entry = inbox.of(context)
        begins = entry is not None and not entry.answering
        wanted: list[tokens.Button] = []
        if reply.card is not None:
            wanted = buttons.tokens_for(reply.card, turn.place, turn.person.id, own=turn.in_dialog)

        def work(connection: Connection) -> list[str]:
            if entry is not None and begins and not inbox_rows.answering(connection, entry.key, entry.process):
                raise inbox.TakenOver
            if also is not None:
                also(connection)
            return tokens.mint(connection, wanted)

        minted = await self._database.brief(work) if begins or wanted or also is not None else []
        if entry is not None:
            entry.answering = True
        return buttons.filled(reply.card, minted) if reply.card is not None else None

    async def send(
        self, context: TurnContext, arrival: Arrival, turn: Turn, reply: Reply, also: Also | None = None
    ) -> str:
        """Sends a reply as one message, or more where it is too large; the id of the last. `also`: see `card`."""
        card = await self.card(context, turn, reply, also)
        try:
            sent = await self._post(context, self._message(arrival, turn, reply, card))
        except TooLarge:
            return await self._send_smaller(context, arrival, turn, reply, card)
        await self._learn(turn, reply, sent)
        return sent

    async def replace(
        self,
        context: TurnContext,
        arrival: Arrival,
        turn: Turn,
        reply: Reply,
        activity_id: str,
        card: Mapping[str, object] | None = None,
    ) -> bool:
        """Puts a reply in the place of an earlier message. False: that message is gone, or this does not fit in it."""
        activity = self._message(
            arrival, turn, reply, card if card is not None else await self.card(context, turn, reply)
        )
        activity.id = activity_id
        try:
            await context.update_activity(activity)
        except (Refused, TooLarge) as error:
            log.info("message not updated: %s", error)
            return False
        await self._learn(turn, reply, activity_id)
        return True

    async def failed(self, context: TurnContext, arrival: Arrival, error: Exception) -> str:
        """Says that something broke on the way to an answer, if it can be said at all; gives the words.

        Where Teams did not take a message nothing more is sent. Where the answer to sending it was lost it may have
        arrived after all: then the person hears just that.
        """
        texts = self.texts(arrival)
        if isinstance(error, inbox.TakenOver):
            return texts("wire-answered-below")
        words = failures.in_words(error, texts, activity=arrival.id)
        lost = isinstance(error, OutcomeUnknown) and arrival.type != "invoke"
        if lost or not isinstance(error, ConnectorError):
            said = texts("wire-perhaps-arrived") if lost else words
            try:
                await self._post(context, Activity(type="message", text=said, text_format="markdown"))
            except ConnectorError as sending:
                log.warning("activity %s: the failure could not be told: %s", Id(arrival.id), sending)
            except Exception:  # whatever broke first may break this too; who called has nothing better to say
                log.exception("activity %s: the failure could not be told", Id(arrival.id))
        return words

    async def break_off(self, context: TurnContext, arrival: Arrival) -> None:
        """Koers stops, and answers after its start: who sees an answer grow is told. Raises ConnectorError."""
        stream = streaming.of(context)
        if stream is not None and stream.begun:
            await self.say(context, arrival, "wire-restarting")

    async def say(self, context: TurnContext, arrival: Arrival, key: str) -> None:
        """Sends a line of the language files. Raises ConnectorError."""
        await self._post(context, Activity(type="message", text=self.texts(arrival)(key), text_format="markdown"))

    async def _learn(self, turn: Turn, reply: Reply, sent: str) -> None:
        """Keeps what may be learned from a question. The answer is there already: a failure is only logged."""
        if reply.asked is None or self._keep is None or not sent:
            return
        try:
            await self._keep(reply.asked, message_key(turn.place.conversation, sent))
        except Exception:
            log.exception("activity %s: the question is not kept", Id(turn.id))

    async def _send_smaller(
        self, context: TurnContext, arrival: Arrival, turn: Turn, reply: Reply, card: dict[str, object] | None
    ) -> str:
        """First without the cited passages (their links stay), then in parts, and when all fails in words."""
        if reply.citations:
            try:
                sent = await self._post(context, self._message(arrival, turn, reply, card, passages=False))
            except TooLarge:
                pass
            else:
                await self._learn(turn, reply, sent)
                return sent
        parts = outgoing.halves(reply)
        if parts is None:
            words = Reply(text=turn.texts("wire-reply-too-large"))
            return await self._post(context, self._message(arrival, turn, words, None))
        await self.send(context, arrival, turn, parts[0])
        return await self.send(context, arrival, turn, parts[1])

    def _message(
        self,
        arrival: Arrival,
        turn: Turn,
        reply: Reply,
        card: Mapping[str, object] | None,
        *,
        passages: bool = True,
    ) -> Activity:
        texts = texts_for(reply.language or turn.language)
        return outgoing.message(reply, texts=texts, place=turn.place.kind, asker=arrival, card=card, passages=passages)

    async def _post(self, context: TurnContext, activity: Activity) -> str:
        """Sends a message; where the answer has begun to grow in the chat, as the end of that."""
        stream, entry = streaming.of(context), inbox.of(context)
        sent = await (stream.end(activity) if stream is not None else post(context, activity))
        if entry is not None:
            entry.said = True
        return sent


async def show_typing(context: TurnContext) -> None:
    """Shows that Koers is busy, unless an answer that grows shows it already."""
    stream = streaming.of(context)
    if stream is not None and stream.begun:
        return
    await post(context, Activity(type="typing"))
