"""Who has which role, as Entra's groups and managers say."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from checks import organisations as organisation_checks
from checks.roles import complaints_of
from domain import organisation as organisations
from domain.organisation import Contact, load_organisation
from domain.remembered import MOST_AT_ONCE, Remembered
from domain.roles import ROLES, Roles, RoleUnclear
from errors import OrganisationError, Unavailable
from graph.client import GraphClient
from graph.people import Group, People, Person
from graph.problems import Forbidden
from tests.chat import Chat
from tests.graph_wire import Reply, Wire, graph_wire

OSS = load_organisation("oss")
FACILITY = "33333333-0000-4000-8000-00000000000A"


@dataclass
class Entra:
    """A directory with the groups of Oss; `members` maps a person to the ids of his groups."""

    members: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    leads: set[str] = field(default_factory=set[str])
    refuses: bool = False
    hides_reports: bool = False
    twice: set[str] = field(default_factory=set[str])  # names that two groups bear
    hold: asyncio.Event | None = None
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    now: float = 0.0
    asked: list[str] = field(default_factory=list[str])
    named: list[str] = field(default_factory=list[str])

    async def groups_named(self, name: str) -> tuple[Group, ...]:
        self.named.append(name)
        group = Group(f"id of {name}", name)
        return (group, Group(f"other {name}", name)) if name in self.twice else (group,)

    async def check_groups(self, id: str, groups: tuple[str, ...]) -> frozenset[str]:
        self.asked.append(id)
        self.reached.set()
        if self.hold is not None:
            await self.hold.wait()
        if self.refuses:
            raise Forbidden(403, "Authorization_RequestDenied", "no")
        return frozenset(self.members.get(id, set()) & set(groups))

    async def direct_reports(self, id: str) -> tuple[Person, ...]:
        if self.hides_reports:
            raise Forbidden(403, "Authorization_RequestDenied", "no")
        return (Person("x", "X", "X", "", "", ""),) if id in self.leads else ()

    def clock(self) -> float:
        return self.now

    def roles(self, **names: str) -> Roles:
        changed = dict(OSS.roles) | names
        kept = tuple((role, name) for role, name in changed.items() if name)
        return Roles(self, replace(OSS, roles=kept), self.clock)


async def test_the_cast_of_the_local_tenant_has_the_roles_of_its_groups(chat: Chat) -> None:
    held = {
        face: {role for role in ROLES if await chat.services.roles.has(chat.as_(face).person["id"], role)}
        for face in ("owner", "manager", "employee", "communication")
    }
    assert held == {
        "owner": {"employee", "vision_owner"},
        "manager": {"employee", "manager"},
        "employee": {"employee"},
        "communication": {"employee", "communication"},
    }


async def test_roles_are_remembered_for_a_while_and_asked_anew_where_that_is_wanted() -> None:
    entra = Entra({"ria": {"id of Communicatie"}})
    roles = entra.roles()
    assert await roles.has("ria", "communication")
    entra.members.clear()
    entra.now = 299.0
    assert await roles.has("ria", "communication")
    assert not await roles.has("ria", "communication", within=5.0)
    entra.members["ria"] = {"id of Communicatie"}
    assert not await roles.has("ria", "communication")  # "no" is remembered as well
    assert await roles.has("ria", "communication", within=0.0)
    entra.members.clear()
    entra.now = 600.0
    assert not await roles.has("ria", "communication")


async def test_what_entra_said_of_somebody_is_gone_after_a_while_whether_he_comes_back_or_not() -> None:
    now = 0.0

    async def ask(key: str) -> str:
        return key

    remembered = Remembered(ask, most=5, kept=300.0, clock=lambda: now)
    for number in range(7):
        await remembered.get(f"p{number}", 300.0)
    assert len(remembered._latest) == 5  # pyright: ignore[reportPrivateUsage]
    now = 300.0
    await remembered.get("ria", 300.0)
    assert list(remembered._latest) == ["ria"]  # pyright: ignore[reportPrivateUsage]


async def test_nobody_has_a_role_on_a_guess() -> None:
    entra = Entra({"ria": {"id of Communicatie"}}, refuses=True)
    roles = entra.roles()
    with pytest.raises(Unavailable):
        await roles.has("ria", "communication")
    entra.refuses = False
    assert await roles.has("ria", "communication")  # the refusal was not remembered


async def test_an_entra_that_hangs_holds_nobody_and_what_it_says_in_the_end_is_used() -> None:
    entra = Entra({"ria": {"id of Communicatie"}}, hold=asyncio.Event())
    roles = entra.roles()
    for _ in range(3):
        with pytest.raises(Unavailable):
            await roles.has("ria", "communication", wait=0.01)
    assert entra.hold is not None
    entra.hold.set()
    assert await roles.has("ria", "communication")
    assert entra.asked == ["ria"]


async def test_a_question_that_entra_does_not_answer_leaves_what_it_said_before() -> None:
    entra = Entra({"ria": {"id of Communicatie"}})
    roles = entra.roles()
    assert await roles.has("ria", "communication")
    entra.hold = asyncio.Event()
    with pytest.raises(Unavailable):
        await roles.has("ria", "communication", within=0.0, wait=0.01)
    assert await roles.has("ria", "communication", wait=0.01)  # while that is still being asked
    entra.refuses = True
    entra.hold.set()
    with pytest.raises(Unavailable):
        await roles.has("ria", "communication", within=0.0)
    assert await roles.has("ria", "communication", wait=0.01)


async def test_many_who_ask_at_once_share_one_request_and_its_failure() -> None:
    entra = Entra({"ria": {"id of Communicatie"}}, hold=asyncio.Event())
    roles = entra.roles()
    asking = [asyncio.create_task(roles.has("ria", "communication", wait=20.0)) for _ in range(50)]
    await entra.reached.wait()
    assert entra.hold is not None
    entra.refuses = True
    entra.hold.set()
    outcomes = await asyncio.gather(*asking, return_exceptions=True)
    assert all(isinstance(outcome, Unavailable) for outcome in outcomes)
    assert entra.asked == ["ria"]
    assert sorted(entra.named) == sorted(name for _, name in OSS.roles)


async def test_behind_an_entra_that_hangs_requests_do_not_pile_up() -> None:
    async def hangs(key: int) -> None:
        await asyncio.Event().wait()

    remembered = Remembered(hangs, most=5, kept=300.0, clock=lambda: 0.0)
    waiting = [asyncio.create_task(remembered.get(number, 300.0)) for number in range(MOST_AT_ONCE)]
    await asyncio.sleep(0)
    with pytest.raises(Unavailable):
        await remembered.get(MOST_AT_ONCE, 300.0)
    await remembered.close()
    ended = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(outcome, asyncio.CancelledError) for outcome in ended)


async def test_one_group_can_stand_for_two_roles() -> None:
    entra = Entra({"ria": {"id of Communicatie"}})
    roles = entra.roles(approver="Communicatie")
    assert await roles.has("ria", "approver")
    assert await roles.has("ria", "communication")
    assert not await roles.has("ria", "facility")


async def test_who_has_people_reporting_to_him_is_a_manager_with_or_without_a_group() -> None:
    entra = Entra({"ria": {"id of Teammanagers"}}, leads={"piet"})
    for roles in (entra.roles(), entra.roles(manager="")):
        assert await roles.has("piet", "manager")
        assert not await roles.has("kees", "manager")
    assert await entra.roles().has("ria", "manager")
    assert not await entra.roles(manager="").has("ria", "manager")


async def test_where_koers_may_not_see_who_reports_to_whom_only_the_group_makes_managers() -> None:
    entra = Entra({"ria": {"id of Teammanagers"}}, leads={"piet"}, hides_reports=True)
    assert await entra.roles().has("ria", "manager")
    assert not await entra.roles().has("piet", "manager")


async def test_a_role_of_which_two_groups_bear_the_name_is_nobodys_until_its_object_id_is_given(
    caplog: pytest.LogCaptureFixture,
) -> None:
    entra = Entra({"ria": {"id of Facilitair", "other Facilitair", FACILITY.lower()}}, twice={"Facilitair"})
    roles = entra.roles()
    with caplog.at_level(logging.WARNING), pytest.raises(RoleUnclear):
        await roles.has("ria", "facility")
    assert "2 groups are called 'Facilitair': put the object id" in caplog.text
    assert not await roles.has("ria", "communication")
    assert await roles.groups("facility") == frozenset()
    assert await entra.roles(facility=FACILITY.lower()).has("ria", "facility")


async def test_an_employee_whose_group_is_not_named_is_not_taken_for_a_stranger() -> None:
    with pytest.raises(RoleUnclear):
        await Entra().roles(employee="").has("ria", "employee")


@asynccontextmanager
async def entra_on_the_wire(tmp_path: Path) -> AsyncGenerator[tuple[Wire, GraphClient], None]:
    async with graph_wire() as wire:
        client = GraphClient(wire.settings(tmp_path))
        try:
            yield wire, client
        finally:
            await client.close()


async def test_graph_is_asked_for_all_groups_of_a_person_at_once_whatever_the_case_of_their_ids(tmp_path: Path) -> None:
    async with entra_on_the_wire(tmp_path) as (wire, client):
        wire.on("/users/ria/checkMemberGroups", {"value": [FACILITY.lower()]})
        roles = Roles(People(client), replace(OSS, roles=(("facility", FACILITY),)))
        assert await roles.has("ria", "facility")
        assert [request.body for request in wire.requests] == [{"groupIds": [FACILITY]}]


async def test_the_check_names_a_role_without_one_group(tmp_path: Path) -> None:
    async with graph_wire() as wire:
        settings = wire.settings(tmp_path)
        roles = (("facility", FACILITY), ("payroll", "Salarisadministratie"))
        wire.on("/groups", {"value": [{"id": "a", "displayName": "x"}]})
        assert await complaints_of(settings, replace(OSS, roles=roles)) == []
        wire.on("/groups", {"value": [{"id": "a", "displayName": "x"}, {"id": "b", "displayName": "x"}]})
        [complaint] = await complaints_of(settings, replace(OSS, roles=roles))
        assert "payroll: 2 groups" in str(complaint)
        assert "object id" in str(complaint)
        wire.on("/groups", {"value": []})
        assert "nobody has this role" in str(await complaints_of(settings, replace(OSS, roles=roles)))
        wire.on("/groups", Reply({"error": {"code": "Authorization_RequestDenied", "message": "no"}}, 403))
        assert "403" in str(await complaints_of(settings, replace(OSS, roles=roles)))


@pytest.mark.parametrize("name", ["oss", "sittard-geleen"])
def test_each_role_has_somebody_who_hands_it_out(name: str) -> None:
    municipality = load_organisation(name)
    assert {role for role, _ in municipality.role_contacts} == set(ROLES)
    assert all(municipality.contact_for_role(role) in municipality.contacts for role in ROLES)


def test_without_a_contact_of_its_own_a_role_is_asked_of_the_administrators_contact_or_the_first() -> None:
    desk = Contact("de balie", "the desk", "balie@oss.example", ())
    assert replace(OSS, role_contacts=(("administrator", desk),)).contact_for_role("payroll") == desk
    assert replace(OSS, role_contacts=()).contact_for_role("payroll") == OSS.contacts[0]


def made(folder: Path, monkeypatch: pytest.MonkeyPatch, *changes: tuple[str, str]) -> None:
    """A municipality "dorp" whose file is that of Oss with changes."""
    text = (organisations.FOLDER / "oss" / "organisation.toml").read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    (folder / "dorp" / "documents").mkdir(parents=True)
    (folder / "dorp" / "documents" / "visie.md").touch()
    (folder / "dorp" / "organisation.toml").write_text(text, encoding="utf-8")
    for module in (organisations, organisation_checks):
        monkeypatch.setattr(module, "FOLDER", folder)


CONTACTS = (organisations.FOLDER / "oss" / "organisation.toml").read_text(encoding="utf-8")
CONTACTS = CONTACTS[CONTACTS.index("[role_contacts]") : CONTACTS.index("[library]")]


@pytest.mark.parametrize("change", [(CONTACTS, ""), ('manager = "Teammanagers"\n', "")])
def test_a_file_without_contacts_or_without_a_group_of_managers_is_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: tuple[str, str]
) -> None:
    made(tmp_path, monkeypatch, change)
    assert organisation_checks.complaints() == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (('payroll = "Salarisadministratie"\n', ""), "payroll missing or unknown"),
        (('payroll = "Salarisadministratie"\n', 'payroll = " "\n'), "the group of payroll is empty"),
        (('payroll = "peno@oss.example"', 'paymaster = "peno@oss.example"'), "role_contacts: paymaster unknown"),
    ],
)
def test_a_role_that_is_missing_empty_or_unknown_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: tuple[str, str], words: str
) -> None:
    made(tmp_path, monkeypatch, change)
    assert any(words in str(complaint) for complaint in organisation_checks.complaints())


def test_a_contact_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path, monkeypatch, ('payroll = "peno@oss.example"', 'payroll = "niemand@oss.example"'))
    with pytest.raises(OrganisationError, match=r"no contact has the address 'niemand@oss\.example' of payroll"):
        load_organisation("dorp")
