"""The composition root: which implementation stands behind each part of a running Koers."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from dialogs.services import Services
from domain.library import LibrarySync
from domain.organisation import FOLDER, Organisation
from domain.people import People
from domain.roles import Roles
from domain.vision import Vision
from errors import KoersError
from graph.client import GraphClient
from graph.library import DocumentLibrary
from graph.people import People as Directory
from knowledge.base import KnowledgeBase
from settings import Settings
from store.database import Database
from tenant.server import Tenant, create
from tenant.state import TenantError


@dataclass(frozen=True)
class Reading:
    """The documents, and what keeps them up to date."""

    database: Database
    base: KnowledgeBase
    sync: LibrarySync
    directory: Directory


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
async def reading(settings: Settings, organisation: Organisation) -> AsyncGenerator[Reading, None]:
    """A knowledge base on the municipality's library, filled with what was read before."""
    database = Database(settings.database_url)
    client = GraphClient(settings)
    directory = Directory(client)
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
        )
        await sync.load()
        yield Reading(database, base, sync, directory)
    finally:
        await client.close()
        await database.close()


@asynccontextmanager
async def documents_once(
    organisation: Organisation, data: Path, documents: Path | None
) -> AsyncGenerator[Reading, None]:
    """The documents of a local tenant that lasts as long as one command, read through Graph like any library."""
    async with local_tenant(organisation, data, documents=documents) as tenant:
        settings = Settings.for_local_tenant(
            organisation.id, tenant.base_url, tenant_id=tenant.tenant_id, data=data, port=0
        )
        async with reading(settings, organisation) as read:
            await read.sync.sync()
            yield read


def vision(read: Reading, *, remembering: bool) -> Vision:
    """The capability "vision"; without remembering, each question stands alone."""
    return Vision(read.base, read.database if remembering else None)


def services(read: Reading, organisation: Organisation) -> Services:
    """Everything that the dialogs lean on."""
    return Services(
        vision=vision(read, remembering=True),
        people=People(read.database),
        roles=Roles(read.directory, organisation),
    )
