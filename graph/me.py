"""The person who signed in, as Microsoft Graph knows them, asked with their own token."""
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, cast

from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph.generated.organization.organization_request_builder import OrganizationRequestBuilder
from msgraph.generated.users.item.user_item_request_builder import UserItemRequestBuilder

from graph.client import IN_A_TURN, GraphClient, Patience
from graph.problems import Forbidden, GraphProblem

FIELDS = ["id", "displayName", "userType"]


@dataclass(frozen=True)
class Profile:
    """Who is signed in. `guest`: comes from another organisation."""

    id: str  # the Entra object id
    name: str
    guest: bool


class OwnToken:
    """Signs requests with a person's own token. `again` asks for another one when Graph refuses it."""

    def __init__(self, token: str, again: Callable[[], Awaitable[str | None]]) -> None:
        self._token = token
        self._again = again
        self._refused = ""

    async def current(self) -> str:
        """The token; another one once Graph refused it. Raises Forbidden (401) where there is none: the sign-in ended.

        Whoever keeps the token also renews it, so it is good until Graph says that it is not.
        """
        if self._token == self._refused:
            another = await self._again()
            if another is None or another == self._refused:
                raise Forbidden(401, "signInEnded", "Graph takes the token no longer, and there is no other")
            self._token = another
        return self._token

    def forget(self, token: str, claims: str | None = None) -> None:
        """Graph refused this token."""
        self._refused = token

    async def close(self) -> None:
        """Nothing of its own to let go."""


class Me:
    """What is of the signed-in person. Every method raises Unavailable when Graph does not answer, GraphProblem when it
    refuses; Forbidden with status 401 means that the sign-in has ended. `client` is bound to that person.
    """

    def __init__(self, client: GraphClient, patience: Patience = IN_A_TURN) -> None:
        self._client = client
        self._patience = patience

    async def profile(self) -> Profile:
        """Who it is."""
        fields = UserItemRequestBuilder.UserItemRequestBuilderGetQueryParameters(select=FIELDS)
        request = self._client.builders.me.to_get_request_information(RequestConfiguration(query_parameters=fields))
        found = await self._client.json(request, self._patience)
        id, name = found.get("id"), found.get("displayName")
        if not isinstance(id, str) or not id:
            raise GraphProblem(200, "unreadable", "the profile has no id")
        return Profile(id, name if isinstance(name, str) else "", found.get("userType") == "Guest")

    async def tenant(self) -> str:
        """The id of the tenant that the person is signed in to."""
        fields = OrganizationRequestBuilder.OrganizationRequestBuilderGetQueryParameters(select=["id"])
        builder = self._client.builders.organization
        request = builder.to_get_request_information(RequestConfiguration(query_parameters=fields))
        found = await self._client.json(request, self._patience)
        value: Any = found.get("value")
        tenants = cast("list[Any]", value) if isinstance(value, list) else []
        if len(tenants) != 1 or not isinstance(tenants[0], dict):
            raise GraphProblem(200, "unreadable", "not one organization")
        return str(cast("dict[str, Any]", tenants[0]).get("id") or "")
