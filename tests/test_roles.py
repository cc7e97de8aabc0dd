"""Who has which role, as Entra's groups say."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from domain.organisation import load_organisation
from domain.roles import Roles
from errors import Unavailable
from graph.people import Group
from graph.problems import Forbidden
from tests.chat import Chat

OSS = load_organisation("oss")


@dataclass
class Groups:
    """A directory with the groups of Oss; `members` maps a person to the ids of his groups."""

    members: dict[str, set[str]]
    refuses: bool = False
    now: float = 0.0
    asked: list[str] = field(default_factory=list[str])

    async def groups_named(self, name: str) -> tuple[Group, ...]:
        return (Group(f"id of {name}", name),)

    async def check_groups(self, id: str, groups: tuple[str, ...]) -> frozenset[str]:
        self.asked.append(id)
        if self.refuses:
            raise Forbidden(403, "Authorization_RequestDenied", "no")
        return frozenset(self.members.get(id, set()) & set(groups))

    def clock(self) -> float:
        return self.now


async def test_the_cast_of_the_local_tenant_has_the_roles_of_its_groups(chat: Chat) -> None:
    roles = chat.services.roles
    assert await roles.has(chat.as_("owner").person["id"], "vision_owner")
    assert await roles.of(chat.as_("manager").person["id"]) == {"employee", "manager"}
    assert await roles.of(chat.as_("employee").person["id"]) == {"employee"}


async def test_roles_are_remembered_for_a_while_and_asked_anew_when_forgotten() -> None:
    groups = Groups({"ria": {"id of Communicatie"}})
    roles = Roles(groups, OSS, groups.clock)
    assert await roles.has("ria", "communication")
    groups.members.clear()
    groups.now = 299.0
    assert await roles.has("ria", "communication")
    groups.now = 301.0
    assert not await roles.has("ria", "communication")
    groups.members["ria"] = {"id of Communicatie"}
    roles.forget("ria")
    assert await roles.has("ria", "communication")


async def test_nobody_has_a_role_on_a_guess() -> None:
    groups = Groups({"ria": {"id of Communicatie"}}, refuses=True)
    roles = Roles(groups, OSS, groups.clock)
    with pytest.raises(Unavailable):
        await roles.has("ria", "communication")
    groups.refuses = False
    assert await roles.has("ria", "communication")  # the refusal was not remembered


async def test_one_group_can_stand_for_two_roles() -> None:
    class OneGroup(Groups):
        async def groups_named(self, name: str) -> tuple[Group, ...]:
            return (Group("g", name),)

    roles = Roles(OneGroup({"ria": {"g"}}), OSS)
    assert await roles.of("ria") == {role for role, _ in OSS.roles}
