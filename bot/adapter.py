"""Botbuilder's adapter with what it lacks put right: sending over one session, and no invented replies."""

from __future__ import annotations

from botbuilder.core import Bot, InvokeResponse, TurnContext
from botbuilder.core.cloud_adapter_base import CloudAdapterBase
from botbuilder.schema import Activity
from botframework.connector.auth import ClaimsIdentity
from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult

import telemetry
from bot import inbox, invokes
from bot.authentication import ConnectorAuthentication
from bot.background import Stopping
from bot.delivery import Delivery
from bot.wire import Arrival, ArrivedActivity, arrival_of
from store.inbox import Waiting
from telemetry import about


def _arrived(arrival: Arrival) -> None:
    telemetry.arrived(
        arrival.type,
        name=arrival.name if arrival.type == "invoke" else "",
        place=arrival.conversation_type,
        activity=arrival.id,
        conversation=arrival.conversation,
    )


class Adapter(CloudAdapterBase):
    """Runs a bot on what comes in. Its connector comes through botbuilder's own hook, see authentication.py."""

    def __init__(self, authentication: ConnectorAuthentication, delivery: Delivery) -> None:
        super().__init__(authentication)
        self._delivery = delivery
        self.on_turn_error = self._failed

    async def process(self, header: str, activity: ArrivedActivity, bot: Bot) -> InvokeResponse | None:
        """Authenticates and handles one activity; the answer is for invokes only. Raises PermissionError."""
        _arrived(activity.arrival)
        return await self.process_activity(header, activity, bot.on_turn)

    async def go_on(self, activity: ArrivedActivity, waiting: Waiting, bot: Bot) -> None:
        """Handles an activity that is in the inbox already: its token was checked before it got there."""
        about.begin()
        _arrived(activity.arrival)
        identity = ClaimsIdentity({}, True, "Bearer")
        known = AuthenticateRequestResult()
        known.claims_identity = identity
        known.connector_factory = self.bot_framework_authentication.create_connector_factory(identity)

        async def on_turn(context: TurnContext) -> None:
            inbox.resume(context, waiting)
            await bot.on_turn(context)

        await self.process_activity(known, activity, on_turn)

    async def _failed(self, context: TurnContext, error: Exception) -> None:
        """What no handler answered for, such as a store that is down: the person hears of it, Teams gets no error."""
        if isinstance(error, Stopping):
            raise error
        arrival = arrival_of(context)
        words = await self._delivery.failed(context, arrival, error)
        if arrival.type == "invoke":
            await context.send_activity(Activity(type="invokeResponse", value=invokes.told(arrival.name, words)))
