"""What `benchmarks.malformed` sends to, each in a process of its own: a bot, a bare handler, and the fuzzer.

Those that listen print their port, and stop when their input is closed.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from contextlib import suppress
from contextvars import ContextVar
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from aiohttp import web


async def until_closed(port: int) -> None:
    print(port, flush=True)
    await asyncio.to_thread(sys.stdin.read)


async def bot(base: str, folder: Path) -> None:
    """A real bot for Teams at `base`, that marks each answer to something which a handler saw."""
    from botbuilder.core import TurnContext

    from bot.routes import Route
    from bot.server import create
    from commands.garbage import looked_for_seldom
    from dialogs.services import Services
    from domain.organisation import load_organisation
    from settings import Settings
    from store.database import Database
    from tests.wire import PLENTY, QUICK, TENANT, nothing

    settings = Settings.for_local_tenant("oss", base, tenant_id=TENANT, data=folder, port=0)
    database = Database(settings.database_url)
    await database.migrate()
    routes = (Route("sentence", "", nothing), Route("welcome", "", nothing))
    settings = replace(settings, rates=PLENTY, model=None)
    made = create(settings, cast("Services", None), database, load_organisation("oss"), routes=routes, patience=QUICK)
    handled: ContextVar[bool] = ContextVar("handled", default=False)
    on_turn = made.handler.on_turn

    async def marked(turn_context: TurnContext) -> None:
        handled.set(True)
        await on_turn(turn_context)

    async def mark(_: web.Request, response: web.StreamResponse) -> None:
        if handled.get():
            response.headers["X-Handled"] = "1"

    made.handler.on_turn = marked
    made.app.on_response_prepare.append(mark)
    await made.start(0)
    await made.keys.refresh()
    with looked_for_seldom():  # as commands/run.py does
        await until_closed(made.port)
    await made.stop()
    await database.close()


async def raw() -> None:
    """A bare aiohttp application that answers everything with 401."""

    async def refuse(_: web.Request) -> web.Response:
        return web.Response(status=401, body=b'{"error": "unauthorized"}', content_type="application/json")

    app = web.Application()
    app.router.add_post("/api/messages", refuse)
    runner = web.AppRunner(app, access_log=None, lingering_time=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await until_closed(int(runner.addresses[0][1]))
    await runner.cleanup()


def fuzz(arguments: list[str]) -> None:
    """Looks for a body on which the reading breaks, guided by which lines of it each body reaches."""
    atheris: Any = import_module("atheris")  # in the group of dependencies "fuzz" only
    with atheris.instrument_imports(include=["bot.wire", "bot.front"]):
        from bot import front, wire

    def one(body: bytes) -> None:
        with suppress(wire.Malformed):
            wire.read(front.parsed(body))

    atheris.Setup([sys.argv[0], *arguments], one)
    atheris.Fuzz()


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    match sys.argv[1:]:
        case ["bot", base, folder]:
            asyncio.run(bot(base, Path(folder)))
        case ["raw"]:
            asyncio.run(raw())
        case ["fuzz", *arguments]:
            fuzz(arguments)
        case _:
            sys.exit(__doc__)
