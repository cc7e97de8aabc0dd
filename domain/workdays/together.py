"""Puts workdays together: what the dialogs lean on, the durable work behind it, and what goes on by itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.organisation import Organisation
from domain.roles import Roles
from domain.signing_in import SigningIn
from domain.telling import Telling
from domain.workdays import exporting, presence, tending
from domain.workdays.asking import Asking
from domain.workdays.calendar import Calendar, this_moment
from domain.workdays.choosing import Chosen
from domain.workdays.closing import Closing, Reckoning
from domain.workdays.exporting import Exports
from domain.workdays.location import Locations, WorkPlan
from domain.workdays.mornings import ASK, Mornings
from domain.workdays.patterns import Patterned
from domain.workdays.presence import WhoIsIn
from domain.workdays.registering import Registered
from domain.workdays.tending import Tending
from domain.workdays.ticking import LOCATION, Ticking
from domain.workdays.use_cases import Choosing, Downloads, Exporting, Patterns, Presence, Registering
from graph.client import GraphClient
from store.database import Database
from store.work import Kind

Chore = Callable[[], Awaitable[None]]


class Directory(exporting.Directory, presence.Directory, tending.Directory, Protocol):
    """Microsoft Entra, as far as workdays go."""


@dataclass
class Workdays:
    """All that the dialogs lean on, together.

    What is there only with the wire is filled in before the bot starts: `downloads`, and what `asking` needs.
    """

    calendar: Calendar
    registering: Registering
    patterns: Patterns
    choices: Choosing
    presence: Presence
    exporting: Exporting
    asking: Asking
    work: Mapping[str, Kind]  # who does what is promised, by its name
    chores: tuple[Chore, ...]  # what is done as often as the store is swept
    downloads: Downloads | None = None

    @property
    def on(self) -> bool:
        """Whether the municipality has it switched on, today."""
        return self.calendar.on


@dataclass(frozen=True)
class Means:
    """What workdays lean on. `plan`: the work plan of the person whose Graph it is."""

    database: Database
    organisation: Organisation
    directory: Directory
    roles: Roles
    signing_in: SigningIn
    telling: Telling
    plan: Callable[[GraphClient], WorkPlan]
    tenant: str


def workdays(means: Means, now: Callable[[], datetime] = this_moment) -> Workdays:
    """Everything together. `now`: aware."""
    database, holidays = means.database, means.organisation.holidays
    calendar = Calendar(means.organisation.workdays, means.organisation.time_zone, now)
    ticking, reckoning = Ticking(calendar), Reckoning(calendar, holidays)
    closing, mornings = Closing(database, reckoning), Mornings(database, calendar, holidays)
    patterns = Patterned(database, calendar, holidays, ticking)
    who = WhoIsIn(database, calendar, means.directory)
    asking = Asking(database, calendar, mornings)
    locations = Locations(database, calendar, means.signing_in, means.telling, means.plan, means.tenant)
    tending = Tending(database, calendar, patterns, means.roles, means.directory)
    return Workdays(
        calendar=calendar,
        registering=Registered(database, calendar, holidays, ticking, closing),
        patterns=patterns,
        choices=Chosen(database, calendar, ticking, mornings),
        presence=who,
        exporting=Exports(database, calendar, closing, reckoning, means.directory),
        asking=asking,
        work={ASK: Kind(asking.ask), LOCATION: Kind(locations.follow, locations.failed)},
        chores=(closing.tidy, mornings.promise_all, tending.fill, who.follow, tending.forget_leavers),
    )
