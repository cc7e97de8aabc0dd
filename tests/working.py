"""Workdays in tests: the rules, the store and the durable work are real; Entra is a list, and so is Teams."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from domain.holidays import Holidays
from domain.messenger import Leaving, Message, Outcome, Priority
from domain.organisation import Organisation, load_organisation
from domain.people import People
from domain.roles import Roles
from domain.signing_in import SigningIn
from domain.telling import Telling
from domain.workdays.location import WorkPlan
from domain.workdays.model import Rate
from domain.workdays.rules import WorkdayRules
from domain.workdays.together import Means, Workdays, workdays
from graph.client import GraphClient
from graph.people import Employee, Group, Person
from store import conversations
from store.conversations import Conversation
from store.database import Database
from tests.wire import TENANT

ZONE = ZoneInfo("Europe/Amsterdam")
RATE = Rate(date(2026, 1, 1), (("home", 245), ("office", 320), ("neighbourhood", 320)))
RULES = WorkdayRules(consent=date(2026, 1, 1), dpia=date(2026, 1, 1), lock_day=5, rates=(RATE,))
GROUP = "99999999-0000-4000-8000-000000000000"


def someone(number: int) -> str:
    """The Entra object id of a colleague."""
    return f"cccccccc-0000-4000-8000-{number:012d}"


@dataclass
class Clock:
    """What time it is, for as long as nobody says otherwise."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at

    def to(self, day: date, hour: int = 12, minute: int = 0) -> None:
        """It is now this time, by the clock on the wall."""
        self.at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


@dataclass
class Entra:
    """Everybody, and who reports to whom. `leavers` are known still, and no employees; their account is closed."""

    employees: list[str] = field(default_factory=list[str])
    leavers: list[str] = field(default_factory=list[str])
    managers: dict[str, str] = field(default_factory=dict[str, str])
    names_of: dict[str, str] = field(default_factory=dict[str, str])
    problem: Exception | None = None

    async def groups_named(self, name: str) -> tuple[Group, ...]:
        return (Group(GROUP if name == "Alle medewerkers" else name, name),)

    async def check_groups(self, id: str, groups: tuple[str, ...]) -> frozenset[str]:
        return frozenset({GROUP}) if id in self.employees else frozenset()

    async def members(self, group: str) -> tuple[str, ...]:
        return tuple(self.employees)

    async def manager(self, id: str) -> Person | None:
        if self.problem is not None:
            raise self.problem
        return self._person(self.managers[id]) if id in self.managers else None

    async def direct_reports(self, id: str) -> tuple[Person, ...]:
        reports = [one for one, manager in self.managers.items() if manager == id]
        return tuple(self._person(one) for one in reports if one not in self.leavers)

    async def working(self, id: str) -> Person | None:
        return None if id in self.leavers else self._person(id)

    async def names(self, ids: Sequence[str]) -> Mapping[str, str]:
        return {id: self._person(id).name for id in ids if id in (*self.employees, *self.leavers)}

    async def employees_of(self, ids: Sequence[str]) -> Mapping[str, Employee]:
        if self.problem is not None:
            raise self.problem
        known = [id for id in ids if id in (*self.employees, *self.leavers)]
        return {id: Employee(id, self._person(id).name, id[-5:], f"{id[-5:]}@oss.example") for id in known}

    def _person(self, id: str) -> Person:
        return Person(id, self.names_of.get(id, f"Collega {id[-3:]}"), "", "", "", "")


class Directory:
    """The same, as the domain asks for it."""

    def __init__(self, entra: Entra) -> None:
        self.groups_named, self.check_groups = entra.groups_named, entra.check_groups
        self.members, self.names, self.employees = entra.members, entra.names, entra.employees_of
        self.manager, self.direct_reports, self.working = entra.manager, entra.direct_reports, entra.working


@dataclass
class Teams:
    """Takes messages, as far as it is not told otherwise."""

    sent: list[tuple[str, Message]] = field(default_factory=list[tuple[str, Message]])
    said: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    fates: list[Outcome] = field(default_factory=list[Outcome])  # of the next ones; then all are delivered

    async def say(self, conversation: str, text: str) -> None:
        self.said.append((conversation, text))

    async def tell(
        self, conversation: str, message: Message, *, priority: Priority = "person", leaving: Leaving | None = None
    ) -> Outcome:
        if leaving is not None:
            await leaving()
        outcome = self.fates.pop(0) if self.fates else Outcome("delivered", "1")
        if outcome.fate in ("delivered", "unknown"):
            self.sent.append((conversation, message))
        return outcome


class Faces:
    """Asks in words."""

    async def question(self, person: str, day: date, conversation: str) -> Message:
        return Message(f"Waar werk je op {day}?")


@dataclass
class Working:
    """Workdays of a municipality. `ruled` makes them anew, as a start with another organisation.toml does."""

    database: Database
    organisation: Organisation
    clock: Clock
    entra: Entra
    teams: Teams
    made: Workdays
    telling: Telling
    plan: Any = None
    signing_in: SigningIn | None = None

    def ruled(self, rules: WorkdayRules, holidays: Holidays | None = None) -> None:
        """From now on these are the rules."""
        self.organisation = replace(
            self.organisation,
            workdays=rules,
            holidays=self.organisation.holidays if holidays is None else holidays,
        )
        self.made = self._put_together()

    def _put_together(self) -> Workdays:
        directory = Directory(self.entra)
        means = Means(
            self.database,
            self.organisation,
            cast(Any, directory),
            Roles(cast(Any, directory), self.organisation),
            self.signing_in or cast(SigningIn, None),
            self.telling,
            self._plan_of,
            TENANT,
        )
        made = workdays(means, self.clock)
        made.asking.messenger, made.asking.faces = cast(Any, self.teams), Faces()
        return made

    def _plan_of(self, client: GraphClient) -> WorkPlan:
        return self.plan

    async def chores(self) -> None:
        """What goes on by itself, once."""
        for chore in self.made.chores:
            await chore()

    async def pass_days(self, last: date) -> None:
        """Every day up to this one, with what goes on by itself in the small hours."""
        day = self.clock.at.date()
        while day < last:
            day += timedelta(days=1)
            self.clock.to(day, 0, 30)
            await self.chores()

    async def chat_with(self, *people: str) -> None:
        """Koers is installed for these people."""
        async with self.database.write() as session:
            for person in people:
                known = Conversation(f"a:{person}", "personal", TENANT, person, "https://teams.example", "28:koers")
                await conversations.save(session, known)


def working(database: Database, at: datetime, rules: WorkdayRules = RULES, people: int = 5) -> Working:
    """Workdays with some employees."""
    organisation = replace(load_organisation("oss"), workdays=rules, holidays=Holidays())
    entra, teams = Entra([someone(number) for number in range(people)]), Teams()
    telling = Telling(database, People(database), cast(Any, None), cast(Any, None))
    telling.messenger = cast(Any, teams)
    found = Working(database, organisation, Clock(at), entra, teams, cast(Workdays, None), telling)
    found.ruled(rules)
    return found


def at(day: date, hour: int = 12, minute: int = 0) -> datetime:
    """A moment by the clock on the wall."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)
