"""Signs in at Azure with the identity of the machine, so that there is no key to keep."""

from __future__ import annotations

from identity import SignInProblem, Token, managed
from knowledge.model.problems import ModelProblem, Reason
from settings import ModelSettings

SCOPE = "https://cognitiveservices.azure.com/.default"


class Identity:
    """The token of a managed identity for a model."""

    def __init__(self, token: Token) -> None:
        self._token = token

    async def token(self) -> str:
        """A token. Raises ModelProblem."""
        try:
            return await self._token.current()
        except SignInProblem as problem:
            raise ModelProblem(Reason.DOWN, f"no token: {problem}") from problem

    async def close(self) -> None:
        """Ends a renewal that is under way."""
        await self._token.close()


def identity_for(settings: ModelSettings) -> Identity | None:
    """Who signs in, where no key does."""
    return Identity(Token(managed(settings.identity), SCOPE)) if settings.identity else None
