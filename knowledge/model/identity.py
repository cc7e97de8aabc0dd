"""Signs in at Azure with the identity of the machine, so that there is no key to keep."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from knowledge.model.problems import ModelProblem, Reason
from settings import ModelSettings

SCOPE = "https://cognitiveservices.azure.com/.default"
MANAGED = "managed"  # the identity of the machine itself; anything else is the client id of one of several


class Identity:
    """Tokens of a managed identity, kept until they run out by azure-identity, which is loaded at the first one."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._close: Callable[[], Awaitable[None]] | None = None
        self._give: Callable[[], Awaitable[str]] | None = None

    async def token(self) -> str:
        """A token. Raises ModelProblem."""
        from azure.core.exceptions import AzureError

        if self._give is None:
            from azure.identity.aio import ManagedIdentityCredential, get_bearer_token_provider

            own = self._name == MANAGED
            credential = ManagedIdentityCredential() if own else ManagedIdentityCredential(client_id=self._name)
            self._give, self._close = get_bearer_token_provider(credential, SCOPE), credential.close
        try:
            return await self._give()
        except AzureError as error:
            raise ModelProblem(Reason.DOWN, f"no token: {type(error).__name__}") from error

    async def close(self) -> None:
        """Closes the connections."""
        if self._close is not None:
            await self._close()


def identity_for(settings: ModelSettings) -> Identity | None:
    """Who signs in, where no key does."""
    return Identity(settings.identity) if settings.identity else None
