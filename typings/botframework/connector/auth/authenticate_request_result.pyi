"""What authentication hands to the adapter."""

from botframework.connector.auth import ClaimsIdentity
from botframework.connector.auth.connector_factory import ConnectorFactory

class AuthenticateRequestResult:
    audience: str
    claims_identity: ClaimsIdentity
    caller_id: str
    connector_factory: ConnectorFactory
