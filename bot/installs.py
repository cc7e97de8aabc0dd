"""Coming into a conversation and leaving it: stored, and greeted exactly once."""

from __future__ import annotations

import logging
from collections import OrderedDict

from botbuilder.core import TurnContext

from bot.answering import Answering
from bot.delivery import Delivery
from bot.inbox import Entry
from bot.incoming import place_of
from bot.wire import Arrival
from store import conversations, own_calendars, people, quiet_hours, weekly, workdays_choices, workdays_presence
from store.database import Connection, Database

log = logging.getLogger(__name__)

MOST_KNOWN = 20_000


class Installs:
    """Keeps the conversation references."""

    def __init__(self, database: Database, answering: Answering, delivery: Delivery) -> None:
        self._database = database
        self._answering = answering
        self._delivery = delivery
        self._known: OrderedDict[conversations.Conversation, None] = OrderedDict()

    async def joined(self, context: TurnContext, arrival: Arrival, entry: Entry) -> None:
        """Stores the conversation and greets, unless that was done before: Teams tells it in two activities."""
        conversation = place_of(arrival).conversation

        def greeted(connection: Connection) -> None:
            conversations.welcomed(connection, conversation)

        async with self._database.write() as session:
            found = await conversations.find(session, conversation)
            await conversations.save(session, _reference(arrival))
        if found is not None and found.welcomed:
            return
        answered = await self._answering.welcome(arrival, entry)
        await self._delivery.send(
            context,
            arrival,
            answered.turn,
            answered.reply,
            also=None if answered.failed else greeted,
        )

    async def left(self, context: TurnContext, arrival: Arrival, entry: Entry) -> None:
        """Forgets the conversation, and what the person chose whose own chat it was."""
        place = place_of(arrival)
        async with self._database.write() as session:
            await conversations.forget(session, place.conversation)
            if place.kind == "personal":
                await people.forget(session, arrival.person)
                await quiet_hours.forget(session, arrival.person)
                await workdays_choices.forget(session, [arrival.person])
                await own_calendars.forget(session, [arrival.person])
                await workdays_presence.hide(session, [arrival.person])
                await weekly.forget(session, arrival.person)
        self._known.clear()

    async def met(self, arrival: Arrival) -> None:
        """Somebody spoke: stores where, once per process and whenever the service url changes.

        Where a button was pressed in a conversation of several people, Koers need not be in it: the message extension
        put the card there. That stores nothing new.

        A store that fails is logged, never raised: the answer has been given, and the next word tries again.
        """
        reference = _reference(arrival)
        if reference in self._known:
            return
        try:
            async with self._database.write() as session:
                perhaps_not_here = arrival.type == "invoke" and reference.kind != "personal"
                if perhaps_not_here and await conversations.find(session, reference.id) is None:
                    return
                await conversations.save(session, reference)
        except Exception:
            log.exception("a conversation was not stored")
            return
        self._known[reference] = None
        if len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)


def _reference(arrival: Arrival) -> conversations.Conversation:
    place = place_of(arrival)
    person = arrival.person if place.kind == "personal" else None
    return conversations.Conversation(
        place.conversation, place.kind, arrival.tenant, person, arrival.service_url, arrival.bot
    )
