"""Announcements put together: composing on sending, and the wire in front of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.announcing import Faces, Following
from bot.server import Bot
from domain.announcements import Announcements
from domain.announcements.approving import Approving
from domain.announcements.audiences import Audiences
from domain.announcements.composing import Composing
from domain.announcements.following import Follow
from domain.announcements.looking import Looking
from domain.announcements.marks import Marks
from domain.announcements.pictures import Pictures
from domain.announcements.quiet import QuietTimes
from domain.announcements.targets import Targets
from domain.announcements.together import Means, kinds, use_cases
from domain.announcements.work import Promises
from domain.organisation import Organisation
from domain.people import People
from domain.roles import Roles
from domain.telling import Telling
from graph.apps import Apps
from graph.audience import Audience
from graph.client import GraphClient
from graph.images import Images
from graph.library import DocumentLibrary
from graph.people import People as Directory
from settings import Settings
from store.database import Database


@dataclass(frozen=True)
class Announcing:
    """Announcements, with what the durable work behind them leans on."""

    announcements: Announcements
    telling: Telling
    organisation: Organisation
    people: People
    means: Means
    apps: Apps
    remove_expired: Callable[[], Awaitable[None]]


def announcing(
    settings: Settings,
    organisation: Organisation,
    database: Database,
    client: GraphClient,
    directory: Directory,
    roles: Roles,
    library: DocumentLibrary,
) -> Announcing:
    """Everything up to the wire."""
    people = People(database)
    telling = Telling(database, people, roles, directory)
    audience = Audience(client)
    means = Means(database, Targets(audience), directory, Promises(settings.tenant_id), Marks(settings.pepper))
    follow = Follow()
    sending = use_cases(means, follow)
    audiences = Audiences(organisation, roles, directory)
    looking = Looking(database, organisation, audiences, sending)
    pictures = Pictures(organisation, library, Images(client))
    return Announcing(
        Announcements(
            Composing(looking, sending, pictures),
            Approving(looking, roles, telling),
            audiences,
            pictures,
            QuietTimes(database, organisation.time_zone),
            sending,
            directory,
            follow,
        ),
        telling,
        organisation,
        people,
        means,
        Apps(client, settings.app_id),
        sending.remove_expired,
    )


def join(bot: Bot, announcing: Announcing) -> None:
    """Gives announcements the wire, and says who does the work that they promise; before the bot starts."""
    announcing.telling.messenger = bot.messenger
    bot.housekeeping.also(announcing.remove_expired)
    announcements, means = announcing.announcements, announcing.means
    announcements.following.by = Following(
        means.database, bot.messenger, announcements, announcing.people, announcing.organisation
    )
    announcements.downloads = bot.downloads
    announcements.work = kinds(
        means,
        bot.messenger,
        Faces(announcing.organisation),
        announcements.quiet,
        announcements.following,
        installing=announcing.apps,
        few_up_to=announcing.organisation.announcements.few_up_to,
    )
