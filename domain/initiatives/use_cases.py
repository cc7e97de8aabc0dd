"""What the dialogs ask of initiatives, put together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from domain.announcements.model import Quiet
from domain.initiatives import file
from domain.initiatives.campaigns import Campaigns
from domain.initiatives.configured import InitiativeRules
from domain.initiatives.desk import Desk, Directory
from domain.initiatives.digest import Digests
from domain.initiatives.hearing import Hearing, Notices
from domain.initiatives.listed import InitiativeList
from domain.initiatives.looking import Looking, counted
from domain.initiatives.model import EVERYTHING, Wanted
from domain.initiatives.names import Names
from domain.initiatives.outcomes import Outcomes
from domain.initiatives.promises import Promises
from domain.initiatives.similar import Similarities
from domain.initiatives.taking_part import TakingPart
from domain.initiatives.tending import Tending
from domain.initiatives.writing import Writing
from domain.mirror import Mirror
from domain.organisation import Organisation
from domain.roles import Roles
from errors import Unavailable
from locales import Language
from store.database import Database, now
from store.work import Kind


class Downloads(Protocol):
    """Files that one person can get for a while; implemented in bot/."""

    async def initiatives(self, wanted: Wanted, person: str, language: Language) -> str:
        """The address of the workbook. Raises Unavailable where Koers has no address of its own."""
        ...


class Initiatives(Writing, Looking, TakingPart, Outcomes, Campaigns, Digests):
    """The initiatives of the municipality. `person` is the Entra id of who asks, `id` one of an initiative.

    `key` is the activity that asks for it (Turn.key): the same again changes nothing more. Every call raises
    WordedError: "initiatives-off" where the municipality has none, "initiatives-gone" where there is no such
    initiative or draft (any more), "initiatives-not-allowed" where it is not theirs to do, "initiatives-no-role" where
    it is about all initiatives and they have no role for it, and Unavailable.

    `mirror`: keeps the list in SharePoint, if any; `quiet`: who wants quiet hours. What is there only with the wire is
    filled in before the bot starts: `notices` and `downloads`.
    """

    def __init__(
        self,
        database: Database,
        organisation: Organisation,
        roles: Roles,
        directory: Directory,
        mirror: Mirror | None = None,
        quiet: Quiet | None = None,
        clock: Callable[[], datetime] = now,
    ) -> None:
        mirror = mirror or Mirror(on=False)
        self.notices: Notices | None = None
        self.downloads: Downloads | None = None
        desk = self.desk = Desk(database, organisation, roles, Names(directory), Promises(mirror), clock)
        if desk.rules.on:
            mirror.keep(InitiativeList(desk))
        self.similarities = Similarities(database, organisation.id)
        Writing.__init__(self, desk)
        Looking.__init__(self, desk, self.similarities)
        Digests.__init__(self, desk, lambda: self.notices)
        self._hearing = Hearing(desk, lambda: self.notices, quiet)
        self._tending = Tending(desk, directory)

    @property
    def rules(self) -> InitiativeRules:
        """Headings, statuses and what can be served."""
        return self._desk.rules

    async def file(self, person: str, language: Language, wanted: Wanted = EVERYTHING) -> str:
        """The address of a workbook of what is wanted, for who has the role; Unavailable without an address."""
        await self._desk.need(person, "export")
        if self.downloads is None:
            raise Unavailable("initiatives-file-nowhere")
        return await self.downloads.initiatives(wanted, person, language)

    async def workbook(self, person: str, language: Language, wanted: Wanted = EVERYTHING) -> bytes:
        """The .xlsx file of what is wanted, for who has the role, without anybody whose name is hidden."""
        await self._desk.need(person, "export")
        those = await self.everything(person, wanted)
        return await file.made(self.rules, language, those, counted(those), await self.questions())

    def kinds(self) -> dict[str, Kind]:
        """The durable work, by its name."""
        return {**self._hearing.kinds(), **super().kinds()}

    @property
    def chores(self) -> tuple[Callable[[], Awaitable[None]], ...]:
        """What is done as often as the store is swept."""
        return self.promise, self._tending.remove_old, self._tending.forget_leavers
