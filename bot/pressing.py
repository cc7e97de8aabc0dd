"""Pressed buttons: the outcome as the answer to the press when it is quick, and as an update of the card when not.

A dialog is pressed like a card; the action on a message that opens one counts as a button.
"""

from __future__ import annotations

from botbuilder.core import TurnContext

from bot import buttons, inbox, invokes, modals, streaming
from bot.answering import Answered, Answering
from bot.background import Background, Stopping
from bot.buttons import Pressed
from bot.connector import Refused
from bot.delivery import Delivery, show_typing
from bot.inbox import Entry, Inbox
from bot.installs import Installs
from bot.modals import Modals
from bot.presses import Body, Press, Presses, key_of
from bot.turns import Errand, Turns
from bot.wire import Arrival
from dialogs.turn import Reply


class Pressing:
    """Handles Action.Execute and its older relative Action.Submit, and what comes from dialogs."""

    def __init__(
        self,
        answering: Answering,
        delivery: Delivery,
        incoming: Inbox,
        installs: Installs,
        turns: Turns,
        background: Background,
        pace: streaming.Pace,
        windows: Modals,
    ) -> None:
        self._windows = windows
        self._answering = answering
        self._delivery = delivery
        self._inbox = incoming
        self._installs = installs
        self._turns = turns
        self._background = background
        self._pace = pace
        self._presses = Presses()

    async def executed(self, context: TurnContext, arrival: Arrival) -> Body:
        """The answer to an Action.Execute, within a second: the outcome, or that Koers is busy with it."""
        since = self._turns.now()
        errand, _ = await self._errand(context, arrival, late=False)
        if errand is None:
            return invokes.notice(self._delivery.texts(arrival)("wire-answered-below"))
        body = await self._turns.wait(errand, lambda: show_typing(context), since=since)
        return body if body is not None else invokes.notice(self._delivery.texts(arrival)("wire-busy"))

    async def in_dialog(self, context: TurnContext, arrival: Arrival) -> Body:
        """The answer to what opens a dialog or was pressed in one, as long as Teams waits: a dialog, or last words."""
        since = self._turns.now()
        errand, _ = await self._errand(context, arrival, late=False)
        if errand is None:
            return invokes.closed(self._delivery.texts(arrival)("extension-in-own-chat"))
        body = await self._turns.wait(errand, None, since=since)
        return body if body is not None else invokes.closed(self._delivery.texts(arrival)("extension-busy"))

    async def submitted(self, context: TurnContext, arrival: Arrival) -> None:
        """An Action.Submit has no answer of its own: the outcome is always a message or an update of the card."""
        since, resumed = self._turns.now(), inbox.of(context) is not None
        errand, begun = await self._errand(context, arrival, late=True)
        if errand is not None and begun and not resumed:
            await self._turns.wait(errand, lambda: show_typing(context), since=since)

    async def go_on(self, context: TurnContext, arrival: Arrival) -> None:
        """A press that was taken in before a restart: whoever pressed has had an answer to the press itself."""
        await self._errand(context, arrival, late=True)

    async def _errand(self, context: TurnContext, arrival: Arrival, *, late: bool) -> tuple[Errand[Body] | None, bool]:
        """The work of this press: begun now, or under way already when the press is a repeated one.

        None: it came in before, and its work is no longer known.
        """
        dialog = modals.of_dialog(arrival)
        pressed = modals.chosen(arrival) if modals.command_of(arrival) else buttons.pressed(arrival)
        key = key_of(arrival, pressed)
        if (earlier := self._presses.find(key)) is not None:
            return earlier, False
        entry = await self._inbox.take(context, arrival, pressed, body=modals.kept(context) if dialog else None)
        earlier = self._presses.find(key)  # the same press may have come in meanwhile
        if entry is None:
            return earlier, False
        if earlier is not None:
            self._inbox.done(entry)
            return earlier, False
        if entry.resumed and entry.press is not None and entry.press.state == "used":
            self._inbox.done(entry)  # the press that it repeats is answered
            return None, False
        press = self._presses.begin(key)

        async def work(errand: Errand[Body]) -> Body:
            return await self._handle(context, arrival, pressed, entry, press, errand)

        async def cut_off() -> None:
            await self._delivery.break_off(context, arrival)

        try:
            lane = inbox.lane_of(arrival, entry)
            if dialog:  # which must not wait for what others ask in the same conversation
                lane = f"{lane}\x1f{arrival.person}"
            press.errand = self._turns.start(lane, work, name="press", cut_off=cut_off, late=late)
        except Stopping:
            await self._inbox.give_back(entry)
            raise
        return press.errand, True

    async def _handle(
        self,
        context: TurnContext,
        arrival: Arrival,
        pressed: Pressed,
        entry: Entry,
        press: Press,
        errand: Errand[Body],
    ) -> Body:
        try:
            async with self._inbox.handling(entry):
                if modals.of_dialog(arrival):
                    return await self._in_dialog(context, arrival, pressed, entry, press, errand)
                stream = streaming.begin(context, arrival, self._pace)
                answered = await self._answering.press(arrival, pressed, entry, press.learn, stream)
                errand.late = errand.late or (stream is not None and stream.begun)  # what was begun is to be ended
                self._met(arrival)  # and not waited for: who waits too long for the outcome gets it in another way
                body = await self._show(context, arrival, answered, errand)
        except Exception as error:
            press.used_up = press.used_up and not entry.put_off  # else going on with it would join what failed
            if modals.of_dialog(arrival):
                return invokes.closed(await self._windows.failed(context, arrival, error, late=errand.late))
            return invokes.notice(await self._delivery.failed(context, arrival, error))
        finally:
            streaming.close(context)
        return body

    async def _in_dialog(
        self,
        context: TurnContext,
        arrival: Arrival,
        pressed: Pressed,
        entry: Entry,
        press: Press,
        errand: Errand[Body],
    ) -> Body:
        if command := modals.command_of(arrival):
            answered = await self._answering.command(arrival, entry, command, modals.quoted(arrival))
        else:
            answered = await self._answering.press(arrival, pressed, entry, press.learn, in_dialog=True)
        return await self._windows.show(context, arrival, answered, errand)

    def _met(self, arrival: Arrival) -> None:
        if not self._background.stopping:
            self._background.start(self._installs.met(arrival), name="met")

    async def _show(self, context: TurnContext, arrival: Arrival, answered: Answered, errand: Errand[Body]) -> Body:
        turn = answered.turn
        try:
            return await self._shown(context, arrival, answered, errand)
        except Refused:
            # The card is in a chat where Koers is not: somebody put it there with the message extension.
            if turn.place.kind == "personal" or not await self._windows.bring(context, arrival, turn, answered.reply):
                raise
            return invokes.notice(turn.texts("extension-in-own-chat"))

    async def _shown(self, context: TurnContext, arrival: Arrival, answered: Answered, errand: Errand[Body]) -> Body:
        turn, reply = answered.turn, answered.reply
        only_words = reply.card is None and (answered.failed or not reply.text)
        if only_words:
            words = reply.notice or reply.text or turn.texts("wire-done")
            if errand.late:
                await self._delivery.send(context, arrival, turn, Reply(text=words))
            return invokes.notice(words)
        if reply.replaces_card and reply.card is not None and arrival.reply_to:
            return await self._replace(context, arrival, answered, errand)
        await self._delivery.send(context, arrival, turn, reply)
        return invokes.notice(reply.notice or turn.texts("wire-answered-below"))

    async def _replace(self, context: TurnContext, arrival: Arrival, answered: Answered, errand: Errand[Body]) -> Body:
        turn, reply = answered.turn, answered.reply
        card = await self._delivery.card(context, turn, reply) or {}
        if errand.late:
            if not await self._delivery.replace(context, arrival, turn, reply, arrival.reply_to, card):
                await self._delivery.send(context, arrival, turn, reply)
            return invokes.notice(reply.notice or turn.texts("wire-done"))
        if turn.place.kind != "personal":  # the answer to the press is seen by one person; the others see this
            everyone = self._delivery.replace(context, arrival, turn, reply, arrival.reply_to, card)
            if self._background.stopping:
                await everyone
            else:
                self._background.start(everyone, name="card for everyone")
        return invokes.new_card(card)
