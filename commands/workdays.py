"""Workdays put together, and the wire in front of them."""

from __future__ import annotations

from bot.personal import PersonalCards
from bot.server import Bot
from bot.workdays import Faces
from domain.organisation import Organisation
from domain.people import People
from domain.roles import Roles
from domain.signing_in import SigningIn
from domain.telling import Telling
from domain.workdays.location import WorkPlan
from domain.workdays.together import Means, Workdays
from domain.workdays.together import workdays as together
from graph.client import IN_BACKGROUND, GraphClient
from graph.people import People as Directory
from graph.work_location import GraphWorkLocation
from settings import Settings
from store.database import Database


def workdays(
    settings: Settings,
    organisation: Organisation,
    database: Database,
    directory: Directory,
    roles: Roles,
    signing_in: SigningIn,
    telling: Telling,
) -> Workdays:
    """Everything up to the wire."""

    def plan(client: GraphClient) -> WorkPlan:
        return GraphWorkLocation(client, organisation.time_zone, IN_BACKGROUND)

    return together(Means(database, organisation, directory, roles, signing_in, telling, plan, settings.tenant_id))


def join(bot: Bot, workdays: Workdays, database: Database, people: People) -> None:
    """Gives workdays the wire, and the housekeeping what goes on by itself; before the bot starts."""
    workdays.asking.messenger, workdays.asking.faces = (
        bot.messenger,
        Faces(PersonalCards(database, bot.messenger, people)),
    )
    workdays.downloads = bot.downloads
    for chore in workdays.chores:
        bot.housekeeping.also(chore)
