"""The token that a request to Graph carries."""

from __future__ import annotations

from typing import Any, Protocol

from kiota_abstractions.authentication.access_token_provider import AccessTokenProvider
from kiota_abstractions.authentication.allowed_hosts_validator import AllowedHostsValidator

from graph.problems import Forbidden, GraphProblem, Passing
from identity import SignInProblem, Token, sign_in
from settings import Settings

SCOPE = "https://graph.microsoft.com/.default"


class Bearer(Protocol):
    """Whoever has the token: of Koers itself, or of a person who signed in."""

    async def current(self) -> str:
        """The token. Raises SignInProblem, or GraphProblem where the sign-in of a person has ended."""
        ...

    def forget(self, token: str, claims: str | None = None) -> None:
        """Graph refused this token, and wants to see these claims."""
        ...

    async def close(self) -> None:
        """Lets go of what is under way."""
        ...


class Tokens(AccessTokenProvider):
    """Hands the token out for Graph's own host only."""

    def __init__(self, token: Bearer, host: str) -> None:
        self._token = token
        self._hosts = AllowedHostsValidator([host])  # an empty list would mean: any host

    async def get_authorization_token(
        self, uri: str, additional_authentication_context: dict[str, Any] | None = None
    ) -> str:
        """The token for `uri`; empty, which sends none, when that is not Graph. Raises GraphProblem."""
        return await self.token() if self._hosts.is_url_host_valid(uri) else ""

    def get_allowed_hosts_validator(self) -> AllowedHostsValidator:
        """The hosts that get the token."""
        return self._hosts

    async def token(self) -> str:
        """A token that is still valid for a while. Raises Passing, or Forbidden when the sign-in service refuses."""
        try:
            return await self._token.current()
        except SignInProblem as problem:
            raise _translated(problem) from problem

    def replace(self, refused: str, claims: str | None = None) -> None:
        """Graph refused this token, and wants to see these claims: the next one is another, for all who met it."""
        self._token.forget(refused, claims)

    async def close(self) -> None:
        """Ends a renewal that is under way."""
        await self._token.close()


def graph_token(settings: Settings) -> Token:
    """The token of Koers for Graph. Raises SettingsError for a bad certificate."""
    return Token(sign_in(settings, challenged=True), SCOPE)


def _translated(problem: SignInProblem) -> GraphProblem:
    if problem.refused:
        return Forbidden(problem.status, problem.code, problem.detail)
    return Passing(problem.status, problem.code, f"the sign-in service: {problem.detail}", retry_after=problem.again)
