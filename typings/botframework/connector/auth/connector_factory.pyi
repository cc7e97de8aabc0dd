"""The hook that makes connector clients; the adapter only calls their conversation operations."""

class ConnectorFactory:
    async def create(self, service_url: str, audience: str) -> object: ...
