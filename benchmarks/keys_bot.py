"""What `benchmarks.keys` measures, each in a process of its own: a bot, and a loop that does nothing else.

Both have a heartbeat of 5 ms, and answer a line on their input with how late the worst one was since the last line.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import cast

BEAT = 0.005  # seconds


async def measured() -> None:
    """Beats, and tells, until the input is closed."""
    loop, worst = asyncio.get_running_loop(), 0.0

    async def beat() -> None:
        nonlocal worst
        while True:
            due = loop.time() + BEAT
            await asyncio.sleep(BEAT)
            worst = max(worst, loop.time() - due)

    beating = asyncio.create_task(beat())
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    while await reader.readline():
        print(worst * 1000, flush=True)
        worst = 0.0
    beating.cancel()


@asynccontextmanager
async def bot(base: str, folder: Path) -> AsyncIterator[int]:
    """A bot for Teams at `base`; its port."""
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
    await made.start(0)
    await made.keys.refresh()
    try:
        with looked_for_seldom():  # as commands/run.py does
            yield made.port
    finally:
        await made.stop()
        await database.close()


async def main(arguments: list[str]) -> None:
    match arguments:
        case ["bot", base, folder]:
            async with bot(base, Path(folder)) as port:
                print(port, flush=True)
                await measured()
        case ["idle"]:
            await measured()
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    asyncio.run(main(sys.argv[1:]))
