"""A bot process among several on one database: it counts what it is told, and says where it listens.

python -m tests.several_bot BASE FOLDER URL
"""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import cast

from sqlalchemy import text

from benchmarks.far_side import PLENTY
from bot.routes import EVERYBODY, Route
from bot.server import create
from dialogs.services import Services
from dialogs.turn import Reply, Turn
from domain.organisation import load_organisation
from settings import Settings
from store import effects
from store.database import Database
from tests.wire import QUICK, TENANT


async def main(base: str, folder: Path, url: str) -> None:
    database = Database(url)
    await database.migrate()

    async def count(turn: Turn, services: Services) -> Reply:
        number = int(turn.text.split()[-1])
        while turn.text.startswith("blijf") and not (folder / "go").exists():  # noqa: ASYNC110 - a file has no event
            await asyncio.sleep(0.05)
        async with database.write() as session:
            if await effects.first(session, turn.key, "count"):
                counting = text("insert into counted (conversation, n, process) values (:c, :n, :p)")
                values = {"c": turn.place.conversation, "n": number, "p": os.getpid()}
                await session.execute(counting, values)
        return Reply(text=f"geteld {number}")

    async def hello(turn: Turn, services: Services) -> Reply:
        return Reply(text="hallo")

    routes = (Route("sentence", "", count, needs=EVERYBODY), Route("welcome", "", hello, needs=EVERYBODY))
    settings = Settings.for_local_tenant("oss", base, tenant_id=TENANT, data=folder, port=0)
    settings = replace(settings, rates=PLENTY, database_url=url)
    organisation = load_organisation("oss")
    patience = replace(QUICK, acknowledge=0.05, give_up=100.0)
    bot = create(settings, cast("Services", None), database, organisation, routes=routes, patience=patience)
    await bot.start(0)
    await bot.keys.refresh()
    print(bot.port, flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], Path(sys.argv[2]), sys.argv[3]))
