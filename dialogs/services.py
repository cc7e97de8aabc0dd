"""What the dialogs lean on, put together once by app.py."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.announcements import Announcements
from domain.colleagues import Colleagues
from domain.initiatives.use_cases import Initiatives
from domain.learning import Learning
from domain.mirror import Mirror
from domain.people import People
from domain.projects.filing import Filing
from domain.projects.together import Projects
from domain.roles import Roles
from domain.signing_in import SigningIn
from domain.vision import Vision
from domain.workdays.together import Workdays
from domain.workspaces.booking import Workspaces
from domain.workspaces.day_of_use import DayOfUse
from domain.workspaces.delegating import Delegating
from domain.workspaces.inviting import Inviting
from domain.workspaces.organisers import Organisers
from domain.workspaces.team_day import TeamDays
from domain.workspaces.weekly import WeeklyBookings


@dataclass(frozen=True)
class Services:
    """The use cases of the domain, ready for use."""

    vision: Vision
    people: People
    colleagues: Colleagues
    roles: Roles
    learning: Learning
    signing_in: SigningIn
    announcements: Announcements
    workdays: Workdays
    workspaces: Workspaces
    day_of_use: DayOfUse
    delegating: Delegating
    inviting: Inviting
    weekly: WeeklyBookings
    organisers: Organisers
    initiatives: Initiatives
    projects: Projects
    filing: Filing
    mirror: Mirror = field(default_factory=Mirror)

    @property
    def team_days(self) -> TeamDays:
        """The team days whose colleagues are invited."""
        return self.inviting.days
