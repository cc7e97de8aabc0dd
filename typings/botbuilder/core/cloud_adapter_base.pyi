"""Botbuilder's adapter without the web server."""

from collections.abc import Awaitable, Callable

from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.schema import Activity, ResourceResponse
from botframework.connector.auth import BotFrameworkAuthentication
from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult

class CloudAdapterBase:
    bot_framework_authentication: BotFrameworkAuthentication
    on_turn_error: Callable[[TurnContext, Exception], Awaitable[None]] | None
    def __init__(self, bot_framework_authentication: BotFrameworkAuthentication) -> None: ...
    async def process_activity(
        self,
        auth_header_or_authenticate_request_result: str | AuthenticateRequestResult,
        activity: Activity,
        logic: Callable[[TurnContext], Awaitable[None]],
    ) -> InvokeResponse | None: ...
    async def send_activities(self, context: TurnContext, activities: list[Activity]) -> list[ResourceResponse]: ...
