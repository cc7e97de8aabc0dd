"""Brings a Reply to the conversation: tokens into its card, over the turn's context, cut up where it is too large."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping

from botbuilder.core import TurnContext
from botbuilder.schema import Activity

from bot import buttons, failures, outgoing, streaming
from bot.connector import ConnectorError, Refused, TooLarge
from bot.languages import Languages
from bot.wire import Arrival
from dialogs.turn import Reply, Turn
from domain.learning import Asked, message_key
from locales import Texts, texts_for
from store.database import Database
from telemetry.logs import Id

log = logging.getLogger(__name__)
Keep = Callable[[Asked, str], Awaitable[None]]


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

    async def card(self, turn: Turn, reply: Reply) -> dict[str, object] | None:
        """The card of a reply with its tokens in place; they are stored when this returns."""
        if reply.card is None:
            return None
        return await buttons.with_tokens(self._database, reply.card, turn.place, turn.person.id)

    async def send(self, context: TurnContext, arrival: Arrival, turn: Turn, reply: Reply) -> str:
        """Sends a reply as one message, or more where it is too large; the id of the last."""
        card = await self.card(turn, reply)
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
        activity = self._message(arrival, turn, reply, card if card is not None else await self.card(turn, reply))
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

        Where Teams did not take a message nothing more is sent: after a lost answer it may have arrived after all.
        """
        words = failures.in_words(error, self.texts(arrival), activity=arrival.id)
        if not isinstance(error, ConnectorError):
            try:
                await self._post(context, Activity(type="message", text=words, text_format="markdown"))
            except ConnectorError as sending:
                log.warning("activity %s: the failure could not be told: %s", Id(arrival.id), sending)
        return words

    async def apologise(self, context: TurnContext, arrival: Arrival) -> None:
        """Says that an answer will not come, because Koers stops."""
        words = self.texts(arrival)("wire-cut-off")
        await self._post(context, Activity(type="message", text=words, text_format="markdown"))

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
        stream = streaming.of(context)
        if stream is not None:
            return await stream.end(activity)
        sent = await context.send_activity(activity)
        return str(sent.id or "") if sent is not None else ""


async def show_typing(context: TurnContext) -> None:
    """Shows that Koers is busy, unless an answer that grows shows it already."""
    stream = streaming.of(context)
    if stream is not None and stream.begun:
        return
    await context.send_activity(Activity(type="typing"))
