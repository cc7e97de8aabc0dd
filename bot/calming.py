"""Tells whoever sends too much when to go on: before anything is stored or looked up, and never with an error."""

from __future__ import annotations

import logging

from botbuilder.core import TurnContext
from botbuilder.schema import Activity

import telemetry
from bot import invokes
from bot.background import Background
from bot.connector import ConnectorError
from bot.delivery import Delivery
from bot.rates import Rates
from bot.wire import arrival_of
from telemetry.logs import Id

log = logging.getLogger(__name__)


class Calming:
    """Stands before the handler."""

    def __init__(self, rates: Rates, delivery: Delivery, background: Background) -> None:
        self._rates = rates
        self._delivery = delivery
        self._background = background

    async def holds(self, context: TurnContext) -> bool:
        """Whether this activity stops here because there are too many; then the person is told. Raises Stopping."""
        arrival = arrival_of(context)
        over = self._rates.over(arrival)
        if over is None:
            return False
        telemetry.calmed()
        words = over.words(self._delivery.texts(arrival))
        log.info("activity %s is one too many: %s", Id(arrival.id), Id(over.key))
        if arrival.type == "invoke":
            await context.send_activity(Activity(type="invokeResponse", value=invokes.told(arrival.name, words)))
        if over.tell:
            self._background.start(_tell(context, words), name="calming")
        return True


async def _tell(context: TurnContext, words: str) -> None:
    try:
        await context.send_activity(Activity(type="message", text=words, text_format="markdown"))
    except ConnectorError as error:
        log.info("somebody could not be told to calm down: %s", error)
