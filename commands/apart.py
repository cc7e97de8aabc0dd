"""`app.py bot` and `app.py worker`: what `app.py run` is in one, in processes of their own on one PostgreSQL."""

from __future__ import annotations

import argparse
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from bot import server
from bot.server import Bot
from commands import organisation_of
from commands.compose import at_work, join, reading, services
from commands.garbage import looked_for_seldom
from commands.run import listen, say, seen, serving, stop_on_signals
from domain.organisation import Organisation
from errors import KoersError
from settings import Settings, log_level
from store.address import address, shared
from telemetry import logs

WORKER = "worker"  # the kind of process, beside server.KIND


async def bot(options: argparse.Namespace) -> int:
    """Answers people and promises work, until interrupted; somebody else does the work."""
    settings, organisation = _settings(options)
    async with serving(settings, organisation, settings.port, works=False) as answering:
        stop = stop_on_signals()
        say(f"Koers ({organisation.name}) listens on port {answering.port}; a worker does what it promises.")
        await stop.wait()
    return 0


async def worker(options: argparse.Namespace) -> int:
    """Does the work that was promised, until interrupted; nobody can say anything to it."""
    settings, organisation = _settings(options)
    async with working(settings, organisation, settings.port) as doing:
        stop = stop_on_signals()
        say(f"Koers ({organisation.name}) works; port {doing.port} tells how it is.")
        await stop.wait()
    return 0


@asynccontextmanager
async def working(settings: Settings, organisation: Organisation, port: int) -> AsyncGenerator[Bot]:
    """A worker, as long as the block lasts. `port` answers /healthz and /readyz, and nothing else."""
    async with seen(organisation), reading(settings, organisation, kind=WORKER) as read:
        used = services(read, organisation)
        sending = server.create(settings, used, read.database, organisation, presence=read.presence, hears=False)
        join(sending, used, read.announcing)
        try:
            await listen(sending, port)
            with looked_for_seldom():
                async with at_work(sending, used, read.database) as engine:

                    async def begun() -> bool:
                        return engine.ready

                    sending.health.check("work", begun)
                    yield sending
        finally:
            await sending.stop()


def _settings(options: argparse.Namespace) -> tuple[Settings, Organisation]:
    organisation = organisation_of(options.organisation)
    if not Settings.configured():
        raise KoersError(
            f"app.py {options.command} is for a real tenant: beside the local one, app.py run is bot and worker in one"
        )
    settings = Settings.from_environment(organisation=organisation.id)
    if not shared(address(settings.database_url)):
        raise KoersError(
            f"app.py {options.command} shares its memory with other processes, which needs PostgreSQL: set"
            " KOERS_DATABASE_URL=postgresql://user:password@host/name, or use app.py run: that is bot and worker in one"
        )
    logs.structured(sys.stderr, log_level())
    return settings, organisation
