"""People, their managers and their groups, as Microsoft Entra knows them."""
# pyright: reportMissingTypeStubs=false
# (the SDK's generated half is typed but not marked as such)

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_abstractions.headers_collection import HeadersCollection
from msgraph.generated.groups.groups_request_builder import GroupsRequestBuilder
from msgraph.generated.groups.item.transitive_members.transitive_members_request_builder import (
    TransitiveMembersRequestBuilder,
)
from msgraph.generated.users.item.check_member_groups.check_member_groups_post_request_body import (
    CheckMemberGroupsPostRequestBody,
)
from msgraph.generated.users.item.direct_reports.direct_reports_request_builder import DirectReportsRequestBuilder
from msgraph.generated.users.item.manager.manager_request_builder import ManagerRequestBuilder
from msgraph.generated.users.item.transitive_member_of.transitive_member_of_request_builder import (
    TransitiveMemberOfRequestBuilder,
)
from msgraph.generated.users.item.user_item_request_builder import UserItemRequestBuilder
from msgraph.generated.users.users_request_builder import UsersRequestBuilder

from graph.client import IN_A_TURN, GraphClient, Json, Patience
from graph.problems import NotFound

FIELDS = ["id", "displayName", "givenName", "mail", "jobTitle", "department"]
GROUP_FIELDS = NAME_FIELDS = ["id", "displayName"]
EMPLOYEE_FIELDS = ["id", "displayName", "employeeId", "mail", "userPrincipalName"]
NAMES_AT_ONCE = 15  # the most ids that a filter takes
OBJECT_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
GROUPS_AT_ONCE = 20  # the most that checkMemberGroups takes
MOST_NAMED = 25  # people that are looked at for a name
WORKING = "accountEnabled eq true and userType ne 'Guest'"
LARGEST_PHOTO = 4 * 1024 * 1024  # bytes


@dataclass(frozen=True)
class Person:
    """An employee. What Koers has no permission to see is empty."""

    id: str
    name: str
    given_name: str
    mail: str
    job_title: str
    department: str


@dataclass(frozen=True)
class Employee:
    """How the payroll administration knows somebody. What Koers has no permission to see is empty."""

    id: str
    name: str
    number: str
    mail: str


@dataclass(frozen=True)
class Group:
    """A group in Entra."""

    id: str
    name: str


class People:
    """The directory. Every method raises Unavailable when Graph does not answer, and GraphProblem when it refuses."""

    def __init__(self, client: GraphClient, patience: Patience = IN_A_TURN) -> None:
        self._client = client
        self._users = client.builders.users
        self._groups = client.builders.groups
        self._patience = patience

    async def person(self, id: str) -> Person | None:
        """The person with this Entra object id; None when there is none (any more)."""
        fields = UserItemRequestBuilder.UserItemRequestBuilderGetQueryParameters(select=FIELDS)
        request = self._users.by_user_id(id).to_get_request_information(RequestConfiguration(query_parameters=fields))
        try:
            return _person(await self._client.json(request, self._patience))
        except NotFound:
            return None

    async def manager(self, id: str) -> Person | None:
        """Whom this person reports to; None when that is nobody."""
        fields = ManagerRequestBuilder.ManagerRequestBuilderGetQueryParameters(select=FIELDS)
        builder = self._users.by_user_id(id).manager
        request = builder.to_get_request_information(RequestConfiguration(query_parameters=fields))
        try:
            return _person(await self._client.json(request, self._patience))
        except NotFound:
            return None

    async def direct_reports(self, id: str) -> tuple[Person, ...]:
        """The people who report to this person and work here, by name: nobody whose account is closed, and no guest."""
        fields = DirectReportsRequestBuilder.DirectReportsRequestBuilderGetQueryParameters(
            select=[*FIELDS, "accountEnabled", "userType"]
        )
        builder = self._users.by_user_id(id).direct_reports
        request = builder.to_get_request_information(RequestConfiguration(query_parameters=fields))
        items = self._client.items(builder, request, self._patience)
        found = [_person(item) async for item in items if _is(item, "user") and _works_here(item)]
        return tuple(sorted(found, key=lambda person: person.name))

    async def member_of(self, id: str) -> tuple[Group, ...]:
        """The groups that this person is in, directly or through another group."""
        fields = TransitiveMemberOfRequestBuilder.TransitiveMemberOfRequestBuilderGetQueryParameters(
            select=GROUP_FIELDS
        )
        builder = self._users.by_user_id(id).transitive_member_of
        request = builder.to_get_request_information(RequestConfiguration(query_parameters=fields))
        found = [
            _group(item) async for item in self._client.items(builder, request, self._patience) if _is(item, "group")
        ]
        return tuple(sorted(found, key=lambda group: group.name))

    async def check_groups(self, id: str, groups: tuple[str, ...]) -> frozenset[str]:
        """Which of these group ids this person is in, directly or through another group."""
        found: set[str] = set()
        builder = self._users.by_user_id(id).check_member_groups
        for start in range(0, len(groups), GROUPS_AT_ONCE):
            body = CheckMemberGroupsPostRequestBody(group_ids=list(groups[start : start + GROUPS_AT_ONCE]))
            request = builder.to_post_request_information(body)
            answer = await self._client.json(request, self._patience, repeatable=True)
            found.update(str(group) for group in cast("list[Any]", answer.get("value", [])))
        return frozenset(found)

    async def groups_named(self, name: str) -> tuple[Group, ...]:
        """The groups with exactly this display name; names need not be unique."""
        quoted = name.replace("'", "''")
        fields = GroupsRequestBuilder.GroupsRequestBuilderGetQueryParameters(
            select=GROUP_FIELDS, filter=f"displayName eq '{quoted}'"
        )
        request = self._groups.to_get_request_information(RequestConfiguration(query_parameters=fields))
        return tuple([_group(item) async for item in self._client.items(self._groups, request, self._patience)])

    async def members(self, group: str) -> tuple[str, ...]:
        """The ids of the people in a group, directly or through another group."""
        fields = TransitiveMembersRequestBuilder.TransitiveMembersRequestBuilderGetQueryParameters(select=["id"])
        builder = self._groups.by_group_id(group).transitive_members
        request = builder.to_get_request_information(RequestConfiguration(query_parameters=fields))
        items = self._client.items(builder, request, self._patience)
        return tuple([_id(item) async for item in items if _is(item, "user")])

    async def names(self, ids: Sequence[str]) -> dict[str, str]:
        """How the people with these ids are called; who is gone is not in it."""
        return {_id(item): item.get("displayName") or "" for item in await self._those(ids, NAME_FIELDS)}

    async def employees(self, ids: Sequence[str]) -> dict[str, Employee]:
        """The people with these ids as payroll knows them; who is gone is not in it."""
        return {_id(item): _employee(item) for item in await self._those(ids, EMPLOYEE_FIELDS)}

    async def _those(self, ids: Sequence[str], fields: list[str]) -> list[Json]:
        found: list[Json] = []
        for start in range(0, len(ids), NAMES_AT_ONCE):
            some = [f"'{id}'" for id in ids[start : start + NAMES_AT_ONCE] if OBJECT_ID.fullmatch(id)]
            if not some:
                continue
            query = UsersRequestBuilder.UsersRequestBuilderGetQueryParameters(
                select=fields, filter=f"id in ({','.join(some)})"
            )
            request = self._users.to_get_request_information(RequestConfiguration(query_parameters=query))
            found += [item async for item in self._client.items(self._users, request, self._patience)]
        return found

    async def named(self, name: str) -> tuple[Person, ...]:
        """The colleagues whose name has these words, or words that begin with them, by name; at most 25.

        None for a name without a letter, or for a mailbox or an account that is closed. Entra answers this from an
        index that may be some minutes behind.
        """
        words = " ".join(re.findall(r"\w+", name))
        if not words:
            return ()
        fields = UsersRequestBuilder.UsersRequestBuilderGetQueryParameters(
            select=FIELDS, search=f'"displayName:{words}"', filter=WORKING, count=True, top=MOST_NAMED
        )
        headers = HeadersCollection()
        headers.add("ConsistencyLevel", "eventual")
        request = self._users.to_get_request_information(RequestConfiguration(query_parameters=fields, headers=headers))
        page = await self._client.json(request, self._patience)
        found = [_person(item) for item in cast("list[Json]", page.get("value") or [])]
        return tuple(sorted(found, key=lambda person: person.name))

    async def working(self, id: str) -> Person | None:
        """The person with this Entra object id, as long as they work here; None for one that left or is a guest."""
        if not OBJECT_ID.fullmatch(id):
            return None
        fields = UserItemRequestBuilder.UserItemRequestBuilderGetQueryParameters(
            select=[*FIELDS, "accountEnabled", "userType"]
        )
        request = self._users.by_user_id(id).to_get_request_information(RequestConfiguration(query_parameters=fields))
        try:
            found = await self._client.json(request, self._patience)
        except NotFound:
            return None
        return _person(found) if _works_here(found) else None

    async def all_working(self, ids: Sequence[str]) -> tuple[Person, ...]:
        """Those of these Entra object ids who work here, in no order; what is no id is nobody's."""
        found = await self._those(ids, [*FIELDS, "accountEnabled", "userType"])
        return tuple(_person(item) for item in found if _works_here(item))

    async def photo(self, id: str) -> bytes | None:
        """The person's photo, a JPEG; None when there is none."""
        request = self._users.by_user_id(id).photo.content.to_get_request_information()
        try:
            return await self._client.content(request, LARGEST_PHOTO, self._patience)
        except NotFound:
            return None


def _is(item: Json, kind: str) -> bool:
    """Whether an entry of a mixed collection is of this kind. Graph leaves the type out where there is only one."""
    return item.get("@odata.type", f"#microsoft.graph.{kind}") == f"#microsoft.graph.{kind}"


def _works_here(item: Json) -> bool:
    return item.get("accountEnabled") is True and item.get("userType") != "Guest"


def _id(item: Json) -> str:
    """The id of a person as Koers writes it everywhere: in lower case, as bot/wire.py does with that of who speaks."""
    return str(item["id"]).lower()


def _person(item: Json) -> Person:
    return Person(
        id=_id(item),
        name=item.get("displayName") or "",
        given_name=item.get("givenName") or "",
        mail=item.get("mail") or "",
        job_title=item.get("jobTitle") or "",
        department=item.get("department") or "",
    )


def _employee(item: Json) -> Employee:
    return Employee(
        id=_id(item),
        name=item.get("displayName") or "",
        number=item.get("employeeId") or "",
        mail=item.get("mail") or item.get("userPrincipalName") or "",
    )


def _group(item: Json) -> Group:
    return Group(str(item["id"]), item.get("displayName") or "")
