"""Projects put together: start documents, reports and the portfolio, the work behind them, and the wire in front."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.personal import PersonalCards
from bot.projects import ProjectNotices
from bot.server import Bot
from domain.initiatives.use_cases import Initiatives
from domain.mirror import Mirror
from domain.organisation import Organisation
from domain.projects.approving import Approving
from domain.projects.closing import Ending
from domain.projects.drafting import Drafting
from domain.projects.filing import Filing
from domain.projects.hearing import Hearing
from domain.projects.looking import Directory, Looking
from domain.projects.passages import Passages
from domain.projects.portfolio import Portfolio
from domain.projects.records import Records
from domain.projects.removing import Removing
from domain.projects.reporting import Reporting
from domain.projects.together import Projects
from domain.roles import Roles
from domain.vision import Documents
from store.database import Database, now


def projects(
    organisation: Organisation,
    database: Database,
    mirror: Mirror,
    roles: Roles,
    directory: Directory,
    documents: Documents,
    initiatives: Initiatives | None = None,
    clock: Callable[[], datetime] = now,
) -> Projects:
    """Everything up to the wire; the mirror keeps the two lists from here on."""
    records = Records(database, organisation, mirror, clock)
    looking = Looking(records, roles, directory)
    drafting = Drafting(looking, Passages(documents, organisation.id))
    approving, reporting = Approving(looking), Reporting(looking)
    hearing = Hearing(looking, approving, reporting)
    drafting.initiatives = hearing.initiatives = initiatives
    found = Projects(
        records,
        looking,
        drafting,
        approving,
        reporting,
        Portfolio(looking),
        Ending(looking),
        hearing,
        Removing(records),
    )
    mirror.keep(*found.lists)
    return found


def join(bot: Bot, projects: Projects, filing: Filing, personal: PersonalCards, organisation: Organisation) -> None:
    """Gives projects their files, their messages and the housekeeping; before the bot starts."""
    notices = ProjectNotices(personal, organisation, filing, projects.records.today)
    projects.hearing.notices = filing.asking = notices
    projects.downloads = bot.downloads
    bot.housekeeping.also(projects.removing.remove_expired)
