"""The composition root: which implementation stands behind each part of a running Koers."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from bot import server
from bot.personal import PersonalCards
from bot.server import Bot
from bot.weekly import WeeklyNotices
from commands import announcing as announced
from commands import booking as booked
from commands import day_of_use as used
from commands import delegating as shared
from commands import filing as placed
from commands import initiatives as begun
from commands import projects as led
from commands import team_day as teams
from commands import workdays as worked
from commands.announcing import Announcing, announcing
from commands.booking import Booking, booking
from commands.mirroring import Mirroring, mirroring
from commands.workdays import workdays
from dialogs.services import Services
from domain.colleagues import Colleagues
from domain.initiatives.use_cases import Initiatives
from domain.learning import Answers, Learning, Questions, Voices
from domain.learning.answers import WORK as STORE_ANSWER
from domain.library import LibrarySync
from domain.library.embedding import Embedding
from domain.library.expanding import Expanding
from domain.modelled import ModelAnswers
from domain.nearness import Nearness
from domain.organisation import FOLDER, Organisation
from domain.people import People
from domain.roles import Roles
from domain.signing_in import SigningIn
from domain.spending import Accounts
from domain.vision import Vision
from domain.workdays.together import Workdays
from domain.workspaces.exchange import WAITS
from domain.workspaces.weekly import WeeklyBookings
from errors import KoersError
from graph.client import IN_A_TURN, GraphClient
from graph.folders import Folders
from graph.library import DocumentLibrary
from graph.people import People as Directory
from knowledge.base import KnowledgeBase
from knowledge.model.answering import Modelled
from knowledge.model.embedding import Embedder
from knowledge.model.endpoint import Endpoint
from knowledge.model.expansion import Expander
from knowledge.model.identity import identity_for
from settings import ModelSettings, Settings
from store.database import Database
from store.processes import Presence
from store.work import POLL, Engine, Kind
from tenant.server import Tenant, create
from tenant.state import TenantError


@dataclass(frozen=True)
class LanguageModel:
    """The configured model, what it answers and prepares, and the accounts of what it costs."""

    endpoint: Endpoint
    answers: ModelAnswers
    accounts: Accounts
    expanding: Expanding
    nearness: Nearness | None  # where there is a model for embeddings


@dataclass(frozen=True)
class Reading:
    """The documents, and what keeps them up to date."""

    database: Database
    base: KnowledgeBase
    sync: LibrarySync
    directory: Directory
    model: LanguageModel | None
    library: DocumentLibrary  # with the patience of somebody who waits
    voices: Voices
    roles: Roles
    signing_in: SigningIn
    announcing: Announcing
    workdays: Workdays
    booking: Booking
    mirroring: Mirroring
    folders: Folders
    presence: Presence  # of this process among those on the same database; not started yet


@asynccontextmanager
async def local_tenant(
    organisation: Organisation, data: Path, *, people: int = 60, documents: Path | None = None, port: int = 0
) -> AsyncGenerator[Tenant, None]:
    """A local Microsoft 365 that listens on loopback, on `port` or a free one. Raises KoersError when it cannot."""
    try:
        data.mkdir(parents=True, exist_ok=True)  # noqa: ASYNC240 - once, before anything is served
        tenant = create(data / "tenant.db", FOLDER / organisation.id, people=people, documents=documents)
    except TenantError as error:
        raise KoersError(str(error)) from error
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise KoersError(f"{data} cannot be used to keep memory in: {reason}") from error
    try:
        await _listen(tenant, port)
        yield tenant
    finally:
        await tenant.stop()


async def _listen(tenant: Tenant, port: int) -> None:
    try:
        await tenant.start(port)
    except OSError:
        await tenant.start(0)  # somebody else has the port; a free one does as well


@asynccontextmanager
async def reading(
    settings: Settings,
    organisation: Organisation,
    *,
    kind: str = server.KIND,
    waits: Sequence[float] = WAITS,
) -> AsyncGenerator[Reading, None]:
    """A knowledge base on the municipality's library, filled with what was read before. `kind`: of this process;
    `waits`: see domain.workspaces.exchange.
    """
    database = Database(settings.database_url)
    presence = Presence(database, kind)
    client = GraphClient(settings)
    directory = Directory(client)
    roles = Roles(directory, organisation)
    signing_in = SigningIn(database, client)
    bookings = booking(
        organisation,
        database,
        client,
        directory,
        presence,
        signing_in=signing_in,
        tenant=settings.tenant_id,
        waits=waits,
    )
    base = KnowledgeBase()
    try:
        await database.migrate()
        sync = LibrarySync(
            DocumentLibrary(client),
            directory,
            base,
            database,
            organisation,
            poll_seconds=settings.library_poll_seconds,
            leads=partial(presence.leads, "library"),
        )
        await sync.load()
        library, voices = DocumentLibrary(client, IN_A_TURN), Voices(settings.pepper)
        async with language_model(settings, base, database, presence) as model:
            messages = announcing(settings, organisation, database, client, directory, roles, library)
            bookings.organisers.says = messages.telling
            days = workdays(settings, organisation, database, directory, roles, signing_in, messages.telling)
            yield Reading(
                database,
                base,
                sync,
                directory,
                model,
                library,
                voices,
                roles,
                signing_in,
                messages,
                days,
                bookings,
                mirroring(organisation, database, client, presence),
                Folders(client, settings.app_id),
                presence,
            )
    finally:
        await bookings.looking.close()
        await roles.close()
        await client.close()
        await database.close()


@asynccontextmanager
async def language_model(
    settings: Settings, base: KnowledgeBase, database: Database, presence: Presence
) -> AsyncGenerator[LanguageModel | None, None]:
    """The language model, where one is configured; what it needs is loaded meanwhile."""
    if settings.model is None:
        yield None
        return
    identity = identity_for(settings.model)
    endpoint = Endpoint(settings.model, identity.token if identity else None)
    modelled = Modelled(base, endpoint)
    accounts = Accounts(database, settings.model, settings.pepper)
    loading = asyncio.create_task(endpoint.warm(), name="language model")
    try:
        embedding, nearness = _embeddings(settings.model, endpoint, base, database, accounts)
        expander = Expander(endpoint, settings.model.model)
        leads = partial(presence.leads, "expanding")
        expanding = Expanding(base, database, expander, accounts.of_documents, embedding, leads)
        yield LanguageModel(endpoint, ModelAnswers(modelled, accounts), accounts, expanding, nearness)
    finally:
        loading.cancel()
        await asyncio.gather(loading, return_exceptions=True)
        await modelled.close()
        if identity is not None:
            await identity.close()


def _embeddings(
    settings: ModelSettings, endpoint: Endpoint, base: KnowledgeBase, database: Database, accounts: Accounts
) -> tuple[Embedding, Nearness] | tuple[None, None]:
    """What embeds passages and questions, where there is a model for that."""
    if not settings.embedding_model:
        return None, None
    embedder = Embedder(endpoint, settings.embedding_model)
    embedding = Embedding(base, database, embedder, accounts.of_documents)
    return embedding, Nearness(embedder, embedding, accounts)


@asynccontextmanager
async def documents_once(
    organisation: Organisation, data: Path, documents: Path | None
) -> AsyncGenerator[Reading, None]:
    """The documents of a local tenant that lasts as long as one command, read through Graph like any library."""
    async with local_tenant(organisation, data, documents=documents) as tenant:
        settings = Settings.for_local_tenant(
            organisation.id, tenant.base_url, tenant_id=tenant.tenant_id, data=data, port=0
        )
        # One command answers with the documents' own sentences: nobody's budget pays for it.
        async with reading(replace(settings, model=None), organisation) as read:
            await read.sync.sync()
            yield read


def vision(read: Reading, *, remembering: bool) -> Vision:
    """The capability "vision"; without remembering, each question stands alone."""
    database = read.database if remembering else None
    if read.model is None:
        return Vision(read.base, database)
    return Vision(read.base, database, read.model.answers, read.model.nearness)


def services(read: Reading, organisation: Organisation) -> Services:
    """Everything that the dialogs lean on."""
    people, roles = People(read.database), read.roles
    learning = Learning(
        Questions(read.database, organisation.id, read.voices, read.base),
        Answers(read.database, organisation, roles, read.announcing.telling, read.library),
        read.base,
    )
    quiet = read.announcing.announcements.quiet
    initiatives = Initiatives(read.database, organisation, roles, read.directory, read.mirroring.mirror, quiet)
    projects = led.projects(
        organisation,
        read.database,
        read.mirroring.mirror,
        roles,
        read.directory,
        read.base,
        initiatives,
    )
    filing = placed.filing(organisation, read.database, read.folders, projects.records)
    projects.filing = filing.kinds()
    return Services(
        vision=vision(read, remembering=True),
        people=people,
        colleagues=Colleagues(read.directory),
        roles=roles,
        learning=learning,
        signing_in=read.signing_in,
        announcements=read.announcing.announcements,
        workdays=read.workdays,
        workspaces=read.booking.workspaces,
        day_of_use=used.day_of_use(
            read.database,
            organisation,
            read.booking.workspaces,
            read.directory,
            read.announcing.announcements.quiet,
        ),
        delegating=shared.delegating(read.database, organisation, read.booking.workspaces, read.directory),
        inviting=teams.team_days(read.database, organisation, read.booking, read.directory),
        weekly=WeeklyBookings(
            read.database,
            organisation.workspaces,
            read.booking.workspaces,
            roles,
            read.announcing.announcements.quiet,
            organisation.time_zone,
        ),
        organisers=read.booking.organisers,
        mirror=read.mirroring.mirror,
        initiatives=initiatives,
        projects=projects,
        filing=filing,
    )


def kinds(services: Services) -> dict[str, Kind]:
    """Who does which promised work, by its name. A name stays what it is: work may have been promised under it."""
    answers = services.learning.answers
    return {
        STORE_ANSWER: Kind(answers.store, answers.store_failed),
        **services.announcements.work,
        **services.workdays.work,
        **services.workspaces.work,
        **services.day_of_use.kinds(),
        **services.delegating.hearing.kinds(),
        **services.inviting.kinds(),
        **services.weekly.kinds(),
        **services.mirror.work,
        **services.initiatives.kinds(),
        **services.projects.kinds(),
    }


def join(bot: Bot, services: Services, announcing: Announcing) -> None:
    """Gives the domain its messenger and the tokens of people, and the housekeeping what is to be finished; before the
    bot starts.
    """
    services.signing_in.tokens = bot.user_tokens
    bot.housekeeping.also(services.learning.answers.resume)
    announced.join(bot, announcing)
    database, organisation = announcing.means.database, announcing.organisation
    worked.join(bot, services.workdays, database, services.people)
    booked.join(bot, services, database, organisation)
    teams.join(bot, services.inviting, database, services.people, organisation, services.delegating)
    shared.join(bot, services.delegating, services.workspaces, database, services.people, organisation)
    used.join(bot, services.day_of_use, database, services.people, organisation)
    personal = PersonalCards(database, bot.messenger, services.people)
    services.weekly.notices = WeeklyNotices(personal, organisation)
    begun.join(bot, services.initiatives, database, personal, organisation)
    led.join(bot, services.projects, services.filing, personal, organisation)


@asynccontextmanager
async def at_work(bot: Bot, services: Services, database: Database, *, poll: float = POLL) -> AsyncGenerator[Engine]:
    """The promised work gets done in this process, until the block ends; then the bot may be stopped."""
    engine = Engine(database, kinds(services), bot.presence, poll=poll)
    bot.health.also(engine.due)
    engine.start()
    try:
        yield engine
    finally:
        await engine.stop()
