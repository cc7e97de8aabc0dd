"""Invents the staff of a municipality: credible, always the same, and stored once."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from tenant import names
from tenant.clock import now
from tenant.names import Team
from tenant.state import State, TenantError

if TYPE_CHECKING:
    from tenant.server import Municipality

FEWEST = 50  # people: fewer cannot fill the teams that have a role
USUAL_TEAM = 8  # people in a team, its manager included
SMALLEST_TEAM, LARGEST_TEAM = 5, 14
SALT = 0  # chosen so that the people one can be are a mixed company
VERSION = 3  # of what is invented: a state that was filled by another one is filled again
PAYROLL = "Personeel en Organisatie/2"  # the first whose job it is
LEAVER_EVERY = 20  # of the people without a part to play, this many have one among them whose account is closed
GUEST_EVERY = 30  # employees for each guest from outside, besides the one whom the page lets you be
TRIES = 5  # at a name that nobody has; in a large organisation people share one
WHOLE = "Ambtelijke organisatie"  # the group of the groups of all departments


@dataclass
class Person:
    """Somebody who works at the municipality, before being stored."""

    key: str  # the place in the organisation; the person's id follows from it
    first: str
    last: str
    job: str
    department: str
    team: str
    manager: str = ""  # key
    role: str = ""  # one of tenant.directory.ROLES, for whom the page lets you be
    language: str = "nl"
    enabled: bool = True  # a closed account stays in the directory, and in its groups, for a while

    @property
    def guest(self) -> bool:
        """Whether this person comes from another organisation."""
        return self.key.startswith("guest/")


@dataclass
class Staff:
    """Everybody, and who is in which group."""

    people: list[Person] = field(default_factory=list[Person])
    groups: dict[str, list[str]] = field(default_factory=dict[str, list[str]])  # name -> keys of people


def seed(state: State, municipality: Municipality, tenant_id: str, people: int) -> None:
    """Fill the directory when it has fewer than `people` employees. Raises TenantError when `people` is too few."""
    if people < FEWEST:
        raise TenantError(f"a municipality of {people} people is too small: {FEWEST} are needed at least")
    current = state.setting("people invented by") == str(VERSION)
    people = max(people, int(state.setting("people") or "0"))
    if current and int(state.setting("people") or "0") >= people:
        return
    staff = invent(municipality, people)
    with state.transaction():
        _store(state, municipality, UUID(tenant_id), staff)
        state.keep("people", str(people))
        state.keep("people invented by", str(VERSION))


def invent(municipality: Municipality, people: int) -> Staff:
    """The staff: the same for the same arguments, and the known faces the same for any number of people."""
    strategy = municipality.strategy_team or "Bestuur en Strategie"
    chance = random.Random(municipality.id)
    teams = _teams(people, strategy)
    departments = list(dict.fromkeys(team.department for team in teams))
    sizes = _sizes(people - 1 - len(departments), len(teams), chance)
    naming = _Naming(municipality.id)
    staff = Staff()
    for key in _known_faces(teams):  # named first, so that their names do not depend on the number of people
        naming.name(key)
    staff.people.append(_person(naming, names.TOP, 0, names.TOP_JOB, names.TOP, names.TOP, ""))
    top = staff.people[0].key
    for department in departments:
        staff.people.append(_person(naming, department, 0, "Afdelingsmanager", department, department, top))
    for team, size in zip(teams, sizes, strict=True):
        members = _members(naming, team, size)
        staff.people += members
        staff.groups[f"Team {team.name}"] = [person.key for person in members]
    _cast(staff, strategy)
    _close_accounts(staff)
    staff.people += [_guest(naming, number) for number in range(1 + people // GUEST_EVERY)]
    staff.groups |= _role_groups(municipality, staff, strategy)
    return staff


def _teams(people: int, strategy: str) -> list[Team]:
    """The teams for so many people: the ones with a role first, then the others, then second and third ones."""
    first = Team(strategy, names.DEPARTMENTS[0], names.STRATEGY_JOBS)
    known = [first, *(team for team in names.TEAMS if team.name != strategy)]
    count = max(8, round((people - 5) / USUAL_TEAM))
    rounds = range(1, count // len(known) + 2)
    return [_again(team, n) for n in rounds for team in known][:count]


def _again(team: Team, number: int) -> Team:
    """The second, third, ... team of a kind; each department has two of each at most."""
    part = (number + 1) // 2
    department = team.department if part == 1 else f"{team.department} {part}"
    return replace(team, name=team.name if number == 1 else f"{team.name} {number}", department=department)


def _sizes(people: int, teams: int, chance: random.Random) -> list[int]:
    sizes = [people // teams + (1 if n < people % teams else 0) for n in range(teams)]
    for _ in range(teams * 3):  # move people about, so that teams differ as they do in life
        a, b = chance.randrange(teams), chance.randrange(teams)
        if a != b and sizes[a] > SMALLEST_TEAM and sizes[b] < LARGEST_TEAM:
            sizes[a], sizes[b] = sizes[a] - 1, sizes[b] + 1
    return sizes


def _known_faces(teams: list[Team]) -> Iterable[str]:
    return ["guest/0", *(f"{team.name}/{n}" for team in teams[:8] for n in range(2)), PAYROLL]


def _person(naming: _Naming, place: str, number: int, job: str, department: str, team: str, manager: str) -> Person:
    key = f"{place}/{number}"
    first, last = naming.name(key)
    return Person(key, first, last, job, department, team, manager)


def _members(naming: _Naming, team: Team, size: int) -> list[Person]:
    leader = _person(naming, team.name, 0, "Teammanager", team.department, team.name, f"{team.department}/0")
    others = [
        _person(naming, team.name, n, team.jobs[(n - 1) % len(team.jobs)], team.department, team.name, leader.key)
        for n in range(1, size)
    ]
    return [leader, *others]


def _cast(staff: Staff, strategy: str) -> None:
    """Who the page lets you be."""
    at = {person.key: person for person in staff.people}
    at["Publiekszaken/1"].role = "employee"
    at["Publiekszaken/0"].role = "manager"
    at["Communicatie/1"].role = "communication"
    at["Communicatie/0"].role = "approver"  # of the messages that the first one writes
    at[f"{strategy}/1"].role = "owner"
    at[f"{strategy}/0"].role = "co_owner"  # what an owner adds needs a second pair of eyes
    at[PAYROLL].role = "payroll"
    at["Publiekszaken/2"].language = "en"


def _close_accounts(staff: Staff) -> None:
    """Some have left; their accounts are closed and still there."""
    without_part = [person for person in staff.people if int(person.key.rpartition("/")[2]) > 2]
    for person in without_part[LEAVER_EVERY // 2 :: LEAVER_EVERY]:
        person.enabled = False


def _guest(naming: _Naming, number: int) -> Person:
    key = f"guest/{number}"
    first, last = naming.name(key)
    role = "guest" if number == 0 else ""
    return Person(key, first, last, "Extern adviseur", "", "", role=role, language="en")


def _role_groups(municipality: Municipality, staff: Staff, strategy: str) -> dict[str, list[str]]:
    """The groups that organisation.toml names, filled with the people who have that role."""
    employees = [person.key for person in staff.people if not person.guest]
    managers = [person.key for person in staff.people if "manager" in person.job and person.job != "Programmamanager"]
    by_role = {
        "employee": employees,
        "manager": [f"{names.TOP}/0", *(key for key in managers if key.endswith("/0"))],
        "communication": staff.groups["Team Communicatie"],
        "approver": ["Communicatie/0", f"{names.TOP}/0"],
        "facility": staff.groups["Team Facilitaire Zaken"],
        "payroll": [p.key for p in staff.people if p.job == "Salarisadministrateur"],
        "vision_owner": [f"{strategy}/1", f"{strategy}/0"],
        "portfolio": [f"{strategy}/0"],
        "administrator": ["Informatisering/1", "Informatisering/2"],
    }
    groups = {name: by_role.get(role, [f"{names.TOP}/0"]) for role, name in municipality.roles.items()}
    return {municipality.readers_group: employees, **groups}


class _Naming:
    """Gives each place in the organisation a name of its own."""

    def __init__(self, municipality: str) -> None:
        self._municipality = municipality
        self._given: dict[str, tuple[str, str]] = {}
        self._used: set[str] = set()

    def name(self, key: str) -> tuple[str, str]:
        """First and last name of whoever has this place."""
        if key not in self._given:
            chance = random.Random(f"{self._municipality}/{key}/{SALT}")
            pair = self._pick(chance)
            for _ in range(TRIES):
                if " ".join(pair) not in self._used:
                    break
                pair = self._pick(chance)
            self._used.add(" ".join(pair))
            self._given[key] = pair
        return self._given[key]

    def _pick(self, chance: random.Random) -> tuple[str, str]:
        origin = chance.choices(names.ORIGINS, [each.share for each in names.ORIGINS])[0]
        return chance.choice(origin.first), chance.choice(origin.last)


def _store(state: State, municipality: Municipality, space: UUID, staff: Staff) -> None:
    ids = {person.key: str(uuid5(space, f"person {person.key}")) for person in staff.people}
    users = _user_rows(staff, ids, municipality)
    groups = [(_group_id(space, name), name) for name in staff.groups]
    made = now()
    with state.transaction() as connection:
        for table in ("users", "groups", "members"):
            connection.execute(f"DELETE FROM {table}")
        connection.executemany("INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)", users)
        insert_group = "INSERT INTO groups VALUES (?, ?, ?, ?, ?)"
        insert_member = "INSERT OR IGNORE INTO members VALUES (?, ?, ?)"
        for identity, name in groups:
            kind = "unified" if name.startswith("Team ") else "security"
            connection.execute(insert_group, (identity, name, kind, f"{name} ({municipality.name})", made))
            connection.executemany(insert_member, [(identity, ids[key], "user") for key in staff.groups[name]])
        for name, members in _nested_groups(space, staff, ids).items():
            identity = _group_id(space, name)
            connection.execute(insert_group, (identity, name, "security", name.removeprefix("Afdeling "), made))
            connection.executemany(insert_member, [(identity, member, kind) for member, kind in members])


def _nested_groups(space: UUID, staff: Staff, ids: dict[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Groups of groups, as municipalities have them: departments of teams, and one of departments with a guest in it.

    Each with the ids of its members and their kind.
    """
    teams, heads = defaultdict[str, set[str]](set), defaultdict[str, list[str]](list)
    for person in staff.people:
        if person.team == person.department and person.department:
            heads[person.department].append(ids[person.key])
        elif person.department:
            teams[person.department].add(person.team)
    found = {
        f"Afdeling {department}": [
            *((_group_id(space, f"Team {team}"), "group") for team in sorted(teams[department])),
            *((head, "user") for head in heads[department]),
        ]
        for department in sorted({*teams, *heads})
    }
    guests = [(ids[person.key], "user") for person in staff.people if person.guest and not person.role]
    found[WHOLE] = [*((_group_id(space, name), "group") for name in found), *guests[:1]]
    return found


def _group_id(space: UUID, name: str) -> str:
    return str(uuid5(space, f"group {name}"))


def _user_rows(staff: Staff, ids: dict[str, str], municipality: Municipality) -> list[tuple[object, ...]]:
    domain, taken = f"{municipality.id}.example", set[str]()
    rows: list[tuple[object, ...]] = []
    for number, person in enumerate(staff.people, start=1):
        local = _mailbox(person)
        while local in taken:
            local += "2"
        taken.add(local)
        guest = person.guest
        mail = f"{local}@adviesbureau.example" if guest else f"{local}@{domain}"
        upn = f"{local}_adviesbureau.example#EXT#@{domain}" if guest else mail
        properties = {
            "id": ids[person.key],
            "displayName": f"{person.first} {person.last}",
            "givenName": person.first,
            "surname": person.last,
            "userPrincipalName": upn,
            "mail": mail,
            "jobTitle": person.job,
            "department": person.team or None,
            "companyName": "Adviesbureau" if guest else f"Gemeente {municipality.name}",
            "officeLocation": None if guest else names.office(person.team),
            "preferredLanguage": "en-GB" if person.language == "en" else "nl-NL",
            "businessPhones": [] if guest else [f"+31 88 000 {number:04d}"],
            "mobilePhone": None,
            "userType": "Guest" if guest else "Member",
            "accountEnabled": person.enabled,
            "employeeId": None if guest else f"{number:05d}",
            "usageLocation": "NL",
        }
        manager = ids.get(person.manager)
        rows.append((ids[person.key], number, upn, manager, person.role, json.dumps(properties, ensure_ascii=False)))
    return rows


def _mailbox(person: Person) -> str:
    plain = unicodedata.normalize("NFKD", f"{person.first}.{person.last}").encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z.-]", "", plain)
