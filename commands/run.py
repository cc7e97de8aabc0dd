"""`app.py run`: the bot, beside the local tenant or, when settings name one, in a real tenant."""

from __future__ import annotations

import argparse
import asyncio
import logging
import signal
import socket
import sys
import webbrowser
from collections.abc import AsyncGenerator
from contextlib import ExitStack, asynccontextmanager, suppress
from pathlib import Path

import telemetry
from bot import server
from bot.server import Bot
from commands import organisation_of
from commands.claim import MemoryInUse, claimed
from commands.compose import Reading, at_work, join, local_tenant, reading, services
from commands.garbage import looked_for_seldom
from dialogs.understanding import prepare
from domain.organisation import Organisation
from errors import KoersError, WordedError
from graph.problems import GraphProblem
from locales import texts_for
from locales.texts import LANGUAGES
from manifest.extension import Command, ready, worded
from manifest.package import commands
from settings import ROOT, Settings, collector, log_level, setting
from store import work
from store.address import address, shared
from telemetry import logs
from tenant.connector import ExtensionCommand, set_commands, set_extension
from tenant.page.packages import PackagesUnavailable, ensure
from tenant.server import Tenant
from tenant.state import forget

FIRST_LOOK_SECONDS = 30.0  # how long the start waits for the first look at the library before it goes on without
SUCCESSION_SECONDS = 75.0  # how long a start waits for the Koers before it to end: it lets what runs finish
LAST_LOOK_SECONDS = 2.0  # how long the stop waits for a look at the library; the next start repeats what it breaks off

log = logging.getLogger(__name__)


async def run(options: argparse.Namespace) -> int:
    """Runs until interrupted; then lets what is under way finish, and stops. An interrupted start is called off."""
    organisation = organisation_of(options.organisation)
    if Settings.configured():
        logs.structured(sys.stderr, log_level())
        settings = Settings.from_environment(organisation=organisation.id)
        async with _alone(settings), serving(settings, organisation, settings.port) as bot:
            stop = stop_on_signals()
            say(f"Koers ({organisation.name}) listens on port {bot.port}.")
            await stop.wait()
        return 0
    logs.readable("%(asctime)s %(levelname)s %(name)s: %(message)s")
    data = Path(options.data or setting("KOERS_DATA") or ROOT / ".koers" / "local" / organisation.id)
    with claimed(data):
        await _beside_tenant(organisation, data, options)
    return 0


@asynccontextmanager
async def _alone(settings: Settings) -> AsyncGenerator[None]:
    """Waits until the Koers before this one has let go of its memory: two would answer the same people twice.

    On PostgreSQL several share their memory, and none of them waits. Raises KoersError when it does not in
    SUCCESSION_SECONDS.
    """
    if shared(address(settings.database_url)):
        yield
        return
    until = asyncio.get_running_loop().time() + SUCCESSION_SECONDS
    with ExitStack() as held:
        while True:
            try:
                held.enter_context(claimed(settings.data))
                break
            except MemoryInUse:
                if asyncio.get_running_loop().time() > until:
                    raise
                await asyncio.sleep(0.5)
        yield


async def _beside_tenant(organisation: Organisation, data: Path, options: argparse.Namespace) -> None:
    if options.fresh:
        _empty(data)
    say(f"Setting up a small Microsoft 365 of {organisation.name} on this machine…")
    async with local_tenant(
        organisation, data, people=options.people, documents=options.documents, port=options.page_port
    ) as tenant:
        await _fetch_page_packages()
        settings = Settings.for_local_tenant(
            organisation.id, tenant.base_url, tenant_id=tenant.tenant_id, data=data, port=options.port
        )
        # Known to Teams before it begins: it may have something to say to people from before it was stopped.
        port = options.port or _free_port()
        _introduce(tenant, port, settings)
        async with serving(settings, organisation, port):
            stop = stop_on_signals()
            _show(tenant, organisation, options)
            await stop.wait()
            say("\nKoers stops…")


@asynccontextmanager
async def serving(
    settings: Settings, organisation: Organisation, port: int, *, works: bool = True
) -> AsyncGenerator[Bot, None]:
    """The bot, as long as the block lasts; with `works` it does what was promised, too."""
    async with seen(organisation), reading(settings, organisation) as read:
        await read.presence.start()
        looked, stop = asyncio.Event(), asyncio.Event()
        learning = asyncio.create_task(asyncio.to_thread(prepare, settings.data), name="examples of sentences")
        watching = [asyncio.create_task(_follow_library(read, stop, looked), name="library")]
        if read.model is not None:
            watching.append(asyncio.create_task(read.model.expanding.run(stop), name="other words"))
        try:
            await _first_look(read, looked)
            await learning
            if not works:
                await work.prepare(read.database)  # or nothing can be promised before the first worker has started
            used = services(read, organisation)
            bot = server.create(settings, used, read.database, organisation, presence=read.presence)
            join(bot, used, read.announcing)
            try:
                await listen(bot, port)
                with looked_for_seldom():
                    async with read.booking.following(), read.mirroring.following():
                        if not works:
                            yield bot
                            return
                        async with at_work(bot, used, read.database):
                            yield bot
            finally:
                await bot.stop()
        finally:
            stop.set()
            await _end(watching)
            await read.presence.stop()


@asynccontextmanager
async def seen(organisation: Organisation) -> AsyncGenerator[None]:
    """What is measured goes to the collector, where one is configured; only then its libraries are loaded."""
    if not collector():
        yield
        return
    from telemetry import export

    exporting = await asyncio.to_thread(export.to_collector, organisation.id)
    telemetry.use(exporting)
    try:
        yield
    finally:
        telemetry.use(None)
        await exporting.close()


async def _first_look(read: Reading, looked: asyncio.Event) -> None:
    """Waits for the documents when there are none yet: without them there is nothing to answer with."""
    if not len(read.base):
        say("Reading the documents…")
        with suppress(TimeoutError):
            await asyncio.wait_for(looked.wait(), FIRST_LOOK_SECONDS)
        if not looked.is_set():
            say("There is a lot to read. Koers goes on with it while it answers.")
    documents = len(read.base.documents())
    if documents:
        say(f"Koers knows {documents} document{'' if documents == 1 else 's'}.")
    elif looked.is_set():
        say("Koers found no documents that it may use. It keeps looking.")


async def _follow_library(read: Reading, stop: asyncio.Event, looked: asyncio.Event) -> None:
    """Reads the library once, says so, and goes on until `stop`. What fails is logged and tried again by the sync."""
    try:
        await read.sync.look()
    except (WordedError, GraphProblem):
        pass  # `run` tries again, and tells
    except Exception:
        log.exception("the first look at the library failed")
    looked.set()
    await read.sync.run(stop)


async def _end(watching: list[asyncio.Task[None]]) -> None:
    """Waits a moment for the look at the library, and calls it off when it takes longer."""
    _, late = await asyncio.wait(watching, timeout=LAST_LOOK_SECONDS)
    for task in late:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def listen(bot: Bot, port: int) -> None:
    """Starts the bot on a port. Raises KoersError when that cannot be used."""
    try:
        await bot.start(port)
    except OSError as error:
        raise KoersError(f"port {port} cannot be used: {error.strerror or error}") from error


def stop_on_signals() -> asyncio.Event:
    """Set when somebody, or the machine, asks this process to end."""
    stop = asyncio.Event()
    for name in ("SIGINT", "SIGTERM"):
        with suppress(NotImplementedError):  # Windows: Ctrl+C arrives as KeyboardInterrupt
            asyncio.get_running_loop().add_signal_handler(getattr(signal, name), stop.set)
    return stop


def _empty(data: Path) -> None:
    """Forgets the tenant and the bot together: the one holds the other's ids."""
    for name in ("koers.db", "tenant.db"):
        forget(data / name)


async def _fetch_page_packages() -> None:
    try:
        await ensure()
    except PackagesUnavailable as error:
        print(f"koers: {error}", file=sys.stderr)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def _introduce(tenant: Tenant, port: int, settings: Settings) -> None:
    worded = {language: commands(texts_for(language)) for language in LANGUAGES}
    set_commands(tenant, [dict(zip(worded, together, strict=True)) for together in zip(*worded.values(), strict=True)])
    set_extension(tenant, [_extended(command) for command in ready()])
    tenant.register_bot(settings.app_id, f"http://127.0.0.1:{port}/api/messages")


def _extended(command: Command) -> ExtensionCommand:
    return ExtensionCommand(command.id, command.type, {each: worded(command, texts_for(each)) for each in LANGUAGES})


def say(line: str) -> None:
    """Tells whoever started the program what happens."""
    print(line, flush=True)


def _show(tenant: Tenant, organisation: Organisation, options: argparse.Namespace) -> None:
    say(f"Koers for {organisation.name} is ready: {tenant.base_url}  (Ctrl+C stops)")
    if not options.no_browser:
        with suppress(webbrowser.Error):
            webbrowser.open(tenant.base_url)
