"""Dialogs on the wire: the reply to what opened or was pressed in one, as the dialog that Teams shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from botbuilder.core import TurnContext

from bot import failures, inbox, invokes
from bot.answering import Answered
from bot.buttons import Pressed
from bot.connector import ConnectorError
from bot.delivery import Delivery
from bot.incoming import place_of
from bot.own_chat import OwnChat
from bot.presses import Body
from bot.quoting import quoted_of
from bot.turns import Errand
from bot.wire import Arrival, arrival_of, body_of
from dialogs.extension import Quoted
from dialogs.turn import Reply, Turn

BY_BUTTON, BY_COMMAND = "task/fetch", "composeExtension/fetchTask"
OPENING = (BY_BUTTON, BY_COMMAND)
INVOKES = (*OPENING, "task/submit", "composeExtension/submitAction")
TITLE = 64  # characters that fit above a dialog
SUBMITS = ("Action.Execute", "Action.Submit")


class Modals:
    """Shows replies in a dialog, and brings what no longer fits in one to the chat with the person."""

    def __init__(self, delivery: Delivery, own_chat: OwnChat) -> None:
        self._delivery = delivery
        self._own_chat = own_chat

    async def show(self, context: TurnContext, arrival: Arrival, answered: Answered, errand: Errand[Body]) -> Body:
        """The answer to the invoke. Where nobody waits for it any more, the reply goes to the chat instead."""
        turn, reply = replace(answered.turn, in_dialog=True), answered.reply
        goes_on = reply.card is not None and not answered.failed and (_opens(arrival) or reply.replaces_card)
        if goes_on and not errand.late:
            card = await self._delivery.card(context, turn, reply) or {}
            if not errand.late:  # from here to the answer nothing is waited for
                return invokes.dialog(title_of(card), in_dialog(card))
        words = reply.notice or reply.text or turn.texts("wire-done")
        if not errand.late and (reply.card is None or answered.failed):
            return invokes.closed(words)
        to_chat = reply if errand.late else replace(reply, notice="")  # which the dialog says
        if not await self.bring(context, arrival, turn, to_chat):
            return invokes.closed(words if reply.card is None else turn.texts("extension-not-here"))
        return invokes.closed(reply.notice or turn.texts("extension-in-own-chat"))

    async def bring(self, context: TurnContext, arrival: Arrival, turn: Turn, reply: Reply) -> bool:
        """Brings a reply to the chat with the person. False: it is not there. Raises ConnectorError."""
        if turn.place.kind == "personal":
            await self._delivery.send(context, arrival, replace(turn, in_dialog=False), reply)
            return True
        await self._delivery.card(context, turn, Reply())  # from here on it does not go out twice
        return await self._own_chat.send(turn, reply)

    async def left(self, context: TurnContext, arrival: Arrival, key: str) -> None:
        """Says a line of the language files of what came in before a restart. Raises ConnectorError."""
        if place_of(arrival).kind == "personal":
            await self._delivery.say(context, arrival, key)
        else:
            await self._own_chat.say(arrival.person, self._delivery.texts(arrival)(key), arrival.id)

    async def failed(self, context: TurnContext, arrival: Arrival, error: Exception, *, late: bool) -> str:
        """Words for what broke on the way; those of a dialog that closed before go to the chat, if anything can."""
        texts = self._delivery.texts(arrival)
        if isinstance(error, inbox.TakenOver):
            return texts("extension-in-own-chat")
        if late and not isinstance(error, ConnectorError):
            if place_of(arrival).kind == "personal":
                return await self._delivery.failed(context, arrival, error)
            words = failures.in_words(error, texts, activity=arrival.id)
            await self._own_chat.say(arrival.person, words, arrival.id)
            return words
        return failures.in_words(error, texts, activity=arrival.id)


def of_dialog(arrival: Arrival) -> bool:
    """Whether an invoke opens a dialog, or comes from one."""
    return arrival.name in INVOKES


def _opens(arrival: Arrival) -> bool:
    return arrival.name in OPENING


def command_of(arrival: Arrival) -> str:
    """The command that opens a dialog; "" where a button does, or it is open already."""
    found = arrival.value.get("commandId") if arrival.name == BY_COMMAND else None
    return found if isinstance(found, str) else ""


def quoted(arrival: Arrival) -> Quoted | None:
    """The message on which a command was chosen."""
    return quoted_of(arrival.value) if arrival.name == BY_COMMAND else None


def chosen(arrival: Arrival) -> Pressed:
    """A command in the place of a button: chosen again on the same message, it is the same as long as it runs."""
    payload = arrival.value.get("messagePayload")
    message = cast("dict[str, Any]", payload).get("id") if isinstance(payload, dict) else None
    return Pressed("", {"command": command_of(arrival), "message": message if isinstance(message, str) else ""})


def kept(context: TurnContext) -> Mapping[str, object]:
    """What the inbox stores: not the message, which somebody may have written who knows nothing of Koers."""
    body = body_of(context)
    value = {key: item for key, item in arrival_of(context).value.items() if key != "messagePayload"}
    return {**body, "value": value}


def title_of(card: Mapping[str, object]) -> str:
    """What stands above a dialog: the first text of its card."""
    body = card.get("body")
    for element in cast("list[dict[str, Any]]", body) if isinstance(body, list) else ():
        if isinstance(element.get("text"), str):
            return str(element["text"])[:TITLE]
    return "Koers"


def in_dialog(card: object) -> Any:
    """A card with the Submit of each Execute in its place: a dialog knows no Execute, and no dialog inside it."""
    if isinstance(card, list):
        return [in_dialog(each) for each in cast("list[object]", card)]
    if not isinstance(card, dict):
        return card
    found = cast("dict[str, Any]", card)
    if found.get("type") == "Action.Execute" and isinstance(found.get("fallback"), dict):
        found = cast("dict[str, Any]", found["fallback"])
    if found.get("type") in SUBMITS and isinstance(found.get("data"), dict):
        data = {key: value for key, value in found["data"].items() if key != "msteams"}
        return {**found, "data": data}
    return {key: in_dialog(value) for key, value in found.items()}
