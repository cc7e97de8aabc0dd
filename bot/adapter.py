"""Botbuilder's adapter with what it lacks put right: sending over one session, and no invented replies."""

from __future__ import annotations

from botbuilder.core import Bot, InvokeResponse, TurnContext
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.schema import Activity, ResourceResponse

import telemetry
from bot import invokes, streaming
from bot.authentication import ConnectorAuthentication
from bot.background import Stopping
from bot.delivery import Delivery
from bot.wire import ArrivedActivity, arrival_of


class Adapter(CloudAdapterBase):
    """Runs a bot on what comes in. Its connector comes through botbuilder's own hook, see authentication.py."""

    def __init__(self, authentication: ConnectorAuthentication, delivery: Delivery) -> None:
        super().__init__(authentication)
        self._delivery = delivery
        self.on_turn_error = self._failed

    async def process(self, header: str, activity: ArrivedActivity, bot: Bot) -> InvokeResponse | None:
        """Authenticates and handles one activity; the answer is for invokes only. Raises PermissionError."""
        came = activity.arrival
        telemetry.arrived(
            came.type,
            name=came.name if came.type == "invoke" else "",
            place=came.conversation_type,
            activity=came.id,
            conversation=came.conversation,
        )
        return await self.process_activity(header, activity, bot.on_turn)

    async def _failed(self, context: TurnContext, error: Exception) -> None:
        """What no handler answered for, such as a store that is down: the person hears of it, Teams gets no error."""
        if isinstance(error, Stopping):
            raise error
        arrival = arrival_of(context)
        words = await self._delivery.failed(context, arrival, error)
        if arrival.type == "invoke":
            answer = invokes.ok(invokes.notice(words))
            await context.send_activity(Activity(type="invokeResponse", value=answer))

    async def send_activities(self, context: TurnContext, activities: list[Activity]) -> list[ResourceResponse]:
        """Sends; only what answers a message is a reply to it, because nothing else has a message to reply to."""
        for activity in activities:
            if context.activity.type != "message" or streaming.is_part(activity):
                activity.reply_to_id = None
        return await super().send_activities(context, activities)
