"""Projects at work on a database: colleagues with names and roles, a clock that the test sets, and what was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from commands.projects import projects
from domain.messenger import Leaving, Outcome
from domain.mirror import Mirror
from domain.organisation import Organisation, load_organisation
from domain.projects.content import (
    FIELDS,
    Colleague,
    Member,
    Milestone,
    Money,
    Risk,
    StartDocument,
    Step,
    VisionPassage,
)
from domain.projects.model import Seen
from domain.projects.reports import Report, Series, Signal
from domain.projects.reports import Told as Said
from domain.projects.telling import Told
from domain.projects.together import Projects
from domain.roles import Role, Roles
from domain.workspaces.notices import Notice
from graph.people import Group, Person
from knowledge.base import KnowledgeBase
from knowledge.document import Document
from store import work
from store.database import Database
from tests.durable import at_work

ZONE = ZoneInfo("Europe/Amsterdam")
OSS = load_organisation("oss")
RIA, JAN, PIET, MARIJKE, KEES, FATIMA = (f"00000000-0000-0000-0000-00000000000{number}" for number in range(1, 7))
NAMES = {
    RIA: "Ria Jansen",
    JAN: "Jan de Vries",
    PIET: "Piet Bakker",
    MARIJKE: "Marijke Smit",
    KEES: "Kees Mulder",
    FATIMA: "Fatima el Idrissi",
}
SENTENCE = "Inwoners merken dat wij luisteren voordat wij een besluit nemen over hun eigen straat."
VISION = Document(
    "visie",
    "Visie op de organisatie",
    "oss",
    f"# Luisteren\n\n{SENTENCE} Daarom gaan wij op tijd naar buiten.\n\n# Werken\n\nWij werken samen aan een opdracht.",
    "https://oss.example/visie",
)
STEPS_OF: dict[Step, StartDocument] = {
    "assignment": StartDocument(
        name="Luisteren in de straat",
        principal=Colleague(JAN, ""),
        contractor=Colleague(PIET, ""),
        deputy=Colleague(MARIJKE, ""),
        department="Publiekszaken",
    ),
    "why": StartDocument(reason="Bewoners horen laat van plannen", task="Vertrouwen", goal="Luisteren naar inwoners"),
    "what": StartDocument(result="Een werkwijze", effect="Inwoners voelen zich gehoord"),
    "how": StartDocument(approach="In drie straten proberen", role="networking", other_roles=("responsive",)),
    "compass": StartDocument(compass=("samen",), goals=(11, 16)),
    "team": StartDocument(team=(Member("", "meedenken", 40, FATIMA), Member("Student", "helpen", 80))),
    "money": StartDocument(money=Money(1_000_000, 100_000, 500_000)),
    "planning": StartDocument(
        start=date(2027, 1, 4),
        end=date(2027, 12, 17),
        milestones=(Milestone("Eerste straat", date(2027, 3, 1)), Milestone("Evaluatie", date(2027, 11, 1))),
    ),
    "risks": StartDocument(risks=(Risk("Te weinig tijd", "medium", "high", "Op tijd beginnen"),)),
    "lane": StartDocument(lane="slow"),
}
GREEN = Signal("green")
SAID = Said("Het gaat goed", GREEN, GREEN, Signal("amber", "Nog niet getoetst"), GREEN, GREEN)


@dataclass
class Entra:
    """Who works here, who is called what, and who has which role."""

    roles: dict[str, set[Role]] = field(default_factory=lambda: {KEES: {"portfolio"}})

    async def working(self, id: str) -> Person | None:
        return Person(id, NAMES[id], "", "", "", "") if id in NAMES else None

    async def names(self, ids: Sequence[str]) -> dict[str, str]:
        return {id: NAMES[id] for id in ids if id in NAMES}

    async def groups_named(self, name: str) -> tuple[Group, ...]:
        return (Group(name, name),)

    async def check_groups(self, id: str, groups: tuple[str, ...]) -> frozenset[str]:
        held = self.roles.get(id, set())
        return frozenset(name for role, name in OSS.roles if role in held and name in groups)

    async def direct_reports(self, id: str) -> tuple[Person, ...]:
        return ()


@dataclass
class Heard:
    """Implements domain.projects.telling.Notices: who heard what, and of which report."""

    told: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    async def tell(self, to: str, told: Told, seen: Seen, by: str, leaving: Leaving) -> Notice:
        return await self._heard(to, told, leaving)

    async def due(self, to: str, seen: Seen, series: Series, day: date, leaving: Leaving) -> Notice:
        return await self._heard(to, f"due {series.name} {day}", leaving)

    async def published(self, to: str, seen: Seen, report: Report, leaving: Leaving) -> Notice:
        return await self._heard(to, f"published {report.edition}", leaving)

    async def _heard(self, to: str, what: str, leaving: Leaving) -> Notice:
        await leaving()
        self.told.append((to, what))
        return Notice(Outcome("delivered", str(len(self.told))), to)


@dataclass
class Stage:
    """One municipality at one moment, which `later` moves."""

    database: Database
    entra: Entra
    heard: Heard
    made: Projects
    moment: datetime

    def later(self, by: timedelta) -> None:
        self.moment += by

    async def drafted(self, author: str = RIA, **changes: object) -> Seen:
        """A start document with every required step, kept step by step."""
        seen = await self.made.drafting.begin(author)
        for step, typed in STEPS_OF.items():
            typed = replace(typed, **{name: value for name, value in changes.items() if name in FIELDS[step]})
            seen = await self.made.drafting.keep(author, seen.project.id, seen.project.version, step, typed)
        return seen

    async def asked(self, author: str = RIA, **changes: object) -> Seen:
        seen = await self.drafted(author, **changes)
        return await self.made.approving.ask(author, seen.project.id, seen.project.version)

    async def running(self, author: str = RIA, by: str = JAN, **changes: object) -> Seen:
        seen = await self.asked(author, **changes)
        await self.made.approving.approve(by, seen.project.id, seen.project.version)
        return await self.made.find(author, seen.project.id)

    def kinds(self) -> dict[str, work.Kind]:
        """What is done here of what was promised; nobody files documents, and the mirror is for who has one."""
        elsewhere = {name: work.Kind(_nothing) for name in ELSEWHERE}
        return {**elsewhere, **self.made.kinds(), **self.made.records.mirror.work}

    async def settle(self) -> None:
        """What was promised and is due is done."""
        async with at_work(self.database, self.kinds()) as working:
            await working.settled()


ELSEWHERE = ("projects.file", "projects.file_report", "mirror.put")


async def _nothing(payload: work.Payload, attempt: work.Attempt) -> None:
    return None


def passage(quote: str = SENTENCE) -> VisionPassage:
    return VisionPassage("visie", "Iets anders", "", quote, "https://elders.example")


async def on_stage(database: Database, organisation: Organisation = OSS, mirror: Mirror | None = None) -> Stage:
    """On a database with its tables."""
    await work.prepare(database)
    base, entra, heard, mirror = KnowledgeBase(), Entra(), Heard(), mirror or Mirror()
    base.put(VISION)
    made = projects(organisation, database, mirror, Roles(entra, organisation), entra, base, clock=lambda: stage.moment)
    stage = Stage(database, entra, heard, made, datetime.now(ZONE))
    made.hearing.notices = heard
    return stage
