"""What happens with each kind of activity: botbuilder's ActivityHandler, filled in."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from typing import cast

from botbuilder.core import ActivityHandler, InvokeResponse, TurnContext

from bot import buttons, inbox, invokes, modals, searching, sign_ins, streaming
from bot.answering import Answering
from bot.background import Background, Stopping
from bot.calming import Calming
from bot.connector import ConnectorError, NotReached
from bot.delivery import Delivery, show_typing
from bot.feedback import FeedbackBox, NoFeedback
from bot.inbox import Entry, Inbox
from bot.installs import Installs
from bot.modals import Modals
from bot.pressing import Pressing
from bot.searching import Searches
from bot.turns import Errand, Turns
from bot.wire import Arrival, arrival_of, body_of
from telemetry.logs import Id

MOST_ANSWERS = 2000
MOST_TRIES = 10  # what may be ending the process each time that it is begun is left alone
SPEAKING = ("message", "messageUpdate", "invoke")  # somebody waits for an answer
Work = Callable[[TurnContext, Arrival, Entry], Awaitable[None]]
log = logging.getLogger(__name__)


class BegunTooOften(Exception):
    """Koers was stopped each time that it handled this."""


class Handler(ActivityHandler):
    """Routes activities to those who handle them. Everything slow runs as an errand."""

    def __init__(
        self,
        *,
        answering: Answering,
        calming: Calming,
        delivery: Delivery,
        feedback: FeedbackBox,
        incoming: Inbox,
        installs: Installs,
        turns: Turns,
        background: Background,
        pace: streaming.Pace,
        signing: sign_ins.SignIns,
        searches: Searches,
        windows: Modals,
    ) -> None:
        self._answering = answering
        self._calming = calming
        self._delivery = delivery
        self._feedback = feedback
        self._inbox = incoming
        self._installs = installs
        self._pace = pace
        self._pressing = Pressing(answering, delivery, incoming, installs, turns, background, pace, windows)
        self._searches = searches
        self._windows = windows
        self._sign_ins = signing
        self._turns = turns
        self._answers: OrderedDict[str, str] = OrderedDict()  # question -> the message that answered it

    async def on_turn(self, turn_context: TurnContext) -> None:
        """Everything that comes in, and what is gone on with after a restart; nothing of whoever sends too much."""
        entry = inbox.of(turn_context)
        if entry is not None and (entry.answering or entry.tries >= MOST_TRIES):
            await self._leave(turn_context, entry)
        elif entry is not None or not await self._calming.holds(turn_context):
            await super().on_turn(turn_context)

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """A sentence, or a button of a client that knows only Action.Submit."""
        arrival = arrival_of(turn_context)
        if arrival.sender == arrival.bot or (not arrival.text and not arrival.value and _holds_card(turn_context)):
            return  # a card that somebody put in the chat with the message extension says nothing
        if buttons.is_press(arrival):
            await self._pressing.submitted(turn_context, arrival)
        elif not await self._sign_ins.typed(turn_context, arrival):
            await self._begin(turn_context, arrival, self._answer)

    async def on_message_update_activity(self, turn_context: TurnContext) -> None:
        """An edited question: the answer is put in place of the earlier one where that is known."""
        arrival = arrival_of(turn_context)
        if arrival.event == "editMessage" and arrival.sender != arrival.bot and arrival.text:
            await self._begin(turn_context, arrival, self._answer_again)

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        """The bot came into a conversation or left it; other people coming and going is not for Koers."""
        arrival = arrival_of(turn_context)
        if arrival.bot in arrival.removed:
            await self._begin(turn_context, arrival, self._left)
        elif arrival.bot in arrival.added:
            await self._begin(turn_context, arrival, self._installs.joined)

    async def on_installation_update_add(self, turn_context: TurnContext) -> None:
        """The app was added."""
        await self._begin(turn_context, arrival_of(turn_context), self._installs.joined)

    async def on_installation_update_remove(self, turn_context: TurnContext) -> None:
        """The app was removed."""
        await self._begin(turn_context, arrival_of(turn_context), self._left)

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        """A pressed button, a dialog, a search, feedback, or something that Koers does not have."""
        arrival = arrival_of(turn_context)
        texts = self._delivery.texts(arrival)
        if arrival.name == "adaptiveCard/action":
            if inbox.of(turn_context) is not None:
                await self._pressing.go_on(turn_context, arrival)
                return invokes.ok({})
            return invokes.ok(await self._pressing.executed(turn_context, arrival))
        if modals.of_dialog(arrival):
            if inbox.of(turn_context) is not None:
                await self._pressing.go_on(turn_context, arrival)
                return invokes.ok({})
            return invokes.ok(await self._pressing.in_dialog(turn_context, arrival))
        if arrival.name == searching.CHOICES:
            return invokes.ok(await self._searches.choices(arrival))
        if arrival.name == searching.COMMAND:
            return invokes.ok(await self._searches.command(arrival, texts))
        if arrival.name in sign_ins.INVOKES:
            return await self._sign_ins.take(turn_context, arrival)
        if arrival.name == "message/submitAction":
            if inbox.of(turn_context) is not None:  # the thumb itself was kept before the restart
                await self._begin(turn_context, arrival, self._ask_why)
                return invokes.ok({})
            try:
                ask_why = await self._feedback.take(arrival)
            except NoFeedback:
                return invokes.not_understood("BadRequest", texts("wire-not-supported"))
            if ask_why:
                await self._begin(turn_context, arrival, self._ask_why, waited_for=False)
            return invokes.ok({})
        return invokes.not_supported(arrival.name, texts("wire-not-supported"))

    async def _begin(self, context: TurnContext, arrival: Arrival, work: Work, *, waited_for: bool = True) -> None:
        """Takes the activity in and begins the work for it; returns when it is done or acknowledged.

        `waited_for` False: what answers the activity is there already, so that this is acknowledged at once.
        """
        since = self._turns.now()
        entry = await self._inbox.take(context, arrival)
        if entry is None:
            return

        async def errand(_: Errand[None]) -> None:
            try:
                async with self._inbox.handling(entry):
                    await work(context, arrival, entry)
            except Exception as error:
                await self._delivery.failed(context, arrival, error)
            finally:
                streaming.close(context)

        async def cut_off() -> None:
            await self._delivery.break_off(context, arrival)

        try:
            begun = self._turns.start(inbox.lane_of(arrival, entry), errand, name=arrival.type, cut_off=cut_off)
        except Stopping:
            await self._inbox.give_back(entry)
            raise
        if waited_for and not entry.resumed:  # else nobody waits for the acknowledgement
            await self._turns.wait(begun, lambda: show_typing(context), since=since)

    async def _leave(self, context: TurnContext, entry: Entry) -> None:
        """What cannot be gone on with: it may be answered already, or it was begun too often. The person hears it."""
        arrival = arrival_of(context)

        async def tell(_: Errand[None]) -> None:
            try:
                if not entry.answering and modals.of_dialog(arrival):
                    await self._windows.failed(context, arrival, BegunTooOften(entry.tries), late=True)
                elif not entry.answering:
                    await self._delivery.failed(context, arrival, BegunTooOften(entry.tries))
                elif modals.of_dialog(arrival):
                    await self._windows.left(context, arrival, "wire-perhaps-answered")
                elif arrival.type in SPEAKING:
                    await self._delivery.say(context, arrival, "wire-perhaps-answered")
            except NotReached:
                return  # the next start tells it
            except ConnectorError as error:
                log.info("somebody was not told of the restart: %s", error)
            self._inbox.done(entry)

        self._turns.start(inbox.lane_of(arrival, entry), tell, name="restart")

    async def _answer(self, context: TurnContext, arrival: Arrival, entry: Entry) -> None:
        answered = await self._answering.sentence(arrival, entry, streaming.begin(context, arrival, self._pace))
        sent = await self._delivery.send(context, arrival, answered.turn, answered.reply)
        self._remember(arrival, sent)
        await self._installs.met(arrival)

    async def _left(self, context: TurnContext, arrival: Arrival, entry: Entry) -> None:
        await self._installs.left(context, arrival, entry)
        await self._sign_ins.left(arrival)

    async def _ask_why(self, context: TurnContext, arrival: Arrival, entry: Entry) -> None:
        """After a thumb down. Who may not talk to Koers, and who judged no answer, hears nothing."""
        answered = await self._answering.disliked(arrival)
        if answered.failed or answered.reply.card is None:
            return
        try:
            await self._delivery.send(context, arrival, answered.turn, answered.reply)
        except ConnectorError as error:  # nobody waits for this question
            log.info("activity %s: not asked why: %s", Id(arrival.id), error)

    async def _answer_again(self, context: TurnContext, arrival: Arrival, entry: Entry) -> None:
        answered = await self._answering.sentence(arrival, entry)
        earlier = self._answers.get(_question(arrival))
        if earlier and await self._delivery.replace(context, arrival, answered.turn, answered.reply, earlier):
            return
        self._remember(arrival, await self._delivery.send(context, arrival, answered.turn, answered.reply))

    def _remember(self, arrival: Arrival, answer: str) -> None:
        self._answers[_question(arrival)] = answer
        if len(self._answers) > MOST_ANSWERS:
            self._answers.popitem(last=False)


def _holds_card(context: TurnContext) -> bool:
    attachments = cast("list[Mapping[str, object]]", body_of(context).get("attachments") or [])
    return any(attachment.get("contentType") == invokes.CARD for attachment in attachments)


def _question(arrival: Arrival) -> str:
    return f"{arrival.conversation}\x1f{arrival.id}"
