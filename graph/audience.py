"""Whom a message can be for: everyone who works at the municipality, a group, a department, an office."""
# pyright: reportMissingTypeStubs=false
# (the SDK's generated half is typed but not marked as such)

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from typing import Any, cast

from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_abstractions.headers_collection import HeadersCollection
from msgraph.generated.groups.groups_request_builder import GroupsRequestBuilder
from msgraph.generated.groups.item.group_item_request_builder import GroupItemRequestBuilder
from msgraph.generated.groups.item.transitive_members.graph_user.graph_user_request_builder import (
    GraphUserRequestBuilder,
)
from msgraph.generated.users.users_request_builder import UsersRequestBuilder

from graph.client import IN_A_TURN, IN_BACKGROUND, Builder, GraphClient, Json, Patience, RequestInformation
from graph.people import GROUP_FIELDS, Group
from graph.problems import Forbidden, GraphProblem, NotFound

FIELDS = ["id", "displayName", "preferredLanguage", "department", "officeLocation", "accountEnabled", "userType"]
EMPLOYED = "userType ne 'Guest'"  # accounts from before 2014 have no userType at all
WORKING = f"accountEnabled eq true and {EMPLOYED}"
LARGEST_PAGE = 999  # what Graph gives of people at once
MOST_GROUPS = 50  # that a search shows

LeftOut = Callable[[str], None]  # is told the object id of whoever has an account that is closed


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works at the municipality: no guest, and with an account that is open."""

    id: str  # the Entra object id
    name: str
    language: str  # as Entra has it, such as "nl-NL"; empty where nobody filled it in
    department: str  # empty where nobody filled it in
    office: str  # empty where nobody filled it in


@dataclass(frozen=True, slots=True)
class Part:
    """A department or an office, as people have it in Entra, and how many colleagues it has."""

    name: str
    people: int


@dataclass(frozen=True)
class Parts:
    """What a municipality is divided in, each list by name."""

    people: int  # all colleagues
    departments: tuple[Part, ...]
    offices: tuple[Part, ...]


class Audience:
    """The directory, read for a message to many. Needs User.Read.All and GroupMember.Read.All.

    The generators hold one page (999 people) in memory. They raise Unavailable when Graph does not answer within
    `patience` (a page), Forbidden where a permission is missing and GraphProblem for any other refusal, also in the
    middle: what was given until then is no audience. Entra is read while it changes, so one person may come twice.

    All is asked as an advanced query (the header `ConsistencyLevel: eventual` with `$count=true`), which Graph demands
    for `ne` in a filter, for counting, for $search and for the cast to people in `transitiveMembers`. Entra answers
    those from an index that may be some minutes behind.
    """

    def __init__(self, client: GraphClient, patience: Patience = IN_BACKGROUND, shown: Patience = IN_A_TURN) -> None:
        """`patience` is for reading people; `shown` for what somebody waits for: counts and searches."""
        self._client = client
        self._users = client.builders.users
        self._groups = client.builders.groups
        self._patience = patience
        self._shown = shown

    def everyone(self, *, left_out: LeftOut | None = None) -> AsyncGenerator[Colleague]:
        """Everybody who works here. Here and below, `left_out` hears of who is in it and works here no longer."""
        return self._people(self._users, self._request(_whose(left_out), LARGEST_PAGE), left_out)

    def in_department(self, department: str, *, left_out: LeftOut | None = None) -> AsyncGenerator[Colleague]:
        """Everybody whose `department` in Entra is this, whatever the case of its letters."""
        filter = _within("department", department, _whose(left_out))
        return self._people(self._users, self._request(filter, LARGEST_PAGE), left_out)

    def at_office(self, office: str, *, left_out: LeftOut | None = None) -> AsyncGenerator[Colleague]:
        """Everybody whose `officeLocation` in Entra is this, whatever the case of its letters."""
        filter = _within("officeLocation", office, _whose(left_out))
        return self._people(self._users, self._request(filter, LARGEST_PAGE), left_out)

    def in_group(self, group: str, *, left_out: LeftOut | None = None) -> AsyncGenerator[Colleague]:
        """Everybody in the group with this object id, directly or through groups in it. Raises NotFound."""
        builder = self._groups.by_group_id(group).transitive_members.graph_user
        fields = GraphUserRequestBuilder.GraphUserRequestBuilderGetQueryParameters(
            select=FIELDS, count=True, top=LARGEST_PAGE
        )
        request = builder.to_get_request_information(_advanced(fields))
        return self._people(builder, request, left_out)

    async def count_everyone(self) -> int:
        """How many work here, counted by Graph."""
        return await self._count(WORKING)

    async def count_department(self, department: str) -> int:
        """How many work in a department, counted by Graph."""
        return await self._count(_within("department", department))

    async def count_office(self, office: str) -> int:
        """How many work at an office, counted by Graph."""
        return await self._count(_within("officeLocation", office))

    async def parts(self) -> Parts:
        """The departments and offices that occur. Graph cannot tell these apart, so everybody is read for it: a
        request for every 999 people. Keep the answer for a while.
        """
        people = 0
        departments, offices = Counter[str](), Counter[str]()
        async for colleague in self.everyone():
            people += 1
            departments[colleague.department] += 1
            offices[colleague.office] += 1
        return Parts(people, _parts(departments), _parts(offices))

    async def group(self, id: str) -> Group | None:
        """The group with this object id; None when there is none (any more)."""
        fields = GroupItemRequestBuilder.GroupItemRequestBuilderGetQueryParameters(select=GROUP_FIELDS)
        builder = self._groups.by_group_id(id)
        request = builder.to_get_request_information(RequestConfiguration(query_parameters=fields))
        try:
            found = await self._client.json(request, self._shown)
        except NotFound:
            return None
        return Group(str(found["id"]), found.get("displayName") or "")

    async def groups_like(self, words: str) -> tuple[Group, ...]:
        """The groups with words in their name that begin with these, by name; at most 50. None for no words."""
        searched = _searchable(words)
        if not searched:
            return ()
        fields = GroupsRequestBuilder.GroupsRequestBuilderGetQueryParameters(
            select=GROUP_FIELDS, search=f'"displayName:{searched}"', top=MOST_GROUPS
        )
        request = self._groups.to_get_request_information(_advanced(fields))
        page = await self._client.json(request, self._shown)
        found = [Group(str(item["id"]), item.get("displayName") or "") for item in _values(page)]
        return tuple(sorted(found, key=lambda group: group.name.casefold()))

    def _request(self, filter: str, top: int) -> RequestInformation:
        fields = UsersRequestBuilder.UsersRequestBuilderGetQueryParameters(
            select=FIELDS, filter=filter, count=True, top=top
        )
        return self._users.to_get_request_information(_advanced(fields))

    async def _people(
        self, builder: Builder, request: RequestInformation, left_out: LeftOut | None
    ) -> AsyncGenerator[Colleague]:
        async for page in self._client.pages(builder, request, self._patience):
            for item in _values(page):
                if _works_here(item):
                    yield _colleague(item)
                elif left_out is not None and item.get("userType") != "Guest":
                    left_out(str(item["id"]).lower())

    async def _count(self, filter: str) -> int:
        page = await self._client.json(self._request(filter, 1), self._shown)
        count = page.get("@odata.count")
        if not isinstance(count, int) or isinstance(count, bool):
            raise GraphProblem(200, "unreadable", "Graph did not count")
        return count


def _advanced(fields: Any) -> RequestConfiguration[Any]:
    headers = HeadersCollection()
    headers.add("ConsistencyLevel", "eventual")
    return RequestConfiguration(query_parameters=fields, headers=headers)


def _whose(left_out: LeftOut | None) -> str:
    """Closed accounts too, where somebody wants to hear of them."""
    return WORKING if left_out is None else EMPLOYED


def _within(name: str, value: str, whose: str = WORKING) -> str:
    quoted = value.replace("'", "''")
    return f"{whose} and {name} eq '{quoted}'"


def _searchable(words: str) -> str:
    """The words without what has a meaning of its own in $search."""
    return " ".join("".join(letter if letter.isalnum() or letter in "-&." else " " for letter in words).split())


def _values(page: Json) -> list[Json]:
    """What is on a page. Raises GraphProblem where it has no list: a page that is missed is people that are missed."""
    values = page.get("value")
    if not isinstance(values, list):
        raise GraphProblem(200, "unreadable", "a page without a list")
    return cast("list[Json]", values)


def _works_here(item: Json) -> bool:
    """Whether this is a colleague. Raises Forbidden where Entra keeps that from Koers: people would be left out
    without anybody knowing.
    """
    enabled, kind = item.get("accountEnabled"), item.get("userType")
    if not isinstance(enabled, bool):
        raise Forbidden(403, "Authorization_RequestDenied", "Koers may not see whose account is open: User.Read.All")
    return enabled and kind != "Guest"


def _colleague(item: Json) -> Colleague:
    return Colleague(
        id=str(item["id"]).lower(),
        name=item.get("displayName") or "",
        language=item.get("preferredLanguage") or "",
        department=item.get("department") or "",
        office=item.get("officeLocation") or "",
    )


def _parts(found: Counter[str]) -> tuple[Part, ...]:
    named = ((name, people) for name, people in found.items() if name)
    return tuple(Part(name, people) for name, people in sorted(named, key=lambda part: part[0].casefold()))
