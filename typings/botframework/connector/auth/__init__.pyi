"""Botbuilder's hooks for authentication."""

from botbuilder.schema import Activity
from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult
from botframework.connector.auth.connector_factory import ConnectorFactory
from botframework.connector.auth.user_token_client import UserTokenClient

class ClaimsIdentity:
    claims: dict[str, object]
    def __init__(self, claims: dict[str, object], is_authenticated: bool, authentication_type: str) -> None: ...

class BotFrameworkAuthentication:
    async def authenticate_request(self, activity: Activity, auth_header: str) -> AuthenticateRequestResult: ...
    async def authenticate_streaming_request(
        self, auth_header: str, channel_id_header: str
    ) -> AuthenticateRequestResult: ...
    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory: ...
    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> UserTokenClient: ...
