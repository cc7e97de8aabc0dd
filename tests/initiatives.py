"""Initiatives at work on a database: colleagues with names and roles, a clock that the test sets, and what was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from domain.announcements.quiet import QuietTimes
from domain.initiatives.hearing import News
from domain.initiatives.model import Digest, Initiative, Typed
from domain.initiatives.use_cases import Initiatives
from domain.messenger import Leaving, Outcome
from domain.mirror import Mirror
from domain.mirror.mirror import PUT
from domain.organisation import Organisation, load_organisation
from domain.roles import Role, Roles
from domain.workspaces.notices import Notice
from graph.people import Group, Person
from store import work
from store.database import Database
from store.work import Attempt, Kind, Payload
from tests.durable import at_work

ZONE = ZoneInfo("Europe/Amsterdam")
OSS = load_organisation("oss")
RIA, JAN, PIET, MARIJKE, KEES = (f"00000000-0000-0000-0000-00000000000{number}" for number in range(1, 6))
NAMES = {RIA: "Ria Jansen", JAN: "Jan de Vries", PIET: "Piet Bakker", MARIJKE: "Marijke Smit", KEES: "Kees Mulder"}
BENCH = Typed(
    "Bankje bij de ingang",
    "Wie op een collega wacht, staat nu in de regen. Een bankje onder de luifel lost dat op.",
    "huisvesting",
    ("inlevingsvermogen",),
    "na de zomer",
    "Een bankje en wat hulp",
)


@dataclass
class Entra:
    """Who is called what, and who has which role."""

    names_of: dict[str, str] = field(default_factory=lambda: dict(NAMES))
    roles: dict[str, set[Role]] = field(default_factory=lambda: {MARIJKE: {"communication"}})

    async def names(self, ids: Sequence[str]) -> dict[str, str]:
        return {id: self.names_of[id] for id in ids if id in self.names_of}

    async def members(self, group: str) -> tuple[str, ...]:
        return ()

    async def groups_named(self, name: str) -> tuple[Group, ...]:
        return (Group(name, name),)

    async def check_groups(self, id: str, groups: tuple[str, ...]) -> frozenset[str]:
        held = self.roles.get(id, set())
        return frozenset(name for role, name in OSS.roles if role in held and name in groups)

    async def direct_reports(self, id: str) -> tuple[Person, ...]:
        return ()


@dataclass
class Heard:
    """Implements domain.initiatives.hearing.Notices: what each heard, and each digest; Teams may be away."""

    news: list[tuple[str, News]] = field(default_factory=list[tuple[str, News]])
    digests: list[tuple[str, Digest]] = field(default_factory=list[tuple[str, Digest]])
    away: int = 0  # how many more messages Teams does not take

    async def tell(self, person: str, news: News, leaving: Leaving) -> Notice:
        await leaving()
        if self._refused():
            return Notice(Outcome("not reached", wait=0.01))
        self.news.append((person, news))
        return Notice(Outcome("delivered", str(len(self.news))), person)

    async def digest(self, conversation: str, digest: Digest, leaving: Leaving) -> Notice:
        await leaving()
        if self._refused():
            return Notice(Outcome("not reached", wait=0.01))
        self.digests.append((conversation, digest))
        return Notice(Outcome("delivered", str(len(self.digests))), conversation)

    def of(self, person: str) -> list[News]:
        return [news for to, news in self.news if to == person]

    def _refused(self) -> bool:
        self.away -= 1
        return self.away >= 0


@dataclass
class Stage:
    """One municipality at one moment, which `later` moves."""

    database: Database
    entra: Entra
    heard: Heard
    made: Initiatives
    moment: datetime

    def later(self, by: timedelta) -> None:
        self.moment += by

    async def begun(self, person: str = RIA, typed: Typed = BENCH, **other: object) -> Initiative:
        """Somebody submits one."""
        changed = replace(typed, **cast("dict[str, str]", other))
        draft = await self.made.begin(person, changed)
        return await self.made.submit(person, draft.id, over=draft.version)

    async def settle(self) -> None:
        """What was promised and is due is done; SharePoint is not there, and has what it is sent."""
        kinds = {**self.made.kinds(), PUT: Kind(sent)}
        async with at_work(self.database, kinds) as working:
            await working.settled()

    def again(self) -> Stage:
        """Another process on the same database."""
        return staged(self.database, self.entra, self.heard, self.made.desk.organisation, self.moment)


async def sent(payload: Payload, attempt: Attempt) -> None:
    """What SharePoint gets is tested where SharePoint is."""


def midweek() -> datetime:
    """The Wednesday of next week, at noon: far from any digest, whenever the test runs."""
    today = datetime.now(ZONE)
    day = today.date() + timedelta(days=9 - today.weekday())
    return datetime.combine(day, time(12), ZONE)


def staged(
    database: Database,
    entra: Entra,
    heard: Heard,
    organisation: Organisation,
    moment: datetime | None = None,
    mirror: Mirror | None = None,
) -> Stage:
    moment = moment or midweek()
    roles = Roles(entra, organisation)
    made = Initiatives(database, organisation, roles, entra, mirror, QuietTimes(database, ZONE), lambda: stage.moment)
    made.notices = heard
    stage = Stage(database, entra, heard, made, moment)
    return stage


async def on_stage(database: Database, organisation: Organisation = OSS, mirror: Mirror | None = None) -> Stage:
    """On a database with its tables."""
    await work.prepare(database)
    return staged(database, Entra(), Heard(), organisation, mirror=mirror)
