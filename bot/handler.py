"""What happens with each kind of activity: botbuilder's ActivityHandler, filled in."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager

from botbuilder.core import ActivityHandler, InvokeResponse, TurnContext

from bot import buttons, invokes, streaming
from bot.answering import Answering
from bot.background import Background, Stopping
from bot.connector import ConnectorError
from bot.delivery import Delivery, show_typing
from bot.feedback import FeedbackBox, NoFeedback
from bot.inbox import Inbox
from bot.installs import Installs
from bot.pressing import Pressing
from bot.turns import Errand, Turns
from bot.wire import Arrival, arrival_of
from telemetry.logs import Id

MOST_ANSWERS = 2000
log = logging.getLogger(__name__)


class Handler(ActivityHandler):
    """Routes activities to those who handle them. Everything slow runs as an errand."""

    def __init__(
        self,
        *,
        answering: Answering,
        delivery: Delivery,
        feedback: FeedbackBox,
        inbox: Inbox,
        installs: Installs,
        turns: Turns,
        background: Background,
        pace: streaming.Pace,
    ) -> None:
        self._answering = answering
        self._delivery = delivery
        self._feedback = feedback
        self._inbox = inbox
        self._installs = installs
        self._pace = pace
        self._pressing = Pressing(answering, delivery, installs, turns, background, pace)
        self._turns = turns
        self._answers: OrderedDict[str, str] = OrderedDict()  # question -> the message that answered it

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """A sentence, or a button of a client that knows only Action.Submit."""
        arrival = arrival_of(turn_context)
        if arrival.sender == arrival.bot or not await self._inbox.take(arrival):
            return
        async with self._handled(arrival):
            if buttons.is_press(arrival):
                await self._pressing.submitted(turn_context, arrival)
            else:
                await self._begin(turn_context, arrival, self._answer)

    async def on_message_update_activity(self, turn_context: TurnContext) -> None:
        """An edited question: the answer is put in place of the earlier one where that is known."""
        arrival = arrival_of(turn_context)
        if arrival.event != "editMessage" or arrival.sender == arrival.bot or not arrival.text:
            return
        if await self._inbox.take(arrival):
            async with self._handled(arrival):
                await self._begin(turn_context, arrival, self._answer_again)

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        """The bot came into a conversation or left it; other people coming and going is not for Koers."""
        arrival = arrival_of(turn_context)
        if arrival.bot in arrival.removed:
            await self._begin(turn_context, arrival, self._installs.left)
        elif arrival.bot in arrival.added:
            await self._begin(turn_context, arrival, self._installs.joined)

    async def on_installation_update_add(self, turn_context: TurnContext) -> None:
        """The app was added."""
        await self._begin(turn_context, arrival_of(turn_context), self._installs.joined)

    async def on_installation_update_remove(self, turn_context: TurnContext) -> None:
        """The app was removed."""
        await self._begin(turn_context, arrival_of(turn_context), self._installs.left)

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        """A pressed button, feedback, or something that Koers does not have."""
        arrival = arrival_of(turn_context)
        texts = self._delivery.texts(arrival)
        if arrival.name == "adaptiveCard/action":
            return invokes.ok(await self._pressing.executed(turn_context, arrival))
        if arrival.name == "message/submitAction":
            try:
                ask_why = await self._feedback.take(arrival)
            except NoFeedback:
                return invokes.not_understood("BadRequest", texts("wire-not-supported"))
            if ask_why:
                await self._begin(turn_context, arrival, self._ask_why)
            return invokes.ok({})
        return invokes.not_supported(arrival.name, texts("wire-not-supported"))

    @asynccontextmanager
    async def _handled(self, arrival: Arrival) -> AsyncGenerator[None]:
        """What came in just when Koers stops was not begun: it is given back, because Teams delivers it again."""
        try:
            yield
        except Stopping:
            await self._inbox.give_back(arrival)
            raise

    async def _begin(
        self, context: TurnContext, arrival: Arrival, work: Callable[[TurnContext, Arrival], Awaitable[None]]
    ) -> None:
        async def errand(_: Errand[None]) -> None:
            try:
                await work(context, arrival)
            except Exception as error:
                await self._delivery.failed(context, arrival, error)
            finally:
                streaming.close(context)

        async def cut_off() -> None:
            await self._delivery.apologise(context, arrival)

        speaks = arrival.type in ("message", "messageUpdate")
        begun = self._turns.start(arrival.conversation, errand, name=arrival.type, cut_off=cut_off if speaks else None)
        await self._turns.wait(begun, lambda: show_typing(context))

    async def _answer(self, context: TurnContext, arrival: Arrival) -> None:
        answered = await self._answering.sentence(arrival, streaming.begin(context, arrival, self._pace))
        sent = await self._delivery.send(context, arrival, answered.turn, answered.reply)
        self._remember(arrival, sent)
        await self._installs.met(arrival)

    async def _ask_why(self, context: TurnContext, arrival: Arrival) -> None:
        """After a thumb down. Who may not talk to Koers, and who judged no answer, hears nothing."""
        answered = await self._answering.disliked(arrival)
        if answered.failed or answered.reply.card is None:
            return
        try:
            await self._delivery.send(context, arrival, answered.turn, answered.reply)
        except ConnectorError as error:  # nobody waits for this question
            log.info("activity %s: not asked why: %s", Id(arrival.id), error)

    async def _answer_again(self, context: TurnContext, arrival: Arrival) -> None:
        answered = await self._answering.sentence(arrival)
        earlier = self._answers.get(_question(arrival))
        if earlier and await self._delivery.replace(context, arrival, answered.turn, answered.reply, earlier):
            return
        self._remember(arrival, await self._delivery.send(context, arrival, answered.turn, answered.reply))

    def _remember(self, arrival: Arrival, answer: str) -> None:
        self._answers[_question(arrival)] = answer
        if len(self._answers) > MOST_ANSWERS:
            self._answers.popitem(last=False)


def _question(arrival: Arrival) -> str:
    return f"{arrival.conversation}\x1f{arrival.id}"
